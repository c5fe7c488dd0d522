//! Supervision by probation: who manages somebody, the summary for a report, and who was told how it goes (R208–R210).

use axum::Json;
use axum::extract::Path;
use axum::routing::{get, post};
use hawthorn_app::Refusal;
use hawthorn_app::matac::supervise::{
    Manage, end_supervision, give_summary, open_supervision, record_managing_body, tell_progress,
};
use hawthorn_domain::matac::Supervision;
use hawthorn_domain::matac::call_outs::CallOuts;
use hawthorn_domain::matac::supervision::{HarmRisk, Managed, Mappa, ReportStage, ToldWho};
use hawthorn_domain::platform::verb::Verb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::casework::{Done, done};
use super::matac::Why;
use super::{Answer, coded, id};
use crate::desk::{Body, Desk};
use crate::document::Shape;
use crate::endpoints::Endpoint;

/// What is seen and done about a supervision.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    use Verb::{Supervise, ViewMatac};
    let act = |path, about, body, run| {
        Endpoint::act(path, Supervise, about, Some(body), Shape::of::<Done>(), run)
    };
    vec![
        Endpoint::see(
            "/v1/matac/person/{id}/supervision",
            ViewMatac,
            "The supervision of a person by probation",
            Shape::of::<SupervisionOut>(),
            get(supervision),
        ),
        act(
            "/v1/matac/person/{id}/supervision",
            "Record who manages a person, or a change of it",
            Shape::of::<NewManaged>(),
            post(managed),
        ),
        act(
            "/v1/matac/person/{id}/supervision/summary",
            "Get a summary of what was reported, for a report",
            Shape::of::<NewSummary>(),
            post(summary),
        ),
        act(
            "/v1/matac/person/{id}/supervision/told",
            "Record that somebody harmed was told how it goes",
            Shape::of::<NewTold>(),
            post(told),
        ),
        act(
            "/v1/matac/person/{id}/supervision/end",
            "End the supervision",
            Shape::of::<Why>(),
            post(end),
        ),
    ]
}

/// Who manages the person, from when on.
#[derive(Debug, Serialize, ToSchema)]
pub struct ManagedOut {
    /// The body's short code.
    pub body: String,
    /// not_assessed, low, medium, high or very_high.
    pub harm: String,
    /// no, 1, 2 or 3.
    pub mappa: String,
    /// Who wrote it down.
    pub by: String,
    /// When.
    pub at: String,
}

fn managed_out(managed: &Managed) -> ManagedOut {
    ManagedOut {
        body: managed.body.clone(),
        harm: managed.harm.code().to_owned(),
        mappa: managed.mappa.code().to_owned(),
        by: managed.by.name.clone(),
        at: managed.at.to_string(),
    }
}

/// One incident as a report may tell it; no victim is named.
#[derive(Debug, Serialize, ToSchema)]
pub struct CallOutOut {
    /// The day on which it was reported.
    pub on: String,
    /// The level in force.
    pub level: String,
    /// A letter for the victim; none where none is named.
    pub victim: Option<String>,
    /// What else it showed.
    pub showed: Vec<String>,
}

/// A summary as it was given.
#[derive(Debug, Serialize, ToSchema)]
pub struct SummaryOut {
    /// before_sentence or after_sentence.
    pub stage: String,
    /// When it was given.
    pub at: String,
    /// From which day on incidents are told one by one.
    pub since: String,
    /// Those incidents, the newest first.
    pub lines: Vec<CallOutOut>,
    /// How many there were before that day.
    pub earlier: usize,
    /// How many different people are named as harmed.
    pub victims: usize,
}

fn summary_out(stage: ReportStage, at: String, summary: &CallOuts) -> SummaryOut {
    let lines = summary.lines.iter().map(|line| CallOutOut {
        on: line.on.to_string(),
        level: line.level.code().to_owned(),
        victim: line.victim.clone(),
        showed: line.showed.clone(),
    });
    SummaryOut {
        stage: stage.code().to_owned(),
        at,
        since: summary.since.to_string(),
        lines: lines.collect(),
        earlier: summary.earlier,
        victims: summary.victims,
    }
}

