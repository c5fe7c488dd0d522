//! What can happen to people's records, and a world in which it happens with or without joins.

use std::collections::BTreeSet;

use hawthorn_app::governance::named_access::{name_on_record, release_record, restrict_record};
use hawthorn_app::incidents::claim::claim_incident;
use hawthorn_app::incidents::decide::decide;
use hawthorn_app::incidents::record_check::record_check;
use hawthorn_app::people::answer_suggestion::{PairAnswer, answer_suggestion};
use hawthorn_app::people::history::RecordKind;
use hawthorn_app::people::record_safe_contact::{ContactSaid, record_safe_contact};
use hawthorn_app::risk::begin_assessment::{BeginAssessment, begin_assessment};
use hawthorn_app::{Ask, Refusal};
use hawthorn_domain::incidents::screening::{ScreeningCheck, ScreeningOutcome};
use hawthorn_domain::people::contact::{ContactSafety, Whose};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::calendar::london_date;
use hawthorn_domain::platform::ids::{IncidentId, PersonId, SuggestionId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::Stored;
use hawthorn_store::people::{Suggestion, SuggestionState};
use hawthorn_store::platform::accounts::{Account, Membership};
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};
use jiff::{Timestamp, ToSpan};

/// The most reports: each arrival then meets no more candidates than it may propose,
/// so that a closed record takes no place and frees none (R218).
const MOST_REPORTS: usize = 6;
const BEGIN: Timestamp = Timestamp::constant(1_772_438_400, 0);

/// One thing that happens. A number says to which record, counted round.
#[derive(Debug, Clone)]
pub enum Act {
    /// A report comes in by a sheet.
    Arrive(usize),
    /// Two records are said to be one person.
    Join(usize),
    /// A standing join is taken back: different people, or not sure.
    Undo { which: usize, unsure: bool },
    /// Two records are said to be different people.
    TellApart(usize),
    /// A safe contact card is written, with another number.
    WriteContact(usize),
    /// A keeper closes a person's record.
    RestrictPerson(usize),
    /// A keeper opens it.
    ReleasePerson(usize),
    /// A keeper closes an incident with its people.
    RestrictIncident(usize),
    /// A keeper opens it.
    ReleaseIncident(usize),
    /// A keeper names the officer on a closed person's record.
    NameOnPerson(usize),
    /// A keeper names the officer on a closed incident and its people.
    NameOnIncident(usize),
    /// Somebody begins a risk assessment of an incident's pair.
    Assess(usize),
    /// The desk decides an incident.
    Decide(usize),
}

/// A service in which things happen.
pub struct World {
    pub app: TestApp,
    /// Whether records are joined in it at all.
    joins: bool,
    /// How often records were joined.
    pub joined: usize,
    pub incidents: Vec<IncidentId>,
    pub people: BTreeSet<PersonId>,
    standing: BTreeSet<SuggestionId>,
}

/// Somebody who may do all of it: the desk's officer who is a keeper, too.
pub fn keeper(app: &TestApp, at: Timestamp) -> Ask {
    let mut ask = app.ask(Cast::SupportOfficer, &at.to_string());
    ask.actor.roles.extend(Cast::MashManager.roles());
    ask.actor.roles.extend(Cast::Idva.roles());
    // Who takes answers back here is also one of those who answer what others were not sure of.
    ask.actor.roles.extend(Cast::Coordinator.roles());
    ask
}

/// The moment of an act.
pub fn moment(place: usize) -> Timestamp {
    BEGIN + (10 * place as i64).minutes()
}

/// Reports of three couples, some misspelt, one of them closed from arrival.
fn report(which: usize, number: usize) -> IncidentSketch {
    // In London and in winter, so that the clock on the wall is the moment's own.
    let minutes = 8 * 60 + 10 * number;
    let at = format!("02/03/2026 {:02}:{:02}", minutes / 60, minutes % 60);
    let (victim, born, other, flags) = match which % 5 {
        0 => ("Katarzyna Ellwood", "02/11/1976", "Sunil Davies", ""),
        1 => ("Kasia Elwood", "02/11/1976", "Sunil Davis", ""),
        2 => ("Katarzyna Ellwood", "02/11/1976", "Sunil Davies", "HBA"),
        3 => ("Catarzyna Ellwood", "11/02/1976", "Sunny Davies", ""),
        _ => ("Amara Okafor", "04/05/1991", "Per Lindqvist", ""),
    };
    let (given, family) = victim.split_once(' ').unwrap();
    let (other_given, other_family) = other.split_once(' ').unwrap();
    IncidentSketch {
        reference: format!("W/{number}"),
        received: at,
        victim_forename: given.to_owned(),
        victim_surname: family.to_owned(),
        victim_born: born.to_owned(),
        other_forename: other_given.to_owned(),
        other_surname: other_family.to_owned(),
        flags: flags.to_owned(),
        ..IncidentSketch::default()
    }
}

