//! Hostile and broken files are refused in plain words, quickly and without filling the memory.
#![allow(
    clippy::disallowed_methods,
    reason = "a hostile file must be refused quickly, and only a clock can say so"
)]

use std::io::{Cursor, Read, Seek, SeekFrom, Write};
use std::time::{Duration, Instant};

use hawthorn_connect::sheets::{
    Cell, Limits, SheetError, Table, read_table, read_table_from_bytes, read_table_from_path,
};
use proptest::prelude::*;
use zip::write::SimpleFileOptions;

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK_RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet" sheetId="1" r:id="r1"/></sheets></workbook>"#;

/// A workbook of one worksheet with the given rows, and any further parts.
fn workbook(rows: &str, more: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let sheet = format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    );
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, bytes: &[u8]| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    };
    part("[Content_Types].xml", TYPES.as_bytes());
    part("_rels/.rels", RELS.as_bytes());
    part("xl/workbook.xml", BOOK.as_bytes());
    part("xl/_rels/workbook.xml.rels", BOOK_RELS.as_bytes());
    part("xl/worksheets/sheet1.xml", sheet.as_bytes());
    for (name, bytes) in more {
        part(name, bytes);
    }
    zip.finish().unwrap().into_inner()
}

fn text_row(line: usize, cells: &[&str]) -> String {
    let cells: String = cells
        .iter()
        .enumerate()
        .map(|(column, text)| {
            let letter = char::from(b'A' + u8::try_from(column).unwrap());
            format!(r#"<c r="{letter}{line}" t="inlineStr"><is><t>{text}</t></is></c>"#)
        })
        .collect();
    format!(r#"<row r="{line}">{cells}</row>"#)
}

fn read(bytes: &[u8]) -> Result<Table, SheetError> {
    let started = Instant::now();
    let result = read_table_from_bytes("sheet.xlsx", bytes, &Limits::default());
    assert!(started.elapsed() < Duration::from_secs(30));
    if let Err(error) = &result {
        let words = error.to_string();
        assert!(words.ends_with('.') && words.len() > 40, "{words}");
    }
    result
}

#[test]
fn a_small_workbook_of_ours_is_read() {
    let rows = text_row(1, &["Ref", "Level", "Score"]) + &text_row(2, &["1/26", "High", "3"]);
    let table = read(&workbook(&rows, &[])).unwrap();
    assert_eq!(table.rows.len(), 1);
    assert_eq!(table.rows[0].cell(1), &Cell::Text("High".to_owned()));
    assert_eq!(table.rows[0].cell(99), &Cell::Empty);
}

#[test]
fn a_bomb_is_refused_by_its_declared_size() {
    let rows = text_row(1, &["Ref", "Level"]);
    // 8 MB of spaces shrink about a thousandfold.
    let bomb = workbook(
        &rows,
        &[("xl/worksheets/sheet9.xml", vec![b' '; 8_000_000])],
    );
    assert!(bomb.len() < 100_000);
    assert!(matches!(read(&bomb), Err(SheetError::Suspicious { .. })));
}

#[test]
fn a_bomb_that_lies_about_its_size_is_refused_while_it_unpacks() {
    let rows = text_row(1, &["Ref", "Level"]);
    let mut bomb = workbook(
        &rows,
        &[("xl/worksheets/sheet9.xml", vec![b' '; 8_000_000])],
    );
    // Both records of the part say 1,000 bytes instead of 8,000,000.
    let honest = 8_000_000_u32.to_le_bytes();
    let places: Vec<usize> = bomb
        .windows(4)
        .enumerate()
        .filter(|(_, bytes)| *bytes == honest)
        .map(|(at, _)| at)
        .collect();
    assert!(places.len() >= 2);
    for at in places {
        bomb[at..at + 4].copy_from_slice(&1_000_u32.to_le_bytes());
    }
    let refused = read(&bomb);
    // The zip library or our own count may notice first; either way nothing is kept.
    assert!(
        matches!(
            refused,
            Err(SheetError::Suspicious { .. } | SheetError::Damaged { .. })
        ),
        "{refused:?}"
    );
}

#[test]
fn the_whole_may_not_pass_the_limit_even_in_honest_parts() {
    let rows = text_row(1, &["Ref", "Level"]);
    let limits = Limits {
        unpacked_bytes: 10_000,
        ..Limits::default()
    };
    let noise: Vec<u8> = (0..9_999_u32)
        .map(|n| b'a' + (n.wrapping_mul(n) % 23) as u8)
        .collect();
    let mut xml = b"<a>".to_vec();
    xml.extend(noise);
    let book = workbook(&rows, &[("xl/other.xml", xml)]);
    let refused = read_table_from_bytes("a.xlsx", &book, &limits);
    assert!(matches!(refused, Err(SheetError::Suspicious { .. })));
}

#[test]
fn too_many_parts_are_refused() {
    let parts: Vec<(String, Vec<u8>)> = (0..600)
        .map(|n| (format!("xl/media/{n}.xml"), b"<a/>".to_vec()))
        .collect();
    let parts: Vec<(&str, Vec<u8>)> = parts.iter().map(|(n, b)| (n.as_str(), b.clone())).collect();
    let book = workbook(&text_row(1, &["Ref", "Level"]), &parts);
    assert!(matches!(read(&book), Err(SheetError::Suspicious { .. })));
}

#[test]
fn entities_are_refused() {
    let evil =
        br#"<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><sst><si><t>&x;</t></si></sst>"#;
    let book = workbook(
        &text_row(1, &["Ref", "Level"]),
        &[("xl/sharedStrings.xml", evil.to_vec())],
    );
    assert!(matches!(read(&book), Err(SheetError::Suspicious { .. })));
}

#[test]
fn ten_million_columns_are_refused() {
    // One value in the last column Excel has, one far beyond it, and a text of ten million separators.
    let far = r#"<row r="1"><c r="XFD1"><v>1</v></c></row>"#;
    assert!(matches!(
        read(&workbook(far, &[])),
        Err(SheetError::TooManyColumns { .. })
    ));
    let beyond = r#"<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>"#;
    assert!(read(&workbook(beyond, &[])).is_err());
    let unnumbered = format!("<row>{}</row>", "<c><v>1</v></c>".repeat(1_000));
    assert!(matches!(
        read(&workbook(&unnumbered, &[])),
        Err(SheetError::TooManyColumns { .. })
    ));
    let wide = format!("{}1\n", "a,".repeat(500));
    assert!(matches!(
        read(wide.as_bytes()),
        Err(SheetError::TooManyColumns { .. })
    ));
    let blank = ",".repeat(10_000_000);
    assert!(matches!(
        read(blank.as_bytes()),
        Err(SheetError::LineTooLong { .. })
    ));
}

#[test]
fn impossible_cell_addresses_are_refused_or_passed_over() {
    for address in [
        "A99999999999999999999",
        "A0",
        "0",
        "ZZZZZZZZZZZZZZ1",
        "",
        "A-1",
    ] {
        let row = format!(r#"<row r="1"><c r="{address}"><v>1</v></c></row>"#);
        assert!(read(&workbook(&row, &[])).is_err(), "{address}");
    }
}

#[test]
fn far_apart_cells_do_not_fill_the_memory() {
    let rows: String = (1..=40_000)
        .map(|line| format!(r#"<row r="{line}"><c r="NA{line}"><v>1</v></c></row>"#))
        .collect();
    assert!(matches!(
        read(&workbook(&rows, &[])),
        Err(SheetError::TooManyCells { .. })
    ));
}

#[test]
fn formulas_are_not_calculated() {
    let mut rows = text_row(1, &["Ref", "Level", "Score"]);
    for line in 2..=500 {
        rows += &format!(
            r#"<row r="{line}"><c r="A{line}" t="str"><f>CONCAT("X",{line})</f><v>X{line}</v></c><c r="B{line}"><f>NOW()</f></c><c r="C{line}"><f>1+1</f><v>2</v></c></row>"#
        );
    }
    let table = read(&workbook(&rows, &[])).unwrap();
    assert_eq!(table.rows.len(), 499);
    assert_eq!(table.rows[0].cell(0), &Cell::Text("X2".to_owned()));
    assert_eq!(table.rows[0].cell(1), &Cell::Empty);
    assert_eq!(table.rows[0].cell(2), &Cell::Number(2.0));
    assert!(table.notes.iter().any(|note| note.contains("formulas")));
}

#[test]
fn a_cell_that_is_far_too_long_is_refused() {
    let rows = text_row(1, &["Ref", "Level"]) + &text_row(2, &["1", &"x".repeat(40_000)]);
    assert!(matches!(
        read(&workbook(&rows, &[])),
        Err(SheetError::CellTooLong { line: 2, .. })
    ));
}

#[test]
fn other_kinds_of_file_are_named() {
    assert!(matches!(read(b""), Err(SheetError::Empty)));
    assert!(matches!(read(b"   \r\n\r\n "), Err(SheetError::Empty)));
    let ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    let mut old = ole.to_vec();
    old.resize(200_000, 7);
    assert!(matches!(read(&old), Err(SheetError::OldExcel)));
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    // Across the edge of two chunks of 64 KB.
    old.splice(65_530..65_530 + name.len(), name);
    assert!(matches!(read(&old), Err(SheetError::PasswordProtected)));
    assert!(matches!(
        read(b"%PDF-1.7 ..."),
        Err(SheetError::NotASpreadsheet { .. })
    ));
    assert!(matches!(
        read(b"<html><table><tr>"),
        Err(SheetError::NotASpreadsheet { .. })
    ));
    assert!(matches!(
        read(b"PK\x03\x04 cut short"),
        Err(SheetError::Damaged { .. })
    ));
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default())
        .unwrap();
    let word = zip.finish().unwrap().into_inner();
    assert!(matches!(
        read(&word),
        Err(SheetError::NotASpreadsheet {
            what: "a Word document",
            ..
        })
    ));
    assert!(matches!(
        read(b"1,2,3\n4,5,6\n"),
        Err(SheetError::NoHeadings)
    ));
}

/// An endless line: 400 MB that nobody has to store.
struct EndlessLine {
    at: u64,
    served: u64,
}

impl Read for EndlessLine {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        buffer.fill(b'x');
        self.at += buffer.len() as u64;
        self.served += buffer.len() as u64;
        Ok(buffer.len())
    }
}

impl Seek for EndlessLine {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.at = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::End(_) => 400_000_000,
            SeekFrom::Current(_) => self.at,
        };
        Ok(self.at)
    }
}

#[test]
fn a_line_of_400_megabytes_is_refused_after_its_first_megabyte() {
    let mut input = EndlessLine { at: 0, served: 0 };
    let refused = read_table("line.csv", &mut input, &Limits::default());
    assert!(matches!(
        refused,
        Err(SheetError::FileTooLarge {
            megabytes: 400,
            limit: 25
        })
    ));
    assert_eq!(input.served, 0);
    let generous = Limits {
        file_bytes: 1_000_000_000,
        ..Limits::default()
    };
    let refused = read_table("line.csv", &mut input, &generous);
    assert!(matches!(
        refused,
        Err(SheetError::LineTooLong { line: 1, .. })
    ));
    assert!(input.served < 2_000_000);
}

#[test]
fn a_file_on_the_disk_is_read_by_its_path() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(b"Ref\tLevel\n1\tHigh\n").unwrap();
    let table = read_table_from_path(file.path(), &Limits::default()).unwrap();
    assert_eq!((table.separator, table.rows.len()), (Some('\t'), 1));
    let gone = read_table_from_path(&file.path().join("gone"), &Limits::default());
    assert!(matches!(gone, Err(SheetError::Unreadable(_))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn random_bytes_are_refused_or_read_but_never_break(bytes in proptest::collection::vec(any::<u8>(), 0..3_000)) {
        let _ = read_table_from_bytes("noise", &bytes, &Limits::default());
    }

    #[test]
    fn a_workbook_with_flipped_bytes_never_breaks(at in 0_usize..2_000, with in any::<u8>()) {
        let rows = text_row(1, &["Ref", "Level", "Score"]) + &text_row(2, &["1/26", "High", "3"]);
        let mut book = workbook(&rows, &[]);
        let at = at % book.len();
        book[at] = with;
        let _ = read_table_from_bytes("noise.xlsx", &book, &Limits::default());
    }

    #[test]
    fn any_text_table_gives_back_its_rows(rows in proptest::collection::vec("[a-z]{1,5}[0-9]{6}", 1..30)) {
        let text: String = std::iter::once("Ref,Level,Score\n".to_owned())
            .chain(rows.iter().map(|row| format!("{row},High,3\n")))
            .collect();
        let table = read_table_from_bytes("a.csv", text.as_bytes(), &Limits::default()).unwrap();
        prop_assert_eq!(table.rows.len(), rows.len());
    }
}
