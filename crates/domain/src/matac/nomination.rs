//! A nomination to MATAC, the plan by its five ways, and the score on entry and exit (R253, R257, R258, F45, F46).

use jiff::{Timestamp, civil::Date};

use super::score::Score;
use crate::platform::actor::AgencyCode;
use crate::platform::audit::Doer;
use crate::platform::ids::{NominationId, PersonId};
use crate::platform::restriction::Restriction;
use crate::platform::settings::AreaCode;

codes! {
    /// The ways of a plan, the mildest first (F45, R254).
    pub enum PlanWay {
        Support = "support", "Support";
        Prevention = "prevention", "Prevention";
        Diversion = "diversion", "Diversion";
        Disruption = "disruption", "Disruption";
        Enforcement = "enforcement", "Enforcement";
    }
}

codes! {
    /// Whom a step of the plan is for.
    pub enum StepFor {
        Harming = "harming", "The person causing harm";
        Partner = "partner", "A partner, an ex-partner or the family";
    }
}

codes! {
    /// Where a nomination stands.
    pub enum NominationState {
        Nominated = "nominated", "Nominated";
        TakenOn = "taken_on", "Taken on";
        NotTakenOn = "not_taken_on", "Not taken on";
        Closed = "closed", "Closed";
    }
}

/// One step of a plan.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PlanStep {
    /// Its way.
    pub way: PlanWay,
    /// Whom it is for.
    pub whom: StepFor,
    /// What is to be done.
    pub what: String,
    /// The agency that does it.
    pub agency: AgencyCode,
    /// By when.
    pub due: Date,
    /// Who agreed it.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
    /// What became of it, once somebody has said.
    pub result: Option<StepResult>,
}

/// What became of a step.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct StepResult {
    /// Whether it was done.
    pub done: bool,
    /// How, or why not.
    pub note: String,
    /// Who said so.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// The meeting's decision on a nomination, or its end.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Decision {
    /// Why.
    pub why: String,
    /// Who.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
    /// The score then.
    pub score: Score,
}

/// A nomination.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Nomination {
    /// Its identifier.
    pub id: NominationId,
    /// The area.
    pub area: AreaCode,
    /// The person causing harm.
    pub person: PersonId,
    /// Why, in the words of whoever nominates.
    pub reason: String,
    /// Who nominated; any partner may (F46).
    pub by: Doer,
    /// When.
    pub at: Timestamp,
    /// The score then.
    pub score: Score,
    /// Taken on by the meeting, with the score on entry.
    pub taken_on: Option<Decision>,
    /// Not taken on, with why.
    pub not_taken_on: Option<Decision>,
    /// The plan.
    pub plan: Vec<PlanStep>,
    /// Closed, with the score on exit.
    pub closed: Option<Decision>,
    /// How closely it is held: as closely as the person.
    pub restriction: Restriction,
}

impl Nomination {
    /// Where it stands.
    pub fn state(&self) -> NominationState {
        match (&self.closed, &self.taken_on, &self.not_taken_on) {
            (Some(_), _, _) => NominationState::Closed,
            (None, Some(_), _) => NominationState::TakenOn,
            (None, None, Some(_)) => NominationState::NotTakenOn,
            (None, None, None) => NominationState::Nominated,
        }
    }

    /// Whether it is still worked on.
    pub fn is_open(&self) -> bool {
        matches!(
            self.state(),
            NominationState::Nominated | NominationState::TakenOn
        )
    }

    /// Whether a plan has begun and nothing in it supports those who are harmed: work with the one
    /// is safe only beside support for the others (R257).
    pub fn lacks_support(&self) -> bool {
        self.state() == NominationState::TakenOn
            && !self.plan.iter().any(|step| step.whom == StepFor::Partner)
    }

    /// By how much per cent the score fell from entry to exit (F46).
    pub fn fall(&self) -> Option<i64> {
        let (entry, exit) = (self.taken_on.as_ref()?, self.closed.as_ref()?);
        exit.score.fallen_since(&entry.score)
    }
}

/// Why a step was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MatacRefusal {
    /// No reason.
    #[error("Say why, in a sentence.")]
    NoReason,
    /// Below what the area looks for, and no reason is given.
    #[error(
        "The score is {score}, and the area looks at people from {from} on. Nominate all the same by saying why: a score decides nothing."
    )]
    SayWhy {
        /// The score.
        score: u32,
        /// The area's threshold.
        from: u32,
    },
    /// Open already.
    #[error("This person is nominated already. Add what is new there.")]
    AlreadyOpen,
    /// Decided before.
    #[error("The meeting has decided on this nomination already.")]
    AlreadyDecided,
    /// Not taken on.
    #[error("The meeting has to take the person on first.")]
    NotTakenOn,
    /// Closed before.
    #[error("This has been closed already.")]
    AlreadyClosed,
    /// Nothing to do.
    #[error("Write what is to be done.")]
    NoWords,
    /// Already past.
    #[error("Choose a date that is today or later.")]
    DueInThePast,
    /// Unknown agency.
    #[error("Choose an agency of this area.")]
    UnknownAgency,
    /// Steps are open.
    #[error("Say first what became of every step of the plan.")]
    OpenSteps,
    /// Answered before.
    #[error("What became of this step has been recorded already.")]
    StepAnswered,
    /// No such step.
    #[error("There is no such step in the plan.")]
    NoStep,
}

/// Checks a nomination. Anybody who may nominate may do so below the area's threshold, with a reason.
///
/// # Errors
/// When one is open, or the score is low and no reason is given.
pub fn may_nominate(
    score: &Score,
    from: u32,
    reason: &str,
    open: bool,
) -> Result<(), MatacRefusal> {
    if open {
        return Err(MatacRefusal::AlreadyOpen);
    }
    if score.total() < from && reason.trim().is_empty() {
        return Err(MatacRefusal::SayWhy {
            score: score.total(),
            from,
        });
    }
    Ok(())
}

/// Checks the meeting's decision.
///
/// # Errors
/// When it was decided before, or no reason is given.
pub fn may_decide(state: NominationState, why: &str) -> Result<(), MatacRefusal> {
    if state != NominationState::Nominated {
        return Err(MatacRefusal::AlreadyDecided);
    }
    if why.trim().is_empty() {
        return Err(MatacRefusal::NoReason);
    }
    Ok(())
}

/// Checks a new step of the plan.
///
/// # Errors
/// When the person is not taken on, nothing is to be done, or the day has passed.
pub fn may_plan(
    state: NominationState,
    what: &str,
    due: Date,
    today: Date,
) -> Result<(), MatacRefusal> {
    match state {
        NominationState::TakenOn => {}
        NominationState::Closed => return Err(MatacRefusal::AlreadyClosed),
        _ => return Err(MatacRefusal::NotTakenOn),
    }
    if what.trim().is_empty() {
        return Err(MatacRefusal::NoWords);
    }
    if due < today {
        return Err(MatacRefusal::DueInThePast);
    }
    Ok(())
}

/// Checks the end: every step is answered, and why is said.
///
/// # Errors
/// When the person is not taken on, a step is open, or no reason is given.
pub fn may_close(state: NominationState, open_steps: usize, why: &str) -> Result<(), MatacRefusal> {
    match state {
        NominationState::TakenOn => {}
        NominationState::Closed => return Err(MatacRefusal::AlreadyClosed),
        _ => return Err(MatacRefusal::NotTakenOn),
    }
    if open_steps > 0 {
        return Err(MatacRefusal::OpenSteps);
    }
    if why.trim().is_empty() {
        return Err(MatacRefusal::NoReason);
    }
    Ok(())
}
