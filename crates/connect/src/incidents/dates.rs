//! Dates and times as people type them, read without guessing more than a sheet shows.

use jiff::civil::{Date, Time};

use crate::sheets::Cell;

/// How a date of three numbers is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// As the sheet shows: month first only when a date proves it and none disproves it.
    Auto,
    /// 25/03/2026.
    DayFirst,
    /// 03/25/2026.
    MonthFirst,
}

/// Why a text is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateFault {
    /// It does not read like a date.
    NotADate,
    /// It reads like a date that no calendar has.
    DoesNotExist,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Excel's day numbers are believed between 1908 and 2173; smaller numbers are ages or years.
const SERIALS: std::ops::Range<f64> = 3_000.0..100_000.0;

/// Settles [`DateOrder::Auto`] from all typed dates of a sheet.
pub(super) fn settle<'a>(order: DateOrder, cells: impl Iterator<Item = &'a Cell>) -> DateOrder {
    if order != DateOrder::Auto {
        return order;
    }
    let mut month_first = false;
    for cell in cells {
        let Cell::Text(text) = cell else { continue };
        match numbers_in_front(text) {
            Some((first, _)) if first > 12 => return DateOrder::DayFirst,
            Some((_, second)) if second > 12 => month_first = true,
            _ => {}
        }
    }
    if month_first {
        DateOrder::MonthFirst
    } else {
        DateOrder::DayFirst
    }
}

/// The first two numbers of a date whose order is in question.
fn numbers_in_front(text: &str) -> Option<(u32, u32)> {
    let day = text.split_whitespace().next()?;
    let mut parts = day.split(['/', '-', '.']);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if first.len() > 2 || parts.next().is_some() || third.len() < 2 {
        return None;
    }
    Some((first.parse().ok()?, second.parse().ok()?))
}

/// A date with the time that stands beside it. `latest` decides the century of
/// two-digit years: the last such year that is not after it.
pub(super) fn moment(
    cell: &Cell,
    order: DateOrder,
    latest: Date,
) -> Result<(Date, Option<Time>), DateFault> {
    match cell {
        Cell::DateTime(at) => {
            let time = (at.time() != Time::midnight()).then(|| at.time());
            Ok((at.date(), time))
        }
        Cell::Number(serial) if SERIALS.contains(serial) => serial_moment(*serial),
        Cell::Text(text) => typed_moment(text, order, latest),
        Cell::Empty | Cell::Bool(_) | Cell::Number(_) => Err(DateFault::NotADate),
    }
}

fn serial_moment(serial: f64) -> Result<(Date, Option<Time>), DateFault> {
    let at = crate::sheets::from_serial(serial).ok_or(DateFault::NotADate)?;
    let time = (at.time() != Time::midnight()).then(|| at.time());
    Ok((at.date(), time))
}

fn typed_moment(
    text: &str,
    order: DateOrder,
    latest: Date,
) -> Result<(Date, Option<Time>), DateFault> {
    let text = text.trim().to_lowercase().replace(',', " ");
    if let Ok(serial) = text.parse::<f64>()
        && SERIALS.contains(&serial)
    {
        return serial_moment(serial);
    }
    let spaced = space_out_iso(&text);
    let mut words: Vec<&str> = spaced
        .split_whitespace()
        .filter(|word| !is_weekday(word) && !matches!(*word, "at" | "@" | "of"))
        .collect();
    if words.is_empty() {
        return Err(DateFault::NotADate);
    }
    let first = words.remove(0);
    let mut parts: Vec<&str> = first.split(['/', '-', '.']).collect();
    // "14 Feb 1953" is three words; "14-Feb-53" is one.
    while parts.len() < 3 && parts.len() + words.len() >= 3 && first.len() <= 9 {
        parts.push(words.remove(0));
    }
    let day = match parts.as_slice() {
        [a, b, c] => day_of(a, b, c, order, latest)?,
        [digits] => packed_day(digits)?,
        _ => return Err(DateFault::NotADate),
    };
    let time = match words.as_slice() {
        [] => None,
        words => Some(typed_time(&words.join(" ")).ok_or(DateFault::NotADate)?),
    };
    Ok((day, time))
}

