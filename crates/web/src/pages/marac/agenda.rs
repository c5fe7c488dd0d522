//! A meeting's page: the agenda in its order, research in and missing, opening and closing (ux.md 4.4).

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect};
use hawthorn_app::Refusal;
use hawthorn_app::marac::close_meeting::close_meeting;
use hawthorn_app::marac::lists::to_list;
use hawthorn_app::marac::move_item::{Way, move_item};
use hawthorn_app::marac::open_agenda::{AgendaPage, open_agenda};
use hawthorn_app::marac::open_meeting::open_meeting;
use hawthorn_app::marac::put_on_agenda::put_on_agenda;
use hawthorn_app::marac::shown::ReferralLine;
use hawthorn_app::marac::take_off_agenda::take_off_agenda;
use hawthorn_app::platform::refusal::Told;
use hawthorn_components::NotificationBanner;
use hawthorn_domain::marac::meeting::Attendance;
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::calendar::london_date;
use hawthorn_domain::platform::ids::{MaracReferralId, MeetingId};
use hawthorn_domain::platform::settings::Agency;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;

use super::agenda_view::{AgendaView, render};
use super::{id, initials, meeting_path};
use crate::error::Answer;
use crate::forms::{Problems, Typed};
use crate::layout;
use crate::seat::Seat;

const DONE: &[(&str, &str)] = &[
    (
        "planned",
        "The meeting is planned. Put referrals on its agenda",
    ),
    (
        "removed",
        "Taken off the agenda. The referral waits for a meeting again",
    ),
    ("opened", "The meeting is open. Begin with the first item"),
    (
        "closed",
        "The meeting is closed. Its record no longer changes",
    ),
    ("heard", "The last item is heard"),
    (
        "joined",
        "You have accepted the confidentiality statement. The meeting opens for you when it begins",
    ),
    (
        "conflict",
        "Your conflict is recorded. You take no part in that case, and it is not shown to you",
    ),
];

/// What the query of the page may say.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Asked {
    done: Option<String>,
    moved: Option<String>,
}

/// The page of a meeting.
///
/// # Errors
/// When it is not there for this reader.
pub async fn page(
    mut seat: Seat,
    Path(meeting): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    show(
        &mut seat,
        id(&meeting)?,
        &Problems::default(),
        &Typed::default(),
        &asked,
    )
    .await
}

/// Puts a waiting referral on this agenda.
///
/// # Errors
/// When the meeting is not there, or the reader does not build agendas.
pub async fn put(mut seat: Seat, Path(meeting): Path<String>, typed: Typed) -> Answer {
    let meeting: MeetingId = id(&meeting)?;
    let done = match typed.one("referral").trim() {
        "" => Err(Refusal::field(
            "referral",
            "Choose a referral to put on the agenda.",
        )),
        chosen => {
            let referral: MaracReferralId = id(chosen)?;
            put_on_agenda(&seat.app, &mut seat.ask, meeting, referral)
                .await
                .map(|_| format!("moved={referral}"))
        }
    };
    after(&mut seat, meeting, done, &typed).await
}

/// Moves an item one place up or down; the banner tells its new place.
///
/// # Errors
/// When the item is not there, or the reader does not build agendas.
pub async fn shift(
    mut seat: Seat,
    Path((meeting, item)): Path<(String, String)>,
    typed: Typed,
) -> Answer {
    let (meeting, item): (MeetingId, MaracReferralId) = (id(&meeting)?, id(&item)?);
    let way = match typed.one("way") {
        "up" => Ok(Way::Up),
        "down" => Ok(Way::Down),
        _ => Err(Refusal::Rule(
            "Choose whether the item moves up or down.".to_owned(),
        )),
    };
    let done = match way {
        Ok(way) => {
            let moved = move_item(&seat.app, &mut seat.ask, item, way).await;
            moved.map(|_| format!("moved={item}"))
        }
        Err(refusal) => Err(refusal),
    };
    after(&mut seat, meeting, done, &typed).await
}

/// Takes an item off the agenda.
///
/// # Errors
/// When the item is not there, or the reader does not build agendas.
pub async fn remove(
    mut seat: Seat,
    Path((meeting, item)): Path<(String, String)>,
    typed: Typed,
) -> Answer {
    let (meeting, item): (MeetingId, MaracReferralId) = (id(&meeting)?, id(&item)?);
    let done = take_off_agenda(&seat.app, &mut seat.ask, item).await;
    after(
        &mut seat,
        meeting,
        done.map(|()| "done=removed".to_owned()),
        &typed,
    )
    .await
}

