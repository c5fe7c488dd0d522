//! Sheets: the columns of a CSV file by their header names.

use std::collections::HashMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use csv::{ByteRecord, Reader, ReaderBuilder, StringRecord};
use thiserror::Error;

use super::encode::{COLUMNS, Encoder, Row};
use super::person::People;
use super::{mix, radix};

/// Why a file was refused, with what to do about it.
#[derive(Debug, Error)]
pub enum FileError {
    /// The file cannot be opened, read or written.
    #[error("{file}: {why}")]
    Unreadable {
        /// The file.
        file: String,
        /// What the system says.
        why: String,
    },
    /// The header lacks a column that cannot be done without.
    #[error(
        "{file}, line 1: there is no column \"{column}\"; the first line must hold the names of the columns"
    )]
    NoColumn {
        /// The file.
        file: String,
        /// The column.
        column: &'static str,
    },
    /// One line cannot be read.
    #[error("{file}, line {line}: {why}")]
    Line {
        /// The file.
        file: String,
        /// The line, counted from 1.
        line: u64,
        /// What is wrong and what to do.
        why: String,
    },
}

/// A CSV file that is read line by line. Bytes that are no UTF-8 are read as
/// the replacement mark; short lines count as blank at their end.
#[derive(Debug)]
pub struct Sheet {
    file: String,
    reader: Reader<BufReader<File>>,
    header: Vec<String>,
    record: ByteRecord,
    line: u64,
    people: [Option<usize>; COLUMNS.len()],
}

/// One line of a sheet of people.
#[derive(Debug)]
pub struct Person {
    record: StringRecord,
    columns: [Option<usize>; COLUMNS.len()],
}

impl Person {
    /// The cells of the person.
    pub fn row(&self) -> Row<'_> {
        row_of(&self.record, &self.columns)
    }
}

impl Sheet {
    /// Opens a file whose header must name `needed`.
    ///
    /// # Errors
    /// When the file cannot be read or lacks that column.
    pub fn open(path: &Path, needed: &'static str) -> Result<Sheet, FileError> {
        let file = path.display().to_string();
        let unreadable = |why: String| FileError::Unreadable {
            file: file.clone(),
            why,
        };
        let opened = File::open(path).map_err(|e| unreadable(e.to_string()))?;
        let mut reader = ReaderBuilder::new()
            .flexible(true)
            .from_reader(BufReader::with_capacity(1 << 18, opened));
        let header: Vec<String> = reader
            .byte_headers()
            .map_err(|e| unreadable(e.to_string()))?
            .iter()
            .map(|cell| {
                String::from_utf8_lossy(cell)
                    .trim_start_matches('\u{feff}')
                    .trim()
                    .to_ascii_lowercase()
            })
            .collect();
        let people = COLUMNS.map(|column| header.iter().position(|cell| cell == column));
        if !header.iter().any(|cell| cell == needed) {
            return Err(FileError::NoColumn {
                file,
                column: needed,
            });
        }
        Ok(Sheet {
            file,
            reader,
            header,
            record: ByteRecord::new(),
            line: 1,
            people,
        })
    }

    /// Reads the next line; false at the end.
    ///
    /// # Errors
    /// When the line cannot be read.
    pub fn advance(&mut self) -> Result<bool, FileError> {
        self.line = self.reader.position().line();
        let read = self.reader.read_byte_record(&mut self.record);
        read.map_err(|e| self.fault(format!("this line cannot be read: {e}")))
    }

    /// The person of the line last read, as text of its own.
    pub fn person(&self) -> Person {
        Person {
            record: text_of(self.record.clone()),
            columns: self.people,
        }
    }

    /// One cell by the name of its column; blank when there is none.
    pub fn cell(&self, column: &str) -> String {
        let at = self.header.iter().position(|cell| cell == column);
        let bytes = at.and_then(|at| self.record.get(at)).unwrap_or_default();
        String::from_utf8_lossy(bytes).trim().to_owned()
    }

