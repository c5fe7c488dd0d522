//! Loads services from a file into an area's directory; what is there already is left as it is (R243).

use hawthorn_connect::directory::FileEntry;
use hawthorn_domain::directory::DirectoryEntry;
use hawthorn_domain::platform::audit::{Deed, Doer, Entry};
use hawthorn_domain::platform::ids::{Chance, EntryId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_domain::platform::verb::Verb;
use jiff::Timestamp;

use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// How many services of a file were new to the directory, and how many it held already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LoadedDirectory {
    /// Services that were added.
    pub added: usize,
    /// Services whose code the directory holds already; they were not touched.
    pub known: usize,
}

/// Loads the services. It is run at the console, by whoever runs the machine.
///
/// # Errors
/// When the area is not served here, an entry names an agency that the area does
/// not have, or the store does not answer; then none is loaded.
pub async fn load_directory(
    app: &App,
    area: &AreaCode,
    entries: Vec<FileEntry>,
    doer: Doer,
    now: Timestamp,
    dice: &mut dyn Chance,
) -> Told<LoadedDirectory> {
    // Load
    let held = app.store.directory_codes(area).await?;
    let settings = app.settings(area, now)?;
    // Allow: whoever runs the machine may; there is no signed-in reader to ask about.
    // Decide
    let all = entries.len();
    let new: Vec<FileEntry> = entries
        .into_iter()
        .filter(|entry| !held.contains(&entry.code))
        .collect();
    for entry in &new {
        if let Some(owner) = &entry.owner
            && settings.agency(owner.as_str()).is_none()
        {
            return Err(Refusal::Rule(format!(
                "The service “{}” is owned by “{owner}”, which is not an agency of {area}. Correct the owner, or add the agency to the area’s settings.",
                entry.code
            )));
        }
    }
    let told = LoadedDirectory {
        added: new.len(),
        known: all - new.len(),
    };
    // Keep
    let mut tx = app.store.begin().await?;
    for entry in new {
        let made = DirectoryEntry {
            id: EntryId::new(now, dice),
            area: area.clone(),
            code: entry.code,
            owner: entry.owner,
            details: Some(entry.details),
            proposal: None,
            sent_back: None,
            changed_at: now,
            restriction: Restriction::default(),
        };
        let audit = Entry {
            at: now,
            by: doer.clone(),
            area: Some(area.clone()),
            deed: Deed::Created,
            verb: Some(Verb::EditEntry),
            kind: String::new(),
            record: String::new(),
            words: "Loaded the service into the directory from a file".to_owned(),
        };
        tx.create(&made, audit).await?;
    }
    tx.finish().await?;
    // Tell
    Ok(told)
}