/// Opens the meeting with its chair and who is there.
///
/// # Errors
/// When the meeting is not there, or the reader does not run meetings.
pub async fn open(mut seat: Seat, Path(meeting): Path<String>, typed: Typed) -> Answer {
    let meeting: MeetingId = id(&meeting)?;
    let done = try_open(&mut seat, meeting, &typed).await;
    after(
        &mut seat,
        meeting,
        done.map(|()| "done=opened".to_owned()),
        &typed,
    )
    .await
}

/// Closes the meeting.
///
/// # Errors
/// When the meeting is not there, or the reader does not run meetings.
pub async fn close(mut seat: Seat, Path(meeting): Path<String>, typed: Typed) -> Answer {
    let meeting: MeetingId = id(&meeting)?;
    let done = close_meeting(&seat.app, &mut seat.ask, meeting).await;
    after(
        &mut seat,
        meeting,
        done.map(|()| "done=closed".to_owned()),
        &typed,
    )
    .await
}

async fn try_open(seat: &mut Seat, meeting: MeetingId, typed: &Typed) -> Told<()> {
    let members = members(&seat.ask.settings(&seat.app)?.agencies);
    let mut rows = Vec::new();
    for agency in members {
        let code = agency.code.as_str();
        let name = typed.one(&format!("name-{code}")).trim().to_owned();
        let present = typed.one(&format!("present-{code}")) == "yes";
        if present && name.is_empty() {
            // Each person has accepted the confidentiality statement by name (R187).
            let field = format!("name-{code}");
            let words = format!("Write who is present for {}.", agency.name);
            return Err(Refusal::field(&field, words));
        }
        if !name.is_empty() {
            rows.push(Attendance::named(AgencyCode::new(code), name, present));
        }
    }
    open_meeting(&seat.app, &mut seat.ask, meeting, typed.one("chair"), rows).await
}

/// The agencies that sit at MARAC, in the area's order.
pub(super) fn members(agencies: &[Agency]) -> Vec<&Agency> {
    agencies
        .iter()
        .filter(|agency| agency.marac_member)
        .collect()
}

/// Goes back to the agenda after an act, or shows it again with what was refused.
async fn after(seat: &mut Seat, meeting: MeetingId, done: Told<String>, typed: &Typed) -> Answer {
    match done {
        Ok(query) => {
            Ok(Redirect::to(&format!("{}?{query}", meeting_path(meeting))).into_response())
        }
        Err(refusal) => {
            show(
                seat,
                meeting,
                &Problems::of(refusal)?,
                typed,
                &Asked::default(),
            )
            .await
        }
    }
}

async fn show(
    seat: &mut Seat,
    meeting: MeetingId,
    problems: &Problems,
    typed: &Typed,
    asked: &Asked,
) -> Answer {
    let agenda = open_agenda(&seat.app, &mut seat.ask, meeting).await?;
    let waiting: Vec<ReferralLine> = if agenda.may_manage {
        to_list(&seat.app, &mut seat.ask).await?
    } else {
        Vec::new()
    };
    let settings = seat.ask.settings(&seat.app)?;
    let view = AgendaView {
        agenda: &agenda,
        waiting: &waiting,
        members: members(&settings.agencies),
        may_open: seat.ask.may_ever(&seat.app, Verb::ViewMaracReferral),
        may_print: seat.ask.may_ever(&seat.app, Verb::PrintMeeting),
        may_see_history: seat.ask.may_ever(&seat.app, Verb::ViewHistory),
        today: seat.ask.today(),
    };
    let day = words::date(london_date(agenda.meeting.starts_at));
    let heading = format!(
        "{}, {}",
        agenda.meeting.venue,
        words::moment(agenda.meeting.starts_at)
    );
    let mut page = render(
        seat.page(format!("MARAC meeting, {day}"), heading),
        &view,
        problems,
        typed,
    );
    page.flash = banner(&agenda, asked);
    Ok(layout::answer(page, problems))
}

/// What was done, with the new place of an item that was put or moved (MAR-8).
fn banner(agenda: &AgendaPage, asked: &Asked) -> Option<NotificationBanner> {
    let Some(moved) = asked.moved.as_deref() else {
        return layout::done_banner(asked.done.as_deref(), DONE);
    };
    let moved: MaracReferralId = moved.parse().ok()?;
    let place = agenda.items.iter().position(|item| item.id == moved)?;
    let item = agenda.items.get(place)?;
    let total = agenda.items.len();
    Some(NotificationBanner::success(format!(
        "{} ({}) is now number {} of {total}",
        moved.short(),
        initials(item),
        place + 1
    )))
}
