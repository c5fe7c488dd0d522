//! MATAC: tasking on those who harm most, by a score whose parts are shown, and a plan to change or stop them (R253–R260, F45–F47).

pub mod disclosure;
pub mod nomination;
pub mod score;

pub use nomination::Nomination;
