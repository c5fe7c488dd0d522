//! First names, surnames and middle names, in either order and with other names.

use super::Many;
use crate::bulk::level::{At, Levels, family, given, middle as mid, order};
use crate::bulk::likeness::{Likeness, Part, likeness};
use crate::bulk::person::{FullName, Person};
use crate::bulk::pool::Id;
use crate::bulk::view::View;

/// The levels of the names.
#[derive(Clone, Copy)]
pub(super) struct Names {
    pub given: u8,
    pub family: u8,
    pub order: u8,
}

/// Compares the names of two people, whichever way round fits best; then their middle names.
pub(super) fn levels(view: &View<'_>, left: &Person, right: &Person) -> (Names, u8) {
    let straight = Names {
        given: given_level(view, left.given, right.given),
        family: family_level(view, left.family, right.family),
        order: order::STRAIGHT,
    };
    let fits = |names: &Names| fit_given(names.given) + fit_family(names.family);
    let mut best = straight;
    if fits(&best) < 4 {
        let aliased = |person: &Person| {
            let more = if person.more == 0 {
                None
            } else {
                view.more(person)
            };
            more.map(|more| more.alias)
                .filter(|alias| *alias != FullName::default())
        };
        let aliases = (aliased(left), aliased(right));
        if aliases.0.is_some() || aliases.1.is_some() {
            let other = alias(view, (left, aliases.0), (right, aliases.1));
            if fits(&other) > fits(&best) {
                best = other;
            }
        }
        if let Some(other) = swapped(view, left, right)
            && fits(&other) > fits(&best)
        {
            best = other;
        }
    }
    if best.given >= given::ALIKE && middle_is_given(view, left, right) {
        best.given = given::MIDDLE;
    }
    (best, middle(view, left, right))
}

/// The best of all names of one with all names of the other: by how well it
/// fits, then by the lower levels, so that no order of values matters.
pub(super) fn sets(view: &View<'_>, left: Many<'_>, right: Many<'_>, out: &mut Levels) {
    let list = |(side, also): Many<'_>| -> Vec<Person> {
        let names = also.map_or(&[][..], |also| &also.names);
        let other = names.iter().map(|name| Person {
            given: name.given,
            family: name.family,
            middle: name.middle,
            ..*side.person
        });
        std::iter::once(*side.person).chain(other).collect()
    };
    let rank = |(names, middle): &(Names, u8)| {
        (
            fit_given(names.given) + fit_family(names.family),
            names.given != given::NONE && names.family != family::NONE,
            u8::MAX - names.order,
            u8::MAX - names.given,
            u8::MAX - names.family,
            u8::MAX - *middle,
        )
    };
    let others = list(right);
    let found = list(left)
        .iter()
        .flat_map(|one| others.iter().map(|other| levels(view, one, other)))
        .max_by_key(rank);
    if let Some((names, middle)) = found {
        out[At::given as usize] = names.given;
        out[At::family as usize] = names.family;
        out[At::order as usize] = names.order;
        out[At::middle as usize] = middle;
    }
}

/// The names of a search box beside one name of somebody held, whichever way round fits better. A box
/// has no places for first name and surname, and each word is told for what it is: one that agrees
/// says nothing of the other, unlike in [`levels`], where a record written the wrong way round is
/// weighed as a whole.
pub(crate) fn asked(view: &View<'_>, asked: [Id; 2], held: [Id; 2]) -> (u8, u8) {
    let [first, last] = asked;
    let [given, family] = held;
    let straight = (
        given_level(view, first, given),
        family_level(view, last, family),
    );
    let turned = (
        given_level(view, last, given),
        family_level(view, first, family),
    );
    if fit_asked(turned) > fit_asked(straight) {
        turned
    } else {
        straight
    }
}

