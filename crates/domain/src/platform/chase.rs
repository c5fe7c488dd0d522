//! Chasing: whoever owes something is reminded before and after it is due, and what stays late is passed on to a named role (R117, R140).

use jiff::{SignedDuration, Timestamp};

use super::actor::{AgencyCode, Role};
use super::audit::Doer;
use super::deadline::{Clock, ClockState, PromiseCode};
use super::ids::{ChaserId, DoorReportId, IncidentId, ReferralId, RequestId, SupportCaseId};
use super::restriction::Restriction;
use super::settings::AreaCode;

codes! {
    /// What a chaser says.
    pub enum ChaseKind {
        Reminder = "reminder", "Reminded before it was due";
        Late = "late", "Reminded after it was due";
        PassedOn = "passed_on", "Passed on because it is late";
    }
}

/// Without reminders after the due time, what is late is passed on in its first minute.
const FIRST_LATE: SignedDuration = SignedDuration::from_mins(1);

/// A moment at which something is chased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chase {
    /// When.
    pub at: Timestamp,
    /// What is said.
    pub kind: ChaseKind,
}

/// When a promise is chased, by the settings that it runs on, earliest first. The last reminder after
/// the due time goes to the role that the settings name; where they name one and no reminder, what is
/// late is passed on at once.
pub fn chases(clock: &Clock) -> Vec<Chase> {
    let promise = clock.promise();
    let mut all: Vec<Chase> = clock
        .chasers()
        .into_iter()
        .map(|at| Chase {
            at,
            kind: if at < clock.due_at() {
                ChaseKind::Reminder
            } else {
                ChaseKind::Late
            },
        })
        .collect();
    if promise.escalate_to.is_some() {
        match all.last_mut().filter(|last| last.kind == ChaseKind::Late) {
            Some(last) => last.kind = ChaseKind::PassedOn,
            None => all.extend(clock.due_at().checked_add(FIRST_LATE).ok().map(|at| Chase {
                at,
                kind: ChaseKind::PassedOn,
            })),
        }
    }
    all
}

/// What is to be said now, `asked` being the moment since which it is owed, and `last` the moment for
/// which it was last chased. A promise that is kept or held is not chased, and a time that was put
/// off is chased again. Nobody is reminded for a moment before they were asked; that something was
/// late when it was asked is passed on all the same.
pub fn due(clock: &Clock, asked: Timestamp, last: Option<Timestamp>, now: Timestamp) -> Vec<Chase> {
    match clock.state(now) {
        ClockState::Done { .. } | ClockState::Paused { .. } => Vec::new(),
        _ => {
            let mut all = chases(clock);
            all.retain(|chase| {
                chase.at <= now
                    && last.is_none_or(|last| chase.at > last)
                    && (chase.at >= asked || chase.kind == ChaseKind::PassedOn)
            });
            all
        }
    }
}

/// What was promised.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Promised {
    /// An incident is screened (R79).
    Screening(IncidentId),
    /// A referral passes through the hub, and until it is rated that it is rated (R115).
    Referral(ReferralId),
    /// A referral about a child is acknowledged (F42).
    Acknowledgement(ReferralId),
    /// The referrer hears the outcome (R150).
    Feedback(ReferralId),
    /// The hub meeting is recorded (R154).
    MeetingRecord(ReferralId),
    /// An outcome is taken up (R141).
    FollowUp(ReferralId, String),
    /// An agency answers (R137).
    Answer(RequestId),
    /// A service tries to reach somebody who came, or was sent, to its door (R3, C17).
    DoorContact(DoorReportId),
    /// A service tries to reach a client who was allocated to it (R3, R200).
    FirstContact(SupportCaseId),
}

impl Ground {
    /// Whether what is owed there concerns the agency that owes it and nobody else.
    pub const fn is_the_agencys_own(self) -> bool {
        matches!(self, Ground::DoorReport | Ground::Client)
    }
}

/// The kind of record that a promise stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// An incident at the desk.
    Incident,
    /// A referral into the hub.
    Referral,
    /// A request to an agency.
    Request,
    /// What came in by a door.
    DoorReport,
    /// A client of a support service.
    Client,
}

