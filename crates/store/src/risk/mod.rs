//! Assessments of a pair, and the instruments that areas have loaded (R60, F9).

mod orders;

use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::audit::Doer;
use hawthorn_domain::platform::ids::{InstrumentId, PersonId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_domain::risk::instrument::Instrument;
use hawthorn_domain::risk::instrument::answer::Assessment;
use jiff::Timestamp;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order};
use serde::{Deserialize, Serialize};

use crate::cell::Cell;
use crate::document::{Document, Stored, open_to};
use crate::engine::Store;
use crate::error::StoreError;
use crate::platform::read::scoped;

static OPEN: Restriction = Restriction {
    closeness: hawthorn_domain::platform::restriction::Closeness::Open,
    why: String::new(),
    named: Vec::new(),
    opened: Vec::new(),
};

impl Document for Assessment {
    const TABLE: &'static str = "assessment";
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
            ("instrument", self.instrument.as_str().into()),
            ("begun_at", self.begun_at.into()),
            (
                "finished_at",
                self.finished.as_ref().map(|graded| graded.at).into(),
            ),
        ]
    }
    /// The hub's, and the agency's that makes it.
    fn seen_by(&self, scope: &Scope) -> bool {
        self.area == scope.area
            && open_to(&self.restriction, scope)
            && (scope.hub || self.agency == scope.agency)
    }
}

/// An instrument that an area has loaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoadedInstrument {
    /// Its identifier.
    pub id: InstrumentId,
    /// The area.
    pub area: AreaCode,
    /// The instrument.
    pub instrument: Instrument,
    /// Who loaded it.
    pub loaded_by: Doer,
    /// When.
    pub loaded_at: Timestamp,
}

impl Document for LoadedInstrument {
    const TABLE: &'static str = "instrument";
    fn key(&self) -> String {
        self.id.to_string()
    }
    fn area(&self) -> &str {
        self.area.as_str()
    }
    fn restriction(&self) -> &Restriction {
        &OPEN
    }
    fn columns(&self) -> Vec<(&'static str, Cell)> {
        vec![
            ("code", self.instrument.code.as_str().into()),
            ("release", self.instrument.version.as_str().into()),
            ("loaded_at", self.loaded_at.into()),
        ]
    }
    fn seen_by(&self, scope: &Scope) -> bool {
        self.area == scope.area
    }
}

impl Store {
    /// Every assessment of these victims, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn assessments_of(
        &self,
        scope: &Scope,
        victims: &[PersonId],
    ) -> Result<Vec<Stored<Assessment>>, StoreError> {
        let ids: Vec<String> = victims.iter().map(ToString::to_string).collect();
        let mut asked = scoped::<Assessment>(scope);
        asked
            .and_where(Expr::col(Alias::new("victim")).is_in(ids.iter().map(String::as_str)))
            .order_by(Alias::new("begun_at"), Order::Desc)
            .order_by(Alias::new("id"), Order::Desc);
        self.select(scope, &asked).await
    }

    /// The instruments that an area has loaded, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn instruments(
        &self,
        scope: &Scope,
    ) -> Result<Vec<Stored<LoadedInstrument>>, StoreError> {
        // They are held by nobody, so that the scope's own condition is not needed.
        let whole = Scope {
            restricted: true,
            ..scope.clone()
        };
        let mut asked = scoped::<LoadedInstrument>(&whole);
        asked
            .order_by(Alias::new("loaded_at"), Order::Desc)
            .order_by(Alias::new("id"), Order::Desc);
        self.select(&whole, &asked).await
    }
}