/// How well two such levels fit together, for choosing among several names of one person: by how well,
/// then by a whole name before half of one, then by the lower levels.
pub(crate) fn fit_asked((given, family): (u8, u8)) -> impl Ord {
    let fits = fit_given(given) + fit_family(family);
    let whole = given != given::NONE && family != family::NONE;
    (fits, whole, u8::MAX - given, u8::MAX - family)
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

/// As many imaginary records are mixed in, so that a small file does not take
/// every name for common, with as many of them as usually share one name.
const IMAGINED: u64 = 1_000;
const SHARE_GIVEN: u32 = 2;
const SHARE_FAMILY: u32 = 1;

/// How rare an agreeing word is: 0 common to 3 rarest.
fn rarity(view: &View<'_>, count: u32) -> u8 {
    let all = view.held.counted as u64 + IMAGINED;
    match all / u64::from(count.max(1)) {
        0..=160 => 0,
        161..=800 => 1,
        801..=6000 => 2,
        _ => 3,
    }
}

fn given_level(view: &View<'_>, left: Id, right: Id) -> u8 {
    if left == 0 || right == 0 {
        return given::NONE;
    }
    let (left, right) = (view.parts(left), view.parts(right));
    let mut best = likeness(view, left[0], right[0], Part::Given);
    let mut word = left[0];
    if left[1] != 0 || right[1] != 0 {
        for (l, r) in [(2, 2), (2, 0), (0, 2)] {
            if let (Some(l), Some(r)) = (left.get(l), right.get(r))
                && *l != 0
                && *r != 0
            {
                let next = likeness(view, *l, *r, Part::Given);
                if next < best {
                    (best, word) = (next, *l);
                }
            }
        }
    }
    match best {
        Likeness::Same => given::SAME_COMMON + rarity(view, view.given(word) + SHARE_GIVEN),
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

fn family_level(view: &View<'_>, left: Id, right: Id) -> u8 {
    if left == 0 || right == 0 {
        return family::NONE;
    }
    let (left, right) = (view.parts(left), view.parts(right));
    let whole = likeness(view, left[0], right[0], Part::Family);
    let level = match whole {
        Likeness::Same => family::SAME_COMMON + rarity(view, view.family(left[0]) + SHARE_FAMILY),
        Likeness::Class => family::FORM,
        Likeness::Slip => family::SLIP,
        Likeness::Slips | Likeness::Start => family::SLIPS,
        Likeness::Sound => family::SOUND,
        Likeness::Alike => family::ALIKE,
        Likeness::Initial | Likeness::Different => family::DIFFERENT,
    };
    let custom = view.info(left[0]).custom || view.info(right[0]).custom;
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
    for l in parts(&left).into_iter().filter(|id| *id != 0) {
        for r in parts(&right).into_iter().filter(|id| *id != 0) {
            if likeness(view, l, r, Part::Family) <= Likeness::Slip {
                return family::PART;
            }
        }
    }
    level
}

/// The names when first name and surname of one stand in each other's place,
/// or the only name of one is the surname of the other.
fn swapped(view: &View<'_>, left: &Person, right: &Person) -> Option<Names> {
    let near =
        |l: Id, r: Id| l != 0 && r != 0 && likeness(view, l, r, Part::Family) <= Likeness::Slips;
    let (lg, lf) = (view.parts(left.given), view.parts(left.family)[0]);
    let (rg, rf) = (view.parts(right.given), view.parts(right.family)[0]);
    let crossed = near(lg[0], rf) || near(lg[2], rf);
    if crossed && (near(lf, rg[0]) || near(lf, rg[2])) {
        return Some(Names {
            given: better(
                given_level(view, left.family, right.given),
                given_level(view, left.given, right.family),
            ),
            family: better(
                family_level(view, left.given, right.family),
                family_level(view, left.family, right.given),
            ),
            order: order::SWAPPED,
        });
    }
    let (lone, whole) = match (lf, rf) {
        (0, f) if f != 0 => (left, right),
        (f, 0) if f != 0 => (right, left),
        _ => return None,
    };
    near(view.parts(lone.given)[0], view.parts(whole.family)[0]).then(|| Names {
        given: given::NONE,
        family: family_level(view, lone.given, whole.family),
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

/// A person and another name of theirs.
type Aliased<'a> = (&'a Person, Option<FullName>);

/// The names with another name in the place of the first.
fn alias(view: &View<'_>, left: Aliased<'_>, right: Aliased<'_>) -> Names {
    let own = |(person, _): Aliased<'_>| [person.given, person.family];
    let other = |(person, alias): Aliased<'_>| {
        let or_own = |id: Id, own: Id| if id == 0 { own } else { id };
        alias.map_or([person.given, person.family], |alias| {
            [
                or_own(alias.given, person.given),
                or_own(alias.family, person.family),
            ]
        })
    };
    let names = |a: [Id; 2], b: [Id; 2]| Names {
        given: given_level(view, a[0], b[0]),
        family: family_level(view, a[1], b[1]),
        order: order::ALIAS,
    };
    // Of two that fit equally the lower levels, whichever record comes first.
    let fits = |n: &Names| {
        (
            fit_given(n.given) + fit_family(n.family),
            u8::MAX - n.given,
            u8::MAX - n.family,
        )
    };
    let mut best = names(other(left), own(right));
    for next in [
        names(own(left), other(right)),
        names(other(left), other(right)),
    ] {
        if fits(&next) > fits(&best) {
            best = next;
        }
    }
    best
}

/// Whether the first name of one is a middle name of the other.
fn middle_is_given(view: &View<'_>, left: &Person, right: &Person) -> bool {
    let among = |one: &Person, other: &Person| {
        if other.middle[0] == 0 {
            return false;
        }
        let given = view.parts(one.given)[0];
        view.info(given).length > 1
            && other.middle.iter().any(|m| {
                view.info(*m).length > 1 && likeness(view, given, *m, Part::Given) <= Likeness::Slip
            })
    };
    among(left, right) || among(right, left)
}

/// The level of middle names.
fn middle(view: &View<'_>, left: &Person, right: &Person) -> u8 {
    match (left.middle[0], right.middle[0]) {
        (0, 0) => return mid::NONE,
        (0, _) | (_, 0) => return mid::ONE,
        _ => {}
    }
    let mut best = Likeness::Different;
    for l in left.middle.iter().filter(|id| **id != 0) {
        for r in right.middle.iter().filter(|id| **id != 0) {
            let (one, other) = (view.info(*l), view.info(*r));
            let initials = one.length == 1 && other.length == 1;
            let next = if initials && l == r {
                Likeness::Initial
            } else {
                likeness(view, *l, *r, Part::Given)
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
