//! Imports and the screening desk.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use hawthorn_app::incidents::worklist::{self as list, Filter, Place, Row};
use hawthorn_app::incidents::{
    change_level, claim as claiming, decide as deciding, open_incident, receipt, record_check,
    run_import, undo_import, upload as uploading,
};
use hawthorn_domain::incidents::screening::{Queue, ScreeningCheck, ScreeningOutcome};
use hawthorn_domain::platform::ids::{ImportId, IncidentId};
use hawthorn_domain::risk::RiskLevel;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::platform::Done;
use super::{Answer, clock, coded, id};
use crate::desk::{Body, Desk};
use crate::problem::ApiError;

/// One row of an import that needs somebody.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemRow {
    /// The line of the file.
    pub row: u32,
    /// The source’s reference, when it could be read.
    pub reference: String,
    /// Why, in plain words.
    pub reason: String,
}

/// Two reports whose people may be one person.
#[derive(Debug, Serialize, ToSchema)]
pub struct Suggested {
    /// The references of the two incidents.
    pub references: Vec<String>,
    /// What part the person has in each.
    pub parts: Vec<String>,
    /// Very likely, likely or possible.
    pub band: String,
    /// Why, field by field.
    pub why: Vec<String>,
}

/// An import and its receipt.
#[derive(Debug, Serialize, ToSchema)]
pub struct Import {
    /// Its identifier.
    pub id: String,
    /// uploaded, running, done or undone.
    pub state: String,
    /// The file’s name.
    pub file: String,
    /// Rows that hold data.
    pub data_rows: u32,
    /// Rows still to do.
    pub waiting: u64,
    /// Rows made into incidents.
    pub incidents: u64,
    /// Rows that are here already.
    pub same: u64,
    /// Refused rows.
    pub refused: Vec<ProblemRow>,
    /// Rows for a person’s look.
    pub needs_a_look: Vec<ProblemRow>,
    /// Who may be whom.
    pub suggestions: Vec<Suggested>,
    /// Until when it can be undone.
    pub undo_until: Option<String>,
}

/// Where an upload comes from.
#[derive(Debug, Deserialize)]
pub struct UploadQuery {
    #[serde(default)]
    source: String,
    #[serde(default)]
    file: String,
}

/// Uploads a sheet.
pub async fn upload(
    mut desk: Desk,
    Query(query): Query<UploadQuery>,
    body: Bytes,
) -> Answer<Import> {
    let name = if query.file.is_empty() {
        "sheet".to_owned()
    } else {
        query.file
    };
    let run = uploading::upload_sheet(
        &desk.app,
        &mut desk.ask,
        &query.source,
        &name,
        uploading::Sheet::Bytes(&body),
    )
    .await?;
    told(&mut desk, run.id).await
}

/// How an import stands.
pub async fn import(mut desk: Desk, Path(text): Path<String>) -> Answer<Import> {
    told(&mut desk, id(&text)?).await
}

/// Starts an import.
pub async fn start(mut desk: Desk, Path(text): Path<String>) -> Answer<Import> {
    let import: ImportId = id(&text)?;
    run_import::start_import(&desk.app, &mut desk.ask, import).await?;
    told(&mut desk, import).await
}

async fn told(desk: &mut Desk, import: ImportId) -> Answer<Import> {
    let receipt = receipt::receipt(&desk.app, &mut desk.ask, import).await?;
    let refused = receipt
        .refused
        .into_iter()
        .map(|row| ProblemRow {
            row: row.line,
            reference: row.reference,
            reason: row.reason,
        })
        .collect();
    let needs_a_look = receipt
        .needs_look
        .into_iter()
        .map(|row| ProblemRow {
            row: row.line,
            reference: row.reference,
            reason: row.reason,
        })
        .collect();
    Ok(Json(Import {
        id: receipt.run.id.to_string(),
        state: receipt.run.state.code().to_owned(),
        file: receipt.run.file_name,
        data_rows: receipt.run.data_rows,
        waiting: receipt.counts.waiting,
        incidents: receipt.counts.made,
        same: receipt.counts.same,
        refused,
        needs_a_look,
        suggestions: receipt
            .suggestions
            .into_iter()
            .map(|found| Suggested {
                references: vec![found.references.0, found.references.1],
                parts: vec![found.parts.0, found.parts.1],
                band: found.band,
                why: found.why,
            })
            .collect(),
        undo_until: receipt.undo_until.map(|at| at.to_string()),
    }))
}

