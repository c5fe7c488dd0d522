//! MARAC: gateways, referrals, meetings, actions.

use axum::Json;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use hawthorn_app::Refusal;
use hawthorn_app::marac::shown::MeetingLine;
use hawthorn_app::marac::{
    actions as listing, add_research, agree_action, close_meeting, gateways as asking, hear_item,
    lists, open_agenda, open_marac_referral, open_meeting, plan_meeting, print_agenda,
    print_minutes, put_on_agenda, record_item, refer_to_marac, update_action as updating,
};
use hawthorn_domain::marac::action::ActionState;
use hawthorn_domain::marac::criteria::Finding as Found;
use hawthorn_domain::marac::meeting::Attendance;
use hawthorn_domain::platform::actor::AgencyCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::platform::{Done, Made};
use super::{Answer, coded, id};
use crate::desk::{Body, Desk};
use crate::problem::ApiError;

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
        .map(|row| Attendance {
            agency: AgencyCode::new(row.agency),
            name: row.name,
            present: row.present,
        })
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
pub struct Record {
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
    Body(body): Body<Record>,
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
    };
    let made = agree_action::agree_action(&desk.app, &mut desk.ask, input).await?;
    Ok(Json(Made {
        id: made.to_string(),
    }))
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

fn action(line: listing::ActionLine) -> ActionOut {
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
