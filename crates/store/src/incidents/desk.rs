//! What belongs to the desk's incidents: word about forms, the daily sheet, the child screen, the weekly report.

use hawthorn_domain::incidents::Incident;
use hawthorn_domain::incidents::child_screen::ChildScreen;
use hawthorn_domain::incidents::form_feedback::FormFeedback;
use hawthorn_domain::incidents::sheet::{DaySheet, SheetAnswer};
use hawthorn_domain::incidents::weekly::WeeklyReport;
use hawthorn_domain::platform::actor::{AgencyCode, Scope};
use hawthorn_domain::platform::ids::IncidentId;
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::risk::RiskLevel;
use jiff::Timestamp;
use jiff::civil::Date;
use sea_orm::sea_query::{Alias, Cond, Expr, ExprTrait, Order};

use crate::cell::Cell;
use crate::document::{Document, Stored, open_to};
use crate::engine::Store;
use crate::error::StoreError;
use crate::platform::read::scoped;
use crate::referrals::partner::with_its_incident;

macro_rules! common {
    ($table:literal) => {
        const TABLE: &'static str = $table;
        fn key(&self) -> String {
            self.id.to_string()
        }
        fn area(&self) -> &str {
            self.area.as_str()
        }
        fn restriction(&self) -> &Restriction {
            &self.restriction
        }
    };
}

impl Document for FormFeedback {
    common!("form_feedback");
    fn columns(&self) -> Vec<(&'static str, Cell)> {
        let state = if self.reply.is_some() { "done" } else { "open" };
        vec![
            ("incident", self.incident.to_string().into()),
            ("agency", self.agency.as_str().into()),
            ("state", state.into()),
            ("at", self.at.into()),
        ]
    }
    /// The hub reads it, and the officer's own force.
    fn seen_by(&self, scope: &Scope) -> bool {
        self.area == scope.area
            && (scope.hub || self.agency == scope.agency)
            && open_to(&self.restriction, scope)
    }
}

impl Document for SheetAnswer {
    common!("sheet_answer");
    fn columns(&self) -> Vec<(&'static str, Cell)> {
        vec![("incident", self.incident.to_string().into())]
    }
}

impl Document for ChildScreen {
    common!("child_screen");
    fn columns(&self) -> Vec<(&'static str, Cell)> {
        vec![("incident", self.incident.to_string().into())]
    }
}

impl Document for DaySheet {
    common!("day_sheet");
    fn columns(&self) -> Vec<(&'static str, Cell)> {
        vec![("day", self.day.to_string().into())]
    }
}

impl Document for WeeklyReport {
    common!("weekly_report");
    fn columns(&self) -> Vec<(&'static str, Cell)> {
        vec![("week", self.week.to_string().into())]
    }
}

