//! Which pairs of people are worth comparing.

use rayon::prelude::*;

use super::keys::{KINDS, keys};
use super::person::People;

/// A key held by more records than this does not tell people apart and is passed over.
const RARE: usize = 24;

/// Kinds whose pairs are gathered before repeats are thrown out.
const TOGETHER: usize = 6;

/// Every pair that meets under a rare key, each once, smaller place first, in order.
pub(crate) fn pairs(people: &People) -> Vec<(u32, u32)> {
    let mut out: Vec<(u32, u32)> = Vec::new();
    for kind in 0..KINDS {
        of_kind(people, kind, &mut out);
        if kind % TOGETHER == TOGETHER - 1 || kind == KINDS - 1 {
            out.par_sort_unstable();
            out.dedup();
        }
    }
    out
}

fn of_kind(people: &People, kind: usize, out: &mut Vec<(u32, u32)>) {
    let mut filed: Vec<(u64, u32)> = people
        .persons
        .par_iter()
        .enumerate()
        .flat_map_iter(|(slot, person)| {
            let [a, b] = keys(people, person, kind);
            [a, if a == b { 0 } else { b }]
                .into_iter()
                .filter(|key| *key != 0)
                .map(move |key| (key, slot as u32))
        })
        .collect();
    filed.par_sort_unstable();
    for block in filed.chunk_by(|a, b| a.0 == b.0) {
        if (2..=RARE).contains(&block.len()) {
            for (at, (_, left)) in block.iter().enumerate() {
                for (_, right) in block.iter().skip(at + 1) {
                    out.push((*left, *right));
                }
            }
        }
    }
}
