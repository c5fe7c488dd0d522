//! Opening a restricted record in an emergency: with a reason, for a short time, its keepers told at once (R218).

use hawthorn_domain::incidents::Incident;
use hawthorn_domain::marac::MaracReferral;
use hawthorn_domain::people::Person;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::{IncidentId, MaracReferralId, PersonId, ReferralId};
use hawthorn_domain::platform::restriction::{Emergency, Opening};
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use hawthorn_domain::referrals::Referral;
use hawthorn_store::Document;
use hawthorn_store::document::open_to;
use hawthorn_store::governance::keeper_notices::NoticeKind;
use jiff::{SignedDuration, Timestamp};

use super::keepers::{About, notice};
use super::named_access::reason;
use super::named_access::record::{Along, keep, load};
use crate::people::history::RecordKind;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::{needed, short};

/// A record that stands open now, and until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenGlass {
    /// Its kind.
    pub kind: RecordKind,
    /// The record.
    pub id: String,
    /// Until when it stands open.
    pub until: Timestamp,
}

/// Opens a restricted record, and what it is read with, for the minutes that the
/// area's settings say. It ends by itself; the keepers are told in the same
/// transaction. A reference that stands for nothing, or for a record that the
/// reader has no need to open in this way, is answered in the same words.
///
/// # Errors
/// When nothing restricted has this reference, the reader may not open records in an
/// emergency, or the reference, the emergency or the reason is missing (fields
/// `reference`, `emergency`, `why`).
pub async fn break_glass(
    app: &App,
    ask: &mut Ask,
    reference: &str,
    emergency: Option<Emergency>,
    why: &str,
) -> Told<BrokenGlass> {
    // Load
    let message = "Type the reference of the record, as it stands on a paper or in a message.";
    let text = needed("reference", &short("reference", reference)?, message)?;
    let scope = ask.scope(app)?;
    let whole = Scope {
        hub: true,
        restricted: true,
        ..scope.clone()
    };
    let found = find(app, ask, &whole, &text).await?;
    // Allow
    let Some((kind, id)) = found else {
        return nothing(app, ask).await;
    };
    let loaded = load(app, &whole, kind, &id, Along::Opening).await?;
    let restriction = loaded.chosen.restriction();
    if !restriction.is_restricted() || open_to(restriction, &scope) {
        return nothing(app, ask).await;
    }
    let thing = Thing::record(loaded.chosen.area(), restriction);
    ask.allow(app, Verb::BreakGlass, &thing).await?;
    // Decide
    let message = "Choose which emergency it is.";
    let emergency = emergency.ok_or_else(|| Refusal::field("emergency", message))?;
    let why = reason(why, &loaded.people)?;
    let minutes = i64::from(ask.settings(app)?.restricted.emergency_minutes);
    let until = ask.now + SignedDuration::from_mins(minutes);
    let opening = Opening {
        account: ask.actor.account,
        name: ask.actor.name.clone(),
        emergency,
        why: why.clone(),
        at: ask.now,
        until,
    };
    let line = format!(
        "Opened the record in an emergency until {}: {}. {why}",
        words::clock_time(until),
        words::inside(emergency.label()),
    );
    let about = About::of(ask, kind, &id);
    let told = notice(ask, NoticeKind::Opened, &about, &line);
    // Keep
    keep(
        app,
        ask,
        &loaded,
        Verb::BreakGlass,
        &line,
        Some(told),
        |held| {
            let to = &held.restriction;
            let shut = to.is_restricted() && !to.is_opened_to(opening.account, opening.at);
            shut.then(|| held.with(|to| to.opened.push(opening.clone())))
        },
    )
    .await?;
    // Tell
    Ok(BrokenGlass { kind, id, until })
}

/// The one answer for everything that is not a restricted record closed to the reader.
async fn nothing(app: &App, ask: &Ask) -> Told<BrokenGlass> {
    let closed = hawthorn_domain::platform::restriction::Restriction::on_arrival("");
    ask.allow(app, Verb::BreakGlass, &Thing::record(ask.area(), &closed))
        .await?;
    Err(Refusal::field(
        "reference",
        "Nothing that is closed to you has this reference. Check it letter by letter, or search for the record in the usual way.",
    ))
}

/// The record of the reader's area that a reference stands for.
async fn find(
    app: &App,
    ask: &Ask,
    whole: &Scope,
    text: &str,
) -> Told<Option<(RecordKind, String)>> {
    let typed = text.to_uppercase();
    let there = if let Ok(id) = typed.parse::<IncidentId>() {
        is_there::<Incident>(app, whole, id.to_string(), RecordKind::Incident).await?
    } else if let Ok(id) = typed.parse::<PersonId>() {
        is_there::<Person>(app, whole, id.to_string(), RecordKind::Person).await?
    } else if let Ok(id) = typed.parse::<ReferralId>() {
        is_there::<Referral>(app, whole, id.to_string(), RecordKind::MashReferral).await?
    } else if let Ok(id) = typed.parse::<MaracReferralId>() {
        is_there::<MaracReferral>(app, whole, id.to_string(), RecordKind::MaracReferral).await?
    } else {
        // In a hurry capitals are left out; a reference never differs by them alone.
        let mut found = app.store.incident_by_reference(ask.area(), text).await?;
        if found.is_none() {
            found = app.store.incident_by_reference(ask.area(), &typed).await?;
        }
        found.map(|incident| (RecordKind::Incident, incident.id.to_string()))
    };
    Ok(there)
}

async fn is_there<T: Document>(
    app: &App,
    whole: &Scope,
    id: String,
    kind: RecordKind,
) -> Told<Option<(RecordKind, String)>> {
    let read = app.store.get::<T>(whole, &id).await?;
    Ok(read.map(|_| (kind, id)))
}
