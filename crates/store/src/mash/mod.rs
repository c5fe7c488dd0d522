//! Requests for information: an agency's inbox, and the answers to one referral.

pub mod notices;

use hawthorn_domain::mash::request::InformationRequest;
use hawthorn_domain::platform::actor::{AgencyCode, Scope};
use hawthorn_domain::platform::ids::ReferralId;
use hawthorn_domain::platform::restriction::Restriction;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order};

use crate::cell::Cell;
use crate::document::{Document, Stored, open_to};
use crate::engine::Store;
use crate::error::StoreError;
use crate::platform::read::{page_up, scoped};

impl Document for InformationRequest {
    const TABLE: &'static str = "information_request";
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
            ("referral", self.referral.to_string().into()),
            ("agency", self.agency.as_str().into()),
            ("state", request_state(self).into()),
            ("due_at", self.clock.due_at().into()),
            ("asked_at", self.asked_at.into()),
        ]
    }
    /// The hub reads them all; an agency outside it reads those addressed to it (R134).
    fn seen_by(&self, scope: &Scope) -> bool {
        self.area == scope.area
            && (scope.hub || self.agency == scope.agency)
            && (open_to(&self.restriction, scope) || self.agency == scope.agency)
    }
}

/// `open`, `answered` or `withdrawn`.
pub fn request_state(request: &InformationRequest) -> &'static str {
    match (&request.reply, request.withdrawn_at) {
        (_, Some(_)) => "withdrawn",
        (Some(_), None) => "answered",
        (None, None) => "open",
    }
}

impl Store {
    /// An agency's inbox: requests in one state, due first. A restricted
    /// referral's request stands in the inbox of the agency it was sent to and in
    /// nobody else's.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn requests_to(
        &self,
        scope: &Scope,
        agency: &AgencyCode,
        state: &str,
        most: u64,
    ) -> Result<Vec<Stored<InformationRequest>>, StoreError> {
        let whole = Scope {
            restricted: true,
            ..scope.clone()
        };
        let mut asked = scoped::<InformationRequest>(&whole);
        asked
            .and_where(Expr::col(Alias::new("agency")).eq(agency.as_str()))
            .and_where(Expr::col(Alias::new("state")).eq(state));
        page_up(&mut asked, "due_at", None, most);
        self.select(scope, &asked).await
    }

    /// The requests of one referral, in the order asked.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn requests_of(
        &self,
        scope: &Scope,
        referral: ReferralId,
    ) -> Result<Vec<Stored<InformationRequest>>, StoreError> {
        let mut asked = scoped::<InformationRequest>(scope);
        asked
            .and_where(Expr::col(Alias::new("referral")).eq(referral.to_string()))
            .order_by(Alias::new("asked_at"), Order::Asc)
            .order_by(Alias::new("agency"), Order::Asc);
        self.select(scope, &asked).await
    }
}
