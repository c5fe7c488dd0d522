//! Nominations to MATAC, requests under the disclosure scheme, and supervisions by probation.

use hawthorn_domain::matac::disclosure::SchemeRequest;
use hawthorn_domain::matac::nomination::{Nomination, NominationState};
use hawthorn_domain::matac::supervision::Supervision;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_domain::platform::restriction::Restriction;
use sea_orm::sea_query::{Alias, Cond, Expr, ExprTrait, Order, SelectStatement};

use crate::cell::Cell;
use crate::document::{Document, Stored, open_to};
use crate::engine::Store;
use crate::error::StoreError;
use crate::platform::read::scoped;

impl Document for Nomination {
    const TABLE: &'static str = "nomination";
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
            ("person", self.person.to_string().into()),
            ("state", self.state().code().into()),
            ("at", self.at.into()),
        ]
    }
    /// Those who sit at MATAC need not sit in the hub; the policies say who they are.
    fn seen_by(&self, scope: &Scope) -> bool {
        self.area == scope.area && open_to(&self.restriction, scope)
    }
}

impl Document for SchemeRequest {
    const TABLE: &'static str = "scheme_request";
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
            ("person", self.person.to_string().into()),
            ("partner", self.partner.to_string().into()),
        ]
    }
    fn seen_by(&self, scope: &Scope) -> bool {
        self.area == scope.area && open_to(&self.restriction, scope)
    }
}

impl Document for Supervision {
    const TABLE: &'static str = "supervision";
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
            ("person", self.person.to_string().into()),
            ("open", i64::from(self.is_open()).into()),
        ]
    }
    fn seen_by(&self, scope: &Scope) -> bool {
        self.area == scope.area && open_to(&self.restriction, scope)
    }
}

impl Store {
    /// The supervisions of these records, the newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn supervisions_of(
        &self,
        scope: &Scope,
        people: &[PersonId],
    ) -> Result<Vec<Stored<Supervision>>, StoreError> {
        let mut asked = about::<Supervision>(scope, people);
        asked.order_by(Alias::new("id"), Order::Desc);
        self.select(scope, &asked).await
    }

    /// Nominations in one state, the newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn nominations(
        &self,
        scope: &Scope,
        state: NominationState,
        most: u64,
    ) -> Result<Vec<Stored<Nomination>>, StoreError> {
        let mut asked = scoped::<Nomination>(scope);
        asked
            .and_where(Expr::col(Alias::new("state")).eq(state.code()))
            .order_by(Alias::new("at"), Order::Desc)
            .order_by(Alias::new("id"), Order::Asc)
            .limit(most);
        self.select(scope, &asked).await
    }

    /// The nominations of these records, the newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn nominations_of(
        &self,
        scope: &Scope,
        people: &[PersonId],
    ) -> Result<Vec<Stored<Nomination>>, StoreError> {
        let mut asked = about::<Nomination>(scope, people);
        asked
            .order_by(Alias::new("at"), Order::Desc)
            .order_by(Alias::new("id"), Order::Asc);
        self.select(scope, &asked).await
    }

    /// The requests under the disclosure scheme about these records.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn scheme_requests_about(
        &self,
        scope: &Scope,
        people: &[PersonId],
    ) -> Result<Vec<Stored<SchemeRequest>>, StoreError> {
        let mut asked = about::<SchemeRequest>(scope, people);
        asked.order_by(Alias::new("id"), Order::Asc);
        self.select(scope, &asked).await
    }

    /// The requests under the disclosure scheme in which any of these records has a part.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn scheme_requests_of(
        &self,
        scope: &Scope,
        people: &[PersonId],
    ) -> Result<Vec<Stored<SchemeRequest>>, StoreError> {
        let ids: Vec<String> = people.iter().map(ToString::to_string).collect();
        let among =
            |column: &str| Expr::col(Alias::new(column)).is_in(ids.iter().map(String::as_str));
        let mut asked = scoped::<SchemeRequest>(scope);
        asked
            .cond_where(Cond::any().add(among("person")).add(among("partner")))
            .order_by(Alias::new("id"), Order::Asc);
        self.select(scope, &asked).await
    }
}

/// What was recorded about any of these records of a person, within the scope.
fn about<T: Document>(scope: &Scope, people: &[PersonId]) -> SelectStatement {
    let mut asked = scoped::<T>(scope);
    asked.and_where(Expr::col(Alias::new("person")).is_in(people.iter().map(ToString::to_string)));
    asked
}
