//! Runs the tables of `docs/rules/screening.md` row by row, and proves properties of the proposal.

use std::collections::BTreeMap;

use hawthorn_domain::incidents::screening::{
    CheckDone, Claim, History, Proposal, Queue, Screening, ScreeningCheck, ScreeningOutcome,
    ScreeningRefusal, decide, propose, queue,
};
use hawthorn_domain::incidents::{Consent, Flag, Incident, Party, PartyRole, Route};
use hawthorn_domain::people::Born;
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::audit::Doer;
use hawthorn_domain::platform::deadline::{Clock, Promise, PromiseCode};
use hawthorn_domain::platform::holidays::{BankHoliday, BankHolidays};
use hawthorn_domain::platform::ids::{AccountId, Chance, IncidentId, PersonId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_domain::risk::RiskLevel;
use hawthorn_domain::risk::grading::{LevelAnswer, LevelChange};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

const PAGE: &str = include_str!("../../../docs/rules/screening.md");

struct Count(u128);
impl Chance for Count {
    fn bits(&mut self) -> u128 {
        self.0 += 1;
        self.0
    }
}

fn now() -> Timestamp {
    "2026-03-25T14:00:00Z".parse().unwrap()
}

/// The rows of the table under a heading, without its head.
fn rows(heading: &str) -> Vec<Vec<&'static str>> {
    let part = PAGE
        .split("\n## ")
        .find(|part| part.starts_with(heading))
        .unwrap();
    let lines: Vec<&str> = part
        .lines()
        .filter(|line| line.starts_with('|'))
        .skip(2)
        .collect();
    assert!(lines.len() > 5, "the table under {heading} is not there");
    lines
        .iter()
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect()
}

fn holidays() -> BankHolidays {
    let days = [
        ("2026-04-03", "Good Friday"),
        ("2026-04-06", "Easter Monday"),
    ];
    BankHolidays::new(
        days.map(|(day, title)| BankHoliday {
            date: day.parse().unwrap(),
            title: title.to_owned(),
        })
        .to_vec(),
    )
    .unwrap()
}

fn doer(number: u128) -> Doer {
    Doer {
        account: Some(AccountId::new(Timestamp::UNIX_EPOCH, &mut Count(number))),
        name: format!("Officer {number}"),
        agency: Some(AgencyCode::new("police")),
    }
}

fn incident() -> Incident {
    let clock = Clock::start(
        Promise::built_in(PromiseCode::HauStandard),
        now(),
        &holidays(),
    )
    .unwrap();
    Incident {
        id: IncidentId::new(now(), &mut Count(1)),
        area: AreaCode::new("test-area").unwrap(),
        reference: "T/1".to_owned(),
        content: String::new(),
        import: None,
        told_to: None,
        kinds: Vec::new(),
        reported_at: now(),
        occurred_at: None,
        received_at: now(),
        location: String::new(),
        postcode: String::new(),
        reported_level: RiskLevel::Standard,
        score: None,
        tool: None,
        parties: Vec::new(),
        pregnant: Some(false),
        flags: Vec::new(),
        other_flags: Vec::new(),
        language: None,
        consent: Consent::Given,
        crime_number: String::new(),
        officer: String::new(),
        summary: String::new(),
        restriction: Restriction::default(),
        routes: Vec::new(),
        level_changes: Vec::new(),
        screening: Screening {
            clock,
            claim: None,
            checks: BTreeMap::new(),
            decision: None,
        },
    }
}

fn child(number: u128) -> Party {
    Party {
        person: PersonId::new(now(), &mut Count(number)),
        role: PartyRole::Child,
        name_as_reported: String::new(),
        born_as_reported: Born::Unknown,
        relationship: String::new(),
    }
}

fn listed<T>(cell: &str, read: impl Fn(&str) -> Option<T>) -> Vec<T> {
    if cell == "-" {
        return Vec::new();
    }
    cell.split(',')
        .map(|code| read(code.trim()).unwrap_or_else(|| panic!("{code} is no code")))
        .collect()
}

/// The last citation of each reason, which is the one in its brackets.
fn cited(reason: &str) -> String {
    let inside = reason.rsplit_once('(').unwrap().1.trim_end_matches(')');
    inside.rsplit(", ").next().unwrap().to_owned()
}

#[test]
fn proposals_follow_the_table() {
    for row in rows("What the rules point to") {
        let [
            level,
            children,
            flags,
            pregnant,
            routes,
            earlier,
            bars,
            outcome,
            reasons,
            why,
        ] = row[..]
        else {
            panic!("{row:?}")
        };
        let mut made = incident();
        made.reported_level = RiskLevel::from_code(level).unwrap();
        made.parties = (0..children.parse::<u128>().unwrap()).map(child).collect();
        made.flags = listed(flags, Flag::from_code);
        made.pregnant = match pregnant {
            "yes" => Some(true),
            "no" => Some(false),
            "not stated" => None,
            other => panic!("{other}"),
        };
        made.routes = listed(routes, Route::from_code);
        let numbers: Vec<usize> = earlier
            .split(' ')
            .map(|number| number.parse().unwrap())
            .collect();
        let history = History {
            same_pair: numbers[0],
            victim_other: numbers[1],
            harm_to_others: numbers[2],
            open_suggestions: 0,
        };
        let Proposal {
            outcome: pointed,
            because,
        } = propose(&made, &history, bars == "yes");
        assert_eq!(pointed.code(), outcome, "{why}");
        let found: Vec<String> = because.iter().map(|reason| cited(reason)).collect();
        assert_eq!(found.join(", "), reasons, "{why}: {because:?}");
    }
}

