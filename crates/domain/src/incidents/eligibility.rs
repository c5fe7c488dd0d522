//! Which route a report takes by the ages of the two parties (R33, R40, C3), and whether it is held closely (R213).

use jiff::civil::Date;

use super::{Flag, Route};
use crate::people::Born;
use crate::platform::restriction::Restriction;

/// The routes that the parties' ages call for on the day of the incident. A party
/// whose age is not known adds none: the screening officer is asked instead.
pub fn routes(victim: Born, causing_harm: Option<Born>, on: Date, min_age: i16) -> Vec<Route> {
    let ages: Vec<i16> = [Some(victim), causing_harm]
        .into_iter()
        .flatten()
        .filter_map(|born| born.lowest_age_on(on))
        .collect();
    let mut routes = Vec::new();
    if ages.iter().any(|age| *age < min_age) {
        routes.push(Route::ChildSafeguarding);
    }
    if ages.iter().any(|age| *age >= min_age && *age < 18) {
        routes.push(Route::YoungPerson);
    }
    routes
}

/// Whether a report must be held closely from the moment it arrives, by the
/// area's list of flags (R213–R218).
pub fn restriction_on_arrival(flags: &[Flag], held_closely: &[Flag]) -> Restriction {
    if flags.iter().any(|flag| held_closely.contains(flag)) {
        Restriction::on_arrival("Held closely from arrival, by the area’s need-to-know rule")
    } else {
        Restriction::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn born(year: i16, month: i8, day: i8) -> Born {
        Born::On {
            date: date(year, month, day),
        }
    }

    #[test]
    fn a_party_under_sixteen_takes_the_child_route() {
        let day = date(2026, 3, 24);
        assert_eq!(
            routes(born(2012, 5, 4), Some(born(2009, 2, 1)), day, 16),
            vec![Route::ChildSafeguarding, Route::YoungPerson]
        );
        assert_eq!(
            routes(born(2010, 1, 9), Some(born(2003, 2, 1)), day, 16),
            vec![Route::YoungPerson]
        );
        assert_eq!(
            routes(born(2010, 3, 24), None, day, 16),
            vec![Route::YoungPerson],
            "the sixteenth birthday counts as sixteen (C3)"
        );
        assert_eq!(routes(Born::Unknown, None, day, 16), vec![]);
    }

    #[test]
    fn listed_flags_restrict_on_arrival() {
        assert!(restriction_on_arrival(&[Flag::HonourBased], &[Flag::HonourBased]).is_restricted());
        assert!(!restriction_on_arrival(&[Flag::Alcohol], &[Flag::HonourBased]).is_restricted());
    }
}
