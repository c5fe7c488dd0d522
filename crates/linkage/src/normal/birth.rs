//! Dates of birth: reading, placeholders, and how two of them differ.

use crate::record::{Birth, Date};

/// How two full dates of birth stand to each other, most alike first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// The same day.
    Same,
    /// Day and month stand in each other's place.
    Swapped,
    /// One digit differs, or two neighbouring digits changed places.
    Slip,
    /// Same year, and one of them is 1 January, which often stands for "only the year is known".
    YearAndFirstOfJanuary,
    /// Same day and month, another year, at most ten years apart.
    OtherYear,
    /// Same year and month, another day.
    OtherDay,
    /// Same year and day of the month, another month.
    OtherMonth,
    /// Not alike, at most two years apart.
    Near,
    /// Not alike.
    Other,
    /// Not alike and at least fourteen years apart: another generation.
    Generation,
}

/// Compares two full dates.
pub fn difference(left: Date, right: Date) -> Difference {
    use Difference::{
        Generation, Near, Other, OtherDay, OtherMonth, OtherYear, Same, Slip, Swapped,
        YearAndFirstOfJanuary,
    };
    let first_of_january = |d: Date| d.month == 1 && d.day == 1;
    let years = (i32::from(left.year) - i32::from(right.year)).abs();
    if left == right {
        Same
    } else if years == 0 && left.month == right.day && left.day == right.month {
        Swapped
    } else if years == 0 && (first_of_january(left) || first_of_january(right)) {
        YearAndFirstOfJanuary
    } else if slip(left, right) {
        Slip
    } else if left.month == right.month && left.day == right.day && years <= 10 {
        OtherYear
    } else if years == 0 && left.month == right.month {
        OtherDay
    } else if years == 0 && left.day == right.day {
        OtherMonth
    } else if years >= 14 {
        Generation
    } else if years <= 2 {
        Near
    } else {
        Other
    }
}

/// One digit other, or two neighbours changed places, in YYYYMMDD.
fn slip(left: Date, right: Date) -> bool {
    let (l, r) = (digits(left), digits(right));
    let wrong: Vec<usize> = (0..8).filter(|&i| l.get(i) != r.get(i)).collect();
    match wrong.as_slice() {
        // A wrong century is no slip between two people of one family.
        [i] => *i > 0,
        [i, j] => j - i == 1 && l.get(*i) == r.get(*j) && l.get(*j) == r.get(*i),
        _ => false,
    }
}

/// The eight digits of a date.
fn digits(date: Date) -> [u8; 8] {
    let mut out = [0; 8];
    let mut rest = u32::from(date.year.unsigned_abs()) * 10_000
        + u32::from(date.month) * 100
        + u32::from(date.day);
    for place in out.iter_mut().rev() {
        *place = (rest % 10) as u8;
        rest /= 10;
    }
    out
}

/// Days that systems write when nobody gave a date: the start of their clock,
/// the zero of a spreadsheet, the century.
pub fn is_placeholder(date: Date) -> bool {
    let first = date.month == 1 && date.day == 1;
    date.year < 1890
        || date.year > 2200
        || (first && matches!(date.year, 1900 | 1901 | 1970))
        || (date.year == 1899 && date.month == 12)
}

/// Reads a date of birth; see [`Birth::parse`].
pub fn parse(text: &str) -> Option<Birth> {
    let text = text.trim();
    // A time may follow the date ("1980-02-01T00:00:00", "01/02/1980 00:00").
    let day_part = text
        .split(['T', 't'])
        .next()
        .unwrap_or(text)
        .chars()
        .take(10)
        .collect::<String>();
    let mut numbers = Vec::with_capacity(3);
    for part in day_part
        .split(['-', '/', '.', ' '])
        .filter(|p| !p.is_empty())
    {
        if part.len() > 4 || !part.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        numbers.push((part.len(), part.parse::<i16>().ok()?));
    }
    let birth = match numbers.as_slice() {
        [(4, year)] => Birth::Year(*year),
        [(4, year), (_, month)] | [(1 | 2, month), (4, year)] => Birth::Month {
            year: *year,
            month: u8::try_from(*month).ok()?,
        },
        [(4, year), (_, month), (_, day)] | [(1 | 2, day), (_, month), (4, year)] => Birth::Full(
            Date::new(*year, u8::try_from(*month).ok()?, u8::try_from(*day).ok()?)?,
        ),
        _ => return None,
    };
    sensible(birth)
}

/// The date without placeholders; a 1 January of 1970 tells as little as 1900.
pub fn sensible(birth: Birth) -> Option<Birth> {
    match birth {
        Birth::Full(date) => {
            let real = Date::new(date.year, date.month, date.day)?;
            (!is_placeholder(real)).then_some(birth)
        }
        Birth::Month { year, month } => {
            ((1890..=2200).contains(&year) && (1..=12).contains(&month) && year != 1900)
                .then_some(birth)
        }
        Birth::Year(year) => ((1890..=2200).contains(&year) && year != 1900).then_some(birth),
    }
}

#[cfg(test)]
mod tests {
    use super::{Difference, difference, parse};
    use crate::record::{Birth, Date};

    fn day(text: &str) -> Date {
        match parse(text) {
            Some(Birth::Full(date)) => date,
            other => panic!("{text} read as {other:?}"),
        }
    }

    #[test]
    fn reads_what_people_type() {
        let full = |y, m, d| Date::new(y, m, d).map(Birth::Full);
        for (written, want) in [
            ("1976-11-02", full(1976, 11, 2)),
            ("02/11/1976", full(1976, 11, 2)),
            ("2.11.1976", full(1976, 11, 2)),
            ("1976-11-02T00:00:00", full(1976, 11, 2)),
            ("02/11/1976 00:00", full(1976, 11, 2)),
            (
                "1976-11",
                Some(Birth::Month {
                    year: 1976,
                    month: 11,
                }),
            ),
            ("1976", Some(Birth::Year(1976))),
            ("31/02/1976", None),
            ("1900-01-01", None),
            ("01/01/1970", None),
            ("U/K", None),
            ("Unknown", None),
            ("", None),
            ("2/11/76", None),
        ] {
            assert_eq!(parse(written), want, "{written}");
        }
    }

    #[test]
    fn tells_the_kinds_of_difference_apart_either_way_round() {
        for (left, right, want) in [
            ("1976-11-02", "1976-11-02", Difference::Same),
            ("1976-11-02", "1976-02-11", Difference::Swapped),
            ("1976-11-02", "1976-11-03", Difference::Slip),
            ("1976-11-02", "1967-11-02", Difference::Slip),
            (
                "1976-11-02",
                "1976-01-01",
                Difference::YearAndFirstOfJanuary,
            ),
            ("1976-11-02", "1981-11-02", Difference::OtherYear),
            ("1976-11-02", "1976-11-29", Difference::OtherDay),
            ("1976-11-27", "1976-03-27", Difference::OtherMonth),
            ("1976-11-02", "1977-04-19", Difference::Near),
            ("1976-11-02", "1984-04-19", Difference::Other),
            ("1976-11-02", "1999-04-19", Difference::Generation),
        ] {
            assert_eq!(difference(day(left), day(right)), want, "{left} {right}");
            assert_eq!(difference(day(right), day(left)), want, "{right} {left}");
        }
    }
}
