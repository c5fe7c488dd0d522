//! Takes an incident to screen and gives it back, so that two officers do not work on the same one.

use hawthorn_domain::incidents::Incident;
use hawthorn_domain::incidents::screening::{self, Claim, ScreeningRefusal};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::IncidentId;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::Stored;

use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// How often [`take_next`] tries again when a colleague was quicker.
const TRIES: usize = 5;

/// An incident taken, and until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Which incident.
    pub id: IncidentId,
    /// The hold on it.
    pub claim: Claim,
}

/// Takes one incident, or renews the hold on it.
///
/// # Errors
/// When it is decided, another officer holds it, or the reader may not screen.
pub async fn claim_incident(app: &App, ask: &mut Ask, id: IncidentId) -> Told<Claim> {
    // Load
    let read = load(app, ask, id).await?;
    // Allow
    ask.allow(
        app,
        Verb::ClaimIncident,
        &Thing::record(&read.area, &read.restriction),
    )
    .await?;
    // Decide
    let claim = held(app, ask, &read)?;
    // Keep
    let mut changed = read.value.clone();
    changed.screening.claim = Some(claim.clone());
    let mut tx = app.store.begin().await?;
    tx.update(
        &read,
        &changed,
        ask.entry(
            Deed::Changed,
            Verb::ClaimIncident,
            "Took the incident to screen",
        ),
    )
    .await?;
    tx.finish().await?;
    // Tell
    Ok(claim)
}

/// Takes the incident that is due first among those nobody else holds; `None` when nothing waits.
///
/// # Errors
/// When the reader may not screen, or colleagues were quicker several times in a row.
pub async fn take_next(app: &App, ask: &mut Ask) -> Told<Option<Taken>> {
    ask.allow(app, Verb::ClaimIncident, &Thing::of_area(ask.area()))
        .await?;
    let scope = ask.scope(app)?;
    for _ in 0..TRIES {
        let Some(next) = app.store.next_to_screen(&scope, ask.now).await? else {
            return Ok(None);
        };
        match claim_incident(app, ask, next.id).await {
            Ok(claim) => return Ok(Some(Taken { id: next.id, claim })),
            // A colleague took it between the look and the save; the next one is asked for.
            Err(Refusal::Conflict(_)) => {}
            Err(other) => return Err(other),
        }
    }
    Err(Refusal::Conflict(
        "Colleagues were quicker each time. Take the next incident again.".to_owned(),
    ))
}

/// Gives an incident back before the hold lapses.
///
/// # Errors
/// When the reader does not hold it.
pub async fn release_claim(app: &App, ask: &mut Ask, id: IncidentId) -> Told<()> {
    // Load
    let read = load(app, ask, id).await?;
    // Allow
    ask.allow(
        app,
        Verb::ClaimIncident,
        &Thing::record(&read.area, &read.restriction),
    )
    .await?;
    // Decide
    screening::held_by_other(&read.screening, Some(ask.actor.account), ask.now).map_err(refused)?;
    if read
        .screening
        .claim
        .as_ref()
        .is_none_or(|claim| claim.by.account != Some(ask.actor.account))
    {
        return Err(Refusal::Rule(
            "You do not have this incident, so there is nothing to give back.".to_owned(),
        ));
    }
    // Keep
    let mut changed = read.value.clone();
    changed.screening.claim = None;
    let mut tx = app.store.begin().await?;
    tx.update(
        &read,
        &changed,
        ask.entry(
            Deed::Changed,
            Verb::ClaimIncident,
            "Gave the incident back to the queue",
        ),
    )
    .await?;
    tx.finish().await?;
    // Tell
    Ok(())
}

/// The incident, when the reader may know of it.
pub(crate) async fn load(app: &App, ask: &Ask, id: IncidentId) -> Told<Stored<Incident>> {
    app.store
        .get::<Incident>(&ask.scope(app)?, &id.to_string())
        .await?
        .ok_or(Refusal::NotFound)
}

/// The reader's hold on an incident from now on, by the settings of its date.
pub(crate) fn held(app: &App, ask: &Ask, incident: &Incident) -> Told<Claim> {
    let minutes = app
        .settings(&incident.area, incident.received_at)?
        .screening
        .claim_minutes;
    screening::claim(&incident.screening, ask.doer(), ask.now, minutes.into()).map_err(refused)
}

/// A refusal of the desk's rules as pages and callers are told it.
pub(crate) fn refused(refusal: ScreeningRefusal) -> Refusal {
    match refusal {
        ScreeningRefusal::HeldByOther { .. } | ScreeningRefusal::AlreadyDecided => {
            Refusal::Conflict(refusal.to_string())
        }
        ScreeningRefusal::NoReason => Refusal::field("reason", refusal.to_string()),
        ScreeningRefusal::ChecksMissing(_) | ScreeningRefusal::LevelWaiting => {
            Refusal::rule(refusal)
        }
    }
}

/// Refuses a save that was written over an older version than the one now kept.
pub(crate) fn still_current(read: &Stored<Incident>, seen: Option<i64>) -> Told<()> {
    if seen.is_none_or(|seen| seen == read.version) {
        Ok(())
    } else {
        Err(hawthorn_store::StoreError::Conflict.into())
    }
}
