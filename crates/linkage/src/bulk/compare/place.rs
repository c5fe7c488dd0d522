//! Addresses.

use crate::bulk::encode::home_key;
use crate::bulk::level::place;
use crate::bulk::likeness::distance;
use crate::bulk::person::{People, Person};

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

fn two(people: &People, left: &Person, right: &Person) -> Two {
    let same = |l: u32, r: u32| both(l, r) && l == r;
    let other = |l: u32, r: u32| both(l, r) && l != r;
    let street_same = same(left.street, right.street);
    let streets = both(left.street, right.street);
    Two {
        code: both(left.postcode, right.postcode),
        code_same: same(left.postcode, right.postcode),
        out_same: same(left.outward, right.outward),
        out_other: other(left.outward, right.outward),
        town_other: other(left.town, right.town),
        streets,
        street_same,
        street_near: street_same || (streets && near(people, left.street, right.street)),
        numbers: both(left.number, right.number),
        number_same: same(left.number, right.number),
        unit_other: other(left.unit, right.unit),
    }
}

/// The level of address.
pub(super) fn level(people: &People, left: &Person, right: &Person) -> u8 {
    let known = |p: &Person| p.postcode != 0 || p.street != 0 || p.outward != 0 || p.town != 0;
    if !known(left) || !known(right) {
        return place::NONE;
    }
    let t = two(people, left, right);
    if t.number_same && (t.street_near || (t.code_same && !t.streets)) {
        return one_house(people, left, right, &t);
    }
    let near_number = || near_number(people, left.number, right.number);
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

/// The level of two addresses with one number and street.
fn one_house(people: &People, left: &Person, right: &Person, t: &Two) -> u8 {
    if t.unit_other {
        return place::FLAT;
    }
    // The same house number and street in another town is chance.
    let elsewhere = t.out_other || (!t.code_same && !t.out_same && t.town_other);
    match () {
        () if elsewhere => place::DIFFERENT,
        () if t.code && !t.code_same => place::POSTCODE_OTHER,
        () => home(people, left, right, t.street_same),
    }
}

fn home(people: &People, left: &Person, right: &Person, exact: bool) -> u8 {
    let count = [left, right]
        .into_iter()
        .filter_map(home_key)
        .map(|key| people.count(key))
        .max()
        .unwrap_or(0);
    match count {
        21.. => place::HOME_CROWD,
        _ if !exact => place::STREET_SLIP,
        9..=20 => place::HOME_SHARED,
        _ => place::HOME,
    }
}

/// Whether two streets differ by one slip, or one begins as the other does.
fn near(people: &People, left: u32, right: u32) -> bool {
    let (l, r) = (people.places.text(left), people.places.text(right));
    if l.len().abs_diff(r.len()) <= 2 && l.len() >= 5 && l.len() <= 40 && r.len() <= 40 {
        return distance(l, r, l.is_ascii() && r.is_ascii()) <= 2;
    }
    false
}

/// Whether two house numbers differ by one slip.
fn near_number(people: &People, left: u32, right: u32) -> bool {
    let (l, r) = (people.places.text(left), people.places.text(right));
    l.len() <= 8 && r.len() <= 8 && distance(l, r, l.is_ascii() && r.is_ascii()) <= 1
}
