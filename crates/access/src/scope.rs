//! The reader's scope: what the policies say of one record, in a form that a list can be cut by.

use hawthorn_domain::platform::actor::{Actor, AgencyCode, Scope};
use hawthorn_domain::platform::ids::{AccountId, Chance};
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use jiff::Timestamp;

use crate::engine::{Access, AreaRule};

/// The verbs that read through the hub's shared record.
const HUB_VERBS: [Verb; 3] = [Verb::ListIncidents, Verb::ListReferrals, Verb::SearchPeople];

impl Access {
    /// What the actor may be shown in lists, in their own area.
    ///
    /// The hub's record is open to those who may see the list of incidents or
    /// of referrals or may search for people; which of these lists they may
    /// ask for is still for [`Access::decide`] to say.
    #[must_use]
    pub fn scope(&self, actor: &Actor, rule: &AreaRule) -> Scope {
        let hub = self
            .question(actor, &Thing::of_area(&actor.area), rule)
            .is_some_and(|question| {
                HUB_VERBS
                    .iter()
                    .any(|verb| self.ask(&question, *verb).is_allowed())
            });
        Scope {
            account: actor.account,
            area: actor.area.clone(),
            agency: actor.agency.clone(),
            hub,
            restricted: rule.tells(actor),
            at: rule.at,
        }
    }
}

/// Whether a record of the hub belongs in a list read within this scope: the
/// plain form of the condition that every list in the store carries.
///
/// `area` and `restricted` are the record's; `named` says whether the reader's
/// account is on the record's own list or has it open in an emergency (R213 to R218).
#[must_use]
pub fn scope_lets_see(scope: &Scope, area: &AreaCode, restricted: bool, named: bool) -> bool {
    scope.hub && scope.area == *area && (!restricted || named || scope.restricted)
}

/// Chance that always gives nought: for a visitor, who has no account.
struct Nobody;

impl Chance for Nobody {
    fn bits(&mut self) -> u128 {
        0
    }
}

/// What somebody who is not signed in may be handed: nothing of the hub, nothing that is held
/// closely; only kinds of record that say of themselves that they are open to the whole area.
#[must_use]
pub fn visitor_scope(area: &AreaCode) -> Scope {
    Scope {
        account: AccountId::new(Timestamp::UNIX_EPOCH, &mut Nobody),
        area: area.clone(),
        agency: AgencyCode::new(""),
        hub: false,
        restricted: false,
        // A visitor has opened nothing, at whatever moment.
        at: Timestamp::UNIX_EPOCH,
    }
}
