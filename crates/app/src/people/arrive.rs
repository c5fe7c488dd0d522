//! Search before create: every person who arrives is compared with those already known, and nobody is joined without a person.

use std::collections::BTreeMap;

use hawthorn_domain::people::Person;
use hawthorn_domain::people::held::of_proposal;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::{PersonId, SuggestionId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_store::people::{Suggestion, SuggestionState};

use super::matching;
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// The most suggestions that one arrival brings: so many with open records, and so many with
/// those held closely, so that neither takes a place from the other (R218).
const MOST: usize = 5;
/// Candidates that are looked at for them.
const MOST_ASKED: usize = 40;

/// The suggestions that an arriving person brings, each held as closely as the closer
/// of its two records, for the caller to save with the person. `together` are the
/// people who arrive with them and are not saved yet. The person is in the matching
/// index from now on: a caller who does not save them has to [`forget`] them.
///
/// # Errors
/// When the store does not answer.
pub(crate) async fn proposals(
    app: &App,
    ask: &mut Ask,
    person: &Person,
    together: &[Person],
) -> Told<Vec<Suggestion>> {
    let mut found = arrive(app, ask, person);
    let held = restrictions(app, ask, &found, together).await?;
    let (mut open, mut closed) = (0, 0);
    found.retain_mut(|suggestion| {
        // Somebody whose arrival was not kept after all is no candidate.
        let Some(other) = held.get(&suggestion.right) else {
            return false;
        };
        suggestion.restriction = of_proposal(&person.restriction, other);
        let of_its_kind = match other.is_restricted() {
            true => &mut closed,
            false => &mut open,
        };
        *of_its_kind += 1;
        *of_its_kind <= MOST
    });
    Ok(found)
}

/// How the older record of each suggestion is held, whatever the reader's scope.
async fn restrictions(
    app: &App,
    ask: &Ask,
    found: &[Suggestion],
    together: &[Person],
) -> Told<BTreeMap<PersonId, Restriction>> {
    let whole = Scope {
        hub: true,
        restricted: true,
        ..ask.scope(app)?
    };
    let ids: Vec<String> = found.iter().map(|one| one.right.to_string()).collect();
    let kept = app.store.get_many::<Person>(&whole, &ids).await?;
    let kept = kept.into_iter().map(|read| read.value);
    Ok(kept
        .chain(together.iter().cloned())
        .map(|person| (person.id, person.restriction))
        .collect())
}

/// Compares an arriving person with those known in the area and adds them to the
/// matching index.
/// Nothing is joined here: not even an equal name and date of birth.
fn arrive(app: &App, ask: &mut Ask, person: &Person) -> Vec<Suggestion> {
    let record = matching::record_of(person);
    let found = app
        .index(&person.area)
        .map(|index| index.candidates(&record, MOST_ASKED))
        .unwrap_or_default();
    refile(app, person);
    found
        .iter()
        .filter_map(|candidate| {
            let right = candidate.id.parse().ok()?;
            Some(Suggestion {
                id: SuggestionId::new(ask.now, ask.dice.as_mut()),
                area: person.area.clone(),
                left: person.id,
                right,
                band: candidate
                    .band
                    .map_or("possible", |band| band.words())
                    .to_owned(),
                fields: matching::compared(candidate),
                beforehand: Some(matching::beforehand(candidate)),
                cautions: matching::cautions(candidate),
                made_at: ask.now,
                state: SuggestionState::Open,
                answer: None,
                stood: Vec::new(),
                restriction: person.restriction.clone(),
            })
        })
        .collect()
}

/// Files a person in the matching index as they are now. Nothing that is said of other people depends on
/// somebody who is held closely for a reason of their own (R218). Who is held so only because another
/// record of the same person is was known to everybody before, and is weighed as without that join.
pub(crate) fn refile(app: &App, person: &Person) {
    let (id, record) = (person.id.to_string(), matching::record_of(person));
    if let Some(mut index) = app.index_mut(&person.area) {
        if person.is_held_for_itself() {
            index.insert_quiet(&id, &record);
        } else {
            index.insert(&id, &record);
        }
    }
}

/// Takes a person out of the matching index again: the arrival was not kept, or was undone.
pub fn forget(app: &App, person: &Person) {
    if let Some(mut index) = app.index_mut(&person.area) {
        index.remove(&person.id.to_string());
    }
}
