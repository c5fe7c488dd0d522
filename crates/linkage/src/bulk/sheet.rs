//! One sheet: the columns of a CSV file by their header names, and what was odd about its lines.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use csv::{ByteRecord, Reader, ReaderBuilder, StringRecord};

use super::encode::{COLUMNS, Row};
use super::fault::FileError;
use super::sniff::{no_csv, other_separator};

/// Columns that say something of a person that can be compared.
const COMPARED_FROM: usize = 3;

/// A cell that goes on over more lines than this has hardly been meant to.
const TALL: u64 = 10;

/// A CSV file that is read line by line. Bytes that are no UTF-8 are read as
/// the replacement mark; short lines count as blank at their end. Both are told
/// by [`Sheet::warnings`].
#[derive(Debug)]
pub struct Sheet {
    path: PathBuf,
    reader: Reader<BufReader<File>>,
    /// The headings as Hawthorn knows them, and as they were written.
    header: Vec<String>,
    written: Vec<String>,
    /// Whether lines end as Windows ends them.
    windows: bool,
    pub(crate) record: ByteRecord,
    pub(crate) line: u64,
    /// Where the line last read begins.
    byte: u64,
    pub(crate) people: [Option<usize>; COLUMNS.len()],
    odd: Odd,
}

/// How many lines were odd in one way, and the first of them.
#[derive(Clone, Copy, Debug, Default)]
struct Lines {
    count: u64,
    first: u64,
}

