//! Runs the examples of docs/rules/probation.md and of the teams in docs/rules/idva.md row by row (R32, R206–R212).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_domain::incidents::Flag;
use hawthorn_domain::matac::call_outs::{CallOut, call_outs};
use hawthorn_domain::matac::score::HarmIncident;
use hawthorn_domain::matac::supervision::{may_change, may_end, may_tell};
use hawthorn_domain::people::contact::{Standing, Way};
use hawthorn_domain::platform::calendar::london;
use hawthorn_domain::platform::ids::{Chance, IncidentId, PersonId};
use hawthorn_domain::platform::settings::choices::TeamWork;
use hawthorn_domain::risk::RiskLevel;
use hawthorn_domain::support::client::may_set_work;
use jiff::Timestamp;
use jiff::civil::Date;
use proptest::prelude::*;

const PAGE: &str = include_str!("../../../docs/rules/probation.md");
const TEAMS: &str = include_str!("../../../docs/rules/idva.md");

/// The rows of the table with these first headings.
fn rows(page: &'static str, heading: &str) -> Vec<Vec<&'static str>> {
    let found: Vec<Vec<&str>> = page
        .lines()
        .skip_while(|line| !line.starts_with(&format!("| {heading} |")))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert!(found.len() >= 3, "the table “{heading}” has lost rows");
    found
}

struct Count(u128);

impl Chance for Count {
    fn bits(&mut self) -> u128 {
        self.0 += 1;
        self.0
    }
}

fn noon(day: Date) -> Timestamp {
    london().to_timestamp(day.at(12, 0, 0, 0)).unwrap()
}

fn now() -> Timestamp {
    noon("2026-03-25".parse().unwrap())
}

fn harm(day: Date, level: RiskLevel, victim: Option<char>, grave: bool) -> HarmIncident {
    let person =
        |letter: char| PersonId::new(Timestamp::UNIX_EPOCH, &mut Count(u128::from(letter) << 40));
    HarmIncident {
        incident: IncidentId::new(Timestamp::UNIX_EPOCH, &mut Count(0)),
        reported_at: noon(day),
        level,
        flags: if grave {
            vec![Flag::Strangulation]
        } else {
            Vec::new()
        },
        victim: victim.map(person),
    }
}

fn incidents(text: &str) -> Vec<HarmIncident> {
    if text == "none" {
        return Vec::new();
    }
    text.split("; ")
        .map(|one| {
            let parts: Vec<&str> = one.split(' ').collect();
            let victim = parts[2].chars().next().filter(|letter| *letter != '-');
            harm(
                parts[0].parse().unwrap(),
                RiskLevel::from_code(parts[1]).unwrap(),
                victim,
                parts.get(3) == Some(&"grave"),
            )
        })
        .collect()
}

fn told(line: &CallOut) -> String {
    let mut words = format!(
        "{} {} {}",
        line.on,
        line.level.code(),
        line.victim.as_deref().unwrap_or("-")
    );
    for showed in &line.showed {
        words.push(' ');
        words.push_str(showed);
    }
    words
}

fn answer<E: ToString>(result: Result<(), E>) -> String {
    result.map_or_else(|error| error.to_string(), |()| "accepted".to_owned())
}

fn words(text: &str) -> &str {
    if text == "none" { "" } else { text }
}

#[test]
fn a_summary_tells_what_was_reported_and_names_nobody() {
    for row in rows(PAGE, "Incidents | Told one by one") {
        let summary = call_outs(&incidents(row[0]), now());
        let lines: Vec<String> = summary.lines.iter().map(told).collect();
        let lines = if lines.is_empty() {
            "none".to_owned()
        } else {
            lines.join("; ")
        };
        let found = [
            lines,
            summary.earlier.to_string(),
            summary.victims.to_string(),
        ];
        assert_eq!(found, [row[1], row[2], row[3]], "{row:?}");
    }
}

proptest! {
    /// However many victims there are, each has a letter of their own, and every incident is told or counted.
    #[test]
    fn every_incident_is_told_or_counted(days in prop::collection::vec((0_i64..2_000, 0_u32..60), 0..120)) {
        let today: Date = "2026-03-25".parse().unwrap();
        let all: Vec<HarmIncident> = days
            .iter()
            .map(|(back, victim)| {
                let day = today.checked_sub(jiff::Span::new().days(*back)).unwrap();
                harm(day, RiskLevel::Medium, char::from_u32(0x100 + victim), false)
            })
            .collect();
        let summary = call_outs(&all, now());
        prop_assert_eq!(summary.total(), all.len());
        let mut victims: Vec<_> = all.iter().filter_map(|one| one.victim).collect();
        victims.sort_unstable();
        victims.dedup();
        prop_assert_eq!(summary.victims, victims.len());
        let mut letters: Vec<_> = summary.lines.iter().filter_map(|line| line.victim.clone()).collect();
        letters.sort_unstable();
        letters.dedup();
        prop_assert!(letters.len() <= victims.len());
        let newest_first = summary.lines.windows(2).all(|two| two[0].on >= two[1].on);
        prop_assert!(newest_first);
    }
}

#[test]
fn who_manages_the_person_is_recorded_as_the_table_says() {
    for row in rows(PAGE, "Supervision | Body") {
        let found = may_change(
            row[0] == "goes on",
            row[1] == "in the list",
            row[2] == "yes",
        );
        assert_eq!(answer(found), row[3], "{row:?}");
    }
}

#[test]
fn somebody_is_told_only_where_it_is_safe() {
    for row in rows(PAGE, "Supervision | Named as harmed") {
        let standing = match row[2] {
            "safe" => Standing::Safe {
                ways: vec![Way::Phone],
                times: String::new(),
            },
            "asked not to be contacted" => Standing::DoNotContact,
            _ => Standing::NotKnown,
        };
        let found = may_tell(
            row[0] == "goes on",
            row[1] == "yes",
            &standing,
            words(row[3]),
        );
        assert_eq!(answer(found), row[4], "{row:?}");
    }
}

#[test]
fn a_supervision_ends_with_a_reason() {
    for row in rows(PAGE, "Supervision | Why") {
        let found = may_end(row[0] == "goes on", words(row[1]));
        assert_eq!(answer(found), row[2], "{row:?}");
    }
}

#[test]
fn a_team_says_what_it_does_from_its_own_list() {
    let work = |text: &str| -> Vec<TeamWork> {
        text.split(", ").filter_map(TeamWork::from_code).collect()
    };
    for row in rows(TEAMS, "Team does | Case") {
        let found = may_set_work(row[1] == "open", &work(row[0]), &work(row[2]));
        assert_eq!(answer(found), row[3], "{row:?}");
    }
}
