//! Seals: a keyed digest over each row, so that a change made outside the service is found.
//!
//! The key lies beside the database, not in it. The seal covers every column of
//! the row, so that a changed due time or claim is noticed as surely as a changed
//! document; the audit chain (`governance`) covers what a stolen key could redo.

use crate::cell::Cell;
use crate::schema::Table;

/// The key of the seals, 32 bytes kept in the data directory.
#[derive(Clone)]
pub struct SealKey([u8; 32]);

impl SealKey {
    /// A key from its bytes.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The seal of one row; `value` gives the cell of each column.
    pub fn seal(&self, table: &Table, value: impl Fn(&str) -> Cell) -> String {
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        hasher.update(table.name.as_bytes());
        for column in table.columns {
            hasher.update(b"\x1f");
            hasher.update(value(column.name).canonical().as_bytes());
        }
        let mut seal = hasher.finalize().to_hex().to_string();
        seal.truncate(32);
        seal
    }
}

impl std::fmt::Debug for SealKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SealKey(…)")
    }
}

/// The digest of a document as stored, 64 hexadecimal characters.
pub fn digest(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().to_string()
}
