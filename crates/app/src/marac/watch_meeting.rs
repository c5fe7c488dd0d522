//! What an open screen needs to know to tell whether it is behind: references, versions and the clock, never words of a case (ux.md 4.4).

use std::collections::BTreeMap;

use hawthorn_domain::marac::meeting::MeetingState;
use hawthorn_domain::marac::minutes::MinuteBox;
use hawthorn_domain::marac::{MaracReferral, Meeting};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::{MaracReferralId, MeetingId};
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::{Document, Stored};
use jiff::Timestamp;

use super::found;
use super::open_live::{Floor, floor, must_have_joined};
use super::shown;
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// The versions of one case's parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CasePulse {
    /// The case itself: minutes that were kept, research, conflicts.
    pub version: i64,
    /// The boxes that are being written.
    pub boxes: Vec<(MinuteBox, i64)>,
    /// Grows with each change of an action or an offer.
    pub plan: i64,
}

/// Where everything stands at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pulse {
    /// The server's moment.
    pub now: Timestamp,
    /// The meeting's version.
    pub version: i64,
    /// Whether it is planned, in session or closed.
    pub state: MeetingState,
    /// The case that has the floor, with its clock.
    pub floor: Option<Floor>,
    /// The cases that this reader is told of.
    pub cases: BTreeMap<MaracReferralId, CasePulse>,
}

/// Where everything stands, for a reader who has joined.
///
/// # Errors
/// When the meeting is not there for this reader, or they have not joined it.
pub async fn watch_meeting(app: &App, ask: &mut Ask, id: MeetingId) -> Told<Pulse> {
    // Load
    let scope = ask.scope(app)?;
    let read = found::meeting(app, &scope, id).await?;
    // Allow
    ask.allow(app, Verb::ViewMeeting, &Thing::of_area(&read.area))
        .await?;
    // Decide
    must_have_joined(&read, ask)?;
    // Tell: it names no person, so nothing of it is a look at a record.
    pulse(app, ask, &scope, &read).await
}

async fn pulse(app: &App, ask: &Ask, scope: &Scope, read: &Stored<Meeting>) -> Told<Pulse> {
    let items = found::on_agenda(app, scope, read).await?;
    let shown: Vec<&Stored<MaracReferral>> =
        items.iter().filter(|item| item.seen_by(scope)).collect();
    let mut cases: BTreeMap<MaracReferralId, CasePulse> = shown
        .iter()
        .map(|item| {
            let case = CasePulse {
                version: item.version,
                ..CasePulse::default()
            };
            (item.id, case)
        })
        .collect();
    for draft in app.store.drafts_at(read.id).await? {
        if let Some(case) = cases.get_mut(&draft.referral) {
            case.boxes.push((draft.field, draft.words.version));
        }
    }
    let actions = app.store.actions_at(scope, read.id).await?;
    let offers = app.store.offers_at(scope, read.id).await?;
    let versions = actions.iter().map(|one| (one.referral, one.version));
    let versions = versions.chain(offers.iter().map(|one| (one.referral, one.version)));
    for (referral, version) in versions {
        if let Some(case) = cases.get_mut(&referral) {
            case.plan += version;
        }
    }
    let settings = app.settings(&read.area, read.starts_at)?;
    let places = shown.iter().map(|item| item.id).collect::<Vec<_>>();
    Ok(Pulse {
        now: ask.now,
        version: read.version,
        state: read.state(),
        floor: masked_floor(read, settings, &places, ask.now),
        cases,
    })
}

fn masked_floor(
    read: &Meeting,
    settings: &hawthorn_domain::platform::settings::AreaSettings,
    told: &[MaracReferralId],
    now: Timestamp,
) -> Option<Floor> {
    let mut found = floor(read, settings, &[] as &[shown::ReferralLine], now)?;
    found.item = read
        .turn()
        .map(|turn| turn.item)
        .filter(|item| told.contains(item));
    Some(found)
}
