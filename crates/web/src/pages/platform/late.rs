//! What was passed on to the reader because it is late: what, whose, since when, and taking it up (R117, R140).

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::platform::chase::passed_on::{PassedOn, list_passed_on, take_up_late};
use hawthorn_components::{Button, Crumb, Details, NotificationBanner, Page};
use hawthorn_domain::platform::chase::{Ground, Promised};
use hawthorn_domain::platform::ids::ChaserId;
use hawthorn_domain::platform::words;
use maud::{Markup, html};

use crate::error::{Answer, PageError};
use crate::forms::{Problems, Typed, at_row};
use crate::layout::{self, pieces};
use crate::pages::incidents::{refused, writing};
use crate::seat::Seat;

const DONE: &[(&str, &str)] = &[("taken", "It is kept that you have taken this up.")];

/// What has just been done.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub struct Asked {
    /// Its code.
    #[serde(default)]
    done: String,
}

/// `GET /late`.
pub async fn list(seat: Seat, Query(asked): Query<Asked>) -> Answer {
    let flash = layout::done_banner(Some(&asked.done), DONE);
    show(seat, flash, &Problems::default(), &Typed::default(), None).await
}

/// `POST /late/{id}/take-up`.
pub async fn take_up(mut seat: Seat, Path(id): Path<String>, typed: Typed) -> Answer {
    let id: ChaserId = id.parse().map_err(|_| PageError(Refusal::NotFound))?;
    let field = format!("words-{id}");
    let done = take_up_late(&seat.app, &mut seat.ask, id, typed.one(&field)).await;
    match done {
        Ok(()) => Ok(Redirect::to("/late?done=taken").into_response()),
        Err(refusal) => {
            let open = matches!(refusal, Refusal::Fields(_)).then_some(id);
            let problems = Problems::of(at_row(refusal, |_| field.clone()))?;
            show(seat, None, &problems, &typed, open).await
        }
    }
}

async fn show(
    mut seat: Seat,
    flash: Option<NotificationBanner>,
    problems: &Problems,
    typed: &Typed,
    open: Option<ChaserId>,
) -> Answer {
    let late = list_passed_on(&seat.app, &mut seat.ask).await?;
    let page = Page {
        flash,
        breadcrumbs: vec![Crumb::new("/", "My work")],
        ..seat.page("Late", "Late and passed on to you")
    };
    Ok(layout::answer(
        render(page, &late, problems, typed, open),
        problems,
    ))
}

/// The page from its value.
pub fn render(
    page: Page,
    late: &[PassedOn],
    problems: &Problems,
    typed: &Typed,
    open: Option<ChaserId>,
) -> Page {
    Page {
        body: html! {
            @if let Some(message) = refused(problems) { (message) }
            p.govuk-body { "What is not done in its time comes to your role. See to it with those who owe it, and say here what you do. What is done meanwhile goes from this list by itself." }
            @if late.is_empty() { (pieces::nothing("Nothing late waits for you.")) }
            @for line in late { (one(line, problems, typed, open)) }
        },
        ..page
    }
}

fn one(line: &PassedOn, problems: &Problems, typed: &Typed, open: Option<ChaserId>) -> Markup {
    let chaser = &line.chaser;
    let field = format!("words-{}", chaser.id);
    let reference = chaser.promised.reference();
    let form = html! {
        form method="post" action={ "/late/" (chaser.id) "/take-up" } novalidate {
            (writing(&field, "What you do about it", "Whoever looks next reads it.", typed.one(&field), problems.at(&field)))
            (Button::secondary("I have taken this up"))
        }
    };
    html! {
        h2.govuk-heading-s { a.govuk-link href=(address(&chaser.promised)) { (chaser.promise.label()) ": " (reference) } }
        p.govuk-body { (line.owes) " owes it. It was due " (words::moment(chaser.due_at)) " and was passed on " (words::moment(chaser.said_at)) "." }
        (Details { open: open == Some(chaser.id), ..Details::new(html! { "Take it up" span.govuk-visually-hidden { ": " (chaser.promise.label()) ", " (reference) } }, form) })
    }
}

/// The page of the record that the promise stands on.
fn address(promised: &Promised) -> String {
    let room = match promised.ground() {
        Ground::Incident => "incidents",
        Ground::Request => "requests",
        Ground::Referral => "referrals",
        Ground::DoorReport => "doors",
        Ground::Client => "clients",
    };
    format!("/{room}/{}", promised.record())
}
