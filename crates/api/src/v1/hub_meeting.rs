//! The MASH meeting of a referral: set, opened, recorded, handed on (R133, R151–R164).

use axum::Json;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use hawthorn_app::Refusal;
use hawthorn_app::mash::{
    complete_record, hand_on_record, meeting_papers, open_hub_meeting, open_referral, set_meeting,
};
use hawthorn_domain::mash::meeting::{CopyFor, Pathway, Seat, copies_owed};
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::verb::Verb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::platform::Done;
use super::{Answer, clock, coded, id};
use crate::desk::{Body, Desk};
use crate::document::Shape;
use crate::endpoints::Endpoint;
use crate::problem::ApiError;

/// The meeting of a referral, from its time to the copies of its record.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    use Verb::{CopyHubRecord, RunHubMeeting, ViewReferral};
    vec![
        Endpoint::see(
            "/v1/referrals/{id}/meeting",
            ViewReferral,
            "The MASH meeting of a referral",
            Shape::of::<Meeting>(),
            get(one),
        ),
        Endpoint::act(
            "/v1/referrals/{id}/meeting",
            RunHubMeeting,
            "Set the time of the MASH meeting",
            Some(Shape::of::<NewMeeting>()),
            Shape::of::<Done>(),
            post(set),
        ),
        Endpoint::act(
            "/v1/referrals/{id}/meeting/open",
            RunHubMeeting,
            "Open the MASH meeting with its statutory basis",
            Some(Shape::of::<Opening>()),
            Shape::of::<Done>(),
            post(open),
        ),
        Endpoint::act(
            "/v1/referrals/{id}/meeting/record",
            RunHubMeeting,
            "Complete the record of the MASH meeting",
            Some(Shape::of::<MeetingNotes>()),
            Shape::of::<Done>(),
            post(record),
        ),
        Endpoint::act(
            "/v1/referrals/{id}/meeting/copies",
            CopyHubRecord,
            "Keep where a copy of the record went",
            Some(Shape::of::<RecordCopy>()),
            Shape::of::<Done>(),
            post(copy),
        ),
        Endpoint::paper(
            "/v1/referrals/{id}/meeting/invitation.ics",
            ViewReferral,
            "The invitation for a calendar; it names nobody",
            "text/calendar",
            get(invitation),
        ),
        Endpoint::paper(
            "/v1/referrals/{id}/meeting/record.pdf",
            CopyHubRecord,
            "The record of the MASH meeting on paper",
            "application/pdf",
            get(paper),
        ),
    ]
}

/// One agency at the meeting.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeetingSeat {
    /// The agency’s code.
    pub agency: String,
    /// Who came for it.
    #[serde(default)]
    pub name: String,
    /// Whether it is there.
    pub present: bool,
    /// Why it is not.
    #[serde(default)]
    pub why_not: String,
}

/// The meeting as it stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct Meeting {
    /// When its record is due; none where no meeting was agreed.
    pub record_due_at: Option<String>,
    /// How that clock stands.
    pub clock: Option<String>,
    /// When it is set for.
    pub set_for: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// The statutory basis, once opened.
    pub legal_basis: Option<String>,
    /// Who chairs.
    pub chair: Option<String>,
    /// Who is there and who is not.
    pub seats: Vec<MeetingSeat>,
    /// The plan for the children.
    pub plan_child: Option<String>,
    /// The plan for the adult.
    pub plan_adult: Option<String>,
    /// Pathways that go on: child, adult.
    pub pathways: Vec<String>,
    /// Further outcomes by the area’s codes.
    pub outcomes: Vec<String>,
    /// The lead agency’s decision.
    pub decision: Option<String>,
    /// Its reasons.
    pub reasons: Option<String>,
    /// Copies still owed: police_record, risk_officer.
    pub copies_owed: Vec<String>,
}

/// The meeting of a referral.
pub async fn one(mut desk: Desk, Path(text): Path<String>) -> Answer<Meeting> {
    let view = open_referral::open_referral(&desk.app, &mut desk.ask, id(&text)?).await?;
    let referral = &view.referral;
    let meeting = referral.meeting.as_ref();
    let opening = meeting.and_then(|meeting| meeting.opening.as_ref());
    let record = meeting.and_then(|meeting| meeting.record.as_ref());
    Ok(Json(Meeting {
        record_due_at: referral
            .meeting_clock
            .as_ref()
            .map(|clock| clock.due_at().to_string()),
        clock: view
            .meeting_clock
            .as_ref()
            .map(|state| clock(state).to_owned()),
        set_for: meeting.map(|meeting| meeting.set_for.to_string()),
        place: meeting.map(|meeting| meeting.place.clone()),
        legal_basis: opening.map(|opening| opening.legal_basis.clone()),
        chair: opening.map(|opening| opening.chair.clone()),
        seats: opening
            .map(|opening| opening.seats.iter().map(seat_out).collect())
            .unwrap_or_default(),
        plan_child: record.map(|record| record.plan_child.clone()),
        plan_adult: record.map(|record| record.plan_adult.clone()),
        pathways: record
            .map(|record| {
                let codes = record.pathways.iter();
                codes.map(|pathway| pathway.code().to_owned()).collect()
            })
            .unwrap_or_default(),
        outcomes: record
            .map(|record| record.outcomes.clone())
            .unwrap_or_default(),
        decision: record.map(|record| record.decision.clone()),
        reasons: record.map(|record| record.reasons.clone()),
        copies_owed: copies_owed(meeting, referral.level)
            .into_iter()
            .map(|to| to.code().to_owned())
            .collect(),
    }))
}

