//! Holding a referral's clock, letting it go on, giving it more time, with every reason in view (R119).

use axum::extract::Path;
use hawthorn_app::Refusal;
use hawthorn_app::mash::hold_clock::{ClockChange, change_clock};
use hawthorn_components::{Button, Details, TextInput};
use hawthorn_domain::platform::deadline::{Clock, ClockState};
use hawthorn_domain::platform::ids::ReferralId;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use maud::{Markup, html};

use super::{Here, View, after, reference, summary};
use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::seat::Seat;

/// `POST /referrals/{id}/clock`.
pub async fn send(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    let done = changed(&mut seat, id, &typed).await.map(|()| "clocked");
    after(seat, id, done, Here::Summary, summary::render, &typed).await
}

async fn changed(seat: &mut Seat, id: ReferralId, typed: &Typed) -> Result<(), Refusal> {
    let text = |name: &str| typed.one(name).to_owned();
    let change = match typed.one("act") {
        "hold" => ClockChange::Hold(text("hold_reason")),
        "go_on" => ClockChange::GoOn,
        _ => ClockChange::Extend(text("length"), text("extend_reason")),
    };
    let held = matches!(change, ClockChange::Hold(_));
    change_clock(&seat.app, &mut seat.ask, id, change)
        .await
        .map_err(|refusal| placed(refusal, held))
}

/// Both forms ask for a reason, so a missing one is told at the form that was sent.
fn placed(refusal: Refusal, held: bool) -> Refusal {
    let Refusal::Fields(mut problems) = refusal else {
        return refusal;
    };
    for problem in &mut problems {
        if problem.field == "reason" {
            let field = if held { "hold_reason" } else { "extend_reason" };
            problem.field = field.to_owned();
        }
    }
    Refusal::Fields(problems)
}

/// What held the clock and what was added, and the forms that change it.
pub(super) fn part(view: &View<'_>, problems: &Problems, typed: &Typed) -> Markup {
    html! {
        @if let Some(clock) = &view.referral.referral.clock {
            (reasons(clock))
            @if view.may(Verb::HoldClock) { (forms(view, clock, problems, typed)) }
        }
    }
}

fn reasons(clock: &Clock) -> Markup {
    html! {
        @if !clock.pauses().is_empty() || !clock.extensions().is_empty() {
            ul.govuk-list."govuk-list--bullet" {
                @for pause in clock.pauses() {
                    li {
                        "Held from " (words::moment(pause.from))
                        @if let Some(to) = pause.to { " to " (words::moment(to)) }
                        ": " (pause.reason)
                    }
                }
                @for more in clock.extensions() {
                    li { "Given " (more.by) " more on " (words::moment(more.at)) ": " (more.reason) }
                }
            }
        }
    }
}

fn forms(view: &View<'_>, clock: &Clock, problems: &Problems, typed: &Typed) -> Markup {
    let held = matches!(clock.state(view.now), ClockState::Paused { .. });
    let text = |name: &str, label: &str, hint: &str| TextInput {
        hint: (!hint.is_empty()).then(|| hint.into()),
        error: problems.at(name),
        value: typed.one(name).to_owned(),
        autocomplete: "off".to_owned(),
        ..TextInput::new(name, label)
    };
    let action = view.path("/clock");
    let refused = ["hold_reason", "extend_reason", "length"]
        .iter()
        .any(|field| problems.at(field).is_some());
    let inside = html! {
        @if held {
            form method="post" action=(action) {
                input type="hidden" name="act" value="go_on";
                (Button::secondary("Let the clock go on"))
            }
        } @else if clock.promise().may_pause {
            form method="post" action=(action) novalidate autocomplete="off" {
                input type="hidden" name="act" value="hold";
                (text("hold_reason", "Why it has to wait", "It stands beside the clock."))
                (Button::secondary("Hold the clock"))
            }
        }
        form method="post" action=(action) novalidate autocomplete="off" {
            input type="hidden" name="act" value="extend";
            (TextInput { classes: "govuk-input--width-10".to_owned(), ..text("length", "How much more time", "For example, 4 hours or 1 working day.") })
            (text("extend_reason", "Why it needs more time", "It stands beside the clock."))
            (Button::secondary("Give it more time"))
        }
    };
    html! { (Details { open: refused, ..Details::new("Hold or extend the time", inside) }) }
}
