//! The child protection screen of an incident, where the area screens that way.

use axum::Json;
use axum::extract::Path;
use axum::routing::{get, post};
use hawthorn_app::incidents::child_screen::{
    Joint, ScreenPage, open_child_screen, pre_screen, screen_jointly,
};
use hawthorn_domain::incidents::child_screen::{JointOutcome, PreScreen};
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::verb::Verb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Answer, coded, id};
use crate::desk::{Body, Desk};
use crate::document::Shape;
use crate::endpoints::Endpoint;

/// Screening for child protection.
#[rustfmt::skip]
pub(crate) fn endpoints() -> Vec<Endpoint> {
    use Verb::ScreenChild;
    vec![
        Endpoint::see("/v1/incidents/{id}/child-screen", ScreenChild, "How far the child protection screen of an incident is", Shape::of::<Screen>(), get(see)),
        Endpoint::act("/v1/incidents/{id}/child-screen", ScreenChild, "Screen an incident for child protection", Some(Shape::of::<Found>()), Shape::of::<Screened>(), post(pre)),
        Endpoint::act("/v1/incidents/{id}/child-screen/joint", ScreenChild, "Keep what several agencies found together", Some(Shape::of::<FoundJointly>()), Shape::of::<Screened>(), post(joint)),
    ]
}

/// How far it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct Screen {
    /// What comes next: `pre`, `joint` or `desk`.
    pub step: String,
    /// What the first screen found.
    pub found: Option<String>,
    /// What several agencies found together.
    pub found_jointly: Option<String>,
}

fn told(page: &ScreenPage) -> Screen {
    let screen = page.screen.as_ref();
    Screen {
        step: page.step.code().to_owned(),
        found: screen.map(|screen| screen.pre.found.code().to_owned()),
        found_jointly: screen
            .and_then(|screen| screen.joint.as_ref())
            .map(|joint| joint.outcome.code().to_owned()),
    }
}

/// Opens the screen.
pub async fn see(mut desk: Desk, Path(incident): Path<String>) -> Answer<Screen> {
    let page = open_child_screen(&desk.app, &mut desk.ask, id(&incident)?).await?;
    Ok(Json(told(&page)))
}

/// What the screen found.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Found {
    /// The code of what was found.
    pub found: String,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

/// What came of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Screened {
    /// The referral into the MASH that it became, if it did.
    pub referral: Option<String>,
}

/// Keeps the first screen.
pub async fn pre(
    mut desk: Desk,
    Path(incident): Path<String>,
    Body(body): Body<Found>,
) -> Answer<Screened> {
    let found = coded(
        "found",
        &body.found,
        PreScreen::from_code,
        &["protection", "in_need", "below"],
    )?;
    let id = id(&incident)?;
    let referral = pre_screen(&desk.app, &mut desk.ask, id, found, &body.reason).await?;
    Ok(Json(Screened {
        referral: referral.map(|id| id.to_string()),
    }))
}

/// What several agencies found together.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FoundJointly {
    /// The codes of those that took part.
    #[serde(default)]
    pub agencies: Vec<String>,
    /// The grade in the words of the area's tool.
    #[serde(default)]
    pub grade: String,
    /// The code of what was found.
    pub outcome: String,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

/// Keeps the joint screen.
pub async fn joint(
    mut desk: Desk,
    Path(incident): Path<String>,
    Body(body): Body<FoundJointly>,
) -> Answer<Screened> {
    let outcome = coded(
        "outcome",
        &body.outcome,
        JointOutcome::from_code,
        &["refer", "early_help", "universal"],
    )?;
    let joint = Joint {
        agencies: body.agencies.into_iter().map(AgencyCode::new).collect(),
        grade: body.grade,
        outcome,
        reason: body.reason,
    };
    let id = id(&incident)?;
    let referral = screen_jointly(&desk.app, &mut desk.ask, id, joint).await?;
    Ok(Json(Screened {
        referral: referral.map(|id| id.to_string()),
    }))
}
