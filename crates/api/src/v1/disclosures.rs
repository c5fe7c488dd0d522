//! Requests under the disclosure scheme: that one was made and where it stands, never what was said (R250–R252, F48–F52).

use axum::Json;
use axum::extract::Path;
use axum::routing::post;
use hawthorn_app::matac::record_disclosure::{move_disclosure, request_disclosure};
use hawthorn_domain::matac::disclosure::{DisclosureDoor, DisclosureState};
use hawthorn_domain::platform::verb::Verb::RecordDisclosure;
use serde::Deserialize;
use utoipa::ToSchema;

use super::casework::{Done, done};
use super::matac::Nominated;
use super::{Answer, coded, id};
use crate::desk::{Body, Desk};
use crate::document::Shape;
use crate::endpoints::Endpoint;

/// Requests made and followed.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::act(
            "/v1/matac/person/{id}/disclosure",
            RecordDisclosure,
            "Record a request under the disclosure scheme about a person",
            Some(Shape::of::<NewDisclosure>()),
            Shape::of::<Nominated>(),
            post(disclosure),
        ),
        Endpoint::act(
            "/v1/disclosure/{id}",
            RecordDisclosure,
            "Record where a request under the disclosure scheme stands",
            Some(Shape::of::<Stands>()),
            Shape::of::<Done>(),
            post(moved),
        ),
    ]
}

/// A request under the disclosure scheme.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDisclosure {
    /// The partner whom it would protect.
    pub partner: String,
    /// right_to_know or right_to_ask.
    pub door: String,
}

/// Records a request.
pub async fn disclosure(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<NewDisclosure>,
) -> Answer<Nominated> {
    let doors: Vec<&str> = DisclosureDoor::ALL.iter().map(|one| one.code()).collect();
    let door = coded("door", &body.door, DisclosureDoor::from_code, &doors)?;
    let (about, partner) = (id(&text)?, id(&body.partner)?);
    let made = request_disclosure(&desk.app, &mut desk.ask, about, partner, door).await?;
    Ok(Json(Nominated {
        id: made.to_string(),
    }))
}

/// Where a request stands.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Stands {
    /// requested, in_progress, disclosed, not_disclosed or unknown.
    pub state: String,
}

/// Records where it stands.
pub async fn moved(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<Stands>,
) -> Answer<Done> {
    let states: Vec<&str> = DisclosureState::ALL.iter().map(|one| one.code()).collect();
    let next = coded("state", &body.state, DisclosureState::from_code, &states)?;
    move_disclosure(&desk.app, &mut desk.ask, id(&text)?, next).await?;
    Ok(done())
}
