//! From what a sheet says of a person to the numbers that are compared.

use super::mix;
use super::mix::ByHash;
use super::person::{FullName, More, People, Person};
use super::pool::{Id, Pool};
use super::reading::{self, Rooms};
use crate::normal::phone;

pub use super::row::{COLUMNS, Row};

/// Days from a fixed day to a date as written; `None` for a date that is not one.
pub(crate) fn days(written: &str) -> Option<i64> {
    let day = reading::day(written);
    let (year, month, date) = (
        i64::from(day.year()),
        i64::from(day.month()),
        i64::from(day.day()),
    );
    // Counted from March, so that the odd day of a leap year comes last.
    let (y, m) = if month <= 2 {
        (year - 1, month + 9)
    } else {
        (year, month - 3)
    };
    day.is_full()
        .then_some(365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + date)
}

/// Numbers kept by the hash of the text that they were read from.
type Read<T> = ByHash<T>;

/// Remembered texts of one kind at most; a bound on memory, not on the sheet.
const MOST_REMEMBERED: usize = 200_000;

/// What a text comes to is remembered, because most names, towns and streets
/// of a sheet come again.
fn remembered<T: Copy>(held: &mut Read<T>, text: &str, read: impl FnOnce() -> T) -> T {
    let key = mix::text(text.as_bytes());
    if let Some(found) = held.get(&key) {
        return *found;
    }
    let found = read();
    if held.len() < MOST_REMEMBERED {
        held.insert(key, found);
    }
    found
}

/// Fills [`People`] row by row.
#[derive(Debug, Default)]
pub struct Encoder {
    people: People,
    names: NameMemory,
    places: PlaceMemory,
    rooms: Rooms,
}

#[derive(Debug, Default)]
struct NameMemory {
    given: Read<FullName>,
    family: Read<Id>,
    middle: Read<[Id; 2]>,
}

#[derive(Debug, Default)]
struct PlaceMemory {
    towns: Read<Id>,
    sources: Pool,
}

/// What a row says of names.
#[derive(Clone, Copy, Debug, Default)]
struct Names {
    name: FullName,
    alias: FullName,
}

impl Encoder {
    /// Adds one row.
    pub fn add(&mut self, row: &Row<'_>) {
        let names = self.names.read(&mut self.people.texts.words, row);
        let person = self
            .places
            .read(&mut self.people.texts.sites, &mut self.rooms, row);
        self.keep(row.id, names, person);
    }

    /// Adds many rows, names beside places; `meanwhile` runs beside both.
    pub(crate) fn add_all<'a, T: Send>(
        &mut self,
        rows: &[Row<'a>],
        meanwhile: impl FnOnce() -> T + Send,
    ) -> T {
        let Encoder {
            people,
            names,
            places,
            rooms,
        } = self;
        let (words, sites) = (&mut people.texts.words, &mut people.texts.sites);
        let (read, (persons, result)) = rayon::join(
            || {
                rows.iter()
                    .map(|row| names.read(words, row))
                    .collect::<Vec<Names>>()
            },
            || {
                let persons = rows
                    .iter()
                    .map(|row| places.read(sites, rooms, row))
                    .collect::<Vec<Person>>();
                (persons, meanwhile())
            },
        );
        for ((row, names), person) in rows.iter().zip(read).zip(persons) {
            self.keep(row.id, names, person);
        }
        result
    }

    fn keep(&mut self, id: &str, names: Names, mut person: Person) {
        let people = &mut self.people;
        let FullName {
            given,
            family,
            middle,
        } = names.name;
        (person.given, person.family, person.middle) = (given, family, middle);
        if names.alias != FullName::default() {
            people.mores.push(More {
                alias: names.alias,
                also: None,
            });
            person.more = people.mores.len() as u32;
        }
        people.ids.push(id);
        people.texts.words.count(given, family, true);
        people.persons.push(person);
        people.counted += 1;
    }

    /// The people read so far.
    pub fn people(&self) -> &People {
        &self.people
    }

    /// The people read.
    pub fn finish(mut self) -> People {
        self.people.bundles = super::bundle::Bundles::new(&self.people);
        self.people.count_crowds();
        self.people
    }

    /// How many rows were added.
    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// Whether no row was added.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }
}

impl NameMemory {
    fn read(&mut self, words: &mut super::lexicon::Lexicon, row: &Row<'_>) -> Names {
        let mut name = remembered(&mut self.given, row.given_name, || {
            reading::given(words, row.given_name)
        });
        name.family = remembered(&mut self.family, row.family_name, || {
            reading::family(words, row.family_name)
        });
        if !row.other_names.is_empty() {
            let written = remembered(&mut self.middle, row.other_names, || {
                reading::middle(words, row.other_names)
            });
            reading::add_middle(&mut name.middle, written);
        }
        reading::second_as_middle(words, &mut name);
        let alias = match row.aliases {
            "" => FullName::default(),
            written => reading::alias(words, written),
        };
        Names { name, alias }
    }
}

impl PlaceMemory {
    fn read(
        &mut self,
        sites: &mut super::person::Sites,
        rooms: &mut Rooms,
        row: &Row<'_>,
    ) -> Person {
        let town = remembered(&mut self.towns, row.town, || {
            reading::town(sites, rooms, row.town)
        });
        let mut home = reading::home(sites, rooms, row.address_line, row.postcode);
        home.town = town;
        Person {
            phone: phone::number(row.phone).unwrap_or(0),
            email: reading::email(sites, rooms, row.email),
            number: reading::number(sites, rooms, "", row.identifier),
            born: reading::day(row.date_of_birth),
            on: reading::day(row.record_date),
            source: self.sources.id(row.source.trim()).min(u32::from(u16::MAX)) as u16,
            age: reading::age(row.age),
            sex: reading::sex(row.sex),
            home,
            ..Person::default()
        }
    }
}
