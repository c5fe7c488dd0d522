//! Criterion 2: a new incident of the pair inside the window after the last MARAC referral (R166, C8, C9, F19).

use jiff::civil::Date;
use jiff::{Span, Timestamp};

use super::super::Criterion;
use super::{EarlierReferral, Finding, PairFacts, finding};
use crate::platform::calendar::london_date;
use crate::platform::settings::choices::RepeatClock;
use crate::platform::settings::marac::Repeat;
use crate::platform::words;

/// Whether the newest incident after the last counted referral falls within its window.
pub(super) fn repeat(facts: &PairFacts, rule: &Repeat, now: Timestamp) -> Finding {
    let Some((at, earlier)) = last_counted(facts, rule, now) else {
        return never_before(facts);
    };
    let started = london_date(at);
    let last_day = started
        .checked_add(Span::new().months(i64::from(rule.months)))
        .unwrap_or(started);
    Finding {
        referrals: vec![earlier.referral],
        ..since(facts, rule, at, last_day, now)
    }
}

/// The last earlier referral that counts, with the moment from which its window runs.
fn last_counted<'a>(
    facts: &'a PairFacts,
    rule: &Repeat,
    now: Timestamp,
) -> Option<(Timestamp, &'a EarlierReferral)> {
    let counted = |referral: &EarlierReferral| match rule.clock_from {
        RepeatClock::Referral => Some(referral.referred_at),
        RepeatClock::Meeting => referral.heard_at,
    };
    facts
        .earlier
        .iter()
        .filter(|earlier| !rule.same_perpetrator || earlier.perpetrator == facts.perpetrator)
        .filter_map(|earlier| {
            counted(earlier)
                .filter(|at| *at <= now)
                .map(|at| (at, earlier))
        })
        .max_by_key(|(at, earlier)| (*at, earlier.referral))
}

/// What is said when no referral of this pair counts.
fn never_before(facts: &PairFacts) -> Finding {
    let other = facts
        .earlier
        .iter()
        .any(|earlier| earlier.perpetrator != facts.perpetrator);
    let why = if other {
        "The victim was referred before with another person; with this one it is a new referral (C9)."
    } else {
        "There is no earlier MARAC referral of this pair."
    };
    finding(Criterion::Repeat, false, other, why.to_owned())
}

/// What the newest incident since the window began says of the pair.
fn since(
    facts: &PairFacts,
    rule: &Repeat,
    at: Timestamp,
    last_day: Date,
    now: Timestamp,
) -> Finding {
    let from_word = match rule.clock_from {
        RepeatClock::Referral => "referred",
        RepeatClock::Meeting => "heard",
    };
    let last = format!(
        "The pair was last {from_word} on {}",
        words::date(london_date(at))
    );
    let end = words::date(last_day);
    let newest = facts
        .incidents
        .iter()
        .filter(|incident| incident.reported_at > at && incident.reported_at <= now)
        .max_by_key(|incident| (incident.reported_at, incident.incident));
    let Some(incident) = newest else {
        return finding(
            Criterion::Repeat,
            false,
            london_date(now) <= last_day,
            format!(
                "{last} and no later incident is recorded. A new one by {end} would be a repeat."
            ),
        );
    };
    let reported_on = london_date(incident.reported_at);
    let named = format!(
        "incident {} of {}",
        incident.reference,
        words::date(reported_on)
    );
    if reported_on > last_day {
        let why = format!(
            "{last}; {named} came after the {} months ended on {end}.",
            rule.months
        );
        return finding(Criterion::Repeat, false, true, why);
    }
    let why = format!(
        "{last}; {named} falls within {} months, which end on {end}.",
        rule.months
    );
    Finding {
        incidents: vec![incident.incident],
        ..finding(Criterion::Repeat, true, false, why)
    }
}
