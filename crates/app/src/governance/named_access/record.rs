//! A record that can be held closely, with the records that open and close with it.

use std::collections::{BTreeMap, BTreeSet};

use hawthorn_domain::incidents::Incident;
use hawthorn_domain::marac::{AgreedAction, MaracReferral};
use hawthorn_domain::mash::request::InformationRequest;
use hawthorn_domain::matac::disclosure::SchemeRequest;
use hawthorn_domain::matac::{Nomination, Supervision};
use hawthorn_domain::people::Person;
use hawthorn_domain::people::held::Held;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::referrals::Referral;
use hawthorn_domain::risk::instrument::answer::Assessment;
use hawthorn_domain::risk::order::ProtectiveOrder;
use hawthorn_domain::support::SupportCase;
use hawthorn_store::governance::keeper_notices::KeeperNotice;
use hawthorn_store::{Document, Stored};

use super::work;
use crate::governance::keepers::tell;
use crate::people::arrive::refile;
use crate::people::history::RecordKind;
use crate::people::settle::settle;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// Which records are changed along with the one that was chosen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Along {
    /// What the record is read with: an incident's people with what was made of them, its referral and
    /// requests. The risk assessments follow the people by themselves.
    Reading,
    /// The same for once, with the people's risk assessments.
    Opening,
    /// What would betray it: its people and a MARAC referral made of the incident. The people's
    /// linked records and the risk assessments follow the people by themselves.
    Hiding,
}

/// A record that can be held closely.
pub(crate) enum Kept {
    Incident(Box<Stored<Incident>>),
    Person(Box<Stored<Person>>),
    Referral(Box<Stored<Referral>>),
    Request(Box<Stored<InformationRequest>>),
    Marac(Box<Stored<MaracReferral>>),
    Action(Box<Stored<AgreedAction>>),
    Assessment(Box<Stored<Assessment>>),
    Order(Box<Stored<ProtectiveOrder>>),
    Nomination(Box<Stored<Nomination>>),
    SchemeRequest(Box<Stored<SchemeRequest>>),
    Supervision(Box<Stored<Supervision>>),
    Client(Box<Stored<SupportCase>>),
}

macro_rules! each {
    ($kept:expr, $read:ident => $what:expr) => {
        match $kept {
            Kept::Incident($read) => $what,
            Kept::Person($read) => $what,
            Kept::Referral($read) => $what,
            Kept::Request($read) => $what,
            Kept::Marac($read) => $what,
            Kept::Action($read) => $what,
            Kept::Assessment($read) => $what,
            Kept::Order($read) => $what,
            Kept::Nomination($read) => $what,
            Kept::SchemeRequest($read) => $what,
            Kept::Supervision($read) => $what,
            Kept::Client($read) => $what,
        }
    };
}

impl Kept {
    pub fn key(&self) -> String {
        each!(self, read => read.value.key())
    }
    pub fn area(&self) -> &AreaCode {
        each!(self, read => &read.value.area)
    }
    pub fn restriction(&self) -> &Restriction {
        each!(self, read => &read.value.restriction)
    }
    /// How it is held, and whether only because of a record that it stands together with.
    pub fn held(&self) -> Held {
        Held {
            restriction: self.restriction().clone(),
            with_another: matches!(self, Kept::Person(read) if read.held_with_another),
        }
    }
    /// Of whom it was made, for what follows people; nobody for what follows a record of its own.
    pub fn people(&self) -> Vec<PersonId> {
        match self {
            Kept::Assessment(one) => vec![one.victim, one.perpetrator],
            Kept::Order(one) => vec![one.victim, one.perpetrator],
            Kept::SchemeRequest(one) => vec![one.person, one.partner],
            Kept::Nomination(one) => vec![one.person],
            Kept::Supervision(one) => vec![one.person],
            Kept::Client(one) => vec![one.client],
            Kept::Incident(_)
            | Kept::Person(_)
            | Kept::Referral(_)
            | Kept::Request(_)
            | Kept::Marac(_)
            | Kept::Action(_) => Vec::new(),
        }
    }
}

