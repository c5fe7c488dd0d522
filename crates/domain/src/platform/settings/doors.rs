//! Settings of the doors and the directory: how people find help and how referrals come in.

use crate::doors::Desk;

/// Words that would tell somebody who looks over a shoulder what a page is about; none may stand in
/// a title, an address, an icon or a file name of the public pages (VIC-3 of ux.md).
pub const TELLING_WORDS: [&str; 9] = [
    "domestic", "abuse", "violence", "refuge", "marac", "dash", "victim", "survivor", "police",
];

/// The first telling word that stands in a text, whatever its capitals.
#[must_use]
pub fn telling_word(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    TELLING_WORDS.into_iter().find(|word| text.contains(word))
}

/// The public pages: a second host under a dull name (D4 of ux.md).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicHost {
    /// The name by which browsers ask for it; an area without one has no public pages.
    pub host: Option<String>,
    /// What the pages call themselves.
    pub name: String,
    /// The dull page of another site that opens when somebody leaves.
    pub leave_to: String,
}

/// The directory of services (R247).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Directory {
    /// Months after which an entry that nobody has checked is listed as one to check again.
    pub stale_months: u16,
}

/// Who answers the doors, and what they bear (R3, R9, R12, C17, C22).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoorRules {
    /// Whether the form for people who refer somebody is open on the public pages.
    pub refer: bool,
    /// The code of the service in the directory whose people answer those who ask for themselves;
    /// without one that door stays shut.
    pub own_service: Option<String>,
    /// The desk that takes a referral where somebody fears serious harm (R12, R15).
    pub serious_desk: Desk,
    /// Days for which a form that was begun is kept.
    pub draft_days: u16,
    /// Reports from one place within an hour that pass without more ado.
    pub from_one_place: u16,
    /// Domains of work mail to which a one-time code goes, for somebody who refers and gives such an
    /// address; nothing is sent anywhere else, so that nobody can make the service write to strangers.
    pub work_mail: Vec<String>,
    /// Languages besides English whose texts a human translator has checked.
    pub languages: Vec<String>,
}
