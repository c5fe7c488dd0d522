//! Opens a meeting: its agenda, the forecast of its end, and which agency's research is in (ux.md 4.4).

use hawthorn_domain::marac::chase::{ResearchChase, agenda_day};
use hawthorn_domain::marac::meeting::{Attendance, MeetingState, joined};
use hawthorn_domain::marac::{MaracReferral, Meeting};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::{MaracReferralId, MeetingId};
use hawthorn_domain::platform::settings::AreaSettings;
use hawthorn_domain::platform::settings::marac::Marac;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use hawthorn_store::{Document, Stored};
use jiff::{SignedDuration, Timestamp, civil::Date};

use super::actions::{ActionRow, rows};
use super::attend::presence_words;
use super::found;
use super::shown::{self, MeetingLine, ReferralLine, current_research};
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// The most open actions of earlier meetings; the most pressing come first.
const EARLIER: u64 = 200;

/// How far one agency's research on one item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResearchState {
    /// Something was written.
    In,
    /// The agency says that it holds nothing.
    NoneHeld,
    /// Nothing has come yet.
    Due,
}

/// One agency's row of the research tracker.
#[derive(Debug, Clone)]
pub struct TrackerRow {
    /// The agency's name.
    pub agency: String,
    /// One cell for each item that is shown with its pair, in the agenda's order.
    pub cells: Vec<(MaracReferralId, ResearchState)>,
}

/// One person's attendance as it is shown.
#[derive(Debug, Clone)]
pub struct AttendanceLine {
    /// The row.
    pub row: Attendance,
    /// The agency's name.
    pub agency: String,
    /// Present from when, in the chair, or apologies.
    pub words: String,
}

/// A meeting as this reader may see it.
#[derive(Debug, Clone)]
pub struct AgendaPage {
    /// The meeting.
    pub meeting: MeetingLine,
    /// Its version.
    pub version: i64,
    /// Who chairs, once open.
    pub chair: String,
    /// Who is there, with how it is said of each.
    pub attendance: Vec<AttendanceLine>,
    /// Whether this reader has accepted the confidentiality statement.
    pub joined: bool,
    /// Why it was called outside the calendar, when it was (F28).
    pub urgent: Option<String>,
    /// When it opened.
    pub opened_at: Option<Timestamp>,
    /// When it closed.
    pub closed_at: Option<Timestamp>,
    /// The items in their order.
    pub items: Vec<ReferralLine>,
    /// When the last item is likely to be done, by the area's minutes for each case.
    pub forecast_finish: Timestamp,
    /// The day by which partners should have the agenda (R182).
    pub agenda_due: Option<Date>,
    /// Said when there are more items than the meeting is planned for.
    pub warning: Option<String>,
    /// Research by agency: every member's for coordinator and chair, otherwise the reader's own.
    pub research: Vec<TrackerRow>,
    /// Who was reminded of research and when, a sentence each; for those who may manage the agenda.
    pub reminders: Vec<String>,
    /// Actions of earlier meetings that are still open, with which the meeting begins (R183, F24).
    pub earlier: Vec<ActionRow>,
    /// Whether the reader may change the agenda.
    pub may_manage: bool,
    /// Whether the reader may take the minutes.
    pub may_run: bool,
}

