//! The plain values that reading a spreadsheet gives, its limits and its refusals.

use std::io::{Read, Seek};

use jiff::civil::DateTime;

use super::dates;

/// Anything that can be read and rewound: a file, or bytes in memory.
pub trait ReadSeek: Read + Seek {}

impl<T: Read + Seek> ReadSeek for T {}

/// Which of the two accepted kinds of file a table came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceKind {
    /// Text with separators.
    Csv,
    /// An Excel workbook (`.xlsx`).
    Xlsx,
}

/// One cell, as the file holds it.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing, or only spaces.
    Empty,
    /// Text as typed, spaces and all.
    Text(String),
    /// A number. In a CSV every cell is text.
    Number(f64),
    /// A real date of a workbook, rounded to the second, without a zone.
    DateTime(DateTime),
    /// A tick of a workbook.
    Bool(bool),
}

impl Cell {
    /// True when there is nothing to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::Number(_) | Self::DateTime(_) | Self::Bool(_) => false,
        }
    }

    /// The text that a person would read: dates in ISO order, whole numbers without a decimal point.
    #[must_use]
    pub fn to_text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => dates::number_text(*number),
            Self::DateTime(at) => dates::date_time_text(*at),
            Self::Bool(true) => "Yes".to_owned(),
            Self::Bool(false) => "No".to_owned(),
        }
    }
}

/// One row of data with the line or row number that the person sees in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct RawRow {
    /// Row number in the workbook, or line number in the text, counted from 1.
    pub line: u32,
    /// The cells from the first column on; empty cells at the end are left out.
    pub cells: Vec<Cell>,
}

impl RawRow {
    /// The cell of a column counted from 0; a column beyond the end is empty.
    #[must_use]
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }
}

/// A table found in a file: headings, rows of data, and what the reader should be told.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// CSV or XLSX.
    pub source_kind: SourceKind,
    /// The name of the letters' encoding, to show as a guess that a person can check.
    pub encoding: String,
    /// The guessed separator of a CSV.
    pub separator: Option<char>,
    /// The worksheet that was read.
    pub sheet_name: Option<String>,
    /// Line or row number of the headings, counted from 1.
    pub heading_row: usize,
    /// One name for each column, none blank, no two alike.
    pub headings: Vec<String>,
    /// The rows of data: never a title, a repeated heading, a blank row or a total.
    pub rows: Vec<RawRow>,
    /// Sentences for the person: what was guessed, what was left out.
    pub notes: Vec<String>,
}

/// How large a file may be. The defaults hold the work on a hostile file to a
/// few seconds and well under 300 MB of memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the whole file.
    pub file_bytes: u64,
    /// Bytes of everything inside a workbook once unpacked.
    pub unpacked_bytes: u64,
    /// Parts inside a workbook.
    pub entries: usize,
    /// How many times larger than its packed size a part over 1 MB may become.
    pub ratio: u64,
    /// Columns of a table.
    pub columns: usize,
    /// Rows of a table, headings included.
    pub rows: usize,
    /// Cells kept from a table; also the budget of cells looked at in a workbook.
    pub cells: usize,
    /// Characters in one cell (Excel's own limit).
    pub cell_chars: usize,
    /// Bytes of one line of a CSV.
    pub line_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 25_000_000,
            unpacked_bytes: 200_000_000,
            entries: 500,
            ratio: 200,
            columns: 400,
            rows: 200_000,
            cells: 2_000_000,
            cell_chars: 32_767,
            line_bytes: 1_000_000,
        }
    }
}

/// Why a file was refused. Each message says what to do.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// No bytes at all.
    #[error(
        "The file is empty. Save the sheet again and check that it opens before you upload it."
    )]
    Empty,
    /// Larger than the upload limit.
    #[error(
        "The file is {megabytes} MB. The limit is {limit} MB: split the sheet into smaller files, or remove pictures from it."
    )]
    FileTooLarge {
        /// Size of the file in millions of bytes, rounded up.
        megabytes: u64,
        /// The limit in millions of bytes.
        limit: u64,
    },
    /// Some other kind of file.
    #[error(
        "{name} is {what}, not a spreadsheet that can be read. Save the sheet as .xlsx or .csv and upload that."
    )]
    NotASpreadsheet {
        /// The file's name.
        name: String,
        /// What it looks like, with its article.
        what: &'static str,
    },
    /// An encrypted workbook.
    #[error(
        "The workbook is protected by a password. Open it, remove the password, save it as .xlsx and upload it again."
    )]
    PasswordProtected,
    /// The binary format from before 2007.
    #[error(
        "This is an old Excel file (.xls). Open it in Excel, choose Save As, pick .xlsx and upload that."
    )]
    OldExcel,
    /// A workbook whose inside is broken.
    #[error(
        "The workbook is damaged and cannot be read ({detail}). Open it in Excel, save it again as .xlsx and upload that."
    )]
    Damaged {
        /// Which part, in a few words.
        detail: String,
    },
    /// A workbook that unpacks to far more than it should.
    #[error(
        "The workbook unpacks to far more than a sheet of this kind needs ({what}), so it was not opened. Copy the rows into a new workbook and upload that."
    )]
    Suspicious {
        /// Which limit was passed.
        what: String,
    },
    /// More columns than any sheet has.
    #[error(
        "The sheet has more than {limit} columns. Delete the columns that are not needed and upload it again."
    )]
    TooManyColumns {
        /// The limit.
        limit: usize,
    },
    /// More rows than can be read at once.
    #[error("The sheet has more than {limit} rows. Split it into smaller files.")]
    TooManyRows {
        /// The limit.
        limit: usize,
    },
    /// More cells than can be read at once.
    #[error("The sheet has more than {limit} cells. Split it into smaller files.")]
    TooManyCells {
        /// The limit.
        limit: usize,
    },
    /// One cell far too long, most often an unclosed quotation mark.
    #[error(
        "A cell on line {line} holds more than {limit} characters. If this is a CSV file, look for a quotation mark that is never closed."
    )]
    CellTooLong {
        /// Line or row, counted from 1.
        line: u32,
        /// The limit in characters.
        limit: usize,
    },
    /// One line far too long.
    #[error(
        "Line {line} is longer than {limit} characters, so this does not look like a table. Save the sheet again as .csv or .xlsx."
    )]
    LineTooLong {
        /// Line counted from 1.
        line: u32,
        /// The limit in bytes.
        limit: usize,
    },
    /// No row that reads like column names.
    #[error(
        "No row of column headings was found. Put the column names in one row above the data, then upload the file again."
    )]
    NoHeadings,
    /// The file or stream could not be read.
    #[error(
        "The file could not be read. Try again; if it fails again, save the sheet under a new name."
    )]
    Unreadable(#[from] std::io::Error),
}

/// The file's name, shortened and made harmless for a message.
pub(super) fn shown_name(name: &str) -> String {
    let clean: String = name.chars().filter(|c| !c.is_control()).take(80).collect();
    if clean.trim().is_empty() {
        "The file".to_owned()
    } else {
        clean
    }
}
