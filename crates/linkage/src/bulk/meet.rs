//! Which pairs of people are worth comparing.

use rayon::prelude::*;

use super::crowd::{Crowd, Kind, home_key, name_key, phone_key};
use super::keys::{Heard, KINDS, LONE, NUMBER, heard, is_of_names, keys};
use super::person::{Day, People, Person};
use super::radix;
use super::view::View;

mod long;

use long::{Long, Splitting};

/// A key held by more records than this hardly tells people apart; see [`long`].
const RARE: usize = 24;

/// Kinds whose pairs are gathered before repeats are thrown out.
const TOGETHER: usize = 3;

/// What decides, without looking at the record, whether a meeting is by chance.
#[derive(Clone, Copy, Debug)]
struct Sketch {
    born: Day,
    years: (u16, u16),
    class: u16,
    initial: u8,
    lone: bool,
}

fn sketch(person: &Person, h: &Heard) -> Sketch {
    let year = |year: i32| u16::try_from(year).unwrap_or(0);
    Sketch {
        born: person.born,
        years: person
            .years()
            .map_or((0, 0), |(first, last)| (year(first), year(last))),
        class: (h.class >> 8) as u16,
        initial: h.given_initial,
        lone: person.given == 0 || person.family == 0,
    }
}

/// Whether two were born so far apart that no slip explains it.
fn far(left: &Sketch, right: &Sketch) -> bool {
    if left.born.is_full() && right.born.is_full() {
        return left.born.year() != right.born.year()
            && left.born.unordered() != right.born.unordered();
    }
    let known = left.years.0 != 0 && right.years.0 != 0;
    known && (left.years.0 > right.years.1 + 1 || right.years.0 > left.years.1 + 1)
}

/// Whether two who share a key of some kind are worth comparing for it. Of the
/// pairs that are left out here, hardly one in ten thousand is one person.
fn worth(left: &Sketch, right: &Sketch, kind: usize) -> bool {
    if kind == LONE && !left.lone && !right.lone {
        return left.born == right.born && left.born.is_full();
    }
    let other = left.class != right.class && left.initial != right.initial;
    kind == NUMBER || !((is_of_names(kind) || other) && far(left, right))
}

/// The pairs that are worth comparing, and what was passed over.
#[derive(Debug, Default)]
pub struct Met {
    /// Each pair once, the smaller place first, in order.
    pub pairs: Vec<(u32, u32)>,
    /// Names that too many records share: those who share nothing else were not compared.
    pub names: usize,
    /// Phones, homes, dates and the like that too many records share.
    pub values: usize,
}

/// Every pair that meets under a rare key or says the same.
pub(crate) fn pairs(people: &People) -> Met {
    let view = people.view();
    let heard: Vec<Heard> = people.persons.par_iter().map(|p| heard(&view, p)).collect();
    let sketches: Vec<Sketch> = people
        .persons
        .par_iter()
        .zip(&heard)
        .map(|(p, h)| sketch(p, h))
        .collect();
    let workers = rayon::current_num_threads().clamp(1, KINDS);
    let found: Vec<Meeting> = (0..workers)
        .into_par_iter()
        .with_max_len(1)
        .map(|worker| {
            let mut meeting = Meeting::new(people.len(), workers);
            for (at, kind) in (worker..KINDS).step_by(workers).enumerate() {
                meeting.of_kind(&view, &heard, &sketches, kind);
                if at % TOGETHER == TOGETHER - 1 {
                    meeting.settle();
                }
            }
            meeting.settle();
            meeting.forget_room();
            meeting
        })
        .collect();
    let width = width(people.len());
    let mut parts: Vec<Vec<u64>> = vec![Vec::new(); workers];
    let mut long = Long::default();
    for meeting in found {
        for (part, list) in parts.iter_mut().zip(meeting.parts) {
            if part.is_empty() {
                *part = list;
            } else {
                part.extend(list);
            }
        }
        long.take(meeting.long);
    }
    let size = people.len().div_ceil(workers).max(1);
    let mut keep = |left: u32, right: u32| {
        let (left, right) = (left.min(right), left.max(right));
        if let Some(part) = parts.get_mut(left as usize / size) {
            part.push(u64::from(left) << width | u64::from(right));
        }
    };
    for (left, right) in people.bundles.same() {
        keep(*left, *right);
    }
    let passed = long.split(&mut Splitting {
        people,
        heard: &heard,
        sketches: &sketches,
        keep: &mut keep,
    });
    drop((heard, sketches, long));
    Met {
        pairs: in_order(parts, width),
        names: passed.names,
        values: passed.values,
    }
}

/// The pairs of all parts, each once, in order.
fn in_order(mut parts: Vec<Vec<u64>>, width: u32) -> Vec<(u32, u32)> {
    parts.par_iter_mut().for_each(|part| {
        radix::sort(part, &mut Vec::new(), 0, 2 * width);
        part.dedup();
    });
    let mut all = Vec::with_capacity(parts.iter().map(Vec::len).sum());
    let low = (1u64 << width) - 1;
    for part in parts {
        all.extend(
            part.into_iter()
                .map(|pair| ((pair >> width) as u32, (pair & low) as u32)),
        );
    }
    all
}

