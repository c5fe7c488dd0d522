//! The weights in use: the shipped table, or one that training made from it.

use crate::level::{Evidence, Level};

/// The weight of every level, and what turns their sum into a probability.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    evidence: Vec<Evidence>,
    /// The sum of weights is multiplied by this before it becomes a
    /// probability: fields are not independent, so a plain sum is too sure.
    pub spread: f64,
    /// Bits added to every sum: how many records a person has on average, less
    /// what relatives make the shipped weights overstate.
    pub lean: f64,
}

/// Below this many people held, the population counts as this many.
const SMALLEST_POPULATION: f64 = 1000.0;

impl Weights {
    /// The weights that ship with the crate.
    pub fn shipped() -> Weights {
        Weights {
            evidence: Level::ALL.iter().map(|level| level.shipped()).collect(),
            spread: 0.75,
            lean: -1.7,
        }
    }

    /// The weight of a level.
    pub fn get(&self, level: Level) -> Evidence {
        self.evidence
            .get(level as usize)
            .copied()
            .unwrap_or(Evidence::Fixed(0.0))
    }

    /// Puts a trained weight in the place of the one for `level`.
    pub fn set(&mut self, level: Level, evidence: Evidence) {
        if let Some(held) = self.evidence.get_mut(level as usize) {
            *held = evidence;
        }
    }

    /// Bits for a level, given the share of people who have the agreeing
    /// value (ignored by fixed weights).
    pub fn bits(&self, level: Level, share: f64) -> f64 {
        match self.get(level) {
            Evidence::Fixed(bits) => bits,
            Evidence::Rarity { base, most } => (base - share.max(1e-9).log2()).clamp(0.0, most),
        }
    }

    /// The probability that two records are one person, from the sum of their
    /// weights and the number of records held.
    pub fn probability(&self, bits: f64, held: usize) -> f64 {
        let chance = self.lean - (held as f64).max(SMALLEST_POPULATION).log2();
        1.0 / (1.0 + (-self.spread * (bits + chance)).exp2())
    }
}

impl Default for Weights {
    fn default() -> Weights {
        Weights::shipped()
    }
}

#[cfg(test)]
mod tests {
    use super::Weights;
    use crate::level::{Evidence, Level};

    #[test]
    fn rare_values_weigh_more_up_to_a_most() {
        let w = Weights::shipped();
        assert!(w.bits(Level::FamilySame, 0.0001) > w.bits(Level::FamilySame, 0.02));
        assert!(w.bits(Level::FamilySame, 0.0) <= 12.0);
        assert_eq!(w.bits(Level::SexSame, 0.5), w.bits(Level::SexSame, 0.001));
    }

    #[test]
    fn probability_rises_with_evidence_and_falls_with_the_crowd() {
        let w = Weights::shipped();
        assert!(w.probability(20.0, 100) > w.probability(10.0, 100));
        assert!(w.probability(20.0, 1_000_000) < w.probability(20.0, 1_000));
        assert!((0.0..=1.0).contains(&w.probability(1e6, 1)));
        assert!((0.0..=1.0).contains(&w.probability(-1e6, 1)));
    }

    #[test]
    fn a_trained_weight_takes_the_place_of_the_shipped_one() {
        let mut w = Weights::shipped();
        w.set(Level::SexSame, Evidence::Fixed(0.25));
        assert_eq!(w.bits(Level::SexSame, 1.0), 0.25);
    }
}
