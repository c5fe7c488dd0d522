//! The ledger of sharing, read by person and by what brought a line about.

use hawthorn_domain::people::Disclosure;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_domain::platform::restriction::Restriction;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order, Query};

use crate::cell::Cell;
use crate::document::{Document, Stored};
use crate::engine::Store;
use crate::error::StoreError;
use crate::platform::read::scoped;

impl Document for Disclosure {
    const TABLE: &'static str = "disclosure";
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
            ("source", self.shared_by.record().into()),
            ("at", self.at.into()),
        ]
    }
    fn rows(&self) -> Vec<(&'static str, Vec<(&'static str, Cell)>)> {
        self.people
            .iter()
            .map(|person| {
                (
                    "disclosure_person",
                    vec![
                        ("owner", self.key().into()),
                        ("person", person.to_string().into()),
                        ("at", self.at.into()),
                    ],
                )
            })
            .collect()
    }
}

impl Store {
    /// Everything shared about any of these records of one person, the newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn disclosures_about(
        &self,
        scope: &Scope,
        people: &[PersonId],
        most: u64,
    ) -> Result<Vec<Stored<Disclosure>>, StoreError> {
        let theirs = Query::select()
            .column(Alias::new("owner"))
            .from(Alias::new("disclosure_person"))
            .and_where(
                Expr::col(Alias::new("person")).is_in(people.iter().map(ToString::to_string)),
            )
            .to_owned();
        let mut asked = scoped::<Disclosure>(scope);
        asked
            .and_where(Expr::col(Alias::new("id")).in_subquery(theirs))
            .order_by(Alias::new("at"), Order::Desc)
            .order_by(Alias::new("id"), Order::Desc)
            .limit(most);
        self.select(scope, &asked).await
    }

    /// The lines that one record brought about and that have not ended, the oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn disclosures_by(
        &self,
        scope: &Scope,
        source: &str,
    ) -> Result<Vec<Stored<Disclosure>>, StoreError> {
        let mut asked = scoped::<Disclosure>(scope);
        asked
            .and_where(Expr::col(Alias::new("source")).eq(source))
            .order_by(Alias::new("at"), Order::Asc)
            .order_by(Alias::new("id"), Order::Asc)
            .limit(200);
        let mut found: Vec<Stored<Disclosure>> = self.select(scope, &asked).await?;
        found.retain(|line| line.ended_at.is_none());
        Ok(found)
    }
}
