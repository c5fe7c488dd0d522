//! Runs the examples of docs/rules/figures.md row by row, and tries every small table there is against what leaves (MGR-3).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use std::collections::{BTreeMap, BTreeSet};

use hawthorn_domain::marac::action::ActionState;
use hawthorn_domain::marac::figures::period::Quarter;
use hawthorn_domain::marac::figures::publish::{Cell, Line, PublishedLine, Shown, publish, total};
use hawthorn_domain::marac::figures::summary::{
    ActionCount, expectation, middle, per_10000, share,
};
use hawthorn_domain::marac::figures::{CaseFacts, Measure, behind, count, not_known};
use hawthorn_domain::people::diversity::{EthnicGroup, OwnAnswer};
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::ids::{Chance, MaracReferralId, MeetingId, PersonId};
use hawthorn_domain::platform::settings::marac::ReferrerShare;
use jiff::Timestamp;
use proptest::prelude::*;

const PAGE: &str = include_str!("../../../docs/rules/figures.md");

struct Count(u128);

impl Chance for Count {
    fn bits(&mut self) -> u128 {
        self.0 += 1;
        self.0
    }
}

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
        rows.len() >= 3,
        "the table that begins with “{heading}” has lost rows"
    );
    rows
}

fn case(chance: &mut Count) -> CaseFacts {
    let now = Timestamp::UNIX_EPOCH;
    CaseFacts {
        referral: MaracReferralId::new(now, chance),
        meeting: MeetingId::new(now, &mut Count(0)),
        referrer: None,
        by_police: false,
        repeat: false,
        children: Vec::new(),
        minority_ethnic: None,
        lgbt: None,
        disabled: None,
        male_victim: None,
        victim_age: None,
        harm_age: None,
    }
}

fn answer(code: &str) -> Option<bool> {
    OwnAnswer::from_code(code).unwrap().known()
}

fn read_case(cell: &str) -> CaseFacts {
    let mut chance = Count(0);
    let mut facts = case(&mut chance);
    for part in cell.split("; ") {
        let (word, rest) = part.split_once(' ').unwrap_or((part, ""));
        match (word, rest) {
            ("nobody", "") => {}
            ("repeat", "") => facts.repeat = true,
            ("male", "") => facts.male_victim = Some(true),
            ("ethnic", code) => {
                facts.minority_ethnic = EthnicGroup::from_code(code).unwrap().is_minority();
            }
            ("lgbt", code) => facts.lgbt = answer(code),
            ("disabled", code) => facts.disabled = answer(code),
            ("victim", age) => facts.victim_age = Some(age.parse().unwrap()),
            ("harm", age) => facts.harm_age = Some(age.parse().unwrap()),
            (number, "children") => {
                let child = |_| PersonId::new(Timestamp::UNIX_EPOCH, &mut chance);
                facts.children = (0..number.parse().unwrap()).map(child).collect();
            }
            (agency, "") => {
                facts.by_police = agency == "police";
                facts.referrer = Some(AgencyCode::new(agency));
            }
            other => panic!("not a part of a case: {other:?}"),
        }
    }
    facts
}

#[test]
fn each_case_counts_under_its_measures() {
    for row in table("Case") {
        let facts = read_case(row[0]);
        let mut expected: BTreeMap<Measure, usize> = BTreeMap::new();
        for part in row[1].split(", ") {
            let (code, number) = part.split_once(' ').unwrap_or((part, "1"));
            expected.insert(Measure::from_code(code).unwrap(), number.parse().unwrap());
        }
        for measure in Measure::ALL {
            let said = expected.get(measure).copied().unwrap_or(0);
            assert_eq!(facts.rows(*measure), said, "{row:?}: {measure}");
        }
    }
}

