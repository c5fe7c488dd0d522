//! Runs the examples of docs/rules/matac.md and docs/rules/idva.md row by row (R3, R196–R203, R250–R260, F45–F52).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_domain::incidents::Flag;
use hawthorn_domain::matac::disclosure::{DisclosureState, may_go_on, new_partners};
use hawthorn_domain::matac::nomination::{
    NominationState, may_close, may_decide, may_nominate, may_plan,
};
use hawthorn_domain::matac::score::{HarmIncident, PartKind, Score, ScorePart, is_serial, score};
use hawthorn_domain::platform::calendar::london;
use hawthorn_domain::platform::ids::{Chance, IncidentId, PersonId};
use hawthorn_domain::platform::settings::matac::Matac;
use hawthorn_domain::risk::RiskLevel;
use hawthorn_domain::support::client::{
    comes_with_referral, may_allocate, may_end_work, may_give_voice, may_try,
};
use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;

const PAGE: &str = include_str!("../../../docs/rules/matac.md");
const IDVA: &str = include_str!("../../../docs/rules/idva.md");

struct Count(u128);

impl Chance for Count {
    fn bits(&mut self) -> u128 {
        self.0 += 1;
        self.0
    }
}

const WEIGHTS: Matac = Matac {
    window_months: 24,
    recency_most: 20,
    frequency_each: 4,
    frequency_most: 40,
    gravity_standard: 1,
    gravity_medium: 3,
    gravity_high: 8,
    gravity_grave: 5,
    gravity_most: 60,
    victims_each: 10,
    victims_most: 30,
    look_from: 40,
    serial_months: 36,
};

fn today() -> Date {
    date(2026, 3, 25)
}

/// The rows of the nth table whose first heading is this one.
fn rows(page: &'static str, heading: &str, nth: usize) -> Vec<Vec<&'static str>> {
    let lines: Vec<&str> = page.lines().collect();
    let starts = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.starts_with(&format!("| {heading} |")));
    let (at, _) = starts.clone().nth(nth).unwrap();
    let found: Vec<Vec<&str>> = lines[at + 2..]
        .iter()
        .take_while(|line| line.starts_with('|'))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert!(found.len() >= 3, "the table “{heading}” has lost rows");
    found
}

fn person(letter: char) -> PersonId {
    PersonId::new(Timestamp::UNIX_EPOCH, &mut Count(u128::from(letter) << 40))
}

fn incident(day: Date, level: RiskLevel, victim: char, grave: bool, number: u128) -> HarmIncident {
    HarmIncident {
        incident: IncidentId::new(Timestamp::UNIX_EPOCH, &mut Count(number << 50)),
        reported_at: london().to_timestamp(day.at(12, 0, 0, 0)).unwrap(),
        level,
        flags: if grave {
            vec![Flag::Strangulation]
        } else {
            Vec::new()
        },
        victim: Some(person(victim)),
    }
}

fn read(cell: &str) -> Vec<HarmIncident> {
    if cell == "none" {
        return Vec::new();
    }
    cell.split("; ")
        .zip(1u128..)
        .map(|(part, number)| {
            let words: Vec<&str> = part.split(' ').collect();
            incident(
                words[0].parse().unwrap(),
                RiskLevel::from_code(words[1]).unwrap(),
                words[2].chars().next().unwrap(),
                words.get(3) == Some(&"grave"),
                number,
            )
        })
        .collect()
}

#[test]
fn the_score_is_made_of_its_parts() {
    for row in rows(PAGE, "Incidents", 0) {
        let made = score(&read(row[0]), &WEIGHTS, today());
        let points: Vec<String> = made
            .parts
            .iter()
            .map(|part| part.points.to_string())
            .collect();
        assert_eq!(points.as_slice(), &row[1..5], "{row:?}");
        assert_eq!(made.total().to_string(), row[5], "{row:?}");
    }
}

#[test]
fn serial_behaviour_is_seen_across_relationships() {
    for row in rows(PAGE, "Incidents", 1) {
        let said = is_serial(&read(row[0]), WEIGHTS.serial_months, today());
        assert_eq!(said, row[1] == "yes", "{row:?}");
    }
}

#[test]
fn a_new_partner_is_thought_of() {
    for row in rows(PAGE, "Incidents", 2) {
        let found = new_partners(&read(row[0]), WEIGHTS.serial_months, today());
        let expected: Vec<PersonId> = row[1]
            .chars()
            .filter(char::is_ascii_alphabetic)
            .map(person)
            .collect();
        assert_eq!(found, expected, "{row:?}");
    }
}