/// `2026-03-25t09:00:00z` becomes two words, without the zone sign.
fn space_out_iso(text: &str) -> String {
    match text.split_once('t') {
        Some((day, time)) if day.len() == 10 && time.starts_with(|c: char| c.is_ascii_digit()) => {
            let time = time.trim_end_matches('z');
            let time = time.split_once('.').map_or(time, |(whole, _)| whole);
            format!("{day} {time}")
        }
        _ => text.to_owned(),
    }
}

fn is_weekday(word: &str) -> bool {
    word.len() >= 3 && WEEKDAYS.iter().any(|day| day.starts_with(word))
}

fn day_of(a: &str, b: &str, c: &str, order: DateOrder, latest: Date) -> Result<Date, DateFault> {
    if let Some(month) = month_of(a) {
        return built(year_of(c, latest)?, month, number_of(b)?);
    }
    if let Some(month) = month_of(b) {
        return built(year_of(c, latest)?, month, number_of(a)?);
    }
    if a.len() == 4 {
        return built(number_of(a)?, number_of(b)?, number_of(c)?);
    }
    let year = year_of(c, latest)?;
    match order {
        DateOrder::MonthFirst => built(year, number_of(a)?, number_of(b)?),
        DateOrder::DayFirst | DateOrder::Auto => built(year, number_of(b)?, number_of(a)?),
    }
}

/// Eight digits: year first when that exists, day first otherwise.
fn packed_day(digits: &str) -> Result<Date, DateFault> {
    if digits.len() != 8 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(DateFault::NotADate);
    }
    let part = |from: usize, to: usize| number_of(digits.get(from..to).unwrap_or_default());
    if digits.starts_with("19") || digits.starts_with("20") {
        let year_first = built(part(0, 4)?, part(4, 6)?, part(6, 8)?);
        if year_first.is_ok() {
            return year_first;
        }
    }
    built(part(4, 8)?, part(2, 4)?, part(0, 2)?)
}

fn month_of(word: &str) -> Option<i32> {
    let word = word.trim_end_matches('.');
    if word.len() < 3 || !word.chars().all(char::is_alphabetic) {
        return None;
    }
    if word == "sept" {
        return Some(9);
    }
    let at = MONTHS.iter().position(|month| month.starts_with(word))?;
    i32::try_from(at + 1).ok()
}

/// A number of at most four digits, with or without "st", "nd", "rd", "th".
fn number_of(word: &str) -> Result<i32, DateFault> {
    let digits = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|end| word.strip_suffix(end))
        .unwrap_or(word);
    if digits.is_empty() || digits.len() > 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(DateFault::NotADate);
    }
    digits.parse().map_err(|_| DateFault::NotADate)
}

fn year_of(word: &str, latest: Date) -> Result<i32, DateFault> {
    let year = number_of(word)?;
    match word.len() {
        4 => Ok(year),
        2 => {
            let last = i32::from(latest.year());
            let this_century = last - last % 100 + year;
            Ok(if this_century > last {
                this_century - 100
            } else {
                this_century
            })
        }
        _ => Err(DateFault::NotADate),
    }
}

fn built(year: i32, month: i32, day: i32) -> Result<Date, DateFault> {
    let small = |number: i32| i8::try_from(number).map_err(|_| DateFault::DoesNotExist);
    let year = i16::try_from(year).map_err(|_| DateFault::DoesNotExist)?;
    Date::new(year, small(month)?, small(day)?).map_err(|_| DateFault::DoesNotExist)
}

/// A time of day in a cell of its own.
pub(super) fn time_of(cell: &Cell) -> Option<Time> {
    match cell {
        Cell::DateTime(at) => Some(at.time()),
        Cell::Number(part) if (0.0..1.0).contains(part) => {
            crate::sheets::from_serial(*part).map(|at| at.time())
        }
        Cell::Number(number) => typed_time(&format!("{number:04.0}")),
        Cell::Text(text) => typed_time(&text.trim().to_lowercase()),
        Cell::Empty | Cell::Bool(_) => None,
    }
}

