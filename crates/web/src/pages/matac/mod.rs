//! The pages of MATAC: the lists, a person's score with its parts, a nomination and its plan (R250–R260).

use hawthorn_components::{Cell, Column, Table};
use hawthorn_domain::matac::score::Score;
use maud::{Markup, Render};

pub mod lists;
pub mod nomination;
pub mod score;
pub mod supervision;

/// Stands above the heading.
pub(crate) const CAPTION: &str = "Multi-agency tasking and coordination (MATAC)";

/// A score with each of its parts and what it rests on: nothing of it is hidden (F46).
pub(crate) fn parts(caption: String, score: &Score) -> Markup {
    let head = vec![
        Column::from("Part"),
        Column::numeric("Points"),
        Column::numeric("At most"),
        "Rests on".into(),
    ];
    let rows = score
        .parts
        .iter()
        .map(|part| {
            vec![
                Cell::from(part.kind.label()),
                Cell::numeric(part.points.to_string()),
                Cell::numeric(part.most.to_string()),
                part.why.as_str().into(),
            ]
        })
        .collect();
    Table {
        caption_classes: "govuk-table__caption--m".to_owned(),
        first_cell_is_header: true,
        ..Table::new(caption, head, rows)
    }
    .render()
}
