//! The MASH meeting or strategy discussion: its time, its statutory basis, who was there, and the plan it made (R133, R151–R164).

use jiff::Timestamp;

use crate::platform::actor::AgencyCode;
use crate::platform::audit::Doer;
use crate::risk::RiskLevel;

codes! {
    /// The safeguarding pathways on which a case goes on after the meeting (R158, C27).
    pub enum Pathway {
        Child = "child", "Child safeguarding";
        Adult = "adult", "Adult safeguarding";
    }
}

codes! {
    /// Where a copy of the record belongs (R155, R156).
    pub enum CopyFor {
        /// The incident on the police’s own system (R155).
        PoliceRecord = "police_record", "Police record of the incident";
        /// The officer who looks after high-risk victims (R156).
        RiskOfficer = "risk_officer", "Officer for high-risk victims";
    }
}

/// Whether an agency was there, and if not, why.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Seat {
    /// The agency.
    pub agency: AgencyCode,
    /// Who came for it.
    pub name: String,
    /// Whether it was there.
    pub present: bool,
    /// Why it was not.
    pub why_not: String,
}

/// How the meeting began: nothing else of it can be written before (R153).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Opening {
    /// The statutory basis as the chair stated it.
    pub legal_basis: String,
    /// Who chaired.
    pub chair: String,
    /// Who was there and who was not.
    pub seats: Vec<Seat>,
    /// Who wrote it down.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// What the meeting made (R152, R154, R158–R164).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct MeetingRecord {
    /// The plan for each child.
    pub plan_child: String,
    /// The plan for the adult.
    pub plan_adult: String,
    /// The pathways on which it goes on; none, one or both (R158).
    pub pathways: Vec<Pathway>,
    /// Further outcomes by the area’s codes (R159–R164).
    pub outcomes: Vec<String>,
    /// The lead agency’s decision (R154).
    pub decision: String,
    /// Its reasons (R154).
    pub reasons: String,
    /// Who completed the record.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// A copy of the record that was handed on.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct RecordCopy {
    /// Where it went.
    pub to: CopyFor,
    /// The other system’s reference, or how it was handed over.
    pub reference: String,
    /// Who did it.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// A meeting of the hub on one referral.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct HubMeeting {
    /// When it is to be held.
    pub set_for: Timestamp,
    /// Where, or by which means; it names nobody of the case.
    pub place: String,
    /// How often its time was set; an invitation carries it, so that calendars move the earlier one.
    pub times_set: u32,
    /// Who set it last.
    pub set_by: Doer,
    /// When.
    pub set_at: Timestamp,
    /// How it began.
    pub opening: Option<Opening>,
    /// What it made.
    pub record: Option<MeetingRecord>,
    /// Copies handed on.
    pub copies: Vec<RecordCopy>,
}

/// Why an act on a meeting was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MeetingRefusal {
    /// No meeting is among the authorised outcomes.
    #[error("No meeting has been authorised as an outcome of this referral.")]
    NotAgreed,
    /// The time lies in the past.
    #[error("The meeting can be set for now or later. Correct the date and time.")]
    InThePast,
    /// Nowhere to go.
    #[error("Say where the meeting is held or by which means.")]
    NoPlace,
    /// No time was set.
    #[error("Set a time for the meeting first.")]
    NotSet,
    /// It has begun.
    #[error("The meeting has begun, so its time and attendance stand as they are.")]
    Begun,
    /// No statutory basis.
    #[error(
        "State the statutory basis first. Nothing else of the meeting opens before it is stated."
    )]
    NoLegalBasis,
    /// No chair.
    #[error("Say who chairs the meeting.")]
    NoChair,
    /// Nobody is there.
    #[error("Say who is there: at least the agency that leads.")]
    NobodyThere,
    /// Somebody who belongs there is not, and nothing explains it.
    #[error(
        "Say of each agency that belongs to the meeting whether it is there, and if not, why: {0}."
    )]
    Unexplained(String),
    /// It has not begun.
    #[error("The meeting has not been opened: the statutory basis comes first.")]
    NotBegun,
    /// No plan for the child.
    #[error("Write the plan for the children. If none is needed, say why.")]
    NoChildPlan,
    /// No plan for the adult.
    #[error("Write the plan for the adult. If none is needed, say why.")]
    NoAdultPlan,
    /// No decision.
    #[error("Write what the lead agency decided.")]
    NoDecision,
    /// No reasons.
    #[error(
        "Write the reasons for the decision. It must be possible to defend it a year from now."
    )]
    NoReasons,
    /// An outcome that is not the area’s, or is the meeting itself (C27).
    #[error("“{0}” cannot be an outcome of the meeting. Choose from the list.")]
    NotAnOutcome(String),
    /// The record is complete.
    #[error("The record of the meeting is complete and can no longer change.")]
    Recorded,
    /// There is nothing to copy yet.
    #[error("Complete the record of the meeting first.")]
    NotRecorded,
    /// It was handed on before.
    #[error("This copy has been handed on already.")]
    Copied,
    /// Only high-risk cases go to the risk officer (R156).
    #[error("Only the record of a high-risk case goes to the officer for high-risk victims.")]
    NotHighRisk,
    /// No word on how.
    #[error("Give the reference under which the copy is kept, or how it was handed over.")]
    NoReference,
}

