//! Clients of support services.

use hawthorn_domain::platform::actor::{AgencyCode, Scope};
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::support::SupportCase;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order};

use crate::cell::Cell;
use crate::document::{Document, Stored, open_to};
use crate::engine::Store;
use crate::error::StoreError;
use crate::platform::read::scoped;

impl Document for SupportCase {
    const TABLE: &'static str = "support_case";
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
            ("client", self.client.to_string().into()),
            ("agency", self.agency.as_str().into()),
            ("open", i64::from(self.is_open()).into()),
            ("due_at", self.first_contact.due_at().into()),
            ("owed_at", self.owed_at().into()),
        ]
    }
    /// A service sees its own clients; the policies say who else may.
    fn seen_by(&self, scope: &Scope) -> bool {
        self.area == scope.area && open_to(&self.restriction, scope)
    }
}

impl Store {
    /// A service's open clients, the most pressing first contact first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn open_clients(
        &self,
        scope: &Scope,
        agency: &AgencyCode,
        most: u64,
    ) -> Result<Vec<Stored<SupportCase>>, StoreError> {
        let mut asked = scoped::<SupportCase>(scope);
        asked
            .and_where(Expr::col(Alias::new("agency")).eq(agency.as_str()))
            .and_where(Expr::col(Alias::new("open")).eq(1))
            .order_by(Alias::new("due_at"), Order::Asc)
            .order_by(Alias::new("id"), Order::Asc)
            .limit(most);
        self.select(scope, &asked).await
    }

    /// The support cases of these records, oldest first, whoever has them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn support_cases_of(
        &self,
        scope: &Scope,
        people: &[PersonId],
    ) -> Result<Vec<Stored<SupportCase>>, StoreError> {
        let ids: Vec<String> = people.iter().map(ToString::to_string).collect();
        let mut asked = scoped::<SupportCase>(scope);
        asked
            .and_where(Expr::col(Alias::new("client")).is_in(ids.iter().map(String::as_str)))
            .order_by(Alias::new("id"), Order::Asc);
        self.select(scope, &asked).await
    }
}
