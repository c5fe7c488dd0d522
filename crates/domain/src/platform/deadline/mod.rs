//! Promises and their clocks: when a thing is due, what holds the clock, and how late it is.

mod clock;
mod standing;

pub use clock::{Clock, Extension, Pause};
pub use standing::{ClockError, ClockState};

use jiff::{SignedDuration, Timestamp};

use super::actor::Role;
use super::calendar::{Calendar, CalendarError, london_date};
use super::holidays::BankHolidays;

codes! {
    /// Every promise that has a clock. An area sets lengths and calendars, never new kinds.
    pub enum PromiseCode {
        /// A standard-risk incident is finished (R79, C14).
        HauStandard = "hau_standard", "Standard incident finished";
        /// A referral passes through the hub in its rating's time (R115, R116).
        Rag = "rag", "Referral through the hub";
        /// The hub meeting's record is complete (R154, C14).
        MashMeetingRecord = "mash_meeting_record", "Hub meeting recorded";
        /// The support service tries to make contact (R3, C17).
        FirstContact = "first_contact", "First contact tried";
        /// The referrer hears the outcome (R150, C38).
        ReferrerFeedback = "referrer_feedback", "Referrer told";
        /// An agency takes up what an outcome asks of it (R141 to R148).
        OutcomeFollowUp = "outcome_follow_up", "Outcome followed up";
        /// A child referral is acknowledged and its response decided (F42).
        ChildAcknowledgement = "child_acknowledgement", "Child referral acknowledged";
        /// A named contact answers a request for information (R117, R137).
        SpocRequest = "spoc_request", "Information returned";
        /// Partners have looked up what they hold before MARAC (R182).
        MaracResearch = "marac_research", "MARAC research returned";
        /// MARAC minutes are sent (F26).
        MaracMinutes = "marac_minutes", "MARAC minutes sent";
        /// An agreed action is done (R183).
        ActionChase = "action_chase", "Action done";
        /// The victim hears of a police step such as release or charge (F90).
        PoliceUpdate = "police_update", "Victim told of police step";
        /// A professional is put on the vacancy list (R230).
        VacancyList = "vacancy_list", "Added to vacancy list";
        /// Support after leaving refuge (R228).
        Resettlement = "resettlement", "Resettlement support ends";
    }
}

codes! {
    /// The event from which a promise is counted (C14).
    pub enum StartEvent {
        /// The police desk received the incident.
        ReceivedByDesk = "received_by_desk", "Received by the police desk";
        /// The referral was loaded on the hub's system.
        ReceivedByHub = "received_by_hub", "Received by the hub";
        /// A service received the referral.
        ReferralReceived = "referral_received", "Referral received by the service";
        /// The request for information was sent.
        RequestSent = "request_sent", "Request sent";
        /// The outcome was recorded.
        OutcomeRecorded = "outcome_recorded", "Outcome recorded";
        /// The agenda was sent.
        AgendaSent = "agenda_sent", "Agenda sent";
        /// The meeting was held.
        MeetingHeld = "meeting_held", "Meeting held";
        /// The action was agreed.
        ActionAgreed = "action_agreed", "Action agreed";
        /// Someone asked for it.
        Asked = "asked", "Asked for";
        /// The police took the step.
        PoliceStep = "police_step", "Police step taken";
        /// The person left refuge.
        LeftRefuge = "left_refuge", "Left refuge";
    }
}

codes! {
    /// What a clock does outside the calendar's hours (F37).
    pub enum AfterHours {
        /// It stands still until the calendar opens again.
        StopsAtClose = "stops_at_close", "Stops at close";
        /// It runs through the night, from receipt, as plain elapsed time.
        RunsOn = "runs_on", "Runs on";
    }
}

codes! {
    /// What happens when the due time falls on a day that does not count (C17).
    pub enum Roll {
        /// Nothing: it stays where it falls.
        None = "none", "Stays where it falls";
        /// It moves to the same time on the next day that counts.
        SameTime = "same_time", "Same time on the next working day";
        /// It moves to the end of the next day that counts.
        EndOfDay = "end_of_day", "End of the next working day";
    }
}

