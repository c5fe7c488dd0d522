//! The in-memory index: people filed under keys, and one asked about against all.

mod find;

use std::collections::HashMap;

use crate::candidate::{Candidate, tell};
use crate::compare::{Comparison, Scales, compare};
use crate::keys::{keys, search_keys};
use crate::population::Population;
use crate::postings::Postings;
use crate::prepared::Prepared;
use crate::record::Record;
use crate::weights::Weights;
use crate::words::Words;

/// A key held by more people than this does not tell them apart and is passed over.
const RARE: usize = 250;

/// When rare keys find nobody, keys up to this size are tried, the rarest first.
const LESS_RARE: usize = 4_000;

/// People compared for one question at most.
const MOST_COMPARED: usize = 8_000;

/// One person held.
#[derive(Debug)]
pub(crate) struct Held {
    pub id: Box<str>,
    pub person: Prepared,
}

/// The people that a question meets.
pub(crate) struct Met {
    /// Their slots, each once, in order.
    pub slots: Vec<u32>,
    /// Whether they were met under rare keys. If so the meeting is mutual:
    /// each of them would meet the asker too.
    pub by_rare_key: bool,
}

/// People held for matching. Ids are the caller's own strings; inside, each
/// person has a numbered slot. Reading takes `&self`, so an `RwLock` around
/// it serves many askers. The same people give the same answers in whatever
/// order they were put in.
#[derive(Debug, Default)]
pub struct Index {
    weights: Weights,
    people: Population,
    slots: Vec<Option<Held>>,
    free: Vec<u32>,
    by_id: HashMap<Box<str>, u32>,
    postings: Postings,
    words: Words,
}

impl Index {
    /// An empty index with the shipped weights.
    pub fn new() -> Index {
        Index::default()
    }

    /// An empty index with other weights.
    pub fn with_weights(weights: Weights) -> Index {
        Index {
            weights,
            ..Index::default()
        }
    }

    /// Puts a record in under an id. True when the id is new; an id already
    /// held is replaced.
    pub fn insert(&mut self, id: &str, record: &Record) -> bool {
        let new = !self.remove(id);
        let mut person = Prepared::new(record);
        self.words.share(&mut person);
        let slot = self.free.pop().unwrap_or(self.slots.len() as u32);
        for key in filed(&person) {
            self.postings.add(key, slot);
        }
        self.people.add(&person.counted());
        self.by_id.insert(id.into(), slot);
        let held = Some(Held {
            id: id.into(),
            person,
        });
        match self.slots.get_mut(slot as usize) {
            Some(place) => *place = held,
            None => self.slots.push(held),
        }
        new
    }

    /// Replaces the record of an id; false, and no change, when it is not held.
    pub fn replace(&mut self, id: &str, record: &Record) -> bool {
        self.contains(id) && !self.insert(id, record)
    }

    /// Takes a record out; false when the id is not held.
    pub fn remove(&mut self, id: &str) -> bool {
        let Some(slot) = self.by_id.remove(id) else {
            return false;
        };
        if let Some(held) = self.slots.get_mut(slot as usize).and_then(Option::take) {
            for key in filed(&held.person) {
                self.postings.remove(key, slot);
            }
            self.people.take(&held.person.counted());
            self.words.release(held.person);
            self.free.push(slot);
        }
        true
    }

    /// Whether an id is held.
    pub fn contains(&self, id: &str) -> bool {
        self.by_id.contains_key(id)
    }

    /// How many records are held.
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// Whether no record is held.
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// Who the person asked about might be: at least "possible", best first,
    /// equal ones by id, no more than `limit`. Proposals only (R68).
    pub fn candidates(&self, asked: &Record, limit: usize) -> Vec<Candidate> {
        self.ranked(&Prepared::new(asked), None, limit)
    }

    /// Who else a held person might be; empty when the id is not held.
    pub fn candidates_for(&self, id: &str, limit: usize) -> Vec<Candidate> {
        match self.by_id.get(id) {
            Some(slot) => self.held(*slot).map_or_else(Vec::new, |held| {
                self.ranked(&held.person, Some(*slot), limit)
            }),
            None => Vec::new(),
        }
    }

    /// Compares two held records, however unlike; `None` when one is not held.
    pub fn compare_held(&self, left: &str, right: &str) -> Option<Candidate> {
        let person = &self.held(*self.by_id.get(left)?)?.person;
        self.told(person, right)
    }

    /// Compares a record with a held one, however unlike; `None` when it is not held.
    pub fn compare_with(&self, asked: &Record, id: &str) -> Option<Candidate> {
        self.told(&Prepared::new(asked), id)
    }

    fn told(&self, asked: &Prepared, id: &str) -> Option<Candidate> {
        let held = self.held(*self.by_id.get(id)?)?;
        let found = compare(asked, &held.person, self.scales());
        Some(tell(&held.id, &found, &self.weights, self.len()))
    }

    fn ranked(&self, asked: &Prepared, not: Option<u32>, limit: usize) -> Vec<Candidate> {
        let mut scored: Vec<(f64, &Held, Comparison)> = self
            .meet(asked)
            .slots
            .into_iter()
            .filter(|slot| Some(*slot) != not)
            .filter_map(|slot| self.held(slot))
            .map(|held| {
                let found = compare(asked, &held.person, self.scales());
                (found.bits(), held, found)
            })
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
        scored
            .iter()
            .take(limit)
            .map(|(_, held, found)| tell(&held.id, found, &self.weights, self.len()))
            .take_while(|candidate| candidate.band.is_some())
            .collect()
    }

    /// The slots worth comparing with a record, each once, in order.
    pub(crate) fn meet(&self, asked: &Prepared) -> Met {
        let mut out: Vec<u32> = Vec::new();
        let mut crowded: Vec<(usize, u64)> = Vec::new();
        for key in keys(asked) {
            let block = self.postings.get(key);
            if block.len() <= RARE {
                out.extend_from_slice(block);
            } else if block.len() <= LESS_RARE {
                crowded.push((block.len(), key));
            }
        }
        let by_rare_key = !out.is_empty();
        if !by_rare_key {
            crowded.sort_unstable();
            for (size, key) in crowded {
                if out.len() + size > MOST_COMPARED {
                    break;
                }
                out.extend_from_slice(self.postings.get(key));
            }
        }
        out.sort_unstable();
        out.dedup();
        Met {
            slots: out,
            by_rare_key,
        }
    }

    pub(crate) fn held(&self, slot: u32) -> Option<&Held> {
        self.slots.get(slot as usize)?.as_ref()
    }

    /// Every occupied slot, in slot order.
    pub(crate) fn occupied(&self) -> Vec<u32> {
        let mut slots: Vec<u32> = self.by_id.values().copied().collect();
        slots.sort_unstable();
        slots
    }

    pub(crate) fn scales(&self) -> Scales<'_> {
        Scales {
            weights: &self.weights,
            people: &self.people,
        }
    }

    pub(crate) fn weights(&self) -> &Weights {
        &self.weights
    }
}

/// Every key that a record is filed under: those for matching, then those for searching.
fn filed(person: &Prepared) -> impl Iterator<Item = u64> {
    keys(person).into_iter().chain(search_keys(person))
}
