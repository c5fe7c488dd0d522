//! The directory of services: searching, keeping entries current, and the view that may leave the building (R243–R249).

pub mod answer_change;
pub mod check_entry;
pub mod edit_entry;
pub mod load_directory;
pub mod open_entry;
pub mod public;
pub mod search_directory;

use hawthorn_domain::directory::DirectoryEntry;
use hawthorn_domain::directory::change::EntryRefusal;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::EntryId;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_store::Stored;

use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// An entry of the reader's area.
pub(crate) async fn entry(app: &App, scope: &Scope, id: EntryId) -> Told<Stored<DirectoryEntry>> {
    app.store
        .get::<DirectoryEntry>(scope, &id.to_string())
        .await?
        .ok_or(Refusal::NotFound)
}

/// The entry as the policies see it: whose it is, and who proposed what waits.
pub(crate) fn thing(entry: &DirectoryEntry) -> Thing {
    let mut thing = Thing::of_area(&entry.area);
    if let Some(owner) = &entry.owner {
        thing = thing.addressed_to(owner);
    }
    let proposer = entry
        .proposal
        .as_ref()
        .and_then(|proposal| proposal.by.account);
    match proposer {
        Some(account) => thing.proposed_by(account),
        None => thing,
    }
}

/// A rule of the directory that says no.
pub(crate) fn refused(refusal: EntryRefusal) -> Refusal {
    match refusal {
        EntryRefusal::NoReason => Refusal::field("why", refusal.to_string()),
        EntryRefusal::AlreadyProposed | EntryRefusal::NothingProposed => {
            Refusal::Conflict(refusal.to_string())
        }
        EntryRefusal::NotYetApproved => Refusal::rule(refusal),
    }
}
