//! Somebody asked about, who is not held: their own texts beside those that are held.

use super::asking::{GuestSites, GuestWords, Spots, Words};
use super::person::{Also, Day, FullName, GUEST, More, NO_AGE, People, Person, Texts, sex};
use super::reading::{self, Rooms};
use super::row::Row;
use super::view::View;
use crate::normal::{birth, phone};
use crate::record::{AgeOn, Birth, Record, Sex};

/// A person who is not held, with the texts that nobody held has.
#[derive(Debug)]
pub(crate) struct Guest {
    texts: Texts,
    more: More,
    pub person: Person,
}

impl Guest {
    /// The texts of a guest beside those of the people held.
    pub fn view<'a>(&'a self, people: &'a People) -> View<'a> {
        View {
            held: people,
            guest: &self.texts,
            guest_more: Some(&self.more),
        }
    }

    fn new(
        people: &People,
        read: impl FnOnce(&mut GuestWords<'_>, &mut GuestSites<'_>) -> (Person, Option<More>),
    ) -> Guest {
        let mut texts = Texts::default();
        let (mut person, more) = read(
            &mut GuestWords {
                held: &people.texts.words,
                guest: &mut texts.words,
            },
            &mut GuestSites {
                held: &people.texts.sites,
                guest: &mut texts.sites,
            },
        );
        if more.is_some() {
            person.more = GUEST;
        }
        Guest {
            texts,
            more: more.unwrap_or_default(),
            person,
        }
    }
}

/// The guest of a row. Who wrote it down is not compared: a question is no record.
pub(crate) fn of_row(people: &People, row: &Row<'_>) -> Guest {
    Guest::new(people, |words, sites| {
        let mut rooms = Rooms::default();
        let mut name = reading::given(words, row.given_name);
        name.family = reading::family(words, row.family_name);
        if !row.other_names.is_empty() {
            let more = reading::middle(words, row.other_names);
            reading::add_middle(&mut name.middle, more);
        }
        reading::second_as_middle(words, &mut name);
        let mut home = reading::home(sites, &mut rooms, row.address_line, row.postcode);
        home.town = reading::town(sites, &mut rooms, row.town);
        let person = Person {
            phone: phone::number(row.phone).unwrap_or(0),
            email: reading::email(sites, &mut rooms, row.email),
            number: reading::number(sites, &mut rooms, "", row.identifier),
            born: reading::day(row.date_of_birth),
            on: reading::day(row.record_date),
            age: reading::age(row.age),
            sex: reading::sex(row.sex),
            home,
            ..named(name)
        };
        let alias = match row.aliases {
            "" => FullName::default(),
            written => reading::alias(words, written),
        };
        let more = (alias != FullName::default()).then_some(More { alias, also: None });
        (person, more)
    })
}

/// The guest of a record.
pub(crate) fn of_record(people: &People, record: &Record) -> Guest {
    Guest::new(people, |words, sites| read(words, sites, record))
}

/// A record that is to be held.
pub(crate) fn held(people: &mut People, record: &Record) -> (Person, Option<More>) {
    let Texts { words, sites } = &mut people.texts;
    read(words, sites, record)
}

fn named(name: FullName) -> Person {
    Person {
        given: name.given,
        family: name.family,
        middle: name.middle,
        age: NO_AGE,
        ..Person::default()
    }
}

/// Values of one kind that are read from a record; the rest are left out, so
/// that a comparison takes bounded time.
const MOST_VALUES: usize = 12;

fn read(words: &mut impl Words, sites: &mut impl Spots, record: &Record) -> (Person, Option<More>) {
    let rooms = &mut Rooms::default();
    let names = names(words, record);
    let births = distinct(
        record.birth.iter().chain(&record.other_births),
        |b: &Birth| birth::sensible(*b).map(reading::of_birth),
    );
    let homes = distinct(&record.addresses, |address| {
        let mut home = reading::home(sites, rooms, &address.line, &address.postcode);
        home.town = reading::town(sites, rooms, &address.town);
        home.is_known().then_some(home)
    });
    let phones = distinct(&record.phones, |p| phone::number(p));
    let emails = distinct(&record.emails, |e| some(reading::email(sites, rooms, e)));
    let numbers = distinct(&record.identifiers, |i| {
        some(reading::number(sites, rooms, &i.scheme, &i.value))
    });
    let mut person = Person {
        phone: first(&phones),
        email: first(&emails),
        number: first(&numbers),
        born: first(&births),
        home: first(&homes),
        sex: match record.sex {
            Some(Sex::Female) => sex::FEMALE,
            Some(Sex::Male) => sex::MALE,
            _ => 0,
        },
        ..named(first(&names))
    };
    if let Some(AgeOn { years, on }) = record.age {
        person.on = Day::new(on.year, on.month, on.day);
        person.age = u8::try_from(years).unwrap_or(NO_AGE);
        person.age = if person.age <= 120 {
            person.age
        } else {
            NO_AGE
        };
    }
    let also = Also {
        names: rest(names),
        births: rest(births),
        homes: rest(homes),
        phones: rest(phones),
        emails: rest(emails),
        numbers: rest(numbers),
    };
    let more = (!also.is_empty()).then(|| More {
        alias: FullName::default(),
        also: Some(Box::new(also)),
    });
    (person, more)
}

fn names(words: &mut impl Words, record: &Record) -> Vec<FullName> {
    let mut out = distinct(&record.names, |name| {
        let name = reading::full_name(words, name);
        (name.given != 0 || name.family != 0).then_some(name)
    });
    // An alias is often only a first name; it goes with the surname held.
    let family = out.iter().map(|name| name.family).find(|id| *id != 0);
    for name in out.iter_mut().skip(1).filter(|name| name.family == 0) {
        name.family = family.unwrap_or(0);
    }
    out
}

fn some(id: u32) -> Option<u32> {
    (id != 0).then_some(id)
}

fn first<T: Copy + Default>(list: &[T]) -> T {
    list.first().copied().unwrap_or_default()
}

fn rest<T>(list: Vec<T>) -> Vec<T> {
    list.into_iter().skip(1).collect()
}

/// Cleans the first values of a list and leaves out repeats.
fn distinct<'a, T: 'a, U: PartialEq>(
    values: impl IntoIterator<Item = &'a T>,
    mut clean: impl FnMut(&T) -> Option<U>,
) -> Vec<U> {
    let mut out = Vec::new();
    for value in values.into_iter().take(MOST_VALUES * 2) {
        if let Some(value) = clean(value)
            && out.len() < MOST_VALUES
            && !out.contains(&value)
        {
            out.push(value);
        }
    }
    out
}

impl Also {
    fn is_empty(&self) -> bool {
        self.names.is_empty()
            && self.births.is_empty()
            && self.homes.is_empty()
            && self.phones.is_empty()
            && self.emails.is_empty()
            && self.numbers.is_empty()
    }
}
