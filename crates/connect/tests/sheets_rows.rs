//! Whatever people type, a row becomes a report or a problem with a reason; no row is lost.

use hawthorn_connect::incidents::{
    ColumnMap, DateOrder, Field, ReadContext, ToolName, problems_csv, read_rows,
};
use hawthorn_connect::sheets::{Cell, Limits, RawRow, SourceKind, Table, read_table_from_bytes};
use jiff::civil::date;
use proptest::prelude::*;

fn table(rows: Vec<Vec<Cell>>) -> Table {
    Table {
        source_kind: SourceKind::Csv,
        encoding: "UTF-8".to_owned(),
        separator: Some(','),
        sheet_name: None,
        heading_row: 1,
        headings: Field::all().map(|field| field.code().to_owned()).collect(),
        rows: rows
            .into_iter()
            .zip(2..)
            .map(|(cells, line)| RawRow { line, cells })
            .collect(),
        notes: Vec::new(),
    }
}

fn map() -> ColumnMap {
    ColumnMap::new(Field::all().enumerate().collect())
}

fn context<'a>(tools: &'a [ToolName<'a>]) -> ReadContext<'a> {
    ReadContext {
        today: date(2026, 3, 30),
        received_default: jiff::Timestamp::UNIX_EPOCH,
        tools,
        date_order: DateOrder::Auto,
        digest: &|text| text.to_owned(),
    }
}

fn any_cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        Just(Cell::Empty),
        "[0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{1,4}( [0-9]{1,4}:?[0-9]{0,2})?".prop_map(Cell::Text),
        "\\PC{0,20}".prop_map(Cell::Text),
        "[A-Za-z]{1,9} [0-9/]{1,10}; ?[A-Z]{1,9}".prop_map(Cell::Text),
        any::<f64>().prop_map(Cell::Number),
        (0.0..90_000.0).prop_map(Cell::Number),
        any::<bool>().prop_map(Cell::Bool),
        Just(Cell::DateTime(date(2026, 3, 25).at(23, 0, 0, 0))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_row_is_lost(rows in proptest::collection::vec(proptest::collection::vec(any_cell(), 0..36), 0..8)) {
        let count = rows.len();
        let table = table(rows);
        let outcome = read_rows(&table, &map(), &context(&[]));
        prop_assert_eq!(outcome.reports.len() + outcome.problems.len(), count);
        prop_assert_eq!(outcome.data_rows, count);
        for problem in &outcome.problems {
            prop_assert!(problem.reason.ends_with('.') && problem.field.is_some());
            prop_assert_eq!(problem.raw.len(), table.headings.len());
        }
        // The problems file never holds more or fewer rows than there are problems.
        let bytes = problems_csv(&table.headings, &outcome.problems);
        let again = read_table_from_bytes("problems.csv", &bytes, &Limits::default());
        prop_assert_eq!(again.map(|table| table.rows.len()).ok(), Some(outcome.problems.len()));
    }

    #[test]
    fn a_tool_bounds_its_score(score in 0_u16..200, questions in 1_u16..60) {
        let tools = [ToolName { code: "t", names: &["Tool One"], questions }];
        let mut cells = vec![Cell::Empty; 36];
        let mut put = |field: Field, text: &str| {
            if let Some(slot) = cells.get_mut(field as usize) {
                *slot = Cell::Text(text.to_owned());
            }
        };
        put(Field::Reference, "1/26");
        put(Field::Level, "High");
        put(Field::Score, &score.to_string());
        put(Field::Tool, "tool-one");
        put(Field::VictimForenames, "Joanna");
        let outcome = read_rows(&table(vec![cells]), &map(), &context(&tools));
        prop_assert_eq!(outcome.problems.is_empty(), score <= questions);
    }
}
