//! Sends a proposed outcome back to be proposed again; the manager's reason stays in the history (R131, R335).

use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::ReferralId;
use hawthorn_domain::platform::verb::Verb;

use super::authorise_outcome::allowed;
use super::reading;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text;

/// Takes the proposal off the referral. The reason, in at most 200 characters,
/// stands in the record's history, which names no person of the case.
///
/// # Errors
/// When the referral is not there for the reader, the reader is not the manager
/// or is the proposer, nothing waits, or the reason is missing, too long or
/// names somebody of the case.
pub async fn send_back_outcome(app: &App, ask: &mut Ask, id: ReferralId, reason: &str) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let read = reading::referral(app, &scope, id).await?;
    // Allow
    allowed(app, ask, &read).await?;
    // Decide
    let reason = text::short("reason", reason)?;
    if reason.is_empty() {
        return Err(Refusal::field(
            "reason",
            "Say what is missing, so that it can be proposed again.",
        ));
    }
    if let Some(name) = reading::name_in(app, &scope, &read, &reason).await? {
        return Err(Refusal::field(
            "reason",
            format!(
                "Leave out “{name}”. The reason stands in the history, which names nobody of the case."
            ),
        ));
    }
    // Keep
    let mut changed = read.value.clone();
    changed.outcome = None;
    let mut tx = app.store.begin().await?;
    tx.update(
        &read,
        &changed,
        ask.entry(
            Deed::Changed,
            Verb::AuthoriseOutcome,
            format!("Sent the outcome back: {reason}"),
        ),
    )
    .await?;
    tx.finish().await?;
    // Tell
    Ok(())
}
