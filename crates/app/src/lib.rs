//! What the service does: one file for every verb, each in five beats — load, allow, decide, keep, tell.
//!
//! Pages, the JSON API, jobs, imports and the simulator all go through these
//! verbs, so that a rule, a permission or an audit entry cannot be by-passed.

pub mod directory;
pub mod doors;
pub mod governance;
pub mod incidents;
pub mod jobs;
pub mod marac;
pub mod mash;
pub mod matac;
pub mod people;
pub mod platform;
pub mod referrals;
pub mod risk;
pub mod support;

pub use platform::ask::Ask;
pub use platform::refusal::{FieldProblem, Refusal};
pub use platform::service::App;
