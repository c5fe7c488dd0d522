//! Who was given what about a person, for the hub and, without anybody else in it, to print for the person (R20–R32, R322, F75).

use axum::extract::Path;
use hawthorn_app::Refusal;
use hawthorn_app::people::disclosures::{PersonLedger, disclosures};
use hawthorn_components::{BackLink, Cell, Column, Crumb, InsetText, Page, Table};
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_domain::platform::words;
use maud::html;

use crate::error::{Answer, PageError};
use crate::forms::Problems;
use crate::layout::{self, pieces};
use crate::seat::Seat;

fn reference(id: &str) -> Result<PersonId, PageError> {
    id.parse().map_err(|_| PageError(Refusal::NotFound))
}

/// `GET /people/{id}/shared`.
pub async fn page(mut seat: Seat, Path(id): Path<String>) -> Answer {
    let id = reference(&id)?;
    let ledger = disclosures(&seat.app, &mut seat.ask, id).await?;
    let page = Page {
        breadcrumbs: vec![Crumb::new("/", "My work"), Crumb::new("/search", "People")],
        back: Some(BackLink::new(format!("/people/{id}"))),
        caption: ledger.name.clone(),
        ..seat.page(format!("Shared, {}", id.short()), "Who was given what")
    };
    Ok(layout::answer(render(page, &ledger), &Problems::default()))
}

/// The page from its value.
pub fn render(page: Page, ledger: &PersonLedger) -> Page {
    let head: Vec<Column> = ["When", "To", "What", "Why", "On which ground", "Until when"]
        .map(Into::into)
        .into();
    let rows: Vec<Vec<Cell>> = ledger
        .lines
        .iter()
        .map(|line| {
            let why = html! { (line.why) br; a.govuk-link href=(line.href) { "What brought it about" span.govuk-visually-hidden { ", " (words::moment(line.at)) } } };
            vec![
                words::moment(line.at).into(),
                html! { (line.agency) br; "by " (line.by) }.into(),
                line.what.as_str().into(),
                why.into(),
                line.ground.label().into(),
                line.until.as_str().into(),
            ]
        })
        .collect();
    Page {
        wide: true,
        body: html! {
            @if rows.is_empty() { (pieces::nothing("Nothing has been shared about this person that is open to you.")) } @else {
                p.govuk-body { a.govuk-link href={ "/people/" (ledger.person) "/shared/print" } { "Print it for the person" } }
                (Table::new(words::count(rows.len() as i64, "share, newest first", "shares, newest first"), head, rows))
            }
        },
        ..page
    }
}

/// `GET /people/{id}/shared/print`.
pub async fn print(mut seat: Seat, Path(id): Path<String>) -> Answer {
    let id = reference(&id)?;
    let ledger = disclosures(&seat.app, &mut seat.ask, id).await?;
    let page = Page {
        back: Some(BackLink::new(format!("/people/{id}/shared"))),
        ..seat.page(
            format!("Shared, to print, {}", id.short()),
            "What was shared about you",
        )
    };
    Ok(layout::answer(
        render_print(page, &ledger),
        &Problems::default(),
    ))
}

/// The page for the person from its value: nobody else is in it, not even the reason in
/// the worker's words, which may speak of others.
pub fn render_print(page: Page, ledger: &PersonLedger) -> Page {
    let head: Vec<Column> = ["When", "To", "What", "Why", "On which ground", "Until when"]
        .map(Into::into)
        .into();
    let rows: Vec<Vec<Cell>> = ledger
        .lines
        .iter()
        .map(|line| {
            vec![
                words::moment(line.at).into(),
                line.agency.as_str().into(),
                line.what.as_str().into(),
                line.purpose.into(),
                line.ground.label().into(),
                line.until.as_str().into(),
            ]
        })
        .collect();
    Page {
        body: html! {
            div class="govuk-!-display-none-print" {
                (InsetText::new("Before you hand this over: it tells that an incident was reported. Give it only to the person it is about, by a way that is safe, and never to a person causing harm where it would betray that somebody spoke."))
            }
            p.govuk-body { "This page is about " (ledger.name) "." }
            @if rows.is_empty() { (pieces::nothing("Nothing has been shared.")) } @else {
                (Table::new("What was shared, newest first", head, rows))
            }
        },
        ..page
    }
}
