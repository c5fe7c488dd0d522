//! Chasers: what was said of each promise, what waits with a role, and the open promises that are looked through for more.

use std::collections::BTreeMap;

use hawthorn_domain::doors::DoorReport;
use hawthorn_domain::incidents::Incident;
use hawthorn_domain::incidents::screening::Queue;
use hawthorn_domain::mash::request::InformationRequest;
use hawthorn_domain::platform::actor::{Role, Scope};
use hawthorn_domain::platform::chase::{Chaser, ChaserState};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_domain::referrals::{Referral, ReferralState};
use hawthorn_domain::support::SupportCase;
use jiff::Timestamp;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Cond, Expr, ExprTrait, Order, Query, SelectStatement};

use super::read::{After, page_up, read, scoped};
use crate::cell::{Cell, Row};
use crate::document::{Document, Stored, open_to};
use crate::engine::Store;
use crate::error::StoreError;

/// Promises whose chasers are looked up in one question.
const CHUNK: usize = 400;

impl Document for Chaser {
    const TABLE: &'static str = "chaser";
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
        // Whose it is alone, for what concerns nobody but the agency that owes it.
        let own = Some(self.owes.to_string());
        let own = own.filter(|_| self.promised.ground().is_the_agencys_own());
        vec![
            ("promised", self.promised.key().into()),
            ("role", self.role.map_or("", Role::code).into()),
            ("state", self.state.code().into()),
            ("own", own.into()),
            ("at", self.at.into()),
        ]
    }
    /// Whoever holds the role reads what was passed on to it, in the hub or not.
    fn seen_by(&self, scope: &Scope) -> bool {
        self.area == scope.area && open_to(&self.restriction, scope)
    }
}

/// What waits with these roles. A restricted record waits with those who may open it, whatever their role.
fn waiting(scope: &Scope, roles: &[Role]) -> SelectStatement {
    let mut asked = scoped::<Chaser>(scope);
    let theirs = Cond::any()
        .add(Expr::col(Alias::new("role")).is_in(roles.iter().map(|role| role.code())))
        .add(Expr::col(Alias::new("restricted")).ne(0));
    let not_anothers = Cond::any()
        .add(Expr::col(Alias::new("own")).is_null())
        .add(Expr::col(Alias::new("own")).eq(scope.agency.as_str()));
    asked
        .and_where(Expr::col(Alias::new("state")).eq(ChaserState::Waiting.code()))
        .cond_where(theirs)
        .cond_where(not_anothers);
    asked
}

/// Whole records of an area, for the system's own work: nobody is shown them.
fn of_area<T: Document>(area: &AreaCode) -> SelectStatement {
    Query::select()
        .columns(["id", "version", "body"].map(Alias::new))
        .from(Alias::new(T::TABLE))
        .and_where(Expr::col(Alias::new("area")).eq(area.as_str()))
        .to_owned()
}

