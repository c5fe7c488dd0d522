//! A whole file against itself: pairs, then groups.

use std::collections::{HashMap, HashSet};

use super::bundle::Bundles;
use super::context::{Edge, Graph, among, around, crowding, friends_of_friends, weigh};
use super::follow::Following;
use super::meet;
use super::model::Model;
use super::person::People;

/// From here on two records are joined.
const JOIN: f32 = 0.5;

/// Two groups stay apart when the evidence between all of their records,
/// averaged, is below this: one strong pair is not enough.
const SPLIT: f32 = -2.5;

/// What each pair of records of two groups counts for at most and at least.
const MOST: f32 = 10.0;
const LEAST: f32 = -8.0;

pub use super::follow::{MOST_OF_ALL, MOST_OF_ONE};
pub use super::meet::Met;

/// Pairs with less evidence are not handed out.
pub const SHOWN: f32 = -5.0;

/// The evidence of an answer that a person gave; no sum of weights comes near it.
pub const TOLD: f32 = 99.0;

/// What a person said of two records, by their places. It outlives every rerun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// One record.
    pub left: u32,
    /// The other.
    pub right: u32,
    /// Whether they are the same person.
    pub same: bool,
}

/// What a file came to.
#[derive(Debug)]
pub struct Found {
    /// Every pair that may be one person, strongest first, equal ones by their ids.
    pub pairs: Vec<Edge>,
    /// What comparing two records alone says, for every pair worth remembering.
    pub alone: Graph,
    /// Records that say the same as so many others that each is paired with the
    /// first of them alone: they would come to more than [`MOST_OF_ONE`] pairs, or
    /// all such records of the file to more than [`super::follow::MOST_OF_ALL`].
    pub cut: usize,
}

/// Every pair that may be one person, strongest first, equal ones by their ids.
/// What people said comes first: "same" is the strongest evidence there is,
/// and "different" takes a pair out.
pub fn pairs(people: &People, model: &Model, met: &[(u32, u32)], told: &[Told]) -> Found {
    let mut edges = weigh(people, &model.alone, met);
    let more = weigh(
        people,
        &model.alone,
        &friends_of_friends(people.len(), &edges),
    );
    // Room that grows by doubling would hold twice what a large file needs.
    edges.reserve_exact(more.len());
    edges.extend(more);
    let graph = Graph::new(people.len(), &edges);
    let crowding = crowding(people.len());
    for edge in &mut edges {
        edge.bits += among(model, &around(&graph, edge), edge) + crowding;
    }
    edges.retain(|edge| edge.bits >= SHOWN);
    let cut = Following {
        people,
        model,
        alone: &graph,
        crowding,
    }
    .add(&mut edges);
    if !told.is_empty() {
        let said: HashMap<(u32, u32), bool> = told
            .iter()
            .map(|t| ((t.left.min(t.right), t.left.max(t.right)), t.same))
            .collect();
        edges.retain(|edge| !said.contains_key(&(edge.left, edge.right)));
        let same = said.into_iter().filter(|(_, same)| *same);
        edges.extend(same.map(|((left, right), _)| Edge {
            left,
            right,
            bits: TOLD,
            kin: false,
            born_apart: false,
        }));
    }
    sort(people, &mut edges);
    Found {
        pairs: edges,
        alone: graph,
        cut,
    }
}

/// Every pair worth comparing, each once, the smaller place first.
pub fn met(people: &People) -> Vec<(u32, u32)> {
    meetings(people).pairs
}

/// As [`met`], with what was passed over.
pub fn meetings(people: &People) -> Met {
    meet::pairs(people)
}

fn sort(people: &People, edges: &mut [Edge]) {
    use rayon::slice::ParallelSliceMut;
    let ranks = people.ranks();
    let rank = |slot: u32| ranks.as_ref().map_or(slot, |ranks| ranks[slot as usize]);
    edges.par_sort_unstable_by_key(|edge| {
        let (l, r) = (rank(edge.left), rank(edge.right));
        // The bits of a float, turned so that larger floats come first.
        let bits = edge.bits.to_bits();
        let down = if bits >> 31 == 0 {
            !bits & !(1 << 31)
        } else {
            bits
        };
        (down, l.min(r), l.max(r))
    });
}

/// Groups as they grow: each record's group, and the members of each as a ring.
struct Groups {
    group: Vec<u32>,
    next: Vec<u32>,
    size: Vec<u32>,
}

impl Groups {
    fn new(size: usize) -> Groups {
        Groups {
            group: (0..size as u32).collect(),
            next: (0..size as u32).collect(),
            size: vec![1; size],
        }
    }

    fn members(&self, of: u32) -> Vec<u32> {
        let mut out = vec![of];
        let mut at = self.next[of as usize];
        while at != of {
            out.push(at);
            at = self.next[at as usize];
        }
        out
    }

    /// Joins two different groups.
    fn join(&mut self, one: u32, other: u32) {
        let (mut keep, mut gone) = (one, other);
        if self.size[keep as usize] < self.size[gone as usize] {
            std::mem::swap(&mut keep, &mut gone);
        }
        for at in self.members(gone) {
            self.group[at as usize] = keep;
        }
        self.size[keep as usize] += self.size[gone as usize];
        self.next.swap(keep as usize, gone as usize);
    }
}

