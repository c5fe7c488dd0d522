//! The verifier: every row's seal, every link of the chain, every record against its last entry, and the checkpoint.

use std::collections::HashMap;

use sea_orm::QueryResult;

mod entries;
mod records;
mod rows;

use self::entries::check_chain;
use self::records::check_documents;
use self::rows::check_table;
use super::checkpoint::Checkpoint;
use crate::cell::{Cell, Row};
use crate::engine::{Place, Store, Sync};
use crate::error::StoreError;
use crate::schema::{Kind, TABLES, Table};

/// What the verifier found.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Report {
    /// Audit entries read.
    pub entries: i64,
    /// Rows whose seal was checked.
    pub rows: u64,
    /// The first bad entry's number, when the chain itself is broken.
    pub first_bad_entry: Option<i64>,
    /// What is wrong, each with its place; empty when all is well.
    pub problems: Vec<String>,
}

/// How many problems are worth naming; after that the picture is clear.
const MOST: usize = 50;
/// Rows read at a time, so that memory stays small whatever the size.
const PAGE: u64 = 2_000;

impl Report {
    fn add(&mut self, problem: String) {
        if self.problems.len() < MOST {
            self.problems.push(problem);
        }
    }
}

/// How often everything is read again because somebody wrote meanwhile.
const AGAIN: usize = 5;

/// Reads everything and reports what does not fit. It changes nothing. What is written while it
/// reads would look as if the log did not know of it, so it then reads once more: a problem is one
/// that is there while the log stands still.
///
/// # Errors
/// When the database cannot be read at all.
pub async fn verify(store: &Store, checkpoint: Option<&Checkpoint>) -> Result<Report, StoreError> {
    for _ in 0..AGAIN {
        let before = store.chain_end().await?;
        let report = read_once(store, checkpoint).await?;
        if report.problems.is_empty() || store.chain_end().await? == before {
            return Ok(report);
        }
    }
    read_once(store, checkpoint).await
}

async fn read_once(store: &Store, checkpoint: Option<&Checkpoint>) -> Result<Report, StoreError> {
    let mut report = Report::default();
    for problem in store.engine_problems().await? {
        report.add(format!("the database file is damaged: {problem}"));
    }
    check_schema(store, &mut report).await?;
    let last = check_chain(store, checkpoint, &mut report).await?;
    for table in TABLES.iter().filter(|table| table.sealed) {
        check_table(store, table, &last, &mut report).await?;
    }
    check_documents(store, &last, &mut report).await?;
    Ok(report)
}

/// What the log last said of each record: its version and digest.
type Last = HashMap<(String, String), (i64, String)>;

async fn check_schema(store: &Store, report: &mut Report) -> Result<(), StoreError> {
    if !matches!(store.place(), Place::File(_)) {
        return Ok(());
    }
    let expected = Store::open(
        Place::File(":memory:".into()),
        store.seal.clone(),
        Sync::Off,
    )
    .await?;
    if expected.schema_lines().await? != store.schema_lines().await? {
        report.add(
            "the tables are not those that this release makes: the schema was changed by hand"
                .to_owned(),
        );
    }
    Ok(())
}

fn cells_of(
    table: &'static Table,
    row: &QueryResult,
) -> Result<HashMap<&'static str, Cell>, StoreError> {
    let row = Row(row);
    table
        .columns
        .iter()
        .map(|column| {
            let cell = match column.kind {
                Kind::Text => row.text_or(column.name)?.map_or(Cell::Null, Cell::Text),
                Kind::Int => row.int_or(column.name)?.map_or(Cell::Null, Cell::Int),
            };
            Ok((column.name, cell))
        })
        .collect()
}
