//! MARAC meetings, from plan to minutes.

use axum::Json;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use hawthorn_app::Refusal;
use hawthorn_app::marac::shown::MeetingLine;
use hawthorn_app::marac::{
    close_meeting, hear_item, lists, open_agenda, open_meeting, plan_meeting, print_agenda,
    print_minutes, put_on_agenda, record_item,
};
use hawthorn_domain::marac::meeting::Attendance;
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::verb::Verb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::platform::{Done, Made};
use super::{Answer, id};
use crate::desk::{Body, Desk};
use crate::document::Shape;
use crate::endpoints::Endpoint;
use crate::problem::ApiError;

/// Meetings planned, listed, opened to read, and on paper.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    use Verb::{ListMeetings, ManageMeeting, PrintMeeting, ViewMeeting};
    vec![
        Endpoint::see(
            "/v1/meetings",
            ListMeetings,
            "Meetings",
            Shape::of::<Meetings>(),
            get(meetings),
        ),
        Endpoint::act(
            "/v1/meetings",
            ManageMeeting,
            "Plan a meeting",
            Some(Shape::of::<Plan>()),
            Shape::of::<Made>(),
            post(plan),
        ),
        Endpoint::see(
            "/v1/meetings/{id}",
            ViewMeeting,
            "One meeting with its agenda",
            Shape::of::<Agenda>(),
            get(agenda),
        ),
        Endpoint::act(
            "/v1/meetings/{id}/agenda",
            ManageMeeting,
            "Put a referral on the agenda",
            Some(Shape::of::<Item>()),
            Shape::of::<Placed>(),
            post(put),
        ),
        Endpoint::paper(
            "/v1/meetings/{id}/agenda.pdf",
            PrintMeeting,
            "The agenda on paper",
            "application/pdf",
            get(agenda_paper),
        ),
        Endpoint::paper(
            "/v1/meetings/{id}/minutes.pdf",
            PrintMeeting,
            "The minutes on paper",
            "application/pdf",
            get(minutes_paper),
        ),
    ]
}

/// What the chair's side does while a meeting sits.
pub(crate) fn endpoints_in_session() -> Vec<Endpoint> {
    use Verb::RunMeeting;
    vec![
        Endpoint::act(
            "/v1/marac/{id}/record",
            RunMeeting,
            "Record risks and discussion",
            Some(Shape::of::<RecordItem>()),
            Shape::of::<Done>(),
            post(record),
        ),
        Endpoint::act(
            "/v1/marac/{id}/heard",
            RunMeeting,
            "Say that the referral was heard",
            None,
            Shape::of::<Done>(),
            post(heard),
        ),
        Endpoint::act(
            "/v1/meetings/{id}/open",
            RunMeeting,
            "Open the meeting",
            Some(Shape::of::<Open>()),
            Shape::of::<Done>(),
            post(open),
        ),
        Endpoint::act(
            "/v1/meetings/{id}/close",
            RunMeeting,
            "Close the meeting",
            None,
            Shape::of::<Done>(),
            post(close),
        ),
    ]
}

/// One meeting of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeetingOut {
    /// Its identifier.
    pub id: String,
    /// The venue.
    pub venue: String,
    /// When it starts.
    pub starts_at: String,
    /// planned, open or closed.
    pub state: String,
    /// How many referrals it is to hear.
    pub cases: usize,
}

fn meeting(line: MeetingLine) -> MeetingOut {
    MeetingOut {
        id: line.id.to_string(),
        venue: line.venue,
        starts_at: line.starts_at.to_string(),
        state: line.state.code().to_owned(),
        cases: line.cases,
    }
}

/// Meetings.
#[derive(Debug, Serialize, ToSchema)]
pub struct Meetings {
    /// In session.
    pub open: Vec<MeetingOut>,
    /// Planned, soonest first.
    pub planned: Vec<MeetingOut>,
    /// Closed, newest first.
    pub past: Vec<MeetingOut>,
}

/// Meetings.
pub async fn meetings(mut desk: Desk) -> Answer<Meetings> {
    let found = lists::meetings(&desk.app, &mut desk.ask).await?;
    Ok(Json(Meetings {
        open: found.open.into_iter().map(meeting).collect(),
        planned: found.planned.into_iter().map(meeting).collect(),
        past: found.past.into_iter().map(meeting).collect(),
    }))
}

/// A meeting to plan.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The venue’s code in the area’s settings.
    pub venue: String,
    /// When it starts, ISO 8601 with an offset.
    pub starts_at: String,
}

