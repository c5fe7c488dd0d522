//! Criterion 2: a new incident of the pair inside the window after the last MARAC referral (R166, C8, C9, F19, F20).

use jiff::civil::Date;
use jiff::{Span, Timestamp};

use super::super::Criterion;
use super::{EarlierReferral, Finding, PairFacts, PairIncident, finding, window_start};
use crate::platform::calendar::london_date;
use crate::platform::settings::choices::{RepeatClock, RepeatDefinition};
use crate::platform::settings::marac::Repeat;
use crate::platform::words;

/// The last earlier referral that counts, with the window that runs from it.
pub(super) struct Window<'a> {
    /// The moment from which it runs.
    pub at: Timestamp,
    /// The last day that belongs to it.
    pub last_day: Date,
    /// The referral.
    pub earlier: &'a EarlierReferral,
}

impl<'a> Window<'a> {
    /// The window of this length from this moment.
    pub(super) fn from(at: Timestamp, months: u8, earlier: &'a EarlierReferral) -> Self {
        let started = london_date(at);
        let last_day = started
            .checked_add(Span::new().months(i64::from(months)))
            .unwrap_or(started);
        Self {
            at,
            last_day,
            earlier,
        }
    }

    /// Incidents reported after it began and not after `now`, oldest first, each
    /// with whether it falls inside.
    pub(super) fn since(
        &self,
        facts: &'a PairFacts,
        now: Timestamp,
    ) -> Vec<(bool, &'a PairIncident)> {
        let mut later: Vec<&PairIncident> = facts
            .incidents
            .iter()
            .filter(|incident| incident.reported_at > self.at && incident.reported_at <= now)
            .collect();
        later.sort_by_key(|incident| (incident.reported_at, incident.incident));
        later
            .into_iter()
            .map(|incident| (london_date(incident.reported_at) <= self.last_day, incident))
            .collect()
    }
}

/// Whether an incident is abuse of a kind that makes a repeat here: yes, no, or
/// nobody has said which kind it was (F19, F20).
pub(super) fn counts(incident: &PairIncident, rule: &Repeat) -> Option<bool> {
    match rule.definition {
        RepeatDefinition::AnyAbuse => Some(true),
        RepeatDefinition::ListedTypes if incident.kinds.is_empty() => None,
        RepeatDefinition::ListedTypes => Some(incident.kinds.iter().any(|kind| kind.is_listed())),
    }
}

/// Whether an incident inside the window after the last counted referral shows a
/// repeat. An incident lapses by itself once it is as old as the window is long.
pub(super) fn repeat(facts: &PairFacts, rule: &Repeat, now: Timestamp) -> Finding {
    let Some(window) = last_counted(facts, rule, now) else {
        return never_before(facts);
    };
    Finding {
        referrals: vec![window.earlier.referral],
        ..said(facts, rule, &window, now)
    }
}

/// The last earlier referral that counts, with its window.
fn last_counted<'a>(facts: &'a PairFacts, rule: &Repeat, now: Timestamp) -> Option<Window<'a>> {
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
        .map(|(at, earlier)| Window::from(at, rule.months, earlier))
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

/// What the incidents since the window began say of the pair.
fn said(facts: &PairFacts, rule: &Repeat, window: &Window<'_>, now: Timestamp) -> Finding {
    let from_word = match rule.clock_from {
        RepeatClock::Referral => "referred",
        RepeatClock::Meeting => "heard",
    };
    let last = format!(
        "The pair was last {from_word} on {}",
        words::date(london_date(window.at))
    );
    let end = words::date(window.last_day);
    let today = london_date(now);
    let oldest = window_start(today, rule.months);
    let recent: Vec<(bool, &PairIncident)> = window
        .since(facts, now)
        .into_iter()
        .filter(|(_, incident)| london_date(incident.reported_at) >= oldest)
        .collect();
    let newest = |inside: bool, wanted: Option<bool>| {
        let mut list = recent.iter().rev();
        list.find(|(is, incident)| *is == inside && counts(incident, rule) == wanted)
            .map(|(_, incident)| *incident)
    };
    if let Some(incident) = newest(true, Some(true)) {
        let why = format!(
            "{last}; {} falls within {} months, which end on {end}.",
            named(incident),
            rule.months
        );
        return with(incident, true, false, why);
    }
    if let Some(incident) = newest(true, None) {
        let why = format!(
            "{last}; {} falls within {} months, which end on {end}, and nobody has said which kind of abuse it was. Only the listed kinds make a repeat here.",
            named(incident),
            rule.months
        );
        return with(incident, false, true, why);
    }
    if today <= window.last_day {
        let what = match newest(true, Some(false)) {
            Some(incident) => format!(
                "{} is not of a kind that makes a repeat here",
                named(incident)
            ),
            None => "no later incident is recorded".to_owned(),
        };
        let why = format!("{last} and {what}. A new one by {end} would be a repeat.");
        return finding(Criterion::Repeat, false, true, why);
    }
    let after = newest(false, Some(true)).or_else(|| newest(false, None));
    if let Some(incident) = after {
        let why = format!(
            "{last}; {} came after the {} months ended on {end}.",
            named(incident),
            rule.months
        );
        return with(incident, false, true, why);
    }
    let why = format!("{last}. The {} months ended on {end}.", rule.months);
    finding(Criterion::Repeat, false, false, why)
}

fn named(incident: &PairIncident) -> String {
    format!(
        "incident {} of {}",
        incident.reference,
        words::date(london_date(incident.reported_at))
    )
}

fn with(incident: &PairIncident, met: bool, near: bool, why: String) -> Finding {
    Finding {
        incidents: vec![incident.incident],
        ..finding(Criterion::Repeat, met, near, why)
    }
}
