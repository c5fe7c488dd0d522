//! The referrals of a stretch of time, for the flags that pairs carry and for the figures (F21, F31).

use hawthorn_domain::marac::MaracReferral;
use hawthorn_domain::marac::referral::MaracState;
use hawthorn_domain::platform::actor::Scope;
use jiff::Timestamp;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order};

use crate::document::Stored;
use crate::engine::Store;
use crate::error::StoreError;
use crate::platform::read::scoped;

impl Store {
    /// Every referral made since a moment, whatever its state, oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn marac_referrals_since(
        &self,
        scope: &Scope,
        since: Timestamp,
    ) -> Result<Vec<Stored<MaracReferral>>, StoreError> {
        let mut asked = scoped::<MaracReferral>(scope);
        // Naming the states lets the index of area, state and date be used.
        asked
            .and_where(
                Expr::col(Alias::new("state")).is_in(MaracState::ALL.iter().map(|one| one.code())),
            )
            .and_where(Expr::col(Alias::new("referred_at")).gte(since.as_microsecond()))
            .order_by(Alias::new("referred_at"), Order::Asc)
            .order_by(Alias::new("id"), Order::Asc);
        self.select(scope, &asked).await
    }
}
