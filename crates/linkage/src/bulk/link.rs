//! A whole file against itself: pairs, then groups.

use std::collections::HashMap;

use super::compare::levels;
use super::context::{Edge, Graph, around, crowding, friends_of_friends, weigh};
use super::level::{At, birth, given};
use super::meet;
use super::model::Model;
use super::person::People;

/// From here on two records are joined.
const JOIN: f32 = 0.5;

/// Two groups stay apart when the evidence between all of their records,
/// averaged, is below this: one strong pair is not enough.
const SPLIT: f32 = -2.5;

/// Whether two records look like relatives whatever else agrees: another first
/// name (twins, brothers), or a date of birth that no slip explains (father and
/// son, strangers of one name in one building). Such a pair is handed out, but
/// never joins two groups; a person may.
fn relatives(people: &People, edge: &Edge) -> bool {
    let person = |slot: u32| people.persons.get(slot as usize);
    let (Some(left), Some(right)) = (person(edge.left), person(edge.right)) else {
        return false;
    };
    let found = levels(people, left, right);
    let (name, date) = (found[At::given as usize], found[At::birth as usize]);
    name == given::DIFFERENT || matches!(date, birth::DIFFERENT | birth::GENERATION)
}

/// What each pair of records of two groups counts for at most and at least.
const MOST: f32 = 10.0;
const LEAST: f32 = -8.0;

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
}

/// Every pair that may be one person, strongest first, equal ones by their ids.
/// What people said comes first: "same" is the strongest evidence there is,
/// and "different" takes a pair out.
pub fn pairs(people: &People, model: &Model, met: &[(u32, u32)], told: &[Told]) -> Found {
    let mut edges = weigh(people, &model.alone, met);
    let more = friends_of_friends(people.len(), &edges);
    edges.extend(weigh(people, &model.alone, &more));
    let graph = Graph::new(people.len(), &edges);
    let crowding = crowding(people.len());
    for edge in &mut edges {
        edge.bits += model.among.bits(&around(&graph, edge)) + crowding;
    }
    edges.retain(|edge| edge.bits >= SHOWN);
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
        }));
    }
    sort(people, &mut edges);
    Found {
        pairs: edges,
        alone: graph,
    }
}

/// Every pair worth comparing, each once, the smaller place first.
pub fn met(people: &People) -> Vec<(u32, u32)> {
    meet::pairs(people)
}

fn sort(people: &People, edges: &mut [Edge]) {
    use rayon::slice::ParallelSliceMut;
    let ids = |e: &Edge| {
        let (l, r) = (people.id(e.left), people.id(e.right));
        if l <= r { (l, r) } else { (r, l) }
    };
    edges.par_sort_unstable_by(|a, b| {
        b.bits.total_cmp(&a.bits).then_with(|| {
            let (x, y) = (ids(a), ids(b));
            x.cmp(&y)
        })
    });
}

/// Groups of records that are taken for one person: for each record the place
/// of the group's first record by id. `pairs` must be sorted as [`pairs`] does.
///
/// Two groups are joined by their strongest pair, unless a person said that two
/// of their records are different or the rest of the evidence between them
/// speaks against it.
pub fn groups(people: &People, pairs: &[Edge], told: &[Told]) -> Vec<u32> {
    let size = people.len();
    let graph = Graph::new(size, pairs);
    let mut apart: HashMap<u32, Vec<u32>> = HashMap::new();
    for told in told.iter().filter(|t| !t.same) {
        apart.entry(told.left).or_default().push(told.right);
        apart.entry(told.right).or_default().push(told.left);
    }
    let mut group: Vec<u32> = (0..size as u32).collect();
    let mut members: HashMap<u32, Vec<u32>> = HashMap::new();
    for edge in pairs.iter().take_while(|edge| edge.bits >= JOIN) {
        let (one, other) = (group[edge.left as usize], group[edge.right as usize]);
        if one == other {
            continue;
        }
        let of = |at: u32| members.get(&at).cloned().unwrap_or_else(|| vec![at]);
        let (mut left, mut right) = (of(one), of(other));
        let barred = || {
            left.iter().any(|l| {
                apart
                    .get(l)
                    .is_some_and(|a| a.iter().any(|r| right.contains(r)))
            })
        };
        if edge.bits < TOLD
            && (relatives(people, edge) || barred() || between(&graph, &left, &right) < SPLIT)
        {
            continue;
        }
        if left.len() < right.len() {
            std::mem::swap(&mut left, &mut right);
        }
        let (keep, gone) = (group[left[0] as usize], group[right[0] as usize]);
        for at in &right {
            group[*at as usize] = keep;
        }
        left.extend(right);
        members.remove(&gone);
        members.insert(keep, left);
    }
    for list in members.values() {
        let first = list
            .iter()
            .copied()
            .min_by(|a, b| people.id(*a).cmp(people.id(*b)));
        for at in list {
            group[*at as usize] = first.unwrap_or(*at);
        }
    }
    group
}

/// The evidence between two groups, averaged over all pairs of their records.
fn between(graph: &Graph, left: &[u32], right: &[u32]) -> f32 {
    let mut sum = 0.0;
    for l in left {
        for r in right {
            sum += graph
                .between(*l, *r)
                .map_or(LEAST, |bits| bits.clamp(LEAST, MOST));
        }
    }
    sum / (left.len() * right.len()) as f32
}
