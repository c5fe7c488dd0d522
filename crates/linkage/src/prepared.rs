//! A record cleaned once, ready to be compared many times.

use std::sync::Arc;

use crate::normal::{address, birth, email, name, phone, postcode, text};
use crate::population::{Counted, hash};
use crate::record::{Address, AgeOn, Birth, Date, Record, Sex};
use crate::words::Word;

/// Values of one kind that are read from a record; the rest are left out, so
/// that a comparison takes bounded time.
const MOST_VALUES: usize = 12;

/// A name in words. `family` holds the joined surname first, then its parts
/// when there are several; `given` holds the first names in order, then, when
/// there are several, all of them joined.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct PreparedName {
    pub given: Vec<Arc<Word>>,
    pub middle: Vec<Arc<Word>>,
    pub family: Vec<Arc<Word>>,
}

/// A place in the parts that are compared.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub home: Option<address::Home>,
    pub town: Box<str>,
    pub outward: Box<str>,
    /// Outward and inward together; empty when only the outward part is known.
    pub postcode: Box<str>,
}

impl Place {
    /// The words under which a whole home is counted: number, flat and the
    /// narrowest place known. `None` when there is no house number.
    pub fn home_key(&self) -> Option<String> {
        let home = self.home.as_ref().filter(|h| !h.number.is_empty())?;
        let near = if self.postcode.is_empty() {
            &home.street
        } else {
            &*self.postcode
        };
        Some(format!("{}|{}|{near}", home.number, home.unit))
    }
}

/// A cleaned record.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Prepared {
    pub names: Vec<PreparedName>,
    pub births: Vec<Birth>,
    /// First and last possible year of birth from an age.
    pub age_years: Option<(i16, i16)>,
    pub sex: Option<Sex>,
    pub places: Vec<Place>,
    pub phones: Vec<Box<str>>,
    pub emails: Vec<Box<str>>,
    /// Scheme and value, folded.
    pub identifiers: Vec<(Box<str>, Box<str>)>,
}

impl Prepared {
    /// Cleans a record.
    pub fn new(record: &Record) -> Prepared {
        Prepared {
            names: names(record),
            births: distinct(record.birth.iter().chain(&record.other_births), |b| {
                birth::sensible(*b)
            }),
            age_years: record.age.and_then(years_of_birth),
            sex: record.sex,
            places: distinct(&record.addresses, place),
            phones: distinct(&record.phones, |p| phone::canonical(p).map(Into::into)),
            emails: distinct(&record.emails, |e| email::canonical(e).map(Into::into)),
            identifiers: distinct(&record.identifiers, |i| {
                let joined = |t: &str| text::fold(t).replace(' ', "").into_boxed_str();
                let value = joined(&i.value);
                (!name::is_placeholder(&i.value) || value.bytes().any(|b| b.is_ascii_digit()))
                    .then(|| (joined(&i.scheme), value))
                    .filter(|(_, value)| !value.is_empty())
            }),
        }
    }

    /// The full dates of birth.
    pub fn full_births(&self) -> impl Iterator<Item = Date> + '_ {
        self.births.iter().filter_map(|b| match b {
            Birth::Full(date) => Some(*date),
            Birth::Month { .. } | Birth::Year(_) => None,
        })
    }

    /// Every word of every name, repeats included.
    pub fn words(&self) -> impl Iterator<Item = &Word> {
        self.names.iter().flat_map(|name| {
            let all = name.given.iter().chain(&name.middle).chain(&name.family);
            all.map(|word| &**word)
        })
    }

    /// The distinct values whose frequency is kept.
    pub fn counted(&self) -> Vec<u64> {
        let mut out = Vec::new();
        for name in &self.names {
            out.extend(name.given.iter().map(|w| hash((Counted::Given, &*w.text))));
            out.extend(
                name.family
                    .iter()
                    .map(|w| hash((Counted::Family, &*w.text))),
            );
        }
        out.extend(
            self.places
                .iter()
                .filter_map(Place::home_key)
                .map(|home| hash((Counted::Home, home.as_str()))),
        );
        out.extend(self.phones.iter().map(|p| hash((Counted::Phone, &**p))));
        out.extend(self.emails.iter().map(|e| hash((Counted::Email, &**e))));
        out.sort_unstable();
        out.dedup();
        out
    }
}

