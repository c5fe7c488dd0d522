//! Settings of the hub: screening, changing a level, closing, rating, triage and what health is told.

use jiff::civil::Time;

use super::NamedCalendar;
use super::choices::{AgencyKind, HealthRecipient, HealthTrigger, ScreeningWorkflow};
use crate::incidents::screening::ScreeningCheck;
use crate::mash::Rag;
use crate::mash::feedback::FeedbackLevel;
use crate::platform::actor::Role;
use crate::platform::deadline::{AfterHours, Length, Promise, PromiseCode};

/// How incidents are screened on arrival (R64 to R81).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screening {
    /// Which way of working the area follows (C23).
    pub workflow: ScreeningWorkflow,
    /// The checks that must be recorded before a decision (R67 to R73).
    pub checks: Vec<ScreeningCheck>,
    /// Minutes for which one person holds an incident before others may take it.
    pub claim_minutes: u16,
    /// Whether the week-end measure is shown beside the 72 hours (C15, R80).
    pub week_end_measure: bool,
}

/// The daily sheet of standard incidents (R92, R101).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Whether the area works with one.
    pub enabled: bool,
    /// The time of the day after at which a day's sheet is frozen.
    pub cut_off: Time,
}

/// Who may change a level, and what a change leaves standing (R84 to R87, C36).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskChange {
    /// The role that authorises; never the person who proposed (R85, R87).
    pub authoriser_role: Role,
    /// Whether raising a level needs the authoriser as well.
    pub up_needs_authoriser: bool,
    /// Whether lowering a level needs the authoriser (C36).
    pub down_needs_authoriser: bool,
    /// Whether a score over the threshold still meets MARAC's first criterion after lowering (C36, F3).
    pub score_still_counts: bool,
}

/// When an incident may be recorded and closed (R75, C12, C13).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CloseRules {
    /// The hub's rule: no earlier incident may be known (R112).
    pub hub_require_no_previous: bool,
    /// The police desk's rule; where false, earlier incidents only warn (C12).
    pub desk_require_no_previous: bool,
}

/// One level of the hub's rating and the time it allows (R115, R116, F36, F37).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RagLevel {
    /// Which level this is.
    pub code: Rag,
    /// Minutes allowed from receipt, counted in the calendar.
    pub minutes: u32,
    /// The calendar in which the minutes are counted.
    pub calendar: NamedCalendar,
    /// Whether the clock runs through the night (F37).
    pub after_hours: AfterHours,
}

impl RagLevel {
    /// The promise that this rating makes; `base` supplies who is told and the chasers (R117, R119).
    #[must_use]
    pub fn promise(&self, base: &Promise) -> Promise {
        Promise {
            length: Length::Minutes(self.minutes),
            calendar_code: self.calendar.code.clone(),
            calendar: self.calendar.rule.clone(),
            after_hours: self.after_hours,
            ..base.clone()
        }
    }
}

/// The three ratings; the area says whether it has confirmed the times (C16, F38).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RagTimes {
    /// False until the area has said that these are its own times; pages then show a note.
    pub confirmed: bool,
    /// Immediate concern.
    pub red: RagLevel,
    /// Concern that can wait for the next day.
    pub amber: RagLevel,
    /// No sign of immediate harm.
    pub green: RagLevel,
}

impl RagTimes {
    /// The level with this code.
    #[must_use]
    pub const fn level(&self, code: Rag) -> &RagLevel {
        match code {
            Rag::Red => &self.red,
            Rag::Amber => &self.amber,
            Rag::Green => &self.green,
        }
    }
}

/// One outcome that triage may record (R141 to R148).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TriageOutcome {
    /// Short code, unique in the area.
    pub code: String,
    /// What people read.
    pub label: String,
    /// Whether it leads to a hub meeting or strategy discussion, which has its own record (R150, R151).
    pub is_meeting: bool,
    /// Whether the deciding manager must name the legal basis (R153, F43).
    pub needs_legal_basis: bool,
    /// The kind of agency that follows it up, if any.
    pub follow_up: Option<AgencyKind>,
    /// Whether the referrer hears of it (R150, C38).
    pub tell_referrer: bool,
    /// How long the agency has to take it up, where not as long as the promise says.
    pub within: Option<Length>,
}

/// Who sits in triage and what it may decide (R120 to R150).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Triage {
    /// The kinds of agency that must answer in every triage (R121).
    pub core: Vec<AgencyKind>,
    /// Whether one social care answer, for children or for adults, is enough for the core (R121).
    pub one_social_care_is_enough: bool,
    /// The role that authorises the recommendation (R131).
    pub authoriser_role: Role,
    /// Words that the title of a mailed answer must hold (R138).
    pub reply_subject: String,
    /// The most that a referrer may be told (C38).
    pub feedback_level: FeedbackLevel,
    /// Minutes that an invitation to a meeting keeps free in a calendar (R133).
    pub meeting_minutes: u16,
    /// The outcomes on offer; several may apply (R148).
    pub outcomes: Vec<TriageOutcome>,
}

impl Triage {
    /// The outcome with this code, if the area has it.
    #[must_use]
    pub fn outcome(&self, code: &str) -> Option<&TriageOutcome> {
        self.outcomes.iter().find(|outcome| outcome.code == code)
    }
}

/// One rule that tells health of an incident (R223 to R225, C24).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HealthNoticeRule {
    /// The fact on the record.
    pub trigger: HealthTrigger,
    /// Who is told.
    pub recipient: HealthRecipient,
}

/// What health is told of, and what holds a notice back (R223 to R225).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HealthNotices {
    /// A child counts as young below this age in years (R223).
    pub young_child_under: u8,
    /// Whether a restricted incident waits for a person to clear the notice (R225).
    pub hold_if_restricted: bool,
    /// When school begins: a notice to a school is there before this time of the next school day (F63).
    pub school_starts: Time,
    /// The rules, in the order in which they are tried.
    pub rules: Vec<HealthNoticeRule>,
}

/// Promise codes whose length comes from the rating rather than from their own row (R117, R137).
pub const LENGTH_FROM_RAG: &[PromiseCode] = &[PromiseCode::Rag, PromiseCode::SpocRequest];
