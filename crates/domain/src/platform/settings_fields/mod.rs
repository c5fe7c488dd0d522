//! The table of every settings key: what it may hold, what it is when left out, and why it exists.

mod doors;
mod hub;
mod mail;
mod marac;
mod matac;
mod partnership;

use crate::incidents::Flag;
use crate::platform::actor::Role;
use crate::risk::RiskLevel;

/// One key of an area's settings file.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Where it stands, parts joined by dots. `[]` marks repeated rows and `*` the code of a promise.
    pub path: &'static str,
    /// What it may hold.
    pub kind: Kind,
    /// What it is when left out.
    pub preset: Preset,
    /// One sentence of help.
    pub help: &'static str,
    /// Requirement, contradiction and fact numbers that it comes from; empty for plain identification.
    pub sources: &'static str,
}

/// What a key may hold.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Words, not empty.
    Text,
    /// A short code.
    Slug,
    /// True or false.
    YesNo,
    /// A whole number within a range, both ends included.
    Whole {
        /// Least.
        min: u32,
        /// Most.
        max: u32,
    },
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// A length of time in words.
    Length,
    /// One of a closed list.
    Choice(fn() -> Vec<&'static str>),
    /// Some of a closed list.
    Choices(fn() -> Vec<&'static str>),
    /// A list of words.
    Texts,
    /// A list of whole numbers within a range.
    Wholes {
        /// Least.
        min: u32,
        /// Most.
        max: u32,
    },
    /// Opening windows of one day.
    Windows,
}

/// What a key is when the file leaves it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// It may not be left out.
    Required,
    /// It then has no value.
    Absent,
    /// It then has this value, written as in the file.
    Is(&'static str),
    /// It then has the value that the built-in promise of that code has.
    BuiltIn,
}

impl Field {
    /// What the key may hold, in words; error messages use the same words.
    #[must_use]
    pub fn allowed(&self) -> String {
        match self.kind {
            Kind::Text => "some words in quotation marks".to_owned(),
            Kind::Slug => "a code of 2 to 40 lower-case letters, digits, hyphens or underscores".to_owned(),
            Kind::YesNo => "true or false".to_owned(),
            Kind::Whole { min, max } => format!("a whole number from {min} to {max}"),
            Kind::Date => "a date such as 2026-04-01, without quotation marks".to_owned(),
            Kind::Time => "a time such as \"09:30\"".to_owned(),
            Kind::Length => "a length such as \"30 minutes\", \"72 hours\", \"3 working days\", \"next working day\" or \"42 days\"".to_owned(),
            Kind::Choice(codes) => format!("one of {}", quoted(&codes())),
            Kind::Choices(codes) => format!("a list of some of {}", quoted(&codes())),
            Kind::Texts => "a list of words such as [\"one\", \"two\"]".to_owned(),
            Kind::Wholes { min, max } => format!("a list of whole numbers from {min} to {max}"),
            Kind::Windows => "a list of opening times in order, such as [\"09:00-12:30\", \"13:30-17:00\"]".to_owned(),
        }
    }

    /// What happens when the key is left out, in words.
    #[must_use]
    pub fn default_in_words(&self) -> String {
        match self.preset {
            Preset::Required => "must be given".to_owned(),
            Preset::Absent => "none".to_owned(),
            Preset::Is(literal) => literal.to_owned(),
            Preset::BuiltIn => "as built in for that promise".to_owned(),
        }
    }
}

fn quoted(codes: &[&str]) -> String {
    codes
        .iter()
        .map(|code| format!("\"{code}\""))
        .collect::<Vec<_>>()
        .join(", ")
}

/// Every key, in the order in which a file is best written.
pub fn all() -> impl Iterator<Item = &'static Field> {
    [
        partnership::FIELDS,
        hub::FIELDS,
        mail::FIELDS,
        marac::FIELDS,
        matac::FIELDS,
        doors::FIELDS,
    ]
    .into_iter()
    .flatten()
}

/// The field at this path, with `[]` and `*` as in [`Field::path`].
#[must_use]
pub fn field(path: &str) -> Option<&'static Field> {
    all().find(|field| field.path == path)
}

/// Shorthand for a row of the tables below.
const fn row(
    path: &'static str,
    kind: Kind,
    preset: Preset,
    help: &'static str,
    sources: &'static str,
) -> Field {
    Field {
        path,
        kind,
        preset,
        help,
        sources,
    }
}

/// The codes of a closed list, as a function that a static table can name.
macro_rules! codes_of {
    ($list:ty) => {
        || <$list>::ALL.iter().map(|choice| choice.code()).collect()
    };
}
use codes_of;

const ROLES: fn() -> Vec<&'static str> = codes_of!(Role);
const LEVELS: fn() -> Vec<&'static str> = codes_of!(RiskLevel);
const FLAGS: fn() -> Vec<&'static str> = codes_of!(Flag);

/// The codes of the days of the week, Monday first.
pub const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// The codes of the kinds of calendar, in the order of [`crate::platform::calendar::Calendar`].
pub const CALENDAR_KINDS: [&str; 4] = ["elapsed", "working_days", "hours", "dapn"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_stands_once_with_help_and_a_possible_default() {
        let mut seen = std::collections::BTreeSet::new();
        for field in all() {
            assert!(seen.insert(field.path), "{} stands twice", field.path);
            assert!(
                field.help.ends_with('.') && field.help.len() > 15,
                "{}: help is one sentence",
                field.path
            );
            if let (Kind::Choice(codes), Preset::Is(literal)) = (field.kind, field.preset) {
                assert!(
                    codes().contains(&literal.trim_matches('"')),
                    "{}: default {literal} is not a choice",
                    field.path
                );
            }
            if let (Kind::Whole { min, max }, Preset::Is(literal)) = (field.kind, field.preset) {
                let number: u32 = literal.parse().unwrap();
                assert!(
                    (min..=max).contains(&number),
                    "{}: default {literal} is out of range",
                    field.path
                );
            }
        }
    }

    #[test]
    fn sources_are_requirement_contradiction_or_fact_numbers() {
        for field in all().filter(|field| !field.sources.is_empty()) {
            for source in field.sources.split(", ") {
                let (letter, number) = source.split_at(1);
                assert!(
                    "RCF".contains(letter) && number.parse::<u16>().is_ok(),
                    "{}: {source}",
                    field.path
                );
            }
        }
    }
}
