//! Moves an item of an agenda one place up or down (MAR-8).

use hawthorn_domain::marac::meeting::shift;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::MaracReferralId;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;

use super::found::{self, meeting_refused};
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// Which way an item moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// One place earlier.
    Up,
    /// One place later.
    Down,
}

/// Moves an item; at an end of the agenda it stays. The answer is its new place, from 1.
///
/// # Errors
/// When it stands on no agenda or the meeting is closed.
pub async fn move_item(
    app: &App,
    ask: &mut Ask,
    referral: MaracReferralId,
    way: Way,
) -> Told<usize> {
    let scope = ask.scope(app)?;
    ask.allow(app, Verb::ManageMeeting, &Thing::of_area(ask.area()))
        .await?;
    let item = found::referral(app, &scope, referral).await?;
    let read = found::meeting_of(app, &scope, &item).await?;
    let agenda = shift(&read, referral, way == Way::Up).map_err(meeting_refused)?;
    let number = agenda
        .iter()
        .position(|id| *id == referral)
        .map_or(agenda.len(), |at| at + 1);
    if agenda != read.agenda {
        let mut moved = read.value.clone();
        moved.agenda = agenda;
        let words = format!("Moved an item of the agenda to place {number}");
        let mut tx = app.store.begin().await?;
        tx.update(
            &read,
            &moved,
            ask.entry(Deed::Changed, Verb::ManageMeeting, words),
        )
        .await?;
        tx.finish().await?;
        app.live.ring(read.id);
    }
    Ok(number)
}
