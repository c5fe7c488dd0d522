//! The table of the worklist: one row for each incident, with both measures of its time (R79, R80, C15).

use hawthorn_app::incidents::worklist::Row;
use hawthorn_components::{Cell, Column, DueDate, Table, Tag, TagColour};
use hawthorn_domain::platform::deadline::ClockState;
use hawthorn_domain::platform::words;
use jiff::Timestamp;
use maud::{Markup, html};

use super::held_words;
use super::worklist::{Tab, View};
use crate::layout::pieces;

/// The rows of this page of the list.
pub(super) fn table(view: &View<'_>) -> Markup {
    let first = if view.tab == Tab::DoneToday {
        "Decision"
    } else {
        "Due"
    };
    let head = vec![
        first.into(),
        "Incident".into(),
        "People".into(),
        "Level".into(),
        "Children".into(),
        "Flags".into(),
        Column::from("Who has it"),
    ];
    let rows = view.list.rows.iter().map(|row| cells(row, view)).collect();
    let order = if view.tab == Tab::DoneToday {
        "first received first"
    } else {
        "due first"
    };
    let shown = words::count(view.list.rows.len() as i64, "incident", "incidents");
    let table = Table::new(
        format!("{}: {shown} on this page, {order}", view.tab.label()),
        head,
        rows,
    );
    html! { (Table { first_cell_is_header: false, ..table }) }
}

fn cells(row: &Row, view: &View<'_>) -> Vec<Cell> {
    let nobody = if row.outcome.is_some() { "" } else { "Nobody" };
    let flags = row
        .flags
        .iter()
        .map(|flag| flag.label())
        .collect::<Vec<_>>()
        .join(", ");
    vec![
        due(row, view.now).into(),
        html! {
            a.govuk-link href={ "/incidents/" (row.id) } { (row.reference) }
            br;
            "Received " (words::moment(row.received_at))
        }
        .into(),
        people(row).into(),
        html! {
            (pieces::level_badge(row.level, "", ""))
            @if let Some(to) = row.level_waiting {
                br;
                (Tag::new(format!("{} proposed", to.label()), TagColour::Purple))
            }
        }
        .into(),
        children(row).into(),
        flags.into(),
        row.held
            .as_ref()
            .map_or_else(|| nobody.to_owned(), held_words)
            .into(),
    ]
}

/// Both measures of C15: the promise of the desk, and the end of the working week.
fn due(row: &Row, now: Timestamp) -> Markup {
    html! {
        @match (row.clock, row.outcome) {
            (ClockState::Done { on_time }, outcome) => {
                @if let Some(outcome) = outcome { (outcome.label()) br; }
                @if on_time { "Done in time" } @else { "Done late" }
            }
            (ClockState::Paused { since }, _) => { "Clock held since " (words::moment(since)) }
            (ClockState::DueSoon { .. }, _) => { (due_date(row, now, i64::MAX)) }
            (ClockState::OnTime { .. } | ClockState::Late { .. }, _) => { (due_date(row, now, 0)) }
        }
        @if let Some(week) = row.week_end {
            p class="govuk-body-s govuk-!-margin-bottom-0" {
                @if week.missed { "Missed the week’s end, " } @else { "Week ends " }
                (words::moment(week.at))
            }
        }
    }
}

fn due_date(row: &Row, now: Timestamp, soon_minutes: i64) -> DueDate {
    pieces::due_at(row.due_at, now, soon_minutes)
}

fn people(row: &Row) -> Markup {
    html! {
        (row.victim.as_deref().unwrap_or("Victim not named"))
        @if let Some(other) = &row.person_causing_harm { br; "Person causing harm: " (other) }
        @if let Some(until) = row.flagged_until {
            br; (Tag::new("Flagged for MARAC", TagColour::Purple)) " until " (words::date(until))
        }
        @if row.restricted { br; (Tag::new("Restricted record", TagColour::Grey)) }
    }
}

fn children(row: &Row) -> String {
    match (row.children, row.youngest) {
        (0, _) => "None recorded".to_owned(),
        (number, None) => number.to_string(),
        (number, Some(age)) => format!("{number}, youngest {age}"),
    }
}
