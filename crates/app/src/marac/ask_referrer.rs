//! Sends a referral back to whoever made it with a question; it is not refused and holds nothing up (R177, F22).

use hawthorn_domain::marac::intake::{Question, may_ask};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::MaracReferralId;
use hawthorn_domain::platform::verb::Verb;

use super::found::{self, intake_refused};
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;
use crate::platform::text::long;

/// Asks the referrer.
///
/// # Errors
/// When it is not there for this reader, nothing is asked, a question waits already, or the
/// referral was heard or joined.
pub async fn ask_referrer(
    app: &App,
    ask: &mut Ask,
    id: MaracReferralId,
    question: &str,
) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let read = found::referral(app, &scope, id).await?;
    // Allow
    ask.allow(app, Verb::SettleMaracReferral, &found::thing(&read))
        .await?;
    // Decide
    let text = long("question", question)?;
    may_ask(&read, &text).map_err(intake_refused)?;
    // Keep
    let mut asked = read.value.clone();
    asked.intake.questions.push(Question {
        text,
        by: ask.doer(),
        at: ask.now,
        answer: None,
    });
    let words = "Sent the referral back with a question";
    let mut tx = app.store.begin().await?;
    let entry = ask.entry(Deed::Changed, Verb::SettleMaracReferral, words);
    tx.update(&read, &asked, entry).await?;
    Ok(tx.finish().await?)
}
