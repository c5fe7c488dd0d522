//! Writes a table as a workbook or as separated text that no spreadsheet program can be tricked by.

use std::borrow::Cow;

use jiff::civil::{Date, DateTime};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::dates;

/// One cell to write.
#[derive(Debug, Clone, PartialEq)]
pub enum OutCell {
    /// Text; references and phone numbers are text, so that no zero or slash is lost.
    Text(String),
    /// A number to calculate with.
    Number(f64),
    /// A day.
    Date(Date),
    /// A day with a time, as people in the area read the clock.
    DateTime(DateTime),
    /// Nothing.
    Empty,
}

/// A table to write.
#[derive(Debug, Clone, PartialEq)]
pub struct OutTable {
    /// Name of the worksheet; signs that Excel forbids are replaced and it is cut to 31 characters.
    pub sheet_name: String,
    /// One name for each column.
    pub headings: Vec<String>,
    /// The rows, each with as many cells as there are headings.
    pub rows: Vec<Vec<OutCell>>,
}

/// Why a workbook could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// More rows, columns or characters than a worksheet can hold.
    #[error(
        "The table does not fit into one worksheet ({0}). Choose fewer rows, or download it as CSV."
    )]
    DoesNotFit(#[from] XlsxError),
    /// A column or row number beyond what a worksheet can count.
    #[error("The table does not fit into one worksheet. Choose fewer rows, or download it as CSV.")]
    TooLarge,
}

/// Writes a workbook with bold headings that stay in view. Text is written as
/// text, never as a formula or a link.
///
/// # Errors
/// [`WriteError`] when the table is larger than a worksheet can be.
pub fn write_xlsx(table: &OutTable) -> Result<Vec<u8>, WriteError> {
    write_book(Workbook::new(), table)
}

/// As [`write_xlsx`], with a moment of its own as the time at which it was made, so
/// that what is kept unchanged has the same bytes every time it is written.
///
/// # Errors
/// [`WriteError`] when the table is larger than a worksheet can be.
pub fn write_xlsx_dated(table: &OutTable, made: DateTime) -> Result<Vec<u8>, WriteError> {
    let mut book = Workbook::new();
    let year = u16::try_from(made.year()).map_err(|_| WriteError::TooLarge)?;
    let part = |part: i8| u8::try_from(part).unwrap_or_default();
    let at = ExcelDateTime::from_ymd(year, part(made.month()), part(made.day()))?;
    let hour = u16::from(part(made.hour()));
    let at = at.and_hms(hour, part(made.minute()), f64::from(made.second()))?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&at));
    write_book(book, table)
}