fn change(state: &str) -> Vec<LevelChange> {
    let answer = |agreed| {
        Some(LevelAnswer {
            agreed,
            reason: "Read both forms.".to_owned(),
            by: doer(3),
            at: now(),
        })
    };
    let answer = match state {
        "none" => return Vec::new(),
        "waiting" => None,
        "authorised" => answer(true),
        "refused" => answer(false),
        other => panic!("{other}"),
    };
    vec![LevelChange {
        from: RiskLevel::Standard,
        to: RiskLevel::Medium,
        reason: "Escalating.".to_owned(),
        proposed_by: doer(1),
        proposed_at: now(),
        answer,
    }]
}

fn with_checks(mut made: Incident, number: usize) -> Incident {
    made.screening.checks = ScreeningCheck::ALL
        .iter()
        .take(number)
        .map(|check| {
            (
                *check,
                CheckDone {
                    system_found: String::new(),
                    note: "Done.".to_owned(),
                    by: doer(1),
                    at: now(),
                },
            )
        })
        .collect();
    made
}

#[test]
fn decisions_follow_the_table() {
    let proposal = || Proposal {
        outcome: ScreeningOutcome::Refer,
        because: vec!["a fact (R66)".to_owned()],
    };
    for row in rows("What a decision needs") {
        let [checks, level, held, before, reason, result, why] = row[..] else {
            panic!("{row:?}")
        };
        let mut made = with_checks(incident(), checks.parse().unwrap());
        made.level_changes = change(level);
        let hold = |by: Doer, minutes: i64| {
            Some(Claim {
                by,
                until: now() + SignedDuration::from_mins(minutes),
            })
        };
        made.screening.claim = match held {
            "nobody" => None,
            "me" => hold(doer(1), 30),
            "other" => hold(doer(2), 1),
            "other, lapsed" => hold(doer(2), 0),
            other => panic!("{other}"),
        };
        if before == "yes" {
            let done = with_checks(incident(), 6);
            made.screening.decision = Some(
                decide(
                    &done,
                    ScreeningCheck::ALL,
                    ScreeningOutcome::Close,
                    "Nothing else.",
                    proposal(),
                    doer(2),
                    now(),
                )
                .unwrap(),
            );
        }
        let typed = if reason == "blank" {
            " \n"
        } else {
            " Because. "
        };
        let told = decide(
            &made,
            ScreeningCheck::ALL,
            ScreeningOutcome::Share,
            typed,
            proposal(),
            doer(1),
            now(),
        );
        let words = match &told {
            Ok(_) => "decided",
            Err(ScreeningRefusal::AlreadyDecided) => "already decided",
            Err(ScreeningRefusal::HeldByOther { .. }) => "held by another",
            Err(ScreeningRefusal::LevelWaiting) => "level waiting",
            Err(ScreeningRefusal::ChecksMissing(missing)) => {
                assert_eq!(missing.len(), 6 - checks.parse::<usize>().unwrap(), "{why}");
                "checks missing"
            }
            Err(ScreeningRefusal::NoReason) => "no reason",
        };
        assert_eq!(words, result, "{why}");
        if let Ok(decision) = told {
            assert_eq!(
                (
                    decision.outcome,
                    decision.proposed,
                    decision.reason.as_str()
                ),
                (ScreeningOutcome::Share, ScreeningOutcome::Refer, "Because."),
                "{why}"
            );
            assert_eq!(decision.because, ["a fact (R66)"], "{why}");
        }
    }
}

#[test]
fn a_waiting_change_of_level_moves_an_incident_to_the_supervisors_queue() {
    let mut made = incident();
    assert_eq!(queue(&made), Queue::ToScreen);
    made.level_changes = change("waiting");
    assert_eq!(
        (queue(&made), made.level()),
        (Queue::AwaitingSupervisor, RiskLevel::Standard)
    );
    made.level_changes = change("authorised");
    assert_eq!(
        (queue(&made), made.level()),
        (Queue::ToScreen, RiskLevel::Medium)
    );
    made.level_changes = change("refused");
    assert_eq!(
        (queue(&made), made.level()),
        (Queue::ToScreen, RiskLevel::Standard)
    );
}

proptest! {
    /// The rules never point to closing when a child, a pregnancy, a party under 18 or
    /// a flag of health or vulnerability is there (R66, R75), and always say why.
    #[test]
    fn closing_is_never_proposed_over_a_vulnerability(children in 0u128..4, flags in proptest::sample::subsequence(Flag::ALL, 0..Flag::ALL.len()), pregnant in proptest::option::of(any::<bool>()), earlier in 0usize..4, bars in any::<bool>()) {
        let mut made = incident();
        made.parties = (0..children).map(child).collect();
        made.flags = flags.clone();
        made.pregnant = pregnant;
        let proposal = propose(&made, &History { same_pair: earlier, ..History::default() }, bars);
        prop_assert!(!proposal.because.is_empty());
        let vulnerable = children > 0 || pregnant == Some(true) || flags.iter().any(|flag| flag.is_health_need() || flag.is_adult_vulnerability());
        if vulnerable || (bars && earlier > 0) {
            prop_assert_ne!(proposal.outcome, ScreeningOutcome::Close);
        } else {
            prop_assert_eq!(proposal.outcome, ScreeningOutcome::Close);
        }
    }
}
