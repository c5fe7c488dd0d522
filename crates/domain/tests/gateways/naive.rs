//! The gateways once more, by another method and for the tests alone: days are counted one by one on a calendar made here.
//!
//! It shares no code with the rule: months, leap years and the change of the clocks
//! are worked out by hand, and each criterion is a plain loop over every record.

use hawthorn_domain::incidents::AbuseKind;
use hawthorn_domain::marac::Criterion;
use hawthorn_domain::marac::criteria::{PairFacts, PairIncident};
use hawthorn_domain::platform::settings::choices::{
    EscalationSources, RepeatClock, RepeatDefinition,
};
use hawthorn_domain::platform::settings::marac::MaracCriteria;
use hawthorn_domain::risk::RiskLevel;
use jiff::Timestamp;

/// A day as year, month, day.
type Day = (i64, i64, i64);

fn leap(year: i64) -> bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
}

fn length(year: i64, month: i64) -> i64 {
    match month {
        2 if leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1 January 1970, which was a Thursday.
fn number((year, month, day): Day) -> i64 {
    let years: i64 = (1970..year).map(|y| if leap(y) { 366 } else { 365 }).sum();
    let months: i64 = (1..month).map(|m| length(year, m)).sum();
    years + months + day - 1
}

fn day_of(mut days: i64) -> Day {
    let mut year = 1970;
    while days >= if leap(year) { 366 } else { 365 } {
        days -= if leap(year) { 366 } else { 365 };
        year += 1;
    }
    let mut month = 1;
    while days >= length(year, month) {
        days -= length(year, month);
        month += 1;
    }
    (year, month, days + 1)
}

/// One o'clock in the morning, Greenwich, on the last Sunday of a month.
fn last_sunday_at_one(year: i64, month: i64) -> i64 {
    let mut day = number((year, month, length(year, month)));
    while (day + 4) % 7 != 0 {
        day -= 1;
    }
    day * 86_400 + 3_600
}

/// The day in London: an hour ahead from the last Sunday of March to the last of October.
fn london_day(at: Timestamp) -> Day {
    let seconds = at.as_second();
    let (year, _, _) = day_of(seconds.div_euclid(86_400));
    let summer = seconds >= last_sunday_at_one(year, 3) && seconds < last_sunday_at_one(year, 10);
    day_of((seconds + if summer { 3_600 } else { 0 }).div_euclid(86_400))
}

/// The same day some months on or back; where the month has no such day, its last.
fn months_on((year, month, day): Day, months: i64) -> Day {
    let count = year * 12 + month - 1 + months;
    let (year, month) = (count.div_euclid(12), count.rem_euclid(12) + 1);
    (year, month, day.min(length(year, month)))
}

/// The same time of day some months before, for inventing histories on the edges of windows.
pub fn months_before(at: Timestamp, months: i64) -> Timestamp {
    let days = at.as_second().div_euclid(86_400);
    let back = number(months_on(day_of(days), -months));
    Timestamp::from_second(back * 86_400 + at.as_second().rem_euclid(86_400)).unwrap()
}

fn not_older_than(incident: &PairIncident, months: u8, now: Timestamp) -> bool {
    incident.reported_at <= now
        && london_day(incident.reported_at) >= months_on(london_day(now), -i64::from(months))
}

/// Which criteria are met.
pub fn met(facts: &PairFacts, criteria: &MaracCriteria, now: Timestamp) -> Vec<Criterion> {
    let mut met = Vec::new();
    if criteria.visible_high.on && high(facts, criteria, now) {
        met.push(Criterion::VisibleHigh);
    }
    if criteria.judgement.on {
        let words = facts.judgement.clone().unwrap_or_default();
        if words.chars().any(|c| !c.is_whitespace()) {
            met.push(Criterion::Judgement);
        }
    }
    if criteria.repeat.on && repeat(facts, criteria, now) {
        met.push(Criterion::Repeat);
    }
    if criteria.escalation.on && escalation(facts, criteria, now) {
        met.push(Criterion::Escalation);
    }
    if criteria.transfer_in.on && facts.moved_from.is_some() {
        met.push(Criterion::TransferIn);
    }
    met
}

fn high(facts: &PairFacts, criteria: &MaracCriteria, now: Timestamp) -> bool {
    let mut found = false;
    for incident in &facts.incidents {
        if !not_older_than(incident, 12, now) {
            continue;
        }
        let needed = incident
            .high_threshold
            .unwrap_or(criteria.visible_high.threshold);
        if incident
            .score
            .is_some_and(|score| score >= u16::from(needed))
        {
            found = true;
        }
        if criteria.visible_high.level_high_counts && incident.level == RiskLevel::High {
            found = true;
        }
    }
    for one in &facts.assessments {
        let recent = one.finished_at <= now
            && london_day(one.finished_at) >= months_on(london_day(now), -12);
        if let (true, Some(score), Some(needed)) = (recent, one.score, one.needed)
            && score >= needed
        {
            found = true;
        }
        if recent && criteria.visible_high.level_high_counts && one.level == RiskLevel::High {
            found = true;
        }
    }
    found
}

fn repeat(facts: &PairFacts, criteria: &MaracCriteria, now: Timestamp) -> bool {
    let rule = &criteria.repeat;
    let mut last: Option<Timestamp> = None;
    for earlier in &facts.earlier {
        if rule.same_perpetrator && earlier.perpetrator != facts.perpetrator {
            continue;
        }
        let start = match rule.clock_from {
            RepeatClock::Referral => Some(earlier.referred_at),
            RepeatClock::Meeting => earlier.heard_at,
        };
        if let Some(start) = start
            && start <= now
            && last.is_none_or(|known| start > known)
        {
            last = Some(start);
        }
    }
    let Some(last) = last else { return false };
    let end = months_on(london_day(last), i64::from(rule.months));
    facts.incidents.iter().any(|incident| {
        let listed = incident.kinds.iter().any(|kind| {
            [
                AbuseKind::Violence,
                AbuseKind::Threats,
                AbuseKind::Damage,
                AbuseKind::Stalking,
                AbuseKind::SexualAbuse,
            ]
            .contains(kind)
        });
        incident.reported_at > last
            && london_day(incident.reported_at) <= end
            && not_older_than(incident, rule.months, now)
            && (rule.definition == RepeatDefinition::AnyAbuse || listed)
    })
}

fn escalation(facts: &PairFacts, criteria: &MaracCriteria, now: Timestamp) -> bool {
    let rule = &criteria.escalation;
    let mut number = 0;
    for incident in &facts.incidents {
        let source = rule.sources == EscalationSources::AnyAgency || incident.by_police;
        if source
            && rule.levels.contains(&incident.level)
            && not_older_than(incident, rule.months, now)
        {
            number += 1;
        }
    }
    number >= usize::from(rule.count)
}

/// The last day of the flag and how many new incidents it shows, when the pair is flagged.
pub fn flag(facts: &PairFacts, criteria: &MaracCriteria, now: Timestamp) -> Option<(Day, usize)> {
    let rule = &criteria.repeat;
    let mut starts: Vec<Timestamp> = Vec::new();
    for earlier in &facts.earlier {
        if rule.same_perpetrator && earlier.perpetrator != facts.perpetrator {
            continue;
        }
        let heard = earlier.heard_at.filter(|at| *at <= now);
        starts.push(match (rule.clock_from, heard) {
            (RepeatClock::Meeting, Some(heard)) => heard,
            _ => earlier.referred_at,
        });
    }
    let start = starts.into_iter().filter(|at| *at <= now).max()?;
    let end = months_on(london_day(start), i64::from(rule.months));
    if london_day(now) > end {
        return None;
    }
    let new = facts
        .incidents
        .iter()
        .filter(|incident| incident.reported_at > start && incident.reported_at <= now)
        .filter(|incident| london_day(incident.reported_at) <= end)
        .filter(|incident| {
            rule.definition == RepeatDefinition::AnyAbuse
                || incident.kinds.is_empty()
                || incident.kinds.iter().any(|kind| {
                    !matches!(
                        kind,
                        AbuseKind::Control
                            | AbuseKind::Economic
                            | AbuseKind::Emotional
                            | AbuseKind::BrokenTerms
                            | AbuseKind::Dispute
                    )
                })
        })
        .count();
    Some((end, new))
}
