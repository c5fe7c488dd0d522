//! A small invented cast for the access tests: accounts, agencies, areas and the usual rule.

use hawthorn_access::AreaRule;
use hawthorn_domain::platform::actor::{Actor, AgencyCode, Role};
use hawthorn_domain::platform::ids::AccountId;
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::AreaCode;

pub const RULE: AreaRule = AreaRule {
    lead_role: Role::PoliceSupervisor,
    manager_role: Role::MashServiceManager,
    level_authoriser: Role::PoliceSupervisor,
    outcome_authoriser: Role::SocialCareManager,
    at: jiff::Timestamp::UNIX_EPOCH,
};

pub fn account(number: usize) -> AccountId {
    format!("U-{number:026}")
        .parse()
        .expect("an account reference")
}

pub fn area(number: usize) -> AreaCode {
    AreaCode::new(&format!("county-{number}")).expect("an area code")
}

pub fn agency(number: usize) -> AgencyCode {
    AgencyCode::new(format!("agency_{number}"))
}

/// Account 0 of agency 0 in area 0.
pub fn actor(roles: &[Role]) -> Actor {
    Actor {
        account: account(0),
        name: "Morgan Ashby".to_owned(),
        area: area(0),
        agency: agency(0),
        roles: roles.iter().copied().collect(),
    }
}

pub fn restricted(named: &[usize]) -> Restriction {
    let mut restriction = Restriction::on_arrival("Held closely");
    restriction.named = named.iter().copied().map(account).collect();
    restriction
}
