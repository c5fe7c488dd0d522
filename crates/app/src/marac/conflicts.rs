//! A conflict on a case: from then on the case is not there for that person, and the minutes say that they left the room (R187, MAR-6).

use hawthorn_domain::marac::MaracReferral;
use hawthorn_domain::marac::meeting::{Conflict, MeetingState, may_declare, may_lift};
use hawthorn_domain::platform::actor::{AgencyCode, Scope};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{AccountId, MaracReferralId};
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::Stored;
use hawthorn_store::tx::Tx;

use super::found::{self, meeting_refused, whole};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::short;

/// Who has the conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// The reader's own.
    Own,
    /// Somebody who stands on the meeting's attendance, at this place.
    Attending(usize),
}

/// Declares a conflict on a case of a meeting.
///
/// # Errors
/// When the case is not there for the reader, no reason is given, or it is declared already.
pub async fn declare_conflict(
    app: &App,
    ask: &mut Ask,
    id: MaracReferralId,
    whose: Whose,
    why: &str,
) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let read = found::referral(app, &scope, id).await?;
    // Allow
    let verb = match whose {
        Whose::Own => Verb::DeclareConflict,
        Whose::Attending(_) => Verb::RunMeeting,
    };
    ask.allow(app, verb, &found::thing(&read)).await?;
    // Decide
    let (account, name, agency) = person(app, ask, &scope, &read, whose).await?;
    let why = short("why", why)?;
    may_declare(&read, account, &name, &why).map_err(meeting_refused)?;
    let mut changed = read.value.clone();
    changed.conflicts.push(Conflict {
        account,
        name,
        agency,
        why,
        declared_by: ask.doer(),
        declared_at: ask.now,
        lifted: None,
    });
    // Keep
    save(
        app,
        ask,
        &scope,
        &read,
        changed,
        verb,
        "Recorded a conflict on the case",
    )
    .await
}

/// Finds that a conflict no longer holds. It stays on the record, and hides nothing more.
///
/// # Errors
/// When there is none at that place, or no reason is given.
pub async fn lift_conflict(
    app: &App,
    ask: &mut Ask,
    id: MaracReferralId,
    place: usize,
    why: &str,
) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let read = found::referral(app, &scope, id).await?;
    // Allow: whoever has the conflict does not find the case, and so cannot lift it.
    ask.allow(app, Verb::RunMeeting, &found::thing(&read))
        .await?;
    // Decide
    let why = short("why", why)?;
    may_lift(&read, place, &why).map_err(meeting_refused)?;
    let mut changed = read.value.clone();
    if let Some(conflict) = changed.conflicts.get_mut(place) {
        conflict.lifted = Some((ask.doer(), ask.now, why));
    }
    // Keep
    save(
        app,
        ask,
        &scope,
        &read,
        changed,
        Verb::RunMeeting,
        "Lifted a conflict on the case",
    )
    .await
}

async fn person(
    app: &App,
    ask: &Ask,
    scope: &Scope,
    read: &MaracReferral,
    whose: Whose,
) -> Told<(Option<AccountId>, String, AgencyCode)> {
    match whose {
        Whose::Own => Ok((
            Some(ask.actor.account),
            ask.actor.name.clone(),
            ask.actor.agency.clone(),
        )),
        Whose::Attending(place) => {
            let meeting = found::meeting_of(app, scope, read).await?;
            let row = meeting.attendance.get(place).ok_or_else(|| {
                Refusal::field("who", "Choose somebody who stands on the attendance.")
            })?;
            Ok((row.account, row.name.clone(), row.agency.clone()))
        }
    }
}

/// Saves the case, and with it everything that was made of it, so that all of it hides alike.
async fn save(
    app: &App,
    ask: &Ask,
    scope: &Scope,
    read: &Stored<MaracReferral>,
    changed: MaracReferral,
    verb: Verb,
    words: &str,
) -> Told<()> {
    if let Some(id) = read.meeting {
        let meeting = found::meeting(app, scope, id).await?;
        if meeting.state() == MeetingState::Closed {
            return Err(meeting_refused(
                hawthorn_domain::marac::meeting::MeetingRefusal::Closed,
            ));
        }
    }
    let kept_from = changed.kept_from();
    let everything = whole(scope);
    let actions = app.store.actions_of(&everything, read.id).await?;
    let offers = app.store.offers_of(&everything, read.id).await?;
    let mut tx: Tx = app.store.begin().await?;
    let entry = || ask.entry(Deed::Changed, verb, words);
    tx.update(read, &changed, entry()).await?;
    for action in &actions {
        let mut next = action.value.clone();
        next.kept_from.clone_from(&kept_from);
        tx.update(action, &next, entry()).await?;
    }
    for offer in &offers {
        let mut next = offer.value.clone();
        next.kept_from.clone_from(&kept_from);
        tx.update(offer, &next, entry()).await?;
    }
    tx.finish().await?;
    app.live.ring_for(read.meeting);
    Ok(())
}
