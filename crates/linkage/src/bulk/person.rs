//! A person as matching keeps them: a handful of numbers in 64 bytes.

use super::bundle::Bundles;
use super::crowd::Crowd;
use super::lexicon::Lexicon;
use super::mix::{ByHash, mix};
use super::pool::{Id, Pool};
use super::view::View;

/// A day as one number that sorts as days do; nought for none. Day and month
/// are nought where only the year is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
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

    /// Day and month in either order.
    pub fn unordered(self) -> u32 {
        let (a, b) = (self.month(), self.day());
        a.min(b) << 5 | a.max(b)
    }
}

/// Sex in one byte: 0 not known, 1 female, 2 male.
pub(crate) mod sex {
    pub const FEMALE: u8 = 1;
    pub const MALE: u8 = 2;
}

/// No age written.
pub(crate) const NO_AGE: u8 = 255;

/// Where somebody lives, in numbers of [`Texts`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Home {
    /// House number and flat, in [`Sites::doors`].
    pub door: u32,
    pub street: Id,
    pub town: Id,
    /// Postcode; see [`Home::outward`].
    pub code: u32,
}

/// Inward parts of postcodes, and one more for "outward part only".
const INWARDS: u32 = 6_761;

/// Outward parts that can be numbered.
const MOST_OUTWARDS: u32 = u32::MAX / INWARDS - 1;

impl Home {
    /// A postcode's number, from the number of its outward part and its inward
    /// part (0 for none, else 1 to 6,760).
    pub fn code_of(outward: Id, inward: u32) -> u32 {
        // A guest's own outward parts are numbered from the end.
        let outward = if outward & GUEST == 0 {
            outward
        } else {
            MOST_OUTWARDS.saturating_sub(outward & !GUEST)
        };
        if outward == 0 || outward > MOST_OUTWARDS {
            0
        } else {
            outward * INWARDS + inward.min(INWARDS - 1)
        }
    }

    /// The number of the outward part; 0 for none.
    pub fn outward(&self) -> Id {
        self.code / INWARDS
    }

    /// The number of a whole postcode; 0 for none.
    pub fn postcode(&self) -> u32 {
        if self.code.is_multiple_of(INWARDS) {
            0
        } else {
            self.code
        }
    }

    /// Whether anything is known of the place.
    pub fn is_known(&self) -> bool {
        self.code != 0 || self.street != 0 || self.town != 0
    }
}

/// One record, cleaned. One line of the processor's cache holds it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[repr(align(64))]
pub(crate) struct Person {
    /// Telephone number as digits with the country code; 0 for none.
    pub phone: u64,
    /// First name or names.
    pub given: Id,
    /// Surname.
    pub family: Id,
    /// Middle names or initials.
    pub middle: [Id; 2],
    /// Where [`People::mores`] holds what else is known, one more than its place; 0 for nothing.
    pub more: u32,
    /// Date of birth.
    pub born: Day,
    /// The day on which the record was written.
    pub on: Day,
    /// E-mail.
    pub email: Id,
    /// A number that another body gave.
    pub number: Id,
    pub home: Home,
    /// Who wrote the record.
    pub source: u16,
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

/// One more name of a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct FullName {
    pub given: Id,
    pub family: Id,
    pub middle: [Id; 2],
}

/// What a person has besides one value of each kind.
#[derive(Clone, Debug, Default)]
pub(crate) struct More {
    /// Another name as one source wrote it; a part that is nought is the person's own.
    pub alias: FullName,
    /// Further values of each kind, for a person known to several sources.
    pub also: Option<Box<Also>>,
}

/// Further values of a person, each at most a dozen.
#[derive(Clone, Debug, Default)]
pub(crate) struct Also {
    pub names: Vec<FullName>,
    pub births: Vec<Day>,
    pub homes: Vec<Home>,
    pub phones: Vec<u64>,
    pub emails: Vec<Id>,
    pub numbers: Vec<Id>,
}

/// Marks a number that belongs to the texts of a guest: somebody asked about, who is not held.
pub(crate) const GUEST: u32 = 1 << 31;

/// Everything that numbers stand for.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    pub words: Lexicon,
    pub sites: Sites,
}

impl Texts {
    /// Bytes in use.
    pub fn bytes(&self) -> usize {
        self.words.bytes() + self.sites.bytes()
    }
}

/// The texts of homes, e-mails and numbers.
#[derive(Debug, Default)]
pub(crate) struct Sites {
    pub places: Pool,
    pub emails: Pool,
    pub numbers: Pool,
    /// The letters that occur before the `@` of each e-mail.
    pub email_letters: Vec<u32>,
    /// House number and flat of each door, in `places`.
    pub doors: Vec<[Id; 2]>,
    door_ids: ByHash<u32>,
}

impl Sites {
    /// The number of a door; nought for none.
    pub fn door(&mut self, number: Id, unit: Id) -> u32 {
        if number == 0 && unit == 0 {
            return 0;
        }
        let key = mix(u64::from(number), u64::from(unit));
        let next = self.doors.len() as u32 + 1;
        let id = *self.door_ids.entry(key).or_insert(next);
        if id == next {
            self.doors.push([number, unit]);
        }
        id
    }

