//! For tests only: a cast of invented people who work in an invented hub, a service on a fresh database, and builders.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "test code stops at the first thing that is not as it should be"
)]

pub mod by_mail;
pub mod cast;
pub mod database;
pub mod dice;
pub mod draft;
pub mod mail;
pub mod sketch;
pub mod test_app;

pub use cast::Cast;
pub use dice::CountingDice;
pub use sketch::IncidentSketch;
pub use test_app::TestApp;
