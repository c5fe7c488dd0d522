//! All against all: every pair of held records that may be one person.

use rayon::prelude::*;

use crate::compare::compare;
use crate::index::Index;

/// Two held records that may be one person. `left` comes before `right` in order of ids.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The smaller id.
    pub left: String,
    /// The larger id.
    pub right: String,
    /// Probability, 0 to 1, that they are one person.
    pub score: f64,
    /// The evidence behind the probability, in bits.
    pub bits: f64,
}

/// Every pair with a probability of at least `at_least`, strongest first,
/// equal ones by their ids. Proposals only: nothing is joined (R68).
pub fn pairs(index: &Index, at_least: f64) -> Vec<Pair> {
    let mut found: Vec<Pair> = index
        .occupied()
        .into_par_iter()
        .flat_map_iter(|slot| of_one(index, slot, at_least))
        .collect();
    found.sort_by(|a, b| {
        b.bits
            .total_cmp(&a.bits)
            .then_with(|| (&a.left, &a.right).cmp(&(&b.left, &b.right)))
    });
    found.dedup_by(|a, b| a.left == b.left && a.right == b.right);
    found
}

/// The pairs of one record. A mutual meeting is taken from the earlier slot
/// only; one under a crowded key may be seen from one side alone, and is taken
/// from there, so that the pairs do not depend on the order of slots.
fn of_one(index: &Index, slot: u32, at_least: f64) -> Vec<Pair> {
    let Some(one) = index.held(slot) else {
        return Vec::new();
    };
    let met = index.meet(&one.person);
    met.slots
        .into_iter()
        .filter(|other| *other != slot && (*other > slot || !met.by_rare_key))
        .filter_map(|other| {
            let other = index.held(other)?;
            let bits = compare(&one.person, &other.person, index.scales()).bits();
            let score = index.weights().probability(bits, index.len());
            let (left, right) = if one.id <= other.id {
                (one, other)
            } else {
                (other, one)
            };
            (score >= at_least).then(|| Pair {
                left: left.id.to_string(),
                right: right.id.to_string(),
                score,
                bits,
            })
        })
        .collect()
}
