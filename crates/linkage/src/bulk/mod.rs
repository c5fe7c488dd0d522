//! Files of people linked in one go: compact, fast, trained on the file itself.
//!
//! The way through: `encode` cleans each row once into a handful of numbers;
//! `bundle` lets a few stand for many records that say the same; `keys` says
//! where each is filed and `meet` which pairs share a rare key;
//! `compare` turns a pair into levels, whose words stand in [`level`]; a
//! [`model::Model`] weighs levels, alone and by twos, which is how relatives at
//! one address are told from one person; [`learn`] moves the weights towards
//! the file, without labels; [`context`] adds what other records say about the
//! two; [`link`] gives pairs and groups, [`search`] answers one question at a
//! time, [`cases`] finds repeats, and [`explain`] says why, by the true weights.
//!
//! The shipped weights are fitted by the example `fit` on people that the
//! example `invent` makes up, in several mixes of mistakes.
//!
//! ```
//! use hawthorn_linkage::bulk::encode::{Encoder, Row};
//! use hawthorn_linkage::bulk::link::{met, pairs};
//! use hawthorn_linkage::bulk::model::Model;
//!
//! let held = Row { id: "1", given_name: "Morwenna", family_name: "Thackeray", date_of_birth: "1981-09-04", ..Row::default() };
//! let mut encoder = Encoder::default();
//! encoder.add(&held);
//! encoder.add(&Row { id: "2", given_name: "MORWENA", phone: "07700 900101", ..held });
//! let people = encoder.finish();
//! let found = pairs(&people, &Model::shipped(), &met(&people), &[]);
//! assert!(found.pairs[0].bits > 0.0);
//! ```

pub(crate) mod asking;
mod beside;
pub(crate) mod bundle;
pub mod cases;
pub(crate) mod compare;
pub mod context;
pub(crate) mod crowd;
pub mod encode;
pub mod explain;
pub(crate) mod faces;
mod fault;
pub(crate) mod filed;
mod follow;
pub(crate) mod guest;
pub mod job;
pub(crate) mod keys;
pub mod learn;
pub mod level;
pub(crate) mod lexicon;
pub(crate) mod likeness;
pub mod link;
pub(crate) mod meet;
pub(crate) mod mix;
pub mod model;
mod outputs;
pub(crate) mod person;
pub(crate) mod pool;
pub(crate) mod radix;
pub mod read;
pub(crate) mod reading;
mod room;
pub(crate) mod row;
pub mod search;
mod sheet;
mod sniff;
pub mod table;
pub(crate) mod view;
pub(crate) mod write;

pub use person::People;

/// Every pair of records worth comparing, each once, in order.
pub fn candidates(people: &People) -> Vec<(u32, u32)> {
    link::met(people)
}

/// The levels of two records by their places in the file.
///
/// # Panics
/// When a place is outside the file.
pub fn levels(people: &People, left: u32, right: u32) -> level::Levels {
    let side = |slot: u32| compare::Side {
        person: &people.persons[slot as usize],
        crowd: people.crowd(slot),
    };
    compare::levels(&people.view(), side(left), side(right))
}
