//! One change, saved whole or not at all, each save together with its audit entry.

use hawthorn_domain::platform::audit::{Deed, Entry};
use sea_orm::sea_query::{
    Alias, DeleteStatement, Expr, ExprTrait, LockType, Query, SelectStatement,
};
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryResult, SqlErr};

use crate::cell::{Cell, Row};
use crate::document::{Document, Stored};
use crate::error::StoreError;
use crate::governance::chain::{self, Head};
use crate::schema::{self, Table};
use crate::seal::{SealKey, digest};
use crate::waiting::Waiting;

/// Rows that wait before they are sent on, so that a large sheet does not stand in memory twice.
const MOST_WAITING: usize = 2_000;

/// A change in progress. Dropped without [`Tx::finish`], it leaves nothing behind.
///
/// New rows wait until something else must be written or the change is finished,
/// and then go to the database together, a statement for each table: a sheet of
/// two hundred incidents is some ten statements, not some thousands.
pub struct Tx {
    inner: DatabaseTransaction,
    seal: SealKey,
    head: Head,
    head_moved: bool,
    waiting: Waiting,
}

impl Tx {
    pub(crate) async fn start(inner: DatabaseTransaction, seal: SealKey) -> Result<Tx, StoreError> {
        let asked = Query::select()
            .columns([Alias::new("seq"), Alias::new("digest")])
            .from(Alias::new("chain_head"))
            .and_where(Expr::col(Alias::new("id")).eq(1))
            .lock(LockType::Update)
            .to_owned();
        let head = match inner.query_one(&asked).await? {
            Some(row) => Head {
                seq: Row(&row).int("seq")?,
                digest: Row(&row).text("digest")?,
            },
            None => Head::start(),
        };
        Ok(Tx {
            inner,
            seal,
            head,
            head_moved: false,
            waiting: Waiting::default(),
        })
    }

    /// Saves a new record with the entry that tells of it.
    ///
    /// # Errors
    /// When the database refuses. That something that must be unique is taken may
    /// only be told by a later save of this change, or by [`Tx::finish`].
    pub async fn create<T: Document>(&mut self, value: &T, entry: Entry) -> Result<(), StoreError> {
        let (body, stamp) = written(value)?;
        let table = table_of::<T>()?;
        self.insert(table, &document_cells(value, 1, &body, &stamp));
        self.insert_rows(value)?;
        self.append(entry_for(value, entry), 1, &stamp)
    }

    /// Saves a changed record over the version it was read at, with its entry.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when somebody saved in between.
    pub async fn update<T: Document>(
        &mut self,
        read: &Stored<T>,
        value: &T,
        entry: Entry,
    ) -> Result<i64, StoreError> {
        let (body, stamp) = written(value)?;
        let table = table_of::<T>()?;
        let version = read.version + 1;
        let cells = document_cells(value, version, &body, &stamp);
        let seal = self.seal_of(table, &cells);
        let mut change = Query::update();
        change.table(Alias::new(table.name));
        for (name, cell) in cells {
            change.value(Alias::new(name), cell.bind(table.kind(name)));
        }
        change.value(Alias::new("seal"), seal);
        change
            .and_where(Expr::col(Alias::new("id")).eq(value.key()))
            .and_where(Expr::col(Alias::new("version")).eq(read.version));
        self.flush().await?;
        if self
            .inner
            .execute(&change)
            .await
            .map_err(taken)?
            .rows_affected()
            != 1
        {
            return Err(StoreError::Conflict);
        }
        self.clear_rows(value).await?;
        self.insert_rows(value)?;
        self.append(entry_for(value, entry), version, &stamp)?;
        Ok(version)
    }

    /// Takes back a record that was made by an import, leaving its trace in the log.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when it has changed since it was read.
    pub async fn take_back<T: Document>(
        &mut self,
        read: &Stored<T>,
        entry: Entry,
    ) -> Result<(), StoreError> {
        self.flush().await?;
        self.clear_rows(&read.value).await?;
        let remove = Query::delete()
            .from_table(Alias::new(T::TABLE))
            .and_where(Expr::col(Alias::new("id")).eq(read.value.key()))
            .and_where(Expr::col(Alias::new("version")).eq(read.version))
            .to_owned();
        if self.inner.execute(&remove).await?.rows_affected() != 1 {
            return Err(StoreError::Conflict);
        }
        self.append(entry_for(&read.value, entry), 0, chain::TAKEN_BACK)
    }

