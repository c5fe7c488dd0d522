//! How well one field fits what was asked in a search box, before it is put into words: words are made only for those who are shown.

use crate::bulk::level::{At, FIELDS, Levels, birth, family, given};
use crate::bulk::table::Table;
use crate::candidate::Reason;
use crate::field::{Field, Verdict};
use crate::tell::{reason, verdict};

/// How well one field fits: a reason before it is put into words.
pub(super) struct Fit {
    at: At,
    pub field: Field,
    pub verdict: Verdict,
    pub bits: f64,
    /// Words of its own, in place of those of its level.
    pub words: Option<&'static str>,
}

impl Fit {
    pub fn of(table: &Table, levels: &Levels, at: At, field: Field) -> Fit {
        Fit {
            at,
            field,
            verdict: verdict(table, levels, at as usize),
            bits: f64::from(fit(at, levels)),
            words: None,
        }
    }

    pub fn agrees(&self) -> bool {
        matches!(self.verdict, Verdict::Same | Verdict::Close)
    }

    pub fn told(&self, table: &Table, levels: &Levels) -> Reason {
        let reason = reason(table, levels, self.at, self.field, 0.0);
        Reason {
            verdict: self.verdict,
            bits: self.bits,
            words: self.words.map_or(reason.words, str::to_owned),
            ..reason
        }
    }
}

/// How well a field fits, in bits: rare values more, other values against.
fn fit(at: At, levels: &Levels) -> f32 {
    let level = levels[at as usize];
    let verdict = FIELDS[at as usize]
        .levels
        .get(level as usize)
        .map_or(Verdict::NotKnown, |level| level.verdict);
    match (at, verdict) {
        (_, Verdict::NotKnown) => 0.0,
        // The four levels of a name that is the same go from common to rare.
        (At::given | At::family, Verdict::Same) => 5.0 + 2.0 * f32::from(level),
        (At::birth, Verdict::Same) => 13.0,
        (At::birth, Verdict::Close) if level == birth::SWAPPED => 8.0,
        (At::given, Verdict::Close) => match level {
            given::FORM => 6.0,
            given::SLIP => 5.0,
            given::SLIPS => 4.0,
            given::SOUND | given::START => 3.0,
            given::INITIAL | given::MIDDLE => 2.0,
            _ => 0.5,
        },
        (At::family, Verdict::Close) => match level {
            family::FORM => 6.0,
            family::SLIP => 5.0,
            family::SLIPS | family::PART => 4.0,
            family::SOUND => 3.0,
            _ => 0.5,
        },
        (At::sex, Verdict::Same) => 1.0,
        (At::middle, Verdict::Different) => -2.0,
        (At::place | At::phone | At::email, Verdict::Different) => -1.0,
        (_, Verdict::Same) => 10.0,
        (_, Verdict::Close) => 4.0,
        (_, Verdict::Different) => -6.0,
    }
}
