//! What the record shows of somebody’s domestic abuse, for whoever writes a report to the court (R209). It names no victim.

use jiff::{Span, Timestamp, civil::Date};

use super::score::HarmIncident;
use crate::platform::calendar::london_date;
use crate::platform::ids::PersonId;
use crate::risk::RiskLevel;

/// Over how many months before the day of the report incidents are told one by one.
pub const MONTHS: i64 = 24;

/// One incident as a report may tell it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct CallOut {
    /// The day in London on which it was reported.
    pub on: Date,
    /// The level in force.
    pub level: RiskLevel,
    /// Which of the victims it was, by a letter that means nothing outside this summary; none where none is named.
    pub victim: Option<String>,
    /// What else it showed, in words.
    pub showed: Vec<String>,
}

/// A summary of what the record shows on a day.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct CallOuts {
    /// From which day on incidents are told one by one.
    pub since: Date,
    /// Those incidents, the newest first.
    pub lines: Vec<CallOut>,
    /// How many there were before that day.
    pub earlier: usize,
    /// How many different victims are named in all.
    pub victims: usize,
}

impl CallOuts {
    /// How many incidents there are in all.
    pub fn total(&self) -> usize {
        self.lines.len() + self.earlier
    }
}

/// Makes the summary from the incidents in which the person is said to have caused harm. Victims get
/// letters in the order in which they first appear, so that a pattern is seen and nobody is named.
pub fn call_outs(incidents: &[HarmIncident], now: Timestamp) -> CallOuts {
    let today = london_date(now);
    let since = today
        .checked_sub(Span::new().months(MONTHS))
        .unwrap_or(today);
    let mut all: Vec<&HarmIncident> = incidents
        .iter()
        .filter(|one| one.reported_at <= now)
        .collect();
    all.sort_by_key(|one| (one.reported_at, one.incident));
    let mut seen: Vec<PersonId> = Vec::new();
    for victim in all.iter().filter_map(|one| one.victim) {
        if !seen.contains(&victim) {
            seen.push(victim);
        }
    }
    let letter = |victim: PersonId| seen.iter().position(|one| *one == victim).map(lettered);
    let told = all
        .iter()
        .rev()
        .filter(|one| london_date(one.reported_at) >= since);
    let lines: Vec<CallOut> = told
        .map(|one| CallOut {
            on: london_date(one.reported_at),
            level: one.level,
            victim: one.victim.and_then(letter),
            showed: one
                .flags
                .iter()
                .map(|flag| flag.label().to_owned())
                .collect(),
        })
        .collect();
    CallOuts {
        since,
        earlier: all.len() - lines.len(),
        lines,
        victims: seen.len(),
    }
}

/// A to Z, then AA, AB and so on.
fn lettered(mut place: usize) -> String {
    let mut letters = Vec::new();
    loop {
        let letter = u8::try_from(place % 26).unwrap_or_default();
        letters.push(char::from(b'A' + letter));
        if place < 26 {
            break;
        }
        place = place / 26 - 1;
    }
    letters.iter().rev().collect()
}
