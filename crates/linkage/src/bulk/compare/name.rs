//! First names, surnames and middle names, in either order and with other names.

use crate::bulk::level::{family, given, middle as mid, order};
use crate::bulk::lexicon::Lexicon;
use crate::bulk::likeness::{Likeness, Part, likeness};
use crate::bulk::person::{People, Person};
use crate::bulk::pool::Id;

/// The levels of the names.
pub(super) struct Names {
    pub given: u8,
    pub family: u8,
    pub order: u8,
}

/// Compares the names of two people, whichever way round fits best.
pub(super) fn levels(people: &People, left: &Person, right: &Person) -> Names {
    let words = &people.words;
    let straight = Names {
        given: given_level(people, &left.given, &right.given),
        family: family_level(people, &left.family, &right.family),
        order: order::STRAIGHT,
    };
    let fits = |names: &Names| fit_given(names.given) + fit_family(names.family);
    let mut best = straight;
    if fits(&best) < 4 {
        if left.alias != 0 || right.alias != 0 {
            let other = alias(people, left, right);
            if fits(&other) > fits(&best) {
                best = other;
            }
        }
        if let Some(other) = swapped(people, left, right)
            && fits(&other) > fits(&best)
        {
            best = other;
        }
    }
    if best.given >= given::ALIKE && middle_is_given(words, left, right) {
        best.given = given::MIDDLE;
    }
    best
}

/// How well a level of first names fits, from 0 to 3.
fn fit_given(level: u8) -> u8 {
    match level {
        given::SAME_COMMON..=given::FORM => 3,
        given::SLIP..=given::START => 2,
        given::INITIAL | given::MIDDLE => 1,
        _ => 0,
    }
}

/// How well a level of surnames fits, from 0 to 3.
fn fit_family(level: u8) -> u8 {
    match level {
        family::SAME_COMMON..=family::FORM => 3,
        family::SLIP..=family::PART => 2,
        _ => 0,
    }
}

/// How rare an agreeing word is: 0 common to 3 rarest.
fn rarity(people: &People, count: u32) -> u8 {
    let one_in = people.len().max(1) as u64 / u64::from(count.max(1));
    match one_in {
        0..=160 => 0,
        161..=800 => 1,
        801..=6000 => 2,
        _ => 3,
    }
}

fn given_level(people: &People, left: &[Id; 3], right: &[Id; 3]) -> u8 {
    let words = &people.words;
    if left[0] == 0 || right[0] == 0 {
        return given::NONE;
    }
    let mut best = likeness(words, left[0], right[0], Part::Given);
    let mut word = left[0];
    if left[1] != 0 || right[1] != 0 {
        for (l, r) in [(2, 2), (2, 0), (0, 2)] {
            if let (Some(l), Some(r)) = (left.get(l), right.get(r))
                && *l != 0
                && *r != 0
            {
                let next = likeness(words, *l, *r, Part::Given);
                if next < best {
                    (best, word) = (next, *l);
                }
            }
        }
    }
    match best {
        Likeness::Same => given::SAME_COMMON + rarity(people, words.info(word).given),
        Likeness::Class => given::FORM,
        Likeness::Slip => given::SLIP,
        Likeness::Slips => given::SLIPS,
        Likeness::Sound => given::SOUND,
        Likeness::Start => given::START,
        Likeness::Initial => given::INITIAL,
        Likeness::Alike => given::ALIKE,
        Likeness::Different => given::DIFFERENT,
    }
}

fn family_level(people: &People, left: &[Id; 3], right: &[Id; 3]) -> u8 {
    let words = &people.words;
    if left[0] == 0 || right[0] == 0 {
        return family::NONE;
    }
    let whole = likeness(words, left[0], right[0], Part::Family);
    let level = match whole {
        Likeness::Same => family::SAME_COMMON + rarity(people, words.info(left[0]).family),
        Likeness::Class => family::FORM,
        Likeness::Slip => family::SLIP,
        Likeness::Slips | Likeness::Start => family::SLIPS,
        Likeness::Sound => family::SOUND,
        Likeness::Alike => family::ALIKE,
        Likeness::Initial | Likeness::Different => family::DIFFERENT,
    };
    let custom = words.info(left[0]).custom || words.info(right[0]).custom;
    let level = if level == family::DIFFERENT && custom {
        family::CUSTOM
    } else {
        level
    };
    if level < family::PART || (left[1] == 0 && right[1] == 0) {
        return level;
    }
    let parts = |ids: &[Id; 3]| {
        if ids[1] == 0 {
            [ids[0], 0]
        } else {
            [ids[1], ids[2]]
        }
    };
    for l in parts(left).into_iter().filter(|id| *id != 0) {
        for r in parts(right).into_iter().filter(|id| *id != 0) {
            if likeness(words, l, r, Part::Family) <= Likeness::Slip {
                return family::PART;
            }
        }
    }
    level
}

