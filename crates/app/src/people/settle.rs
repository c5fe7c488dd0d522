//! Puts the records around a changed one in order: how closely each record of a group is held, the proposals about them, their risk assessments (R68, R218).

use std::collections::{BTreeMap, BTreeSet};

use hawthorn_domain::people::Person;
use hawthorn_domain::people::held::{of_proposal, together};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{AssessmentId, PersonId, SuggestionId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::risk::instrument::answer::Assessment;
use hawthorn_store::people::Suggestion;
use hawthorn_store::{Stored, Tx};

use super::arrive::refile;
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// Incidents of one group that are looked at; far more than anybody has.
const MOST_INCIDENTS: u64 = 1_000;

/// Each record as it was read and as it is to be saved.
pub(crate) type Changes<T> = Vec<(Stored<T>, T)>;

/// What follows from a change of who is whom, or of how somebody's record is held.
#[derive(Default)]
pub(crate) struct Settled {
    /// People whose record follows another one's; not those that were handed in.
    pub people: Changes<Person>,
    /// Proposals that are held differently now.
    pub proposals: Changes<Suggestion>,
    /// Risk assessments that are held differently now.
    pub assessments: Changes<Assessment>,
}

impl Settled {
    /// How many records of people and assessments follow.
    pub fn count(&self) -> usize {
        self.people.len() + self.assessments.len()
    }

    /// Leaves alone the assessments that the caller saves itself.
    pub fn without(&mut self, saved: impl Fn(AssessmentId) -> bool) {
        self.assessments.retain(|(read, _)| !saved(read.id));
    }

    /// How a record is held from now on, when that follows from the change.
    pub fn held(&self, id: PersonId) -> Option<&Restriction> {
        let found = self.people.iter().find(|(read, _)| read.id == id);
        found.map(|(_, changed)| &changed.restriction)
    }

    /// Files everybody anew who follows, once it is saved: who is held closely now says nothing of others.
    pub fn refile(&self, app: &App) {
        for (_, changed) in &self.people {
            refile(app, changed);
        }
    }

    /// Saves everything that follows, each with its line in the log.
    ///
    /// # Errors
    /// When somebody saved one of the records in between.
    pub async fn keep(&self, ask: &Ask, tx: &mut Tx, verb: Verb) -> Told<()> {
        for (read, changed) in &self.people {
            let words = words(&read.restriction, &changed.restriction);
            let entry = ask.entry(Deed::Changed, verb, words);
            tx.update(read, changed, entry).await?;
        }
        for (read, changed) in &self.assessments {
            let words = words(&read.restriction, &changed.restriction);
            let entry = ask.entry(Deed::Changed, verb, words);
            tx.update(read, changed, entry).await?;
        }
        for (read, changed) in &self.proposals {
            let words = words(&read.restriction, &changed.restriction);
            let entry = ask.entry(Deed::Changed, verb, words);
            tx.update(read, changed, entry).await?;
        }
        Ok(())
    }
}

/// What the log says of a record that followed another one.
fn words(before: &Restriction, after: &Restriction) -> &'static str {
    match (before.is_restricted(), after.is_restricted()) {
        (false, true) => "Restricted the record, because one that belongs to it is restricted",
        (true, false) => "Opened the record, because nothing that belongs to it is restricted now",
        _ => "Changed who may open the record, as for the records that belong to it",
    }
}

