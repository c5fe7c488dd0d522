//! Referrals into the MASH: saved with the state that lists need, listed by what is due.

pub mod partner;

use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::IncidentId;
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::referrals::{Referral, ReferralState};
use jiff::Timestamp;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order};

use crate::cell::Cell;
use crate::document::{Document, Stored};
use crate::engine::Store;
use crate::error::StoreError;
use crate::platform::read::scoped;

impl Document for Referral {
    const TABLE: &'static str = "mash_referral";
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
        // Whether answers are still to come is asked of the requests; the stored
        // state is the one that the referral's own record gives.
        let state = self.state(0);
        vec![
            ("state", state.code().into()),
            (
                "rag",
                self.rating()
                    .map(|rating| rating.rag.code().to_owned())
                    .into(),
            ),
            (
                "due_at",
                self.next_clock()
                    .map(hawthorn_domain::platform::deadline::Clock::due_at)
                    .into(),
            ),
            ("received_at", self.received_at.into()),
            (
                "incident",
                self.incident.map(|incident| incident.to_string()).into(),
            ),
            ("untold", i64::from(self.is_untold()).into()),
        ]
    }
}

impl Store {
    /// Referrals in these states: unrated first, then by what is due.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn referrals(
        &self,
        scope: &Scope,
        states: &[ReferralState],
        most: u64,
    ) -> Result<Vec<Stored<Referral>>, StoreError> {
        let mut asked = scoped::<Referral>(scope);
        asked.and_where(
            Expr::col(Alias::new("state")).is_in(states.iter().map(|state| state.code())),
        );
        asked
            .order_by(Alias::new("due_at"), Order::Asc)
            .order_by(Alias::new("received_at"), Order::Asc)
            .order_by(Alias::new("id"), Order::Asc)
            .limit(most);
        self.select(scope, &asked).await
    }

    /// How many referrals stand in these states, counting no further than `most`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn referral_count(
        &self,
        scope: &Scope,
        states: &[ReferralState],
        most: u64,
    ) -> Result<u64, StoreError> {
        let mut asked = scoped::<Referral>(scope);
        asked.and_where(
            Expr::col(Alias::new("state")).is_in(states.iter().map(|state| state.code())),
        );
        self.count_up_to(asked, most).await
    }

    /// How many referrals in these states are past what is due next, counting no further than `most`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn late_referrals(
        &self,
        scope: &Scope,
        state: ReferralState,
        now: Timestamp,
        most: u64,
    ) -> Result<u64, StoreError> {
        let mut asked = scoped::<Referral>(scope);
        asked
            .and_where(Expr::col(Alias::new("state")).eq(state.code()))
            .and_where(Expr::col(Alias::new("due_at")).lt(now.as_microsecond()));
        self.count_up_to(asked, most).await
    }

    /// The referral that came from an incident, if one did.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn referral_of(
        &self,
        scope: &Scope,
        incident: IncidentId,
    ) -> Result<Option<Stored<Referral>>, StoreError> {
        let mut asked = scoped::<Referral>(scope);
        asked
            .and_where(Expr::col(Alias::new("incident")).eq(incident.to_string()))
            .limit(1);
        Ok(self.select(scope, &asked).await?.into_iter().next())
    }
}
