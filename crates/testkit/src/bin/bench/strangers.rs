//! Invented people of a large town, any number of them, the same for the same seed.

use super::running::Luck;
use super::running::sheet::{FIRST, GIVEN, LAST, MIDDLE};

/// Somebody with a home, whom no sheet speaks of.
#[derive(Debug, Clone)]
pub struct Stranger {
    /// The given name.
    pub given: String,
    /// The family name.
    pub family: String,
    /// The date of birth.
    pub born: jiff::civil::Date,
    /// The line of the address.
    pub line: String,
    /// The postcode.
    pub postcode: String,
}

impl Stranger {
    /// What somebody types who looks for them: the family name with a letter left out.
    pub fn asked(&self) -> String {
        let cut = self.family.char_indices().nth(3);
        let family: String = self
            .family
            .char_indices()
            .filter(|(at, _)| Some(*at) != cut.map(|(at, _)| at))
            .map(|(_, letter)| letter)
            .collect();
        format!("{} {family} {}", self.given, self.born)
    }
}

/// Makes strangers.
#[derive(Debug, Clone)]
pub struct Strangers {
    luck: Luck,
}

impl Strangers {
    /// Strangers from a seed.
    pub fn new(seed: u64) -> Self {
        Self {
            luck: Luck::new(seed, 11),
        }
    }

    /// Somebody of a large town: some names are common, most are rare.
    pub fn one_more(&mut self) -> Stranger {
        let mut word = |words: &[&str]| {
            // The square of a chance favours the first of the list.
            let chance = self.luck.below(1_000);
            let place = chance * chance * words.len() as u64 / 1_000_000;
            let word = usize::try_from(place).ok().and_then(|at| words.get(at));
            (*word.unwrap_or(&"")).to_owned()
        };
        let given = [
            word(GIVEN),
            word(&["", "a", "ine", "elle", "ette", "o", "us", "is"]),
        ]
        .concat();
        let family = [word(FIRST), word(MIDDLE), word(LAST)].concat();
        let street = [word(FIRST), word(LAST)].concat();
        let mut below = |end: u64| self.luck.below(end) as i8;
        let (day, month) = (1 + below(28), 1 + below(12));
        let year = 1940 + i16::from(below(66));
        let house = 1 + below(120);
        let postcode = format!(
            "CV{} {}{}{}",
            1 + below(40),
            1 + below(9),
            char::from(b'A' + below(26) as u8),
            char::from(b'A' + below(26) as u8)
        );
        Stranger {
            given,
            family,
            born: jiff::civil::Date::new(year, month, day).unwrap_or_default(),
            line: format!("{house} {street} Road"),
            postcode,
        }
    }
}
