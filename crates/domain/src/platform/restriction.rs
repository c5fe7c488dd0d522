//! Need to know: who may find and open a record (R213–R218).

use super::ids::AccountId;

codes! {
    /// How closely a record is held.
    pub enum Closeness {
        /// Open to everyone whose work it is.
        Open = "open", "Open";
        /// Not found by anyone outside its list; masked where it must be shown.
        Restricted = "restricted", "Restricted";
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
}

impl Default for Restriction {
    fn default() -> Self {
        Self {
            closeness: Closeness::Open,
            why: String::new(),
            named: Vec::new(),
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
        }
    }
    /// Whether the record is held closely at all.
    pub fn is_restricted(&self) -> bool {
        self.closeness == Closeness::Restricted
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
            },
        }
    }
}
