//! For me: six short questions that can each be skipped, a code and a word, and taking it back (VIC-1 to VIC-10; R1, R19, R25).

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::directory::public::public_services;
use hawthorn_app::doors::send_report::{Sending, Sent, send_report};
use hawthorn_app::doors::who_answers::{places, who_answers_own};
use hawthorn_app::platform::sessions::token_digest;
use hawthorn_components::{BackLink, Button, InsetText, Panel, WarningText};
use hawthorn_domain::directory::PublicService;
use hawthorn_domain::doors::form::{self, OWN, Problem, problems, problems_of};
use hawthorn_domain::doors::{Answers, Door, FirstMove};
use maud::{Markup, html};

use super::pages::danger;
use super::questions::{self, Asked};
use super::refer::Way;
use super::shared::{nothing_open, receipt_answers, with_problems};
use super::visitor::Visitor;
use super::{Answer, PublicError, PublicState, answer};
use crate::forms::{Problems, Typed};

const BASE: &str = "/q";
/// Seconds that a sender waits where many reports come from one place.
const WAIT: i64 = 60;

async fn answered_by(state: &PublicState) -> Result<Option<PublicService>, Refusal> {
    who_answers_own(&state.app, &state.area, state.around.now()).await
}

/// Who answers, by name, with the real hours and the number: shown on every page, so that somebody
/// can leave with a number and nothing kept.
fn instead(service: &PublicService) -> Markup {
    html! {
        (InsetText::new(html! {
            "You can ring instead: " (service.name)
            @for (number, _) in service.phones.iter().take(1) { ", " strong { (number) } }
            @for line in service.opening.told() { br; (line) }
        }))
    }
}

fn shut(state: &PublicState) -> Answer {
    let mut page = state.page("Not open yet", "This way is not open yet")?;
    page.body = html! {
        (danger())
        p.govuk-body { "Nobody reads messages here yet. " a.govuk-link href="/contact" { "Whom to ring" } }
    };
    Ok(answer(page, &Problems::default()))
}

/// The start, which keeps nothing.
///
/// # Errors
/// When the area is not served here.
pub async fn start(State(state): State<PublicState>) -> Answer {
    match answered_by(&state).await? {
        Some(_) => Ok(Redirect::to("/q/1").into_response()),
        None => shut(&state),
    }
}

/// One question.
///
/// # Errors
/// When there is no such page, or the store does not answer.
pub async fn step(
    State(state): State<PublicState>,
    visitor: Visitor,
    Path(slug): Path<String>,
    Query(way): Query<Way>,
) -> Answer {
    let step = form::step(OWN, &slug).ok_or(Refusal::NotFound)?;
    let answers = visitor.answers(&state, Door::Own).await?;
    let answers = answers
        .filter(|answers| !answers.has("sent"))
        .unwrap_or_default();
    show(&state, step, &answers, &[], way.is_check()).await
}

async fn show(
    state: &PublicState,
    step: &'static form::Step,
    answers: &Answers,
    problems: &[Problem],
    to_check: bool,
) -> Answer {
    let Some(service) = answered_by(state).await? else {
        return shut(state);
    };
    let services = public_services(&state.app, &state.area).await?;
    let mut page = state.page(step.title, step.heading)?;
    page.back = Some(BackLink::new(match form::before(OWN, step.slug) {
        _ if to_check => "/q/check".to_owned(),
        Some(before) => format!("{BASE}/{}", before.slug),
        None => "/before".to_owned(),
    }));
    page.body = html! {
        @if answers.one("safe_now") == "no" { (danger()) }
        (questions::form(&Asked {
            step,
            answers,
            problems,
            places: &places(&services),
            action: format!("{BASE}/{}", step.slug),
            to_check,
        }))
        p.govuk-body { a.govuk-link href={ (BASE) "/" (next(step)) } { "Skip this" } }
        (instead(&service))
    };
    Ok(with_problems(page, problems))
}

fn next(step: &form::Step) -> &'static str {
    form::after(OWN, step.slug).map_or("check", |after| after.slug)
}

/// Takes the answer to one question. An empty one keeps nothing and sets no cookie.
///
/// # Errors
/// When there is no such page, or the store does not answer.
pub async fn take(
    State(state): State<PublicState>,
    visitor: Visitor,
    Path(slug): Path<String>,
    typed: Typed,
) -> Answer {
    let step = form::step(OWN, &slug).ok_or(Refusal::NotFound)?;
    if answered_by(&state).await?.is_none() {
        return shut(&state);
    }
    let kept = visitor.answers(&state, Door::Own).await?;
    let begun = kept.is_some();
    let mut answers = kept.filter(|kept| !kept.has("sent")).unwrap_or_default();
    for question in step.questions {
        answers.set(question.name, typed.all(question.name));
    }
    let found = problems_of(step, &answers);
    if !found.is_empty() {
        return show(&state, step, &answers, &found, typed.one("to") == "check").await;
    }
    let to = if typed.one("to") == "check" {
        "/q/check".to_owned()
    } else {
        format!("{BASE}/{}", next(step))
    };
    if answers.is_empty() && !begun {
        return Ok(Redirect::to(&to).into_response());
    }
    visitor.keep(&state, Door::Own, answers, &to).await
}

