//! The MASH: referring, rating, asking agencies, triage, outcome and feedback (R102–R164).

pub mod acknowledge_referral;
pub mod answer_request;
pub mod authorise_outcome;
mod by_mail;
pub mod complete_record;
mod considered;
pub mod end_follow_up;
mod follow_ups;
pub mod hand_on_record;
pub mod hold_clock;
pub mod list_referrals;
pub mod list_requests;
pub mod meeting_papers;
pub mod notices;
pub mod open_hub_meeting;
pub mod open_referral;
pub mod open_request;
pub mod propose_outcome;
pub(crate) mod reading;
pub mod record_triage;
pub mod refer;
mod request_clock;
pub mod request_information;
pub mod send_back_outcome;
pub mod send_feedback;
pub mod set_meeting;
pub mod set_rating;
pub mod speak_with_referrer;
pub(crate) mod told_clocks;
pub mod withdraw_request;

pub use reading::{Answers, RESTRICTED_PERSON, RESTRICTED_RECORD};
