//! The cast: one invented person for each part that the tests need played.

use std::collections::BTreeSet;

use hawthorn_domain::platform::actor::{Actor, AgencyCode, Role};
use hawthorn_domain::platform::ids::{AccountId, Chance};
use hawthorn_domain::platform::settings::choices::AgencyKind;
use hawthorn_domain::platform::settings::{AreaBook, AreaCode};
use jiff::Timestamp;

/// Who plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cast {
    /// Screens incidents.
    SupportOfficer,
    /// A second one, for two at one desk.
    OtherSupportOfficer,
    /// Authorises changes of level.
    PoliceSupervisor,
    /// Looks after high-risk victims.
    Daro,
    /// Researches and proposes.
    SocialWorker,
    /// Rates and authorises.
    SocialCareManager,
    /// Is told of every restricted case.
    MashManager,
    /// Answers for child health.
    HealthSpoc,
    /// Answers for early help.
    EarlyHelp,
    /// Answers for probation.
    Probation,
    /// Speaks for victims.
    Idva,
    /// Runs MARAC.
    Coordinator,
    /// Chairs MARAC.
    Chair,
    /// Answers for housing.
    HousingSpoc,
    /// Audits.
    Auditor,
    /// Runs the machine.
    Administrator,
    /// Sees figures only.
    BoardMember,
}

impl Cast {
    /// Everybody.
    pub const ALL: &'static [Cast] = &[
        Cast::SupportOfficer,
        Cast::OtherSupportOfficer,
        Cast::PoliceSupervisor,
        Cast::Daro,
        Cast::SocialWorker,
        Cast::SocialCareManager,
        Cast::MashManager,
        Cast::HealthSpoc,
        Cast::EarlyHelp,
        Cast::Probation,
        Cast::Idva,
        Cast::Coordinator,
        Cast::Chair,
        Cast::HousingSpoc,
        Cast::Auditor,
        Cast::Administrator,
        Cast::BoardMember,
    ];

    /// The roles they hold.
    pub fn roles(self) -> BTreeSet<Role> {
        let role = match self {
            Cast::SupportOfficer | Cast::OtherSupportOfficer => Role::PoliceSupportOfficer,
            Cast::PoliceSupervisor => Role::PoliceSupervisor,
            Cast::Daro => Role::Daro,
            Cast::SocialWorker => Role::SocialWorkerChild,
            Cast::SocialCareManager => Role::SocialCareManager,
            Cast::MashManager => Role::MashServiceManager,
            Cast::HealthSpoc => Role::HealthRepresentative,
            Cast::EarlyHelp => Role::EarlyHelpOfficer,
            Cast::Probation => Role::ProbationOfficer,
            Cast::Idva => Role::Idva,
            Cast::Coordinator => Role::MaracCoordinator,
            Cast::Chair => Role::MaracChair,
            Cast::HousingSpoc => Role::Spoc,
            Cast::Auditor => Role::Auditor,
            Cast::Administrator => Role::Administrator,
            Cast::BoardMember => Role::BoardMember,
        };
        BTreeSet::from([role])
    }

    /// The kind of agency they answer to.
    pub fn agency_kind(self) -> AgencyKind {
        match self {
            Cast::SupportOfficer
            | Cast::OtherSupportOfficer
            | Cast::PoliceSupervisor
            | Cast::Daro
            | Cast::Chair => AgencyKind::Police,
            Cast::SocialWorker | Cast::SocialCareManager => AgencyKind::ChildrensSocialCare,
            Cast::MashManager | Cast::Auditor | Cast::Administrator | Cast::BoardMember => {
                AgencyKind::Hub
            }
            Cast::HealthSpoc => AgencyKind::ChildHealth,
            Cast::EarlyHelp => AgencyKind::EarlyHelp,
            Cast::Probation => AgencyKind::Probation,
            Cast::Idva | Cast::Coordinator => AgencyKind::DomesticAbuseService,
            Cast::HousingSpoc => AgencyKind::Housing,
        }
    }

    /// The agency's code in an area's settings: the first of the kind, or the first of all.
    pub fn agency(self, book: &AreaBook) -> AgencyCode {
        let agencies = &book.first.settings.agencies;
        let found = agencies
            .iter()
            .find(|agency| agency.kind == self.agency_kind())
            .or_else(|| agencies.first());
        AgencyCode::new(found.map_or("police", |agency| agency.code.as_str()))
    }

    /// The account, the same in every run.
    pub fn account(self) -> AccountId {
        struct Place(u128);
        impl Chance for Place {
            fn bits(&mut self) -> u128 {
                self.0
            }
        }
        AccountId::new(
            Timestamp::constant(1_500_000_000, 0),
            &mut Place(self as u128 + 1),
        )
    }

    /// The name shown.
    pub fn name(self) -> String {
        format!("{self:?} Example")
    }

    /// The sign-in name.
    pub fn sign_in_name(self) -> String {
        format!("{self:?}").to_lowercase()
    }

    /// As an actor in an area.
    pub fn actor(self, book: &AreaBook) -> Actor {
        Actor {
            account: self.account(),
            name: self.name(),
            area: AreaCode::new(book.code.as_str()).expect("an area's own code"),
            agency: self.agency(book),
            roles: self.roles(),
        }
    }
}
