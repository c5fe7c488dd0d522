//! Runs the examples of docs/rules/before-the-meeting.md row by row (R173–R177, F22, F28, F29).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_domain::marac::MaracReferral;
use hawthorn_domain::marac::chase::{
    ChaseKind, agenda_day, owes_research, research_chases, research_due,
};
use hawthorn_domain::marac::intake::{
    Acceptance, Intake, Question, may_accept, may_add, may_answer, may_ask, may_call_urgent,
    may_join,
};
use hawthorn_domain::marac::pack::{Held, changes};
use hawthorn_domain::marac::referral::{MaracState, Research};
use hawthorn_domain::marac::transfer::{CameAs, TransferPart, calls_for_assessment, may_send_when};
use hawthorn_domain::platform::actor::{AgencyCode, Role};
use hawthorn_domain::platform::audit::Doer;
use hawthorn_domain::platform::calendar::london;
use hawthorn_domain::platform::deadline::{Promise, PromiseCode};
use hawthorn_domain::platform::holidays::{BankHoliday, BankHolidays};
use hawthorn_domain::platform::ids::{Chance, MaracReferralId, MeetingId, PersonId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_domain::platform::words;
use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};

const PAGE: &str = include_str!("../../../docs/rules/before-the-meeting.md");

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
    assert!(rows.len() >= 3, "the table “{heading}” has lost rows");
    rows
}

fn now() -> Timestamp {
    "2026-03-25T14:00:00Z".parse().unwrap()
}

fn doer(agency: &str) -> Doer {
    Doer {
        account: None,
        name: "Gwen Example".to_owned(),
        agency: Some(AgencyCode::new(agency)),
    }
}

fn question() -> Question {
    Question {
        text: "Which school?".to_owned(),
        by: doer("coordinating"),
        at: now(),
        answer: None,
    }
}

fn referral(number: u128, so_far: &str) -> MaracReferral {
    let mut chance = Count(number << 20);
    let mut made = MaracReferral {
        id: MaracReferralId::new(now(), &mut chance),
        area: AreaCode::new("example").unwrap(),
        victim: PersonId::new(now(), &mut chance),
        perpetrator: PersonId::new(now(), &mut chance),
        children: Vec::new(),
        incident: None,
        mash_referral: None,
        referred_by: doer("housing"),
        referred_at: now(),
        reason: "High risk.".to_owned(),
        judgement: None,
        moved_from: None,
        findings: Vec::new(),
        victim_voice: String::new(),
        meeting: None,
        heard_at: None,
        research: Vec::new(),
        risks: Vec::new(),
        discussion: String::new(),
        victim_told: String::new(),
        intake: Intake::default(),
        transfers: Vec::new(),
        came_as: None,
        conflicts: Vec::new(),
        restriction: Restriction::default(),
    };
    let meeting = MeetingId::new(now(), &mut chance);
    match so_far {
        "waits" => assert_eq!(made.state(), MaracState::ToList),
        "asked" => {
            made.intake.questions.push(question());
            assert_eq!(made.state(), MaracState::Returned);
        }
        "listed" => {
            made.meeting = Some(meeting);
            assert_eq!(made.state(), MaracState::Listed);
        }
        "heard" => {
            made.meeting = Some(meeting);
            made.heard_at = Some(now());
            assert_eq!(made.state(), MaracState::Heard);
        }
        "joined" => {
            made.intake.joined_to = Some(MaracReferralId::new(now(), &mut chance));
            assert_eq!(made.state(), MaracState::Joined);
        }
        "accepted" => {
            made.intake.accepted = Some(Acceptance {
                by: doer("coordinating"),
                at: now(),
            });
        }
        other => panic!("not a place where a referral stands: {other}"),
    }
    made
}

fn said<T, E: std::fmt::Display>(answer: Result<T, E>) -> String {
    answer.map_or_else(|refusal| refusal.to_string(), |_| "accepted".to_owned())
}

fn words(cell: &str) -> &str {
    if cell == "none" { "  " } else { cell }
}

#[test]
fn each_step_is_answered_as_written() {
    for row in table("Step") {
        let so_far = referral(1, row[1]);
        let words = words(row[2]);
        let answer = match row[0] {
            "accept" => said(may_accept(&so_far)),
            "ask" => said(may_ask(&so_far, words)),
            "add" => said(may_add(&so_far, words)),
            "urgent" => said(may_call_urgent(&so_far, words)),
            other => panic!("not a step: {other}"),
        };
        assert_eq!(answer, row[3], "{row:?}");
    }
}

#[test]
fn the_referrer_or_who_asked_answers() {
    for row in table("Question") {
        let asked = referral(1, if row[0] == "waits" { "asked" } else { "waits" });
        let from = AgencyCode::new(match row[1] {
            "the referrer" => "housing",
            "who asked" => "coordinating",
            _ => "probation",
        });
        assert_eq!(
            said(may_answer(&asked, words(row[2]), &from)),
            row[3],
            "{row:?}"
        );
    }
}

