//! A person as somebody at a door described them.

use crate::people::Born;

/// A person as they were described, with as little as is known.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Described {
    /// Any name; empty when it is not known or not told (R17).
    #[serde(default)]
    pub name: String,
    /// What is known of the date of birth.
    pub born: Born,
    /// Anything else that tells who it is: an address, a practice, a school.
    #[serde(default)]
    pub known_by: String,
}

impl Default for Described {
    fn default() -> Self {
        Self {
            name: String::new(),
            born: Born::Unknown,
            known_by: String::new(),
        }
    }
}

impl Described {
    /// The name as given names and a family name: the last word is the family name.
    #[must_use]
    pub fn halves(&self) -> (&str, &str) {
        self.name
            .rsplit_once(' ')
            .unwrap_or((self.name.as_str(), ""))
    }
    /// Whether nothing at all is known.
    #[must_use]
    pub fn is_nobody(&self) -> bool {
        self.name.is_empty() && self.known_by.is_empty() && self.born == Born::Unknown
    }
}
