//! The four ways in which time is counted, and the arithmetic on them (F94): one "working day" never fits all.

use std::sync::LazyLock;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::holidays::{BankHolidays, good_friday};

/// How many days ahead a search looks before it says that a calendar never opens.
const HORIZON_DAYS: u32 = 4000;

/// The time zone of every deadline: Europe/London.
#[must_use]
pub fn london() -> TimeZone {
    LONDON.clone()
}

/// Looked up once, since every deadline asks for it. The rules as text are the
/// same as the bundled table's since 1996, so a build without the table still
/// counts the clock changes rightly.
static LONDON: LazyLock<TimeZone> = LazyLock::new(|| {
    TimeZone::get("Europe/London")
        .or_else(|_| TimeZone::posix("GMT0BST,M3.5.0/1,M10.5.0"))
        .unwrap_or(TimeZone::UTC)
});

/// The day on the wall calendar in London at this instant.
#[must_use]
pub fn london_date(at: Timestamp) -> Date {
    london_civil(at).date()
}

fn london_civil(at: Timestamp) -> DateTime {
    london().to_datetime(at)
}

/// One span of opening on one day, London time; `to` is not included. A `to`
/// of midnight means the end of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Window {
    /// Opening time.
    pub from: Time,
    /// Closing time.
    pub to: Time,
}

/// Opening hours of a hub, a service or a line (R4, R14, R244).
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct OpenHours {
    /// The windows of each weekday, Monday first, in order and not overlapping.
    pub week: [Vec<Window>; 7],
    /// Whether it opens on bank holidays as on any such weekday.
    pub on_bank_holidays: bool,
}

/// Which time counts towards a deadline.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Calendar {
    /// Every hour of every day; a clock change neither adds nor takes an hour.
    Elapsed,
    /// Whole days, Monday to Friday, less bank holidays.
    WorkingDays,
    /// Opening hours only.
    Hours(OpenHours),
    /// Whole days less Sundays, bank holidays, Christmas Day and Good Friday;
    /// Saturdays count (F94).
    DapnStyle,
}

/// Why a deadline cannot be worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// No time counts for years ahead.
    #[error(
        "the calendar has no opening hours; give it at least one window in the area's settings"
    )]
    NeverOpen,
    /// A date beyond what can be written.
    #[error("the date lies outside the years 1 to 9999; check the date that the clock starts from")]
    OutOfRange,
}

/// A span of counted time.
type Span = (Timestamp, Timestamp);

impl Calendar {
    /// The spans of this London day that count, in order.
    ///
    /// # Errors
    /// When the day is at the edge of what can be written.
    pub fn counted_windows(
        &self,
        date: Date,
        holidays: &BankHolidays,
    ) -> Result<Vec<Span>, CalendarError> {
        if !self.is_day(date, holidays) {
            return Ok(Vec::new());
        }
        let next = date.tomorrow().map_err(|_| CalendarError::OutOfRange)?;
        match self {
            Self::Hours(hours) => hours
                .windows_of(date)
                .iter()
                .map(|window| {
                    let until = if window.to == Time::midnight() {
                        next.to_datetime(window.to)
                    } else {
                        date.to_datetime(window.to)
                    };
                    Ok((instant(date.to_datetime(window.from))?, instant(until)?))
                })
                .collect(),
            _ => Ok(vec![(
                instant(date.to_datetime(Time::midnight()))?,
                instant(next.to_datetime(Time::midnight()))?,
            )]),
        }
    }

    /// Whether any time of this London day counts.
    #[must_use]
    pub fn is_day(&self, date: Date, holidays: &BankHolidays) -> bool {
        match self {
            Self::Elapsed => true,
            Self::WorkingDays => holidays.is_working_day(date),
            Self::Hours(hours) => {
                !hours.windows_of(date).is_empty()
                    && (hours.on_bank_holidays || !holidays.is_holiday(date))
            }
            Self::DapnStyle => !is_dapn_rest_day(date, holidays),
        }
    }

    /// The instant at which this many counted minutes have passed since `start`.
    /// Where that is the very end of a window, the end is the answer, not the
    /// next opening.
    ///
    /// # Errors
    /// When the calendar never opens or the answer is out of range.
    pub fn add_minutes(
        &self,
        start: Timestamp,
        minutes: u32,
        holidays: &BankHolidays,
    ) -> Result<Timestamp, CalendarError> {
        self.add_counted(
            start,
            SignedDuration::from_mins(i64::from(minutes)),
            holidays,
        )
    }

    /// As [`Calendar::add_minutes`], to the exact length. A length of nothing
    /// in closed time is due when it next opens.
    ///
    /// # Errors
    /// When the calendar never opens or the answer is out of range.
    pub fn add_counted(
        &self,
        start: Timestamp,
        length: SignedDuration,
        holidays: &BankHolidays,
    ) -> Result<Timestamp, CalendarError> {
        if matches!(self, Self::Elapsed) {
            return start
                .checked_add(length)
                .map_err(|_| CalendarError::OutOfRange);
        }
        let mut left = length;
        let mut date = london_date(start);
        for _ in 0..HORIZON_DAYS {
            for (from, to) in self.counted_windows(date, holidays)? {
                let begin = from.max(start);
                if begin > to || (begin == to && !left.is_zero()) {
                    continue;
                }
                let room = to.duration_since(begin);
                if left <= room {
                    return begin
                        .checked_add(left)
                        .map_err(|_| CalendarError::OutOfRange);
                }
                left = left.saturating_sub(room);
            }
            date = date.tomorrow().map_err(|_| CalendarError::OutOfRange)?;
        }
        Err(CalendarError::NeverOpen)
    }

