//! MATAC: the score of a person with its parts, nominations and the plan (R253–R260, F45–F47).

use axum::Json;
use axum::extract::Path;
use axum::routing::{get, post};
use hawthorn_app::Refusal;
use hawthorn_app::matac::decide::{close_nomination, decide_nomination};
use hawthorn_app::matac::nominate::nominate;
use hawthorn_app::matac::open_nomination::open_nomination;
use hawthorn_app::matac::open_score::open_score;
use hawthorn_app::matac::plan::{AddStep, add_step, answer_step};
use hawthorn_domain::matac::nomination::{PlanStep, PlanWay, StepFor};
use hawthorn_domain::matac::score::Score;
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::verb::Verb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::casework::{Done, done};
use super::{Answer, coded, id};
use crate::desk::{Body, Desk};
use crate::document::Shape;
use crate::endpoints::Endpoint;

/// What is seen and done at MATAC, besides its list.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    use Verb::{NominateToMatac, RunMatac, ViewMatac};
    let run = |path, about, body, run| {
        Endpoint::act(path, RunMatac, about, Some(body), Shape::of::<Done>(), run)
    };
    vec![
        Endpoint::see(
            "/v1/matac/person/{id}",
            ViewMatac,
            "The score of a person with its parts, and their nominations",
            Shape::of::<PersonAtMatac>(),
            get(person),
        ),
        Endpoint::act(
            "/v1/matac/person/{id}",
            NominateToMatac,
            "Nominate a person to MATAC",
            Some(Shape::of::<NewNomination>()),
            Shape::of::<Nominated>(),
            post(nominated),
        ),
        Endpoint::see(
            "/v1/matac/{id}",
            ViewMatac,
            "One nomination: the score then and now, the decision, the plan",
            Shape::of::<NominationOut>(),
            get(nomination),
        ),
        run(
            "/v1/matac/{id}/decision",
            "Decide on a nomination",
            Shape::of::<NewDecision>(),
            post(decided),
        ),
        run(
            "/v1/matac/{id}/step",
            "Add a step to the plan",
            Shape::of::<NewStep>(),
            post(step),
        ),
        run(
            "/v1/matac/{id}/step/{place}",
            "Say what became of a step",
            Shape::of::<StepAnswer>(),
            post(answered),
        ),
        run(
            "/v1/matac/{id}/close",
            "Close a nomination",
            Shape::of::<Why>(),
            post(closed),
        ),
    ]
}

/// One part of a score.
#[derive(Debug, Serialize, ToSchema)]
pub struct Part {
    /// Its code.
    pub kind: String,
    /// Its points.
    pub points: u32,
    /// The most it can have.
    pub most: u32,
    /// What it rests on.
    pub why: String,
}

/// A score with its parts, which are never hidden.
#[derive(Debug, Serialize, ToSchema)]
pub struct ScoreOut {
    /// The day.
    pub on: String,
    /// All points.
    pub total: u32,
    /// The parts.
    pub parts: Vec<Part>,
}

fn score(score: &Score) -> ScoreOut {
    let parts = score.parts.iter().map(|part| Part {
        kind: part.kind.code().to_owned(),
        points: part.points,
        most: part.most,
        why: part.why.clone(),
    });
    ScoreOut {
        on: score.on.to_string(),
        total: score.total(),
        parts: parts.collect(),
    }
}

/// A request under the disclosure scheme; what was said is never kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct DisclosureOut {
    /// The request.
    pub id: String,
    /// The partner whom it would protect.
    pub partner: String,
    /// Where it stands.
    pub state: String,
    /// The day by which it should be done.
    pub due: Option<String>,
}

/// A person at MATAC.
#[derive(Debug, Serialize, ToSchema)]
pub struct PersonAtMatac {
    /// The score today.
    pub score: ScoreOut,
    /// From which score the area looks at somebody.
    pub look_from: u32,
    /// Whether the record shows harm to several victims.
    pub serial: bool,
    /// Their nominations, the newest first.
    pub nominations: Vec<String>,
    /// New partners for whom no request has been made.
    pub new_partners: Vec<String>,
    /// Requests under the disclosure scheme.
    pub disclosures: Vec<DisclosureOut>,
}

/// A person at MATAC.
pub async fn person(mut desk: Desk, Path(text): Path<String>) -> Answer<PersonAtMatac> {
    let page = open_score(&desk.app, &mut desk.ask, id(&text)?).await?;
    let disclosures = page.disclosures.iter().map(|line| DisclosureOut {
        id: line.disclosure.id.to_string(),
        partner: line.disclosure.partner.to_string(),
        state: line.disclosure.state().code().to_owned(),
        due: line.due.map(|day| day.to_string()),
    });
    let partners = page.new_partners.iter().map(|(id, _)| id.to_string());
    Ok(Json(PersonAtMatac {
        score: score(&page.score),
        look_from: page.look_from,
        serial: page.serial,
        nominations: page
            .nominations
            .iter()
            .map(|one| one.id.to_string())
            .collect(),
        new_partners: partners.collect(),
        disclosures: disclosures.collect(),
    }))
}