/// `09:00`, `9.30 pm`, `0930hrs`, `23:59:59`.
fn typed_time(text: &str) -> Option<Time> {
    let packed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (body, half) = match (packed.strip_suffix("pm"), packed.strip_suffix("am")) {
        (Some(body), _) => (body, Some(true)),
        (_, Some(body)) => (body, Some(false)),
        _ => (packed.as_str(), None),
    };
    let body = body
        .trim_end_matches("hours")
        .trim_end_matches("hrs")
        .trim_end_matches('h');
    let numbers: Vec<i8> = if body.len() == 4 && body.bytes().all(|byte| byte.is_ascii_digit()) {
        vec![body.get(..2)?.parse().ok()?, body.get(2..)?.parse().ok()?]
    } else {
        body.split([':', '.'])
            .map(|part| part.parse::<i8>().ok())
            .collect::<Option<_>>()?
    };
    let (hour, minute, second) = match numbers.as_slice() {
        [hour] if half.is_some() => (*hour, 0, 0),
        [hour, minute] => (*hour, *minute, 0),
        [hour, minute, second] => (*hour, *minute, *second),
        _ => return None,
    };
    let hour = match half {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(true) => hour % 12 + 12,
        Some(false) => hour % 12,
        None => hour,
    };
    Time::new(hour, minute, second, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn read(text: &str) -> Result<String, DateFault> {
        let cell = Cell::Text(text.to_owned());
        moment(&cell, DateOrder::DayFirst, date(2026, 3, 28)).map(|(day, time)| match time {
            Some(time) => format!("{day} {time}"),
            None => day.to_string(),
        })
    }

    #[test]
    fn many_ways_to_write_one_day() {
        for text in [
            "25/03/2026",
            "25-03-2026",
            "25.3.26",
            "25-Mar-26",
            "25 March 2026",
            "25th Mar 2026",
            "Wed 25/03/2026",
            "Wednesday, 25 March 2026",
            "March 25 2026",
            "2026-03-25",
            "20260325",
            "25032026",
            "46106",
        ] {
            assert_eq!(read(text).as_deref(), Ok("2026-03-25"), "{text}");
        }
    }

    #[test]
    fn many_ways_to_write_one_moment() {
        for text in [
            "25/03/2026 21:30",
            "25/03/2026 2130",
            "25/03/2026 2130hrs",
            "25/03/2026 9.30 pm",
            "25/03/2026 at 21:30",
            "2026-03-25T21:30:00Z",
            "2026-03-25 21:30:00",
            "25 Mar 2026, 21:30",
        ] {
            assert_eq!(read(text).as_deref(), Ok("2026-03-25 21:30:00"), "{text}");
        }
    }

    #[test]
    fn days_that_are_not() {
        assert_eq!(read("31/02/2026 10:00"), Err(DateFault::DoesNotExist));
        assert_eq!(read("29/02/2025"), Err(DateFault::DoesNotExist));
        assert_eq!(read("03/25/2026"), Err(DateFault::DoesNotExist));
        for text in [
            "soon",
            "",
            "12",
            "25/03",
            "25/03/2026 25:00",
            "1/2/3/4",
            "25/03/2026 morning",
        ] {
            assert_eq!(read(text), Err(DateFault::NotADate), "{text}");
        }
    }

    #[test]
    fn short_years_are_never_in_the_future() {
        assert_eq!(read("14-Feb-53").as_deref(), Ok("1953-02-14"));
        assert_eq!(read("14/02/26").as_deref(), Ok("2026-02-14"));
        assert_eq!(read("14/02/27").as_deref(), Ok("1927-02-14"));
    }

    #[test]
    fn the_sheet_settles_the_order() {
        let settled = |texts: &[&str]| {
            let cells: Vec<Cell> = texts
                .iter()
                .map(|text| Cell::Text((*text).to_owned()))
                .collect();
            settle(DateOrder::Auto, cells.iter())
        };
        assert_eq!(
            settled(&["03/04/2026", "03/25/2026"]),
            DateOrder::MonthFirst
        );
        assert_eq!(settled(&["03/25/2026", "25/03/2026"]), DateOrder::DayFirst);
        assert_eq!(settled(&["03/04/2026", "2026-12-31"]), DateOrder::DayFirst);
    }
}
