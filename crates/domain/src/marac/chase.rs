//! Reminders of an agreed action: before its day, after it, and at last to whoever keeps actions honest (R183).

use jiff::{SignedDuration, Timestamp, civil::Date};

use super::action::{ActionState, AgreedAction};
use crate::platform::calendar::london;
use crate::platform::deadline::Promise;

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

/// When an action is chased, by the area's promise on actions: counted from the end of its day.
/// The last reminder after the day goes to the role that the promise names, if it names one.
pub fn chases(due: Date, agreed_at: Timestamp, promise: &Promise) -> Vec<Chase> {
    let Some(end) = end_of(due) else {
        return Vec::new();
    };
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
        .filter(|chase| chase.at >= agreed_at)
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
fn end_of(day: Date) -> Option<Timestamp> {
    let next = day.tomorrow().ok()?;
    london().to_timestamp(next.at(0, 0, 0, 0)).ok()
}
