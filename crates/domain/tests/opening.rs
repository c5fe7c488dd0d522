//! Opening hours against a second, naive implementation over a whole year, and the table of docs/rules/directory.md (R244).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_domain::directory::opening::{
    Day, DaysApart, Hours, OnBankHolidays, OpenState, Opening, Span, Weeks,
};
use hawthorn_domain::platform::calendar::london;
use hawthorn_domain::platform::holidays::{BankHoliday, BankHolidays};
use jiff::Timestamp;
use jiff::civil::{Date, Time, date};

/// The bank holidays of England and Wales in 2026 and 2027.
fn holidays() -> BankHolidays {
    let days = [
        (2026, 1, 1),
        (2026, 4, 3),
        (2026, 4, 6),
        (2026, 5, 4),
        (2026, 5, 25),
        (2026, 8, 31),
        (2026, 12, 25),
        (2026, 12, 28),
        (2027, 1, 1),
        (2027, 3, 26),
        (2027, 3, 29),
        (2027, 5, 3),
        (2027, 5, 31),
        (2027, 8, 30),
        (2027, 12, 27),
        (2027, 12, 28),
    ];
    let day = |(year, month, day)| BankHoliday {
        date: date(year, month, day),
        title: "Bank holiday".to_owned(),
    };
    BankHolidays::new(days.map(day).to_vec()).unwrap()
}

/// A repeatable source of small numbers; which numbers does not matter.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
    fn half_hour(&mut self) -> Time {
        let half = i8::try_from(self.below(48)).unwrap();
        Time::new(half / 2, half % 2 * 30, 0, 0).unwrap()
    }
    fn day_of_2026(&mut self) -> Date {
        let day = i64::try_from(self.below(365)).unwrap();
        date(2026, 1, 1)
            .checked_add(jiff::Span::new().days(day))
            .unwrap()
    }
    fn span(&mut self) -> Span {
        let days: Vec<Day> = Day::ALL
            .iter()
            .copied()
            .filter(|_| self.below(2) == 0)
            .collect();
        let weeks = match self.below(8) {
            0 => Weeks::Nth(u8::try_from(self.below(5) + 1).unwrap()),
            1 => Weeks::Last,
            2 => Weeks::EverySecond(self.day_of_2026()),
            _ => Weeks::Every,
        };
        let season = self.below(4) == 0;
        let (one, other) = (self.day_of_2026(), self.day_of_2026());
        Span {
            days: if days.is_empty() {
                vec![Day::Tuesday]
            } else {
                days
            },
            weeks,
            from: self.half_hour(),
            to: self.half_hour(),
            first: season.then_some(one.min(other)),
            last: season.then_some(one.max(other)),
        }
    }
    fn hours(&mut self) -> Hours {
        let spans = (0..=self.below(3)).map(|_| self.span()).collect();
        let bank_holidays = match self.below(3) {
            0 => OnBankHolidays::AsUsual,
            1 => OnBankHolidays::Closed,
            _ => OnBankHolidays::Instead(self.half_hour(), self.half_hour()),
        };
        let apart = (0..self.below(3))
            .map(|_| {
                let first = self.day_of_2026();
                let days = i64::try_from(self.below(5)).unwrap();
                let closed = self.below(2) == 0;
                let times = (self.half_hour(), self.half_hour());
                DaysApart {
                    first,
                    last: first.checked_add(jiff::Span::new().days(days)).unwrap(),
                    times: if closed { Vec::new() } else { vec![times] },
                }
            })
            .collect();
        Hours {
            spans,
            bank_holidays,
            apart,
        }
    }
}

/// The naive reckoning: days counted from Thursday 1 January 1970, half hours counted one by one,
/// and its own rule for summer time. It shares no arithmetic with the real one.
mod naive {
    use super::*;

