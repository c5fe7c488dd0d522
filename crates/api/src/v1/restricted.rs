//! What is held closely: who may open it, bringing it to a meeting, and opening it in an emergency.

use axum::Json;
use axum::extract::Path;
use axum::routing::{get, post};
use hawthorn_app::Refusal;
use hawthorn_app::governance::break_glass::break_glass as open_now;
use hawthorn_app::governance::keepers::{
    KeeperNotice, held_page, keeping, review_notice as look_into,
};
use hawthorn_app::governance::named_access;
use hawthorn_app::marac::place_restricted::place_restricted;
use hawthorn_app::people::history::RecordKind;
use hawthorn_domain::platform::restriction::Emergency;
use hawthorn_domain::platform::verb::Verb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::platform::Done;
use super::{Answer, id};
use crate::desk::{Body, Desk};
use crate::document::Shape;
use crate::endpoints::Endpoint;
use crate::problem::ApiError;

/// Need to know.
#[rustfmt::skip]
pub(crate) fn endpoints() -> Vec<Endpoint> {
    use Verb::{BreakGlass, NameOnRecord, PlaceRestricted};
    let done = Shape::of::<Done>;
    vec![
        Endpoint::see("/v1/restricted", NameOnRecord, "What is held closely, and what waits for its keepers", Shape::of::<Kept>(), get(list)),
        Endpoint::act("/v1/restricted/notices/{id}", NameOnRecord, "Say what you made of a notice", Some(Shape::of::<Note>()), done(), post(review)),
        Endpoint::see("/v1/restricted/{kind}/{id}", NameOnRecord, "How one record is held and who may open it", Shape::of::<Held>(), get(held)),
        Endpoint::act("/v1/restricted/{kind}/{id}/restrict", NameOnRecord, "Hold a record closely, with whatever would betray it", Some(Shape::of::<Why>()), done(), post(restrict)),
        Endpoint::act("/v1/restricted/{kind}/{id}/name", NameOnRecord, "Name who may open a restricted record", Some(Shape::of::<Naming>()), done(), post(name)),
        Endpoint::act("/v1/restricted/{kind}/{id}/remove", NameOnRecord, "Take somebody off the list of a restricted record", Some(Shape::of::<Naming>()), done(), post(remove)),
        Endpoint::act("/v1/restricted/{kind}/{id}/release", NameOnRecord, "Open a restricted record again to everyone whose work it is", Some(Shape::of::<Why>()), done(), post(release)),
        Endpoint::act("/v1/restricted/{kind}/{id}/hear", PlaceRestricted, "Bring a restricted pair to a meeting, with who hears it", Some(Shape::of::<Hear>()), done(), post(hear)),
        Endpoint::act("/v1/emergency", BreakGlass, "Open a restricted record in an emergency, for a short time; its keepers are told", Some(Shape::of::<Glass>()), Shape::of::<Opened>(), post(break_glass)),
    ]
}

/// One notice to the keepers.
#[derive(Debug, Serialize, ToSchema)]
pub struct Notice {
    /// Its identifier.
    pub id: String,
    /// `restricted`, `opened`, `searched` or `refused`.
    pub kind: String,
    /// The kind of record.
    pub record_kind: String,
    /// The record.
    pub record: String,
    /// Whose act it was.
    pub by: String,
    /// When.
    pub at: String,
    /// What happened.
    pub words: String,
    /// What a keeper made of it; nothing while it waits.
    pub reviewed: Option<String>,
}

fn told(notice: KeeperNotice) -> Notice {
    Notice {
        id: notice.id.to_string(),
        kind: notice.kind.code().to_owned(),
        record_kind: notice.record_kind,
        record: notice.record,
        by: notice.by.name,
        at: notice.at.to_string(),
        words: notice.words,
        reviewed: notice.reviewed.map(|reviewed| reviewed.note),
    }
}

/// One restricted record.
#[derive(Debug, Serialize, ToSchema)]
pub struct HeldRecord {
    /// Its kind.
    pub kind: String,
    /// The record.
    pub id: String,
    /// The reference that people use.
    pub reference: String,
    /// Why it is held closely.
    pub why: String,
    /// How many accounts are named.
    pub named: usize,
}

/// What the keepers see.
#[derive(Debug, Serialize, ToSchema)]
pub struct Kept {
    /// Notices that nobody has looked into.
    pub waiting: Vec<Notice>,
    /// Restricted incidents and MARAC referrals.
    pub held: Vec<HeldRecord>,
}

/// What is held closely.
pub async fn list(mut desk: Desk) -> Answer<Kept> {
    let view = keeping(&desk.app, &mut desk.ask).await?;
    let held = view.held.into_iter().map(|record| HeldRecord {
        kind: record.kind.code().to_owned(),
        id: record.id,
        reference: record.reference,
        why: record.why,
        named: record.named,
    });
    Ok(Json(Kept {
        waiting: view.waiting.into_iter().map(told).collect(),
        held: held.collect(),
    }))
}

