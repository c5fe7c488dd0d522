//! Flag and tag: the pairs that are flagged, and telling of something new on one (F19, F21).

use axum::Json;
use axum::extract::Path;
use axum::routing::{get, post};
use hawthorn_app::Refusal;
use hawthorn_app::marac::flags::{FlaggedPair, flagged_pairs};
use hawthorn_app::marac::tell_of_event::{TellOfEvent, tell_of_event};
use hawthorn_domain::incidents::AbuseKind;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::risk::RiskLevel;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Answer, coded, id};
use crate::desk::{Body, Desk};
use crate::document::Shape;
use crate::endpoints::Endpoint;

/// Flagged pairs, and what is new on them.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::see(
            "/v1/marac/flags",
            Verb::ListMeetings,
            "The pairs that are flagged after a MARAC referral",
            Shape::of::<Flags>(),
            get(flags),
        ),
        Endpoint::act(
            "/v1/marac/{id}/event",
            Verb::TellOfEvent,
            "Tell of something new between a pair",
            Some(Shape::of::<Event>()),
            Shape::of::<Told>(),
            post(event),
        ),
    ]
}

/// One flagged pair.
#[derive(Debug, Serialize, ToSchema)]
pub struct Flag {
    /// The last MARAC referral.
    pub referral: String,
    /// The pair by initials.
    pub pair: String,
    /// The first day of the flag.
    pub from: String,
    /// The last day of the flag.
    pub until: String,
    /// Whether the referral has been heard.
    pub heard: bool,
    /// Incidents reported since.
    pub new: Vec<String>,
}

/// The flagged pairs.
#[derive(Debug, Serialize, ToSchema)]
pub struct Flags {
    /// Something new was reported since they were heard.
    pub again: Vec<Flag>,
    /// The others whose flag runs.
    pub running: Vec<Flag>,
    /// Lapsed in the last 31 days.
    pub lapsed: Vec<Flag>,
}

fn flag(pair: FlaggedPair) -> Flag {
    Flag {
        referral: pair.referral.to_string(),
        pair: format!("{} and {}", pair.victim.initials, pair.perpetrator.initials),
        from: pair.flag.from.to_string(),
        until: pair.flag.until.to_string(),
        heard: pair.flag.heard,
        new: pair
            .flag
            .new
            .iter()
            .map(|incident| incident.incident.to_string())
            .collect(),
    }
}

/// The flagged pairs.
pub async fn flags(mut desk: Desk) -> Answer<Flags> {
    let pairs = flagged_pairs(&desk.app, &mut desk.ask).await?;
    let all = |list: Vec<FlaggedPair>| list.into_iter().map(flag).collect();
    Ok(Json(Flags {
        again: all(pairs.again),
        running: all(pairs.running),
        lapsed: all(pairs.lapsed),
    }))
}

/// Something new.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The day on which it happened, such as 2026-03-27.
    pub happened: String,
    /// What happened.
    pub what: String,
    /// Codes of the kinds of abuse.
    pub kinds: Vec<String>,
    /// standard, medium or high.
    pub level: String,
}

/// The incident that it is kept as.
#[derive(Debug, Serialize, ToSchema)]
pub struct Told {
    /// The incident.
    pub incident: String,
}

/// Tells of something new.
pub async fn event(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<Event>,
) -> Answer<Told> {
    let kinds: Vec<&str> = AbuseKind::ALL.iter().map(|kind| kind.code()).collect();
    let kind = |code: &String| coded("kinds", code, AbuseKind::from_code, &kinds);
    let levels: Vec<&str> = RiskLevel::ALL.iter().map(|level| level.code()).collect();
    let input = TellOfEvent {
        referral: id(&text)?,
        happened: body
            .happened
            .parse()
            .map_err(|_| Refusal::field("happened", "Write the day like 2026-03-27."))?,
        what: body.what,
        kinds: body.kinds.iter().map(kind).collect::<Result<_, _>>()?,
        level: coded("level", &body.level, RiskLevel::from_code, &levels)?,
    };
    let incident = tell_of_event(&desk.app, &mut desk.ask, input).await?;
    Ok(Json(Told {
        incident: incident.to_string(),
    }))
}
