//! The words of the audit log: one entry for every act, reading included (R339).

use jiff::Timestamp;

use super::actor::{Actor, AgencyCode};
use super::ids::AccountId;
use super::settings::AreaCode;
use super::verb::Verb;

codes! {
    /// What kind of act an entry keeps.
    pub enum Deed {
        Created = "created", "Created";
        Changed = "changed", "Changed";
        Looked = "looked", "Looked at";
        Listed = "listed", "Looked through a list";
        Exported = "exported", "Exported";
        Refused = "refused", "Was refused";
        SignedIn = "signed_in", "Signed in";
        SignedOut = "signed_out", "Signed out";
        Ran = "ran", "Ran";
    }
}

/// Who did it: a person, or the system on somebody's standing instruction.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Doer {
    /// The account, when a person acted.
    pub account: Option<AccountId>,
    /// The name to show.
    pub name: String,
    /// The agency, when a person acted.
    pub agency: Option<AgencyCode>,
}

impl Doer {
    /// The person who is signed in.
    pub fn of(actor: &Actor) -> Self {
        Self {
            account: Some(actor.account),
            name: actor.name.clone(),
            agency: Some(actor.agency.clone()),
        }
    }
    /// The system itself: a job, a command at the console.
    pub fn system(name: &str) -> Self {
        Self {
            account: None,
            name: name.to_owned(),
            agency: None,
        }
    }
}

/// What is to be kept about one act. The store adds its number, its digest and
/// its link to the entry before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: Doer,
    /// In which area, when it was in one.
    pub area: Option<AreaCode>,
    /// The kind of act.
    pub deed: Deed,
    /// Which verb was allowed or refused.
    pub verb: Option<Verb>,
    /// The kind of record, for example `incident`; empty when none.
    pub kind: String,
    /// The record's identifier; empty when none.
    pub record: String,
    /// One plain sentence for the record's History page. It names no person of the case.
    pub words: String,
}
