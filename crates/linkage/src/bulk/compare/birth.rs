//! Dates of birth and ages.

use crate::bulk::level::birth;
use crate::bulk::person::{Day, Person};

/// The level of date of birth.
pub(super) fn level(left: &Person, right: &Person) -> u8 {
    match (left.born.is_none(), right.born.is_none()) {
        (false, false) => dates(left.born, right.born),
        (true, true) => match (left.born_between(), right.born_between()) {
            (Some(l), Some(r)) => match years_apart(l, r) {
                0 => birth::AGES,
                1 => birth::AGE_NEAR,
                _ => birth::AGE_DIFFERENT,
            },
            _ => birth::NONE,
        },
        (false, true) => against(left.born, right),
        (true, false) => against(right.born, left),
    }
}

fn against(born: Day, other: &Person) -> u8 {
    let Some(span) = other.born_between() else {
        return birth::NONE;
    };
    // A part of a date stands for its first and last day.
    let first = Day(born.0 & !31 | born.day().max(1));
    match years_apart((first, first), span) {
        0 => birth::AGE_AGREES,
        1 => birth::AGE_NEAR,
        _ => birth::AGE_DIFFERENT,
    }
}

/// Whole years, rounded up, between two spans of days; 0 when they overlap.
fn years_apart(left: (Day, Day), right: (Day, Day)) -> u32 {
    let gap = left
        .0
        .0
        .saturating_sub(right.1.0)
        .max(right.0.0.saturating_sub(left.1.0));
    gap.div_ceil(1 << 9)
}

fn dates(left: Day, right: Day) -> u8 {
    let years = (left.year() - right.year()).unsigned_abs();
    if !left.is_full() || !right.is_full() {
        let months = left.month() != 0 && right.month() != 0;
        return match years {
            0 if !months || left.month() == right.month() => birth::FIRST,
            0 => birth::NEAR,
            1..=2 => birth::NEAR,
            14.. => birth::GENERATION,
            _ => birth::DIFFERENT,
        };
    }
    if left == right {
        return birth::SAME;
    }
    let (lm, ld, rm, rd) = (left.month(), left.day(), right.month(), right.day());
    if years == 0 {
        if lm == rd && ld == rm {
            return birth::SWAPPED;
        }
        if (lm, ld) == (1, 1) || (rm, rd) == (1, 1) {
            return birth::FIRST;
        }
    }
    match wrong_digits(left, right) {
        (1, at, _) if at >= 4 => return birth::SLIP,
        (1, at, _) if at > 0 => return birth::YEAR_SLIP,
        (2, at, true) if at > 0 => return birth::TURNED,
        _ => {}
    }
    if (lm, ld) == (rm, rd) && years <= 10 {
        birth::OTHER_YEAR
    } else if years == 0 && lm == rm {
        birth::OTHER_DAY
    } else if years == 0 && ld == rd {
        birth::OTHER_MONTH
    } else if years >= 14 {
        birth::GENERATION
    } else if years <= 2 {
        birth::NEAR
    } else {
        birth::DIFFERENT
    }
}

/// How many of the eight digits differ, where the first of them is, and
/// whether they are two neighbours that changed places.
fn wrong_digits(left: Day, right: Day) -> (usize, usize, bool) {
    let digits = |day: Day| {
        let year = day.year().unsigned_abs();
        let mut rest = year * 10_000 + day.month() * 100 + day.day();
        let mut out = [0u8; 8];
        for place in out.iter_mut().rev() {
            *place = (rest % 10) as u8;
            rest /= 10;
        }
        out
    };
    let (l, r) = (digits(left), digits(right));
    let (mut count, mut first) = (0, 8);
    for (at, (a, b)) in l.iter().zip(&r).enumerate() {
        if a != b {
            count += 1;
            first = first.min(at);
        }
    }
    let turned = match (l.get(first..first + 2), r.get(first..first + 2)) {
        (Some([a, b]), Some([c, d])) => count == 2 && a == d && b == c,
        _ => false,
    };
    (count, first, turned)
}