/// Takes back everything an import made.
pub async fn undo(mut desk: Desk, Path(text): Path<String>) -> Answer<Done> {
    undo_import::undo_import(&desk.app, &mut desk.ask, id(&text)?).await?;
    Ok(Done::ok())
}

/// The problem rows as CSV.
pub async fn problems(mut desk: Desk, Path(text): Path<String>) -> Result<Response, ApiError> {
    let bytes = receipt::problems_file(&desk.app, &mut desk.ask, id(&text)?).await?;
    Ok((
        [
            (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
            (
                header::CONTENT_DISPOSITION,
                "attachment; filename=\"rows.csv\"",
            ),
            (header::CACHE_CONTROL, "no-store"),
        ],
        bytes,
    )
        .into_response())
}

/// One row of the worklist.
#[derive(Debug, Serialize, ToSchema)]
pub struct WorklistRow {
    /// The incident.
    pub id: String,
    /// The source’s reference.
    pub reference: String,
    /// When the desk received it.
    pub received_at: String,
    /// When it is due.
    pub due_at: String,
    /// on_time, due_soon, late, paused, done_on_time or done_late.
    pub clock: String,
    /// The victim’s name, when the reader may see it.
    pub victim: Option<String>,
    /// The name of the person causing harm, when known and the reader may see it.
    pub person_causing_harm: Option<String>,
    /// The level in force.
    pub level: String,
    /// How many children.
    pub children: usize,
    /// The flags’ codes.
    pub flags: Vec<String>,
    /// Who holds it.
    pub held_by: Option<String>,
    /// The queue it stands in.
    pub queue: String,
    /// The decision, once made.
    pub outcome: Option<String>,
    /// Whether it is held closely.
    pub restricted: bool,
}

/// The worklist.
#[derive(Debug, Serialize, ToSchema)]
pub struct Worklist {
    /// The rows, due first.
    pub rows: Vec<WorklistRow>,
    /// How many wait to be screened, up to a bound.
    pub to_screen: u64,
    /// How many wait for a supervisor, up to a bound.
    pub awaiting_supervisor: u64,
    /// How many were decided today, up to a bound.
    pub done_today: u64,
    /// Where the next page begins, when there is one.
    pub next: Option<String>,
}

/// What the worklist is asked.
#[derive(Debug, Deserialize)]
pub struct WorklistQuery {
    queue: Option<String>,
    level: Option<String>,
    mine: Option<String>,
    after: Option<String>,
}

/// The worklist.
pub async fn worklist(mut desk: Desk, Query(query): Query<WorklistQuery>) -> Answer<Worklist> {
    let queue = query
        .queue
        .as_deref()
        .map(|text| {
            coded(
                "queue",
                text,
                Queue::from_code,
                &["to_screen", "awaiting_supervisor", "done"],
            )
        })
        .transpose()?;
    let level = query
        .level
        .as_deref()
        .map(|text| {
            coded(
                "level",
                text,
                RiskLevel::from_code,
                &["standard", "medium", "high"],
            )
        })
        .transpose()?;
    let after = query
        .after
        .as_deref()
        .map(str::parse::<Place>)
        .transpose()
        .map_err(ApiError)?;
    let filter = Filter {
        queue: queue.or(Some(Queue::ToScreen)),
        level,
        mine: query.mine.as_deref() == Some("yes"),
    };
    let page = list::worklist(&desk.app, &mut desk.ask, filter, after.as_ref(), 50).await?;
    Ok(Json(Worklist {
        rows: page.rows.into_iter().map(row).collect(),
        to_screen: page.tabs.to_screen.number,
        awaiting_supervisor: page.tabs.awaiting_supervisor.number,
        done_today: page.tabs.done_today.number,
        next: page.next.map(|place| place.to_string()),
    }))
}

fn row(row: Row) -> WorklistRow {
    WorklistRow {
        id: row.id.to_string(),
        reference: row.reference,
        received_at: row.received_at.to_string(),
        due_at: row.due_at.to_string(),
        clock: clock(&row.clock).to_owned(),
        victim: row.victim,
        person_causing_harm: row.person_causing_harm,
        level: row.level.code().to_owned(),
        children: row.children,
        flags: row
            .flags
            .iter()
            .map(|flag| flag.code().to_owned())
            .collect(),
        held_by: row.held.map(|held| held.by),
        queue: row.queue.code().to_owned(),
        outcome: row.outcome.map(|outcome| outcome.code().to_owned()),
        restricted: row.restricted,
    }
}

/// What “take next” gives.
#[derive(Debug, Serialize, ToSchema)]
pub struct Next {
    /// The incident taken; none when nothing waits.
    pub id: Option<String>,
}

/// Takes the incident that waits longest.
pub async fn next(mut desk: Desk) -> Answer<Next> {
    let taken = claiming::take_next(&desk.app, &mut desk.ask).await?;
    Ok(Json(Next {
        id: taken.map(|taken| taken.id.to_string()),
    }))
}

/// One party.
#[derive(Debug, Serialize, ToSchema)]
pub struct Party {
    /// The person’s record, when the reader may open it.
    pub person: Option<String>,
    /// Their part.
    pub role: String,
    /// The name, masked when restricted.
    pub name: String,
    /// What is known of the date of birth, in words.
    pub born: String,
    /// What they are to the victim.
    pub relationship: String,
}

/// One of the six checks.
#[derive(Debug, Serialize, ToSchema)]
pub struct CheckState {
    /// Its code.
    pub check: String,
    /// What the system found and searched.
    pub found: String,
    /// Whether it is done.
    pub done: bool,
    /// Who did it.
    pub by: Option<String>,
    /// When.
    pub at: Option<String>,
    /// What they noted.
    pub note: Option<String>,
}

/// One incident.
#[derive(Debug, Serialize, ToSchema)]
pub struct Incident {
    /// Its identifier.
    pub id: String,
    /// The source’s reference.
    pub reference: String,
    /// Its version, to send back with a decision.
    pub version: i64,
    /// The level in force.
    pub level: String,
    /// The level as reported.
    pub reported_level: String,
    /// The score of the risk tool.
    pub score: Option<u16>,
    /// When it was reported.
    pub reported_at: String,
    /// When the desk received it.
    pub received_at: String,
    /// When its screening is due.
    pub due_at: String,
    /// How the clock stands.
    pub clock: String,
    /// What was reported.
    pub summary: String,
    /// The flags’ codes.
    pub flags: Vec<String>,
    /// Routes it must take besides its screening.
    pub routes: Vec<String>,
    /// The people.
    pub parties: Vec<Party>,
    /// The six checks.
    pub checks: Vec<CheckState>,
    /// What the rules point to.
    pub proposal: Option<String>,
    /// The facts behind that.
    pub because: Vec<String>,
    /// The decision, once made.
    pub outcome: Option<String>,
    /// Its reason.
    pub reason: Option<String>,
    /// The MASH referral made of it.
    pub referral: Option<String>,
    /// Whether a change of level waits for a supervisor.
    pub level_waiting: Option<String>,
    /// Whether it is held closely.
    pub restricted: bool,
    /// How many earlier or later incidents of these people are known.
    pub others: usize,
}

/// One incident.
pub async fn incident(mut desk: Desk, Path(text): Path<String>) -> Answer<Incident> {
    let view = open_incident::open_incident(&desk.app, &mut desk.ask, id(&text)?).await?;
    let incident = &view.incident;
    let decision = incident.screening.decision.as_ref();
    Ok(Json(Incident {
        id: incident.id.to_string(),
        reference: incident.reference.clone(),
        version: view.version,
        level: view.level.code().to_owned(),
        reported_level: incident.reported_level.code().to_owned(),
        score: incident.score,
        reported_at: incident.reported_at.to_string(),
        received_at: incident.received_at.to_string(),
        due_at: incident.screening.clock.due_at().to_string(),
        clock: clock(&view.clock).to_owned(),
        summary: incident.summary.clone(),
        flags: incident
            .flags
            .iter()
            .map(|flag| flag.code().to_owned())
            .collect(),
        routes: incident
            .routes
            .iter()
            .map(|route| route.code().to_owned())
            .collect(),
        parties: view
            .parties
            .iter()
            .map(|party| Party {
                person: party.person.map(|person| person.to_string()),
                role: party.role.code().to_owned(),
                name: party.name.clone(),
                born: party.born.words(),
                relationship: party.relationship.clone(),
            })
            .collect(),
        checks: view
            .checks
            .iter()
            .map(|check| CheckState {
                check: check.check.code().to_owned(),
                found: check.found.clone(),
                done: check.done.is_some(),
                by: check.done.as_ref().map(|done| done.by.name.clone()),
                at: check.done.as_ref().map(|done| done.at.to_string()),
                note: check.done.as_ref().map(|done| done.note.clone()),
            })
            .collect(),
        proposal: view
            .proposal
            .as_ref()
            .map(|proposal| proposal.outcome.code().to_owned()),
        because: view
            .proposal
            .as_ref()
            .map(|proposal| proposal.because.clone())
            .unwrap_or_default(),
        outcome: decision.map(|decision| decision.outcome.code().to_owned()),
        reason: decision.map(|decision| decision.reason.clone()),
        referral: view.referral.map(|referral| referral.to_string()),
        level_waiting: view
            .level_waiting
            .as_ref()
            .map(|change| change.to.code().to_owned()),
        restricted: incident.restriction.is_restricted(),
        others: view.others.len(),
    }))
}

/// Takes an incident.
pub async fn claim(mut desk: Desk, Path(text): Path<String>) -> Answer<Done> {
    claiming::claim_incident(&desk.app, &mut desk.ask, id::<IncidentId>(&text)?).await?;
    Ok(Done::ok())
}

/// A check that was done.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// level, duplicates, earlier_incidents, former_partners, other_risks or form_quality.
    pub check: String,
    /// What the officer adds to the system’s finding.
    #[serde(default)]
    pub note: String,
}

