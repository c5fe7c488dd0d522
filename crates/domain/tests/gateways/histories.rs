//! Ten thousand invented histories, most of their moments near the edge of a window, on which the rule and the naive one must agree.

use hawthorn_domain::incidents::AbuseKind;
use hawthorn_domain::marac::criteria::flag::pair_flag;
use hawthorn_domain::marac::criteria::{
    EarlierReferral, PairAssessment, PairFacts, PairIncident, findings,
};
use hawthorn_domain::platform::ids::{AssessmentId, IncidentId, MaracReferralId};
use hawthorn_domain::platform::settings::choices::{
    EscalationSources, RepeatClock, RepeatDefinition,
};
use hawthorn_domain::platform::settings::marac::MaracCriteria;
use hawthorn_domain::risk::RiskLevel;
use jiff::Timestamp;
use proptest::prelude::*;

use super::{Count, area, naive, person};

/// Midday of days on which calendars are awkward: leap days, the ends of months,
/// the mornings on which the clocks change.
const AWKWARD: [&str; 9] = [
    "2024-02-29T12:00:00Z",
    "2025-02-28T12:00:00Z",
    "2024-03-31T01:00:00Z",
    "2025-03-30T00:59:59Z",
    "2024-10-27T00:30:00Z",
    "2025-10-26T01:30:00Z",
    "2024-08-31T22:59:59Z",
    "2025-12-31T23:59:59Z",
    "2026-03-25T12:00:00Z",
];

/// How far from the awkward day of a history something lies: whole windows back,
/// a day or two beside, and often within the hour around midnight in London.
#[derive(Debug, Clone, Copy)]
struct Away {
    windows: i64,
    days: i64,
    seconds: i64,
    midnight: bool,
}

fn away() -> impl Strategy<Value = Away> {
    let seconds = prop_oneof![Just(0), -3_700i64..3_700];
    (0i64..3, -1i64..2, seconds, any::<bool>()).prop_map(|(windows, days, seconds, midnight)| {
        Away {
            windows,
            days,
            seconds,
            midnight,
        }
    })
}

impl Away {
    /// The moment, where a window has so many months.
    fn from(self, base: Timestamp, months: u8) -> Timestamp {
        let back = naive::months_before(base, self.windows * i64::from(months));
        let day = back.as_second().div_euclid(86_400) + self.days;
        let within = if self.midnight {
            self.seconds
        } else {
            back.as_second().rem_euclid(86_400) + self.seconds * 7
        };
        Timestamp::from_second(day * 86_400 + within).unwrap()
    }
}

fn kinds() -> impl Strategy<Value = Vec<AbuseKind>> {
    prop::collection::vec(prop::sample::select(AbuseKind::ALL.to_vec()), 0..3)
}

fn incidents(base: Timestamp, months: u8) -> impl Strategy<Value = Vec<PairIncident>> {
    let one = (
        away(),
        0usize..3,
        0usize..3,
        prop::option::of(0u16..28),
        prop::option::of(8u8..20),
        any::<bool>(),
        kinds(),
    );
    prop::collection::vec(one, 0..7).prop_map(move |rows| {
        let chance = &mut Count(100);
        rows.into_iter()
            .map(
                |(away, level, reported, score, high_threshold, by_police, kinds)| {
                    let reported_at = away.from(base, months);
                    PairIncident {
                        incident: IncidentId::new(reported_at, chance),
                        reference: "T/1".to_owned(),
                        reported_at,
                        level: RiskLevel::ALL[level],
                        reported_level: RiskLevel::ALL[reported],
                        score,
                        high_threshold,
                        by_police,
                        kinds,
                    }
                },
            )
            .collect()
    })
}

