//! What somebody who is not signed in may be told of the directory: the allow-listed view alone (R30, F83, F88).

use hawthorn_access::visitor_scope;
use hawthorn_domain::directory::{DirectoryEntry, PublicService};
use hawthorn_domain::platform::ids::EntryId;
use hawthorn_domain::platform::settings::AreaCode;

use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// Every service of an area that may be told to anybody, by name.
///
/// # Errors
/// When the area is not served here, or the store does not answer.
pub async fn public_services(app: &App, area: &AreaCode) -> Told<Vec<PublicService>> {
    if app.area(area).is_none() {
        return Err(Refusal::NotFound);
    }
    let entries = app.store.directory(&visitor_scope(area)).await?;
    Ok(entries
        .iter()
        .filter_map(|entry| entry.value.public())
        .collect())
}

/// One service that may be told to anybody.
///
/// # Errors
/// When there is none of this identifier that may be told.
pub async fn public_service(app: &App, area: &AreaCode, id: EntryId) -> Told<PublicService> {
    app.store
        .get::<DirectoryEntry>(&visitor_scope(area), &id.to_string())
        .await?
        .and_then(|entry| entry.value.public())
        .ok_or(Refusal::NotFound)
}
