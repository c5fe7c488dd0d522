//! Incidents: the worklist, and knowing a report again.

pub mod desk;
mod of_people;

use std::collections::HashMap;

use hawthorn_domain::incidents::screening::{self, Queue};
use hawthorn_domain::incidents::{Incident, PartyRole};
use hawthorn_domain::people::Person;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::{AccountId, ImportId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_domain::risk::RiskLevel;
use jiff::Timestamp;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Cond, Expr, ExprTrait, Order, Query, SelectStatement};

use crate::cell::{Cell, Row};
use crate::document::{Document, Stored};
use crate::engine::Store;
use crate::error::StoreError;
use crate::platform::read::{After, page_up, read, scoped};

impl Document for Incident {
    const TABLE: &'static str = "incident";
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
        let queue = screening::queue(self);
        let open = queue != Queue::Done;
        let claim = self.screening.claim.as_ref().filter(|_| open);
        let decision = self.screening.decision.as_ref();
        vec![
            ("reference", self.reference.as_str().into()),
            ("content", self.content.as_str().into()),
            ("level", self.level().code().into()),
            ("queue", queue.code().into()),
            ("received_at", self.received_at.into()),
            ("reported_at", self.reported_at.into()),
            ("due_at", open.then(|| self.screening.clock.due_at()).into()),
            (
                "claimed_by",
                claim
                    .and_then(|claim| claim.by.account)
                    .map(|account| account.to_string())
                    .into(),
            ),
            ("claimed_until", claim.map(|claim| claim.until).into()),
            ("decided_at", decision.map(|decision| decision.at).into()),
            (
                "outcome",
                decision
                    .map(|decision| decision.outcome.code().to_owned())
                    .into(),
            ),
            (
                "import",
                self.import.map(|import| import.to_string()).into(),
            ),
            ("children", (self.children().count() as i64).into()),
        ]
    }
    fn rows(&self) -> Vec<(&'static str, Vec<(&'static str, Cell)>)> {
        self.parties
            .iter()
            .map(|party| {
                (
                    "incident_party",
                    vec![
                        ("owner", self.key().into()),
                        ("person", party.person.to_string().into()),
                        ("role", party.role.code().into()),
                        ("area", self.area.as_str().into()),
                        ("restricted", self.restriction.is_restricted().into()),
                        ("at", self.reported_at.into()),
                    ],
                )
            })
            .collect()
    }
}

/// What a worklist shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorklistFilter {
    /// The queue; every queue when none.
    pub queue: Option<Queue>,
    /// The level; every level when none.
    pub level: Option<RiskLevel>,
    /// Only what this account holds now.
    pub held_by: Option<AccountId>,
}