    /// A refusal of the line last read.
    pub fn fault(&self, why: String) -> FileError {
        FileError::Line {
            file: self.file.clone(),
            line: self.line,
            why,
        }
    }
}

/// Reads a sheet of people. Columns are found by name in any order; unknown
/// ones are ignored and missing ones count as blank, except `id`.
///
/// # Errors
/// When the file cannot be read, has no column `id`, or an id is missing or
/// stands twice.
pub fn read(path: &Path, progress: &mut dyn FnMut(u64)) -> Result<People, FileError> {
    let mut encoder = Encoder::default();
    read_into(&mut encoder, path, progress)?;
    Ok(encoder.finish())
}

/// Rows that are read before they are cleaned together.
const BATCH: usize = 512;

/// Reads the next rows into a batch; none at the end.
fn fill(batch: &mut Vec<StringRecord>, sheet: &mut Sheet) -> Result<(), FileError> {
    batch.resize_with(BATCH, StringRecord::new);
    let mut filled = 0;
    for row in batch.iter_mut() {
        sheet.record = std::mem::take(row).into_byte_record();
        let more = sheet.advance()?;
        *row = text_of(std::mem::take(&mut sheet.record));
        if !more {
            break;
        }
        filled += 1;
    }
    batch.truncate(filled);
    Ok(())
}

/// A row as text; bytes that are none become the replacement mark.
fn text_of(record: ByteRecord) -> StringRecord {
    StringRecord::from_byte_record(record)
        .unwrap_or_else(|e| StringRecord::from_byte_record_lossy(e.into_byte_record()))
}

/// Adds the rows of a sheet; see [`read`].
///
/// # Errors
/// As [`read`].
pub fn read_into(
    encoder: &mut Encoder,
    path: &Path,
    progress: &mut dyn FnMut(u64),
) -> Result<(), FileError> {
    let mut sheet = Sheet::open(path, "id")?;
    let columns = sheet.people;
    let mut ids: Vec<u64> = Vec::new();
    let (mut batch, mut next) = (Vec::new(), Vec::new());
    fill(&mut batch, &mut sheet)?;
    while !batch.is_empty() {
        let rows: Vec<Row<'_>> = batch
            .iter()
            .map(|record| row_of(record, &columns))
            .collect();
        ids.extend(rows.iter().map(|row| mix::text(row.id.as_bytes())));
        encoder.add_all(&rows, || fill(&mut next, &mut sheet))?;
        if encoder.len() % 200_000 < BATCH {
            progress(encoder.len() as u64);
        }
        std::mem::swap(&mut batch, &mut next);
    }
    radix::sort(&mut ids, &mut Vec::new(), 0, 64);
    let blank = mix::text(b"");
    match ids.windows(2).find(|two| two[0] == two[1]) {
        Some(two) => Err(wrong_id(path, two[0])?),
        None if ids.binary_search(&blank).is_ok() => Err(wrong_id(path, blank)?),
        None => Ok(()),
    }
}

/// The refusal of an id that is blank or stands twice, with the line where it does.
fn wrong_id(path: &Path, wrong: u64) -> Result<FileError, FileError> {
    let mut sheet = Sheet::open(path, "id")?;
    let mut first: HashMap<String, u64> = HashMap::new();
    while sheet.advance()? {
        let id = sheet.cell("id");
        if id.is_empty() {
            return Ok(
                sheet.fault("the id is blank; give every record an id of its own".to_owned())
            );
        }
        if mix::text(id.as_bytes()) == wrong && first.insert(id.clone(), sheet.line).is_some() {
            return Ok(sheet.fault(format!(
                "the id \"{id}\" stands twice; give every record an id of its own"
            )));
        }
    }
    Ok(sheet.fault("an id stands twice; give every record an id of its own".to_owned()))
}

/// A row as a person's cells.
fn row_of<'a>(record: &'a StringRecord, columns: &[Option<usize>; COLUMNS.len()]) -> Row<'a> {
    Row::of(&columns.map(|at| at.and_then(|at| record.get(at)).unwrap_or_default()))
}
