//! Records that say the very same: a few of them stand for all.
//!
//! Somebody who is reported a hundred times in the same words would crowd every
//! key that they are filed under and be passed over as too common. So the first
//! few of such records by id are compared, filed and counted for all of them,
//! and the rest follow: what is found for the first holds for each.

use std::collections::HashMap;

use rayon::prelude::*;

use super::keys::{KINDS, heard, keys};
use super::person::{FullName, NO_AGE, People, Person};
use super::radix;

/// So many records that say the same are stood for by the first few.
const MANY: usize = 8;

/// Records of a bundle that take part themselves.
const STANDING: usize = 4;

/// Records that say the same.
#[derive(Debug, Default)]
pub(crate) struct Bundles {
    /// For each record one more than the place of the bundle that it follows;
    /// nought for those that take part. Empty when nobody follows.
    of: Vec<u32>,
    /// Bundles of [`MANY`] and more, each in the order of ids.
    large: Vec<Vec<u32>>,
    /// Pairs of records that say the same and both take part.
    same: Vec<(u32, u32)>,
}

/// What a record says, apart from who wrote it when.
type Content = (Person, FullName);

impl Bundles {
    /// The bundles of a file.
    pub fn new(people: &People) -> Bundles {
        let mut out = Bundles::default();
        for list in alike(people) {
            out.add(people, list);
        }
        out.large.sort_unstable_by_key(|list| list.first().copied());
        if !out.large.is_empty() {
            out.of = vec![0; people.len()];
        }
        for (number, list) in (1u32..).zip(&out.large) {
            for slot in list.iter().skip(STANDING) {
                if let Some(cell) = out.of.get_mut(*slot as usize) {
                    *cell = number;
                }
            }
        }
        out
    }

    fn add(&mut self, people: &People, mut list: Vec<u32>) {
        list.sort_unstable_by(|a, b| people.id(*a).cmp(people.id(*b)));
        let standing = if list.len() >= MANY {
            list.get(..STANDING).unwrap_or_default()
        } else {
            &list
        };
        for (at, one) in standing.iter().enumerate() {
            let others = standing.iter().skip(at + 1);
            self.same
                .extend(others.map(|other| (*one.min(other), *one.max(other))));
        }
        if list.len() >= MANY {
            self.large.push(list);
        }
    }

    /// Whether others stand for a record.
    pub fn follows(&self, slot: u32) -> bool {
        self.of.get(slot as usize).is_some_and(|of| *of != 0)
    }

    /// The record that stands first for one that follows, and the second.
    pub fn leaders(&self, slot: u32) -> Option<(u32, u32)> {
        let of = self.of.get(slot as usize)?.checked_sub(1)?;
        match self.large.get(of as usize)?.as_slice() {
            [first, second, ..] => Some((*first, *second)),
            _ => None,
        }
    }

    /// The two records whose neighbours speak for two others.
    pub fn stand_ins(&self, left: u32, right: u32) -> (u32, u32) {
        let (l, r) = (self.leaders(left), self.leaders(right));
        let (one, other) = (l.map_or(left, |l| l.0), r.map_or(right, |r| r.0));
        let second = l.or(r).map_or(other, |leaders| leaders.1);
        let other = if one == other { second } else { other };
        (one.min(other), one.max(other))
    }

    /// The bundles that some records of follow, each in the order of ids.
    pub fn large(&self) -> &[Vec<u32>] {
        &self.large
    }

    /// Pairs of records that say the same and both take part.
    pub fn same(&self) -> &[(u32, u32)] {
        &self.same
    }
}

/// Lists of two and more records that say the same and would be filed somewhere.
fn alike(people: &People) -> Vec<Vec<u32>> {
    const HIGH: u64 = !0 << 32;
    let mut filed: Vec<u64> = people
        .persons
        .par_iter()
        .enumerate()
        .map(|(slot, person)| person.content_hash() & HIGH | slot as u64)
        .collect();
    radix::sort(&mut filed, &mut Vec::new(), 32, 64);
    let mut out = Vec::new();
    for block in filed.chunk_by(|a, b| (a ^ b) & HIGH == 0) {
        if block.len() < 2 {
            continue;
        }
        let mut by_content: HashMap<Content, Vec<u32>> = HashMap::new();
        for slot in block.iter().map(|held| *held as u32) {
            if let Some(content) = content(people, slot) {
                by_content.entry(content).or_default().push(slot);
            }
        }
        let lists = by_content.into_values().filter(|list| list.len() > 1);
        out.extend(lists.filter(|list| list.first().is_some_and(|slot| is_filed(people, *slot))));
    }
    out
}

fn content(people: &People, slot: u32) -> Option<Content> {
    let person = people.persons.get(slot as usize)?;
    let more = people.view().more(person);
    let alias = more.map(|more| more.alias).unwrap_or_default();
    Some((person.content(), alias))
}

/// Whether a record has any key to meet others under.
fn is_filed(people: &People, slot: u32) -> bool {
    let view = people.view();
    people.persons.get(slot as usize).is_some_and(|person| {
        let heard = heard(&view, person);
        (0..KINDS).any(|kind| keys(&view, person, &heard, kind) != [0, 0])
    })
}

impl Person {
    /// What is compared with others', apart from who wrote it when; an age
    /// beside a date of birth is not, and one without it goes with its day.
    fn content(&self) -> Person {
        let aged = self.born.is_none() && self.age != NO_AGE && self.on.is_full();
        let mut out = Person {
            source: 0,
            more: 0,
            ..*self
        };
        if !aged {
            (out.age, out.on) = (NO_AGE, super::person::Day::default());
        }
        out
    }

    fn content_hash(&self) -> u64 {
        use super::mix::mix;
        let two = |one: u32, other: u32| u64::from(one) << 32 | u64::from(other);
        let it = self.content();
        let home = mix(
            two(it.home.door, it.home.street),
            two(it.home.town, it.home.code),
        );
        let names = mix(two(it.given, it.family), two(it.middle[0], it.middle[1]));
        let days = mix(
            two(it.born.0, it.on.0),
            two(u32::from(it.age), u32::from(it.sex)),
        );
        let numbers = mix(two(it.email, it.number), it.phone);
        mix(mix(home, names), mix(days, numbers))
    }
}
