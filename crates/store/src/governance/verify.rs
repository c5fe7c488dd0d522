//! The verifier: every row's seal, every link of the chain, every record against its last entry, and the checkpoint.

use std::collections::HashMap;

use hawthorn_domain::incidents::Incident;
use hawthorn_domain::marac::{AgreedAction, MaracReferral, Meeting};
use hawthorn_domain::mash::request::InformationRequest;
use hawthorn_domain::people::Person;
use hawthorn_domain::referrals::Referral;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order, Query};
use sea_orm::{ConnectionTrait, QueryResult};

use super::chain::{self, Head, TAKEN_BACK};
use super::checkpoint::Checkpoint;
use crate::cell::{Cell, Row};
use crate::document::Document;
use crate::engine::{Place, Store, Sync};
use crate::error::StoreError;
use crate::people::Suggestion;
use crate::platform::accounts::Account;
use crate::platform::imports::ImportRun;
use crate::schema::{Kind, TABLES, Table};
use crate::seal::digest;
use crate::tx::{all_rows, document_cells};

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

/// Reads everything and reports what does not fit. It changes nothing.
///
/// # Errors
/// When the database cannot be read at all.
pub async fn verify(store: &Store, checkpoint: Option<&Checkpoint>) -> Result<Report, StoreError> {
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

async fn check_chain(
    store: &Store,
    checkpoint: Option<&Checkpoint>,
    report: &mut Report,
) -> Result<Last, StoreError> {
    let table = TABLES
        .iter()
        .find(|table| table.name == "audit")
        .ok_or_else(|| StoreError::Directory("this release has no audit log".to_owned()))?;
    let mut head = Head::start();
    let mut last = Last::new();
    let mut at_checkpoint = None;
    loop {
        let mut asked = Query::select();
        asked
            .columns(table.columns.iter().map(|column| Alias::new(column.name)))
            .from(Alias::new("audit"))
            .and_where(Expr::col(Alias::new("seq")).gt(head.seq))
            .order_by(Alias::new("seq"), Order::Asc)
            .limit(PAGE);
        let rows = store.reader.query_all(&asked).await?;
        let ended = (rows.len() as u64) < PAGE;
        for row in &rows {
            let seq = Row(row).int("seq")?;
            let stored = Row(row).text("digest")?;
            let cells = cells_of(table, row)?;
            let computed = chain::link(&head.digest, |name| {
                cells.get(name).cloned().unwrap_or(Cell::Null)
            });
            if report.first_bad_entry.is_none() && (seq != head.seq + 1 || computed != stored) {
                let what = if seq == head.seq + 1 {
                    "does not fit the one before it"
                } else {
                    "follows a gap"
                };
                report.first_bad_entry = Some(seq);
                report.add(format!(
                    "audit entry {seq} {what}: an entry was changed, removed or moved"
                ));
            }
            if checkpoint.is_some_and(|point| point.seq == seq) {
                at_checkpoint = Some(stored.clone());
            }
            let stamp = Row(row).text("record_digest")?;
            if !stamp.is_empty() {
                last.insert(
                    (Row(row).text("kind")?, Row(row).text("record")?),
                    (Row(row).int("record_version")?, stamp),
                );
            }
            head = Head {
                seq,
                digest: stored,
            };
        }
        if ended {
            break;
        }
    }
    report.entries = head.seq;
    check_ends(store, checkpoint, at_checkpoint, &head, report).await?;
    Ok(last)
}

/// The chain's end against the head that the store keeps and against the checkpoint.
async fn check_ends(
    store: &Store,
    checkpoint: Option<&Checkpoint>,
    at_checkpoint: Option<String>,
    head: &Head,
    report: &mut Report,
) -> Result<(), StoreError> {
    let asked = Query::select()
        .columns([Alias::new("seq"), Alias::new("digest")])
        .from(Alias::new("chain_head"))
        .to_owned();
    let kept = store
        .reader
        .query_one(&asked)
        .await?
        .map(|row| {
            Ok::<_, StoreError>(Head {
                seq: Row(&row).int("seq")?,
                digest: Row(&row).text("digest")?,
            })
        })
        .transpose()?
        .unwrap_or_else(Head::start);
    if kept != *head {
        report.first_bad_entry.get_or_insert(head.seq + 1);
        report.add(format!(
            "the log ends with entry {}, but {} entries were written: the newest were removed",
            head.seq, kept.seq
        ));
    }
    let Some(point) = checkpoint else {
        return Ok(());
    };
    if store.database_id().await? != point.log {
        report.add("the checkpoint belongs to another database".to_owned());
    }
    match at_checkpoint {
        Some(digest) if digest == point.digest => {}
        Some(_) => report.add(format!(
            "audit entry {} is not the one that the checkpoint of {} signed: the log was rewritten",
            point.seq, point.at
        )),
        None if point.seq == 0 => {}
        None => {
            report.first_bad_entry.get_or_insert(head.seq + 1);
            report.add(format!("the checkpoint of {} signed entry {}, but the log ends with entry {}: entries were removed", point.at, point.seq, head.seq));
        }
    }
    Ok(())
}

async fn check_table(
    store: &Store,
    table: &'static Table,
    last: &Last,
    report: &mut Report,
) -> Result<(), StoreError> {
    let mut after: Option<Vec<Cell>> = None;
    loop {
        let mut asked = Query::select();
        asked
            .columns(
                table
                    .columns
                    .iter()
                    .map(|column| Alias::new(column.name))
                    .chain([Alias::new("seal")]),
            )
            .from(Alias::new(table.name));
        if let Some(key) = &after {
            let left = Expr::tuple(
                table
                    .key
                    .iter()
                    .map(|name| Expr::col(Alias::new(*name)).into())
                    .collect::<Vec<_>>(),
            );
            let right = Expr::tuple(
                key.iter()
                    .map(|cell| Expr::val(cell.clone().bind(if matches!(cell, Cell::Int(_)) { Kind::Int } else { Kind::Text })).into())
                    .collect::<Vec<_>>(),
            );
            asked.and_where(left.gt(right));
        }
        for name in table.key {
            asked.order_by(Alias::new(*name), Order::Asc);
        }
        let rows = store.reader.query_all(asked.limit(PAGE)).await?;
        for row in &rows {
            let cells = match cells_of(table, row) {
                Ok(cells) => cells,
                Err(problem) => {
                    report.add(format!("a row of {} cannot be read: {problem}", table.name));
                    continue;
                }
            };
            let key: Vec<Cell> = table
                .key
                .iter()
                .map(|name| cells.get(*name).cloned().unwrap_or(Cell::Null))
                .collect();
            let place = key
                .iter()
                .map(|cell| {
                    cell.text()
                        .map_or_else(|| cell.int().unwrap_or_default().to_string(), str::to_owned)
                })
                .collect::<Vec<_>>()
                .join(" ");
            report.rows += 1;
            let seal = store
                .seal
                .seal(table, |name| cells.get(name).cloned().unwrap_or(Cell::Null));
            if Row(row).text("seal").ok() != Some(seal) {
                report.add(format!(
                    "row {place} of {} was changed behind the log’s back: its seal does not fit",
                    table.name
                ));
            }
            if table.document {
                check_record(table, &cells, last, &place, report);
            }
            after = Some(key);
        }
        if (rows.len() as u64) < PAGE {
            return Ok(());
        }
    }
}

/// A stored record against the last entry about it.
fn check_record(
    table: &Table,
    cells: &HashMap<&str, Cell>,
    last: &Last,
    id: &str,
    report: &mut Report,
) {
    let body = cells.get("body").and_then(Cell::text).unwrap_or_default();
    let stamp = digest(body);
    if cells.get("digest").and_then(Cell::text) != Some(stamp.as_str()) {
        report.add(format!(
            "{} {id}: its content does not fit its own digest",
            table.name
        ));
    }
    match last.get(&(table.name.to_owned(), id.to_owned())) {
        Some((version, logged))
            if *logged == stamp && cells.get("version").and_then(Cell::int) == Some(*version) => {}
        Some((version, _)) => report.add(format!(
            "{} {id} is not as the log left it at version {version}",
            table.name
        )),
        None => report.add(format!(
            "{} {id} stands in the database, but the log knows of no such record",
            table.name
        )),
    }
}

/// Every record reads, its columns and rows follow from it, and none that the log knows is missing.
async fn check_documents(
    store: &Store,
    last: &Last,
    report: &mut Report,
) -> Result<(), StoreError> {
    check_kind::<Account>(store, last, report).await?;
    check_kind::<Person>(store, last, report).await?;
    check_kind::<Incident>(store, last, report).await?;
    check_kind::<Referral>(store, last, report).await?;
    check_kind::<InformationRequest>(store, last, report).await?;
    check_kind::<Meeting>(store, last, report).await?;
    check_kind::<MaracReferral>(store, last, report).await?;
    check_kind::<AgreedAction>(store, last, report).await?;
    check_kind::<Suggestion>(store, last, report).await?;
    check_kind::<ImportRun>(store, last, report).await
}

async fn check_kind<T: Document>(
    store: &Store,
    last: &Last,
    report: &mut Report,
) -> Result<(), StoreError> {
    let table = TABLES
        .iter()
        .find(|table| table.name == T::TABLE)
        .ok_or_else(|| StoreError::Directory(format!("there is no table {}", T::TABLE)))?;
    let mut seen = 0usize;
    let mut after = String::new();
    loop {
        let mut asked = Query::select();
        asked
            .columns(table.columns.iter().map(|column| Alias::new(column.name)))
            .from(Alias::new(table.name))
            .and_where(Expr::col(Alias::new("id")).gt(after.clone()))
            .order_by(Alias::new("id"), Order::Asc)
            .limit(PAGE);
        let rows = store.reader.query_all(&asked).await?;
        for row in &rows {
            let Ok(cells) = cells_of(table, row) else {
                continue;
            };
            let (id, body) = (Row(row).text("id")?, Row(row).text("body")?);
            seen += 1;
            match serde_json::from_str::<T>(&body) {
                Err(problem) => report.add(format!("{} {id} cannot be read: {problem}", T::TABLE)),
                Ok(value) => {
                    let derived =
                        document_cells(&value, Row(row).int("version")?, &body, &digest(&body));
                    if derived
                        .iter()
                        .any(|(name, cell)| cells.get(name) != Some(cell))
                    {
                        report.add(format!(
                            "{} {id}: the columns that lists use do not follow from the record",
                            T::TABLE
                        ));
                    }
                    check_rows(store, &value, report).await?;
                }
            }
            after = id;
        }
        if (rows.len() as u64) < PAGE {
            break;
        }
    }
    let known = last
        .iter()
        .filter(|((kind, _), (_, stamp))| kind == T::TABLE && stamp != TAKEN_BACK)
        .count();
    if known != seen {
        report.add(format!("the log knows {known} records of {}, the database holds {seen}: records were removed or added behind the log’s back", T::TABLE));
    }
    Ok(())
}

/// The rows derived from a record are there, in the number that follows from it.
async fn check_rows<T: Document>(
    store: &Store,
    value: &T,
    report: &mut Report,
) -> Result<(), StoreError> {
    let expected = all_rows(value);
    for name in ["incident_party", "named_access"] {
        let wanted = expected.iter().filter(|(table, _)| *table == name).count() as i64;
        if wanted == 0 {
            continue;
        }
        let asked = Query::select()
            .expr_as(Expr::col(Alias::new("owner")).count(), Alias::new("number"))
            .from(Alias::new(name))
            .and_where(Expr::col(Alias::new("owner")).eq(value.key()))
            .to_owned();
        let found = store
            .reader
            .query_one(&asked)
            .await?
            .map_or(Ok(0), |row| Row(&row).int("number"))?;
        if found != wanted {
            report.add(format!(
                "{} {}: {wanted} rows of {name} follow from the record, {found} are there",
                T::TABLE,
                value.key()
            ));
        }
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