    /// Keeps an entry that changes no record: a look, a list, a refusal, a sign-in.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn note(&mut self, entry: Entry) -> Result<(), StoreError> {
        self.append(entry, 0, "")
    }

    /// Makes the change durable. Only after this may anything be acknowledged.
    ///
    /// # Errors
    /// When the database could not commit.
    pub async fn finish(mut self) -> Result<(), StoreError> {
        if self.head_moved {
            let cells = [
                ("id", Cell::Int(1)),
                ("seq", Cell::Int(self.head.seq)),
                ("digest", Cell::Text(self.head.digest.clone())),
            ];
            self.put_plain("chain_head", &["id"], &cells).await?;
        }
        self.flush().await?;
        Ok(self.inner.commit().await?)
    }

    pub(crate) async fn set_meta(&mut self, name: &str, value: &str) -> Result<(), StoreError> {
        self.put_plain(
            "meta",
            &["name"],
            &[("name", name.into()), ("value", value.into())],
        )
        .await
    }

    /// Inserts or replaces one row of a table that holds no documents.
    pub(crate) async fn put_plain(
        &mut self,
        name: &str,
        key: &'static [&'static str],
        cells: &[(&'static str, Cell)],
    ) -> Result<(), StoreError> {
        self.flush().await?;
        let table = named(name)?;
        let seal = self.seal_of(table, cells);
        self.waiting.push(table, key, cells, Some(seal));
        self.flush().await
    }

    /// As [`Tx::put_plain`], but the row waits with others. No two rows that wait
    /// may have the same key.
    pub(crate) async fn put_later(
        &mut self,
        name: &str,
        key: &'static [&'static str],
        cells: &[(&'static str, Cell)],
    ) -> Result<(), StoreError> {
        let table = named(name)?;
        let seal = self.seal_of(table, cells);
        self.waiting.push(table, key, cells, Some(seal));
        if self.waiting.rows() >= MOST_WAITING {
            self.flush().await?;
        }
        Ok(())
    }

    /// One row as it stands inside this change, so that nobody writes in between.
    pub(crate) async fn find(
        &self,
        asked: &SelectStatement,
    ) -> Result<Option<QueryResult>, StoreError> {
        Ok(self.inner.query_one(asked).await?)
    }

    /// Removes rows of a table that holds no documents.
    pub(crate) async fn remove(&mut self, gone: &DeleteStatement) -> Result<(), StoreError> {
        self.flush().await?;
        self.inner.execute(gone).await?;
        Ok(())
    }

    /// Inserts one row; the caller gives every column but the seal.
    fn insert(&mut self, table: &'static Table, cells: &[(&'static str, Cell)]) {
        let seal = table.sealed.then(|| self.seal_of(table, cells));
        self.waiting.push(table, &[], cells, seal);
    }

    /// Sends the rows that wait to the database.
    async fn flush(&mut self) -> Result<(), StoreError> {
        for statement in self.waiting.statements() {
            self.inner.execute(&statement).await.map_err(taken)?;
        }
        Ok(())
    }

    fn insert_rows<T: Document>(&mut self, value: &T) -> Result<(), StoreError> {
        for (name, cells) in all_rows(value) {
            self.insert(named(name)?, &cells);
        }
        Ok(())
    }

    async fn clear_rows<T: Document>(&mut self, value: &T) -> Result<(), StoreError> {
        for name in row_tables::<T>() {
            let remove = Query::delete()
                .from_table(Alias::new(*name))
                .and_where(Expr::col(Alias::new("owner")).eq(value.key()))
                .to_owned();
            self.inner.execute(&remove).await?;
        }
        Ok(())
    }

    fn seal_of(&self, table: &Table, cells: &[(&'static str, Cell)]) -> String {
        self.seal.seal(table, |wanted| {
            cells
                .iter()
                .find(|(name, _)| *name == wanted)
                .map_or(Cell::Null, |(_, cell)| cell.clone())
        })
    }

    fn append(&mut self, entry: Entry, version: i64, stamp: &str) -> Result<(), StoreError> {
        let (head, cells) = chain::next(&self.head, &entry, version, stamp);
        self.insert(named("audit")?, &cells);
        self.head = head;
        self.head_moved = true;
        Ok(())
    }
}

/// The tables that hold rows derived from documents of this kind.
fn row_tables<T: Document>() -> &'static [&'static str] {
    match T::TABLE {
        "incident" => &["incident_party", "named_access", "opened_access"],
        "disclosure" => &["disclosure_person", "named_access", "opened_access"],
        "account" | "import_run" => &[],
        _ => &["named_access", "opened_access"],
    }
}

/// Every row derived from a document: its own kind's, the list of named accounts and the
/// emergency openings.
pub(crate) fn all_rows<T: Document>(value: &T) -> Vec<(&'static str, Vec<(&'static str, Cell)>)> {
    let mut rows = value.rows();
    for account in &value.restriction().named {
        rows.push((
            "named_access",
            vec![
                ("owner", value.key().into()),
                ("account", account.to_string().into()),
            ],
        ));
    }
    for opening in &value.restriction().opened {
        rows.push((
            "opened_access",
            vec![
                ("owner", value.key().into()),
                ("account", opening.account.to_string().into()),
                ("until", opening.until.into()),
            ],
        ));
    }
    rows
}

/// The whole row of a document.
pub(crate) fn document_cells<T: Document>(
    value: &T,
    version: i64,
    body: &str,
    stamp: &str,
) -> Vec<(&'static str, Cell)> {
    let mut cells: Vec<(&'static str, Cell)> = vec![
        ("id", value.key().into()),
        ("area", value.area().into()),
        ("version", version.into()),
        ("restricted", value.restriction().is_restricted().into()),
        ("digest", stamp.into()),
        ("body", body.into()),
    ];
    cells.extend(value.columns());
    cells
}

fn written<T: Document>(value: &T) -> Result<(String, String), StoreError> {
    let body = serde_json::to_string(value).map_err(|error| StoreError::Unreadable {
        kind: T::TABLE.to_owned(),
        id: value.key(),
        why: error.to_string(),
    })?;
    let stamp = digest(&body);
    Ok((body, stamp))
}

fn entry_for<T: Document>(value: &T, entry: Entry) -> Entry {
    debug_assert!(entry.deed != Deed::Looked, "a look is noted, not saved");
    Entry {
        kind: T::TABLE.to_owned(),
        record: value.key(),
        ..entry
    }
}

fn table_of<T: Document>() -> Result<&'static Table, StoreError> {
    named(T::TABLE)
}

fn named(name: &str) -> Result<&'static Table, StoreError> {
    schema::table(name)
        .ok_or_else(|| StoreError::Directory(format!("there is no table {name} in this release")))
}

fn taken(error: sea_orm::DbErr) -> StoreError {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(what)) => StoreError::Taken(format!(
            "something with the same name or reference is there already ({what})"
        )),
        _ => StoreError::Database(error),
    }
}
