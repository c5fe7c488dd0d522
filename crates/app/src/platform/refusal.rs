//! How the service says no: always in words, always with what to do next.

use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::StoreError;

/// One field of a form or body that cannot be accepted as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldProblem {
    /// The field's name, as the form and the API call it.
    pub field: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// Why the service did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Nobody is signed in, or the session has ended.
    #[error("Sign in to go on.")]
    SignedOut,
    /// It does not exist, or its existence is not for this reader: one answer for both.
    #[error(
        "There is nothing here that you can open. Check the reference, or ask your manager whether you should have access."
    )]
    NotFound,
    /// The reader may not do this.
    #[error("Your role does not allow this: {}. Ask your manager if it should.", hawthorn_domain::platform::words::inside(.0.label()))]
    NotAllowed(Verb),
    /// Fields to correct.
    #[error("{}", .0.iter().map(|problem| problem.message.as_str()).collect::<Vec<_>>().join(" "))]
    Fields(Vec<FieldProblem>),
    /// A rule says no, in its own words.
    #[error("{0}")]
    Rule(String),
    /// Somebody else was quicker.
    #[error("{0}")]
    Conflict(String),
    /// Too much or too often; try later.
    #[error("{0}")]
    Later(String),
    /// Something broke on our side. The words are for the log, not for the page.
    #[error(
        "Something went wrong on our side. Nothing you had saved is lost. Try again, and tell your administrator if it goes on."
    )]
    Broken(String),
}

impl Refusal {
    /// One field to correct.
    pub fn field(field: &str, message: impl Into<String>) -> Self {
        Refusal::Fields(vec![FieldProblem {
            field: field.to_owned(),
            message: message.into(),
        }])
    }
    /// A rule's refusal, from the rule's own error.
    pub fn rule(error: impl std::fmt::Display) -> Self {
        Refusal::Rule(error.to_string())
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict => Refusal::Conflict(error.to_string()),
            StoreError::Taken(words) => Refusal::Conflict(words),
            other => Refusal::Broken(other.to_string()),
        }
    }
}

/// What a verb gives back.
pub type Told<T> = Result<T, Refusal>;