    /// Days from 1 January 1970, counted year by year and month by month.
    pub fn day_number(date: Date) -> i64 {
        let leap = |year: i64| (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        let mut days: i64 = (1970..i64::from(date.year()))
            .map(|year| if leap(year) { 366 } else { 365 })
            .sum();
        let lengths = [
            31,
            if leap(i64::from(date.year())) { 29 } else { 28 },
            31,
            30,
            31,
            30,
            31,
            31,
            30,
            31,
            30,
            31,
        ];
        days += lengths[..usize::try_from(date.month()).unwrap() - 1]
            .iter()
            .sum::<i64>();
        days + i64::from(date.day()) - 1
    }
    fn weekday(day: i64) -> usize {
        usize::try_from((day + 3).rem_euclid(7)).unwrap()
    }
    /// The last Sunday of a month of 31 days.
    fn last_sunday(year: i16, month: i8) -> i64 {
        let last = day_number(date(year, month, 31));
        (last - 6..=last).find(|day| weekday(*day) == 6).unwrap()
    }
    /// Half hours since 1970 at which the wall in London shows this half hour of this day.
    fn half_hour(day: i64, half: i64, year: i16) -> i64 {
        let wall = day * 48 + half;
        // Summer time begins and ends at one o'clock, Greenwich time.
        let (spring, autumn) = (
            last_sunday(year, 3) * 48 + 2,
            last_sunday(year, 10) * 48 + 2,
        );
        // 01:00 to 02:00 on the spring Sunday is not on the wall: it is read an hour on, which is
        // the same instant as if the clock had not changed. In autumn the first of the two counts.
        if wall - 2 >= spring && wall - 2 < autumn {
            wall - 2
        } else {
            wall
        }
    }
    fn halves(time: Time) -> i64 {
        i64::from(time.hour()) * 2 + i64::from(time.minute()) / 30
    }
    /// Days in the month of a date.
    fn month_length(today: Date) -> i64 {
        day_number(if today.month() == 12 {
            date(today.year() + 1, 1, 1)
        } else {
            date(today.year(), today.month() + 1, 1)
        }) - day_number(date(today.year(), today.month(), 1))
    }
    /// Every open half hour of 2026, by its number since 1970, with a day to each side.
    pub fn open(hours: &Hours, holidays: &[Date]) -> std::collections::BTreeSet<i64> {
        let mut open = std::collections::BTreeSet::new();
        let mut today = date(2025, 12, 30);
        while today <= date(2027, 1, 2) {
            let day = day_number(today);
            let mut times: Vec<(Time, Time)> = Vec::new();
            for span in &hours.spans {
                if !span.days.iter().any(|own| Day::ALL[weekday(day)] == *own) {
                    continue;
                }
                if span.first.is_some_and(|first| day < day_number(first)) {
                    continue;
                }
                if span.last.is_some_and(|last| day > day_number(last)) {
                    continue;
                }
                let fits = match span.weeks {
                    Weeks::Every => true,
                    Weeks::Nth(nth) => {
                        i64::from(today.day()) > (i64::from(nth) - 1) * 7
                            && i64::from(today.day()) <= i64::from(nth) * 7
                    }
                    Weeks::Last => i64::from(today.day()) > month_length(today) - 7,
                    Weeks::EverySecond(from) => {
                        // Weeks are counted from Monday 5 January 1970.
                        let week = |day: i64| (day - 4).div_euclid(7);
                        (week(day) - week(day_number(from))).rem_euclid(2) == 0
                    }
                };
                if fits {
                    times.push((span.from, span.to));
                }
            }
            if holidays.contains(&today) {
                match hours.bank_holidays {
                    OnBankHolidays::AsUsual => {}
                    OnBankHolidays::Closed => times.clear(),
                    OnBankHolidays::Instead(from, to) => times = vec![(from, to)],
                }
            }
            for apart in &hours.apart {
                if day_number(apart.first) <= day && day <= day_number(apart.last) {
                    times = apart.times.clone();
                }
            }
            for (from, to) in times {
                let next = if halves(to) > halves(from) { 0 } else { 1 };
                let end = half_hour(
                    day + next,
                    halves(to),
                    if day + next >= day_number(date(today.year() + 1, 1, 1)) {
                        today.year() + 1
                    } else {
                        today.year()
                    },
                );
                let mut at = half_hour(day, halves(from), today.year());
                while at < end {
                    open.insert(at);
                    at += 1;
                }
            }
            today = today.tomorrow().unwrap();
        }
        open
    }
}

#[test]
fn two_hundred_patterns_agree_with_a_naive_reckoning_in_every_half_hour_of_a_year() {
    let holidays = holidays();
    let days: Vec<Date> = holidays.days().iter().map(|day| day.date).collect();
    let mut dice = Dice(7);
    let (mut open_halves, mut closed_halves) = (0u64, 0u64);
    for pattern in 0..200 {
        let hours = dice.hours();
        let expected = naive::open(&hours, &days);
        let opening = Opening::Hours(hours);
        let from = naive::day_number(date(2026, 1, 1)) * 48;
        let to = naive::day_number(date(2027, 1, 1)) * 48;
        let mut known: Option<(bool, i64)> = None;
        for half in from..to {
            // What the engine said of an earlier moment holds until the change it named, so that
            // the named moment is proved as well as the state.
            let (open, until) = match known {
                Some((open, until)) if half < until => (open, until),
                _ => {
                    let now = Timestamp::from_second(half * 1800).unwrap();
                    let (open, change) = match opening.state(now, &holidays) {
                        OpenState::Open(change) => (true, change),
                        OpenState::Closed(change) => (false, change),
                        OpenState::NotKnown => panic!("hours were given"),
                    };
                    let until = change.map_or(half + 1, |change| {
                        assert_eq!(change.as_second() % 1800, 0);
                        change.as_second() / 1800
                    });
                    (open, until)
                }
            };
            known = Some((open, until));
            assert_eq!(
                open,
                expected.contains(&half),
                "pattern {pattern} at {}: {:#?}",
                Timestamp::from_second(half * 1800).unwrap(),
                opening.lines()
            );
            if open {
                open_halves += 1
            } else {
                closed_halves += 1
            }
        }
    }
    assert!(
        open_halves > 500_000 && closed_halves > 500_000,
        "{open_halves} open, {closed_halves} closed"
    );
}

#[test]
fn what_is_written_for_editing_reads_back_to_the_same_times() {
    let mut dice = Dice(99);
    for _ in 0..500 {
        let opening = Opening::Hours(dice.hours());
        let text = opening.lines().join("\n");
        assert_eq!(Opening::read(&text), Ok(opening), "{text}");
    }
    for opening in [Opening::Always, Opening::NotKnown] {
        assert_eq!(Opening::read(&opening.lines().join("\n")), Ok(opening));
    }
}

#[test]
fn people_may_write_times_in_many_ways() {
    let same = |one: &str, other: &str| {
        assert_eq!(
            Opening::read(one).unwrap(),
            Opening::read(other).unwrap(),
            "{one}"
        );
    };
    same("Mon to Fri 9am-5.30pm", "Monday to Friday 09:00-17:30");
    same(
        "mondays, wednesdays and fridays 10:00–12:00",
        "Friday, Wednesday and Monday 10:00-12:00",
    );
    same("daily 00:00-24:00", "every day 00:00-24:00");
    same("24/7", "always");
    same("", "not known");
    for wrong in [
        "Monday",
        "09:00-17:00 Monday",
        "Someday 09:00-10:00",
        "Friday to Monday 09:00-17:00",
        "Monday 25:00-26:00",
        "Monday 9-5",
        "2026-13-01 closed",
        "2026-05-02 to 2026-05-01 closed",
        "bank holidays maybe",
    ] {
        let problem = Opening::read(wrong).unwrap_err();
        assert!(problem.to_string().contains(wrong), "{problem}");
    }
}

/// The tables of the rule's own document.
#[test]
fn the_tables_of_the_document_hold() {
    let text = include_str!("../../../docs/rules/directory.md");
    let section = text.split("## Open or closed").nth(1).unwrap();
    let rows: Vec<Vec<&str>> = section
        .lines()
        .filter(|line| line.starts_with("| "))
        .skip(1)
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert!(rows.len() >= 15, "{}", rows.len());
    for row in rows {
        let opening = Opening::read(&row[0].replace("; ", "\n")).unwrap();
        let civil: jiff::civil::DateTime = row[1].replace(' ', "T").parse().unwrap();
        let now = london().to_timestamp(civil).unwrap();
        let told = match opening.state(now, &holidays()) {
            OpenState::NotKnown => "not known".to_owned(),
            OpenState::Open(None) => "open".to_owned(),
            OpenState::Closed(None) => "closed".to_owned(),
            OpenState::Open(Some(until)) => format!(
                "open until {}",
                london().to_datetime(until).strftime("%Y-%m-%d %H:%M")
            ),
            OpenState::Closed(Some(opens)) => format!(
                "closed until {}",
                london().to_datetime(opens).strftime("%Y-%m-%d %H:%M")
            ),
        };
        assert_eq!(told, row[2], "{row:?}");
    }
}
