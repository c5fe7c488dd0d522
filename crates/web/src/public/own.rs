//! For me: six short questions that can each be skipped, a code and a word, and taking it back (VIC-1 to VIC-10; R1, R19, R25).

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::directory::public::public_services;
use hawthorn_app::doors::send_report::{Sending, Sent, send_report};
use hawthorn_app::doors::who_answers::{places, who_answers_own};
use hawthorn_app::platform::sessions::token_digest;
use hawthorn_components::{BackLink, Button, InsetText, LinkButton, Panel};
use hawthorn_domain::directory::PublicService;
use hawthorn_domain::doors::form::{self, OWN, Problem, problems, problems_of, too_long};
use hawthorn_domain::doors::{Answers, Door, FirstMove};
use maud::{Markup, html};

use super::here::Here;
use super::pages::{danger, number};
use super::questions::{self, Asked};
use super::refer::Way;
use super::shared::{
    has_waited, nothing_open, puzzle_field, receipt_answers, turned, wait_a_little, waiting,
    with_problems,
};
use super::visitor::Visitor;
use super::{Answer, PublicError, answer};
use crate::forms::{Problems, Typed};

const BASE: &str = "/q";
/// Seconds that a sender waits where many reports come from one place.
const WAIT: i64 = 60;

async fn answered_by(here: &Here) -> Result<Option<PublicService>, Refusal> {
    who_answers_own(&here.app, &here.area, here.around.now()).await
}

/// Who answers, by name, with the real hours and the number: shown on every page, so that somebody
/// can leave with a number and nothing kept.
fn instead(here: &Here, service: &PublicService) -> Markup {
    let words = "You can ring instead: {service}";
    let words = here.tongue.turn_around(words, "service", &service.name);
    html! {
        (InsetText::new(html! {
            (words)
            @for (digits, _) in service.phones.iter().take(1) { ", " strong { (number(digits)) } }
            @for line in service.opening.told() { br; (here.tongue.in_english(&line)) }
        }))
    }
}

fn shut(here: &Here) -> Answer {
    let t = |english: &'static str| here.tongue.turn(english);
    let mut page = here.page("Not open yet", "This way is not open yet")?;
    page.body = html! {
        (danger(here))
        p.govuk-body { (t("Nobody reads messages here yet.")) " " a.govuk-link href=(here.tongue.path("/contact")) { (t("Whom to ring")) } }
    };
    Ok(answer(page, &Problems::default()))
}

/// The start, which keeps nothing.
///
/// # Errors
/// When the area is not served here.
pub async fn start(here: Here) -> Answer {
    match answered_by(&here).await? {
        Some(_) => Ok(Redirect::to(&here.tongue.path("/q/1")).into_response()),
        None => shut(&here),
    }
}

/// One question.
///
/// # Errors
/// When there is no such page, or the store does not answer.
pub async fn step(
    here: Here,
    visitor: Visitor,
    Path(slug): Path<String>,
    Query(way): Query<Way>,
) -> Answer {
    let step = form::step(OWN, &slug).ok_or(Refusal::NotFound)?;
    let answers = visitor.answers(&here, Door::Own).await?;
    let answers = answers
        .filter(|answers| !answers.has("sent"))
        .unwrap_or_default();
    show(&here, step, &answers, &[], way.is_check()).await
}

async fn show(
    here: &Here,
    step: &'static form::Step,
    answers: &Answers,
    problems: &[Problem],
    to_check: bool,
) -> Answer {
    let Some(service) = answered_by(here).await? else {
        return shut(here);
    };
    let services = public_services(&here.app, &here.area).await?;
    let mut page = here.page(step.title, step.heading)?;
    let before = match form::before(OWN, step.slug) {
        _ if to_check => "/q/check".to_owned(),
        Some(before) => format!("{BASE}/{}", before.slug),
        None => "/before".to_owned(),
    };
    page.back = Some(BackLink::new(here.tongue.path(&before)));
    let skip = here.tongue.path(&format!("{BASE}/{}", next(step)));
    page.body = html! {
        @if answers.one("safe_now") == "no" { (danger(here)) }
        (questions::form(&Asked {
            here,
            step,
            answers,
            problems,
            places: &places(&services),
            action: format!("{BASE}/{}", step.slug),
            to_check,
        }))
        p.govuk-body { a.govuk-link href=(skip) { (here.tongue.turn("Skip this")) } }
        (instead(here, &service))
    };
    Ok(with_problems(here, page, problems))
}

