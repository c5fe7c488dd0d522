//! What both forms of the public host share: sending somebody elsewhere, a page when no form is open, and the receipt.

use axum::response::{IntoResponse, Response};
use hawthorn_app::doors::puzzle::{BITS, is_solved, new_puzzle};
use hawthorn_app::doors::send_report::Receipt;
use hawthorn_app::doors::who_answers::services_for;
use hawthorn_components::{BackLink, PublicPage, WarningText};
use hawthorn_domain::directory::PublicService;
use hawthorn_domain::doors::Answers;
use hawthorn_domain::doors::form::Problem;
use hawthorn_domain::doors::routing::{Routing, Why};
use jiff::Timestamp;
use maud::{Markup, Render, html};

use super::here::Here;
use super::pages::{danger, number};
use super::{Answer, answer, questions};
use crate::forms::Problems;

fn told(page: PublicPage) -> Answer {
    Ok(answer(page, &Problems::default()))
}

/// A page with the problems of its questions.
pub(super) fn with_problems(here: &Here, mut page: PublicPage, problems: &[Problem]) -> Response {
    page.errors = questions::links(here, problems);
    let status = if problems.is_empty() {
        axum::http::StatusCode::OK
    } else {
        axum::http::StatusCode::UNPROCESSABLE_ENTITY
    };
    (status, page.render()).into_response()
}

/// Who takes it instead.
pub(super) async fn elsewhere(here: &Here, route: &Routing) -> Answer {
    let now = here.around.now();
    let services = services_for(&here.app, &here.area, route, "", now).await?;
    let t = |english: &'static str| here.tongue.turn(english);
    let mut page = here.page("Who takes this", "Others help here")?;
    page.back = Some(BackLink::new(here.tongue.path("/refer/1")));
    page.body = html! {
        (danger(here))
        (reasons(here, &route.why))
        (service_list(&services, here, now))
        p.govuk-body { (t("Nothing that you chose was kept.")) }
    };
    told(page)
}

/// The reasons for a route, in words.
pub(super) fn reasons(here: &Here, why: &[Why]) -> Markup {
    html! { @for reason in why { p.govuk-body { (here.tongue.turn(reason.label())) } } }
}

/// Services with their number and whether they are open.
fn service_list(services: &[PublicService], here: &Here, now: Timestamp) -> Markup {
    let t = |english: &'static str| here.tongue.turn(english);
    html! {
        ul.govuk-list.govuk-list--spaced {
            @for service in services.iter().take(6) {
                li {
                    a.govuk-link href=(here.tongue.path(&format!("/find/{}", service.id))) { (here.tongue.in_english(&service.name)) }
                    @if service.opening.state(now, here.app.holidays()).is_open() { br; (t("Open now")) }
                    @for (digits, label) in service.phones.iter().take(1) { br; @if !label.is_empty() { (here.tongue.in_english(label)) ": " } (number(digits)) }
                }
            }
        }
        @if services.is_empty() { p.govuk-body { a.govuk-link href=(here.tongue.path("/contact")) { (t("Whom to ring")) } } }
    }
}

/// What a page of a form says when no form is open.
pub(super) fn nothing_open(here: &Here, base: &str) -> Answer {
    let t = |english: &'static str| here.tongue.turn(english);
    let mut page = here.page("Nothing is open", "No form is open")?;
    page.body = html! {
        p.govuk-body { (t("It was sent, you left it, or it was begun too long ago.")) }
        p.govuk-body { a.govuk-link href=(here.tongue.path(base)) { (t("Start again")) } }
    };
    told(page)
}

/// What the last page shows takes the place of what was sent, so that the browser's cookie leads to
/// no word of it any more.
pub(super) fn receipt_answers(here: &Here, receipt: &Receipt) -> Answers {
    let due = receipt
        .due_at
        .map(|at| here.tongue.due(at))
        .unwrap_or_default();
    let why: Vec<&str> = receipt.routing.why.iter().map(|why| why.code()).collect();
    let desk = receipt.routing.desk.map_or("", |desk| desk.code());
    Answers::of([
        ("sent", "yes"),
        ("code", receipt.code.as_str()),
        ("agency", receipt.agency.as_str()),
        ("due", due.as_str()),
        ("desk", desk),
    ])
    .with("why", &why.join(" "))
}

/// Refusals of the service in the language of the page, where it has words for them.
pub(super) fn turned(here: &Here, problems: Problems) -> Problems {
    problems.turned(|english| here.tongue.turn(english).into_owned())
}

/// The warning that many reports come from one place just now, and what the browser does meanwhile.
pub(super) fn wait_a_little(here: &Here) -> Markup {
    let t = |english: &'static str| here.tongue.turn(english);
    html! {
        (warning(here))
        p.govuk-body id="puzzle-said" role="status" data-working=(t("Or wait some seconds: your browser is doing a sum that takes the place of the minute.")) data-done=(t("You can press the button now.")) {}
    }
}

/// The place for what the browser worked out, in the form that is sent.
pub(super) fn puzzle_field(answers: &Answers) -> Markup {
    let puzzle = answers.one("puzzle");
    html! {
        @if !puzzle.is_empty() {
            input type="hidden" name="solved" data-puzzle=(puzzle) data-bits=(BITS) value="";
        }
    }
}

/// The answers of somebody who is asked to wait: since when, and which sum does instead.
pub(super) fn waiting(here: &Here, answers: &Answers, now: Timestamp) -> Answers {
    if !answers.one("waits_since").is_empty() {
        return answers.clone();
    }
    answers
        .clone()
        .with("waits_since", &now.as_second().to_string())
        .with("puzzle", &new_puzzle(here.around.dice().as_mut()))
}

/// Whether somebody has waited so many seconds, or their browser has done the sum.
pub(super) fn has_waited(answers: &Answers, solved: &str, wait: i64, now: Timestamp) -> bool {
    let since = answers.one("waits_since").parse::<i64>();
    since.is_ok_and(|since| now.as_second() - since >= wait)
        || is_solved(answers.one("puzzle"), solved)
}

fn warning(here: &Here) -> WarningText {
    let words = "Many of these come from your network just now. Wait one minute, then press the button again. Nothing that you wrote is lost.";
    WarningText {
        icon_word: here.tongue.turn("Warning").into_owned(),
        ..WarningText::new(here.tongue.turn(words).into_owned())
    }
}
