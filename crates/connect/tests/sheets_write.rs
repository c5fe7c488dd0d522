//! What is written can be read back, and nothing in it runs.

use hawthorn_connect::sheets::write::{OutCell, OutTable, write_csv, write_xlsx};
use hawthorn_connect::sheets::{Cell, Limits, read_table_from_bytes};
use jiff::civil::date;

fn sample() -> OutTable {
    OutTable {
        sheet_name: "Actions: March".to_owned(),
        headings: ["Reference", "Telephone", "Due", "Opened", "Count", "Note"]
            .map(str::to_owned)
            .to_vec(),
        rows: vec![vec![
            OutCell::Text("007".to_owned()),
            OutCell::Text("+447700900074".to_owned()),
            OutCell::Date(date(2026, 4, 1)),
            OutCell::DateTime(date(2026, 3, 25).at(14, 30, 0, 0)),
            OutCell::Number(-3.0),
            OutCell::Text("=HYPERLINK(\"http://example.invalid\")".to_owned()),
        ]],
    }
}

#[test]
fn a_workbook_keeps_text_as_text_and_dates_as_dates() {
    let bytes = write_xlsx(&sample()).unwrap();
    let table = read_table_from_bytes("out.xlsx", &bytes, &Limits::default()).unwrap();
    assert_eq!(table.sheet_name.as_deref(), Some("Actions- March"));
    let row = &table.rows[0];
    assert_eq!(row.cell(0), &Cell::Text("007".to_owned()));
    assert_eq!(row.cell(1), &Cell::Text("+447700900074".to_owned()));
    assert_eq!(
        row.cell(2),
        &Cell::DateTime(date(2026, 4, 1).at(0, 0, 0, 0))
    );
    assert_eq!(
        row.cell(3),
        &Cell::DateTime(date(2026, 3, 25).at(14, 30, 0, 0))
    );
    assert_eq!(row.cell(4), &Cell::Number(-3.0));
    assert_eq!(
        row.cell(5).to_text(),
        "=HYPERLINK(\"http://example.invalid\")"
    );
    assert!(
        !table.notes.iter().any(|note| note.contains("formulas")),
        "{:?}",
        table.notes
    );
}

#[test]
fn text_with_separators_is_quoted_and_guarded() {
    let text = String::from_utf8(write_csv(&sample())).unwrap();
    assert_eq!(
        text,
        "\u{FEFF}Reference,Telephone,Due,Opened,Count,Note\r\n\
         007,'+447700900074,2026-04-01,2026-03-25 14:30,-3,\"'=HYPERLINK(\"\"http://example.invalid\"\")\"\r\n"
    );
}

#[test]
fn a_table_that_is_too_wide_says_so() {
    let table = OutTable {
        sheet_name: String::new(),
        headings: vec!["x".to_owned(); 70_000],
        rows: Vec::new(),
    };
    assert!(write_xlsx(&table).unwrap_err().to_string().contains("CSV"));
}
