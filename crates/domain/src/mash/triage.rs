//! The triage discussion: who took part, what was said, what is recommended (R120–R133).

use jiff::Timestamp;

use crate::platform::actor::AgencyCode;
use crate::platform::audit::Doer;

/// A member of the core who was not there, and why (R121).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Absent {
    /// The agency.
    pub agency: AgencyCode,
    /// Why it was not there.
    pub why: String,
}

/// A triage discussion as recorded.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Triage {
    /// The agencies that took part.
    pub agencies: Vec<AgencyCode>,
    /// Members of the core who did not, each with the reason.
    #[serde(default)]
    pub absent: Vec<Absent>,
    /// What was discussed, in short.
    pub discussion: String,
    /// Agencies whose answer had not come, and why triage went on without it.
    pub without: String,
    /// Who recorded it.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// Why a triage record was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TriageRefusal {
    /// No rating yet.
    #[error("Set the RAG rating first: it decides how long triage has.")]
    NotRated,
    /// A core member was not there and nothing explains it.
    #[error(
        "These core agencies are not among those who took part: {0}. Add them, or say of each why it was not there."
    )]
    CoreMissing(String),
    /// Answers are missing and nothing explains it.
    #[error("{0} still to come. Wait for the answers, or say why triage goes on without them.")]
    AnswersMissing(String),
    /// Nothing was written.
    #[error("Write what was discussed, even in one sentence.")]
    NoDiscussion,
    /// It has an outcome.
    #[error("An outcome has been proposed already; the discussion can no longer change.")]
    TooLate,
}

/// Checks a triage record: the fixed core took part (R121) and the answers are
/// in (R128), or the record says of each why not.
///
/// # Errors
/// When something is missing and unexplained.
pub fn may_record(
    triage: &Triage,
    rated: bool,
    outcome_proposed: bool,
    core: &[AgencyCode],
    unanswered: usize,
) -> Result<(), TriageRefusal> {
    if !rated {
        return Err(TriageRefusal::NotRated);
    }
    if outcome_proposed {
        return Err(TriageRefusal::TooLate);
    }
    if triage.discussion.trim().is_empty() {
        return Err(TriageRefusal::NoDiscussion);
    }
    let explained = !triage.without.trim().is_empty();
    let absent: Vec<&str> = core
        .iter()
        .filter(|agency| !triage.agencies.contains(agency))
        .filter(|agency| {
            let because = |absent: &Absent| absent.agency == **agency && !absent.why.is_empty();
            !triage.absent.iter().any(because)
        })
        .map(AgencyCode::as_str)
        .collect();
    if !absent.is_empty() {
        return Err(TriageRefusal::CoreMissing(absent.join(", ")));
    }
    if unanswered > 0 && !explained {
        return Err(TriageRefusal::AnswersMissing(
            crate::platform::words::count(unanswered as i64, "answer is", "answers are"),
        ));
    }
    Ok(())
}