impl Lines {
    fn note(&mut self, line: u64) {
        self.count += 1;
        if self.first == 0 {
            self.first = line;
        }
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Odd {
    short: Lines,
    long: Lines,
    lossy: Lines,
    tall: Lines,
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
    /// When the file cannot be read, is no CSV file, lacks one of those columns
    /// or has one of them twice.
    pub fn open(path: &Path, needed: &[&'static str]) -> Result<Sheet, FileError> {
        let fault = |e: &std::io::Error| FileError::reading(path, e);
        let opened = File::open(path).map_err(|e| fault(&e))?;
        let mut opened = BufReader::with_capacity(1 << 18, opened);
        let beginning = opened.fill_buf().map_err(|e| fault(&e))?;
        if let Some(why) = no_csv(beginning) {
            return Err(FileError::of(path, why));
        }
        let end = beginning.iter().position(|byte| *byte == b'\n');
        let windows =
            end.is_some_and(|end| beginning.get(..end).is_some_and(|b| b.ends_with(b"\r")));
        let mut reader = ReaderBuilder::new().flexible(true).from_reader(opened);
        let written: Vec<String> = reader
            .byte_headers()
            .map_err(|e| FileError::of(path, format!("the first line cannot be read: {e}")))?
            .iter()
            .map(|cell| String::from_utf8_lossy(cell).trim().to_owned())
            .collect();
        let header: Vec<String> = written.iter().map(|cell| heading(cell)).collect();
        for column in needed {
            if !header.iter().any(|cell| cell == column) {
                return Err(no_column(path, column, &written));
            }
        }
        let people = COLUMNS.map(|column| header.iter().position(|cell| cell == column));
        let sheet = Sheet {
            path: path.to_owned(),
            reader,
            header,
            written,
            record: ByteRecord::new(),
            windows,
            line: 1,
            byte: 0,
            people,
            odd: Odd::default(),
        };
        sheet.each_once(needed)?;
        Ok(sheet)
    }

    /// Opens a file of people, or of questions about people.
    ///
    /// # Errors
    /// As [`Sheet::open`], and when no column is there that people could be
    /// compared by, or one of theirs twice.
    pub fn of_people(path: &Path) -> Result<Sheet, FileError> {
        let sheet = Sheet::open(path, &["id"])?;
        sheet.each_once(&COLUMNS)?;
        if sheet.people.iter().skip(COMPARED_FROM).all(Option::is_none) {
            let known: Vec<&str> = COLUMNS.into_iter().skip(COMPARED_FROM).collect();
            return Err(sheet.fault(format!(
                "no column is there to compare people by; name the columns as Hawthorn does: {}",
                known.join(", ")
            )));
        }
        Ok(sheet)
    }

    /// Refuses a column that stands twice.
    fn each_once(&self, columns: &[&'static str]) -> Result<(), FileError> {
        for column in columns {
            let mut at = (1..).zip(&self.header).filter(|(_, cell)| cell == column);
            if let (Some((one, _)), Some((other, _))) = (at.next(), at.next()) {
                let word = |at: usize| self.written.get(at - 1).map_or("", String::as_str);
                return Err(self.fault(format!(
                    "the column \"{column}\" stands twice: as number {one} (\"{}\") and number {other} (\"{}\"); take one out, or give it another name",
                    word(one),
                    word(other)
                )));
            }
        }
        Ok(())
    }

    /// Which columns of people were found, and which of the file's own are not used.
    pub fn columns(&self) -> String {
        let found = COLUMNS.into_iter().zip(&self.people);
        let found: Vec<&str> = found.filter_map(|(name, at)| at.map(|_| name)).collect();
        let others = self.header.iter().map(String::as_str);
        let others: Vec<&str> = others.filter(|cell| !COLUMNS.contains(cell)).collect();
        let unused = if others.is_empty() {
            String::new()
        } else {
            format!("; not used: {}", listed(&others))
        };
        format!(
            "{}: columns found: {}{unused}",
            self.path.display(),
            found.join(", ")
        )
    }

    /// The file as it was named.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Reads the next line; false at the end.
    ///
    /// # Errors
    /// When the line cannot be read, or a quotation mark is never closed.
    pub fn advance(&mut self) -> Result<bool, FileError> {
        let (line, byte) = (self.reader.position().line(), self.reader.position().byte());
        let read = self.reader.read_byte_record(&mut self.record);
        let more = read.map_err(|e| {
            self.line = line;
            self.fault(format!("this line cannot be read: {e}"))
        })?;
        if !more {
            self.closed()?;
            self.line = line;
            return Ok(false);
        }
        let line = self.line_of_the_record();
        (self.line, self.byte) = (line, byte);
        if std::str::from_utf8(self.record.as_slice()).is_err() {
            self.odd.lossy.note(line);
        }
        if self.record.len() < self.header.len() {
            self.odd.short.note(line);
        } else if self
            .record
            .iter()
            .skip(self.header.len())
            .any(|cell| !cell.trim_ascii().is_empty())
        {
            self.odd.long.note(line);
        }
        if self.reader.position().line() > line + TALL {
            self.odd.tall.note(line);
        }
        Ok(true)
    }

    /// The line in which the record last read begins. The reader counts a line at its end, where a
    /// record of lines that end as Windows ends them has not come yet; blank lines it skips before.
    fn line_of_the_record(&self) -> u64 {
        let breaks = self
            .record
            .as_slice()
            .iter()
            .filter(|b| **b == b'\n')
            .count() as u64;
        let ended = u64::from(!self.windows);
        let read = self.reader.position().line().saturating_sub(breaks + ended);
        // The last line of a file may have no end.
        read.max(self.line + 1)
    }

    /// Refuses a file whose last line is within quotation marks at its end.
    fn closed(&self) -> Result<(), FileError> {
        let regular = std::fs::metadata(&self.path).is_ok_and(|about| about.is_file());
        if !regular {
            return Ok(());
        }
        let tail = File::open(&self.path).and_then(|mut file| {
            file.seek(SeekFrom::Start(self.byte))?;
            Ok(BufReader::new(file))
        });
        let open = tail.is_ok_and(is_open);
        if open {
            return Err(self.fault(
                "a quotation mark is opened in this line and never closed, so that all that follows would be one cell; close it, or take it out".to_owned(),
            ));
        }
        Ok(())
    }

    /// The person of the line last read, as text of its own.
    pub fn person(&self) -> Person {
        let record = self.record.clone();
        Person {
            record: Self::text_of(record),
            columns: self.people,
        }
    }

    /// A row as text; bytes that are none become the replacement mark.
    pub(crate) fn text_of(record: ByteRecord) -> StringRecord {
        StringRecord::from_byte_record(record)
            .unwrap_or_else(|e| StringRecord::from_byte_record_lossy(e.into_byte_record()))
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
            file: self.path.display().to_string(),
            line: self.line,
            why,
        }
    }

    /// What was odd about the lines read, with what to do about it.
    pub fn warnings(&self) -> Vec<String> {
        let file = self.path.display();
        let Odd {
            short,
            long,
            lossy,
            tall,
        } = self.odd;
        [
            (short, "fewer cells than the first line", "what is missing at their end counts as blank; check that no comma is missing"),
            (long, "more cells than the first line", "what is beyond was left out, and values may stand in the wrong column: put quotation marks around values with commas in them"),
            (lossy, "bytes that are not UTF-8", "the letters they stood for are lost, and names with them are compared without: save the file as CSV in UTF-8"),
            (tall, "a cell that goes on over more than ten lines", "if that is not meant, a quotation mark is missing there, and the lines after it were not read as lines"),
        ]
        .into_iter()
        .filter(|(lines, ..)| lines.count > 0)
        .map(|(lines, what, todo)| {
            format!(
                "warning: {file}, line {}: {what} (lines like this: {}); {todo}",
                lines.first, lines.count
            )
        })
        .collect()
    }
}

/// Columns of files other than those of people.
const OTHERS: [&str; 7] = [
    "id_l",
    "id_r",
    "same",
    "case_id",
    "case_date",
    "victim_id",
    "perpetrator_id",
];

/// A heading by the name of its column: capitals, spaces, hyphens, underscores
/// and blanks around it make no difference.
fn heading(written: &str) -> String {
    let between = |c: char| c.is_whitespace() || matches!(c, '_' | '-');
    let words = written.trim_start_matches('\u{feff}').to_lowercase();
    let bare: String = words.chars().filter(|c| !between(*c)).collect();
    let mut known = COLUMNS.into_iter().chain(OTHERS);
    match known.find(|column| column.replace('_', "") == bare) {
        Some(column) => column.to_owned(),
        None => words.trim().to_owned(),
    }
}

fn no_column(path: &Path, column: &'static str, written: &[String]) -> FileError {
    let cells: Vec<&str> = written.iter().map(String::as_str).collect();
    if let [only] = cells.as_slice()
        && let Some(by) = other_separator(only)
    {
        return FileError::of(
            path,
            format!(
                "the cells stand apart by {by}; save the file as CSV with commas between the cells, in UTF-8"
            ),
        );
    }
    FileError::NoColumn {
        file: path.display().to_string(),
        column,
        found: listed(&cells),
    }
}

/// Names in a row, the first of them where there are many.
fn listed(names: &[&str]) -> String {
    const MOST: usize = 20;
    let short =
        |name: &&str| -> String { format!("\"{}\"", name.chars().take(40).collect::<String>()) };
    let mut out: Vec<String> = names.iter().take(MOST).map(short).collect();
    if names.len() > MOST {
        out.push(format!("and {} more", names.len() - MOST));
    }
    out.join(", ")
}

/// Whether some lines end within quotation marks.
fn is_open(text: BufReader<File>) -> bool {
    #[derive(Clone, Copy, PartialEq)]
    enum At {
        Start,
        Plain,
        Quoted,
        Mark,
    }
    let mut at = At::Start;
    for byte in text.bytes().map_while(Result::ok) {
        at = match (at, byte) {
            (At::Start | At::Mark, b'"') => At::Quoted,
            (At::Quoted, b'"') => At::Mark,
            (At::Quoted, _) => At::Quoted,
            (_, b',' | b'\n' | b'\r') => At::Start,
            _ => At::Plain,
        };
    }
    at == At::Quoted
}

/// A row as a person's cells.
pub(crate) fn row_of<'a>(
    record: &'a StringRecord,
    columns: &[Option<usize>; COLUMNS.len()],
) -> Row<'a> {
    Row::of(&columns.map(|at| at.and_then(|at| record.get(at)).unwrap_or_default()))
}
