//! Says whether two records are one person: a person decides, it can be taken back, and nothing is poured together (R68).

use std::collections::BTreeMap;

use hawthorn_domain::people::{Born, Person};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{PersonId, SuggestionId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::Stored;
use hawthorn_store::people::{ComparedField, Suggestion, SuggestionAnswer, SuggestionState};
use jiff::Timestamp;

use super::open_person::people_by_id;
use crate::incidents::worklist::{Place, listed};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::long;

/// The most pairs on one page.
const MOST_PAIRS: u64 = 20;
/// The most incidents named beside a record.
const MOST_INCIDENTS: u64 = 50;

/// What a person may say of two records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairAnswer {
    /// The same person.
    Same,
    /// Different people.
    Different,
    /// Not sure: ask a supervisor.
    Unsure,
}

impl PairAnswer {
    /// Every value.
    pub const ALL: &'static [PairAnswer] =
        &[PairAnswer::Same, PairAnswer::Different, PairAnswer::Unsure];
    /// The code in addresses and forms.
    pub const fn code(self) -> &'static str {
        match self {
            PairAnswer::Same => "same",
            PairAnswer::Different => "different",
            PairAnswer::Unsure => "unsure",
        }
    }
    /// The words shown to people.
    pub const fn label(self) -> &'static str {
        match self {
            PairAnswer::Same => "The same person",
            PairAnswer::Different => "Different people",
            PairAnswer::Unsure => "Not sure: ask a supervisor",
        }
    }
    /// The value with this code, if there is one.
    pub fn from_code(code: &str) -> Option<PairAnswer> {
        PairAnswer::ALL
            .iter()
            .copied()
            .find(|value| value.code() == code)
    }
}

impl PairAnswer {
    fn state(self) -> SuggestionState {
        match self {
            PairAnswer::Same => SuggestionState::Same,
            PairAnswer::Different => SuggestionState::Different,
            PairAnswer::Unsure => SuggestionState::Unsure,
        }
    }
}

/// Which pairs to list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairQueue {
    /// Waiting for an answer.
    Open,
    /// For a supervisor.
    Unsure,
}

impl PairQueue {
    /// Every value.
    pub const ALL: &'static [PairQueue] = &[PairQueue::Open, PairQueue::Unsure];
    /// The code in addresses and forms.
    pub const fn code(self) -> &'static str {
        match self {
            PairQueue::Open => "open",
            PairQueue::Unsure => "unsure",
        }
    }
    /// The words shown to people.
    pub const fn label(self) -> &'static str {
        match self {
            PairQueue::Open => "Waiting for an answer",
            PairQueue::Unsure => "For a supervisor",
        }
    }
    /// The value with this code, if there is one.
    pub fn from_code(code: &str) -> Option<PairQueue> {
        PairQueue::ALL
            .iter()
            .copied()
            .find(|value| value.code() == code)
    }
}

/// One of the two records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The record.
    pub id: PersonId,
    /// The name to show.
    pub name: String,
    /// Every name.
    pub names: Vec<String>,
    /// The date of birth to rely on.
    pub born: Born,
    /// Addresses that may stand in a general view (R30).
    pub addresses: Vec<String>,
    /// References of the incidents that would stand in one history with the other record's.
    pub incidents: Vec<String>,
    /// Whether the record is held closely.
    pub restricted: bool,
}

/// Two records and how they compare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// Which suggestion.
    pub id: SuggestionId,
    /// Very likely, likely or possible.
    pub band: String,
    /// The comparison, field by field.
    pub fields: Vec<ComparedField>,
    /// Warnings.
    pub cautions: Vec<String>,
    /// When it was made.
    pub made_at: Timestamp,
    /// What was said, in words.
    pub state: &'static str,
    /// Who said so, with their note.
    pub answer: Option<SuggestionAnswer>,
    /// The newer record.
    pub newer: Side,
    /// The older record.
    pub older: Side,
}

/// A page of pairs to answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairPage {
    /// The pairs, oldest first.
    pub pairs: Vec<Pair>,
    /// Where the next page begins, when there is one.
    pub next: Option<Place>,
}

