//! The stretches of time that figures are given for: a calendar quarter, or the twelve months that end with it (F31, F34).

use jiff::ToSpan;
use jiff::civil::Date;

/// A quarter of a calendar year, by which figures go to the national body (F31).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    year: i16,
    number: i8,
}

impl Quarter {
    /// The quarter in which a day lies.
    pub fn of(day: Date) -> Self {
        Self {
            year: day.year(),
            number: (day.month() - 1) / 3 + 1,
        }
    }

    /// A quarter from its code, such as `2026-q1`.
    pub fn from_code(code: &str) -> Option<Self> {
        let (year, number) = code.split_once("-q")?;
        let (year, number) = (year.parse().ok()?, number.parse().ok()?);
        ((2000..=9000).contains(&year) && (1..=4).contains(&number))
            .then_some(Self { year, number })
    }

    /// Its code, such as `2026-q1`.
    pub fn code(self) -> String {
        format!("{}-q{}", self.year, self.number)
    }

    /// Its name, such as `January to March 2026`.
    pub fn words(self) -> String {
        let months = match self.number {
            1 => "January to March",
            2 => "April to June",
            3 => "July to September",
            _ => "October to December",
        };
        format!("{months} {}", self.year)
    }

    /// Its first day.
    pub fn first_day(self) -> Date {
        Date::new(self.year, (self.number - 1) * 3 + 1, 1).unwrap_or(Date::MAX)
    }

    /// Its last day.
    pub fn last_day(self) -> Date {
        let next = self.first_day().saturating_add(3.months());
        next.yesterday().unwrap_or(next)
    }

    /// The quarter before.
    pub fn before(self) -> Self {
        if self.number == 1 {
            Self {
                year: self.year - 1,
                number: 4,
            }
        } else {
            Self {
                number: self.number - 1,
                ..self
            }
        }
    }

    /// The first day of the twelve months that end with the quarter.
    pub fn year_begins(self) -> Date {
        let next = self.first_day().saturating_add(3.months());
        next.saturating_sub(1.year())
    }

    /// Whether a day lies in it.
    pub fn holds(self, day: Date) -> bool {
        Self::of(day) == self
    }

    /// The last quarter that is over on a day; figures begin with it.
    pub fn last_full(today: Date) -> Self {
        Self::of(today).before()
    }
}
