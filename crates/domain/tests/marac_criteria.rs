//! Runs the examples of docs/rules/marac-criteria.md row by row, and what must hold of any facts at all.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_domain::marac::Criterion;
use hawthorn_domain::marac::criteria::{
    EarlierReferral, Finding, PairFacts, PairIncident, findings, window_start,
};
use hawthorn_domain::platform::calendar::{london, london_date};
use hawthorn_domain::platform::ids::{Chance, IncidentId, MaracReferralId, PersonId};
use hawthorn_domain::platform::settings::choices::{
    EscalationSources, RepeatClock, RepeatDefinition,
};
use hawthorn_domain::platform::settings::marac::{
    Escalation, Judgement, MaracCriteria, Repeat, TransferIn, VisibleHigh,
};
use hawthorn_domain::risk::RiskLevel;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use proptest::prelude::*;

const PAGE: &str = include_str!("../../../docs/rules/marac-criteria.md");

struct Count(u128);

impl Chance for Count {
    fn bits(&mut self) -> u128 {
        self.0 += 1;
        self.0
    }
}

fn at(day: &str, hour: &str) -> Timestamp {
    let text = if day.contains('T') {
        format!("{day}:00")
    } else {
        format!("{day}T{hour}:00")
    };
    let civil: DateTime = text.parse().unwrap_or_else(|_| panic!("not a day: {day}"));
    london().to_ambiguous_timestamp(civil).compatible().unwrap()
}

fn area(name: &str) -> MaracCriteria {
    let mut criteria = MaracCriteria {
        visible_high: VisibleHigh {
            on: true,
            threshold: 14,
            level_high_counts: true,
        },
        judgement: Judgement { on: true },
        repeat: Repeat {
            on: true,
            months: 12,
            same_perpetrator: true,
            clock_from: RepeatClock::Referral,
            definition: RepeatDefinition::AnyAbuse,
        },
        escalation: Escalation {
            on: true,
            count: 3,
            months: 12,
            levels: vec![RiskLevel::Standard, RiskLevel::Medium],
            sources: EscalationSources::Police,
        },
        transfer_in: TransferIn { on: true },
    };
    match name {
        "default" => {}
        "any person" => criteria.repeat.same_perpetrator = false,
        "from meeting" => criteria.repeat.clock_from = RepeatClock::Meeting,
        "any agency" => criteria.escalation.sources = EscalationSources::AnyAgency,
        "two in six" => (criteria.escalation.count, criteria.escalation.months) = (2, 6),
        "high risk only" => {
            criteria.repeat.on = false;
            criteria.escalation.on = false;
            criteria.transfer_in.on = false;
        }
        other => panic!("the page names an area that this test does not know: {other}"),
    }
    criteria
}

fn level(code: &str) -> RiskLevel {
    RiskLevel::from_code(code).unwrap_or_else(|| panic!("no such level: {code}"))
}

/// `2026-03-01 standard was high 15 of 14 by agency`
fn incident(text: &str, chance: &mut Count) -> PairIncident {
    let mut words = text.split_whitespace();
    let day = words.next().unwrap();
    let now = level(words.next().unwrap_or_else(|| panic!("no level: {text}")));
    let reported_at = at(day, "12:00");
    let mut found = PairIncident {
        incident: IncidentId::new(reported_at, chance),
        reference: format!("T/{}", chance.0),
        reported_at,
        level: now,
        reported_level: now,
        score: None,
        high_threshold: None,
        by_police: true,
    };
    while let Some(word) = words.next() {
        match word {
            "was" => found.reported_level = level(words.next().unwrap()),
            "of" => found.high_threshold = Some(words.next().unwrap().parse().unwrap()),
            "by" => found.by_police = words.next() != Some("agency"),
            score => {
                found.score = Some(
                    score
                        .parse()
                        .unwrap_or_else(|_| panic!("not a score: {score}")),
                )
            }
        }
    }
    found
}

/// `2025-03-01 same heard 2025-04-10`
fn earlier(text: &str, same: PersonId, other: PersonId, chance: &mut Count) -> EarlierReferral {
    let words: Vec<&str> = text.split_whitespace().collect();
    let referred_at = at(words[0], "09:00");
    let perpetrator = match words[1] {
        "same" => same,
        "other" => other,
        word => panic!("same or other, not {word}"),
    };
    let heard_at = words.get(2).map(|word| {
        assert_eq!(*word, "heard", "{text}");
        at(words[3], "10:00")
    });
    EarlierReferral {
        referral: MaracReferralId::new(referred_at, chance),
        perpetrator,
        referred_at,
        heard_at,
    }
}

fn several(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|part| *part != "-")
}