#[test]
fn each_day_has_its_quarter() {
    for row in table("Day") {
        let quarter = Quarter::of(row[0].parse().unwrap());
        let made = [
            quarter.code(),
            quarter.first_day().to_string(),
            quarter.last_day().to_string(),
            quarter.year_begins().to_string(),
        ];
        assert_eq!(made.as_slice(), &row[1..5], "{row:?}");
        assert_eq!(Quarter::from_code(row[1]), Some(quarter));
        assert!(quarter.holds(row[0].parse().unwrap()));
    }
    for bad in ["", "2026", "2026-q5", "2026-q0", "x-q1", "99999-q1"] {
        assert_eq!(Quarter::from_code(bad), None, "{bad}");
    }
}

fn words<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(|| "none".to_owned(), |value| value.to_string())
}

#[test]
fn shares_rates_and_expectations_are_as_written() {
    for row in table("Part") {
        let made = share(row[0].parse().unwrap(), row[1].parse().unwrap());
        assert_eq!(words(made), row[2], "{row:?}");
    }
    for row in table("Cases in a year") {
        let made = per_10000(row[0].parse().unwrap(), row[1].parse().unwrap());
        assert_eq!(words(made), row[2], "{row:?}");
    }
    for row in table("Referred") {
        let range = row[2]
            .split_once(" to ")
            .map(|(least, most)| ReferrerShare {
                agency: AgencyCode::new("housing"),
                least_percent: least.parse().unwrap(),
                most_percent: most.parse().unwrap(),
            });
        let said = expectation(
            row[0].parse().unwrap(),
            row[1].parse().unwrap(),
            range.as_ref(),
        );
        assert_eq!(said.code(), row[3], "{row:?}");
    }
}

#[test]
fn actions_are_completed_out_of_those_still_possible() {
    let states = [
        ActionState::Done,
        ActionState::NotDone,
        ActionState::NoLongerPossible,
        ActionState::Open,
    ];
    for row in table("Done") {
        let mut counted = ActionCount::default();
        for (state, number) in states.iter().zip(&row) {
            for _ in 0..number.parse::<usize>().unwrap() {
                counted.add(*state);
            }
        }
        assert_eq!(words(counted.completed()), row[4], "{row:?}");
    }
}

fn numbers(cell: &str) -> Vec<u32> {
    cell.split(", ")
        .map(|number| number.parse().unwrap())
        .collect()
}

fn said(line: &PublishedLine) -> String {
    let list = |cells: &[Cell]| {
        let words: Vec<String> = cells.iter().map(|cell| cell.words()).collect();
        words.join(", ")
    };
    format!(
        "{}; {}; {}",
        line.cases.words(),
        list(&line.parts),
        list(&line.agencies)
    )
}

#[test]
fn what_leaves_is_as_written() {
    for row in table("Cases") {
        let line = Line {
            cases: row[0].parse().unwrap(),
            parts: numbers(row[1]),
            beside: Vec::new(),
            agencies: numbers(row[2]),
        };
        assert_eq!(said(&publish(&line)), row[3], "{row:?}");
    }
}

/// Every table with two parts and three agencies up to thirteen cases each way, put together by
/// what leaves of it. Whoever reads the file knows that the table is one of its group, and no more.
#[test]
fn no_small_number_can_be_worked_back_from_any_small_table() {
    let mut groups: BTreeMap<String, (PublishedLine, Vec<BTreeSet<u32>>)> = BTreeMap::new();
    for first in 0..13_u32 {
        for second in 0..13 {
            for third in 0..13 {
                let cases = first + second + third;
                for part in 0..=cases.min(14) {
                    let line = Line {
                        cases,
                        parts: vec![part],
                        beside: Vec::new(),
                        agencies: vec![first, second, third],
                    };
                    let left = publish(&line);
                    let group = groups
                        .entry(said(&left))
                        .or_insert_with(|| (left, vec![BTreeSet::new(); 5]));
                    for (values, value) in
                        group.1.iter_mut().zip([cases, part, first, second, third])
                    {
                        values.insert(value);
                    }
                }
            }
        }
    }
    assert!(groups.len() > 100, "there are many forms: {}", groups.len());
    let whole: BTreeSet<u32> = (0..5).collect();
    for (words, (left, values)) in &groups {
        let cells = [left.cases, left.parts[0]]
            .into_iter()
            .chain(left.agencies.iter().copied());
        for (cell, values) in cells.zip(values) {
            match cell {
                Cell::Few => assert_eq!(*values, whole, "{words}"),
                Cell::Held => assert!(
                    values.len() > 1 || values.iter().all(|value| *value >= 5),
                    "{words}: {values:?}"
                ),
                Cell::About(_) => assert!(values.iter().all(|value| *value >= 5), "{words}"),
            }
        }
    }
}

