//! Plans a meeting at one of the area's venues (R181, R185).

use hawthorn_domain::marac::Meeting;
use hawthorn_domain::marac::meeting::MeetingRefusal;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::MeetingId;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use jiff::Timestamp;

use super::chase_research;
use super::found::meeting_refused;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// Plans a meeting with an empty agenda.
///
/// # Errors
/// When the venue is not the area's, or the moment has passed.
pub async fn plan_meeting(
    app: &App,
    ask: &mut Ask,
    venue: &str,
    starts_at: Timestamp,
) -> Told<MeetingId> {
    ask.allow(app, Verb::ManageMeeting, &Thing::of_area(ask.area()))
        .await?;
    let settings = app.settings(ask.area(), starts_at)?;
    let venue = settings
        .marac
        .venue(venue)
        .ok_or_else(|| Refusal::field("venue", "Choose one of the area’s venues."))?;
    if starts_at <= ask.now {
        return Err(meeting_refused(MeetingRefusal::InThePast));
    }
    let meeting = Meeting {
        id: MeetingId::new(ask.now, ask.dice.as_mut()),
        area: ask.area().clone(),
        venue: venue.code.clone(),
        starts_at,
        planned_by: ask.doer(),
        agenda: Vec::new(),
        attendance: Vec::new(),
        chair: String::new(),
        opened_at: None,
        closed_at: None,
        turns: Vec::new(),
        minutes_at: None,
        research_chases: Vec::new(),
        urgent: None,
    };
    let mut tx = app.store.begin().await?;
    tx.create(
        &meeting,
        ask.entry(Deed::Created, Verb::ManageMeeting, "Planned a meeting"),
    )
    .await?;
    chase_research::queue(app, &mut tx, &meeting, ask.now, ask.dice.as_mut()).await?;
    tx.finish().await?;
    Ok(meeting.id)
}
