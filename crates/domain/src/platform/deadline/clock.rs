//! A promise that has started: its due time, what held it, what was added, and how it stands.

use jiff::{SignedDuration, Timestamp};

use super::standing::{ClockError, ClockState};
use super::{Length, Promise};
use crate::platform::calendar::CalendarError;
use crate::platform::holidays::BankHolidays;

/// A time for which a clock stands still.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Pause {
    /// When it began.
    pub from: Timestamp,
    /// When it ended; absent while it lasts.
    pub to: Option<Timestamp>,
    /// Why, in the words of the person who held the clock.
    pub reason: String,
}

/// More time, given by a person with a reason.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Extension {
    /// When it was given.
    pub at: Timestamp,
    /// How much, counted from the due time as it stood, in the promise's calendar.
    pub by: Length,
    /// Why.
    pub reason: String,
}

/// A promise that has started.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Clock {
    promise: Promise,
    started_at: Timestamp,
    due_at: Timestamp,
    pauses: Vec<Pause>,
    extensions: Vec<Extension>,
    done_at: Option<Timestamp>,
}

impl Clock {
    /// Starts a clock.
    ///
    /// # Errors
    /// When the due time cannot be worked out.
    pub fn start(
        promise: Promise,
        started_at: Timestamp,
        holidays: &BankHolidays,
    ) -> Result<Self, ClockError> {
        Self::rebuild(promise, started_at, Vec::new(), Vec::new(), None, holidays)
    }

    /// Makes a clock again from what was kept of it.
    ///
    /// # Errors
    /// When pauses overlap or lie before the start, or the due time cannot be worked out.
    pub fn rebuild(
        promise: Promise,
        started_at: Timestamp,
        pauses: Vec<Pause>,
        extensions: Vec<Extension>,
        done_at: Option<Timestamp>,
        holidays: &BankHolidays,
    ) -> Result<Self, ClockError> {
        let mut floor = started_at;
        for (index, pause) in pauses.iter().enumerate() {
            let end = pause.to.unwrap_or(Timestamp::MAX);
            if pause.from < floor
                || end < pause.from
                || (pause.to.is_none() && index + 1 < pauses.len())
            {
                return Err(ClockError::OutOfOrder);
            }
            floor = end;
        }
        let mut clock = Self {
            promise,
            started_at,
            due_at: started_at,
            pauses,
            extensions,
            done_at,
        };
        clock.due_at = clock.reckon(holidays)?;
        Ok(clock)
    }

    /// The due time from the original start: length, then closed pauses that
    /// began before it fell due and extensions, in the order in which they came.
    fn reckon(&self, holidays: &BankHolidays) -> Result<Timestamp, ClockError> {
        let calendar = self.promise.counted_in();
        let mut due = self
            .promise
            .add(self.started_at, self.promise.length, holidays)?;
        let mut pauses = self.pauses.iter().peekable();
        let mut extensions = self.extensions.iter().peekable();
        loop {
            match (pauses.peek(), extensions.peek()) {
                (Some(pause), extension) if extension.is_none_or(|e| pause.from < e.at) => {
                    if pause.from < due
                        && let Some(to) = pause.to
                    {
                        let held = calendar.counted(pause.from, to, holidays)?;
                        due = if held.is_zero() {
                            due
                        } else {
                            calendar.add_counted(due, held, holidays)?
                        };
                    }
                    pauses.next();
                }
                (_, Some(extension)) => {
                    due = self.promise.add(due, extension.by, holidays)?;
                    extensions.next();
                }
                _ => break,
            }
        }
        Ok(self.promise.rolled(due, holidays)?)
    }

    /// Holds the clock.
    ///
    /// # Errors
    /// When the promise may not be held, is held or done, the time is out of order or no reason is given.
    pub fn pause(&mut self, at: Timestamp, reason: &str) -> Result<(), ClockError> {
        if !self.promise.may_pause {
            return Err(ClockError::MayNotPause);
        }
        self.may_change(reason)?;
        let floor = self
            .pauses
            .last()
            .map_or(self.started_at, |last| last.to.unwrap_or(Timestamp::MAX));
        if floor == Timestamp::MAX {
            return Err(ClockError::AlreadyPaused);
        }
        if at < floor {
            return Err(ClockError::OutOfOrder);
        }
        self.pauses.push(Pause {
            from: at,
            to: None,
            reason: reason.trim().to_owned(),
        });
        Ok(())
    }

    /// Lets a held clock go on; the due time moves by the counted time of the pause.
    ///
    /// # Errors
    /// When it is not held, is done, or the time lies before the pause began.
    pub fn resume(&mut self, at: Timestamp, holidays: &BankHolidays) -> Result<(), ClockError> {
        let mut next = self.clone();
        let Some(open) = next.pauses.last_mut().filter(|pause| pause.to.is_none()) else {
            return Err(ClockError::NotPaused);
        };
        if at < open.from {
            return Err(ClockError::OutOfOrder);
        }
        open.to = Some(at);
        next.due_at = next.reckon(holidays)?;
        *self = next;
        Ok(())
    }