fn facts(incidents: &str, before: &str, said: &str) -> PairFacts {
    let chance = &mut Count(0);
    let same = PersonId::new(Timestamp::UNIX_EPOCH, chance);
    let other = PersonId::new(Timestamp::UNIX_EPOCH, chance);
    let (judgement, moved_from) = match said {
        "-" => (None, None),
        "judgement" => (Some("She fears for her life.".to_owned()), None),
        "blank" => (Some("  \n ".to_owned()), None),
        "moved" => (None, Some("Solihull".to_owned())),
        word => panic!("the page says a thing that this test does not know: {word}"),
    };
    PairFacts {
        perpetrator: same,
        incidents: several(incidents)
            .map(|text| incident(text, chance))
            .collect(),
        earlier: several(before)
            .map(|text| earlier(text, same, other, chance))
            .collect(),
        judgement,
        moved_from,
    }
}

fn codes(found: &[Finding], pick: impl Fn(&Finding) -> bool) -> String {
    let codes: Vec<&str> = found
        .iter()
        .filter(|finding| pick(finding))
        .map(|finding| finding.criterion.code())
        .collect();
    if codes.is_empty() {
        "-".to_owned()
    } else {
        codes.join(", ")
    }
}

#[test]
fn every_row_of_the_page_is_true() {
    let mut rows = 0;
    for line in PAGE
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| Area"))
    {
        let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [name, today, incidents, before, said, met, near, why] = cells[..] else {
            panic!("a row has eight cells: {line}")
        };
        let facts = facts(incidents, before, said);
        let found = findings(&facts, &area(name), at(today, "18:00"));
        assert_eq!(
            codes(&found, |finding| finding.met),
            met,
            "met: {line}\n{found:#?}"
        );
        assert_eq!(
            codes(&found, |finding| finding.near),
            near,
            "near: {line}\n{found:#?}"
        );
        assert!(!why.is_empty(), "a row says why: {line}");
        for finding in &found {
            assert!(
                finding.why.ends_with(['.', '!']) || finding.criterion == Criterion::Judgement,
                "a sentence: {}",
                finding.why
            );
            assert!(
                !(finding.met && finding.near),
                "met or near, not both: {line}"
            );
            assert!(
                finding.incidents.iter().all(|id| facts
                    .incidents
                    .iter()
                    .any(|incident| incident.incident == *id)),
                "evidence is of the pair: {line}"
            );
        }
        rows += 1;
    }
    assert!(rows >= 50, "only {rows} rows were found on the page");
}

#[test]
fn a_finding_names_its_records_and_the_dates_of_its_window() {
    let facts = facts("2026-03-20 standard", "2025-06-01 same", "-");
    let found = findings(&facts, &area("default"), at("2026-03-25", "18:00"));
    let repeat = found
        .iter()
        .find(|finding| finding.criterion == Criterion::Repeat)
        .unwrap();
    assert_eq!(repeat.incidents, [facts.incidents[0].incident]);
    assert_eq!(repeat.referrals, [facts.earlier[0].referral]);
    for part in ["1 June 2025", "20 March 2026", "1 June 2026", "12 months"] {
        assert!(repeat.why.contains(part), "{part} in {}", repeat.why);
    }
}

#[test]
fn a_high_level_counts_alone_only_where_the_area_says_so() {
    let mut criteria = area("default");
    let today = at("2026-03-25", "18:00");
    let visible = |incidents: &str, criteria: &MaracCriteria| {
        findings(&facts(incidents, "-", "-"), criteria, today)
            .into_iter()
            .find(|finding| finding.criterion == Criterion::VisibleHigh)
            .unwrap()
    };
    assert!(visible("2026-03-01 high", &criteria).met);
    criteria.visible_high.level_high_counts = false;
    let level_alone = visible("2026-03-01 high", &criteria);
    assert!(!level_alone.met && !level_alone.near);
    assert!(
        level_alone.why.contains("does not count"),
        "{}",
        level_alone.why
    );
    assert!(visible("2026-03-01 high 14", &criteria).met);
    let short = visible("2026-03-01 high 12", &criteria);
    assert!(!short.met && short.near, "{}", short.why);
}

#[test]
fn a_window_is_of_calendar_months() {
    let date = |text: &str| text.parse::<Date>().unwrap();
    assert_eq!(window_start(date("2026-03-25"), 12), date("2025-03-25"));
    assert_eq!(window_start(date("2024-02-29"), 12), date("2023-02-28"));
    assert_eq!(window_start(date("2026-08-31"), 6), date("2026-02-28"));
}

