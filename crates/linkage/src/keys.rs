//! Where a record is filed, so that one question meets a few likely people and not the country.

use crate::normal::email;
use crate::population::hash;
use crate::prepared::{Place, Prepared, PreparedName};
use crate::record::{Birth, Date};
use crate::words::Word;

/// The kinds of key. Each catches records that differ in what it leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum KeyKind {
    /// Given by another body.
    Identifier,
    Phone,
    /// The part before the `@`.
    Email,
    /// Day, month and year, day and month in either order.
    Birth,
    /// Sound of surname and year of birth.
    FamilyYear,
    /// First name and date, day and month in either order.
    GivenBirth,
    /// First name and day and month: the year was mistyped.
    GivenDay,
    /// Surname sound and day and month.
    FamilyDay,
    /// Full postcode and initial of a name.
    PostcodeInitial,
    /// Number and street.
    Home,
    /// Surname sound and postcode district.
    FamilyOutward,
    /// First name and postcode district.
    GivenOutward,
    /// Both names, in either order.
    BothNames,
    /// Both sounds, in either order.
    BothSounds,
    /// Surname alone, useful when rare.
    Family,
    /// First name and year.
    GivenYear,
    /// Any word of a name, for the search box.
    Word,
    /// Full postcode alone, for the search box.
    Postcode,
}

/// The keys of a record, each once, in a fixed order.
pub(crate) fn keys(person: &Prepared) -> Vec<u64> {
    let mut out = Vec::with_capacity(24);
    let years = years(person);
    for name in &person.names {
        name_keys(name, person, &years, &mut out);
    }
    value_keys(person, &mut out);
    out.sort_unstable();
    out.dedup();
    out
}

/// Further keys, under which a record is filed only so that a search box finds
/// it by one thing alone. Matching leaves them out: a surname or a postcode by
/// itself does not make two records worth comparing.
pub(crate) fn search_keys(person: &Prepared) -> Vec<u64> {
    let mut out: Vec<u64> = person
        .words()
        .map(|word| word_key(&word.text))
        .chain(postcode_keys(person))
        .collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// The key of one word of a name, wherever in the name it stands.
pub(crate) fn word_key(text: &str) -> u64 {
    hash((KeyKind::Word, text))
}

/// The keys of what was asked besides names, each of which may be asked alone.
pub(crate) fn asked_keys(asked: &Prepared) -> Vec<u64> {
    let mut out: Vec<u64> = postcode_keys(asked).collect();
    value_keys(asked, &mut out);
    out
}

fn postcode_keys(person: &Prepared) -> impl Iterator<Item = u64> + '_ {
    let whole = person.places.iter().filter(|p| !p.postcode.is_empty());
    whole.map(|place| hash((KeyKind::Postcode, &place.postcode)))
}

/// The keys that need no name beside them.
fn value_keys(person: &Prepared, out: &mut Vec<u64>) {
    for birth in person.full_births() {
        out.push(hash((KeyKind::Birth, unordered(birth))));
    }
    out.extend(person.phones.iter().map(|p| hash((KeyKind::Phone, p))));
    out.extend(
        person
            .emails
            .iter()
            .map(|e| hash((KeyKind::Email, email::local(e)))),
    );
    for (scheme, value) in &person.identifiers {
        out.push(hash((KeyKind::Identifier, scheme, value)));
    }
    for place in &person.places {
        if let Some(home) = place.home.as_ref().filter(|h| !h.number.is_empty()) {
            out.push(hash((KeyKind::Home, &home.number, &home.street)));
        }
    }
}

fn name_keys(name: &PreparedName, person: &Prepared, years: &[i16], out: &mut Vec<u64>) {
    let given = name.given.first().map(|w| &**w).filter(|w| !w.is_initial());
    for word in &name.family {
        out.push(hash((KeyKind::Family, &word.text)));
        for year in years {
            out.push(hash((KeyKind::FamilyYear, &word.sound, year)));
        }
        for birth in person.full_births() {
            out.push(hash((KeyKind::FamilyDay, &word.sound, day(birth))));
        }
        if let Some(given) = given {
            out.push(both(KeyKind::BothNames, &given.text, &word.text));
            out.push(both(KeyKind::BothSounds, &given.sound, &word.sound));
        }
    }
    if let Some(given) = given {
        for year in years {
            out.push(hash((KeyKind::GivenYear, &given.text, year)));
        }
        for birth in person.full_births() {
            out.push(hash((KeyKind::GivenBirth, &given.sound, unordered(birth))));
            out.push(hash((KeyKind::GivenDay, &given.sound, day(birth))));
        }
    }
    for place in &person.places {
        place_keys(name, given, place, out);
    }
}

fn place_keys(name: &PreparedName, given: Option<&Word>, place: &Place, out: &mut Vec<u64>) {
    if !place.postcode.is_empty() {
        let words = name.given.iter().take(1).chain(name.family.iter().take(1));
        for letter in words.filter_map(|w| w.initial()) {
            out.push(hash((KeyKind::PostcodeInitial, &place.postcode, letter)));
        }
    }
    if !place.outward.is_empty() {
        for word in &name.family {
            out.push(hash((KeyKind::FamilyOutward, &word.sound, &place.outward)));
        }
        if let Some(given) = given {
            out.push(hash((KeyKind::GivenOutward, &given.sound, &place.outward)));
        }
    }
}

/// Years of birth from dates, or, where there is none, the years an age allows.
fn years(person: &Prepared) -> Vec<i16> {
    if person.births.is_empty() {
        return person
            .age_years
            .map_or_else(Vec::new, |(first, last)| vec![first, last]);
    }
    person
        .births
        .iter()
        .map(|b| match b {
            Birth::Full(Date { year, .. }) | Birth::Month { year, .. } | Birth::Year(year) => *year,
        })
        .collect()
}

/// Year with day and month in either order.
fn unordered(date: Date) -> (i16, u8, u8) {
    (
        date.year,
        date.day.min(date.month),
        date.day.max(date.month),
    )
}

/// Day and month in either order.
fn day(date: Date) -> (u8, u8) {
    (date.day.min(date.month), date.day.max(date.month))
}

/// Two words in either order.
fn both(kind: KeyKind, left: &str, right: &str) -> u64 {
    hash((kind, left.min(right), left.max(right)))
}

#[cfg(test)]
mod tests {
    use super::keys;
    use crate::prepared::Prepared;
    use crate::record::{Birth, Name, Record};

    fn shared(left: &Record, right: &Record) -> usize {
        let (l, r) = (keys(&Prepared::new(left)), keys(&Prepared::new(right)));
        l.iter().filter(|k| r.contains(k)).count()
    }

    fn person(given: &str, family: &str, born: &str) -> Record {
        Record {
            names: vec![Name::new(given, family)],
            birth: Birth::parse(born),
            ..Record::default()
        }
    }

    #[test]
    fn records_of_one_person_meet_under_some_key() {
        let held = person("Katarzyna", "Ellwood", "1976-11-02");
        for asked in [
            person("Katarzynh", "Ellwood", "1976-11-02"),
            person("Katarzyna", "Ellwood", "1976-02-11"),
            person("Ellwood", "Katarzyna", ""),
            person("Katarzyna", "Davies", "1976-11-02"),
            person("Katarzyna", "Davies", "1967-11-02"),
            person("Qqqq", "Elwood", "1976-01-01"),
        ] {
            assert!(shared(&held, &asked) > 0, "{asked:?}");
        }
        assert_eq!(shared(&held, &person("Sunil", "Patel", "1990-04-09")), 0);
    }
}