/// Plans a meeting.
pub async fn plan(mut desk: Desk, Body(body): Body<Plan>) -> Answer<Made> {
    let starts_at = body.starts_at.parse().map_err(|_| {
        ApiError(Refusal::field(
            "starts_at",
            "A moment looks like 2026-04-08T09:30:00+01:00.",
        ))
    })?;
    let meeting =
        plan_meeting::plan_meeting(&desk.app, &mut desk.ask, &body.venue, starts_at).await?;
    Ok(Json(Made {
        id: meeting.to_string(),
    }))
}

/// One meeting.
#[derive(Debug, Serialize, ToSchema)]
pub struct Agenda {
    /// The meeting.
    pub meeting: MeetingOut,
    /// The referrals in order; a restricted one is only named to those on its list.
    pub items: Vec<String>,
    /// When it should end.
    pub forecast_finish: String,
    /// A warning about capacity.
    pub warning: Option<String>,
}

/// One meeting.
pub async fn agenda(mut desk: Desk, Path(text): Path<String>) -> Answer<Agenda> {
    let view = open_agenda::open_agenda(&desk.app, &mut desk.ask, id(&text)?).await?;
    Ok(Json(Agenda {
        items: view.items.iter().map(|item| item.id.to_string()).collect(),
        forecast_finish: view.forecast_finish.to_string(),
        warning: view.warning,
        meeting: meeting(view.meeting),
    }))
}

/// A referral for an agenda.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The MARAC referral.
    pub referral: String,
}

/// Where it was placed.
#[derive(Debug, Serialize, ToSchema)]
pub struct Placed {
    /// Its number on the agenda.
    pub number: usize,
    /// A warning about capacity.
    pub warning: Option<String>,
}

/// Puts a referral on the agenda.
pub async fn put(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<Item>,
) -> Answer<Placed> {
    let placed =
        put_on_agenda::put_on_agenda(&desk.app, &mut desk.ask, id(&text)?, id(&body.referral)?)
            .await?;
    Ok(Json(Placed {
        number: placed.number,
        warning: placed.warning,
    }))
}

/// One person’s attendance.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AttendanceIn {
    /// The agency’s code.
    pub agency: String,
    /// The name.
    pub name: String,
    /// Present, or sent apologies.
    pub present: bool,
}

/// The opening of a meeting.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Open {
    /// The chair’s name.
    pub chair: String,
    /// Who is there.
    pub attendance: Vec<AttendanceIn>,
}

/// Opens the meeting.
pub async fn open(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<Open>,
) -> Answer<Done> {
    let attendance = body
        .attendance
        .into_iter()
        .map(|row| Attendance::named(AgencyCode::new(row.agency), row.name, row.present))
        .collect();
    open_meeting::open_meeting(
        &desk.app,
        &mut desk.ask,
        id(&text)?,
        &body.chair,
        attendance,
    )
    .await?;
    Ok(Done::ok())
}

/// What is recorded on an item.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordItem {
    /// Risks named.
    pub risks: Vec<String>,
    /// The discussion in short.
    pub discussion: String,
    /// The version that was read, to be told when somebody saved in between.
    pub version: Option<i64>,
}

/// Records risks and discussion.
pub async fn record(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<RecordItem>,
) -> Answer<Done> {
    let input = record_item::RecordItem {
        referral: id(&text)?,
        version: body.version,
        risks: body.risks,
        discussion: body.discussion,
    };
    record_item::record_item(&desk.app, &mut desk.ask, input).await?;
    Ok(Done::ok())
}

/// Says that the referral was heard.
pub async fn heard(mut desk: Desk, Path(text): Path<String>) -> Answer<Done> {
    hear_item::hear_item(&desk.app, &mut desk.ask, id(&text)?).await?;
    Ok(Done::ok())
}

/// Closes the meeting.
pub async fn close(mut desk: Desk, Path(text): Path<String>) -> Answer<Done> {
    close_meeting::close_meeting(&desk.app, &mut desk.ask, id(&text)?).await?;
    Ok(Done::ok())
}

fn paper(paper: print_agenda::Paper) -> Response {
    let disposition = format!("inline; filename=\"{}\"", paper.file_name);
    (
        [
            (header::CONTENT_TYPE, "application/pdf".to_owned()),
            (header::CONTENT_DISPOSITION, disposition),
            (header::CACHE_CONTROL, "no-store".to_owned()),
        ],
        paper.bytes,
    )
        .into_response()
}

/// The agenda on paper.
pub async fn agenda_paper(mut desk: Desk, Path(text): Path<String>) -> Result<Response, ApiError> {
    Ok(paper(
        print_agenda::print_agenda(&desk.app, &mut desk.ask, id(&text)?).await?,
    ))
}

/// The minutes on paper.
pub async fn minutes_paper(mut desk: Desk, Path(text): Path<String>) -> Result<Response, ApiError> {
    Ok(paper(
        print_minutes::print_minutes(&desk.app, &mut desk.ask, id(&text)?).await?,
    ))
}
