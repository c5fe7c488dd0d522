//! Says whether two records are one person: a person decides, it can be taken back, and nothing is poured together (R68).

use std::collections::{BTreeMap, BTreeSet};

use hawthorn_domain::people::held::of_proposal;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{PersonId, SuggestionId};
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::people::{StoodAsOne, Suggestion, SuggestionAnswer, SuggestionState};
use hawthorn_store::{Stored, Tx};
use jiff::Timestamp;

use super::open_person::people_by_id;
use super::settle::{Settled, settle};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::long;

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

/// Answers a pair. A changed answer needs a note and leaves the first one in the
/// history. When records on which one is held closely are said to be one person,
/// all of them are held as closely as long as they stand together; once the join is
/// taken back, each is held as it would be without it.
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
    let decides = decides(app, ask, &read);
    may_become(read.state, answer, &note)?;
    if !may_answer(&read, decides) {
        return Err(Refusal::Rule(WAITS.to_owned()));
    }
    // The writer is taken before it is read who stands together, so that of two answers given at
    // once the second sees what the first has made: how closely anybody is held is never missed.
    let tx = app.store.begin().await?;
    let groups = groups_after(app, &read, answer).await?;
    let settled = settle(app, ask, &groups, &mut BTreeMap::new(), Some(id)).await?;
    let mut changed = read.value.clone();
    changed.state = answer.state();
    changed.stood = stood(&read, answer, ask.now);
    changed.answer = Some(SuggestionAnswer {
        by: ask.doer(),
        at: ask.now,
        note,
        decided: decides,
    });
    changed.restriction = of_proposal(
        settled.held(left.id).unwrap_or(&left.restriction),
        settled.held(right.id).unwrap_or(&right.restriction),
    );
    // Keep
    keep(tx, ask, &read, &changed, answer, &settled).await?;
    settled.refile(app);
    Ok(())
}

/// What those are told who may not answer a pair that somebody else decides.
const WAITS: &str = "This pair is for a supervisor: somebody was not sure, or a supervisor has answered it. Ask one if the answer should be another.";

/// Whether the reader is one of those who answer what others were not sure of.
pub(super) fn decides(app: &App, ask: &Ask, read: &Suggestion) -> bool {
    let thing = Thing::record(&read.area, &read.restriction);
    ask.may(app, Verb::WeighSuggestion, &thing)
}

/// Whether a pair can be answered: what waits for a supervisor, or was answered by one, is theirs.
pub(super) fn may_answer(read: &Suggestion, decides: bool) -> bool {
    let theirs = read.state == SuggestionState::Unsure
        || read.answer.as_ref().is_some_and(|answer| answer.decided);
    decides || !theirs
}

/// The groups of records that stand for one person each once the answer is given, as
/// far as it changes them: nothing but a join that is made or taken back does.
async fn groups_after(
    app: &App,
    read: &Suggestion,
    answer: PairAnswer,
) -> Told<Vec<Vec<PersonId>>> {
    let joins = answer == PairAnswer::Same;
    if !joins && read.state != SuggestionState::Same {
        return Ok(Vec::new());
    }
    let left = app.store.same_person_but(read.left, Some(read.id)).await?;
    let right = app.store.same_person_but(read.right, Some(read.id)).await?;
    if joins || left.contains(&read.right) {
        let all: BTreeSet<PersonId> = left.into_iter().chain(right).collect();
        return Ok(vec![all.into_iter().collect()]);
    }
    Ok(vec![left, right])
}

/// When the two stood as one person, with this answer.
fn stood(read: &Suggestion, answer: PairAnswer, now: Timestamp) -> Vec<StoodAsOne> {
    let mut stood = read.stood.clone();
    match answer {
        PairAnswer::Same => stood.push(StoodAsOne {
            from: now,
            until: None,
        }),
        PairAnswer::Different | PairAnswer::Unsure => {
            for one in stood.iter_mut().filter(|one| one.until.is_none()) {
                one.until = Some(now);
            }
        }
    }
    stood
}

/// Refuses the answer that stands already, and a changed one without a note.
fn may_become(before: SuggestionState, answer: PairAnswer, note: &str) -> Told<()> {
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
    Ok(())
}

/// The answer and everything that follows from it, in one transaction.
async fn keep(
    mut tx: Tx,
    ask: &Ask,
    read: &Stored<Suggestion>,
    changed: &Suggestion,
    answer: PairAnswer,
    settled: &Settled,
) -> Told<()> {
    let words = match read.state {
        SuggestionState::Open => format!("Answered: {}", answer.label().to_lowercase()),
        earlier => format!(
            "Changed the answer from “{}” to “{}”",
            earlier.label().to_lowercase(),
            answer.label().to_lowercase()
        ),
    };
    tx.update(
        read,
        changed,
        ask.entry(Deed::Changed, Verb::ReviewSuggestion, words),
    )
    .await?;
    settled.keep(ask, &mut tx, Verb::ReviewSuggestion).await?;
    Ok(tx.finish().await?)
}