/// Cleans the first values of a list and leaves out repeats.
fn distinct<'a, T: 'a, U: PartialEq>(
    values: impl IntoIterator<Item = &'a T>,
    clean: impl Fn(&T) -> Option<U>,
) -> Vec<U> {
    let mut out = Vec::new();
    for value in values.into_iter().take(MOST_VALUES * 2).filter_map(clean) {
        if out.len() < MOST_VALUES && !out.contains(&value) {
            out.push(value);
        }
    }
    out
}

fn names(record: &Record) -> Vec<PreparedName> {
    let mut out: Vec<PreparedName> = distinct(&record.names, |written| {
        let parts = name::parts(written);
        let name = PreparedName {
            given: with_joined(&parts.given, false),
            middle: parts.middle.iter().map(|w| Word::new(w)).collect(),
            family: with_joined(&parts.family, true),
        };
        (!name.given.is_empty() || !name.family.is_empty()).then_some(name)
    });
    // An alias is often only a first name; it goes with the surname held.
    let family = out
        .iter()
        .find(|n| !n.family.is_empty())
        .map(|n| n.family.clone());
    if let Some(family) = family {
        for name in out.iter_mut().skip(1).filter(|n| n.family.is_empty()) {
            name.family = family.clone();
        }
    }
    out
}

/// Words, and where there are several also all of them as one word: "Mc
/// Phillips", "YingSze" and "Castell Jones" are written both ways.
fn with_joined(words: &[String], joined_first: bool) -> Vec<Arc<Word>> {
    let mut out: Vec<Arc<Word>> = words.iter().map(|w| Word::new(w)).collect();
    if words.len() > 1 {
        let whole = Word::new(&words.concat());
        if joined_first {
            out.insert(0, whole);
        } else {
            out.push(whole);
        }
    }
    out
}

fn years_of_birth(age: AgeOn) -> Option<(i16, i16)> {
    let years = i16::try_from(age.years).ok().filter(|y| *y <= 120)?;
    Some((age.on.year - years - 1, age.on.year - years))
}

fn place(written: &Address) -> Option<Place> {
    let code = postcode::parse(&written.postcode);
    let home = address::parse(&written.line);
    let town = text::fold(&written.town);
    let (outward, inward) = code.map_or_else(Default::default, |c| (c.outward, c.inward));
    let whole = if inward.is_empty() {
        String::new()
    } else {
        format!("{outward}{inward}")
    };
    (home.is_some() || !outward.is_empty()).then(|| Place {
        home,
        town: town.into(),
        outward: outward.into(),
        postcode: whole.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::Prepared;
    use crate::record::{Identifier, Name, Record};

    #[test]
    fn repeats_and_placeholders_are_left_out() {
        let record = Record {
            names: vec![
                Name::new("ANN", "Lee"),
                Name::new("Ann", "LEE"),
                Name::new("Unknown", "U/K"),
            ],
            phones: vec![
                "07700 900123".into(),
                "+447700900123".into(),
                "0000000000".into(),
            ],
            identifiers: vec![Identifier {
                scheme: "NHS".into(),
                value: "999 000 0000".into(),
            }],
            ..Record::default()
        };
        let p = Prepared::new(&record);
        assert_eq!(p.names.len(), 1);
        assert_eq!(p.phones.len(), 1);
        assert_eq!(p.identifiers, vec![("nhs".into(), "9990000000".into())]);
    }

    #[test]
    fn a_bare_alias_takes_the_surname() {
        let record = Record {
            names: vec![Name::new("Robert", "Lee"), Name::new("Bob", "")],
            ..Record::default()
        };
        let p = Prepared::new(&record);
        assert!(
            p.names
                .iter()
                .all(|n| n.family.first().is_some_and(|w| &*w.text == "lee"))
        );
    }
}