fn of_points(points: u32) -> Score {
    Score {
        on: today(),
        parts: vec![ScorePart {
            kind: PartKind::Gravity,
            points,
            most: 100,
            why: String::new(),
        }],
    }
}

fn said<T, E: std::fmt::Display>(answer: Result<T, E>) -> String {
    answer.map_or_else(|refusal| refusal.to_string(), |_| "accepted".to_owned())
}

fn words(cell: &str) -> &str {
    if cell == "none" { "  " } else { cell }
}

#[test]
fn each_step_is_answered_as_written() {
    for row in rows(PAGE, "Step", 0) {
        let state = match row[1] {
            "open steps" => NominationState::TakenOn,
            code => NominationState::from_code(code).unwrap_or(NominationState::Nominated),
        };
        let words = words(row[2]);
        let answer = match row[0] {
            "nominate" => said(may_nominate(
                &of_points(30),
                40,
                words,
                row[1] == "nominated",
            )),
            "decide" => said(may_decide(state, words)),
            "plan" => said(may_plan(state, words, today(), today())),
            "close" => said(may_close(state, usize::from(row[1] == "open steps"), words)),
            other => panic!("not a step: {other}"),
        };
        assert_eq!(answer, row[3], "{row:?}");
    }
    let yesterday = today().yesterday().unwrap();
    assert!(may_plan(NominationState::TakenOn, "Visit him.", yesterday, today()).is_err());
    assert!(
        may_nominate(&of_points(40), 40, "", false).is_ok(),
        "high enough without words"
    );
}

#[test]
fn a_fall_is_told_in_per_cent() {
    assert_eq!(of_points(87).fallen_since(&of_points(100)), Some(13));
    assert_eq!(of_points(110).fallen_since(&of_points(100)), Some(-10));
    assert_eq!(of_points(10).fallen_since(&of_points(0)), None);
}

#[test]
fn a_disclosure_moves_forward_only() {
    for row in rows(PAGE, "Stands", 0) {
        let state = |code| DisclosureState::from_code(code).unwrap();
        assert_eq!(
            said(may_go_on(state(row[0]), state(row[1]))),
            row[2],
            "{row:?}"
        );
    }
}

#[test]
fn an_idva_is_allocated_as_the_area_says() {
    for row in rows(IDVA, "Area allocates by itself", 0) {
        let (auto, open, service) = (row[0] == "yes", row[1] == "yes", row[3] == "yes");
        let age = row[2].parse().ok();
        let by_itself = comes_with_referral(auto, open, age, service);
        assert_eq!(by_itself, row[4] == "yes", "{row:?}");
        assert_eq!(said(may_allocate(open, age, service)), row[5], "{row:?}");
    }
}

#[test]
fn tries_voice_and_end_are_answered_as_written() {
    for row in rows(IDVA, "Step", 0) {
        let open = row[1] == "open";
        let answer = match row[0] {
            "try" => {
                let next = match row[2] {
                    "-" => None,
                    "today" => Some(today()),
                    "tomorrow" => Some(today().saturating_add(1.day())),
                    "yesterday" => Some(today().saturating_sub(1.day())),
                    other => panic!("not a day: {other}"),
                };
                said(may_try(open, next, today()))
            }
            "voice" => said(may_give_voice(open, words(row[2]))),
            "end" => said(may_end_work(open, words(row[2]))),
            other => panic!("not a step: {other}"),
        };
        assert_eq!(answer, row[3], "{row:?}");
    }
}

proptest! {
    /// One more incident never lowers a score, no part passes its most, and the order of the record
    /// makes no difference.
    #[test]
    fn more_harm_never_scores_less(
        days in prop::collection::vec((0..900i64, 0..3usize, 0..5u8, any::<bool>()), 0..20),
        one in (0..700i64, 0..3usize, 0..5u8, any::<bool>()),
    ) {
        let make = |(back, level, victim, grave): (i64, usize, u8, bool), number: u128| {
            let day = today().saturating_sub(back.days());
            incident(day, RiskLevel::ALL[level], char::from(b'a' + victim), grave, number)
        };
        let before: Vec<HarmIncident> = days.iter().zip(1u128..).map(|(day, number)| make(*day, number)).collect();
        let mut after = before.clone();
        after.push(make(one, 99));
        let (less, more) = (score(&before, &WEIGHTS, today()), score(&after, &WEIGHTS, today()));
        prop_assert!(more.total() >= less.total());
        for part in &more.parts {
            prop_assert!(part.points <= part.most);
        }
        after.reverse();
        prop_assert_eq!(score(&after, &WEIGHTS, today()), more);
    }
}
