//! One against all: people held, put in and taken out at any time, and asked
//! about one at a time.

use std::collections::HashSet;

use ahash::RandomState;

use super::bundle::Bundles;
use super::compare::{Side, levels, strangers};
use super::context::{Edge, FLOOR, Graph, among, around, crowding};
use super::crowd::Crowd;
use super::encode::{Encoder, Row};
use super::faces::{all, home_key, name_key, phone_key, value_keys, word_key, words};
use super::filed::{Block, Shelves};
use super::guest::{Guest, of_row};
use super::level::Levels;
use super::model::Model;
use super::person::{People, Person};
use super::view::View;

mod holding;

pub(crate) use holding::Voice;

/// A key held by more people than this is passed over.
const RARE: usize = 100;

/// When rare keys find hardly anybody, the rarest of the others are tried up to this size.
const LESS_RARE: usize = 4_000;

/// People compared for one question at most.
const MOST_COMPARED: usize = 6_000;

/// The best of them are compared with each other, to see who belongs together.
const TOP: usize = 12;

/// People held for questions.
#[derive(Debug)]
pub struct Search {
    people: People,
    model: Model,
    shelves: Shelves,
    /// Whether a search box asks too, by any one word or value.
    boxed: bool,
    state: Vec<State>,
    /// How many are filed in the fresh part.
    waiting: usize,
    /// Places of people who come up, and say nothing of anybody else.
    quiet: HashSet<u32, RandomState>,
}

/// Where the keys of a place are filed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Nowhere: nobody is held there.
    Gone,
    Settled,
    Fresh,
}

/// Somebody who may be the person asked about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The place of the record.
    pub slot: u32,
    /// Evidence in bits.
    pub bits: f32,
}

/// A hit with what its evidence is made of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    pub slot: u32,
    pub levels: Levels,
    /// What the two records alone say.
    pub alone: f32,
    /// What the other records add; with its levels, where it was looked at.
    pub among: Option<(f32, super::context::Around)>,
    pub bits: f32,
}

impl Search {
    /// Files everybody whom an encoder has read.
    pub fn new(encoder: Encoder, model: Model) -> Search {
        let mut people = encoder.finish();
        // A question meets every record by itself, so nobody stands for others here.
        people.bundles = Bundles::default();
        people.shrink();
        let mut search = Search {
            state: vec![State::Settled; people.len()],
            people,
            model,
            shelves: Shelves::default(),
            boxed: false,
            waiting: 0,
            quiet: HashSet::default(),
        };
        search.settle();
        search
    }

    /// Nobody yet, with keys for a search box.
    pub(crate) fn boxed(model: Model) -> Search {
        Search {
            people: People::default(),
            model,
            shelves: Shelves::default(),
            boxed: true,
            state: Vec::new(),
            waiting: 0,
            quiet: HashSet::default(),
        }
    }

    /// The people held.
    pub fn people(&self) -> &People {
        &self.people
    }

    pub(crate) fn model(&self) -> &Model {
        &self.model
    }

    /// Bytes that everything takes: records, texts and filed keys.
    pub fn bytes(&self) -> usize {
        self.people.bytes() + self.shelves.settled.bytes() + self.state.capacity()
    }

    /// Whether somebody says nothing of anybody else.
    pub(crate) fn is_quiet(&self, slot: u32) -> bool {
        !self.quiet.is_empty() && self.quiet.contains(&slot)
    }

    /// How many are held who say nothing of anybody else.
    pub(crate) fn quiet(&self) -> usize {
        self.quiet.len()
    }

    fn state(&self, slot: u32) -> State {
        let state = self.state.get(slot as usize);
        state.copied().unwrap_or(State::Gone)
    }

    /// The place of an id, when somebody is held under it.
    pub(crate) fn place(&self, id: &str) -> Option<u32> {
        let slot = self.people.ids.find(id)?.checked_sub(1)?;
        (self.state(slot) != State::Gone).then_some(slot)
    }

    fn keys_of(&self, slot: u32) -> Vec<u64> {
        let Some(person) = self.people.persons.get(slot as usize) else {
            return Vec::new();
        };
        let view = self.people.view();
        let mut out = all(&view, person);
        let home = home_key(&view, &person.home);
        out.extend((home != 0).then_some(home));
        if self.boxed {
            out.extend(value_keys(&view, person));
            out.extend(
                words(&view, person)
                    .into_iter()
                    .map(|w| word_key(view.word(w))),
            );
            out.sort_unstable();
            out.dedup();
        }
        out
    }

    /// The places of a block where the same people still are.
    pub(crate) fn alive<'a>(&'a self, block: Block<'a>) -> impl Iterator<Item = u32> + 'a {
        let held = block.settled.iter().copied();
        held.filter(|slot| self.state(*slot) == State::Settled)
            .chain(block.fresh.iter().copied())
    }

