//! Person matching: which records may be the same person, how likely, and why, in plain words.
//!
//! The crate knows nothing of cases, agencies or databases. It is given
//! [`Record`]s, keeps them in an in-memory [`Index`], and answers "who might
//! this be?" with [`Candidate`]s that carry a probability, a [`Band`], the
//! reasons and any cautions. It only ever proposes: a person confirms (R68).
//!
//! One engine serves both ways of asking. [`Index`] holds people who come, change
//! and go, and answers one question at a time; [`bulk`] links whole files and is
//! where the engine lives: how values are cleaned, filed, compared and weighed.
//! `tell` puts a comparison into words, by the true weights; `index` has the
//! questions about one person, and the search box.
//!
//! ```
//! use hawthorn_linkage::{Band, Birth, Index, Name, Record};
//!
//! let held = Record {
//!     names: vec![Name::new("Morwenna", "Thackeray")],
//!     birth: Birth::parse("04/09/1981"),
//!     phones: vec!["07700 900101".into()],
//!     ..Record::default()
//! };
//! let mut index = Index::new();
//! index.insert("P-1", &held);
//!
//! let asked = Record {
//!     names: vec![Name::new("Morwena", "THACKERAY")],
//!     birth: Birth::parse("1981-04-09"),
//!     phones: vec!["+447700900101".into()],
//!     ..Record::default()
//! };
//! let found = index.candidates(&asked, 5);
//! assert_eq!(found[0].id, "P-1");
//! assert_eq!(found[0].band, Some(Band::VeryLikely));
//! assert!(found[0].reasons.iter().any(|r| r.words == "day and month swapped"));
//! ```

mod band;
pub mod bulk;
mod candidate;
mod field;
mod index;
pub mod normal;
mod postings;
mod record;
mod tell;

pub use band::Band;
pub use candidate::{Candidate, Caution, Reason};
pub use field::{Field, Verdict};
pub use index::{Filling, Index};
pub use record::{Address, AgeOn, Birth, Date, Identifier, Name, Record, Sex};
pub use tell::chance;
