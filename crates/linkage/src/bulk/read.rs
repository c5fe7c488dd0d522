//! Sheets: the columns of a CSV file by their header names.

use std::collections::HashSet;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use csv::{ByteRecord, Reader, ReaderBuilder};
use std::borrow::Cow;
use thiserror::Error;

use super::encode::{COLUMNS, Encoder, Row};
use super::person::People;
use super::mix;

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

    /// The cells of a person, in the order of [`COLUMNS`].
    pub fn cells(&self) -> [std::borrow::Cow<'_, str>; COLUMNS.len()] {
        cells_of(&self.record, &self.people)
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
const BATCH: usize = 2_048;

/// Rows of a sheet with the lines on which they began.
#[derive(Default)]
struct Batch {
    records: Vec<ByteRecord>,
    lines: Vec<u64>,
    /// How many of them are filled.
    filled: usize,
}

impl Batch {
    /// Reads the next rows; less than a batch at the end.
    fn fill(&mut self, sheet: &mut Sheet) -> Result<(), FileError> {
        self.records.resize_with(BATCH, ByteRecord::new);
        self.lines.resize(BATCH, 0);
        self.filled = 0;
        for (record, line) in self.records.iter_mut().zip(&mut self.lines) {
            std::mem::swap(record, &mut sheet.record);
            let more = sheet.advance();
            std::mem::swap(record, &mut sheet.record);
            *line = sheet.line;
            if !more? {
                break;
            }
            self.filled += 1;
        }
        Ok(())
    }
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
    let mut ids: HashSet<u64, std::hash::BuildHasherDefault<mix::Hashed>> = HashSet::default();
    let (mut batch, mut next) = (Batch::default(), Batch::default());
    batch.fill(&mut sheet)?;
    while batch.filled > 0 {
        let cells: Vec<[Cow<'_, str>; COLUMNS.len()]> = batch
            .records
            .iter()
            .take(batch.filled)
            .map(|record| cells_of(record, &columns))
            .collect();
        let rows: Vec<Row<'_>> = cells.iter().map(Row::of).collect();
        for (row, line) in rows.iter().zip(&batch.lines) {
            let fault = |why: String| FileError::Line {
                file: sheet.file.clone(),
                line: *line,
                why,
            };
            if row.id.is_empty() {
                return Err(fault(
                    "the id is blank; give every record an id of its own".to_owned(),
                ));
            }
            if !ids.insert(mix::text(row.id.as_bytes())) {
                return Err(fault(format!(
                    "the id \"{}\" stands twice; give every record an id of its own",
                    row.id
                )));
            }
        }
        encoder.add_all(&rows, || next.fill(&mut sheet))?;
        if encoder.len() % 200_000 < BATCH {
            progress(encoder.len() as u64);
        }
        std::mem::swap(&mut batch, &mut next);
    }
    Ok(())
}

/// The cells of a person, in the order of [`COLUMNS`].
fn cells_of<'a>(
    record: &'a ByteRecord,
    columns: &[Option<usize>; COLUMNS.len()],
) -> [Cow<'a, str>; COLUMNS.len()] {
    columns.map(|at| {
        let bytes = at.and_then(|at| record.get(at)).unwrap_or_default();
        match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => String::from_utf8_lossy(bytes),
        }
    })
}
