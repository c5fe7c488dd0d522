//! A case that cannot wait gets a meeting of its own outside the calendar, with the reason on record (F28).

use hawthorn_domain::marac::Meeting;
use hawthorn_domain::marac::intake::may_call_urgent;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{MaracReferralId, MeetingId};
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use jiff::Timestamp;

use super::chase_research;
use super::found::{self, intake_refused};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::long;

const RESTRICTED: &str =
    "This pair is restricted. Its keepers bring it to a meeting, and name who hears it.";

/// Calls a meeting for one referral, at once or at any moment to come.
///
/// # Errors
/// When the referral is not there for this reader, stands on an agenda, was heard or joined, no
/// reason is given, the venue is not the area's, or the moment has passed.
pub async fn call_urgent_meeting(
    app: &App,
    ask: &mut Ask,
    referral: MaracReferralId,
    venue: &str,
    starts_at: Timestamp,
    why: &str,
) -> Told<MeetingId> {
    // Load
    let scope = ask.scope(app)?;
    // Allow
    ask.allow(app, Verb::ManageMeeting, &Thing::of_area(ask.area()))
        .await?;
    let read = found::referral(app, &scope, referral).await?;
    // Decide
    let why = long("why", why)?;
    may_call_urgent(&read, &why).map_err(intake_refused)?;
    if read.restriction.is_restricted() {
        return Err(Refusal::Rule(RESTRICTED.to_owned()));
    }
    let settings = app.settings(ask.area(), starts_at)?;
    let venue = settings
        .marac
        .venue(venue)
        .ok_or_else(|| Refusal::field("venue", "Choose one of the area’s venues."))?;
    if starts_at < ask.now {
        let words = "Choose a date and time that is still to come.";
        return Err(Refusal::field("starts_at", words));
    }
    let meeting = Meeting {
        id: MeetingId::new(ask.now, ask.dice.as_mut()),
        area: ask.area().clone(),
        venue: venue.code.clone(),
        starts_at,
        planned_by: ask.doer(),
        agenda: vec![referral],
        attendance: Vec::new(),
        chair: String::new(),
        opened_at: None,
        closed_at: None,
        turns: Vec::new(),
        urgent: Some(why.clone()),
        minutes_at: None,
        research_chases: Vec::new(),
    };
    let mut placed = read.value.clone();
    placed.meeting = Some(meeting.id);
    placed.intake.urgent = Some(why);
    // Keep
    let entry = |deed, words: &str| ask.entry(deed, Verb::ManageMeeting, words);
    let mut tx = app.store.begin().await?;
    tx.create(
        &meeting,
        entry(
            Deed::Created,
            "Called an urgent meeting outside the calendar",
        ),
    )
    .await?;
    tx.update(
        &read,
        &placed,
        entry(Deed::Changed, "Was put on an urgent meeting’s agenda"),
    )
    .await?;
    chase_research::queue(app, &mut tx, &meeting, ask.now, ask.dice.as_mut()).await?;
    tx.finish().await?;
    Ok(meeting.id)
}
