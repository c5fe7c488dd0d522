//! A one-time code: sent to an address, typed on a page, of use once and for a short time.

use jiff::{SignedDuration, Timestamp};

/// How long a code works.
pub const CODE_MINUTES: i64 = 10;
/// Wrong codes after which a code is void.
pub const MOST_WRONG: u8 = 5;
/// Codes that may be asked for within an hour from one link or one form.
pub const MOST_CODES: usize = 4;

/// A code that was sent: its digest alone is kept.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SentCode {
    /// The digest.
    pub digest: String,
    /// Until when it works.
    pub until: Timestamp,
    /// How many wrong ones have been typed since.
    pub wrong: u8,
}

/// Why a code was not accepted. The page says the same for all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeRefusal {
    /// None was sent, or it has run out or been used.
    NoCode,
    /// It is not the one that was sent.
    Wrong,
}

impl SentCode {
    /// A code that is sent now.
    #[must_use]
    pub fn new(digest: String, now: Timestamp) -> Self {
        Self {
            digest,
            until: after(now, CODE_MINUTES),
            wrong: 0,
        }
    }
}

/// Tries a code against the one that was sent, if one was. One that fits is used up; a wrong one is
/// counted, and after a few none works any more.
///
/// # Errors
/// When there is no code that works, or it is not this one.
pub fn enter(
    sent: &mut Option<SentCode>,
    fits: impl Fn(&str) -> bool,
    now: Timestamp,
) -> Result<(), CodeRefusal> {
    let Some(code) = sent else {
        return Err(CodeRefusal::NoCode);
    };
    if now >= code.until || code.wrong >= MOST_WRONG {
        *sent = None;
        return Err(CodeRefusal::NoCode);
    }
    if !fits(&code.digest) {
        code.wrong = code.wrong.saturating_add(1);
        return Err(CodeRefusal::Wrong);
    }
    *sent = None;
    Ok(())
}

/// Whether another code may be asked for after those that were: no more than a few within an hour.
#[must_use]
pub fn may_ask(asked: &[Timestamp], now: Timestamp) -> bool {
    let hour = SignedDuration::from_hours(1);
    let lately = asked.iter().filter(|at| now.duration_since(**at) < hour);
    lately.count() < MOST_CODES
}

/// A moment so many minutes later.
pub(super) fn after(now: Timestamp, minutes: i64) -> Timestamp {
    now.checked_add(SignedDuration::from_mins(minutes))
        .unwrap_or(now)
}
