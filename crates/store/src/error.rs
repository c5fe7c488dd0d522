//! What can go wrong with the store, in words that say what to do.

/// Why the store could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The engine failed.
    #[error("the database did not answer as expected: {0}")]
    Database(#[from] sea_orm::DbErr),
    /// Someone else saved the record first.
    #[error(
        "Somebody else has changed this record since you opened it. Look at their change, then save yours again."
    )]
    Conflict,
    /// A stored document no longer reads; the log tells since when.
    #[error("the stored {kind} {id} cannot be read ({why}); run `hawthorn audit verify`")]
    Unreadable {
        /// Which table.
        kind: String,
        /// Which record.
        id: String,
        /// What the reader said.
        why: String,
    },
    /// A value that must be unique is there already.
    #[error("{0}")]
    Taken(String),
    /// The data directory or a key in it cannot be used.
    #[error("{0}")]
    Directory(String),
    /// The database belongs to a newer release.
    #[error(
        "this database was made by a newer release (schema {found}, this release knows {known}); install that release or restore a backup made before the upgrade"
    )]
    TooNew {
        /// The schema version found.
        found: i64,
        /// The newest this release knows.
        known: i64,
    },
}
