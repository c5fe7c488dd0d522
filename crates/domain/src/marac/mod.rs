//! MARAC: who is referred and why, the meeting, and what is agreed (R165–R195).

pub mod action;
pub mod chase;
pub mod criteria;
pub mod figures;
pub mod intake;
pub mod meeting;
pub mod merge;
pub mod minutes;
pub mod offer;
pub mod pack;
pub mod referral;
pub mod transfer;

pub use action::AgreedAction;
pub use meeting::Meeting;
pub use offer::ActionOffer;
pub use referral::MaracReferral;

codes! {
    /// The ways into MARAC (R165–R168, F18).
    pub enum Criterion {
        VisibleHigh = "visible_high", "High risk by assessment";
        Judgement = "judgement", "Professional judgement";
        Repeat = "repeat", "Repeat";
        Escalation = "escalation", "Potential escalation";
        TransferIn = "transfer_in", "Moved into the area";
    }
}

impl Criterion {
    /// The requirement it comes from.
    pub fn requirement(self) -> &'static str {
        match self {
            Criterion::VisibleHigh | Criterion::Judgement => "R165",
            Criterion::Repeat => "R166",
            Criterion::Escalation => "R167",
            Criterion::TransferIn => "R168",
        }
    }
}
