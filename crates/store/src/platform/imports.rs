//! Runs of the importer: the file's rows kept unchanged, what became of each, and the columns remembered per source.

use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::audit::Doer;
use hawthorn_domain::platform::ids::ImportId;
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::AreaCode;
use jiff::Timestamp;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order, Query};
use serde::{Deserialize, Serialize};

use super::read::scoped;
use crate::cell::{Cell, Row};
use crate::document::{Document, Stored};
use crate::engine::Store;
use crate::error::StoreError;
use crate::tx::Tx;

hawthorn_domain::codes! {
    /// Where an import stands.
    pub enum ImportState {
        Uploaded = "uploaded", "Waiting for you to check it";
        Running = "running", "Running";
        Done = "done", "Finished";
        Undone = "undone", "Undone";
    }
}

hawthorn_domain::codes! {
    /// What became of one row of the file.
    pub enum RowState {
        Waiting = "waiting", "Waiting";
        Made = "made", "Made into an incident";
        Same = "same", "Already here, with the same content";
        NeedsLook = "needs_look", "Needs a person’s look";
        Refused = "refused", "Refused";
        Undone = "undone", "Undone";
    }
}

/// A run of the importer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportRun {
    /// Its identifier.
    pub id: ImportId,
    /// The area.
    pub area: AreaCode,
    /// Which source the sheet comes from; the columns are remembered under it.
    pub source: String,
    /// The file's own name.
    pub file_name: String,
    /// The headings, in the file's order.
    pub headings: Vec<String>,
    /// Which column holds what: column number and field code.
    pub columns: Vec<(usize, String)>,
    /// What the reader noticed, in plain words.
    pub notes: Vec<String>,
    /// How many rows hold data.
    pub data_rows: u32,
    /// Where it stands.
    pub state: ImportState,
    /// Who uploaded it.
    pub made_by: Doer,
    /// When.
    pub made_at: Timestamp,
    /// When it finished.
    pub finished_at: Option<Timestamp>,
    /// When it was undone.
    pub undone_at: Option<Timestamp>,
    /// Imports hold personal data but are seen by the desk that runs them.
    #[serde(default)]
    pub restriction: Restriction,
}

impl Document for ImportRun {
    const TABLE: &'static str = "import_run";
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
            ("state", self.state.code().into()),
            ("made_at", self.made_at.into()),
        ]
    }
}

/// One row of an imported file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRow {
    /// The line of the file, as a person counts it.
    pub line: u32,
    /// The source's reference, when it could be read.
    pub reference: String,
    /// The cells as texts, unchanged.
    pub cells: Vec<String>,
    /// What became of it.
    pub state: RowState,
    /// Why, in plain words.
    pub reason: String,
    /// The incident it made or matched.
    pub incident: Option<String>,
}

/// How many rows of an import stand where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RowCounts {
    /// Still to do.
    pub waiting: u64,
    /// Made into incidents.
    pub made: u64,
    /// Here already.
    pub same: u64,
    /// For a person to look at.
    pub needs_look: u64,
    /// Refused.
    pub refused: u64,
    /// Undone.
    pub undone: u64,
}

impl RowCounts {
    /// Rows in all.
    pub fn all(&self) -> u64 {
        self.waiting + self.made + self.same + self.needs_look + self.refused + self.undone
    }
}

