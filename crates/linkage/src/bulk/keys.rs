//! Where a person is filed, so that two records of one person meet under some
//! key whatever one of them lacks or gets wrong.

use super::person::{Day, People, Person};
use crate::normal::email::local;
use crate::population::hash;

/// How many kinds of key there are.
pub(crate) const KINDS: usize = 24;

/// Keys of one person and one kind; most kinds give one or none.
pub(crate) type Keys = [u64; 2];

/// The keys of one kind; nought where there is none.
pub(crate) fn keys(people: &People, person: &Person, kind: usize) -> Keys {
    let one = |key: Option<u64>| [key.unwrap_or(0), 0];
    match kind {
        0..=7 => by_birth(people, person, kind),
        8 => one((person.phone != 0).then(|| key(kind, person.phone, 0))),
        9 => one(email_key(people, person, kind)),
        10..=16 => one(by_place(people, person, kind)),
        _ => by_name(people, person, kind),
    }
}

/// A key from its kind and two values.
fn key(kind: usize, one: u64, other: u64) -> u64 {
    hash((kind as u8, one, other)) | 1
}

fn pack(one: u32, other: u32) -> u64 {
    u64::from(one) << 32 | u64::from(other)
}

/// How a person's first name and surname sound, short forms as one; 0 for none.
struct Heard {
    given: u32,
    class: u32,
    family: u32,
    given_initial: u8,
    family_initial: u8,
}

fn heard(people: &People, person: &Person) -> Heard {
    let (given, family) = (
        people.words.info(person.given[0]),
        people.words.info(person.family[0]),
    );
    Heard {
        given: given.sound,
        class: given.class,
        family: family.sound,
        given_initial: given.initial,
        family_initial: family.initial,
    }
}

/// Day and month in either order.
fn unordered(born: Day) -> u32 {
    let (a, b) = (born.month(), born.day());
    a.min(b) << 5 | a.max(b)
}

fn by_birth(people: &People, person: &Person, kind: usize) -> Keys {
    let born = person.born;
    if !born.is_full() {
        return [0, 0];
    }
    let h = heard(people, person);
    let day = (born.year() as u32) << 10 | unordered(born);
    let year = born.year() as u32;
    let with = |word: u32, date: u32| {
        if word == 0 {
            0
        } else {
            key(kind, u64::from(word), u64::from(date))
        }
    };
    match kind {
        0 => [
            with(h.family, day),
            if person.family[2] != 0 {
                with(people.words.info(person.family[2]).sound, day)
            } else {
                0
            },
        ],
        1 => [
            with(h.class, day),
            if h.given == h.class {
                0
            } else {
                with(h.given, day)
            },
        ],
        2 => [
            with(
                u32::from(h.given_initial) << 8 | u32::from(h.family_initial),
                day,
            ),
            0,
        ],
        3 => [with(person.postcode, day), 0],
        4 => [
            with(person.outward, day),
            if person.family[2] != 0 {
                with(people.words.info(person.family[1]).sound, day)
            } else {
                0
            },
        ],
        5 => [
            key(
                kind,
                pack(h.class, u32::from(h.family_initial)),
                u64::from(year << 5 | born.month()),
            ),
            0,
        ],
        6 => [
            key(kind, pack(h.class, h.family), u64::from(unordered(born))),
            0,
        ],
        _ => [
            key(
                kind,
                pack(h.class, u32::from(h.family_initial)),
                u64::from(year << 5 | born.day()),
            ),
            0,
        ],
    }
}

fn email_key(people: &People, person: &Person, kind: usize) -> Option<u64> {
    let name = local(people.emails.text(person.email));
    (name.len() >= 4).then(|| key(kind, hash(name), 0))
}

fn by_place(people: &People, person: &Person, kind: usize) -> Option<u64> {
    let h = heard(people, person);
    let code = u64::from(person.postcode);
    let coded = |word: u32| (code != 0 && word != 0).then(|| key(kind, code, u64::from(word)));
    let street = (person.street != 0).then_some(pack(person.street, person.number));
    match kind {
        10 => coded(h.class),
        11 => coded(h.family),
        12 => coded(u32::from(h.given_initial) | 1 << 16).filter(|_| h.given_initial != 0),
        13 => (person.number != 0)
            .then(|| street.map(|s| key(kind, s, u64::from(h.class))))
            .flatten(),
        14 => (person.number != 0)
            .then(|| street.map(|s| key(kind, s, u64::from(h.family))))
            .flatten(),
        15 => (person.outward != 0 && h.class != 0)
            .then(|| key(kind, pack(person.outward, h.class), u64::from(h.family))),
        _ => (h.class != 0 && h.family != 0)
            .then(|| {
                street.map(|_| {
                    key(
                        kind,
                        pack(person.street, h.class),
                        u64::from(h.family_initial),
                    )
                })
            })
            .flatten(),
    }
}

fn by_name(people: &People, person: &Person, kind: usize) -> Keys {
    let h = heard(people, person);
    let years = person.years();
    let (low, high) = (h.class.min(h.family), h.class.max(h.family));
    let dated = |one: u64| match years {
        Some((first, last)) if first == last => [key(kind, one, first as u64), 0],
        Some((first, last)) => [key(kind, one, first as u64), key(kind, one, last as u64)],
        None => [0, 0],
    };
    let both = low != 0;
    match kind {
        // The two names in either order, with the year of birth and alone.
        17 if both => dated(pack(low, high)),
        18 if both => [key(kind, pack(low, high), 0), 0],
        19 if h.class != 0 && person.outward != 0 => dated(pack(h.class, person.outward)),
        // How the words are written, which the sound may hide.
        20 if both => [
            key(
                kind,
                pack(
                    start(people, person.given[0]),
                    start(people, person.family[0]),
                ),
                0,
            ),
            0,
        ],
        21 => middles(people, person, kind, &h),
        22 => other_name(people, person, kind, &h),
        23 if h.class != 0 && h.family == 0 => dated(u64::from(h.class)),
        23 if both => match years {
            // A person with one name may have it in either place elsewhere.
            Some((year, _)) => [
                key(kind, u64::from(h.class), year as u64),
                key(kind, u64::from(h.family), year as u64),
            ],
            None => [0, 0],
        },
        _ => [0, 0],
    }
}

/// A hash of the first four letters.
fn start(people: &People, word: u32) -> u32 {
    let text = people.words.text(word);
    let end = text.char_indices().nth(4).map_or(text.len(), |(at, _)| at);
    hash(text.get(..end)) as u32
}

/// The surname with each of two first names, whichever of them a source uses.
fn middles(people: &People, person: &Person, kind: usize, h: &Heard) -> Keys {
    let with = |word: u32| {
        let info = people.words.info(word);
        if word == 0 || info.length < 2 || h.family == 0 {
            0
        } else {
            key(kind, pack(info.class, h.family), u64::from(person.outward))
        }
    };
    [with(person.given[0]), with(person.middle[0])]
}

/// The names with an alias in the place of the first.
fn other_name(people: &People, person: &Person, kind: usize, h: &Heard) -> Keys {
    let own = |class: u32, family: u32| {
        if class == 0 || family == 0 {
            0
        } else {
            key(kind, pack(class, family), 0)
        }
    };
    match people.alias(person) {
        Some(alias) => {
            let class = if alias.given == 0 {
                h.class
            } else {
                people.words.info(alias.given).class
            };
            let family = if alias.family == 0 {
                h.family
            } else {
                people.words.info(alias.family).sound
            };
            [own(h.class, h.family), own(class, family)]
        }
        None => [own(h.class, h.family), 0],
    }
}
