//! Fits weights on labelled, invented people and says how good they are.
#![allow(
    clippy::disallowed_methods,
    reason = "a tool that measures times itself"
)]

mod logistic;
mod score;

use std::collections::HashMap;
use std::path::Path;
use std::time::Instant;

use hawthorn_linkage::bulk::context::{Edge, Graph, around, friends_of_friends, weigh};
use hawthorn_linkage::bulk::learn::{learn, shares};
use hawthorn_linkage::bulk::level::Levels;
use hawthorn_linkage::bulk::link;
use hawthorn_linkage::bulk::model::Model;
use hawthorn_linkage::bulk::{People, candidates, levels, read};
use logistic::{Example, fit};

struct Set {
    people: People,
    person: Vec<u32>,
    pairs: Vec<(u32, u32)>,
}

impl Set {
    fn same(&self, left: u32, right: u32) -> bool {
        self.person[left as usize] == self.person[right as usize]
    }
}

fn load(folder: &str) -> Set {
    let start = Instant::now();
    let people =
        read::read(&Path::new(folder).join("people.csv"), &mut |_| ()).expect("people.csv");
    let read = start.elapsed();
    let truth: HashMap<String, u32> = csv::Reader::from_path(Path::new(folder).join("truth.csv"))
        .expect("truth.csv")
        .records()
        .map(|r| r.expect("row"))
        .map(|r| {
            (
                r[0].to_owned(),
                r[1].trim_start_matches(|c: char| !c.is_ascii_digit())
                    .parse()
                    .expect("number"),
            )
        })
        .collect();
    let person = (0..people.len() as u32)
        .map(|s| truth[people.id(s)])
        .collect();
    let start = Instant::now();
    let pairs = candidates(&people);
    eprintln!(
        "{folder}: {} records read in {read:.2?}, {} pairs met in {:.2?}",
        people.len(),
        pairs.len(),
        start.elapsed()
    );
    Set {
        people,
        person,
        pairs,
    }
}

fn examples(set: &Set) -> Vec<Example> {
    use rayon::prelude::*;
    set.pairs
        .par_iter()
        .map(|(l, r)| Example {
            levels: levels(&set.people, *l, *r),
            offset: 0.0,
            same: set.same(*l, *r),
        })
        .collect()
}

/// Edges with what is around them.
fn edges(set: &Set, model: &Model) -> Vec<(Edge, [u8; 5])> {
    let size = set.people.len();
    let mut edges = weigh(&set.people, &model.alone, &set.pairs);
    let more = weigh(&set.people, &model.alone, &friends_of_friends(size, &edges));
    eprintln!("{} edges, {} through others", edges.len(), more.len());
    edges.extend(more);
    let graph = Graph::new(size, &edges);
    edges.iter().map(|e| (*e, around(&graph, e))).collect()
}

fn judge(name: &str, set: &Set, model: &Model) {
    let all = edges(set, model);
    let alone: Vec<_> = all.iter().map(|(e, _)| (e.left, e.right, e.bits)).collect();
    println!(
        "{name:>30} alone {}",
        score::figures(&alone, &set.person).line()
    );
    let among: Vec<_> = all
        .iter()
        .map(|(e, a)| (e.left, e.right, e.bits + model.among.bits(a)))
        .collect();
    println!(
        "{name:>30} among {}",
        score::figures(&among, &set.person).line()
    );
    let learnt = learn(&set.people, model, &set.pairs);
    let found = link::pairs(&set.people, &learnt, &set.pairs, &[]).pairs;
    let trained: Vec<_> = found.iter().map(|e| (e.left, e.right, e.bits)).collect();
    println!(
        "{name:>30} learnt {}",
        score::figures(&trained, &set.person).line()
    );
    println!(
        "{name:>30} groups {:.4}",
        score::groups(&link::groups(&set.people, &found, &[]), &set.person)
    );
}

/// `fit OUT.json TRAIN… -- JUDGE…`
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let cut = args.iter().position(|a| a == "--").unwrap_or(args.len());
    let mut model = Model::default();
    let sets: Vec<Set> = args[1..cut].iter().map(|f| load(f)).collect();
    let train: Vec<Example> = sets.iter().flat_map(examples).collect();
    eprintln!("{} examples", train.len());
    fit(&mut model.alone, &train, 12, (1e-6, 1e-4));
    let rows: Vec<Levels> = train.iter().map(|e| e.levels).collect();
    model.usual = shares(&model.alone, &rows, &[]);
    let around: Vec<Example> = sets
        .iter()
        .flat_map(|set| {
            edges(set, &model).into_iter().map(|(e, a)| {
                let mut levels: Levels = Default::default();
                levels[..5].copy_from_slice(&a);
                Example {
                    levels,
                    offset: e.bits,
                    same: set.same(e.left, e.right),
                }
            })
        })
        .collect();
    fit(&mut model.among, &around, 8, (1e-6, 1e-4));
    let model = model.rounded();
    std::fs::write(&args[0], model.to_json()).expect("the model is written");
    for folder in &args[cut + 1..] {
        judge(folder, &load(folder), &model);
    }
}
