//! Referrals into the MASH, from rating to feedback.

use axum::Json;
use axum::extract::{Path, Query};
use hawthorn_app::mash::{
    authorise_outcome, list_referrals, open_referral, propose_outcome, record_triage, refer,
    request_information, send_back_outcome, send_feedback, set_rating,
};
use hawthorn_domain::mash::Rag;
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_domain::referrals::ReferralState;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::platform::{Done, Made, Note, Reason};
use super::{Answer, clock, coded, id};
use crate::desk::{Body, Desk};

/// Refers an incident into the MASH.
pub async fn make(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<Reason>,
) -> Answer<Made> {
    let referral = refer::make_referral(&desk.app, &mut desk.ask, id(&text)?, &body.reason).await?;
    Ok(Json(Made {
        id: referral.id.to_string(),
    }))
}

/// One referral of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReferralRow {
    /// Its identifier.
    pub id: String,
    /// The people, masked where restricted.
    pub people: Vec<String>,
    /// The risk level.
    pub level: String,
    /// The rating in force.
    pub rag: Option<String>,
    /// When it was received.
    pub received_at: String,
    /// When it is due.
    pub due_at: Option<String>,
    /// How many agencies were asked.
    pub asked: usize,
    /// How many have answered.
    pub answered: usize,
}

/// Referrals in one state.
#[derive(Debug, Serialize, ToSchema)]
pub struct Referrals {
    /// The rows.
    pub referrals: Vec<ReferralRow>,
}

/// What the list is asked.
#[derive(Debug, Deserialize)]
pub struct ListQuery {
    state: Option<String>,
}

/// Referrals in one state.
pub async fn list(mut desk: Desk, Query(query): Query<ListQuery>) -> Answer<Referrals> {
    let codes: Vec<&str> = ReferralState::ALL
        .iter()
        .map(|state| state.code())
        .collect();
    let state = coded(
        "state",
        query.state.as_deref().unwrap_or("to_rate"),
        ReferralState::from_code,
        &codes,
    )?;
    let found = list_referrals::list_referrals(&desk.app, &mut desk.ask, state).await?;
    Ok(Json(Referrals {
        referrals: found
            .rows
            .into_iter()
            .map(|row| ReferralRow {
                id: row.id.to_string(),
                people: row.people,
                level: row.level.code().to_owned(),
                rag: row.rag.map(|rag| rag.code().to_owned()),
                received_at: row.received_at.to_string(),
                due_at: row.due_at.map(|at| at.to_string()),
                asked: row.answers.asked,
                answered: row.answers.answered,
            })
            .collect(),
    }))
}

/// A person the referral is about.
#[derive(Debug, Serialize, ToSchema)]
pub struct SubjectOut {
    /// Their record.
    pub person: String,
    /// Their part.
    pub role: String,
    /// Their name, masked where restricted.
    pub name: String,
}

/// A request of the referral.
#[derive(Debug, Serialize, ToSchema)]
pub struct RequestOut {
    /// Its identifier.
    pub id: String,
    /// The agency’s code.
    pub agency: String,
    /// open, answered or withdrawn.
    pub state: String,
    /// When it is due.
    pub due_at: String,
    /// How its clock stands.
    pub clock: String,
    /// The answer’s summary, when the reader may see it.
    pub summary: Option<String>,
}

/// A rating as kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct RatingOut {
    /// red, amber or green.
    pub rag: String,
    /// Why.
    pub reason: String,
    /// Who set it.
    pub by: String,
    /// When.
    pub at: String,
    /// What it made due when.
    pub due_at: String,
}

/// One referral.
#[derive(Debug, Serialize, ToSchema)]
pub struct Referral {
    /// Its identifier.
    pub id: String,
    /// Where it stands.
    pub state: String,
    /// The incident it came from.
    pub incident: Option<String>,
    /// When it was received.
    pub received_at: String,
    /// When it is due.
    pub due_at: Option<String>,
    /// How its clock stands.
    pub clock: Option<String>,
    /// Why it was referred.
    pub reason: String,
    /// The people.
    pub subjects: Vec<SubjectOut>,
    /// Every rating, the newest last.
    pub ratings: Vec<RatingOut>,
    /// The requests.
    pub requests: Vec<RequestOut>,
    /// The triage discussion.
    pub triage: Option<String>,
    /// The outcomes’ codes.
    pub outcomes: Vec<String>,
    /// The rationale.
    pub rationale: Option<String>,
    /// Who authorised the outcome.
    pub authorised_by: Option<String>,
    /// When the meeting’s record is due, once a meeting is authorised.
    pub meeting_record_due_at: Option<String>,
    /// What the referrer was told.
    pub feedback: Option<String>,
}

