//! The RAG rating: who, when, why; a change counts again from the original start (R115, R119).

use jiff::Timestamp;

use super::Rag;
use crate::platform::audit::Doer;

/// One rating of a referral.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Rating {
    /// The level.
    pub rag: Rag,
    /// Why.
    pub reason: String,
    /// Who set it.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
    /// What it makes due when.
    pub due_at: Timestamp,
}

/// Why a rating was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RatingRefusal {
    /// No reason was given.
    #[error("Say why this rating fits. Each rating is kept with its reason.")]
    NoReason,
    /// The rating is the one in force.
    #[error("The referral already has this rating.")]
    NoChange,
    /// The outcome has been authorised.
    #[error("The outcome has been authorised, so the rating can no longer change.")]
    Finished,
}

/// Checks a new rating against those before it.
///
/// # Errors
/// When no reason is given, the rating would not change, or the referral is finished.
pub fn may_rate(
    ratings: &[Rating],
    finished: bool,
    rag: Rag,
    reason: &str,
) -> Result<(), RatingRefusal> {
    if finished {
        return Err(RatingRefusal::Finished);
    }
    if ratings.last().is_some_and(|last| last.rag == rag) {
        return Err(RatingRefusal::NoChange);
    }
    if reason.trim().is_empty() {
        return Err(RatingRefusal::NoReason);
    }
    Ok(())
}