/// The names when first name and surname of one stand in each other's place,
/// or the only name of one is the surname of the other.
fn swapped(people: &People, left: &Person, right: &Person) -> Option<Names> {
    let words = &people.words;
    let near =
        |l: Id, r: Id| l != 0 && r != 0 && likeness(words, l, r, Part::Family) <= Likeness::Slips;
    let crossed = near(left.given[0], right.family[0]) || near(left.given[2], right.family[0]);
    let back = near(left.family[0], right.given[0]) || near(left.family[0], right.given[2]);
    if crossed && back {
        return Some(Names {
            given: better(
                given_level(people, &left.family, &right.given),
                given_level(people, &left.given, &right.family),
            ),
            family: better(
                family_level(people, &left.given, &right.family),
                family_level(people, &left.family, &right.given),
            ),
            order: order::SWAPPED,
        });
    }
    let (lone, whole) = match (left.family[0], right.family[0]) {
        (0, f) if f != 0 => (left, right),
        (f, 0) if f != 0 => (right, left),
        _ => return None,
    };
    near(lone.given[0], whole.family[0]).then(|| Names {
        given: given::NONE,
        family: family_level(people, &lone.given, &whole.family),
        order: order::HALF,
    })
}

fn better(left: u8, right: u8) -> u8 {
    if left == 0 || right == 0 {
        left.max(right)
    } else {
        left.min(right)
    }
}

/// The names with another name in the place of the first.
fn alias(people: &People, left: &Person, right: &Person) -> Names {
    let with = |person: &Person| {
        let mut out = (person.given, person.family);
        if let Some(alias) = people.alias(person) {
            if alias.given != 0 {
                out.0 = [alias.given, 0, 0];
            }
            if alias.family != 0 {
                out.1 = [alias.family, 0, 0];
            }
        }
        out
    };
    let (l, r) = (with(left), with(right));
    let names = |a: &([Id; 3], [Id; 3]), b: &([Id; 3], [Id; 3])| Names {
        given: given_level(people, &a.0, &b.0),
        family: family_level(people, &a.1, &b.1),
        order: order::ALIAS,
    };
    let (left, right) = ((left.given, left.family), (right.given, right.family));
    // Of two that fit equally the lower levels, whichever record comes first.
    let fits = |n: &Names| {
        (
            fit_given(n.given) + fit_family(n.family),
            u8::MAX - n.given,
            u8::MAX - n.family,
        )
    };
    let mut best = names(&l, &right);
    for next in [names(&left, &r), names(&l, &r)] {
        if fits(&next) > fits(&best) {
            best = next;
        }
    }
    best
}

/// Whether the first name of one is a middle name of the other.
fn middle_is_given(words: &Lexicon, left: &Person, right: &Person) -> bool {
    let among = |one: &Person, other: &Person| {
        let given = one.given[0];
        words.info(given).length > 1
            && other.middle.iter().any(|m| {
                words.info(*m).length > 1
                    && likeness(words, given, *m, Part::Given) <= Likeness::Slip
            })
    };
    among(left, right) || among(right, left)
}

/// The level of middle names.
pub(super) fn middle(people: &People, left: &Person, right: &Person) -> u8 {
    let words = &people.words;
    match (left.middle[0], right.middle[0]) {
        (0, 0) => return mid::NONE,
        (0, _) | (_, 0) => return mid::ONE,
        _ => {}
    }
    let mut best = Likeness::Different;
    for l in left.middle.iter().filter(|id| **id != 0) {
        for r in right.middle.iter().filter(|id| **id != 0) {
            let (one, other) = (words.info(*l), words.info(*r));
            let initials = one.length == 1 && other.length == 1;
            let next = if initials && l == r {
                Likeness::Initial
            } else {
                likeness(words, *l, *r, Part::Given)
            };
            best = best.min(next);
        }
    }
    match best {
        Likeness::Same | Likeness::Class | Likeness::Slip => mid::SAME,
        Likeness::Initial | Likeness::Start | Likeness::Slips | Likeness::Sound => mid::INITIAL,
        Likeness::Alike | Likeness::Different => mid::DIFFERENT,
    }
}
