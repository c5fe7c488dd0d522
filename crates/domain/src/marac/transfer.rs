//! From MARAC to MARAC: what is sent when a victim moves, what has come, and whether the risk was looked at anew (R168, R188, F29).

use jiff::{Timestamp, civil::Date};

use super::referral::MaracReferral;
use crate::people::{Born, Sex};
use crate::platform::audit::Doer;

/// The name of the document and its form, which another Hawthorn looks for.
pub const FORM: &str = "hawthorn-marac-transfer/1";

codes! {
    /// A part of a case that can be sent.
    pub enum TransferPart {
        Facts = "facts", "Who they are, why the pair was referred, and the criteria met";
        Voice = "voice", "What the victim says and wants";
        Assessments = "assessments", "Risk assessments: tool, score and level";
        Minutes = "minutes", "What was said at the meeting: risks and discussion";
        Plan = "plan", "The plan: each action and what became of it";
        Orders = "orders", "Protective orders, without any place that has to stay secret";
    }
}

/// A person as another area is told of them. No address and no number leaves: the two coordinators
/// tell those by telephone.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MovedPerson {
    /// Given names.
    pub given: String,
    /// Family name.
    pub family: String,
    /// What is known of the date of birth.
    pub born: Born,
    /// Sex as recorded.
    pub sex: Sex,
    /// The language, when an interpreter is needed.
    pub language: Option<String>,
}

/// An action as another area is told of it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MovedAction {
    /// The agency's name.
    pub agency: String,
    /// What was to be done.
    pub what: String,
    /// By when.
    pub due: Date,
    /// What became of it, in words.
    pub state: String,
}

/// Everything that one area sends another about one pair.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TransferPaper {
    /// The form of the document: [`FORM`].
    pub form: String,
    /// The name of the area that sends.
    pub from_area: String,
    /// The name of the area that is to receive.
    pub to_area: String,
    /// The reference there.
    pub reference: String,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// Who sent it, by name and agency.
    pub sent_by: String,
    /// Why it is sent.
    pub why: String,
    /// The victim.
    pub victim: MovedPerson,
    /// The person causing harm.
    pub perpetrator: MovedPerson,
    /// The children.
    pub children: Vec<MovedPerson>,
    /// When the pair was referred.
    pub referred_at: Timestamp,
    /// Why, in the referrer's words.
    pub reason: String,
    /// The criteria met, each with why.
    pub criteria: Vec<String>,
    /// When it was heard; none when it has not been.
    pub heard_at: Option<Timestamp>,
    /// What the victim says and wants.
    #[serde(default)]
    pub victim_voice: String,
    /// Risk assessments, a line each.
    #[serde(default)]
    pub assessments: Vec<String>,
    /// Risks named at the meeting.
    #[serde(default)]
    pub risks: Vec<String>,
    /// The discussion in short.
    #[serde(default)]
    pub discussion: String,
    /// The plan.
    #[serde(default)]
    pub plan: Vec<MovedAction>,
    /// Protective orders, a line each.
    #[serde(default)]
    pub orders: Vec<String>,
}

/// That the other area has it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Acknowledgement {
    /// Who there said so.
    pub there: String,
    /// Who recorded it here.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// A transfer that was sent, kept as it was sent.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct TransferOut {
    /// What was sent.
    pub paper: TransferPaper,
    /// The parts chosen.
    pub parts: Vec<TransferPart>,
    /// Who sent it.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
    /// That it arrived.
    pub acknowledged: Option<Acknowledgement>,
}

/// How a referral came from another area.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct CameAs {
    /// The area's name.
    pub from_area: String,
    /// The reference there.
    pub reference: String,
    /// When it was heard there, if it was.
    pub heard_there: Option<Timestamp>,
    /// The plan there, a line for each action.
    pub plan: Vec<String>,
    /// When it was taken in.
    pub at: Timestamp,
    /// Who took it in.
    pub by: Doer,
}

