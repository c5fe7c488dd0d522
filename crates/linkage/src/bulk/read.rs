//! Files of people, read row by row.

use std::collections::HashMap;
use std::path::Path;

use csv::StringRecord;

use super::encode::{Encoder, Row};
use super::person::People;
use super::sheet::row_of;
use super::{mix, radix};

pub use super::fault::FileError;
pub use super::sheet::Sheet;

/// Reads a sheet of people. Columns are found by name in any order; unknown
/// ones are ignored and missing ones count as blank, except `id`.
///
/// # Errors
/// When the file cannot be read, has no column `id`, or an id is missing or
/// stands twice.
pub fn read(path: &Path, progress: &mut dyn FnMut(u64)) -> Result<People, FileError> {
    let mut encoder = Encoder::default();
    read_into(&mut encoder, &mut Sheet::of_people(path)?, progress)?;
    Ok(encoder.finish())
}

/// Rows that are read before they are cleaned together.
const BATCH: usize = 512;

/// How far reading is gets told each time that so many rows are read.
const TELL: usize = 200_000;

/// Reads the next rows into a batch; none at the end.
fn fill(batch: &mut Vec<StringRecord>, sheet: &mut Sheet) -> Result<(), FileError> {
    batch.resize_with(BATCH, StringRecord::new);
    let mut filled = 0;
    for row in batch.iter_mut() {
        sheet.record = std::mem::take(row).into_byte_record();
        if !sheet.advance()? {
            break;
        }
        let record = std::mem::take(&mut sheet.record);
        *row = Sheet::text_of(record);
        filled += 1;
    }
    batch.truncate(filled);
    Ok(())
}

/// Adds the rows of a sheet; see [`read`].
///
/// # Errors
/// As [`read`].
pub fn read_into(
    encoder: &mut Encoder,
    sheet: &mut Sheet,
    progress: &mut dyn FnMut(u64),
) -> Result<(), FileError> {
    let columns = sheet.people;
    let mut ids: Vec<u64> = Vec::new();
    let (mut batch, mut next) = (Vec::new(), Vec::new());
    fill(&mut batch, sheet)?;
    while !batch.is_empty() {
        let before = encoder.len() / TELL;
        let rows: Vec<Row<'_>> = batch
            .iter()
            .map(|record| row_of(record, &columns))
            .collect();
        ids.extend(rows.iter().map(|row| mix::text(row.id.as_bytes())));
        encoder.add_all(&rows, || fill(&mut next, sheet))?;
        if encoder.len() / TELL > before {
            progress(encoder.len() as u64);
        }
        std::mem::swap(&mut batch, &mut next);
    }
    radix::sort(&mut ids, &mut Vec::new(), 0, 64);
    let blank = mix::text(b"");
    match ids.windows(2).find(|two| two[0] == two[1]) {
        Some(two) => Err(wrong_id(sheet.path(), two[0])?),
        None if ids.binary_search(&blank).is_ok() => Err(wrong_id(sheet.path(), blank)?),
        None => Ok(()),
    }
}

/// The refusal of an id that is blank or stands twice, with the line where it does.
fn wrong_id(path: &Path, wrong: u64) -> Result<FileError, FileError> {
    const TWICE: &str = "an id is blank or stands twice; give every record an id of its own";
    if !std::fs::metadata(path).is_ok_and(|about| about.is_file()) {
        // A pipe cannot be read again to find the line.
        return Ok(FileError::of(path, TWICE));
    }
    let mut sheet = Sheet::open(path, &["id"])?;
    let mut ids = Ids::default();
    while sheet.advance()? {
        let id = sheet.cell("id");
        if mix::text(id.as_bytes()) == wrong {
            ids.add(&sheet, &id, ("id", "record"))?;
        }
    }
    Ok(FileError::of(path, TWICE))
}

/// The ids of a sheet so far, each with its line.
#[derive(Debug, Default)]
pub(crate) struct Ids(HashMap<String, u64>);

impl Ids {
    /// Refuses the line last read when its id is blank or was there before;
    /// `what` names the column, and what it is the id of.
    pub fn add(
        &mut self,
        sheet: &Sheet,
        id: &str,
        (column, what): (&str, &str),
    ) -> Result<(), FileError> {
        if id.is_empty() {
            return Err(sheet.fault(format!(
                "the {column} is blank; give every {what} an id of its own"
            )));
        }
        match self.0.insert(id.to_owned(), sheet.line) {
            Some(line) => Err(sheet.fault(format!(
                "the {column} \"{id}\" stands twice (first in line {line}); give every {what} an id of its own"
            ))),
            None => Ok(()),
        }
    }
}
