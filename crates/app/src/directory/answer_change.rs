//! A steward approves a change to the directory, or sends it back with a reason; never their own (R247).

use hawthorn_domain::directory::change::{approve, send_back};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::EntryId;
use hawthorn_domain::platform::verb::Verb;

use super::{entry, refused, thing};
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// What the steward says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeAnswer {
    /// Readers see it from now on.
    Approve,
    /// It is not taken over, for this reason.
    SendBack(String),
}

/// Answers the change that waits on an entry read at this version.
///
/// # Errors
/// When the entry is not there, the reader is no steward or proposed the change,
/// somebody saved in between, nothing waits, or no reason is given.
pub async fn answer_change(
    app: &App,
    ask: &mut Ask,
    id: EntryId,
    version: i64,
    answer: ChangeAnswer,
) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let read = entry(app, &scope, id).await?;
    // Allow
    ask.allow(app, Verb::ApproveEntry, &thing(&read)).await?;
    // Decide
    if read.version != version {
        return Err(hawthorn_store::StoreError::Conflict.into());
    }
    let (changed, words) = match answer {
        ChangeAnswer::Approve => (
            approve(&read, &ask.doer(), ask.now, ask.today()),
            "Approved a change to the directory entry",
        ),
        ChangeAnswer::SendBack(why) => (
            send_back(&read, &why, ask.doer(), ask.now),
            "Sent a change to the directory entry back",
        ),
    };
    let changed = changed.map_err(refused)?;
    // Keep
    let mut tx = app.store.begin().await?;
    tx.update(
        &read,
        &changed,
        ask.entry(Deed::Changed, Verb::ApproveEntry, words),
    )
    .await?;
    tx.finish().await?;
    // Tell
    Ok(())
}
