//! The directory of services: each area's entries, few enough to be read whole and searched by the domain's own rule.

use std::collections::BTreeSet;

use hawthorn_domain::directory::DirectoryEntry;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::AreaCode;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order, Query};

use crate::cell::{Cell, Row};
use crate::document::{Document, Stored};
use crate::engine::Store;
use crate::error::StoreError;
use crate::platform::read::scoped;

/// The most entries that one area's directory is read with.
const MOST: u64 = 2_000;

impl Document for DirectoryEntry {
    const TABLE: &'static str = "directory_entry";
    fn key(&self) -> String {
        self.id.to_string()
    }
    fn area(&self) -> &str {
        self.area.as_str()
    }
    fn restriction(&self) -> &Restriction {
        &self.restriction
    }
    fn columns(&self) -> Vec<(&'static str, Cell)> {
        vec![
            ("code", self.code.as_str().into()),
            ("name", self.name().to_lowercase().into()),
            ("waiting", self.proposal.is_some().into()),
        ]
    }
    /// The directory is for everybody of the area, whether or not the hub's record is.
    fn seen_by(&self, scope: &Scope) -> bool {
        self.area() == scope.area.as_str()
    }
}

impl Store {
    /// Every entry of the area's directory, by name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn directory(
        &self,
        scope: &Scope,
    ) -> Result<Vec<Stored<DirectoryEntry>>, StoreError> {
        let mut asked = scoped::<DirectoryEntry>(scope);
        asked
            .order_by(Alias::new("name"), Order::Asc)
            .order_by(Alias::new("id"), Order::Asc)
            .limit(MOST);
        self.select(scope, &asked).await
    }

    /// The codes that the area's directory holds already, so that a file's entry is loaded once only.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn directory_codes(&self, area: &AreaCode) -> Result<BTreeSet<String>, StoreError> {
        let asked = Query::select()
            .column(Alias::new("code"))
            .from(Alias::new("directory_entry"))
            .and_where(Expr::col(Alias::new("area")).eq(area.as_str()))
            .to_owned();
        self.reader
            .query_all(&asked)
            .await?
            .iter()
            .map(|row| Row(row).text("code"))
            .collect()
    }
}