#[test]
fn two_that_are_all_there_are_hold_the_agencies_back() {
    // Eight cases by two agencies, each below five, could only be four and four.
    let left = publish(&Line {
        cases: 8,
        parts: vec![],
        beside: vec![3],
        agencies: vec![4, 4],
    });
    assert_eq!(left.agencies, [Cell::Held, Cell::Held]);
    assert_eq!(total(&left.agencies), None);
    assert_eq!(left.beside, [Cell::Few]);
}

#[test]
fn half_of_the_times_are_within_the_middle_one() {
    assert_eq!(middle(vec![]), None);
    assert_eq!(middle(vec![9]), Some(9));
    assert_eq!(middle(vec![5, 1, 9]), Some(5));
    assert_eq!(middle(vec![9, 1, 5, 7]), Some(5));
}

proptest! {
    /// The list behind a number has as many rows as the number says, and no case stands in it that
    /// the measure does not hold (MGR-1).
    #[test]
    fn the_rows_behind_a_number_are_as_many_as_it_says(
        cases in prop::collection::vec((any::<[Option<bool>; 4]>(), 0..4usize, 10..40i16, any::<bool>()), 0..40),
    ) {
        let mut chance = Count(0);
        let cases: Vec<CaseFacts> = cases
            .into_iter()
            .map(|(said, children, age, flag)| CaseFacts {
                minority_ethnic: said[0],
                lgbt: said[1],
                disabled: said[2],
                male_victim: said[3],
                children: (0..children).map(|_| PersonId::new(Timestamp::UNIX_EPOCH, &mut Count(7))).collect(),
                victim_age: Some(age),
                harm_age: flag.then_some(age),
                repeat: flag,
                by_police: !flag,
                ..case(&mut chance)
            })
            .collect();
        for measure in Measure::ALL {
            let rows = behind(*measure, &cases);
            prop_assert_eq!(rows.len(), count(*measure, &cases));
            prop_assert!(rows.iter().all(|case| case.rows(*measure) > 0));
            let unknown = not_known(*measure, &cases);
            let holding = cases.iter().filter(|case| case.rows(*measure) > 0).count();
            prop_assert!(unknown + holding <= cases.len() || *measure == Measure::Partner);
        }
    }

    /// A total is made of what leaves: two tables that leave alike have the same total, however
    /// different they are, and no number below five is in anything that leaves.
    #[test]
    fn totals_tell_nothing_that_the_numbers_do_not(
        real in prop::collection::vec(0..60u32, 1..20),
        moved in prop::collection::vec(0..5u32, 20),
    ) {
        let other: Vec<u32> = real.iter().zip(&moved).map(|(number, moved)| {
            let (low, high) = Cell::of(*number).range();
            (low + moved).min(high)
        }).collect();
        let forms = |numbers: &[u32]| -> Vec<Cell> { numbers.iter().copied().map(Cell::of).collect() };
        prop_assert_eq!(forms(&real), forms(&other));
        prop_assert_eq!(total(&forms(&real)), total(&forms(&other)));
        let shown: Vec<Shown> = forms(&real).into_iter().map(Shown::Published).collect();
        prop_assert_eq!(Shown::sum(&shown), Shown::Total(total(&forms(&real))));
        for cell in forms(&real) {
            let words = cell.words();
            prop_assert!(words == "fewer than 5" || words.parse::<u32>().is_ok_and(|number| number >= 5));
        }
    }
}
