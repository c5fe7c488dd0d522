//! Shares, rates and times: what the numbers say against the area's targets (R190, R191, F32, F33).

use jiff::Timestamp;

use crate::marac::action::ActionState;
use crate::platform::settings::marac::ReferrerShare;

/// A number of tenths, so that one figure behind the point is shown without a machine's fractions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tenths(pub u64);

impl std::fmt::Display for Tenths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.0 / 10, self.0 % 10)
    }
}

/// A part of a whole in per cent, to a tenth; none of nothing.
pub fn share(part: u64, whole: u64) -> Option<Tenths> {
    divided(part.saturating_mul(1_000), whole)
}

/// Cases in twelve months for each 10,000 adult women (F32); none without a population.
pub fn per_10000(cases: u64, adult_women: u64) -> Option<Tenths> {
    divided(cases.saturating_mul(100_000), adult_women)
}

/// Rounded to the nearest, a half upwards.
fn divided(number: u64, by: u64) -> Option<Tenths> {
    let halved = number.checked_add(by / 2)?;
    halved.checked_div(by).map(Tenths)
}

codes! {
    /// How an agency's share stands to what the area expects: the beginning of a conversation, never a rank (R190).
    pub enum Expectation {
        Below = "below", "Fewer than expected";
        Within = "within", "As expected";
        Above = "above", "More than expected";
        None = "none", "No share is expected";
    }
}

/// Compares a share with the range that the area expects of the agency.
pub fn expectation(part: u64, whole: u64, expected: Option<&ReferrerShare>) -> Expectation {
    let (Some(range), Some(share)) = (expected, share(part, whole)) else {
        return Expectation::None;
    };
    if share.0 < u64::from(range.least_percent) * 10 {
        Expectation::Below
    } else if share.0 > u64::from(range.most_percent) * 10 {
        Expectation::Above
    } else {
        Expectation::Within
    }
}

/// What became of the actions of some meetings (F24).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ActionCount {
    /// Agreed.
    pub agreed: usize,
    /// Done.
    pub done: usize,
    /// Overtaken by circumstances.
    pub no_longer_possible: usize,
    /// Not done.
    pub not_done: usize,
    /// Still to do.
    pub open: usize,
}

impl ActionCount {
    /// Counts one more.
    pub fn add(&mut self, state: ActionState) {
        self.agreed += 1;
        match state {
            ActionState::Open => self.open += 1,
            ActionState::Done => self.done += 1,
            ActionState::NoLongerPossible => self.no_longer_possible += 1,
            ActionState::NotDone => self.not_done += 1,
        }
    }

    /// Done, of all that could still be done: what circumstances overtook is in neither.
    pub fn completed(&self) -> Option<Tenths> {
        let possible = self.agreed.saturating_sub(self.no_longer_possible);
        share(self.done as u64, possible as u64)
    }
}

/// The middle one of some times, in seconds; the lower of the two middle ones when they are even.
/// It is what half of the meetings kept to.
pub fn middle(mut seconds: Vec<i64>) -> Option<i64> {
    seconds.sort_unstable();
    seconds.get(seconds.len().checked_sub(1)? / 2).copied()
}

/// From the end of a meeting to the first time that its minutes were handed on, in seconds (F26).
pub fn minutes_time(closed: Option<Timestamp>, handed_on: Option<Timestamp>) -> Option<i64> {
    Some(handed_on?.duration_since(closed?).as_secs().max(0))
}
