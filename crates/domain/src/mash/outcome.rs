//! The outcome: proposed with a rationale, authorised by the social care team manager (R131, R141–R150).

use jiff::Timestamp;

use super::Rag;
use crate::platform::audit::Doer;

/// The outcome of a referral.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Outcome {
    /// The codes of the area's outcomes that apply; several may (R148).
    pub outcomes: Vec<String>,
    /// Why (R131).
    pub rationale: String,
    /// The statutory basis, when a meeting is among the outcomes (R153).
    pub legal_basis: String,
    /// The rating at the end of triage, where it is weighed again (R118).
    #[serde(default)]
    pub rag: Option<Rag>,
    /// Who proposed it.
    pub proposed_by: Doer,
    /// When.
    pub proposed_at: Timestamp,
    /// The manager's authority, once given.
    pub authorised: Option<Authority>,
}

/// A proposal that the manager sent back, kept as it was with the reason (R131).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SentBack {
    /// What had been proposed.
    pub outcome: Outcome,
    /// What was missing.
    pub reason: String,
    /// Who sent it back.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// A manager's authority over an outcome.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Authority {
    /// The manager's words, if they added any.
    pub note: String,
    /// Who authorised.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// Why an outcome was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OutcomeRefusal {
    /// Triage is not recorded.
    #[error("Record the triage discussion first.")]
    NoTriage,
    /// Nothing was chosen.
    #[error("Choose at least one outcome.")]
    NoneChosen,
    /// An unknown outcome was named.
    #[error("“{0}” is not among this area’s outcomes.")]
    NotOfThisArea(String),
    /// No rationale.
    #[error("Write the rationale. It must be possible to defend the decision a year from now.")]
    NoRationale,
    /// A meeting without its statutory basis.
    #[error("A meeting is among the outcomes: state its statutory basis.")]
    NoLegalBasis,
    /// Nothing to authorise.
    #[error("No outcome is waiting to be authorised.")]
    NothingProposed,
    /// It was authorised before.
    #[error("The outcome has been authorised already.")]
    Authorised,
    /// Feedback needs an authorised outcome.
    #[error("The outcome has to be authorised before the referrer is told.")]
    NotAuthorised,
}

/// What the area's settings say of one outcome, as far as this rule needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutcomeRule<'a> {
    /// The code.
    pub code: &'a str,
    /// Whether its statutory basis must be stated.
    pub needs_legal_basis: bool,
}

/// Checks a proposed outcome (R130, R141–R148).
///
/// # Errors
/// When triage, the choice, the rationale or the statutory basis is missing.
pub fn may_propose(
    outcome: &Outcome,
    triage_recorded: bool,
    rules: &[OutcomeRule<'_>],
    already: Option<&Outcome>,
) -> Result<(), OutcomeRefusal> {
    if already.is_some_and(|outcome| outcome.authorised.is_some()) {
        return Err(OutcomeRefusal::Authorised);
    }
    if !triage_recorded {
        return Err(OutcomeRefusal::NoTriage);
    }
    if outcome.outcomes.is_empty() {
        return Err(OutcomeRefusal::NoneChosen);
    }
    let mut needs_basis = false;
    for code in &outcome.outcomes {
        let rule = rules
            .iter()
            .find(|rule| rule.code == code)
            .ok_or_else(|| OutcomeRefusal::NotOfThisArea(code.clone()))?;
        needs_basis |= rule.needs_legal_basis;
    }
    if outcome.rationale.trim().is_empty() {
        return Err(OutcomeRefusal::NoRationale);
    }
    if needs_basis && outcome.legal_basis.trim().is_empty() {
        return Err(OutcomeRefusal::NoLegalBasis);
    }
    Ok(())
}

/// Checks that an outcome waits to be authorised.
///
/// # Errors
/// When nothing was proposed, or it was authorised before.
pub fn may_authorise(outcome: Option<&Outcome>) -> Result<&Outcome, OutcomeRefusal> {
    match outcome {
        None => Err(OutcomeRefusal::NothingProposed),
        Some(outcome) if outcome.authorised.is_some() => Err(OutcomeRefusal::Authorised),
        Some(outcome) => Ok(outcome),
    }
}