#[test]
fn two_referrals_of_one_pair_are_joined() {
    for row in table("This one") {
        let whole = referral(2, row[1]);
        let part = if row[0] == "itself" {
            whole.clone()
        } else {
            referral(1, row[0])
        };
        let answer = may_join(&part, &whole, row[2] == "same");
        assert_eq!(said(answer), row[3], "{row:?}");
    }
}

#[test]
fn what_the_other_area_needs_is_sent() {
    for row in table("Heard") {
        let parts: Vec<TransferPart> = row[3]
            .split(", ")
            .map(|code| TransferPart::from_code(code).unwrap())
            .collect();
        let answer = may_send_when(row[0] == "yes", words(row[1]), words(row[2]), &parts);
        assert_eq!(said(answer), row[4], "{row:?}");
    }
}

#[test]
fn a_move_calls_for_an_assessment_until_one_is_finished() {
    let mut case = referral(1, "waits");
    let hour = |hours: i64| now() + SignedDuration::from_hours(hours);
    assert!(!calls_for_assessment(&case, &[]), "nobody has moved");
    case.came_as = Some(CameAs {
        from_area: "Elsewhere".to_owned(),
        reference: "C-1".to_owned(),
        heard_there: None,
        plan: Vec::new(),
        at: now(),
        by: doer("coordinating"),
    });
    assert!(
        calls_for_assessment(&case, &[hour(-1)]),
        "an older one is of before the move"
    );
    assert!(!calls_for_assessment(&case, &[hour(-1), hour(2)]));
}

#[test]
fn a_copy_says_what_has_changed_since() {
    let id = |letter: char| MaracReferralId::new(now(), &mut Count(u128::from(letter) << 30));
    let read = |cell: &str| -> Vec<Held> {
        cell.split(' ')
            .map(|part| {
                let mut signs = part.chars();
                let letter = signs.next().unwrap();
                (id(letter), signs.as_str().parse().unwrap())
            })
            .collect()
    };
    let ids = |cell: &str| -> Vec<MaracReferralId> {
        cell.chars()
            .filter(char::is_ascii_alphabetic)
            .map(id)
            .collect()
    };
    for row in table("Copy") {
        let found = changes(&read(row[0]), &read(row[1]));
        assert_eq!(found.new, ids(row[2]), "{row:?}");
        assert_eq!(found.changed, ids(row[3]), "{row:?}");
        assert_eq!(found.gone, ids(row[4]), "{row:?}");
        assert_eq!(found.order, row[5] == "another", "{row:?}");
        assert_eq!(found.none(), row[0] == row[1], "{row:?}");
    }
}

/// A moment as the page writes it: `16 April 2026, 9:30am`.
fn moment(cell: &str) -> Timestamp {
    let cell = cell.to_uppercase();
    let read = ["%d %B %Y, %I:%M%p", "%d %B %Y, %I%p"]
        .into_iter()
        .find_map(|form| DateTime::strptime(form, &cell).ok());
    london().to_timestamp(read.unwrap()).unwrap()
}

#[test]
fn members_are_reminded_of_research_as_the_table_says() {
    let promise = Promise {
        chase_before: vec![900, 2340],
        chase_after: vec![540],
        escalate_to: Some(Role::MaracCoordinator),
        ..Promise::built_in(PromiseCode::MaracResearch)
    };
    let day = |date: &str| BankHoliday {
        date: date.parse().unwrap(),
        title: "Easter".to_owned(),
    };
    let holidays = BankHolidays::new(vec![day("2026-04-03"), day("2026-04-06")]).unwrap();
    for row in table("Meeting") {
        let (starts, planned) = (moment(row[0]), moment(row[1]));
        let agenda = agenda_day(starts, 5, &holidays).unwrap();
        let due = research_due(agenda, starts, &promise, &holidays).unwrap();
        let all = research_chases(due, planned, starts, &promise);
        let said: Vec<String> = all
            .iter()
            .map(|chase| format!("{}: {}", words::moment(chase.at), chase.kind.code()))
            .collect();
        let said = if said.is_empty() {
            "none".to_owned()
        } else {
            said.join(", ")
        };
        assert_eq!(said, row[2], "{row:?}");
        assert!(
            all.iter().all(|chase| chase.kind != ChaseKind::Late),
            "the only one after the day is passed on"
        );
    }
}

#[test]
fn an_agency_owes_research_until_it_has_answered_for_each_case() {
    let agency = AgencyCode::new("housing");
    for row in table("Case") {
        let mut case = referral(7, if row[0] == "heard" { "heard" } else { "listed" });
        if row[0] == "restricted" {
            case.restriction = Restriction::on_arrival("Held closely");
        }
        if row[1] != "nothing" {
            case.research.push(Research {
                agency: agency.clone(),
                holds: row[1] != "holds nothing",
                text: "Words.".to_owned(),
                shared: row[1] == "held and shared",
                withheld: String::new(),
                missing: String::new(),
                by: doer("housing"),
                at: now(),
            });
        }
        assert_eq!(owes_research(&agency, [&case]), row[2] == "yes", "{row:?}");
        let another = AgencyCode::new("probation");
        let open = row[0] == "listed";
        assert_eq!(owes_research(&another, [&case]), open, "{row:?}");
    }
}
