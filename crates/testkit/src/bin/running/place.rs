//! Where one run keeps its records: a data directory of its own, and on PostgreSQL a database of its own.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use hawthorn_store::Store;
use hawthorn_store::engine::Place;
use hawthorn_store::seal::SealKey;
use sqlx::Connection;
use sqlx::postgres::PgConnection;

/// The variable that names a PostgreSQL server for tests and measurements.
pub const SERVER: &str = "HAWTHORN_TEST_POSTGRES";

/// Which databases a run is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Databases {
    /// A SQLite file.
    Sqlite,
    /// A database of its own on the server that HAWTHORN_TEST_POSTGRES names.
    Postgres,
    /// First the one, then the other.
    Both,
}

/// The engine under one run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

impl Engine {
    /// Its name in tables and files.
    pub const fn name(self) -> &'static str {
        match self {
            Engine::Sqlite => "sqlite",
            Engine::Postgres => "postgres",
        }
    }
}

impl Databases {
    /// The engines to run on. Without a server, `both` is SQLite alone, and says so.
    ///
    /// # Errors
    /// When PostgreSQL was asked for by name and there is no server.
    pub fn engines(self) -> Result<Vec<Engine>> {
        let server = std::env::var_os(SERVER).is_some();
        Ok(match self {
            Databases::Sqlite => vec![Engine::Sqlite],
            Databases::Postgres => {
                ensure!(
                    server,
                    "there is no PostgreSQL server: {SERVER} is not set (./dev bench and ./dev torture start one and set it)"
                );
                vec![Engine::Postgres]
            }
            Databases::Both if server => vec![Engine::Sqlite, Engine::Postgres],
            Databases::Both => {
                println!("{SERVER} is not set, so this run is on SQLite alone.");
                vec![Engine::Sqlite]
            }
        })
    }
}

/// A data directory with its database. Both go when this is dropped, unless they are kept.
pub struct Home {
    /// The folder, with the data directory in it.
    pub folder: tempfile::TempDir,
    /// The address of the PostgreSQL database, if it is one.
    pub address: Option<String>,
}

impl Home {
    /// A new one.
    ///
    /// # Errors
    /// When the folder or the database cannot be made.
    pub async fn new(engine: Engine) -> Result<Self> {
        let folder = tempfile::Builder::new()
            .prefix("hawthorn-run-")
            .tempdir()
            .context("no temporary folder could be made")?;
        let address = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(
                hawthorn_testkit::database::postgres_address()
                    .await
                    .with_context(|| format!("{SERVER} is not set"))?,
            ),
        };
        Ok(Self { folder, address })
    }

    /// The data directory.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A file beside the data directory.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Where the store is.
    pub fn place(&self) -> Place {
        match &self.address {
            Some(address) => Place::Server(address.clone()),
            None => Place::File(self.data().join("hawthorn.db")),
        }
    }

    /// The key that this data directory's rows are sealed with.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn seal(&self) -> Result<SealKey> {
        key(&self.data().join("keys").join("seal.key"))
    }

    /// The store as it stands, to look behind the service.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub async fn look(&self) -> Result<Store> {
        Ok(Store::open_unmigrated(self.place(), self.seal()?).await?)
    }

    /// Takes the PostgreSQL database away; the folder goes by itself.
    ///
    /// # Errors
    /// When the server does not answer.
    pub async fn remove(self) -> Result<()> {
        let Some(address) = self.address else {
            return Ok(());
        };
        let server = std::env::var(SERVER).with_context(|| format!("{SERVER} is not set"))?;
        let (_, name) = address
            .rsplit_once('/')
            .context("the address of the database has no name")?;
        let mut connection = PgConnection::connect(&server).await?;
        // The name is this program's own: a letter, its process number and a counter.
        sqlx::query(sqlx::AssertSqlSafe(format!(
            "DROP DATABASE IF EXISTS {name} WITH (FORCE)"
        )))
        .execute(&mut connection)
        .await?;
        Ok(())
    }
}

fn key(path: &Path) -> Result<SealKey> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("the key {} cannot be read", path.display()))?;
    let text = text.trim();
    let bytes: Option<Vec<u8>> = (0..32)
        .map(|at| u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok())
        .collect();
    let bytes: Option<[u8; 32]> = bytes.and_then(|bytes| bytes.try_into().ok());
    Ok(SealKey::new(bytes.with_context(|| {
        format!("{} is not a key", path.display())
    })?))
}
