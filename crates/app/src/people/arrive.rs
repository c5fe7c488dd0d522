//! Search before create: every person who arrives is compared with those already known, and nobody is joined without a person.

use hawthorn_domain::people::Person;
use hawthorn_domain::platform::ids::SuggestionId;
use hawthorn_store::people::{Suggestion, SuggestionState};

use super::matching;
use crate::platform::ask::Ask;
use crate::platform::service::App;

/// The most suggestions that one arrival brings: so many with open records, and so many with
/// those held closely, so that neither takes a place from the other (R218).
pub(crate) const MOST: usize = 5;
/// Candidates that are looked at for them.
const MOST_ASKED: usize = 40;

/// Compares an arriving person with those known in the area and adds them to the
/// matching index. The suggestions are the caller's to save with the person.
/// Nothing is joined here: not even an equal name and date of birth.
pub fn arrive(app: &App, ask: &mut Ask, person: &Person) -> Vec<Suggestion> {
    let record = matching::record_of(person);
    let found = app
        .index(&person.area)
        .map(|index| index.candidates(&record, MOST_ASKED))
        .unwrap_or_default();
    if let Some(mut index) = app.index_mut(&person.area) {
        index.insert(&person.id.to_string(), &record);
    }
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
                cautions: matching::cautions(candidate),
                made_at: ask.now,
                state: SuggestionState::Open,
                answer: None,
                restriction: person.restriction.clone(),
            })
        })
        .collect()
}

/// Takes a person out of the matching index again: the arrival was not kept, or was undone.
pub fn forget(app: &App, person: &Person) {
    if let Some(mut index) = app.index_mut(&person.area) {
        index.remove(&person.id.to_string());
    }
}
