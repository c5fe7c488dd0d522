//! Runs the tables of `docs/rules/clocks.md` row by row, and proves properties of the deadline engine.

use hawthorn_domain::platform::calendar::{Calendar, OpenHours, Window, london};
use hawthorn_domain::platform::deadline::{
    AfterHours, Length, Promise, PromiseCode, Roll, friday_measure,
};
use hawthorn_domain::platform::holidays::{BankHoliday, BankHolidays};
use jiff::civil::{DateTime, Time, date};
use jiff::{SignedDuration, Timestamp};

mod holding;
mod properties;

const PAGE: &str = include_str!("../../../../docs/rules/clocks.md");
const PUBLISHED: &str = include_str!("../../../../areas/bank-holidays-england-and-wales.json");

/// The shipped list, read only as far as its dates: the reader of the file belongs to another crate.
fn holidays() -> BankHolidays {
    let days = PUBLISHED
        .split("\"date\": \"")
        .skip(1)
        .map(|rest| BankHoliday {
            date: rest[..10].parse().unwrap(),
            title: "Bank holiday".to_owned(),
        })
        .collect();
    BankHolidays::new(days).unwrap()
}

fn at(text: &str) -> Timestamp {
    let (day, rest) = text.split_once(' ').unwrap();
    let civil: DateTime = rest.replace(' ', "T").parse().unwrap();
    let spelled = civil.strftime("%a").to_string();
    assert_eq!(day, spelled, "the weekday of {text}");
    london().to_ambiguous_timestamp(civil).compatible().unwrap()
}

fn shown(at: Timestamp) -> String {
    london()
        .to_datetime(at)
        .strftime("%a %Y-%m-%d %H:%M")
        .to_string()
}

fn hours(week: [&[(i8, i8, i8, i8)]; 7]) -> Calendar {
    let windows = |day: &[(i8, i8, i8, i8)]| {
        day.iter()
            .map(|(h, m, to_h, to_m)| Window {
                from: Time::constant(*h, *m, 0, 0),
                to: Time::constant(*to_h, *to_m, 0, 0),
            })
            .collect()
    };
    Calendar::Hours(OpenHours {
        week: week.map(windows),
        on_bank_holidays: false,
    })
}

fn hub() -> Calendar {
    let long: &[_] = &[(8, 30, 17, 30)];
    hours([long, long, long, long, &[(8, 30, 17, 0)], &[], &[]])
}

fn calendar(name: &str) -> Calendar {
    let line: &[_] = &[(8, 30, 20, 30)];
    match name {
        "elapsed" => Calendar::Elapsed,
        "working_days" => Calendar::WorkingDays,
        "dapn" => Calendar::DapnStyle,
        "hub" => hub(),
        "helpline" => hours([line, line, line, line, line, &[], &[]]),
        other => panic!("the page names a calendar that this test does not know: {other}"),
    }
}

fn promise(length: Length, calendar: Calendar) -> Promise {
    Promise {
        length,
        calendar,
        roll: Roll::None,
        may_pause: true,
        ..Promise::built_in(PromiseCode::FirstContact)
    }
}

/// The promise that a row of the page describes.
fn promise_of(words: &str, calendar_words: &str) -> Promise {
    let mut parts = calendar_words.split(", ");
    let mut promise = promise(
        Length::from_words(words).unwrap_or_else(|| panic!("no length: {words}")),
        calendar(parts.next().unwrap()),
    );
    for extra in parts {
        match extra {
            "runs on" => promise.after_hours = AfterHours::RunsOn,
            "same time" => promise.roll = Roll::SameTime,
            "end of day" => promise.roll = Roll::EndOfDay,
            other => panic!("the page names a rule that this test does not know: {other}"),
        }
    }
    promise
}

#[test]
fn every_row_of_the_page_is_true() {
    let holidays = holidays();
    let mut rows = 0;
    for line in PAGE
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| Start"))
    {
        let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [start, words, calendar, due, why] = cells[..] else {
            panic!("a row has five cells: {line}")
        };
        let reckoned = if words == "week's end" {
            friday_measure(at(start), &holidays).unwrap()
        } else {
            promise_of(words, calendar)
                .due(at(start), &holidays)
                .unwrap()
        };
        assert_eq!(shown(reckoned), due, "{line}");
        assert_eq!(reckoned, at(due), "{line}");
        assert!(!why.is_empty(), "{line}");
        rows += 1;
    }
    assert!(rows >= 45, "the page has lost rows: {rows}");
}

#[test]
fn an_hour_is_an_hour_over_both_clock_changes() {
    let holidays = holidays();
    for start in ["Fri 2026-03-27 14:00", "Fri 2026-10-23 14:00"] {
        let due = promise(Length::Minutes(4320), Calendar::Elapsed)
            .due(at(start), &holidays)
            .unwrap();
        assert_eq!(
            due.duration_since(at(start)),
            SignedDuration::from_hours(72)
        );
    }
}

#[test]
fn a_calendar_that_never_opens_is_refused() {
    let closed = hours([&[]; 7]);
    assert!(
        promise(Length::Minutes(10), closed.clone())
            .due(at("Mon 2026-03-02 09:00"), &holidays())
            .is_err()
    );
    assert!(
        promise(Length::NextWorkingDay, closed)
            .due(at("Mon 2026-03-02 09:00"), &holidays())
            .is_err()
    );
}

#[test]
fn a_working_day_is_open_and_a_bank_holiday_is_not() {
    let holidays = holidays();
    assert!(Calendar::WorkingDays.is_day(date(2026, 4, 2), &holidays));
    for day in [
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 5, 4),
        date(2026, 12, 28),
    ] {
        assert!(!Calendar::WorkingDays.is_day(day, &holidays), "{day}");
        assert!(!hub().is_day(day, &holidays), "{day}");
    }
    assert!(
        Calendar::DapnStyle.is_day(date(2026, 3, 7), &holidays),
        "Saturday counts"
    );
    assert!(
        !Calendar::DapnStyle.is_day(date(2027, 12, 25), &holidays),
        "Christmas Day itself"
    );
    assert!(
        !Calendar::DapnStyle.is_day(date(2030, 4, 19), &holidays),
        "Good Friday of a year that the list does not reach"
    );
}