impl Store {
    /// One page of the worklist, due first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn worklist(
        &self,
        scope: &Scope,
        filter: &WorklistFilter,
        now: Timestamp,
        after: Option<&After>,
        most: u64,
    ) -> Result<Vec<Stored<Incident>>, StoreError> {
        let mut asked = filtered(scope, filter, now);
        // What is done has no due time; it is read by the time of receipt.
        page_up(
            &mut asked,
            if filter.queue == Some(Queue::Done) {
                "received_at"
            } else {
                "due_at"
            },
            after,
            most,
        );
        self.select(scope, &asked).await
    }

    /// How many incidents a worklist holds, counting no further than `most`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn worklist_count(
        &self,
        scope: &Scope,
        filter: &WorklistFilter,
        now: Timestamp,
        most: u64,
    ) -> Result<u64, StoreError> {
        self.count_up_to(filtered(scope, filter, now), most).await
    }

    /// How many incidents each of these worklists holds, and after them how many
    /// were decided since a moment, none counted further than `most`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn worklist_counts(
        &self,
        scope: &Scope,
        filters: [&WorklistFilter; 3],
        now: Timestamp,
        since: Timestamp,
        most: u64,
    ) -> Result<[u64; 4], StoreError> {
        let [first, second, third] = filters.map(|filter| filtered(scope, filter, now));
        let lists = [first, second, third, decided(scope, since)];
        self.counts_up_to(lists, most).await
    }

    /// How many incidents were decided since a moment, counting no further than `most`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn decided_since(
        &self,
        scope: &Scope,
        since: Timestamp,
        most: u64,
    ) -> Result<u64, StoreError> {
        self.count_up_to(decided(scope, since), most).await
    }

    /// One page of the incidents decided since a moment, in the order of receipt:
    /// of every level, or of one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn decided_page(
        &self,
        scope: &Scope,
        since: Timestamp,
        level: Option<RiskLevel>,
        after: Option<&After>,
        most: u64,
    ) -> Result<Vec<Stored<Incident>>, StoreError> {
        let mut asked = filtered(
            scope,
            &WorklistFilter {
                level,
                ..WorklistFilter::default()
            },
            since,
        );
        // What was decided is picked out by itself, so that the index on the time of
        // decision is used and not the much longer one on the time of receipt.
        let decided = Query::select()
            .column(Alias::new("id"))
            .from(Alias::new("incident"))
            .and_where(Expr::col(Alias::new("area")).eq(scope.area.as_str()))
            .and_where(Expr::col(Alias::new("decided_at")).gte(since.as_microsecond()))
            .to_owned();
        asked.and_where(Expr::col(Alias::new("id")).in_subquery(decided));
        page_up(&mut asked, "received_at", after, most);
        self.select(scope, &asked).await
    }

    /// The incident that waits longest and that nobody else holds.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn next_to_screen(
        &self,
        scope: &Scope,
        now: Timestamp,
    ) -> Result<Option<Stored<Incident>>, StoreError> {
        let mut asked = filtered(
            scope,
            &WorklistFilter {
                queue: Some(Queue::ToScreen),
                ..WorklistFilter::default()
            },
            now,
        );
        asked.cond_where(
            Cond::any()
                .add(Expr::col(Alias::new("claimed_until")).is_null())
                .add(Expr::col(Alias::new("claimed_until")).lte(now.as_microsecond()))
                .add(Expr::col(Alias::new("claimed_by")).eq(scope.account.to_string())),
        );
        page_up(&mut asked, "due_at", None, 1);
        Ok(self.select(scope, &asked).await?.into_iter().next())
    }

    /// The incident with this source reference, for telling whether a report is here already.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn incident_by_reference(
        &self,
        area: &AreaCode,
        reference: &str,
    ) -> Result<Option<Stored<Incident>>, StoreError> {
        let asked = Query::select()
            .columns(["id", "version", "body"].map(Alias::new))
            .from(Alias::new("incident"))
            .and_where(Expr::col(Alias::new("area")).eq(area.as_str()))
            .and_where(Expr::col(Alias::new("reference")).eq(reference))
            .to_owned();
        self.reader
            .query_one(&asked)
            .await?
            .map(|row| read(&row))
            .transpose()
    }

    /// Which of these references are here already, with the digest of each one's content.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn known_references(
        &self,
        area: &AreaCode,
        references: &[String],
    ) -> Result<HashMap<String, (String, String)>, StoreError> {
        let asked = Query::select()
            .columns(["reference", "content", "id"].map(Alias::new))
            .from(Alias::new("incident"))
            .and_where(Expr::col(Alias::new("area")).eq(area.as_str()))
            .and_where(
                Expr::col(Alias::new("reference")).is_in(references.iter().map(String::as_str)),
            )
            .to_owned();
        self.reader
            .query_all(&asked)
            .await?
            .iter()
            .map(|found| {
                Ok((
                    Row(found).text("reference")?,
                    (Row(found).text("content")?, Row(found).text("id")?),
                ))
            })
            .collect()
    }

    /// The incidents that an import made, with the people it made for them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn made_by_import(
        &self,
        import: ImportId,
    ) -> Result<Vec<Stored<Incident>>, StoreError> {
        let asked = Query::select()
            .columns(["id", "version", "body"].map(Alias::new))
            .from(Alias::new("incident"))
            .and_where(Expr::col(Alias::new("import")).eq(import.to_string()))
            .order_by(Alias::new("id"), Order::Asc)
            .to_owned();
        self.reader
            .query_all(&asked)
            .await?
            .iter()
            .map(read)
            .collect()
    }

    /// The people of an incident with their parts, those in scope.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn people_of(
        &self,
        scope: &Scope,
        incident: &Incident,
    ) -> Result<Vec<(PartyRole, Stored<Person>)>, StoreError> {
        let ids: Vec<String> = incident
            .parties
            .iter()
            .map(|party| party.person.to_string())
            .collect();
        let people = self.get_many::<Person>(scope, &ids).await?;
        Ok(incident
            .parties
            .iter()
            .filter_map(|party| {
                people
                    .iter()
                    .find(|person| person.id == party.person)
                    .map(|person| (party.role, person.clone()))
            })
            .collect())
    }
}

fn decided(scope: &Scope, since: Timestamp) -> SelectStatement {
    let mut asked = scoped::<Incident>(scope);
    asked.and_where(Expr::col(Alias::new("decided_at")).gte(since.as_microsecond()));
    asked
}

fn filtered(scope: &Scope, filter: &WorklistFilter, now: Timestamp) -> SelectStatement {
    let mut asked = scoped::<Incident>(scope);
    if let Some(queue) = filter.queue {
        asked.and_where(Expr::col(Alias::new("queue")).eq(queue.code()));
    }
    if let Some(level) = filter.level {
        asked.and_where(Expr::col(Alias::new("level")).eq(level.code()));
    }
    if let Some(account) = filter.held_by {
        asked
            .and_where(Expr::col(Alias::new("claimed_by")).eq(account.to_string()))
            .and_where(Expr::col(Alias::new("claimed_until")).gt(now.as_microsecond()));
    }
    asked
}
