//! What becomes of a referral before it is heard: accepted, asked about, added to, joined, or too urgent to wait (R173, R177, F22, F28).

use jiff::Timestamp;

use super::referral::{MaracReferral, MaracState};
use crate::platform::actor::AgencyCode;
use crate::platform::audit::Doer;
use crate::platform::ids::MaracReferralId;

/// Said of a referral by whoever runs the process: it has been read and is taken on.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Acceptance {
    /// Who.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// An answer to a question.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct QuestionAnswer {
    /// The words.
    pub text: String,
    /// Who answered.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// A question with which a referral went back to whoever made it. It holds nothing up: the pair
/// can be put on an agenda all the same (R177).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Question {
    /// The question.
    pub text: String,
    /// Who asks.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
    /// The answer, once it is there.
    pub answer: Option<QuestionAnswer>,
}

/// What another referral of the same pair adds to the one that waits: nothing of it is lost.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Addition {
    /// Who refers.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
    /// Why, in their words.
    pub reason: String,
    /// Their professional judgement, when they give one.
    pub judgement: Option<String>,
    /// What the victim says and wants, as they heard it.
    pub victim_voice: String,
    /// The referral that it was before it was joined; none when it was added at once.
    pub from: Option<MaracReferralId>,
}

/// Everything that became of a referral before its meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Intake {
    /// When it was accepted.
    pub accepted: Option<Acceptance>,
    /// Questions to the referrer, oldest first.
    pub questions: Vec<Question>,
    /// Further referrals of the pair, oldest first.
    pub additions: Vec<Addition>,
    /// The referral of the same pair that it is part of now.
    pub joined_to: Option<MaracReferralId>,
    /// Why it was heard outside the calendar, when it was.
    pub urgent: Option<String>,
}

impl Intake {
    /// The question that waits for an answer.
    pub fn open_question(&self) -> Option<&Question> {
        self.questions.iter().find(|one| one.answer.is_none())
    }
}

/// Why a step was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IntakeRefusal {
    /// Accepted before.
    #[error("This referral has been accepted already.")]
    AlreadyAccepted,
    /// Heard before.
    #[error("This referral has been heard already.")]
    AlreadyHeard,
    /// Part of another one.
    #[error("This referral is part of another one of the same pair. Open that one.")]
    Joined,
    /// A question waits.
    #[error("A question to the referrer waits for its answer. Ask again when it is there.")]
    QuestionWaits,
    /// No question waits.
    #[error("No question waits for an answer.")]
    NoQuestion,
    /// Nothing was written.
    #[error("Write the question, so that the referrer can answer it.")]
    NoQuestionText,
    /// Nothing was written.
    #[error("Write the answer.")]
    NoAnswerText,
    /// Somebody else's.
    #[error("The agency that referred answers this question.")]
    NotTheReferrer,
    /// No reason.
    #[error("Say what you want to add, in a sentence.")]
    NoReason,
    /// Another pair.
    #[error("These two referrals are not of the same pair, so they stay apart.")]
    OtherPair,
    /// One referral.
    #[error("Choose another referral of the pair.")]
    SameReferral,
    /// On another agenda.
    #[error("Both stand on an agenda. Take the one off that is to become part of the other.")]
    BothListed,
    /// No reason.
    #[error("Say why it cannot wait for the next meeting.")]
    NotUrgent,
    /// On an agenda.
    #[error("This referral stands on an agenda. Take it off there, then call the urgent meeting.")]
    AlreadyListed,
}

/// What may be done to a referral that is still to be heard.
fn waits(referral: &MaracReferral) -> Result<(), IntakeRefusal> {
    match referral.state() {
        MaracState::Heard => Err(IntakeRefusal::AlreadyHeard),
        MaracState::Joined => Err(IntakeRefusal::Joined),
        MaracState::ToList | MaracState::Returned | MaracState::Listed => Ok(()),
    }
}

/// Accepts a referral.
///
/// # Errors
/// When it was accepted, heard or joined before.
pub fn may_accept(referral: &MaracReferral) -> Result<(), IntakeRefusal> {
    waits(referral)?;
    if referral.intake.accepted.is_some() {
        return Err(IntakeRefusal::AlreadyAccepted);
    }
    Ok(())
}

/// Sends a referral back with a question. It is not refused: nothing is refused by rule (R177).
///
/// # Errors
/// When nothing is asked, a question waits already, or the referral was heard or joined.
pub fn may_ask(referral: &MaracReferral, question: &str) -> Result<(), IntakeRefusal> {
    waits(referral)?;
    if referral.intake.open_question().is_some() {
        return Err(IntakeRefusal::QuestionWaits);
    }
    if question.trim().is_empty() {
        return Err(IntakeRefusal::NoQuestionText);
    }
    Ok(())
}

/// Answers the question that waits. Anybody of the agency that referred may, and whoever asked,
/// who may have heard the answer by telephone.
///
/// # Errors
/// When none waits, nothing is written, or the answer comes from another agency.
pub fn may_answer(
    referral: &MaracReferral,
    answer: &str,
    from: &AgencyCode,
) -> Result<(), IntakeRefusal> {
    let question = referral
        .intake
        .open_question()
        .ok_or(IntakeRefusal::NoQuestion)?;
    let theirs = referral.referred_by.agency.as_ref() == Some(from);
    if !theirs && question.by.agency.as_ref() != Some(from) {
        return Err(IntakeRefusal::NotTheReferrer);
    }
    if answer.trim().is_empty() {
        return Err(IntakeRefusal::NoAnswerText);
    }
    Ok(())
}

/// Adds a further referral of the same pair to the one that waits (F22).
///
/// # Errors
/// When nothing is said, or the referral no longer waits.
pub fn may_add(referral: &MaracReferral, reason: &str) -> Result<(), IntakeRefusal> {
    waits(referral)?;
    if reason.trim().is_empty() {
        return Err(IntakeRefusal::NoReason);
    }
    Ok(())
}

/// Joins a referral to another one of the same pair that waits. Whether the records are of the same
/// two people is for the caller to know, since it hangs on what people have confirmed.
///
/// # Errors
/// When they are one referral or of another pair, either no longer waits, or the one that is to
/// become a part stands on an agenda.
pub fn may_join(
    part: &MaracReferral,
    whole: &MaracReferral,
    same_pair: bool,
) -> Result<(), IntakeRefusal> {
    if part.id == whole.id {
        return Err(IntakeRefusal::SameReferral);
    }
    if !same_pair {
        return Err(IntakeRefusal::OtherPair);
    }
    waits(part)?;
    waits(whole)?;
    if part.state() == MaracState::Listed {
        return Err(IntakeRefusal::BothListed);
    }
    Ok(())
}

/// What a referral becomes as a part of another one.
pub fn as_addition(part: &MaracReferral) -> Addition {
    Addition {
        by: part.referred_by.clone(),
        at: part.referred_at,
        reason: part.reason.clone(),
        judgement: part.judgement.clone(),
        victim_voice: part.victim_voice.clone(),
        from: Some(part.id),
    }
}

/// Calls a meeting outside the calendar for one pair (F28).
///
/// # Errors
/// When no reason is given, or the referral stands on an agenda, was heard or joined.
pub fn may_call_urgent(referral: &MaracReferral, why: &str) -> Result<(), IntakeRefusal> {
    waits(referral)?;
    if referral.state() == MaracState::Listed {
        return Err(IntakeRefusal::AlreadyListed);
    }
    if why.trim().is_empty() {
        return Err(IntakeRefusal::NotUrgent);
    }
    Ok(())
}
