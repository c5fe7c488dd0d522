//! Marks an item of the agenda as heard.

use hawthorn_domain::marac::meeting::must_be_open;
use hawthorn_domain::marac::referral::MaracRefusal;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::MaracReferralId;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;

use super::found::{self, meeting_refused, referral_refused};
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// Marks an item as heard now.
///
/// # Errors
/// When the meeting is not in session or the item was heard before.
pub async fn hear_item(app: &App, ask: &mut Ask, id: MaracReferralId) -> Told<()> {
    let scope = ask.scope(app)?;
    let read = found::referral(app, &scope, id).await?;
    let thing = Thing::record(&read.area, &read.restriction);
    ask.allow(app, Verb::RunMeeting, &thing).await?;
    let meeting = found::meeting_of(app, &scope, &read).await?;
    must_be_open(&meeting).map_err(meeting_refused)?;
    if read.heard_at.is_some() {
        return Err(referral_refused(MaracRefusal::AlreadyHeard));
    }
    let mut heard = read.value.clone();
    heard.heard_at = Some(ask.now);
    let mut tx = app.store.begin().await?;
    tx.update(
        &read,
        &heard,
        ask.entry(Deed::Changed, Verb::RunMeeting, "Was heard"),
    )
    .await?;
    Ok(tx.finish().await?)
}
