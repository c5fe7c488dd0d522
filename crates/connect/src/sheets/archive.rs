//! A workbook is a zip archive; before anything opens it, its parts are counted, measured and scanned as a stream.

use std::io::{Read, SeekFrom};

use super::table::{Limits, ReadSeek, SheetError};

/// Parts smaller than this may have any ratio of packed to unpacked size.
const RATIO_FREE_BYTES: u64 = 1_000_000;
/// A part that is not XML (a picture) may be this large at most.
const PICTURE_BYTES: u64 = 32_000_000;
/// One piece of text, tag or comment may be this long at most; so may one cell.
const PIECE_BYTES: usize = 1_000_000;
/// Elements that are neither cells nor shared texts: styles, links, merged cells.
const OTHER_ELEMENTS: usize = 300_000;

/// What the scan learnt and the reader should be told.
#[derive(Debug, Default)]
pub(super) struct ArchiveReport {
    /// How many cells of the worksheets hold a formula.
    pub(super) formulas: usize,
}

/// Measures every part of the archive and refuses what no real workbook needs.
///
/// Declared sizes are checked first, then the sizes that really come out of
/// the stream, because a hostile archive lies about the first.
pub(super) fn check(
    input: &mut dyn ReadSeek,
    limits: &Limits,
) -> Result<ArchiveReport, SheetError> {
    check_directory_end(input, limits)?;
    input.seek(SeekFrom::Start(0))?;
    let mut archive =
        zip::ZipArchive::new(&mut *input).map_err(|_| damaged("its list of parts"))?;
    if archive.len() > limits.entries {
        return Err(suspicious("too many parts"));
    }
    let names: Vec<String> = archive
        .file_names()
        .filter_map(Result::ok)
        .map(|name| name.to_ascii_lowercase())
        .collect();
    check_is_workbook(&names)?;
    check_declared(&mut archive, limits)?;
    let mut report = ArchiveReport::default();
    let mut total = 0_u64;
    let mut scan = Scan::new(limits);
    for index in 0..archive.len() {
        stream_part(&mut archive, index, limits, &mut total, &mut scan)?;
    }
    report.formulas = scan.formulas;
    Ok(report)
}

fn damaged(detail: &str) -> SheetError {
    SheetError::Damaged {
        detail: detail.to_owned(),
    }
}

fn suspicious(what: &str) -> SheetError {
    SheetError::Suspicious {
        what: what.to_owned(),
    }
}

/// Reads the number of parts from the end of the archive, before the zip
/// library reserves memory for them.
fn check_directory_end(input: &mut dyn ReadSeek, limits: &Limits) -> Result<(), SheetError> {
    // The end record is 22 bytes and a comment of at most 65,535.
    const LONGEST: u64 = 22 + 65_535;
    let length = input.seek(SeekFrom::End(0))?;
    input.seek(SeekFrom::Start(length.saturating_sub(LONGEST)))?;
    let mut tail = Vec::new();
    input.take(LONGEST).read_to_end(&mut tail)?;
    let at = tail
        .windows(4)
        .rposition(|bytes| bytes == b"PK\x05\x06")
        .ok_or_else(|| damaged("its end is missing"))?;
    let count = match tail.get(at + 10..at + 12) {
        Some([low, high]) => usize::from(u16::from_le_bytes([*low, *high])),
        _ => return Err(damaged("its end is cut short")),
    };
    if count > limits.entries {
        return Err(suspicious("too many parts"));
    }
    Ok(())
}

/// A zip may be many things; name the common ones so that the person knows what to do.
fn check_is_workbook(names: &[String]) -> Result<(), SheetError> {
    let has = |end: &str| names.iter().any(|name| name.ends_with(end));
    if has("workbook.xml") {
        return Ok(());
    }
    let what = if has("workbook.bin") {
        "a binary workbook (.xlsb)"
    } else if has("word/document.xml") {
        "a Word document"
    } else if has("ppt/presentation.xml") {
        "a slide show"
    } else if has("content.xml") {
        "an OpenDocument file"
    } else {
        "a zip archive"
    };
    Err(SheetError::NotASpreadsheet {
        name: "The file".to_owned(),
        what,
    })
}

