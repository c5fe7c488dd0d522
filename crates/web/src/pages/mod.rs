//! The pages, room by room: each reads from one verb and shows what it tells.

pub mod directory;
pub mod doors;
pub mod governance;
pub mod incidents;
pub mod marac;
pub mod mash;
pub mod matac;
pub mod people;
pub mod platform;
pub mod referrals;
pub mod risk;
pub mod support;
