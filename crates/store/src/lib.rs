//! What Hawthorn remembers, on SQLite and on PostgreSQL by one path: records, the audit chain, sessions and jobs.
//!
//! Every record is one document with the columns that lists need beside it.
//! Nothing is saved without an audit entry ([`Tx::create`], [`Tx::update`]), no
//! list is read without a [`hawthorn_domain::platform::actor::Scope`], and every
//! row carries a seal, so that a change made behind the log's back is found by
//! [`governance::verify`].

pub mod cell;
pub mod directory;
pub mod document;
pub mod doors;
pub mod engine;
pub mod error;
pub mod governance;
pub mod incidents;
pub mod marac;
pub mod mash;
pub mod matac;
pub mod people;
pub mod platform;
pub mod referrals;
pub mod risk;
pub mod schema;
pub mod seal;
pub mod support;
pub mod tx;
mod waiting;

pub use cell::{Cell, Row};
pub use document::{Document, Stored};
pub use engine::Store;
pub use error::StoreError;
pub use tx::Tx;
