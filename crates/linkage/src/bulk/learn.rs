//! Training on a file without labels: expectation and maximisation.
//!
//! The shipped weights say how likely each pair is to be one person. Taking
//! them at their word, the levels that such pairs come to are counted, and
//! where this file makes other mistakes than the files that the weights were
//! fitted on (phones more often missing, dates more often wrong) the weights
//! are moved by the difference. Then again, a few times. What one level says
//! together with another stays as shipped: a file without labels cannot teach
//! the difference between a person and a relative.
//!
//! Where enough records carry a reference number, those that have the same one
//! teach the file's habits better than the weights could.

use rayon::prelude::*;

use super::compare::{Side, levels};
use super::level::{At, Levels, number};
use super::mix;
use super::model::Model;
use super::person::People;
use super::table::Table;
use crate::field::Verdict;

/// Pairs that are looked at; more would not change the counts.
const ENOUGH: usize = 100_000;

/// Rounds of expectation and maximisation.
const ROUNDS: usize = 4;

/// How many pairs the shipped shares count for beside those of the file.
const SHIPPED_COUNT: f32 = 400.0;

/// How much of the difference is taken over, and how many bits at most.
const TRUST: f32 = 0.3;
const MOST: f32 = 1.0;

/// So many pairs with one reference number are proof enough of a file's habits,
/// which are then taken over in full. The number was written down for itself, so
/// what else such pairs come to is no echo of the weights.
const ANCHORED: usize = 500;
const TRUST_ANCHORED: f32 = 0.7;
const MOST_ANCHORED: f32 = 4.0;

/// The weights moved towards a file, by the pairs that meet in it.
pub fn learn(people: &People, shipped: &Model, met: &[(u32, u32)]) -> Model {
    if shipped.usual.is_empty() {
        return shipped.clone();
    }
    let rows = rows(people, met);
    let anchored: Vec<Levels> = rows
        .iter()
        .filter(|row| row[At::number as usize] == number::SAME)
        .copied()
        .collect();
    let mut model = shipped.clone();
    if anchored.len() >= ANCHORED {
        let seen = shares_of(&model.alone, &anchored, &shipped.usual, |_| 1.0);
        move_towards(&mut model, shipped, &seen, (TRUST_ANCHORED, MOST_ANCHORED));
        // Values that are missing, or the same, are so among strangers of this file too.
        let fields = shipped.alone.fields().iter().enumerate();
        for (at, level) in
            fields.flat_map(|(f, field)| (0u8..).zip(field.levels).map(move |l| (f, l)))
        {
            if matches!(level.1.verdict, Verdict::NotKnown | Verdict::Same) {
                let place = shipped.alone.single(at, level.0);
                model.alone.singles[place] = shipped.alone.singles[place];
            }
        }
        return model;
    }
    for _ in 0..ROUNDS {
        let seen = shares(&model.alone, &rows, &shipped.usual);
        move_towards(&mut model, shipped, &seen, (TRUST, MOST));
    }
    model
}

/// Moves the weight of every level by how much oftener it is seen than usual.
fn move_towards(model: &mut Model, shipped: &Model, seen: &[f32], (trust, most): (f32, f32)) {
    for (at, (now, usual)) in seen.iter().zip(&shipped.usual).enumerate() {
        // What no file had can be no file's habit.
        if *usual > 0.0 {
            let moved = (now.max(1e-6) / usual.max(1e-6)).log2() * trust;
            model.alone.singles[at] = shipped.alone.singles[at] + moved.clamp(-most, most);
        }
    }
    // How often a number is missing among those that have the same says nothing.
    let none = model.alone.single(At::number as usize, number::NONE);
    model.alone.singles[none] = shipped.alone.singles[none];
}

/// The levels of at most [`ENOUGH`] pairs, picked by their ids so that the
/// order of the file does not matter.
pub fn rows(people: &People, met: &[(u32, u32)]) -> Vec<Levels> {
    let view = people.view();
    let kept = kept(people, met.len());
    let keeps = |slot: u32| {
        let kept = kept.as_ref();
        kept.is_none_or(|kept| kept.get(slot as usize).copied().unwrap_or(false))
    };
    met.par_iter()
        .with_min_len(4_096)
        .filter(|(left, right)| keeps(*left) && keeps(*right))
        .filter_map(|(left, right)| {
            let (l, r) = (Side::held(people, *left)?, Side::held(people, *right)?);
            Some(levels(&view, l, r))
        })
        .collect()
}

/// The records whose pairs with each other are about [`ENOUGH`]; `None` for all.
fn kept(people: &People, pairs: usize) -> Option<Vec<bool>> {
    if pairs <= ENOUGH {
        return None;
    }
    let share = (ENOUGH as f64 / pairs as f64).sqrt();
    let most = (share * u64::MAX as f64) as u64;
    let list = (0..people.len() as u32).into_par_iter();
    Some(
        list.map(|slot| mix::text(people.id(slot).as_bytes()) <= most)
            .collect(),
    )
}

/// How often each level is seen among pairs that are one person, as far as a
/// table can tell; `usual` shares count as [`SHIPPED_COUNT`] pairs more.
pub fn shares(table: &Table, rows: &[Levels], usual: &[f32]) -> Vec<f32> {
    shares_of(table, rows, usual, |row| {
        1.0 / (1.0 + (-table.bits(row)).exp2())
    })
}

/// As [`shares`], with the chance that each row is one person given.
fn shares_of(
    table: &Table,
    rows: &[Levels],
    usual: &[f32],
    chance: impl Fn(&Levels) -> f32 + Sync,
) -> Vec<f32> {
    // Sums are rounded to whole millionths, so that the order of rows cannot matter.
    let fold = || vec![0u64; table.singles.len() + 1];
    let counts = rows
        .par_iter()
        .fold(fold, |mut sums, row| {
            let millionths = (chance(row) * 1e6) as u64;
            for (field, level) in row.iter().enumerate() {
                sums[table.single(field, *level)] += millionths;
            }
            sums[table.singles.len()] += millionths;
            sums
        })
        .reduce(fold, |mut a, b| {
            a.iter_mut().zip(b).for_each(|(x, y)| *x += y);
            a
        });
    let all = counts[table.singles.len()] as f32 / 1e6;
    let prior = |at: usize| usual.get(at).map_or(0.0, |share| share * SHIPPED_COUNT);
    let weight = if usual.is_empty() { 0.0 } else { SHIPPED_COUNT };
    (0..table.singles.len())
        .map(|at| (counts[at] as f32 / 1e6 + prior(at)) / (all + weight).max(1.0))
        .collect()
}
