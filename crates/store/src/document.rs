//! Records as documents: what each kind says of itself so that one path saves, lists and verifies all of them.

use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::restriction::Restriction;
use serde::{Serialize, de::DeserializeOwned};

use crate::cell::Cell;

/// A kind of record.
pub trait Document: Serialize + DeserializeOwned + Clone + Send + Sync {
    /// The table, which is also the kind in the audit log.
    const TABLE: &'static str;

    /// Its identifier as text.
    fn key(&self) -> String;
    /// The area's code; empty for what belongs to no area.
    fn area(&self) -> &str;
    /// How closely it is held.
    fn restriction(&self) -> &Restriction;
    /// The columns that lists filter and sort by, derived from the document alone.
    fn columns(&self) -> Vec<(&'static str, Cell)>;
    /// Rows of other tables that are derived from the document; each has an
    /// `owner` column that holds this document's key.
    fn rows(&self) -> Vec<(&'static str, Vec<(&'static str, Cell)>)> {
        Vec::new()
    }
    /// Whether a reader with this scope may be handed it at all. Which act is
    /// allowed on it is then for the access policies to say.
    fn seen_by(&self, scope: &Scope) -> bool {
        self.area() == scope.area.as_str() && scope.hub && open_to(self.restriction(), scope)
    }
}

/// Whether a restriction lets this reader in.
pub fn open_to(restriction: &Restriction, scope: &Scope) -> bool {
    !restriction.is_restricted()
        || scope.restricted
        || restriction.named.contains(&scope.account)
        || restriction.is_opened_to(scope.account, scope.at)
}

/// A record with the version it was read at, so that a later save can tell
/// whether somebody else saved in between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored<T> {
    /// The record.
    pub value: T,
    /// Its version: 1 when new, one more with each save.
    pub version: i64,
}

impl<T> std::ops::Deref for Stored<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}
