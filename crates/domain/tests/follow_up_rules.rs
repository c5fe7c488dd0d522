//! Runs the tables on follow-ups in docs/rules/triage.md and on feedback in docs/rules/sharing.md, row by row (R141–R150, C38).

use hawthorn_domain::mash::feedback::{FeedbackLevel, level, words_for};
use hawthorn_domain::mash::follow_up::{Ended, FollowUp, FollowUpEnd, may_end};
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::audit::Doer;
use hawthorn_domain::platform::deadline::{Clock, Promise, PromiseCode};
use hawthorn_domain::platform::holidays::{BankHoliday, BankHolidays};
use jiff::Timestamp;
use jiff::civil::date;

const PAGE: &str = concat!(
    include_str!("../../../docs/rules/triage.md"),
    "\n",
    include_str!("../../../docs/rules/sharing.md")
);

fn now() -> Timestamp {
    "2026-03-25T14:00:00Z".parse().unwrap()
}

fn words(cell: &str) -> String {
    if cell == "no words" {
        " ".to_owned()
    } else {
        cell.to_owned()
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
    assert!(
        rows.len() >= 5,
        "the table that begins with “{heading}” has lost rows"
    );
    rows
}

fn follow_up(state: &str) -> Option<FollowUp> {
    let holidays = BankHolidays::new(vec![BankHoliday {
        date: date(2026, 4, 3),
        title: "Good Friday".to_owned(),
    }])
    .unwrap();
    let promise = Promise::built_in(PromiseCode::OutcomeFollowUp);
    let ended = Ended {
        end: FollowUpEnd::Taken,
        words: String::new(),
        by: Doer::system("test"),
        at: now(),
    };
    (state != "none").then(|| FollowUp {
        outcome: "early_help".to_owned(),
        agency: AgencyCode::new("early_help"),
        clock: Clock::start(promise, now(), &holidays).unwrap(),
        ended: (state == "ended").then_some(ended),
    })
}

#[test]
fn follow_ups_end_once_and_with_a_reason() {
    for row in table("Follow-up") {
        let [state, end, given, answer] = row[..] else {
            panic!("four cells: {row:?}")
        };
        let end = FollowUpEnd::from_code(end).unwrap();
        let said = may_end(follow_up(state).as_ref(), end, &words(given))
            .map_or_else(|refusal| refusal.to_string(), |()| "accepted".to_owned());
        assert_eq!(said, answer, "{row:?}");
    }
}

#[test]
fn feedback_keeps_to_its_limit() {
    for row in table("Limit") {
        let [limit, told, own, answer] = row[..] else {
            panic!("four cells: {row:?}")
        };
        let limit = FeedbackLevel::from_code(limit).unwrap();
        let told = told.split(", ").map(|cell| cell == "yes");
        let outcomes = ["Early help", "Third sector"];
        let said = words_for(level(limit, told), "R-ABC123", &outcomes, &words(own))
            .unwrap_or_else(|refusal| refusal.to_string());
        assert_eq!(said, answer, "{row:?}");
    }
}
