//! The caseload of a service, the most pressing first contact first.

use hawthorn_app::support::caseload::{Caseload, ClientLine, caseload};
use hawthorn_components::{Cell, Column, Page, Table, Tag, TagColour};
use hawthorn_domain::platform::words;
use jiff::Timestamp;
use maud::{Markup, Render, html};

use super::CAPTION;
use crate::error::Answer;
use crate::forms::Problems;
use crate::layout::{self, pieces};
use crate::seat::Seat;

/// The page, from its lists.
pub fn render(mut page: Page, list: &Caseload, now: Timestamp) -> Page {
    page.caption = CAPTION.to_owned();
    page.wide = true;
    page.body = html! {
        p.govuk-body { "You work with " (words::count(list.own.len() as i64, "client", "clients")) "." @if list.of_a_service { " A full-time IDVA can carry about 60 to 80 in a year." } }
        (part("Nobody works with them yet", &list.nobodys, "Every client has somebody.", now))
        (part("Your clients", &list.own, "You have no client now.", now))
        (part("Your colleagues’ clients", &list.others, "Your colleagues have no client now.", now))
    };
    page
}

fn part(heading: &str, lines: &[ClientLine], nothing: &str, now: Timestamp) -> Markup {
    let head: Vec<Column> = [
        "Client",
        "First contact",
        "Last try",
        "Next try",
        "Meeting",
        "Worker",
    ]
    .map(Column::from)
    .into();
    let row = |line: &ClientLine| -> Vec<Cell> {
        let meeting = html! {
            @if line.voice_missing { (Tag::new("Not heard yet", TagColour::Orange)) " " }
            @if line.telling_missing { (Tag::new("Not told yet", TagColour::Orange)) }
        };
        vec![
            html! { a.govuk-link href={ "/clients/" (line.id) } { (line.initials) ", " (line.id.short()) } @if let Some(team) = &line.team { br; (team) } }.into(),
            pieces::due(&line.first_contact, now).into(),
            line.last_try.as_deref().unwrap_or("None yet").into(),
            line.next_try.map(words::date).unwrap_or_default().into(),
            meeting.into(),
            line.worker.as_deref().unwrap_or("Nobody").into(),
        ]
    };
    html! {
        @if lines.is_empty() {
            h2.govuk-heading-m { (heading) }
            (pieces::nothing(nothing))
        } @else {
            (Table {
                caption_classes: "govuk-table__caption--m".to_owned(),
                first_cell_is_header: true,
                ..Table::new(
                    format!("{heading}: {}", words::count(lines.len() as i64, "client", "clients")),
                    head,
                    lines.iter().map(row).collect(),
                )
            }.render())
        }
    }
}

/// `GET /caseload`.
///
/// # Errors
/// When the reader has no caseload.
pub async fn page(mut seat: Seat) -> Answer {
    let list = caseload(&seat.app, &mut seat.ask).await?;
    let page = render(seat.page("Caseload", "Caseload"), &list, seat.ask.now);
    Ok(layout::answer(page, &Problems::default()))
}
