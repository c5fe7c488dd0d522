//! Excel's day numbers as dates, and numbers as the text a person would read.

use jiff::civil::{Date, DateTime, Time, date};
use jiff::{SignedDuration, ToSpan};

/// The last day number that Excel knows: 31 December 9999.
const LAST_SERIAL: f64 = 2_958_466.0;
const SECONDS_A_DAY: f64 = 86_400.0;

/// A day number of the usual system with a fraction for the time of day,
/// rounded to the second.
///
/// Day 60 is a 29 February 1900 that never was, so numbers below it are one
/// day off; we follow Excel for them.
pub(crate) fn from_serial(serial: f64) -> Option<DateTime> {
    if !(0.0..LAST_SERIAL).contains(&serial) {
        return None;
    }
    let first = if serial < 60.0 {
        date(1899, 12, 31)
    } else {
        date(1899, 12, 30)
    };
    let total = (serial * SECONDS_A_DAY).round();
    let days = (total / SECONDS_A_DAY).floor();
    let seconds = total - days * SECONDS_A_DAY;
    // Both values are whole and bounded by LAST_SERIAL, so the casts lose nothing.
    let day: Date = first.checked_add((days as i64).days()).ok()?;
    day.to_datetime(Time::midnight())
        .checked_add(SignedDuration::from_secs(seconds as i64))
        .ok()
}

/// Year, month, day, hour, minute, second and millisecond of a workbook's date,
/// rounded to the second. Nothing for the leap day that never was.
pub(crate) fn from_parts(parts: (u16, u8, u8, u8, u8, u8, u16)) -> Option<DateTime> {
    let (year, month, day, hour, minute, second, milli) = parts;
    let at = DateTime::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
        i8::try_from(hour).ok()?,
        i8::try_from(minute).ok()?,
        i8::try_from(second).ok()?,
        0,
    )
    .ok()?;
    at.checked_add(SignedDuration::from_secs(i64::from(milli >= 500)))
        .ok()
}

/// `2026-03-25 23:00`, with seconds only when there are any, and the date alone at midnight.
pub(crate) fn date_time_text(at: DateTime) -> String {
    if at.time() == Time::midnight() {
        at.date().to_string()
    } else if at.second() == 0 {
        format!("{} {:02}:{:02}", at.date(), at.hour(), at.minute())
    } else {
        format!(
            "{} {:02}:{:02}:{:02}",
            at.date(),
            at.hour(),
            at.minute(),
            at.second()
        )
    }
}

/// Whole numbers without a decimal point, others as short as they can be.
pub(crate) fn number_text(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        format!("{number:.0}")
    } else {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_numbers_follow_excel() {
        let at = |serial| from_serial(serial).map(date_time_text);
        assert_eq!(
            at(46_106.958_333_333_336).as_deref(),
            Some("2026-03-25 23:00")
        );
        assert_eq!(at(1.0).as_deref(), Some("1900-01-01"));
        assert_eq!(at(59.0).as_deref(), Some("1900-02-28"));
        assert_eq!(at(61.0).as_deref(), Some("1900-03-01"));
        assert_eq!(at(-1.0), None);
        assert_eq!(at(f64::NAN), None);
        assert_eq!(at(3e9), None);
    }

    #[test]
    fn parts_are_rounded_to_the_second() {
        let at = |parts| from_parts(parts).map(date_time_text);
        assert_eq!(
            at((2026, 3, 25, 22, 59, 59, 999)).as_deref(),
            Some("2026-03-25 23:00")
        );
        assert_eq!(at((1900, 2, 29, 0, 0, 0, 0)), None);
    }

    #[test]
    fn numbers_read_as_people_write_them() {
        assert_eq!(number_text(12.0), "12");
        assert_eq!(number_text(-0.5), "-0.5");
        assert_eq!(number_text(7_700_900_074.0), "7700900074");
    }
}
