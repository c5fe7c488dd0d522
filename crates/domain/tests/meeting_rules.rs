//! Runs every row of the tables on the meeting in docs/rules/triage.md against the rules of the MASH meeting (R151–R164).

use hawthorn_domain::mash::meeting::{
    CopyFor, HubMeeting, MeetingRecord, Opening, RecordCopy, RecordRule, Seat, copies_owed,
    may_complete, may_copy, may_open, may_set,
};
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::audit::Doer;
use hawthorn_domain::risk::RiskLevel;
use jiff::{SignedDuration, Timestamp};

const PAGE: &str = include_str!("../../../docs/rules/triage.md");

fn now() -> Timestamp {
    "2026-03-25T14:00:00Z".parse().unwrap()
}
fn doer() -> Doer {
    Doer::system("test")
}
fn words(cell: &str) -> String {
    if cell == "no words" {
        " ".to_owned()
    } else {
        cell.to_owned()
    }
}
fn list(cell: &str) -> Vec<&str> {
    if cell == "none" {
        Vec::new()
    } else {
        cell.split(", ").collect()
    }
}
fn said<T, E: std::fmt::Display>(answer: Result<T, E>) -> String {
    answer.map_or_else(|refusal| refusal.to_string(), |_| "accepted".to_owned())
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

fn seats(there: &str, explained: &str) -> Vec<Seat> {
    let seat = |present: bool| {
        move |code: &str| Seat {
            agency: AgencyCode::new(code),
            name: String::new(),
            present,
            why_not: if present { "" } else { "on leave" }.to_owned(),
        }
    };
    list(there)
        .into_iter()
        .map(seat(true))
        .chain(list(explained).into_iter().map(seat(false)))
        .collect()
}

fn opening(basis: &str, chair: &str, seats: Vec<Seat>) -> Opening {
    Opening {
        legal_basis: words(basis),
        chair: words(chair),
        seats,
        by: doer(),
        at: now(),
    }
}

fn record() -> MeetingRecord {
    MeetingRecord {
        plan_child: "p".to_owned(),
        plan_adult: "p".to_owned(),
        pathways: Vec::new(),
        outcomes: Vec::new(),
        decision: "d".to_owned(),
        reasons: "r".to_owned(),
        by: doer(),
        at: now(),
    }
}

fn meeting(state: &str, copied: &str) -> Option<HubMeeting> {
    let set = HubMeeting {
        set_for: now(),
        place: "room 2".to_owned(),
        times_set: 1,
        set_by: doer(),
        set_at: now(),
        opening: None,
        record: None,
        copies: list(copied)
            .into_iter()
            .map(|code| RecordCopy {
                to: CopyFor::from_code(code).unwrap(),
                reference: "crime report".to_owned(),
                by: doer(),
                at: now(),
            })
            .collect(),
    };
    let opened = HubMeeting {
        opening: Some(opening("basis", "chair", Vec::new())),
        ..set.clone()
    };
    match state {
        "no" => None,
        "set" => Some(set),
        "opened" => Some(opened),
        "recorded" => Some(HubMeeting {
            record: Some(record()),
            ..opened
        }),
        other => panic!("no such meeting: {other}"),
    }
}

#[test]
fn a_time_is_set_until_the_meeting_begins() {
    for row in table("Agreed | Set before") {
        let [agreed, before, when, place, answer] = row[..] else {
            panic!("five cells: {row:?}")
        };
        let hours = match when {
            "yesterday" => -24,
            "later today" => 2,
            "tomorrow" => 24,
            other => panic!("no such time: {other}"),
        };
        let set_for = now() + SignedDuration::from_hours(hours);
        let said = said(may_set(
            meeting(before, "none").as_ref(),
            agreed == "yes",
            set_for,
            &words(place),
            now(),
        ));
        assert_eq!(said, answer, "{row:?}");
    }
}

#[test]
fn the_statutory_basis_comes_before_all_else() {
    for row in table("Meeting | Statutory basis") {
        let [state, basis, chair, there, explained, expected, answer] = row[..] else {
            panic!("seven cells: {row:?}")
        };
        let expected: Vec<AgencyCode> = list(expected).into_iter().map(AgencyCode::new).collect();
        let opening = opening(basis, chair, seats(there, explained));
        assert_eq!(
            said(may_open(
                meeting(state, "none").as_ref(),
                &opening,
                &expected
            )),
            answer,
            "{row:?}"
        );
    }
}

#[test]
fn a_record_holds_plan_decision_and_reasons() {
    for row in table("Meeting at") {
        let [
            state,
            child,
            plan_child,
            plan_adult,
            outcomes,
            decision,
            reasons,
            answer,
        ] = row[..]
        else {
            panic!("eight cells: {row:?}")
        };
        let record = MeetingRecord {
            plan_child: words(plan_child),
            plan_adult: words(plan_adult),
            outcomes: list(outcomes).into_iter().map(str::to_owned).collect(),
            decision: words(decision),
            reasons: words(reasons),
            ..record()
        };
        let rule = RecordRule {
            has_child: child == "yes",
            outcomes: &["early_help"],
        };
        assert_eq!(
            said(may_complete(meeting(state, "none").as_ref(), &record, rule)),
            answer,
            "{row:?}"
        );
    }
}

#[test]
fn each_copy_is_handed_on_once_and_what_is_owed_is_known() {
    for row in table("Meeting stands") {
        let [state, level, to, before, reference, answer] = row[..] else {
            panic!("six cells: {row:?}")
        };
        let level = RiskLevel::from_code(level).unwrap();
        let to = CopyFor::from_code(to).unwrap();
        let meeting = meeting(state, before);
        let said = said(may_copy(meeting.as_ref(), to, &words(reference), level));
        assert_eq!(said, answer, "{row:?}");
        if said == "accepted" {
            assert!(
                copies_owed(meeting.as_ref(), level).contains(&to),
                "{row:?}"
            );
        }
    }
    let done = meeting("recorded", "police_record");
    assert_eq!(copies_owed(done.as_ref(), RiskLevel::Medium), []);
    assert_eq!(
        copies_owed(done.as_ref(), RiskLevel::High),
        [CopyFor::RiskOfficer]
    );
}
