//! Interactions: what several fields say only together.
//!
//! Adding up fields takes relatives for one person, because a family shares
//! surname, home and phone. These few rows undo that where the first name or
//! the date of birth tells relatives apart, and still read as sentences.

use super::{Comparison, Scales};
use crate::level::Level::{
    AgeDifferent, BirthDifferent, BirthGeneration, BirthNear, BirthNotKnown, BirthSame, BirthSlip,
    BirthSwapped, EmailSame, FamilyClose, FamilyCustom, FamilyDifferent, FamilyPart, FamilySame,
    FamilyVariant, GivenAlike, GivenClose, GivenDifferent, GivenInitial, GivenMiddle,
    GivenNickname, GivenNotKnown, GivenSame, GivenSound, HomeClose, HomeSame, HouseholdTwice,
    Moved, NameChange, OtherInHome, ParentAndChild, PhoneSame, PlaceDifferent, PostcodeSame,
    SexDifferent, StreetSame, Twins, TwinsAlike, TwinsOtherSex, UnnamedInHome,
};

/// Adds the rows that the field rows call for.
pub(super) fn add(found: &mut Comparison, scales: Scales<'_>) {
    let home = found.any(&[HomeSame, HomeClose, PostcodeSame, StreetSame]);
    let phone = found.has(PhoneSame);
    let family = found.any(&[FamilySame, FamilyPart, FamilyVariant, FamilyClose]);
    let shared = usize::from(home) + usize::from(phone) + usize::from(family);
    let given = found.any(&[GivenSame, GivenNickname, GivenClose]);
    let named = found.any(&[GivenSame, GivenNickname, GivenInitial]);
    let same_day = found.has(BirthSame);
    let day_likely = found.any(&[BirthSame, BirthSwapped, BirthSlip]);
    let day_against = found.any(&[
        BirthNear,
        BirthDifferent,
        BirthGeneration,
        AgeDifferent,
        BirthNotKnown,
    ]);
    let own_contact = found.has(EmailSame) || phone || home;

    let row = if found.has(GivenDifferent) && shared > 0 {
        Some(if day_likely { Twins } else { OtherInHome })
    } else if found.has(SexDifferent) && !named && same_day && shared > 0 {
        Some(TwinsOtherSex)
    } else if found.any(&[GivenAlike, GivenMiddle]) && same_day && shared > 0 {
        Some(TwinsAlike)
    } else if given && family && (home || phone) && found.has(BirthGeneration) {
        Some(ParentAndChild)
    } else if found.has(GivenNotKnown) && shared > 0 && !day_likely {
        Some(UnnamedInHome)
    } else if found.any(&[GivenInitial, GivenMiddle, GivenAlike, GivenSound])
        && shared >= 2
        && day_against
    {
        Some(HouseholdTwice)
    } else if given && same_day && found.any(&[FamilyDifferent, FamilyCustom]) && own_contact {
        Some(NameChange)
    } else if found.has(GivenSame) && found.has(FamilySame) && same_day && found.has(PlaceDifferent)
    {
        Some(Moved)
    } else {
        None
    };
    found.rows.extend(row.map(|level| scales.row(level)));
}

#[cfg(test)]
mod tests {
    use crate::compare::testing::compared;
    use crate::level::Level;
    use crate::record::{Address, Birth, Name, Record};

    fn person(given: &str, family: &str, born: &str, home: &str) -> Record {
        Record {
            names: vec![Name::new(given, family)],
            birth: Birth::parse(born),
            addresses: vec![Address {
                line: home.into(),
                town: "Rugby".into(),
                postcode: "CV21 9EH".into(),
            }],
            ..Record::default()
        }
    }

    #[test]
    fn interactions_are_seen_where_they_are_and_only_there() {
        let held = person("Callum", "Hughes", "1956-09-14", "84 Invented Road");
        for (asked, want) in [
            (
                person("Owain", "Hughes", "1956-09-14", "84 Invented Road"),
                Some(Level::Twins),
            ),
            (
                person("Callum", "Hughes", "1984-02-03", "84 Invented Road"),
                Some(Level::ParentAndChild),
            ),
            (
                person("Gwen", "Hughes", "1958-02-03", "84 Invented Road"),
                Some(Level::OtherInHome),
            ),
            (
                person("", "Hughes", "", "84 Invented Road"),
                Some(Level::UnnamedInHome),
            ),
            (
                person("Callum", "Mazur", "1956-09-14", "84 Invented Road"),
                Some(Level::NameChange),
            ),
            (
                person("Callum", "Hughes", "1956-09-14", "84 Invented Road"),
                None,
            ),
        ] {
            for found in [compared(&held, &asked), compared(&asked, &held)] {
                let rows: Vec<Level> = found
                    .rows
                    .iter()
                    .map(|r| r.level)
                    .filter(|l| l.field() == crate::level::Field::Together)
                    .collect();
                assert_eq!(rows.first().copied(), want, "{asked:?}");
            }
        }
    }

    #[test]
    fn a_twin_weighs_far_less_than_the_person() {
        let held = person("Callum", "Hughes", "1956-09-14", "84 Invented Road");
        let twin = person("Owain", "Hughes", "1956-09-14", "84 Invented Road");
        assert!(compared(&held, &held).bits() - compared(&held, &twin).bits() > 15.0);
    }
}
