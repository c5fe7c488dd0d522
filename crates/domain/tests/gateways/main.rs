//! Runs the examples of docs/rules/gateways.md and repeats.md row by row, and what must hold of any facts at all.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_domain::incidents::AbuseKind;
use hawthorn_domain::marac::Criterion;
use hawthorn_domain::marac::criteria::flag::pair_flag;
use hawthorn_domain::marac::criteria::{
    EarlierReferral, Finding, PairFacts, PairIncident, findings, window_start,
};
use hawthorn_domain::platform::calendar::london;
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

mod histories;
mod naive;
mod properties;

const GATEWAYS: &str = include_str!("../../../../docs/rules/gateways.md");
const REPEATS: &str = include_str!("../../../../docs/rules/repeats.md");

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
        "listed kinds" => criteria.repeat.definition = RepeatDefinition::ListedTypes,
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
        kinds: Vec::new(),
    };
    while let Some(word) = words.next() {
        match word {
            "was" => found.reported_level = level(words.next().unwrap()),
            "of" => found.high_threshold = Some(words.next().unwrap().parse().unwrap()),
            "as" => {
                found.kinds = words
                    .next()
                    .unwrap()
                    .split('+')
                    .map(|kind| {
                        AbuseKind::from_code(kind).unwrap_or_else(|| panic!("no such kind: {kind}"))
                    })
                    .collect()
            }
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
        assessments: Vec::new(),
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

/// The rows of every table of a page whose heading ends in these cells.
fn rows<'page>(page: &'page str, heading: &str) -> Vec<[&'page str; 8]> {
    let mut wanted = false;
    let mut rows = Vec::new();
    for line in page.lines().filter(|line| line.starts_with('|')) {
        if line.starts_with("| Area") {
            wanted = line.ends_with(heading);
        } else if wanted && !line.starts_with("|--") {
            let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
            rows.push(
                cells
                    .try_into()
                    .unwrap_or_else(|_| panic!("a row has eight cells: {line}")),
            );
        }
    }
    rows
}

#[test]
fn every_row_of_the_gateways_is_true() {
    let tables = [GATEWAYS, REPEATS].map(|page| rows(page, "| Said | Met | Near | Why |"));
    assert!(
        tables[0].len() >= 35 && tables[1].len() >= 25,
        "{} and {}",
        tables[0].len(),
        tables[1].len()
    );
    for line in tables.into_iter().flatten() {
        let [name, today, incidents, before, said, met, near, why] = line;
        let line = line.join(" | ");
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
    }
}

#[test]
fn every_row_of_the_flags_is_true() {
    let rows = rows(REPEATS, "| Until | New | Again | Why |");
    assert!(rows.len() >= 14, "{}", rows.len());
    for line in rows {
        let [name, today, incidents, before, until, new, again, why] = line;
        let facts = facts(incidents, before, "-");
        let flag = pair_flag(&facts, &area(name).repeat, at(today, "18:00"));
        let found = flag
            .as_ref()
            .map_or("-".to_owned(), |flag| flag.until.to_string());
        assert_eq!(found, until, "until: {line:?}");
        let number = flag.as_ref().map_or(0, |flag| flag.new.len());
        assert_eq!(number.to_string(), new, "new: {line:?}");
        let calls = flag.is_some_and(|flag| flag.calls_for_referral());
        assert_eq!(if calls { "yes" } else { "no" }, again, "again: {line:?}");
        assert!(!why.is_empty());
    }
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

/// One of the two people that the invented histories know.
fn person(same: bool) -> PersonId {
    PersonId::new(Timestamp::UNIX_EPOCH, &mut Count(u128::from(same)))
}
