//! The daily sheet: every standard incident of a day, what social care holds on each person, frozen at the area's cut-off (R92–R97, R101).

use jiff::civil::{Date, Time};
use jiff::{Timestamp, ToSpan};

use super::{Incident, PartyRole};
use crate::platform::audit::Doer;
use crate::platform::calendar::{london, london_date};
use crate::platform::ids::{DaySheetId, IncidentId, PersonId, SheetAnswerId};
use crate::platform::restriction::Restriction;
use crate::platform::settings::AreaCode;
use crate::platform::words;

codes! {
    /// Which of social care's systems was looked into (R94).
    pub enum CareSystem {
        Child = "child", "Children’s system";
        Adult = "adult", "Adults’ system";
    }
}

codes! {
    /// What a system holds on one person (R95).
    pub enum CareHolds {
        Allocated = "allocated", "Allocated";
        KnownBefore = "known_before", "Known before, not allocated now";
        NotKnown = "not_known", "Not known";
    }
}

/// What one system holds on one person, as somebody of social care found it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PersonHeld {
    /// The person.
    pub person: PersonId,
    /// The system.
    pub system: CareSystem,
    /// What it holds.
    pub holds: CareHolds,
    /// The worker who has them, when allocated: a social worker or an early help officer (R93).
    pub worker: String,
    /// The worker's team, when allocated.
    pub team: String,
    /// Who looked.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

impl PersonHeld {
    /// In words: `Allocated: Ann Example, Team North`.
    pub fn words(&self) -> String {
        match self.holds {
            CareHolds::Allocated => format!("Allocated: {}, {}", self.worker, self.team),
            other => other.label().to_owned(),
        }
    }
}

/// Another risk that social care knows of (R96).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct OtherRisk {
    /// What.
    pub words: String,
    /// Who wrote it.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// Social care's side of one row. A later answer on the same person and system
/// takes the place of the earlier one; the sheet that was frozen meanwhile keeps it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SheetAnswer {
    /// Its identifier.
    pub id: SheetAnswerId,
    /// The area.
    pub area: AreaCode,
    /// The incident.
    pub incident: IncidentId,
    /// What is held on each person.
    pub people: Vec<PersonHeld>,
    /// Other risks, the newest last.
    pub risks: Vec<OtherRisk>,
    /// It is held as closely as its incident, which is asked each time; this is the record's own.
    pub restriction: Restriction,
}

/// The systems that must be looked into for a person by their part: a child in the
/// children's system, an adult in both, since a parent may be known to either (R93, R94).
pub fn systems_for(role: PartyRole) -> &'static [CareSystem] {
    match role {
        PartyRole::Child => &[CareSystem::Child],
        PartyRole::Victim | PartyRole::PersonCausingHarm => &[CareSystem::Child, CareSystem::Adult],
        PartyRole::Witness | PartyRole::Other => &[],
    }
}

/// How many answers are still to give on the people of an incident.
pub fn still_to_answer(incident: &Incident, answer: Option<&SheetAnswer>) -> usize {
    incident
        .parties
        .iter()
        .flat_map(|party| {
            systems_for(party.role)
                .iter()
                .map(|system| (party.person, *system))
        })
        .filter(|(person, system)| {
            !answer.is_some_and(|answer| {
                answer
                    .people
                    .iter()
                    .any(|held| held.person == *person && held.system == *system)
            })
        })
        .count()
}

/// Why an answer was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetRefusal {
    /// Allocated to nobody.
    #[error("Name the worker and the team that have this person.")]
    NoWorker,
    /// The person is not of this incident.
    #[error("That person is not part of this incident.")]
    NotThere,
}

/// Checks one answer (R95).
///
/// # Errors
/// When the person is not of the incident, or allocated without a worker and a team.
pub fn may_answer(
    incident: &Incident,
    person: PersonId,
    holds: CareHolds,
    worker: &str,
    team: &str,
) -> Result<(), SheetRefusal> {
    if !incident.parties.iter().any(|party| party.person == person) {
        return Err(SheetRefusal::NotThere);
    }
    let unnamed = worker.trim().is_empty() || team.trim().is_empty();
    if holds == CareHolds::Allocated && unnamed {
        return Err(SheetRefusal::NoWorker);
    }
    Ok(())
}

/// One person of a row as the sheet says it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SheetPerson {
    /// The person.
    pub person: PersonId,
    /// Their part.
    pub role: PartyRole,
    /// The name as reported.
    pub name: String,
    /// The date of birth as reported, in words.
    pub born: String,
    /// What the children's system holds, in words; empty when nobody has answered.
    pub child_system: String,
    /// What the adults' system holds, in words; empty when nobody has answered.
    pub adult_system: String,
    /// Whether they are known before and not allocated now, which is highlighted (R95).
    pub known_before: bool,
}