    /// Gives more time, counted from the due time as it stands.
    ///
    /// # Errors
    /// When it is done, the time lies before an earlier extension, or no reason is given.
    pub fn extend(
        &mut self,
        at: Timestamp,
        by: Length,
        reason: &str,
        holidays: &BankHolidays,
    ) -> Result<(), ClockError> {
        self.may_change(reason)?;
        if at
            < self
                .extensions
                .last()
                .map_or(self.started_at, |last| last.at)
        {
            return Err(ClockError::OutOfOrder);
        }
        let mut next = self.clone();
        next.extensions.push(Extension {
            at,
            by,
            reason: reason.trim().to_owned(),
        });
        next.due_at = next.reckon(holidays)?;
        *self = next;
        Ok(())
    }

    /// Marks the thing as done. A clock that is held is let go on first.
    ///
    /// # Errors
    /// When it is done already, or the time lies before the start.
    pub fn finish(&mut self, at: Timestamp, holidays: &BankHolidays) -> Result<(), ClockError> {
        if self.done_at.is_some() {
            return Err(ClockError::AlreadyDone);
        }
        if at < self.started_at {
            return Err(ClockError::OutOfOrder);
        }
        if self.open_pause().is_some() {
            self.resume(at, holidays)?;
        }
        self.done_at = Some(at);
        Ok(())
    }

    /// Puts another promise in the place of this one, as when a rating changes.
    /// The due time is worked out again from the original start (R119).
    ///
    /// # Errors
    /// When it is done, or the due time cannot be worked out.
    pub fn rebase(&mut self, promise: Promise, holidays: &BankHolidays) -> Result<(), ClockError> {
        if self.done_at.is_some() {
            return Err(ClockError::AlreadyDone);
        }
        let mut next = self.clone();
        next.promise = promise;
        next.due_at = next.reckon(holidays)?;
        *self = next;
        Ok(())
    }

    /// How the clock stands at an instant.
    #[must_use]
    pub fn state(&self, now: Timestamp) -> ClockState {
        if let Some(done_at) = self.done_at {
            return ClockState::Done {
                on_time: done_at <= self.due_at,
            };
        }
        if let Some(pause) = self.open_pause()
            && pause.from <= now
            && pause.from <= self.due_at
        {
            return ClockState::Paused { since: pause.from };
        }
        let left = self.due_at.duration_since(now);
        if left.is_negative() {
            ClockState::Late {
                by: now.duration_since(self.due_at),
            }
        } else if left <= SignedDuration::from_mins(i64::from(self.promise.due_soon_minutes)) {
            ClockState::DueSoon { left }
        } else {
            ClockState::OnTime { left }
        }
    }

    /// The instants at which whoever owes this is reminded, earliest first.
    #[must_use]
    pub fn chasers(&self) -> Vec<Timestamp> {
        let before = self
            .promise
            .chase_before
            .iter()
            .map(|minutes| -i64::from(*minutes));
        let after = self
            .promise
            .chase_after
            .iter()
            .map(|minutes| i64::from(*minutes));
        let mut at: Vec<_> = before
            .chain(after)
            .filter_map(|minutes| {
                self.due_at
                    .checked_add(SignedDuration::from_mins(minutes))
                    .ok()
            })
            .filter(|at| *at >= self.started_at)
            .collect();
        at.sort_unstable();
        at.dedup();
        at
    }

    /// Counted time left to the due instant, in the promise's own calendar.
    ///
    /// # Errors
    /// When a date is out of range.
    pub fn counted_left(
        &self,
        now: Timestamp,
        holidays: &BankHolidays,
    ) -> Result<SignedDuration, CalendarError> {
        self.promise
            .counted_in()
            .counted(now, self.due_at, holidays)
    }

    fn open_pause(&self) -> Option<&Pause> {
        self.pauses.last().filter(|pause| pause.to.is_none())
    }

    fn may_change(&self, reason: &str) -> Result<(), ClockError> {
        if self.done_at.is_some() {
            return Err(ClockError::AlreadyDone);
        }
        if reason.trim().is_empty() {
            return Err(ClockError::NoReason);
        }
        Ok(())
    }

    /// The promise it runs on.
    #[must_use]
    pub const fn promise(&self) -> &Promise {
        &self.promise
    }
    /// When it started.
    #[must_use]
    pub const fn started_at(&self) -> Timestamp {
        self.started_at
    }
    /// When it falls due.
    #[must_use]
    pub const fn due_at(&self) -> Timestamp {
        self.due_at
    }
    /// When it was held.
    #[must_use]
    pub fn pauses(&self) -> &[Pause] {
        &self.pauses
    }
    /// What time was added.
    #[must_use]
    pub fn extensions(&self) -> &[Extension] {
        &self.extensions
    }
    /// When it was done.
    #[must_use]
    pub const fn done_at(&self) -> Option<Timestamp> {
        self.done_at
    }
}
