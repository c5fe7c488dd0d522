//! One incident at the screening desk, and what officers do with it.

use axum::Json;
use axum::extract::Path;
use axum::routing::{get, post};
use hawthorn_app::incidents::{
    change_level, claim as claiming, decide as deciding, open_incident, record_check,
};
use hawthorn_domain::incidents::screening::{ScreeningCheck, ScreeningOutcome};
use hawthorn_domain::platform::ids::IncidentId;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::risk::RiskLevel;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::platform::Done;
use super::{Answer, clock, coded, id};
use crate::desk::{Body, Desk};
use crate::document::Shape;
use crate::endpoints::Endpoint;

/// One incident and what officers do with it.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    use Verb::{
        AuthoriseLevel, ClaimIncident, DecideScreening, ProposeLevel, RecordCheck, ViewIncident,
    };
    vec![
        Endpoint::act(
            "/v1/incidents/next",
            ClaimIncident,
            "Take the incident that waits longest",
            None,
            Shape::of::<Next>(),
            post(next),
        ),
        Endpoint::see(
            "/v1/incidents/{id}",
            ViewIncident,
            "One incident with all that is known",
            Shape::of::<Incident>(),
            get(incident),
        ),
        Endpoint::act(
            "/v1/incidents/{id}/claim",
            ClaimIncident,
            "Take an incident to screen",
            None,
            Shape::of::<Done>(),
            post(claim),
        ),
        Endpoint::act(
            "/v1/incidents/{id}/checks",
            RecordCheck,
            "Record one of the six checks",
            Some(Shape::of::<Check>()),
            Shape::of::<Done>(),
            post(check),
        ),
        Endpoint::act(
            "/v1/incidents/{id}/level",
            ProposeLevel,
            "Propose another level",
            Some(Shape::of::<Level>()),
            Shape::of::<Done>(),
            post(propose_level),
        ),
        Endpoint::act(
            "/v1/incidents/{id}/level/answer",
            AuthoriseLevel,
            "Authorise or refuse a change of level",
            Some(Shape::of::<LevelAnswer>()),
            Shape::of::<Done>(),
            post(answer_level),
        ),
        Endpoint::act(
            "/v1/incidents/{id}/decision",
            DecideScreening,
            "Close, share or refer",
            Some(Shape::of::<Decision>()),
            Shape::of::<Decided>(),
            post(decide),
        ),
    ]
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
