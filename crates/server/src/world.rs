//! The real world: the clock, chance and the stopwatch. Nothing else in Hawthorn reads them.
#![allow(
    clippy::disallowed_methods,
    reason = "this is the door through which time and chance come in"
)]

use std::time::{Duration, Instant};

use hawthorn_app::jobs::run::Surroundings;
use hawthorn_app::platform::ask::Dice;
use hawthorn_domain::platform::ids::Chance;
use jiff::{SignedDuration, Timestamp};

/// The machine's clock and the system's source of chance. For practice with
/// invented people the clock may stand at another moment, from where it runs on.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealWorld {
    ahead: SignedDuration,
}

impl RealWorld {
    /// A world whose clock stands at `moment` now.
    pub fn standing_at(moment: Timestamp) -> Self {
        Self {
            ahead: moment.duration_since(Timestamp::now()),
        }
    }
}

impl Surroundings for RealWorld {
    fn now(&self) -> Timestamp {
        let now = Timestamp::now();
        now.checked_add(self.ahead).unwrap_or(now)
    }
    fn dice(&self) -> Dice {
        Box::new(SystemDice)
    }
}

/// Chance from the operating system.
#[derive(Debug, Clone, Copy)]
pub struct SystemDice;

impl Chance for SystemDice {
    fn bits(&mut self) -> u128 {
        let mut bytes = [0; 16];
        // No number is better than one that can be guessed, so this waits until there is one.
        while getrandom::fill(&mut bytes).is_err() {
            std::thread::sleep(Duration::from_millis(10));
        }
        u128::from_be_bytes(bytes)
    }
}

impl SystemDice {
    /// 32 bytes for a key.
    pub fn key(mut self) -> [u8; 32] {
        let mut key = [0; 32];
        let (first, second) = key.split_at_mut(16);
        first.copy_from_slice(&self.bits().to_be_bytes());
        second.copy_from_slice(&self.bits().to_be_bytes());
        key
    }
}

/// Measures how long something takes.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts it.
    pub fn start() -> Self {
        Self(Instant::now())
    }
    /// The time since.
    pub fn taken(self) -> Duration {
        self.0.elapsed()
    }
}

/// The moment now.
pub fn now() -> Timestamp {
    RealWorld::default().now()
}
