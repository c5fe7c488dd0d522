//! Finds the row of headings among titles and blank rows, names the columns, and keeps the rows of data.

use super::row_kinds::{RowKind, filled, first_text, judge};
use super::table::{Cell, RawRow, SourceKind, Table};

/// Headings are looked for among this many rows that are not blank.
const ROWS_LOOKED_AT: usize = 40;
/// A worksheet with at least this many headings is taken for data at once; a cover sheet has fewer.
const DATA_HEADINGS: usize = 4;

/// Where the table lies within the rows of a file.
#[derive(Debug)]
pub(super) struct Shaped {
    headings: Vec<String>,
    heading_line: u32,
    /// Positions of the rows of data.
    data: Vec<usize>,
    notes: Vec<String>,
}

impl Shaped {
    /// Enough headings and at least one row under them.
    pub(super) fn looks_like_data(&self) -> bool {
        self.headings.len() >= DATA_HEADINGS && !self.data.is_empty()
    }

    /// Keeps the rows of data and adds what is known about the file.
    pub(super) fn into_table(
        self,
        rows: Vec<RawRow>,
        source_kind: SourceKind,
        encoding: String,
        separator: Option<char>,
        sheet_name: Option<String>,
        mut notes: Vec<String>,
    ) -> Table {
        notes.extend(self.notes);
        let mut wanted = self.data.into_iter().peekable();
        let mut kept = Vec::new();
        for (index, row) in rows.into_iter().enumerate() {
            if wanted.peek() == Some(&index) {
                wanted.next();
                kept.push(row);
            }
        }
        Table {
            source_kind,
            encoding,
            separator,
            sheet_name,
            heading_row: usize::try_from(self.heading_line).unwrap_or(usize::MAX),
            headings: self.headings,
            rows: kept,
            notes,
        }
    }
}

/// Finds headings and data; nothing when no row reads like headings.
pub(super) fn shape(rows: &[RawRow]) -> Option<Shaped> {
    let at = heading_position(rows)?;
    let heading_row = rows.get(at)?;
    let above = at.checked_sub(1).and_then(|index| rows.get(index));
    let mut notes = Vec::new();
    let width = rows
        .iter()
        .skip(at)
        .map(|row| row.cells.len())
        .max()
        .unwrap_or(0);
    let headings = name_columns(heading_row, above, width, &mut notes);
    notes.extend(rows_above_note(
        rows.get(..at).unwrap_or_default(),
        heading_row,
    ));
    let mut data = Vec::new();
    for (index, row) in rows.iter().enumerate().skip(at + 1) {
        let last = index + 1 == rows.len();
        match judge(row, heading_row, headings.len(), last) {
            RowKind::Data => data.push(index),
            RowKind::Total => notes.push(format!(
                "Row {} is a total and was not read as data.",
                row.line
            )),
            RowKind::Footer => notes.push(format!(
                "Row {} reads like a footer (\u{2018}{}\u{2019}) and was not read as data.",
                row.line,
                first_text(row).chars().take(40).collect::<String>()
            )),
            RowKind::Repeat => notes.push(format!(
                "Row {} repeats the headings and was not read as data.",
                row.line
            )),
        }
    }
    if data.is_empty() {
        notes.push("There are no rows under the headings.".to_owned());
    }
    Some(Shaped {
        headings,
        heading_line: heading_row.line,
        data,
        notes,
    })
}

/// Titles are left out in silence; wider rows above the headings are said, in case they were data.
fn rows_above_note(above: &[RawRow], heading_row: &RawRow) -> Option<String> {
    let wide = above
        .iter()
        .filter(|row| filled(row) * 2 > filled(heading_row) && !is_group_row(row, heading_row))
        .count();
    (wide > 0).then(|| {
        format!(
            "The headings were found in row {}. Rows above it were not read ({wide} of them look like a table).",
            heading_row.line
        )
    })
}

/// The first row in which most columns of the table hold different short words.
fn heading_position(rows: &[RawRow]) -> Option<usize> {
    let sample = rows.get(..rows.len().min(ROWS_LOOKED_AT)).unwrap_or(rows);
    let mut widths: Vec<usize> = sample
        .iter()
        .map(filled)
        .filter(|count| *count > 2)
        .collect();
    widths.sort_unstable();
    let usual = widths.get(widths.len() / 2).copied().unwrap_or(2);
    let found = sample.iter().position(|row| {
        let (labels, others) = labels_and_others(row);
        labels >= 2 && labels * 10 >= usual * 6 && others * 10 <= labels * 2
    })?;
    let next_is_better = match (sample.get(found), sample.get(found + 1)) {
        (Some(row), Some(next)) => is_group_row(row, next),
        _ => false,
    };
    Some(if next_is_better { found + 1 } else { found })
}

/// Merged group names stand just above the headings proper: the row below has half as many labels again.
fn is_group_row(row: &RawRow, next: &RawRow) -> bool {
    let (labels, above_others) = labels_and_others(row);
    let (_, others) = labels_and_others(next);
    labels >= 2
        && above_others == 0
        && others == 0
        && next.line == row.line + 1
        && filled(next) * 2 >= labels * 3
}

