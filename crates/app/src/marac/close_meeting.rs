//! Closes a meeting; from then on its record no longer changes.

use hawthorn_domain::marac::MaracReferral;
use hawthorn_domain::marac::meeting::{MeetingRefusal, end_turn, must_be_open};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::MeetingId;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use hawthorn_store::{Document, Stored};

use super::found::{self, meeting_refused};
use super::write_minutes::{entry, with_drafts};
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// Closes the meeting.
///
/// # Errors
/// When it is not in session or an item is not yet heard.
pub async fn close_meeting(app: &App, ask: &mut Ask, id: MeetingId) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let read = found::meeting(app, &scope, id).await?;
    // Allow
    ask.allow(app, Verb::RunMeeting, &Thing::of_area(&read.area))
        .await?;
    // Decide
    must_be_open(&read).map_err(meeting_refused)?;
    let items = found::on_agenda(app, &scope, &read).await?;
    let unheard = |item: &&Stored<MaracReferral>| item.heard_at.is_none() && item.seen_by(&scope);
    let left = items.iter().filter(unheard).count();
    if left > 0 {
        let words = words::count(left as i64, "item is", "items are");
        return Err(meeting_refused(MeetingRefusal::NotAllHeard(words)));
    }
    // Keep: what still stands in a box becomes the minutes before they close.
    let drafts = app.store.drafts_at(id).await?;
    let mut closed = read.value.clone();
    closed.closed_at = Some(ask.now);
    closed.turns = end_turn(&read, ask.now);
    let mut tx = app.store.begin().await?;
    for item in &items {
        let mut changed = with_drafts(item, &drafts);
        let mut kept = entry(ask);
        // What was for other ears and was not heard waits for another meeting; whoever
        // closes this one is not told of it.
        if item.heard_at.is_none() {
            changed.meeting = None;
            let words = "Was not heard at the meeting, and waits for another";
            kept = ask.entry(Deed::Changed, Verb::RunMeeting, words);
        }
        if changed != item.value {
            tx.update(item, &changed, kept).await?;
        }
    }
    tx.drop_drafts(id).await?;
    tx.update(
        &read,
        &closed,
        ask.entry(Deed::Changed, Verb::RunMeeting, "Closed the meeting"),
    )
    .await?;
    tx.finish().await?;
    app.live.ring(id);
    Ok(())
}
