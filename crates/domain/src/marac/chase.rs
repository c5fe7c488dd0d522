//! Reminders of an agreed action, and of the research that a meeting waits for: before the day, after it, and at last to whoever keeps them honest (R182, R183).

use jiff::{SignedDuration, Timestamp, civil::Date};

use super::action::{ActionState, AgreedAction};
use super::referral::MaracReferral;
use crate::platform::actor::AgencyCode;
use crate::platform::calendar::{Calendar, london, london_date};
use crate::platform::deadline::Promise;
use crate::platform::holidays::BankHolidays;

codes! {
    /// What a reminder says.
    pub enum ChaseKind {
        Reminder = "reminder", "Reminded before its day";
        Late = "late", "Reminded after its day";
        Escalated = "escalated", "Passed on because it is late";
    }
}

/// A reminder that was due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Chase {
    /// When.
    pub at: Timestamp,
    /// What it says.
    pub kind: ChaseKind,
}

impl ChaseKind {
    /// Whether the agency that owes it is written to. What is passed on goes to the role that the
    /// area's promise names, which sees it on its own pages.
    pub fn is_for_the_agency(self) -> bool {
        self != ChaseKind::Escalated
    }
}

/// A reminder of the research that a meeting waits for, and who still owed some.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ResearchChase {
    /// The reminder.
    pub chase: Chase,
    /// The agencies that had not answered for every case.
    pub agencies: Vec<AgencyCode>,
}

/// The day by which members have the agenda: so many working days before the meeting (R182).
pub fn agenda_day(starts_at: Timestamp, days: u8, holidays: &BankHolidays) -> Option<Date> {
    let mut day = london_date(starts_at);
    for _ in 0..days {
        day = Calendar::WorkingDays.previous_day(day, holidays).ok()?;
    }
    Some(day)
}

/// When research is due: by the area's promise, counted from the day by which members have the
/// agenda, and never after the meeting begins (R182).
pub fn research_due(
    agenda_day: Date,
    starts_at: Timestamp,
    promise: &Promise,
    holidays: &BankHolidays,
) -> Option<Timestamp> {
    let noon = london().to_timestamp(agenda_day.at(12, 0, 0, 0)).ok()?;
    Some(promise.due(noon, holidays).ok()?.min(starts_at))
}

/// When members are reminded of research, by the area's promise: counted from the moment at which
/// it is due, never before the meeting was planned and never once it has begun.
pub fn research_chases(
    due: Timestamp,
    planned_at: Timestamp,
    starts_at: Timestamp,
    promise: &Promise,
) -> Vec<Chase> {
    let mut all = counted_from(due, planned_at, promise);
    all.retain(|chase| chase.at < starts_at);
    all
}

/// Whether an agency has not answered yet for a case that is to be heard. A case that is held
/// closely is left out: a reminder of it would tell that it is there (R218).
pub fn owes_research<'a>(
    agency: &AgencyCode,
    items: impl IntoIterator<Item = &'a MaracReferral>,
) -> bool {
    items.into_iter().any(|item| {
        let answered = item.research.iter().any(|one| one.agency == *agency);
        !answered && item.heard_at.is_none() && !item.restriction.is_restricted()
    })
}

/// When an action is chased, by the area's promise on actions: counted from the end of its day.
/// The last reminder after the day goes to the role that the promise names, if it names one.
pub fn chases(due: Date, agreed_at: Timestamp, promise: &Promise) -> Vec<Chase> {
    end_of(due).map_or_else(Vec::new, |end| counted_from(end, agreed_at, promise))
}

/// The reminders that a promise means around a moment, those from `first` on.
fn counted_from(end: Timestamp, first: Timestamp, promise: &Promise) -> Vec<Chase> {
    let at = |minutes: i64| end.checked_add(SignedDuration::from_mins(minutes)).ok();
    let before = promise
        .chase_before
        .iter()
        .map(|minutes| -i64::from(*minutes));
    let mut after: Vec<i64> = promise.chase_after.iter().copied().map(i64::from).collect();
    after.sort_unstable();
    let last = after
        .last()
        .copied()
        .filter(|_| promise.escalate_to.is_some());
    let before = before.map(|minutes| (minutes, ChaseKind::Reminder));
    let after = after.into_iter().map(|minutes| {
        let kind = if Some(minutes) == last {
            ChaseKind::Escalated
        } else {
            ChaseKind::Late
        };
        (minutes, kind)
    });
    let mut all: Vec<Chase> = before
        .chain(after)
        .filter_map(|(minutes, kind)| {
            Some(Chase {
                at: at(minutes)?,
                kind,
            })
        })
        .filter(|chase| chase.at >= first)
        .collect();
    all.sort_by_key(|chase| chase.at);
    all.dedup_by_key(|chase| chase.at);
    all
}

/// The reminders of an action that are still to come; none once it is answered.
pub fn to_come(action: &AgreedAction, promise: &Promise) -> Vec<Chase> {
    if action.state() != ActionState::Open {
        return Vec::new();
    }
    let done = action.chases.last().map(|chase| chase.at);
    let mut all = chases(action.due, action.agreed_at, promise);
    all.retain(|chase| done.is_none_or(|done| chase.at > done));
    all
}

/// The first moment after a day, in London.
pub fn end_of(day: Date) -> Option<Timestamp> {
    let next = day.tomorrow().ok()?;
    london().to_timestamp(next.at(0, 0, 0, 0)).ok()
}
