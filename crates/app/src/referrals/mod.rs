//! Referrals before they reach triage: partners' referrals and their checks, advice to professionals, and pointing people to services (R47–R52, R102–R112).

pub mod consultations;
mod partner_told;
pub mod partners;
pub mod police_flag;
pub mod receive_partner;
pub mod screen_partner;
pub mod signposts;
