//! The pages of support services: the caseload, a client, and allocating one (R196–R203).

pub mod allocate;
pub mod caseload;
pub mod client;

/// Stands above the heading.
pub(crate) const CAPTION: &str = "Support";
