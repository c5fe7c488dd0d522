//! Sending people to support, the teams that carry cases, and the bodies that supervise (C5, C6, C22, R206–R211).

use super::choices::{ShareBasis, SupportTrigger, TeamWork};
use crate::platform::actor::{AgencyCode, Role};
use crate::risk::RiskLevel;

/// Where people of some levels and places are sent for support (C22).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontDoor {
    /// The levels it serves.
    pub levels: Vec<RiskLevel>,
    /// The part of the area it serves; absent means everywhere.
    pub place: Option<String>,
    /// Code of the agency that answers the door.
    pub agency: AgencyCode,
}

/// Sending people to support, and contacting them (C5, C6, C22).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupportRules {
    /// The grounds on which details may be sent.
    pub send_basis: Vec<ShareBasis>,
    /// Whether the service needs consent, or a written risk decision, before it makes contact (R20).
    pub contact_needs_consent: bool,
    /// Which incidents are sent.
    pub trigger: SupportTrigger,
    /// The doors, in the order in which they are tried.
    pub front_doors: Vec<FrontDoor>,
    /// Teams of agencies that carry cases beside the commissioned services (R206, R207, R211).
    pub teams: Vec<SupportTeam>,
}

/// A team inside an agency that carries cases of its own, such as a police domestic abuse unit or a
/// social work team (R206, R207, R211).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupportTeam {
    /// Short code, unique in the area and unlike every agency's.
    pub code: String,
    /// The agency that it belongs to.
    pub agency: AgencyCode,
    /// What people read.
    pub name: String,
    /// What it does.
    pub work: Vec<TeamWork>,
    /// The role, inside its agency, that hears when nobody has tried to reach a client in time (R3, C17).
    pub late_to: Role,
}

impl SupportRules {
    /// The agency code of the first door that serves this level in this place.
    #[must_use]
    pub fn front_door(&self, level: RiskLevel, place: Option<&str>) -> Option<&AgencyCode> {
        self.front_doors
            .iter()
            .find(|door| {
                door.levels.contains(&level)
                    && door.place.as_deref().is_none_or(|own| Some(own) == place)
            })
            .map(|door| &door.agency)
    }

    /// The team with this code.
    #[must_use]
    pub fn team(&self, code: &str) -> Option<&SupportTeam> {
        self.teams.iter().find(|team| team.code == code)
    }
}

/// A body that manages people under supervision (R210).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManagingBody {
    /// Short code, unique in the area.
    pub code: String,
    /// What people read.
    pub name: String,
}

/// Supervision by probation (R210).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupervisionRules {
    /// The bodies that manage people; they have changed with the years, so they are data.
    pub bodies: Vec<ManagingBody>,
}

impl SupervisionRules {
    /// The body with this code.
    #[must_use]
    pub fn body(&self, code: &str) -> Option<&ManagingBody> {
        self.bodies.iter().find(|body| body.code == code)
    }
}
