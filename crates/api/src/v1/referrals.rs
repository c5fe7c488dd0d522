//! Referrals into the MASH: made, listed, opened.

use axum::Json;
use axum::extract::{Path, Query};
use axum::routing::{get, post};
use hawthorn_app::mash::open_referral::ReferralPage;
use hawthorn_app::mash::{list_referrals, open_referral, refer};
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::referrals::{Referral as Kept, ReferralState};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::platform::{Made, Reason};
use super::{Answer, clock, coded, id};
use crate::desk::{Body, Desk};
use crate::document::Shape;
use crate::endpoints::Endpoint;

/// Referrals into the MASH: made, listed, opened.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    use Verb::{ListReferrals, MakeReferral, ViewReferral};
    vec![
        Endpoint::act(
            "/v1/incidents/{id}/referral",
            MakeReferral,
            "Refer into the MASH",
            Some(Shape::of::<Reason>()),
            Shape::of::<Made>(),
            post(make),
        ),
        Endpoint::see(
            "/v1/referrals",
            ListReferrals,
            "Referrals in one state",
            Shape::of::<Referrals>(),
            get(list),
        )
        .with_query(&[(
            "state",
            "to_rate, gathering, ready_for_triage, awaiting_authorisation, meeting_to_record, following_up or finished",
        )]),
        Endpoint::see(
            "/v1/referrals/{id}",
            ViewReferral,
            "One referral",
            Shape::of::<Referral>(),
            get(one),
        ),
    ]
}

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
        subjects: subjects(&view),
        ratings: ratings(referral),
        requests: requests(&view),
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

fn subjects(view: &ReferralPage) -> Vec<SubjectOut> {
    view.subjects
        .iter()
        .map(|subject| SubjectOut {
            person: subject.person.to_string(),
            role: subject.role.code().to_owned(),
            name: subject.name.clone(),
        })
        .collect()
}

fn ratings(referral: &Kept) -> Vec<RatingOut> {
    referral
        .ratings
        .iter()
        .map(|rating| RatingOut {
            rag: rating.rag.code().to_owned(),
            reason: rating.reason.clone(),
            by: rating.by.name.clone(),
            at: rating.at.to_string(),
            due_at: rating.due_at.to_string(),
        })
        .collect()
}

fn requests(view: &ReferralPage) -> Vec<RequestOut> {
    view.requests
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
        .collect()
}