    /// Counted time between two instants; nothing when `to` is not after `from`.
    ///
    /// # Errors
    /// When a date is out of range.
    pub fn counted(
        &self,
        from: Timestamp,
        to: Timestamp,
        holidays: &BankHolidays,
    ) -> Result<SignedDuration, CalendarError> {
        if to <= from {
            return Ok(SignedDuration::ZERO);
        }
        if matches!(self, Self::Elapsed) {
            return Ok(to.duration_since(from));
        }
        let mut sum = SignedDuration::ZERO;
        let mut date = london_date(from);
        let last = london_date(to);
        while date <= last {
            for (open, close) in self.counted_windows(date, holidays)? {
                let (begin, end) = (open.max(from), close.min(to));
                if begin < end {
                    sum = sum.saturating_add(end.duration_since(begin));
                }
            }
            date = date.tomorrow().map_err(|_| CalendarError::OutOfRange)?;
        }
        Ok(sum)
    }

    /// The close of the nth day that counts after the day of `start`; with
    /// nothing to add, the close of the first day that counts from that day on.
    ///
    /// # Errors
    /// When the calendar never opens or the answer is out of range.
    pub fn add_days(
        &self,
        start: Timestamp,
        days: u16,
        holidays: &BankHolidays,
    ) -> Result<Timestamp, CalendarError> {
        let mut date = london_date(start);
        if days == 0 && !self.is_day(date, holidays) {
            date = self.next_day(date, holidays)?;
        }
        for _ in 0..days {
            date = self.next_day(date, holidays)?;
        }
        self.close_of(date, holidays)
    }

    /// The first day after this one that counts.
    ///
    /// # Errors
    /// When the calendar never opens or the answer is out of range.
    pub fn next_day(&self, after: Date, holidays: &BankHolidays) -> Result<Date, CalendarError> {
        let mut date = after;
        for _ in 0..HORIZON_DAYS {
            date = date.tomorrow().map_err(|_| CalendarError::OutOfRange)?;
            if self.is_day(date, holidays) {
                return Ok(date);
            }
        }
        Err(CalendarError::NeverOpen)
    }

    /// The last day before this one that counts.
    ///
    /// # Errors
    /// When the calendar never opens or the answer is out of range.
    pub fn previous_day(
        &self,
        before: Date,
        holidays: &BankHolidays,
    ) -> Result<Date, CalendarError> {
        let mut date = before;
        for _ in 0..HORIZON_DAYS {
            date = date.yesterday().map_err(|_| CalendarError::OutOfRange)?;
            if self.is_day(date, holidays) {
                return Ok(date);
            }
        }
        Err(CalendarError::NeverOpen)
    }

    /// The same time of day on the first day from `at` on that counts; under
    /// opening hours, moved into that day's windows.
    ///
    /// # Errors
    /// When the calendar never opens or the answer is out of range.
    pub fn roll_forward(
        &self,
        at: Timestamp,
        holidays: &BankHolidays,
    ) -> Result<Timestamp, CalendarError> {
        let local = london_civil(at);
        if self.is_day(local.date(), holidays) && !matches!(self, Self::Hours(_)) {
            return Ok(at);
        }
        let date = if self.is_day(local.date(), holidays) {
            local.date()
        } else {
            self.next_day(local.date(), holidays)?
        };
        let same_time = instant(date.to_datetime(local.time()))?;
        let mut last_close = same_time;
        for (from, to) in self.counted_windows(date, holidays)? {
            if same_time <= to {
                return Ok(same_time.max(from));
            }
            last_close = to;
        }
        Ok(last_close)
    }

    /// The last moment of a day that counts: the last closing time, or 23:59
    /// where the whole day counts, so that no page shows the day after.
    ///
    /// # Errors
    /// When the answer is out of range.
    pub fn close_of(
        &self,
        date: Date,
        holidays: &BankHolidays,
    ) -> Result<Timestamp, CalendarError> {
        let day_end = instant(date.to_datetime(Time::constant(23, 59, 0, 0)))?;
        let close = self
            .counted_windows(date, holidays)?
            .last()
            .map_or(day_end, |(_, to)| *to);
        Ok(close.min(day_end))
    }

    /// The calendar whose days a due time rolls onto: its own, except that
    /// plain elapsed time rolls onto working days (C17).
    #[must_use]
    pub const fn roll_calendar(&self) -> &Self {
        match self {
            Self::Elapsed => &Self::WorkingDays,
            other => other,
        }
    }
}

impl OpenHours {
    /// The windows of this day's weekday, bank holiday or not.
    #[must_use]
    pub fn windows_of(&self, date: Date) -> &[Window] {
        let index = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0);
        self.week.get(index).map_or(&[], Vec::as_slice)
    }
}

/// Sundays, bank holidays, Christmas Day and Good Friday. The last two are
/// named by rule because a list of substitute days may leave the day itself out.
fn is_dapn_rest_day(date: Date, holidays: &BankHolidays) -> bool {
    date.weekday() == jiff::civil::Weekday::Sunday
        || holidays.is_holiday(date)
        || (date.month() == 12 && date.day() == 25)
        || good_friday(date.year()) == Some(date)
}

/// A London wall-clock time as an instant; a time that the spring change skips
/// moves an hour on, a time that comes twice in autumn is the first of the two.
fn instant(civil: DateTime) -> Result<Timestamp, CalendarError> {
    london()
        .to_ambiguous_timestamp(civil)
        .compatible()
        .map_err(|_| CalendarError::OutOfRange)
}
