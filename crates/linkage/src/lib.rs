//! Person matching: which records may be the same person, how likely, and why, in plain words.
//!
//! The crate knows nothing of cases, agencies or databases. It is given
//! [`Record`]s, keeps them in an in-memory [`Index`], and answers "who might
//! this be?" with [`Candidate`]s that carry a probability, a [`Band`], the
//! reasons and any cautions. It only ever proposes: a person confirms (R68).
//!
//! The way through: `normal` cleans each kind of value once; `prepared` holds
//! the cleaned record; `keys` says where it is filed; `compare` turns two
//! prepared records into levels; `level` is the one table of what each level
//! is worth and how it is worded; `index` and `pairs` put them together.
//!
//! Whole files are linked by [`bulk`], which keeps a person in a hundred bytes
//! and is trained on the file itself.
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
mod compare;
mod index;
mod keys;
mod level;
pub mod normal;
mod pairs;
mod population;
mod postings;
mod prepared;
mod record;
mod weights;
mod words;

pub use band::Band;
pub use candidate::{Candidate, Caution, Reason};
pub use index::Index;
pub use level::{Evidence, Field, Level, Verdict};
pub use pairs::{Pair, pairs};
pub use record::{Address, AgeOn, Birth, Date, Identifier, Name, Record, Sex};
pub use weights::Weights;