/// One row of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SheetRow {
    /// The incident.
    pub incident: IncidentId,
    /// The force's reference.
    pub reference: String,
    /// When the desk received it.
    pub received_at: Timestamp,
    /// The people.
    pub people: Vec<SheetPerson>,
    /// Flags in words.
    pub flags: Vec<String>,
    /// Other risks that social care knows of.
    pub risks: Vec<String>,
    /// What was decided, in words; empty while nothing is.
    pub decided: String,
}

/// The row of one incident, as it stands.
pub fn row(incident: &Incident, answer: Option<&SheetAnswer>) -> SheetRow {
    let held = |person: PersonId, system: CareSystem| {
        answer.and_then(|answer| {
            answer
                .people
                .iter()
                .find(|held| held.person == person && held.system == system)
        })
    };
    let said = |person, system| held(person, system).map_or_else(String::new, PersonHeld::words);
    let before = |person, system| {
        held(person, system).is_some_and(|held| held.holds == CareHolds::KnownBefore)
    };
    let on_sheet = incident
        .parties
        .iter()
        .filter(|party| !systems_for(party.role).is_empty());
    SheetRow {
        incident: incident.id,
        reference: incident.reference.clone(),
        received_at: incident.received_at,
        people: on_sheet
            .map(|party| SheetPerson {
                person: party.person,
                role: party.role,
                name: party.name_as_reported.clone(),
                born: party.born_as_reported.words(),
                child_system: said(party.person, CareSystem::Child),
                adult_system: said(party.person, CareSystem::Adult),
                known_before: CareSystem::ALL
                    .iter()
                    .any(|system| before(party.person, *system)),
            })
            .collect(),
        flags: incident
            .flags
            .iter()
            .map(|flag| flag.label().to_owned())
            .collect(),
        risks: answer
            .map(|answer| answer.risks.iter().map(|risk| risk.words.clone()).collect())
            .unwrap_or_default(),
        decided: incident
            .screening
            .decision
            .as_ref()
            .map_or_else(String::new, |decision| decision.outcome.label().to_owned()),
    }
}

/// What has changed on a row since it was frozen, one sentence each (R101).
pub fn later_changes(frozen: &SheetRow, now: &SheetRow) -> Vec<String> {
    let mut changes = Vec::new();
    for person in &now.people {
        let before = frozen.people.iter().find(|old| old.person == person.person);
        let pairs = [
            (
                CareSystem::Child,
                before.map(|old| old.child_system.as_str()),
                &person.child_system,
            ),
            (
                CareSystem::Adult,
                before.map(|old| old.adult_system.as_str()),
                &person.adult_system,
            ),
        ];
        for (system, old, new) in pairs {
            if old.unwrap_or_default() != new.as_str() {
                changes.push(format!(
                    "{}, {}: {new}",
                    person.name,
                    words::inside(system.label())
                ));
            }
        }
    }
    for risk in now.risks.iter().filter(|risk| !frozen.risks.contains(risk)) {
        changes.push(format!("Other risk: {risk}"));
    }
    if frozen.decided != now.decided {
        changes.push(format!("Decided: {}", words::inside(&now.decided)));
    }
    changes
}

/// A day's sheet as it was frozen. Nothing changes it (R97, R101).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DaySheet {
    /// Its identifier.
    pub id: DaySheetId,
    /// The area.
    pub area: AreaCode,
    /// The day whose incidents it lists.
    pub day: Date,
    /// When it was frozen.
    pub frozen_at: Timestamp,
    /// Its rows, in the order of receipt.
    pub rows: Vec<SheetRow>,
    /// The sheet itself is open to the hub; each row is asked of its incident when it is read.
    pub restriction: Restriction,
}

/// The moment at which a day begins in London.
pub fn day_begins(day: Date) -> Timestamp {
    london()
        .to_ambiguous_timestamp(day.at(0, 0, 0, 0))
        .compatible()
        .unwrap_or(Timestamp::UNIX_EPOCH)
}

/// The moments between which a report belongs to the sheet of a day: from midnight
/// to midnight in London, the second not included.
pub fn bounds(day: Date) -> (Timestamp, Timestamp) {
    let next = day.checked_add(1.day()).unwrap_or(day);
    (day_begins(day), day_begins(next))
}

/// When the sheet of a day is frozen: at the area's cut-off on the day after, so
/// that social care has had the time to look into what came in the evening.
pub fn frozen_at(day: Date, cut_off: Time) -> Timestamp {
    let next = day.checked_add(1.day()).unwrap_or(day);
    london()
        .to_ambiguous_timestamp(next.to_datetime(cut_off))
        .compatible()
        .unwrap_or_else(|_| day_begins(next))
}

/// The newest day whose sheet is to be frozen by now.
pub fn newest_to_freeze(now: Timestamp, cut_off: Time) -> Date {
    let today = london_date(now);
    let yesterday = today.checked_sub(1.day()).unwrap_or(today);
    if frozen_at(yesterday, cut_off) <= now {
        yesterday
    } else {
        yesterday.checked_sub(1.day()).unwrap_or(yesterday)
    }
}
