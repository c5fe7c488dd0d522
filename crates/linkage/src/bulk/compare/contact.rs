//! Phones, e-mails and reference numbers, and the names that e-mails hold.

use super::Side;
use crate::bulk::level::{email as mail, number as reference, phone as tel};
use crate::bulk::likeness::distance;
use crate::bulk::person::Person;
use crate::bulk::pool::Id;
use crate::bulk::view::View;
use crate::normal::email::local;

/// The level of telephone.
pub(super) fn phone(left: Side<'_>, right: Side<'_>) -> u8 {
    let (l, r) = (left.person.phone, right.person.phone);
    if l == 0 || r == 0 {
        return tel::NONE;
    }
    if l == r {
        return match left.crowd.phone().max(right.crowd.phone()) {
            0 => tel::SAME,
            1 => tel::SAME_SHARED,
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

/// The level of reference numbers: only numbers of one scheme are compared.
pub(super) fn number(view: &View<'_>, left: Id, right: Id) -> u8 {
    if left == 0 || right == 0 {
        return reference::NONE;
    }
    if left == right {
        return reference::SAME;
    }
    let (l, r) = (view.number(left), view.number(right));
    match (l.split_once(':'), r.split_once(':')) {
        (Some((one, l)), Some((other, r))) if one == other => {
            let slip = l.len() >= 5 && distance(l, r, l.is_ascii() && r.is_ascii()) <= 1;
            if slip {
                reference::CLOSE
            } else {
                reference::DIFFERENT
            }
        }
        _ => reference::NONE,
    }
}

/// The level of e-mail.
pub(super) fn email(view: &View<'_>, left: &Person, right: &Person) -> u8 {
    match (left.email, right.email) {
        (0, 0) => mail::NONE,
        (0, _) => one_sided(view, right, left),
        (_, 0) => one_sided(view, left, right),
        (l, r) if l == r => mail::SAME,
        (l, r) => {
            let (l, r) = (view.email(l), view.email(r));
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
fn one_sided(view: &View<'_>, with: &Person, without: &Person) -> u8 {
    let first = |person: &Person| view.parts(person.given)[0];
    let (other, own) = (first(without), first(with));
    if holds_word(view, with.email, other) {
        mail::NAMED
    } else if other != 0 && holds_word(view, with.email, own) {
        mail::UNNAMED
    } else {
        mail::NONE
    }
}

/// Whether the part of an e-mail before the `@` holds a word of three letters or more.
fn holds_word(view: &View<'_>, email: Id, word: Id) -> bool {
    let info = view.info(word);
    info.length >= 3 && info.letters & !view.email_letters(email) == 0 && {
        let name = local(view.email(email));
        holds(name.as_bytes(), view.word(word).as_bytes())
    }
}

/// Whether a short text holds another, without the work that long texts are worth.
fn holds(whole: &[u8], part: &[u8]) -> bool {
    let Some((first, rest)) = part.split_first() else {
        return false;
    };
    let Some(last) = whole.len().checked_sub(part.len()) else {
        return false;
    };
    (0..=last)
        .any(|at| whole.get(at) == Some(first) && whole.get(at + 1..at + part.len()) == Some(rest))
}

/// Whether the e-mail of one holds the other's surname, and not its own.
pub(super) fn email_has_family(view: &View<'_>, left: &Person, right: &Person) -> bool {
    let crossed = |with: &Person, other: &Person| {
        let family = view.parts(other.family)[0];
        with.email != 0 && view.info(family).length >= 4 && holds_word(view, with.email, family)
    };
    crossed(left, right) || crossed(right, left)
}
