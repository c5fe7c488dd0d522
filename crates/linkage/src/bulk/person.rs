//! A person as bulk matching keeps them: a handful of numbers.

use super::lexicon::Lexicon;
use super::pool::{ByHash, Id, Pool};

/// A day as one number that sorts as days do; nought for none. Day and month
/// are nought where only the year is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(pub u32);

impl Day {
    /// A day of the calendar.
    pub fn new(year: i16, month: u8, day: u8) -> Day {
        let year = u32::try_from(year).unwrap_or(0);
        Day(year << 9 | u32::from(month & 15) << 5 | u32::from(day & 31))
    }

    /// The year, 0 for none.
    pub fn year(self) -> i32 {
        (self.0 >> 9) as i32
    }

    /// The month, 0 when not known.
    pub fn month(self) -> u32 {
        self.0 >> 5 & 15
    }

    /// The day of the month, 0 when not known.
    pub fn day(self) -> u32 {
        self.0 & 31
    }

    /// Whether day, month and year are known.
    pub fn is_full(self) -> bool {
        self.day() > 0
    }

    /// Whether nothing is known.
    pub fn is_none(self) -> bool {
        self.0 == 0
    }
}

/// Sex in one byte: 0 not known, 1 female, 2 male.
pub(crate) mod sex {
    pub const FEMALE: u8 = 1;
    pub const MALE: u8 = 2;
}

/// No age written.
pub(crate) const NO_AGE: u8 = 255;

/// One record, cleaned. Numbers of words are those of [`People::words`].
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Person {
    /// First names: the first, the second, and both as one word.
    pub given: [Id; 3],
    /// The surname as one word, then its parts when there are two.
    pub family: [Id; 3],
    /// Middle names or initials.
    pub middle: [Id; 2],
    /// Where [`People::aliases`] holds another name, one more than its place; 0 for none.
    pub alias: u32,
    /// Date of birth.
    pub born: Day,
    /// The day on which the record was written.
    pub on: Day,
    /// Telephone number as digits with the country code; 0 for none.
    pub phone: u64,
    /// E-mail, in [`People::emails`].
    pub email: Id,
    /// House number, flat, street, in [`People::places`].
    pub number: Id,
    pub unit: Id,
    pub street: Id,
    pub town: Id,
    /// Outward part and whole postcode, in [`People::places`].
    pub outward: Id,
    pub postcode: Id,
    /// Who wrote the record, in [`People::places`].
    pub source: Id,
    /// Age on that day, or [`NO_AGE`].
    pub age: u8,
    pub sex: u8,
}

impl Person {
    /// The first and last possible year of birth, from the date or the age.
    pub fn years(&self) -> Option<(i32, i32)> {
        if !self.born.is_none() {
            return Some((self.born.year(), self.born.year()));
        }
        let (first, last) = self.born_between()?;
        Some((first.year(), last.year()))
    }

    /// The first and last possible day of birth that the age allows.
    pub fn born_between(&self) -> Option<(Day, Day)> {
        if self.age == NO_AGE || !self.on.is_full() {
            return None;
        }
        let back = u32::from(self.age) << 9;
        let last = Day(self.on.0.checked_sub(back)?);
        Some((Day(last.0.checked_sub(1 << 9)?), last))
    }
}

/// Another name of a person.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Alias {
    pub given: Id,
    pub family: Id,
}

/// All people of a file, in the order of the file.
#[derive(Debug, Default)]
pub struct People {
    pub(crate) persons: Vec<Person>,
    pub(crate) ids: Ids,
    pub(crate) words: Lexicon,
    pub(crate) places: Pool,
    pub(crate) emails: Pool,
    pub(crate) aliases: Vec<Alias>,
    /// How many records share a home, a phone, an e-mail or a full name, by hash.
    pub(crate) counts: ByHash<u32>,
}

impl People {
    /// How many records there are.
    pub fn len(&self) -> usize {
        self.persons.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.persons.is_empty()
    }

    /// The caller's id of a record by its place in the file.
    pub fn id(&self, slot: u32) -> &str {
        self.ids.get(slot)
    }

    pub(crate) fn alias(&self, person: &Person) -> Option<&Alias> {
        self.aliases.get((person.alias as usize).checked_sub(1)?)
    }

    pub(crate) fn count(&self, key: u64) -> u32 {
        self.counts.get(&key).copied().unwrap_or(0)
    }
}

/// The callers' ids, end to end.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    text: String,
    ends: Vec<u32>,
}

impl Ids {
    pub fn push(&mut self, id: &str) {
        self.text.push_str(id);
        self.ends.push(self.text.len() as u32);
    }

    pub fn get(&self, slot: u32) -> &str {
        let at = slot as usize;
        let from = at
            .checked_sub(1)
            .and_then(|b| self.ends.get(b))
            .copied()
            .unwrap_or(0);
        let to = self.ends.get(at).copied().unwrap_or(from);
        self.text
            .get(from as usize..to as usize)
            .unwrap_or_default()
    }
}