/// Why a step was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TransferRefusal {
    /// No area.
    #[error("Name the area to which the victim has moved.")]
    NoArea,
    /// No reason.
    #[error("Say why the case is sent: a move, and whether it is for a while or to stay.")]
    NoReason,
    /// The facts are left out.
    #[error(
        "Send who they are and why the pair was referred. The other area can do nothing without."
    )]
    NoFacts,
    /// Heard, and the minutes or the plan are left out.
    #[error("The pair has been heard here. Send what was said and the plan, too.")]
    NoPlan,
    /// It cannot be undone.
    #[error("That this transfer arrived has been recorded already.")]
    Acknowledged,
    /// Nobody.
    #[error("Name who in the other area has it.")]
    NobodyThere,
    /// Another document.
    #[error(
        "This is not a transfer that Hawthorn can read. Ask the other area for the file again, or type the referral in."
    )]
    OtherForm,
    /// Our own.
    #[error("This transfer was sent by this area. There is nothing to take in.")]
    OwnArea,
    /// Here already.
    #[error("This transfer has been taken in already.")]
    AlreadyIn,
}

/// Checks a transfer before it is sent: the facts always; where the pair was heard the minutes and
/// the plan, too (F29).
///
/// # Errors
/// When the area or the reason is missing, or what the other area needs is left out.
pub fn may_send(
    referral: &MaracReferral,
    to_area: &str,
    why: &str,
    parts: &[TransferPart],
) -> Result<(), TransferRefusal> {
    may_send_when(referral.heard_at.is_some(), to_area, why, parts)
}

/// The same by the one fact that it hangs on.
///
/// # Errors
/// As [`may_send`].
pub fn may_send_when(
    heard: bool,
    to_area: &str,
    why: &str,
    parts: &[TransferPart],
) -> Result<(), TransferRefusal> {
    if to_area.trim().is_empty() {
        return Err(TransferRefusal::NoArea);
    }
    if why.trim().is_empty() {
        return Err(TransferRefusal::NoReason);
    }
    if !parts.contains(&TransferPart::Facts) {
        return Err(TransferRefusal::NoFacts);
    }
    let whole = parts.contains(&TransferPart::Minutes) && parts.contains(&TransferPart::Plan);
    if heard && !whole {
        return Err(TransferRefusal::NoPlan);
    }
    Ok(())
}

/// Leaves out of a paper what was not chosen.
pub fn only(paper: TransferPaper, parts: &[TransferPart]) -> TransferPaper {
    let has = |part| parts.contains(&part);
    let mut left = paper;
    if !has(TransferPart::Voice) {
        left.victim_voice.clear();
    }
    if !has(TransferPart::Assessments) {
        left.assessments.clear();
    }
    if !has(TransferPart::Minutes) {
        left.risks.clear();
        left.discussion.clear();
    }
    if !has(TransferPart::Plan) {
        left.plan.clear();
    }
    if !has(TransferPart::Orders) {
        left.orders.clear();
    }
    left
}

/// Records that a transfer arrived.
///
/// # Errors
/// When that was recorded before, or nobody there is named.
pub fn may_acknowledge(transfer: &TransferOut, there: &str) -> Result<(), TransferRefusal> {
    if transfer.acknowledged.is_some() {
        return Err(TransferRefusal::Acknowledged);
    }
    if there.trim().is_empty() {
        return Err(TransferRefusal::NobodyThere);
    }
    Ok(())
}

/// Checks a paper that has come.
///
/// # Errors
/// When it is of another form, or of this area itself.
pub fn may_take_in(paper: &TransferPaper, own_area: &str) -> Result<(), TransferRefusal> {
    if paper.form != FORM {
        return Err(TransferRefusal::OtherForm);
    }
    if paper.from_area == own_area {
        return Err(TransferRefusal::OwnArea);
    }
    Ok(())
}

/// Whether the risk has to be looked at anew: a move can raise or lower it (F29). It stands until
/// an assessment of the pair is finished after the case came, or after it was sent.
pub fn calls_for_assessment(referral: &MaracReferral, finished: &[Timestamp]) -> bool {
    let came = referral.came_as.as_ref().map(|came| came.at);
    let sent = referral.transfers.iter().map(|sent| sent.at).max();
    came.max(sent)
        .is_some_and(|moved| !finished.iter().any(|at| *at >= moved))
}