/// Records a check.
pub async fn check(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<Check>,
) -> Answer<Done> {
    let codes: Vec<&str> = ScreeningCheck::ALL
        .iter()
        .map(|check| check.code())
        .collect();
    let check = coded("check", &body.check, ScreeningCheck::from_code, &codes)?;
    record_check::record_check(&desk.app, &mut desk.ask, id(&text)?, check, &body.note).await?;
    Ok(Done::ok())
}

/// A level proposed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// standard, medium or high.
    pub to: String,
    /// Why.
    pub reason: String,
}

/// Proposes a level.
pub async fn propose_level(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<Level>,
) -> Answer<Done> {
    let to = coded(
        "to",
        &body.to,
        RiskLevel::from_code,
        &["standard", "medium", "high"],
    )?;
    change_level::propose_level(&desk.app, &mut desk.ask, id(&text)?, to, &body.reason).await?;
    Ok(Done::ok())
}

/// A supervisor’s answer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LevelAnswer {
    /// Whether the change is authorised.
    pub agreed: bool,
    /// Why.
    pub reason: String,
    /// The version that was read, to be told when somebody saved in between.
    pub version: Option<i64>,
}

/// Answers a proposed level.
pub async fn answer_level(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<LevelAnswer>,
) -> Answer<Done> {
    change_level::answer_level(
        &desk.app,
        &mut desk.ask,
        id(&text)?,
        body.version,
        body.agreed,
        &body.reason,
    )
    .await?;
    Ok(Done::ok())
}

/// A decision.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// close, share or refer.
    pub outcome: String,
    /// Why.
    pub reason: String,
    /// The version that was read, to be told when somebody saved in between.
    pub version: Option<i64>,
}

/// What a decision led to.
#[derive(Debug, Serialize, ToSchema)]
pub struct Decided {
    /// The MASH referral, when one was made.
    pub referral: Option<String>,
}

/// Decides.
pub async fn decide(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<Decision>,
) -> Answer<Decided> {
    let outcome = coded(
        "outcome",
        &body.outcome,
        ScreeningOutcome::from_code,
        &["close", "share", "refer"],
    )?;
    let referral = deciding::decide(
        &desk.app,
        &mut desk.ask,
        id(&text)?,
        body.version,
        outcome,
        &body.reason,
    )
    .await?;
    Ok(Json(Decided {
        referral: referral.map(|referral| referral.to_string()),
    }))
}
