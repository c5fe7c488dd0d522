//! Where a person is filed, so that two records of one person meet under some
//! key whatever one of them lacks or gets wrong.

use super::mix::{mix, text};
use super::person::{FullName, Person};
use super::view::View;
use crate::normal::email::local;

/// How many kinds of key there are.
pub(crate) const KINDS: usize = 19;

/// Keys of one person and one kind; most kinds give one or none.
pub(crate) type Keys = [u64; 2];

/// Kinds that rest on names, or on names and a street or district: two who meet
/// under nothing else and whose dates of birth are far apart are strangers.
pub(crate) fn is_of_names(kind: usize) -> bool {
    kind >= NAMES_FROM
}

const NAMES_FROM: usize = 12;

/// The kind under which a person with one name meets those who have it as
/// either of two. It says nothing of two who both have two names.
pub(crate) const LONE: usize = 18;

/// The kinds that rest on an initial, a first name or a district beside one more
/// value, which strangers may share by chance.
pub(crate) const LITTLE: [usize; 5] = [2, 3, 9, 12, 15];

/// The kind under which records with both names meet, whatever else they say.
pub(crate) const NAMES: usize = 14;

/// The kind under which records meet whose names begin alike.
pub(crate) const STARTS: usize = 16;

/// The kind under which records with one reference number meet.
pub(crate) const NUMBER: usize = 7;

/// How a person's first name and surname sound, short forms as one; 0 for none.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Heard {
    given: u32,
    pub class: u32,
    family: u32,
    pub given_initial: u8,
    family_initial: u8,
}

impl Heard {
    /// Both names as one number; nought where one is not known.
    pub fn both(&self) -> u64 {
        if self.class == 0 || self.family == 0 {
            0
        } else {
            pack(self.class, self.family)
        }
    }
}

pub(crate) fn heard(view: &View<'_>, person: &Person) -> Heard {
    let (given, family) = (view.info(person.given), view.info(person.family));
    Heard {
        given: given.sound,
        class: given.class,
        family: family.sound,
        given_initial: given.initial,
        family_initial: family.initial,
    }
}

/// The keys of one kind; nought where there is none.
pub(crate) fn keys(view: &View<'_>, person: &Person, h: &Heard, kind: usize) -> Keys {
    match kind {
        0..=4 => by_birth(view, person, h, kind),
        5 => one(if person.phone == 0 {
            0
        } else {
            key(kind, person.phone, 0)
        }),
        6 => one(email_key(view, person, kind)),
        NUMBER => one(if person.number == 0 {
            0
        } else {
            key(kind, u64::from(person.number), 0)
        }),
        8..=12 => one(by_place(view, person, h, kind)),
        _ => by_name(view, person, h, kind),
    }
}

fn one(key: u64) -> Keys {
    [key, 0]
}

/// A key from its kind and two values.
pub(crate) fn key(kind: usize, one: u64, other: u64) -> u64 {
    mix(mix(one, kind as u64), other) | 1
}

pub(crate) fn pack(one: u32, other: u32) -> u64 {
    u64::from(one) << 32 | u64::from(other)
}

fn by_birth(view: &View<'_>, person: &Person, h: &Heard, kind: usize) -> Keys {
    let born = person.born;
    if !born.is_full() {
        return [0, 0];
    }
    let day = (born.year() as u32) << 10 | born.unordered();
    let with = |word: u32, date: u32| {
        if word == 0 {
            0
        } else {
            key(kind, u64::from(word), u64::from(date))
        }
    };
    // The first (1) or the last (2) word of a double surname.
    let half = |which: usize| view.info(view.parts(person.family)[which]).sound;
    match kind {
        0 => [with(h.family, day), with(half(2), day)],
        1 => [
            with(h.class, day),
            if h.given == h.class {
                0
            } else {
                with(h.given, day)
            },
        ],
        2 => one(with(
            u32::from(h.given_initial) << 8 | u32::from(h.family_initial),
            day,
        )),
        3 => [with(person.home.outward(), day), with(half(1), day)],
        // Another year: the day and month in either order with both names.
        _ => one(if h.class == 0 || h.family == 0 {
            0
        } else {
            key(kind, pack(h.class, h.family), u64::from(born.unordered()))
        }),
    }
}

fn email_key(view: &View<'_>, person: &Person, kind: usize) -> u64 {
    if person.email == 0 {
        return 0;
    }
    let name = local(view.email(person.email));
    if name.len() >= 4 {
        key(kind, text(name.as_bytes()), 0)
    } else {
        0
    }
}

fn by_place(view: &View<'_>, person: &Person, h: &Heard, kind: usize) -> u64 {
    let home = &person.home;
    let code = home.postcode();
    let house = |word: u32| {
        if home.street == 0 || home.door == 0 || word == 0 {
            return 0;
        }
        match view.door(home.door)[0] {
            0 => 0,
            number => key(kind, pack(home.street, number), u64::from(word)),
        }
    };
    let ready = |good: bool, one: u64, other: u32| {
        if good {
            key(kind, one, u64::from(other))
        } else {
            0
        }
    };
    match kind {
        8 => ready(code != 0 && h.family != 0, u64::from(code), h.family),
        9 => ready(
            code != 0 && h.given_initial != 0,
            u64::from(code),
            u32::from(h.given_initial),
        ),
        10 => house(h.class),
        11 => house(h.family),
        _ => ready(
            home.street != 0 && h.class != 0 && h.family != 0,
            pack(home.street, h.class),
            u32::from(h.family_initial),
        ),
    }
}

fn by_name(view: &View<'_>, person: &Person, h: &Heard, kind: usize) -> Keys {
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
        13 if both => dated(pack(low, high)),
        NAMES => alone(view, person, h, kind),
        15 if h.class != 0 && person.home.outward() != 0 => {
            dated(pack(h.class, person.home.outward()))
        }
        // How the words are written, which the sound may hide.
        STARTS if both => {
            let start = |word: u32| view.info(word).start;
            one(key(
                kind,
                pack(start(person.given), start(person.family)),
                0,
            ))
        }
        17 => middles(view, person, h, kind),
        LONE if h.class != 0 && h.family == 0 => dated(u64::from(h.class)),
        LONE if both => match years {
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

/// Both names in either order, and another name in the place of one or both.
pub(crate) fn alone(view: &View<'_>, person: &Person, h: &Heard, kind: usize) -> Keys {
    let both = |class: u32, family: u32| {
        if class == 0 || family == 0 {
            0
        } else {
            key(kind, pack(class.min(family), class.max(family)), 0)
        }
    };
    let own = both(h.class, h.family);
    let Some(alias) = view.more(person).map(|more| more.alias) else {
        return one(own);
    };
    let other = |id: u32, heard: u32, own: u32| if id == 0 { own } else { heard };
    let given = other(alias.given, view.info(alias.given).class, h.class);
    let family = other(alias.family, view.info(alias.family).sound, h.family);
    let known = alias != FullName::default();
    [own, if known { both(given, family) } else { 0 }]
}

/// The surname with each of two first names, whichever of them a source uses.
fn middles(view: &View<'_>, person: &Person, h: &Heard, kind: usize) -> Keys {
    let with = |class: u32, length: u8| {
        if length < 2 || h.family == 0 {
            0
        } else {
            key(
                kind,
                pack(class, h.family),
                u64::from(person.home.outward()),
            )
        }
    };
    let middle = view.info(person.middle[0]);
    [
        with(h.class, view.info(person.given).length),
        with(middle.class, middle.length),
    ]
}
