//! Days as places of a drawing in time (ux.md section 5.3).

use hawthorn_components::{Bracket, Severity, Tick};
use hawthorn_domain::risk::RiskLevel;
use jiff::ToSpan;
use jiff::civil::Date;

/// The day twelve months before.
pub fn year_before(day: Date) -> Date {
    day.checked_sub(12.months()).unwrap_or(day)
}

/// Days since 1970, the unit of the picture.
pub fn place(day: Date) -> i64 {
    day.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24
}

/// A line at each quarter of up to two years, at each January of more.
pub fn ticks(start: Date, end: Date) -> Vec<Tick> {
    let months = if place(end) - place(start) <= 750 {
        3
    } else {
        12
    };
    let first = Date::new(start.year(), 1, 1).unwrap_or(start);
    first
        .series(months.months())
        .take_while(|day| *day <= end)
        .filter(|day| *day >= start)
        .map(|day| Tick {
            at: place(day),
            label: day.strftime("%b %Y").to_string(),
        })
        .collect()
}

/// How large a mark of this level is drawn.
pub const fn severity(level: RiskLevel) -> Severity {
    match level {
        RiskLevel::Standard => Severity::Low,
        RiskLevel::Medium => Severity::Middle,
        RiskLevel::High => Severity::High,
    }
}

/// The most reports within any twelve months, where there are two or more: a bracket over them.
pub fn most_in_a_year(mut days: Vec<Date>) -> Option<Bracket> {
    days.sort_unstable();
    let within = |last: &Date| {
        let since = year_before(*last);
        let in_year = days.iter().filter(|day| **day > since && *day <= last);
        (in_year.clone().count(), in_year.min().copied())
    };
    let last = days.iter().max_by_key(|last| (within(last).0, **last))?;
    let (number, first) = within(last);
    (number > 1).then(|| Bracket {
        from: place(first.unwrap_or(*last)),
        to: place(*last),
        label: format!("{number} in 12 months"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_bracket_is_over_the_fullest_twelve_months() {
        let days = vec![
            date(2024, 1, 1),
            date(2025, 1, 1),
            date(2025, 6, 1),
            date(2025, 12, 31),
            date(2026, 3, 1),
        ];
        let found = most_in_a_year(days).unwrap_or_default();
        assert_eq!(found.label, "3 in 12 months");
        assert_eq!(found.to, place(date(2026, 3, 1)));
        assert!(most_in_a_year(vec![date(2026, 1, 1)]).is_none());
        assert!(most_in_a_year(Vec::new()).is_none());
    }
}
