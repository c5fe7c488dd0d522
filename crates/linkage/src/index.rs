//! The in-memory index: people who come, change and go, and one asked about against all.

mod asked;
mod filling;
mod find;
mod fit;

pub use filling::Filling;

use crate::bulk::compare::levels;
use crate::bulk::context::crowding;
use crate::bulk::guest::{self, Guest};
use crate::bulk::level::Levels;
use crate::bulk::model::Model;
use crate::bulk::search::{Found, Search, Voice};
use crate::candidate::Candidate;
use crate::record::Record;
use crate::tell::{Beyond, tell};

/// People held for matching. Ids are the caller's own strings. Reading takes
/// `&self`, so an `RwLock` around it serves many askers. The same people give
/// the same answers in whatever order they were put in.
///
/// A person takes about two hundred bytes. Words and places once seen are kept
/// until the index is made anew, as are ids.
#[derive(Debug)]
pub struct Index {
    search: Search,
    held: usize,
}

impl Default for Index {
    fn default() -> Index {
        Index::with_model(Model::shipped())
    }
}

impl Index {
    /// An empty index with the shipped weights.
    pub fn new() -> Index {
        Index::default()
    }

    /// An empty index with other weights.
    pub fn with_model(model: Model) -> Index {
        Index {
            search: Search::boxed(model),
            held: 0,
        }
    }

    /// Puts a record in under an id. True when the id is new; an id already
    /// held is replaced.
    pub fn insert(&mut self, id: &str, record: &Record) -> bool {
        self.put(id, record, Voice::Heard)
    }

    /// Puts a record in that is kept from most: it comes up and is compared like any
    /// other, and what is said of two other records never depends on it: neither how
    /// common a name or a shared home is, nor that somebody else agrees with both. True
    /// when the id is new; an id already held is replaced, quiet or not.
    pub fn insert_quiet(&mut self, id: &str, record: &Record) -> bool {
        self.put(id, record, Voice::Quiet)
    }

    fn put(&mut self, id: &str, record: &Record, voice: Voice) -> bool {
        let new = !self.contains(id);
        self.search
            .put(id, voice, |people| guest::held(people, record));
        self.held += usize::from(new);
        new
    }

    /// How many records say something of the others.
    fn heard(&self) -> usize {
        self.held.saturating_sub(self.search.quiet())
    }

    /// Replaces the record of an id; false, and no change, when it is not held.
    pub fn replace(&mut self, id: &str, record: &Record) -> bool {
        self.contains(id) && !self.insert(id, record)
    }

    /// Takes a record out; false when the id is not held.
    pub fn remove(&mut self, id: &str) -> bool {
        let Some(slot) = self.search.place(id) else {
            return false;
        };
        self.held = self.held.saturating_sub(1);
        self.search.take(slot)
    }

    /// Whether an id is held.
    pub fn contains(&self, id: &str) -> bool {
        self.search.place(id).is_some()
    }

    /// How many records are held.
    pub fn len(&self) -> usize {
        self.held
    }

    /// Whether no record is held.
    pub fn is_empty(&self) -> bool {
        self.held == 0
    }

    /// Bytes that the people held take.
    pub fn bytes(&self) -> usize {
        self.search.bytes()
    }

    /// Who the person asked about might be: at least "possible", best first,
    /// equal ones by id, no more than `limit`; beside them as many who are quiet. Proposals only (R68).
    pub fn candidates(&self, asked: &Record, limit: usize) -> Vec<Candidate> {
        let guest = guest::of_record(self.search.people(), asked);
        self.proposed(self.search.find(&guest, limit))
    }

    /// Who else a held person might be; empty when the id is not held.
    pub fn candidates_for(&self, id: &str, limit: usize) -> Vec<Candidate> {
        match self.search.place(id) {
            Some(slot) => self.proposed(self.search.find_held(slot, limit)),
            None => Vec::new(),
        }
    }

    fn proposed(&self, found: Vec<Found>) -> Vec<Candidate> {
        let crowding = crowding(self.heard());
        let mut told: Vec<Candidate> = found
            .iter()
            .map(|found| {
                let beyond = Beyond {
                    among: found.among,
                    crowding,
                };
                let id = self.search.people().id(found.slot);
                tell(id, self.search.model(), &found.levels, beyond)
            })
            .filter(|candidate| candidate.band.is_some())
            .collect();
        // Sums of the same weights in another order may differ by a hair.
        told.sort_by(|a, b| b.bits.total_cmp(&a.bits).then_with(|| a.id.cmp(&b.id)));
        told
    }

    /// Compares two held records, however unlike; `None` when one is not held.
    pub fn compare_held(&self, left: &str, right: &str) -> Option<Candidate> {
        let left = self.search.place(left)?;
        let people = self.search.people();
        let view = people.view();
        let (one, other) = (
            people.persons.get(left as usize)?,
            people.persons.get(self.search.place(right)? as usize)?,
        );
        let levels = levels(
            &view,
            self.search.side(&view, one, false),
            self.search.side(&view, other, false),
        );
        Some(self.told(right, &levels))
    }

    /// Compares a record with a held one, however unlike; `None` when it is not held.
    pub fn compare_with(&self, asked: &Record, id: &str) -> Option<Candidate> {
        let guest = guest::of_record(self.search.people(), asked);
        let levels = self.levels(&guest, self.search.place(id)?)?;
        Some(self.told(id, &levels))
    }

    /// The levels of a guest and somebody held.
    fn levels(&self, guest: &Guest, slot: u32) -> Option<Levels> {
        let people = self.search.people();
        let view = guest.view(people);
        let other = people.persons.get(slot as usize)?;
        Some(levels(
            &view,
            self.search.side(&view, &guest.person, true),
            self.search.side(&view, other, false),
        ))
    }

    fn told(&self, id: &str, levels: &Levels) -> Candidate {
        let beyond = Beyond {
            among: None,
            crowding: crowding(self.heard()),
        };
        tell(id, self.search.model(), levels, beyond)
    }
}
