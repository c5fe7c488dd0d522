//! An action agreed at a meeting: an agency, a person, a date, the risk it lowers (R183, F24).

use jiff::{Timestamp, civil::Date};

use super::chase::{Chase, ChaseKind};
use crate::platform::actor::AgencyCode;
use crate::platform::audit::Doer;
use crate::platform::ids::{AccountId, AgreedActionId, MaracReferralId, MeetingId};
use crate::platform::restriction::Restriction;
use crate::platform::settings::AreaCode;

codes! {
    /// What became of an action (F24).
    pub enum ActionState {
        Open = "open", "To do";
        Done = "done", "Done";
        NoLongerPossible = "no_longer_possible", "No longer possible: circumstances changed";
        NotDone = "not_done", "Not done";
    }
}

/// What became of an action, with who and why.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ActionResult {
    /// The state.
    pub state: ActionState,
    /// Why or how.
    pub note: String,
    /// Who said so.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// An agreed action.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct AgreedAction {
    /// Its identifier.
    pub id: AgreedActionId,
    /// The area.
    pub area: AreaCode,
    /// The meeting that agreed it.
    pub meeting: MeetingId,
    /// The referral it is for.
    pub referral: MaracReferralId,
    /// The agency that owns it.
    pub agency: AgencyCode,
    /// The person or role in that agency.
    pub owner: String,
    /// What is to be done.
    pub what: String,
    /// The risk it lowers, if named.
    pub lowers: String,
    /// By when, the day included.
    pub due: Date,
    /// Who recorded it.
    pub agreed_by: Doer,
    /// When it was agreed.
    pub agreed_at: Timestamp,
    /// What became of it.
    pub result: Option<ActionResult>,
    /// The reminders whose time has come.
    #[serde(default)]
    pub chases: Vec<Chase>,
    /// Whether it is something that the victim sees or is told, so that whoever supports her knows (R183).
    #[serde(default)]
    pub victim_facing: bool,
    /// The accounts for which the case is not there, because of a conflict.
    #[serde(default)]
    pub kept_from: Vec<AccountId>,
    /// How closely it is held: as closely as its referral.
    pub restriction: Restriction,
}

impl AgreedAction {
    /// Its state now.
    pub fn state(&self) -> ActionState {
        self.result
            .as_ref()
            .map_or(ActionState::Open, |result| result.state)
    }
    /// Since when it has been with whoever keeps actions honest, while it is open.
    pub fn escalated_at(&self) -> Option<Timestamp> {
        let passed_on = |chase: &&Chase| chase.kind == ChaseKind::Escalated;
        let found = self.chases.iter().find(passed_on);
        found
            .filter(|_| self.state() == ActionState::Open)
            .map(|chase| chase.at)
    }
    /// Whether it is late on this day.
    pub fn is_late(&self, today: Date) -> bool {
        self.state() == ActionState::Open && self.due < today
    }
}

/// Why an action was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ActionRefusal {
    /// Nothing to do.
    #[error("Write what is to be done.")]
    NoWords,
    /// Nobody to do it.
    #[error("Name the person or role who will do it.")]
    NoOwner,
    /// Already past.
    #[error("Choose a due date that is today or later.")]
    DueInThePast,
    /// Unknown agency.
    #[error("“{0}” is not an agency of this area.")]
    UnknownAgency(String),
    /// Answered before.
    #[error("What became of this action has been recorded already.")]
    AlreadyClosed,
    /// Not done needs a reason.
    #[error("Say why it was not done, or why it is no longer possible.")]
    NoReason,
}

/// Checks a new action.
///
/// # Errors
/// When the words or the owner are missing or the date is past.
pub fn may_agree(what: &str, owner: &str, due: Date, today: Date) -> Result<(), ActionRefusal> {
    if what.trim().is_empty() {
        return Err(ActionRefusal::NoWords);
    }
    if owner.trim().is_empty() {
        return Err(ActionRefusal::NoOwner);
    }
    if due < today {
        return Err(ActionRefusal::DueInThePast);
    }
    Ok(())
}

/// Checks what is said to have become of an action.
///
/// # Errors
/// When it is closed already or an unhappy end has no reason.
pub fn may_close(
    action: &AgreedAction,
    state: ActionState,
    note: &str,
) -> Result<(), ActionRefusal> {
    if action.result.is_some() {
        return Err(ActionRefusal::AlreadyClosed);
    }
    if state != ActionState::Done && note.trim().is_empty() {
        return Err(ActionRefusal::NoReason);
    }
    Ok(())
}
