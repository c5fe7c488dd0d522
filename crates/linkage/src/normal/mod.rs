//! Cleaning of each kind of value, done once when a record is prepared.

pub mod address;
pub mod birth;
pub mod email;
pub mod name;
pub mod nickname;
pub mod phone;
pub mod postcode;
pub mod sound;
pub mod text;