fn next(step: &form::Step) -> &'static str {
    form::after(OWN, step.slug).map_or("check", |after| after.slug)
}

/// Takes the answer to one question. An empty one keeps nothing and sets no cookie.
///
/// # Errors
/// When there is no such page, or the store does not answer.
pub async fn take(here: Here, visitor: Visitor, Path(slug): Path<String>, typed: Typed) -> Answer {
    let step = form::step(OWN, &slug).ok_or(Refusal::NotFound)?;
    if answered_by(&here).await?.is_none() {
        return shut(&here);
    }
    let kept = visitor.answers(&here, Door::Own).await?;
    let begun = kept.is_some();
    let mut answers = kept.filter(|kept| !kept.has("sent")).unwrap_or_default();
    for question in step.questions {
        answers.set(question.name, typed.all(question.name));
    }
    let mut found = too_long(step, |name| typed.one(name));
    if found.is_empty() {
        found = problems_of(step, &answers);
    } else {
        for (name, _) in &found {
            answers.show(name, typed.all(name));
        }
    }
    if !found.is_empty() {
        return show(&here, step, &answers, &found, typed.one("to") == "check").await;
    }
    let to = if typed.one("to") == "check" {
        "/q/check".to_owned()
    } else {
        format!("{BASE}/{}", next(step))
    };
    if step.slug == "1" && answers.one("safe_now") == "no" {
        // Nothing is kept of somebody who may have to leave at once.
        return not_safe_now(&here).await;
    }
    if answers.is_empty() && !begun {
        return Ok(Redirect::to(&here.tongue.path(&to)).into_response());
    }
    visitor.keep(&here, Door::Own, answers, &to).await
}

/// Every answer, with who will read it.
///
/// # Errors
/// When the store does not answer.
pub async fn check(here: Here, visitor: Visitor) -> Answer {
    match visitor.answers(&here, Door::Own).await? {
        Some(answers) if answers.has("sent") => {
            Ok(Redirect::to(&here.tongue.path("/q/done")).into_response())
        }
        Some(answers) if !answers.is_empty() => {
            checked(&here, &answers, &Problems::default(), false).await
        }
        _ => nothing_written(&here).await,
    }
}

/// Everything was skipped: nothing is kept and nothing was sent, and the number stays.
async fn nothing_written(here: &Here) -> Answer {
    let Some(service) = answered_by(here).await? else {
        return shut(here);
    };
    let t = |english: &'static str| here.tongue.turn(english);
    let mut page = here.page("Nothing is written yet", "Nothing is written yet")?;
    page.back = Some(BackLink::new(here.tongue.path("/q/6")));
    page.body = html! {
        p.govuk-body { (t("You skipped every question, so there is nothing to send and nothing is kept.")) }
        (instead(here, &service))
        p.govuk-body { a.govuk-link href=(here.tongue.path("/q/4")) { (t("Say how we can reach you")) } }
        p.govuk-body { a.govuk-link href=(here.tongue.path("/leave")) { (t("Leave these pages")) } }
    };
    Ok(answer(page, &Problems::default()))
}

/// Somebody is not safe to write now: what helps at once comes first, and going on is their choice.
async fn not_safe_now(here: &Here) -> Answer {
    let Some(service) = answered_by(here).await? else {
        return shut(here);
    };
    let t = |english: &'static str| here.tongue.turn(english);
    let mut page = here.page("Not now", "It can wait until you are safe")?;
    page.back = Some(BackLink::new(here.tongue.path("/q/1")));
    page.body = html! {
        (danger(here))
        (instead(here, &service))
        (LinkButton::new(here.tongue.path("/leave"), t("Leave these pages").into_owned()))
        p.govuk-body { a.govuk-link href=(here.tongue.path("/q/2")) { (t("Go on all the same")) } }
    };
    Ok(answer(page, &Problems::default()))
}

