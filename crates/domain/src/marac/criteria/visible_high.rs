//! Criterion 1: a score at or over the area's threshold, or a high level, in the last twelve months (R165, C36).

use jiff::Timestamp;

use super::super::Criterion;
use super::{Finding, PairAssessment, PairFacts, PairIncident, finding, window_start};
use crate::platform::calendar::london_date;
use crate::platform::settings::marac::VisibleHigh;
use crate::platform::words;
use crate::risk::RiskLevel;

/// A score at or over the threshold, whatever the level now says (C36), or a high
/// level where the area lets a level count alone, within the last twelve months.
pub(super) fn visible_high(facts: &PairFacts, rule: &VisibleHigh, now: Timestamp) -> Finding {
    let since = window_start(london_date(now), 12);
    let recent: Vec<&PairIncident> = facts
        .incidents
        .iter()
        .filter(|incident| {
            london_date(incident.reported_at) >= since && incident.reported_at <= now
        })
        .collect();
    let assessed: Vec<&PairAssessment> = facts
        .assessments
        .iter()
        .filter(|one| london_date(one.finished_at) >= since && one.finished_at <= now)
        .collect();
    by_score(&recent, rule)
        .or_else(|| by_assessment(&assessed, rule))
        .or_else(|| by_level(&recent, rule))
        .unwrap_or_else(|| {
            let not_yet = not_yet(&recent, rule);
            nearly_by_assessment(&assessed)
                .filter(|_| !not_yet.near)
                .unwrap_or(not_yet)
        })
}

/// The newest assessment whose score is high, or whose grade is where the area lets
/// a level count alone; a judgement below the score changes nothing (F3, C36).
fn by_assessment(assessed: &[&PairAssessment], rule: &VisibleHigh) -> Option<Finding> {
    let scored = |one: &PairAssessment| {
        one.score
            .zip(one.needed)
            .filter(|(score, needed)| score >= needed)
    };
    let high = assessed
        .iter()
        .filter(|one| {
            scored(one).is_some() || (rule.level_high_counts && one.level == RiskLevel::High)
        })
        .max_by_key(|one| (one.finished_at, one.assessment))?;
    let day = words::date(london_date(high.finished_at));
    let why = match scored(high) {
        Some((score, needed)) => format!(
            "The {} of {day} scored {score}, at or over the {needed} that count as high.",
            high.name
        ),
        None => format!("The {} of {day} is graded high.", high.name),
    };
    Some(Finding {
        assessments: vec![high.assessment],
        ..finding(Criterion::VisibleHigh, true, false, why)
    })
}

/// An assessment at most two short (F5).
fn nearly_by_assessment(assessed: &[&PairAssessment]) -> Option<Finding> {
    let short = |one: &&PairAssessment| {
        let (score, needed) = one.score.zip(one.needed)?;
        (score.saturating_add(2) >= needed).then_some((score, needed))
    };
    let (one, (score, needed)) = assessed
        .iter()
        .filter_map(|one| Some((one, short(one)?)))
        .max_by_key(|(one, (score, _))| (*score, one.finished_at, one.assessment))?;
    let why = format!(
        "The {} of {} scored {score}; {needed} are needed.",
        one.name,
        words::date(london_date(one.finished_at))
    );
    Some(Finding {
        assessments: vec![one.assessment],
        ..finding(Criterion::VisibleHigh, false, true, why)
    })
}

/// The score from which this incident counts: its tool's own, or the area's.
fn needed(incident: &PairIncident, rule: &VisibleHigh) -> u16 {
    u16::from(incident.high_threshold.unwrap_or(rule.threshold))
}

/// The highest score that reaches its threshold. The identifier comes last, so
/// that the order in which the facts are given never matters.
fn by_score(recent: &[&PairIncident], rule: &VisibleHigh) -> Option<Finding> {
    let (score, incident) = recent
        .iter()
        .filter_map(|incident| incident.score.map(|score| (score, *incident)))
        .filter(|(score, incident)| *score >= needed(incident, rule))
        .max_by_key(|(score, incident)| (*score, incident.reported_at, incident.incident))?;
    let lowered = if incident.level < RiskLevel::High {
        ", and the score counts whatever the level (C36)"
    } else {
        ""
    };
    let why = format!(
        "Incident {} of {} scored {score}, at or over the {} that the area counts as high{lowered}.",
        incident.reference,
        words::date(london_date(incident.reported_at)),
        needed(incident, rule)
    );
    Some(Finding {
        incidents: vec![incident.incident],
        ..finding(Criterion::VisibleHigh, true, false, why)
    })
}

/// The newest high level, where the area lets a level count without a score.
fn by_level(recent: &[&PairIncident], rule: &VisibleHigh) -> Option<Finding> {
    let high = recent
        .iter()
        .filter(|incident| rule.level_high_counts && incident.level == RiskLevel::High)
        .max_by_key(|incident| (incident.reported_at, incident.incident))?;
    let why = format!(
        "Incident {} of {} is graded high.",
        high.reference,
        words::date(london_date(high.reported_at))
    );
    Some(Finding {
        incidents: vec![high.incident],
        ..finding(Criterion::VisibleHigh, true, false, why)
    })
}

/// How far the highest score is from its threshold, when nothing meets the criterion.
fn not_yet(recent: &[&PairIncident], rule: &VisibleHigh) -> Finding {
    let highest = recent
        .iter()
        .filter_map(|incident| incident.score.map(|score| (score, *incident)))
        .max_by_key(|(score, incident)| (*score, incident.reported_at, incident.incident));
    let (near, why) = match highest {
        Some((score, incident)) => {
            let needed = needed(incident, rule);
            // Two answers short is where areas ask professionals to look again (F5).
            let near = score.saturating_add(2) >= needed;
            let why = format!(
                "The highest score in 12 months is {score} (incident {}); {needed} is needed.",
                incident.reference
            );
            (near, why)
        }
        None if rule.level_high_counts => (
            false,
            "No incident in 12 months has a score or a high level.".to_owned(),
        ),
        None => (
            false,
            "No incident in 12 months has a score, and a level alone does not count here."
                .to_owned(),
        ),
    };
    finding(Criterion::VisibleHigh, false, near, why)
}
