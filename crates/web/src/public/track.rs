//! By the code: what became of something that was sent, and taking back what somebody asked for themself (VIC-8, R129, C38).

use axum::extract::State;
use hawthorn_app::Refusal;
use hawthorn_app::doors::track::{Tracked, track, withdraw};
use hawthorn_components::{BackLink, Button, ButtonStyle, InsetText, PublicPage, TextInput};
use hawthorn_domain::doors::Door;
use hawthorn_domain::platform::words;
use maud::{Markup, html};

use super::{Answer, PublicError, PublicState, answer};
use crate::forms::{Problems, Typed};

/// What became of something that was sent: asks for the code.
///
/// # Errors
/// When the area is not served here.
pub async fn page(State(state): State<PublicState>) -> Answer {
    let page = asked(&state, Door::Form, &Typed::default(), &Problems::default())?;
    Ok(answer(page, &Problems::default()))
}

/// Taking it back: asks for the code and the word.
///
/// # Errors
/// When the area is not served here.
pub async fn back(State(state): State<PublicState>) -> Answer {
    let page = asked(&state, Door::Own, &Typed::default(), &Problems::default())?;
    Ok(answer(page, &Problems::default()))
}

fn asked(
    state: &PublicState,
    door: Door,
    typed: &Typed,
    problems: &Problems,
) -> Result<PublicPage, Refusal> {
    let own = door == Door::Own;
    let heading = if own {
        "Come back"
    } else {
        "What became of it"
    };
    let mut page = state.page(heading, heading)?;
    page.back = Some(BackLink::new(if own { "/before" } else { "/refer" }));
    page.body = html! {
        form method="post" action=(if own { "/back" } else { "/refer/track" }) novalidate autocomplete="off" {
            (boxes(own, typed, problems))
            (Button::new("Look"))
        }
    };
    Ok(page)
}

fn boxes(own: bool, typed: &Typed, problems: &Problems) -> Markup {
    let line = |name: &str, label: &'static str| TextInput {
        value: typed.one(name).to_owned(),
        error: problems.at(name),
        autocomplete: "off".to_owned(),
        spellcheck: Some(false),
        ..TextInput::new(name, label)
    };
    html! {
        (line("code", "Your code"))
        @if own { (line("word", "Your word, if you chose one")) }
    }
}

/// Shows what became of it.
///
/// # Errors
/// When the store does not answer.
pub async fn look(State(state): State<PublicState>, typed: Typed) -> Answer {
    shown(&state, Door::Form, &typed).await
}

/// Shows that it is there, or takes it back.
///
/// # Errors
/// When the store does not answer.
pub async fn come_back(State(state): State<PublicState>, typed: Typed) -> Answer {
    if typed.one("do") != "withdraw" {
        return shown(&state, Door::Own, &typed).await;
    }
    let by = (typed.one("code"), typed.one("word"));
    match withdraw(&state.app, &state.area, by, state.around.now()).await {
        Ok(()) => {
            let mut page = state.page("Taken back", "It is taken back")?;
            page.body = html! {
                p.govuk-body { "Nobody gets in touch about it." }
                p.govuk-body { "You can come again at any time. " a.govuk-link href="/contact" { "Whom to ring" } }
            };
            Ok(answer(page, &Problems::default()))
        }
        Err(refusal) => again(&state, Door::Own, &typed, refusal),
    }
}

async fn shown(state: &PublicState, door: Door, typed: &Typed) -> Answer {
    let by = (typed.one("code"), typed.one("word"));
    match track(&state.app, &state.area, door, by, state.around.now()).await {
        Ok(tracked) => {
            let mut page = state.page("What became of it", "What became of it")?;
            let home = if door == Door::Own {
                "/back"
            } else {
                "/refer/track"
            };
            page.back = Some(BackLink::new(home));
            page.body = found(&tracked, typed);
            Ok(answer(page, &Problems::default()))
        }
        Err(refusal) => again(state, door, typed, refusal),
    }
}

fn again(state: &PublicState, door: Door, typed: &Typed, refusal: Refusal) -> Answer {
    let problems = Problems::of(refusal).map_err(|error| PublicError(error.0))?;
    let page = asked(state, door, typed, &problems)?;
    Ok(answer(page, &problems))
}

fn found(tracked: &Tracked, typed: &Typed) -> Markup {
    html! {
        p.govuk-body { "It came in on " (words::moment(tracked.received_at)) "." }
        (InsetText::new(tracked.progress))
        @if let Some(outcome) = tracked.outcome { p.govuk-body { (outcome) } }
        @if tracked.door == Door::Own && tracked.may_withdraw {
            form method="post" action="/back" novalidate autocomplete="off" {
                input type="hidden" name="do" value="withdraw";
                input type="hidden" name="code" value=(typed.one("code"));
                input type="hidden" name="word" value=(typed.one("word"));
                (Button { style: ButtonStyle::Secondary, ..Button::new("Take it back") })
            }
        }
    }
}
