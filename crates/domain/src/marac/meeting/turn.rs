//! Which case has the floor and for how long: the server keeps this clock, and everybody's screen follows it (ux.md 4.4, MAR-4).

use jiff::{SignedDuration, Timestamp};

use super::{Meeting, MeetingRefusal, must_be_open};
use crate::platform::ids::{MaracReferralId, MeetingId};

/// One case's time on the floor.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Turn {
    /// The case.
    pub item: MaracReferralId,
    /// When it began.
    pub began_at: Timestamp,
    /// When the next case began or the meeting closed.
    pub ended_at: Option<Timestamp>,
    /// Since when the chair has stopped the clock, if it stands.
    pub paused_at: Option<Timestamp>,
    /// Milliseconds that it stood before.
    pub stood_ms: i64,
}

impl Turn {
    /// How long the case has had the floor, pauses left out. It never runs backwards.
    pub fn spent(&self, now: Timestamp) -> SignedDuration {
        let until = self.ended_at.or(self.paused_at).unwrap_or(now);
        let whole =
            until.duration_since(self.began_at) - SignedDuration::from_millis(self.stood_ms);
        whole.max(SignedDuration::ZERO)
    }

    /// Whether the clock stands.
    pub fn is_paused(&self) -> bool {
        self.paused_at.is_some() && self.ended_at.is_none()
    }
}

/// Gives the floor to a case; the one before it ends. A case that has the floor keeps its clock.
/// `heard_at` is the meeting that the case itself names: a restricted one stands on no agenda (R218).
///
/// # Errors
/// When the meeting is not in session or the case is not on its agenda.
pub fn begin_turn(
    meeting: &Meeting,
    item: MaracReferralId,
    heard_at: Option<MeetingId>,
    now: Timestamp,
) -> Result<Vec<Turn>, MeetingRefusal> {
    must_be_open(meeting)?;
    if heard_at != Some(meeting.id) {
        return Err(MeetingRefusal::NotOnAgenda);
    }
    if meeting.turn().is_some_and(|turn| turn.item == item) {
        return Ok(meeting.turns.clone());
    }
    let mut turns = end_turn(meeting, now);
    turns.push(Turn {
        item,
        began_at: now,
        ended_at: None,
        paused_at: None,
        stood_ms: 0,
    });
    Ok(turns)
}

/// Ends the clock of the case that has the floor, if one has.
pub fn end_turn(meeting: &Meeting, now: Timestamp) -> Vec<Turn> {
    let mut turns = meeting.turns.clone();
    if let Some(turn) = turns.last_mut().filter(|turn| turn.ended_at.is_none()) {
        settle(turn, now);
        turn.ended_at = Some(now);
    }
    turns
}

/// Stops the clock; a clock that stands goes on standing.
///
/// # Errors
/// When the meeting is not in session or no case has the floor.
pub fn pause_turn(meeting: &Meeting, now: Timestamp) -> Result<Vec<Turn>, MeetingRefusal> {
    changed(meeting, |turn| {
        turn.paused_at = turn.paused_at.or(Some(now))
    })
}

/// Lets the clock go on; one that runs goes on running.
///
/// # Errors
/// When the meeting is not in session or no case has the floor.
pub fn resume_turn(meeting: &Meeting, now: Timestamp) -> Result<Vec<Turn>, MeetingRefusal> {
    changed(meeting, |turn| settle(turn, now))
}

fn changed(meeting: &Meeting, change: impl FnOnce(&mut Turn)) -> Result<Vec<Turn>, MeetingRefusal> {
    must_be_open(meeting)?;
    let mut turns = meeting.turns.clone();
    let turn = turns
        .last_mut()
        .filter(|turn| turn.ended_at.is_none())
        .ok_or(MeetingRefusal::NoTurn)?;
    change(turn);
    Ok(turns)
}

/// Counts a pause that has lasted until now.
fn settle(turn: &mut Turn, now: Timestamp) {
    if let Some(since) = turn.paused_at.take() {
        let stood = now.duration_since(since).as_millis().max(0);
        turn.stood_ms = turn
            .stood_ms
            .saturating_add(i64::try_from(stood).unwrap_or(i64::MAX));
    }
}