fn assessments(base: Timestamp) -> impl Strategy<Value = Vec<PairAssessment>> {
    let one = (
        away(),
        prop::option::of(0u16..28),
        prop::option::of(8u16..20),
        0usize..3,
    );
    prop::collection::vec(one, 0..3).prop_map(move |rows| {
        let chance = &mut Count(900);
        rows.into_iter()
            .map(|(away, score, needed, level)| {
                // The window of the first criterion is of twelve months everywhere.
                let finished_at = away.from(base, 12);
                PairAssessment {
                    assessment: AssessmentId::new(finished_at, chance),
                    name: "SafeLives DASH".to_owned(),
                    finished_at,
                    score,
                    needed,
                    level: RiskLevel::ALL[level],
                }
            })
            .collect()
    })
}

fn referrals(base: Timestamp, months: u8) -> impl Strategy<Value = Vec<EarlierReferral>> {
    let one = (away(), any::<bool>(), prop::option::of(away()));
    prop::collection::vec(one, 0..4).prop_map(move |rows| {
        let chance = &mut Count(500);
        rows.into_iter()
            .map(|(away, same, heard)| {
                let referred_at = away.from(base, months);
                let heard_at = heard.map(|away| away.from(base, months).max(referred_at));
                EarlierReferral {
                    referral: MaracReferralId::new(referred_at, chance),
                    perpetrator: person(same),
                    referred_at,
                    heard_at,
                }
            })
            .collect()
    })
}

fn criteria() -> impl Strategy<Value = MaracCriteria> {
    (any::<[bool; 6]>(), 1u8..25, 2u8..5, any::<bool>()).prop_map(
        |([level, same, meeting, listed, any_agency, all_levels], months, count, twelve)| {
            let mut made = area("default");
            made.visible_high.level_high_counts = level;
            made.repeat.same_perpetrator = same;
            made.repeat.months = if twelve { 12 } else { months };
            if meeting {
                made.repeat.clock_from = RepeatClock::Meeting;
            }
            if listed {
                made.repeat.definition = RepeatDefinition::ListedTypes;
            }
            made.escalation.count = count;
            made.escalation.months = made.repeat.months;
            if any_agency {
                made.escalation.sources = EscalationSources::AnyAgency;
            }
            if all_levels {
                made.escalation.levels = RiskLevel::ALL.to_vec();
            }
            made
        },
    )
}

/// A pair's history, the area's criteria and the moment at which they are asked.
fn histories() -> impl Strategy<Value = (PairFacts, MaracCriteria, Timestamp)> {
    (prop::sample::select(AWKWARD.to_vec()), criteria()).prop_flat_map(|(base, criteria)| {
        let base: Timestamp = base.parse().unwrap();
        let months = criteria.repeat.months;
        let judgement = prop::option::of(prop::sample::select(vec!["", " \n", "He has a key."]));
        let parts = (
            incidents(base, months),
            assessments(base),
            referrals(base, months),
            judgement,
            any::<bool>(),
            away(),
        );
        parts.prop_map(
            move |(incidents, assessments, earlier, judgement, moved, now)| {
                let facts = PairFacts {
                    perpetrator: person(true),
                    incidents,
                    assessments,
                    earlier,
                    judgement: judgement.map(str::to_owned),
                    moved_from: moved.then(|| "Solihull".to_owned()),
                };
                let now = Away { windows: 0, ..now }.from(base, months);
                (facts, criteria.clone(), now)
            },
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn the_rule_and_the_naive_one_agree((facts, criteria, now) in histories()) {
        let found: Vec<_> = findings(&facts, &criteria, now)
            .into_iter()
            .filter(|finding| finding.met)
            .map(|finding| finding.criterion)
            .collect();
        prop_assert_eq!(found, naive::met(&facts, &criteria, now));
        let flag = pair_flag(&facts, &criteria.repeat, now).map(|flag| {
            let until = flag.until;
            ((i64::from(until.year()), i64::from(until.month()), i64::from(until.day())), flag.new.len())
        });
        prop_assert_eq!(flag, naive::flag(&facts, &criteria, now));
    }
}
