//! The day's sheet of 46 rows, as CSV and as a workbook, gives the receipt that is written down for it.

use hawthorn_connect::incidents::{
    ColumnMap, Consent, DateOrder, Field, ReadContext, ReadOutcome, ReportedBorn, SheetFlag,
    SheetLevel, ToolName, problems_csv, read_rows,
};
use hawthorn_connect::sheets::{Limits, Table, read_table_from_bytes};
use jiff::Timestamp;
use jiff::civil::date;

const CSV: &[u8] = include_bytes!("sheets_data/police-sheet.csv");
const XLSX: &[u8] = include_bytes!("sheets_data/police-sheet.xlsx");

const TOOLS: &[ToolName<'static>] = &[ToolName {
    code: "dash-2009",
    names: &["Police DASH 2009", "DASH"],
    questions: 27,
}];

fn table(name: &str, bytes: &[u8]) -> Table {
    read_table_from_bytes(name, bytes, &Limits::default()).unwrap()
}

fn read(table: &Table) -> ReadOutcome {
    let map = ColumnMap::guess(&table.headings);
    assert!(map.missing_required().is_empty());
    let context = ReadContext {
        today: date(2026, 3, 30),
        received_default: "2026-03-30T09:00:00Z".parse::<Timestamp>().unwrap(),
        tools: TOOLS,
        date_order: DateOrder::Auto,
        digest: &|text| text.to_owned(),
    };
    read_rows(table, &map, &context)
}

fn both() -> [ReadOutcome; 2] {
    [
        read(&table("police-sheet.csv", CSV)),
        read(&table("police-sheet.xlsx", XLSX)),
    ]
}

#[test]
fn every_column_of_the_sample_is_recognised() {
    let csv = table("police-sheet.csv", CSV);
    let map = ColumnMap::guess(&csv.headings);
    for column in 0..csv.headings.len() {
        assert!(
            map.field(column).is_some(),
            "{:?}",
            csv.headings.get(column)
        );
    }
    assert_eq!(map.column(Field::SuspectDob), Some(16));
    assert_eq!(
        (csv.heading_row, csv.separator, csv.rows.len()),
        (1, Some(','), 46)
    );
    let xlsx = table("police-sheet.xlsx", XLSX);
    assert_eq!((xlsx.heading_row, xlsx.rows.len()), (3, 46));
    assert_eq!(xlsx.sheet_name.as_deref(), Some("Sheet of the day"));
    assert_eq!(xlsx.headings, csv.headings);
    let notes = xlsx.notes.join(" ");
    assert!(
        notes.contains("total") && notes.contains("Notes"),
        "{notes}"
    );
    // The last row of data stands in row 50 of the workbook, after a blank row.
    assert_eq!(xlsx.rows.last().map(|row| row.line), Some(50));
}

#[test]
fn five_rows_are_refused_with_plain_reasons() {
    for outcome in both() {
        assert_eq!(outcome.data_rows, 46);
        assert_eq!(outcome.reports.len(), 41);
        let mut refused: Vec<(&str, Option<Field>, &str)> = outcome
            .problems
            .iter()
            .map(|problem| {
                (
                    problem.reference.as_str(),
                    problem.field,
                    problem.reason.as_str(),
                )
            })
            .collect();
        refused.sort();
        let wanted = [
            ("", Field::Reference, "no incident reference"),
            ("23/41280/26", Field::Level, "is not known"),
            ("23/41287/26", Field::Score, "more than the 27 questions"),
            ("23/41294/26", Field::VictimDob, "in the future"),
            ("23/41301/26", Field::ReceivedAt, "does not exist"),
        ];
        assert_eq!(refused.len(), wanted.len(), "{refused:?}");
        for ((reference, field, words), found) in wanted.iter().zip(&refused) {
            assert_eq!((*reference, Some(*field)), (found.0, found.1));
            assert!(found.2.contains(words), "{found:?}");
        }
    }
}

#[test]
fn the_same_row_has_the_same_digest_in_both_files() {
    let [csv, xlsx] = both();
    assert_eq!(csv.reports.len(), xlsx.reports.len());
    for (one, other) in csv.reports.iter().zip(&xlsx.reports) {
        assert_eq!(one.content_digest, other.content_digest);
        assert_eq!(one.report, other.report);
    }
    let digests = |reference: &str| {
        let mut all: Vec<&str> = csv
            .reports
            .iter()
            .filter(|row| row.reference == reference)
            .map(|row| row.content_digest.as_str())
            .collect();
        assert_eq!(all.len(), 2, "{reference}");
        all.dedup();
        all.len()
    };
    assert_eq!(digests("23/41021/26"), 1);
    assert_eq!(digests("23/41028/26"), 2);
}

