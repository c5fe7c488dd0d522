//! What the directory says of one service (R243): every field that a reader, the feed or a file may hold.

use jiff::civil::Date;

use super::opening::Opening;
use super::{Audience, Cost, ForWhom, Gender, Need, ReferralRoute, ServiceKind, ServiceState};

/// A telephone number.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phone {
    /// The number, as people dial it.
    pub number: String,
    /// What it is for, where a service has several: “Out of hours”.
    #[serde(default)]
    pub label: String,
    /// Who may be shown it: an emergency number for refuge enquiries is for professionals (R5).
    #[serde(default = "everybody")]
    pub audience: Audience,
}

/// A mailbox.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Email {
    /// The address, exactly as it was printed or given.
    pub address: String,
    /// Whether it is a secure mailbox.
    #[serde(default)]
    pub secure: bool,
    /// Who may be shown it.
    #[serde(default = "everybody")]
    pub audience: Audience,
    /// Why it must not be used until somebody has confirmed it (C28, C29); empty when there is no doubt.
    #[serde(default)]
    pub doubt: String,
}

const fn everybody() -> Audience {
    Audience::Everybody
}

impl Email {
    /// The address to send to: none while there is a doubt about it (C28, C29).
    #[must_use]
    pub fn to_send(&self) -> Option<&str> {
        self.doubt.is_empty().then_some(self.address.as_str())
    }
}

/// Where a service is, and whether anybody may know it (R30, R232, F88).
#[derive(Clone, Debug, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Location {
    /// It has no place to go to: a telephone or online service, or nobody has said.
    #[default]
    None,
    /// It has a place whose address is secret; the directory does not hold it at all.
    Confidential,
    /// Anybody may know it.
    Open {
        /// House and street.
        street: String,
        /// Town.
        town: String,
        /// Postcode.
        postcode: String,
    },
}

/// When, and by whom, an entry was last found right.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Checked {
    /// The day.
    pub on: Date,
    /// Who says so.
    pub by: String,
}

/// What the directory says of one service.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceDetails {
    /// Its name.
    pub name: String,
    /// The organisation that runs it.
    pub organisation: String,
    /// Names that it or its provider had before (C32).
    #[serde(default)]
    pub former_names: Vec<String>,
    /// What it does.
    pub kind: ServiceKind,
    /// What it does, in one or two plain sentences.
    #[serde(default)]
    pub about: String,
    /// Whether it serves the whole country.
    #[serde(default)]
    pub national: bool,
    /// The parts of the area that it serves; none means all of it.
    #[serde(default)]
    pub places: Vec<String>,
    /// Whom it is for.
    #[serde(default)]
    pub for_whom: Vec<ForWhom>,
    /// What it helps with.
    #[serde(default)]
    pub needs: Vec<Need>,
    /// Genders it is limited to; none means everyone.
    #[serde(default)]
    pub genders: Vec<Gender>,
    /// Youngest age in whole years, inclusive.
    #[serde(default)]
    pub min_age: Option<u8>,
    /// Oldest age in whole years, inclusive.
    #[serde(default)]
    pub max_age: Option<u8>,
    /// Languages spoken besides English.
    #[serde(default)]
    pub languages: Vec<String>,
    /// What it costs.
    #[serde(default = "not_known")]
    pub cost: Cost,
    /// More about the cost.
    #[serde(default)]
    pub cost_note: String,
    /// Access for disabled people, interpreters, text and video.
    #[serde(default)]
    pub accessibility: String,
    /// When it is open.
    #[serde(default, with = "lines")]
    pub opening: Opening,
    /// What holds outside those times: an answerphone, another number.
    #[serde(default)]
    pub out_of_hours: String,
    /// Who may send somebody there.
    #[serde(default)]
    pub referral: Vec<ReferralRoute>,
    /// How to refer, in plain words.
    #[serde(default)]
    pub how_to_refer: String,
    /// Telephone numbers.
    #[serde(default)]
    pub phones: Vec<Phone>,
    /// Mailboxes.
    #[serde(default)]
    pub emails: Vec<Email>,
    /// Its page, with `https://`.
    #[serde(default)]
    pub web: String,
    /// Where it is.
    #[serde(default)]
    pub location: Location,
    /// Who may be shown the entry at all.
    #[serde(default = "everybody")]
    pub audience: Audience,
    /// Whether it can be used now.
    #[serde(default = "active")]
    pub state: ServiceState,
    /// When it was last found right; none means never since it was loaded.
    #[serde(default)]
    pub checked: Option<Checked>,
    /// Where the facts come from.
    #[serde(default)]
    pub source: String,
    /// What is uncertain about the entry, told to staff (C28, C29).
    #[serde(default)]
    pub doubts: Vec<String>,
}

const fn not_known() -> Cost {
    Cost::NotKnown
}

const fn active() -> ServiceState {
    ServiceState::Active
}

impl ServiceDetails {
    /// An entry with a name, a provider and a kind, and nothing else known of it.
    #[must_use]
    pub fn new(name: &str, organisation: &str, kind: ServiceKind) -> Self {
        Self {
            name: name.to_owned(),
            organisation: organisation.to_owned(),
            former_names: Vec::new(),
            kind,
            about: String::new(),
            national: false,
            places: Vec::new(),
            for_whom: Vec::new(),
            needs: Vec::new(),
            genders: Vec::new(),
            min_age: None,
            max_age: None,
            languages: Vec::new(),
            cost: Cost::NotKnown,
            cost_note: String::new(),
            accessibility: String::new(),
            opening: Opening::NotKnown,
            out_of_hours: String::new(),
            referral: Vec::new(),
            how_to_refer: String::new(),
            phones: Vec::new(),
            emails: Vec::new(),
            web: String::new(),
            location: Location::None,
            audience: Audience::Everybody,
            state: ServiceState::Active,
            checked: None,
            source: String::new(),
            doubts: Vec::new(),
        }
    }

    /// Whether somebody of this age is served, as far as the entry says.
    #[must_use]
    pub fn serves_age(&self, age: u8) -> bool {
        self.min_age.is_none_or(|min| min <= age) && self.max_age.is_none_or(|max| age <= max)
    }

    /// The ages served, in words.
    #[must_use]
    pub fn ages(&self) -> String {
        match (self.min_age, self.max_age) {
            (None, None) => "Any age".to_owned(),
            (Some(min), None) => format!("{min} and over"),
            (None, Some(max)) => format!("Up to {max}"),
            (Some(min), Some(max)) => format!("{min} to {max}"),
        }
    }

    /// Whether it serves this part of the area.
    #[must_use]
    pub fn serves_place(&self, place: &str) -> bool {
        self.national
            || self.places.is_empty()
            || self
                .places
                .iter()
                .any(|own| own.eq_ignore_ascii_case(place.trim()))
    }
}

/// Opening times stand in files and documents as the lines that people write.
mod lines {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::Opening;

    pub fn serialize<S: Serializer>(opening: &Opening, serializer: S) -> Result<S::Ok, S::Error> {
        opening.lines().serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Opening, D::Error> {
        let lines = Vec::<String>::deserialize(deserializer)?;
        Opening::read(&lines.join("\n")).map_err(serde::de::Error::custom)
    }
}
