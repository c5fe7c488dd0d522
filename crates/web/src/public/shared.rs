//! What both forms of the public host share: sending somebody elsewhere, a page when no form is open, and the receipt.

use axum::response::{IntoResponse, Response};
use hawthorn_app::doors::send_report::Receipt;
use hawthorn_app::doors::who_answers::services_for;
use hawthorn_components::{BackLink, PublicPage};
use hawthorn_domain::directory::PublicService;
use hawthorn_domain::doors::Answers;
use hawthorn_domain::doors::form::Problem;
use hawthorn_domain::doors::routing::{Routing, Why};
use hawthorn_domain::platform::words;
use jiff::Timestamp;
use maud::{Markup, Render, html};

use super::pages::danger;
use super::{Answer, PublicState, answer, questions};
use crate::forms::Problems;

fn told(page: PublicPage) -> Answer {
    Ok(answer(page, &Problems::default()))
}

/// A page with the problems of its questions.
pub(super) fn with_problems(mut page: PublicPage, problems: &[Problem]) -> Response {
    page.errors = questions::links(problems);
    let status = if problems.is_empty() {
        axum::http::StatusCode::OK
    } else {
        axum::http::StatusCode::UNPROCESSABLE_ENTITY
    };
    (status, page.render()).into_response()
}

/// Who takes it instead.
pub(super) async fn elsewhere(state: &PublicState, route: &Routing) -> Answer {
    let now = state.around.now();
    let services = services_for(&state.app, &state.area, route, "", now).await?;
    let mut page = state.page("Who takes this", "Others help here")?;
    page.back = Some(BackLink::new("/refer/1"));
    page.body = html! {
        (danger())
        (reasons(&route.why))
        (service_list(&services, state, now))
        p.govuk-body { "Nothing that you chose was kept." }
    };
    told(page)
}

/// The reasons for a route, in words.
pub(super) fn reasons(why: &[Why]) -> Markup {
    html! { @for reason in why { p.govuk-body { (reason.label()) } } }
}

/// Services with their number and whether they are open.
fn service_list(services: &[PublicService], state: &PublicState, now: Timestamp) -> Markup {
    html! {
        ul.govuk-list.govuk-list--spaced {
            @for service in services.iter().take(6) {
                li {
                    a.govuk-link href={ "/find/" (service.id) } { (service.name) }
                    @if service.opening.state(now, state.app.holidays()).is_open() { br; "Open now" }
                    @for (number, label) in service.phones.iter().take(1) { br; @if !label.is_empty() { (label) ": " } (number) }
                }
            }
        }
        @if services.is_empty() { p.govuk-body { a.govuk-link href="/contact" { "Whom to ring" } } }
    }
}

/// What a page of a form says when no form is open.
pub(super) fn nothing_open(state: &PublicState, base: &str) -> Answer {
    let mut page = state.page("Nothing is open", "No form is open")?;
    page.body = html! {
        p.govuk-body { "It was sent, you left it, or it was begun too long ago." }
        p.govuk-body { a.govuk-link href=(base) { "Start again" } }
    };
    told(page)
}

/// What the last page shows takes the place of what was sent, so that the browser's cookie leads to
/// no word of it any more.
pub(super) fn receipt_answers(receipt: &Receipt) -> Answers {
    let due = receipt.due_at.map(words::due).unwrap_or_default();
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
