//! When a service is open: every pattern of R244, right over bank holidays, clock changes and midnight.

use jiff::civil::{Date, DateTime, Time};
use jiff::{Timestamp, ToSpan};

use crate::platform::calendar::{london, london_date};
use crate::platform::holidays::BankHolidays;

/// How far ahead the next opening is looked for: past a monthly drop-in that a holiday moved.
const HORIZON_DAYS: i64 = 70;
/// A service that stays open this long is told as open, without a closing time.
const LONG_DAYS: i64 = 8;

codes! {
    /// Days of the week, Monday first.
    pub enum Day {
        Monday = "monday", "Monday";
        Tuesday = "tuesday", "Tuesday";
        Wednesday = "wednesday", "Wednesday";
        Thursday = "thursday", "Thursday";
        Friday = "friday", "Friday";
        Saturday = "saturday", "Saturday";
        Sunday = "sunday", "Sunday";
    }
}

impl Day {
    /// The weekday of a date.
    #[must_use]
    pub fn of(date: Date) -> Self {
        let place = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0);
        Self::ALL.get(place).copied().unwrap_or(Self::Monday)
    }
}

/// In which weeks a span holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weeks {
    /// In every week.
    Every,
    /// On the first to fifth such weekday of a month: a monthly drop-in.
    Nth(u8),
    /// On the last such weekday of a month.
    Last,
    /// In every second week, counted from the week of this date.
    EverySecond(Date),
}

/// Opening times on some weekdays. A closing time that is not after the opening
/// time lies on the next day, so that `20:00` to `02:00` and all day are both said.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Span {
    /// The weekdays on which it begins, Monday first, each once.
    pub days: Vec<Day>,
    /// In which weeks.
    pub weeks: Weeks,
    /// Opening time in London.
    pub from: Time,
    /// Closing time in London; not included.
    pub to: Time,
    /// The first day on which it holds, where it has one.
    pub first: Option<Date>,
    /// The last day on which it holds, where it has one.
    pub last: Option<Date>,
}

/// What a service does on bank holidays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnBankHolidays {
    /// It opens as on any such weekday.
    AsUsual,
    /// It does not open.
    Closed,
    /// It opens at these times instead.
    Instead(Time, Time),
}

/// Days that are told apart from the pattern: a closure at Christmas, one late opening.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DaysApart {
    /// The first of them.
    pub first: Date,
    /// The last of them.
    pub last: Date,
    /// Opening times on each of them; none means closed.
    pub times: Vec<(Time, Time)>,
}

/// A pattern of opening.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Hours {
    /// The weekly and monthly spans; a day may have several.
    pub spans: Vec<Span>,
    /// What holds on bank holidays.
    pub bank_holidays: OnBankHolidays,
    /// Days apart; a later one wins over an earlier one, and each over bank holidays and spans.
    pub apart: Vec<DaysApart>,
}

/// When a service is open (R4, R14, R244).
#[derive(Clone, Debug, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opening {
    /// Nobody has said; which is not the same as closed.
    #[default]
    NotKnown,
    /// Every hour of every day of the year.
    Always,
    /// At these times.
    Hours(Hours),
}

/// Whether a service is open at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenState {
    /// Its hours are not known.
    NotKnown,
    /// Open; until this moment, unless it stays open for more than a week.
    Open(Option<Timestamp>),
    /// Closed; until this moment, where the next opening is known.
    Closed(Option<Timestamp>),
}

impl OpenState {
    /// Whether it is open.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open(_))
    }
}

/// A stretch of time from one instant to another.
type Stretch = (Timestamp, Timestamp);

impl Opening {
    /// Whether the service is open at this moment, and until when.
    #[must_use]
    pub fn state(&self, now: Timestamp, holidays: &BankHolidays) -> OpenState {
        let hours = match self {
            Self::NotKnown => return OpenState::NotKnown,
            Self::Always => return OpenState::Open(None),
            Self::Hours(hours) => hours,
        };
        let today = london_date(now);
        for days in [LONG_DAYS, HORIZON_DAYS] {
            let last = today.checked_add(days.days()).unwrap_or(Date::MAX);
            let stretches = hours.stretches(today, last, holidays);
            if let Some((_, until)) = stretches
                .iter()
                .find(|(from, until)| *from <= now && now < *until)
            {
                let long = london_date(*until) >= last.yesterday().unwrap_or(last);
                return OpenState::Open((!long).then_some(*until));
            }
            if let Some((from, _)) = stretches.iter().find(|(from, _)| *from > now) {
                return OpenState::Closed(Some(*from));
            }
        }
        OpenState::Closed(None)
    }

