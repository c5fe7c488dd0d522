//! The verifier's second part: the seal of every row, and every record against the last entry about it.

use std::collections::HashMap;

use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order, Query, SelectStatement};
use sea_orm::{ConnectionTrait, QueryResult};

use super::{Last, PAGE, Report, cells_of};
use crate::cell::{Cell, Row};
use crate::engine::Store;
use crate::error::StoreError;
use crate::schema::{Kind, Table};
use crate::seal::digest;

/// Reads a sealed table in the order of its key and checks each of its rows.
pub(super) async fn check_table(
    store: &Store,
    table: &'static Table,
    last: &Last,
    report: &mut Report,
) -> Result<(), StoreError> {
    let mut after: Option<Vec<Cell>> = None;
    loop {
        let asked = page_after(table, after.as_deref());
        let rows = store.reader.query_all(&asked).await?;
        let before = after.clone();
        for row in &rows {
            match cells_of(table, row) {
                Ok(cells) => after = Some(check_row(store, table, row, &cells, last, report)),
                Err(problem) => {
                    report.add(format!("a row of {} cannot be read: {problem}", table.name));
                }
            }
        }
        // Where not one row of a page can be read there is no key to go on from;
        // the page is reported, and asking for it again would never end.
        if (rows.len() as u64) < PAGE || after == before {
            return Ok(());
        }
    }
}

/// The rows that follow a key, with their seals, in the order of the key.
fn page_after(table: &Table, after: Option<&[Cell]>) -> SelectStatement {
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
    if let Some(key) = after {
        let left = Expr::tuple(
            table
                .key
                .iter()
                .map(|name| Expr::col(Alias::new(*name)))
                .collect::<Vec<_>>(),
        );
        let right = Expr::tuple(
            key.iter()
                .map(|cell| {
                    let kind = if matches!(cell, Cell::Int(_)) {
                        Kind::Int
                    } else {
                        Kind::Text
                    };
                    Expr::val(cell.clone().bind(kind))
                })
                .collect::<Vec<_>>(),
        );
        asked.and_where(left.gt(right));
    }
    for name in table.key {
        asked.order_by(Alias::new(*name), Order::Asc);
    }
    asked.limit(PAGE);
    asked
}

/// One row against its seal and, when it is a record, against the log; gives its key.
fn check_row(
    store: &Store,
    table: &'static Table,
    row: &QueryResult,
    cells: &HashMap<&'static str, Cell>,
    last: &Last,
    report: &mut Report,
) -> Vec<Cell> {
    let cell = |name: &str| cells.get(name).cloned().unwrap_or(Cell::Null);
    let key: Vec<Cell> = table.key.iter().map(|name| cell(name)).collect();
    let place = key
        .iter()
        .map(|cell| {
            cell.text()
                .map_or_else(|| cell.int().unwrap_or_default().to_string(), str::to_owned)
        })
        .collect::<Vec<_>>()
        .join(" ");
    report.rows += 1;
    let seal = store.seal.seal(table, |name| cell(name));
    if Row(row).text("seal").ok() != Some(seal) {
        report.add(format!(
            "row {place} of {} was changed behind the log’s back: its seal does not fit",
            table.name
        ));
    }
    if table.document {
        check_record(table, cells, last, &place, report);
    }
    key
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
