//! What an outcome starts: a task for one agency, with a clock of its own (R141–R149, R159–R164).

use jiff::Timestamp;

use crate::platform::actor::AgencyCode;
use crate::platform::audit::Doer;
use crate::platform::deadline::Clock;

codes! {
    /// What became of it.
    pub enum FollowUpEnd {
        Taken = "taken", "Taken up";
        Declined = "declined", "Not taken up";
    }
}

/// A task that an authorised outcome or the record of a meeting started.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct FollowUp {
    /// The outcome's code.
    pub outcome: String,
    /// The agency that follows it up; the lead agency where the area has none of that kind.
    pub agency: AgencyCode,
    /// When it is due.
    pub clock: Clock,
    /// What became of it.
    pub ended: Option<Ended>,
}

/// The end of a follow-up.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Ended {
    /// Taken up or not.
    pub end: FollowUpEnd,
    /// How, or why not.
    pub words: String,
    /// Who recorded it.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// Why it was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FollowUpRefusal {
    /// There is none of that outcome.
    #[error("No follow-up of this outcome is open.")]
    NotThere,
    /// It was ended before.
    #[error("It has been recorded already what became of this.")]
    Ended,
    /// Not taken up, and nothing explains it.
    #[error("Say why it was not taken up, and what happens instead.")]
    NoReason,
}

/// Checks that a follow-up may end like this.
///
/// # Errors
/// When there is none, it has ended, or it was not taken up without a word on why.
pub fn may_end(
    follow_up: Option<&FollowUp>,
    end: FollowUpEnd,
    words: &str,
) -> Result<(), FollowUpRefusal> {
    let follow_up = follow_up.ok_or(FollowUpRefusal::NotThere)?;
    if follow_up.ended.is_some() {
        return Err(FollowUpRefusal::Ended);
    }
    if end == FollowUpEnd::Declined && words.trim().is_empty() {
        return Err(FollowUpRefusal::NoReason);
    }
    Ok(())
}
