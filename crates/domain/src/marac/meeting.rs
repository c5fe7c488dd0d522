//! A MARAC meeting: its agenda, who was there, and when it opened and closed (R178–R187).

mod attendance;
mod turn;

pub use attendance::{Attendance, Conflict, joined, may_declare, may_lift};
pub use turn::{Turn, begin_turn, end_turn, pause_turn, resume_turn};

use jiff::Timestamp;

use super::chase::ResearchChase;
use super::referral::{MaracReferral, MaracRefusal, MaracState};
use crate::platform::audit::Doer;
use crate::platform::ids::{MaracReferralId, MeetingId};
use crate::platform::settings::AreaCode;

codes! {
    /// Where a meeting stands.
    pub enum MeetingState {
        Planned = "planned", "Planned";
        Open = "open", "In session";
        Closed = "closed", "Closed";
    }
}

/// A meeting.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Meeting {
    /// Its identifier.
    pub id: MeetingId,
    /// The area.
    pub area: AreaCode,
    /// The venue's code in the area's settings.
    pub venue: String,
    /// When it is to start.
    pub starts_at: Timestamp,
    /// Who planned it.
    pub planned_by: Doer,
    /// The agenda, in order.
    pub agenda: Vec<MaracReferralId>,
    /// Attendance.
    pub attendance: Vec<Attendance>,
    /// The chair's name, once open.
    pub chair: String,
    /// When it opened.
    pub opened_at: Option<Timestamp>,
    /// When it closed.
    pub closed_at: Option<Timestamp>,
    /// The cases in the order in which they had the floor, each with its clock; the last one may still run.
    #[serde(default)]
    pub turns: Vec<Turn>,
    /// Why it was called outside the calendar, when it was (F28).
    #[serde(default)]
    pub urgent: Option<String>,
    /// When its minutes were first handed on after it closed (F26).
    #[serde(default)]
    pub minutes_at: Option<Timestamp>,
    /// The reminders of research whose time has come, with who still owed some (R182).
    #[serde(default)]
    pub research_chases: Vec<ResearchChase>,
}

impl Meeting {
    /// Where it stands.
    pub fn state(&self) -> MeetingState {
        match (self.opened_at, self.closed_at) {
            (_, Some(_)) => MeetingState::Closed,
            (Some(_), None) => MeetingState::Open,
            (None, None) => MeetingState::Planned,
        }
    }

    /// The case that has the floor now.
    pub fn turn(&self) -> Option<&Turn> {
        self.turns.last().filter(|turn| turn.ended_at.is_none())
    }
}

/// Why a step of a meeting was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MeetingRefusal {
    /// A closed meeting does not change.
    #[error("The meeting has been closed, so its record can no longer change.")]
    Closed,
    /// It has not been opened.
    #[error("Open the meeting first, with its chair and who is present.")]
    NotOpen,
    /// It was opened before.
    #[error("The meeting is already in session.")]
    AlreadyOpen,
    /// Nobody chairs it.
    #[error("Name the chair.")]
    NoChair,
    /// Nobody is there.
    #[error("Record who is present before the meeting opens.")]
    NobodyPresent,
    /// Items are not heard.
    #[error("{0} on the agenda not yet heard. Hear them, or take them off the agenda.")]
    NotAllHeard(String),
    /// The meeting is planned for a past moment.
    #[error("Choose a date and time that is still to come.")]
    InThePast,
    /// The item is not on this agenda.
    #[error("That referral is not on this agenda.")]
    NotOnAgenda,
    /// Nobody looks in before they have accepted the statement (R187).
    #[error("Accept the confidentiality statement first; then the meeting opens for you.")]
    NotJoined,
    /// The statement was not accepted.
    #[error(
        "Tick that you accept the confidentiality statement. Without that nobody can take part."
    )]
    NotAccepted,
    /// A name is missing.
    #[error("Write the name of the person.")]
    NoName,
    /// A conflict needs its reason.
    #[error("Say in a few words why. Do not write what the case is about.")]
    NoConflictReason,
    /// Declared before.
    #[error("This person has declared a conflict on this case already.")]
    ConflictDeclared,
    /// There is none to lift.
    #[error("No conflict of this person stands on this case.")]
    NoConflict,
    /// No clock runs.
    #[error("No case has the floor. Start the case first.")]
    NoTurn,
    /// Something about the referral.
    #[error(transparent)]
    Referral(#[from] MaracRefusal),
}