/// Bits that hold any place.
fn width(size: usize) -> u32 {
    usize::BITS - size.leading_zeros()
}

/// The pairs of some kinds, found by one worker with its own room.
#[derive(Debug)]
struct Meeting {
    /// Pairs in parts by their first place, so that parts can be sorted side by side.
    parts: Vec<Vec<u64>>,
    /// First places in each part.
    size: usize,
    width: u32,
    filed: Vec<u64>,
    room: Vec<u64>,
    long: Long,
}

impl Meeting {
    fn new(size: usize, parts: usize) -> Meeting {
        Meeting {
            parts: vec![Vec::new(); parts],
            size: size.div_ceil(parts).max(1),
            width: width(size),
            filed: Vec::with_capacity(2 * size),
            room: Vec::with_capacity(2 * size),
            long: Long::default(),
        }
    }

    fn settle(&mut self) {
        for part in &mut self.parts {
            radix::sort(part, &mut self.room, 0, 2 * self.width);
            part.dedup();
        }
    }

    fn forget_room(&mut self) {
        (self.filed, self.room) = (Vec::new(), Vec::new());
    }

    fn of_kind(&mut self, view: &View<'_>, heard: &[Heard], sketches: &[Sketch], kind: usize) {
        self.filed.clear();
        let bundles = &view.held.bundles;
        for (slot, (person, h)) in view.held.persons.iter().zip(heard).enumerate() {
            if bundles.follows(slot as u32) {
                continue;
            }
            let [a, b] = keys(view, person, h, kind);
            if a != 0 {
                self.filed.push(a & HIGH | slot as u64);
            }
            if b != 0 && a & HIGH != b & HIGH {
                self.filed.push(b & HIGH | slot as u64);
            }
        }
        radix::sort(&mut self.filed, &mut self.room, 32, 64);
        for block in self.filed.chunk_by(|a, b| (a ^ b) & HIGH == 0) {
            if block.len() > RARE {
                self.long.add(kind, block);
                continue;
            }
            for (at, left) in block.iter().enumerate() {
                let left = *left as u32;
                let (Some(l), Some(part)) = (
                    sketches.get(left as usize),
                    self.parts.get_mut(left as usize / self.size),
                ) else {
                    continue;
                };
                for right in block.iter().skip(at + 1) {
                    let right = *right as u32;
                    let other = sketches.get(right as usize);
                    if other.is_some_and(|r| worth(l, r, kind)) {
                        part.push(u64::from(left) << self.width | u64::from(right));
                    }
                }
            }
        }
    }
}

const HIGH: u64 = !0 << 32;

impl People {
    /// Counts how many records share each name, phone and home.
    pub(crate) fn count_crowds(&mut self) {
        let view = self.view();
        let kinds = [Kind::Name, Kind::Phone, Kind::Home];
        let counted: Vec<Vec<(u32, u32)>> = kinds
            .par_iter()
            .with_max_len(1)
            .map(|kind| crowded(&view, *kind))
            .collect();
        let mut crowds = vec![Crowd::default(); self.persons.len()];
        for (kind, list) in kinds.into_iter().zip(counted) {
            for (slot, count) in list {
                if let Some(crowd) = crowds.get_mut(slot as usize) {
                    crowd.raise(kind, count);
                }
            }
        }
        // Who follows is as common as those who stand for them.
        for list in self.bundles.large() {
            let first = list.first().and_then(|slot| crowds.get(*slot as usize));
            let Some(first) = first.copied() else {
                continue;
            };
            for slot in list.iter().filter(|slot| self.bundles.follows(**slot)) {
                if let Some(crowd) = crowds.get_mut(*slot as usize) {
                    *crowd = first;
                }
            }
        }
        self.crowds = crowds;
    }
}

/// The places of records that share a value with several others, and how many do.
fn crowded(view: &View<'_>, kind: Kind) -> Vec<(u32, u32)> {
    let mut filed: Vec<u64> = Vec::with_capacity(view.held.persons.len());
    for (slot, person) in view.held.persons.iter().enumerate() {
        // Records that say the same as others are no crowd.
        if view.held.bundles.follows(slot as u32) {
            continue;
        }
        let key = match kind {
            Kind::Name => name_key(view, person),
            Kind::Phone => phone_key(person.phone),
            Kind::Home => home_key(view, &person.home),
        };
        if key != 0 {
            filed.push(key & HIGH | slot as u64);
        }
    }
    radix::sort(&mut filed, &mut Vec::new(), 32, 64);
    filed
        .chunk_by(|a, b| (a ^ b) & HIGH == 0)
        .filter(|block| block.len() >= 5)
        .flat_map(|block| block.iter().map(|held| (*held as u32, block.len() as u32)))
        .collect()
}
