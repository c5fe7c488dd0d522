//! Marks an item of the agenda as heard, with everything that was written in its boxes, and gives the floor to the next.

use hawthorn_domain::marac::Meeting;
use hawthorn_domain::marac::meeting::{begin_turn, end_turn, must_be_open};
use hawthorn_domain::marac::referral::MaracRefusal;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::MaracReferralId;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::Document;

use super::found::{self, meeting_refused, referral_refused};
use super::write_minutes::{entry, with_drafts};
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// Marks an item as heard now. When it had the floor, the next item that is not heard yet has it.
///
/// # Errors
/// When the meeting is not in session or the item was heard before.
pub async fn hear_item(app: &App, ask: &mut Ask, id: MaracReferralId) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let read = found::referral(app, &scope, id).await?;
    // Allow
    ask.allow(app, Verb::RunMeeting, &found::thing(&read))
        .await?;
    let meeting = found::meeting_of(app, &scope, &read).await?;
    // Decide
    must_be_open(&meeting).map_err(meeting_refused)?;
    if read.heard_at.is_some() {
        return Err(referral_refused(MaracRefusal::AlreadyHeard));
    }
    let drafts = app.store.drafts_at(meeting.id).await?;
    let mut heard = with_drafts(&read, &drafts);
    let written = heard != read.value;
    heard.heard_at = Some(ask.now);
    let after = floor_after(app, ask, &scope, &meeting, id).await?;
    // Keep
    let mut tx = app.store.begin().await?;
    if written {
        tx.note(hawthorn_domain::platform::audit::Entry {
            kind: hawthorn_domain::marac::MaracReferral::TABLE.to_owned(),
            record: id.to_string(),
            ..entry(ask)
        })
        .await?;
    }
    tx.update(
        &read,
        &heard,
        ask.entry(Deed::Changed, Verb::RunMeeting, "Was heard"),
    )
    .await?;
    if after != meeting.value {
        let words = "Moved the floor on from a case that was heard";
        tx.update(
            &meeting,
            &after,
            ask.entry(Deed::Changed, Verb::RunMeeting, words),
        )
        .await?;
    }
    tx.finish().await?;
    // Tell
    app.live.ring(meeting.id);
    Ok(())
}

/// The meeting with the floor given to the next item that is not heard, if this one had it.
async fn floor_after(
    app: &App,
    ask: &Ask,
    scope: &Scope,
    meeting: &Meeting,
    heard: MaracReferralId,
) -> Told<Meeting> {
    if meeting.turn().is_none_or(|turn| turn.item != heard) {
        return Ok(meeting.clone());
    }
    let items = found::on_agenda(app, scope, meeting).await?;
    let at = items.iter().position(|item| item.id == heard);
    let next = items
        .iter()
        .skip(at.map_or(0, |at| at + 1))
        .find(|item| item.heard_at.is_none() && item.seen_by(scope));
    let turns = match next {
        Some(next) => {
            begin_turn(meeting, next.id, next.meeting, ask.now).map_err(meeting_refused)?
        }
        None => end_turn(meeting, ask.now),
    };
    Ok(Meeting {
        turns,
        ..meeting.clone()
    })
}
