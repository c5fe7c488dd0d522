//! The one file that knows which engine is underneath: opening, pools, and what differs between the two.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DbBackend, SqliteTransactionMode, SqlxPostgresConnector,
    SqlxSqliteConnector, Statement, TransactionOptions, TransactionTrait,
};
use sqlx::Connection;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use crate::error::StoreError;
use crate::governance::notes::Notes;
use crate::schema::{self, TABLES};
use crate::seal::SealKey;
use crate::tx::Tx;

/// Where records are kept.
#[derive(Debug, Clone)]
pub enum Place {
    /// A SQLite file.
    File(PathBuf),
    /// A PostgreSQL database, by its address `postgres://…`.
    Server(String),
}

/// How safely SQLite writes. Only making invented data in bulk may relax it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sync {
    /// Every commit is on the disk before it is acknowledged.
    Full,
    /// No waiting for the disk; for data that can be made again.
    Off,
}

/// The store: a writer, readers and the key of the seals.
#[derive(Clone)]
pub struct Store {
    pub(crate) writer: DatabaseConnection,
    pub(crate) reader: DatabaseConnection,
    pub(crate) seal: SealKey,
    pub(crate) notes: Notes,
    place: Place,
}

impl Store {
    /// Opens the store and brings its schema up to date.
    ///
    /// # Errors
    /// When the database cannot be reached, or belongs to a newer release.
    pub async fn open(place: Place, seal: SealKey, sync: Sync) -> Result<Store, StoreError> {
        let (writer, reader) = match &place {
            Place::File(path) => open_file(path, sync).await?,
            Place::Server(address) => {
                // Pools of their own: whoever has the writer may have to read before it is done, and
                // must not wait for a connection behind others who wait for the writer.
                (open_server(address).await?, open_server(address).await?)
            }
        };
        let store = Store {
            writer,
            reader,
            seal,
            notes: Notes::default(),
            place,
        };
        store.migrate().await?;
        Ok(store)
    }

    /// Opens the store as it stands, to look at it: no table is made and nothing is
    /// brought up to date, and a file is opened for reading only. For the verifier,
    /// the doctor and backups.
    ///
    /// # Errors
    /// When the database cannot be reached or read.
    pub async fn open_unmigrated(place: Place, seal: SealKey) -> Result<Store, StoreError> {
        let pool = match &place {
            Place::File(path) => {
                let options = SqliteConnectOptions::new()
                    .filename(path)
                    .read_only(true)
                    .busy_timeout(Duration::from_secs(10))
                    .pragma("cell_size_check", "ON")
        // What was deleted is overwritten, so that it cannot be read out of the file.
        .pragma("secure_delete", "ON");
                let pool = SqlitePoolOptions::new()
                    .max_connections(2)
                    .connect_with(options)
                    .await
                    .map_err(driver)?;
                SqlxSqliteConnector::from_sqlx_sqlite_pool(pool)
            }
            Place::Server(address) => open_server(address).await?,
        };
        Ok(Store {
            writer: pool.clone(),
            reader: pool,
            seal,
            notes: Notes::default(),
            place,
        })
    }

    /// Where it is kept.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The engine underneath.
    pub fn backend(&self) -> DbBackend {
        self.reader.get_database_backend()
    }

