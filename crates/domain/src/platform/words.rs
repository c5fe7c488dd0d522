//! Dates, times and counts in the words that pages, documents and messages share (ux.md rule 8).

use jiff::{Timestamp, civil::Date};

use super::calendar::london;

/// `23 November 2026`.
pub fn date(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// `23 November 2026, 3:05pm`, in London time.
pub fn moment(at: Timestamp) -> String {
    let local = london().to_datetime(at);
    format!("{}, {}", date(local.date()), clock_time(at))
}

/// A due time: as [`moment`], but the last minute of a day and midnight after it
/// are both `end of 23 November 2026`, since "12:00am" reads as either day.
pub fn due(at: Timestamp) -> String {
    let local = london().to_datetime(at);
    match (local.hour(), local.minute()) {
        (0, 0) => format!(
            "end of {}",
            date(local.date().yesterday().unwrap_or(local.date()))
        ),
        (23, 59) => format!("end of {}", date(local.date())),
        _ => moment(at),
    }
}

/// `3:05pm`, in London time.
pub fn clock_time(at: Timestamp) -> String {
    let local = london().to_datetime(at);
    let (hour, half) = match local.hour() {
        0 => (12, "am"),
        h @ 1..=11 => (h, "am"),
        12 => (12, "pm"),
        h => (h - 12, "pm"),
    };
    format!("{hour}:{:02}{half}", local.minute())
}

/// A span in whole words: `2 days 3 hours`, `45 minutes`, `less than a minute`.
pub fn span(seconds: i64) -> String {
    let minutes = seconds.abs() / 60;
    let (days, hours, rest) = (minutes / 1440, minutes % 1440 / 60, minutes % 60);
    match (days, hours, rest) {
        (0, 0, 0) => "less than a minute".to_owned(),
        (0, 0, m) => count(m, "minute", "minutes"),
        (0, h, 0) => count(h, "hour", "hours"),
        (0, h, m) if h < 12 => format!(
            "{} {}",
            count(h, "hour", "hours"),
            count(m, "minute", "minutes")
        ),
        (0, h, _) => count(h, "hour", "hours"),
        (d, 0, _) => count(d, "day", "days"),
        (d, h, _) => format!("{} {}", count(d, "day", "days"), count(h, "hour", "hours")),
    }
}

/// A label inside a sentence: its first letter small, unless it begins with an abbreviation.
pub fn inside(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(label.chars().skip(1)).collect()
        }
        _ => label.to_owned(),
    }
}

/// `1 child`, `2 children`.
pub fn count(number: i64, one: &str, many: &str) -> String {
    if number == 1 {
        format!("1 {one}")
    } else {
        format!("{number} {many}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_out_in_london_time() {
        let summer: Timestamp = "2026-07-01T14:05:00Z".parse().unwrap();
        assert_eq!(moment(summer), "1 July 2026, 3:05pm");
        let midnight: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
        assert_eq!(moment(midnight), "1 January 2026, 12:00am");
    }

    #[test]
    fn a_due_time_at_midnight_names_the_day_that_ends() {
        for (at, words) in [
            ("2026-07-01T14:05:00Z", "1 July 2026, 3:05pm"),
            ("2026-06-30T23:00:00Z", "end of 30 June 2026"),
            ("2026-06-30T22:59:59Z", "end of 30 June 2026"),
            ("2026-01-01T00:00:00Z", "end of 31 December 2025"),
        ] {
            assert_eq!(due(at.parse().unwrap()), words);
        }
    }

    #[test]
    fn spans_are_words() {
        for (seconds, words) in [
            (20, "less than a minute"),
            (60, "1 minute"),
            (3600 * 2 + 300, "2 hours 5 minutes"),
            (3600 * 30, "1 day 6 hours"),
            (-86_400, "1 day"),
        ] {
            assert_eq!(span(seconds), words);
        }
    }
}
