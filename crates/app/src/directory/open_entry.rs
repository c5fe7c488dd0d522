//! Opens one entry of the directory with what its keepers need to know.

use hawthorn_domain::directory::change::is_stale;
use hawthorn_domain::directory::{DirectoryEntry, OpenState};
use hawthorn_domain::platform::ids::EntryId;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;

use super::{entry, thing};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// An entry as its page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedEntry {
    /// The entry.
    pub entry: DirectoryEntry,
    /// The version that was read, for a later change.
    pub version: i64,
    /// The name of the agency that keeps it, when it has one.
    pub owner: Option<String>,
    /// Whether it is open now.
    pub state: OpenState,
    /// Whether it must be checked again.
    pub stale: bool,
    /// Whether the reader keeps it current.
    pub may_edit: bool,
    /// Whether the reader may answer the change that waits.
    pub may_approve: bool,
}

/// Opens an entry. A new one that no steward has approved is there for its keepers alone.
///
/// # Errors
/// When it is not there for the reader.
pub async fn open_entry(app: &App, ask: &mut Ask, id: EntryId) -> Told<OpenedEntry> {
    // Load
    let scope = ask.scope(app)?;
    let read = entry(app, &scope, id).await?;
    // Allow
    ask.allow(app, Verb::SearchDirectory, &Thing::of_area(&read.area))
        .await?;
    let own = thing(&read);
    let may_edit = ask.may(app, Verb::EditEntry, &own);
    let may_approve = ask.may(app, Verb::ApproveEntry, &own);
    if read.details.is_none() && !may_edit {
        return Err(Refusal::NotFound);
    }
    // Decide
    let settings = ask.settings(app)?;
    let shown = read.shown_or_proposed();
    let state = shown.map_or(OpenState::NotKnown, |details| {
        details.opening.state(ask.now, app.holidays())
    });
    let stale = read
        .details
        .as_ref()
        .is_some_and(|details| is_stale(details, ask.today(), settings.directory.stale_months));
    let owner = read.owner.as_ref().map(|code| {
        settings
            .agency(code.as_str())
            .map_or_else(|| code.to_string(), |agency| agency.name.clone())
    });
    // Keep: the directory tells of nobody, so a look leaves no entry.
    // Tell
    Ok(OpenedEntry {
        version: read.version,
        owner,
        state,
        stale,
        may_edit,
        may_approve: may_approve && read.proposal.is_some(),
        entry: read.value,
    })
}
