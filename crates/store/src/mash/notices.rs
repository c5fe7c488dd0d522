//! Notices to health and schools: the hub's ledger, and what an agency has been told.

use hawthorn_domain::mash::notice::{Notice, NoticeState};
use hawthorn_domain::platform::actor::{AgencyCode, Scope};
use hawthorn_domain::platform::ids::IncidentId;
use hawthorn_domain::platform::restriction::Restriction;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order, Query};

use crate::cell::Cell;
use crate::document::{Document, Stored};
use crate::engine::Store;
use crate::error::StoreError;
use crate::platform::read::{read, scoped};
use crate::referrals::partner::with_its_incident;

impl Document for Notice {
    const TABLE: &'static str = "notice";
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
        let rule = format!("{}>{}", self.trigger.code(), self.recipient.code());
        let agency = self.agency.as_ref().map_or("", AgencyCode::as_str);
        vec![
            ("incident", self.incident.to_string().into()),
            ("rule", rule.into()),
            ("agency", agency.into()),
            ("state", self.state.code().into()),
            ("made_at", self.made_at.into()),
        ]
    }
    /// The hub reads the ledger; an agency reads what was sent to it, whatever the record.
    fn seen_by(&self, scope: &Scope) -> bool {
        let sent = matches!(self.state, NoticeState::Sent | NoticeState::Read);
        let mine = self.agency.as_ref() == Some(&scope.agency);
        self.area == scope.area && (scope.hub || (sent && mine))
    }
}

impl Store {
    /// The hub's ledger in one of these states, the newest first. What belongs to an
    /// incident that is not there for the reader is left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn notice_ledger(
        &self,
        scope: &Scope,
        states: &[NoticeState],
        most: u64,
    ) -> Result<Vec<Stored<Notice>>, StoreError> {
        let mut asked = scoped::<Notice>(scope);
        with_its_incident(scope, &mut asked);
        asked
            .and_where(
                Expr::col(Alias::new("state")).is_in(states.iter().map(|state| state.code())),
            )
            .order_by(Alias::new("made_at"), Order::Desc)
            .order_by(Alias::new("id"), Order::Desc)
            .limit(most);
        self.select(scope, &asked).await
    }

    /// Every notice of these incidents, for taking back what an import made; no reader is shown it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn notices_of(
        &self,
        incidents: &[IncidentId],
    ) -> Result<Vec<Stored<Notice>>, StoreError> {
        if incidents.is_empty() {
            return Ok(Vec::new());
        }
        let asked = Query::select()
            .columns(["id", "version", "body"].map(Alias::new))
            .from(Alias::new("notice"))
            .and_where(
                Expr::col(Alias::new("incident")).is_in(incidents.iter().map(ToString::to_string)),
            )
            .order_by(Alias::new("id"), Order::Asc)
            .to_owned();
        self.reader
            .query_all(&asked)
            .await?
            .iter()
            .map(read)
            .collect()
    }

    /// What was sent to one agency, the newest first. It is a grant: a notice that was
    /// released on a restricted record stands in that agency's list and in no other.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn notices_to(
        &self,
        scope: &Scope,
        agency: &AgencyCode,
        most: u64,
    ) -> Result<Vec<Stored<Notice>>, StoreError> {
        let mut asked = scoped::<Notice>(scope);
        asked
            .and_where(Expr::col(Alias::new("agency")).eq(agency.as_str()))
            .and_where(
                Expr::col(Alias::new("state"))
                    .is_in([NoticeState::Sent, NoticeState::Read].map(NoticeState::code)),
            )
            .order_by(Alias::new("made_at"), Order::Desc)
            .order_by(Alias::new("id"), Order::Desc)
            .limit(most);
        self.select(scope, &asked).await
    }
}
