//! MARAC: gateways, referrals and research.

use axum::Json;
use axum::extract::Path;
use axum::routing::{get, post};
use hawthorn_app::marac::{add_research, gateways as asking, open_marac_referral, refer_to_marac};
use hawthorn_domain::marac::criteria::Finding as Found;
use hawthorn_domain::platform::verb::Verb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::actions::{ActionOut, action};
use super::platform::Done;
use super::{Answer, id};
use crate::desk::{Body, Desk};
use crate::document::Shape;
use crate::endpoints::Endpoint;

/// Gateways, MARAC referrals and research.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    use Verb::{AddResearch, ReferToMarac, ViewMaracReferral};
    vec![
        Endpoint::act(
            "/v1/marac/gateways",
            ReferToMarac,
            "Which criteria a pair meets, and why",
            Some(Shape::of::<Pair>()),
            Shape::of::<Gateways>(),
            post(gateways),
        ),
        Endpoint::act(
            "/v1/marac",
            ReferToMarac,
            "Refer a pair to MARAC",
            Some(Shape::of::<Refer>()),
            Shape::of::<Referred>(),
            post(refer),
        ),
        Endpoint::see(
            "/v1/marac/{id}",
            ViewMaracReferral,
            "One MARAC referral",
            Shape::of::<Referral>(),
            get(referral),
        ),
        Endpoint::act(
            "/v1/marac/{id}/research",
            AddResearch,
            "Write the reader’s agency’s research",
            Some(Shape::of::<Research>()),
            Shape::of::<Done>(),
            post(research),
        ),
    ]
}

/// What one criterion says.
#[derive(Debug, Serialize, ToSchema)]
pub struct Finding {
    /// Its code.
    pub criterion: String,
    /// Whether it holds.
    pub met: bool,
    /// Whether it nearly holds.
    pub near: bool,
    /// Why, with dates.
    pub why: String,
    /// The incidents that show it.
    pub incidents: Vec<String>,
}

fn finding(found: &Found) -> Finding {
    Finding {
        criterion: found.criterion.code().to_owned(),
        met: found.met,
        near: found.near,
        why: found.why.clone(),
        incidents: found.incidents.iter().map(ToString::to_string).collect(),
    }
}

/// A pair.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// The victim.
    pub victim: String,
    /// The person causing harm.
    pub perpetrator: String,
}

/// What the criteria say of a pair.
#[derive(Debug, Serialize, ToSchema)]
pub struct Gateways {
    /// Each criterion that the area uses.
    pub findings: Vec<Finding>,
    /// Whether a referral of this pair already waits.
    pub already_open: bool,
}

/// Which criteria a pair meets.
pub async fn gateways(mut desk: Desk, Body(body): Body<Pair>) -> Answer<Gateways> {
    let found = asking::gateways(
        &desk.app,
        &mut desk.ask,
        id(&body.victim)?,
        id(&body.perpetrator)?,
    )
    .await?;
    Ok(Json(Gateways {
        findings: found.findings.iter().map(finding).collect(),
        already_open: found.already_open,
    }))
}

/// A MARAC referral to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Refer {
    /// The victim.
    pub victim: String,
    /// The person causing harm.
    pub perpetrator: String,
    /// The incident it comes from.
    pub incident: Option<String>,
    /// The MASH referral it comes from.
    pub mash_referral: Option<String>,
    /// Why.
    pub reason: String,
    /// The professional judgement, when one is given.
    pub judgement: Option<String>,
    /// The area whose MARAC heard the victim before.
    pub moved_from: Option<String>,
    /// The victim’s own views and wishes.
    #[serde(default)]
    pub victim_voice: String,
}

/// What was referred, and why it holds.
#[derive(Debug, Serialize, ToSchema)]
pub struct Referred {
    /// The MARAC referral.
    pub id: String,
    /// What each criterion said.
    pub findings: Vec<Finding>,
}

/// Refers a pair.
pub async fn refer(mut desk: Desk, Body(body): Body<Refer>) -> Answer<Referred> {
    let input = refer_to_marac::ReferToMarac {
        victim: id(&body.victim)?,
        perpetrator: id(&body.perpetrator)?,
        incident: body.incident.as_deref().map(id).transpose()?,
        mash_referral: body.mash_referral.as_deref().map(id).transpose()?,
        reason: body.reason,
        judgement: body.judgement,
        moved_from: body.moved_from,
        victim_voice: body.victim_voice,
    };
    let made = refer_to_marac::refer_to_marac(&desk.app, &mut desk.ask, input).await?;
    Ok(Json(Referred {
        id: made.id.to_string(),
        findings: made.findings.iter().map(finding).collect(),
    }))
}

/// One agency’s research.
#[derive(Debug, Serialize, ToSchema)]
pub struct ResearchOut {
    /// The agency.
    pub agency: String,
    /// Whether anything is held.
    pub holds: bool,
    /// What is relevant to risk.
    pub text: String,
    /// Whether the other members may read it.
    pub shared: bool,
}

/// One MARAC referral.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MaracReferral)]
pub struct Referral {
    /// Its identifier.
    pub id: String,
    /// to_list, listed or heard.
    pub state: String,
    /// The victim’s name.
    pub victim: String,
    /// The name of the person causing harm.
    pub perpetrator: String,
    /// The children’s names.
    pub children: Vec<String>,
    /// Why it was referred.
    pub reason: String,
    /// When.
    pub referred_at: String,
    /// What the criteria said then.
    pub findings: Vec<Finding>,
    /// Research that the reader may see.
    pub research: Vec<ResearchOut>,
    /// Risks named at the meeting.
    pub risks: Vec<String>,
    /// The discussion in short.
    pub discussion: String,
    /// The actions.
    pub actions: Vec<ActionOut>,
    /// The meeting whose agenda it stands on.
    pub meeting: Option<String>,
}

/// One MARAC referral.
pub async fn referral(mut desk: Desk, Path(text): Path<String>) -> Answer<Referral> {
    let view =
        open_marac_referral::open_marac_referral(&desk.app, &mut desk.ask, id(&text)?).await?;
    Ok(Json(Referral {
        id: view.id.to_string(),
        state: view.state.code().to_owned(),
        victim: view.victim.name,
        perpetrator: view.perpetrator.name,
        children: view.children.into_iter().map(|child| child.name).collect(),
        reason: view.reason,
        referred_at: view.referred_at.to_string(),
        findings: view.findings_then.iter().map(finding).collect(),
        research: view
            .research
            .into_iter()
            .map(|shown| ResearchOut {
                agency: shown.agency,
                holds: shown.research.holds,
                text: shown.research.text,
                shared: shown.research.shared,
            })
            .collect(),
        risks: view.risks,
        discussion: view.discussion,
        actions: view.actions.into_iter().map(action).collect(),
        meeting: view.meeting.map(|meeting| meeting.id.to_string()),
    }))
}

/// Research to write.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Research {
    /// Whether anything is held.
    pub holds: bool,
    /// What is relevant to risk.
    #[serde(default)]
    pub text: String,
    /// Whether the other members may read it.
    #[serde(default)]
    pub shared: bool,
}

/// Writes the agency’s research.
pub async fn research(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<Research>,
) -> Answer<Done> {
    add_research::add_research(
        &desk.app,
        &mut desk.ask,
        id(&text)?,
        body.holds,
        &body.text,
        body.shared,
    )
    .await?;
    Ok(Done::ok())
}
