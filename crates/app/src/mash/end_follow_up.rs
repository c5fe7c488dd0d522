//! Says what became of an outcome that another agency follows up (R149, R150).

use hawthorn_domain::mash::follow_up::{Ended, FollowUpEnd, FollowUpRefusal, may_end};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::ReferralId;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;

use super::{follow_ups, reading};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text;

/// Ends the follow-up of one outcome.
///
/// # Errors
/// When the referral is not there for the reader, the role may not follow
/// outcomes up, there is none of that outcome, it has ended, or it was not
/// taken up and nothing says why (field `words`).
pub async fn end_follow_up(
    app: &App,
    ask: &mut Ask,
    id: ReferralId,
    outcome: &str,
    end: FollowUpEnd,
    said: &str,
) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let read = reading::referral(app, &scope, id).await?;
    let settings = reading::settings(app, &read)?;
    // Allow
    ask.allow(app, Verb::FollowUpOutcome, &reading::referral_thing(&read))
        .await?;
    // Decide
    let said = text::long("words", said)?;
    let mut changed = read.value.clone();
    let found = changed
        .follow_ups
        .iter_mut()
        .find(|follow_up| follow_up.outcome == outcome);
    may_end(found.as_deref(), end, &said).map_err(|refusal| match refusal {
        FollowUpRefusal::NoReason => Refusal::field("words", refusal.to_string()),
        other => Refusal::rule(other),
    })?;
    if let Some(follow_up) = found {
        follow_up
            .clock
            .finish(ask.now, app.holidays())
            .map_err(Refusal::rule)?;
        follow_up.ended = Some(Ended {
            end,
            words: said,
            by: ask.doer(),
            at: ask.now,
        });
    }
    // Keep
    let line = format!(
        "{}: {}",
        words::inside(&follow_ups::label(settings, outcome)),
        words::inside(end.label())
    );
    let mut tx = app.store.begin().await?;
    let entry = ask.entry(
        Deed::Changed,
        Verb::FollowUpOutcome,
        format!("Followed up the outcome {line}"),
    );
    tx.update(&read, &changed, entry).await?;
    tx.finish().await?;
    // Tell
    Ok(())
}
