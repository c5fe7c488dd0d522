//! What may be done at a desk with what came in: taken, tried, decided, passed on, referred and ended, each with its reason.

use jiff::Timestamp;

use super::report::{
    ContactTry, Decided, DoorReport, EndKind, Ended, PassedOn, ReportState, Taken, TryResult,
    may_try_again,
};
use super::{Agreed, Desk, Door, FirstMove};
use crate::platform::actor::AgencyCode;
use crate::platform::audit::Doer;
use crate::platform::deadline::{Clock, ClockError};
use crate::platform::holidays::BankHolidays;

/// Why something cannot be done with a report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DeskRefusal {
    /// It is finished.
    #[error("This is finished. Open a new one if something new has happened.")]
    Ended,
    /// Somebody else has it.
    #[error("{0} has taken this already.")]
    AlreadyTaken(String),
    /// Nobody has taken it.
    #[error("Take it first, so that two people do not ring the same person.")]
    NotTaken,
    /// The person has not agreed (R20).
    #[error(
        "The person has not agreed to be contacted. Write down first why it is right to make contact anyway."
    )]
    NotAgreed,
    /// The person said that they would ring (ux.md 4.7).
    #[error("The person chose to ring themself. Do not ring them.")]
    TheyRing,
    /// Nothing is written.
    #[error("Say why, in a sentence.")]
    NoReason,
    /// The time to try again cannot be kept.
    #[error("Choose a time to come, within three months.")]
    BadTime,
    /// It is at that desk already.
    #[error("It is at that desk already.")]
    SameDesk,
    /// Nobody is described who could be referred (R17).
    #[error(
        "Nobody is named here, so there is nobody to refer. Ask for a name, or finish it as advice."
    )]
    Anonymous,
    /// The clock says no.
    #[error(transparent)]
    Clock(#[from] ClockError),
}

type Decision = Result<DoorReport, DeskRefusal>;

fn open(report: &DoorReport) -> Result<DoorReport, DeskRefusal> {
    if report.ended.is_some() {
        return Err(DeskRefusal::Ended);
    }
    Ok(report.clone())
}

/// Somebody takes a report. Taking one that was set aside says that it is real.
///
/// # Errors
/// When it is finished, or somebody else has it.
pub fn take(report: &DoorReport, by: Doer, at: Timestamp) -> Decision {
    let mut changed = open(report)?;
    if let Some(taken) = &report.taken {
        return Err(DeskRefusal::AlreadyTaken(taken.by.name.clone()));
    }
    changed.flood.clear();
    changed.taken = Some(Taken { by, at });
    Ok(changed)
}

/// What somebody says of a try to reach the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TryTold {
    /// How it came out.
    pub result: TryResult,
    /// More about it.
    pub words: String,
    /// When to try again, if so.
    pub next_at: Option<Timestamp>,
}

/// Keeps a try to reach the person; speaking with them ends the promise of a first contact (R3).
///
/// # Errors
/// When it is not taken, the person has not agreed, chose to ring themself, or the time cannot be kept.
pub fn keep_try(
    report: &DoorReport,
    told: TryTold,
    needs_consent: bool,
    (by, at): (Doer, Timestamp),
    holidays: &BankHolidays,
) -> Decision {
    let mut changed = open(report)?;
    if report.taken.is_none() {
        return Err(DeskRefusal::NotTaken);
    }
    if !report.may_contact(needs_consent) {
        return Err(DeskRefusal::NotAgreed);
    }
    // Somebody who rings in is spoken with all the same; only our own first move is barred.
    if they_ring(report) && told.result != TryResult::Spoke {
        return Err(DeskRefusal::TheyRing);
    }
    if told.next_at.is_some_and(|next| !may_try_again(next, at)) {
        return Err(DeskRefusal::BadTime);
    }
    if told.result == TryResult::Spoke {
        finish_clock(&mut changed, at, holidays)?;
    }
    changed.tries.push(ContactTry {
        result: told.result,
        words: told.words,
        by,
        at,
        next_at: told.next_at,
    });
    Ok(changed)
}

/// Whether the person chose to get in touch themself, and has not yet.
#[must_use]
pub fn they_ring(report: &DoorReport) -> bool {
    report.door == Door::Own
        && report.reach.first_move == FirstMove::They
        && report.tries.is_empty()
}

fn finish_clock(
    report: &mut DoorReport,
    at: Timestamp,
    holidays: &BankHolidays,
) -> Result<(), ClockError> {
    match &mut report.first_contact {
        Some(clock) if clock.done_at().is_none() => clock.finish(at, holidays),
        _ => Ok(()),
    }
}

