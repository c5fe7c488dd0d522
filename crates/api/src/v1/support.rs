//! The caseload of a support service, and tries to reach a client (R3, R196–R203).

use axum::Json;
use axum::extract::Path;
use axum::routing::{get, post};
use hawthorn_app::support::caseload::{ClientLine, caseload};
use hawthorn_app::support::client::{record_try, set_work};
use hawthorn_domain::platform::settings::choices::TeamWork;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::support::client::TryResult;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::casework::{Done, done};
use super::{Answer, coded, id};
use crate::desk::{Body, Desk};
use crate::document::Shape;
use crate::endpoints::Endpoint;

/// The caseload.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::see(
            "/v1/caseload",
            Verb::ViewCaseload,
            "The clients of the caller’s support service",
            Shape::of::<Clients>(),
            get(clients),
        ),
        Endpoint::act(
            "/v1/clients/{id}/try",
            Verb::WorkWithClient,
            "Record a try to reach a client",
            Some(Shape::of::<NewTry>()),
            Shape::of::<Done>(),
            post(tried),
        ),
        Endpoint::act(
            "/v1/clients/{id}/work",
            Verb::WorkWithClient,
            "Say what a team does with a case of its own",
            Some(Shape::of::<NewWork>()),
            Shape::of::<Done>(),
            post(worked),
        ),
    ]
}

/// One client.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClientNow {
    /// The client.
    pub id: String,
    /// By initials.
    pub initials: String,
    /// The team that has the case; none where it is the service's own.
    pub team: Option<String>,
    /// Who works with the client.
    pub worker: Option<String>,
    /// By when somebody should have tried to reach them.
    pub first_contact_due: String,
    /// When somebody first tried.
    pub first_tried_at: Option<String>,
    /// The day of the next try.
    pub next_try: Option<String>,
}

/// A caseload.
#[derive(Debug, Serialize, ToSchema)]
pub struct Clients {
    /// The caller's own.
    pub own: Vec<ClientNow>,
    /// Nobody works with them yet.
    pub nobodys: Vec<ClientNow>,
    /// The colleagues'.
    pub others: Vec<ClientNow>,
}

/// The caseload.
pub async fn clients(mut desk: Desk) -> Answer<Clients> {
    let list = caseload(&desk.app, &mut desk.ask).await?;
    let all = |lines: Vec<ClientLine>| {
        let line = |line: ClientLine| ClientNow {
            id: line.id.to_string(),
            initials: line.initials,
            team: line.team,
            worker: line.worker,
            first_contact_due: line.first_contact.due_at().to_string(),
            first_tried_at: line.first_contact.done_at().map(|at| at.to_string()),
            next_try: line.next_try.map(|day| day.to_string()),
        };
        lines.into_iter().map(line).collect()
    };
    Ok(Json(Clients {
        own: all(list.own),
        nobodys: all(list.nobodys),
        others: all(list.others),
    }))
}

/// A try.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTry {
    /// spoke, no_answer, unsafe_to_speak or message_left.
    pub result: String,
    /// The day of the next try, such as 2026-03-27.
    pub next: Option<String>,
    /// A note.
    #[serde(default)]
    pub note: String,
}

/// Records a try.
pub async fn tried(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<NewTry>,
) -> Answer<Done> {
    let results: Vec<&str> = TryResult::ALL.iter().map(|one| one.code()).collect();
    let result = coded("result", &body.result, TryResult::from_code, &results)?;
    let next =
        match &body.next {
            Some(day) => Some(day.parse().map_err(|_| {
                hawthorn_app::Refusal::field("next", "Write the day like 2026-03-27.")
            })?),
            None => None,
        };
    record_try(
        &desk.app,
        &mut desk.ask,
        id(&text)?,
        result,
        next,
        &body.note,
    )
    .await?;
    Ok(done())
}

/// What a team does with a case.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewWork {
    /// Of victim, investigation, harm_assessment, court_report, children and group, those that the
    /// area's settings name for the team.
    pub work: Vec<String>,
}

/// Says what a team does.
pub async fn worked(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<NewWork>,
) -> Answer<Done> {
    let all: Vec<&str> = TeamWork::ALL.iter().map(|one| one.code()).collect();
    let work = body.work.iter();
    let work: Result<Vec<TeamWork>, _> = work
        .map(|code| coded("work", code, TeamWork::from_code, &all))
        .collect();
    set_work(&desk.app, &mut desk.ask, id(&text)?, work?).await?;
    Ok(done())
}
