//! Further parts of the page of figures: who refers, what became of actions, and the time to the minutes.

use hawthorn_app::marac::figures::{Figures, Referrer};
use hawthorn_components::{Cell, Column, Table};
use hawthorn_domain::marac::action::ActionState;
use hawthorn_domain::marac::figures::publish::Shown;
use hawthorn_domain::marac::figures::summary::Expectation;
use hawthorn_domain::platform::words;
use maud::{Markup, Render, html};

use super::figures::{number, per_cent, rows_path};

pub(super) fn by_referrer(figures: &Figures) -> Markup {
    let head = vec![
        "Agency".into(),
        Column::numeric("Cases"),
        Column::numeric("Share"),
        "Expected".into(),
        "To talk about".into(),
    ];
    let row = |one: &Referrer| -> Vec<Cell> {
        let rest = format!("&over=year&agency={}", one.code);
        let expected = one.expected.as_ref().map_or_else(
            || "Nothing set".to_owned(),
            |range| format!("{}% to {}%", range.least_percent, range.most_percent),
        );
        let standing = match one.standing {
            Expectation::None => String::new(),
            other => other.label().to_owned(),
        };
        vec![
            one.name.as_str().into(),
            number(
                one.cases,
                &rows_path(figures, &rest),
                &format!("referred by {}", one.name),
            ),
            Cell::numeric(per_cent(one.share)),
            expected.into(),
            standing.into(),
        ]
    };
    html! {
        (Table {
            caption_classes: "govuk-table__caption--m".to_owned(),
            first_cell_is_header: true,
            ..Table::new(
                "Who refers, in twelve months",
                head,
                figures.referrers.iter().map(row).collect(),
            )
        }.render())
        p.govuk-body-s { "An agency outside its range is the beginning of a conversation: does it see fewer people at risk, or does something keep it from referring?" }
    }
}

pub(super) fn actions_part(
    figures: &Figures,
    actions: &hawthorn_domain::marac::figures::summary::ActionCount,
) -> Markup {
    let line = |label: &str, count: usize, state: &str| {
        let rest = format!("&actions={state}");
        vec![
            Cell::from(label),
            number(
                Shown::Exact(count),
                &rows_path(figures, &rest),
                &format!("actions: {label}"),
            ),
        ]
    };
    let rows = vec![
        line("Agreed", actions.agreed, "all"),
        line(
            ActionState::Done.label(),
            actions.done,
            ActionState::Done.code(),
        ),
        line(
            ActionState::NoLongerPossible.label(),
            actions.no_longer_possible,
            ActionState::NoLongerPossible.code(),
        ),
        line(
            ActionState::NotDone.label(),
            actions.not_done,
            ActionState::NotDone.code(),
        ),
        line(
            ActionState::Open.label(),
            actions.open,
            ActionState::Open.code(),
        ),
    ];
    html! {
        (Table {
            caption_classes: "govuk-table__caption--m".to_owned(),
            first_cell_is_header: true,
            ..Table::new(
                format!("Actions of {}", figures.quarter.words()),
                vec!["What became of them".into(), Column::numeric("Actions")],
                rows,
            )
        }.render())
        p.govuk-body { "Completed, of those that were still possible: " (per_cent(actions.completed())) "." }
    }
}

pub(super) fn minutes(figures: &Figures) -> Markup {
    let handed = figures
        .meetings
        .iter()
        .filter(|line| line.minutes_seconds.is_some())
        .count();
    html! {
        h2.govuk-heading-m { "Minutes" }
        p.govuk-body {
            "The minutes of " (handed) " of " (words::count(figures.meetings.len() as i64, "meeting", "meetings")) " have been handed on"
            @if let Some(seconds) = figures.minutes_middle {
                ", half of them within " (words::span(seconds)) " of the end of the meeting"
            }
            "."
        }
    }
}