/// The chosen record, what goes along with it, and whose names a reason must not hold.
pub(crate) struct Loaded {
    pub chosen: Kept,
    pub along: Vec<Kept>,
    pub people: Vec<Stored<Person>>,
}

impl Loaded {
    /// The identifiers of the chosen record and of those that go along with it.
    pub fn keys(&self) -> Vec<String> {
        let all = std::iter::once(&self.chosen).chain(&self.along);
        all.map(Kept::key).collect()
    }
}

/// Loads a record within the reader's scope, with what goes along with it.
pub(crate) async fn load(
    app: &App,
    scope: &Scope,
    kind: RecordKind,
    id: &str,
    how: Along,
) -> Told<Loaded> {
    let (chosen, mut along, people) = match kind {
        RecordKind::Incident => {
            let incident: Stored<Incident> = got(app, scope, id).await?;
            let people = incident.parties.iter().map(|party| party.person).collect();
            let mut along = Vec::new();
            if let Some(referral) = app.store.referral_of(scope, incident.id).await? {
                along.extend(requests_of(app, scope, &referral).await?);
                along.push(Kept::Referral(Box::new(referral)));
            }
            if how == Along::Hiding {
                along.extend(marac_of(app, scope, &incident).await?);
            }
            (Kept::Incident(Box::new(incident)), along, people)
        }
        RecordKind::Person => {
            let person: Stored<Person> = got(app, scope, id).await?;
            let people = BTreeSet::from([person.id]);
            (Kept::Person(Box::new(person)), Vec::new(), people)
        }
        RecordKind::MashReferral => {
            let referral: Stored<Referral> = got(app, scope, id).await?;
            let people = referral
                .subjects
                .iter()
                .map(|subject| subject.person)
                .collect();
            let along = requests_of(app, scope, &referral).await?;
            (Kept::Referral(Box::new(referral)), along, people)
        }
        RecordKind::MaracReferral => {
            let referral: Stored<MaracReferral> = got(app, scope, id).await?;
            let mut people: BTreeSet<PersonId> = referral.children.iter().copied().collect();
            people.extend([referral.victim, referral.perpetrator]);
            let mut along = actions_of(app, scope, &referral).await?;
            along.extend(work::of_pair(app, scope, &referral).await?);
            (Kept::Marac(Box::new(referral)), along, people)
        }
        RecordKind::InformationRequest
        | RecordKind::Meeting
        | RecordKind::AgreedAction
        | RecordKind::Assessment => {
            return Err(Refusal::field(
                "kind",
                "Choose an incident, a person, a MASH referral or a MARAC referral. Other records follow theirs.",
            ));
        }
    };
    if matches!(kind, RecordKind::Incident | RecordKind::Person) {
        along.extend(people_along(app, scope, &chosen, &people).await?);
        // Risk assessments follow the people by themselves; an opening is for once and names them.
        let of_people = work::of_people(app, scope, &people).await?.into_iter();
        along.extend(
            of_people.filter(|kept| how == Along::Opening || !matches!(kept, Kept::Assessment(_))),
        );
    }
    let people = several(app, scope, people).await?;
    Ok(Loaded {
        chosen,
        along,
        people,
    })
}

async fn got<T: Document>(app: &App, scope: &Scope, id: &str) -> Told<Stored<T>> {
    let read = app.store.get::<T>(scope, id).await?;
    read.ok_or(Refusal::NotFound)
}

async fn several(
    app: &App,
    scope: &Scope,
    people: impl IntoIterator<Item = PersonId>,
) -> Told<Vec<Stored<Person>>> {
    let ids: Vec<String> = people.into_iter().map(|id| id.to_string()).collect();
    Ok(app.store.get_many::<Person>(scope, &ids).await?)
}

/// The people's records besides the chosen one.
async fn people_along(
    app: &App,
    scope: &Scope,
    chosen: &Kept,
    people: &BTreeSet<PersonId>,
) -> Told<Vec<Kept>> {
    let mut ids = people.clone();
    if let Kept::Person(person) = chosen {
        ids.remove(&person.id);
    }
    let found = several(app, scope, ids).await?.into_iter();
    Ok(found.map(|person| Kept::Person(Box::new(person))).collect())
}

