//! Keeps a conversation with the referrer, which triage may have at any point (R129).

use hawthorn_domain::mash::feedback::ReferrerContact;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::ReferralId;
use hawthorn_domain::platform::verb::Verb;

use super::reading;
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;
use crate::platform::text;

/// Keeps what was asked and said.
///
/// # Errors
/// When the referral is not there for the reader, the role may not tell the
/// referrer anything, or nothing is written (field `said`).
pub async fn speak_with_referrer(app: &App, ask: &mut Ask, id: ReferralId, said: &str) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let read = reading::referral(app, &scope, id).await?;
    // Allow
    ask.allow(app, Verb::SendFeedback, &reading::referral_thing(&read))
        .await?;
    // Decide
    let contact = ReferrerContact {
        words: text::needed("said", said, "Write what was asked and said.")?,
        by: ask.doer(),
        at: ask.now,
    };
    let mut changed = read.value.clone();
    changed.contacts.push(contact);
    // Keep
    let mut tx = app.store.begin().await?;
    let line = "Spoke with the referrer";
    tx.update(
        &read,
        &changed,
        ask.entry(Deed::Changed, Verb::SendFeedback, line),
    )
    .await?;
    tx.finish().await?;
    // Tell
    Ok(())
}
