//! Dates of birth and ages.

use super::{Row, Scales, better};
use crate::level::Level;
use crate::normal::birth::{Difference, difference};
use crate::prepared::Prepared;
use crate::record::{Birth, Date};

/// The row for date of birth: the best of all dates; an age only where dates do not say.
pub(super) fn compare(left: &Prepared, right: &Prepared, scales: Scales<'_>) -> Row {
    let mut best = None;
    for l in &left.births {
        for r in &right.births {
            best = better(best, scales.row(births(*l, *r)));
        }
    }
    if let Some(row) = best {
        return row;
    }
    let mut level = None;
    for (births, age) in [
        (&left.births, right.age_years),
        (&right.births, left.age_years),
    ] {
        for birth in births {
            let said = age.map(|years| against_age((year(*birth), year(*birth)), years));
            level = level.into_iter().chain(said).min();
        }
    }
    if let (None, Some(l), Some(r)) = (level, left.age_years, right.age_years) {
        level = Some(against_age(l, r));
    }
    scales.row(level.unwrap_or(Level::BirthNotKnown))
}

fn year(birth: Birth) -> i16 {
    match birth {
        Birth::Full(Date { year, .. }) | Birth::Month { year, .. } | Birth::Year(year) => year,
    }
}

fn births(left: Birth, right: Birth) -> Level {
    let month = |b: Birth| match b {
        Birth::Full(d) => Some(d.month),
        Birth::Month { month, .. } => Some(month),
        Birth::Year(_) => None,
    };
    if let (Birth::Full(l), Birth::Full(r)) = (left, right) {
        return full(l, r);
    }
    let years = (i32::from(year(left)) - i32::from(year(right))).abs();
    match (years, month(left), month(right)) {
        (0, Some(l), Some(r)) if l == r => Level::BirthMonthSame,
        (0, Some(_), Some(_)) | (1..=2, ..) => Level::BirthNear,
        (0, ..) => Level::BirthPartSame,
        (14.., ..) => Level::BirthGeneration,
        _ => Level::BirthDifferent,
    }
}

fn full(left: Date, right: Date) -> Level {
    match difference(left, right) {
        Difference::Same => Level::BirthSame,
        Difference::Swapped => Level::BirthSwapped,
        Difference::Slip => Level::BirthSlip,
        Difference::YearAndFirstOfJanuary => Level::BirthYearFirst,
        Difference::OtherYear => Level::BirthOtherYear,
        Difference::OtherDay => Level::BirthOtherDay,
        Difference::OtherMonth => Level::BirthOtherMonth,
        Difference::Near => Level::BirthNear,
        Difference::Other => Level::BirthDifferent,
        Difference::Generation => Level::BirthGeneration,
    }
}

/// Two spans of possible years of birth.
fn against_age(left: (i16, i16), right: (i16, i16)) -> Level {
    let apart = (i32::from(left.0) - i32::from(right.1))
        .max(i32::from(right.0) - i32::from(left.1))
        .max(0);
    match apart {
        0 => Level::AgeAgrees,
        1..=2 => Level::AgeNear,
        _ => Level::AgeDifferent,
    }
}

#[cfg(test)]
mod tests {
    use crate::compare::testing::compared;
    use crate::level::Level;
    use crate::record::{AgeOn, Birth, Date, Record};

    fn born(text: &str) -> Record {
        Record {
            birth: Birth::parse(text),
            ..Record::default()
        }
    }

    fn aged(years: u16) -> Record {
        let on = Date {
            year: 2026,
            month: 3,
            day: 1,
        };
        Record {
            age: Some(AgeOn { years, on }),
            ..Record::default()
        }
    }

    #[test]
    fn dates_and_ages_come_to_the_right_levels() {
        for (left, right, want) in [
            (born("1976-11-02"), born("02/11/1976"), Level::BirthSame),
            (born("1976-11-02"), born("11/02/1976"), Level::BirthSwapped),
            (born("1976-11-02"), born("1976"), Level::BirthPartSame),
            (born("1976-11-02"), born("1976-11"), Level::BirthMonthSame),
            (born("1976-11-02"), born("1977-11"), Level::BirthNear),
            (born("1976-11-02"), born("1999"), Level::BirthGeneration),
            (born("1976-11-02"), born("1900-01-01"), Level::BirthNotKnown),
            (born("1976-11-02"), aged(49), Level::AgeAgrees),
            (born("1976-11-02"), aged(47), Level::AgeNear),
            (born("1976-11-02"), aged(20), Level::AgeDifferent),
            (aged(49), aged(50), Level::AgeAgrees),
        ] {
            assert!(
                compared(&left, &right).has(want),
                "{left:?} {right:?} {want:?}"
            );
            assert!(
                compared(&right, &left).has(want),
                "{right:?} {left:?} {want:?}"
            );
        }
    }

    #[test]
    fn another_date_seen_on_paper_counts() {
        let mut left = born("1980-05-05");
        left.other_births.extend(Birth::parse("1976-11-02"));
        assert!(compared(&left, &born("1976-11-02")).has(Level::BirthSame));
    }
}
