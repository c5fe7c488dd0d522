//! What the model says of MARAC, MATAC, orders and support: all that happens around one pair.

use hawthorn_domain::platform::actor::Role;
use hawthorn_domain::platform::verb::Verb;

use super::Kind;

impl Kind {
    /// Answers the pairs of records that others were not sure of.
    pub(super) fn compares_again(&self) -> bool {
        self.coordinator() || matches!(self.0, Role::PoliceSupervisor | Role::Daro)
    }

    pub(super) fn may_around_the_pair(&self, verb: Verb, ours: bool) -> bool {
        match verb {
            Verb::ViewCaseload | Verb::WorkWithClient => {
                let of_a_team = matches!(
                    self.0,
                    Role::Daro | Role::SocialWorkerChild | Role::SocialWorkerAdult
                );
                ours && (self.support_worker() || of_a_team)
            }
            Verb::AllocateIdva => self.lead_agency() || self.sits_at_marac(),
            Verb::ViewMatac | Verb::NominateToMatac => {
                self.lead_agency()
                    || self.sits_at_marac()
                    || matches!(self.0, Role::RiskManagementOfficer | Role::ProbationOfficer)
            }
            Verb::RunMatac => {
                matches!(self.0, Role::PoliceSupervisor | Role::RiskManagementOfficer)
            }
            Verb::Supervise => self.0 == Role::ProbationOfficer,
            Verb::RecordDisclosure => self.police_desk() || self.0 == Role::RiskManagementOfficer,
            Verb::ViewOrders | Verb::RecordOrder => {
                self.lead_agency()
                    || self.sits_at_marac()
                    || matches!(
                        self.0,
                        Role::RiskManagementOfficer
                            | Role::ProbationOfficer
                            | Role::OutreachWorker
                            | Role::RefugeWorker
                    )
            }
            Verb::ViewMaracReferral | Verb::TellOfEvent => {
                self.sits_at_marac()
                    || self.lead_agency()
                    || self.0 == Role::RiskManagementOfficer
                    || (ours && self.researches())
            }
            Verb::ListMeetings | Verb::ViewMeeting | Verb::PrintMeeting => self.sits_at_marac(),
            Verb::ListActions => self.sits_at_marac() || (ours && self.researches()),
            Verb::AddResearch => ours && self.researches(),
            Verb::ManageMeeting | Verb::SettleMaracReferral | Verb::TransferCase => {
                self.coordinator()
            }
            Verb::RunMeeting => self.coordinator() || self.0 == Role::MaracChair,
            Verb::JoinMeeting | Verb::DeclareConflict => self.sits_at_marac(),
            Verb::OfferAction => ours && self.sits_at_marac(),
            Verb::OpenFigure => self.sits_at_marac(),
            Verb::ViewFigures => {
                self.sits_at_marac()
                    || self.mash_manager()
                    || self.care_manager()
                    || matches!(
                        self.0,
                        Role::PoliceSupervisor
                            | Role::RiskManagementOfficer
                            | Role::Commissioner
                            | Role::Auditor
                            | Role::BoardMember
                    )
            }
            Verb::UpdateAction => self.coordinator() || (ours && self.researches()),
            _ => false,
        }
    }
}
