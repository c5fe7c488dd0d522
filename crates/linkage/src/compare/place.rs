//! Addresses: the best pairing of any place of one record with any of the other.

use super::{Row, Scales, better};
use crate::level::Level;
use crate::normal::address::Home;
use crate::normal::text;
use crate::population::Counted;
use crate::prepared::{Place, Prepared};

/// The row for address.
pub(super) fn compare(left: &Prepared, right: &Prepared, scales: Scales<'_>) -> Row {
    let mut best = None;
    for l in &left.places {
        for r in &right.places {
            let row = match level(l, r) {
                Level::HomeSame => {
                    // Of the two ways to name the home the commoner one counts.
                    let rows = [l, r].into_iter().filter_map(Place::home_key);
                    rows.map(|key| scales.rare(Level::HomeSame, Counted::Home, &key))
                        .min_by(|a, b| a.bits.total_cmp(&b.bits))
                        .unwrap_or_else(|| scales.row(Level::PostcodeSame))
                }
                // A place that cannot be compared must not hide one that can.
                Level::PlaceNotKnown => continue,
                other => scales.row(other),
            };
            best = better(best, row);
        }
    }
    best.unwrap_or_else(|| scales.row(Level::PlaceNotKnown))
}

fn level(left: &Place, right: &Place) -> Level {
    let none = Home::default();
    let (l, r) = (
        left.home.as_ref().unwrap_or(&none),
        right.home.as_ref().unwrap_or(&none),
    );
    let postcodes = both(&left.postcode, &right.postcode);
    let numbers = both(&l.number, &r.number);
    let street = both(&l.street, &r.street).map(|same| same || text::near(&l.street, &r.street));
    let flats_differ = both(&l.unit, &r.unit) == Some(false);
    match (postcodes, numbers, street) {
        (Some(true), Some(true), _) if flats_differ => Level::BuildingOtherFlat,
        (Some(true), Some(true), _) => Level::HomeSame,
        (Some(true), Some(false), _) => Level::PostcodeOtherHouse,
        (Some(true), None, _) => Level::PostcodeSame,
        (_, Some(true), Some(true)) => same_line(left, right, flats_differ),
        (_, None, Some(true)) if near_by(left, right) => Level::StreetSame,
        _ if both(&left.outward, &right.outward) == Some(true) => Level::OutwardSame,
        _ if both(&left.outward, &right.outward) == Some(false)
            || both(&left.town, &right.town) == Some(false)
            || street == Some(false) =>
        {
            Level::PlaceDifferent
        }
        _ => Level::PlaceNotKnown,
    }
}

/// Number and street agree and the full postcodes do not both say so.
fn same_line(left: &Place, right: &Place, flats_differ: bool) -> Level {
    let slip = strsim::osa_distance(&left.postcode, &right.postcode) <= 1;
    match both(&left.postcode, &right.postcode) {
        _ if flats_differ && near_by(left, right) => Level::BuildingOtherFlat,
        Some(_) if slip || near_by(left, right) => Level::HomeClose,
        // One postcode is missing: town or district has to agree, or be missing too.
        None if near_by(left, right) => Level::HomeSame,
        None if both(&left.outward, &right.outward).is_none()
            && both(&left.town, &right.town).is_none() =>
        {
            Level::StreetSame
        }
        _ => Level::PlaceDifferent,
    }
}

/// The same postcode district, or, where one has no postcode, the same town.
fn near_by(left: &Place, right: &Place) -> bool {
    both(&left.outward, &right.outward)
        .or_else(|| {
            both(&left.town, &right.town).map(|same| same || text::near(&left.town, &right.town))
        })
        .unwrap_or(false)
}

/// Whether two values are equal; `None` when one is missing.
fn both(left: &str, right: &str) -> Option<bool> {
    (!left.is_empty() && !right.is_empty()).then(|| left == right)
}

#[cfg(test)]
mod tests {
    use crate::compare::testing::compared;
    use crate::level::Level;
    use crate::record::{Address, Record};

    fn living(line: &str, town: &str, postcode: &str) -> Record {
        let address = Address {
            line: line.into(),
            town: town.into(),
            postcode: postcode.into(),
        };
        Record {
            addresses: vec![address],
            ..Record::default()
        }
    }

    #[test]
    fn places_come_to_the_right_levels() {
        for (left, right, want) in [
            (
                ("84 Invented Road", "Rugby", "CV21 9EH"),
                ("84 INVENTED RD", "", "cv219eh"),
                Level::HomeSame,
            ),
            (
                ("84 Invented Road", "Rugby", "CV21 9EH"),
                ("86 Invented Road", "Rugby", "CV21 9EH"),
                Level::PostcodeOtherHouse,
            ),
            (
                ("84 Invented Road", "Rugby", "CV21 9EH"),
                ("", "", "CV21 9EH"),
                Level::PostcodeSame,
            ),
            (
                ("84 Invented Road", "Rugby", "CV21 9EH"),
                ("84 Invented Rd", "Rugby", ""),
                Level::HomeSame,
            ),
            (
                ("84 Invented Road", "Rugby", "CV21 9EH"),
                ("84 Invented Rd", "Rugby", "CV21 9EM"),
                Level::HomeClose,
            ),
            (
                ("84 Invented Road", "Rugby", "CV21 9EH"),
                ("Invented Road", "Rugby", ""),
                Level::StreetSame,
            ),
            (
                ("84 Invented Road", "Rugby", "CV21 9EH"),
                ("2 Test Avenue", "Rugby", "CV21 1AA"),
                Level::OutwardSame,
            ),
            (
                ("84 Invented Road", "Rugby", "CV21 9EH"),
                ("2 Test Avenue", "Warwick", "CV34 1AA"),
                Level::PlaceDifferent,
            ),
            (
                ("Flat 2, 84 Invented Road", "Rugby", "CV21 9EH"),
                ("Flat 3, 84 Invented Road", "Rugby", "CV21 9EH"),
                Level::BuildingOtherFlat,
            ),
            (
                ("NFA", "", ""),
                ("84 Invented Road", "Rugby", "CV21 9EH"),
                Level::PlaceNotKnown,
            ),
        ] {
            let (l, r) = (
                living(left.0, left.1, left.2),
                living(right.0, right.1, right.2),
            );
            assert!(compared(&l, &r).has(want), "{left:?} {right:?} {want:?}");
            assert!(compared(&r, &l).has(want), "{right:?} {left:?} {want:?}");
        }
    }
}