/// Groups of records that are taken for one person: for each record the place
/// of the group's first record by id. `pairs` must be sorted as [`pairs`] does.
///
/// Two groups are joined by their strongest pair, unless that pair looks like
/// relatives, a person said that two of their records are different or the rest
/// of the evidence between them speaks against it. A pair of relatives is
/// handed out all the same, and a person may join it.
pub fn groups(people: &People, pairs: &[Edge], told: &[Told]) -> Vec<u32> {
    let size = people.len();
    let graph = Graph::new(size, pairs);
    let mut apart: HashMap<u32, Vec<u32>> = HashMap::new();
    for told in told.iter().filter(|t| !t.same) {
        apart.entry(told.left).or_default().push(told.right);
        apart.entry(told.right).or_default().push(told.left);
    }
    let barred = |left: &[u32], right: &[u32]| {
        !apart.is_empty()
            && left.iter().any(|l| {
                apart
                    .get(l)
                    .is_some_and(|a| a.iter().any(|r| right.contains(r)))
            })
    };
    let mut groups = Groups::new(size);
    let mut refused: HashMap<(u32, u32), u32> = HashMap::new();
    let bundles = &people.bundles;
    let named: HashSet<u32> = told.iter().flat_map(|t| [t.left, t.right]).collect();
    let follows = |slot: u32| bundles.follows(slot) && !named.contains(&slot);
    for edge in pairs.iter().take_while(|edge| edge.bits >= JOIN) {
        if follows(edge.left) || follows(edge.right) {
            continue;
        }
        let (one, other) = (
            groups.group[edge.left as usize],
            groups.group[edge.right as usize],
        );
        if one == other || (edge.kin && edge.bits < TOLD) {
            continue;
        }
        let said = edge.bits >= TOLD;
        let sizes = (groups.size[one as usize], groups.size[other as usize]);
        let both = (one.min(other), one.max(other));
        // Large groups share many pairs, and say the same at each until one grows.
        if !said && refused.get(&both) == Some(&(sizes.0 + sizes.1)) {
            continue;
        }
        if !(said || sizes == (1, 1) && apart.is_empty()) {
            let (left, right) = (groups.members(one), groups.members(other));
            let speak_against = || between(bundles, &graph, &groups, &left, &right) < SPLIT;
            if barred(&left, &right) || speak_against() {
                refused.insert(both, sizes.0 + sizes.1);
                continue;
            }
        }
        groups.join(one, other);
    }
    for slot in bundles.large().iter().flatten().filter(|s| follows(**s)) {
        if let Some((first, _)) = bundles.leaders(*slot)
            && graph.between(first, *slot).is_some_and(|bits| bits >= JOIN)
        {
            groups.group[*slot as usize] = groups.group[first as usize];
        }
    }
    named_by_first(people, groups)
}

/// Each record's group by the place of the group's first record by id.
fn named_by_first(people: &People, groups: Groups) -> Vec<u32> {
    let Groups { mut group, .. } = groups;
    let ranks = people.ranks();
    let rank = |slot: u32| ranks.as_ref().map_or(slot, |ranks| ranks[slot as usize]);
    let mut first: Vec<u32> = (0..group.len() as u32).collect();
    for at in 0..group.len() as u32 {
        let held = &mut first[group[at as usize] as usize];
        // A group's name is one of its members, so it is the first so far.
        if rank(at) < rank(*held) {
            *held = at;
        }
    }
    for of in &mut group {
        *of = first[*of as usize];
    }
    group
}

/// The evidence between two groups, averaged over all pairs of their records.
fn between(bundles: &Bundles, graph: &Graph, groups: &Groups, left: &[u32], right: &[u32]) -> f32 {
    let pairs = left.len() * right.len();
    let few = if left.len() <= right.len() {
        left
    } else {
        right
    };
    let other = if left.len() <= right.len() {
        right
    } else {
        left
    };
    let Some(of) = other.first().map(|slot| groups.group[*slot as usize]) else {
        return 0.0;
    };
    let (mut sum, mut met) = (0, 0);
    for slot in few {
        let across = graph.of(*slot).iter();
        for (_, bits) in across.filter(|(end, _)| groups.group[*end as usize] == of) {
            sum += fixed(bits.clamp(LEAST, MOST));
            met += 1;
        }
    }
    // Of those who follow others some pairs are not handed out; see `follow`.
    if few.iter().chain(other).any(|slot| bundles.follows(*slot)) {
        for (l, r) in few.iter().flat_map(|l| other.iter().map(move |r| (*l, *r))) {
            let (one, two) = bundles.stand_ins(l, r);
            if (one, two) != (l.min(r), l.max(r))
                && graph.between(l, r).is_none()
                && let Some(bits) = graph.between(one, two)
            {
                sum += fixed(bits.clamp(LEAST, MOST));
                met += 1;
            }
        }
    }
    sum += fixed(LEAST) * (pairs - met) as i64;
    (sum as f64 / FIXED / pairs as f64) as f32
}

/// Evidence in whole parts of a bit, so that no order of adding can matter.
fn fixed(bits: f32) -> i64 {
    (f64::from(bits) * FIXED) as i64
}

const FIXED: f64 = 65_536.0;
