//! Opening times in words: one form for readers, one for the editing box that reads back to the same times.

use jiff::civil::Time;

use super::opening::{Day, Hours, OnBankHolidays, Opening, Span, Weeks};
use crate::platform::words;

impl Opening {
    /// One line for each part, as readers are told it.
    #[must_use]
    pub fn told(&self) -> Vec<String> {
        match self {
            Self::NotKnown => vec!["Opening times are not known".to_owned()],
            Self::Always => vec!["24 hours a day, every day of the year".to_owned()],
            Self::Hours(hours) => hours.told(),
        }
    }

    /// One line for each part, as the editing box takes it.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        match self {
            Self::NotKnown => vec!["not known".to_owned()],
            Self::Always => vec!["always".to_owned()],
            Self::Hours(hours) => hours.lines(),
        }
    }
}

impl Hours {
    fn told(&self) -> Vec<String> {
        let mut lines: Vec<String> = self
            .spans
            .iter()
            .map(|span| {
                let season = match (span.first, span.last) {
                    (None, None) => String::new(),
                    (Some(first), None) => format!(", from {}", words::date(first)),
                    (None, Some(last)) => format!(", until {}", words::date(last)),
                    (Some(first), Some(last)) => {
                        format!(", {} to {}", words::date(first), words::date(last))
                    }
                };
                format!(
                    "{}, {}{season}",
                    days_told(span),
                    times_told(span.from, span.to)
                )
            })
            .collect();
        lines.push(match self.bank_holidays {
            OnBankHolidays::AsUsual => "Open on bank holidays as on other days".to_owned(),
            OnBankHolidays::Closed => "Closed on bank holidays".to_owned(),
            OnBankHolidays::Instead(from, to) => {
                format!("Bank holidays, {}", times_told(from, to))
            }
        });
        for apart in &self.apart {
            let days = if apart.first == apart.last {
                words::date(apart.first)
            } else {
                format!(
                    "{} to {}",
                    words::date(apart.first),
                    words::date(apart.last)
                )
            };
            let times: Vec<String> = apart
                .times
                .iter()
                .map(|(from, to)| times_told(*from, *to))
                .collect();
            lines.push(if times.is_empty() {
                format!("Closed {days}")
            } else {
                format!("{days}, {}", times.join(" and "))
            });
        }
        lines
    }

    fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.spans.iter().map(Span::line).collect();
        lines.push(match self.bank_holidays {
            OnBankHolidays::AsUsual => "bank holidays as usual".to_owned(),
            OnBankHolidays::Closed => "bank holidays closed".to_owned(),
            OnBankHolidays::Instead(from, to) => format!("bank holidays {}", times(from, to)),
        });
        for apart in &self.apart {
            let all: Vec<String> = apart
                .times
                .iter()
                .map(|(from, to)| times(*from, *to))
                .collect();
            let all = if all.is_empty() {
                "closed".to_owned()
            } else {
                all.join(", ")
            };
            let days = if apart.first == apart.last {
                apart.first.to_string()
            } else {
                format!("{} to {}", apart.first, apart.last)
            };
            lines.push(format!("{days} {all}"));
        }
        lines
    }
}

impl Span {
    fn line(&self) -> String {
        let days = list_of(&self.days);
        let mut line = match self.weeks {
            Weeks::Every => format!("{days} "),
            Weeks::Nth(nth) => format!("{} {days} of the month ", ordinal(nth)),
            Weeks::Last => format!("last {days} of the month "),
            Weeks::EverySecond(from) => format!("every second {days} counted from {from} "),
        };
        line.push_str(&times(self.from, self.to));
        if let Some(first) = self.first {
            line.push_str(&format!(" from {first}"));
        }
        if let Some(last) = self.last {
            line.push_str(&format!(" until {last}"));
        }
        line
    }
}

/// Which week of a month, in words.
pub(super) const fn ordinal(nth: u8) -> &'static str {
    match nth {
        1 => "first",
        2 => "second",
        3 => "third",
        4 => "fourth",
        _ => "fifth",
    }
}

fn list_of(days: &[Day]) -> String {
    let places: Vec<usize> = days
        .iter()
        .filter_map(|day| Day::ALL.iter().position(|other| other == day))
        .collect();
    let in_a_row = places
        .windows(2)
        .all(|pair| matches!(pair, [one, next] if one + 1 == *next));
    match days {
        [_, _, _, _, _, _, _] if in_a_row => "every day".to_owned(),
        [first, .., last] if in_a_row && days.len() > 2 => {
            format!("{} to {}", first.label(), last.label())
        }
        _ => {
            let names: Vec<&str> = days.iter().map(|day| day.label()).collect();
            match names.split_last() {
                Some((last, [])) => (*last).to_owned(),
                Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
                None => String::new(),
            }
        }
    }
}

fn days_told(span: &Span) -> String {
    let days = list_of(&span.days);
    let days = match span.weeks {
        Weeks::Every => days,
        Weeks::Nth(nth) => format!("{} {days} of the month", ordinal(nth)),
        Weeks::Last => format!("last {days} of the month"),
        Weeks::EverySecond(from) => {
            format!(
                "{days} in every second week, counted from {}",
                words::date(from)
            )
        }
    };
    let mut letters = days.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

fn times(from: Time, to: Time) -> String {
    let end = if to == Time::midnight() {
        "24:00".to_owned()
    } else {
        to.strftime("%H:%M").to_string()
    };
    format!("{}-{end}", from.strftime("%H:%M"))
}

fn times_told(from: Time, to: Time) -> String {
    if from == to {
        return if from == Time::midnight() {
            "all day and night".to_owned()
        } else {
            format!("from {} for 24 hours", clock(from))
        };
    }
    let next = if to < from && to != Time::midnight() {
        " the next morning"
    } else {
        ""
    };
    format!("{} to {}{next}", clock(from), clock(to))
}

/// `8:30am`, `midday`, `midnight`.
fn clock(time: Time) -> String {
    let (hour, half) = match (time.hour(), time.minute()) {
        (0, 0) => return "midnight".to_owned(),
        (12, 0) => return "midday".to_owned(),
        (0, _) => (12, "am"),
        (hour @ 1..=11, _) => (hour, "am"),
        (12, _) => (12, "pm"),
        (hour, _) => (hour - 12, "pm"),
    };
    match time.minute() {
        0 => format!("{hour}{half}"),
        minute => format!("{hour}:{minute:02}{half}"),
    }
}
