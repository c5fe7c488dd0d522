//! The coordinator joins two referrals of one pair that both wait, so that the pair is heard once (F22).

use hawthorn_domain::marac::intake::{as_addition, may_join};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::MaracReferralId;
use hawthorn_domain::platform::verb::Verb;

use super::found::{self, intake_refused};
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// Joins `part` to `whole`. The part stays on record and says where it went; the whole is held as
/// closely as the closer of the two.
///
/// # Errors
/// When either is not there for this reader, they are of another pair, or one no longer waits.
pub async fn join_referrals(
    app: &App,
    ask: &mut Ask,
    part: MaracReferralId,
    whole: MaracReferralId,
) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let (part, whole) = (
        found::referral(app, &scope, part).await?,
        found::referral(app, &scope, whole).await?,
    );
    // Allow
    for one in [&part, &whole] {
        ask.allow(app, Verb::SettleMaracReferral, &found::thing(one))
            .await?;
    }
    // Decide
    let victims = app.store.same_person(part.victim).await?;
    let others = app.store.same_person(part.perpetrator).await?;
    let same_pair = victims.contains(&whole.victim) && others.contains(&whole.perpetrator);
    may_join(&part, &whole, same_pair).map_err(intake_refused)?;
    // Keep
    let mut joined = part.value.clone();
    joined.intake.joined_to = Some(whole.id);
    let mut grown = whole.value.clone();
    grown.intake.additions.push(as_addition(&part));
    grown
        .intake
        .additions
        .extend(part.intake.additions.iter().cloned());
    for child in &part.children {
        if !grown.children.contains(child) {
            grown.children.push(*child);
        }
    }
    grown.research.extend(part.research.iter().cloned());
    grown.conflicts.extend(part.conflicts.iter().cloned());
    grown.restriction = grown.restriction.cautious(&part.restriction);
    let entry = |words: &str| ask.entry(Deed::Changed, Verb::SettleMaracReferral, words);
    let mut tx = app.store.begin().await?;
    tx.update(
        &part,
        &joined,
        entry("Joined it to another referral of the pair"),
    )
    .await?;
    tx.update(
        &whole,
        &grown,
        entry("Took in another referral of the pair"),
    )
    .await?;
    tx.finish().await?;
    app.live.ring_for(whole.meeting);
    Ok(())
}
