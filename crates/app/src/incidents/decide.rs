//! Decides what becomes of an incident: record and close, share, or refer into the MASH (R74–R77).

use hawthorn_domain::incidents::Incident;
use hawthorn_domain::incidents::child_screen::ScreenStep;
use hawthorn_domain::incidents::screening::{self, ScreeningOutcome};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{IncidentId, ReferralId};
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::referrals::Referral;
use hawthorn_store::Stored;

use super::claim::{load, refused, still_current};
use super::{child_screen, findings};
use crate::mash::refer::referral_from_incident;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::long;

/// Decides an incident, keeps the reason beside what the rules pointed to, ends its
/// clock and, for a referral, makes it in the same breath (R86, R88). `seen` is the
/// version the officer had before them, when the caller knows it. The answer names
/// the MASH referral, when the decision was to refer.
///
/// # Errors
/// When a check is missing, a change of level waits, another officer holds it or
/// has saved since, it is decided, no reason is given, or the reader may not.
pub async fn decide(
    app: &App,
    ask: &mut Ask,
    id: IncidentId,
    seen: Option<i64>,
    outcome: ScreeningOutcome,
    reason: &str,
) -> Told<Option<ReferralId>> {
    // Load
    let read = load(app, ask, id).await?;
    let scope = ask.scope(app)?;
    let settings = app.settings(&read.area, read.received_at)?;
    // Allow
    let thing = Thing::record(&read.area, &read.restriction);
    ask.allow(app, Verb::DecideScreening, &thing).await?;
    if outcome == ScreeningOutcome::Refer {
        ask.allow(app, Verb::MakeReferral, &thing).await?;
    }
    // Decide
    let reason = long("reason", reason)?;
    let (_, step) = child_screen::standing(app, &scope, &read).await?;
    if step != ScreenStep::Desk {
        return Err(Refusal::Rule(format!(
            "In this area a report with a child or a pregnancy is screened for child protection before the desk decides. Next: {}.",
            hawthorn_domain::platform::words::inside(step.label())
        )));
    }
    let past = findings::past(app, &scope, &read).await?.kept_with(&read);
    let proposal = screening::propose(
        &read,
        &past.history(&read),
        settings.close.desk_require_no_previous,
    );
    let decision = screening::decide(
        &read,
        &findings::required(settings),
        outcome,
        &reason,
        proposal,
        ask.doer(),
        ask.now,
    )
    .map_err(refused)?;
    still_current(&read, seen)?;
    let mut changed = read.value.clone();
    changed
        .screening
        .clock
        .finish(ask.now, app.holidays())
        .map_err(Refusal::rule)?;
    changed.screening.decision = Some(decision);
    changed.screening.claim = None;
    // Somebody of the hub may have referred the incident before it was screened.
    let there = app
        .store
        .referral_of(&scope, id)
        .await?
        .map(|referral| referral.id);
    let wanted = outcome == ScreeningOutcome::Refer && there.is_none();
    let lead = ask.actor.agency.clone();
    let refer = || referral_from_incident(app, ask, lead, &changed, &reason);
    let new = wanted.then(refer).transpose()?;
    // Keep
    keep(app, ask, &read, &changed, outcome, new.as_ref()).await?;
    // Tell
    Ok(new
        .map(|referral| referral.id)
        .or(there.filter(|_| outcome == ScreeningOutcome::Refer)))
}

/// The decided incident and the referral it became, if it did, in one transaction.
async fn keep(
    app: &App,
    ask: &Ask,
    read: &Stored<Incident>,
    changed: &Incident,
    outcome: ScreeningOutcome,
    new: Option<&Referral>,
) -> Told<()> {
    let mut tx = app.store.begin().await?;
    tx.update(
        read,
        changed,
        ask.entry(
            Deed::Changed,
            Verb::DecideScreening,
            format!(
                "Decided: {}",
                hawthorn_domain::platform::words::inside(outcome.label())
            ),
        ),
    )
    .await?;
    if let Some(referral) = new {
        tx.create(
            referral,
            ask.entry(
                Deed::Created,
                Verb::MakeReferral,
                "Referred into the MASH from the screening desk",
            ),
        )
        .await?;
    }
    Ok(tx.finish().await?)
}
