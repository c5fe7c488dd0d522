//! Tells the referrer what became of the referral, once the outcome is authorised (R150, C38).

use hawthorn_domain::mash::feedback::{FeedbackLevel, level, words_for};
use hawthorn_domain::mash::outcome::OutcomeRefusal;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::ReferralId;
use hawthorn_domain::platform::settings::AreaSettings;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::referrals::Referral;
use hawthorn_domain::referrals::referral::Feedback;

use super::reading;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text;

/// Keeps the words that the referrer is told, once. How much that may be, the
/// area and each outcome say (C38); below the hub's own words the standard ones
/// are kept and `words` stays empty.
///
/// # Errors
/// When the referral is not there for the reader, the role may not tell the
/// referrer, the outcome is not authorised, words are missing or more than may
/// be told (field `words`), or the referrer has been told.
pub async fn send_feedback(
    app: &App,
    ask: &mut Ask,
    id: ReferralId,
    words: &str,
) -> Told<Feedback> {
    // Load
    let scope = ask.scope(app)?;
    let read = reading::referral(app, &scope, id).await?;
    let settings = reading::settings(app, &read)?;
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
    let own = text::long("words", words)?;
    let told = told_outcomes(settings, &read);
    let words = words_for(feedback_level(settings, &read), &id.short(), &told, &own)
        .map_err(|refusal| Refusal::field("words", refusal.to_string()))?;
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

/// How much this referrer may be told of these outcomes (C38).
pub(super) fn feedback_level(settings: &AreaSettings, referral: &Referral) -> FeedbackLevel {
    let told = outcomes(referral).map(|code| {
        settings
            .triage
            .outcome(code)
            .is_none_or(|outcome| outcome.tell_referrer)
    });
    level(settings.triage.feedback_level, told)
}

/// The outcomes as the area words them.
fn told_outcomes<'a>(settings: &'a AreaSettings, referral: &Referral) -> Vec<&'a str> {
    outcomes(referral)
        .filter_map(|code| settings.triage.outcome(code))
        .map(|outcome| outcome.label.as_str())
        .collect()
}

fn outcomes(referral: &Referral) -> impl Iterator<Item = &String> {
    referral
        .outcome
        .iter()
        .flat_map(|outcome| &outcome.outcomes)
}
