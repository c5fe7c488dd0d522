//! What both harnesses stand on: the real binary as a process, a plain HTTP connection, sheets of invented people, a database of its own.

pub mod county;
pub mod http;
pub mod place;
pub mod server;
pub mod sheet;

use hawthorn_domain::platform::ids::Chance;
use hawthorn_testkit::CountingDice;

/// Chance that repeats from a seed, in the small pieces that a harness asks for.
#[derive(Debug, Clone)]
pub struct Luck(CountingDice);

impl Luck {
    /// Chance from a seed and a stream number, so that each thread and each cycle has its own.
    pub fn new(seed: u64, stream: u64) -> Self {
        Self(CountingDice::new(
            seed.rotate_left(32) ^ stream.wrapping_mul(0xD134_2543_DE82_EF95),
        ))
    }

    /// A number below `end`; 0 when `end` is 0.
    pub fn below(&mut self, end: u64) -> u64 {
        (self.0.bits() as u64).checked_rem(end).unwrap_or(0)
    }

    /// One of several.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len() as u64) as usize)
    }
}