/// How many different labels a row has, and how many cells that cannot be labels.
fn labels_and_others(row: &RawRow) -> (usize, usize) {
    let mut labels: Vec<String> = Vec::new();
    let mut others = 0;
    for cell in &row.cells {
        match cell {
            Cell::Empty => {}
            Cell::Text(text) if is_label(text) => {
                let label = text.trim().to_lowercase();
                if !labels.contains(&label) {
                    labels.push(label);
                }
            }
            _ => others += 1,
        }
    }
    (labels.len(), others)
}

/// Short text with more letters than digits.
fn is_label(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    letters > digits && text.trim().chars().count() <= 80
}

/// Gives each column a name: the group above it (merged cells), its own
/// heading, or its number; no two names are alike.
fn name_columns(
    row: &RawRow,
    above: Option<&RawRow>,
    width: usize,
    notes: &mut Vec<String>,
) -> Vec<String> {
    let groups = above
        .map(|above| groups_of(above, row, width))
        .unwrap_or_default();
    let mut names: Vec<String> = Vec::with_capacity(width);
    for column in 0..width {
        let own = one_line(&row.cell(column).to_text());
        let group = groups.get(column).map(String::as_str).unwrap_or_default();
        let plain = match (group.is_empty(), own.is_empty()) {
            (_, true) => {
                let name = format!("Column {}", column + 1);
                notes.push(format!("Column {} has no heading.", column + 1));
                name
            }
            (true, false) => own,
            (false, false) => format!("{group} {own}"),
        };
        let mut name = plain.clone();
        let mut count = 1;
        while names.iter().any(|other| other.eq_ignore_ascii_case(&name)) {
            count += 1;
            name = format!("{plain} ({count})");
        }
        if count > 1 {
            notes.push(format!(
                "The heading \u{2018}{plain}\u{2019} is used more than once; column {} is called \u{2018}{name}\u{2019}.",
                column + 1
            ));
        }
        names.push(name);
    }
    names
}

/// A row of groups stands just above the headings, has at least two labels
/// and starts with or without a gap. A label reaches to the next one.
fn groups_of(above: &RawRow, row: &RawRow, width: usize) -> Vec<String> {
    let (labels, others) = labels_and_others(above);
    let adjoining = above.line + 1 == row.line;
    if labels < 2 || others > 0 || !adjoining || labels >= filled(row) {
        return Vec::new();
    }
    let mut group = String::new();
    (0..width)
        .map(|column| {
            let own = one_line(&above.cell(column).to_text());
            if !own.is_empty() {
                group = own;
            }
            group.clone()
        })
        .collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &[(u32, &[&str])]) -> Vec<RawRow> {
        text.iter()
            .map(|(line, cells)| RawRow {
                line: *line,
                cells: cells
                    .iter()
                    .map(|cell| match *cell {
                        "" => Cell::Empty,
                        text => Cell::Text(text.to_owned()),
                    })
                    .collect(),
            })
            .collect()
    }

    #[test]
    fn titles_totals_repeats_and_footers_are_not_data() {
        let rows = rows(&[
            (1, &["Sheet of the day"]),
            (3, &["Printed", "25/03/2026"]),
            (5, &["Ref", "Level", "Score", "Surname"]),
            (6, &["1/26", "High", "14", "Farrow"]),
            (8, &["ref", "level", "score", "surname"]),
            (9, &["2/26", "High", "", ""]),
            (10, &["Grand Total", "", "2"]),
            (11, &["End of report"]),
        ]);
        let shaped = shape(&rows).unwrap();
        assert_eq!(shaped.heading_line, 5);
        assert_eq!(shaped.data, vec![3, 5]);
        assert_eq!(shaped.notes.len(), 3, "{:?}", shaped.notes);
    }

    #[test]
    fn merged_blank_and_repeated_headings_get_names() {
        let rows = rows(&[
            (1, &["Incident", "", "Victim", "", "Suspect"]),
            (2, &["Ref", "Level", "Surname", "", "Surname", "Surname"]),
            (3, &["1/26", "High", "Farrow", "x", "Mazur", "y"]),
        ]);
        let shaped = shape(&rows).unwrap();
        assert_eq!(
            shaped.headings,
            [
                "Incident Ref",
                "Incident Level",
                "Victim Surname",
                "Column 4",
                "Suspect Surname",
                "Suspect Surname (2)"
            ]
        );
        assert_eq!(shaped.data, vec![2]);
    }

    #[test]
    fn a_lone_reference_is_data_that_needs_a_look() {
        let rows = rows(&[
            (1, &["Ref", "Level", "Score"]),
            (2, &["23/41/26"]),
            (3, &["Totally made up", "High", "3"]),
        ]);
        assert_eq!(shape(&rows).unwrap().data, vec![1, 2]);
    }

    #[test]
    fn wide_rows_above_the_headings_are_mentioned() {
        let rows = rows(&[
            (1, &["1/26", "14", "3"]),
            (2, &["Ref", "Level", "Score"]),
            (3, &["2/26", "High", "3"]),
        ]);
        let shaped = shape(&rows).unwrap();
        assert_eq!(shaped.heading_line, 2);
        assert!(
            shaped.notes.iter().any(|note| note.contains("above")),
            "{:?}",
            shaped.notes
        );
    }

    #[test]
    fn figures_alone_have_no_headings() {
        assert!(shape(&rows(&[(1, &["1", "2", "3"]), (2, &["4", "5", "6"])])).is_none());
    }
}
