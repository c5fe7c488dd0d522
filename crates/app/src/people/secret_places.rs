//! Places of a person that have to stay secret: a refuge, a new address, a school. No paper leaves with one in it.

use hawthorn_domain::people::Person;
use hawthorn_domain::people::leak::{SecretKind, SecretPlace};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::Stored;

use super::load::person;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::short;

/// What those who may change the record are shown.
#[derive(Debug, Clone)]
pub struct SecretPlaces {
    /// The person.
    pub id: PersonId,
    /// The name shown.
    pub name: String,
    /// The places.
    pub places: Vec<SecretPlace>,
}

/// Shows a person's secret places to those who may change the record.
///
/// # Errors
/// When the record is not there for this reader, or they may not change it.
pub async fn secret_places(app: &App, ask: &mut Ask, id: PersonId) -> Told<SecretPlaces> {
    // Load
    let read = load(app, ask, id).await?;
    // Keep
    let words = "Looked at the places that have to stay secret";
    ask.looked(app, Verb::EditPerson, "person", &id.to_string(), words)
        .await?;
    // Tell
    Ok(SecretPlaces {
        id,
        name: read.shown_name(),
        places: read.value.secret_places,
    })
}

/// Adds a place.
///
/// # Errors
/// When the record is not there for this reader, they may not change it, or the
/// place is too short to be found in a text.
pub async fn add_secret_place(
    app: &App,
    ask: &mut Ask,
    id: PersonId,
    kind: SecretKind,
    line: &str,
    postcode: &str,
) -> Told<()> {
    // Load
    let read = load(app, ask, id).await?;
    // Decide
    let place = SecretPlace {
        kind,
        line: short("line", line)?,
        postcode: short("postcode", postcode)?,
    };
    if place.line.chars().filter(|c| c.is_alphanumeric()).count() < 4 {
        let words = "Write the address or the name as it would stand on a letter.";
        return Err(Refusal::field("line", words));
    }
    // Keep
    let mut changed = read.value.clone();
    changed.secret_places.retain(|old| *old != place);
    changed.secret_places.push(place);
    let words = format!(
        "Added a place that has to stay secret: {}",
        kind.label().to_lowercase()
    );
    keep(app, ask, &read, &changed, words).await
}

/// Takes a place away again, by its position in the list.
///
/// # Errors
/// When the record or the place is not there for this reader, or they may not change it.
pub async fn remove_secret_place(
    app: &App,
    ask: &mut Ask,
    id: PersonId,
    position: usize,
) -> Told<()> {
    // Load
    let read = load(app, ask, id).await?;
    // Decide
    let mut changed = read.value.clone();
    if position >= changed.secret_places.len() {
        return Err(Refusal::NotFound);
    }
    let gone = changed.secret_places.remove(position);
    // Keep
    let words = format!(
        "Took away a place that had to stay secret: {}",
        gone.kind.label().to_lowercase()
    );
    keep(app, ask, &read, &changed, words).await
}

/// Loads the record and asks for the change of it.
async fn load(app: &App, ask: &Ask, id: PersonId) -> Told<Stored<Person>> {
    let scope = ask.scope(app)?;
    let (read, _) = person(app, ask, &scope, id, Verb::EditPerson).await?;
    Ok(read)
}

async fn keep(
    app: &App,
    ask: &Ask,
    read: &Stored<Person>,
    changed: &Person,
    words: String,
) -> Told<()> {
    let mut tx = app.store.begin().await?;
    let entry = ask.entry(Deed::Changed, Verb::EditPerson, words);
    tx.update(read, changed, entry).await?;
    Ok(tx.finish().await?)
}
