//! The audit chain: each entry's digest covers its own words, the record it left behind, and the entry before it.
//!
//! A chain alone does not catch a record changed without an entry, so each entry
//! also holds the digest of the record as it left it; the verifier compares the two.

use hawthorn_domain::platform::audit::Entry;

use crate::cell::Cell;

/// What stands in the place of a record's digest when an import took it back.
pub const TAKEN_BACK: &str = "taken back";

/// The end of the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The number of the newest entry; 0 when there is none.
    pub seq: i64,
    /// Its digest.
    pub digest: String,
}

impl Head {
    /// The chain before its first entry.
    pub fn start() -> Self {
        Self {
            seq: 0,
            digest: "0".repeat(64),
        }
    }
}

/// The columns that an entry's digest covers, in order.
pub const COVERED: &[&str] = &[
    "seq",
    "at",
    "area",
    "account",
    "doer",
    "agency",
    "deed",
    "verb",
    "kind",
    "record",
    "words",
    "record_version",
    "record_digest",
];

/// The next link: the new head and the row to insert.
pub fn next(
    head: &Head,
    entry: &Entry,
    version: i64,
    stamp: &str,
) -> (Head, Vec<(&'static str, Cell)>) {
    let seq = head.seq + 1;
    let mut cells: Vec<(&'static str, Cell)> = vec![
        ("seq", seq.into()),
        ("at", entry.at.into()),
        (
            "area",
            entry
                .area
                .as_ref()
                .map(|area| area.as_str().to_owned())
                .into(),
        ),
        (
            "account",
            entry.by.account.map(|account| account.to_string()).into(),
        ),
        ("doer", entry.by.name.clone().into()),
        (
            "agency",
            entry
                .by
                .agency
                .as_ref()
                .map(|agency| agency.0.clone())
                .into(),
        ),
        ("deed", entry.deed.code().into()),
        ("verb", entry.verb.map(|verb| verb.code().to_owned()).into()),
        ("kind", entry.kind.clone().into()),
        ("record", entry.record.clone().into()),
        ("words", entry.words.clone().into()),
        ("record_version", version.into()),
        ("record_digest", stamp.into()),
    ];
    let digest = link(&head.digest, |name| {
        cells
            .iter()
            .find(|(column, _)| *column == name)
            .map_or(Cell::Null, |(_, cell)| cell.clone())
    });
    cells.push(("digest", digest.clone().into()));
    (Head { seq, digest }, cells)
}

/// The digest of one entry after the one before it.
pub fn link(before: &str, value: impl Fn(&str) -> Cell) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(before.as_bytes());
    for column in COVERED {
        hasher.update(b"\x1f");
        hasher.update(value(column).canonical().as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}
