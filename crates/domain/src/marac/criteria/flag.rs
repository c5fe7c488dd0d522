//! Flag and tag: a pair is flagged from its last MARAC referral until the window ends, and then no more (F21).

use jiff::Timestamp;
use jiff::civil::Date;

use super::repeat::{Window, counts};
use super::{PairFacts, PairIncident};
use crate::platform::calendar::london_date;
use crate::platform::ids::MaracReferralId;
use crate::platform::settings::choices::RepeatClock;
use crate::platform::settings::marac::Repeat;

/// A pair that came to MARAC and whose window has not ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairFlag {
    /// The last referral.
    pub referral: MaracReferralId,
    /// The first day of the flag.
    pub from: Date,
    /// The last day of the flag. It lapses by itself the day after.
    pub until: Date,
    /// Whether the referral has been heard.
    pub heard: bool,
    /// What was reported since, oldest first: all that makes a repeat, or may.
    pub new: Vec<PairIncident>,
}

impl PairFlag {
    /// Whether something new was reported since the last referral was heard, so
    /// that the pair should come to MARAC again. What comes in while a referral
    /// waits is for that referral's own meeting.
    pub fn calls_for_referral(&self) -> bool {
        self.heard && !self.new.is_empty()
    }
}

/// The flag on the pair today, if it has one. An area that counts from the
/// meeting flags from the referral all the same, so that nothing goes unseen
/// while the pair waits to be heard.
pub fn pair_flag(facts: &PairFacts, rule: &Repeat, now: Timestamp) -> Option<PairFlag> {
    let began = |earlier: &super::EarlierReferral| match rule.clock_from {
        RepeatClock::Referral => earlier.referred_at,
        RepeatClock::Meeting => earlier
            .heard_at
            .filter(|heard| *heard <= now)
            .unwrap_or(earlier.referred_at),
    };
    let (at, earlier) = facts
        .earlier
        .iter()
        .filter(|earlier| !rule.same_perpetrator || earlier.perpetrator == facts.perpetrator)
        .map(|earlier| (began(earlier), earlier))
        .filter(|(at, _)| *at <= now)
        .max_by_key(|(at, earlier)| (*at, earlier.referral))?;
    let window = Window::from(at, rule.months, earlier);
    if london_date(now) > window.last_day {
        return None;
    }
    let new = window
        .since(facts, now)
        .into_iter()
        .filter(|(inside, incident)| *inside && counts(incident, rule) != Some(false))
        .map(|(_, incident)| incident.clone())
        .collect();
    Some(PairFlag {
        referral: earlier.referral,
        from: london_date(at),
        until: window.last_day,
        heard: earlier.heard_at.is_some_and(|heard| heard <= now),
        new,
    })
}