fn nth<T: Copy>(all: &[T], which: usize) -> Option<T> {
    (!all.is_empty()).then(|| all[which % all.len()])
}

impl World {
    pub fn new(app: TestApp, joins: bool) -> Self {
        Self {
            app,
            joins,
            joined: 0,
            incidents: Vec::new(),
            people: BTreeSet::new(),
            standing: BTreeSet::new(),
        }
    }

    /// Gives the officer an account, so that they can be named on a record.
    pub async fn hire(&self) {
        let ask = keeper(&self.app, BEGIN);
        let account = Account {
            id: ask.actor.account,
            sign_in_name: Cast::SupportOfficer.sign_in_name(),
            name: ask.actor.name.clone(),
            password: None,
            second_factor: None,
            memberships: vec![Membership {
                area: ask.actor.area.clone(),
                agency: ask.actor.agency.clone(),
                team: "Desk".to_owned(),
                roles: Cast::SupportOfficer.roles(),
            }],
            training: Vec::new(),
            disabled: false,
            created_at: BEGIN,
            restriction: Restriction::default(),
        };
        let entry = ask.entry(Deed::Created, Verb::ManageAccounts, "Added");
        let mut tx = self.app.store.begin().await.unwrap();
        tx.create(&account, entry).await.unwrap();
        tx.finish().await.unwrap();
    }

    /// The scope of somebody from whom nothing is kept.
    pub fn whole(&self) -> Scope {
        Scope {
            hub: true,
            restricted: true,
            ..keeper(&self.app, BEGIN).scope(&self.app.app).unwrap()
        }
    }

    /// Every proposal, oldest first.
    pub async fn proposals(&self) -> Vec<Stored<Suggestion>> {
        let people: Vec<PersonId> = self.people.iter().copied().collect();
        let store = &self.app.store;
        store
            .every_suggestion_about(&self.whole(), &people)
            .await
            .unwrap()
    }

    pub async fn act(&mut self, place: usize, act: &Act) {
        let people: Vec<PersonId> = self.people.iter().copied().collect();
        let incident = |which: &usize| nth(&self.incidents, *which);
        match act {
            Act::Arrive(which) => self.arrive(place, *which).await,
            Act::Join(which) => self.join(place, *which).await,
            Act::Undo { which, unsure } => {
                let standing: Vec<SuggestionId> = self.standing.iter().copied().collect();
                if let Some(id) = nth(&standing, *which) {
                    self.undo(place, id, *unsure).await;
                }
            }
            Act::TellApart(which) => self.tell_apart(place, *which).await,
            Act::WriteContact(which) => {
                if let Some(id) = nth(&people, *which) {
                    self.write_contact(place, id).await;
                }
            }
            Act::RestrictPerson(which) => {
                let id = nth(&people, *which).map(|id| id.to_string());
                self.hold(place, RecordKind::Person, id, true).await;
            }
            Act::ReleasePerson(which) => {
                let id = nth(&people, *which).map(|id| id.to_string());
                self.hold(place, RecordKind::Person, id, false).await;
            }
            Act::RestrictIncident(which) => {
                let id = incident(which).map(|id| id.to_string());
                self.hold(place, RecordKind::Incident, id, true).await;
            }
            Act::ReleaseIncident(which) => {
                let id = incident(which).map(|id| id.to_string());
                self.hold(place, RecordKind::Incident, id, false).await;
            }
            Act::NameOnPerson(which) => {
                let id = nth(&people, *which).map(|id| id.to_string());
                self.name(place, RecordKind::Person, id).await;
            }
            Act::NameOnIncident(which) => {
                let id = incident(which).map(|id| id.to_string());
                self.name(place, RecordKind::Incident, id).await;
            }
            Act::Assess(which) => {
                if let Some(id) = incident(which) {
                    self.assess(place, id).await;
                }
            }
            Act::Decide(which) => {
                if let Some(id) = incident(which) {
                    self.decide(place, id).await;
                }
            }
        }
    }

    async fn arrive(&mut self, place: usize, which: usize) {
        if self.incidents.len() == MOST_REPORTS {
            return;
        }
        let id = self.app.incident(report(which, place)).await;
        self.incidents.push(id);
        let kept = self.app.kept(id).await;
        self.people
            .extend(kept.parties.iter().map(|party| party.person));
    }

