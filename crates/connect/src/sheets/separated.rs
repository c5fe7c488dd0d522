//! Reads separated text: the separator is guessed, quotes and ragged rows are understood.

use super::headings;
use super::table::{Cell, Limits, RawRow, ReadSeek, SheetError, SourceKind, Table};
use super::{encoding, encoding::Decoded};

const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];
/// How many records the guess of the separator looks at.
const SAMPLE_RECORDS: usize = 60;
/// How much text the guess of the separator looks at.
const SAMPLE_BYTES: usize = 64 * 1024;

/// Reads a file that looks like text.
pub(super) fn read(input: &mut dyn ReadSeek, limits: &Limits) -> Result<Table, SheetError> {
    let bytes = read_lines(input, limits)?;
    let Decoded {
        text,
        encoding,
        note,
    } = encoding::decode(&bytes);
    drop(bytes);
    let (named, text) = named_separator(&text);
    let first_line = if named.is_some() { 2 } else { 1 };
    let separator = named.unwrap_or_else(|| guess_separator(text));
    let rows = read_records(text, separator, first_line, limits)?;
    if rows.is_empty() {
        return Err(SheetError::Empty);
    }
    let shaped = headings::shape(&rows).ok_or(SheetError::NoHeadings)?;
    Ok(shaped.into_table(
        rows,
        SourceKind::Csv,
        encoding.to_owned(),
        Some(separator),
        None,
        note.into_iter().collect(),
    ))
}

/// Reads the bytes, and stops at the first line that is too long instead of
/// loading what follows.
fn read_lines(input: &mut dyn ReadSeek, limits: &Limits) -> Result<Vec<u8>, SheetError> {
    let mut bytes = Vec::new();
    let mut chunk = vec![0_u8; 64 * 1024];
    let mut line = 1_u32;
    let mut length = 0_usize;
    loop {
        let count = input.read(&mut chunk)?;
        let piece = chunk.get(..count).unwrap_or_default();
        if piece.is_empty() {
            return Ok(bytes);
        }
        for part in piece.split_inclusive(|byte| matches!(byte, b'\n' | b'\r')) {
            length += part.len();
            if length > limits.line_bytes {
                return Err(SheetError::LineTooLong {
                    line,
                    limit: limits.line_bytes,
                });
            }
            match part.last() {
                Some(b'\n') => {
                    line = line.saturating_add(1);
                    length = 0;
                }
                Some(b'\r') => length = 0,
                _ => {}
            }
        }
        bytes.extend_from_slice(piece);
    }
}

/// Excel's own first line `sep=;` names the separator.
fn named_separator(text: &str) -> (Option<char>, &str) {
    let Some((first, rest)) = text.split_once('\n') else {
        return (None, text);
    };
    match first.trim_end().strip_prefix("sep=") {
        Some(sign) => match sign.chars().next() {
            Some(sign) if SEPARATORS.contains(&sign) => (Some(sign), rest),
            _ => (None, text),
        },
        None => (None, text),
    }
}

/// The separator that gives the most records the same, largest number of cells.
fn guess_separator(text: &str) -> char {
    let end = text
        .char_indices()
        .map(|(at, _)| at)
        .take_while(|at| *at <= SAMPLE_BYTES)
        .last()
        .unwrap_or(0);
    let sample = if text.len() > SAMPLE_BYTES {
        text.get(..end).unwrap_or(text)
    } else {
        text
    };
    let mut best = (0_usize, ',');
    for separator in SEPARATORS {
        let score = separator_score(sample, separator);
        if score > best.0 {
            best = (score, separator);
        }
    }
    best.1
}

fn separator_score(sample: &str, separator: char) -> usize {
    let mut reader = reader(sample, separator);
    let mut record = csv::StringRecord::new();
    let mut widths: Vec<usize> = Vec::new();
    while widths.len() < SAMPLE_RECORDS && matches!(reader.read_record(&mut record), Ok(true)) {
        widths.push(record.len());
    }
    widths
        .iter()
        .map(|width| {
            let alike = widths.iter().filter(|other| *other == width).count();
            alike * alike * (width - 1).min(100)
        })
        .max()
        .unwrap_or(0)
}

fn reader(text: &str, separator: char) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        // All separators are ASCII, so the cast keeps the sign.
        .delimiter(separator as u8)
        .from_reader(text.as_bytes())
}

