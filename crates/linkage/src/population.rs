//! How common each name, home, phone and e-mail is among the people held.

use ahash::RandomState;
use std::collections::HashMap;

/// What kind of value is counted or filed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Counted {
    Given,
    Family,
    Home,
    Phone,
    Email,
}

/// Hashes a kind and a value. The seeds are fixed so that one process gives
/// one answer; hashes are never stored.
pub(crate) fn hash(value: impl std::hash::Hash) -> u64 {
    RandomState::with_seeds(0x6861, 0x7774, 0x686f, 0x726e).hash_one(value)
}

/// Counts of values, so that agreeing on a rare one can weigh more.
#[derive(Clone, Debug, Default)]
pub(crate) struct Population {
    records: u32,
    counts: HashMap<u64, u32>,
}

/// As many imaginary records as this are mixed in, so that a small index does
/// not take every name for rare.
const IMAGINED: f64 = 1000.0;

impl Population {
    /// Adds one record's distinct values.
    pub fn add(&mut self, values: &[u64]) {
        self.records = self.records.saturating_add(1);
        for value in values {
            let count = self.counts.entry(*value).or_default();
            *count = count.saturating_add(1);
        }
    }

    /// Takes one record's distinct values away again.
    pub fn take(&mut self, values: &[u64]) {
        self.records = self.records.saturating_sub(1);
        for value in values {
            if let Some(count) = self.counts.get_mut(value) {
                *count -= 1;
                if *count == 0 {
                    self.counts.remove(value);
                }
            }
        }
    }

    /// The share of people with a value, never nought.
    pub fn share(&self, kind: Counted, value: &str) -> f64 {
        let usual = match kind {
            Counted::Given => 0.002,
            Counted::Family => 0.001,
            Counted::Home | Counted::Phone | Counted::Email => 0.0001,
        };
        let count = self.counts.get(&hash((kind, value))).copied().unwrap_or(0);
        (f64::from(count) + IMAGINED * usual) / (f64::from(self.records) + IMAGINED)
    }
}

#[cfg(test)]
mod tests {
    use super::{Counted, Population, hash};

    #[test]
    fn shares_follow_counts_and_taking_away_undoes_adding() {
        let jones = [hash((Counted::Family, "jones"))];
        let mut people = Population::default();
        let before = people.share(Counted::Family, "jones");
        for _ in 0..500 {
            people.add(&jones);
        }
        assert!(people.share(Counted::Family, "jones") > 0.3);
        assert!(people.share(Counted::Family, "ellwood") < before);
        for _ in 0..500 {
            people.take(&jones);
        }
        assert_eq!(people.share(Counted::Family, "jones"), before);
        assert!(people.counts.is_empty());
    }
}
