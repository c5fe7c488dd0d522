//! Seeded chance: every draw of the county comes from here, so that a seed repeats it.

use hawthorn_domain::platform::ids::Chance;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// A stream of chance that a seed repeats.
pub(crate) struct Luck(ChaCha8Rng);

impl Luck {
    /// A stream that begins at a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// A stream of its own for one request or one part of the county.
    pub(crate) fn part(&mut self) -> Self {
        Self::new(self.0.random())
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        if high <= low {
            low
        } else {
            self.0.random_range(low..=high)
        }
    }

    /// A place in a list of `length`; nought for an empty one.
    pub(crate) fn below(&mut self, length: usize) -> usize {
        if length == 0 {
            0
        } else {
            self.0.random_range(0..length)
        }
    }

    /// True in this many of a thousand cases.
    pub(crate) fn in_thousand(&mut self, cases: u32) -> bool {
        self.0.random_range(0..1_000_u32) < cases
    }

    /// One of a list of words; nothing of an empty one.
    pub(crate) fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        let at = self.below(words.len());
        words.get(at).copied().unwrap_or_default()
    }
}

impl Chance for Luck {
    fn bits(&mut self) -> u128 {
        self.0.random()
    }
}
