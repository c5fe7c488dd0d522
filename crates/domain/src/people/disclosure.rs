//! The ledger of sharing: who was given what about a person, why, on which ground, and until when (R20–R32, R322, F70–F75).

use jiff::Timestamp;

use crate::platform::actor::AgencyCode;
use crate::platform::audit::Doer;
use crate::platform::ids::{
    DisclosureId, MaracReferralId, NoticeId, PersonId, RequestId, SupervisionId,
};
use crate::platform::restriction::Restriction;
use crate::platform::settings::AreaCode;

codes! {
    /// On which ground it was shared. Agreement to be contacted is another matter and is kept apart (F70, C5).
    pub enum DisclosureGround {
        Safeguarding = "safeguarding", "Public task: keeping a child or an adult safe";
        LegalDuty = "legal_duty", "A duty in law";
        Consent = "consent", "Consent";
    }
}

/// What brought it about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SharedBy {
    /// A request for information.
    Request(RequestId),
    /// A notice.
    Notice(NoticeId),
    /// The papers of a MARAC case.
    MaracPapers(MaracReferralId),
    /// A summary of call-outs for whoever supervises or writes a report (R209).
    CallOuts(SupervisionId),
}

impl SharedBy {
    /// The record's identifier as text.
    pub fn record(self) -> String {
        match self {
            Self::Request(id) => id.to_string(),
            Self::Notice(id) => id.to_string(),
            Self::MaracPapers(id) => id.to_string(),
            Self::CallOuts(id) => id.to_string(),
        }
    }
    /// What it was for, in words that name nobody and may be handed to the person (F75).
    pub fn purpose(self) -> &'static str {
        match self {
            Self::Request(_) => "To ask what the agency knows, so that risk can be judged",
            Self::Notice(_) => "To tell the agency of an incident, so that it can help and protect",
            Self::MaracPapers(_) => "To plan together how to keep people safe",
            Self::CallOuts(_) => "To write a report for a court, or to supervise after sentence",
        }
    }
}

/// One line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Disclosure {
    /// Its identifier.
    pub id: DisclosureId,
    /// The area.
    pub area: AreaCode,
    /// The people about whom something was shared.
    pub people: Vec<PersonId>,
    /// The agency that got it.
    pub agency: AgencyCode,
    /// What it got, in words that name nobody.
    pub what: String,
    /// Why, in the sharer's words. They may speak of others, so they are never printed for the person.
    pub why: String,
    /// The ground.
    pub ground: DisclosureGround,
    /// What brought it about.
    pub shared_by: SharedBy,
    /// Whose act it was.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
    /// When the agency's access ended; none while it goes on or where a paper was handed over.
    pub ended_at: Option<Timestamp>,
    /// How closely it is held: as closely as what brought it about.
    pub restriction: Restriction,
}

impl Disclosure {
    /// Until when, in words.
    pub fn until(&self) -> String {
        match (self.ended_at, self.shared_by) {
            (Some(at), _) => format!("until {}", crate::platform::words::moment(at)),
            (None, SharedBy::MaracPapers(_) | SharedBy::CallOuts(_)) => {
                "the agency keeps the papers".to_owned()
            }
            (None, _) => "the agency can still open it".to_owned(),
        }
    }
}
