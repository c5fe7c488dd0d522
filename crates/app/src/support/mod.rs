//! Support: allocating a client to a service, the caseload, tries to reach the client, and the client's voice (R196–R203).

pub mod allocate;
pub mod caseload;
pub mod client;
