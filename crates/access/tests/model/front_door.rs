//! The model's part on the hub's front door, the desk's days and acts that one kind of role has to itself (R72, R92–R114, R223, R322).

use hawthorn_domain::platform::actor::Role;
use hawthorn_domain::platform::verb::Verb;

use super::Kind;

/// Whether somebody of this kind may; none for an act that is not of this part.
pub fn may(kind: &Kind, verb: Verb, ours: bool) -> Option<bool> {
    Some(match verb {
        Verb::ReceivePartner | Verb::ViewPartner | Verb::ViewSheet | Verb::ViewWeekly => kind.hub(),
        Verb::ScreenPartner | Verb::AnswerSheet => kind.social_worker() || kind.care_manager(),
        Verb::ScreenChild => kind.social_worker() || kind.care_manager() || kind.triage_partner(),
        Verb::TakePoliceFlag | Verb::GiveFormFeedback => kind.police_desk(),
        Verb::ViewFormFeedback => kind.police_desk() || (ours && kind.0 == Role::OfficerSupervisor),
        Verb::AnswerFormFeedback => {
            ours && matches!(kind.0, Role::OfficerSupervisor | Role::PoliceSupervisor)
        }
        Verb::SignWeekly => matches!(kind.0, Role::PoliceSupervisor | Role::MashSupervisor),
        Verb::RecordConsultation | Verb::RecordSignpost => kind.hub() || kind.triage_partner(),
        Verb::SeePassedOn | Verb::TakeUpLate => !kind.looks_on(),
        Verb::ViewNotice => kind.hub() || (ours && kind.named_contact()),
        Verb::ReleaseNotice => kind.police_desk() || kind.mash_manager(),
        Verb::ViewDisclosures => kind.hub() || kind.coordinator() || kind.0 == Role::Idva,
        Verb::SearchDirectory => true,
        Verb::EditEntry => kind.steward() || (ours && !kind.looks_on()),
        Verb::ApproveEntry => kind.steward(),
        Verb::ManageAccounts | Verb::ViewSystem => kind.0 == Role::Administrator,
        Verb::ViewAuditLog => kind.checks_use(),
        Verb::SetRating => kind.care_manager(),
        Verb::FollowUpOutcome => kind.lead_agency() || kind.triage_partner(),
        Verb::HoldClock => kind.care_manager() || kind.mash_manager(),
        Verb::CopyHubRecord => kind.lead_agency() || kind.0 == Role::MashServiceManager,
        _ => return None,
    })
}