async fn checked(here: &Here, answers: &Answers, problems: &Problems, wait: bool) -> Answer {
    let Some(service) = answered_by(here).await? else {
        return shut(here);
    };
    let t = |english: &'static str| here.tongue.turn(english);
    let mut page = here.page("Check your answers", "Check your answers")?;
    page.back = Some(BackLink::new(here.tongue.path("/q/6")));
    page.body = html! {
        @if wait {
            (wait_a_little(here))
        }
        p.govuk-body { (here.tongue.turn_around("{service} reads it, and nobody else.", "service", &service.organisation)) }
        (questions::check(here, OWN, answers, BASE))
        form method="post" action=(here.tongue.path("/q/check")) novalidate autocomplete="off" { (puzzle_field(answers)) (Button::new(t("Send it").into_owned())) }
        p.govuk-body { a.govuk-link href=(here.tongue.path("/leave")) { (t("Leave, and forget all of it")) } }
        (instead(here, &service))
    };
    Ok(answer(page, problems))
}

/// Sends it, once.
///
/// # Errors
/// When the store does not answer.
pub async fn send(here: Here, visitor: Visitor, typed: Typed) -> Answer {
    let Some(answers) = visitor.answers(&here, Door::Own).await? else {
        return nothing_open(&here, BASE);
    };
    if answers.has("sent") {
        return Ok(Redirect::to(&here.tongue.path("/q/done")).into_response());
    }
    if let Some((step, found)) = problems(OWN, &answers) {
        return show(&here, step, &answers, &found, true).await;
    }
    let now = here.around.now();
    let sending = Sending {
        area: &here.area,
        door: Door::Own,
        answers: &answers,
        place: &visitor.place,
        shown: has_waited(&answers, typed.one("solved"), WAIT, now),
        file: None,
        once: token_digest(&format!("door {}", visitor.token(Door::Own))),
    };
    match send_report(&here.app, sending, (now, here.around.dice())).await {
        Ok(Sent::Kept(receipt)) => {
            let first = FirstMove::from_code(answers.one("first_move")).unwrap_or_default();
            let told = receipt_answers(&here, &receipt).with("first_move", first.code());
            visitor.keep(&here, Door::Own, told, "/q/done").await
        }
        Ok(Sent::AlreadySent) => Ok(Redirect::to(&here.tongue.path("/q/done")).into_response()),
        Ok(Sent::Elsewhere(_)) => nothing_open(&here, BASE),
        Ok(Sent::AskFirst) => {
            let since = waiting(&here, &answers, now);
            let page = checked(&here, &since, &Problems::default(), true).await?;
            if answers.one("waits_since").is_empty() {
                visitor.keep(&here, Door::Own, since, "/q/check").await?;
            }
            Ok(page)
        }
        Err(refusal) => {
            let problems = Problems::of(refusal).map_err(|error| PublicError(error.0))?;
            checked(&here, &answers, &turned(&here, problems), false).await
        }
    }
}

/// The name of a team, a real time, and the code.
///
/// # Errors
/// When the store does not answer.
pub async fn done(here: Here, visitor: Visitor) -> Answer {
    let answers = visitor.answers(&here, Door::Own).await?;
    let Some(told) = answers.filter(|answers| answers.has("sent")) else {
        return nothing_open(&here, BASE);
    };
    let Some(service) = answered_by(&here).await? else {
        return shut(&here);
    };
    let t = |english: &'static str| here.tongue.turn(english);
    let with =
        |english: &str, name: &str, value: &str| here.tongue.turn_around(english, name, value);
    let (we_ring, due) = (
        told.one("first_move") == FirstMove::We.code(),
        told.one("due"),
    );
    let who = &service.organisation;
    let mut page = here.page("We have it", "We have it")?;
    page.body = html! {
        (Panel { heading_level: Some(2), ..Panel::confirmation(t("Your code").into_owned(), html! { bdi dir="ltr" { strong { (told.one("code")) } } }) })
        @if we_ring {
            p.govuk-body { (with("{service} tries to reach you, only in the way that you said is safe.", "service", who)) }
            @if !due.is_empty() { p.govuk-body { (here.tongue.turn_with("They try by {due}.", &[("due", due)])) } }
        } @else {
            p.govuk-body { (with("Nobody rings you. When it is safe, ring {service} and say the code.", "service", who)) }
        }
        (instead(&here, &service))
        p.govuk-body { (t("With the code, and the word if you chose one, you can take it back.")) " " a.govuk-link href=(here.tongue.path("/back")) { (t("Take it back, or see that we have it")) } }
        p.govuk-body { (t("Write the code down only where it is safe, or not at all: you can ring without it.")) }
    };
    Ok(answer(page, &Problems::default()))
}
