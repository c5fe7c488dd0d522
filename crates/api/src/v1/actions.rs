//! Actions agreed at MARAC meetings, and what became of them.

use axum::Json;
use axum::extract::Path;
use axum::routing::{get, post};
use hawthorn_app::Refusal;
use hawthorn_app::marac::{actions as listing, agree_action, update_action as updating};
use hawthorn_domain::marac::action::ActionState;
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::verb::Verb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::platform::{Done, Made};
use super::{Answer, coded, id};
use crate::desk::{Body, Desk};
use crate::document::Shape;
use crate::endpoints::Endpoint;
use crate::problem::ApiError;

/// Actions: agreed at a meeting, answered by their agency.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    use Verb::{ListActions, RunMeeting, UpdateAction};
    vec![
        Endpoint::act(
            "/v1/marac/{id}/actions",
            RunMeeting,
            "Agree an action",
            Some(Shape::of::<NewAction>()),
            Shape::of::<Made>(),
            post(agree),
        ),
        Endpoint::see(
            "/v1/actions",
            ListActions,
            "Open actions",
            Shape::of::<Actions>(),
            get(actions),
        ),
        Endpoint::act(
            "/v1/actions/{id}",
            UpdateAction,
            "Say what became of an action",
            Some(Shape::of::<ActionResult>()),
            Shape::of::<Done>(),
            post(update_action),
        ),
    ]
}

/// One action.
#[derive(Debug, Serialize, ToSchema)]
pub struct ActionOut {
    /// Its identifier.
    pub id: String,
    /// The agency’s code.
    pub agency: String,
    /// Who will do it.
    pub owner: String,
    /// What is to be done.
    pub what: String,
    /// By when.
    pub due: String,
    /// open, done, no_longer_possible or not_done.
    pub state: String,
    /// Whether it is late.
    pub late: bool,
}

pub(crate) fn action(line: listing::ActionLine) -> ActionOut {
    ActionOut {
        id: line.id.to_string(),
        agency: line.agency.to_string(),
        owner: line.owner,
        what: line.what,
        due: line.due.to_string(),
        state: line.state.code().to_owned(),
        late: line.late,
    }
}

/// Actions.
#[derive(Debug, Serialize, ToSchema)]
pub struct Actions {
    /// Open actions of the reader’s agency, due first.
    pub actions: Vec<ActionOut>,
}

/// Open actions of the reader’s agency.
pub async fn actions(mut desk: Desk) -> Answer<Actions> {
    let found = listing::my_actions(&desk.app, &mut desk.ask).await?;
    Ok(Json(Actions {
        actions: found.into_iter().map(|row| action(row.action)).collect(),
    }))
}

/// What became of an action.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ActionResult {
    /// done, no_longer_possible or not_done.
    pub state: String,
    /// Why or how.
    #[serde(default)]
    pub note: String,
}

/// Says what became of an action.
pub async fn update_action(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<ActionResult>,
) -> Answer<Done> {
    let state = coded(
        "state",
        &body.state,
        ActionState::from_code,
        &["done", "no_longer_possible", "not_done"],
    )?;
    updating::update_action(&desk.app, &mut desk.ask, id(&text)?, state, &body.note).await?;
    Ok(Done::ok())
}

/// An action to agree.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAction {
    /// The agency’s code.
    pub agency: String,
    /// The person or role who will do it.
    pub owner: String,
    /// What is to be done.
    pub what: String,
    /// The risk it lowers.
    #[serde(default)]
    pub lowers: String,
    /// By when, ISO 8601.
    pub due: String,
    /// Whether the victim sees it or is told.
    #[serde(default)]
    pub victim_facing: bool,
    /// A mark of your own, letters, figures and dashes: sent again with the same mark, the action is agreed once.
    #[serde(default)]
    pub key: String,
}

/// Agrees an action.
pub async fn agree(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<NewAction>,
) -> Answer<Made> {
    let due = body
        .due
        .parse()
        .map_err(|_| ApiError(Refusal::field("due", "A day looks like 2026-04-10.")))?;
    let input = agree_action::AgreeAction {
        referral: id(&text)?,
        agency: AgencyCode::new(body.agency),
        owner: body.owner,
        what: body.what,
        lowers: body.lowers,
        due,
        victim_facing: body.victim_facing,
        key: body.key,
    };
    let made = agree_action::agree_action(&desk.app, &mut desk.ask, input).await?;
    Ok(Json(Made {
        id: made.to_string(),
    }))
}