fn write_book(mut book: Workbook, table: &OutTable) -> Result<Vec<u8>, WriteError> {
    let heading = Format::new().set_bold().set_text_wrap();
    let formats = Formats {
        text: Format::new().set_num_format("@"),
        date: Format::new().set_num_format("dd/mm/yyyy"),
        date_time: Format::new().set_num_format("dd/mm/yyyy hh:mm"),
    };
    let sheet = book.add_worksheet();
    sheet.set_name(sheet_name(&table.sheet_name))?;
    for (column, name) in table.headings.iter().enumerate() {
        let column = u16::try_from(column).map_err(|_| WriteError::TooLarge)?;
        sheet.write_string_with_format(0, column, name, &heading)?;
        sheet.set_column_width(column, 18)?;
    }
    for (row, cells) in table.rows.iter().enumerate() {
        let row = u32::try_from(row + 1).map_err(|_| WriteError::TooLarge)?;
        for (column, cell) in cells.iter().enumerate() {
            let column = u16::try_from(column).map_err(|_| WriteError::TooLarge)?;
            write_cell(sheet, row, column, cell, &formats)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(book.save_to_buffer()?)
}

struct Formats {
    text: Format,
    date: Format,
    date_time: Format,
}

fn write_cell(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &OutCell,
    formats: &Formats,
) -> Result<(), WriteError> {
    match cell {
        OutCell::Text(text) => {
            sheet.write_string_with_format(row, column, text, &formats.text)?;
        }
        OutCell::Number(number) => {
            sheet.write_number(row, column, *number)?;
        }
        OutCell::Date(day) => match excel_day(*day) {
            Some(at) => {
                sheet.write_datetime_with_format(row, column, &at, &formats.date)?;
            }
            None => {
                sheet.write_string_with_format(row, column, day.to_string(), &formats.text)?;
            }
        },
        OutCell::DateTime(at) => match excel_time(*at) {
            Some(excel) => {
                sheet.write_datetime_with_format(row, column, &excel, &formats.date_time)?;
            }
            None => {
                let text = dates::date_time_text(*at);
                sheet.write_string_with_format(row, column, text, &formats.text)?;
            }
        },
        OutCell::Empty => {}
    }
    Ok(())
}

/// Excel has no days before 1900; such a day is written as text.
fn excel_day(day: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    ExcelDateTime::from_ymd(
        year,
        u8::try_from(day.month()).ok()?,
        u8::try_from(day.day()).ok()?,
    )
    .ok()
}

fn excel_time(at: DateTime) -> Option<ExcelDateTime> {
    excel_day(at.date())?
        .and_hms(
            u16::try_from(at.hour()).ok()?,
            u8::try_from(at.minute()).ok()?,
            f64::from(at.second()),
        )
        .ok()
}

fn sheet_name(name: &str) -> String {
    let clean: String = name
        .chars()
        .map(|c| match c {
            '[' | ']' | ':' | '*' | '?' | '/' | '\\' => '-',
            c if c.is_control() => ' ',
            c => c,
        })
        .take(31)
        .collect();
    let clean = clean.trim_matches(['\'', ' ']);
    if clean.is_empty() {
        "Sheet".to_owned()
    } else {
        clean.to_owned()
    }
}

/// Writes UTF-8 with a byte-order mark (Excel needs it for accents) and CRLF
/// line ends. Text that a spreadsheet program would run as a formula is guarded.
#[must_use]
pub fn write_csv(table: &OutTable) -> Vec<u8> {
    let mut out = Vec::from(*b"\xEF\xBB\xBF");
    let headings: Vec<Cow<'_, str>> = table
        .headings
        .iter()
        .map(|name| guard_formula(name))
        .collect();
    write_record(&mut out, &headings);
    for row in &table.rows {
        let cells: Vec<Cow<'_, str>> = row.iter().map(cell_text).collect();
        write_record(&mut out, &cells);
    }
    out
}

fn cell_text(cell: &OutCell) -> Cow<'_, str> {
    match cell {
        OutCell::Text(text) => guard_formula(text),
        // A number cannot be a formula, so its minus sign needs no guard.
        OutCell::Number(number) => Cow::Owned(dates::number_text(*number)),
        OutCell::Date(day) => Cow::Owned(day.to_string()),
        OutCell::DateTime(at) => Cow::Owned(dates::date_time_text(*at)),
        OutCell::Empty => Cow::Borrowed(""),
    }
}

/// Adds one record, quoted where needed. The caller has guarded its text.
pub(crate) fn write_record(out: &mut Vec<u8>, cells: &[Cow<'_, str>]) {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        if cell.contains(['"', ',', ';', '\t', '\r', '\n']) || cell.trim() != cell.as_ref() {
            out.push(b'"');
            out.extend_from_slice(cell.replace('"', "\"\"").as_bytes());
            out.push(b'"');
        } else {
            out.extend_from_slice(cell.as_bytes());
        }
    }
    out.extend_from_slice(b"\r\n");
}

/// Puts an apostrophe before text that starts like a formula (`=`, `+`, `-`,
/// `@`, tab or carriage return), also after leading spaces.
#[must_use]
pub fn guard_formula(text: &str) -> Cow<'_, str> {
    let risky = text.starts_with(['\t', '\r', '\n'])
        || text.trim_start().starts_with([
            '=', '+', '-', '@', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}',
        ]);
    if risky {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Takes away the apostrophe that [`guard_formula`] put there, so that a file
/// of ours can be mended and read again.
pub(crate) fn unguard_formula(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if matches!(guard_formula(rest), Cow::Owned(_)) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded_and_the_guard_comes_off_again() {
        for text in [
            "=1+1",
            "+447700900074",
            "-2",
            "@SUM(A1)",
            "\tx",
            "\rx",
            " =cmd",
        ] {
            let guarded = guard_formula(text);
            assert!(guarded.starts_with('\''), "{text}");
            assert_eq!(unguard_formula(&guarded), text);
        }
        for text in ["23/41007/26", "", "O'Rourke", "'quoted"] {
            assert_eq!(guard_formula(text), text);
            assert_eq!(unguard_formula(text), text);
        }
    }

    #[test]
    fn sheet_names_are_made_legal() {
        assert_eq!(
            sheet_name("Actions: 3/2026 [draft]"),
            "Actions- 3-2026 -draft-"
        );
        assert_eq!(sheet_name("''"), "Sheet");
    }
}
