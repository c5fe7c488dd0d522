//! Two people to the levels they come to: the same whichever comes first.

mod birth;
mod contact;
mod name;
mod place;

use super::encode::name_key;
use super::level::{At, COUNT, Levels, crowd, family, given, occasion, sex as sex_level};
use super::person::{People, Person, sex};

/// Compares two people of one file, or of two that share their words.
pub(crate) fn levels(people: &People, left: &Person, right: &Person) -> Levels {
    let mut out = [0u8; COUNT];
    let names = name::levels(people, left, right);
    out[At::given as usize] = names.given;
    out[At::family as usize] = names.family;
    out[At::order as usize] = names.order;
    out[At::middle as usize] = name::middle(people, left, right);
    out[At::birth as usize] = birth::level(left, right);
    out[At::sex as usize] = sexes(left.sex, right.sex);
    out[At::place as usize] = place::level(people, left, right);
    out[At::phone as usize] = contact::phone(people, left, right);
    out[At::email as usize] = contact::email(people, left, right);
    if names.family >= family::CUSTOM && contact::email_has_family(people, left, right) {
        out[At::family as usize] = family::EMAIL;
    }
    let alike = |level: u8, last: u8| (1..=last).contains(&level);
    if alike(names.given, given::FORM) && alike(names.family, family::FORM) {
        let count = people
            .count(name_key(people, left))
            .max(people.count(name_key(people, right)));
        out[At::crowd as usize] = match count {
            0..=4 => crowd::FEW,
            5..=12 => crowd::SOME,
            13..=60 => crowd::MANY,
            _ => crowd::MOST,
        };
    }
    if left.on == right.on && left.on.is_full() {
        out[At::occasion as usize] = if left.source == right.source {
            occasion::TOGETHER
        } else {
            occasion::SAME_DAY
        };
    }
    out
}

fn sexes(left: u8, right: u8) -> u8 {
    match (left, right) {
        (sex::FEMALE, sex::FEMALE) => sex_level::FEMALE,
        (sex::MALE, sex::MALE) => sex_level::MALE,
        (0, _) | (_, 0) => sex_level::NONE,
        _ => sex_level::DIFFERENT,
    }
}
