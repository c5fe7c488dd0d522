//! How a clock stands at one instant, and why a change to it is refused.

use jiff::{SignedDuration, Timestamp};

use crate::platform::calendar::CalendarError;

/// How a clock stands at one instant. Durations are real time, not counted time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockState {
    /// There is time.
    OnTime {
        /// Time to the due instant.
        left: SignedDuration,
    },
    /// Within the promise's due-soon span.
    DueSoon {
        /// Time to the due instant.
        left: SignedDuration,
    },
    /// The due instant has passed.
    Late {
        /// Time since the due instant.
        by: SignedDuration,
    },
    /// The clock stands still.
    Paused {
        /// Since when.
        since: Timestamp,
    },
    /// The thing was done.
    Done {
        /// Whether it was done at or before the due instant.
        on_time: bool,
    },
}

/// Why a change to a clock is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClockError {
    /// The due time cannot be worked out.
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    /// This promise cannot be held.
    #[error("the area's settings do not let this clock be held; extend it with a reason instead")]
    MayNotPause,
    /// It is held already.
    #[error("this clock is held already; let it go on before holding it again")]
    AlreadyPaused,
    /// It is not held.
    #[error("this clock is not held, so there is nothing to let go on")]
    NotPaused,
    /// The thing is done.
    #[error("this was finished already, so its clock cannot change")]
    AlreadyDone,
    /// A time before the start or before what already happened.
    #[error(
        "the time given lies before something that already happened on this clock; give a later time"
    )]
    OutOfOrder,
    /// No reason was given.
    #[error("say why; a clock is not held or extended without a reason")]
    NoReason,
}
