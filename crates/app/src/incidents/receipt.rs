//! What an import has done: counts, refused rows with their reasons, rows for a person's look, and who may be whom.

use std::collections::HashMap;

use hawthorn_connect::incidents::{RowProblem, problems_csv};
use hawthorn_domain::incidents::{Incident, PartyRole};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::audit::{Deed, Entry};
use hawthorn_domain::platform::ids::{ImportId, PersonId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::platform::imports::{ImportRow, ImportRun, ImportState, RowState};

pub use hawthorn_store::platform::imports::RowCounts;

use super::met_restricted::hidden;
use super::worklist::listed;
use super::{columns, run_import};
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::{App, there};

/// The most rows that a receipt or a dry run names one by one; the problems file holds all of them.
const NAMED: u64 = 5_000;
/// Rows that the look-through page shows.
const FIRST: u64 = 10;

/// Two reports whose people may be one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggested {
    /// The references of the two incidents, the newer row first.
    pub references: (String, String),
    /// What part the person has in each.
    pub parts: (String, String),
    /// Very likely, likely or possible.
    pub band: String,
    /// Why, field by field.
    pub why: Vec<String>,
}

/// The receipt of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The run.
    pub run: ImportRun,
    /// How its rows stand.
    pub counts: RowCounts,
    /// Refused rows.
    pub refused: Vec<ImportRow>,
    /// Rows that a person has to look at.
    pub needs_look: Vec<ImportRow>,
    /// Who may be whom.
    pub suggestions: Vec<Suggested>,
    /// Until when the whole import can be undone.
    pub undo_until: Option<jiff::Timestamp>,
}

/// One sentence for the log and the page.
pub fn sentence(counts: &RowCounts) -> String {
    format!(
        "{} rows: {} made into incidents, {} here already, {} for a person to look at, {} refused",
        counts.all(),
        counts.made,
        counts.same,
        counts.needs_look,
        counts.refused
    )
}

/// The receipt, complete once the import is finished; before that, how far it is.
///
/// # Errors
/// When the reader may not see it.
pub async fn receipt(app: &App, ask: &mut Ask, id: ImportId) -> Told<Receipt> {
    let run = columns::load(app, ask, Verb::RunImport, id).await?;
    let scope = ask.scope(app)?;
    // A running import's page asks every two seconds how far it is; only a
    // finished receipt shows people, so only that is a look.
    if run.state == ImportState::Done {
        ask.looked(
            app,
            Verb::RunImport,
            "import_run",
            &id.to_string(),
            "Looked at the receipt of an import",
        )
        .await?;
    }
    let mut counts = app.store.import_counts(id).await?;
    let hidden = hidden(app, &scope, id).await?;
    hidden.take_from(&mut counts);
    let refused = app
        .store
        .import_rows(id, Some(RowState::Refused), 0, NAMED)
        .await?;
    let mut needs_look = app
        .store
        .import_rows(id, Some(RowState::NeedsLook), 0, NAMED)
        .await?;
    needs_look.retain(|row| !hidden.lines.contains(&row.line));
    let suggestions = if run.state == ImportState::Done {
        suggested(app, &scope, id).await?
    } else {
        Vec::new()
    };
    let hours = app.settings(&run.area, run.made_at)?.imports.undo_hours;
    let undo_until = run
        .finished_at
        .filter(|_| run.state == ImportState::Done)
        .and_then(|at| {
            at.checked_add(jiff::SignedDuration::from_hours(i64::from(hours)))
                .ok()
        });
    Ok(Receipt {
        run: run.value,
        counts,
        refused,
        needs_look,
        suggestions,
        undo_until,
    })
}

/// How far an import is, and whether it runs; nobody's name is in it, so asking is not a look.
///
/// # Errors
/// When the reader may not see it.
pub async fn import_progress(app: &App, ask: &mut Ask, id: ImportId) -> Told<(bool, RowCounts)> {
    let run = columns::load(app, ask, Verb::RunImport, id).await?;
    let mut counts = app.store.import_counts(id).await?;
    let scope = ask.scope(app)?;
    hidden(app, &scope, id).await?.take_from(&mut counts);
    Ok((run.state == ImportState::Running, counts))
}

