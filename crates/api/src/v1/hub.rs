//! What the hub does with a referral: rating, questions to agencies, triage, outcome and feedback.

use axum::Json;
use axum::extract::Path;
use axum::routing::post;
use hawthorn_app::mash::{
    authorise_outcome, propose_outcome, record_triage, request_information, send_back_outcome,
    send_feedback, set_rating,
};
use hawthorn_domain::mash::Rag;
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_domain::platform::verb::Verb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::platform::{Done, Note, Reason};
use super::{Answer, coded, id};
use crate::desk::{Body, Desk};
use crate::document::Shape;
use crate::endpoints::Endpoint;

/// What the hub does with a referral, from rating to feedback.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    use Verb::{
        AuthoriseOutcome, ProposeOutcome, RecordTriage, RequestInformation, SendFeedback, SetRating,
    };
    vec![
        Endpoint::act(
            "/v1/referrals/{id}/rating",
            SetRating,
            "Set the RAG rating",
            Some(Shape::of::<Rating>()),
            Shape::of::<Rated>(),
            post(rate),
        ),
        Endpoint::act(
            "/v1/referrals/{id}/requests",
            RequestInformation,
            "Ask agencies for information",
            Some(Shape::of::<Question>()),
            Shape::of::<Asked>(),
            post(ask),
        ),
        Endpoint::act(
            "/v1/referrals/{id}/triage",
            RecordTriage,
            "Record the triage discussion",
            Some(Shape::of::<Triage>()),
            Shape::of::<Done>(),
            post(triage),
        ),
        Endpoint::act(
            "/v1/referrals/{id}/outcome",
            ProposeOutcome,
            "Propose an outcome",
            Some(Shape::of::<Outcome>()),
            Shape::of::<Done>(),
            post(propose),
        ),
        Endpoint::act(
            "/v1/referrals/{id}/outcome/authorise",
            AuthoriseOutcome,
            "Authorise the outcome",
            Some(Shape::of::<Note>()),
            Shape::of::<Done>(),
            post(authorise),
        ),
        Endpoint::act(
            "/v1/referrals/{id}/outcome/return",
            AuthoriseOutcome,
            "Send the outcome back",
            Some(Shape::of::<Reason>()),
            Shape::of::<Done>(),
            post(send_back),
        ),
        Endpoint::act(
            "/v1/referrals/{id}/feedback",
            SendFeedback,
            "Tell the referrer the outcome",
            Some(Shape::of::<Words>()),
            Shape::of::<Done>(),
            post(feedback),
        ),
    ]
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
    /// Members of the core who did not, each with the reason.
    #[serde(default)]
    pub absent: Vec<Absent>,
    /// What was discussed.
    pub discussion: String,
    /// Why it went on without somebody, if it did.
    #[serde(default)]
    pub without: String,
}

/// A member of the core who was not there.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Absent {
    /// The agency’s code.
    pub agency: String,
    /// Why it was not there.
    pub why: String,
}

/// Records the discussion.
pub async fn triage(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<Triage>,
) -> Answer<Done> {
    let discussion = record_triage::Discussion {
        agencies: body.agencies.into_iter().map(AgencyCode::new).collect(),
        absent: body
            .absent
            .into_iter()
            .map(|absent| (AgencyCode::new(absent.agency), absent.why))
            .collect(),
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
    /// The rating at the end of triage: red, amber or green; none leaves it as it is.
    pub rag: Option<String>,
}

/// Proposes an outcome.
pub async fn propose(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<Outcome>,
) -> Answer<Done> {
    let rag = body
        .rag
        .map(|rag| coded("rag", &rag, Rag::from_code, &["red", "amber", "green"]))
        .transpose()?;
    let proposed = propose_outcome::Proposed {
        rag,
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
