//! The coordinator reads a referral and takes it on; whoever referred can see that (R173, F22).

use hawthorn_domain::marac::intake::{Acceptance, may_accept};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::MaracReferralId;
use hawthorn_domain::platform::verb::Verb;

use super::found::{self, intake_refused};
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// Accepts a referral.
///
/// # Errors
/// When it is not there for this reader, or was accepted, heard or joined before.
pub async fn accept_referral(app: &App, ask: &mut Ask, id: MaracReferralId) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let read = found::referral(app, &scope, id).await?;
    // Allow
    ask.allow(app, Verb::SettleMaracReferral, &found::thing(&read))
        .await?;
    // Decide
    may_accept(&read).map_err(intake_refused)?;
    // Keep
    let mut accepted = read.value.clone();
    accepted.intake.accepted = Some(Acceptance {
        by: ask.doer(),
        at: ask.now,
    });
    let entry = ask.entry(
        Deed::Changed,
        Verb::SettleMaracReferral,
        "Accepted the referral",
    );
    let mut tx = app.store.begin().await?;
    tx.update(&read, &accepted, entry).await?;
    Ok(tx.finish().await?)
}
