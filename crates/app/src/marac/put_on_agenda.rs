//! Puts a pair on a meeting's agenda, those with children first (ux.md 4.4).

use hawthorn_domain::marac::meeting::place;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{MaracReferralId, MeetingId};
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::Document;

use super::found::{self, meeting_refused};
use super::open_agenda::capacity_warning;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// Where the pair now stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Its place on the agenda, from 1.
    pub number: usize,
    /// Said when the agenda now holds more than the meeting is planned for; never a refusal (F26, F28).
    pub warning: Option<String>,
}

/// Puts a pair on the agenda.
///
/// # Errors
/// When the meeting is closed or the pair is listed or heard already.
pub async fn put_on_agenda(
    app: &App,
    ask: &mut Ask,
    meeting: MeetingId,
    referral: MaracReferralId,
) -> Told<Placed> {
    // Load
    let scope = ask.scope(app)?;
    // Allow: asked of the area before anything is read, so that the answer does not tell
    // what exists.
    ask.allow(app, Verb::ManageMeeting, &Thing::of_area(ask.area()))
        .await?;
    let read = found::meeting(app, &scope, meeting).await?;
    let item = found::referral(app, &scope, referral).await?;
    let listed = found::on_agenda(app, &scope, &read).await?;
    // Decide
    if item.restriction.is_restricted() {
        return Err(Refusal::Rule(
            "This pair is restricted. Its keepers bring it to a meeting, and name who hears it."
                .to_owned(),
        ));
    }
    let has_children = |id| {
        listed
            .iter()
            .any(|item| item.id == id && !item.children.is_empty())
    };
    let agenda = place(&read, &item, has_children).map_err(meeting_refused)?;
    let number = agenda
        .iter()
        .position(|id| *id == referral)
        .map_or(agenda.len(), |at| at + 1);
    let seen = listed.iter().filter(|item| item.seen_by(&scope)).count() + 1;
    let warning = capacity_warning(&ask.settings(app)?.marac, seen);
    // Keep
    let mut with_item = read.value.clone();
    with_item.agenda = agenda;
    let mut placed = item.value.clone();
    placed.meeting = Some(meeting);
    let entry = |words: &str| ask.entry(Deed::Changed, Verb::ManageMeeting, words);
    let mut tx = app.store.begin().await?;
    tx.update(&read, &with_item, entry("Put an item on the agenda"))
        .await?;
    tx.update(&item, &placed, entry("Was put on an agenda"))
        .await?;
    tx.finish().await?;
    app.live.ring(meeting);
    // Tell
    Ok(Placed { number, warning })
}