/// Words to a notice.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// What was found and done.
    pub note: String,
}

/// Looks into a notice.
pub async fn review(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<Note>,
) -> Answer<Done> {
    look_into(&desk.app, &mut desk.ask, id(&text)?, &body.note).await?;
    Ok(Done::ok())
}

/// How one record is held.
#[derive(Debug, Serialize, ToSchema)]
pub struct Held {
    /// Whether it is held closely.
    pub restricted: bool,
    /// Why.
    pub why: String,
    /// Who is named, by sign-in name.
    pub named: Vec<String>,
    /// Until when emergency openings hold or held, newest first.
    pub opened_until: Vec<String>,
    /// What the keepers were told, newest first.
    pub notices: Vec<Notice>,
}

fn kind(code: &str) -> Result<RecordKind, ApiError> {
    RecordKind::from_code(code).ok_or(ApiError(Refusal::NotFound))
}

/// How one record is held.
pub async fn held(mut desk: Desk, Path((code, id)): Path<(String, String)>) -> Answer<Held> {
    let view = held_page(&desk.app, &mut desk.ask, kind(&code)?, &id).await?;
    Ok(Json(Held {
        restricted: view.restricted,
        why: view.why,
        named: view.named.into_iter().map(|one| one.sign_in_name).collect(),
        opened_until: view
            .opened
            .iter()
            .map(|(opening, _)| opening.until.to_string())
            .collect(),
        notices: view.notices.into_iter().map(told).collect(),
    }))
}

/// A reason.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Why {
    /// In words that do not tell the case.
    pub why: String,
}

/// Who, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Naming {
    /// The name they sign in with.
    pub account: String,
    /// In words that do not tell the case.
    pub why: String,
}

/// Restricts.
pub async fn restrict(
    mut desk: Desk,
    Path((code, id)): Path<(String, String)>,
    Body(body): Body<Why>,
) -> Answer<Done> {
    let kind = kind(&code)?;
    named_access::restrict_record(&desk.app, &mut desk.ask, kind, &id, &body.why).await?;
    Ok(Done::ok())
}

/// Names somebody.
pub async fn name(
    mut desk: Desk,
    Path((code, id)): Path<(String, String)>,
    Body(body): Body<Naming>,
) -> Answer<Done> {
    let (kind, ask) = (kind(&code)?, &mut desk.ask);
    named_access::name_on_record(&desk.app, ask, kind, &id, &body.account, &body.why).await?;
    Ok(Done::ok())
}

/// Takes somebody off.
pub async fn remove(
    mut desk: Desk,
    Path((code, id)): Path<(String, String)>,
    Body(body): Body<Naming>,
) -> Answer<Done> {
    let (kind, ask) = (kind(&code)?, &mut desk.ask);
    named_access::remove_from_record(&desk.app, ask, kind, &id, &body.account, &body.why).await?;
    Ok(Done::ok())
}

/// Releases.
pub async fn release(
    mut desk: Desk,
    Path((code, id)): Path<(String, String)>,
    Body(body): Body<Why>,
) -> Answer<Done> {
    let kind = kind(&code)?;
    named_access::release_record(&desk.app, &mut desk.ask, kind, &id, &body.why).await?;
    Ok(Done::ok())
}

/// Who hears a restricted pair, and where.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Hear {
    /// The meeting.
    pub meeting: String,
    /// Sign-in names of those who hear it; at least one coordinator or chair.
    pub hears: Vec<String>,
}

/// Brings a restricted pair to a meeting.
pub async fn hear(
    mut desk: Desk,
    Path((_, referral)): Path<(String, String)>,
    Body(body): Body<Hear>,
) -> Answer<Done> {
    let (meeting, referral) = (id(&body.meeting)?, id(&referral)?);
    place_restricted(&desk.app, &mut desk.ask, meeting, referral, &body.hears).await?;
    Ok(Done::ok())
}

/// An emergency.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Glass {
    /// The reference of the record.
    pub reference: String,
    /// `danger`, `nobody_reached` or `court_order`.
    pub emergency: String,
    /// Why, in words that do not tell the case.
    pub why: String,
}

/// A record that stands open now.
#[derive(Debug, Serialize, ToSchema)]
pub struct Opened {
    /// Its kind.
    pub kind: String,
    /// The record.
    pub id: String,
    /// Until when it stands open.
    pub until: String,
}

/// Opens a restricted record in an emergency.
pub async fn break_glass(mut desk: Desk, Body(body): Body<Glass>) -> Answer<Opened> {
    let emergency = Emergency::from_code(&body.emergency);
    let ask = &mut desk.ask;
    let opened = open_now(&desk.app, ask, &body.reference, emergency, &body.why).await?;
    Ok(Json(Opened {
        kind: opened.kind.code().to_owned(),
        id: opened.id,
        until: opened.until.to_string(),
    }))
}
