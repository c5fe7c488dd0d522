//! An invented county that drives the real verbs: staff, police sheets, screening, the MASH and MARAC.
//!
//! Everything comes from a seed and the moment that is handed in, so that the
//! same two always make the same county. Nobody in it exists: the phone numbers
//! are the reserved ones (07700 900000 to 900999), streets and people are made up.

mod arrivals;
mod clockwork;
mod county;
mod desk;
mod doors;
mod front_door;
mod hours;
mod hub;
mod hub_meeting;
mod invent;
mod luck;
mod marac;
mod names;
mod people;
mod plan;
mod replies;
mod script;
mod sheets;
mod staff;
mod support;
mod telling;
mod world;

pub use clockwork::{EVERY, Post, Posted, Trouble};
pub use county::{County, make_county, play_county};
pub use invent::invent;
pub use plan::Plan;
pub use script::Story;
pub use staff::SignIn;
