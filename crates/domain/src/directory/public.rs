//! The one view of a service that may leave the building: a list of what is allowed, never of what is forbidden (R30, F88).

use jiff::Timestamp;
use jiff::civil::Date;

use super::change::{is_secret, known_of};
use super::entry::DirectoryEntry;
use super::opening::Opening;
use super::service::{Location, ServiceDetails};
use super::whereabouts::tells_where;
use super::{Audience, Cost, ForWhom, Gender, Need, ReferralRoute, ServiceKind, ServiceState};
use crate::platform::ids::EntryId;

/// An address that anybody may know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenAddress {
    /// House and street.
    pub street: String,
    /// Town.
    pub town: String,
    /// Postcode.
    pub postcode: String,
}

/// A service as the public pages and the open feed may tell it. What is not here cannot leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicService {
    /// Its identifier.
    pub id: EntryId,
    /// Its name.
    pub name: String,
    /// The organisation that runs it.
    pub organisation: String,
    /// What it does.
    pub kind: ServiceKind,
    /// What it does, in plain sentences.
    pub about: String,
    /// Whether it serves the whole country.
    pub national: bool,
    /// The parts of the area that it serves; none means all of it.
    pub places: Vec<String>,
    /// Whom it is for.
    pub for_whom: Vec<ForWhom>,
    /// What it helps with.
    pub needs: Vec<Need>,
    /// Genders it is limited to.
    pub genders: Vec<Gender>,
    /// Youngest age.
    pub min_age: Option<u8>,
    /// Oldest age.
    pub max_age: Option<u8>,
    /// The ages served, in words.
    pub ages: String,
    /// Languages besides English.
    pub languages: Vec<String>,
    /// What it costs.
    pub cost: Cost,
    /// More about the cost.
    pub cost_note: String,
    /// Access.
    pub accessibility: String,
    /// When it is open.
    pub opening: Opening,
    /// What holds outside those times.
    pub out_of_hours: String,
    /// Who may send somebody there.
    pub referral: Vec<ReferralRoute>,
    /// How to refer.
    pub how_to_refer: String,
    /// Numbers that anybody may ring, each with what it is for.
    pub phones: Vec<(String, String)>,
    /// Mailboxes that anybody may use and nobody doubts.
    pub emails: Vec<String>,
    /// Its page.
    pub web: String,
    /// Its address, when anybody may know it.
    pub address: Option<OpenAddress>,
    /// Whether its address is secret.
    pub secret: bool,
    /// Whether it can be used now.
    pub state: ServiceState,
    /// The day on which it was last found right.
    pub checked_on: Option<Date>,
    /// When it last changed.
    pub changed_at: Timestamp,
}

impl DirectoryEntry {
    /// The entry as anybody may see it: none when it is for professionals, not yet approved, ended,
    /// or ended. A text of a secret service that tells where it is stays out, whoever let it stand.
    #[must_use]
    pub fn public(&self) -> Option<PublicService> {
        let details = self.details.as_ref()?;
        let shown = details.audience == Audience::Everybody && details.state != ServiceState::Ended;
        if !shown {
            return None;
        }
        let secret = is_secret(details);
        let known = known_of(details);
        let safe = |text: &str| {
            if secret && tells_where(text, &known).is_some() {
                String::new()
            } else {
                text.to_owned()
            }
        };
        let all = |texts: &[String]| {
            texts
                .iter()
                .map(|text| safe(text))
                .filter(|text| !text.is_empty())
                .collect()
        };
        Some(PublicService {
            id: self.id,
            name: safe(&details.name),
            organisation: safe(&details.organisation),
            kind: details.kind,
            about: safe(&details.about),
            national: details.national,
            // A secret service is told by its area alone: a town would narrow the search for it.
            places: if secret {
                Vec::new()
            } else {
                all(&details.places)
            },
            for_whom: details.for_whom.clone(),
            needs: details.needs.clone(),
            genders: details.genders.clone(),
            min_age: details.min_age,
            max_age: details.max_age,
            ages: details.ages(),
            languages: details.languages.clone(),
            cost: details.cost,
            cost_note: safe(&details.cost_note),
            accessibility: safe(&details.accessibility),
            opening: details.opening.clone(),
            out_of_hours: safe(&details.out_of_hours),
            referral: details.referral.clone(),
            how_to_refer: safe(&details.how_to_refer),
            phones: open_phones(details),
            emails: open_mailboxes(details),
            web: safe(&details.web),
            address: open_address(details, secret),
            secret,
            state: details.state,
            checked_on: details.checked.as_ref().map(|checked| checked.on),
            changed_at: self.changed_at,
        })
    }
}

fn open_phones(details: &ServiceDetails) -> Vec<(String, String)> {
    details
        .phones
        .iter()
        .filter(|phone| phone.audience == Audience::Everybody)
        .map(|phone| (phone.number.clone(), phone.label.clone()))
        .collect()
}

fn open_mailboxes(details: &ServiceDetails) -> Vec<String> {
    details
        .emails
        .iter()
        .filter(|email| email.audience == Audience::Everybody && !email.secure)
        .filter_map(|email| email.to_send().map(str::to_owned))
        .collect()
}

fn open_address(details: &ServiceDetails, secret: bool) -> Option<OpenAddress> {
    match &details.location {
        Location::Open {
            street,
            town,
            postcode,
        } if !secret => Some(OpenAddress {
            street: street.clone(),
            town: town.clone(),
            postcode: postcode.clone(),
        }),
        _ => None,
    }
}
