//! The pairs of records that may be one person: which wait, and how the two compare (R68).

use std::collections::BTreeMap;

use hawthorn_domain::incidents::Incident;
use hawthorn_domain::people::{Born, Person};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::{IncidentId, PersonId, SuggestionId};
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::Stored;
use hawthorn_store::people::{ComparedField, Suggestion, SuggestionAnswer, SuggestionState};
use jiff::Timestamp;

use super::answer_suggestion::{decides, may_answer};
use super::matching;
use super::open_person::people_by_id;
use super::weights::{Weights, weights};
use crate::incidents::worklist::{Place, listed};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// The most pairs on one page.
const MOST_PAIRS: u64 = 20;
/// The most incidents named beside a record.
const MOST_INCIDENTS: u64 = 50;

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
    /// The incidents that would stand in one history with the other record's: which, and their references.
    pub incidents: Vec<(IncidentId, String)>,
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
    /// What each reason weighs, for a reader who may see it.
    pub weights: Option<Weights>,
    /// Warnings.
    pub cautions: Vec<String>,
    /// When it was made.
    pub made_at: Timestamp,
    /// What was said, in words.
    pub state: &'static str,
    /// Who said so, with their note.
    pub answer: Option<SuggestionAnswer>,
    /// Incidents that were decided while the two stood as one person and that are parted
    /// now: which, and their references.
    pub to_look_at_again: Vec<(IncidentId, String)>,
    /// Whether the reader may answer it; what waits for a supervisor is a supervisor's.
    pub may_answer: bool,
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
    let (newer, newer_decided) = side(app, ask, scope, left, suggestion).await?;
    let (older, older_decided) = side(app, ask, scope, right, suggestion).await?;
    let mut to_look_at_again: Vec<_> = newer_decided.into_iter().chain(older_decided).collect();
    to_look_at_again.sort();
    to_look_at_again.dedup();
    Ok(Some(Pair {
        id: suggestion.id,
        band: suggestion.band.clone(),
        fields: matching::told(&suggestion.fields),
        weights: match ask.may(
            app,
            Verb::WeighSuggestion,
            &Thing::record(&suggestion.area, &suggestion.restriction),
        ) {
            true => weights(suggestion),
            false => None,
        },
        cautions: suggestion.cautions.clone(),
        made_at: suggestion.made_at,
        state: suggestion.state.label(),
        answer: suggestion.answer.clone(),
        to_look_at_again,
        may_answer: may_answer(suggestion, decides(app, ask, suggestion)),
        newer,
        older,
    }))
}

/// An incident with its reference.
type Named = (IncidentId, String);

/// One record, and its incidents that were decided while it stood together with the other.
async fn side(
    app: &App,
    ask: &Ask,
    scope: &Scope,
    person: &Person,
    suggestion: &Suggestion,
) -> Told<(Side, Vec<Named>)> {
    let mut incidents = app
        .store
        .incidents_of(scope, &[person.id], MOST_INCIDENTS)
        .await?;
    incidents.retain(|incident| {
        ask.may(
            app,
            Verb::ViewIncident,
            &Thing::record(&incident.area, &incident.restriction),
        )
    });
    let named = |incident: &Stored<Incident>| (incident.id, incident.reference.clone());
    let parted = suggestion.state != SuggestionState::Same;
    let decided = incidents.iter().filter(|incident| {
        let decision = incident.screening.decision.as_ref();
        let stood = |at| suggestion.stood.iter().any(|one| one.holds(at));
        parted && decision.is_some_and(|decision| stood(decision.at))
    });
    let decided = decided.map(named).collect();
    let side = Side {
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
        incidents: incidents.iter().map(named).collect(),
        restricted: person.restriction.is_restricted(),
    };
    Ok((side, decided))
}
