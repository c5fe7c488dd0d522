//! One change, saved whole or not at all, each save together with its audit entry.

use hawthorn_domain::platform::audit::{Deed, Entry};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, LockType, OnConflict, Query};
use sea_orm::{ConnectionTrait, DatabaseTransaction, SqlErr};

use crate::cell::{Cell, Row};
use crate::document::{Document, Stored};
use crate::error::StoreError;
use crate::governance::chain::{self, Head};
use crate::schema::{self, Table};
use crate::seal::{SealKey, digest};

/// A change in progress. Dropped without [`Tx::finish`], it leaves nothing behind.
pub struct Tx {
    pub(crate) inner: DatabaseTransaction,
    pub(crate) seal: SealKey,
    head: Head,
    head_moved: bool,
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
        })
    }

    /// Saves a new record with the entry that tells of it.
    ///
    /// # Errors
    /// When the database refuses, or something that must be unique is taken.
    pub async fn create<T: Document>(&mut self, value: &T, entry: Entry) -> Result<(), StoreError> {
        let (body, stamp) = written(value)?;
        let table = table_of::<T>()?;
        self.insert(table, &document_cells(value, 1, &body, &stamp))
            .await?;
        self.insert_rows(value).await?;
        self.append(entry_for(value, entry), 1, &stamp).await
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
        self.insert_rows(value).await?;
        self.append(entry_for(value, entry), version, &stamp)
            .await?;
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
            .await
    }

    /// Keeps an entry that changes no record: a look, a list, a refusal, a sign-in.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn note(&mut self, entry: Entry) -> Result<(), StoreError> {
        self.append(entry, 0, "").await
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
        key: &[&'static str],
        cells: &[(&'static str, Cell)],
    ) -> Result<(), StoreError> {
        let table = named(name)?;
        let seal = self.seal_of(table, cells);
        let mut put = Query::insert();
        put.into_table(Alias::new(table.name)).columns(
            cells
                .iter()
                .map(|(name, _)| Alias::new(*name))
                .chain([Alias::new("seal")]),
        );
        put.values_panic(
            cells
                .iter()
                .map(|(name, cell)| Expr::val(cell.clone().bind(table.kind(name))))
                .chain([Expr::val(seal)]),
        );
        let others: Vec<Alias> = cells
            .iter()
            .map(|(name, _)| *name)
            .chain(["seal"])
            .filter(|name| !key.contains(name))
            .map(Alias::new)
            .collect();
        let mut clash = OnConflict::columns(key.iter().map(|name| Alias::new(*name)));
        put.on_conflict(clash.update_columns(others).to_owned());
        self.inner.execute(&put).await?;
        Ok(())
    }

    /// Inserts one row; the caller gives every column but the seal.
    pub(crate) async fn insert(
        &mut self,
        table: &Table,
        cells: &[(&'static str, Cell)],
    ) -> Result<(), StoreError> {
        let mut put = Query::insert();
        let seal = table.sealed.then(|| self.seal_of(table, cells));
        put.into_table(Alias::new(table.name)).columns(
            cells
                .iter()
                .map(|(name, _)| *name)
                .chain(seal.as_ref().map(|_| "seal"))
                .map(Alias::new),
        );
        put.values_panic(
            cells
                .iter()
                .map(|(name, cell)| Expr::val(cell.clone().bind(table.kind(name))))
                .chain(seal.map(Expr::val)),
        );
        self.inner.execute(&put).await.map_err(taken)?;
        Ok(())
    }

    async fn insert_rows<T: Document>(&mut self, value: &T) -> Result<(), StoreError> {
        for (name, cells) in all_rows(value) {
            self.insert(named(name)?, &cells).await?;
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

    async fn append(&mut self, entry: Entry, version: i64, stamp: &str) -> Result<(), StoreError> {
        let (head, cells) = chain::next(&self.head, &entry, version, stamp);
        self.insert(named("audit")?, &cells).await?;
        self.head = head;
        self.head_moved = true;
        Ok(())
    }
}

/// The tables that hold rows derived from documents of this kind.
fn row_tables<T: Document>() -> &'static [&'static str] {
    match T::TABLE {
        "incident" => &["incident_party", "named_access"],
        "account" | "import_run" => &[],
        _ => &["named_access"],
    }
}

/// Every row derived from a document: its own kind's and the list of named accounts.
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
