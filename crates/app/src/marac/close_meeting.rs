//! Closes a meeting; from then on its record no longer changes.

use hawthorn_domain::marac::meeting::{MeetingRefusal, end_turn, must_be_open};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::MeetingId;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use hawthorn_store::Document;

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
    let (unheard, hidden): (Vec<_>, Vec<_>) = items
        .iter()
        .filter(|item| item.heard_at.is_none())
        .partition(|item| item.seen_by(&scope));
    let left = unheard.len();
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
        let changed = with_drafts(item, &drafts);
        if changed != item.value {
            tx.update(item, &changed, entry(ask)).await?;
        }
    }
    tx.drop_drafts(id).await?;
    tx.update(
        &read,
        &closed,
        ask.entry(Deed::Changed, Verb::RunMeeting, "Closed the meeting"),
    )
    .await?;
    // What was for other ears and was not heard waits for another meeting; whoever closes
    // this one is not told of it.
    for item in hidden {
        let mut waiting = item.value.clone();
        waiting.meeting = None;
        let words = "Was not heard at the meeting, and waits for another";
        let entry = ask.entry(Deed::Changed, Verb::RunMeeting, words);
        tx.update(item, &waiting, entry).await?;
    }
    tx.finish().await?;
    app.live.ring(id);
    Ok(())
}
