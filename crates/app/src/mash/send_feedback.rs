//! Tells the referrer what became of the referral, once the outcome is authorised (R150, C38).

use hawthorn_domain::mash::outcome::OutcomeRefusal;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::ReferralId;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::referrals::referral::Feedback;

use super::reading;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text;

/// Keeps the words that the referrer is told, once.
///
/// # Errors
/// When the referral is not there for the reader, the role may not tell the
/// referrer, the outcome is not authorised, nothing is written (field `words`)
/// or the referrer has been told.
pub async fn send_feedback(
    app: &App,
    ask: &mut Ask,
    id: ReferralId,
    words: &str,
) -> Told<Feedback> {
    // Load
    let scope = ask.scope(app)?;
    let read = reading::referral(app, &scope, id).await?;
    // Allow
    ask.allow(app, Verb::SendFeedback, &reading::referral_thing(&read))
        .await?;
    // Decide
    if !read.is_decided() {
        return Err(Refusal::rule(OutcomeRefusal::NotAuthorised));
    }
    if read.feedback.is_some() {
        return Err(Refusal::Rule(
            "The referrer has been told already. The words stand on the referral.".to_owned(),
        ));
    }
    let words = text::needed("words", words, &OutcomeRefusal::NoWords.to_string())?;
    let feedback = Feedback {
        words,
        by: ask.doer(),
        at: ask.now,
    };
    // Keep
    let mut changed = read.value.clone();
    changed.feedback = Some(feedback.clone());
    let mut tx = app.store.begin().await?;
    tx.update(
        &read,
        &changed,
        ask.entry(
            Deed::Changed,
            Verb::SendFeedback,
            "Told the referrer what became of the referral",
        ),
    )
    .await?;
    tx.finish().await?;
    // Tell
    Ok(feedback)
}