/// The pairs that wait for an answer.
///
/// # Errors
/// When the reader may not answer suggestions.
pub async fn review_queue(
    app: &App,
    ask: &mut Ask,
    queue: PairQueue,
    after: Option<&Place>,
) -> Told<PairPage> {
    // Load
    let scope = ask.scope(app)?;
    // Allow
    ask.allow(app, Verb::ReviewSuggestion, &Thing::of_area(ask.area()))
        .await?;
    // Decide
    let state = match queue {
        PairQueue::Open => SuggestionState::Open,
        PairQueue::Unsure => SuggestionState::Unsure,
    };
    let found = app
        .store
        .suggestions(&scope, state, after.map(Place::after).as_ref(), MOST_PAIRS)
        .await?;
    let next = found
        .last()
        .filter(|_| found.len() as u64 == MOST_PAIRS)
        .map(|last| Place {
            at: last.made_at.as_microsecond(),
            id: last.id.to_string(),
        });
    let people = people_by_id(
        app,
        &scope,
        found
            .iter()
            .flat_map(|suggestion| [suggestion.left, suggestion.right]),
    )
    .await?;
    let mut pairs = Vec::new();
    for suggestion in &found {
        pairs.extend(pair(app, ask, &scope, suggestion, &people).await?);
    }
    // Keep
    listed(
        app,
        ask,
        Verb::ReviewSuggestion,
        "Looked through possible duplicates",
    )
    .await?;
    // Tell
    Ok(PairPage { pairs, next })
}

/// Opens one pair, answered or not.
///
/// # Errors
/// When either record is not for this reader, or the reader may not answer suggestions.
pub async fn open_pair(app: &App, ask: &mut Ask, id: SuggestionId) -> Told<Pair> {
    // Load
    let scope = ask.scope(app)?;
    let read = app
        .store
        .get::<Suggestion>(&scope, &id.to_string())
        .await?
        .ok_or(Refusal::NotFound)?;
    let people = people_by_id(app, &scope, [read.left, read.right]).await?;
    // Allow
    ask.allow(
        app,
        Verb::ReviewSuggestion,
        &Thing::record(&read.area, &read.restriction),
    )
    .await?;
    // Decide
    let pair = pair(app, ask, &scope, &read, &people)
        .await?
        .ok_or(Refusal::NotFound)?;
    // Keep
    ask.looked(
        app,
        Verb::ReviewSuggestion,
        "suggestion",
        &id.to_string(),
        "Compared two records",
    )
    .await?;
    // Tell
    Ok(pair)
}

/// Answers a pair. A changed answer needs a note and leaves the first one in the
/// history. When records on which one is held closely are said to be one person,
/// all of them are held as closely from then on.
///
/// # Errors
/// When either record is not for this reader, the answer is already that, a
/// changed answer has no note, or somebody else answered in between.
pub async fn answer_suggestion(
    app: &App,
    ask: &mut Ask,
    id: SuggestionId,
    answer: PairAnswer,
    note: &str,
) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let read = app
        .store
        .get::<Suggestion>(&scope, &id.to_string())
        .await?
        .ok_or(Refusal::NotFound)?;
    let people = people_by_id(app, &scope, [read.left, read.right]).await?;
    let (Some(left), Some(right)) = (people.get(&read.left), people.get(&read.right)) else {
        return Err(Refusal::NotFound);
    };
    // Allow
    for restriction in [&read.restriction, &left.restriction, &right.restriction] {
        ask.allow(
            app,
            Verb::ReviewSuggestion,
            &Thing::record(&read.area, restriction),
        )
        .await?;
    }
    // Decide
    let note = long("note", note)?;
    let before = read.state;
    if before == answer.state() {
        return Err(Refusal::Conflict(
            "This is the answer that stands already.".to_owned(),
        ));
    }
    if before != SuggestionState::Open && note.is_empty() {
        return Err(Refusal::field(
            "note",
            "Say why the answer changes. The first answer stays in the history.",
        ));
    }
    let closer = if answer == PairAnswer::Same {
        held_closer(app, left, right).await?
    } else {
        Vec::new()
    };
    let mut changed = read.value.clone();
    changed.state = answer.state();
    changed.answer = Some(SuggestionAnswer {
        by: ask.doer(),
        at: ask.now,
        note,
    });
    for (_, restriction) in &closer {
        changed.restriction = changed.restriction.cautious(restriction);
    }
    // Keep
    let words = match before {
        SuggestionState::Open => format!("Answered: {}", answer.label().to_lowercase()),
        earlier => format!(
            "Changed the answer from “{}” to “{}”",
            earlier.label().to_lowercase(),
            answer.label().to_lowercase()
        ),
    };
    let mut tx = app.store.begin().await?;
    tx.update(
        &read,
        &changed,
        ask.entry(Deed::Changed, Verb::ReviewSuggestion, words),
    )
    .await?;
    for (person, restriction) in &closer {
        let restricted = Person {
            restriction: restriction.clone(),
            ..person.value.clone()
        };
        tx.update(
            person,
            &restricted,
            ask.entry(
                Deed::Changed,
                Verb::ReviewSuggestion,
                "Restricted the record, because it was joined with a restricted one",
            ),
        )
        .await?;
    }
    tx.finish().await?;
    // Tell
    Ok(())
}

