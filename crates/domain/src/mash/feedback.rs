//! What the referrer may be told: always that the referral came and was dealt with, more only as far as the area allows (R129, R150, C38, F42).

use jiff::Timestamp;

use crate::platform::audit::Doer;

codes! {
    /// How much the referrer may be told, least first (C38).
    pub enum FeedbackLevel {
        /// That the referral came and was dealt with.
        Acknowledgement = "acknowledgement", "That it was dealt with";
        /// Also which outcomes were decided.
        Outcomes = "outcomes", "Which outcomes were decided";
        /// Also words of the hub's own.
        Words = "words", "The hub’s own words";
    }
}

/// A conversation with the referrer, at any time of the referral's life (R129).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ReferrerContact {
    /// What was asked and said.
    pub words: String,
    /// Who spoke with the referrer.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// Why feedback was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FeedbackRefusal {
    /// Nothing to say.
    #[error("Write what the referrer may be told.")]
    NoWords,
    /// The area does not let more be said.
    #[error(
        "The area’s settings let the referrer be told no words of your own here. Leave them out; the standard words are sent."
    )]
    TooMuch,
}

/// How much may be told: the area's limit, and no more than the acknowledgement
/// where one of the outcomes is not for the referrer (C38).
#[must_use]
pub fn level(limit: FeedbackLevel, told: impl IntoIterator<Item = bool>) -> FeedbackLevel {
    if told.into_iter().all(|told| told) {
        limit
    } else {
        FeedbackLevel::Acknowledgement
    }
}

/// The words that the referrer is told.
///
/// # Errors
/// When words of the hub's own are needed and missing, or given and not allowed.
pub fn words_for(
    level: FeedbackLevel,
    reference: &str,
    outcomes: &[&str],
    own: &str,
) -> Result<String, FeedbackRefusal> {
    let own = own.trim();
    match (level, own.is_empty()) {
        (FeedbackLevel::Words, true) => Err(FeedbackRefusal::NoWords),
        (FeedbackLevel::Words, false) => Ok(own.to_owned()),
        (_, false) => Err(FeedbackRefusal::TooMuch),
        (FeedbackLevel::Outcomes, true) => Ok(format!(
            "Thank you for referral {reference}. It was decided: {}.",
            outcomes.join("; ")
        )),
        (FeedbackLevel::Acknowledgement, true) => Ok(format!(
            "Thank you for referral {reference}. It has been dealt with. What was decided cannot be shared; please tell us of anything new."
        )),
    }
}
