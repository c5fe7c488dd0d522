//! The outside: spreadsheets in and out, the meaning of a police sheet, printed papers and an area's settings files.
//!
//! No foreign format leaves this crate: callers see plain values of ours.

pub mod directory;
pub mod incidents;
pub mod marac;
pub mod platform;
pub mod print;
pub mod risk;
pub mod sheets;
