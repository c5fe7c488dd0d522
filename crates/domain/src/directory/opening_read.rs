//! Reads opening times as people write them, a line at a time, or says which line and what it may be.

use jiff::civil::{Date, Time};

use super::opening::{Day, DaysApart, Hours, OnBankHolidays, Opening, Span, Weeks};
use super::opening_words::ordinal;

/// A line of opening times that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{line}” could not be read as opening times. Write one thing a line, such as “Monday to Friday 09:00-17:00”, “first Tuesday of the month 10:00-12:00”, “bank holidays closed”, “2026-12-24 closed”, “always” or “not known”."
)]
pub struct OpeningProblem {
    /// The line, cut short.
    pub line: String,
}

impl Opening {
    /// Reads the lines of the editing box; nothing written means not known.
    ///
    /// # Errors
    /// The first line that cannot be read.
    pub fn read(text: &str) -> Result<Self, OpeningProblem> {
        let lines: Vec<&str> = text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect();
        match lines.as_slice() {
            [] => return Ok(Self::NotKnown),
            [one] if one.eq_ignore_ascii_case("not known") => return Ok(Self::NotKnown),
            [one] if one.eq_ignore_ascii_case("always") || *one == "24/7" => {
                return Ok(Self::Always);
            }
            _ => {}
        }
        let mut hours = Hours {
            spans: Vec::new(),
            bank_holidays: OnBankHolidays::Closed,
            apart: Vec::new(),
        };
        for line in lines {
            let words: Vec<String> = line
                .replace(',', " , ")
                .split_whitespace()
                .map(str::to_lowercase)
                .collect();
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            add(&mut hours, &words).ok_or_else(|| OpeningProblem {
                line: line.chars().take(80).collect(),
            })?;
        }
        Ok(Self::Hours(hours))
    }
}

fn add(hours: &mut Hours, words: &[&str]) -> Option<()> {
    if let ["bank", "holidays", rest @ ..] = words {
        hours.bank_holidays = match rest {
            ["closed"] => OnBankHolidays::Closed,
            ["as", "usual"] => OnBankHolidays::AsUsual,
            [times] => {
                let (from, to) = span_of(times)?;
                OnBankHolidays::Instead(from, to)
            }
            _ => return None,
        };
        return Some(());
    }
    if let Some(apart) = days_apart(words) {
        hours.apart.push(apart);
        return Some(());
    }
    let at = words.iter().position(|word| span_of(word).is_some())?;
    let (days, rest) = words.split_at(at);
    let (days, weeks) = weeks_of(days)?;
    let until = rest
        .iter()
        .position(|word| matches!(*word, "from" | "until"))
        .unwrap_or(rest.len());
    let (times, season) = rest.split_at(until);
    let (first, last) = match season {
        [] => (None, None),
        ["from", first] => (Some(date(first)?), None),
        ["until", last] => (None, Some(date(last)?)),
        ["from", first, "until", last] => (Some(date(first)?), Some(date(last)?)),
        _ => return None,
    };
    if matches!((first, last), (Some(first), Some(last)) if last < first) {
        return None;
    }
    for (from, to) in all_times(times)? {
        hours.spans.push(Span {
            days: days.clone(),
            weeks,
            from,
            to,
            first,
            last,
        });
    }
    Some(())
}

/// `2026-12-24 closed`, `2026-12-24 to 2027-01-01 10:00-12:00`.
fn days_apart(words: &[&str]) -> Option<DaysApart> {
    let first = date(words.first()?)?;
    let (last, rest) = match words {
        [_, "to", last, rest @ ..] => (date(last)?, rest),
        [_, rest @ ..] => (first, rest),
        [] => return None,
    };
    let times = if rest == ["closed"] {
        Vec::new()
    } else {
        all_times(rest)?
    };
    (first <= last).then_some(DaysApart { first, last, times })
}

/// Weekdays, and the weeks in which they count.
fn weeks_of(words: &[&str]) -> Option<(Vec<Day>, Weeks)> {
    match words {
        ["every", "second", days @ .., "counted", "from", from] => {
            Some((days_of(days)?, Weeks::EverySecond(date(from)?)))
        }
        ["last", days @ .., "of", "the", "month"] => Some((days_of(days)?, Weeks::Last)),
        [nth, days @ .., "of", "the", "month"] => {
            let nth = (1..=5).find(|number| ordinal(*number) == *nth)?;
            Some((days_of(days)?, Weeks::Nth(nth)))
        }
        days => Some((days_of(days)?, Weeks::Every)),
    }
}

fn days_of(words: &[&str]) -> Option<Vec<Day>> {
    match words {
        ["every", "day"] | ["daily"] => Some(Day::ALL.to_vec()),
        [first, "to", last] => {
            let (first, last) = (place(first)?, place(last)?);
            (first < last)
                .then(|| Day::ALL.get(first..=last).map(<[Day]>::to_vec))
                .flatten()
        }
        _ => {
            let mut places = words
                .iter()
                .filter(|word| !matches!(**word, "and" | ","))
                .map(|word| place(word))
                .collect::<Option<Vec<_>>>()?;
            places.sort_unstable();
            places.dedup();
            let days: Vec<Day> = places
                .iter()
                .filter_map(|place| Day::ALL.get(*place).copied())
                .collect();
            (!days.is_empty()).then_some(days)
        }
    }
}

/// A weekday by its name, its first three letters or its plural.
fn place(word: &str) -> Option<usize> {
    let word = word.strip_suffix('s').unwrap_or(word);
    Day::ALL
        .iter()
        .position(|day| day.code() == word || day.code().get(..3) == Some(word))
}

fn all_times(words: &[&str]) -> Option<Vec<(Time, Time)>> {
    let times: Vec<(Time, Time)> = words
        .iter()
        .filter(|word| !matches!(**word, "and" | ","))
        .map(|word| span_of(word))
        .collect::<Option<_>>()?;
    (!times.is_empty()).then_some(times)
}

/// `09:00-17:00`, `9am-5.30pm`, `00:00-24:00`.
fn span_of(word: &str) -> Option<(Time, Time)> {
    let (from, to) = word.split_once(['-', '–'])?;
    let to = if to == "24:00" {
        Time::midnight()
    } else {
        time(to)?
    };
    Some((time(from)?, to))
}

fn time(word: &str) -> Option<Time> {
    let (digits, add) = match (word.strip_suffix("am"), word.strip_suffix("pm")) {
        (Some(rest), _) => (rest, Some(0)),
        (_, Some(rest)) => (rest, Some(12)),
        _ => (word, None),
    };
    let (hour, minute) = match digits.split_once([':', '.']) {
        Some((hour, minute)) if minute.len() == 2 => (hour, minute.parse().ok()?),
        Some(_) => return None,
        // A bare number is a time only with “am” or “pm”.
        None => (digits, add.map(|_| 0)?),
    };
    let hour: i8 = hour.parse().ok()?;
    let hour = match add {
        Some(add) if (1..=12).contains(&hour) => hour % 12 + add,
        Some(_) => return None,
        None => hour,
    };
    Time::new(hour, minute, 0, 0).ok()
}

fn date(word: &str) -> Option<Date> {
    word.parse()
        .ok()
        .filter(|date: &Date| word.len() == 10 && date.year() >= 1900)
}
