//! Keeping an entry right: what it must hold, what it must never tell, who approves, when it is stale (R30, R247, F88).

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::ServiceKind;
use super::entry::{DirectoryEntry, Proposal, SentBack};
use super::service::{Checked, Location, ServiceDetails};
use super::whereabouts::tells_where;
use crate::people::contact::{digits_written, is_mailbox};
use crate::platform::audit::Doer;

/// One field of an entry that cannot stay as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryProblem {
    /// The field's name.
    pub field: &'static str,
    /// What is wrong and what to do.
    pub message: String,
}

/// Why an entry cannot be changed as asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryRefusal {
    /// Nothing waits to be approved.
    #[error(
        "No change waits for a steward here; somebody may have answered it already. Open the entry again."
    )]
    NothingProposed,
    /// A change waits already.
    #[error(
        "A change to this entry waits for a steward already. Ask a steward to answer it first, so that neither change is lost."
    )]
    AlreadyProposed,
    /// A proposal is sent back without a word why.
    #[error("Say why the change is sent back, so that whoever proposed it can mend it.")]
    NoReason,
    /// A new entry cannot be said to be right before it has been approved.
    #[error("A new entry is checked when a steward approves it.")]
    NotYetApproved,
}

/// What is wrong with the details of an entry; nothing when they may be kept.
#[must_use]
pub fn problems(details: &ServiceDetails) -> Vec<EntryProblem> {
    let mut found = Vec::new();
    let mut add = |field, message: &str| {
        found.push(EntryProblem {
            field,
            message: message.to_owned(),
        });
    };
    if details.name.trim().is_empty() {
        add("name", "Enter the name of the service.");
    }
    if details.organisation.trim().is_empty() {
        add(
            "organisation",
            "Enter the organisation that runs the service.",
        );
    }
    if matches!((details.min_age, details.max_age), (Some(min), Some(max)) if max < min) {
        add(
            "max_age",
            "The oldest age is below the youngest. Correct one of the two.",
        );
    }
    if !details.web.is_empty() && !details.web.starts_with("https://") {
        add(
            "web",
            "Enter the whole address of the page, beginning with https://.",
        );
    }
    if details.phones.iter().any(|phone| !is_phone(&phone.number)) {
        add(
            "phones",
            "A telephone number holds 3 to 15 digits and spaces. Correct the number.",
        );
    }
    if details
        .emails
        .iter()
        .any(|email| !is_mailbox(&email.address))
    {
        add(
            "emails",
            "An e-mail address has one @ and no spaces. Correct the address.",
        );
    }
    if details.kind == ServiceKind::Refuge && matches!(details.location, Location::Open { .. }) {
        add(
            "location",
            "Where a refuge is stays secret. Choose “The address is secret” and leave street, town and postcode out.",
        );
    }
    if is_secret(details) {
        found.extend(whereabouts(details));
    }
    found
}

/// The texts of a secret service that tell where it is, each with the words that do.
fn whereabouts(details: &ServiceDetails) -> Vec<EntryProblem> {
    let known = known_of(details);
    told_of(details)
        .filter_map(|(field, text)| {
            let words = tells_where(text, &known)?;
            Some(EntryProblem {
                field,
                message: format!(
                    "The address of this service is secret, and this tells where it is: “{words}”. Say it without streets, towns, landmarks and maps."
                ),
            })
        })
        .collect()
}

/// What of a service is told anyway: its name, who runs it, and the parts that it serves.
pub(super) fn known_of(details: &ServiceDetails) -> Vec<&str> {
    [details.name.as_str(), details.organisation.as_str()]
        .into_iter()
        .chain(details.places.iter().map(String::as_str))
        .collect()
}

/// Whether nobody may learn where the service is.
#[must_use]
pub fn is_secret(details: &ServiceDetails) -> bool {
    details.kind == ServiceKind::Refuge || details.location == Location::Confidential
}

/// Every free text of an entry that may leave the building.
fn told_of(details: &ServiceDetails) -> impl Iterator<Item = (&'static str, &str)> {
    let labels = details.phones.iter().map(|phone| phone.label.as_str());
    [
        ("name", &details.name),
        ("organisation", &details.organisation),
        ("about", &details.about),
        ("cost_note", &details.cost_note),
        ("accessibility", &details.accessibility),
        ("out_of_hours", &details.out_of_hours),
        ("how_to_refer", &details.how_to_refer),
        ("web", &details.web),
    ]
    .into_iter()
    .map(|(field, text)| (field, text.as_str()))
    .chain(labels.map(|label| ("phones", label)))
    .chain(
        details
            .places
            .iter()
            .map(|place| ("places", place.as_str())),
    )
}

