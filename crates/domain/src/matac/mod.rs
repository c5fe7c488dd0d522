//! MATAC: tasking on those who harm most, by a score whose parts are shown, and a plan to change or stop them (R253–R260, F45–F47); and their supervision by probation (R208–R210).

pub mod call_outs;
pub mod disclosure;
pub mod nomination;
pub mod score;
pub mod supervision;

pub use nomination::Nomination;
pub use supervision::Supervision;