impl Store {
    /// The area's imports, newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn imports(
        &self,
        scope: &Scope,
        most: u64,
    ) -> Result<Vec<Stored<ImportRun>>, StoreError> {
        let mut asked = scoped::<ImportRun>(scope);
        asked
            .order_by(Alias::new("made_at"), Order::Desc)
            .limit(most);
        self.select(scope, &asked).await
    }

    /// How the rows of an import stand.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn import_counts(&self, import: ImportId) -> Result<RowCounts, StoreError> {
        let asked = Query::select()
            .column(Alias::new("state"))
            .expr_as(Expr::col(Alias::new("line")).count(), Alias::new("number"))
            .from(Alias::new("import_row"))
            .and_where(Expr::col(Alias::new("import")).eq(import.to_string()))
            .group_by_col(Alias::new("state"))
            .to_owned();
        let mut counts = RowCounts::default();
        for found in self.reader.query_all(&asked).await? {
            let row = Row(&found);
            let number = row.int("number")?.unsigned_abs();
            match RowState::from_code(&row.text("state")?) {
                Some(RowState::Waiting) | None => counts.waiting += number,
                Some(RowState::Made) => counts.made += number,
                Some(RowState::Same) => counts.same += number,
                Some(RowState::NeedsLook) => counts.needs_look += number,
                Some(RowState::Refused) => counts.refused += number,
                Some(RowState::Undone) => counts.undone += number,
            }
        }
        Ok(counts)
    }

    /// Rows of an import in line order: those in one state, or all, after a line.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn import_rows(
        &self,
        import: ImportId,
        state: Option<RowState>,
        after: u32,
        most: u64,
    ) -> Result<Vec<ImportRow>, StoreError> {
        let mut asked = Query::select();
        asked
            .columns(["line", "reference", "raw", "state", "reason", "incident"].map(Alias::new))
            .from(Alias::new("import_row"))
            .and_where(Expr::col(Alias::new("import")).eq(import.to_string()))
            .and_where(Expr::col(Alias::new("line")).gt(i64::from(after)));
        if let Some(state) = state {
            asked.and_where(Expr::col(Alias::new("state")).eq(state.code()));
        }
        asked.order_by(Alias::new("line"), Order::Asc).limit(most);
        self.reader
            .query_all(&asked)
            .await?
            .iter()
            .map(|found| {
                let row = Row(found);
                let raw = row.text("raw")?;
                Ok(ImportRow {
                    line: u32::try_from(row.int("line")?).unwrap_or_default(),
                    reference: row.text("reference")?,
                    cells: serde_json::from_str(&raw).map_err(|error| StoreError::Unreadable {
                        kind: "import_row".to_owned(),
                        id: import.to_string(),
                        why: error.to_string(),
                    })?,
                    state: RowState::from_code(&row.text("state")?).unwrap_or(RowState::Waiting),
                    reason: row.text("reason")?,
                    incident: row.text_or("incident")?,
                })
            })
            .collect()
    }

    /// The rows of an import that met an incident which is held closely: the line, how the row
    /// stands, and the incident. Whoever may not know of the incident is not told so of the row either.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn rows_that_met_restricted(
        &self,
        import: ImportId,
    ) -> Result<Vec<(u32, RowState, String)>, StoreError> {
        let (row, incident) = (Alias::new("import_row"), Alias::new("incident"));
        let of_row = |name: &str| (row.clone(), Alias::new(name));
        let of_incident = |name: &str| (incident.clone(), Alias::new(name));
        let met = [RowState::Same, RowState::NeedsLook].map(|state| state.code());
        let asked = Query::select()
            .columns(["line", "state", "incident"].map(of_row))
            .from(row.clone())
            .inner_join(
                incident.clone(),
                Expr::col(of_incident("id")).equals(of_row("incident")),
            )
            .and_where(Expr::col(of_row("import")).eq(import.to_string()))
            .and_where(Expr::col(of_row("state")).is_in(met))
            .and_where(Expr::col(of_incident("restricted")).eq(1))
            .to_owned();
        self.reader
            .query_all(&asked)
            .await?
            .iter()
            .map(|found| {
                let row = Row(found);
                Ok((
                    u32::try_from(row.int("line")?).unwrap_or_default(),
                    RowState::from_code(&row.text("state")?).unwrap_or(RowState::Waiting),
                    row.text("incident")?,
                ))
            })
            .collect()
    }

    /// The columns remembered for a source: pairs of heading and field code.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn column_map(
        &self,
        area: &AreaCode,
        source: &str,
    ) -> Result<Option<Vec<(String, String)>>, StoreError> {
        let asked = Query::select()
            .column(Alias::new("pairs"))
            .from(Alias::new("column_map"))
            .and_where(Expr::col(Alias::new("area")).eq(area.as_str()))
            .and_where(Expr::col(Alias::new("source")).eq(source))
            .to_owned();
        match self.reader.query_one(&asked).await? {
            Some(found) => {
                let text = Row(&found).text("pairs")?;
                Ok(serde_json::from_str(&text).ok())
            }
            None => Ok(None),
        }
    }
}

impl Tx {
    /// Saves one row of an import, new or changed; each row once in a change.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_import_row(
        &mut self,
        import: ImportId,
        row: &ImportRow,
    ) -> Result<(), StoreError> {
        let raw = serde_json::to_string(&row.cells).map_err(|error| StoreError::Unreadable {
            kind: "import_row".to_owned(),
            id: import.to_string(),
            why: error.to_string(),
        })?;
        let cells = [
            ("import", import.to_string().into()),
            ("line", i64::from(row.line).into()),
            ("reference", row.reference.as_str().into()),
            ("raw", raw.into()),
            ("state", row.state.code().into()),
            ("reason", row.reason.as_str().into()),
            ("incident", row.incident.clone().into()),
        ];
        self.put_later("import_row", &["import", "line"], &cells)
            .await
    }

    /// Remembers the columns of a source.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_column_map(
        &mut self,
        area: &AreaCode,
        source: &str,
        pairs: &[(String, String)],
    ) -> Result<(), StoreError> {
        let text = serde_json::to_string(pairs).map_err(|error| StoreError::Unreadable {
            kind: "column_map".to_owned(),
            id: source.to_owned(),
            why: error.to_string(),
        })?;
        self.put_plain(
            "column_map",
            &["area", "source"],
            &[
                ("area", area.as_str().into()),
                ("source", source.into()),
                ("pairs", text.into()),
            ],
        )
        .await
    }
}
