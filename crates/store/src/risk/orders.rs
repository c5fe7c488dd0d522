//! Protective orders, found by either of the two people.

use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::risk::order::ProtectiveOrder;
use sea_orm::sea_query::{Alias, Cond, Expr, ExprTrait, Order};

use crate::cell::Cell;
use crate::document::{Document, Stored, open_to};
use crate::engine::Store;
use crate::error::StoreError;
use crate::platform::read::scoped;

impl Document for ProtectiveOrder {
    const TABLE: &'static str = "protective_order";
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
            ("made", self.made.to_string().into()),
        ]
    }
    /// Those who act on orders need not sit in the hub; the policies say who they are.
    fn seen_by(&self, scope: &Scope) -> bool {
        self.area == scope.area && open_to(&self.restriction, scope)
    }
}

impl Store {
    /// The orders in which any of these records has a part, the newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn orders_of(
        &self,
        scope: &Scope,
        people: &[PersonId],
    ) -> Result<Vec<Stored<ProtectiveOrder>>, StoreError> {
        let ids: Vec<String> = people.iter().map(ToString::to_string).collect();
        let among =
            |column: &str| Expr::col(Alias::new(column)).is_in(ids.iter().map(String::as_str));
        let mut asked = scoped::<ProtectiveOrder>(scope);
        asked
            .cond_where(Cond::any().add(among("victim")).add(among("perpetrator")))
            .order_by(Alias::new("made"), Order::Desc)
            .order_by(Alias::new("id"), Order::Asc);
        self.select(scope, &asked).await
    }
}
