//! Says which kinds of abuse an incident shows; some areas count only some kinds as a repeat (F19, F20).

use hawthorn_domain::incidents::AbuseKind;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::IncidentId;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;

use super::claim::load;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// Keeps the kinds in place of those said before, which stay in the history.
///
/// # Errors
/// When no kind is chosen, or the incident is not there for this reader.
pub async fn say_kinds(
    app: &App,
    ask: &mut Ask,
    id: IncidentId,
    mut kinds: Vec<AbuseKind>,
) -> Told<()> {
    // Load
    let read = load(app, ask, id).await?;
    // Allow
    let thing = Thing::record(&read.area, &read.restriction);
    ask.allow(app, Verb::RecordCheck, &thing).await?;
    // Decide
    kinds.sort_unstable();
    kinds.dedup();
    if kinds.is_empty() {
        let words = "Choose at least one kind of abuse.";
        return Err(Refusal::field("kinds", words));
    }
    // Keep
    let mut changed = read.value.clone();
    changed.kinds = kinds;
    let words = "Said which kinds of abuse were reported";
    let mut tx = app.store.begin().await?;
    tx.update(
        &read,
        &changed,
        ask.entry(Deed::Changed, Verb::RecordCheck, words),
    )
    .await?;
    Ok(tx.finish().await?)
}
