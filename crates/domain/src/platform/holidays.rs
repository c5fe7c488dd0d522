//! Bank holidays of England and Wales: a sorted list of dates with the span that the list covers.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Bank holidays as published, with the first and last day for which the list speaks (F91 to F93).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankHolidays {
    days: Vec<BankHoliday>,
    covers_from: Date,
    covers_to: Date,
}

/// One bank holiday.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BankHoliday {
    /// The day.
    pub date: Date,
    /// Its published name.
    pub title: String,
}

/// Why a list of bank holidays is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BankHolidaysError {
    /// The list holds no day at all.
    #[error("the list of bank holidays is empty; fetch it again from gov.uk/bank-holidays.json")]
    Empty,
    /// One day stands in the list twice.
    #[error("{0} stands in the list of bank holidays twice; remove one of the two")]
    Twice(Date),
}

/// Says that the list of bank holidays ends soon, so deadlines beyond it may be a day early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunsOut {
    /// The last day for which the list speaks.
    pub covers_to: Date,
}

impl BankHolidays {
    /// A list that covers the whole of every year from its first day's to its last day's.
    ///
    /// # Errors
    /// When the list is empty or holds a day twice.
    pub fn new(mut days: Vec<BankHoliday>) -> Result<Self, BankHolidaysError> {
        days.sort();
        let (Some(first), Some(last)) = (days.first(), days.last()) else {
            return Err(BankHolidaysError::Empty);
        };
        let covers_from = first.date.first_of_year();
        let covers_to = last.date.last_of_year();
        for pair in days.windows(2) {
            if let [one, other] = pair
                && one.date == other.date
            {
                return Err(BankHolidaysError::Twice(one.date));
            }
        }
        Ok(Self {
            days,
            covers_from,
            covers_to,
        })
    }

    /// Whether this day is a bank holiday.
    #[must_use]
    pub fn is_holiday(&self, date: Date) -> bool {
        self.days
            .binary_search_by_key(&date, |day| day.date)
            .is_ok()
    }

    /// The published name of the bank holiday on this day.
    #[must_use]
    pub fn title(&self, date: Date) -> Option<&str> {
        let at = self.days.binary_search_by_key(&date, |day| day.date).ok()?;
        self.days.get(at).map(|day| day.title.as_str())
    }

    /// Every day, earliest first.
    #[must_use]
    pub fn days(&self) -> &[BankHoliday] {
        &self.days
    }

    /// The first day for which the list speaks.
    #[must_use]
    pub const fn covers_from(&self) -> Date {
        self.covers_from
    }

    /// The last day for which the list speaks.
    #[must_use]
    pub const fn covers_to(&self) -> Date {
        self.covers_to
    }

    /// A warning when fewer than six months remain on the list (F92).
    #[must_use]
    pub fn warning(&self, today: Date) -> Option<RunsOut> {
        let horizon = today.checked_add(6.months()).unwrap_or(Date::MAX);
        (self.covers_to < horizon).then_some(RunsOut {
            covers_to: self.covers_to,
        })
    }

    /// Monday to Friday and not a bank holiday.
    #[must_use]
    pub fn is_working_day(&self, date: Date) -> bool {
        !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) && !self.is_holiday(date)
    }
}

impl std::fmt::Display for RunsOut {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "the list of bank holidays ends on {}; load a newer one from gov.uk/bank-holidays.json",
            self.covers_to
        )
    }
}

/// Good Friday of a year by the Gregorian rule, for calendars that name the day itself.
#[must_use]
pub fn good_friday(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let golden = y % 19;
    let century = y / 100;
    let leap_shift = (8 * century + 13) / 25;
    let epact = (19 * golden + century - century / 4 - leap_shift + 15) % 30;
    let moon = epact - (epact / 28) * (1 - (29 / (epact + 1)) * ((21 - golden) / 11));
    let weekday = (y + y / 4 + moon + 2 - century + century / 4) % 7;
    let offset = moon - weekday;
    let month = 3 + (offset + 40) / 44;
    let day = offset + 28 - 31 * (month / 4);
    let easter = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    easter.checked_sub(2.days()).ok()
}