async fn requests_of(app: &App, scope: &Scope, referral: &Referral) -> Told<Vec<Kept>> {
    let found = app.store.requests_of(scope, referral.id).await?.into_iter();
    Ok(found
        .map(|request| Kept::Request(Box::new(request)))
        .collect())
}

async fn actions_of(app: &App, scope: &Scope, referral: &MaracReferral) -> Told<Vec<Kept>> {
    let found = app.store.actions_of(scope, referral.id).await?.into_iter();
    Ok(found.map(|action| Kept::Action(Box::new(action))).collect())
}

/// The MARAC referrals that were made of an incident, with their actions.
async fn marac_of(app: &App, scope: &Scope, incident: &Incident) -> Told<Vec<Kept>> {
    let mut group = Vec::new();
    if let Some(victim) = incident.victim() {
        group = app.store.same_person(victim.person).await?;
    }
    let mut out = Vec::new();
    for referral in app.store.marac_referrals_of_victim(scope, &group).await? {
        if referral.incident == Some(incident.id) {
            out.extend(actions_of(app, scope, &referral).await?);
            out.push(Kept::Marac(Box::new(referral)));
        }
    }
    Ok(out)
}

/// Saves every record that the rule changes, each with its entry, what follows from it
/// for the records that stand together with them, and what the keepers are told; all or none.
pub(crate) async fn keep(
    app: &App,
    ask: &Ask,
    loaded: &Loaded,
    verb: Verb,
    words: &str,
    told: Option<KeeperNotice>,
    rule: impl Fn(&Held) -> Option<Held>,
) -> Told<usize> {
    let all = std::iter::once(&loaded.chosen).chain(&loaded.along);
    let changes: Vec<(&Kept, Held)> = all
        .filter_map(|kept| Some((kept, rule(&kept.held())?)))
        .collect();
    if changes.is_empty() {
        return Ok(0);
    }
    // The writer is taken before it is read who stands together: somebody may be joining them now.
    let mut tx = app.store.begin().await?;
    let mut people = BTreeMap::new();
    let mut groups = BTreeSet::new();
    for (kept, held) in &changes {
        if let Kept::Person(read) = kept {
            // Being named on one record or opening it once says nothing of the others.
            if closes_or_opens(&kept.held(), held) {
                groups.insert(app.store.same_person(read.id).await?);
            }
            people.insert(read.id, as_held(read, held));
        }
    }
    let groups: Vec<Vec<PersonId>> = groups.into_iter().collect();
    let mut settled = settle(app, ask, &groups, &mut people, None).await?;
    settled.without(|id| {
        let is_it =
            |(kept, _): &(&Kept, Held)| matches!(kept, Kept::Assessment(read) if read.id == id);
        changes.iter().any(is_it)
    });
    let count = changes.len() + settled.count();
    let mut saved = Vec::new();
    for (kept, held) in changes {
        let entry = ask.entry(Deed::Changed, verb, words);
        if let Kept::Person(read) = kept {
            let changed = people
                .remove(&read.id)
                .unwrap_or_else(|| as_held(read, &held));
            if changed != read.value {
                tx.update(read, &changed, entry).await?;
                saved.push(changed);
            }
            continue;
        }
        each!(kept, read => {
            let mut changed = read.value.clone();
            changed.restriction = held.restriction;
            tx.update(read, &changed, entry).await?;
        });
    }
    settled.keep(ask, &mut tx, verb).await?;
    if let Some(told) = &told {
        tell(&mut tx, ask, verb, told).await?;
    }
    tx.finish().await?;
    settled.refile(app);
    saved.iter().for_each(|person| refile(app, person));
    Ok(count)
}

fn as_held(read: &Person, held: &Held) -> Person {
    Person {
        restriction: held.restriction.clone(),
        held_with_another: held.with_another,
        ..read.clone()
    }
}

fn closes_or_opens(before: &Held, after: &Held) -> bool {
    before.with_another != after.with_another
        || before.restriction.closeness != after.restriction.closeness
}
