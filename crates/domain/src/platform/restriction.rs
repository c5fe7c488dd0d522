//! Need to know: who may find and open a record (R213–R218).

use jiff::Timestamp;

use super::ids::AccountId;

codes! {
    /// How closely a record is held.
    pub enum Closeness {
        /// Open to everyone whose work it is.
        Open = "open", "Open";
        /// Not found by anyone outside its list: no row, no count, no trace.
        Restricted = "restricted", "Restricted";
    }
}

codes! {
    /// Why somebody opens a restricted record in an emergency.
    pub enum Emergency {
        Danger = "danger", "Somebody is in danger now";
        NobodyReached = "nobody_reached", "Nobody who is named can be reached, and it cannot wait";
        CourtOrder = "court_order", "A court or the law asks for it now";
    }
}

/// An emergency opening: one account, for a time that ends by itself (R218).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Opening {
    /// The account.
    pub account: AccountId,
    /// The name shown.
    pub name: String,
    /// Which emergency.
    pub emergency: Emergency,
    /// Why, in words that do not tell the case.
    pub why: String,
    /// From when.
    pub at: Timestamp,
    /// Until when, not included.
    pub until: Timestamp,
}

impl Opening {
    /// Whether it lets its account in at this moment.
    pub fn holds(&self, at: Timestamp) -> bool {
        self.at <= at && at < self.until
    }
}

/// How a record is held and who is named on its list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Restriction {
    /// How closely.
    pub closeness: Closeness,
    /// Why, in words that do not tell the case.
    #[serde(default)]
    pub why: String,
    /// The accounts that may open it, besides the area's lead and manager roles.
    #[serde(default)]
    pub named: Vec<AccountId>,
    /// Emergency openings, past ones too, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opened: Vec<Opening>,
}

impl Default for Restriction {
    fn default() -> Self {
        Self {
            closeness: Closeness::Open,
            why: String::new(),
            named: Vec::new(),
            opened: Vec::new(),
        }
    }
}

impl Restriction {
    /// A record restricted from the moment it arrives.
    pub fn on_arrival(why: impl Into<String>) -> Self {
        Self {
            closeness: Closeness::Restricted,
            why: why.into(),
            named: Vec::new(),
            opened: Vec::new(),
        }
    }
    /// Whether the record is held closely at all.
    pub fn is_restricted(&self) -> bool {
        self.closeness == Closeness::Restricted
    }
    /// Whether an emergency opening lets this account in at this moment.
    pub fn is_opened_to(&self, account: AccountId, at: Timestamp) -> bool {
        let mine = |opening: &&Opening| opening.account == account;
        self.opened.iter().filter(mine).any(|one| one.holds(at))
    }
    /// The more cautious of two restrictions: used when records meet.
    pub fn cautious(&self, other: &Self) -> Self {
        match (self.is_restricted(), other.is_restricted()) {
            (false, false) | (true, false) => self.clone(),
            (false, true) => other.clone(),
            (true, true) => Self {
                closeness: Closeness::Restricted,
                why: self.why.clone(),
                // Only a person named on both lists may open what both protect.
                named: self
                    .named
                    .iter()
                    .filter(|id| other.named.contains(id))
                    .copied()
                    .collect(),
                // An emergency was about one record; it opens no other.
                opened: Vec::new(),
            },
        }
    }
}
