//! Who acts: agencies, roles, the signed-in actor and the scope that every list is read within.

use std::collections::BTreeSet;

use super::ids::AccountId;

/// The code of an agency as the area's settings name it, for example `police`.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct AgencyCode(pub String);

impl AgencyCode {
    /// An agency code from its text.
    pub fn new(code: impl Into<String>) -> Self {
        Self(code.into())
    }
    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for AgencyCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

codes! {
    /// The parts people play (R328). One account may hold several (R330).
    pub enum Role {
        PoliceSupportOfficer = "police_support_officer", "Police support officer";
        PoliceSupervisor = "police_supervisor", "Police supervisor";
        Daro = "daro", "Domestic abuse risk officer";
        AttendingOfficer = "attending_officer", "Attending officer";
        OfficerSupervisor = "officer_supervisor", "Attending officer’s supervisor";
        SocialWorkerChild = "social_worker_child", "MASH social worker (children)";
        SocialWorkerAdult = "social_worker_adult", "MASH social worker (adults)";
        SocialCareManager = "social_care_manager", "Social care team manager";
        MashServiceManager = "mash_service_manager", "MASH service manager";
        MashSupervisor = "mash_supervisor", "MASH supervisor";
        RiskManagementOfficer = "risk_management_officer", "Risk management officer";
        EarlyHelpOfficer = "early_help_officer", "Early help officer";
        HealthRepresentative = "health_representative", "Health representative";
        ProbationOfficer = "probation_officer", "Probation officer";
        Spoc = "spoc", "Single point of contact";
        Referrer = "referrer", "Referrer";
        Idva = "idva", "Independent domestic violence advocate";
        Isva = "isva", "Independent sexual violence advocate";
        OutreachWorker = "outreach_worker", "Outreach worker";
        RefugeWorker = "refuge_worker", "Refuge worker";
        MaracCoordinator = "marac_coordinator", "MARAC coordinator";
        MaracChair = "marac_chair", "MARAC chair";
        MaracRepresentative = "marac_representative", "MARAC representative";
        AdvocateEducator = "advocate_educator", "Advocate educator";
        Champion = "champion", "Champion";
        Commissioner = "commissioner", "Commissioner";
        Auditor = "auditor", "Auditor";
        BoardMember = "board_member", "Board member";
        Administrator = "administrator", "System administrator";
        DataProtectionOfficer = "data_protection_officer", "Data protection officer";
    }
}

/// Someone signed in, in one area, for one agency (R330).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The account that acts.
    pub account: AccountId,
    /// The name shown beside what they do.
    pub name: String,
    /// The area they act in.
    pub area: super::settings::AreaCode,
    /// The agency they answer to.
    pub agency: AgencyCode,
    /// The roles they hold there.
    pub roles: BTreeSet<Role>,
}

impl Actor {
    /// Whether the actor holds this role.
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}

/// What a reader may be shown at all; the first argument of every list in the
/// store. Only the access crate makes one: no scope, no rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// Who reads.
    pub account: AccountId,
    /// The area read from.
    pub area: super::settings::AreaCode,
    /// The reader's agency.
    pub agency: AgencyCode,
    /// Whether the hub's shared record is open to the reader (R335).
    pub hub: bool,
    /// Whether the reader is one of those told of every restricted record (R213, R214).
    pub restricted: bool,
    /// The moment of the reading, by which emergency openings have ended or not.
    pub at: jiff::Timestamp,
}