    /// Whether the service opens at any time of this London day.
    #[must_use]
    pub fn opens_on(&self, date: Date, holidays: &BankHolidays) -> bool {
        match self {
            Self::NotKnown => false,
            Self::Always => true,
            Self::Hours(hours) => !hours.times_of(date, holidays).is_empty(),
        }
    }
}

impl Hours {
    /// Opening times that begin on this London day, in order.
    #[must_use]
    pub fn times_of(&self, date: Date, holidays: &BankHolidays) -> Vec<(Time, Time)> {
        let apart = self
            .apart
            .iter()
            .rev()
            .find(|apart| apart.first <= date && date <= apart.last);
        let mut times = match (apart, self.bank_holidays) {
            (Some(apart), _) => apart.times.clone(),
            (None, OnBankHolidays::Closed) if holidays.is_holiday(date) => Vec::new(),
            (None, OnBankHolidays::Instead(from, to)) if holidays.is_holiday(date) => {
                vec![(from, to)]
            }
            _ => self
                .spans
                .iter()
                .filter(|span| span.holds_on(date))
                .map(|span| (span.from, span.to))
                .collect(),
        };
        times.sort();
        times
    }

    /// The stretches of opening that touch the days from `first` to `last`, joined where they meet.
    /// What began the evening before goes on into a day, even when that day itself is closed.
    fn stretches(&self, first: Date, last: Date, holidays: &BankHolidays) -> Vec<Stretch> {
        let mut found = Vec::new();
        let mut date = first.yesterday().unwrap_or(first);
        while date <= last {
            for times in self.times_of(date, holidays) {
                found.extend(stretch(date, times));
            }
            let Ok(next) = date.tomorrow() else { break };
            date = next;
        }
        found.sort();
        let mut joined: Vec<Stretch> = Vec::new();
        for (from, until) in found {
            match joined.last_mut() {
                Some((_, end)) if from <= *end => *end = until.max(*end),
                _ => joined.push((from, until)),
            }
        }
        joined
    }
}

impl Span {
    /// Whether the span begins on this day.
    fn holds_on(&self, date: Date) -> bool {
        let in_season = self.first.is_none_or(|first| first <= date)
            && self.last.is_none_or(|last| date <= last);
        let week = (date.day() - 1) / 7 + 1;
        in_season
            && self.days.contains(&Day::of(date))
            && match self.weeks {
                Weeks::Every => true,
                Weeks::Nth(nth) => i8::try_from(nth) == Ok(week),
                Weeks::Last => date.day() + 7 > date.days_in_month(),
                Weeks::EverySecond(from) => weeks_between(from, date) % 2 == 0,
            }
    }
}

/// Whole weeks, Monday to Sunday, between the weeks of two dates.
fn weeks_between(one: Date, other: Date) -> i64 {
    let monday = |date: Date| {
        let back = i64::from(date.weekday().to_monday_zero_offset());
        date.saturating_sub(back.days())
    };
    let days = monday(one)
        .until(monday(other))
        .map_or(0, |span| i64::from(span.get_days()));
    days / 7
}

/// Opening times on a day as instants; none where the spring change leaves nothing of them.
fn stretch(date: Date, (from, to): (Time, Time)) -> Option<Stretch> {
    let end = if to > from {
        date
    } else {
        date.tomorrow().ok()?
    };
    let (from, until) = (
        instant(date.to_datetime(from))?,
        instant(end.to_datetime(to))?,
    );
    (from < until).then_some((from, until))
}

/// A time on the wall in London as an instant: one that the spring change skips moves an hour on,
/// one that comes twice in autumn is the first of the two, as for every deadline.
fn instant(civil: DateTime) -> Option<Timestamp> {
    london().to_ambiguous_timestamp(civil).compatible().ok()
}
