//! Support: a client of an IDVA or another support service, from the first try to reach them (R196–R203, R3, C17, C21).

pub mod client;

pub use client::SupportCase;
