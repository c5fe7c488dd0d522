//! Takes a pair off an agenda; it waits for a meeting again.

use hawthorn_domain::marac::meeting::{MeetingRefusal, MeetingState};
use hawthorn_domain::marac::referral::MaracRefusal;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::MaracReferralId;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;

use super::found::{self, meeting_refused, referral_refused};
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// Takes a pair off the agenda on which it stands.
///
/// # Errors
/// When it stands on none, has been heard, or the meeting is closed.
pub async fn take_off_agenda(app: &App, ask: &mut Ask, referral: MaracReferralId) -> Told<()> {
    // Load and allow, in this order so that the answer does not tell what exists.
    let scope = ask.scope(app)?;
    ask.allow(app, Verb::ManageMeeting, &Thing::of_area(ask.area()))
        .await?;
    let item = found::referral(app, &scope, referral).await?;
    let read = found::meeting_of(app, &scope, &item).await?;
    // Decide
    if read.state() == MeetingState::Closed {
        return Err(meeting_refused(MeetingRefusal::Closed));
    }
    if item.heard_at.is_some() {
        return Err(referral_refused(MaracRefusal::AlreadyHeard));
    }
    // Keep
    let mut without = read.value.clone();
    without.agenda.retain(|id| *id != referral);
    let mut waiting = item.value.clone();
    waiting.meeting = None;
    let entry = |words: &str| ask.entry(Deed::Changed, Verb::ManageMeeting, words);
    let mut tx = app.store.begin().await?;
    // A restricted item is on no list of the meeting's own, and leaves no line there.
    if without.agenda != read.agenda {
        tx.update(&read, &without, entry("Took an item off the agenda"))
            .await?;
    }
    tx.update(&item, &waiting, entry("Was taken off an agenda"))
        .await?;
    tx.finish().await?;
    app.live.ring(read.id);
    Ok(())
}