impl Store {
    /// What was written about forms to one force, or of one incident: what waits for
    /// an answer first, then the newest.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn form_feedback(
        &self,
        scope: &Scope,
        of: FeedbackOf<'_>,
        most: u64,
    ) -> Result<Vec<Stored<FormFeedback>>, StoreError> {
        let mut asked = scoped::<FormFeedback>(scope);
        with_its_incident(scope, &mut asked);
        match of {
            FeedbackOf::Incident(incident) => {
                asked.and_where(Expr::col(Alias::new("incident")).eq(incident.to_string()));
            }
            FeedbackOf::Agency(agency) => {
                asked.and_where(Expr::col(Alias::new("agency")).eq(agency.as_str()));
            }
        }
        asked
            .order_by(Alias::new("state"), Order::Desc)
            .order_by(Alias::new("at"), Order::Desc)
            .order_by(Alias::new("id"), Order::Desc)
            .limit(most);
        self.select(scope, &asked).await
    }

    /// The one record of this kind that belongs to each of these incidents. The caller
    /// has read the incidents within the reader's scope.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_incidents<T: Document>(
        &self,
        scope: &Scope,
        incidents: &[IncidentId],
    ) -> Result<Vec<Stored<T>>, StoreError> {
        if incidents.is_empty() {
            return Ok(Vec::new());
        }
        let mut asked = scoped::<T>(scope);
        asked.and_where(
            Expr::col(Alias::new("incident")).is_in(incidents.iter().map(ToString::to_string)),
        );
        asked.order_by(Alias::new("id"), Order::Asc);
        self.select(scope, &asked).await
    }

    /// The incidents of one level received from one moment until before another, in
    /// the order of receipt.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn received_between(
        &self,
        scope: &Scope,
        level: RiskLevel,
        from: Timestamp,
        to: Timestamp,
        most: u64,
    ) -> Result<Vec<Stored<Incident>>, StoreError> {
        let mut asked = scoped::<Incident>(scope);
        asked
            .and_where(Expr::col(Alias::new("level")).eq(level.code()))
            .and_where(Expr::col(Alias::new("received_at")).gte(from.as_microsecond()))
            .and_where(Expr::col(Alias::new("received_at")).lt(to.as_microsecond()))
            .order_by(Alias::new("received_at"), Order::Asc)
            .order_by(Alias::new("id"), Order::Asc)
            .limit(most);
        self.select(scope, &asked).await
    }

    /// Every incident that a span of time touches: received before its end, and
    /// decided after its beginning or not at all.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn at_the_desk_between(
        &self,
        scope: &Scope,
        from: Timestamp,
        to: Timestamp,
        most: u64,
    ) -> Result<Vec<Stored<Incident>>, StoreError> {
        let mut asked = scoped::<Incident>(scope);
        asked
            .and_where(Expr::col(Alias::new("received_at")).lt(to.as_microsecond()))
            .cond_where(
                Cond::any()
                    .add(Expr::col(Alias::new("decided_at")).is_null())
                    .add(Expr::col(Alias::new("decided_at")).gte(from.as_microsecond())),
            )
            .order_by(Alias::new("received_at"), Order::Asc)
            .order_by(Alias::new("id"), Order::Asc)
            .limit(most);
        self.select(scope, &asked).await
    }

    /// The frozen sheet of a day, if it is frozen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn day_sheet(
        &self,
        scope: &Scope,
        day: Date,
    ) -> Result<Option<Stored<DaySheet>>, StoreError> {
        let mut asked = scoped::<DaySheet>(scope);
        asked.and_where(Expr::col(Alias::new("day")).eq(day.to_string()));
        Ok(self.select(scope, &asked).await?.into_iter().next())
    }

    /// The days whose sheets are frozen, the newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn day_sheets(
        &self,
        scope: &Scope,
        most: u64,
    ) -> Result<Vec<Stored<DaySheet>>, StoreError> {
        let mut asked = scoped::<DaySheet>(scope);
        asked.order_by(Alias::new("day"), Order::Desc).limit(most);
        self.select(scope, &asked).await
    }

    /// The signed reports, the newest week first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn weekly_reports(
        &self,
        scope: &Scope,
        most: u64,
    ) -> Result<Vec<Stored<WeeklyReport>>, StoreError> {
        let mut asked = scoped::<WeeklyReport>(scope);
        asked.order_by(Alias::new("week"), Order::Desc).limit(most);
        self.select(scope, &asked).await
    }

    /// The signed report of a week, if it is signed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn weekly_report(
        &self,
        scope: &Scope,
        week: Date,
    ) -> Result<Option<Stored<WeeklyReport>>, StoreError> {
        let mut asked = scoped::<WeeklyReport>(scope);
        asked.and_where(Expr::col(Alias::new("week")).eq(week.to_string()));
        Ok(self.select(scope, &asked).await?.into_iter().next())
    }
}

/// Whose word about forms is listed.
#[derive(Debug, Clone, Copy)]
pub enum FeedbackOf<'a> {
    /// Of one incident.
    Incident(IncidentId),
    /// To one force.
    Agency(&'a AgencyCode),
}
