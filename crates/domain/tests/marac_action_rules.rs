//! Runs the examples of docs/rules/actions.md row by row, and what must hold of any action and its reminders.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_domain::marac::AgreedAction;
use hawthorn_domain::marac::action::{ActionResult, ActionState, may_agree, may_close};
use hawthorn_domain::marac::chase::{ChaseKind, chases, to_come};
use hawthorn_domain::platform::actor::{AgencyCode, Role};
use hawthorn_domain::platform::audit::Doer;
use hawthorn_domain::platform::calendar::london_date;
use hawthorn_domain::platform::deadline::{Promise, PromiseCode};
use hawthorn_domain::platform::ids::{AgreedActionId, Chance, MaracReferralId, MeetingId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::AreaCode;
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Span, Timestamp};
use proptest::prelude::*;

const PAGE: &str = include_str!("../../../docs/rules/actions.md");
const AGREED: &str = "2026-04-01T09:00:00Z";

struct Count(u128);

impl Chance for Count {
    fn bits(&mut self) -> u128 {
        self.0 += 1;
        self.0
    }
}

fn agreed() -> Timestamp {
    AGREED.parse().unwrap()
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

fn said<T, E: std::fmt::Display>(answer: Result<T, E>) -> String {
    answer.map_or_else(|refusal| refusal.to_string(), |_| "accepted".to_owned())
}

fn words(cell: &str) -> &str {
    match cell {
        "no words" | "nobody" => " ",
        other => other,
    }
}

fn action(due: Date) -> AgreedAction {
    let mut chance = Count(0);
    AgreedAction {
        id: AgreedActionId::new(agreed(), &mut chance),
        area: AreaCode::new("example").unwrap(),
        meeting: MeetingId::new(agreed(), &mut chance),
        referral: MaracReferralId::new(agreed(), &mut chance),
        agency: AgencyCode::new("housing"),
        owner: "Duty officer".to_owned(),
        what: "Change the locks".to_owned(),
        lowers: String::new(),
        due,
        agreed_by: Doer::system("test"),
        agreed_at: agreed(),
        result: None,
        chases: Vec::new(),
        victim_facing: false,
        kept_from: Vec::new(),
        restriction: Restriction::default(),
    }
}

fn promise() -> Promise {
    Promise {
        chase_before: vec![2880],
        chase_after: vec![10_080, 1440],
        escalate_to: Some(Role::MaracCoordinator),
        ..Promise::built_in(PromiseCode::ActionChase)
    }
}

#[test]
fn an_action_is_agreed_with_words_an_owner_and_a_day() {
    let today = date(2026, 4, 1);
    for row in table("What") {
        let due = match row[2] {
            "today" => today,
            "in a week" => today + Span::new().days(7),
            "yesterday" => today - Span::new().days(1),
            other => panic!("not a day: {other}"),
        };
        let answer = may_agree(words(row[0]), words(row[1]), due, today);
        assert_eq!(said(answer), row[3], "{row:?}");
    }
}

#[test]
fn what_became_of_it_is_said_once_and_an_unhappy_end_says_why() {
    for row in table("So far") {
        let state = |cell: &str| ActionState::from_code(cell).unwrap();
        let mut before = action(date(2026, 4, 14));
        before.result = (row[0] != "open").then(|| ActionResult {
            state: state(row[0]),
            note: String::new(),
            by: Doer::system("test"),
            at: agreed(),
        });
        let answer = may_close(&before, state(row[1]), words(row[2]));
        assert_eq!(said(answer), row[3], "{row:?}");
    }
}

#[test]
fn reminders_come_before_and_after_the_day_and_the_last_is_passed_on() {
    for row in table("Due") {
        let (day, month) = row[0].split_once(' ').unwrap();
        assert_eq!(month, "April");
        let found = chases(date(2026, 4, day.parse().unwrap()), agreed(), &promise());
        let told: Vec<String> = found
            .iter()
            .map(|chase| {
                format!(
                    "{} April: {}",
                    london_date(chase.at).day(),
                    chase.kind.code()
                )
            })
            .collect();
        assert_eq!(told.join(", "), row[1], "{row:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_reminder_comes_once_in_order_and_none_after_the_answer(
        days in 0..60i64,
        before in proptest::collection::vec(1..20_000u32, 0..4),
        after in proptest::collection::vec(1..20_000u32, 0..4),
        looks in proptest::collection::vec(0..100i64, 0..12),
    ) {
        let promise = Promise { chase_before: before, chase_after: after, ..promise() };
        let mut action = action(date(2026, 4, 1) + Span::new().days(days));
        let all = chases(action.due, agreed(), &promise);
        prop_assert!(all.windows(2).all(|two| two[0].at < two[1].at));
        prop_assert!(all.iter().filter(|chase| chase.kind == ChaseKind::Escalated).count() <= 1);
        // A service that looks at odd moments, in any order, still reminds of each once.
        for look in looks {
            let now = agreed() + SignedDuration::from_hours(look * 24);
            let due = to_come(&action, &promise);
            action.chases.extend(due.into_iter().filter(|chase| chase.at <= now));
        }
        action.chases.extend(to_come(&action, &promise));
        prop_assert_eq!(&action.chases, &all);
        action.chases.clear();
        action.result = Some(ActionResult {
            state: ActionState::Done,
            note: String::new(),
            by: Doer::system("test"),
            at: agreed(),
        });
        prop_assert!(to_come(&action, &promise).is_empty());
    }
}
