//! Runs every row of the table in docs/rules/reminders.md against the rules of chasing (R117, R140).

use hawthorn_domain::platform::actor::Role;
use hawthorn_domain::platform::calendar::Calendar;
use hawthorn_domain::platform::chase::due;
use hawthorn_domain::platform::deadline::{Clock, Length, Promise, PromiseCode};
use hawthorn_domain::platform::holidays::{BankHoliday, BankHolidays};
use jiff::Timestamp;

const PAGE: &str = include_str!("../../../docs/rules/reminders.md");

fn at(clock: &str) -> Timestamp {
    format!("2026-03-02T{clock}:00Z").parse().unwrap()
}

fn minutes(cell: &str) -> Vec<u32> {
    match cell {
        "none" => Vec::new(),
        listed => listed.split(", ").map(|one| one.parse().unwrap()).collect(),
    }
}

fn holidays() -> BankHolidays {
    BankHolidays::new(vec![BankHoliday {
        date: jiff::civil::date(2026, 4, 3),
        title: "Good Friday".to_owned(),
    }])
    .unwrap()
}

/// Four hours from eight, so that it is due at noon.
fn clock(before: &str, after: &str, role: &str, stands: &str) -> Clock {
    let promise = Promise {
        length: Length::Minutes(240),
        calendar: Calendar::Elapsed,
        may_pause: true,
        chase_before: minutes(before),
        chase_after: minutes(after),
        escalate_to: (role != "none").then(|| Role::from_code(role).unwrap()),
        ..Promise::built_in(PromiseCode::SpocRequest)
    };
    let holidays = holidays();
    let mut clock = Clock::start(promise, at("08:00"), &holidays).unwrap();
    assert_eq!(clock.due_at(), at("12:00"));
    match stands.split_once(" by ") {
        Some(("put off", by)) => {
            let by = Length::Minutes(by.parse().unwrap());
            clock.extend(at("13:30"), by, "agreed", &holidays).unwrap();
        }
        _ => match stands {
            "as due" => {}
            "done" => clock.finish(at("11:30"), &holidays).unwrap(),
            "held" => clock.pause(at("11:30"), "agreed").unwrap(),
            other => panic!("no such standing: {other}"),
        },
    }
    clock
}

#[test]
fn what_is_owed_is_chased_as_the_table_says() {
    let rows: Vec<Vec<&str>> = PAGE
        .lines()
        .skip_while(|line| !line.starts_with("| Before |"))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert_eq!(rows.len(), 17, "the table has lost rows");
    for row in rows {
        let [before, after, role, stands, asked, last, now, said] = row[..] else {
            panic!("eight cells: {row:?}");
        };
        let clock = clock(before, after, role, stands);
        let last = (last != "never").then(|| at(last));
        let chases: Vec<String> = due(&clock, at(asked), last, at(now))
            .into_iter()
            .map(|chase| format!("{} {}", chase.kind.code(), &chase.at.to_string()[11..16]))
            .collect();
        let got = if chases.is_empty() {
            "nothing".to_owned()
        } else {
            chases.join(", ")
        };
        assert_eq!(got, said, "{row:?}");
    }
}
