//! Who may do what, as a table: found by asking the policies, never written by hand.

use std::collections::BTreeSet;

use hawthorn_domain::platform::actor::{Actor, AgencyCode, Role};
use hawthorn_domain::platform::ids::AccountId;
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;

use crate::engine::{Access, AreaRule};
use crate::policies::AccessError;

/// Roles side by side in one table, so that it fits a page.
const ROLES_ACROSS: usize = 8;

/// What one role may do with one verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// With any thing of the area.
    Yes,
    /// Only with what is addressed to the actor's own agency.
    OwnAgency,
    /// Only with what somebody else proposed.
    NotOwnProposal,
    /// Only with a record that is held closely.
    RestrictedOnly,
    /// Not at all.
    No,
}

impl Cell {
    /// The words in the table.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::OwnAgency => "own agency",
            Self::NotOwnProposal => "not own proposal",
            Self::RestrictedOnly => "restricted only",
            Self::No => "no",
        }
    }
}

/// One cell of the table of who may do what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The act.
    pub verb: Verb,
    /// The role, held alone.
    pub role: Role,
    /// What the policies say.
    pub cell: Cell,
}

/// Made-up things that tell the cells apart.
struct Examples {
    area: AreaCode,
    own_agency: AgencyCode,
    account: AccountId,
    rule: AreaRule,
    plain: Thing,
    ours: Thing,
    theirs: Thing,
    own_proposal: Thing,
    closely: Thing,
    other_proposal: Thing,
}

impl Examples {
    fn new() -> Result<Self, AccessError> {
        let wrong = |problem: String| AccessError::Example(problem);
        let area = AreaCode::new("example").map_err(|problem| wrong(problem.to_string()))?;
        let account = |last: char| {
            format!("{}-{}{last}", AccountId::LETTER, "0".repeat(25))
                .parse::<AccountId>()
                .map_err(|problem| wrong(problem.to_string()))
        };
        let (me, colleague) = (account('1')?, account('2')?);
        let own_agency = AgencyCode::new("ours");
        let plain = Thing::of_area(&area);
        Ok(Self {
            account: me,
            // The built-in settings, which Warwickshire keeps; the introduction says so.
            rule: AreaRule {
                lead_role: Role::PoliceSupervisor,
                manager_role: Role::MashServiceManager,
                level_authoriser: Role::PoliceSupervisor,
                outcome_authoriser: Role::SocialCareManager,
                at: jiff::Timestamp::UNIX_EPOCH,
            },
            closely: Thing::record(&area, &Restriction::on_arrival("Held closely")),
            ours: plain.clone().addressed_to(&own_agency),
            theirs: plain.clone().addressed_to(&AgencyCode::new("theirs")),
            own_proposal: plain.clone().proposed_by(me),
            other_proposal: plain.clone().proposed_by(colleague),
            own_agency,
            plain,
            area,
        })
    }

    fn cell(&self, access: &Access, verb: Verb, role: Role) -> Cell {
        let actor = Actor {
            account: self.account,
            name: String::new(),
            area: self.area.clone(),
            agency: self.own_agency.clone(),
            roles: BTreeSet::from([role]),
        };
        let may = |thing: &Thing| access.decide(&actor, verb, thing, &self.rule).is_allowed();
        if may(&self.plain) && may(&self.theirs) && may(&self.own_proposal) {
            Cell::Yes
        } else if may(&self.ours) && !may(&self.theirs) {
            Cell::OwnAgency
        } else if may(&self.other_proposal) && !may(&self.own_proposal) {
            Cell::NotOwnProposal
        } else if may(&self.closely) {
            Cell::RestrictedOnly
        } else {
            Cell::No
        }
    }
}

impl Access {
    /// What each role, held alone, may do with each verb: verbs in their order
    /// of declaration, and roles in theirs within each verb.
    ///
    /// # Errors
    /// When the made-up things that the policies are asked about cannot be made.
    pub fn matrix(&self) -> Result<Vec<Row>, AccessError> {
        let examples = Examples::new()?;
        Ok(Verb::ALL
            .iter()
            .flat_map(|verb| Role::ALL.iter().map(move |role| (*verb, *role)))
            .map(|(verb, role)| Row {
                verb,
                role,
                cell: examples.cell(self, verb, role),
            })
            .collect())
    }

    /// The same as a page in Markdown, equal for equal policies.
    ///
    /// # Errors
    /// As for [`Access::matrix`].
    pub fn who_may_do_what(&self) -> Result<String, AccessError> {
        let rows = self.matrix()?;
        let mut page = String::from(INTRODUCTION);
        for roles in Role::ALL.chunks(ROLES_ACROSS) {
            page.push_str("\n| |");
            for role in roles {
                page.push_str(&format!(" {} |", role.label()));
            }
            page.push_str("\n|---|");
            page.push_str(&"---|".repeat(roles.len()));
            page.push('\n');
            for verb in Verb::ALL {
                page.push_str(&format!("| {} |", verb.label()));
                let cells = rows
                    .iter()
                    .filter(|row| row.verb == *verb && roles.contains(&row.role));
                for row in cells {
                    page.push_str(&format!(" {} |", row.cell.label()));
                }
                page.push('\n');
            }
        }
        Ok(page)
    }
}

const INTRODUCTION: &str = "# Who may do what

Made from the access policies; change those, not this page.

- **yes**: with anything of their own area that is not restricted.
- **own agency**: only with what is addressed to their own agency.
- **not own proposal**: only with what somebody else proposed.
- **restricted only**: only with a record that is held closely.
- **no**: not at all.

Four roles are the area's own choice in its settings; this page shows the choice
that Warwickshire keeps: the police supervisor authorises a change of level
(`risk_change.authoriser_role`) and leads on restricted records
(`restricted.lead_role`), the social care team manager authorises the outcome of
a triage (`triage.authoriser_role`), and the MASH service manager is told of every
restricted record (`restricted.manager_role`).

Nobody reaches another area. A restricted record is there only for the people
named on it and for the two roles that the area tells of every restricted
record. Who holds several roles may do what any of them may do; only an account
that holds the role of system administrator opens no record, whatever else it holds.
";