impl Promised {
    /// One text for each promise, by which what was said of it is found again.
    pub fn key(&self) -> String {
        match self {
            Self::Screening(id) => id.to_string(),
            Self::Referral(id) => id.to_string(),
            Self::Acknowledgement(id) => format!("{id} acknowledgement"),
            Self::Feedback(id) => format!("{id} feedback"),
            Self::MeetingRecord(id) => format!("{id} meeting"),
            Self::FollowUp(id, outcome) => format!("{id} follow_up {outcome}"),
            Self::Answer(id) => id.to_string(),
            Self::DoorContact(id) => id.to_string(),
            Self::FirstContact(id) => id.to_string(),
        }
    }
    /// The kind of record that it stands on.
    pub const fn ground(&self) -> Ground {
        match self {
            Self::Screening(_) => Ground::Incident,
            Self::Referral(_)
            | Self::Acknowledgement(_)
            | Self::Feedback(_)
            | Self::MeetingRecord(_)
            | Self::FollowUp(..) => Ground::Referral,
            Self::Answer(_) => Ground::Request,
            Self::DoorContact(_) => Ground::DoorReport,
            Self::FirstContact(_) => Ground::Client,
        }
    }
    /// The record that it stands on.
    pub fn record(&self) -> String {
        match self {
            Self::Screening(id) => id.to_string(),
            Self::Referral(id)
            | Self::Acknowledgement(id)
            | Self::Feedback(id)
            | Self::MeetingRecord(id)
            | Self::FollowUp(id, _) => id.to_string(),
            Self::Answer(id) => id.to_string(),
            Self::DoorContact(id) => id.to_string(),
            Self::FirstContact(id) => id.to_string(),
        }
    }
    /// The reference that people read.
    pub fn reference(&self) -> String {
        match self {
            Self::Screening(id) => id.short(),
            Self::Referral(id)
            | Self::Acknowledgement(id)
            | Self::Feedback(id)
            | Self::MeetingRecord(id)
            | Self::FollowUp(id, _) => id.short(),
            Self::Answer(id) => id.short(),
            Self::DoorContact(id) => id.short(),
            Self::FirstContact(id) => id.short(),
        }
    }
}

/// Something open that was promised, as the record has it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// What was promised.
    pub promised: Promised,
    /// Its clock.
    pub clock: Clock,
    /// The agency that owes it.
    pub owes: AgencyCode,
    /// Since when: what is counted from the referral's receipt may be asked much later.
    pub asked_at: Timestamp,
    /// Whom it is passed on to where that is not the role of the promise.
    pub role: Option<Role>,
    /// How closely its record is held.
    pub restriction: Restriction,
}

codes! {
    /// How far a chaser has got.
    pub enum ChaserState {
        /// A reminder, which asks nobody for an answer.
        Said = "said", "Said";
        /// Passed on, and nobody has taken it up.
        Waiting = "waiting", "Waits for somebody";
        /// Somebody has taken it up and said how.
        TakenUp = "taken_up", "Taken up";
        /// What was late has been done meanwhile.
        Over = "over", "Done meanwhile";
    }
}

/// Who took up what was late, and what they do about it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct TakenUp {
    /// Who.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
    /// What they do about it.
    pub words: String,
}

/// One chaser, kept for good: that it was said, when, and to whom.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Chaser {
    /// Its identifier.
    pub id: ChaserId,
    /// The area.
    pub area: AreaCode,
    /// What was promised.
    pub promised: Promised,
    /// Which promise of the area's table.
    pub promise: PromiseCode,
    /// What it says.
    pub kind: ChaseKind,
    /// The moment for which it was planned.
    pub at: Timestamp,
    /// When it was said.
    pub said_at: Timestamp,
    /// When the promise was due at that moment.
    pub due_at: Timestamp,
    /// The agency that owes it.
    pub owes: AgencyCode,
    /// The role it was passed on to.
    pub role: Option<Role>,
    /// How far it has got.
    pub state: ChaserState,
    /// Who took it up.
    pub taken_up: Option<TakenUp>,
    /// How closely its record was held.
    pub restriction: Restriction,
}

/// Why an act on what was passed on was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TakeUpRefusal {
    /// It does not wait.
    #[error("This has been taken up or done already. The list shows what still waits.")]
    NotWaiting,
    /// Nothing says what happens.
    #[error("Say in a sentence what you do about it. Whoever looks next reads it.")]
    NoWords,
}

impl Chaser {
    /// The chaser of an open promise at one of its moments.
    pub fn of(id: ChaserId, area: &AreaCode, open: &Open, chase: Chase, now: Timestamp) -> Self {
        let promise = open.clock.promise();
        let passed_on = chase.kind == ChaseKind::PassedOn;
        Self {
            id,
            area: area.clone(),
            promised: open.promised.clone(),
            promise: promise.code,
            kind: chase.kind,
            at: chase.at,
            said_at: now,
            due_at: open.clock.due_at(),
            owes: open.owes.clone(),
            role: open.role.or(promise.escalate_to).filter(|_| passed_on),
            state: if passed_on {
                ChaserState::Waiting
            } else {
                ChaserState::Said
            },
            taken_up: None,
            restriction: open.restriction.clone(),
        }
    }

    /// Checks that it may be taken up with these words.
    ///
    /// # Errors
    /// When it does not wait, or nothing is said.
    pub fn may_be_taken_up(&self, words: &str) -> Result<(), TakeUpRefusal> {
        if self.state != ChaserState::Waiting {
            return Err(TakeUpRefusal::NotWaiting);
        }
        if words.trim().is_empty() {
            return Err(TakeUpRefusal::NoWords);
        }
        Ok(())
    }
}
