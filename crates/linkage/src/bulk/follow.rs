//! The pairs of records that say the same as others and follow them; see [`super::bundle`].

use std::collections::HashMap;

use rayon::prelude::*;

use super::compare::{Side, levels};
use super::context::{Edge, Graph, among, around};
use super::link::SHOWN;
use super::model::Model;
use super::person::People;
use super::room::within;

/// Pairs that the records of one bundle are handed out in at most, with each
/// other and with the rest of the file.
pub const MOST_OF_ONE: usize = 2_000_000;

/// Pairs that all bundles together are handed out in at most.
pub const MOST_OF_ALL: usize = 8_000_000;

/// What weighs the pairs of those who follow.
pub(super) struct Following<'a> {
    pub people: &'a People,
    pub model: &'a Model,
    /// What comparing two records alone says.
    pub alone: &'a Graph,
    /// What the number of records says.
    pub crowding: f32,
}

/// A bundle beside the bundles that it meets.
struct Bundle<'a> {
    list: &'a [u32],
    /// Records outside that its first record may be one person with.
    near: Vec<u32>,
    pairs: usize,
}

impl Following<'_> {
    /// Adds the pairs of all who follow; gives how many records are paired with
    /// the first of their bundle alone, because there would be too many pairs.
    pub fn add(&self, edges: &mut Vec<Edge>) -> usize {
        if self.people.bundles.large().is_empty() {
            return 0;
        }
        let graph = Graph::new(self.people.len(), edges);
        let lists = self.people.bundles.large().iter();
        let by_first: HashMap<u32, &Vec<u32>> = lists
            .clone()
            .filter_map(|list| Some((*list.first()?, list)))
            .collect();
        let bundles: Vec<Bundle<'_>> = lists
            .map(|list| self.bundle(&graph, &by_first, list))
            .collect();
        let most = limit(&bundles);
        let mut cut = 0;
        for bundle in &bundles {
            let full = bundle.pairs <= most;
            cut += if full { 0 } else { bundle.list.len() };
            edges.extend(self.of_bundle(bundle, full));
        }
        cut
    }

    fn bundle<'a>(
        &self,
        graph: &Graph,
        by_first: &HashMap<u32, &Vec<u32>>,
        list: &'a [u32],
    ) -> Bundle<'a> {
        let first = list.first().copied().unwrap_or_default();
        let follows = |slot: &&u32| self.people.bundles.follows(**slot);
        let own: Vec<u32> = list.iter().take_while(|s| !follows(s)).copied().collect();
        let mut near = Vec::new();
        for (other, _) in graph.of(first).iter().filter(|end| !own.contains(&end.0)) {
            near.push(*other);
            // Who follows the other is met once, from the bundle that comes first by id: the order of the
            // file must not tell which of two is too large.
            let later = self.people.id(*other) > self.people.id(first);
            if let Some(more) = by_first.get(other).filter(|_| later) {
                near.extend(more.iter().filter(follows));
            }
        }
        let inside = list.len() * (list.len() - 1) / 2;
        Bundle {
            list,
            pairs: inside + list.len() * near.len(),
            near,
        }
    }

    fn of_bundle(&self, bundle: &Bundle<'_>, full: bool) -> Vec<Edge> {
        let follows = |slot: &u32| self.people.bundles.follows(*slot);
        bundle
            .list
            .par_iter()
            .enumerate()
            .filter(|(_, slot)| follows(slot))
            .flat_map_iter(|(at, slot)| {
                let before = if full { at } else { 1 };
                let near = if full { bundle.near.as_slice() } else { &[] };
                let others = bundle.list.iter().take(before).chain(near);
                others.filter_map(|other| self.edge(*slot, *other))
            })
            .collect()
    }

    /// Two records by what their stand-ins meet.
    fn edge(&self, one: u32, other: u32) -> Option<Edge> {
        let (left, right) = (one.min(other), one.max(other));
        let people = self.people;
        let (l, r) = (Side::held(people, left)?, Side::held(people, right)?);
        let found = levels(&people.view(), l, r);
        let alone = self.model.alone.bits(&found);
        let (first, second) = people.bundles.stand_ins(left, right);
        let mut edge = Edge::compared(first, second, &found, alone);
        edge.bits += among(self.model, &around(self.alone, &edge), &edge) + self.crowding;
        (edge.left, edge.right) = (left, right);
        (edge.bits >= SHOWN).then_some(edge)
    }
}

/// Bundles of up to so many pairs are handed out in full.
fn limit(bundles: &[Bundle<'_>]) -> usize {
    let sizes = bundles.iter().map(|bundle| bundle.pairs);
    let sizes = sizes.filter(|pairs| *pairs <= MOST_OF_ONE).collect();
    within(sizes, |pairs| pairs, MOST_OF_ALL)
}
