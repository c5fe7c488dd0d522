//! Acknowledges a referral to its referrer, once; for a child within one working day (C38, F42).

use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::ReferralId;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use hawthorn_domain::referrals::referral::Feedback;

use super::reading;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// Keeps that the referrer was told that the referral came. The words are the
/// same for everybody and say nothing of the case.
///
/// # Errors
/// When the referral is not there for the reader, the role may not tell the
/// referrer, or it was acknowledged before.
pub async fn acknowledge_referral(app: &App, ask: &mut Ask, id: ReferralId) -> Told<Feedback> {
    // Load
    let scope = ask.scope(app)?;
    let read = reading::referral(app, &scope, id).await?;
    // Allow
    ask.allow(app, Verb::SendFeedback, &reading::referral_thing(&read))
        .await?;
    // Decide
    if read.acknowledged.is_some() {
        return Err(Refusal::Rule(
            "The referral has been acknowledged already.".to_owned(),
        ));
    }
    let told = Feedback {
        words: format!(
            "Thank you. Referral {} came on {} and is being looked at. Tell us at once of anything new; if somebody is in danger, ring 999.",
            id.short(),
            words::moment(read.received_at)
        ),
        by: ask.doer(),
        at: ask.now,
    };
    let mut changed = read.value.clone();
    changed.acknowledged = Some(told.clone());
    // Keep
    let mut tx = app.store.begin().await?;
    let line = "Acknowledged the referral to the referrer";
    tx.update(
        &read,
        &changed,
        ask.entry(Deed::Changed, Verb::SendFeedback, line),
    )
    .await?;
    tx.finish().await?;
    // Tell
    Ok(told)
}