/// Puts a referral on the agenda: those with children first, otherwise by the
/// order of referral, so that children's services can leave early (ux.md 4.4).
///
/// # Errors
/// When the meeting is closed or the referral is listed or heard.
pub fn place(
    meeting: &Meeting,
    referral: &MaracReferral,
    has_children: impl Fn(MaracReferralId) -> bool,
) -> Result<Vec<MaracReferralId>, MeetingRefusal> {
    if meeting.state() == MeetingState::Closed {
        return Err(MeetingRefusal::Closed);
    }
    match referral.state() {
        MaracState::Listed => return Err(MaracRefusal::AlreadyListed.into()),
        MaracState::Heard => return Err(MaracRefusal::AlreadyHeard.into()),
        MaracState::Joined => return Err(MaracRefusal::Joined.into()),
        MaracState::ToList | MaracState::Returned => {}
    }
    let mut agenda = meeting.agenda.clone();
    let at = if referral.children.is_empty() {
        agenda.len()
    } else {
        agenda
            .iter()
            .position(|id| !has_children(*id))
            .unwrap_or(agenda.len())
    };
    agenda.insert(at, referral.id);
    Ok(agenda)
}

/// Checks that a restricted pair may be heard at this meeting. It takes no place in the
/// agenda's own order, which others read: it is heard last, by those named on it (R213, R218).
///
/// # Errors
/// When the meeting is closed or the referral is listed or heard.
pub fn may_hear_last(meeting: &Meeting, referral: &MaracReferral) -> Result<(), MeetingRefusal> {
    place(meeting, referral, |_| false).map(drop)
}

/// Moves an item one place up or down; at an end it stays.
///
/// # Errors
/// When the meeting is closed or the item is not on its agenda.
pub fn shift(
    meeting: &Meeting,
    item: MaracReferralId,
    up: bool,
) -> Result<Vec<MaracReferralId>, MeetingRefusal> {
    if meeting.state() == MeetingState::Closed {
        return Err(MeetingRefusal::Closed);
    }
    let mut agenda = meeting.agenda.clone();
    let at = agenda
        .iter()
        .position(|id| *id == item)
        .ok_or(MeetingRefusal::NotOnAgenda)?;
    let to = if up {
        at.saturating_sub(1)
    } else {
        (at + 1).min(agenda.len() - 1)
    };
    agenda.swap(at, to);
    Ok(agenda)
}

/// Checks that the meeting may open.
///
/// # Errors
/// When it is open or closed, has no chair, or nobody is present.
pub fn may_open(
    meeting: &Meeting,
    chair: &str,
    attendance: &[Attendance],
) -> Result<(), MeetingRefusal> {
    match meeting.state() {
        MeetingState::Open => return Err(MeetingRefusal::AlreadyOpen),
        MeetingState::Closed => return Err(MeetingRefusal::Closed),
        MeetingState::Planned => {}
    }
    if chair.trim().is_empty() {
        return Err(MeetingRefusal::NoChair);
    }
    if !attendance.iter().any(|row| row.present) {
        return Err(MeetingRefusal::NobodyPresent);
    }
    Ok(())
}

/// Checks that something may be recorded at the meeting now.
///
/// # Errors
/// When it is not open.
pub fn must_be_open(meeting: &Meeting) -> Result<(), MeetingRefusal> {
    match meeting.state() {
        MeetingState::Open => Ok(()),
        MeetingState::Planned => Err(MeetingRefusal::NotOpen),
        MeetingState::Closed => Err(MeetingRefusal::Closed),
    }
}
