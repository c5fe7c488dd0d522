//! Invented people for the tests.

use hawthorn_linkage::{Address, Birth, Name, Record, Sex};

/// One invented person, as one line of the fixture.
pub fn person(
    name: (&str, &str),
    born: &str,
    sex: char,
    home: (&str, &str),
    phone: &str,
) -> Record {
    Record {
        names: vec![Name::new(name.0, name.1)],
        birth: Birth::parse(born),
        sex: match sex {
            'F' => Some(Sex::Female),
            'M' => Some(Sex::Male),
            _ => None,
        },
        addresses: vec![Address {
            line: home.0.into(),
            town: String::new(),
            postcode: home.1.into(),
        }],
        phones: vec![phone.into()],
        ..Record::default()
    }
}