/// Checks that a time may be set, or set again until the meeting begins (R133).
///
/// # Errors
/// When no meeting was agreed, it has begun, the time is past or no place is given.
pub fn may_set(
    meeting: Option<&HubMeeting>,
    agreed: bool,
    set_for: Timestamp,
    place: &str,
    now: Timestamp,
) -> Result<(), MeetingRefusal> {
    if !agreed {
        return Err(MeetingRefusal::NotAgreed);
    }
    if meeting.is_some_and(|meeting| meeting.opening.is_some()) {
        return Err(MeetingRefusal::Begun);
    }
    if set_for < now {
        return Err(MeetingRefusal::InThePast);
    }
    if place.trim().is_empty() {
        return Err(MeetingRefusal::NoPlace);
    }
    Ok(())
}

/// Checks an opening: the statutory basis first, then the chair and the seats.
/// `expected` are the agencies that belong to the meeting: the core of triage
/// and those that answered (R121, R151).
///
/// # Errors
/// When no time was set, the meeting has begun, or something is missing.
pub fn may_open(
    meeting: Option<&HubMeeting>,
    opening: &Opening,
    expected: &[AgencyCode],
) -> Result<(), MeetingRefusal> {
    let meeting = meeting.ok_or(MeetingRefusal::NotSet)?;
    if meeting.opening.is_some() {
        return Err(MeetingRefusal::Begun);
    }
    if opening.legal_basis.trim().is_empty() {
        return Err(MeetingRefusal::NoLegalBasis);
    }
    if opening.chair.trim().is_empty() {
        return Err(MeetingRefusal::NoChair);
    }
    if !opening.seats.iter().any(|seat| seat.present) {
        return Err(MeetingRefusal::NobodyThere);
    }
    let explained = |agency: &AgencyCode| {
        opening
            .seats
            .iter()
            .any(|seat| seat.agency == *agency && (seat.present || !seat.why_not.trim().is_empty()))
    };
    let unexplained: Vec<&str> = expected
        .iter()
        .filter(|agency| !explained(agency))
        .map(AgencyCode::as_str)
        .collect();
    if unexplained.is_empty() {
        Ok(())
    } else {
        Err(MeetingRefusal::Unexplained(unexplained.join(", ")))
    }
}

/// What a record is checked against.
#[derive(Debug, Clone, Copy)]
pub struct RecordRule<'a> {
    /// Whether a child is among the people of the referral.
    pub has_child: bool,
    /// The codes that the area offers besides the meeting itself (C27).
    pub outcomes: &'a [&'a str],
}

/// Checks the record of a meeting (R152, R154).
///
/// # Errors
/// When the meeting has not begun, the record is complete, or a part is missing.
pub fn may_complete(
    meeting: Option<&HubMeeting>,
    record: &MeetingRecord,
    rule: RecordRule<'_>,
) -> Result<(), MeetingRefusal> {
    let meeting = meeting.ok_or(MeetingRefusal::NotSet)?;
    if meeting.opening.is_none() {
        return Err(MeetingRefusal::NotBegun);
    }
    if meeting.record.is_some() {
        return Err(MeetingRefusal::Recorded);
    }
    if rule.has_child && record.plan_child.trim().is_empty() {
        return Err(MeetingRefusal::NoChildPlan);
    }
    if record.plan_adult.trim().is_empty() {
        return Err(MeetingRefusal::NoAdultPlan);
    }
    if let Some(code) = record
        .outcomes
        .iter()
        .find(|code| !rule.outcomes.contains(&code.as_str()))
    {
        return Err(MeetingRefusal::NotAnOutcome(code.clone()));
    }
    if record.decision.trim().is_empty() {
        return Err(MeetingRefusal::NoDecision);
    }
    if record.reasons.trim().is_empty() {
        return Err(MeetingRefusal::NoReasons);
    }
    Ok(())
}

/// The copies that the record of this case still owes (R155, R156).
pub fn copies_owed(meeting: Option<&HubMeeting>, level: RiskLevel) -> Vec<CopyFor> {
    let Some(meeting) = meeting.filter(|meeting| meeting.record.is_some()) else {
        return Vec::new();
    };
    CopyFor::ALL
        .iter()
        .copied()
        .filter(|to| *to != CopyFor::RiskOfficer || level == RiskLevel::High)
        .filter(|to| !meeting.copies.iter().any(|copy| copy.to == *to))
        .collect()
}

/// Checks that a copy may be handed on: once to each place, and to the risk
/// officer only where the level is high (R155, R156).
///
/// # Errors
/// When there is no record, it was handed on before, the level is not high, or
/// no reference is given.
pub fn may_copy(
    meeting: Option<&HubMeeting>,
    to: CopyFor,
    reference: &str,
    level: RiskLevel,
) -> Result<(), MeetingRefusal> {
    let meeting = meeting
        .filter(|meeting| meeting.record.is_some())
        .ok_or(MeetingRefusal::NotRecorded)?;
    if to == CopyFor::RiskOfficer && level != RiskLevel::High {
        return Err(MeetingRefusal::NotHighRisk);
    }
    if meeting.copies.iter().any(|copy| copy.to == to) {
        return Err(MeetingRefusal::Copied);
    }
    if reference.trim().is_empty() {
        return Err(MeetingRefusal::NoReference);
    }
    Ok(())
}
