//! Keys that many records share: compared in full as far as there is room for
//! it, split by what else the records say, and counted where neither helps.

use std::collections::HashSet;

use ahash::RandomState;

use super::{HIGH, RARE, Sketch, worth};
use crate::bulk::keys::{Heard, LITTLE, LONE, NAMES, STARTS};
use crate::bulk::person::People;
use crate::bulk::room::within;

/// Records under one key that are compared in full at most.
const MOST: [usize; 2] = [1_024, 100];

/// Pairs that all keys of one sort together may come to.
const ROOM: [usize; 2] = [2_000_000, 100_000];

/// Records that no further value tells apart are compared with so many that
/// come next by id.
const NEXT: usize = 12;

/// Whether a key rests on little (1), so that hundreds of strangers may share it,
/// or on more (0), which few share in any file but by a placeholder.
fn sort_of(kind: usize) -> usize {
    let little = LITTLE.contains(&kind);
    usize::from(little || matches!(kind, NAMES | STARTS | LONE))
}

/// The records under keys that more than [`RARE`] share.
#[derive(Debug, Default)]
pub(super) struct Long {
    blocks: Vec<Block>,
    slots: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
struct Block {
    kind: usize,
    from: usize,
    to: usize,
}

impl Block {
    fn len(&self) -> usize {
        self.to - self.from
    }
}

/// Keys whose records were not all compared with each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Passed {
    pub names: usize,
    pub values: usize,
}

/// What splits blocks: everything that is known of the records.
pub(super) struct Splitting<'a> {
    pub people: &'a People,
    pub heard: &'a [Heard],
    pub sketches: &'a [Sketch],
    /// Takes two records that are worth comparing.
    pub keep: &'a mut dyn FnMut(u32, u32),
}

impl Long {
    /// Notes the records of one block, packed below their key.
    pub fn add(&mut self, kind: usize, packed: &[u64]) {
        let from = self.slots.len();
        let to = from + packed.len();
        self.slots.extend(packed.iter().map(|held| *held as u32));
        self.blocks.push(Block { kind, from, to });
    }

    /// Takes over what another worker found.
    pub fn take(&mut self, other: Long) {
        let by = self.slots.len();
        self.slots.extend(other.slots);
        self.blocks
            .extend(other.blocks.into_iter().map(|block| Block {
                from: block.from + by,
                to: block.to + by,
                ..block
            }));
    }

    /// Hands out the pairs worth comparing.
    pub fn split(&self, with: &mut Splitting<'_>) -> Passed {
        let limits = [self.limit(0), self.limit(1)];
        let mut passed = Passed::default();
        for block in &self.blocks {
            let slots = self.slots.get(block.from..block.to).unwrap_or_default();
            let sort = sort_of(block.kind);
            if block.len() <= limits[sort] {
                with.all(block.kind, slots);
                continue;
            }
            match (sort, block.kind) {
                (0, _) => {
                    with.parts(block.kind, slots, 0);
                    passed.values += 1;
                }
                (_, NAMES) => {
                    with.parts(block.kind, slots, VALUES_BESIDE_NAMES);
                    passed.names += 1;
                }
                // Who should meet under these does so under other keys.
                (_, STARTS | LONE) => {}
                _ => with.parts(block.kind, slots, 0),
            }
        }
        passed
    }

    /// Blocks up to this length are compared in full.
    fn limit(&self, sort: usize) -> usize {
        let of_sort = self.blocks.iter().filter(|b| sort_of(b.kind) == sort);
        let lengths = of_sort
            .map(Block::len)
            .filter(|length| *length <= MOST[sort]);
        within(
            lengths.collect(),
            |length| length * (length - 1) / 2,
            ROOM[sort],
        )
    }
}

/// Values that split a block, the most telling first.
const VALUES: usize = 7;

/// From here on the values are such as no key has beside names alone.
const VALUES_BESIDE_NAMES: usize = 5;

impl Splitting<'_> {
    /// Every two records of a list.
    fn all(&mut self, kind: usize, slots: &[u32]) {
        for (at, left) in slots.iter().enumerate() {
            for right in slots.iter().skip(at + 1) {
                self.two(kind, *left, *right);
            }
        }
    }

    fn two(&mut self, kind: usize, left: u32, right: u32) {
        let of = |slot: u32| self.sketches.get(slot as usize);
        let (Some(l), Some(r)) = (of(left), of(right)) else {
            return;
        };
        if worth(l, r, kind) {
            (self.keep)(left, right);
        }
    }

    /// The records of a list that have one more value in common, or two, and so
    /// on until they are few.
    fn parts(&mut self, kind: usize, slots: &[u32], from: usize) {
        let mut apart: HashSet<u32, RandomState> = slots.iter().copied().collect();
        for at in from..VALUES {
            let mut filed: Vec<u64> = slots
                .iter()
                .map(|slot| self.value(*slot, at) & HIGH | u64::from(*slot))
                .filter(|held| held & HIGH != 0)
                .collect();
            filed.sort_unstable();
            for part in filed.chunk_by(|a, b| (a ^ b) & HIGH == 0) {
                let part: Vec<u32> = part.iter().map(|held| *held as u32).collect();
                if part.len() > 1 {
                    part.iter().for_each(|slot| _ = apart.remove(slot));
                }
                if part.len() <= RARE {
                    self.all(kind, &part);
                } else {
                    self.parts(kind, &part, at + 1);
                }
                if part.len() == slots.len() {
                    // All have this value: what tells them apart further on has just been asked.
                    return;
                }
            }
        }
        // Whoever shares no further value with anybody here meets those who come next by id.
        let rest: Vec<u32> = slots
            .iter()
            .copied()
            .filter(|s| apart.contains(s))
            .collect();
        self.next(kind, &rest);
    }

    /// Records that nothing tells apart: each with those that come next by id.
    fn next(&mut self, kind: usize, slots: &[u32]) {
        let mut slots = slots.to_vec();
        slots.sort_unstable_by(|a, b| self.people.id(*a).cmp(self.people.id(*b)));
        for (at, left) in slots.iter().enumerate() {
            for right in slots.iter().skip(at + 1).take(NEXT) {
                self.two(kind, *left, *right);
            }
        }
    }

    /// One of the [`VALUES`] of a record as a hash; nought where it is not known.
    fn value(&self, slot: u32, which: usize) -> u64 {
        let (Some(person), Some(heard)) = (
            self.people.persons.get(slot as usize),
            self.heard.get(slot as usize),
        ) else {
            return 0;
        };
        let of = |value: u64| match value {
            0 => 0,
            value => crate::bulk::mix::mix(value, which as u64),
        };
        match which {
            0 => of(heard.both()),
            1 => of(if person.born.is_full() {
                u64::from(person.born.0)
            } else {
                0
            }),
            2 => of(person.phone),
            3 => of(u64::from(person.email)),
            4 => of(u64::from(person.home.postcode())),
            5 => of(u64::from(person.home.town)),
            _ => of(u64::from(person.middle[0])),
        }
    }
}