/// Incidents on few days, so that some share their moment; the newest no later than `NOW`.
fn incidents() -> impl Strategy<Value = Vec<PairIncident>> {
    let one = (
        (0i64..40).prop_map(|step| step * 20),
        0usize..3,
        0usize..3,
        proptest::option::of(0u16..28),
        proptest::option::of(8u8..20),
        any::<bool>(),
    );
    proptest::collection::vec(one, 0..9).prop_map(|rows| {
        let chance = &mut Count(100);
        rows.into_iter()
            .enumerate()
            .map(
                |(place, (days, level, reported, score, high_threshold, by_police))| {
                    let reported_at = Timestamp::from_second(NOW - days * 86_400).unwrap();
                    PairIncident {
                        incident: IncidentId::new(reported_at, chance),
                        reference: format!("T/{place}"),
                        reported_at,
                        level: RiskLevel::ALL[level],
                        reported_level: RiskLevel::ALL[reported],
                        score,
                        high_threshold,
                        by_police,
                    }
                },
            )
            .collect()
    })
}

fn referrals() -> impl Strategy<Value = Vec<EarlierReferral>> {
    let one = (0i64..800, any::<bool>(), proptest::option::of(1i64..60));
    proptest::collection::vec(one, 0..5).prop_map(|rows| {
        let chance = &mut Count(500);
        rows.into_iter()
            .map(|(days, same, heard)| {
                let referred = NOW - days * 86_400;
                let referred_at = Timestamp::from_second(referred).unwrap();
                EarlierReferral {
                    referral: MaracReferralId::new(referred_at, chance),
                    perpetrator: person(same),
                    referred_at,
                    heard_at: heard
                        .map(|days| Timestamp::from_second(referred + days * 86_400).unwrap()),
                }
            })
            .collect()
    })
}

fn person(same: bool) -> PersonId {
    PersonId::new(Timestamp::UNIX_EPOCH, &mut Count(u128::from(same)))
}

fn any_area() -> impl Strategy<Value = MaracCriteria> {
    prop::sample::select(vec![
        "default",
        "any person",
        "from meeting",
        "any agency",
        "two in six",
        "high risk only",
    ])
    .prop_map(area)
}

/// Midday on 25 March 2026.
const NOW: i64 = 1_774_440_000;

fn now() -> Timestamp {
    Timestamp::from_second(NOW).unwrap()
}

fn of(facts: &PairFacts, criteria: &MaracCriteria, criterion: Criterion) -> Option<Finding> {
    findings(facts, criteria, now())
        .into_iter()
        .find(|finding| finding.criterion == criterion)
}

proptest! {
    #[test]
    fn one_more_incident_never_takes_escalation_back(list in incidents(), more in incidents(), criteria in any_area()) {
        let mut facts = PairFacts { perpetrator: person(true), incidents: list, earlier: Vec::new(), judgement: None, moved_from: None };
        let before = of(&facts, &criteria, Criterion::Escalation).is_some_and(|finding| finding.met);
        facts.incidents.extend(more);
        let after = of(&facts, &criteria, Criterion::Escalation).is_some_and(|finding| finding.met);
        prop_assert!(after || !before);
    }

    #[test]
    fn the_order_of_the_facts_never_matters((list, shuffled) in incidents().prop_flat_map(|list| (Just(list.clone()), Just(list).prop_shuffle())), (earlier, mixed) in referrals().prop_flat_map(|list| (Just(list.clone()), Just(list).prop_shuffle())), criteria in any_area()) {
        let facts = PairFacts { perpetrator: person(true), incidents: list, earlier, judgement: None, moved_from: None };
        let other = PairFacts { incidents: shuffled, earlier: mixed, ..facts.clone() };
        prop_assert_eq!(findings(&facts, &criteria, now()), findings(&other, &criteria, now()));
    }

    #[test]
    fn a_lower_level_never_takes_back_a_criterion_met_by_score(list in incidents(), which in any::<prop::sample::Index>(), score in 20u16..28, criteria in any_area()) {
        prop_assume!(!list.is_empty());
        let mut facts = PairFacts { perpetrator: person(true), incidents: list, earlier: Vec::new(), judgement: None, moved_from: None };
        let place = which.index(facts.incidents.len());
        facts.incidents[place].score = Some(score);
        facts.incidents[place].level = RiskLevel::High;
        let inside = london_date(facts.incidents[place].reported_at) >= window_start(london_date(now()), 12);
        for incident in &mut facts.incidents {
            incident.level = RiskLevel::Standard;
        }
        let met = of(&facts, &criteria, Criterion::VisibleHigh).is_some_and(|finding| finding.met);
        prop_assert!(met || !inside);
    }

    #[test]
    fn a_judgement_with_a_reason_is_always_a_way_in(list in incidents(), earlier in referrals(), criteria in any_area()) {
        let facts = PairFacts { perpetrator: person(true), incidents: list, earlier, judgement: Some("He has a key.".to_owned()), moved_from: None };
        prop_assert!(findings(&facts, &criteria, now()).iter().any(|finding| finding.met));
    }
}
