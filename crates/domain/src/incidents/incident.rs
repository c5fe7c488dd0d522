//! One reported incident, from the sheet's row to its decision.

use jiff::Timestamp;

use super::screening::Screening;
use super::{AbuseKind, Consent, Flag, PartyRole, Route};
use crate::people::Born;
use crate::platform::actor::AgencyCode;
use crate::platform::ids::{ImportId, IncidentId, PersonId};
use crate::platform::restriction::Restriction;
use crate::platform::settings::AreaCode;
use crate::risk::RiskLevel;
use crate::risk::grading::{LevelChange, in_force};

/// A person's part in one incident, with what the report itself said of them.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Party {
    /// The person.
    pub person: PersonId,
    /// Their part.
    pub role: PartyRole,
    /// The name as the report gave it.
    pub name_as_reported: String,
    /// The date of birth as the report gave it.
    pub born_as_reported: Born,
    /// What this party is to the victim, in the report's words.
    pub relationship: String,
}

/// An incident of domestic abuse reported to the area.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Incident {
    /// Its identifier.
    pub id: IncidentId,
    /// The area it belongs to.
    pub area: AreaCode,
    /// The source's own reference.
    pub reference: String,
    /// A digest of the source row's content, to know the same content again.
    pub content: String,
    /// The import that brought it, if one did.
    pub import: Option<ImportId>,
    /// The agency that it was told to; none when it came on a police sheet (C10, F19).
    #[serde(default)]
    pub told_to: Option<AgencyCode>,
    /// The kinds of abuse that a person named in it; empty when nobody has said (F19, F20).
    #[serde(default)]
    pub kinds: Vec<AbuseKind>,
    /// When it was reported, to the police or to the agency it was told to.
    pub reported_at: Timestamp,
    /// When it happened, if known.
    pub occurred_at: Option<Timestamp>,
    /// When the desk received it: the start of its clock (R79, R337).
    pub received_at: Timestamp,
    /// Where, without the postcode.
    pub location: String,
    /// The postcode, or empty.
    pub postcode: String,
    /// The level as reported; later changes stand beside it (R87).
    pub reported_level: RiskLevel,
    /// The score of the risk tool, if one was used.
    pub score: Option<u16>,
    /// The code of the risk tool, if one was used (R60).
    pub tool: Option<String>,
    /// The people involved.
    pub parties: Vec<Party>,
    /// Whether someone is pregnant, if stated (R223).
    pub pregnant: Option<bool>,
    /// Facts that raise risk or call for a route.
    pub flags: Vec<Flag>,
    /// Flags the source uses that this release has no word for, kept as typed.
    #[serde(default)]
    pub other_flags: Vec<String>,
    /// The language needed, if one was named.
    pub language: Option<String>,
    /// Whether information may be shared with support services.
    pub consent: Consent,
    /// The crime number, or empty.
    pub crime_number: String,
    /// The attending officer, or empty.
    pub officer: String,
    /// What was reported, in the source's words.
    pub summary: String,
    /// How closely it is held.
    pub restriction: Restriction,
    /// Routes it must take besides its screening.
    pub routes: Vec<Route>,
    /// Changes of level proposed and answered.
    pub level_changes: Vec<LevelChange>,
    /// How far its screening is.
    pub screening: Screening,
}

impl Incident {
    /// The level in force.
    pub fn level(&self) -> RiskLevel {
        in_force(self.reported_level, &self.level_changes)
    }
    /// The first party with this role.
    pub fn party(&self, role: PartyRole) -> Option<&Party> {
        self.parties.iter().find(|party| party.role == role)
    }
    /// The victim.
    pub fn victim(&self) -> Option<&Party> {
        self.party(PartyRole::Victim)
    }
    /// The person causing harm, when known.
    pub fn person_causing_harm(&self) -> Option<&Party> {
        self.party(PartyRole::PersonCausingHarm)
    }
    /// The children.
    pub fn children(&self) -> impl Iterator<Item = &Party> {
        self.parties
            .iter()
            .filter(|party| party.role == PartyRole::Child)
    }
    /// Every kind of abuse that it shows: those a person named, and those that its flags stand for.
    pub fn shows_kinds(&self) -> Vec<AbuseKind> {
        let by_flag = self.flags.iter().filter_map(|flag| match flag {
            Flag::Strangulation | Flag::Weapon => Some(AbuseKind::Violence),
            Flag::Stalking => Some(AbuseKind::Stalking),
            Flag::SexualViolence => Some(AbuseKind::SexualAbuse),
            _ => None,
        });
        let mut kinds: Vec<AbuseKind> = self.kinds.iter().copied().chain(by_flag).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }
    /// The moment the incident counts from in windows of months: when it was reported.
    pub fn counts_from(&self) -> Timestamp {
        self.reported_at
    }
}
