//! Runs the examples of docs/rules/orders.md row by row (R325–R327, F53, B9).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_domain::platform::audit::Doer;
use hawthorn_domain::platform::calendar::london;
use hawthorn_domain::platform::holidays::{BankHoliday, BankHolidays};
use hawthorn_domain::platform::ids::{Chance, OrderId, PersonId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_domain::risk::order::{
    EarlyEnd, OrderKind, ProtectiveOrder, hearing_due, may_end, may_record, may_serve,
    may_tell_breach,
};
use hawthorn_domain::risk::tool::{Tool, ToolRule, offered};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, date};

const PAGE: &str = include_str!("../../../docs/rules/orders.md");

struct Count(u128);

impl Chance for Count {
    fn bits(&mut self) -> u128 {
        self.0 += 1;
        self.0
    }
}

fn table(heading: &str) -> Vec<Vec<&'static str>> {
    let rows: Vec<Vec<&str>> = PAGE
        .lines()
        .skip_while(|line| !line.starts_with(&format!("| {heading} |")))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert!(rows.len() >= 3, "the table “{heading}” has lost rows");
    rows
}

fn order() -> ProtectiveOrder {
    let mut chance = Count(0);
    let now = Timestamp::UNIX_EPOCH;
    ProtectiveOrder {
        id: OrderId::new(now, &mut chance),
        area: AreaCode::new("example").unwrap(),
        victim: PersonId::new(now, &mut chance),
        perpetrator: PersonId::new(now, &mut chance),
        kind: OrderKind::NonMolestation,
        court: "Family court".to_owned(),
        made: date(2026, 3, 1),
        given_at: None,
        served: None,
        starts: date(2026, 3, 1),
        ends: None,
        terms: "No contact of any kind.".to_owned(),
        excluded: Vec::new(),
        breaches: Vec::new(),
        ended: None,
        recorded_by: Doer::system("test"),
        recorded_at: now,
        restriction: Restriction::default(),
    }
}

fn day(cell: &str) -> Option<Date> {
    (cell != "-").then(|| cell.parse().unwrap())
}

#[test]
fn an_order_stands_as_written() {
    for row in table("Served") {
        let made = ProtectiveOrder {
            served: day(row[0]),
            starts: day(row[1]).unwrap(),
            ends: day(row[2]),
            ended: day(row[3]).map(|on| EarlyEnd {
                on,
                why: "Another took its place.".to_owned(),
                by: Doer::system("test"),
                at: Timestamp::UNIX_EPOCH,
            }),
            ..order()
        };
        let today = day(row[4]).unwrap();
        assert_eq!(made.standing(today).code(), row[5], "{row:?}");
        assert_eq!(
            made.matters(today),
            !matches!(row[5], "over" | "ended"),
            "{row:?}"
        );
    }
}

fn holidays() -> BankHolidays {
    let day = |year, month, day, title: &str| BankHoliday {
        date: date(year, month, day),
        title: title.to_owned(),
    };
    BankHolidays::new(vec![
        day(2026, 1, 1, "New Year’s Day"),
        day(2026, 4, 3, "Good Friday"),
        day(2026, 4, 6, "Easter Monday"),
        day(2026, 5, 4, "Early May bank holiday"),
        day(2026, 5, 25, "Spring bank holiday"),
        day(2026, 8, 31, "Summer bank holiday"),
        day(2026, 12, 25, "Christmas Day"),
        day(2026, 12, 28, "Boxing Day (substitute day)"),
    ])
    .unwrap()
}

#[test]
fn a_notice_is_heard_in_time() {
    let moment = |cell: &str| {
        let civil: DateTime = cell.replace(' ', "T").parse().unwrap();
        london().to_timestamp(civil).unwrap()
    };
    for row in table("Given (London)") {
        let due = hearing_due(moment(row[0]), &holidays());
        assert_eq!(due, Some(moment(row[1])), "{row:?}");
    }
}

#[test]
fn each_step_is_answered_as_written() {
    let today = date(2026, 3, 25);
    let said = |answer: Result<(), hawthorn_domain::risk::order::OrderRefusal>| {
        answer.map_or_else(|refusal| refusal.to_string(), |()| "accepted".to_owned())
    };
    for row in table("Step") {
        let words = if row[2] == "none" { " " } else { row[2] };
        let on: Date = row[1].trim_start_matches("made ").parse().unwrap();
        let answer = match row[0] {
            "record" => may_record(
                &ProtectiveOrder {
                    made: on,
                    starts: on,
                    terms: words.to_owned(),
                    ..order()
                },
                today,
            ),
            "serve" => may_serve(&order(), on, today),
            "breach" => may_tell_breach(&order(), on, words, today),
            "end" => may_end(&order(), on, words, today),
            other => panic!("not a step: {other}"),
        };
        assert_eq!(said(answer), row[3], "{row:?}");
    }
}

#[test]
fn an_order_cannot_end_before_it_starts_or_be_served_twice() {
    let backwards = ProtectiveOrder {
        ends: Some(date(2026, 2, 1)),
        ..order()
    };
    assert!(may_record(&backwards, date(2026, 3, 25)).is_err());
    let served = ProtectiveOrder {
        served: Some(date(2026, 3, 2)),
        ..order()
    };
    assert!(may_serve(&served, date(2026, 3, 3), date(2026, 3, 25)).is_err());
    let same = ProtectiveOrder {
        perpetrator: order().victim,
        ..order()
    };
    assert!(may_record(&same, date(2026, 3, 25)).is_err());
}

#[test]
fn tools_are_offered_by_area_and_date() {
    for row in table("Area says") {
        let mut rules = Vec::new();
        if row[0] != "nothing" {
            let parts: Vec<&str> = row[0].split(' ').collect();
            let after = |word: &str| {
                let at = parts.iter().position(|part| *part == word)?;
                Some(parts[at + 1].parse().unwrap())
            };
            rules.push(ToolRule {
                tool: Tool::Dapo,
                from: after("from"),
                until: after("until"),
            });
        }
        let tools = offered(&rules, row[1].parse().unwrap());
        assert_eq!(tools.contains(&Tool::Dapo), row[2] == "yes", "{row:?}");
        assert_eq!(tools.contains(&Tool::Dvpo), row[3] == "yes", "{row:?}");
        assert!(tools.contains(&Tool::DisclosureScheme), "always there");
    }
}