/// Somebody whom the record names as harmed.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConcernedOut {
    /// The person.
    pub person: String,
    /// Whether a way to reach them is known to be safe now.
    pub safe: bool,
}

/// A person's supervision.
#[derive(Debug, Serialize, ToSchema)]
pub struct SupervisionOut {
    /// Whether one goes on now.
    pub open: bool,
    /// Who manages the person, oldest first; of the one that goes on.
    pub managed: Vec<ManagedOut>,
    /// Summaries given, oldest first.
    pub summaries: Vec<SummaryOut>,
    /// How often somebody harmed was told how it goes.
    pub told: usize,
    /// The codes of the bodies that the area's settings name.
    pub bodies: Vec<String>,
    /// Those who are harmed.
    pub concerned: Vec<ConcernedOut>,
}

/// A person's supervision.
pub async fn supervision(mut desk: Desk, Path(text): Path<String>) -> Answer<SupervisionOut> {
    let page = open_supervision(&desk.app, &mut desk.ask, id(&text)?).await?;
    let open = page.open.as_ref();
    let managed = |one: &Supervision| one.managed.iter().map(managed_out).collect();
    let summaries = |one: &Supervision| {
        let given = one.summaries.iter();
        given
            .map(|given| summary_out(given.stage, given.at.to_string(), &given.summary))
            .collect()
    };
    Ok(Json(SupervisionOut {
        open: open.is_some(),
        managed: open.map(managed).unwrap_or_default(),
        summaries: open.map(summaries).unwrap_or_default(),
        told: open.map_or(0, |one| one.told.len()),
        bodies: page.bodies.into_iter().map(|(code, _)| code).collect(),
        concerned: page
            .concerned
            .iter()
            .map(|one| ConcernedOut {
                person: one.person.to_string(),
                safe: one.safe,
            })
            .collect(),
    }))
}

/// Who manages a person.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewManaged {
    /// The body's short code, from the area's settings.
    pub body: String,
    /// not_assessed, low, medium, high or very_high.
    pub harm: String,
    /// no, 1, 2 or 3.
    pub mappa: String,
}

/// Records it.
pub async fn managed(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<NewManaged>,
) -> Answer<Done> {
    let harm: Vec<&str> = HarmRisk::ALL.iter().map(|one| one.code()).collect();
    let mappa: Vec<&str> = Mappa::ALL.iter().map(|one| one.code()).collect();
    let manage = Manage {
        harm: coded("harm", &body.harm, HarmRisk::from_code, &harm)?,
        mappa: coded("mappa", &body.mappa, Mappa::from_code, &mappa)?,
        body: body.body,
    };
    record_managing_body(&desk.app, &mut desk.ask, id(&text)?, manage).await?;
    Ok(done())
}

/// For what a summary is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSummary {
    /// before_sentence or after_sentence.
    pub stage: String,
}

/// Gives a summary; it is then read with the supervision.
pub async fn summary(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<NewSummary>,
) -> Answer<Done> {
    let stage = ReportStage::from_code(&body.stage);
    give_summary(&desk.app, &mut desk.ask, id(&text)?, stage).await?;
    Ok(done())
}

/// Who was told what.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTold {
    /// The person who was told.
    pub person: String,
    /// victim or new_partner.
    pub who: String,
    /// What they were told.
    pub words: String,
}

/// Records that somebody was told.
pub async fn told(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<NewTold>,
) -> Answer<Done> {
    let all: Vec<&str> = ToldWho::ALL.iter().map(|one| one.code()).collect();
    let who = coded("who", &body.who, ToldWho::from_code, &all)?;
    let whom = body.person.parse();
    let whom = whom.map_err(|_| Refusal::field("person", "Give the person’s identifier."))?;
    let about = id(&text)?;
    tell_progress(
        &desk.app,
        &mut desk.ask,
        about,
        Some(whom),
        who,
        &body.words,
    )
    .await?;
    Ok(done())
}

/// Ends the supervision.
pub async fn end(mut desk: Desk, Path(text): Path<String>, Body(body): Body<Why>) -> Answer<Done> {
    end_supervision(&desk.app, &mut desk.ask, id(&text)?, &body.why).await?;
    Ok(done())
}