/// Whether a text holds something of the form of a postcode of the United Kingdom.
#[must_use]
pub fn holds_postcode(text: &str) -> bool {
    let words: Vec<String> = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_uppercase)
        .collect();
    let pairs = words.windows(2).map(|pair| pair.concat());
    words
        .iter()
        .cloned()
        .chain(pairs)
        .any(|word| is_postcode(&word))
}

/// A postcode without its space: one or two letters, one or two digits or a digit and a letter, a digit, two letters.
fn is_postcode(word: &str) -> bool {
    let Some((outward, inward)) = word
        .len()
        .checked_sub(3)
        .and_then(|at| word.split_at_checked(at))
    else {
        return false;
    };
    let kinds = |text: &str| -> String {
        text.chars()
            .map(|c| if c.is_ascii_digit() { '9' } else { 'A' })
            .collect()
    };
    kinds(inward) == "9AA"
        && matches!(
            kinds(outward).as_str(),
            "A9" | "A99" | "AA9" | "AA99" | "A9A" | "AA9A"
        )
}

fn is_phone(number: &str) -> bool {
    // Short numbers such as 999 and 101 stand in a directory.
    digits_written(number).is_some_and(|many| (3..=15).contains(&many))
}

/// Puts a change before the stewards.
///
/// # Errors
/// When another change waits.
pub fn propose(
    entry: &DirectoryEntry,
    details: ServiceDetails,
    by: Doer,
    at: Timestamp,
) -> Result<DirectoryEntry, EntryRefusal> {
    let same_person = entry
        .proposal
        .as_ref()
        .is_none_or(|waiting| waiting.by.account == by.account);
    if !same_person {
        return Err(EntryRefusal::AlreadyProposed);
    }
    Ok(DirectoryEntry {
        proposal: Some(Proposal { details, by, at }),
        sent_back: None,
        ..entry.clone()
    })
}

/// Takes the proposed change over: from now on readers see it, checked on this day.
///
/// # Errors
/// When nothing waits.
pub fn approve(
    entry: &DirectoryEntry,
    by: &Doer,
    at: Timestamp,
    today: Date,
) -> Result<DirectoryEntry, EntryRefusal> {
    let proposal = entry
        .proposal
        .clone()
        .ok_or(EntryRefusal::NothingProposed)?;
    Ok(DirectoryEntry {
        details: Some(ServiceDetails {
            checked: Some(Checked {
                on: today,
                by: by.name.clone(),
            }),
            ..proposal.details
        }),
        proposal: None,
        sent_back: None,
        changed_at: at,
        ..entry.clone()
    })
}

/// Sends the proposed change back with a reason.
///
/// # Errors
/// When nothing waits, or without a reason.
pub fn send_back(
    entry: &DirectoryEntry,
    why: &str,
    by: Doer,
    at: Timestamp,
) -> Result<DirectoryEntry, EntryRefusal> {
    if entry.proposal.is_none() {
        return Err(EntryRefusal::NothingProposed);
    }
    if why.trim().is_empty() {
        return Err(EntryRefusal::NoReason);
    }
    Ok(DirectoryEntry {
        proposal: None,
        sent_back: Some(SentBack {
            why: why.trim().to_owned(),
            by,
            at,
        }),
        ..entry.clone()
    })
}

/// Says that an entry was found right on this day; nothing else changes.
///
/// # Errors
/// When the entry is new and waits for approval.
pub fn found_right(
    entry: &DirectoryEntry,
    by: &Doer,
    at: Timestamp,
    today: Date,
) -> Result<DirectoryEntry, EntryRefusal> {
    let details = entry.details.clone().ok_or(EntryRefusal::NotYetApproved)?;
    Ok(DirectoryEntry {
        details: Some(ServiceDetails {
            checked: Some(Checked {
                on: today,
                by: by.name.clone(),
            }),
            ..details
        }),
        changed_at: at,
        ..entry.clone()
    })
}

/// Whether an entry must be looked at again: never checked, or not for this many months.
#[must_use]
pub fn is_stale(details: &ServiceDetails, today: Date, months: u16) -> bool {
    details.checked.as_ref().is_none_or(|checked| {
        checked
            .on
            .checked_add(i32::from(months).months())
            .is_ok_and(|until| until < today)
    })
}