impl Store {
    /// What was passed on to these roles and waits, the longest late first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn passed_on(
        &self,
        scope: &Scope,
        roles: &[Role],
        most: u64,
    ) -> Result<Vec<Stored<Chaser>>, StoreError> {
        let mut asked = waiting(scope, roles);
        asked
            .order_by(Alias::new("at"), Order::Asc)
            .order_by(Alias::new("id"), Order::Asc)
            .limit(most);
        self.select(scope, &asked).await
    }

    /// How much was passed on to these roles and waits, counting no further than `most`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn passed_on_count(
        &self,
        scope: &Scope,
        roles: &[Role],
        most: u64,
    ) -> Result<u64, StoreError> {
        self.count_up_to(waiting(scope, roles), most).await
    }

    /// Everything said of these promises, in the order of time.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn chasers_of(
        &self,
        scope: &Scope,
        promised: &[String],
    ) -> Result<Vec<Stored<Chaser>>, StoreError> {
        if promised.is_empty() {
            return Ok(Vec::new());
        }
        let mut asked = scoped::<Chaser>(scope);
        asked
            .and_where(Expr::col(Alias::new("promised")).is_in(promised))
            .order_by(Alias::new("at"), Order::Asc)
            .order_by(Alias::new("id"), Order::Asc);
        self.select(scope, &asked).await
    }

    /// The moment for which each of these promises was last chased. For the system's own work.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn last_chased(
        &self,
        promised: &[String],
    ) -> Result<BTreeMap<String, Timestamp>, StoreError> {
        let mut found = BTreeMap::new();
        for chunk in promised.chunks(CHUNK) {
            let asked = Query::select()
                .column(Alias::new("promised"))
                .expr_as(Expr::col(Alias::new("at")).max(), Alias::new("last"))
                .from(Alias::new(Chaser::TABLE))
                .and_where(Expr::col(Alias::new("promised")).is_in(chunk))
                .group_by_col(Alias::new("promised"))
                .to_owned();
            for row in self.reader.query_all(&asked).await? {
                let row = Row(&row);
                found.insert(row.text("promised")?, row.moment("last")?);
            }
        }
        Ok(found)
    }

    /// Everything of an area that was passed on and waits. For the system's own work.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn all_waiting(&self, area: &AreaCode) -> Result<Vec<Stored<Chaser>>, StoreError> {
        let mut asked = of_area::<Chaser>(area);
        asked.and_where(Expr::col(Alias::new("state")).eq(ChaserState::Waiting.code()));
        self.whole(&asked).await
    }

    /// One page of the incidents of a queue that are due between two moments, due first. For the
    /// system's own work.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn screenings_due(
        &self,
        area: &AreaCode,
        queue: Queue,
        (from, to): (Timestamp, Timestamp),
        after: Option<&After>,
        most: u64,
    ) -> Result<Vec<Stored<Incident>>, StoreError> {
        let mut asked = of_area::<Incident>(area);
        asked
            .and_where(Expr::col(Alias::new("queue")).eq(queue.code()))
            .and_where(Expr::col(Alias::new("due_at")).gte(from.as_microsecond()))
            .and_where(Expr::col(Alias::new("due_at")).lte(to.as_microsecond()));
        page_up(&mut asked, "due_at", after, most);
        let rows = self.reader.query_all(&asked).await?;
        rows.iter().map(read).collect()
    }

    /// Requests without an answer that are due by a moment. For the system's own work.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn answers_due(
        &self,
        area: &AreaCode,
        to: Timestamp,
    ) -> Result<Vec<Stored<InformationRequest>>, StoreError> {
        let mut asked = of_area::<InformationRequest>(area);
        asked
            .and_where(Expr::col(Alias::new("state")).eq("open"))
            .and_where(Expr::col(Alias::new("due_at")).lte(to.as_microsecond()));
        self.whole(&asked).await
    }

    /// Clients whom nobody has tried to reach, due by a moment. For the system's own work.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn first_contacts_due(
        &self,
        area: &AreaCode,
        to: Timestamp,
    ) -> Result<Vec<Stored<SupportCase>>, StoreError> {
        let mut asked = of_area::<SupportCase>(area);
        asked.and_where(Expr::col(Alias::new("owed_at")).lte(to.as_microsecond()));
        self.whole(&asked).await
    }

    /// What came in by the doors and waits for somebody to be reached, due between two moments. For
    /// the system's own work.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn door_contacts_due(
        &self,
        area: &AreaCode,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Vec<Stored<DoorReport>>, StoreError> {
        let mut asked = of_area::<DoorReport>(area);
        asked
            .and_where(Expr::col(Alias::new("due_at")).gte(from.as_microsecond()))
            .and_where(Expr::col(Alias::new("due_at")).lte(to.as_microsecond()));
        self.whole(&asked).await
    }

    /// Referrals on which something is still owed: those that are not finished, and those whose
    /// referrer has not been told. For the system's own work.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn referrals_under_way(
        &self,
        area: &AreaCode,
    ) -> Result<Vec<Stored<Referral>>, StoreError> {
        let unfinished = ReferralState::ALL
            .iter()
            .filter(|state| **state != ReferralState::Finished)
            .map(|state| state.code());
        let mut asked = of_area::<Referral>(area);
        asked.and_where(Expr::col(Alias::new("state")).is_in(unfinished));
        let mut found = self.whole(&asked).await?;
        let mut asked = of_area::<Referral>(area);
        asked
            .and_where(Expr::col(Alias::new("state")).eq(ReferralState::Finished.code()))
            .and_where(Expr::col(Alias::new("untold")).eq(1));
        found.extend(self.whole(&asked).await?);
        Ok(found)
    }

    /// In the order of their identifiers, so that the same records are always chased in the same order.
    async fn whole<T: Document>(
        &self,
        asked: &SelectStatement,
    ) -> Result<Vec<Stored<T>>, StoreError> {
        let mut asked = asked.clone();
        asked.order_by(Alias::new("id"), Order::Asc);
        self.reader
            .query_all(&asked)
            .await?
            .iter()
            .map(read)
            .collect()
    }
}
