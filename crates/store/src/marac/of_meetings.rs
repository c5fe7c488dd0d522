//! What several meetings heard and agreed, read at once for the figures (F31).

use hawthorn_domain::marac::meeting::MeetingState;
use hawthorn_domain::marac::{AgreedAction, MaracReferral, Meeting};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::MeetingId;
use jiff::Timestamp;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order};

use crate::document::Stored;
use crate::engine::Store;
use crate::error::StoreError;
use crate::platform::read::scoped;

impl Store {
    /// The meetings that began in a stretch of time and are over, oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn meetings_held(
        &self,
        scope: &Scope,
        from: Timestamp,
        before: Timestamp,
    ) -> Result<Vec<Stored<Meeting>>, StoreError> {
        let mut asked = scoped::<Meeting>(scope);
        asked
            .and_where(Expr::col(Alias::new("state")).eq(MeetingState::Closed.code()))
            .and_where(Expr::col(Alias::new("starts_at")).gte(from.as_microsecond()))
            .and_where(Expr::col(Alias::new("starts_at")).lt(before.as_microsecond()))
            .order_by(Alias::new("starts_at"), Order::Asc)
            .order_by(Alias::new("id"), Order::Asc);
        self.select(scope, &asked).await
    }

    /// The referrals on the agendas of these meetings.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn marac_referrals_of_meetings(
        &self,
        scope: &Scope,
        meetings: &[MeetingId],
    ) -> Result<Vec<Stored<MaracReferral>>, StoreError> {
        let ids: Vec<String> = meetings.iter().map(ToString::to_string).collect();
        let mut asked = scoped::<MaracReferral>(scope);
        asked
            .and_where(Expr::col(Alias::new("meeting")).is_in(ids.iter().map(String::as_str)))
            .order_by(Alias::new("id"), Order::Asc);
        self.select(scope, &asked).await
    }

    /// The actions that these meetings agreed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn actions_of_meetings(
        &self,
        scope: &Scope,
        meetings: &[MeetingId],
    ) -> Result<Vec<Stored<AgreedAction>>, StoreError> {
        let ids: Vec<String> = meetings.iter().map(ToString::to_string).collect();
        let mut asked = scoped::<AgreedAction>(scope);
        asked
            .and_where(Expr::col(Alias::new("meeting")).is_in(ids.iter().map(String::as_str)))
            .order_by(Alias::new("id"), Order::Asc);
        self.select(scope, &asked).await
    }
}
