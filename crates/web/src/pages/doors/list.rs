//! What came in by the doors, for one desk: what is to be taken and reached first, how many, how old, and each flood as one line.

use axum::extract::Query;
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::doors::answer_door::end_flood;
use hawthorn_app::doors::list_doors::{DoorList, DoorRow, list_doors};
use hawthorn_components::{
    Button, ButtonStyle, Cell, LinkButton, NavItem, Page, SubNavigation, Table, Tag, TagColour,
};
use hawthorn_domain::doors::report::ReportState;
use hawthorn_domain::platform::words;
use jiff::Timestamp;
use maud::{Markup, html};

use super::CAPTION;
use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout::{self, pieces};
use crate::seat::Seat;

/// A due time counts as near within this many minutes.
const SOON: i64 = 4 * 60;

/// What the query of the page may say. None of it tells of a person.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Asked {
    #[serde(default)]
    show: String,
    done: Option<String>,
}

/// The page.
///
/// # Errors
/// When the reader answers no desk.
pub async fn page(mut seat: Seat, Query(asked): Query<Asked>) -> Answer {
    let show = ReportState::from_code(&asked.show);
    let list = list_doors(&seat.app, &mut seat.ask, show).await?;
    let mut page = render(
        seat.page("What came in", "What came in"),
        &list,
        show,
        seat.ask.now,
    );
    page.flash = layout::done_banner(
        asked.done.as_deref(),
        &[
            ("ended", "Finished"),
            ("flood", "The whole flood is finished"),
            ("passed", "Passed on to the other desk"),
        ],
    );
    Ok(layout::answer(page, &Problems::default()))
}

/// Finishes a whole flood.
///
/// # Errors
/// When the reader answers no desk.
pub async fn flood(mut seat: Seat, typed: Typed) -> Answer {
    end_flood(&seat.app, &mut seat.ask, typed.one("mark")).await?;
    Ok(Redirect::to("/doors?done=flood").into_response())
}

/// The page, from what the verb told.
pub fn render(mut page: Page, list: &DoorList, show: Option<ReportState>, now: Timestamp) -> Page {
    page.caption = CAPTION.to_owned();
    page.wide = true;
    page.body = html! {
        (LinkButton { style: ButtonStyle::Secondary, ..LinkButton::new("/doors/new", "Log a call or a visit") })
        (views(list, show))
        p class="govuk-body govuk-!-margin-top-4" { (summary(list, now)) }
        (floods(list))
        (table(list, show, now))
    };
    page
}

fn count(list: &DoorList, state: ReportState) -> u64 {
    list.counts
        .iter()
        .find(|(known, _)| *known == state)
        .map_or(0, |(_, number)| *number)
}

fn summary(list: &DoorList, now: Timestamp) -> String {
    let new = count(list, ReportState::New);
    match list.oldest {
        Some(oldest) => format!(
            "{new} to take, the oldest since {}; {} to reach.",
            words::span(now.duration_since(oldest).as_secs()),
            count(list, ReportState::Taken)
        ),
        None => format!(
            "Nothing to take; {} to reach.",
            count(list, ReportState::Taken)
        ),
    }
}

fn views(list: &DoorList, show: Option<ReportState>) -> Markup {
    let open = [ReportState::New, ReportState::Taken, ReportState::InTouch];
    let number: u64 = open.iter().map(|state| count(list, *state)).sum();
    let other = |state: ReportState| {
        let href = format!("/doors?show={}", state.code());
        NavItem::new(href, format!("{} ({})", state.label(), count(list, state)))
            .current_if(show == Some(state))
    };
    let closed = [ReportState::SetAside, ReportState::Ended];
    let now_open = show.is_none_or(|state| !closed.contains(&state));
    let items =
        std::iter::once(NavItem::new("/doors", format!("Open ({number})")).current_if(now_open))
            .chain(closed.map(other))
            .collect();
    html! { (SubNavigation { label: "Lists of what came in".to_owned(), items }) }
}

/// Each flood is one line, however much it holds.
fn floods(list: &DoorList) -> Markup {
    html! {
        @for flood in &list.floods {
            div.govuk-inset-text {
                p.govuk-body {
                    (words::count(flood.number, "report looks like part of a flood", "reports look like one flood"))
                    ", from " (words::moment(flood.first_at)) " to " (words::moment(flood.last_at)) ". Each was acknowledged. "
                    a.govuk-link href="/doors?show=set_aside" { "Look through them" }
                }
                form method="post" action="/doors/flood" novalidate {
                    input type="hidden" name="mark" value=(flood.mark);
                    (Button { style: ButtonStyle::Secondary, ..Button::new("Finish this whole flood") })
                }
            }
        }
    }
}

fn table(list: &DoorList, show: Option<ReportState>, now: Timestamp) -> Markup {
    if list.rows.is_empty() {
        return pieces::nothing(match show {
            Some(ReportState::Ended) => "Nothing has been finished yet.",
            Some(ReportState::SetAside) => "Nothing was set aside.",
            _ => "Nothing waits. What comes in by a form, a call or a visit stands here at once.",
        });
    }
    let head = ["Came", "Door", "To reach by", "Marks", "Who has it"]
        .map(Into::into)
        .to_vec();
    let rows = list.rows.iter().map(|line| row(line, now)).collect();
    let number = words::count(list.rows.len() as i64, "report", "reports");
    html! { (Table { first_cell_is_header: true, ..Table::new(format!("{number}, what is to be done first"), head, rows) }) }
}

fn row(line: &DoorRow, now: Timestamp) -> Vec<Cell> {
    vec![
        html! {
            a.govuk-link href={ "/doors/" (line.id) } { (line.id.short()) }
            br; (words::moment(line.received_at))
        }
        .into(),
        html! { (line.door.label()) br; span.govuk-hint { (line.state.label()) } }.into(),
        match line.due_at {
            Some(due) => html! { (pieces::due_at(due, now, SOON)) }.into(),
            None => "Nobody to ring".into(),
        },
        html! {
            @if line.serious { (Tag::new("Serious harm feared", TagColour::Red)) " " }
            @if line.child { (Tag::new("Child", TagColour::Blue)) " " }
            @if line.waits_for_consent { (Tag::new("Has not agreed", TagColour::Yellow)) " " }
            @if line.tries > 0 { (words::count(line.tries as i64, "try", "tries")) }
        }
        .into(),
        line.taken_by.clone().unwrap_or_default().into(),
    ]
}
