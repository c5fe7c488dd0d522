//! The gate before the public doors: counts what comes within the hour, in memory alone and under marks that nobody can turn back into an address (D4 of issue 6).

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use hawthorn_domain::doors::flood::{Lately, bare};
use jiff::{SignedDuration, Timestamp};

/// How far back is counted.
const HOUR: SignedDuration = SignedDuration::from_hours(1);
/// The most marks that are kept; beyond it the oldest are forgotten, so that memory stays bounded.
const MOST: usize = 20_000;

/// Counts by mark. It is empty after a restart, which lets a flood begin anew and loses nobody.
#[derive(Debug, Default)]
pub struct Gate {
    counts: Mutex<HashMap<String, Count>>,
}

#[derive(Debug, Clone, Copy)]
struct Count {
    /// When the hour that is being counted began.
    since: Timestamp,
    number: u32,
}

/// The two marks of what is being sent: from where, and which words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks {
    place: String,
    words: String,
}

impl Marks {
    /// The marks of a place, such as a network address, and of the words sent.
    #[must_use]
    pub fn of(place: &str, words: &str) -> Self {
        Self {
            place: mark("place", place),
            words: mark("words", &bare(words)),
        }
    }
    /// The marks of a one-time code that is asked for: from where, and to which address.
    #[must_use]
    pub fn of_code(place: &str, address: &str) -> Self {
        Self {
            place: mark("code from", place),
            words: mark("code to", &address.to_lowercase()),
        }
    }
    /// The mark under which what is set aside is folded: the words, so that one text is one line
    /// from however many places it came, or else the place.
    #[must_use]
    pub fn folded(&self, same_words: bool) -> String {
        let mark = if same_words { &self.words } else { &self.place };
        mark.chars().take(16).collect()
    }
}

fn mark(kind: &str, text: &str) -> String {
    let digest = blake3::derive_key("hawthorn door mark v1", format!("{kind} {text}").as_bytes());
    digest
        .iter()
        .take(12)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

impl Gate {
    /// How much came lately with these marks; this one is not counted.
    pub fn lately(&self, marks: &Marks, shown: bool, now: Timestamp) -> Lately {
        let counts = self.counts();
        let number = |mark: &str| {
            counts
                .get(mark)
                .filter(|count| now.duration_since(count.since) < HOUR)
                .map_or(0, |count| count.number)
        };
        Lately {
            from_here: number(&marks.place),
            same_words: number(&marks.words),
            shown,
        }
    }

    /// Counts one that was sent.
    pub fn count(&self, marks: &Marks, now: Timestamp) {
        let mut counts = self.counts();
        if counts.len() >= MOST {
            counts.retain(|_, count| now.duration_since(count.since) < HOUR);
        }
        if counts.len() >= MOST {
            // A flood of ever new marks: the fullest are the ones worth remembering.
            counts.retain(|_, count| count.number > 1);
        }
        if counts.len() >= MOST {
            counts.clear();
        }
        for mark in [&marks.place, &marks.words] {
            let count = counts.entry(mark.clone()).or_insert(Count {
                since: now,
                number: 0,
            });
            if now.duration_since(count.since) >= HOUR {
                *count = Count {
                    since: now,
                    number: 0,
                };
            }
            count.number = count.number.saturating_add(1);
        }
    }

    fn counts(&self) -> MutexGuard<'_, HashMap<String, Count>> {
        // A panic in between leaves numbers that are still numbers.
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::constant(1_774_364_400, 0);

    #[test]
    fn what_comes_within_the_hour_is_counted_by_place_and_by_words() {
        let gate = Gate::default();
        let here = Marks::of("192.0.2.7", "Buy now!");
        gate.count(&here, NOW);
        gate.count(&Marks::of("192.0.2.8", "buy NOW"), NOW);
        let lately = gate.lately(&here, false, NOW);
        assert_eq!((lately.from_here, lately.same_words), (1, 2));
        let later = NOW + SignedDuration::from_mins(61);
        assert_eq!(gate.lately(&here, false, later).same_words, 0);
        assert!(!here.folded(true).contains("192"));
    }

    #[test]
    fn memory_stays_bounded() {
        let gate = Gate::default();
        for number in 0..MOST * 3 {
            gate.count(
                &Marks::of(&number.to_string(), &format!("words {number}")),
                NOW,
            );
        }
        assert!(gate.counts().len() <= MOST + 2);
    }
}
