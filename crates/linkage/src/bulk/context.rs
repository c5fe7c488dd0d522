//! What other records say about two: a third that agrees with both, or one
//! that belongs to the first and does not fit the second.

use std::collections::HashSet;

use rayon::prelude::*;

use super::compare::{Side, levels};
use super::level::{At, FieldInfo, LevelInfo, Levels, birth, given};
use super::model::Model;
use super::person::People;
use super::table::Table;
use crate::field::Verdict;

/// Two records and the evidence in bits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge {
    /// The place in the file of the first.
    pub left: u32,
    /// The place of the second, after the first.
    pub right: u32,
    /// Evidence in bits, above nought for "the same person".
    pub bits: f32,
    /// Whether they look like relatives whatever else agrees: another first name
    /// (twins, brothers), or a date of birth that no slip explains (father and
    /// son, strangers of one name in one building).
    pub kin: bool,
    /// Whether it is the dates of birth.
    pub born_apart: bool,
}

impl Edge {
    /// Two records that were compared, with what they alone say.
    pub(crate) fn compared(left: u32, right: u32, found: &Levels, bits: f32) -> Edge {
        let date = found[At::birth as usize];
        let born_apart = matches!(date, birth::DIFFERENT | birth::GENERATION);
        Edge {
            left,
            right,
            bits,
            kin: born_apart || found[At::given as usize] == given::DIFFERENT,
            born_apart,
        }
    }
}

/// What the other records add to an edge. Where the dates of birth are apart,
/// all records of the one differ from the other in the same way, and however
/// many agree in the rest says no more than one that surely belongs.
pub(crate) fn among(model: &Model, found: &Around, edge: &Edge) -> f32 {
    let bits = model.among.bits(found);
    if edge.born_apart {
        bits.min(SURE)
    } else {
        bits
    }
}

/// Pairs with less evidence than this are forgotten.
pub const FLOOR: f32 = -7.0;

/// From here on a third record makes its two neighbours worth comparing.
const NEIGHBOUR: f32 = 2.0;

/// Neighbours of one record that are compared with each other at most.
const MOST_NEIGHBOURS: usize = 40;

/// From here on a record belongs to another so surely that it may speak for it: odds of 16
/// to 1 (`docs/decisions/005-sure.md`).
pub(crate) const SURE: f32 = 4.0;

/// Places where bits of evidence are cut into levels.
const CUTS: [f32; 9] = [-4.0, -2.0, 0.0, 2.0, 4.0, 6.0, 9.0, 12.0, 16.0];

macro_rules! steps {
    ($verdict:ident, $words:literal) => {
        [
            LevelInfo {
                name: "below_-4",
                verdict: Verdict::$verdict,
                words: $words,
            },
            LevelInfo {
                name: "-4_to_-2",
                verdict: Verdict::$verdict,
                words: $words,
            },
            LevelInfo {
                name: "-2_to_0",
                verdict: Verdict::$verdict,
                words: $words,
            },
            LevelInfo {
                name: "0_to_2",
                verdict: Verdict::$verdict,
                words: $words,
            },
            LevelInfo {
                name: "2_to_4",
                verdict: Verdict::$verdict,
                words: $words,
            },
            LevelInfo {
                name: "4_to_6",
                verdict: Verdict::$verdict,
                words: $words,
            },
            LevelInfo {
                name: "6_to_9",
                verdict: Verdict::$verdict,
                words: $words,
            },
            LevelInfo {
                name: "9_to_12",
                verdict: Verdict::$verdict,
                words: $words,
            },
            LevelInfo {
                name: "12_to_16",
                verdict: Verdict::$verdict,
                words: $words,
            },
            LevelInfo {
                name: "above_16",
                verdict: Verdict::$verdict,
                words: $words,
            },
            LevelInfo {
                name: "none",
                verdict: Verdict::NotKnown,
                words: $words,
            },
        ]
    };
}

/// The level "there is no such record".
const NOBODY: u8 = 10;

