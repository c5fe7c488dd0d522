//! What was passed on because it is late, and taking it up.

use axum::Json;
use axum::extract::Path;
use axum::routing::{get, post};
use hawthorn_app::platform::chase::passed_on::{PassedOn, list_passed_on, take_up_late};
use hawthorn_domain::platform::actor::Role;
use hawthorn_domain::platform::verb::Verb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::platform::Done;
use super::{Answer, id};
use crate::desk::{Body, Desk};
use crate::document::Shape;
use crate::endpoints::Endpoint;

/// What is late.
#[rustfmt::skip]
pub(crate) fn endpoints() -> Vec<Endpoint> {
    use Verb::{SeePassedOn, TakeUpLate};
    vec![
        Endpoint::see("/v1/late", SeePassedOn, "What was passed on to your roles because it is late", Shape::of::<LateList>(), get(list)),
        Endpoint::act("/v1/late/{id}/take-up", TakeUpLate, "Say what you do about something late", Some(Shape::of::<TakeUp>()), Shape::of::<Done>(), post(take_up)),
    ]
}

/// One promise that is late.
#[derive(Debug, Serialize, ToSchema)]
pub struct Late {
    /// Its identifier.
    pub id: String,
    /// The code of the promise.
    pub promise: String,
    /// The record it stands on.
    pub record: String,
    /// The agency that owes it.
    pub owes: String,
    /// The role it was passed on to.
    pub role: Option<String>,
    /// When it was due.
    pub due_at: String,
    /// When it was passed on.
    pub passed_on_at: String,
}

/// What waits.
#[derive(Debug, Serialize, ToSchema)]
pub struct LateList {
    /// The longest late first.
    pub late: Vec<Late>,
}

fn told(line: PassedOn) -> Late {
    let chaser = line.chaser;
    Late {
        id: chaser.id.to_string(),
        promise: chaser.promise.code().to_owned(),
        record: chaser.promised.record(),
        owes: chaser.owes.to_string(),
        role: chaser.role.map(Role::code).map(str::to_owned),
        due_at: chaser.due_at.to_string(),
        passed_on_at: chaser.said_at.to_string(),
    }
}

/// What waits with the caller's roles.
pub async fn list(mut desk: Desk) -> Answer<LateList> {
    let late = list_passed_on(&desk.app, &mut desk.ask).await?;
    Ok(Json(LateList {
        late: late.into_iter().map(told).collect(),
    }))
}

/// What is done about it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeUp {
    /// In a sentence.
    #[serde(default)]
    pub words: String,
}

/// Takes one up.
pub async fn take_up(
    mut desk: Desk,
    Path(late): Path<String>,
    Body(body): Body<TakeUp>,
) -> Answer<Done> {
    take_up_late(&desk.app, &mut desk.ask, id(&late)?, &body.words).await?;
    Ok(Done::ok())
}
