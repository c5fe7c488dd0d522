//! The words and the rules of Hawthorn: pure functions on plain values.
//!
//! Nothing here reads a clock, makes a random number, opens a file or knows a
//! database. Times, ids and settings come in as arguments, so every rule can be
//! read, tabled (`docs/rules`) and replayed. Citations of the form R…, C… and
//! F… name the numbered requirements, contradictions and public facts that the
//! rule comes from.

// The macro for closed lists of words lives here, so this room comes first.
#[macro_use]
pub mod platform;

pub mod directory;
pub mod doors;
pub mod incidents;
pub mod marac;
pub mod mash;
pub mod matac;
pub mod people;
pub mod referrals;
pub mod risk;
pub mod support;
