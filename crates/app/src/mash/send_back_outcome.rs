//! Sends a proposed outcome back to be proposed again; proposal and reason stay on the referral (R131, R335).

use hawthorn_domain::mash::outcome::SentBack;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::ReferralId;
use hawthorn_domain::platform::verb::Verb;

use super::authorise_outcome::allowed;
use super::reading;
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;
use crate::platform::text;

/// Takes the proposal off the referral and keeps it beside the reason. The
/// history, which names no person of the case, tells only that it happened.
///
/// # Errors
/// When the referral is not there for the reader, the reader is not the manager
/// or is the proposer, nothing waits, or the reason is missing or too long.
pub async fn send_back_outcome(app: &App, ask: &mut Ask, id: ReferralId, reason: &str) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let read = reading::referral(app, &scope, id).await?;
    // Allow
    allowed(app, ask, &read).await?;
    // Decide
    let reason = text::needed(
        "reason",
        reason,
        "Say what is missing, so that it can be proposed again.",
    )?;
    let mut changed = read.value.clone();
    changed
        .sent_back
        .extend(changed.outcome.take().map(|outcome| SentBack {
            outcome,
            reason,
            by: ask.doer(),
            at: ask.now,
        }));
    // Keep
    let line = "Sent the outcome back; the reason stands on the referral";
    let mut tx = app.store.begin().await?;
    tx.update(
        &read,
        &changed,
        ask.entry(Deed::Changed, Verb::AuthoriseOutcome, line),
    )
    .await?;
    tx.finish().await?;
    // Tell
    Ok(())
}
