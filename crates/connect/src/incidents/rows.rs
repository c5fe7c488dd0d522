//! Turns each row into a report, or into a problem with a plain reason.

use jiff::Timestamp;
use jiff::civil::Date;

use super::dates::{self, DateOrder};
use super::fields::Field;
use super::mapping::ColumnMap;
use super::report::IncidentReport;
use super::row_reader::RowReader;
use crate::sheets::{Cell, RawRow, Table};

/// A risk tool that the area knows, by the names that sheets give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToolName<'a> {
    /// Code of the tool in the area's settings.
    pub code: &'a str,
    /// Names on sheets; capitals and signs do not matter.
    pub names: &'a [&'a str],
    /// How many questions it has: the highest possible score.
    pub questions: u16,
}

/// What reading needs to know from outside.
#[derive(Clone, Copy)]
pub struct ReadContext<'a> {
    /// The day of the import in the area.
    pub today: Date,
    /// Receipt for rows that do not say when they were received.
    pub received_default: Timestamp,
    /// Risk tools of the area.
    pub tools: &'a [ToolName<'a>],
    /// How to read dates of three numbers.
    pub date_order: DateOrder,
    /// Makes a short digest of a text; the same text must always give the same digest.
    pub digest: &'a dyn Fn(&str) -> String,
}

/// What became of the rows of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadOutcome {
    /// Rows that were read.
    pub reports: Vec<ReportRow>,
    /// Rows that were refused.
    pub problems: Vec<RowProblem>,
    /// All rows of data: reports and problems together.
    pub data_rows: usize,
}

/// A row that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportRow {
    /// Line or row in the file, from 1.
    pub line: u32,
    /// The incident's reference.
    pub reference: String,
    /// What the row says.
    pub report: IncidentReport,
    /// The same for the same content, however it is formatted and whatever file it came in.
    pub content_digest: String,
    /// Heading and text of every column, as typed.
    pub raw: Vec<(String, String)>,
    /// Sentences about what was odd but no reason to refuse.
    pub remarks: Vec<String>,
}

/// A row that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowProblem {
    /// Line or row in the file, from 1.
    pub line: u32,
    /// The reference, empty when that is what is missing.
    pub reference: String,
    /// Why, in plain sentences that say what to write instead.
    pub reason: String,
    /// The field of the first reason.
    pub field: Option<Field>,
    /// Heading and text of every column, as typed.
    pub raw: Vec<(String, String)>,
}

/// Reads every row. One bad row never loses another.
#[must_use]
pub fn read_rows(table: &Table, map: &ColumnMap, context: &ReadContext<'_>) -> ReadOutcome {
    let order = dates::settle(context.date_order, date_cells(table, map));
    let mut reports = Vec::new();
    let mut problems = Vec::new();
    for row in &table.rows {
        let mut reader = RowReader {
            row,
            map,
            context,
            order,
            faults: Vec::new(),
            remarks: Vec::new(),
        };
        let raw = raw_cells(table, row);
        let reference = reader.reference();
        match reader.read(&reference) {
            Some((report, content_digest)) => reports.push(ReportRow {
                line: row.line,
                reference,
                report,
                content_digest,
                raw,
                remarks: reader.remarks,
            }),
            None => problems.push(RowProblem {
                line: row.line,
                reference,
                field: reader.faults.first().map(|(field, _)| *field),
                reason: reader
                    .faults
                    .into_iter()
                    .map(|(_, reason)| reason)
                    .collect::<Vec<_>>()
                    .join(" "),
                raw,
            }),
        }
    }
    ReadOutcome {
        data_rows: reports.len() + problems.len(),
        reports,
        problems,
    }
}

fn date_cells<'a>(table: &'a Table, map: &ColumnMap) -> impl Iterator<Item = &'a Cell> {
    let columns: Vec<usize> = [
        Field::ReportedAt,
        Field::OccurredAt,
        Field::ReceivedAt,
        Field::VictimDob,
        Field::SuspectDob,
    ]
    .into_iter()
    .filter_map(|field| map.column(field))
    .collect();
    table
        .rows
        .iter()
        .flat_map(move |row| columns.clone().into_iter().map(|column| row.cell(column)))
}

fn raw_cells(table: &Table, row: &RawRow) -> Vec<(String, String)> {
    table
        .headings
        .iter()
        .enumerate()
        .map(|(column, heading)| (heading.clone(), row.cell(column).to_text()))
        .collect()
}
