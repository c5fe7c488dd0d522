//! Who is at a meeting: people accept the confidentiality statement themselves, the minute-taker adds others, and says who chairs (R187, F24).

use hawthorn_domain::marac::Meeting;
use hawthorn_domain::marac::meeting::{Attendance, MeetingRefusal, MeetingState};
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{AccountId, MeetingId};
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::{StoreError, Stored};

use super::found::{self, meeting_refused};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::short;

/// When many accept at once, each tries again over what the others have saved.
const TRIES: usize = 12;

/// Somebody whom the minute-taker adds.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// The agency.
    pub agency: AgencyCode,
    /// The name.
    pub name: String,
    /// Whether they have accepted the statement; nobody takes part without.
    pub accepted: bool,
    /// Whether they chair from now on.
    pub chairs: bool,
}

/// The reader accepts the confidentiality statement, and from then on sees the meeting as it sits.
///
/// # Errors
/// When they do not accept, or the meeting is closed.
pub async fn join_meeting(app: &App, ask: &mut Ask, id: MeetingId, accepted: bool) -> Told<()> {
    let agency = ask.actor.agency.clone();
    let name = ask.actor.name.clone();
    let account = Some(ask.actor.account);
    let arrival = Arrival {
        agency,
        name,
        accepted,
        chairs: false,
    };
    let words = "Accepted the confidentiality statement of the meeting";
    add(app, ask, id, &arrival, account, Verb::JoinMeeting, words).await
}

/// The minute-taker records somebody who is there, or who chairs now.
///
/// # Errors
/// When the name is missing, they have not accepted, the agency is not the area's, or the meeting is closed.
pub async fn record_arrival(app: &App, ask: &mut Ask, id: MeetingId, arrival: Arrival) -> Told<()> {
    let settings = ask.settings(app)?;
    if settings.agency(arrival.agency.as_str()).is_none() {
        return Err(Refusal::field(
            "agency",
            "Choose one of the area’s agencies.",
        ));
    }
    let arrival = Arrival {
        name: short("name", &arrival.name)?,
        ..arrival
    };
    if arrival.name.is_empty() {
        return Err(meeting_refused(MeetingRefusal::NoName));
    }
    let words = if arrival.chairs {
        "Recorded who is there and who chairs"
    } else {
        "Recorded who is there"
    };
    add(app, ask, id, &arrival, None, Verb::RunMeeting, words).await
}

async fn add(
    app: &App,
    ask: &Ask,
    id: MeetingId,
    arrival: &Arrival,
    account: Option<AccountId>,
    verb: Verb,
    words: &str,
) -> Told<()> {
    let scope = ask.scope(app)?;
    for _ in 0..TRIES {
        // Load
        let read = found::meeting(app, &scope, id).await?;
        // Allow
        ask.allow(app, verb, &Thing::of_area(&read.area)).await?;
        // Decide
        if read.state() == MeetingState::Closed {
            return Err(meeting_refused(MeetingRefusal::Closed));
        }
        if !arrival.accepted {
            return Err(meeting_refused(MeetingRefusal::NotAccepted));
        }
        let mut changed = read.value.clone();
        changed.attendance = read.with_person(&arrival.agency, &arrival.name, account, ask.now);
        if arrival.chairs {
            changed.chair.clone_from(&arrival.name);
        }
        if changed == read.value {
            return Ok(());
        }
        // Keep
        match save(app, ask, &read, &changed, verb, words).await {
            Err(StoreError::Conflict) => continue,
            done => done?,
        }
        app.live.ring(id);
        return Ok(());
    }
    let words = "Many people are joining at this moment. Try again.";
    Err(Refusal::Conflict(words.to_owned()))
}

async fn save(
    app: &App,
    ask: &Ask,
    read: &Stored<Meeting>,
    changed: &Meeting,
    verb: Verb,
    words: &str,
) -> Result<(), StoreError> {
    let mut tx = app.store.begin().await?;
    let entry = ask.entry(Deed::Changed, verb, words);
    tx.update(read, changed, entry).await?;
    tx.finish().await
}

/// One line of attendance in words: `Present, in the chair`, `Present from 9:40am`, `Apologies`.
pub fn presence_words(meeting: &Meeting, row: &Attendance) -> String {
    if !row.present {
        return "Apologies".to_owned();
    }
    let came = row.accepted_at.filter(|_| meeting.came_late(row));
    let from = came.map(|at| format!(" from {}", hawthorn_domain::platform::words::clock_time(at)));
    let chair = if meeting.is_chair(row) {
        ", in the chair"
    } else {
        ""
    };
    format!("Present{}{chair}", from.unwrap_or_default())
}