fn read_records(
    text: &str,
    separator: char,
    first_line: u32,
    limits: &Limits,
) -> Result<Vec<RawRow>, SheetError> {
    let mut reader = reader(text, separator);
    let mut record = csv::StringRecord::new();
    let mut rows = Vec::new();
    let mut budget = limits.cells;
    let mut lines = LineCount::new(text, first_line);
    loop {
        let start = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        if !reader.read_record(&mut record).unwrap_or(false) {
            return Ok(rows);
        }
        let line = lines.at_record(start);
        if record.len() > limits.columns
            && record
                .iter()
                .skip(limits.columns)
                .any(|c| !c.trim().is_empty())
        {
            return Err(SheetError::TooManyColumns {
                limit: limits.columns,
            });
        }
        let cells = take_cells(&record, line, limits)?;
        if cells.is_empty() {
            continue;
        }
        if rows.len() >= limits.rows {
            return Err(SheetError::TooManyRows { limit: limits.rows });
        }
        budget = budget
            .checked_sub(cells.len())
            .ok_or(SheetError::TooManyCells {
                limit: limits.cells,
            })?;
        rows.push(RawRow { line, cells });
    }
}

fn take_cells(
    record: &csv::StringRecord,
    line: u32,
    limits: &Limits,
) -> Result<Vec<Cell>, SheetError> {
    let width = record
        .iter()
        .enumerate()
        .filter(|(_, cell)| !cell.trim().is_empty())
        .map(|(column, _)| column + 1)
        .last()
        .unwrap_or(0);
    let mut cells = Vec::with_capacity(width);
    for cell in record.iter().take(width) {
        if cell.len() > limits.cell_chars && cell.chars().count() > limits.cell_chars {
            return Err(SheetError::CellTooLong {
                line,
                limit: limits.cell_chars,
            });
        }
        cells.push(if cell.trim().is_empty() {
            Cell::Empty
        } else {
            Cell::Text(cell.to_owned())
        });
    }
    Ok(cells)
}

/// Counts lines as an editor does. The reader skips blank lines by itself, so
/// the start of a record is looked for in the text.
struct LineCount<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u32,
}

impl<'a> LineCount<'a> {
    fn new(text: &'a str, first_line: u32) -> Self {
        Self {
            bytes: text.as_bytes(),
            at: 0,
            line: first_line,
        }
    }

    fn at_record(&mut self, start: usize) -> u32 {
        while let Some(byte) = self.bytes.get(self.at) {
            let ends_line =
                *byte == b'\n' || (*byte == b'\r' && self.bytes.get(self.at + 1) != Some(&b'\n'));
            if self.at >= start && !matches!(byte, b'\n' | b'\r') {
                break;
            }
            if ends_line {
                self.line = self.line.saturating_add(1);
            }
            self.at += 1;
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<(u32, usize)> {
        let separator = guess_separator(text);
        read_records(text, separator, 1, &Limits::default())
            .unwrap()
            .iter()
            .map(|row| (row.line, row.cells.len()))
            .collect()
    }

    #[test]
    fn separators_are_guessed_past_commas_in_text() {
        assert_eq!(guess_separator("a;b;c\n1;x, y, z;3\n2;u, v;4\n"), ';');
        assert_eq!(guess_separator("a\tb\n1, 2\t3\n"), '\t');
        assert_eq!(guess_separator("a|b|c\n1|2|3\n"), '|');
        assert_eq!(guess_separator("a,b\n\"1;2;3\",4\n"), ',');
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        let text = "title\r\n\r\na,b\r\n1,\"two\r\nlines\"\r\n\r\n3,4\r\n";
        assert_eq!(lines(text), vec![(1, 1), (3, 2), (4, 2), (7, 2)]);
        assert_eq!(lines("a,b\r1,2\r\r3,4\r"), vec![(1, 2), (2, 2), (4, 2)]);
    }

    #[test]
    fn an_unclosed_quotation_mark_is_named() {
        let text = format!("a,b\n1,\"open\n{}", "2,3\n".repeat(20_000));
        let refused = read_records(&text, ',', 1, &Limits::default());
        assert!(matches!(
            refused,
            Err(SheetError::CellTooLong { line: 2, .. })
        ));
    }
}
