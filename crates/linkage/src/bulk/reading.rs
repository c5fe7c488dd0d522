//! Cleaning of single values into numbers, for people held and for guests.

use super::asking::{Spots, Words};
use super::lexicon::{FAMILY, GIVEN};
use super::person::{Day, FullName, Home, NO_AGE};
use super::pool::Id;
use crate::normal::{address, email as mail, name, postcode, text};
use crate::record::{Birth, Name};

/// Room that reading uses again and again.
#[derive(Debug, Default)]
pub(crate) struct Rooms {
    address: address::Room,
    text: String,
}

/// The first names of a text: one or two, and initials behind them as middle names.
pub(crate) fn given(words: &mut impl Words, written: &str) -> FullName {
    let parts = name::parts(&Name::new(written, ""));
    let mut out = FullName::default();
    let mut kept = parts
        .given
        .iter()
        .filter(|w| w.chars().nth(1).is_some() || parts.given.len() == 1);
    match (kept.next(), kept.next()) {
        (Some(first), Some(second)) => {
            let ids = [
                words.word(first),
                words.word(second),
                words.word(&format!("{first}{second}")),
            ];
            out.given = words.joined(&format!("{first}{GIVEN}{second}"), ids);
        }
        (Some(first), None) => out.given = words.word(first),
        _ => {}
    }
    // "Ann J": the initial behind a first name is a middle name.
    let initials = parts
        .given
        .iter()
        .skip(1)
        .filter(|w| w.chars().nth(1).is_none());
    for (cell, word) in out.middle.iter_mut().zip(initials) {
        *cell = words.word(word);
    }
    out
}

/// A surname: one word, or all as one with the first and the last beside it.
pub(crate) fn family(words: &mut impl Words, written: &str) -> Id {
    let parts = name::parts(&Name::new("", written)).family;
    match parts.as_slice() {
        [] => 0,
        [one] => words.word(one),
        [first, .., last] => {
            let ids = [
                words.word(&parts.concat()),
                words.word(first),
                words.word(last),
            ];
            words.joined(&parts.join(FAMILY), ids)
        }
    }
}

/// The first two middle names of a text.
pub(crate) fn middle(words: &mut impl Words, written: &str) -> [Id; 2] {
    let parts = name::parts(&Name::new(written, "")).given;
    let mut out = [0; 2];
    for (cell, word) in out.iter_mut().zip(&parts) {
        *cell = words.word(word);
    }
    out
}

/// Adds middle names behind those that are there.
pub(crate) fn add_middle(held: &mut [Id; 2], more: [Id; 2]) {
    let free = held.iter().position(|id| *id == 0).unwrap_or(held.len());
    for (cell, id) in held.iter_mut().skip(free).zip(more) {
        *cell = id;
    }
}

/// The second of two first names may be the other source's middle name.
pub(crate) fn second_as_middle(words: &impl Words, name: &mut FullName) {
    if name.middle[0] == 0 {
        name.middle[0] = words.parts(name.given)[1];
    }
}

/// The first of several other names, first word and last.
pub(crate) fn alias(words: &mut impl Words, written: &str) -> FullName {
    let Some(first) = written.split([';', '|']).find(|a| !a.trim().is_empty()) else {
        return FullName::default();
    };
    let parts = name::parts(&Name::full(first));
    let mut id = |list: &[String]| list.first().map_or(0, |w| words.word(w));
    FullName {
        given: id(&parts.given),
        family: id(&parts.family),
        middle: [0; 2],
    }
}

/// A whole name in its parts.
pub(crate) fn full_name(words: &mut impl Words, written: &Name) -> FullName {
    let mut out = given(words, &written.given);
    out.family = family(words, &written.family);
    if !written.middle.is_empty() {
        let more = middle(words, &written.middle);
        add_middle(&mut out.middle, more);
    }
    second_as_middle(words, &mut out);
    out
}

/// A town.
pub(crate) fn town(sites: &mut impl Spots, rooms: &mut Rooms, written: &str) -> Id {
    text::fold_into(written, &mut rooms.text);
    sites.place(&rooms.text)
}

/// Door, street and postcode.
pub(crate) fn home(sites: &mut impl Spots, rooms: &mut Rooms, line: &str, written: &str) -> Home {
    let mut out = Home::default();
    if let Some(parts) = address::read(line, &mut rooms.address) {
        let (number, unit) = (sites.place(parts.number), sites.place(parts.unit));
        out.door = sites.door(number, unit);
        out.street = sites.place(parts.street);
    }
    if !written.is_empty() {
        out.code = code(sites, written);
    }
    out
}