/// Works out what follows. `groups` are the records that stand for one person each
/// after the change; `given` are the people's records that the caller saves, as they
/// will be, and may be changed here by what they take over. The proposal that the
/// caller saves itself is left alone.
///
/// # Errors
/// When the store does not answer.
pub(crate) async fn settle(
    app: &App,
    ask: &Ask,
    groups: &[Vec<PersonId>],
    given: &mut BTreeMap<PersonId, Person>,
    but: Option<SuggestionId>,
) -> Told<Settled> {
    let mut settled = Settled::default();
    let mut moved: BTreeMap<PersonId, Restriction> = given
        .iter()
        .map(|(id, person)| (*id, person.restriction.clone()))
        .collect();
    for ids in groups {
        let mut group: Vec<Stored<Person>> = Vec::new();
        for id in ids {
            // Read whatever the reader's scope: the caution holds for records they may not see, too.
            group.extend(app.store.get_unscoped::<Person>(&id.to_string()).await?);
        }
        let as_saved = |read: &Stored<Person>| given.get(&read.id).cloned();
        let as_saved: Vec<Person> = group
            .iter()
            .map(|read| as_saved(read).unwrap_or_else(|| read.value.clone()))
            .collect();
        let held = together(&as_saved.iter().collect::<Vec<_>>());
        for ((read, person), held) in group.into_iter().zip(as_saved).zip(held) {
            if person.is_held(&held) {
                continue;
            }
            let changed = Person {
                restriction: held.restriction,
                held_with_another: held.with_another,
                ..person
            };
            moved.insert(changed.id, changed.restriction.clone());
            match given.get_mut(&changed.id) {
                Some(given) => *given = changed,
                None => settled.people.push((read, changed)),
            }
        }
    }
    let whole = Scope {
        restricted: true,
        hub: true,
        ..ask.scope(app)?
    };
    settled.proposals = proposals(app, &whole, &moved, but).await?;
    settled.assessments = assessments(app, &whole, &moved).await?;
    Ok(settled)
}

/// How a record is held, as it will be saved.
async fn held(
    app: &App,
    moved: &BTreeMap<PersonId, Restriction>,
    id: PersonId,
) -> Told<Restriction> {
    if let Some(restriction) = moved.get(&id) {
        return Ok(restriction.clone());
    }
    let read = app.store.get_unscoped::<Person>(&id.to_string()).await?;
    Ok(read.map_or_else(Restriction::default, |person| person.value.restriction))
}

/// The proposals about these people that are held otherwise than the closer of their two records.
async fn proposals(
    app: &App,
    whole: &Scope,
    moved: &BTreeMap<PersonId, Restriction>,
    but: Option<SuggestionId>,
) -> Told<Changes<Suggestion>> {
    let mut changes = Changes::new();
    let ids: Vec<PersonId> = moved.keys().copied().collect();
    for read in app.store.every_suggestion_about(whole, &ids).await? {
        if Some(read.id) == but {
            continue;
        }
        let left = held(app, moved, read.left).await?;
        let right = held(app, moved, read.right).await?;
        let restriction = of_proposal(&left, &right);
        if restriction != read.restriction {
            let changed = Suggestion {
                restriction,
                ..read.value.clone()
            };
            changes.push((read, changed));
        }
    }
    Ok(changes)
}

/// The risk assessments of these people that are held otherwise than the closer of the
/// two records of their pair: they tell of the two as much as a record does.
async fn assessments(
    app: &App,
    whole: &Scope,
    moved: &BTreeMap<PersonId, Restriction>,
) -> Told<Changes<Assessment>> {
    let mut changes = Changes::new();
    let ids: Vec<PersonId> = moved.keys().copied().collect();
    if ids.is_empty() {
        return Ok(changes);
    }
    // An assessment is filed under its victim; whose victim somebody may be, the incidents tell.
    let incidents = app.store.incidents_of(whole, &ids, MOST_INCIDENTS).await?;
    let mut victims: BTreeSet<PersonId> = incidents
        .iter()
        .filter_map(|incident| incident.victim())
        .map(|party| party.person)
        .collect();
    victims.extend(&ids);
    let victims: Vec<PersonId> = victims.into_iter().collect();
    for read in app.store.assessments_of(whole, &victims).await? {
        if !moved.contains_key(&read.victim) && !moved.contains_key(&read.perpetrator) {
            continue;
        }
        let victim = held(app, moved, read.victim).await?;
        let other = held(app, moved, read.perpetrator).await?;
        let restriction = Restriction {
            // Who opened it in an emergency is never forgotten.
            opened: read.restriction.opened.clone(),
            ..of_proposal(&victim, &other)
        };
        if restriction != read.restriction {
            let changed = Assessment {
                restriction,
                ..read.value.clone()
            };
            changes.push((read, changed));
        }
    }
    Ok(changes)
}
