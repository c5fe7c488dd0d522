//! Reads an Excel workbook: the first worksheet that looks like data, cell by cell, within a budget.

use std::collections::BTreeMap;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::headings::{self, Shaped};
use super::table::{Cell, Limits, RawRow, ReadSeek, SheetError, SourceKind, Table};
use super::{archive, dates};

/// Reads a workbook that starts like a zip archive.
pub(super) fn read(input: &mut dyn ReadSeek, limits: &Limits) -> Result<Table, SheetError> {
    let report = archive::check(input, limits)?;
    input.seek(SeekFrom::Start(0))?;
    // The workbook library trusts numbers inside a file: a damaged cell
    // address can make it stop with an arithmetic error. Such a file is
    // refused like any other damaged one; nothing of the attempt is used.
    catch_unwind(AssertUnwindSafe(|| {
        read_book(input, report.formulas, limits)
    }))
    .unwrap_or_else(|_| {
        Err(SheetError::Damaged {
            detail: "a number in it is impossible".to_owned(),
        })
    })
}

/// Opens a workbook that has passed the scan and reads its first worksheet that looks like data.
fn read_book(
    input: &mut dyn ReadSeek,
    formulas: usize,
    limits: &Limits,
) -> Result<Table, SheetError> {
    let mut book: Xlsx<_> =
        Xlsx::new(BufReader::new(input)).map_err(|e| broken(&e, "its contents"))?;
    let mut budget = limits.cells;
    let mut best: Option<(String, Grid, Shaped)> = None;
    let sheets = sheets_in_order(&book);
    for name in &sheets {
        let grid = read_sheet(&mut book, name, limits, &mut budget)?;
        let Some(shaped) = headings::shape(&grid.rows) else {
            continue;
        };
        let certain = shaped.looks_like_data();
        if certain || best.is_none() {
            best = Some((name.clone(), grid, shaped));
        }
        if certain {
            break;
        }
    }
    let (name, grid, shaped) = best.ok_or(SheetError::NoHeadings)?;
    let mut notes = grid.notes;
    notes.extend(other_sheets_note(&sheets, &name));
    if formulas > 0 {
        notes.push(
            "Some cells hold formulas. The values saved in the file were used; nothing was calculated."
                .to_owned(),
        );
    }
    let encoding = "UTF-8".to_owned();
    Ok(shaped.into_table(
        grid.rows,
        SourceKind::Xlsx,
        encoding,
        None,
        Some(name),
        notes,
    ))
}

fn broken(error: &XlsxError, part: &str) -> SheetError {
    if matches!(error, XlsxError::Password) {
        return SheetError::PasswordProtected;
    }
    SheetError::Damaged {
        detail: part.to_owned(),
    }
}

/// Worksheets as they stand in the workbook, hidden ones last.
fn sheets_in_order<R: Read + Seek>(book: &Xlsx<R>) -> Vec<String> {
    let (seen, hidden): (Vec<_>, Vec<_>) = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .partition(|sheet| sheet.visible == SheetVisible::Visible);
    seen.into_iter()
        .chain(hidden)
        .map(|sheet| sheet.name.clone())
        .collect()
}

fn other_sheets_note(sheets: &[String], chosen: &str) -> Option<String> {
    let others: Vec<String> = sheets
        .iter()
        .filter(|name| *name != chosen)
        .map(|name| format!("\u{2018}{name}\u{2019}"))
        .collect();
    match others.as_slice() {
        [] => None,
        [one] => Some(format!(
            "The worksheet {one} was not read: only \u{2018}{chosen}\u{2019} was."
        )),
        many => Some(format!(
            "The worksheets {} were not read: only \u{2018}{chosen}\u{2019} was.",
            many.join(", ")
        )),
    }
}

/// The non-empty rows of a worksheet, with sentences about what could not be taken.
struct Grid {
    rows: Vec<RawRow>,
    notes: Vec<String>,
}

fn read_sheet<R: Read + Seek>(
    book: &mut Xlsx<R>,
    name: &str,
    limits: &Limits,
    budget: &mut usize,
) -> Result<Grid, SheetError> {
    let part = format!("the worksheet \u{2018}{name}\u{2019}");
    let mut cells = book
        .worksheet_cells_reader(name)
        .map_err(|e| broken(&e, &part))?;
    let mut rows: BTreeMap<u32, Vec<Cell>> = BTreeMap::new();
    let mut errors = 0_usize;
    while let Some(cell) = cells.next_cell().map_err(|e| broken(&e, &part))? {
        let (row, column) = cell.get_position();
        let line = row.saturating_add(1);
        let value = take_value(cell.get_value(), &mut errors);
        if value.is_empty() {
            continue;
        }
        check_length(&value, line, limits)?;
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= limits.columns {
            return Err(SheetError::TooManyColumns {
                limit: limits.columns,
            });
        }
        place(&mut rows, line, column, value, limits, budget)?;
    }
    let notes = if errors == 0 {
        Vec::new()
    } else {
        vec![format!(
            "{errors} cells hold an Excel error such as #REF!. They were read as blank."
        )]
    };
    let rows = rows
        .into_iter()
        .map(|(line, cells)| RawRow { line, cells })
        .collect();
    Ok(Grid { rows, notes })
}

/// Puts a cell in its row. Gaps before it count against the budget, because they take memory too.
fn place(
    rows: &mut BTreeMap<u32, Vec<Cell>>,
    line: u32,
    column: usize,
    value: Cell,
    limits: &Limits,
    budget: &mut usize,
) -> Result<(), SheetError> {
    if rows.len() >= limits.rows && !rows.contains_key(&line) {
        return Err(SheetError::TooManyRows { limit: limits.rows });
    }
    let cells = rows.entry(line).or_default();
    if let Some(slot) = cells.get_mut(column) {
        *slot = value;
        return Ok(());
    }
    let added = column + 1 - cells.len();
    *budget = budget.checked_sub(added).ok_or(SheetError::TooManyCells {
        limit: limits.cells,
    })?;
    cells.resize(column, Cell::Empty);
    cells.push(value);
    Ok(())
}

fn check_length(value: &Cell, line: u32, limits: &Limits) -> Result<(), SheetError> {
    match value {
        // The count of characters is only made for texts long enough in bytes.
        Cell::Text(text)
            if text.len() > limits.cell_chars && text.chars().count() > limits.cell_chars =>
        {
            Err(SheetError::CellTooLong {
                line,
                limit: limits.cell_chars,
            })
        }
        _ => Ok(()),
    }
}

fn take_value(value: &DataRef<'_>, errors: &mut usize) -> Cell {
    match value {
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::String(text) => text_cell(text),
        DataRef::SharedString(text) => text_cell(text),
        DataRef::Bool(tick) => Cell::Bool(*tick),
        DataRef::DateTime(at) if at.is_datetime() => dates::from_parts(at.to_ymd_hms_milli())
            .map_or(Cell::Number(at.as_f64()), Cell::DateTime),
        DataRef::DateTime(length) => Cell::Number(length.as_f64()),
        DataRef::DateTimeIso(text) => text
            .trim_end_matches('Z')
            .parse()
            .map_or_else(|_| text_cell(text), Cell::DateTime),
        DataRef::DurationIso(text) => text_cell(text),
        DataRef::Error(_) => {
            *errors += 1;
            Cell::Empty
        }
        DataRef::Empty => Cell::Empty,
    }
}

fn text_cell(text: &str) -> Cell {
    if text.trim().is_empty() {
        Cell::Empty
    } else {
        Cell::Text(text.to_owned())
    }
}
