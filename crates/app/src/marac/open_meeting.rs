//! Opens a meeting with its chair and who is there; everybody present has accepted the confidentiality statement (R187).

use hawthorn_domain::marac::Meeting;
use hawthorn_domain::marac::action::ActionRefusal;
use hawthorn_domain::marac::meeting::{Attendance, begin_turn, may_open};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{MaracReferralId, MeetingId};
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::Document;

use super::found::{self, meeting_refused};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::short;

/// Opens the meeting.
///
/// # Errors
/// When it is open or closed already, has no chair, nobody is present, or an
/// agency is not one of the area's.
pub async fn open_meeting(
    app: &App,
    ask: &mut Ask,
    id: MeetingId,
    chair: &str,
    attendance: Vec<Attendance>,
) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let read = found::meeting(app, &scope, id).await?;
    // Allow
    ask.allow(app, Verb::RunMeeting, &Thing::of_area(&read.area))
        .await?;
    // Decide
    let settings = ask.settings(app)?;
    let chair = short("chair", chair)?;
    let mut rows = Vec::new();
    for row in attendance {
        if settings.agency(row.agency.as_str()).is_none() {
            let unknown = ActionRefusal::UnknownAgency(row.agency.to_string());
            return Err(Refusal::field("attendance", unknown.to_string()));
        }
        rows.push(Attendance {
            name: short("attendance", &row.name)?,
            ..row
        });
    }
    may_open(&read, &chair, &rows).map_err(meeting_refused)?;
    // Keep
    let mut opened = read.value.clone();
    opened.chair = chair;
    opened.attendance = read.attendance.clone();
    for row in rows {
        opened.attendance = with_row(&opened, row, ask);
    }
    // Whoever opens the meeting has read the statement out and holds to it.
    let (agency, name) = (ask.actor.agency.clone(), ask.actor.name.clone());
    opened.attendance = opened.with_person(&agency, &name, Some(ask.actor.account), ask.now);
    opened.opened_at = Some(ask.now);
    if let Some(first) = first_to_hear(app, &scope, &opened).await? {
        opened.turns = begin_turn(&opened, first, Some(id), ask.now).map_err(meeting_refused)?;
    }
    let mut tx = app.store.begin().await?;
    tx.update(
        &read,
        &opened,
        ask.entry(
            Deed::Changed,
            Verb::RunMeeting,
            "Opened the meeting for business",
        ),
    )
    .await?;
    tx.finish().await?;
    app.live.ring(id);
    Ok(())
}

/// Adds a row: whoever is present has accepted the statement, apologies are kept as they are.
fn with_row(meeting: &Meeting, row: Attendance, ask: &Ask) -> Vec<Attendance> {
    if row.present {
        return meeting.with_person(&row.agency, &row.name, row.account, ask.now);
    }
    let mut rows = meeting.attendance.clone();
    rows.push(row);
    rows
}

/// The first item that is not heard, which has the floor when the meeting opens.
async fn first_to_hear(
    app: &App,
    scope: &Scope,
    meeting: &Meeting,
) -> Told<Option<MaracReferralId>> {
    let items = found::on_agenda(app, scope, meeting).await?;
    let first = items
        .iter()
        .find(|item| item.heard_at.is_none() && item.seen_by(scope));
    Ok(first.map(|item| item.id))
}
