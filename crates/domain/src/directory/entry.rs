//! An entry of the directory: what readers see now, and what its owner wants to change (R243, R247).

use jiff::Timestamp;

use super::service::ServiceDetails;
use crate::platform::actor::AgencyCode;
use crate::platform::audit::Doer;
use crate::platform::ids::EntryId;
use crate::platform::restriction::Restriction;
use crate::platform::settings::AreaCode;

/// A change that waits for a steward.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Proposal {
    /// The entry as it would be.
    pub details: ServiceDetails,
    /// Who proposes it.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// What a steward said to the last proposal that was not taken over.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SentBack {
    /// Why.
    pub why: String,
    /// Who said so.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// A service in an area's directory.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DirectoryEntry {
    /// Its identifier.
    pub id: EntryId,
    /// The area whose directory it stands in.
    pub area: AreaCode,
    /// A short name, unique in the area, by which a file's entry is loaded once only.
    pub code: String,
    /// The agency that keeps it current; the stewards do where there is none (R247).
    pub owner: Option<AgencyCode>,
    /// What readers see; none until a steward has approved a new entry.
    pub details: Option<ServiceDetails>,
    /// A change that waits for a steward.
    pub proposal: Option<Proposal>,
    /// Why the last proposal was sent back.
    pub sent_back: Option<SentBack>,
    /// When it last changed for readers.
    pub changed_at: Timestamp,
    /// How closely it is held: never more than openly, since everybody signed in may search.
    #[serde(default)]
    pub restriction: Restriction,
}

impl DirectoryEntry {
    /// The name to list it under: what readers see, or else what is proposed.
    #[must_use]
    pub fn name(&self) -> &str {
        self.shown_or_proposed()
            .map_or(self.code.as_str(), |details| details.name.as_str())
    }

    /// What readers see, or for a new entry what is proposed.
    #[must_use]
    pub fn shown_or_proposed(&self) -> Option<&ServiceDetails> {
        self.details
            .as_ref()
            .or_else(|| self.proposal.as_ref().map(|proposal| &proposal.details))
    }
}
