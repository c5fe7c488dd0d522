//! Dates of birth as they are really known: full, partial, by age only, or not at all.

use jiff::civil::Date;

/// What is known of a date of birth.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case", tag = "known")]
pub enum Born {
    /// The whole date.
    On { date: Date },
    /// Year and month.
    InMonth { year: i16, month: i8 },
    /// The year only.
    In { year: i16 },
    /// An age given on a day.
    Aged { years: u8, on: Date },
    /// Not known.
    Unknown,
}

impl Born {
    /// Whole years on `day`, when the record allows one answer; the lowest possible
    /// otherwise, so that a possible child is treated as one (R40, C3).
    pub fn lowest_age_on(self, day: Date) -> Option<i16> {
        match self {
            Born::On { date } => Some(years_between(date, day)),
            Born::InMonth { year, month } => Date::new(year, month, 1)
                .ok()
                .map(|first| years_between(first.last_of_month(), day)),
            Born::In { year } => Date::new(year, 12, 31)
                .ok()
                .map(|last| years_between(last, day)),
            Born::Aged { years, on } => {
                Some(i16::from(years).saturating_add(years_between(on, day).max(0)))
            }
            Born::Unknown => None,
        }
    }

    /// Words that go on after a name: `born 14 February 1953`, `aged 6 on 27 March 2026`, `date of birth not known`.
    pub fn after_a_name(self) -> String {
        match self {
            Born::On { .. } | Born::In { .. } => format!("born {}", self.words()),
            Born::InMonth { .. } => format!("born in {}", self.words()),
            Born::Aged { .. } => self.words(),
            Born::Unknown => "date of birth not known".to_owned(),
        }
    }

    /// Words for a page: `14 February 1953`, `May 1990`, `1990`, `aged about 34`, `not known`.
    pub fn words(self) -> String {
        match self {
            Born::On { date } => crate::platform::words::date(date),
            Born::InMonth { year, month } => Date::new(year, month, 1).map_or_else(
                |_| year.to_string(),
                |first| first.strftime("%B %Y").to_string(),
            ),
            Born::In { year } => year.to_string(),
            Born::Aged { years, on } => {
                format!("aged {years} on {}", crate::platform::words::date(on))
            }
            Born::Unknown => "not known".to_owned(),
        }
    }
}

/// Completed years from `from` to `to`; negative when `to` is earlier. Someone
/// born on 29 February completes a year on 1 March of a common year.
pub fn years_between(from: Date, to: Date) -> i16 {
    let whole = to.year() - from.year();
    if (to.month(), to.day()) < (from.month(), from.day()) {
        whole - 1
    } else {
        whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn ages_are_completed_years() {
        assert_eq!(years_between(date(2010, 1, 9), date(2026, 1, 8)), 15);
        assert_eq!(years_between(date(2010, 1, 9), date(2026, 1, 9)), 16);
        assert_eq!(years_between(date(2008, 2, 29), date(2026, 2, 28)), 17);
    }

    #[test]
    fn a_partial_date_gives_the_lowest_age() {
        assert_eq!(
            Born::In { year: 2010 }.lowest_age_on(date(2026, 6, 1)),
            Some(15)
        );
        assert_eq!(
            Born::InMonth {
                year: 2010,
                month: 2
            }
            .lowest_age_on(date(2026, 2, 27)),
            Some(15)
        );
        assert_eq!(Born::Unknown.lowest_age_on(date(2026, 6, 1)), None);
    }
}
