//! Opens a meeting with its chair and who is there; everybody present has accepted the confidentiality statement (R187).

use hawthorn_domain::marac::action::ActionRefusal;
use hawthorn_domain::marac::meeting::{Attendance, may_open};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::MeetingId;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;

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
    opened.attendance = rows;
    opened.opened_at = Some(ask.now);
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
    Ok(tx.finish().await?)
}