/// How long a promise allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Length {
    /// Minutes of counted time.
    Minutes(u32),
    /// To the end of the nth counted day after the day it starts.
    WorkingDays(u16),
    /// To the end of the next counted day.
    NextWorkingDay,
    /// To the end of the nth day of the wall calendar after the day it starts: 28 days, six weeks.
    Days(u16),
}

impl Length {
    /// Reads a length as people write it: `30 minutes`, `72 hours`, `3 working days`,
    /// `next working day`, `42 days`.
    #[must_use]
    pub fn from_words(words: &str) -> Option<Self> {
        let parts: Vec<&str> = words.split_whitespace().collect();
        match parts.as_slice() {
            ["next", "working", "day"] => Some(Self::NextWorkingDay),
            [number, "working", "day" | "days"] => number
                .parse()
                .ok()
                .filter(|n| (1..=260).contains(n))
                .map(Self::WorkingDays),
            [number, "day" | "days"] => number
                .parse()
                .ok()
                .filter(|n| (1..=366).contains(n))
                .map(Self::Days),
            [number, "hour" | "hours"] => number
                .parse::<u32>()
                .ok()
                .filter(|n| (1..=8784).contains(n))
                .map(|hours| Self::Minutes(hours * 60)),
            [number, "minute" | "minutes"] => number
                .parse()
                .ok()
                .filter(|n| (1..=527_040).contains(n))
                .map(Self::Minutes),
            _ => None,
        }
    }
}

impl std::fmt::Display for Length {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (number, unit) = match *self {
            Self::NextWorkingDay => return f.write_str("next working day"),
            Self::Minutes(minutes) if minutes > 0 && minutes % 60 == 0 => (minutes / 60, "hour"),
            Self::Minutes(minutes) => (minutes, "minute"),
            Self::WorkingDays(days) => (u32::from(days), "working day"),
            Self::Days(days) => (u32::from(days), "day"),
        };
        write!(f, "{number} {unit}{}", if number == 1 { "" } else { "s" })
    }
}

/// One row of the area's table of promises.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Promise {
    /// Which promise.
    pub code: PromiseCode,
    /// The event it is counted from.
    pub starts: StartEvent,
    /// How long it allows.
    pub length: Length,
    /// The code of its calendar, for display.
    pub calendar_code: String,
    /// The calendar in which the length is counted.
    pub calendar: Calendar,
    /// What the clock does outside the calendar's hours.
    pub after_hours: AfterHours,
    /// What happens when it falls due on a day that does not count.
    pub roll: Roll,
    /// Whether the clock may be held.
    pub may_pause: bool,
    /// Minutes before the due time from which it shows as due soon.
    pub due_soon_minutes: u32,
    /// The role that is told when it is late.
    pub escalate_to: Option<Role>,
    /// Minutes before the due time at which the person who owes it is reminded.
    pub chase_before: Vec<u32>,
    /// Minutes after the due time at which the person who owes it is reminded again.
    pub chase_after: Vec<u32>,
}

