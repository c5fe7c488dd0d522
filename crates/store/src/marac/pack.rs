//! The copies of a meeting's pack that people took.

use hawthorn_domain::marac::pack::PackCopy;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::{AccountId, MeetingId};
use hawthorn_domain::platform::restriction::Restriction;
use sea_orm::sea_query::{Alias, Expr, ExprTrait};

use crate::cell::Cell;
use crate::document::{Document, Stored};
use crate::engine::Store;
use crate::error::StoreError;
use crate::platform::read::scoped;

impl Document for PackCopy {
    const TABLE: &'static str = "pack_copy";
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
            ("meeting", self.meeting.to_string().into()),
            ("account", self.account.to_string().into()),
        ]
    }
    /// Each sees their own copy alone.
    fn seen_by(&self, scope: &Scope) -> bool {
        self.area == scope.area && self.account == scope.account
    }
}

impl Store {
    /// The reader's copy of a meeting's pack, if they took one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn pack_copy(
        &self,
        scope: &Scope,
        meeting: MeetingId,
        account: AccountId,
    ) -> Result<Option<Stored<PackCopy>>, StoreError> {
        let mut asked = scoped::<PackCopy>(scope);
        asked
            .and_where(Expr::col(Alias::new("meeting")).eq(meeting.to_string()))
            .and_where(Expr::col(Alias::new("account")).eq(account.to_string()));
        Ok(self.select(scope, &asked).await?.into_iter().next())
    }
}
