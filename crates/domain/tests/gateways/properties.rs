//! What must hold of any facts at all, whatever the area: order never matters, more never takes back, judgement is always open.

use hawthorn_domain::marac::Criterion;
use hawthorn_domain::marac::criteria::{
    EarlierReferral, Finding, PairFacts, PairIncident, findings, window_start,
};
use hawthorn_domain::platform::calendar::london_date;
use hawthorn_domain::platform::ids::{IncidentId, MaracReferralId};
use hawthorn_domain::platform::settings::marac::MaracCriteria;
use hawthorn_domain::risk::RiskLevel;
use jiff::Timestamp;
use proptest::prelude::*;

use super::{Count, area, person};

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
                        kinds: Vec::new(),
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

fn any_area() -> impl Strategy<Value = MaracCriteria> {
    prop::sample::select(vec![
        "default",
        "any person",
        "from meeting",
        "any agency",
        "two in six",
        "listed kinds",
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
        let mut facts = PairFacts { perpetrator: person(true), incidents: list, assessments: Vec::new(), earlier: Vec::new(), judgement: None, moved_from: None };
        let before = of(&facts, &criteria, Criterion::Escalation).is_some_and(|finding| finding.met);
        facts.incidents.extend(more);
        let after = of(&facts, &criteria, Criterion::Escalation).is_some_and(|finding| finding.met);
        prop_assert!(after || !before);
    }

    #[test]
    fn the_order_of_the_facts_never_matters((list, shuffled) in incidents().prop_flat_map(|list| (Just(list.clone()), Just(list).prop_shuffle())), (earlier, mixed) in referrals().prop_flat_map(|list| (Just(list.clone()), Just(list).prop_shuffle())), criteria in any_area()) {
        let facts = PairFacts { perpetrator: person(true), incidents: list, assessments: Vec::new(), earlier, judgement: None, moved_from: None };
        let other = PairFacts { incidents: shuffled, earlier: mixed, ..facts.clone() };
        prop_assert_eq!(findings(&facts, &criteria, now()), findings(&other, &criteria, now()));
    }

    #[test]
    fn a_lower_level_never_takes_back_a_criterion_met_by_score(list in incidents(), which in any::<prop::sample::Index>(), score in 20u16..28, criteria in any_area()) {
        prop_assume!(!list.is_empty());
        let mut facts = PairFacts { perpetrator: person(true), incidents: list, assessments: Vec::new(), earlier: Vec::new(), judgement: None, moved_from: None };
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
        let facts = PairFacts { perpetrator: person(true), incidents: list, assessments: Vec::new(), earlier, judgement: Some("He has a key.".to_owned()), moved_from: None };
        prop_assert!(findings(&facts, &criteria, now()).iter().any(|finding| finding.met));
    }
}