fn seat_out(seat: &Seat) -> MeetingSeat {
    MeetingSeat {
        agency: seat.agency.to_string(),
        name: seat.name.clone(),
        present: seat.present,
        why_not: seat.why_not.clone(),
    }
}

/// A time and a place.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMeeting {
    /// When, ISO 8601 with its zone.
    pub set_for: String,
    /// A room, or how to join; it names nobody of the case.
    pub place: String,
}

/// Sets the time.
pub async fn set(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<NewMeeting>,
) -> Answer<Done> {
    let set_for = body.set_for.parse().map_err(|_| {
        ApiError(Refusal::field(
            "when",
            "A moment looks like 2026-03-27T09:30:00Z.",
        ))
    })?;
    let new = set_meeting::NewMeeting {
        set_for,
        place: body.place,
    };
    set_meeting::set_meeting(&desk.app, &mut desk.ask, id(&text)?, new).await?;
    Ok(Done::ok())
}

/// How the meeting begins.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// The statutory basis as the chair states it.
    pub legal_basis: String,
    /// Who chairs.
    pub chair: String,
    /// Who is there, who is not and why.
    pub seats: Vec<MeetingSeat>,
}

/// Opens the meeting.
pub async fn open(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<Opening>,
) -> Answer<Done> {
    let beginning = open_hub_meeting::Beginning {
        legal_basis: body.legal_basis,
        chair: body.chair,
        seats: body
            .seats
            .into_iter()
            .map(|seat| Seat {
                agency: AgencyCode::new(seat.agency),
                name: seat.name,
                present: seat.present,
                why_not: seat.why_not,
            })
            .collect(),
    };
    open_hub_meeting::open_hub_meeting(&desk.app, &mut desk.ask, id(&text)?, beginning).await?;
    Ok(Done::ok())
}

/// What the meeting made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeetingNotes {
    /// The plan for the children.
    #[serde(default)]
    pub plan_child: String,
    /// The plan for the adult.
    pub plan_adult: String,
    /// Pathways that go on: child, adult.
    #[serde(default)]
    pub pathways: Vec<String>,
    /// Further outcomes by the area’s codes.
    #[serde(default)]
    pub outcomes: Vec<String>,
    /// The lead agency’s decision.
    pub decision: String,
    /// Its reasons.
    pub reasons: String,
}

/// Completes the record.
pub async fn record(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<MeetingNotes>,
) -> Answer<Done> {
    let pathways = body
        .pathways
        .iter()
        .map(|code| coded("pathways", code, Pathway::from_code, &["child", "adult"]))
        .collect::<Result<Vec<_>, _>>()?;
    let record = complete_record::MeetingNotes {
        plan_child: body.plan_child,
        plan_adult: body.plan_adult,
        pathways,
        outcomes: body.outcomes,
        decision: body.decision,
        reasons: body.reasons,
    };
    complete_record::complete_record(&desk.app, &mut desk.ask, id(&text)?, record).await?;
    Ok(Done::ok())
}

/// Where a copy went.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordCopy {
    /// police_record or risk_officer.
    pub to: String,
    /// The reference under which it is kept there, or how it was handed over.
    pub reference: String,
}

/// Keeps where a copy went.
pub async fn copy(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<RecordCopy>,
) -> Answer<Done> {
    let to = coded(
        "to",
        &body.to,
        CopyFor::from_code,
        &["police_record", "risk_officer"],
    )?;
    hand_on_record::hand_on_record(&desk.app, &mut desk.ask, id(&text)?, to, &body.reference)
        .await?;
    Ok(Done::ok())
}

/// The invitation.
pub async fn invitation(mut desk: Desk, Path(text): Path<String>) -> Result<Response, ApiError> {
    let made = meeting_papers::meeting_invitation(&desk.app, &mut desk.ask, id(&text)?).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"meeting.ics\"",
        ),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, made).into_response())
}

/// The record on paper.
pub async fn paper(mut desk: Desk, Path(text): Path<String>) -> Result<Response, ApiError> {
    let paper = meeting_papers::print_record(&desk.app, &mut desk.ask, id(&text)?).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/pdf"),
        (
            header::CONTENT_DISPOSITION,
            "inline; filename=\"record.pdf\"",
        ),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, paper.bytes).into_response())
}
