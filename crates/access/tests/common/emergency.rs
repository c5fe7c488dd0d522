//! Who may open a restricted record without being on its list: an emergency is the one door, for these roles alone.

use hawthorn_domain::platform::actor::Role;

/// Who may open a restricted record in an emergency (R218).
pub const ROLES: [Role; 11] = [
    Role::PoliceSupportOfficer,
    Role::PoliceSupervisor,
    Role::Daro,
    Role::SocialWorkerChild,
    Role::SocialWorkerAdult,
    Role::SocialCareManager,
    Role::MashServiceManager,
    Role::MashSupervisor,
    Role::RiskManagementOfficer,
    Role::Idva,
    Role::MaracCoordinator,
];
