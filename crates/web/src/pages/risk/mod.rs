//! The pages of risk assessment: choosing an instrument, answering it, its result, and two side by side (R53–R63).

use hawthorn_app::risk::open_assessment::AssessmentLine;
use hawthorn_components::{Cell, Column, Table};
use hawthorn_domain::platform::ids::AssessmentId;
use hawthorn_domain::platform::words;
use maud::{Markup, Render, html};

use crate::layout::pieces;

pub mod answer;
pub mod choose;
pub mod compare;
pub mod order;
pub mod orders;
pub mod result;

/// Stands above the heading.
pub(crate) const CAPTION: &str = "Risk assessment";

/// The address of an assessment.
pub(crate) fn path(id: AssessmentId) -> String {
    format!("/risk/{id}")
}

/// Assessments of the pair, with a way to compare each with the one that is open.
pub(crate) fn lines(
    caption: &str,
    lines: &[AssessmentLine],
    beside: Option<AssessmentId>,
) -> Markup {
    let row = |line: &AssessmentLine| -> Vec<Cell> {
        let name = html! {
            a.govuk-link href=(path(line.id)) { (line.name) }
            br; "Version " (line.version)
        };
        let grade = match line.finished {
            None => html! { "Not finished" },
            Some((_, level, yes)) => {
                html! { (pieces::level_badge(level, "", "")) br; (yes) " answered yes" }
            }
        };
        let mut cells: Vec<Cell> = vec![
            name.into(),
            format!("{}, {}", words::moment(line.begun_at), line.by).into(),
            grade.into(),
        ];
        if let Some(beside) = beside {
            let compare = html! {
                a.govuk-link href={ (path(beside)) "/compare/" (line.id) } {
                    "Compare" span.govuk-visually-hidden { " with the one of " (words::moment(line.begun_at)) }
                }
            };
            cells.push(compare.into());
        }
        cells
    };
    let mut head: Vec<Column> = ["Instrument", "Begun", "Grade"].map(Column::from).into();
    if beside.is_some() {
        head.push("Side by side".into());
    }
    Table {
        caption_classes: "govuk-table__caption--m".to_owned(),
        first_cell_is_header: true,
        ..Table::new(caption, head, lines.iter().map(row).collect())
    }
    .render()
}
