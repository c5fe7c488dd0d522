//! How it stands with reaching people, read with every record that is the same person (R25, R32).

use std::collections::BTreeMap;

use hawthorn_domain::people::Person;
use hawthorn_domain::people::contact::{self, Standing};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_store::Stored;

use super::open_person::people_by_id;
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// A person's record with the other records of the same person that the reader may know.
pub(crate) struct Whole {
    pub record: Stored<Person>,
    pub linked: Vec<Stored<Person>>,
}

impl Whole {
    /// The other records, as the rules take them.
    pub fn others(&self) -> Vec<&Person> {
        self.linked.iter().map(|record| &record.value).collect()
    }
}

/// Reads the other records of a person.
///
/// # Errors
/// When the store does not answer.
pub(crate) async fn whole(app: &App, scope: &Scope, record: Stored<Person>) -> Told<Whole> {
    let group = app.store.same_person(record.id).await?;
    let others = group.into_iter().filter(|id| *id != record.id);
    let linked = people_by_id(app, scope, others).await?;
    Ok(Whole {
        record,
        linked: linked.into_values().collect(),
    })
}

/// How it stands with reaching each of these people, for the strip of a page.
///
/// # Errors
/// When the store does not answer or the area is not served.
pub(crate) async fn standings(
    app: &App,
    ask: &Ask,
    scope: &Scope,
    people: &[&Stored<Person>],
) -> Told<BTreeMap<PersonId, Standing>> {
    let lapse_days = ask.settings(app)?.safe_contact.lapse_days;
    let mut found = BTreeMap::new();
    for person in people {
        let whole = whole(app, scope, (*person).clone()).await?;
        let standing = contact::standing(person, &whole.others(), ask.now, lapse_days);
        found.insert(person.id, standing);
    }
    Ok(found)
}
