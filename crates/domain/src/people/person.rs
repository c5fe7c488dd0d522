//! One person: every value several, dated and sourced, because agencies differ.

use jiff::{Timestamp, civil::Date};

use super::contact::{ContactSafety, Email, Way};
use super::held::Held;
use super::leak::SecretPlace;
use super::{Born, Diversity, Phone, SafeContact, Sex};
use crate::platform::ids::{IncidentId, PersonId};
use crate::platform::restriction::Restriction;
use crate::platform::settings::AreaCode;

/// Where a fact came from and when it was noted.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Source {
    /// In words: `police sheet 23/41007/26`, `typed by a worker`.
    pub what: String,
    /// When it was noted.
    pub at: Timestamp,
}

/// One name the person has been known by.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PersonName {
    /// Given names as one text; empty when not known.
    pub given: String,
    /// Family name; empty for a person with one name or none known.
    pub family: String,
    /// What kind of name.
    pub kind: NameKind,
    /// From when it was used, if known.
    pub from: Option<Date>,
    /// Until when, if known.
    pub to: Option<Date>,
    /// Where it came from.
    pub source: Source,
}

codes! {
    /// What kind of name it is.
    pub enum NameKind {
        Usual = "usual", "Usual name";
        Former = "former", "Former name";
        Alias = "alias", "Also known as";
    }
}

impl PersonName {
    /// The name as shown: `Katarzyna Ellwood`, `Joanna`, `Name not known`.
    pub fn shown(&self) -> String {
        let whole = format!("{} {}", self.given, self.family);
        let whole = whole.trim();
        if whole.is_empty() {
            "Name not known".to_owned()
        } else {
            whole.to_owned()
        }
    }
    /// Initials only, for screens that a room can see.
    pub fn initials(&self) -> String {
        [&self.given, &self.family]
            .iter()
            .filter_map(|part| part.chars().find(|c| c.is_alphabetic()))
            .flat_map(char::to_uppercase)
            .collect()
    }
}

/// An address with its dates; a confidential one is never shown in a general view (R30).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Address {
    /// The line or lines, without the postcode.
    pub line: String,
    /// The postcode in its usual form, or empty.
    pub postcode: String,
    /// Whether it must be kept from general view: a refuge, a new home after flight.
    pub confidential: bool,
    /// From when, if known.
    pub from: Option<Date>,
    /// Until when, if known.
    pub to: Option<Date>,
    /// Whether a letter there is safe (R26).
    #[serde(default)]
    pub letters: ContactSafety,
    /// Where it came from.
    pub source: Source,
}

/// A number another system knows the person by. Only an equal identifier of the
/// same scheme may join two records without a person's look.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Identifier {
    /// Whose number it is, for example `nhs` or `pnc`.
    pub scheme: String,
    /// The number as text.
    pub value: String,
    /// Where it came from.
    pub source: Source,
}

/// A tie to another person, as somebody stated it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Relationship {
    /// The other person.
    pub other: PersonId,
    /// What the other person is to this one, in the source's words: `ex-partner`, `child`.
    pub is: String,
    /// The incident that said so, if one did.
    pub incident: Option<IncidentId>,
    /// Where it came from.
    pub source: Source,
}

/// A date of birth as one source gave it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct BornFact {
    /// What is known.
    pub born: Born,
    /// Where it came from.
    pub source: Source,
}

/// A person known to the area.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Person {
    /// Their reference.
    pub id: PersonId,
    /// The area that holds the record.
    pub area: AreaCode,
    /// Names, the one to show first.
    pub names: Vec<PersonName>,
    /// Dates of birth, the one to rely on first.
    pub born: Vec<BornFact>,
    /// Sex as recorded.
    pub sex: Sex,
    /// Addresses, latest first.
    pub addresses: Vec<Address>,
    /// Phone numbers.
    pub phones: Vec<Phone>,
    /// E-mail addresses.
    #[serde(default)]
    pub emails: Vec<Email>,
    /// How to reach them safely.
    pub safe_contact: SafeContact,
    /// What was said about it before, oldest first; nothing that was recorded is lost.
    #[serde(default)]
    pub earlier_contact: Vec<SafeContact>,
    /// Places that have to stay secret, besides confidential addresses.
    #[serde(default)]
    pub secret_places: Vec<SecretPlace>,
    /// Other systems' numbers.
    pub identifiers: Vec<Identifier>,
    /// Ties to other people.
    pub relationships: Vec<Relationship>,
    /// The language they need, when an interpreter is needed.
    pub language: Option<String>,
    /// What they say of themselves that the national figures count (F31).
    #[serde(default)]
    pub about: Diversity,
    /// How closely the record is held.
    pub restriction: Restriction,
    /// Whether it is held closely only because a record that it was joined with is (R68).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub held_with_another: bool,
    /// When the record was made.
    pub created_at: Timestamp,
}

impl Person {
    /// The name to show.
    pub fn shown_name(&self) -> String {
        self.names
            .first()
            .map_or_else(|| "Name not known".to_owned(), PersonName::shown)
    }
    /// Initials, for screens that a room can see.
    pub fn initials(&self) -> String {
        let initials = self
            .names
            .first()
            .map(PersonName::initials)
            .unwrap_or_default();
        if initials.is_empty() {
            "?".to_owned()
        } else {
            initials
        }
    }
    /// The date of birth to rely on.
    pub fn born(&self) -> Born {
        self.born.first().map_or(Born::Unknown, |fact| fact.born)
    }
    /// Whether the record is held closely for a reason of its own.
    pub fn is_held_for_itself(&self) -> bool {
        self.restriction.is_restricted() && !self.held_with_another
    }
    /// Whether it is held in this way already.
    pub fn is_held(&self, held: &Held) -> bool {
        self.restriction == held.restriction && self.held_with_another == held.with_another
    }
    /// The addresses that may stand in a general view (R30).
    pub fn open_addresses(&self) -> impl Iterator<Item = &Address> {
        self.addresses
            .iter()
            .filter(|address| !address.confidential)
    }

    /// Every number or address for one way of reaching the person, with what is
    /// known of its safety, in the order of the record.
    pub fn ways(&self, way: Way) -> Box<dyn Iterator<Item = (String, ContactSafety)> + '_> {
        match way {
            Way::Phone => Box::new(
                self.phones
                    .iter()
                    .map(|phone| (phone.number.clone(), phone.safety)),
            ),
            Way::Letter => Box::new(
                self.addresses
                    .iter()
                    .map(|address| (address.written(), address.letters)),
            ),
            Way::Email => Box::new(
                self.emails
                    .iter()
                    .map(|email| (email.address.clone(), email.safety)),
            ),
        }
    }
    /// One of them, by its place.
    pub fn way(&self, way: Way, index: usize) -> Option<(String, ContactSafety)> {
        self.ways(way).nth(index)
    }
}

impl Address {
    /// Line and postcode as on an envelope.
    pub fn written(&self) -> String {
        format!("{} {}", self.line, self.postcode).trim().to_owned()
    }
}
