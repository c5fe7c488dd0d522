//! MARAC referrals, meetings and agreed actions.

pub mod live;
mod of_meetings;
mod pack;
mod since;

use hawthorn_domain::marac::meeting::MeetingState;
use hawthorn_domain::marac::referral::MaracState;
use hawthorn_domain::marac::{AgreedAction, MaracReferral, Meeting};
use hawthorn_domain::platform::actor::{AgencyCode, Scope};
use hawthorn_domain::platform::ids::{MaracReferralId, MeetingId, PersonId};
use hawthorn_domain::platform::restriction::Restriction;
use jiff::Timestamp;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order};

use crate::cell::Cell;
use crate::document::{Document, Stored, open_to};
use crate::engine::Store;
use crate::error::StoreError;
use crate::platform::read::scoped;

static OPEN: Restriction = Restriction {
    closeness: hawthorn_domain::platform::restriction::Closeness::Open,
    why: String::new(),
    named: Vec::new(),
    opened: Vec::new(),
};

impl Document for MaracReferral {
    const TABLE: &'static str = "marac_referral";
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
            ("victim", self.victim.to_string().into()),
            ("perpetrator", self.perpetrator.to_string().into()),
            ("state", self.state().code().into()),
            (
                "meeting",
                self.meeting.map(|meeting| meeting.to_string()).into(),
            ),
            ("referred_at", self.referred_at.into()),
            ("heard_at", self.heard_at.into()),
        ]
    }
    /// MARAC's members need not sit in the hub; the policies say who is one.
    fn seen_by(&self, scope: &Scope) -> bool {
        self.area == scope.area
            && open_to(&self.restriction, scope)
            && !self.kept_from().contains(&scope.account)
    }
}

impl Document for Meeting {
    const TABLE: &'static str = "meeting";
    fn key(&self) -> String {
        self.id.to_string()
    }
    fn area(&self) -> &str {
        self.area.as_str()
    }
    fn restriction(&self) -> &Restriction {
        &OPEN
    }
    fn columns(&self) -> Vec<(&'static str, Cell)> {
        vec![
            ("state", self.state().code().into()),
            ("venue", self.venue.as_str().into()),
            ("starts_at", self.starts_at.into()),
        ]
    }
    fn seen_by(&self, scope: &Scope) -> bool {
        self.area == scope.area
    }
}

impl Document for AgreedAction {
    const TABLE: &'static str = "agreed_action";
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
            ("referral", self.referral.to_string().into()),
            ("agency", self.agency.as_str().into()),
            ("state", self.state().code().into()),
            ("due", self.due.to_string().into()),
        ]
    }
    fn seen_by(&self, scope: &Scope) -> bool {
        self.area == scope.area
            && (open_to(&self.restriction, scope) || self.agency == scope.agency)
            && !self.kept_from.contains(&scope.account)
    }
}

impl Store {
    /// MARAC referrals in one state, oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn marac_referrals(
        &self,
        scope: &Scope,
        state: MaracState,
        most: u64,
    ) -> Result<Vec<Stored<MaracReferral>>, StoreError> {
        let mut asked = scoped::<MaracReferral>(scope);
        asked
            .and_where(Expr::col(Alias::new("state")).eq(state.code()))
            .order_by(Alias::new("referred_at"), Order::Asc)
            .order_by(Alias::new("id"), Order::Asc)
            .limit(most);
        self.select(scope, &asked).await
    }

    /// Every MARAC referral in which any of these records is the victim. It is read
    /// for the criteria whatever the reader's scope, since a repeat must be spotted
    /// on restricted cases too (T7); what is shown of it is for the caller to mask.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn marac_referrals_of_victim(
        &self,
        scope: &Scope,
        victims: &[PersonId],
    ) -> Result<Vec<Stored<MaracReferral>>, StoreError> {
        let ids: Vec<String> = victims.iter().map(ToString::to_string).collect();
        let whole = Scope {
            restricted: true,
            ..scope.clone()
        };
        let mut asked = scoped::<MaracReferral>(&whole);
        asked
            .and_where(Expr::col(Alias::new("victim")).is_in(ids.iter().map(String::as_str)))
            .order_by(Alias::new("referred_at"), Order::Asc);
        self.select(&whole, &asked).await
    }

    /// The referrals on a meeting's agenda, in no particular order.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn marac_referrals_at(
        &self,
        scope: &Scope,
        meeting: MeetingId,
    ) -> Result<Vec<Stored<MaracReferral>>, StoreError> {
        let mut asked = scoped::<MaracReferral>(scope);
        asked.and_where(Expr::col(Alias::new("meeting")).eq(meeting.to_string()));
        self.select(scope, &asked).await
    }

    /// Meetings in these states from a moment on, soonest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn meetings(
        &self,
        scope: &Scope,
        states: &[MeetingState],
        from: Option<Timestamp>,
        most: u64,
    ) -> Result<Vec<Stored<Meeting>>, StoreError> {
        let whole = Scope {
            restricted: true,
            ..scope.clone()
        };
        let mut asked = scoped::<Meeting>(&whole);
        asked.and_where(
            Expr::col(Alias::new("state")).is_in(states.iter().map(|state| state.code())),
        );
        if let Some(from) = from {
            asked.and_where(Expr::col(Alias::new("starts_at")).gte(from.as_microsecond()));
        }
        asked
            .order_by(Alias::new("starts_at"), Order::Asc)
            .limit(most);
        self.select(scope, &asked).await
    }

    /// The most recent closed meetings, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn past_meetings(
        &self,
        scope: &Scope,
        most: u64,
    ) -> Result<Vec<Stored<Meeting>>, StoreError> {
        let whole = Scope {
            restricted: true,
            ..scope.clone()
        };
        let mut asked = scoped::<Meeting>(&whole);
        asked
            .and_where(Expr::col(Alias::new("state")).eq(MeetingState::Closed.code()))
            .order_by(Alias::new("starts_at"), Order::Desc)
            .limit(most);
        self.select(scope, &asked).await
    }

    /// Open actions by due date: one agency's, or every agency's.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn open_actions(
        &self,
        scope: &Scope,
        agency: Option<&AgencyCode>,
        most: u64,
    ) -> Result<Vec<Stored<AgreedAction>>, StoreError> {
        let own = agency.is_some_and(|agency| *agency == scope.agency);
        let mut asked = scoped::<AgreedAction>(&Scope {
            restricted: scope.restricted || own,
            ..scope.clone()
        });
        asked.and_where(Expr::col(Alias::new("state")).eq("open"));
        if let Some(agency) = agency {
            asked.and_where(Expr::col(Alias::new("agency")).eq(agency.as_str()));
        }
        asked
            .order_by(Alias::new("due"), Order::Asc)
            .order_by(Alias::new("id"), Order::Asc)
            .limit(most);
        self.select(scope, &asked).await
    }

    /// The actions agreed for one referral, or at one meeting.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn actions_of(
        &self,
        scope: &Scope,
        referral: MaracReferralId,
    ) -> Result<Vec<Stored<AgreedAction>>, StoreError> {
        let mut asked = scoped::<AgreedAction>(scope);
        asked
            .and_where(Expr::col(Alias::new("referral")).eq(referral.to_string()))
            .order_by(Alias::new("id"), Order::Asc);
        self.select(scope, &asked).await
    }
}
