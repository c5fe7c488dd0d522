//! Requests for information, as the agency asked sees them.

use axum::Json;
use axum::extract::Path;
use axum::routing::{get, post};
use hawthorn_app::Refusal;
use hawthorn_app::mash::{answer_request, list_requests, open_request, withdraw_request};
use hawthorn_domain::mash::request::{ChronologyLine, EarlyHelpFact, Holding};
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_domain::platform::verb::Verb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::platform::Done;
use super::{Answer as Told, clock, coded, id};
use crate::desk::{Body, Desk};
use crate::document::Shape;
use crate::endpoints::Endpoint;
use crate::problem::ApiError;

/// Requests for information and their answers.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    use Verb::{AnswerRequest, ListRequests, RequestInformation, ViewRequest};
    vec![
        Endpoint::see(
            "/v1/requests",
            ListRequests,
            "Requests to the reader’s agency",
            Shape::of::<Inbox>(),
            get(list),
        ),
        Endpoint::see(
            "/v1/requests/{id}",
            ViewRequest,
            "One request",
            Shape::of::<Request>(),
            get(one),
        ),
        Endpoint::act(
            "/v1/requests/{id}/answer",
            AnswerRequest,
            "Answer a request",
            Some(Shape::of::<Answer>()),
            Shape::of::<Done>(),
            post(answer),
        ),
        Endpoint::act(
            "/v1/requests/{id}/nothing-held",
            AnswerRequest,
            "Answer that nothing is held on anyone",
            None,
            Shape::of::<Done>(),
            post(nothing),
        ),
        Endpoint::act(
            "/v1/requests/{id}/withdraw",
            RequestInformation,
            "Withdraw a request",
            None,
            Shape::of::<Done>(),
            post(withdraw),
        ),
    ]
}

/// One request of the inbox.
#[derive(Debug, Serialize, ToSchema)]
pub struct InboxRow {
    /// Its identifier.
    pub id: String,
    /// The rating that travels with it.
    pub rag: String,
    /// When it was asked.
    pub asked_at: String,
    /// When it is due.
    pub due_at: String,
    /// How its clock stands.
    pub clock: String,
    /// The people asked about.
    pub people: Vec<String>,
}

/// The agency’s inbox.
#[derive(Debug, Serialize, ToSchema)]
pub struct Inbox {
    /// Requests to answer, due first.
    pub open: Vec<InboxRow>,
    /// Requests answered.
    pub answered: Vec<InboxRow>,
}

/// The agency’s inbox.
pub async fn list(mut desk: Desk) -> Told<Inbox> {
    let inbox = list_requests::list_requests(&desk.app, &mut desk.ask).await?;
    let row = |row: list_requests::InboxRow| InboxRow {
        id: row.id.to_string(),
        rag: row.rag.code().to_owned(),
        asked_at: row.asked_at.to_string(),
        due_at: row.due_at.to_string(),
        clock: clock(&row.clock).to_owned(),
        people: row.people,
    };
    Ok(Json(Inbox {
        open: inbox.open.into_iter().map(row).collect(),
        answered: inbox.answered.into_iter().map(row).collect(),
    }))
}

/// A person asked about: all that the request lets the agency see.
#[derive(Debug, Serialize, ToSchema)]
pub struct AskedPerson {
    /// The person, to name in the answer.
    pub person: String,
    /// The name.
    pub name: String,
    /// What is known of the date of birth, in words.
    pub born: String,
    /// Their part.
    pub role: String,
}

/// One request.
#[derive(Debug, Serialize, ToSchema)]
pub struct Request {
    /// Its identifier.
    pub id: String,
    /// The agency’s code.
    pub agency: String,
    /// Why it is asked.
    pub why: String,
    /// The rating that travels with it.
    pub rag: String,
    /// When it is due.
    pub due_at: String,
    /// How its clock stands.
    pub clock: String,
    /// The people.
    pub people: Vec<AskedPerson>,
    /// The answer’s summary, once sent.
    pub summary: Option<String>,
    /// Whether it has been answered.
    pub answered: bool,
}

