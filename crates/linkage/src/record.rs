//! What a caller hands over about one person: a set of values, as they were written down.

use crate::normal::birth;

/// One person as known to one or several sources. Every field may be empty;
/// lists hold all values ever seen, because a person is a set of values and
/// not the latest row. Values are given as written: cleaning is done here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Current, former and other names. Placeholders such as "Unknown" do no harm.
    pub names: Vec<Name>,
    /// The best date of birth.
    pub birth: Option<Birth>,
    /// Other dates of birth seen on paperwork.
    pub other_births: Vec<Birth>,
    /// The age in years on a day, where only an age was written.
    pub age: Option<AgeOn>,
    /// Sex as recorded; `None` when not known.
    pub sex: Option<Sex>,
    /// Present and past addresses.
    pub addresses: Vec<Address>,
    /// Telephone numbers, in any layout.
    pub phones: Vec<String>,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// Numbers that others gave the person.
    pub identifiers: Vec<Identifier>,
}

/// One name of a person, in its parts. A person with one name has it in `given`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// First name or names.
    pub given: String,
    /// Middle names or initials.
    pub middle: String,
    /// Surname, with particles and hyphens.
    pub family: String,
}

impl Name {
    /// A name from a first name and a surname.
    pub fn new(given: &str, family: &str) -> Name {
        Name {
            given: given.to_owned(),
            middle: String::new(),
            family: family.to_owned(),
        }
    }

    /// A name from one piece of text: "Ann Lee", "LEE, Ann", or one word,
    /// which is taken as a first name. The last word is taken as the surname.
    pub fn full(whole: &str) -> Name {
        if let Some((family, given)) = whole.split_once(',') {
            return Name::new(given.trim(), family.trim());
        }
        match whole.trim().rsplit_once(char::is_whitespace) {
            Some((given, family)) => Name::new(given.trim(), family),
            None => Name::new(whole.trim(), ""),
        }
    }
}

/// A day of the calendar, with no time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Year of the common era.
    pub year: i16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl Date {
    /// A date, or `None` when the calendar has no such day.
    pub fn new(year: i16, month: u8, day: u8) -> Option<Date> {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        (1..=days)
            .contains(&day)
            .then_some(Date { year, month, day })
    }
}

/// A date of birth, as much of it as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Birth {
    /// Day, month and year.
    Full(Date),
    /// Month and year only.
    Month {
        /// Year of the common era.
        year: i16,
        /// 1 to 12.
        month: u8,
    },
    /// Year only.
    Year(i16),
}

impl Birth {
    /// Reads ISO dates, `dd/mm/yyyy` with `/`, `.`, `-` or spaces, `yyyy-mm`
    /// and `yyyy`. `None` for blank or unknown text, for days that do not
    /// exist and for well-known placeholders such as 1900-01-01.
    pub fn parse(text: &str) -> Option<Birth> {
        birth::parse(text)
    }
}

/// An age, and the day on which it was true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgeOn {
    /// Whole years.
    pub years: u16,
    /// The day on which the age was written down.
    pub on: Date,
}

/// Sex as recorded by a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Recorded as something else; never counted against a match.
    Other,
}

/// A place where a person lives or lived.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// House number or name, flat and street, in one line.
    pub line: String,
    /// Town or city.
    pub town: String,
    /// UK postcode, in any layout.
    pub postcode: String,
}

/// A number that another body gave the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identifier {
    /// Which numbering it is, for example "nhs" or "pnc".
    pub scheme: String,
    /// The number, in any layout.
    pub value: String,
}