/// A postcode; a code of another country is taken whole.
fn code(sites: &mut impl Spots, written: &str) -> u32 {
    let plain = postcode::Plain::new(written);
    match plain.parts() {
        Some((outward, inward)) => Home::code_of(sites.place(outward), inward_number(inward)),
        None => {
            let all = plain.text();
            let whole = all.get(..16).unwrap_or(all);
            if whole.len() >= 3 && whole.bytes().any(|b| b.is_ascii_digit()) {
                Home::code_of(sites.place(whole), 1)
            } else {
                0
            }
        }
    }
}

/// An inward part as a number from 1; 0 for none.
fn inward_number(inward: &str) -> u32 {
    match inward.as_bytes() {
        [digit, one, two] => {
            let letter = |b: &u8| u32::from(b.wrapping_sub(b'A') % 26);
            1 + (u32::from(digit.wrapping_sub(b'0') % 10) * 26 + letter(one)) * 26 + letter(two)
        }
        _ => 0,
    }
}

/// An e-mail.
pub(crate) fn email(sites: &mut impl Spots, rooms: &mut Rooms, written: &str) -> Id {
    mail::read(written, &mut rooms.text).map_or(0, |plain| sites.email(plain))
}

/// A number that another body gave, under the name of its numbering. Text
/// that holds no digit is no number.
pub(crate) fn number(sites: &mut impl Spots, rooms: &mut Rooms, scheme: &str, written: &str) -> Id {
    if written.is_empty() {
        return 0;
    }
    text::fold_into(scheme, &mut rooms.text);
    let mut whole = rooms.text.replace(' ', "");
    whole.push(':');
    text::fold_into(written, &mut rooms.text);
    let value = rooms.text.chars().filter(|c| *c != ' ').take(MOST_DIGITS);
    whole.extend(value);
    let digits = |c: char| c.is_ascii_digit();
    if rooms.text.contains(digits) {
        sites.number(&whole)
    } else {
        0
    }
}

/// Letters of a number that are read.
const MOST_DIGITS: usize = 32;

/// Sex, from the first letter of its word.
pub(crate) fn sex(written: &str) -> u8 {
    match written.trim_start().as_bytes().first() {
        Some(b'F' | b'f') => super::person::sex::FEMALE,
        Some(b'M' | b'm') => super::person::sex::MALE,
        _ => 0,
    }
}

/// An age in whole years.
pub(crate) fn age(written: &str) -> u8 {
    if written.is_empty() {
        return NO_AGE;
    }
    written
        .trim()
        .parse::<u8>()
        .ok()
        .filter(|a| *a <= 120)
        .unwrap_or(NO_AGE)
}

/// A date as a number; placeholders, blanks and days that do not exist are none.
pub(crate) fn day(written: &str) -> Day {
    if written.is_empty() {
        return Day::default();
    }
    let birth = match plain_date(written) {
        Some((year, month, day)) => crate::record::Date::new(year, month, day)
            .and_then(|date| crate::normal::birth::sensible(Birth::Full(date))),
        None => Birth::parse(&spaced(written)),
    };
    birth.map_or_else(Day::default, of_birth)
}

/// A date of birth as a number.
pub(crate) fn of_birth(birth: Birth) -> Day {
    match birth {
        Birth::Full(date) => Day::new(date.year, date.month, date.day),
        Birth::Month { year, month } => Day::new(year, month, 0),
        Birth::Year(year) => Day::new(year, 0, 0),
    }
}

/// A date as most systems write it: 1976-11-02.
fn plain_date(written: &str) -> Option<(i16, u8, u8)> {
    let &[a, b, c, d, b'-', e, f, b'-', g, h] = written.as_bytes() else {
        return None;
    };
    let all = [a, b, c, d, e, f, g, h];
    if !all.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let [a, b, c, d, e, f, g, h] = all.map(|byte| i16::from(byte - b'0'));
    let small = |n: i16| u8::try_from(n).ok();
    Some((
        a * 1000 + b * 100 + c * 10 + d,
        small(e * 10 + f)?,
        small(g * 10 + h)?,
    ))
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