/// Why somebody is nominated.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewNomination {
    /// Why; needed where the score is low.
    #[serde(default)]
    pub reason: String,
}

/// What was made.
#[derive(Debug, Serialize, ToSchema)]
pub struct Nominated {
    /// The nomination or the request.
    pub id: String,
}

/// Nominates.
pub async fn nominated(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<NewNomination>,
) -> Answer<Nominated> {
    let made = nominate(&desk.app, &mut desk.ask, id(&text)?, &body.reason).await?;
    Ok(Json(Nominated {
        id: made.to_string(),
    }))
}

/// One step of a plan.
#[derive(Debug, Serialize, ToSchema)]
pub struct StepOut {
    /// support, prevention, diversion, disruption or enforcement.
    pub way: String,
    /// harming or partner.
    pub whom: String,
    /// What is to be done.
    pub what: String,
    /// The agency that does it.
    pub agency: String,
    /// By when.
    pub due: String,
    /// Whether it was done; none while it is open.
    pub done: Option<bool>,
}

fn step_out(step: &PlanStep) -> StepOut {
    StepOut {
        way: step.way.code().to_owned(),
        whom: step.whom.code().to_owned(),
        what: step.what.clone(),
        agency: step.agency.to_string(),
        due: step.due.to_string(),
        done: step.result.as_ref().map(|result| result.done),
    }
}

/// One nomination.
#[derive(Debug, Serialize, ToSchema)]
pub struct NominationOut {
    /// The nomination.
    pub id: String,
    /// The person.
    pub person: String,
    /// nominated, taken_on, not_taken_on or closed.
    pub state: String,
    /// Why.
    pub reason: String,
    /// The score when they were nominated.
    pub score: ScoreOut,
    /// The score today.
    pub score_now: ScoreOut,
    /// The plan, in the order in which it was agreed.
    pub plan: Vec<StepOut>,
}

/// One nomination.
pub async fn nomination(mut desk: Desk, Path(text): Path<String>) -> Answer<NominationOut> {
    let page = open_nomination(&desk.app, &mut desk.ask, id(&text)?).await?;
    let one = &page.nomination;
    Ok(Json(NominationOut {
        id: one.id.to_string(),
        person: one.person.to_string(),
        state: one.state().code().to_owned(),
        reason: one.reason.clone(),
        score: score(&one.score),
        score_now: score(&page.score_now),
        plan: one.plan.iter().map(step_out).collect(),
    }))
}

/// The meeting's decision.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDecision {
    /// Whether the person is taken on.
    pub take_on: bool,
    /// Why.
    pub why: String,
}

/// Decides.
pub async fn decided(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<NewDecision>,
) -> Answer<Done> {
    let one = id(&text)?;
    decide_nomination(&desk.app, &mut desk.ask, one, body.take_on, &body.why).await?;
    Ok(done())
}

/// A step to agree.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewStep {
    /// support, prevention, diversion, disruption or enforcement.
    pub way: String,
    /// harming or partner.
    pub whom: String,
    /// What is to be done.
    pub what: String,
    /// The agency that does it.
    pub agency: String,
    /// By when, such as 2026-03-27.
    pub due: String,
}

/// Adds a step.
pub async fn step(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<NewStep>,
) -> Answer<Done> {
    let ways: Vec<&str> = PlanWay::ALL.iter().map(|one| one.code()).collect();
    let whom: Vec<&str> = StepFor::ALL.iter().map(|one| one.code()).collect();
    let due = body.due.parse();
    let input = AddStep {
        way: coded("way", &body.way, PlanWay::from_code, &ways)?,
        whom: coded("whom", &body.whom, StepFor::from_code, &whom)?,
        what: body.what,
        agency: AgencyCode::new(&body.agency),
        due: due.map_err(|_| Refusal::field("due", "Write the day like 2026-03-27."))?,
    };
    add_step(&desk.app, &mut desk.ask, id(&text)?, input).await?;
    Ok(done())
}

/// What became of a step.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StepAnswer {
    /// Whether it was done.
    pub done: bool,
    /// How, or why not.
    #[serde(default)]
    pub note: String,
}

/// Says what became of a step.
pub async fn answered(
    mut desk: Desk,
    Path((text, place)): Path<(String, String)>,
    Body(body): Body<StepAnswer>,
) -> Answer<Done> {
    let (one, place) = (id(&text)?, id(&place)?);
    answer_step(&desk.app, &mut desk.ask, one, place, body.done, &body.note).await?;
    Ok(done())
}

/// A reason.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Why {
    /// Why.
    pub why: String,
}

/// Closes it.
pub async fn closed(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<Why>,
) -> Answer<Done> {
    close_nomination(&desk.app, &mut desk.ask, id(&text)?, &body.why).await?;
    Ok(done())
}
