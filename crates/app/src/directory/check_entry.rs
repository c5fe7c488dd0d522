//! Says that an entry was looked at and found right today (R247, C29).

use hawthorn_domain::directory::change::found_right;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::EntryId;
use hawthorn_domain::platform::verb::Verb;

use super::{entry, refused, thing};
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// Marks an entry as checked today by the reader. What it says stays as it is.
///
/// # Errors
/// When it is not there, the reader does not keep it, or it has not been approved yet.
pub async fn check_entry(app: &App, ask: &mut Ask, id: EntryId) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let read = entry(app, &scope, id).await?;
    // Allow
    ask.allow(app, Verb::EditEntry, &thing(&read)).await?;
    // Decide
    let changed = found_right(&read, &ask.doer(), ask.now, ask.today()).map_err(refused)?;
    // Keep
    let mut tx = app.store.begin().await?;
    let words = "Checked the directory entry and found it right";
    tx.update(
        &read,
        &changed,
        ask.entry(Deed::Changed, Verb::EditEntry, words),
    )
    .await?;
    tx.finish().await?;
    // Tell
    Ok(())
}
