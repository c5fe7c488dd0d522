//! A fresh database for each test: a SQLite file in a folder of its own, or a PostgreSQL database of its own.

use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

use hawthorn_store::Store;
use hawthorn_store::engine::{Place, Sync};
use hawthorn_store::seal::SealKey;
use sqlx::Connection;

static NEXT: AtomicU32 = AtomicU32::new(0);

/// The key of the seals in tests.
pub const SEAL: SealKey = SealKey::new([7; 32]);

/// A store in a file of this folder.
pub async fn sqlite(folder: &Path) -> Store {
    Store::open(Place::File(folder.join("hawthorn.db")), SEAL, Sync::Off)
        .await
        .expect("a fresh SQLite store")
}

/// The address of a new, empty PostgreSQL database, when the tests were given a server.
pub async fn postgres_address() -> Option<String> {
    let server = std::env::var("HAWTHORN_TEST_POSTGRES").ok()?;
    let name = format!(
        "t_{}_{}",
        std::process::id(),
        NEXT.fetch_add(1, Ordering::Relaxed)
    );
    let mut connection = sqlx::postgres::PgConnection::connect(&server)
        .await
        .expect("the PostgreSQL server of the tests");
    sqlx::query(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}")))
        .execute(&mut connection)
        .await
        .expect("a database of its own");
    let (before, _) = server.rsplit_once('/').expect("an address with a database");
    Some(format!("{before}/{name}"))
}

/// A store in a new PostgreSQL database, when the tests were given a server.
pub async fn postgres() -> Option<Store> {
    let address = postgres_address().await?;
    Some(
        Store::open(Place::Server(address), SEAL, Sync::Full)
            .await
            .expect("a fresh PostgreSQL store"),
    )
}