/// Every answer, with who will read it.
///
/// # Errors
/// When the store does not answer.
pub async fn check(State(state): State<PublicState>, visitor: Visitor) -> Answer {
    match visitor.answers(&state, Door::Own).await? {
        Some(answers) if answers.has("sent") => Ok(Redirect::to("/q/done").into_response()),
        Some(answers) => checked(&state, &answers, &Problems::default(), false).await,
        None => nothing_open(&state, BASE),
    }
}

async fn checked(
    state: &PublicState,
    answers: &Answers,
    problems: &Problems,
    wait: bool,
) -> Answer {
    let Some(service) = answered_by(state).await? else {
        return shut(state);
    };
    let mut page = state.page("Check your answers", "Check your answers")?;
    page.back = Some(BackLink::new("/q/6"));
    page.body = html! {
        @if wait {
            (WarningText::new("Many of these come from your network just now. Wait one minute, then press the button again. Nothing that you wrote is lost."))
        }
        p.govuk-body { (service.organisation) " reads it, and nobody else." }
        (questions::check(OWN, answers, BASE))
        form method="post" action="/q/check" novalidate autocomplete="off" { (Button::new("Send it")) }
        p.govuk-body { a.govuk-link href="/leave" { "Leave, and forget all of it" } }
        (instead(&service))
    };
    Ok(answer(page, problems))
}

/// Sends it, once.
///
/// # Errors
/// When the store does not answer.
pub async fn send(State(state): State<PublicState>, visitor: Visitor) -> Answer {
    let Some(answers) = visitor.answers(&state, Door::Own).await? else {
        return nothing_open(&state, BASE);
    };
    if answers.has("sent") {
        return Ok(Redirect::to("/q/done").into_response());
    }
    if let Some((step, found)) = problems(OWN, &answers) {
        return show(&state, step, &answers, &found, true).await;
    }
    let now = state.around.now();
    let waited = answers.one("waits_since").parse::<i64>();
    let sending = Sending {
        area: &state.area,
        door: Door::Own,
        answers: &answers,
        place: &visitor.place,
        shown: waited.is_ok_and(|since| now.as_second() - since >= WAIT),
        file: None,
        once: token_digest(&format!("door {}", visitor.token())),
    };
    match send_report(&state.app, sending, (now, state.around.dice())).await {
        Ok(Sent::Kept(receipt)) => {
            let first = FirstMove::from_code(answers.one("first_move")).unwrap_or_default();
            let told = receipt_answers(&receipt).with("first_move", first.code());
            visitor.keep(&state, Door::Own, told, "/q/done").await
        }
        Ok(Sent::AlreadySent) => Ok(Redirect::to("/q/done").into_response()),
        Ok(Sent::Elsewhere(_)) => nothing_open(&state, BASE),
        Ok(Sent::AskFirst) => {
            let page = checked(&state, &answers, &Problems::default(), true).await?;
            if answers.one("waits_since").is_empty() {
                let since = answers.with("waits_since", &now.as_second().to_string());
                visitor.keep(&state, Door::Own, since, "/q/check").await?;
            }
            Ok(page)
        }
        Err(refusal) => {
            let problems = Problems::of(refusal).map_err(|error| PublicError(error.0))?;
            checked(&state, &answers, &problems, false).await
        }
    }
}

/// The name of a team, a real time, and the code.
///
/// # Errors
/// When the store does not answer.
pub async fn done(State(state): State<PublicState>, visitor: Visitor) -> Answer {
    let answers = visitor.answers(&state, Door::Own).await?;
    let Some(told) = answers.filter(|answers| answers.has("sent")) else {
        return nothing_open(&state, BASE);
    };
    let Some(service) = answered_by(&state).await? else {
        return shut(&state);
    };
    let we_ring = told.one("first_move") == FirstMove::We.code();
    let mut page = state.page("We have it", "We have it")?;
    page.body = html! {
        (Panel { heading_level: Some(2), ..Panel::confirmation("Your code", html! { strong { (told.one("code")) } }) })
        @if we_ring {
            p.govuk-body { (service.organisation) " tries to reach you, only in the way that you said is safe." }
            @if !told.one("due").is_empty() { p.govuk-body { "They try by " (told.one("due")) "." } }
        } @else {
            p.govuk-body { "Nobody rings you. When it is safe, ring " (service.organisation) " and say the code." }
        }
        (instead(&service))
        p.govuk-body { "With the code, and the word if you chose one, you can take it back. " a.govuk-link href="/back" { "Take it back, or see that we have it" } }
        p.govuk-body { "Write the code down only where it is safe, or not at all: you can ring without it." }
    };
    Ok(answer(page, &Problems::default()))
}
