//! From what a sheet says of a person to the numbers that are compared.

use std::collections::HashMap;

use super::lexicon::Lexicon;
use super::person::{Alias, Day, NO_AGE, People, Person, sex};
use super::pool::Id;
use crate::normal::{address, email, name, phone, postcode, text};
use crate::population::hash;
use crate::record::{Birth, Name};

/// One row of a sheet of people, as written; a missing column is blank.
#[derive(Clone, Copy, Debug, Default)]
pub struct Row<'a> {
    /// The sheet's own id of the record.
    pub id: &'a str,
    /// Who wrote the record.
    pub source: &'a str,
    /// The day on which it was written.
    pub record_date: &'a str,
    /// First name or names.
    pub given_name: &'a str,
    /// Surname.
    pub family_name: &'a str,
    /// Middle names or initials.
    pub other_names: &'a str,
    /// Other names, with `;` or `|` between them.
    pub aliases: &'a str,
    /// Date of birth.
    pub date_of_birth: &'a str,
    /// Age in years on the day of the record.
    pub age: &'a str,
    /// Sex.
    pub sex: &'a str,
    /// House and street.
    pub address_line: &'a str,
    /// Town.
    pub town: &'a str,
    /// Postcode.
    pub postcode: &'a str,
    /// Telephone.
    pub phone: &'a str,
    /// E-mail.
    pub email: &'a str,
}

/// The columns of a sheet of people, in the order of [`Row`].
pub const COLUMNS: [&str; 15] = [
    "id",
    "source",
    "record_date",
    "given_name",
    "family_name",
    "other_names",
    "aliases",
    "date_of_birth",
    "age",
    "sex",
    "address_line",
    "town",
    "postcode",
    "phone",
    "email",
];

impl<'a> Row<'a> {
    /// A row from cells in the order of [`COLUMNS`].
    pub fn of(cells: &'a [std::borrow::Cow<'_, str>; COLUMNS.len()]) -> Row<'a> {
        let [
            id,
            source,
            record_date,
            given_name,
            family_name,
            other_names,
            aliases,
            date_of_birth,
            age,
            sex,
            address_line,
            town,
            postcode,
            phone,
            email,
        ] = cells;
        Row {
            id: id.trim(),
            source,
            record_date,
            given_name,
            family_name,
            other_names,
            aliases,
            date_of_birth,
            age,
            sex,
            address_line,
            town,
            postcode,
            phone,
            email,
        }
    }
}

