//! The desk's day and week: in, done, open, oldest, by the 72 hours and by Friday, and the week's report in sentences (R80, R98, R100, C15).

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::sheet::day_begins;
use crate::platform::audit::Doer;
use crate::platform::ids::{IncidentId, WeeklyReportId};
use crate::platform::restriction::Restriction;
use crate::platform::settings::AreaCode;
use crate::platform::words;
use crate::risk::RiskLevel;

/// What one incident is to the measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskItem {
    /// Which incident.
    pub incident: IncidentId,
    /// When the desk received it.
    pub received_at: Timestamp,
    /// When it was decided, if it was.
    pub decided_at: Option<Timestamp>,
    /// When it was due by the desk's promise (R79).
    pub due_at: Timestamp,
    /// The end of its week, where the area measures it (R80).
    pub week_end: Option<Timestamp>,
    /// The level in force.
    pub level: RiskLevel,
}

codes! {
    /// The figures of a day or a week. Each opens the incidents behind it.
    pub enum Measure {
        Received = "received", "Received";
        Done = "done", "Done";
        DoneInTime = "done_in_time", "Done within their time";
        DoneLate = "done_late", "Done late";
        Open = "open", "Open at the end";
        OpenLate = "open_late", "Open and past their time";
        PastFriday = "past_friday", "Not finished by the end of their week";
    }
}

/// From a moment to another, the second not included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first moment.
    pub from: Timestamp,
    /// The moment after the last; for a span that still runs, the moment of the question.
    pub to: Timestamp,
}

impl Span {
    /// A day or a week of London, cut off at the moment of the question.
    pub fn of(first: Date, days: i64, now: Timestamp) -> Self {
        let after = first.checked_add(days.days()).unwrap_or(first);
        Self {
            from: day_begins(first),
            to: day_begins(after).min(now),
        }
    }
    fn holds(self, at: Timestamp) -> bool {
        self.from <= at && at < self.to
    }
}

/// The Monday of a day's week.
pub fn monday_of(day: Date) -> Date {
    let back = i64::from(day.weekday().to_monday_zero_offset());
    day.checked_sub(back.days()).unwrap_or(day)
}

/// Whether an incident stands behind a figure of a span.
///
/// The two measures of C15 are asked apart: `DoneLate` and `OpenLate` by the
/// desk's promise, `PastFriday` by the end of the week; neither hides the other.
pub fn counts(item: &DeskItem, measure: Measure, span: Span) -> bool {
    let done = item.decided_at.filter(|at| span.holds(*at));
    let open = item.received_at < span.to && item.decided_at.is_none_or(|at| at >= span.to);
    match measure {
        Measure::Received => span.holds(item.received_at),
        Measure::Done => done.is_some(),
        Measure::DoneInTime => done.is_some_and(|at| at <= item.due_at),
        Measure::DoneLate => done.is_some_and(|at| at > item.due_at),
        Measure::Open => open,
        Measure::OpenLate => open && item.due_at < span.to,
        Measure::PastFriday => item
            .week_end
            .filter(|end| span.holds(*end))
            .is_some_and(|end| item.decided_at.is_none_or(|at| at > end)),
    }
}

/// The figures of a span.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Figures {
    /// One for each [`Measure`], in its order.
    pub numbers: Vec<(Measure, u64)>,
    /// When the oldest that is open was received.
    pub oldest: Option<Timestamp>,
}

impl Figures {
    /// One figure; nought for one that is not there.
    pub fn of(&self, measure: Measure) -> u64 {
        self.numbers
            .iter()
            .find(|(which, _)| *which == measure)
            .map_or(0, |(_, number)| *number)
    }
}

/// Counts the figures of a span.
pub fn figures(items: &[DeskItem], span: Span) -> Figures {
    let number = |measure: Measure| {
        let behind = items.iter().filter(|item| counts(item, measure, span));
        (measure, behind.count() as u64)
    };
    Figures {
        numbers: Measure::ALL
            .iter()
            .map(|measure| number(*measure))
            .collect(),
        oldest: items
            .iter()
            .filter(|item| counts(item, Measure::Open, span))
            .map(|item| item.received_at)
            .min(),
    }
}

/// The report in sentences, written by itself (R100).
pub fn sentences(figures: &Figures, span: Span) -> Vec<String> {
    let number = |measure| i64::try_from(figures.of(measure)).unwrap_or(i64::MAX);
    let incidents = |count: i64| words::count(count, "incident", "incidents");
    let mut said = vec![format!(
        "{} came in and {} {} finished.",
        incidents(number(Measure::Received)),
        number(Measure::Done),
        if number(Measure::Done) == 1 {
            "was"
        } else {
            "were"
        }
    )];
    match (number(Measure::Done), number(Measure::DoneLate)) {
        (0, _) => {}
        (_, 0) => said.push("Everything that was finished was finished in its time.".to_owned()),
        (_, late) => said.push(format!(
            "{} {} finished after its time.",
            incidents(late),
            if late == 1 { "was" } else { "were" }
        )),
    }
    match (number(Measure::Open), figures.oldest) {
        (0, _) | (_, None) => said.push("Nothing is outstanding.".to_owned()),
        (open, Some(oldest)) => said.push(format!(
            "{} {} open at the end, {} past {} time. The oldest was received {} and had waited {}.",
            incidents(open),
            if open == 1 { "was" } else { "were" },
            number(Measure::OpenLate),
            if open == 1 { "its" } else { "their" },
            words::moment(oldest),
            words::span(span.to.duration_since(oldest).as_secs())
        )),
    }
    said.push(match number(Measure::PastFriday) {
        0 => "Nothing whose week ended was left unfinished at the week’s end.".to_owned(),
        left => format!(
            "{} {} not finished by the end of the week.",
            incidents(left),
            if left == 1 { "was" } else { "were" }
        ),
    });
    said
}

/// A week's report as it was signed. Nothing changes it (R100).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct WeeklyReport {
    /// Its identifier.
    pub id: WeeklyReportId,
    /// The area.
    pub area: AreaCode,
    /// The Monday of its week.
    pub week: Date,
    /// The figures as they stood when it was signed.
    pub figures: Figures,
    /// The report in sentences.
    pub sentences: Vec<String>,
    /// What is slowing the work, in the supervisor's words (R100).
    pub slowing: String,
    /// What the team does well and what it needs, in the supervisor's words (R98).
    pub quality: String,
    /// Who signed.
    pub signed_by: Doer,
    /// When.
    pub signed_at: Timestamp,
    /// Open to the hub: it counts nothing that is held closely.
    pub restriction: Restriction,
}

/// Why a report was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WeeklyRefusal {
    /// The week is not over.
    #[error("This week is not over yet. Its report can be signed from the Monday after.")]
    NotOver,
    /// It was signed before.
    #[error("The report of this week has been signed already, and a signed report is not changed.")]
    Signed,
    /// Nothing says what slows the work.
    #[error("Say what is slowing the work, or that nothing is.")]
    NoWords,
}

/// Checks that the report of a week may be signed now.
///
/// # Errors
/// When the week is not over, its report is signed, or the supervisor says nothing.
pub fn may_sign(
    week: Date,
    now: Timestamp,
    signed: bool,
    slowing: &str,
) -> Result<(), WeeklyRefusal> {
    if signed {
        return Err(WeeklyRefusal::Signed);
    }
    let over = week.checked_add(7.days()).unwrap_or(week);
    if now < day_begins(over) {
        return Err(WeeklyRefusal::NotOver);
    }
    if slowing.trim().is_empty() {
        return Err(WeeklyRefusal::NoWords);
    }
    Ok(())
}