impl Promise {
    /// The promise as it stands where an area says nothing about it.
    #[must_use]
    pub fn built_in(code: PromiseCode) -> Self {
        use PromiseCode as P;
        use StartEvent as S;
        const DAY: u32 = 1440;
        let (starts, length, roll) = match code {
            P::HauStandard => (S::ReceivedByDesk, Length::Minutes(3 * DAY), Roll::None),
            P::Rag => (S::ReceivedByHub, Length::Minutes(DAY), Roll::None),
            P::MashMeetingRecord => (S::ReceivedByHub, Length::Minutes(DAY), Roll::None),
            P::FirstContact => (S::ReferralReceived, Length::Minutes(DAY), Roll::SameTime),
            P::ReferrerFeedback => (S::OutcomeRecorded, Length::WorkingDays(1), Roll::None),
            P::OutcomeFollowUp => (S::OutcomeRecorded, Length::WorkingDays(5), Roll::None),
            P::ChildAcknowledgement => (S::ReceivedByHub, Length::WorkingDays(1), Roll::None),
            P::SpocRequest => (S::ReceivedByHub, Length::Minutes(DAY), Roll::None),
            P::MaracResearch => (S::AgendaSent, Length::WorkingDays(4), Roll::None),
            P::MaracMinutes => (S::MeetingHeld, Length::WorkingDays(3), Roll::None),
            P::ActionChase => (S::ActionAgreed, Length::WorkingDays(10), Roll::None),
            P::PoliceUpdate => (S::PoliceStep, Length::WorkingDays(1), Roll::None),
            P::VacancyList => (S::Asked, Length::NextWorkingDay, Roll::None),
            P::Resettlement => (S::LeftRefuge, Length::Days(42), Roll::None),
        };
        // Where an area names nobody, what is late in the hub still reaches somebody (R117).
        let escalate_to = match code {
            P::HauStandard => Some(Role::PoliceSupervisor),
            P::Rag | P::SpocRequest | P::OutcomeFollowUp => Some(Role::MashSupervisor),
            P::MashMeetingRecord => Some(Role::MashServiceManager),
            P::ReferrerFeedback | P::ChildAcknowledgement => Some(Role::SocialCareManager),
            _ => None,
        };
        let elapsed = matches!(length, Length::Minutes(_) | Length::Days(_));
        Self {
            code,
            starts,
            length,
            calendar_code: if elapsed { "elapsed" } else { "working_days" }.to_owned(),
            calendar: if elapsed {
                Calendar::Elapsed
            } else {
                Calendar::WorkingDays
            },
            after_hours: AfterHours::StopsAtClose,
            roll,
            may_pause: false,
            due_soon_minutes: 120,
            escalate_to,
            chase_before: Vec::new(),
            chase_after: Vec::new(),
        }
    }

    /// The calendar in which this promise is truly counted: a promise that runs
    /// on through the night is counted in elapsed time (F37).
    #[must_use]
    pub const fn counted_in(&self) -> &Calendar {
        match self.after_hours {
            AfterHours::RunsOn => &Calendar::Elapsed,
            AfterHours::StopsAtClose => &self.calendar,
        }
    }

    /// When the promise falls due if it starts now and nothing holds it.
    ///
    /// # Errors
    /// When the calendar never opens or the answer is out of range.
    pub fn due(
        &self,
        start: Timestamp,
        holidays: &BankHolidays,
    ) -> Result<Timestamp, CalendarError> {
        let due = self.add(start, self.length, holidays)?;
        self.rolled(due, holidays)
    }

    pub(in crate::platform::deadline) fn add(
        &self,
        start: Timestamp,
        length: Length,
        holidays: &BankHolidays,
    ) -> Result<Timestamp, CalendarError> {
        let calendar = self.counted_in();
        match length {
            Length::Minutes(minutes) => calendar.add_minutes(start, minutes, holidays),
            Length::WorkingDays(days) => calendar.roll_calendar().add_days(start, days, holidays),
            Length::NextWorkingDay => calendar.roll_calendar().add_days(start, 1, holidays),
            Length::Days(days) => Calendar::Elapsed.add_days(start, days, holidays),
        }
    }

    pub(in crate::platform::deadline) fn rolled(
        &self,
        due: Timestamp,
        holidays: &BankHolidays,
    ) -> Result<Timestamp, CalendarError> {
        let days = self.counted_in().roll_calendar();
        if days.is_day(london_date(due), holidays) {
            return Ok(due);
        }
        match self.roll {
            Roll::None => Ok(due),
            Roll::SameTime => days.roll_forward(due, holidays),
            Roll::EndOfDay => days.close_of(days.next_day(london_date(due), holidays)?, holidays),
        }
    }
}

/// The second measure of a standard incident (C15, R80): the end of the last
/// working day, normally Friday, of the week in which it arrived. What arrives
/// when no working day is left in the week is measured at the end of the next.
///
/// # Errors
/// When the answer is out of range.
pub fn friday_measure(
    received: Timestamp,
    holidays: &BankHolidays,
) -> Result<Timestamp, CalendarError> {
    let days = Calendar::WorkingDays;
    let arrived = london_date(received);
    let first = if days.is_day(arrived, holidays) {
        arrived
    } else {
        days.next_day(arrived, holidays)?
    };
    let to_sunday = i64::from(6 - first.weekday().to_monday_zero_offset());
    let sunday = first
        .checked_add(SignedDuration::from_hours(24 * to_sunday))
        .map_err(|_| CalendarError::OutOfRange)?;
    days.close_of(days.previous_day(sunday, holidays)?, holidays)
}