/// Days from a fixed day to a date as written; `None` for a date that is not one.
pub(crate) fn days(written: &str) -> Option<i64> {
    let day = day(written);
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

/// Parts of names as numbers, kept by the text they were read from.
type Read<T> = HashMap<Box<str>, T, ahash::RandomState>;

/// Fills [`People`] row by row. What a text comes to is remembered, because
/// most names, towns and streets of a sheet come again.
#[derive(Debug, Default)]
pub struct Encoder {
    people: People,
    given: Read<[Id; 6]>,
    family: Read<[Id; 3]>,
    homes: Read<[Id; 3]>,
    towns: Read<Id>,
    postcodes: Read<[Id; 2]>,
}

/// Remembered texts of one kind at most; a bound on memory, not on the sheet.
const MOST_REMEMBERED: usize = 200_000;

fn remembered<T: Copy>(held: &mut Read<T>, text: &str, read: impl FnOnce() -> T) -> T {
    if let Some(found) = held.get(text) {
        return *found;
    }
    let found = read();
    if held.len() < MOST_REMEMBERED && text.len() <= 80 {
        held.insert(text.into(), found);
    }
    found
}

impl Encoder {
    /// Adds one row.
    pub fn add(&mut self, row: &Row<'_>) {
        let person = self.person(row);
        self.people.ids.push(row.id);
        count(&mut self.people, &person);
        self.people.persons.push(person);
    }

    /// Cleans a row without adding it. Its words are kept; it counts for nothing.
    pub(crate) fn read(&mut self, row: &Row<'_>) -> Person {
        self.person(row)
    }

    /// The people read so far.
    pub fn people(&self) -> &People {
        &self.people
    }

    /// The people read.
    pub fn finish(self) -> People {
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

    fn person(&mut self, row: &Row<'_>) -> Person {
        let mut person = Person::default();
        self.names(row, &mut person);
        self.other_name(row, &mut person);
        person.born = day(row.date_of_birth);
        person.on = day(row.record_date);
        person.age = row
            .age
            .trim()
            .parse::<u8>()
            .ok()
            .filter(|a| *a <= 120)
            .unwrap_or(NO_AGE);
        person.sex = match row.sex.trim().as_bytes().first() {
            Some(b'F' | b'f') => sex::FEMALE,
            Some(b'M' | b'm') => sex::MALE,
            _ => 0,
        };
        self.place(row, &mut person);
        person.phone = phone::canonical(row.phone)
            .and_then(|p| p.parse().ok())
            .unwrap_or(0);
        person.email = email::canonical(row.email).map_or(0, |e| self.people.emails.id(&e));
        person
    }

    /// First names, surname and middle names.
    fn names(&mut self, row: &Row<'_>, person: &mut Person) {
        let words = &mut self.people.words;
        let given = remembered(&mut self.given, row.given_name, || {
            given_names(words, row.given_name)
        });
        person.given.copy_from_slice(&given[..3]);
        person.family = remembered(&mut self.family, row.family_name, || {
            let parts = name::parts(&Name::new("", row.family_name)).family;
            match parts.as_slice() {
                [] => [0; 3],
                [one] => [words.id(one), 0, 0],
                [first, .., last] => [words.id(&parts.concat()), words.id(first), words.id(last)],
            }
        });
        let mut middle = [given[3], given[4]]
            .into_iter()
            .filter(|id| *id != 0)
            .collect::<Vec<Id>>();
        if !row.other_names.is_empty() {
            let parts = name::parts(&Name::new(row.other_names, "")).given;
            middle.extend(parts.iter().map(|w| words.id(w)));
        }
        // The second of two first names may be the other source's middle name.
        if middle.is_empty() && person.given[1] != 0 {
            middle.push(person.given[1]);
        }
        for (cell, id) in person.middle.iter_mut().zip(middle) {
            *cell = id;
        }
    }

    /// The first other name.
    fn other_name(&mut self, row: &Row<'_>, person: &mut Person) {
        let People { words, aliases, .. } = &mut self.people;
        let Some(written) = row.aliases.split([';', '|']).find(|a| !a.trim().is_empty()) else {
            return;
        };
        let parts = name::parts(&Name::full(written));
        let mut id = |words_of: &[String]| words_of.first().map_or(0, |w| words.id(w));
        let alias = Alias {
            given: id(&parts.given),
            family: id(&parts.family),
        };
        aliases.push(alias);
        person.alias = aliases.len() as u32;
    }

    /// Home, town, postcode and who wrote it down.
    fn place(&mut self, row: &Row<'_>, person: &mut Person) {
        let places = &mut self.people.places;
        [person.number, person.unit, person.street] =
            remembered(&mut self.homes, row.address_line, || {
                let home = address::parse(row.address_line).unwrap_or_default();
                [home.number, home.unit, home.street].map(|part| places.id(&part))
            });
        person.town = remembered(&mut self.towns, row.town, || {
            places.id(&text::fold(row.town))
        });
        [person.outward, person.postcode] = remembered(&mut self.postcodes, row.postcode, || {
            let (outward, whole) = postcode_parts(row.postcode);
            [places.id(&outward), places.id(&whole)]
        });
        person.source = places.id(row.source.trim());
    }
}

/// The first first name, the second, both joined, then initials behind them.
fn given_names(words: &mut Lexicon, written: &str) -> [Id; 6] {
    let parts = name::parts(&Name::new(written, ""));
    let mut out = [0; 6];
    let kept = parts
        .given
        .iter()
        .filter(|w| w.len() > 1 || parts.given.len() == 1);
    for (cell, word) in out.iter_mut().zip(kept.clone().take(2)) {
        *cell = words.id(word);
    }
    // "Ann J": the initial behind a first name is a middle name.
    let initials = parts.given.iter().skip(1).filter(|w| w.len() == 1);
    for (cell, word) in out.iter_mut().skip(3).zip(initials.take(2)) {
        *cell = words.id(word);
    }
    if out[1] != 0 {
        let joined: String = kept.take(2).map(String::as_str).collect();
        out[2] = words.id(&joined);
    }
    out
}

/// Outward part and whole of a postcode; a code of another country is taken whole.
fn postcode_parts(written: &str) -> (String, String) {
    match postcode::parse(written) {
        Some(code) if code.inward.is_empty() => (code.outward, String::new()),
        Some(code) => {
            let whole = format!("{}{}", code.outward, code.inward);
            (code.outward, whole)
        }
        None => {
            let plain: String = written
                .chars()
                .take(16)
                .filter(char::is_ascii_alphanumeric)
                .map(|c| c.to_ascii_uppercase())
                .collect();
            let usable = plain.len() >= 3 && plain.bytes().any(|b| b.is_ascii_digit());
            if usable {
                (plain.clone(), plain)
            } else {
                Default::default()
            }
        }
    }
}

/// A date as a number; placeholders, blanks and days that do not exist are none.
fn day(written: &str) -> Day {
    if written.is_empty() {
        return Day::default();
    }
    match Birth::parse(&spaced(written)) {
        Some(Birth::Full(date)) => Day::new(date.year, date.month, date.day),
        Some(Birth::Month { year, month }) => Day::new(year, month, 0),
        Some(Birth::Year(year)) => Day::new(year, 0, 0),
        None => Day::default(),
    }
}

/// Eight digits without marks are year, month and day.
fn spaced(written: &str) -> String {
    let written = written.trim();
    match (written.get(..4), written.get(4..6), written.get(6..)) {
        (Some(year), Some(month), Some(day))
            if written.len() == 8 && written.bytes().all(|b| b.is_ascii_digit()) =>
        {
            format!("{year}-{month}-{day}")
        }
        _ => written.chars().take(40).collect(),
    }
}

/// The kinds of values that are counted.
#[derive(Hash)]
pub(crate) enum Counted {
    Home,
    Phone,
    Name,
}

/// The number under which a person's home is counted; `None` without a house number.
pub(crate) fn home_key(person: &Person) -> Option<u64> {
    let near = if person.postcode == 0 {
        person.street
    } else {
        person.postcode
    };
    (person.number != 0 && near != 0)
        .then(|| hash((Counted::Home as u8, person.number, person.unit, near)))
}

/// The number under which a phone is counted.
pub(crate) fn phone_key(phone: u64) -> u64 {
    hash((Counted::Phone as u8, phone))
}

/// The number under which a full name is counted: how it sounds, short forms as one.
pub(crate) fn name_key(people: &People, person: &Person) -> u64 {
    let given = people.words.info(person.given[0]).class;
    let family = people.words.info(person.family[0]).sound;
    hash((Counted::Name as u8, given, family))
}

fn count(people: &mut People, person: &Person) {
    for id in person.given.iter().take(2).filter(|id| **id != 0) {
        people.words.count_given(*id);
    }
    for id in person.family.iter().filter(|id| **id != 0) {
        people.words.count_family(*id);
    }
    let keys = [
        home_key(person),
        (person.phone != 0).then(|| phone_key(person.phone)),
        (person.given[0] != 0 && person.family[0] != 0).then(|| name_key(people, person)),
    ];
    for key in keys.into_iter().flatten() {
        *people.counts.entry(key).or_default() += 1;
    }
}