async fn suggested(app: &App, scope: &Scope, id: ImportId) -> Told<Vec<Suggested>> {
    let made = app.store.made_by_import(id).await?;
    let open = |restriction: &Restriction| !restriction.is_restricted() || scope.restricted;
    let parties: HashMap<PersonId, (&str, PartyRole)> = made
        .iter()
        .filter(|incident| open(&incident.restriction))
        .flat_map(|incident| {
            incident
                .parties
                .iter()
                .map(|party| (party.person, (incident.reference.as_str(), party.role)))
        })
        .collect();
    let people: Vec<PersonId> = parties.keys().copied().collect();
    let mut suggestions = app.store.suggestions_of_newer(scope, &people).await?;
    suggestions.sort_by_key(|suggestion| suggestion.id);
    let others: Vec<PersonId> = suggestions
        .iter()
        .map(|suggestion| suggestion.right)
        .collect();
    let others = app.store.newest_incident_of_each(scope, &others).await?;
    Ok(suggestions
        .iter()
        .filter_map(|suggestion| {
            let (reference, role) = parties.get(&suggestion.left)?;
            let (other, part) = others.get(&suggestion.right)?;
            Some(Suggested {
                references: ((*reference).to_owned(), other.clone()),
                parts: (role.label().to_owned(), part.label().to_owned()),
                band: suggestion.band.clone(),
                why: suggestion
                    .fields
                    .iter()
                    .filter(|field| field.verdict != "not known")
                    .map(|field| format!("{}: {}", field.field, field.words))
                    .collect(),
            })
        })
        .collect())
}

/// The area's imports, newest first.
///
/// # Errors
/// When the reader may not see them.
pub async fn list_imports(app: &App, ask: &mut Ask) -> Told<Vec<ImportRun>> {
    ask.allow(app, Verb::RunImport, &Thing::of_area(ask.area()))
        .await?;
    let scope = ask.scope(app)?;
    let runs = app.store.imports(&scope, 50).await?;
    listed(app, ask, Verb::RunImport, "Looked through the imports").await?;
    Ok(runs.into_iter().map(|stored| stored.value).collect())
}

/// What a look through the sheet shows before anything is made of it.
#[derive(Debug, Clone)]
pub struct Look {
    /// The run.
    pub run: ImportRun,
    /// Its first rows as they stand in the file.
    pub first: Vec<ImportRow>,
    /// How many rows can be read, of those looked at.
    pub readable: usize,
    /// How many of them are here already.
    pub known: usize,
    /// How many rows were looked at.
    pub looked_at: usize,
    /// Rows that would be refused, with the reason.
    pub problems: Vec<(u32, String, String)>,
}

/// The dry run: what would become of the rows, with nothing made.
///
/// # Errors
/// When the reader may not see it.
pub async fn look(app: &App, ask: &mut Ask, id: ImportId) -> Told<Look> {
    let run = columns::load(app, ask, Verb::RunImport, id).await?;
    ask.looked(
        app,
        Verb::RunImport,
        "import_run",
        &id.to_string(),
        "Looked through an uploaded sheet",
    )
    .await?;
    let rows = app.store.import_rows(id, None, 0, NAMED).await?;
    let outcome = run_import::read_batch(app, ask, &run, &rows)?;
    let references: Vec<String> = outcome
        .reports
        .iter()
        .map(|report| report.reference.clone())
        .collect();
    let mut known = app.store.known_references(&run.area, &references).await?;
    let scope = ask.scope(app)?;
    let ids: Vec<String> = known
        .values()
        .map(|(_, incident)| incident.clone())
        .collect();
    let open = there::<Incident>(app, &scope, &ids).await?;
    known.retain(|_, (_, incident)| open.contains(incident));
    Ok(Look {
        readable: outcome.reports.len(),
        known: outcome
            .reports
            .iter()
            .filter(|report| known.contains_key(&report.reference))
            .count(),
        looked_at: rows.len(),
        problems: outcome
            .problems
            .iter()
            .map(|problem| {
                (
                    problem.line,
                    problem.reference.clone(),
                    problem.reason.clone(),
                )
            })
            .collect(),
        first: rows.into_iter().take(FIRST as usize).collect(),
        run: run.value,
    })
}

/// The problems file: the refused rows and those to look at, as they stood, with a plain reason for each.
///
/// # Errors
/// When the reader may not have it.
pub async fn problems_file(app: &App, ask: &mut Ask, id: ImportId) -> Told<Vec<u8>> {
    let run = columns::load(app, ask, Verb::RunImport, id).await?;
    let mut problems = Vec::new();
    let scope = ask.scope(app)?;
    let hidden = hidden(app, &scope, id).await?;
    for state in [RowState::Refused, RowState::NeedsLook] {
        let rows = app.store.import_rows(id, Some(state), 0, NAMED).await?;
        for row in rows
            .into_iter()
            .filter(|row| !hidden.lines.contains(&row.line))
        {
            let raw = run.headings.iter().cloned().zip(row.cells).collect();
            problems.push(RowProblem {
                line: row.line,
                reference: row.reference,
                reason: row.reason,
                field: None,
                raw,
            });
        }
    }
    problems.sort_by_key(|problem| problem.line);
    app.store
        .note(Entry {
            kind: "import_run".to_owned(),
            record: id.to_string(),
            ..ask.entry(
                Deed::Exported,
                Verb::RunImport,
                "Downloaded the problems file",
            )
        })
        .await?;
    Ok(problems_csv(&run.headings, &problems))
}
