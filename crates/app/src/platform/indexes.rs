//! The matching indexes at the start of the service: everybody in the database, read once and filed once.

use std::collections::BTreeMap;
use std::sync::RwLock;

use hawthorn_domain::people::Person;
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_linkage::{Filling, Index};
use hawthorn_store::{Store, Stored};
use tokio::sync::mpsc::{Receiver, channel};

use super::refusal::{Refusal, Told};
use crate::people::matching;

/// People of one page.
const PAGE: u64 = 2_000;
/// Pages that may wait to be compared with nobody yet: the database is read on meanwhile.
const WAITING: usize = 4;

/// An index for each area with the people that the database holds for it.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn filled(
    store: &Store,
    areas: impl Iterator<Item = &AreaCode>,
) -> Told<BTreeMap<AreaCode, RwLock<Index>>> {
    let fillings = areas
        .map(|code| (code.clone(), Filling::default()))
        .collect();
    let (pages, come) = channel(WAITING);
    // Reading a record takes as long as fetching it, so the two go on side by side.
    let filed = tokio::task::spawn_blocking(move || take_in(fillings, come));
    let mut after = String::new();
    loop {
        let page = store.all_people(&after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = last.id.to_string();
        if pages.send(page).await.is_err() {
            break;
        }
    }
    drop(pages);
    filed
        .await
        .map_err(|stopped| Refusal::Broken(format!("filling the matching index: {stopped}")))
}

/// Takes the pages as they come, until there are no more.
fn take_in(
    mut fillings: BTreeMap<AreaCode, Filling>,
    mut pages: Receiver<Vec<Stored<Person>>>,
) -> BTreeMap<AreaCode, RwLock<Index>> {
    while let Some(page) = pages.blocking_recv() {
        for person in &page {
            if let Some(filling) = fillings.get_mut(&person.area) {
                let (id, record) = (person.id.to_string(), matching::record_of(person));
                if person.is_held_for_itself() {
                    filling.add_quiet(&id, &record);
                } else {
                    filling.add(&id, &record);
                }
            }
        }
    }
    let filed = |(code, filling): (AreaCode, Filling)| (code, RwLock::new(filling.finish()));
    fillings.into_iter().map(filed).collect()
}
