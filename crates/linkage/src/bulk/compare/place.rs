//! Addresses.

use super::Side;
use crate::bulk::level::place;
use crate::bulk::lexicon::letters;
use crate::bulk::likeness::distance;
use crate::bulk::person::Home;
use crate::bulk::view::View;

/// What of two addresses is the same, near or other.
struct Two {
    /// Both postcodes are known; they are the same.
    code: bool,
    code_same: bool,
    out_same: bool,
    out_other: bool,
    town_other: bool,
    streets: bool,
    street_same: bool,
    street_near: bool,
    numbers: bool,
    number_same: bool,
    unit_other: bool,
}

fn both(l: u32, r: u32) -> bool {
    l != 0 && r != 0
}

fn two(view: &View<'_>, left: &Home, right: &Home) -> Two {
    let same = |l: u32, r: u32| both(l, r) && l == r;
    let other = |l: u32, r: u32| both(l, r) && l != r;
    let street_same = same(left.street, right.street);
    let streets = both(left.street, right.street);
    let (doors, other_doors) = if left.door == right.door {
        let doors = view.door(left.door);
        (doors, doors)
    } else {
        (view.door(left.door), view.door(right.door))
    };
    Two {
        code: both(left.postcode(), right.postcode()),
        code_same: same(left.postcode(), right.postcode()),
        out_same: same(left.outward(), right.outward()),
        out_other: other(left.outward(), right.outward()),
        town_other: other(left.town, right.town),
        streets,
        street_same,
        street_near: street_same || (streets && near(view, left.street, right.street)),
        numbers: both(doors[0], other_doors[0]),
        number_same: same(doors[0], other_doors[0]),
        unit_other: other(doors[1], other_doors[1]),
    }
}

/// The level of address.
pub(super) fn level(view: &View<'_>, one: Side<'_>, other: Side<'_>) -> u8 {
    let (left, right) = (&one.person.home, &other.person.home);
    if !left.is_known() || !right.is_known() {
        return place::NONE;
    }
    let t = two(view, left, right);
    if t.number_same && (t.street_near || (t.code_same && !t.streets)) {
        return one_house(one.crowd.home().max(other.crowd.home()), &t);
    }
    let near_number = || near_number(view, left, right);
    if t.code_same {
        return match (t.street_near, t.numbers) {
            (true, true) if near_number() => place::NUMBER_SLIP,
            _ if t.number_same && t.streets => place::STREET_SLIP,
            (_, true) => place::NEIGHBOUR,
            (true, false) => place::STREET,
            _ => place::POSTCODE,
        };
    }
    if t.street_near && !t.out_other && !t.town_other && !t.code {
        return match t.numbers {
            true if near_number() => place::NUMBER_SLIP,
            true => place::DISTRICT,
            false => place::STREET,
        };
    }
    if t.code && t.street_near && t.out_same {
        return if t.numbers {
            place::DISTRICT
        } else {
            place::POSTCODE_OTHER
        };
    }
    if t.out_same {
        return place::DISTRICT;
    }
    if t.out_other || t.town_other {
        let one_town = both(left.town, right.town) && !t.town_other;
        return if one_town {
            place::TOWN
        } else {
            place::DIFFERENT
        };
    }
    if both(left.town, right.town) {
        place::TOWN
    } else {
        place::NONE
    }
}

/// The level of two addresses with one number and street; `crowd` says how many live there.
fn one_house(crowd: u8, t: &Two) -> u8 {
    if t.unit_other {
        return place::FLAT;
    }
    // The same house number and street in another town is chance.
    let elsewhere = t.out_other || (!t.code_same && !t.out_same && t.town_other);
    match crowd {
        _ if elsewhere => place::DIFFERENT,
        _ if t.code && !t.code_same => place::POSTCODE_OTHER,
        2.. => place::HOME_CROWD,
        _ if !t.street_same => place::STREET_SLIP,
        1 => place::HOME_SHARED,
        _ => place::HOME,
    }
}

/// Whether two streets differ by one slip or two.
fn near(view: &View<'_>, left: u32, right: u32) -> bool {
    let (l, r) = (view.place(left), view.place(right));
    let (short, long) = (l.len().min(r.len()), l.len().max(r.len()));
    if long - short > 2 || short < 5 || long > 40 {
        return false;
    }
    // Every slip changes at most two of the letters that occur.
    (letters(l) ^ letters(r)).count_ones() <= 4 && distance(l, r, l.is_ascii() && r.is_ascii()) <= 2
}

/// Whether two house numbers differ by one slip.
fn near_number(view: &View<'_>, left: &Home, right: &Home) -> bool {
    let (l, r) = (
        view.place(view.door(left.door)[0]),
        view.place(view.door(right.door)[0]),
    );
    l.len() <= 8 && r.len() <= 8 && distance(l, r, l.is_ascii() && r.is_ascii()) <= 1
}
