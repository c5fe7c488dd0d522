//! Says whether two records are one person: a person decides, it can be taken back, and nothing is poured together (R68).

use hawthorn_domain::people::Person;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::SuggestionId;
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::Stored;
use hawthorn_store::people::{Suggestion, SuggestionAnswer, SuggestionState};

use super::open_person::people_by_id;
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
    may_become(read.state, answer, &note)?;
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
    keep(app, ask, &read, &changed, answer, &closer).await
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

/// The answer and every record that it restricts, in one transaction.
async fn keep(
    app: &App,
    ask: &Ask,
    read: &Stored<Suggestion>,
    changed: &Suggestion,
    answer: PairAnswer,
    closer: &[(Stored<Person>, Restriction)],
) -> Told<()> {
    let words = match read.state {
        SuggestionState::Open => format!("Answered: {}", answer.label().to_lowercase()),
        earlier => format!(
            "Changed the answer from “{}” to “{}”",
            earlier.label().to_lowercase(),
            answer.label().to_lowercase()
        ),
    };
    let mut tx = app.store.begin().await?;
    tx.update(
        read,
        changed,
        ask.entry(Deed::Changed, Verb::ReviewSuggestion, words),
    )
    .await?;
    for (person, restriction) in closer {
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
    Ok(tx.finish().await?)
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
