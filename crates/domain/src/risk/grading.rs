//! Changing a level: proposed by one person, authorised by another, the old one kept (R84–R87, C36).

use jiff::Timestamp;

use super::RiskLevel;
use crate::platform::audit::Doer;

/// A proposal to change the level of an incident, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct LevelChange {
    /// The level at the time of the proposal.
    pub from: RiskLevel,
    /// The level proposed.
    pub to: RiskLevel,
    /// Why, in the proposer's words (R85).
    pub reason: String,
    /// Who proposed it.
    pub proposed_by: Doer,
    /// When.
    pub proposed_at: Timestamp,
    /// The supervisor's answer, once given.
    pub answer: Option<LevelAnswer>,
}

/// A supervisor's answer to a proposed change.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct LevelAnswer {
    /// Whether the change was authorised.
    pub agreed: bool,
    /// The supervisor's words.
    pub reason: String,
    /// Who answered.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// Why a change of level was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LevelRefusal {
    /// The level proposed is the level it has.
    #[error("The incident already has this level. Choose another level, or leave it as it is.")]
    NoChange,
    /// No reason was given (R85).
    #[error("Say why the level should change. A change of level is kept with its reason.")]
    NoReason,
    /// One proposal at a time.
    #[error("A change of level is already waiting for a supervisor. It has to be answered first.")]
    AlreadyWaiting,
    /// Nothing to answer.
    #[error("No change of level is waiting for an answer.")]
    NothingWaiting,
    /// The proposer cannot answer their own proposal (R87).
    #[error("A different person has to authorise this change: you proposed it.")]
    SamePerson,
}

/// Proposes a change; it takes effect only when another person authorises it.
///
/// # Errors
/// When nothing would change, no reason is given, or a proposal already waits.
pub fn propose(
    changes: &[LevelChange],
    current: RiskLevel,
    to: RiskLevel,
    reason: &str,
    by: Doer,
    now: Timestamp,
) -> Result<LevelChange, LevelRefusal> {
    if waiting(changes).is_some() {
        return Err(LevelRefusal::AlreadyWaiting);
    }
    if to == current {
        return Err(LevelRefusal::NoChange);
    }
    if reason.trim().is_empty() {
        return Err(LevelRefusal::NoReason);
    }
    Ok(LevelChange {
        from: current,
        to,
        reason: reason.trim().to_owned(),
        proposed_by: by,
        proposed_at: now,
        answer: None,
    })
}

/// Answers the waiting proposal.
///
/// # Errors
/// When nothing waits, no reason is given, or the proposer answers themself.
pub fn answer(
    changes: &[LevelChange],
    agreed: bool,
    reason: &str,
    by: Doer,
    now: Timestamp,
) -> Result<LevelChange, LevelRefusal> {
    let change = waiting(changes).ok_or(LevelRefusal::NothingWaiting)?;
    if change.proposed_by.account.is_some() && change.proposed_by.account == by.account {
        return Err(LevelRefusal::SamePerson);
    }
    if reason.trim().is_empty() {
        return Err(LevelRefusal::NoReason);
    }
    Ok(LevelChange {
        answer: Some(LevelAnswer {
            agreed,
            reason: reason.trim().to_owned(),
            by,
            at: now,
        }),
        ..change.clone()
    })
}

/// The proposal that waits for a supervisor, if one does.
pub fn waiting(changes: &[LevelChange]) -> Option<&LevelChange> {
    changes.iter().find(|change| change.answer.is_none())
}

/// The level in force: the reported one, moved by each change that was authorised.
pub fn in_force(reported: RiskLevel, changes: &[LevelChange]) -> RiskLevel {
    changes
        .iter()
        .rfind(|change| change.answer.as_ref().is_some_and(|answer| answer.agreed))
        .map_or(reported, |change| change.to)
}
