//! Repeat cases: the same victim and the same perpetrator again within a year.

use std::collections::{HashMap, HashSet};

use super::compare::{Side, levels};
use super::context::{Edge, Graph};
use super::model::Model;
use super::person::People;

/// One case: who was harmed by whom, by their places in the file of people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The caller's id.
    pub id: String,
    /// Days since a fixed day.
    pub day: i64,
    /// The record of the person harmed.
    pub victim: u32,
    /// The record of the person causing harm.
    pub perpetrator: u32,
}

/// Two cases that may be a repeat.
#[derive(Clone, Debug, PartialEq)]
pub struct Repeat {
    /// The id of one case; the smaller.
    pub left: String,
    /// The id of the other.
    pub right: String,
    /// Evidence in bits that both people are the same.
    pub bits: f32,
}

/// Days within which a case is a repeat (C6).
pub const WITHIN: i64 = 365;

/// One person alone counts for so much at most and at least: neither can make up for the other.
const MOST: f32 = 8.0;
const LEAST: f32 = -16.0;

/// Evidence that two records with one id are one person.
const SAME: f32 = 12.0;

/// How much likelier the one is the same once the other is: couples come again as couples.
const PAIR: f32 = 5.0;

/// Pairs of cases with less evidence are not handed out.
const SHOWN: f32 = -8.0;

/// Every pair of cases that may be a repeat, strongest first, equal ones by their ids.
pub fn repeats(people: &People, model: &Model, pairs: &[Edge], cases: &[Case]) -> Vec<Repeat> {
    let graph = Graph::new(people.len(), pairs);
    // Those who say the same as others meet where the first of them does.
    let first = |slot: u32| people.bundles.leaders(slot).map_or(slot, |l| l.0);
    let mut by_victim: HashMap<u32, Vec<usize>> = HashMap::new();
    let mut by_other: HashMap<u32, Vec<usize>> = HashMap::new();
    for (at, case) in cases.iter().enumerate() {
        by_victim.entry(first(case.victim)).or_default().push(at);
        by_other
            .entry(first(case.perpetrator))
            .or_default()
            .push(at);
    }
    let mut met: HashSet<(usize, usize)> = HashSet::new();
    for (at, case) in cases.iter().enumerate() {
        for (person, index) in [(case.victim, &by_victim), (case.perpetrator, &by_other)] {
            let person = first(person);
            let near = graph.of(person).iter().map(|end| end.0).chain([person]);
            for other in near.filter_map(|p| index.get(&p)).flatten() {
                if *other != at {
                    met.insert((at.min(*other), at.max(*other)));
                }
            }
        }
    }
    let mut out: Vec<Repeat> = met
        .into_iter()
        .filter_map(|(one, other)| {
            let (a, b) = (cases.get(one)?, cases.get(other)?);
            ((a.day - b.day).abs() <= WITHIN).then_some(())?;
            let victims = evidence(people, model, &graph, a.victim, b.victim);
            let others = evidence(people, model, &graph, a.perpetrator, b.perpetrator);
            let bits = joint(victims, others);
            let (left, right) = if a.id <= b.id { (a, b) } else { (b, a) };
            (bits >= SHOWN).then(|| Repeat {
                left: left.id.clone(),
                right: right.id.clone(),
                bits,
            })
        })
        .collect();
    out.sort_by(|a, b| {
        b.bits
            .total_cmp(&a.bits)
            .then_with(|| (&a.left, &a.right).cmp(&(&b.left, &b.right)))
    });
    out
}

fn evidence(people: &People, model: &Model, graph: &Graph, left: u32, right: u32) -> f32 {
    if left == right {
        return SAME;
    }
    let (one, other) = people.bundles.stand_ins(left, right);
    let held = graph.between(left, right);
    held.or_else(|| graph.between(one, other))
        .unwrap_or_else(
            || match (Side::held(people, left), Side::held(people, right)) {
                (Some(l), Some(r)) => model.alone.bits(&levels(&people.view(), l, r)).min(0.0),
                _ => LEAST,
            },
        )
}

/// Both people at once: the surer one lends the other a little, and the pair
/// is as sure as the less sure of the two.
fn joint(victims: f32, others: f32) -> f32 {
    let (weak, strong) = (victims.min(others), victims.max(others));
    let lent = (strong.clamp(0.0, MOST) / MOST) * PAIR;
    weak.clamp(LEAST, MOST) + lent + strong.clamp(LEAST, MOST) * 0.25
}
