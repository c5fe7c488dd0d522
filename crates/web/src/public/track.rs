//! By the code: what became of something that was sent, and taking back what somebody asked for themself (VIC-8, R129, C38).

use hawthorn_app::Refusal;
use hawthorn_app::doors::track::{Tracked, track, withdraw};
use hawthorn_components::{
    BackLink, Button, ButtonStyle, ErrorMessage, InsetText, PublicPage, TextInput,
};
use hawthorn_domain::doors::Door;
use maud::{Markup, html};

use super::here::Here;
use super::shared::turned;
use super::{Answer, PublicError, answer};
use crate::forms::{Problems, Typed};

/// What became of something that was sent: asks for the code.
///
/// # Errors
/// When the area is not served here.
pub async fn page(here: Here) -> Answer {
    let page = asked(&here, Door::Form, &Typed::default(), &Problems::default())?;
    Ok(answer(page, &Problems::default()))
}

/// Taking it back: asks for the code and the word.
///
/// # Errors
/// When the area is not served here.
pub async fn back(here: Here) -> Answer {
    let page = asked(&here, Door::Own, &Typed::default(), &Problems::default())?;
    Ok(answer(page, &Problems::default()))
}

fn asked(
    here: &Here,
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
    let mut page = here.page(heading, heading)?;
    page.back = Some(BackLink::new(here.tongue.path(if own {
        "/before"
    } else {
        "/refer"
    })));
    page.body = html! {
        form method="post" action=(here.tongue.path(if own { "/back" } else { "/refer/track" })) novalidate autocomplete="off" {
            (boxes(here, own, typed, problems))
            (Button::new(here.tongue.turn("Look").into_owned()))
        }
    };
    Ok(page)
}

fn boxes(here: &Here, own: bool, typed: &Typed, problems: &Problems) -> Markup {
    let line = |name: &str, label: &'static str| TextInput {
        value: typed.one(name).to_owned(),
        error: problems.at(name).map(|error| ErrorMessage {
            prefix: here.tongue.turn("Error").into_owned(),
            ..error
        }),
        autocomplete: "off".to_owned(),
        spellcheck: Some(false),
        ..TextInput::new(name, here.tongue.turn(label).into_owned())
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
pub async fn look(here: Here, typed: Typed) -> Answer {
    shown(&here, Door::Form, &typed).await
}

/// Shows that it is there, or takes it back.
///
/// # Errors
/// When the store does not answer.
pub async fn come_back(here: Here, typed: Typed) -> Answer {
    if typed.one("do") != "withdraw" {
        return shown(&here, Door::Own, &typed).await;
    }
    let by = (typed.one("code"), typed.one("word"));
    match withdraw(&here.app, &here.area, by, here.around.now()).await {
        Ok(()) => {
            let t = |english: &'static str| here.tongue.turn(english);
            let mut page = here.page("Taken back", "It is taken back")?;
            page.body = html! {
                p.govuk-body { (t("Nobody gets in touch about it.")) }
                p.govuk-body { (t("You can come again at any time.")) " " a.govuk-link href=(here.tongue.path("/contact")) { (t("Whom to ring")) } }
            };
            Ok(answer(page, &Problems::default()))
        }
        Err(refusal) => again(&here, Door::Own, &typed, refusal),
    }
}

async fn shown(here: &Here, door: Door, typed: &Typed) -> Answer {
    let by = (typed.one("code"), typed.one("word"));
    match track(&here.app, &here.area, door, by, here.around.now()).await {
        Ok(tracked) => {
            let mut page = here.page("What became of it", "What became of it")?;
            let home = if door == Door::Own {
                "/back"
            } else {
                "/refer/track"
            };
            page.back = Some(BackLink::new(here.tongue.path(home)));
            page.body = found(here, &tracked, typed);
            Ok(answer(page, &Problems::default()))
        }
        Err(refusal) => again(here, door, typed, refusal),
    }
}

fn again(here: &Here, door: Door, typed: &Typed, refusal: Refusal) -> Answer {
    let problems = Problems::of(refusal).map_err(|error| PublicError(error.0))?;
    let problems = turned(here, problems);
    let page = asked(here, door, typed, &problems)?;
    Ok(answer(page, &problems))
}

fn found(here: &Here, tracked: &Tracked, typed: &Typed) -> Markup {
    let t = |english: &'static str| here.tongue.turn(english);
    let when = here.tongue.moment(tracked.received_at);
    html! {
        p.govuk-body { (here.tongue.turn_with("It came in on {when}.", &[("when", &when)])) }
        (InsetText::new(t(tracked.progress).into_owned()))
        @if let Some(outcome) = tracked.outcome { p.govuk-body { (t(outcome)) } }
        @if tracked.door == Door::Own && tracked.may_withdraw {
            form method="post" action=(here.tongue.path("/back")) novalidate autocomplete="off" {
                input type="hidden" name="do" value="withdraw";
                input type="hidden" name="code" value=(typed.one("code"));
                input type="hidden" name="word" value=(typed.one("word"));
                (Button { style: ButtonStyle::Secondary, ..Button::new(t("Take it back").into_owned()) })
            }
        }
    }
}
