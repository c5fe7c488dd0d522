//! The incidents of people: all of some, and the newest of each (R44, R69, R70).

use std::collections::HashMap;

use hawthorn_domain::incidents::{Incident, PartyRole};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::PersonId;
use jiff::Timestamp;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order, Query};

use crate::cell::Row;
use crate::document::Stored;
use crate::engine::Store;
use crate::error::StoreError;

/// How many restricted incidents of a person a list may pass over and still be full.
const MOST_HIDDEN: u64 = 50;
/// Identifiers that are asked for in one statement.
const AT_ONCE: usize = 500;

impl Store {
    /// Every incident that any of these records has a part in, newest first, with at most `most` of them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn incidents_of(
        &self,
        scope: &Scope,
        people: &[PersonId],
        most: u64,
    ) -> Result<Vec<Stored<Incident>>, StoreError> {
        // The people's own index finds the incidents; asked by area, the engine
        // would read every incident there is.
        let ids: Vec<String> = people.iter().map(ToString::to_string).collect();
        let asked = Query::select()
            .distinct()
            .column(Alias::new("owner"))
            .column(Alias::new("at"))
            .from(Alias::new("incident_party"))
            .and_where(Expr::col(Alias::new("person")).is_in(ids.iter().map(String::as_str)))
            .order_by(Alias::new("at"), Order::Desc)
            .limit(most.saturating_add(MOST_HIDDEN))
            .to_owned();
        let owners: Vec<String> = self
            .reader
            .query_all(&asked)
            .await?
            .iter()
            .map(|found| Row(found).text("owner"))
            .collect::<Result<_, _>>()?;
        let mut found = self.get_many::<Incident>(scope, &owners).await?;
        found.truncate(usize::try_from(most).unwrap_or(usize::MAX));
        Ok(found)
    }

    /// Every incident since a moment in which one of these records is the victim,
    /// in no particular order.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn incidents_of_victims_since(
        &self,
        scope: &Scope,
        victims: &[PersonId],
        since: Timestamp,
    ) -> Result<Vec<Stored<Incident>>, StoreError> {
        let mut found = Vec::new();
        for chunk in victims.chunks(AT_ONCE) {
            let ids: Vec<String> = chunk.iter().map(ToString::to_string).collect();
            let owners = Query::select()
                .column(Alias::new("owner"))
                .from(Alias::new("incident_party"))
                .and_where(Expr::col(Alias::new("person")).is_in(ids.iter().map(String::as_str)))
                .and_where(Expr::col(Alias::new("at")).gte(since.as_microsecond()))
                .and_where(Expr::col(Alias::new("role")).eq(PartyRole::Victim.code()))
                .to_owned();
            let mut asked = Query::select();
            asked
                .columns(["id", "version", "body"].map(Alias::new))
                .from(Alias::new("incident"))
                .and_where(Expr::col(Alias::new("id")).in_subquery(owners));
            found.extend(self.select(scope, &asked).await?);
        }
        found.sort_by_key(|incident: &Stored<Incident>| incident.id);
        found.dedup_by_key(|incident| incident.id);
        Ok(found)
    }

    /// For each of these records, the newest incident it has a part in, with the
    /// part; those of restricted incidents only for a reader who may open them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn newest_incident_of_each(
        &self,
        scope: &Scope,
        people: &[PersonId],
    ) -> Result<HashMap<PersonId, (String, PartyRole)>, StoreError> {
        let mut newest = HashMap::new();
        for chunk in people.chunks(AT_ONCE) {
            let ids: Vec<String> = chunk.iter().map(ToString::to_string).collect();
            let party = Alias::new("incident_party");
            let incident = Alias::new("incident");
            let mut asked = Query::select();
            asked
                .column((party.clone(), Alias::new("person")))
                .column((party.clone(), Alias::new("role")))
                .column((incident.clone(), Alias::new("reference")))
                .from(party.clone())
                .inner_join(
                    incident.clone(),
                    Expr::col((incident.clone(), Alias::new("id")))
                        .equals((party.clone(), Alias::new("owner"))),
                )
                .and_where(
                    Expr::col((party.clone(), Alias::new("person")))
                        .is_in(ids.iter().map(String::as_str)),
                )
                .order_by((party.clone(), Alias::new("at")), Order::Asc);
            if !scope.restricted {
                asked.and_where(Expr::col((incident, Alias::new("restricted"))).eq(0));
            }
            for found in self.reader.query_all(&asked).await? {
                let row = Row(&found);
                if let (Ok(person), Some(role)) = (
                    row.text("person")?.parse(),
                    PartyRole::from_code(&row.text("role")?),
                ) {
                    newest.insert(person, (row.text("reference")?, role));
                }
            }
        }
        Ok(newest)
    }
}