/// The fields of context.
pub const CONTEXT: &[FieldInfo] = &[
    FieldInfo {
        name: "direct",
        words: "these two records",
        levels: &steps!(Same, "the two records alone"),
    },
    FieldInfo {
        name: "through",
        words: "a third record",
        levels: &steps!(Same, "a third record that agrees with both"),
    },
    FieldInfo {
        name: "against",
        words: "a record that does not fit",
        levels: &steps!(
            Different,
            "a record that belongs to one of the two, against the other"
        ),
    },
    FieldInfo {
        name: "around",
        words: "the other records",
        levels: &steps!(Same, "the other records of the same people, taken together"),
    },
    FieldInfo {
        name: "size",
        words: "how many records",
        levels: &[
            LevelInfo {
                name: "none",
                verdict: Verdict::NotKnown,
                words: "no other records",
            },
            LevelInfo {
                name: "one",
                verdict: Verdict::NotKnown,
                words: "one other record",
            },
            LevelInfo {
                name: "few",
                verdict: Verdict::NotKnown,
                words: "a few other records",
            },
            LevelInfo {
                name: "many",
                verdict: Verdict::NotKnown,
                words: "many other records",
            },
        ],
    },
];

/// The levels of context, one for each of [`CONTEXT`].
pub type Around = [u8; 5];

fn step(bits: f32) -> u8 {
    CUTS.iter().filter(|cut| bits >= **cut).count() as u8
}

/// Neighbours of every record with the evidence for each, in order of place.
#[derive(Debug)]
pub struct Graph {
    starts: Vec<u32>,
    ends: Vec<(u32, f32)>,
}

