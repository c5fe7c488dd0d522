//! What came in by the doors: a desk's list, a flood as one number, a report by its code, and the files that came with it.

pub mod drafts;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hawthorn_domain::doors::DoorReport;
use hawthorn_domain::doors::report::ReportState;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::DoorReportId;
use hawthorn_domain::platform::restriction::Restriction;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Func, Order, Query};

use crate::cell::{Cell, Row};
use crate::document::{Document, Stored, open_to};
use crate::engine::Store;
use crate::error::StoreError;
use crate::platform::read::{page_up, read, scoped};
use crate::tx::Tx;

impl Document for DoorReport {
    const TABLE: &'static str = "door_report";
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
        let code = Some(self.code.clone()).filter(|code| !code.is_empty());
        vec![
            ("agency", self.agency.as_str().into()),
            ("state", self.state().code().into()),
            ("due_at", self.due_at().into()),
            ("received_at", self.received_at.into()),
            ("code", code.into()),
            ("flood", self.flood.as_str().into()),
        ]
    }
    /// It is for the agency that answers the desk, and for nobody else: whoever asks a service for
    /// help has not asked the hub.
    fn seen_by(&self, scope: &Scope) -> bool {
        self.area() == scope.area.as_str()
            && self.agency == scope.agency
            && open_to(&self.restriction, scope)
    }
}

/// A flood at a desk, told as one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flood {
    /// The mark that its reports share.
    pub mark: String,
    /// How many reports wait under it.
    pub number: i64,
    /// When the first and the last of them came, in microseconds since 1970.
    pub between: (i64, i64),
}

impl Store {
    /// The reports at the reader's own desk in one state, the oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn door_reports(
        &self,
        scope: &Scope,
        state: ReportState,
        most: u64,
    ) -> Result<Vec<Stored<DoorReport>>, StoreError> {
        let mut asked = scoped::<DoorReport>(scope);
        asked
            .and_where(Expr::col(Alias::new("agency")).eq(scope.agency.as_str()))
            .and_where(Expr::col(Alias::new("state")).eq(state.code()));
        if state == ReportState::Ended {
            asked
                .order_by(Alias::new("received_at"), Order::Desc)
                .order_by(Alias::new("id"), Order::Desc)
                .limit(most);
        } else {
            page_up(&mut asked, "received_at", None, most);
        }
        self.select(scope, &asked).await
    }

    /// How many reports stand at the reader's own desk in a state, counted no further than `most`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count_door_reports(
        &self,
        scope: &Scope,
        state: ReportState,
        most: u64,
    ) -> Result<u64, StoreError> {
        let mut asked = scoped::<DoorReport>(scope);
        asked
            .and_where(Expr::col(Alias::new("agency")).eq(scope.agency.as_str()))
            .and_where(Expr::col(Alias::new("state")).eq(state.code()));
        self.count_up_to(asked, most).await
    }

    /// The floods at the reader's own desk: each is one line, however many reports it holds.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn door_floods(&self, scope: &Scope) -> Result<Vec<Flood>, StoreError> {
        let column = |name: &'static str| Expr::col(Alias::new(name));
        let asked = Query::select()
            .column(Alias::new("flood"))
            .expr_as(Func::count(column("id")), Alias::new("number"))
            .expr_as(Func::min(column("received_at")), Alias::new("first_at"))
            .expr_as(Func::max(column("received_at")), Alias::new("last_at"))
            .from(Alias::new(DoorReport::TABLE))
            .and_where(column("area").eq(scope.area.as_str()))
            .and_where(column("agency").eq(scope.agency.as_str()))
            .and_where(column("state").eq(ReportState::SetAside.code()))
            .and_where(column("restricted").eq(0))
            .group_by_col(Alias::new("flood"))
            .order_by(Alias::new("number"), Order::Desc)
            .limit(50)
            .to_owned();
        let rows = self.reader.query_all(&asked).await?;
        rows.iter()
            .map(|found| {
                let row = Row(found);
                Ok(Flood {
                    mark: row.text("flood")?,
                    number: row.int("number")?,
                    between: (row.int("first_at")?, row.int("last_at")?),
                })
            })
            .collect()
    }

    /// The reports of one flood at the reader's own desk, the oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn door_flood(
        &self,
        scope: &Scope,
        mark: &str,
        most: u64,
    ) -> Result<Vec<Stored<DoorReport>>, StoreError> {
        let mut asked = scoped::<DoorReport>(scope);
        asked
            .and_where(Expr::col(Alias::new("agency")).eq(scope.agency.as_str()))
            .and_where(Expr::col(Alias::new("flood")).eq(mark));
        page_up(&mut asked, "received_at", None, most);
        self.select(scope, &asked).await
    }

    /// A report by the digest of the code that was given out for it. Whoever holds the code is no
    /// reader with a scope: the caller tells them of it no more than the door may.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn door_report_of_code(
        &self,
        code: &str,
    ) -> Result<Option<Stored<DoorReport>>, StoreError> {
        let asked = Query::select()
            .columns([Alias::new("id"), Alias::new("version"), Alias::new("body")])
            .from(Alias::new(DoorReport::TABLE))
            .and_where(Expr::col(Alias::new("code")).eq(code))
            .to_owned();
        let found = self.reader.query_one(&asked).await?;
        found.map(|row| read(&row)).transpose()
    }

    /// A file that came with a report. The caller has opened the report within its scope.
    ///
    /// # Errors
    /// When the database does not answer or the file is damaged.
    pub async fn door_file(
        &self,
        report: DoorReportId,
        place: i64,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let asked = Query::select()
            .column(Alias::new("body"))
            .from(Alias::new("door_file"))
            .and_where(Expr::col(Alias::new("report")).eq(report.to_string()))
            .and_where(Expr::col(Alias::new("place")).eq(place))
            .to_owned();
        let Some(row) = self.reader.query_one(&asked).await? else {
            return Ok(None);
        };
        let body = STANDARD.decode(Row(&row).text("body")?);
        body.map(Some).map_err(|error| StoreError::Unreadable {
            kind: "door_file".to_owned(),
            id: report.to_string(),
            why: error.to_string(),
        })
    }
}

impl Tx {
    /// Keeps a file that came with a report, as it came.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_door_file(
        &mut self,
        report: DoorReportId,
        place: i64,
        file: &[u8],
    ) -> Result<(), StoreError> {
        let cells = [
            ("report", report.to_string().into()),
            ("place", place.into()),
            ("body", STANDARD.encode(file).into()),
        ];
        self.put_plain("door_file", &["report", "place"], &cells)
            .await
    }
}