/// One referral.
pub async fn one(mut desk: Desk, Path(text): Path<String>) -> Answer<Referral> {
    let view = open_referral::open_referral(&desk.app, &mut desk.ask, id(&text)?).await?;
    let referral = &view.referral;
    let outcome = referral.outcome.as_ref();
    Ok(Json(Referral {
        id: referral.id.to_string(),
        state: view.state.code().to_owned(),
        incident: view
            .incident
            .as_ref()
            .map(|incident| incident.id.to_string()),
        received_at: referral.received_at.to_string(),
        due_at: referral
            .clock
            .as_ref()
            .map(|clock| clock.due_at().to_string()),
        clock: view.clock.as_ref().map(|state| clock(state).to_owned()),
        reason: referral.reason.clone(),
        subjects: view
            .subjects
            .iter()
            .map(|subject| SubjectOut {
                person: subject.person.to_string(),
                role: subject.role.code().to_owned(),
                name: subject.name.clone(),
            })
            .collect(),
        ratings: referral
            .ratings
            .iter()
            .map(|rating| RatingOut {
                rag: rating.rag.code().to_owned(),
                reason: rating.reason.clone(),
                by: rating.by.name.clone(),
                at: rating.at.to_string(),
                due_at: rating.due_at.to_string(),
            })
            .collect(),
        requests: view
            .requests
            .iter()
            .map(|request| RequestOut {
                id: request.id.to_string(),
                agency: request.agency.to_string(),
                state: request.state.to_owned(),
                due_at: request.due_at.to_string(),
                clock: clock(&request.clock).to_owned(),
                summary: request
                    .whole
                    .as_ref()
                    .and_then(|whole| whole.reply.as_ref())
                    .map(|reply| reply.summary.clone()),
            })
            .collect(),
        triage: referral
            .triage
            .as_ref()
            .map(|triage| triage.discussion.clone()),
        outcomes: outcome
            .map(|outcome| outcome.outcomes.clone())
            .unwrap_or_default(),
        rationale: outcome.map(|outcome| outcome.rationale.clone()),
        authorised_by: outcome
            .and_then(|outcome| outcome.authorised.as_ref())
            .map(|authority| authority.by.name.clone()),
        meeting_record_due_at: referral
            .meeting_clock
            .as_ref()
            .map(|clock| clock.due_at().to_string()),
        feedback: referral
            .feedback
            .as_ref()
            .map(|feedback| feedback.words.clone()),
    }))
}

/// A rating.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Rating {
    /// red, amber or green.
    pub rag: String,
    /// Why.
    pub reason: String,
}

/// What a rating made due.
#[derive(Debug, Serialize, ToSchema)]
pub struct Rated {
    /// When the referral is due.
    pub due_at: String,
}

/// Sets the rating.
pub async fn rate(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<Rating>,
) -> Answer<Rated> {
    let rag = coded("rag", &body.rag, Rag::from_code, &["red", "amber", "green"])?;
    let rating = set_rating::set_rating(
        &desk.app,
        &mut desk.ask,
        id(&text)?,
        set_rating::NewRating {
            rag,
            reason: body.reason,
        },
    )
    .await?;
    Ok(Json(Rated {
        due_at: rating.due_at.to_string(),
    }))
}

/// A question to agencies.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The agencies’ codes; the area’s core when empty.
    #[serde(default)]
    pub agencies: Vec<String>,
    /// Why it is asked.
    #[serde(default)]
    pub why: String,
    /// The people asked about; all when empty.
    #[serde(default)]
    pub people: Vec<String>,
}

/// The requests sent.
#[derive(Debug, Serialize, ToSchema)]
pub struct Asked {
    /// Their identifiers.
    pub requests: Vec<String>,
}

/// Asks agencies.
pub async fn ask(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<Question>,
) -> Answer<Asked> {
    let people = body
        .people
        .iter()
        .map(|person| id::<PersonId>(person))
        .collect::<Result<Vec<_>, _>>()?;
    let question = request_information::Question {
        agencies: body.agencies.into_iter().map(AgencyCode::new).collect(),
        why: body.why,
        people,
    };
    let requests =
        request_information::request_information(&desk.app, &mut desk.ask, id(&text)?, question)
            .await?;
    Ok(Json(Asked {
        requests: requests.iter().map(ToString::to_string).collect(),
    }))
}

/// A triage discussion.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Triage {
    /// The agencies that took part.
    pub agencies: Vec<String>,
    /// What was discussed.
    pub discussion: String,
    /// Why it went on without somebody, if it did.
    #[serde(default)]
    pub without: String,
}

/// Records the discussion.
pub async fn triage(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<Triage>,
) -> Answer<Done> {
    let discussion = record_triage::Discussion {
        agencies: body.agencies.into_iter().map(AgencyCode::new).collect(),
        discussion: body.discussion,
        without: body.without,
    };
    record_triage::record_triage(&desk.app, &mut desk.ask, id(&text)?, discussion).await?;
    Ok(Done::ok())
}

/// An outcome.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// The codes of the area’s outcomes.
    pub outcomes: Vec<String>,
    /// Why.
    pub rationale: String,
    /// The statutory basis, where one is needed.
    #[serde(default)]
    pub legal_basis: String,
}

/// Proposes an outcome.
pub async fn propose(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<Outcome>,
) -> Answer<Done> {
    let proposed = propose_outcome::Proposed {
        outcomes: body.outcomes,
        rationale: body.rationale,
        legal_basis: body.legal_basis,
    };
    propose_outcome::propose_outcome(&desk.app, &mut desk.ask, id(&text)?, proposed).await?;
    Ok(Done::ok())
}

/// Authorises the outcome.
pub async fn authorise(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<Note>,
) -> Answer<Done> {
    authorise_outcome::authorise_outcome(&desk.app, &mut desk.ask, id(&text)?, &body.note).await?;
    Ok(Done::ok())
}

/// Sends the outcome back.
pub async fn send_back(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<Reason>,
) -> Answer<Done> {
    send_back_outcome::send_back_outcome(&desk.app, &mut desk.ask, id(&text)?, &body.reason)
        .await?;
    Ok(Done::ok())
}

/// What the referrer may be told.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The words.
    pub words: String,
}

/// Tells the referrer.
pub async fn feedback(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<Words>,
) -> Answer<Done> {
    send_feedback::send_feedback(&desk.app, &mut desk.ask, id(&text)?, &body.words).await?;
    Ok(Done::ok())
}
