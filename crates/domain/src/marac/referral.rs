//! A pair referred to MARAC, with why, and each agency's research (R173–R182, F22).

use jiff::Timestamp;

use super::criteria::Finding;
use super::intake::Intake;
use super::meeting::Conflict;
use super::transfer::{CameAs, TransferOut};
use crate::platform::actor::AgencyCode;
use crate::platform::audit::Doer;
use crate::platform::ids::{
    AccountId, IncidentId, MaracReferralId, MeetingId, PersonId, ReferralId,
};
use crate::platform::restriction::Restriction;
use crate::platform::settings::AreaCode;

codes! {
    /// Where a MARAC referral stands.
    pub enum MaracState {
        ToList = "to_list", "To be put on an agenda";
        Returned = "returned", "With the referrer, to answer a question";
        Listed = "listed", "On an agenda";
        Heard = "heard", "Heard";
        Joined = "joined", "Part of another referral of the pair";
    }
}

/// What one agency brings about the pair. It stays the agency's own until shared.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Research {
    /// The agency.
    pub agency: AgencyCode,
    /// Whether anything is held.
    pub holds: bool,
    /// What is relevant to risk.
    pub text: String,
    /// Whether the other members may read it.
    pub shared: bool,
    /// Why something that is held is not brought, when something is.
    #[serde(default)]
    pub withheld: String,
    /// Who the agency thinks is missing from the case: a child, a new partner, somebody else at risk.
    #[serde(default)]
    pub missing: String,
    /// Who wrote it.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// A referral of one pair.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct MaracReferral {
    /// Its identifier.
    pub id: MaracReferralId,
    /// The area.
    pub area: AreaCode,
    /// The victim.
    pub victim: PersonId,
    /// The person causing harm.
    pub perpetrator: PersonId,
    /// The children.
    pub children: Vec<PersonId>,
    /// The incident it came from, if one did.
    pub incident: Option<IncidentId>,
    /// The MASH referral it came from, if one did.
    pub mash_referral: Option<ReferralId>,
    /// Who referred; any professional may (R173).
    pub referred_by: Doer,
    /// When.
    pub referred_at: Timestamp,
    /// Why, in the referrer's words.
    pub reason: String,
    /// The professional judgement, when one was given.
    pub judgement: Option<String>,
    /// The area whose MARAC heard the victim before, if one did.
    pub moved_from: Option<String>,
    /// What each criterion said when it was referred.
    pub findings: Vec<Finding>,
    /// The victim's own voice: views, wishes, what would help (R202).
    pub victim_voice: String,
    /// The meeting whose agenda it stands on.
    pub meeting: Option<MeetingId>,
    /// When it was heard.
    pub heard_at: Option<Timestamp>,
    /// What each agency brings.
    pub research: Vec<Research>,
    /// Risks named at the meeting.
    pub risks: Vec<String>,
    /// The discussion in short.
    pub discussion: String,
    /// What the victim is to be told of what was agreed, by whom, if that is safe (R202).
    #[serde(default)]
    pub victim_told: String,
    /// Who has declared a conflict; while it stands the case is not there for them (R187).
    #[serde(default)]
    pub conflicts: Vec<Conflict>,
    /// What became of it before its meeting: accepted, asked about, added to, joined (F22, F28).
    #[serde(default)]
    pub intake: Intake,
    /// What was sent to other areas' MARACs when the victim moved (F29).
    #[serde(default)]
    pub transfers: Vec<TransferOut>,
    /// How it came from another area's MARAC, when it did (R168, R188).
    #[serde(default)]
    pub came_as: Option<CameAs>,
    /// How closely it is held.
    pub restriction: Restriction,
}

impl MaracReferral {
    /// Where it stands.
    pub fn state(&self) -> MaracState {
        match (self.heard_at, self.meeting) {
            (Some(_), _) => MaracState::Heard,
            (None, Some(_)) => MaracState::Listed,
            (None, None) if self.intake.joined_to.is_some() => MaracState::Joined,
            (None, None) if self.intake.open_question().is_some() => MaracState::Returned,
            (None, None) => MaracState::ToList,
        }
    }

    /// The accounts for which the case is not there, because of a conflict that stands.
    pub fn kept_from(&self) -> Vec<AccountId> {
        let standing = self.conflicts.iter().filter(|conflict| conflict.stands());
        standing.filter_map(|conflict| conflict.account).collect()
    }
}

/// Why a step of a MARAC referral was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MaracRefusal {
    /// No criterion holds and no judgement was given: ask for one, never refuse by rule (R177).
    #[error(
        "No criterion is met by the records. If you judge the risk to be high, say why, and refer on judgement."
    )]
    SayWhy,
    /// No reason.
    #[error("Say why you refer this pair, in a sentence.")]
    NoReason,
    /// Both are one person.
    #[error("The victim and the person causing harm cannot be the same person.")]
    SamePerson,
    /// Already waiting or listed.
    #[error("This pair is already waiting for a meeting. Add what is new to that referral.")]
    AlreadyOpen,
    /// It stands on an agenda.
    #[error("This referral already stands on an agenda.")]
    AlreadyListed,
    /// It has been heard.
    #[error("This referral has been heard already.")]
    AlreadyHeard,
    /// It is part of another one.
    #[error("This referral is part of another one of the same pair. Put that one on the agenda.")]
    Joined,
    /// Nothing was written.
    #[error("Write what your agency knows, or say that nothing is held.")]
    NoResearch,
}

/// Checks a referral: a criterion that holds, or a professional judgement with its reason.
///
/// # Errors
/// When the pair is one person, no reason is given, or neither a criterion nor a judgement is there.
pub fn may_refer(
    victim: PersonId,
    perpetrator: PersonId,
    reason: &str,
    findings: &[Finding],
    open: bool,
) -> Result<(), MaracRefusal> {
    if victim == perpetrator {
        return Err(MaracRefusal::SamePerson);
    }
    if open {
        return Err(MaracRefusal::AlreadyOpen);
    }
    if reason.trim().is_empty() {
        return Err(MaracRefusal::NoReason);
    }
    if !findings.iter().any(|finding| finding.met) {
        return Err(MaracRefusal::SayWhy);
    }
    Ok(())
}
