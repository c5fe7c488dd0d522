//! Runs every row of the tables in docs/rules/triage.md and the ratings of docs/rules/rag.md against the rules of the MASH.

use hawthorn_domain::incidents::PartyRole;
use hawthorn_domain::mash::Rag;
use hawthorn_domain::mash::follow_up::{Ended, FollowUp, FollowUpEnd};
use hawthorn_domain::mash::outcome::{Authority, Outcome, OutcomeRule, may_authorise, may_propose};
use hawthorn_domain::mash::rag::{Rating, may_rate};
use hawthorn_domain::mash::request::{AskedPerson, Holding, InformationRequest, Reply, may_reply};
use hawthorn_domain::mash::triage::{Absent, Triage, may_record};
use hawthorn_domain::people::Born;
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::audit::Doer;
use hawthorn_domain::platform::deadline::{Clock, Promise, PromiseCode};
use hawthorn_domain::platform::holidays::{BankHoliday, BankHolidays};
use hawthorn_domain::platform::ids::{Chance, PersonId, ReferralId, RequestId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_domain::referrals::Referral;
use hawthorn_domain::risk::RiskLevel;
use jiff::Timestamp;
use jiff::civil::date;

const PAGE: &str = concat!(
    include_str!("../../../docs/rules/triage.md"),
    "\n",
    include_str!("../../../docs/rules/rag.md")
);

struct Counting(u128);
impl Chance for Counting {
    fn bits(&mut self) -> u128 {
        self.0 += 1;
        self.0
    }
}

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
fn yes(cell: &str) -> bool {
    match cell {
        "yes" => true,
        "no" => false,
        other => panic!("neither yes nor no: {other}"),
    }
}
fn list(cell: &str) -> Vec<&str> {
    if matches!(cell, "none" | "nobody") {
        Vec::new()
    } else {
        cell.split(", ").collect()
    }
}
fn agencies(cell: &str) -> Vec<AgencyCode> {
    list(cell).into_iter().map(AgencyCode::new).collect()
}
fn said<T, E: std::fmt::Display>(answer: Result<T, E>) -> String {
    answer.map_or_else(|refusal| refusal.to_string(), |_| "accepted".to_owned())
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

fn rating(code: &str) -> Rating {
    Rating {
        rag: Rag::from_code(code).unwrap(),
        reason: "reason".to_owned(),
        by: doer(),
        at: now(),
        due_at: now(),
    }
}

fn outcome(cell: &str) -> Option<Outcome> {
    let proposed = Outcome {
        outcomes: vec!["early_help".to_owned()],
        rationale: "r".to_owned(),
        legal_basis: String::new(),
        rag: None,
        proposed_by: doer(),
        proposed_at: now(),
        authorised: None,
    };
    match cell {
        "nothing" => None,
        "proposed" => Some(proposed),
        "authorised" => Some(Outcome {
            authorised: Some(Authority {
                note: String::new(),
                by: doer(),
                at: now(),
            }),
            ..proposed
        }),
        other => panic!("no such outcome: {other}"),
    }
}

#[test]
fn ratings() {
    for row in table("Ratings so far") {
        let [earlier, finished, new, reason, answer] = row[..] else {
            panic!("five cells: {row:?}")
        };
        let earlier: Vec<Rating> = list(earlier).into_iter().map(rating).collect();
        assert_eq!(
            said(may_rate(
                &earlier,
                yes(finished),
                Rag::from_code(new).unwrap(),
                &words(reason)
            )),
            answer,
            "{row:?}"
        );
    }
}

fn holidays() -> BankHolidays {
    BankHolidays::new(vec![BankHoliday {
        date: date(2026, 4, 3),
        title: "Good Friday".to_owned(),
    }])
    .unwrap()
}

fn holding(cell: &str) -> Holding {
    *Holding::ALL
        .iter()
        .find(|holding| holding.code().replace('_', " ") == cell)
        .unwrap_or_else(|| panic!("no such answer: {cell}"))
}

fn request(people: usize, state: &str) -> InformationRequest {
    let mut chance = Counting(0);
    let holidays = holidays();
    let asked = (0..people)
        .map(|_| AskedPerson {
            person: PersonId::new(now(), &mut chance),
            name: "Invented".to_owned(),
            born: Born::Unknown,
            role: PartyRole::Victim,
        })
        .collect();
    InformationRequest {
        id: RequestId::new(now(), &mut chance),
        referral: ReferralId::new(now(), &mut chance),
        area: AreaCode::new("testshire").unwrap(),
        agency: AgencyCode::new("health"),
        why: "why".to_owned(),
        people: asked,
        rag: Rag::Amber,
        asked_by: doer(),
        asked_at: now(),
        clock: Clock::start(
            Promise::built_in(PromiseCode::SpocRequest),
            now(),
            &holidays,
        )
        .unwrap(),
        reply: (state == "answered").then(|| reply(Vec::new(), "")),
        withdrawn_at: (state == "withdrawn").then(now),
        restriction: Restriction::default(),
    }
}

fn reply(holdings: Vec<(PersonId, Holding)>, summary: &str) -> Reply {
    Reply {
        mail: None,
        holdings,
        chronology: Vec::new(),
        summary: summary.to_owned(),
        may_tell: String::new(),
        withheld: String::new(),
        missing_people: String::new(),
        early_help: Vec::new(),
        by: doer(),
        at: now(),
    }
}

#[test]
fn answers() {
    for row in table("Asked about") {
        let [people, answered, summary, state, answer] = row[..] else {
            panic!("five cells: {row:?}")
        };
        let request = request(people.split_once(' ').unwrap().0.parse().unwrap(), state);
        let holdings = request
            .people
            .iter()
            .map(|asked| asked.person)
            .zip(list(answered).into_iter().map(holding))
            .collect();
        assert_eq!(
            said(may_reply(&request, &reply(holdings, &words(summary)))),
            answer,
            "{row:?}"
        );
    }
}

#[test]
fn triage() {
    for row in table("Rated | Outcome proposed") {
        let [
            rated,
            proposed,
            core,
            took_part,
            absent,
            open,
            discussion,
            without,
            answer,
        ] = row[..]
        else {
            panic!("nine cells: {row:?}")
        };
        let record = Triage {
            agencies: agencies(took_part),
            absent: agencies(absent)
                .into_iter()
                .map(|agency| Absent {
                    agency,
                    why: "sent word".to_owned(),
                })
                .collect(),
            discussion: words(discussion),
            without: words(without),
            by: doer(),
            at: now(),
        };
        assert_eq!(
            said(may_record(
                &record,
                yes(rated),
                yes(proposed),
                &agencies(core),
                open.parse().unwrap()
            )),
            answer,
            "{row:?}"
        );
    }
}

#[test]
fn outcomes() {
    let rules = [("meeting", true), ("early_help", false), ("advice", false)].map(
        |(code, needs_legal_basis)| OutcomeRule {
            code,
            needs_legal_basis,
        },
    );
    for row in table("Triage recorded") {
        let [recorded, chosen, rationale, basis, before, answer] = row[..] else {
            panic!("six cells: {row:?}")
        };
        let proposed = Outcome {
            outcomes: list(chosen).into_iter().map(str::to_owned).collect(),
            rationale: words(rationale),
            legal_basis: words(basis),
            ..outcome("proposed").unwrap()
        };
        assert_eq!(
            said(may_propose(
                &proposed,
                yes(recorded),
                &rules,
                outcome(before).as_ref()
            )),
            answer,
            "{row:?}"
        );
    }
    for row in table("Outcome") {
        let [before, answer] = row[..] else {
            panic!("two cells: {row:?}")
        };
        assert_eq!(
            said(may_authorise(outcome(before).as_ref())),
            answer,
            "{row:?}"
        );
    }
}

fn follow_ups(state: &str) -> Vec<FollowUp> {
    let follow_up = FollowUp {
        outcome: "early_help".to_owned(),
        agency: AgencyCode::new("early_help"),
        clock: Clock::start(
            Promise::built_in(PromiseCode::OutcomeFollowUp),
            now(),
            &holidays(),
        )
        .unwrap(),
        ended: None,
    };
    let ended = Some(Ended {
        end: FollowUpEnd::Taken,
        words: String::new(),
        by: doer(),
        at: now(),
    });
    match state {
        "none" => Vec::new(),
        "open" => vec![follow_up],
        "ended" => vec![FollowUp { ended, ..follow_up }],
        other => panic!("no such follow-up: {other}"),
    }
}

#[test]
fn places() {
    for row in table("Rated | Answers to come") {
        let [rated, open, triaged, decided, meeting, following, stands] = row[..] else {
            panic!("seven cells: {row:?}")
        };
        let mut meeting_clock = (meeting != "none").then(|| {
            Clock::start(
                Promise::built_in(PromiseCode::MashMeetingRecord),
                now(),
                &holidays(),
            )
            .unwrap()
        });
        if let (Some(clock), "recorded") = (&mut meeting_clock, meeting) {
            clock.finish(now(), &holidays()).unwrap();
        }
        let referral = Referral {
            id: ReferralId::new(now(), &mut Counting(0)),
            area: AreaCode::new("testshire").unwrap(),
            incident: None,
            lead_agency: AgencyCode::new("police"),
            referred_by: doer(),
            reason: "reason".to_owned(),
            level: RiskLevel::Medium,
            subjects: Vec::new(),
            received_at: now(),
            ratings: if yes(rated) {
                vec![rating("amber")]
            } else {
                Vec::new()
            },
            clock: None,
            triage: yes(triaged).then(|| Triage {
                agencies: Vec::new(),
                absent: Vec::new(),
                discussion: "d".to_owned(),
                without: String::new(),
                by: doer(),
                at: now(),
            }),
            outcome: outcome(decided),
            meeting_clock,
            meeting: None,
            sent_back: Vec::new(),
            follow_ups: follow_ups(following),
            acknowledged: None,
            contacts: Vec::new(),
            feedback: None,
            restriction: Restriction::default(),
        };
        assert_eq!(
            referral.state(open.parse().unwrap()).label(),
            stands,
            "{row:?}"
        );
    }
}