    async fn answer(&self, place: usize, id: SuggestionId, answer: PairAnswer) {
        let mut ask = keeper(&self.app, moment(place));
        let note = "Looked at both again.";
        match answer_suggestion(&self.app.app, &mut ask, id, answer, note).await {
            // Without joins there may be nothing to take back.
            Ok(()) => {}
            Err(Refusal::Conflict(_)) if !self.joins => {}
            Err(refusal) => panic!("the answer was refused: {refusal:?}"),
        }
    }

    async fn join(&mut self, place: usize, which: usize) {
        let all = self.proposals().await;
        let apart: Vec<SuggestionId> = all
            .iter()
            .map(|one| one.id)
            .filter(|id| !self.standing.contains(id))
            .collect();
        let Some(id) = nth(&apart, which) else { return };
        self.standing.insert(id);
        if self.joins {
            self.joined += 1;
            self.answer(place, id, PairAnswer::Same).await;
        }
    }

    async fn undo(&mut self, place: usize, id: SuggestionId, unsure: bool) {
        self.standing.remove(&id);
        let answer = match unsure {
            true => PairAnswer::Unsure,
            false => PairAnswer::Different,
        };
        self.answer(place, id, answer).await;
    }

    async fn tell_apart(&mut self, place: usize, which: usize) {
        let all = self.proposals().await;
        let open: Vec<SuggestionId> = all
            .iter()
            .filter(|one| !self.standing.contains(&one.id))
            .filter(|one| one.state != SuggestionState::Different)
            .map(|one| one.id)
            .collect();
        if let Some(id) = nth(&open, which) {
            self.answer(place, id, PairAnswer::Different).await;
        }
    }

    async fn write_contact(&self, place: usize, id: PersonId) {
        let said = ContactSaid {
            new_phone: (format!("07700 900{place:03}"), ContactSafety::Safe),
            never: format!("Never on the {place}th"),
            whose: Some(Whose::Person),
            asked: Some(london_date(moment(place))),
            ..ContactSaid::default()
        };
        let mut ask = keeper(&self.app, moment(place));
        record_safe_contact(&self.app.app, &mut ask, id, said)
            .await
            .unwrap();
    }

    /// Closes or opens a record. It may be refused, for example twice in a row.
    async fn hold(&self, place: usize, kind: RecordKind, id: Option<String>, close: bool) {
        let Some(id) = id else { return };
        let mut ask = keeper(&self.app, moment(place));
        let app = &self.app.app;
        let why = format!("Asked for at place {place}.");
        let done = match close {
            true => restrict_record(app, &mut ask, kind, &id, &why).await,
            false => release_record(app, &mut ask, kind, &id, &why).await,
        };
        if let Err(refusal) = done {
            assert!(
                matches!(refusal, Refusal::Rule(_) | Refusal::Conflict(_)),
                "{refusal:?}"
            );
        }
    }

    /// Names the officer on a closed record. An open one has no list.
    async fn name(&self, place: usize, kind: RecordKind, id: Option<String>) {
        let Some(id) = id else { return };
        let mut ask = keeper(&self.app, moment(place));
        let (officer, why) = (Cast::SupportOfficer.sign_in_name(), "Looks after both.");
        let named = name_on_record(&self.app.app, &mut ask, kind, &id, &officer, why).await;
        if let Err(refusal) = named {
            assert!(
                matches!(refusal, Refusal::Rule(_) | Refusal::Conflict(_)),
                "{refusal:?}"
            );
        }
    }

    async fn assess(&self, place: usize, id: IncidentId) {
        let kept = self.app.kept(id).await;
        let mut ask = keeper(&self.app, moment(place));
        let begun = BeginAssessment {
            victim: kept.victim().unwrap().person,
            perpetrator: kept.person_causing_harm().unwrap().person,
            incident: Some(id),
            instrument: "safelives_dash".to_owned(),
        };
        begin_assessment(&self.app.app, &mut ask, begun)
            .await
            .unwrap();
    }

    async fn decide(&self, place: usize, id: IncidentId) {
        if self.app.kept(id).await.screening.decision.is_some() {
            return;
        }
        let app = &self.app.app;
        let mut ask = keeper(&self.app, moment(place));
        claim_incident(app, &mut ask, id).await.unwrap();
        for check in ScreeningCheck::ALL {
            record_check(app, &mut ask, id, *check, "Looked.")
                .await
                .unwrap();
        }
        let (outcome, reason) = (ScreeningOutcome::Close, "Nothing found.");
        decide(app, &mut ask, id, None, outcome, reason)
            .await
            .unwrap();
    }

    /// Takes back every join that stands.
    pub async fn undo_all(&mut self, place: usize) {
        while let Some(id) = self.standing.first().copied() {
            self.undo(place, id, false).await;
        }
    }
}
