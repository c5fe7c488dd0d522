//! Word to the keepers of restricted records: what happened to one, and who has looked into it (R214, R218).

use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::audit::Doer;
use hawthorn_domain::platform::ids::KeeperNoticeId;
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::AreaCode;
use jiff::Timestamp;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order};
use serde::{Deserialize, Serialize};

use crate::cell::Cell;
use crate::document::{Document, Stored};
use crate::engine::Store;
use crate::error::StoreError;
use crate::platform::read::scoped;

hawthorn_domain::codes! {
    /// What the keepers of a restricted record are told.
    pub enum NoticeKind {
        Restricted = "restricted", "A record was restricted";
        Opened = "opened", "A record was opened in an emergency";
        Searched = "searched", "Somebody’s search would have found it";
        Refused = "refused", "Somebody tried to open it";
    }
}

/// Who looked into it, and what they made of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewed {
    /// Who.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
    /// In words.
    pub note: String,
}

/// One notice. Only the keepers of restricted records are handed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeeperNotice {
    /// Its identifier.
    pub id: KeeperNoticeId,
    /// The area.
    pub area: AreaCode,
    /// What happened.
    pub kind: NoticeKind,
    /// The kind of record, as the log names it.
    pub record_kind: String,
    /// The record.
    pub record: String,
    /// Whose act it was.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
    /// What happened, in one sentence that does not tell the case.
    pub words: String,
    /// Who looked into it; none while it waits.
    pub reviewed: Option<Reviewed>,
    /// Held as closely as the record, with nobody named.
    pub restriction: Restriction,
}

impl Document for KeeperNotice {
    const TABLE: &'static str = "keeper_notice";
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
        let state = if self.reviewed.is_some() {
            "reviewed"
        } else {
            "open"
        };
        vec![
            ("kind", self.kind.code().into()),
            ("state", state.into()),
            ("record", self.record.as_str().into()),
            ("made_at", self.at.into()),
        ]
    }
}

impl Store {
    /// Notices that wait for a keeper, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn open_keeper_notices(
        &self,
        scope: &Scope,
        most: u64,
    ) -> Result<Vec<Stored<KeeperNotice>>, StoreError> {
        let mut asked = scoped::<KeeperNotice>(scope);
        asked
            .and_where(Expr::col(Alias::new("state")).eq("open"))
            .order_by(Alias::new("made_at"), Order::Desc)
            .order_by(Alias::new("id"), Order::Desc)
            .limit(most);
        self.select(scope, &asked).await
    }

    /// Notices about one record, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn keeper_notices_of(
        &self,
        scope: &Scope,
        record: &str,
        most: u64,
    ) -> Result<Vec<Stored<KeeperNotice>>, StoreError> {
        let mut asked = scoped::<KeeperNotice>(scope);
        asked
            .and_where(Expr::col(Alias::new("record")).eq(record))
            .order_by(Alias::new("made_at"), Order::Desc)
            .order_by(Alias::new("id"), Order::Desc)
            .limit(most);
        self.select(scope, &asked).await
    }

    /// Restricted incidents of the area that the reader may be handed, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn restricted_records<T: Document>(
        &self,
        scope: &Scope,
        most: u64,
    ) -> Result<Vec<Stored<T>>, StoreError> {
        let mut asked = scoped::<T>(scope);
        asked
            .and_where(Expr::col(Alias::new("restricted")).eq(1))
            .order_by(Alias::new("id"), Order::Desc)
            .limit(most);
        self.select(scope, &asked).await
    }
}
