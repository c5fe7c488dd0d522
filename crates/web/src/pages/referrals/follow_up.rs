//! What the outcomes started, and what became of each (R141–R149).

use axum::extract::Path;
use hawthorn_app::Refusal;
use hawthorn_app::mash::end_follow_up::end_follow_up;
use hawthorn_components::{Button, Choice, Details, Radios, SummaryList, SummaryRow, Textarea};
use hawthorn_domain::mash::follow_up::{FollowUp, FollowUpEnd};
use hawthorn_domain::platform::ids::ReferralId;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use maud::{Markup, html};

use super::{Here, View, after, outcome, reference};
use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout::pieces;
use crate::seat::Seat;

/// `POST /referrals/{id}/follow-up`.
pub async fn send(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id = reference(&id)?;
    let done = ended(&mut seat, id, &typed).await.map(|()| "followed");
    after(seat, id, done, Here::Outcome, outcome::render, &typed).await
}

async fn ended(seat: &mut Seat, id: ReferralId, typed: &Typed) -> Result<(), Refusal> {
    let end = FollowUpEnd::from_code(typed.one("end"))
        .ok_or_else(|| Refusal::field("end", "Choose whether it was taken up."))?;
    let outcome = typed.one("outcome");
    end_follow_up(
        &seat.app,
        &mut seat.ask,
        id,
        outcome,
        end,
        typed.one("words"),
    )
    .await
}

/// The part of the outcome page with what the outcomes started.
pub(super) fn part(view: &View<'_>, problems: &Problems, typed: &Typed) -> Markup {
    let follow_ups = &view.referral.referral.follow_ups;
    html! {
        @if !follow_ups.is_empty() {
            h2.govuk-heading-m { "What the outcomes started" }
            @for follow_up in follow_ups { (one(view, follow_up, problems, typed)) }
        }
    }
}

fn one(view: &View<'_>, follow_up: &FollowUp, problems: &Problems, typed: &Typed) -> Markup {
    let label = view
        .referral
        .outcomes
        .iter()
        .find(|outcome| outcome.code == follow_up.outcome)
        .map_or(follow_up.outcome.as_str(), |outcome| outcome.label.as_str());
    let agency = view
        .referral
        .agencies
        .iter()
        .find(|agency| agency.code == follow_up.agency)
        .map_or(follow_up.agency.as_str(), |agency| agency.name.as_str());
    let mut rows = vec![
        SummaryRow::new("Agency", agency),
        SummaryRow::new("Due", pieces::due(&follow_up.clock, view.now)),
    ];
    if let Some(ended) = &follow_up.ended {
        rows.push(SummaryRow::new(
            "What became of it",
            html! {
                (ended.end.label()) @if !ended.words.is_empty() { ": " (ended.words) }
                br; (ended.by.name) ", " (words::moment(ended.at))
            },
        ));
    }
    let mine = typed.one("outcome") == follow_up.outcome;
    html! {
        (SummaryList::new(rows).with_card(label))
        @if follow_up.ended.is_none() && view.may(Verb::FollowUpOutcome) {
            (Details {
                open: mine && !problems.is_empty(),
                ..Details::new(
                    html! { "Say what became of it" span.govuk-visually-hidden { ": " (label) } },
                    form(view, follow_up, mine, problems, typed),
                )
            })
        }
    }
}

/// The page has one form for each outcome, so only the one that was sent shows its problems.
fn form(
    view: &View<'_>,
    follow_up: &FollowUp,
    mine: bool,
    problems: &Problems,
    typed: &Typed,
) -> Markup {
    let id = |field: &str| {
        if mine {
            field.to_owned()
        } else {
            format!("{field}-{}", follow_up.outcome)
        }
    };
    let text = |field: &str| if mine { typed.one(field) } else { "" }.to_owned();
    let ends = FollowUpEnd::ALL
        .iter()
        .map(|end| Choice::new(end.code(), end.label()))
        .collect();
    html! {
        form method="post" action=(view.path("/follow-up")) novalidate autocomplete="off" {
            input type="hidden" name="outcome" value=(follow_up.outcome);
            (Radios {
                id_prefix: id("end"),
                error: problems.at("end").filter(|_| mine),
                value: text("end"),
                ..Radios::new("end", "Was it taken up?", ends)
            })
            (Textarea {
                id: id("words"),
                hint: Some("Needed when it was not taken up: why, and what happens instead.".into()),
                error: problems.at("words").filter(|_| mine),
                value: text("words"),
                rows: Some(3),
                autocomplete: "off".to_owned(),
                ..Textarea::new("words", "How, or why not")
            })
            (Button::secondary("Keep what became of it"))
        }
    }
}
