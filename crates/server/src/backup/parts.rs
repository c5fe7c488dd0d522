//! What a backup holds: its parts, and the list of them with their digests.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The form of backups that this release writes and reads.
pub const FORMAT: u32 = 1;
/// The list of contents, the first entry of a backup.
pub const MANIFEST: &str = "manifest.json";
/// The copy of the database.
pub const DATABASE: &str = "hawthorn.db";
/// The checkpoint of the copy's log.
pub const CHECKPOINT: &str = "checkpoints/latest.json";
/// Every part, by its place in a data directory. A backup holds exactly these.
pub const PARTS: [&str; 4] = [DATABASE, "keys/seal.key", "keys/checkpoint.key", CHECKPOINT];

/// The list of contents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of the backup.
    pub format: u32,
    /// When it was made.
    pub created_at: Timestamp,
    /// The release that made it.
    pub release: String,
    /// The database's own identifier.
    pub database: String,
    /// The schema of the database.
    pub schema: String,
    /// The number of the newest entry in the audit log.
    pub chain_entries: i64,
    /// Its digest.
    pub chain_digest: String,
    /// The parts.
    pub parts: Vec<Part>,
}

/// One part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its place in a data directory.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its BLAKE3 digest, hexadecimal.
    pub blake3: String,
}
