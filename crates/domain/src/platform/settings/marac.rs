//! Settings of MARAC: the criteria and their numbers, where and when it meets, and what it measures.

use jiff::civil::{Date, Time, Weekday};

use super::choices::{EscalationSources, Frequency, RepeatClock, RepeatDefinition};
use crate::platform::actor::AgencyCode;
use crate::risk::RiskLevel;
use crate::risk::tool::ToolRule;

/// Criterion: high risk that a score shows (R165, F18).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VisibleHigh {
    /// Whether the area uses the criterion.
    pub on: bool,
    /// Number of yes answers from which it is met, where the tool names none of its own.
    pub threshold: u8,
    /// Whether a recorded level of high meets it too, with or without a score (R171, R172).
    pub level_high_counts: bool,
}

/// Criterion: professional judgement, with reasons (R165, R177, F3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// Whether the area uses the criterion.
    pub on: bool,
}

/// Criterion: a repeat within the window (R166, C8, C9, F19, F20).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// Whether the area uses the criterion.
    pub on: bool,
    /// Length of the window in calendar months.
    pub months: u8,
    /// Whether it must be the same person causing harm (C9).
    pub same_perpetrator: bool,
    /// From which day the window is counted (C8).
    pub clock_from: RepeatClock,
    /// What counts as a repeat (F19, F20).
    pub definition: RepeatDefinition,
}

/// Criterion: potential escalation by count (R167, C10). Never used for social care (C11, R113).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Escalation {
    /// Whether the area uses the criterion.
    pub on: bool,
    /// How many incidents meet it.
    pub count: u8,
    /// Over how many calendar months.
    pub months: u8,
    /// Incidents of which levels count.
    pub levels: Vec<RiskLevel>,
    /// Whose incidents count.
    pub sources: EscalationSources,
}

/// Criterion: a victim known to another area's MARAC has moved here (R168, R188, F29).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TransferIn {
    /// Whether the area uses the criterion.
    pub on: bool,
}

/// The ways into MARAC; any one that is on and met is enough (C7).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaracCriteria {
    /// High risk that a score or level shows.
    pub visible_high: VisibleHigh,
    /// Professional judgement.
    pub judgement: Judgement,
    /// Repeat.
    pub repeat: Repeat,
    /// Potential escalation.
    pub escalation: Escalation,
    /// Moved in from another area.
    pub transfer_in: TransferIn,
}

/// One place where a MARAC meets, and its rhythm (R181, C19).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Venue {
    /// Short code, unique in the area.
    pub code: String,
    /// What people read.
    pub name: String,
    /// How often it meets.
    pub frequency: Frequency,
    /// On which weekday.
    pub weekday: Weekday,
    /// For a monthly meeting: which such weekday of the month, 1 to 4.
    pub week_of_month: u8,
    /// One date on which it met or will meet; a fortnight is counted from it.
    pub anchor: Option<Date>,
    /// Start of the meeting, London time.
    pub starts: Time,
}

impl Venue {
    /// Whether the rhythm puts a meeting on this date. Bank holidays are for the coordinator to move.
    #[must_use]
    pub fn meets_on(&self, date: Date) -> bool {
        if date.weekday() != self.weekday {
            return false;
        }
        match self.frequency {
            Frequency::Weekly => true,
            Frequency::Monthly => {
                (date.day() - 1) / 7 + 1 == i8::try_from(self.week_of_month).unwrap_or(1)
            }
            Frequency::Fortnightly => self
                .anchor
                .is_some_and(|anchor| (date - anchor).get_days().rem_euclid(14) == 0),
        }
    }

    /// The first meeting on or after this date, looking at most 60 days ahead.
    #[must_use]
    pub fn next_meeting(&self, from: Date) -> Option<Date> {
        let mut date = from;
        for _ in 0..60 {
            if self.meets_on(date) {
                return Some(date);
            }
            date = date.tomorrow().ok()?;
        }
        None
    }
}

/// A share that the area aims at, with where the figure comes from (C33, R191, F33).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareTarget {
    /// Per cent of referrals.
    pub percent: u8,
    /// Who set the figure and when.
    pub source: String,
}

/// The range within which one agency's share of referrals is expected; outside it begins a conversation (R190).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferrerShare {
    /// The agency.
    pub agency: AgencyCode,
    /// Per cent of referrals, the least.
    pub least_percent: u8,
    /// Per cent of referrals, the most.
    pub most_percent: u8,
}

/// How many adult women live in the area, by which cases are compared with other areas (F32, F34).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Population {
    /// Women aged 18 and over.
    pub adult_women: u32,
    /// The year that the figure is of.
    pub year: u16,
    /// Where it comes from.
    pub source: String,
}

/// What MARAC is measured against (R190, R191, F32, F33).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaracTargets {
    /// Share of referrals that come from agencies other than the police.
    pub partner_share: Option<ShareTarget>,
    /// Expected cases a year for each 10,000 adult women (F32).
    pub cases_per_10000_women: u16,
    /// The population that it is counted against, when the area has said.
    pub population: Option<Population>,
    /// What is expected of single agencies.
    pub referrers: Vec<ReferrerShare>,
}

/// How MARAC runs in the area (R165 to R195).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marac {
    /// The ways in.
    pub criteria: MaracCriteria,
    /// Where and when it meets.
    pub venues: Vec<Venue>,
    /// Working days before the meeting by which partners have the agenda (R182).
    pub agenda_days: u8,
    /// Planned minutes for each case (F26).
    pub minutes_per_case: u8,
    /// Cases that one meeting can hear (F26).
    pub cases_per_meeting: u8,
    /// Whether a referral must come with an assessment; where false its absence is asked about (C37).
    pub assessment_required: bool,
    /// Code of the agency that coordinates (C20, R185).
    pub coordinator_agency: AgencyCode,
    /// Figures it is measured against.
    pub targets: MaracTargets,
    /// From when and until when single tools are there (B9).
    pub tools: Vec<ToolRule>,
}

impl Marac {
    /// The venue with this code, if the area has it.
    #[must_use]
    pub fn venue(&self, code: &str) -> Option<&Venue> {
        self.venues.iter().find(|venue| venue.code == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn venue(frequency: Frequency) -> Venue {
        Venue {
            code: "town".to_owned(),
            name: "Town".to_owned(),
            frequency,
            weekday: Weekday::Tuesday,
            week_of_month: 2,
            anchor: Some(date(2026, 3, 3)),
            starts: Time::constant(9, 30, 0, 0),
        }
    }

    #[test]
    fn each_rhythm_finds_its_next_meeting() {
        let cases = [
            (Frequency::Weekly, date(2026, 3, 4), date(2026, 3, 10)),
            (Frequency::Weekly, date(2026, 3, 10), date(2026, 3, 10)),
            (Frequency::Fortnightly, date(2026, 3, 4), date(2026, 3, 17)),
            (Frequency::Fortnightly, date(2026, 2, 10), date(2026, 2, 17)),
            (Frequency::Monthly, date(2026, 3, 4), date(2026, 3, 10)),
            (Frequency::Monthly, date(2026, 3, 11), date(2026, 4, 14)),
        ];
        for (frequency, from, expected) in cases {
            assert_eq!(
                venue(frequency).next_meeting(from),
                Some(expected),
                "{frequency:?} from {from}"
            );
        }
        let adrift = Venue {
            anchor: None,
            ..venue(Frequency::Fortnightly)
        };
        assert_eq!(adrift.next_meeting(date(2026, 3, 4)), None);
    }
}
