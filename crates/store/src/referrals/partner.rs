//! Partners' referrals, consultations, and who was pointed to which service.

use hawthorn_domain::incidents::Incident;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::referrals::{Consultation, PartnerReferral, Signpost};
use sea_orm::sea_query::{Alias, Cond, Expr, ExprTrait, Order, Query, SelectStatement};

use crate::cell::Cell;
use crate::document::{Document, Stored};
use crate::engine::Store;
use crate::error::StoreError;
use crate::platform::read::{scoped, visible};

impl Document for PartnerReferral {
    const TABLE: &'static str = "partner_referral";
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
        let incident = self.incident.map(|incident| incident.to_string());
        vec![
            ("state", state(self.is_open()).into()),
            ("police", state(self.police.taken.is_none()).into()),
            ("received_at", self.received_at.into()),
            ("incident", incident.into()),
        ]
    }
}

impl Document for Consultation {
    const TABLE: &'static str = "consultation";
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
            ("state", state(self.end.is_none()).into()),
            ("at", self.at.into()),
        ]
    }
}

impl Document for Signpost {
    const TABLE: &'static str = "signpost";
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
            ("record", self.from.record().into()),
            ("service", self.service.as_str().into()),
            ("at", self.at.into()),
        ]
    }
}

fn state(open: bool) -> &'static str {
    if open { "open" } else { "done" }
}

/// Leaves out what belongs to an incident that is not there for this reader. What
/// belongs to none is judged by its own restriction alone.
pub(crate) fn with_its_incident(scope: &Scope, asked: &mut SelectStatement) {
    let mut there = Query::select();
    there
        .column(Alias::new("id"))
        .from(Alias::new(Incident::TABLE))
        .and_where(Expr::col(Alias::new("area")).eq(scope.area.as_str()));
    if !scope.restricted {
        there.cond_where(visible(scope));
    }
    asked.cond_where(
        Cond::any()
            .add(Expr::col(Alias::new("incident")).is_null())
            .add(Expr::col(Alias::new("incident")).in_subquery(there)),
    );
}

impl Store {
    /// Partners' referrals, the oldest first: those that wait for their checks, those
    /// whose word to police waits, or those that are done with, the newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn partner_referrals(
        &self,
        scope: &Scope,
        waits: PartnerList,
        most: u64,
    ) -> Result<Vec<Stored<PartnerReferral>>, StoreError> {
        let mut asked = scoped::<PartnerReferral>(scope);
        with_its_incident(scope, &mut asked);
        let (column, wanted, order) = match waits {
            PartnerList::ToScreen => ("state", "open", Order::Asc),
            PartnerList::ForPolice => ("police", "open", Order::Asc),
            PartnerList::Done => ("state", "done", Order::Desc),
        };
        asked
            .and_where(Expr::col(Alias::new(column)).eq(wanted))
            .order_by(Alias::new("received_at"), order.clone())
            .order_by(Alias::new("id"), order)
            .limit(most);
        self.select(scope, &asked).await
    }

    /// Consultations, the newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn consultations(
        &self,
        scope: &Scope,
        most: u64,
    ) -> Result<Vec<Stored<Consultation>>, StoreError> {
        let mut asked = scoped::<Consultation>(scope);
        asked
            .order_by(Alias::new("at"), Order::Desc)
            .order_by(Alias::new("id"), Order::Desc)
            .limit(most);
        self.select(scope, &asked).await
    }

    /// The services that somebody was pointed to from a record, in order. The caller
    /// has asked whether the record is there for the reader.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn signposts_of(
        &self,
        scope: &Scope,
        record: &str,
    ) -> Result<Vec<Stored<Signpost>>, StoreError> {
        let mut asked = scoped::<Signpost>(scope);
        asked
            .and_where(Expr::col(Alias::new("record")).eq(record))
            .order_by(Alias::new("at"), Order::Asc)
            .order_by(Alias::new("id"), Order::Asc)
            .limit(100);
        self.select(scope, &asked).await
    }
}

/// Which partners' referrals a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartnerList {
    /// Waiting for checks and decision.
    ToScreen,
    /// The word to police waits to be taken up.
    ForPolice,
    /// Decided.
    Done,
}