impl Graph {
    /// The graph of some edges.
    pub fn new(size: usize, edges: &[Edge]) -> Graph {
        let mut starts = vec![0u32; size + 1];
        for edge in edges {
            for end in [edge.left, edge.right] {
                starts[end as usize + 1] += 1;
            }
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut ends = vec![(0, 0.0); edges.len() * 2];
        for edge in edges {
            for (one, other) in [(edge.left, edge.right), (edge.right, edge.left)] {
                let place = &mut next[one as usize];
                ends[*place as usize] = (other, edge.bits);
                *place += 1;
            }
        }
        for at in 0..size {
            ends[starts[at] as usize..starts[at + 1] as usize].sort_unstable_by_key(|end| end.0);
        }
        Graph { starts, ends }
    }

    /// The neighbours of a record.
    pub fn of(&self, at: u32) -> &[(u32, f32)] {
        let (from, to) = (self.starts[at as usize], self.starts[at as usize + 1]);
        &self.ends[from as usize..to as usize]
    }

    /// The evidence for two records, if they were compared.
    pub fn between(&self, left: u32, right: u32) -> Option<f32> {
        let of = self.of(left);
        let at = of.binary_search_by_key(&right, |end| end.0).ok()?;
        of.get(at).map(|end| end.1)
    }
}

/// What the number of records says: the more there are, the more strangers look
/// alike, while nobody has more records. The weights were fitted on files of
/// 100,000; a smaller file gets no gift for it, because relatives do not grow
/// fewer with the file.
pub fn crowding(records: usize) -> f32 {
    let doublings = (records.clamp(100_000, 10_000_000) as f32 / 100_000.0).log2();
    -0.6 * doublings
}

/// Compares pairs; those below the floor are forgotten.
pub fn weigh(people: &People, table: &Table, pairs: &[(u32, u32)]) -> Vec<Edge> {
    let view = people.view();
    pairs
        .par_iter()
        .with_min_len(4_096)
        .filter_map(|(left, right)| {
            let (l, r) = (Side::held(people, *left)?, Side::held(people, *right)?);
            let found = levels(&view, l, r);
            let bits = table.bits(&found);
            (bits >= FLOOR).then(|| Edge::compared(*left, *right, &found, bits))
        })
        .collect()
}

/// The pairs that have a neighbour in common and were not met under any key.
pub fn friends_of_friends(size: usize, edges: &[Edge]) -> Vec<(u32, u32)> {
    let graph = Graph::new(size, edges);
    let found: HashSet<(u32, u32), ahash::RandomState> = (0..size as u32)
        .into_par_iter()
        .with_min_len(4_096)
        .fold(HashSet::default, |mut out, at| {
            between_friends(&graph, at, &mut out);
            out
        })
        .reduce(HashSet::default, |mut one, other| {
            one.extend(other);
            one
        });
    let mut out: Vec<(u32, u32)> = found.into_iter().collect();
    out.par_sort_unstable();
    out
}

/// The neighbours of one record that were not compared with each other.
fn between_friends(graph: &Graph, at: u32, out: &mut HashSet<(u32, u32), ahash::RandomState>) {
    let strong = |end: &&(u32, f32)| end.1 >= NEIGHBOUR;
    if graph.of(at).iter().filter(strong).nth(1).is_none() {
        return;
    }
    let mut near: Vec<(u32, f32)> = graph.of(at).iter().filter(strong).copied().collect();
    near.sort_by(|a, b| b.1.total_cmp(&a.1));
    near.truncate(MOST_NEIGHBOURS);
    for (n, (one, _)) in near.iter().enumerate() {
        for (other, _) in near.iter().skip(n + 1) {
            let pair = (*one.min(other), *one.max(other));
            if graph.between(pair.0, pair.1).is_none() {
                out.insert(pair);
            }
        }
    }
}

/// What the neighbours of both say about an edge.
pub fn around(graph: &Graph, edge: &Edge) -> Around {
    let (mut through, mut against) = (f32::MIN, f32::MAX);
    let (mut sum, mut count) = (0.0f32, 0u32);
    let (left, right) = (graph.of(edge.left), graph.of(edge.right));
    let (mut i, mut j) = (0, 0);
    let mut see = |one: Option<f32>, other: Option<f32>| {
        let (l, r) = (one.unwrap_or(FLOOR - 1.0), other.unwrap_or(FLOOR - 1.0));
        let (weak, strong) = (l.min(r), l.max(r));
        through = through.max(weak);
        if strong >= SURE {
            against = against.min(weak);
            sum += weak.clamp(-8.0, 14.0);
            count += 1;
        }
    };
    while i < left.len() || j < right.len() {
        match (left.get(i), right.get(j)) {
            (Some(l), Some(r)) if l.0 == r.0 => {
                see(Some(l.1), Some(r.1));
                (i, j) = (i + 1, j + 1);
            }
            (Some(l), r) if r.is_none_or(|r| l.0 < r.0) => {
                if l.0 != edge.right {
                    see(Some(l.1), None);
                }
                i += 1;
            }
            (_, Some(r)) => {
                if r.0 != edge.left {
                    see(None, Some(r.1));
                }
                j += 1;
            }
            _ => break,
        }
    }
    [
        step(edge.bits),
        if through < FLOOR {
            NOBODY
        } else {
            step(through)
        },
        if count == 0 { NOBODY } else { step(against) },
        if count == 0 {
            NOBODY
        } else {
            step(sum / count as f32)
        },
        match count {
            0 => 0,
            1 => 1,
            2..=4 => 2,
            _ => 3,
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::{Edge, SURE, among};
    use crate::bulk::level::{At, COUNT, birth};
    use crate::bulk::model::Model;

    #[test]
    fn records_around_lift_dates_that_are_apart_no_more_than_one_sure_record() {
        let model = Model::shipped();
        let edge = |date: u8| {
            let mut found = [0; COUNT];
            found[At::birth as usize] = date;
            Edge::compared(0, 1, &found, 1.0)
        };
        // Weak alone, and many records that agree with both.
        let around = [3, 7, 5, 7, 3];
        let free = among(&model, &around, &edge(birth::SAME));
        assert!(free > SURE + 1.0, "{free}");
        for date in [birth::DIFFERENT, birth::GENERATION] {
            assert!((among(&model, &around, &edge(date)) - SURE).abs() < 1e-6);
        }
    }
}
