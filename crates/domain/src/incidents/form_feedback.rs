//! Word to an attending officer's supervisor about a risk form that was not done well, and the supervisor's answer (R72).

use jiff::Timestamp;

use crate::platform::actor::AgencyCode;
use crate::platform::audit::Doer;
use crate::platform::ids::{FormFeedbackId, IncidentId};
use crate::platform::restriction::Restriction;
use crate::platform::settings::AreaCode;

codes! {
    /// What was wanting in the form.
    pub enum FormFault {
        NotDone = "not_done", "No form was done";
        Unanswered = "unanswered", "Questions are not answered";
        Unclear = "unclear", "Answers cannot be understood, or contradict each other";
        LevelNotExplained = "level_not_explained", "The level does not follow from the answers, and nothing explains it";
        ChildrenMissing = "children_missing", "Children at the address are missing or have no date of birth";
        ContactNotAsked = "contact_not_asked", "Nobody asked how the victim can be reached safely";
        ConsentNotAsked = "consent_not_asked", "Nobody asked whether support services may be told";
        Other = "other", "Something else";
    }
}

codes! {
    /// What the supervisor did.
    pub enum FeedbackReply {
        Spoken = "spoken", "Spoke with the officer about the standard";
        Trained = "trained", "The officer will be trained";
        Corrected = "corrected", "The form was done again or completed";
        NotAgreed = "not_agreed", "The form stands as it is";
    }
}

/// The supervisor's answer.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Replied {
    /// What was done.
    pub reply: FeedbackReply,
    /// In the supervisor's words.
    pub words: String,
    /// Who answered.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// Word about one form. It names the incident and the officer, and nobody of the case.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct FormFeedback {
    /// Its identifier.
    pub id: FormFeedbackId,
    /// The area.
    pub area: AreaCode,
    /// The incident.
    pub incident: IncidentId,
    /// The force's own reference of it.
    pub reference: String,
    /// The attending officer as the sheet names them.
    pub officer: String,
    /// The force whose supervisors read it.
    pub agency: AgencyCode,
    /// What was wanting.
    pub faults: Vec<FormFault>,
    /// In the desk's words.
    pub words: String,
    /// Who wrote.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
    /// The supervisor's answer.
    pub reply: Option<Replied>,
    /// It is held as closely as its incident, which is asked each time; this is the record's own.
    pub restriction: Restriction,
}

/// Why it was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormFeedbackRefusal {
    /// Nothing was chosen.
    #[error("Choose what was wanting in the form.")]
    NoFault,
    /// Something else, and nothing says what.
    #[error("Say what was wanting, so that the supervisor can act on it.")]
    NoWords,
    /// The officer is not known.
    #[error("The report names no attending officer, so there is no supervisor to write to.")]
    NoOfficer,
    /// Word went out before and has no answer.
    #[error("The supervisor has been written to about this form and has not answered yet.")]
    Waiting,
    /// It was answered before.
    #[error("This has been answered already. The answer stands on the page.")]
    Answered,
    /// The supervisor does not agree, and nothing explains it.
    #[error("Say why the form stands as it is. The desk reads it.")]
    NoReason,
}

/// Checks that the supervisor may be written to.
///
/// # Errors
/// When no officer is named, an earlier word waits for its answer, nothing was
/// chosen, or something else was chosen without a word on what.
pub fn may_give(
    officer: &str,
    earlier_waits: bool,
    faults: &[FormFault],
    words: &str,
) -> Result<(), FormFeedbackRefusal> {
    if officer.trim().is_empty() {
        return Err(FormFeedbackRefusal::NoOfficer);
    }
    if earlier_waits {
        return Err(FormFeedbackRefusal::Waiting);
    }
    if faults.is_empty() {
        return Err(FormFeedbackRefusal::NoFault);
    }
    if faults.contains(&FormFault::Other) && words.trim().is_empty() {
        return Err(FormFeedbackRefusal::NoWords);
    }
    Ok(())
}

/// Checks that the supervisor may answer like this.
///
/// # Errors
/// When it was answered before, or the supervisor does not agree and says no why.
pub fn may_reply(
    feedback: &FormFeedback,
    reply: FeedbackReply,
    words: &str,
) -> Result<(), FormFeedbackRefusal> {
    if feedback.reply.is_some() {
        return Err(FormFeedbackRefusal::Answered);
    }
    if reply == FeedbackReply::NotAgreed && words.trim().is_empty() {
        return Err(FormFeedbackRefusal::NoReason);
    }
    Ok(())
}