    /// The number of an e-mail.
    pub fn email(&mut self, text: &str) -> Id {
        let id = self.emails.id(text);
        if self.email_letters.len() <= id as usize {
            self.email_letters.resize(id as usize + 1, 0);
            let local = crate::normal::email::local(text);
            self.email_letters[id as usize] = super::lexicon::letters(local);
        }
        id
    }

    /// A door that is kept already.
    pub fn find_door(&self, number: Id, unit: Id) -> Option<u32> {
        if number == 0 && unit == 0 {
            return Some(0);
        }
        let key = mix(u64::from(number), u64::from(unit));
        self.door_ids.get(&key).copied()
    }

    fn bytes(&self) -> usize {
        self.places.bytes()
            + self.emails.bytes()
            + self.numbers.bytes()
            + self.doors.capacity() * 8
            + self.door_ids.capacity() * 17
    }
}

/// All people of a file, in the order of the file, or all people held.
#[derive(Debug, Default)]
pub struct People {
    pub(crate) persons: Vec<Person>,
    /// The callers' ids; a record's place is one less than its id's number.
    pub(crate) ids: Pool,
    pub(crate) texts: Texts,
    pub(crate) mores: Vec<More>,
    /// How many share each person's name, phone and home; filled by meeting.
    pub(crate) crowds: Vec<Crowd>,
    /// Records that say the same; filled by [`super::encode::Encoder::finish`].
    pub(crate) bundles: Bundles,
    /// Nobody: the guest of a comparison between two who are held.
    pub(crate) nobody: Texts,
    /// How many records the frequencies of names come from.
    pub(crate) counted: usize,
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
        self.ids.text(slot + 1)
    }

    /// Each record's place in the order of ids; `None` when that is their own order.
    pub(crate) fn ranks(&self) -> Option<Vec<u32>> {
        let order = self.order()?;
        let mut ranks = vec![0; order.len()];
        for (rank, slot) in (0u32..).zip(order) {
            if let Some(cell) = ranks.get_mut(slot as usize) {
                *cell = rank;
            }
        }
        Some(ranks)
    }

    /// The records in the order of ids; `None` when they stand in it already.
    pub(crate) fn order(&self) -> Option<Vec<u32>> {
        use rayon::slice::ParallelSliceMut;
        let all = 0..self.len() as u32;
        if all.clone().is_sorted_by_key(|slot| self.id(slot)) {
            return None;
        }
        let mut order: Vec<u32> = all.collect();
        order.par_sort_unstable_by(|a, b| self.id(*a).cmp(self.id(*b)));
        Some(order)
    }

    /// Their texts, with no guest.
    pub(crate) fn view(&self) -> View<'_> {
        View {
            held: self,
            guest: &self.nobody,
            guest_more: None,
        }
    }

    /// How many share the values of a record.
    pub(crate) fn crowd(&self, slot: u32) -> Crowd {
        self.crowds.get(slot as usize).copied().unwrap_or_default()
    }
}

impl People {
    /// Counts the words of all names of a person, in or out again.
    pub(crate) fn count_words(&mut self, person: &Person, in_: bool) {
        let words = &mut self.texts.words;
        words.count(person.given, person.family, in_);
        let more = (person.more as usize).checked_sub(1);
        let also = more.and_then(|at| self.mores.get(at)?.also.as_ref());
        for name in also.into_iter().flat_map(|also| &also.names) {
            words.count(name.given, name.family, in_);
        }
    }

    /// Gives back the room that is kept for people to come.
    pub(crate) fn shrink(&mut self) {
        self.persons.shrink_to_fit();
        self.crowds.shrink_to_fit();
        let sites = &mut self.texts.sites;
        for pool in [&mut self.ids, &mut sites.places, &mut sites.emails] {
            pool.shrink();
        }
        sites.numbers.shrink();
    }

    /// Bytes in use.
    pub(crate) fn bytes(&self) -> usize {
        self.persons.capacity() * size_of::<Person>()
            + self.ids.bytes()
            + self.texts.bytes()
            + self.mores.capacity() * size_of::<More>()
            + self.crowds.capacity()
    }
}

#[cfg(test)]
mod tests {
    use super::{Home, Person};

    #[test]
    fn a_person_is_one_line_of_cache_and_a_postcode_keeps_its_parts() {
        assert_eq!(size_of::<Person>(), 64);
        let home = |outward, inward| Home {
            code: Home::code_of(outward, inward),
            ..Home::default()
        };
        assert_eq!((home(7, 0).outward(), home(7, 0).postcode()), (7, 0));
        assert_eq!(home(7, 6_760).outward(), 7);
        assert_ne!(home(7, 1).postcode(), home(7, 2).postcode());
        assert_eq!(home(0, 5), Home::default());
    }
}
