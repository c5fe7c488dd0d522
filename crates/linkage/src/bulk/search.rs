//! One against all: people filed once, then asked about one at a time.

use super::compare::levels;
use super::context::{Edge, FLOOR, Graph, around, crowding};
use super::encode::{Encoder, Row};
use super::keys::{KINDS, keys};
use super::model::Model;
use super::person::{People, Person};

/// A key held by more people than this is passed over.
const RARE: usize = 100;

/// When rare keys find hardly anybody, the rarest of the others are tried up to this size.
const LESS_RARE: usize = 2_000;

/// People compared for one question at most.
const MOST_COMPARED: usize = 3_000;

/// The best of them are compared with each other, to see who belongs together.
const TOP: usize = 12;

/// Bits of the directory's numbers.
const DIRECTORY: u32 = 20;

/// People filed for questions.
#[derive(Debug)]
pub struct Search {
    encoder: Encoder,
    model: Model,
    /// Hash of the key above, place of the person below; sorted.
    filed: Vec<u64>,
    /// Where each beginning of a hash starts in `filed`.
    starts: Vec<u32>,
    held: u32,
}

/// Somebody who may be the person asked about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The place of the record.
    pub slot: u32,
    /// Evidence in bits.
    pub bits: f32,
}

impl Search {
    /// Files everybody whom an encoder has read.
    pub fn new(encoder: Encoder, model: Model) -> Search {
        use rayon::prelude::*;
        let people = encoder.people();
        let mut filed: Vec<u64> = people
            .persons
            .par_iter()
            .enumerate()
            .flat_map_iter(|(slot, person)| {
                all_keys(people, person).map(move |key| key & !0xffff_ffff | slot as u64)
            })
            .collect();
        filed.par_sort_unstable();
        filed.dedup();
        let mut starts = vec![0u32; (1 << DIRECTORY) + 2];
        for key in &filed {
            starts[(key >> (64 - DIRECTORY)) as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let held = people.len() as u32;
        Search {
            encoder,
            model,
            filed,
            starts,
            held,
        }
    }

    /// The people held.
    pub fn people(&self) -> &People {
        self.encoder.people()
    }

    /// Bytes that the filed keys take.
    pub fn bytes(&self) -> usize {
        self.filed.len() * 8 + self.starts.len() * 4
    }

    /// Who the person of a row may be, best first, equal ones by id, no more than `limit`.
    pub fn ask(&mut self, row: &Row<'_>, limit: usize) -> Vec<Hit> {
        let asked = self.encoder.read(row);
        let people = self.encoder.people();
        let mut hits: Vec<Hit> = self
            .meet(&asked)
            .into_iter()
            .filter_map(|slot| {
                let person = people.persons.get(slot as usize)?;
                let bits = self.model.alone.bits(&levels(people, &asked, person));
                (bits >= FLOOR).then_some(Hit { slot, bits })
            })
            .collect();
        self.sort(&mut hits);
        self.together(&mut hits);
        self.sort(&mut hits);
        hits.truncate(limit);
        hits
    }

    fn sort(&self, hits: &mut [Hit]) {
        let people = self.encoder.people();
        hits.sort_unstable_by(|a, b| {
            b.bits
                .total_cmp(&a.bits)
                .then_with(|| people.id(a.slot).cmp(people.id(b.slot)))
        });
    }

    /// Lets the best hits speak for and against each other.
    fn together(&self, hits: &mut [Hit]) {
        let people = self.encoder.people();
        let top = hits.len().min(TOP);
        let mut edges = Vec::with_capacity(top * (top + 1) / 2);
        for (at, hit) in hits.iter().take(top).enumerate() {
            edges.push(Edge {
                left: 0,
                right: at as u32 + 1,
                bits: hit.bits,
            });
            for (other, second) in hits.iter().take(top).enumerate().skip(at + 1) {
                let (Some(l), Some(r)) = (
                    people.persons.get(hit.slot as usize),
                    people.persons.get(second.slot as usize),
                ) else {
                    continue;
                };
                let bits = self.model.alone.bits(&levels(people, l, r));
                if bits >= FLOOR {
                    edges.push(Edge {
                        left: at as u32 + 1,
                        right: other as u32 + 1,
                        bits,
                    });
                }
            }
        }
        let graph = Graph::new(top + 1, &edges);
        let crowding = crowding(people.len());
        for (at, hit) in hits.iter_mut().take(top).enumerate() {
            let edge = Edge {
                left: 0,
                right: at as u32 + 1,
                bits: hit.bits,
            };
            hit.bits += self.model.among.bits(&around(&graph, &edge));
        }
        for hit in hits.iter_mut() {
            hit.bits += crowding;
        }
    }

    /// The places of people worth comparing, each once.
    fn meet(&self, asked: &Person) -> Vec<u32> {
        let mut out: Vec<u32> = Vec::new();
        let mut crowded: Vec<&[u64]> = Vec::new();
        for key in all_keys(self.encoder.people(), asked) {
            let block = self.block((key >> 32) as u32);
            if block.len() <= RARE {
                out.extend(block.iter().map(|held| *held as u32));
            } else if block.len() <= LESS_RARE {
                crowded.push(block);
            }
        }
        out.sort_unstable();
        out.dedup();
        if out.len() < 4 {
            crowded.sort_unstable_by_key(|block| block.len());
            for block in crowded {
                if out.len() + block.len() > MOST_COMPARED {
                    break;
                }
                out.extend(block.iter().map(|held| *held as u32));
            }
            out.sort_unstable();
            out.dedup();
        }
        // Somebody asked about is filed nowhere, but words read since are numbers too.
        out.retain(|slot| *slot < self.held);
        out
    }

    fn block(&self, hash: u32) -> &[u64] {
        let first = (hash >> (32 - DIRECTORY)) as usize;
        let (from, to) = (self.starts[first] as usize, self.starts[first + 1] as usize);
        let near = self.filed.get(from..to).unwrap_or_default();
        let start = near.partition_point(|held| ((held >> 32) as u32) < hash);
        let end = start + near[start..].partition_point(|held| (held >> 32) as u32 == hash);
        &near[start..end]
    }
}

fn all_keys<'a>(people: &'a People, person: &'a Person) -> impl Iterator<Item = u64> + 'a {
    (0..KINDS)
        .flat_map(move |kind| keys(people, person, kind))
        .filter(|key| *key != 0)
}
