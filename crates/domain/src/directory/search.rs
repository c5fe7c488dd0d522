//! Finding a service by need, place, age and time: a plain filter and a helpful order.

use jiff::Timestamp;

use super::opening::OpenState;
use super::service::ServiceDetails;
use super::{ForWhom, Gender, Need, ServiceKind, ServiceState};
use crate::platform::holidays::BankHolidays;

codes! {
    /// Which entries a list shows.
    pub enum Show {
        All = "all", "All services";
        Stale = "stale", "To check again";
        Waiting = "waiting", "Waiting for a steward";
    }
}

/// What somebody looks for; what is left out does not narrow the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Words that must stand in the entry, in any order.
    pub words: String,
    /// What it must help with.
    pub need: Option<Need>,
    /// What it must do.
    pub kind: Option<ServiceKind>,
    /// Whom it must be for.
    pub for_whom: Option<ForWhom>,
    /// The part of the area.
    pub place: String,
    /// The age of the person.
    pub age: Option<u8>,
    /// The gender of the person.
    pub gender: Option<Gender>,
    /// Only those that are open at the moment asked about.
    pub open_now: bool,
}

impl Wanted {
    /// Whether an entry fits. An entry that says nothing about ages, places or genders fits all of them.
    #[must_use]
    pub fn fits(&self, details: &ServiceDetails, now: Timestamp, holidays: &BankHolidays) -> bool {
        details.state != ServiceState::Ended
            && self.need.is_none_or(|need| details.needs.contains(&need))
            && self.kind.is_none_or(|kind| details.kind == kind)
            && self
                .for_whom
                .is_none_or(|whom| details.for_whom.contains(&whom))
            && (self.place.trim().is_empty() || details.serves_place(&self.place))
            && self.age.is_none_or(|age| details.serves_age(age))
            && self.gender.is_none_or(|gender| {
                details.genders.is_empty() || details.genders.contains(&gender)
            })
            && (!self.open_now || details.opening.state(now, holidays).is_open())
            && self.words_stand_in(details)
    }

    fn words_stand_in(&self, details: &ServiceDetails) -> bool {
        let text = [
            details.name.as_str(),
            details.organisation.as_str(),
            details.about.as_str(),
            details.kind.label(),
        ]
        .into_iter()
        .chain(details.former_names.iter().map(String::as_str))
        .chain(details.needs.iter().map(|need| need.label()))
        .chain(details.places.iter().map(String::as_str))
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase();
        self.words
            .to_lowercase()
            .split_whitespace()
            .all(|word| text.contains(word))
    }
}

/// The place of an entry in a list: what can be reached now first, local before national, then by name.
#[must_use]
pub fn order(details: &ServiceDetails, state: OpenState) -> (u8, bool, String) {
    let reach = match state {
        _ if details.state == ServiceState::TemporarilyClosed => 3,
        OpenState::Open(_) => 0,
        OpenState::NotKnown => 1,
        OpenState::Closed(_) => 2,
    };
    (reach, details.national, details.name.to_lowercase())
}