fn check_declared(
    archive: &mut zip::ZipArchive<&mut dyn ReadSeek>,
    limits: &Limits,
) -> Result<(), SheetError> {
    let mut total = 0_u64;
    for index in 0..archive.len() {
        let part = archive
            .by_index_raw(index)
            .map_err(|_| damaged("one of its parts"))?;
        if part.encrypted() {
            return Err(SheetError::PasswordProtected);
        }
        total = total.saturating_add(part.size());
        if total > limits.unpacked_bytes {
            return Err(suspicious("its parts are too large"));
        }
        check_ratio(part.size(), part.compressed_size(), limits)?;
    }
    Ok(())
}

fn check_ratio(unpacked: u64, packed: u64, limits: &Limits) -> Result<(), SheetError> {
    if unpacked > RATIO_FREE_BYTES && unpacked > packed.saturating_mul(limits.ratio) {
        return Err(suspicious("a part is packed too tightly"));
    }
    Ok(())
}

/// Unpacks one part piece by piece without keeping it.
fn stream_part(
    archive: &mut zip::ZipArchive<&mut dyn ReadSeek>,
    index: usize,
    limits: &Limits,
    total: &mut u64,
    scan: &mut Scan,
) -> Result<(), SheetError> {
    let mut part = archive
        .by_index(index)
        .map_err(|_| damaged("one of its parts"))?;
    let packed = part.compressed_size();
    let name = part
        .name()
        .map(|name| name.to_ascii_lowercase())
        .unwrap_or_default();
    let must_be_xml = name.ends_with(".xml") || name.ends_with(".rels");
    scan.start_part();
    let mut size = 0_u64;
    let mut is_xml = None;
    let mut chunk = vec![0_u8; 64 * 1024];
    loop {
        let count = part
            .read(&mut chunk)
            .map_err(|_| damaged("one of its parts"))?;
        if count == 0 {
            return Ok(());
        }
        size += count as u64;
        *total += count as u64;
        if *total > limits.unpacked_bytes {
            return Err(suspicious("its parts are too large"));
        }
        check_ratio(size, packed, limits)?;
        let bytes = chunk.get(..count).unwrap_or_default();
        let xml = *is_xml.get_or_insert_with(|| starts_like_xml(bytes));
        if xml {
            scan.feed(bytes)?;
        } else if must_be_xml {
            return Err(damaged("one of its parts is not XML"));
        } else if size > PICTURE_BYTES {
            return Err(suspicious("a picture or attachment is too large"));
        }
    }
}

fn starts_like_xml(bytes: &[u8]) -> bool {
    bytes
        .iter()
        .find(|byte| !byte.is_ascii_whitespace() && !matches!(byte, 0xEF | 0xBB | 0xBF))
        == Some(&b'<')
}

/// Where in the XML the scan is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Text,
    Name,
    Tag,
    Quote(u8),
    Bang,
    Comment,
    Literal,
}

/// A byte-wise look at XML that counts elements and measures pieces. It
/// understands quotes, comments and literal sections, so that nothing long can
/// hide in one of them from the measure.
struct Scan {
    place: Place,
    name: Vec<u8>,
    piece: usize,
    since_cell: Option<usize>,
    last_two: [u8; 2],
    cells: usize,
    texts: usize,
    others: usize,
    formulas: usize,
    most_cells: usize,
    most_texts: usize,
}

impl Scan {
    fn new(limits: &Limits) -> Self {
        Self {
            place: Place::Text,
            name: Vec::with_capacity(32),
            piece: 0,
            since_cell: None,
            last_two: [0; 2],
            cells: 0,
            texts: 0,
            others: 0,
            formulas: 0,
            most_cells: limits.cells.saturating_mul(2),
            most_texts: limits.cells / 2,
        }
    }

    fn start_part(&mut self) {
        self.place = Place::Text;
        self.piece = 0;
        self.since_cell = None;
        self.last_two = [0; 2];
    }

    fn feed(&mut self, bytes: &[u8]) -> Result<(), SheetError> {
        for byte in bytes {
            let next = self.step(*byte)?;
            if next == self.place {
                self.piece += 1;
                if self.piece > PIECE_BYTES {
                    return Err(suspicious("a single text in it is too long"));
                }
            } else if !matches!(
                (self.place, next),
                (Place::Tag, Place::Quote(_)) | (Place::Quote(_), Place::Tag)
            ) {
                // A tag keeps its length across the quotes inside it.
                self.piece = 0;
            }
            self.place = next;
            self.last_two = [self.last_two[1], *byte];
            if let Some(length) = self.since_cell.as_mut() {
                *length += 1;
                if *length > PIECE_BYTES {
                    return Err(suspicious("a single cell in it is too long"));
                }
            }
        }
        Ok(())
    }

