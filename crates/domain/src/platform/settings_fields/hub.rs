//! Keys about the hub: screening, levels, closing, rating, calendars, promises, triage and health.

use super::Kind::{Choice, Choices, Length, Slug, Text, Time, Whole, Wholes, Windows, YesNo};
use super::Preset::{Absent, BuiltIn, Is, Required};
use super::{CALENDAR_KINDS, Field, ROLES, codes_of, row};
use crate::incidents::screening::ScreeningCheck;
use crate::mash::feedback::FeedbackLevel;
use crate::platform::deadline::{AfterHours, Roll, StartEvent};
use crate::platform::settings::choices::{
    AgencyKind, HealthRecipient, HealthTrigger, ScreeningWorkflow,
};

const RAG_MINUTES: super::Kind = Whole {
    min: 15,
    max: 43_200,
};
const WINDOWS_HELP: &str = "When it is open on this weekday; closed where left out.";
const ALL_CHECKS: &str = "[\"level\", \"duplicates\", \"earlier_incidents\", \"former_partners\", \"other_risks\", \"form_quality\"]";

// One key, one line: the table is read down its columns.
#[rustfmt::skip]
pub(super) static FIELDS: &[Field] = &[
    row("screening.workflow", Choice(codes_of!(ScreeningWorkflow)), Is("\"hau_desk\""), "How police incidents are screened when they arrive.", "C23, R64, R114"),
    row("screening.checks", Choices(codes_of!(ScreeningCheck)), Is(ALL_CHECKS), "The checks that must be recorded before a decision.", "R67, R68, R69, R70, R71, R72, R73"),
    row("screening.claim_minutes", Whole { min: 5, max: 480 }, Is("30"), "Minutes for which one person holds an incident before others may take it.", "R65"),
    row("screening.week_end_measure", YesNo, Is("true"), "Whether the week's end is measured beside the 72 hours.", "C15, R80"),
    row("sheet.enabled", YesNo, Is("true"), "Whether the area works with a daily sheet of standard incidents.", "R92, R101"),
    row("sheet.cut_off", Time, Is("\"12:00\""), "The time of the day after at which a day's sheet is frozen.", "R97, R101"),
    row("risk_change.authoriser_role", Choice(ROLES), Is("\"police_supervisor\""), "The role that authorises a change of level, never the person who proposed it.", "R85, R87"),
    row("risk_change.up_needs_authoriser", YesNo, Is("true"), "Whether raising a level needs the authoriser.", "R85"),
    row("risk_change.down_needs_authoriser", YesNo, Is("true"), "Whether lowering a level needs the authoriser.", "R85, C36"),
    row("risk_change.score_still_counts", YesNo, Is("true"), "Whether a score over the threshold still meets MARAC's first criterion after the level is lowered.", "C36, F3"),
    row("close.hub_require_no_previous", YesNo, Is("true"), "Whether the hub may close only where no earlier incident is known.", "C12, R112"),
    row("close.desk_require_no_previous", YesNo, Is("false"), "Whether the police desk may close only where no earlier incident is known; otherwise it is warned.", "C12, R75"),
    row("rag.confirmed", YesNo, Is("false"), "Whether the area has confirmed that the times below are its own.", "C16, F38, R116"),
    row("rag.red.minutes", RAG_MINUTES, Is("240"), "Minutes that red allows.", "C16, F36"),
    row("rag.red.calendar", Slug, Is("\"elapsed\""), "The calendar in which red is counted.", "C16, F37"),
    row("rag.red.after_hours", Choice(codes_of!(AfterHours)), Is("\"runs_on\""), "What red's clock does when the hub is closed.", "C16, F37"),
    row("rag.amber.minutes", RAG_MINUTES, Is("1440"), "Minutes that amber allows.", "C16, F36"),
    row("rag.amber.calendar", Slug, Is("\"working_days\""), "The calendar in which amber is counted.", "C16, F37"),
    row("rag.amber.after_hours", Choice(codes_of!(AfterHours)), Is("\"stops_at_close\""), "What amber's clock does when its calendar is closed.", "C16, F37"),
    row("rag.green.minutes", RAG_MINUTES, Is("4320"), "Minutes that green allows.", "C16, F36"),
    row("rag.green.calendar", Slug, Is("\"working_days\""), "The calendar in which green is counted.", "C16, F37"),
    row("rag.green.after_hours", Choice(codes_of!(AfterHours)), Is("\"stops_at_close\""), "What green's clock does when its calendar is closed.", "C16, F37"),
    row("calendars[].code", Slug, Required, "The short code of a calendar; \"elapsed\" and \"working_days\" are always there.", "F94"),
    row("calendars[].name", Text, Required, "What people call the calendar.", "F94"),
    row("calendars[].kind", Choice(|| CALENDAR_KINDS.to_vec()), Required, "How the calendar counts time.", "F94"),
    row("calendars[].monday", Windows, Is("[]"), WINDOWS_HELP, "R4, R244"),
    row("calendars[].tuesday", Windows, Is("[]"), WINDOWS_HELP, "R4, R244"),
    row("calendars[].wednesday", Windows, Is("[]"), WINDOWS_HELP, "R4, R244"),
    row("calendars[].thursday", Windows, Is("[]"), WINDOWS_HELP, "R4, R244"),
    row("calendars[].friday", Windows, Is("[]"), WINDOWS_HELP, "R4, R244"),
    row("calendars[].saturday", Windows, Is("[]"), WINDOWS_HELP, "R4, R244"),
    row("calendars[].sunday", Windows, Is("[]"), WINDOWS_HELP, "R4, R244"),
    row("calendars[].on_bank_holidays", YesNo, Is("false"), "Whether it opens on bank holidays as on other days.", "F94"),
    row("promises.*.starts", Choice(codes_of!(StartEvent)), BuiltIn, "The event from which the promise is counted.", "C14"),
    row("promises.*.length", Length, BuiltIn, "How long the promise allows.", "C14, C17, R79, R154, R3, R150"),
    row("promises.*.calendar", Slug, BuiltIn, "The calendar in which the length is counted.", "F94"),
    row("promises.*.after_hours", Choice(codes_of!(AfterHours)), BuiltIn, "What the clock does when the calendar is closed.", "F37"),
    row("promises.*.roll", Choice(codes_of!(Roll)), BuiltIn, "What happens when it falls due on a day that does not count.", "C17"),
    row("promises.*.may_pause", YesNo, BuiltIn, "Whether the clock may be held with a reason.", "R119"),
    row("promises.*.due_soon_minutes", Whole { min: 0, max: 20_160 }, BuiltIn, "Minutes before the due time from which it shows as due soon.", "R117"),
    row("promises.*.escalate_to", Choice(ROLES), BuiltIn, "The role that is told when it is late.", "R140"),
    row("promises.*.chase_before", Wholes { min: 1, max: 20_160 }, BuiltIn, "Minutes before the due time at which a reminder goes out.", "R140"),
    row("promises.*.chase_after", Wholes { min: 1, max: 20_160 }, BuiltIn, "Minutes after the due time at which a reminder goes out.", "R140"),
    row("triage.core", Choices(codes_of!(AgencyKind)), Is("[\"childrens_social_care\", \"adult_social_care\", \"police\", \"child_health\", \"early_help\"]"), "The kinds of agency that take part in every triage.", "R121"),
    row("triage.one_social_care_is_enough", YesNo, Is("true"), "Whether one social care answer, for children or for adults, is enough.", "R121"),
    row("triage.authoriser_role", Choice(ROLES), Is("\"social_care_manager\""), "The role that authorises the recommendation.", "R131"),
    row("triage.reply_subject", Text, Is("\"TRIAGE RESPONSE\""), "Words that the title of a mailed answer must hold.", "R138"),
    row("triage.feedback_level", Choice(codes_of!(FeedbackLevel)), Is("\"words\""), "The most that a referrer may be told of the outcome.", "R150, C38"),
    row("triage.meeting_minutes", Whole { min: 15, max: 480 }, Is("60"), "Minutes that an invitation to a MASH meeting keeps free in a calendar.", "R133, R151"),
    row("triage.outcomes[].code", Slug, Required, "The short code of an outcome.", "R148"),
    row("triage.outcomes[].label", Text, Required, "What people call the outcome.", "R148"),
    row("triage.outcomes[].is_meeting", YesNo, Is("false"), "Whether it leads to a hub meeting or strategy discussion.", "R141, R150"),
    row("triage.outcomes[].needs_legal_basis", YesNo, Is("false"), "Whether the deciding manager must name the legal basis.", "R153, F43"),
    row("triage.outcomes[].follow_up", Choice(codes_of!(AgencyKind)), Absent, "The kind of agency that follows the outcome up.", "R143, R144, R145, R146, R147"),
    row("triage.outcomes[].tell_referrer", YesNo, Is("true"), "Whether the referrer is told of the outcome.", "R150, C38"),
    row("triage.outcomes[].within", Length, Absent, "How long the agency that follows it up has, where not as long as the promise outcome_follow_up.", "R141, R148"),
    row("health_notice.young_child_under", Whole { min: 1, max: 18 }, Is("5"), "The age in years below which a child counts as young.", "R223"),
    row("health_notice.hold_if_restricted", YesNo, Is("true"), "Whether a notice on a restricted incident waits for a person to clear it.", "R225"),
    row("health_notice.school_starts", Time, Is("\"08:30\""), "When school begins, before which a notice to a school is there on the next school day.", "F63"),
    row("health_notice.rules[].trigger", Choice(codes_of!(HealthTrigger)), Required, "The fact on the record that starts a notice.", "R223, R224, C24"),
    row("health_notice.rules[].recipient", Choice(codes_of!(HealthRecipient)), Required, "Who receives the notice.", "R223, R224, C24"),
];