/// One request.
pub async fn one(mut desk: Desk, Path(text): Path<String>) -> Told<Request> {
    let view = open_request::open_request(&desk.app, &mut desk.ask, id(&text)?).await?;
    let request = &view.request;
    Ok(Json(Request {
        id: request.id.to_string(),
        agency: request.agency.to_string(),
        why: request.why.clone(),
        rag: request.rag.code().to_owned(),
        due_at: request.clock.due_at().to_string(),
        clock: clock(&view.clock).to_owned(),
        people: request
            .people
            .iter()
            .map(|asked| AskedPerson {
                person: asked.person.to_string(),
                name: asked.name.clone(),
                born: asked.born.words(),
                role: asked.role.code().to_owned(),
            })
            .collect(),
        summary: request.reply.as_ref().map(|reply| reply.summary.clone()),
        answered: request.reply.is_some(),
    }))
}

/// What is held on one person.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HoldingIn {
    /// The person.
    pub person: String,
    /// known, known_before or not_known.
    pub holding: String,
}

/// One line of the chronology.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChronologyIn {
    /// The day, ISO 8601, if known.
    pub on: Option<String>,
    /// What happened or was done.
    pub what: String,
}

/// An answer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// One line for each person.
    pub holdings: Vec<HoldingIn>,
    /// A short chronology.
    #[serde(default)]
    pub chronology: Vec<ChronologyIn>,
    /// What it means for risk.
    #[serde(default)]
    pub summary: String,
    /// What may be told to the person.
    #[serde(default)]
    pub may_tell: String,
    /// What is withheld, and why.
    #[serde(default)]
    pub withheld: String,
    /// People or facts missing from the family as shown.
    #[serde(default)]
    pub missing_people: String,
    /// Codes of how early help stands with the family, where early help answers.
    #[serde(default)]
    pub early_help: Vec<String>,
}

/// Answers a request.
pub async fn answer(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<Answer>,
) -> Told<Done> {
    let holdings = body
        .holdings
        .iter()
        .map(|line| {
            Ok((
                id::<PersonId>(&line.person)?,
                coded(
                    "holdings",
                    &line.holding,
                    Holding::from_code,
                    &["known", "known_before", "not_known"],
                )?,
            ))
        })
        .collect::<Result<Vec<_>, ApiError>>()?;
    let chronology = body
        .chronology
        .into_iter()
        .map(|line| {
            let on = line
                .on
                .as_deref()
                .map(str::parse)
                .transpose()
                .map_err(|_| {
                    ApiError(Refusal::field("chronology", "A day looks like 2026-03-27."))
                })?;
            Ok(ChronologyLine {
                on,
                what: line.what,
            })
        })
        .collect::<Result<Vec<_>, ApiError>>()?;
    let early_help = body
        .early_help
        .iter()
        .map(|code| {
            coded(
                "early_help",
                code,
                EarlyHelpFact::from_code,
                &["assessment_open", "information_service", "new_assessment"],
            )
        })
        .collect::<Result<Vec<_>, ApiError>>()?;
    let answer = answer_request::Answer {
        early_help,
        holdings,
        chronology,
        summary: body.summary,
        may_tell: body.may_tell,
        withheld: body.withheld,
        missing_people: body.missing_people,
    };
    answer_request::answer_request(&desk.app, &mut desk.ask, id(&text)?, answer).await?;
    Ok(Done::ok())
}

/// Answers that nothing is held on anyone.
pub async fn nothing(mut desk: Desk, Path(text): Path<String>) -> Told<Done> {
    answer_request::answer_nothing_known(&desk.app, &mut desk.ask, id(&text)?).await?;
    Ok(Done::ok())
}

/// Withdraws a request.
pub async fn withdraw(mut desk: Desk, Path(text): Path<String>) -> Told<Done> {
    withdraw_request::withdraw_request(&desk.app, &mut desk.ask, id(&text)?).await?;
    Ok(Done::ok())
}
