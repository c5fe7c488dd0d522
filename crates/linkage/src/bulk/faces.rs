//! Keys of a person who is a set of values, and those that only a search box and counting use.

use super::keys::{Heard, KINDS, alone, heard, key, keys, pack};
use super::mix::text;
use super::person::{Also, Day, FullName, Home, Person};
use super::pool::Id;
use super::view::View;

/// Kinds of keys that only a search box and counting use, beyond those for matching.
mod boxed {
    pub const WORD: usize = 32;
    pub const POSTCODE: usize = 33;
    pub const BIRTH: usize = 34;
    pub const HOUSE: usize = 35;
    pub const HOME: usize = 36;
    pub const STREET: usize = 37;
}

/// The key of a phone, under which its holders are counted.
pub(crate) fn phone_key(phone: u64) -> u64 {
    if phone == 0 { 0 } else { key(5, phone, 0) }
}

/// The key of both names, under which people of one name are counted.
pub(crate) fn name_key(view: &View<'_>, person: &Person) -> u64 {
    alone(view, person, &heard(view, person), 14)[0]
}

/// The key of a home, under which those who live there are counted.
pub(crate) fn home_key(view: &View<'_>, home: &Home) -> u64 {
    match super::crowd::home_key(view, home) {
        0 => 0,
        home => key(boxed::HOME, home, 0),
    }
}

/// The key of one word of a name, wherever in the name it stands.
pub(crate) fn word_key(word: &str) -> u64 {
    key(boxed::WORD, text(word.as_bytes()), 0)
}

/// The keys of what a search box may ask for alone, besides words of names.
pub(crate) fn value_keys(view: &View<'_>, person: &Person) -> Vec<u64> {
    let also = view.more(person).and_then(|more| more.also.as_deref());
    let mut out = Vec::new();
    let mut of = |face: &Person| {
        let home = &face.home;
        if home.postcode() != 0 {
            out.push(key(boxed::POSTCODE, u64::from(home.postcode()), 0));
        }
        if face.born.is_full() {
            let day = (face.born.year() as u64) << 10 | u64::from(face.born.unordered());
            out.push(key(boxed::BIRTH, day, 0));
        }
        let number = view.door(home.door)[0];
        if home.street != 0 {
            out.push(key(boxed::STREET, u64::from(home.street), 0));
        }
        if home.street != 0 && number != 0 {
            out.push(key(boxed::HOUSE, pack(home.street, number), 0));
        }
        let h = Heard::default();
        out.extend((5..8).map(|kind| keys(view, face, &h, kind)[0]));
    };
    of(person);
    for face in also.map_or_else(Vec::new, |also| faces(person, also)) {
        of(&face);
    }
    out.retain(|key| *key != 0);
    out.sort_unstable();
    out.dedup();
    out
}

/// Every word of every name of a person.
pub(crate) fn words(view: &View<'_>, person: &Person) -> Vec<Id> {
    let more = view.more(person);
    let own = FullName {
        given: person.given,
        family: person.family,
        middle: person.middle,
    };
    let also = more.and_then(|more| more.also.as_deref());
    let names = also.map_or(&[][..], |also| &also.names);
    let mut out: Vec<Id> = std::iter::once(own)
        .chain(more.map(|more| more.alias))
        .chain(names.iter().copied())
        .flat_map(|name| {
            let parts = [view.parts(name.given), view.parts(name.family)];
            parts.into_iter().flatten().chain(name.middle)
        })
        .filter(|id| *id != 0)
        .collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Every key of a person with all of their values, each once, in order.
pub(crate) fn all(view: &View<'_>, person: &Person) -> Vec<u64> {
    let mut out = Vec::with_capacity(KINDS + 6);
    let mut add = |person: &Person| {
        let h = heard(view, person);
        for kind in 0..KINDS {
            out.extend(keys(view, person, &h, kind));
        }
    };
    add(person);
    if let Some(also) = view.more(person).and_then(|more| more.also.as_deref()) {
        for face in faces(person, also) {
            add(&face);
        }
    }
    out.retain(|key| *key != 0);
    out.sort_unstable();
    out.dedup();
    out
}

/// A person with other values in the place of the first ones: every name with
/// every date and every home, and every date with every home.
fn faces(person: &Person, also: &Also) -> Vec<Person> {
    let named = |name: &FullName, held: &Person| Person {
        given: name.given,
        family: name.family,
        middle: name.middle,
        ..*held
    };
    let own = FullName {
        given: person.given,
        family: person.family,
        middle: person.middle,
    };
    let births = |held: Person| {
        let list = also.births.iter();
        list.map(move |born: &Day| Person {
            born: *born,
            ..held
        })
    };
    let homes = |held: Person| {
        let list = also.homes.iter();
        list.map(move |home: &Home| Person {
            home: *home,
            ..held
        })
    };
    let mut out = Vec::new();
    for name in std::iter::once(&own).chain(&also.names) {
        let held = named(name, person);
        out.push(held);
        out.extend(births(held));
        out.extend(homes(held));
    }
    for held in births(*person) {
        out.extend(homes(held));
    }
    let blank = Person {
        age: super::person::NO_AGE,
        ..Person::default()
    };
    out.extend(also.phones.iter().map(|phone| Person {
        phone: *phone,
        ..blank
    }));
    out.extend(also.emails.iter().map(|email| Person {
        email: *email,
        ..blank
    }));
    out.extend(also.numbers.iter().map(|number| Person {
        number: *number,
        ..blank
    }));
    out
}