    pub(crate) fn block(&self, key: u64) -> Block<'_> {
        self.shelves.get(key)
    }

    /// How many are filed in a block and heard. Whom a question meets is decided by them alone; a block
    /// that is too long by far is not gone through.
    fn length(&self, block: Block<'_>) -> usize {
        let filed = block.len();
        if self.quiet.is_empty() || filed > LESS_RARE + self.quiet.len() {
            return filed;
        }
        let all = block.settled.iter().chain(block.fresh);
        all.filter(|slot| !self.is_quiet(**slot)).count()
    }

    fn count(&self, key: u64) -> u32 {
        match key {
            0 => 0,
            key => {
                let heard = self
                    .alive(self.block(key))
                    .filter(|slot| !self.is_quiet(*slot));
                // Beyond this no step is reached any more.
                heard.take(200).count() as u32
            }
        }
    }

    /// How many share the values of somebody held, or of a guest.
    fn crowd(&self, view: &View<'_>, person: &Person, guest: u32) -> Crowd {
        let count = |key| self.count(key) + guest;
        Crowd::of(
            count(name_key(view, person)),
            count(phone_key(person.phone)),
            count(home_key(view, &person.home)),
        )
    }

    /// One of two to be compared.
    pub(crate) fn side<'a>(&self, view: &View<'_>, person: &'a Person, guest: bool) -> Side<'a> {
        Side {
            person,
            crowd: self.crowd(view, person, u32::from(guest)),
        }
    }

    /// Who the person of a row may be, best first, equal ones by id, no more than `limit`; beside them
    /// as many who are quiet.
    pub fn ask(&self, row: &Row<'_>, limit: usize) -> Vec<Hit> {
        let guest = of_row(&self.people, row);
        let hit = |Found { slot, bits, .. }| Hit { slot, bits };
        self.find(&guest, limit).into_iter().map(hit).collect()
    }

    /// Who a guest may be.
    pub(crate) fn find(&self, guest: &Guest, limit: usize) -> Vec<Found> {
        self.ranked(&guest.view(&self.people), &guest.person, None, limit)
    }

    /// Who else somebody held may be.
    pub(crate) fn find_held(&self, slot: u32, limit: usize) -> Vec<Found> {
        match self.people.persons.get(slot as usize) {
            Some(person) => self.ranked(&self.people.view(), person, Some(slot), limit),
            None => Vec::new(),
        }
    }

    fn ranked(
        &self,
        view: &View<'_>,
        asked: &Person,
        not: Option<u32>,
        limit: usize,
    ) -> Vec<Found> {
        let side = self.side(view, asked, not.is_none());
        let crowding = crowding(self.people.counted);
        let mut hits: Vec<Found> = self
            .meet(view, asked)
            .into_iter()
            .filter(|slot| Some(*slot) != not)
            .filter_map(|slot| {
                let person = self.people.persons.get(slot as usize)?;
                if strangers(asked, person) {
                    return None;
                }
                // Who shares the asked values is counted once, for the asked.
                let other = Side {
                    person,
                    crowd: Crowd::default(),
                };
                let levels = levels(view, side, other);
                let alone = self.model.alone.bits(&levels);
                (alone >= FLOOR).then_some(Found {
                    slot,
                    levels,
                    alone,
                    among: None,
                    bits: alone + crowding,
                })
            })
            .collect();
        self.sort(&mut hits);
        // Who is quiet neither speaks for others nor is spoken for: what one record adds to another
        // is told to whoever may see the pair, and they may not know of every record besides.
        let (quiet, mut hits): (Vec<Found>, Vec<Found>) =
            hits.into_iter().partition(|hit| self.is_quiet(hit.slot));
        self.together(&mut hits);
        self.sort(&mut hits);
        hits.truncate(limit);
        // Nor do they take the place of anybody who is heard.
        hits.extend(quiet.into_iter().take(limit));
        self.sort(&mut hits);
        hits
    }

    fn sort(&self, hits: &mut [Found]) {
        hits.sort_unstable_by(|a, b| {
            b.bits
                .total_cmp(&a.bits)
                .then_with(|| b.alone.total_cmp(&a.alone))
                .then_with(|| self.people.id(a.slot).cmp(self.people.id(b.slot)))
        });
    }

    /// Lets the best hits speak for and against each other.
    fn together(&self, hits: &mut [Found]) {
        let view = self.people.view();
        let top = hits.len().min(TOP);
        let sides: Vec<Side<'_>> = hits
            .iter()
            .take(top)
            .filter_map(|hit| self.people.persons.get(hit.slot as usize))
            .map(|person| self.side(&view, person, false))
            .collect();
        let edge = |left: usize, right: usize, found: &Levels, bits: f32| {
            Edge::compared(left as u32, right as u32, found, bits)
        };
        let mut edges = Vec::with_capacity(top * (top + 1) / 2);
        for (at, hit) in hits.iter().take(top).enumerate() {
            edges.push(edge(0, at + 1, &hit.levels, hit.alone));
            for (other, second) in sides.iter().enumerate().skip(at + 1) {
                let found = levels(&view, sides[at], *second);
                let bits = self.model.alone.bits(&found);
                if bits >= FLOOR {
                    edges.push(edge(at + 1, other + 1, &found, bits));
                }
            }
        }
        let graph = Graph::new(top + 1, &edges);
        for (at, hit) in hits.iter_mut().take(top).enumerate() {
            let edge = edge(0, at + 1, &hit.levels, hit.alone);
            let around = around(&graph, &edge);
            let bits = among(&self.model, &around, &edge);
            hit.among = Some((bits, around));
            hit.bits += bits;
        }
        super::beside::level_up(&mut hits[..top], &edges);
    }

    /// The places of people worth comparing, each once.
    fn meet(&self, view: &View<'_>, asked: &Person) -> Vec<u32> {
        let mut out: Vec<u32> = Vec::new();
        let mut crowded: Vec<(usize, u64)> = Vec::new();
        for key in all(view, asked) {
            let block = self.block(key);
            let length = self.length(block);
            if length <= RARE {
                out.extend(self.alive(block));
            } else if length <= LESS_RARE {
                crowded.push((length, key));
            }
        }
        out.sort_unstable();
        out.dedup();
        let heard = |out: &[u32]| out.iter().filter(|slot| !self.is_quiet(**slot)).count();
        if heard(&out) < 4 {
            crowded.sort_unstable();
            for (length, key) in crowded {
                if heard(&out) + length > MOST_COMPARED {
                    break;
                }
                out.extend(self.alive(self.block(key)));
            }
            out.sort_unstable();
            out.dedup();
        }
        out
    }
}
