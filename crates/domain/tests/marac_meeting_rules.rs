//! Runs the examples of docs/rules/meeting.md row by row, and what must hold of any two writers and any clock.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_domain::marac::meeting::{
    Attendance, Conflict, MeetingRefusal, Turn, begin_turn, may_declare, pause_turn, resume_turn,
};
use hawthorn_domain::marac::merge::merge;
use hawthorn_domain::marac::minutes::{BoxText, Sent, take_in};
use hawthorn_domain::marac::offer::{OfferAnswer, OfferState, may_answer};
use hawthorn_domain::marac::{ActionOffer, MaracReferral, Meeting};
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::audit::Doer;
use hawthorn_domain::platform::ids::{ActionOfferId, Chance, MaracReferralId, MeetingId, PersonId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::AreaCode;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

const PAGE: &str = include_str!("../../../docs/rules/meeting.md");
const OPENED: &str = "2026-04-07T08:30:00Z";

struct Count(u128);

impl Chance for Count {
    fn bits(&mut self) -> u128 {
        self.0 += 1;
        self.0
    }
}

fn opened() -> Timestamp {
    OPENED.parse().unwrap()
}

fn minute(minute: i64) -> Timestamp {
    opened() + SignedDuration::from_mins(minute)
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

fn words(cell: &str) -> String {
    match cell {
        "nothing" | "no words" | "no name" => String::new(),
        other => other.replace(" / ", "\n"),
    }
}

fn items() -> [MaracReferralId; 2] {
    let mut chance = Count(0);
    [0, 1].map(|_| MaracReferralId::new(opened(), &mut chance))
}

fn meeting() -> Meeting {
    Meeting {
        id: MeetingId::new(opened(), &mut Count(9)),
        area: AreaCode::new("example").unwrap(),
        venue: "north".to_owned(),
        starts_at: opened(),
        planned_by: Doer::system("test"),
        agenda: items().to_vec(),
        attendance: Vec::new(),
        chair: "Una Example".to_owned(),
        opened_at: Some(opened()),
        closed_at: None,
        turns: Vec::new(),
        minutes_at: None,
        research_chases: Vec::new(),
        urgent: None,
    }
}

fn referral() -> MaracReferral {
    let mut chance = Count(20);
    MaracReferral {
        id: items()[0],
        area: AreaCode::new("example").unwrap(),
        victim: PersonId::new(opened(), &mut chance),
        perpetrator: PersonId::new(opened(), &mut chance),
        children: Vec::new(),
        incident: None,
        mash_referral: None,
        referred_by: Doer::system("test"),
        referred_at: opened(),
        reason: "r".to_owned(),
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
        intake: Default::default(),
        transfers: Vec::new(),
        came_as: None,
        conflicts: Vec::new(),
        restriction: Restriction::default(),
    }
}

/// A time of that day, which is in summer time.
fn clock(cell: &str) -> Timestamp {
    let (hour, minute) = cell.trim_end_matches("am").split_once(':').unwrap();
    let minutes: i64 = hour.parse::<i64>().unwrap() * 60 + minute.parse::<i64>().unwrap();
    opened() + SignedDuration::from_mins(minutes - 570)
}

/// As the minutes say it; the verb that prints them has the same words.
fn presence(meeting: &Meeting, row: &Attendance) -> String {
    let late = row
        .accepted_at
        .filter(|_| meeting.came_late(row))
        .map(|at| format!(" from {}", hawthorn_domain::platform::words::clock_time(at)));
    let chair = if meeting.is_chair(row) {
        ", in the chair"
    } else {
        ""
    };
    match row.present {
        true => format!("Present{}{chair}", late.unwrap_or_default()),
        false => "Apologies".to_owned(),
    }
}

#[test]
fn attendance_says_who_chairs_and_who_came_late() {
    for row in table("Stands there") {
        let mut meeting = meeting();
        match row[0] {
            "nobody" => {}
            "Sam Example with apologies" => meeting.attendance.push(Attendance::named(
                AgencyCode::new("housing"),
                "Sam Example",
                false,
            )),
            name => {
                let police = AgencyCode::new("police");
                meeting.attendance = meeting.with_person(&police, name, None, opened());
            }
        }
        let (name, agency) = row[1].rsplit_once(", ").unwrap();
        meeting.attendance =
            meeting.with_person(&AgencyCode::new(agency), name, None, clock(row[2]));
        let says: Vec<String> = meeting
            .attendance
            .iter()
            .map(|one| format!("{}: {}", one.name, presence(&meeting, one)))
            .collect();
        assert_eq!(says.join("; "), row[3], "{row:?}");
    }
}

#[test]
fn conflicts_are_declared_once_with_a_reason() {
    for row in table("Stands so far") {
        let mut case = referral();
        if row[0] != "nobody" {
            let doer = Doer::system("test");
            let lifted = row[0].ends_with("lifted");
            case.conflicts.push(Conflict {
                account: None,
                name: "Una".to_owned(),
                agency: AgencyCode::new("police"),
                why: "a relative".to_owned(),
                declared_by: doer.clone(),
                declared_at: opened(),
                lifted: lifted.then(|| (doer, opened(), "a mistake".to_owned())),
            });
        }
        let answer = may_declare(&case, None, &words(row[1]), &words(row[2]));
        assert_eq!(said(answer), row[3], "{row:?}");
    }
}

#[test]
fn two_writers_lose_nothing() {
    for row in table("Both began with") {
        let [base, theirs, mine, holds] = [0, 1, 2, 3].map(|cell| words(row[cell]));
        let merged = merge(&base, &theirs, &mine);
        assert_eq!(merged.text, holds, "{row:?}");
        assert_eq!(if merged.both { "yes" } else { "no" }, row[4], "{row:?}");
    }
}

#[test]
fn a_text_that_comes_twice_counts_once() {
    for row in table("The box holds") {
        let seen = row[1].parse().map(|number| ("page".to_owned(), number));
        let now = BoxText {
            version: 3,
            text: row[0].to_owned(),
            seen: seen.into_iter().collect(),
        };
        let sent = Sent {
            base: row[0].to_owned(),
            text: row[2].to_owned(),
            writer: "page".to_owned(),
            number: row[3].parse().unwrap(),
        };
        let (next, _) = take_in(&now, &sent);
        assert_eq!(next.text, row[4], "{row:?}");
        assert_eq!(
            take_in(&next, &sent).0,
            next,
            "the second time changes nothing"
        );
    }
}

/// Does one thing to the clock, such as `pause 5`; `other` gives the floor to another case.
fn done(meeting: &mut Meeting, step: &str) -> Result<(), MeetingRefusal> {
    let (what, at) = step.split_once(' ').unwrap();
    let now = minute(at.parse().unwrap());
    meeting.turns = match what {
        "begin" => begin_turn(meeting, items()[0], Some(meeting.id), now),
        "other" => begin_turn(meeting, items()[1], Some(meeting.id), now),
        "pause" => pause_turn(meeting, now),
        "resume" => resume_turn(meeting, now),
        other => panic!("not a step: {other}"),
    }?;
    Ok(())
}

#[test]
fn the_clock_is_the_services_own() {
    for row in table("What happens, with the minute") {
        let mut meeting = meeting();
        let all: Result<Vec<()>, MeetingRefusal> = row[0]
            .split(", ")
            .map(|step| done(&mut meeting, step))
            .collect();
        let now = minute(row[1].parse().unwrap());
        let says = match all {
            Ok(_) => meeting.turn().unwrap().spent(now).as_mins().to_string(),
            Err(refusal) => refusal.to_string(),
        };
        assert_eq!(says, row[2], "{row:?}");
    }
}

#[test]
fn an_offer_is_answered_once() {
    for row in table("Offer") {
        let state = |cell: &str| OfferState::from_code(cell).unwrap();
        let before = state(row[0]);
        let offer = ActionOffer {
            id: ActionOfferId::new(opened(), &mut Count(50)),
            area: AreaCode::new("example").unwrap(),
            meeting: meeting().id,
            referral: items()[0],
            agency: AgencyCode::new("housing"),
            owner: "Duty officer".to_owned(),
            what: "Change the locks".to_owned(),
            lowers: String::new(),
            due: jiff::civil::date(2026, 4, 14),
            victim_facing: true,
            offered_by: Doer::system("test"),
            offered_at: opened(),
            answer: (before != OfferState::Open).then(|| OfferAnswer {
                state: before,
                action: None,
                note: String::new(),
                by: Doer::system("test"),
                at: opened(),
            }),
            kept_from: Vec::new(),
            restriction: Restriction::default(),
        };
        let answer = may_answer(&offer, state(row[1]), &words(row[2]));
        assert_eq!(said(answer), row[3], "{row:?}");
    }
}

/// Few words, so that lines often meet.
fn text() -> impl Strategy<Value = String> {
    let line = prop_oneof![Just(""), Just("a"), Just("b"), Just("c"), Just("d e")];
    proptest::collection::vec(line, 0..7).prop_map(|lines| lines.join("\n"))
}

fn lines(text: &str) -> Vec<&str> {
    if text.is_empty() {
        Vec::new()
    } else {
        text.split('\n').collect()
    }
}

fn count(text: &str, line: &str) -> usize {
    lines(text).iter().filter(|one| **one == line).count()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whoever_writes_alone_is_taken_as_they_wrote(base in text(), mine in text()) {
        prop_assert_eq!(merge(&base, &base, &mine).text, mine.clone());
        prop_assert_eq!(merge(&base, &mine, &base).text, mine.clone());
        prop_assert!(!merge(&base, &base, &mine).both);
        prop_assert_eq!(merge(&base, &mine, &mine).text, mine);
    }

    #[test]
    fn every_line_that_either_wrote_is_there(base in text(), theirs in text(), mine in text()) {
        let merged = merge(&base, &theirs, &mine);
        for line in lines(&theirs).into_iter().chain(lines(&mine)).filter(|line| !line.is_empty()) {
            let written = count(&theirs, line).max(count(&mine, line)).saturating_sub(count(&base, line));
            prop_assert!(count(&merged.text, line) >= written, "{line:?} in {merged:?}");
        }
        // And nothing that neither wrote, nor any line more often than both together hold it.
        for line in lines(&merged.text) {
            prop_assert!(count(&merged.text, line) <= count(&theirs, line) + count(&mine, line));
        }
    }

    #[test]
    fn what_arrives_twice_or_late_doubles_nothing(first in text(), texts in proptest::collection::vec(text(), 1..6)) {
        // One page alone sends each text twice; the box holds what it sent last.
        let mut held = BoxText { text: first, ..BoxText::default() };
        let mut base = held.text.clone();
        for (number, text) in (1..).zip(&texts) {
            let sent = Sent { base: base.clone(), text: text.clone(), writer: "page".to_owned(), number };
            held = take_in(&held, &sent).0;
            held = take_in(&held, &sent).0;
            base = held.text.clone();
            prop_assert_eq!(&held.text, text);
        }
    }

    #[test]
    fn a_clock_never_runs_backwards_and_a_stopped_one_stands(steps in proptest::collection::vec((0..4u8, 0..10i64), 0..20)) {
        let mut meeting = meeting();
        let (mut now, mut before) = (0, SignedDuration::ZERO);
        let mut item = None;
        for (step, later) in steps {
            now += later;
            let name = ["begin", "other", "pause", "resume"][usize::from(step)];
            let _refused = done(&mut meeting, &format!("{name} {now}"));
            let open = meeting.turns.iter().filter(|turn| turn.ended_at.is_none()).count();
            prop_assert!(open <= 1, "one case at most has the floor");
            if let Some(turn) = meeting.turn() {
                let spent = turn.spent(minute(now));
                prop_assert!(item != Some(turn.item) || spent >= before);
                let ahead = turn.spent(minute(now + 5));
                let grown = if turn.is_paused() { 0 } else { 5 };
                prop_assert_eq!(ahead - spent, SignedDuration::from_mins(grown));
                (item, before) = (Some(turn.item), spent);
            }
        }
        let total: SignedDuration = meeting.turns.iter().map(|turn: &Turn| turn.spent(minute(now))).sum();
        prop_assert!(total <= SignedDuration::from_mins(now));
    }
}
