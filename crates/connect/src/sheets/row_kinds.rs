//! Tells rows of data from totals, footers and repeated headings.

use super::table::{Cell, RawRow};

/// How many cells of a row hold something.
pub(super) fn filled(row: &RawRow) -> usize {
    row.cells.iter().filter(|cell| !cell.is_empty()).count()
}

/// The first cell that holds something, as text.
pub(super) fn first_text(row: &RawRow) -> String {
    row.cells
        .iter()
        .find(|cell| !cell.is_empty())
        .map(Cell::to_text)
        .unwrap_or_default()
}

/// What a row under the headings is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum RowKind {
    Data,
    Total,
    Footer,
    Repeat,
}

pub(super) fn judge(row: &RawRow, headings: &RawRow, columns: usize, last: bool) -> RowKind {
    let cells = filled(row);
    let first = first_text(row).trim().to_lowercase();
    if cells <= 3.max(columns / 4) && is_total(&first) {
        return RowKind::Total;
    }
    if cells == 1 && columns > 2 && is_footer(&first, last) {
        return RowKind::Footer;
    }
    let alike = row
        .cells
        .iter()
        .zip(&headings.cells)
        .filter(|(cell, heading)| {
            !heading.is_empty()
                && cell
                    .to_text()
                    .trim()
                    .eq_ignore_ascii_case(heading.to_text().trim())
        })
        .count();
    if alike >= 2 && alike * 10 >= filled(headings) * 8 {
        return RowKind::Repeat;
    }
    RowKind::Data
}

fn is_total(first: &str) -> bool {
    let word = first
        .trim_start_matches("grand ")
        .trim_start_matches("sub-")
        .trim_start_matches("sub ")
        .trim_start_matches("sub");
    ["total", "totals", "count", "number of", "no. of"]
        .iter()
        .any(|start| {
            word.strip_prefix(start)
                .is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
        })
}

/// A lone cell that speaks about the paper, or a lone long sentence at the very end.
fn is_footer(first: &str, last: bool) -> bool {
    let starts = [
        "end of",
        "*** end",
        "printed",
        "page ",
        "report run",
        "report generated",
        "generated",
        "official",
        "restricted -",
        "confidential",
        "note:",
        "notes:",
    ];
    starts.iter().any(|start| first.starts_with(start))
        || (last && first.len() > 30 && first.split_whitespace().count() > 4)
}
