//! Referrals into the MASH: one record from receipt to outcome and feedback (R88–R150).

pub mod consultation;
pub mod partner;
pub mod referral;

pub use consultation::{Consultation, Signpost};
pub use partner::PartnerReferral;
pub use referral::{Referral, Subject};

codes! {
    /// Where a referral stands.
    pub enum ReferralState {
        ToRate = "to_rate", "Waiting for a rating";
        Gathering = "gathering", "Information being gathered";
        ReadyForTriage = "ready_for_triage", "Ready for triage";
        AwaitingAuthorisation = "awaiting_authorisation", "Outcome to authorise";
        MeetingToRecord = "meeting_to_record", "Meeting to hold or record";
        FollowingUp = "following_up", "Outcomes to follow up";
        Finished = "finished", "Finished";
    }
}