#[test]
fn single_rows_keep_what_they_say() {
    let [csv, _] = both();
    let report = |reference: &str| {
        &csv.reports
            .iter()
            .find(|row| row.reference == reference)
            .unwrap()
            .report
    };
    let first = report("23/41007/26");
    assert_eq!(first.victim.forenames.as_deref(), Some("Katarzyna"));
    assert_eq!(first.victim.phone.as_deref(), Some("+447700900074"));
    assert_eq!(first.postcode.as_deref(), Some("CV12 6BF"));
    assert_eq!(first.language.as_deref(), Some("Polish"));
    assert_eq!(first.tool.as_deref(), Some("dash-2009"));
    assert_eq!(first.reported_at, "2026-03-25T09:00:00Z".parse().ok());

    let second = report("23/41014/26");
    assert_eq!(second.level, SheetLevel::Medium);
    assert_eq!(second.victim.surname.as_deref(), Some("Grabowski"));
    assert_eq!(second.victim.dob, ReportedBorn::Full(date(1953, 2, 14)));
    assert_eq!(second.children.len(), 1);
    assert_eq!(second.children[0].name, "Mei Grabowski");
    assert_eq!(second.children[0].dob, ReportedBorn::Full(date(2016, 1, 9)));
    assert_eq!(second.flags, [SheetFlag::MentalHealth, SheetFlag::Alcohol]);

    let honour = report("23/41238/26");
    assert_eq!(
        honour.flags,
        [SheetFlag::HonourBased, SheetFlag::ForcedMarriage]
    );
    assert_eq!(honour.consent, Consent::No);
    assert!(report("23/41259/26").suspect.is_none());
    assert_eq!(report("23/41266/26").victim.dob, ReportedBorn::Unknown);
    let one_name = report("23/41273/26");
    assert_eq!(one_name.victim.surname, None);
    assert_eq!(one_name.victim.forenames.as_deref(), Some("Joanna"));
    assert_eq!(report("23/41063/26").consent, Consent::NotAsked);
    // 28 March 2026 05:00 is still winter time; summer time starts on the 29th.
    assert_eq!(
        report("23/41154/26").reported_at,
        "2026-03-28T05:00:00Z".parse().ok()
    );
    // September is summer time.
    assert_eq!(
        report("23/41217/26").reported_at,
        "2025-09-06T05:00:00Z".parse().ok()
    );
}

#[test]
fn a_mended_problems_file_can_be_read_again() {
    let csv = table("police-sheet.csv", CSV);
    let outcome = read(&csv);
    let bytes = problems_csv(&csv.headings, &outcome.problems);
    let again = read(&table("problems.csv", &bytes));
    assert_eq!(again.data_rows, 5);
    let mended = String::from_utf8(bytes)
        .unwrap()
        .replace("Standrad", "Standard");
    let outcome = read(&table("mended.csv", mended.as_bytes()));
    assert_eq!(outcome.reports.len(), 1);
    assert_eq!(outcome.reports[0].reference, "23/41280/26");
}

#[test]
fn formatting_alone_never_makes_new_content() {
    let text = String::from_utf8(CSV.to_vec()).unwrap();
    let plain = read(&table("a.csv", text.as_bytes()));
    let shouted: String = text
        .lines()
        .enumerate()
        .map(|(line, row)| {
            if line == 0 {
                row.to_owned()
            } else {
                row.to_uppercase()
            }
        })
        .map(|row| row.replace("+447700", "07700 ").replace(", ", ",  ") + "\r\n")
        .collect();
    let loud = read(&table("b.csv", shouted.as_bytes()));
    let digests = |outcome: &ReadOutcome| -> Vec<String> {
        outcome
            .reports
            .iter()
            .map(|row| row.content_digest.clone())
            .collect()
    };
    assert_eq!(digests(&plain), digests(&loud));
}

#[test]
fn another_force_s_sheet_is_read_too() {
    let text = "sep=;\r\n\"OFFICIAL\"\r\n\r\n\
        Niche Ref;Grading;Incident date;Incident time;IP Name;IP DOB;Offender name;Offender DOB;Rel;Kids;Circumstances\r\n\
        NW-77;MED;14-Feb-26;2215hrs;FARROW, Priya;1978;Callum MAZUR;34 yrs;Ex;2 children;Loud; \r\n\
        NW-78;High risk;29 Feb 2026;;U/K;;U/K;;;;\r\n\
        Total;2\r\n";
    let table = table("other.csv", text.as_bytes());
    assert_eq!(
        (table.separator, table.heading_row, table.rows.len()),
        (Some(';'), 4, 2)
    );
    let outcome = read(&table);
    assert_eq!(outcome.data_rows, 2);
    let report = &outcome.reports[0].report;
    assert_eq!(report.level, SheetLevel::Medium);
    assert_eq!(report.occurred_at, "2026-02-14T22:15:00Z".parse().ok());
    assert_eq!(report.victim.dob, ReportedBorn::Year(1978));
    let suspect = report.suspect.as_ref().unwrap();
    assert_eq!(suspect.surname.as_deref(), Some("Mazur"));
    assert_eq!(suspect.dob, ReportedBorn::Age(34));
    assert_eq!(report.children_not_named, 2);
    assert!(outcome.problems[0].reason.contains("does not exist"));
}
