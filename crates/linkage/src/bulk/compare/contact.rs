//! Phones and e-mails, and the names that e-mails hold.

use crate::bulk::encode::phone_key;
use crate::bulk::level::{email as mail, phone as tel};
use crate::bulk::likeness::distance;
use crate::bulk::person::{People, Person};
use crate::normal::email::local;

/// The level of telephone.
pub(super) fn phone(people: &People, left: &Person, right: &Person) -> u8 {
    let (l, r) = (left.phone, right.phone);
    if l == 0 || r == 0 {
        return tel::NONE;
    }
    if l == r {
        return match people.count(phone_key(l)) {
            0..=6 => tel::SAME,
            7..=20 => tel::SAME_SHARED,
            _ => tel::SAME_CROWD,
        };
    }
    if one_slip(l, r) {
        tel::CLOSE
    } else {
        tel::DIFFERENT
    }
}

/// Whether two numbers differ in one digit or in two neighbours changed places.
fn one_slip(mut l: u64, mut r: u64) -> bool {
    let (mut wrong, mut last) = (0, None);
    while l != 0 || r != 0 {
        let (a, b) = (l % 10, r % 10);
        if a != b {
            wrong += 1;
            match last {
                _ if wrong > 2 => return false,
                Some((c, d, true)) if (a, b) == (d, c) => {}
                Some(_) => return false,
                None => {}
            }
            last = Some((a, b, true));
        } else {
            last = last.map(|(c, d, _)| (c, d, false));
        }
        (l, r) = (l / 10, r / 10);
    }
    true
}

/// The level of e-mail.
pub(super) fn email(people: &People, left: &Person, right: &Person) -> u8 {
    match (left.email, right.email) {
        (0, 0) => mail::NONE,
        (0, _) => one_sided(people, right, left),
        (_, 0) => one_sided(people, left, right),
        (l, r) if l == r => mail::SAME,
        (l, r) => {
            let (l, r) = (people.emails.text(l), people.emails.text(r));
            let locals = (local(l), local(r));
            let close = (locals.0 == locals.1 && locals.0.len() >= 6)
                || (l.len() >= 12
                    && l.len() <= 40
                    && r.len() <= 40
                    && l.len().abs_diff(r.len()) <= 1
                    && distance(l, r, l.is_ascii() && r.is_ascii()) <= 1);
            if close { mail::CLOSE } else { mail::DIFFERENT }
        }
    }
}

/// One e-mail against a person who has none: does it hold their name?
fn one_sided(people: &People, with: &Person, without: &Person) -> u8 {
    let holds = |person: &Person| holds_word(people, with, person.given[0]);
    match (holds(without), holds(with)) {
        (true, _) => mail::NAMED,
        (false, true) if without.given[0] != 0 => mail::UNNAMED,
        _ => mail::NONE,
    }
}

fn holds_word(people: &People, with: &Person, word: u32) -> bool {
    let text = people.words.text(word);
    text.len() >= 3 && local(people.emails.text(with.email)).contains(text)
}

/// Whether the e-mail of one holds the other's surname, and not its own.
pub(super) fn email_has_family(people: &People, left: &Person, right: &Person) -> bool {
    let crossed = |with: &Person, other: &Person| {
        with.email != 0
            && people.words.text(other.family[0]).len() >= 4
            && holds_word(people, with, other.family[0])
    };
    crossed(left, right) || crossed(right, left)
}