/// The open records among all that would stand for one person, each with the
/// restriction it takes over from those held closely.
async fn held_closer(
    app: &App,
    left: &Stored<Person>,
    right: &Stored<Person>,
) -> Told<Vec<(Stored<Person>, Restriction)>> {
    let mut ids = app.store.same_person(left.id).await?;
    ids.extend(app.store.same_person(right.id).await?);
    ids.sort_unstable();
    ids.dedup();
    let mut group = Vec::new();
    for id in ids {
        // Read whatever the reader's scope: the caution holds for records they may not see, too.
        group.extend(app.store.get_unscoped::<Person>(&id.to_string()).await?);
    }
    let together = group
        .iter()
        .fold(Restriction::default(), |together, person| {
            together.cautious(&person.restriction)
        });
    if !together.is_restricted() {
        return Ok(Vec::new());
    }
    Ok(group
        .into_iter()
        .filter(|person| !person.restriction.is_restricted())
        .map(|person| {
            let closer = person.restriction.cautious(&together);
            (person, closer)
        })
        .collect())
}

/// Unanswered pairs about these records of which the reader may know both sides.
pub(crate) async fn open_about(
    app: &App,
    scope: &Scope,
    people: &[PersonId],
) -> Told<Vec<Stored<Suggestion>>> {
    let mut found = app.store.suggestions_about(scope, people).await?;
    found.retain(|suggestion| {
        matches!(
            suggestion.state,
            SuggestionState::Open | SuggestionState::Unsure
        )
    });
    let known = people_by_id(
        app,
        scope,
        found
            .iter()
            .flat_map(|suggestion| [suggestion.left, suggestion.right]),
    )
    .await?;
    found.retain(|suggestion| {
        known.contains_key(&suggestion.left) && known.contains_key(&suggestion.right)
    });
    Ok(found)
}

async fn pair(
    app: &App,
    ask: &Ask,
    scope: &Scope,
    suggestion: &Suggestion,
    people: &BTreeMap<PersonId, Stored<Person>>,
) -> Told<Option<Pair>> {
    let (Some(left), Some(right)) = (people.get(&suggestion.left), people.get(&suggestion.right))
    else {
        return Ok(None);
    };
    Ok(Some(Pair {
        id: suggestion.id,
        band: suggestion.band.clone(),
        fields: suggestion.fields.clone(),
        cautions: suggestion.cautions.clone(),
        made_at: suggestion.made_at,
        state: suggestion.state.label(),
        answer: suggestion.answer.clone(),
        newer: side(app, ask, scope, left).await?,
        older: side(app, ask, scope, right).await?,
    }))
}

async fn side(app: &App, ask: &Ask, scope: &Scope, person: &Person) -> Told<Side> {
    let incidents = app
        .store
        .incidents_of(scope, &[person.id], MOST_INCIDENTS)
        .await?;
    Ok(Side {
        id: person.id,
        name: person.shown_name(),
        names: person.names.iter().map(|name| name.shown()).collect(),
        born: person.born(),
        addresses: person
            .open_addresses()
            .map(|address| {
                format!("{} {}", address.line, address.postcode)
                    .trim()
                    .to_owned()
            })
            .collect(),
        incidents: incidents
            .iter()
            .filter(|incident| {
                ask.may(
                    app,
                    Verb::ViewIncident,
                    &Thing::record(&incident.area, &incident.restriction),
                )
            })
            .map(|incident| incident.reference.clone())
            .collect(),
        restricted: person.restriction.is_restricted(),
    })
}
