//! Keys about MARAC and IDVA allocation.

use super::Kind::{Choice, Choices, Date, Slug, Text, Time, Whole, YesNo};
use super::Preset::{Absent, Is, Required};
use super::{Field, LEVELS, WEEKDAYS, codes_of, row};
use crate::platform::settings::choices::{
    EscalationSources, Frequency, RepeatClock, RepeatDefinition,
};
use crate::risk::tool::Tool;

// One key, one line: the table is read down its columns.
#[rustfmt::skip]
pub(super) static FIELDS: &[Field] = &[
    row("marac.criteria.visible_high.on", YesNo, Is("true"), "Whether high risk by assessment is a way into MARAC.", "R165, C7"),
    row("marac.criteria.visible_high.threshold", Whole { min: 1, max: 100 }, Is("14"), "The number of yes answers that meets it, where the tool names none.", "R165, F2, F4"),
    row("marac.criteria.visible_high.level_high_counts", YesNo, Is("true"), "Whether a recorded level of high meets it without a score.", "R171, R172"),
    row("marac.criteria.judgement.on", YesNo, Is("true"), "Whether professional judgement with reasons is a way into MARAC.", "R165, R177, F3"),
    row("marac.criteria.repeat.on", YesNo, Is("true"), "Whether a repeat is a way into MARAC.", "R166, C7"),
    row("marac.criteria.repeat.months", Whole { min: 1, max: 60 }, Is("12"), "The length of the repeat window in months.", "R166, C8"),
    row("marac.criteria.repeat.same_perpetrator", YesNo, Is("true"), "Whether a repeat must be by the same person.", "C9, R166"),
    row("marac.criteria.repeat.clock_from", Choice(codes_of!(RepeatClock)), Is("\"referral\""), "From which day the repeat window is counted.", "C8, F19"),
    row("marac.criteria.repeat.definition", Choice(codes_of!(RepeatDefinition)), Is("\"any_abuse\""), "What counts as a repeat.", "F19, F20"),
    row("marac.criteria.escalation.on", YesNo, Is("true"), "Whether potential escalation by count is a way into MARAC.", "R167, C7"),
    row("marac.criteria.escalation.count", Whole { min: 2, max: 20 }, Is("3"), "How many incidents meet it.", "R167, C10"),
    row("marac.criteria.escalation.months", Whole { min: 1, max: 60 }, Is("12"), "Over how many months the incidents are counted.", "R167, C10"),
    row("marac.criteria.escalation.levels", Choices(LEVELS), Is("[\"standard\", \"medium\"]"), "Incidents of which levels are counted.", "R167, C10"),
    row("marac.criteria.escalation.sources", Choice(codes_of!(EscalationSources)), Is("\"police\""), "Whose incidents are counted.", "C10, F18"),
    row("marac.criteria.transfer_in.on", YesNo, Is("true"), "Whether a move from another area's MARAC is a way in.", "R168, R188, F29"),
    row("marac.venues[].code", Slug, Required, "The short code of a meeting.", "R181"),
    row("marac.venues[].name", Text, Required, "What people call the meeting.", "R181"),
    row("marac.venues[].frequency", Choice(codes_of!(Frequency)), Required, "How often it meets.", "C19, R181, F27"),
    row("marac.venues[].weekday", Choice(|| WEEKDAYS.to_vec()), Required, "The weekday on which it meets.", "C19"),
    row("marac.venues[].week_of_month", Whole { min: 1, max: 4 }, Is("1"), "For a monthly meeting, which such weekday of the month.", "C19"),
    row("marac.venues[].anchor", Date, Absent, "For a fortnightly meeting, one date on which it meets.", "C19"),
    row("marac.venues[].starts", Time, Is("\"09:30\""), "When the meeting starts.", "C19"),
    row("marac.agenda_days", Whole { min: 1, max: 20 }, Is("5"), "Working days before the meeting by which partners have the agenda.", "R182"),
    row("marac.minutes_per_case", Whole { min: 10, max: 15 }, Is("12"), "Planned minutes for each case.", "F26"),
    row("marac.cases_per_meeting", Whole { min: 1, max: 60 }, Is("16"), "How many cases one meeting can hear.", "F26"),
    row("marac.assessment_required", YesNo, Is("false"), "Whether a referral must come with a risk assessment; otherwise its absence is asked about.", "C37"),
    row("marac.coordinator_agency", Slug, Required, "The agency that coordinates MARAC.", "C20, R185"),
    row("marac.targets.partner_share_percent", Whole { min: 1, max: 100 }, Absent, "The share of referrals that should come from agencies other than the police.", "C33, R191"),
    row("marac.targets.partner_share_source", Text, Absent, "Who set that share and when; needed where a share is given.", "C33, F33"),
    row("marac.targets.cases_per_10000_women", Whole { min: 1, max: 500 }, Is("40"), "Cases expected in a year for each 10,000 adult women.", "F32, R190"),
    row("marac.targets.population.adult_women", Whole { min: 1000, max: 30_000_000 }, Absent, "How many women aged 18 and over live in the area.", "F32, F34"),
    row("marac.targets.population.year", Whole { min: 2001, max: 2100 }, Absent, "The year that the figure is of; needed where a population is given.", "F32"),
    row("marac.targets.population.source", Text, Absent, "Where the figure comes from; needed where a population is given.", "F32"),
    row("marac.targets.referrers[].agency", Slug, Required, "An agency of which a share of referrals is expected.", "R190"),
    row("marac.targets.referrers[].least_percent", Whole { min: 0, max: 100 }, Required, "The least share of referrals expected of it, in per cent.", "R190"),
    row("marac.targets.referrers[].most_percent", Whole { min: 1, max: 100 }, Required, "The largest share of referrals expected of it, in per cent.", "R190"),
    row("marac.tools[].tool", Choice(codes_of!(Tool)), Required, "A tool that the area has for some time only.", "R325, F53"),
    row("marac.tools[].from", Date, Absent, "The first day on which the area has it.", "R325"),
    row("marac.tools[].until", Date, Absent, "The last day on which the area has it.", "R325"),
    row("idva.auto_allocate", YesNo, Is("false"), "Whether a MARAC referral brings an IDVA by itself.", "C21, R200"),
];
