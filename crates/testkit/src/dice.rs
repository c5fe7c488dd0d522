//! Chance that repeats: the same numbers in the same order in every run.

use hawthorn_domain::platform::ids::Chance;

/// Numbers from a counter, mixed so that they look like chance (splitmix64 on both halves).
#[derive(Debug, Clone)]
pub struct CountingDice(u64);

impl CountingDice {
    /// Dice that begin at a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}

impl Chance for CountingDice {
    fn bits(&mut self) -> u128 {
        (u128::from(self.next()) << 64) | u128::from(self.next())
    }
}
