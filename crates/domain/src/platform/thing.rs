//! What an act is done to, as far as the access decision needs to know it.

use super::actor::AgencyCode;
use super::ids::AccountId;
use super::restriction::Restriction;
use super::settings::AreaCode;

/// The resource of an access decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    /// The area that the record belongs to.
    pub area: AreaCode,
    /// How closely it is held.
    pub restriction: Restriction,
    /// The agency it was addressed to, for requests, research and actions.
    pub addressed_to: Option<AgencyCode>,
    /// Who proposed what is now to be authorised; that person may not authorise it (R87).
    pub proposed_by: Option<AccountId>,
    /// Who has a conflict, so that it is not there for them (R187).
    pub kept_from: Vec<AccountId>,
}

impl Thing {
    /// Something of the area as a whole: a list, a new record, a setting.
    pub fn of_area(area: &AreaCode) -> Self {
        Self {
            area: area.clone(),
            restriction: Restriction::default(),
            addressed_to: None,
            proposed_by: None,
            kept_from: Vec::new(),
        }
    }
    /// A record of the area with its restriction.
    pub fn record(area: &AreaCode, restriction: &Restriction) -> Self {
        Self {
            restriction: restriction.clone(),
            ..Self::of_area(area)
        }
    }
    /// The same thing, addressed to one agency.
    pub fn addressed_to(mut self, agency: &AgencyCode) -> Self {
        self.addressed_to = Some(agency.clone());
        self
    }
    /// The same thing, proposed by this account.
    pub fn proposed_by(mut self, account: AccountId) -> Self {
        self.proposed_by = Some(account);
        self
    }
    /// The same thing, kept from these accounts.
    pub fn kept_from(mut self, accounts: Vec<AccountId>) -> Self {
        self.kept_from = accounts;
        self
    }
}