/// A worker decides in writing that it is right to make contact without agreement (C5); a clock
/// that waited for agreement goes on.
///
/// # Errors
/// When it is finished, agreed already, or no reason is written.
pub fn decide_contact(
    report: &DoorReport,
    why: &str,
    (by, at): (Doer, Timestamp),
    holidays: &BankHolidays,
) -> Decision {
    let mut changed = open(report)?;
    if why.trim().is_empty() {
        return Err(DeskRefusal::NoReason);
    }
    changed.decided = Some(Decided {
        why: why.trim().to_owned(),
        by,
        at,
    });
    resume(&mut changed, at, holidays)?;
    Ok(changed)
}

fn resume(
    report: &mut DoorReport,
    at: Timestamp,
    holidays: &BankHolidays,
) -> Result<(), ClockError> {
    match &mut report.first_contact {
        Some(clock)
            if clock
                .pauses()
                .last()
                .is_some_and(|pause| pause.to.is_none()) =>
        {
            clock.resume(at, holidays)
        }
        _ => Ok(()),
    }
}

/// The person agreed after all, by word of whoever spoke with them (R22: each ask and answer is kept).
///
/// # Errors
/// When it is finished.
pub fn agreed_now(report: &DoorReport, at: Timestamp, holidays: &BankHolidays) -> Decision {
    let mut changed = open(report)?;
    changed.concern.agreed = Some(Agreed::Yes);
    resume(&mut changed, at, holidays)?;
    Ok(changed)
}

/// Passes a report on to another desk, where it is to be taken anew.
///
/// # Errors
/// When it is finished, there already, or no reason is written.
pub fn pass_on(
    report: &DoorReport,
    (to, agency): (Desk, AgencyCode),
    why: &str,
    by: Doer,
    at: Timestamp,
) -> Decision {
    let mut changed = open(report)?;
    if why.trim().is_empty() {
        return Err(DeskRefusal::NoReason);
    }
    if report.desk == to && report.agency == agency {
        return Err(DeskRefusal::SameDesk);
    }
    changed.passed_on.push(PassedOn {
        from: report.desk,
        to,
        why: why.trim().to_owned(),
        by,
        at,
    });
    (changed.desk, changed.agency, changed.taken) = (to, agency, None);
    Ok(changed)
}

/// Ends a report. A promise of a first contact that was not kept stays as it was: late is late.
///
/// # Errors
/// When it is finished already, nobody has taken it, or no reason is written.
pub fn end(report: &DoorReport, how: EndKind, words: &str, by: Doer, at: Timestamp) -> Decision {
    let mut changed = open(report)?;
    let by_themself = how == EndKind::Withdrawn;
    if report.taken.is_none() && !by_themself && how != EndKind::Junk {
        return Err(DeskRefusal::NotTaken);
    }
    if words.trim().is_empty() && !by_themself {
        return Err(DeskRefusal::NoReason);
    }
    changed.ended = Some(Ended {
        how,
        words: words.trim().to_owned(),
        by,
        at,
    });
    Ok(changed)
}

/// Whether somebody is described who can be referred (R17).
///
/// # Errors
/// When it is finished, or nobody is named.
pub fn may_refer(report: &DoorReport) -> Result<(), DeskRefusal> {
    open(report)?;
    if report.person.is_nobody() {
        return Err(DeskRefusal::Anonymous);
    }
    Ok(())
}

/// The promise of a first contact as it begins: running, or waiting for agreement where the area
/// asks for it and it was not given (R20, C17).
///
/// # Errors
/// When the due time cannot be worked out.
pub fn begin_clock(
    report: &DoorReport,
    mut clock: Clock,
    needs_consent: bool,
) -> Result<Option<Clock>, ClockError> {
    if report.reach.first_move == FirstMove::They && report.door == Door::Own {
        return Ok(None);
    }
    if !report.may_contact(needs_consent) && clock.promise().may_pause {
        clock.pause(
            report.received_at,
            "Waits until the person agrees, or a worker decides in writing",
        )?;
    }
    Ok(Some(clock))
}

/// The order of the list: what is to be taken first, then what is due first.
#[must_use]
pub fn order(report: &DoorReport) -> (u8, Option<Timestamp>) {
    let state = match report.state() {
        ReportState::New => 0,
        ReportState::Taken => 1,
        ReportState::InTouch => 2,
        ReportState::SetAside => 3,
        ReportState::Ended => 4,
    };
    (state, report.due_at().or(Some(report.received_at)))
}
