//! Runs every row of the tables in docs/rules/restricted.md: who a restricted record is there for, and what two records are together (R213–R218).

mod common;

use common::{RULE, account, actor, area};
use hawthorn_access::{Access, AreaRule, scope_lets_see};
use hawthorn_domain::platform::actor::Role;
use hawthorn_domain::platform::ids::AccountId;
use hawthorn_domain::platform::restriction::{Emergency, Opening, Restriction};
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use jiff::{SignedDuration, Timestamp};

const PAGE: &str = include_str!("../../../docs/rules/restricted.md");

/// The rows of the table whose first heading is this one.
fn table(heading: &str) -> Vec<Vec<&'static str>> {
    let rows: Vec<Vec<&str>> = PAGE
        .lines()
        .skip_while(|line| !line.starts_with(&format!("| {heading} |")))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert!(
        rows.len() >= 6,
        "the table that begins with “{heading}” has lost rows"
    );
    rows
}

/// `2pm` or `2:30pm` as minutes after noon.
fn minutes(words: &str) -> i64 {
    let clock = words.trim_end_matches("pm");
    let (hour, minute) = clock.split_once(':').unwrap_or((clock, "0"));
    hour.parse::<i64>().expect("an hour") * 60 + minute.parse::<i64>().expect("a minute")
}

fn noon_and(minutes: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes)
}

fn opening(cell: &str) -> Option<Opening> {
    let by_another = cell.starts_with("by another");
    let at = noon_and(minutes(cell.rsplit_once("at ")?.1));
    Some(Opening {
        account: account(usize::from(by_another)),
        name: String::new(),
        emergency: Emergency::Danger,
        why: String::new(),
        at,
        until: at + SignedDuration::from_hours(1),
    })
}

#[test]
fn who_a_restricted_record_is_there_for() {
    let access = Access::new().expect("the policies load");
    let rule = AreaRule {
        at: noon_and(3 * 60),
        ..RULE
    };
    for row in table("Record") {
        let reader = actor(&[Role::from_code(row[1]).expect("a role")]);
        let mut restriction = match row[0] {
            "open" => Restriction::default(),
            _ => Restriction::on_arrival("Held closely"),
        };
        if row[2] == "yes" {
            restriction.named.push(reader.account);
        }
        restriction.opened.extend(opening(row[3]));
        let thing = Thing::record(&area(0), &restriction);
        let decided = access.decide(&reader, Verb::ViewIncident, &thing, &rule);
        assert_eq!(decided.is_allowed(), row[4] == "yes", "{row:?}");
        let listed = scope_lets_see(
            &access.scope(&reader, &rule),
            &area(0),
            restriction.is_restricted(),
            restriction.named.contains(&reader.account)
                || restriction.is_opened_to(reader.account, rule.at),
        );
        assert_eq!(listed, row[5] == "yes", "{row:?}");
    }
}

const PEOPLE: [&str; 3] = ["ann", "bea", "cem"];

fn held(cell: &str) -> Restriction {
    let (closeness, names) = cell.split_once(": ").unwrap_or((cell, ""));
    let mut restriction = match closeness {
        "open" => Restriction::default(),
        _ => Restriction::on_arrival("Held closely"),
    };
    let number = |name| PEOPLE.iter().position(|one| *one == name).expect("a name");
    let named = names.split(", ").filter(|name| !name.is_empty());
    restriction.named = named.map(|name| account(number(name))).collect();
    restriction
}

fn names(ids: &[AccountId]) -> String {
    let named = (0..PEOPLE.len()).filter(|number| ids.contains(&account(*number)));
    let names: Vec<&str> = named.map(|number| PEOPLE[number]).collect();
    if names.is_empty() {
        "nobody".to_owned()
    } else {
        names.join(", ")
    }
}

#[test]
fn two_records_that_meet() {
    for row in table("One") {
        let together = held(row[0]).cautious(&held(row[1]));
        let words = if together.is_restricted() {
            "restricted"
        } else {
            "open"
        };
        assert_eq!(
            (words, names(&together.named).as_str()),
            (row[2], row[3]),
            "{row:?}"
        );
    }
}

/// Whatever meets, in whatever order: together they are never open to anybody to whom one of
/// them, held closely, is closed.
#[test]
fn together_is_never_less_cautious_than_either() {
    use proptest::prelude::*;
    let one = || {
        (any::<bool>(), proptest::collection::vec(0..4usize, 0..4)).prop_map(|(closed, named)| {
            if closed {
                common::restricted(&named)
            } else {
                Restriction::default()
            }
        })
    };
    proptest!(|(a in one(), b in one(), c in one(), who in 0..4usize)| {
        let together = a.cautious(&b).cautious(&c);
        let other_way = c.cautious(&a.cautious(&b));
        let lets_in = |held: &Restriction| !held.is_restricted() || held.named.contains(&account(who));
        let all = [&a, &b, &c].into_iter().all(lets_in);
        prop_assert_eq!(lets_in(&together), all);
        prop_assert_eq!(lets_in(&other_way), all);
        prop_assert_eq!(together.is_restricted(), a.is_restricted() || b.is_restricted() || c.is_restricted());
    });
}
