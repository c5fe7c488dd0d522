//! Who is held for questions: people who come, change and go, and the filing of their keys.

use rayon::prelude::*;

use super::{Search, State};
use crate::bulk::filed::{Filed, Packing, Shelves};
use crate::bulk::person::{More, People, Person};
use crate::postings::Postings;

/// So many people wait unsettled at least.
const FRESH: usize = 50_000;

/// Whether somebody who is held says anything of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Voice {
    /// They count: how common a name or a shared home is, and who belongs with whom.
    Heard,
    /// They come up and are compared, and nobody else’s evidence depends on them.
    Quiet,
}

impl Search {
    /// Puts somebody in under an id, or in the place of whoever had it.
    pub(crate) fn put(
        &mut self,
        id: &str,
        voice: Voice,
        read: impl FnOnce(&mut People) -> (Person, Option<More>),
    ) {
        let slot = self.hold(id, voice, read);
        self.state[slot as usize] = State::Fresh;
        for key in self.keys_of(slot) {
            self.shelves.fresh.add(key, slot);
        }
        self.waiting += 1;
        if self.waiting > FRESH.max(self.people.len() / 3) {
            self.settle();
        }
    }

    /// Puts somebody in whose keys are filed with everybody else's by [`Search::settle`];
    /// nobody asks before that.
    pub(crate) fn put_unfiled(
        &mut self,
        id: &str,
        voice: Voice,
        read: impl FnOnce(&mut People) -> (Person, Option<More>),
    ) {
        let slot = self.hold(id, voice, read);
        self.state[slot as usize] = State::Settled;
    }

    /// Holds somebody, filed nowhere yet, and gives the place.
    fn hold(
        &mut self,
        id: &str,
        voice: Voice,
        read: impl FnOnce(&mut People) -> (Person, Option<More>),
    ) -> u32 {
        let slot = self.people.ids.id(id).saturating_sub(1);
        self.take(slot);
        let (mut person, more) = read(&mut self.people);
        if let Some(more) = more {
            self.people.mores.push(more);
            person.more = self.people.mores.len() as u32;
        }
        match self.people.persons.get_mut(slot as usize) {
            Some(held) => *held = person,
            None => self.people.persons.push(person),
        }
        self.state.resize(self.people.persons.len(), State::Gone);
        if voice == Voice::Quiet {
            self.quiet.insert(slot);
        } else {
            self.people.count_words(&person, true);
            self.people.counted += 1;
        }
        slot
    }

    /// Takes out whoever is held at a place; false when nobody is.
    pub(crate) fn take(&mut self, slot: u32) -> bool {
        let was = self.state(slot);
        if was == State::Gone {
            return false;
        }
        if was == State::Fresh {
            for key in self.keys_of(slot) {
                self.shelves.fresh.remove(key, slot);
            }
            self.waiting = self.waiting.saturating_sub(1);
        }
        self.state[slot as usize] = State::Gone;
        let person = self.people.persons[slot as usize];
        if !self.quiet.remove(&slot) {
            self.people.count_words(&person, false);
            self.people.counted = self.people.counted.saturating_sub(1);
        }
        true
    }

    /// Files everybody anew in sorted arrays.
    pub(crate) fn settle(&mut self) {
        let packing = Packing::new(self.people.len());
        let mut entries: Vec<u64> = (0..self.people.len() as u32)
            .into_par_iter()
            .filter(|slot| self.state(*slot) != State::Gone)
            .flat_map_iter(|slot| {
                let keys = self.keys_of(slot).into_iter();
                keys.map(move |key| packing.pack(key, slot))
            })
            .collect();
        entries.par_sort_unstable();
        self.shelves = Shelves {
            settled: Filed::new(&packing, &entries),
            fresh: Postings::default(),
        };
        for state in self.state.iter_mut().filter(|s| **s == State::Fresh) {
            *state = State::Settled;
        }
        self.waiting = 0;
    }
}