    /// Begins a change. On SQLite it takes the one writer at once (a deferred
    /// transaction that later wants to write fails under load); on PostgreSQL it
    /// locks the head of the audit chain, so that entries follow one another.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn begin(&self) -> Result<Tx, StoreError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let inner = self.writer.begin_with_options(options).await?;
        Tx::start(inner, self.seal.clone()).await
    }

    /// Copies the whole database into a new file, consistently, while in use.
    ///
    /// # Errors
    /// When the file exists, cannot be written, or the engine is PostgreSQL
    /// (whose own `pg_dump` is the tool for that).
    pub async fn copy_to(&self, target: &Path) -> Result<(), StoreError> {
        match self.backend() {
            DbBackend::Sqlite => {
                let sql = "VACUUM INTO $1";
                self.writer.execute_raw(Statement::from_sql_and_values(DbBackend::Sqlite, sql, [target.display().to_string().into()])).await?;
                Ok(())
            }
            _ => Err(StoreError::Directory("a PostgreSQL database is copied with pg_dump; the how-to on backups shows the command".to_owned())),
        }
    }

    /// What the engine itself says is wrong with its file; empty when all is well.
    ///
    /// # Errors
    /// When the engine does not answer at all.
    pub async fn engine_problems(&self) -> Result<Vec<String>, StoreError> {
        if self.backend() != DbBackend::Sqlite {
            return Ok(Vec::new());
        }
        let rows = self
            .reader
            .query_all_raw(Statement::from_string(
                DbBackend::Sqlite,
                "PRAGMA integrity_check(20)",
            ))
            .await?;
        let mut problems = Vec::new();
        for row in rows {
            let line: String = row.try_get_by_index(0)?;
            if line != "ok" {
                problems.push(line);
            }
        }
        Ok(problems)
    }

    /// The schema as the engine holds it, one statement or column a line, sorted.
    ///
    /// # Errors
    /// When the engine does not answer.
    pub async fn schema_lines(&self) -> Result<Vec<String>, StoreError> {
        let sql = match self.backend() {
            DbBackend::Sqlite => {
                "SELECT sql AS line FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type DESC, name"
            }
            _ => {
                "SELECT line FROM (SELECT table_name || '.' || column_name || ' ' || data_type || CASE is_nullable WHEN 'NO' THEN ' NOT NULL' ELSE '' END AS line FROM information_schema.columns WHERE table_schema = current_schema() UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema()) AS lines ORDER BY line"
            }
        };
        // The writer, because a database in memory is not shared between connections.
        let rows = self
            .writer
            .query_all_raw(Statement::from_string(self.backend(), sql))
            .await?;
        rows.iter()
            .map(|row| row.try_get("", "line").map_err(StoreError::from))
            .collect()
    }

    async fn migrate(&self) -> Result<(), StoreError> {
        for table in TABLES {
            self.writer.execute(&schema::create(table)).await?;
            for index in schema::indexes(table) {
                self.writer.execute(&index).await?;
            }
        }
        let asked = Query::select()
            .column(Alias::new("value"))
            .from(Alias::new("meta"))
            .and_where(Expr::col(Alias::new("name")).eq("schema"))
            .to_owned();
        match self.writer.query_one(&asked).await? {
            Some(row) => {
                let value: String = row.try_get("", "value")?;
                let found = value.parse().unwrap_or(i64::MAX);
                if found > schema::VERSION {
                    Err(StoreError::TooNew {
                        found,
                        known: schema::VERSION,
                    })
                } else {
                    Ok(())
                }
            }
            None => {
                let mut tx = self.begin().await?;
                tx.set_meta("schema", &schema::VERSION.to_string()).await?;
                tx.finish().await
            }
        }
    }
}

async fn open_file(
    path: &Path,
    sync: Sync,
) -> Result<(DatabaseConnection, DatabaseConnection), StoreError> {
    let synchronous = match sync {
        Sync::Full => SqliteSynchronous::Full,
        Sync::Off => SqliteSynchronous::Off,
    };
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(synchronous)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(10))
        .statement_cache_capacity(256)
        // No mapping into memory: every entry of the log changes the file, and each
        // reader would map it again and fault its pages in for every request.
        // Cells are checked by the verifier, which reads every page.
        // What was deleted is overwritten, so that it cannot be read out of the file.
        .pragma("secure_delete", "ON")
        .pragma("cache_size", "-8000");
    let writer = SqlitePoolOptions::new()
        .max_connections(1)
        .min_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .acquire_timeout(Duration::from_secs(30))
        .connect_with(options.clone())
        .await
        .map_err(driver)?;
    let reader = SqlitePoolOptions::new()
        .max_connections(4)
        .min_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .connect_with(options.pragma("query_only", "ON"))
        .await
        .map_err(driver)?;
    Ok((
        SqlxSqliteConnector::from_sqlx_sqlite_pool(writer),
        SqlxSqliteConnector::from_sqlx_sqlite_pool(reader),
    ))
}

/// A connection to a server that was idle for longer is tried before it is used.
const STALE: Duration = Duration::from_secs(10);

async fn open_server(address: &str) -> Result<DatabaseConnection, StoreError> {
    let options: PgConnectOptions = address.parse().map_err(|error: sqlx::Error| StoreError::Directory(format!("the address of the database cannot be read ({error}); it looks like postgres://name@host/database")))?;
    let pool = PgPoolOptions::new()
        .max_connections(10)
        .acquire_timeout(Duration::from_secs(30))
        // A connection that has just been used is not asked whether it still lives.
        .test_before_acquire(false)
        .before_acquire(|connection, about| {
            Box::pin(async move {
                if about.idle_for < STALE {
                    return Ok(true);
                }
                Ok(connection.ping().await.is_ok())
            })
        })
        .connect_with(options.statement_cache_capacity(256))
        .await
        .map_err(driver)?;
    Ok(SqlxPostgresConnector::from_sqlx_postgres_pool(pool))
}

fn driver(error: sqlx::Error) -> StoreError {
    StoreError::Directory(format!("the database cannot be opened: {error}"))
}
