//! New rows on their way into the database: gathered by table, sent many at a time.

use sea_orm::sea_query::{Alias, Expr, InsertStatement, OnConflict, Query};

use crate::cell::Cell;
use crate::schema::Table;

/// Values bound in one statement; SQLite takes 32,766 and PostgreSQL 65,535.
const MOST_VALUES: usize = 30_000;

/// Rows that wait, in the order in which their tables were first written to,
/// so that a row never goes before the one it belongs to.
#[derive(Default)]
pub struct Waiting {
    batches: Vec<Batch>,
}

/// The rows of one table with the same columns.
struct Batch {
    table: &'static Table,
    /// What makes two rows the same, where the newer replaces the older; empty for rows that must be new.
    key: &'static [&'static str],
    columns: Vec<&'static str>,
    rows: Vec<Vec<Cell>>,
}

impl Waiting {
    /// Adds a row.
    pub fn push(
        &mut self,
        table: &'static Table,
        key: &'static [&'static str],
        cells: &[(&'static str, Cell)],
        seal: Option<String>,
    ) {
        let columns = cells.iter().map(|(name, _)| *name);
        let columns = columns.chain(seal.as_ref().map(|_| "seal"));
        let row: Vec<Cell> = cells
            .iter()
            .map(|(_, cell)| cell.clone())
            .chain(seal.map(Cell::Text))
            .collect();
        let same = |batch: &&mut Batch| {
            batch.table.name == table.name
                && batch.key == key
                && batch.columns.iter().copied().eq(columns.clone())
        };
        match self.batches.iter_mut().find(same) {
            Some(batch) => batch.rows.push(row),
            None => self.batches.push(Batch {
                table,
                key,
                columns: columns.collect(),
                rows: vec![row],
            }),
        }
    }

    /// How many rows wait.
    pub fn rows(&self) -> usize {
        self.batches.iter().map(|batch| batch.rows.len()).sum()
    }

    /// The statements that write what waited. Nothing waits any more.
    pub fn statements(&mut self) -> Vec<InsertStatement> {
        std::mem::take(&mut self.batches)
            .into_iter()
            .flat_map(Batch::statements)
            .collect()
    }
}

impl Batch {
    fn statements(self) -> Vec<InsertStatement> {
        let Batch {
            table,
            key,
            columns,
            rows,
        } = self;
        let at_once = (MOST_VALUES / columns.len().max(1)).max(1);
        let mut statements = Vec::new();
        let mut rows = rows.into_iter().peekable();
        while rows.peek().is_some() {
            let mut put = Query::insert();
            put.into_table(Alias::new(table.name))
                .columns(columns.iter().map(|name| Alias::new(*name)));
            for row in rows.by_ref().take(at_once) {
                let bound = columns.iter().zip(row);
                put.values_panic(bound.map(|(name, cell)| Expr::val(cell.bind(table.kind(name)))));
            }
            if !key.is_empty() {
                let others = columns.iter().filter(|name| !key.contains(name));
                let mut clash = OnConflict::columns(key.iter().map(|name| Alias::new(*name)));
                clash.update_columns(others.map(|name| Alias::new(*name)));
                put.on_conflict(clash);
            }
            statements.push(put);
        }
        statements
    }
}
