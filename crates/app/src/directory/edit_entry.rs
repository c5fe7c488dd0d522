//! Proposes a change to an entry, or a new one; readers see it once a steward has approved it (R247).

use hawthorn_domain::directory::change::{problems, propose};
use hawthorn_domain::directory::{DirectoryEntry, ServiceDetails};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::EntryId;
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;

use super::{entry, refused, thing};
use crate::platform::ask::Ask;
use crate::platform::refusal::{FieldProblem, Refusal, Told};
use crate::platform::service::App;

/// Proposes a change to an entry that was read at this version.
///
/// # Errors
/// When it is not there for the reader, the reader does not keep it, somebody
/// saved in between, another change waits, or a field cannot stay as it is.
pub async fn edit_entry(
    app: &App,
    ask: &mut Ask,
    id: EntryId,
    version: i64,
    details: ServiceDetails,
) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let read = entry(app, &scope, id).await?;
    // Allow
    ask.allow(app, Verb::EditEntry, &thing(&read)).await?;
    // Decide
    check(&details)?;
    if read.version != version {
        return Err(hawthorn_store::StoreError::Conflict.into());
    }
    let changed = propose(&read, details, ask.doer(), ask.now).map_err(refused)?;
    // Keep
    let mut tx = app.store.begin().await?;
    let words = "Proposed a change to the directory entry";
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

/// Proposes a service that the directory does not hold yet, kept by the reader's agency.
///
/// # Errors
/// When the reader may not keep entries, or a field cannot stay as it is.
pub async fn add_entry(app: &App, ask: &mut Ask, details: ServiceDetails) -> Told<EntryId> {
    // Load
    let id = EntryId::new(ask.now, ask.dice.as_mut());
    // Allow
    let owner = ask.actor.agency.clone();
    let thing = Thing::of_area(ask.area()).addressed_to(&owner);
    ask.allow(app, Verb::EditEntry, &thing).await?;
    // Decide
    check(&details)?;
    let empty = DirectoryEntry {
        id,
        area: ask.area().clone(),
        // Made here, its own identifier is its code: no file will ever load it again.
        code: id.to_string().to_lowercase(),
        owner: Some(owner),
        details: None,
        proposal: None,
        sent_back: None,
        changed_at: ask.now,
        restriction: Restriction::default(),
    };
    let new = propose(&empty, details, ask.doer(), ask.now).map_err(refused)?;
    // Keep
    let mut tx = app.store.begin().await?;
    let words = "Proposed a new service for the directory";
    tx.create(&new, ask.entry(Deed::Created, Verb::EditEntry, words))
        .await?;
    tx.finish().await?;
    // Tell
    Ok(id)
}

fn check(details: &ServiceDetails) -> Told<()> {
    let found: Vec<FieldProblem> = problems(details)
        .into_iter()
        .map(|problem| FieldProblem {
            field: problem.field.to_owned(),
            message: problem.message,
        })
        .collect();
    if found.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Fields(found))
    }
}