    fn step(&mut self, byte: u8) -> Result<Place, SheetError> {
        Ok(match (self.place, byte) {
            (Place::Text, b'<') => {
                self.name.clear();
                Place::Name
            }
            (Place::Name, b'!') if self.name.is_empty() => Place::Bang,
            (Place::Name, b'>') => {
                self.count_element()?;
                Place::Text
            }
            (Place::Name, b' ' | b'\t' | b'\r' | b'\n') => {
                self.count_element()?;
                Place::Tag
            }
            (Place::Name, _) => {
                if self.name.len() < 32 {
                    self.name.push(byte);
                }
                Place::Name
            }
            (Place::Tag, b'>') => Place::Text,
            (Place::Tag, b'"' | b'\'') => Place::Quote(byte),
            (Place::Quote(open), _) if open == byte => Place::Tag,
            (Place::Bang, b'-') if self.last_two[1] == b'-' => Place::Comment,
            (Place::Bang, b'-') => Place::Bang,
            (Place::Bang, b'[') => Place::Literal,
            // Document types and entities have no place in a workbook.
            (Place::Bang, _) => return Err(suspicious("it declares entities")),
            (Place::Comment, b'>') if self.last_two == *b"--" => Place::Text,
            (Place::Literal, b'>') if self.last_two == *b"]]" => Place::Text,
            (place, _) => place,
        })
    }

    /// Counts an element by its name without prefix; end tags and declarations are not counted.
    fn count_element(&mut self) -> Result<(), SheetError> {
        let name = self.name.strip_suffix(b"/").unwrap_or(&self.name);
        let ends = name.first() == Some(&b'/');
        let local = name
            .iter()
            .rposition(|byte| *byte == b':')
            .and_then(|at| name.get(at + 1..))
            .unwrap_or_else(|| name.strip_prefix(b"/").unwrap_or(name));
        if ends {
            if matches!(local, b"sheetData" | b"sst") {
                self.since_cell = None;
            }
            return Ok(());
        }
        match local {
            b"c" => {
                self.cells += 1;
                self.since_cell = Some(0);
            }
            b"si" => {
                self.texts += 1;
                self.since_cell = Some(0);
            }
            b"f" => self.formulas += 1,
            b"row" | b"v" | b"is" | b"t" | b"r" | b"rPr" => {}
            _ if self.since_cell.is_none() => self.others += 1,
            _ => {}
        }
        if self.cells > self.most_cells {
            return Err(suspicious("it has too many cells"));
        }
        if self.texts > self.most_texts {
            return Err(suspicious("it has too many texts"));
        }
        if self.others > OTHER_ELEMENTS {
            return Err(suspicious("it has too many styles or links"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(xml: &str) -> Result<Scan, SheetError> {
        let mut scan = Scan::new(&Limits::default());
        scan.feed(xml.as_bytes())?;
        Ok(scan)
    }

    #[test]
    fn elements_are_counted_with_or_without_a_prefix() {
        let seen = scan(r#"<?xml version="1.0"?><x:sheetData><x:row r="1"><x:c r="A1"><f>1+1</f><v>2</v></x:c><c r="B>1"/></x:row></x:sheetData>"#).unwrap();
        assert_eq!((seen.cells, seen.formulas, seen.place), (2, 1, Place::Text));
    }

    #[test]
    fn nothing_long_hides_in_quotes_comments_or_literals() {
        let long = "<a> </a>".repeat(PIECE_BYTES / 8 + 2);
        for (before, after) in [
            ("<c r='", "'/>"),
            ("<!-- ", " -->"),
            ("<t><![CDATA[", "]]></t>"),
        ] {
            let refused = scan(&format!("{before}{long}{after}"));
            assert!(
                matches!(refused, Err(SheetError::Suspicious { .. })),
                "{before}"
            );
        }
        assert!(scan(&format!("<sheetData>{}</sheetData>", long)).is_ok());
    }

    #[test]
    fn entities_are_refused() {
        let refused = scan("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>");
        assert!(matches!(refused, Err(SheetError::Suspicious { .. })));
    }
}