/// Opens a meeting.
///
/// # Errors
/// When it is not there for this reader.
pub async fn open_agenda(app: &App, ask: &mut Ask, id: MeetingId) -> Told<AgendaPage> {
    // Load
    let scope = ask.scope(app)?;
    let read = found::meeting(app, &scope, id).await?;
    // Allow
    ask.allow(app, Verb::ViewMeeting, &Thing::of_area(&read.area))
        .await?;
    let may_manage = ask.may_in_area(app, Verb::ManageMeeting);
    let may_run = ask.may_in_area(app, Verb::RunMeeting);
    // Decide
    let settings = app.settings(&read.area, read.starts_at)?;
    let items = found::on_agenda(app, &scope, &read).await?;
    let told: Vec<&Stored<MaracReferral>> =
        items.iter().filter(|item| item.seen_by(&scope)).collect();
    let heard = told.iter().filter(|item| item.heard_at.is_some()).count();
    // Keep
    ask.looked(
        app,
        Verb::ViewMeeting,
        "meeting",
        &id.to_string(),
        "Opened the meeting",
    )
    .await?;
    // Tell
    Ok(AgendaPage {
        meeting: shown::meeting_line(settings, &read, told.len()),
        version: read.version,
        chair: read.chair.clone(),
        attendance: attendance(settings, &read),
        joined: joined(&read, ask.actor.account),
        urgent: read.urgent.clone(),
        opened_at: read.opened_at,
        closed_at: read.closed_at,
        forecast_finish: forecast(&read, &settings.marac, told.len(), heard, ask.now),
        agenda_due: agenda_day(read.starts_at, settings.marac.agenda_days, app.holidays()),
        warning: capacity_warning(&settings.marac, told.len()),
        research: tracker(settings, &told, ask, may_manage || may_run),
        reminders: if may_manage {
            reminders(settings, &read)
        } else {
            Vec::new()
        },
        earlier: earlier(app, ask, &scope, &read).await?,
        items: shown::lines(app, &scope, settings, &items).await?,
        may_manage,
        may_run,
    })
}

fn attendance(settings: &AreaSettings, meeting: &Meeting) -> Vec<AttendanceLine> {
    let rows = meeting.attendance.iter();
    rows.map(|row| AttendanceLine {
        row: row.clone(),
        agency: shown::agency_name(settings, &row.agency),
        words: presence_words(meeting, row),
    })
    .collect()
}

fn reminders(settings: &AreaSettings, meeting: &Meeting) -> Vec<String> {
    let line = |one: &ResearchChase| {
        let agencies = one.agencies.iter();
        let names: Vec<String> = agencies
            .map(|code| shown::agency_name(settings, code))
            .collect();
        let who = if names.is_empty() {
            "nobody owed research".to_owned()
        } else {
            names.join(", ")
        };
        let said = one.chase.kind.label();
        format!("{said}, {}: {who}.", words::moment(one.chase.at))
    };
    meeting.research_chases.iter().map(line).collect()
}

/// The open actions of other meetings, for a meeting that is not over.
async fn earlier(app: &App, ask: &Ask, scope: &Scope, read: &Meeting) -> Told<Vec<ActionRow>> {
    if read.state() == MeetingState::Closed || !ask.may_in_area(app, Verb::ListActions) {
        return Ok(Vec::new());
    }
    let mut open = app.store.open_actions(scope, None, EARLIER).await?;
    open.retain(|action| action.meeting != read.id);
    rows(app, ask, scope, &open).await
}

/// Said when an agenda holds more than one meeting is planned for (F26).
pub(super) fn capacity_warning(marac: &Marac, cases: usize) -> Option<String> {
    let most = usize::from(marac.cases_per_meeting);
    (cases > most).then(|| {
        format!("{cases} cases are on this agenda; the meeting is planned for {most}. Think about a further date.")
    })
}

/// From the planned start, or while it sits from now, for every item not yet heard.
fn forecast(
    meeting: &Meeting,
    marac: &Marac,
    items: usize,
    heard: usize,
    now: Timestamp,
) -> Timestamp {
    let (from, left) = match (meeting.state(), meeting.closed_at) {
        (_, Some(closed)) => return closed,
        (MeetingState::Open, None) => (now, items.saturating_sub(heard)),
        (_, None) => (meeting.starts_at, items),
    };
    let minutes = i64::from(marac.minutes_per_case).saturating_mul(left as i64);
    from.checked_add(SignedDuration::from_mins(minutes))
        .unwrap_or(from)
}

fn tracker(
    settings: &AreaSettings,
    items: &[&Stored<MaracReferral>],
    ask: &Ask,
    everyone: bool,
) -> Vec<TrackerRow> {
    let members = settings
        .agencies
        .iter()
        .filter(|agency| agency.marac_member);
    members
        .filter(|agency| everyone || agency.code == ask.actor.agency)
        .map(|agency| TrackerRow {
            agency: agency.name.clone(),
            cells: items
                .iter()
                .map(|item| {
                    let state = match current_research(item, &agency.code) {
                        Some(research) if research.holds => ResearchState::In,
                        Some(_) => ResearchState::NoneHeld,
                        None => ResearchState::Due,
                    };
                    (item.id, state)
                })
                .collect(),
        })
        .collect()
}
