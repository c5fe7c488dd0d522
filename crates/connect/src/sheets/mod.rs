//! A spreadsheet file becomes a plain table of cells, within limits that a hostile file cannot pass.

mod archive;
mod dates;
mod encoding;
mod headings;
pub mod locked;
mod row_kinds;
mod separated;
mod sniff;
mod table;
mod workbook;
pub mod write;

use std::io::{Cursor, SeekFrom};
use std::path::Path;

pub use table::{Cell, Limits, RawRow, ReadSeek, SheetError, SourceKind, Table};

pub(crate) use dates::from_serial;
use sniff::FileKind;

/// Reads a CSV or XLSX file into a [`Table`].
///
/// `name` is the file name as the person sees it; it is used only in messages,
/// what the file is comes from its first bytes. The length of the input is
/// checked before anything is read, and a file that is not a table is refused
/// in plain words.
///
/// # Errors
/// [`SheetError`], whose message says what to do next.
pub fn read_table(
    name: &str,
    input: &mut dyn ReadSeek,
    limits: &Limits,
) -> Result<Table, SheetError> {
    let length = input.seek(SeekFrom::End(0))?;
    input.seek(SeekFrom::Start(0))?;
    if length == 0 {
        return Err(SheetError::Empty);
    }
    if length > limits.file_bytes {
        return Err(SheetError::FileTooLarge {
            megabytes: length.div_ceil(1_000_000),
            limit: limits.file_bytes / 1_000_000,
        });
    }
    let mut head = [0_u8; 4096];
    let filled = read_head(input, &mut head)?;
    input.seek(SeekFrom::Start(0))?;
    match sniff::kind_of(head.get(..filled).unwrap_or_default()) {
        FileKind::Text => separated::read(input, limits),
        FileKind::Zip => workbook::read(input, limits),
        FileKind::OldBinary => Err(sniff::old_binary(input)?),
        FileKind::Other(what) => Err(SheetError::NotASpreadsheet {
            name: table::shown_name(name),
            what,
        }),
    }
}

/// Reads a table that is already in memory.
///
/// # Errors
/// As [`read_table`].
pub fn read_table_from_bytes(
    name: &str,
    bytes: &[u8],
    limits: &Limits,
) -> Result<Table, SheetError> {
    read_table(name, &mut Cursor::new(bytes), limits)
}

/// Reads a table from a file on this machine.
///
/// # Errors
/// As [`read_table`], and [`SheetError::Unreadable`] when the file cannot be opened.
pub fn read_table_from_path(path: &Path, limits: &Limits) -> Result<Table, SheetError> {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let mut file = std::fs::File::open(path)?;
    read_table(&name, &mut file, limits)
}

/// Fills `head` as far as the input goes and says how many bytes there were.
fn read_head(input: &mut dyn ReadSeek, head: &mut [u8]) -> Result<usize, SheetError> {
    let mut filled = 0;
    while let Some(rest) = head.get_mut(filled..) {
        if rest.is_empty() {
            break;
        }
        let count = input.read(rest)?;
        if count == 0 {
            break;
        }
        filled += count;
    }
    Ok(filled)
}
