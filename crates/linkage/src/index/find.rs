//! The search box: everybody whom a few typed things bring up, best first, with no band to cut off at.

use std::collections::HashMap;

use ahash::RandomState;

use super::{Held, Index};
use crate::candidate::{Candidate, tell};
use crate::compare::{Comparison, Scales, compare};
use crate::keys::{asked_keys, word_key};
use crate::level::{Field, Level, Verdict};
use crate::normal::{nickname, text};
use crate::prepared::Prepared;
use crate::record::{Name, Record};
use crate::words::Word;

/// Once this many people are met, further keys only raise those met already.
const MOST_MET: usize = 20_000;

/// Filed slots walked through for one search at most, after the rarest key.
const MOST_WALKED: usize = 400_000;

/// People compared in full for one search at most.
const MOST_COMPARED: usize = 2_000;

/// Other words of names that one asked word may stand for.
const MOST_ALIKE: usize = 200;

/// Things asked for in one search; the rest are left to the comparison.
const MOST_PARTS: usize = 16;

/// Fewer letters than this begin too many names to be worth following.
const SHORTEST_START: usize = 3;

/// How well a key fits what was asked.
const EXACT: u64 = 3;
const ALIKE: u64 = 2;
const BEGINS: u64 = 1;

/// Filed people with how well they fit one key of one thing asked for.
struct Block<'a> {
    slots: &'a [u32],
    key: u64,
    part: usize,
    fit: u64,
}

impl Index {
    /// Who comes up in a search box: everybody who agrees with something asked
    /// for, most evidence first, equal ones by id, no more than `limit`. A
    /// surname, a first name, a postcode, a phone or a date of birth is enough
    /// alone; names may be misspelt, begun only, or in either order.
    ///
    /// The work is bounded: the rarest of what was asked decides whom a search
    /// meets, and of those who fit equally the first by id are kept. People
    /// whom the fields rather speak against are left out as soon as somebody
    /// fits better. A result below every band, or with one field that agrees, has
    /// no cautions, since it claims nothing that a caution would qualify.
    pub fn find(&self, asked: &Record, limit: usize) -> Vec<Candidate> {
        let asked = Prepared::new(&either_way(asked));
        let mut found: Vec<(&Held, Comparison)> = self
            .met(&asked)
            .into_iter()
            .map(|held| (held, searched(&asked, &held.person, self.scales())))
            .filter(|(_, found)| agreeing(found) > 0)
            .collect();
        if found.iter().any(|(_, found)| of_fields(found) >= 0.0) {
            found.retain(|(_, found)| of_fields(found) >= 0.0);
        }
        found.sort_by(|a, b| {
            let order = b.1.bits().total_cmp(&a.1.bits());
            order.then_with(|| a.0.id.cmp(&b.0.id))
        });
        found.truncate(limit);
        found
            .iter()
            .map(|(held, found)| self.came_up(held, found))
            .collect()
    }

    /// How one held person comes up for what was asked; `None` when the id is
    /// not held or nothing agrees. For a caller who has to ask again with less,
    /// because something that agreed is not for the reader.
    pub fn find_held(&self, asked: &Record, id: &str) -> Option<Candidate> {
        let held = self.held(*self.by_id.get(id)?)?;
        let found = searched(
            &Prepared::new(&either_way(asked)),
            &held.person,
            self.scales(),
        );
        (agreeing(&found) > 0).then(|| self.came_up(held, &found))
    }

    fn came_up(&self, held: &Held, found: &Comparison) -> Candidate {
        let mut candidate = tell(&held.id, found, &self.weights, self.len());
        if candidate.band.is_none() || agreeing(found) < 2 {
            candidate.cautions.clear();
        }
        candidate
    }

    /// The people worth comparing in full, best first as far as their keys tell.
    fn met(&self, asked: &Prepared) -> Vec<&Held> {
        // Four bits for each thing asked for: the best fit among its keys.
        let mut fits: HashMap<u32, u64, RandomState> = HashMap::default();
        let mut walked = 0usize;
        for block in self.blocks(asked) {
            walked = walked.saturating_add(block.slots.len());
            if walked > MOST_WALKED && !fits.is_empty() {
                break;
            }
            let full = fits.len() >= MOST_MET;
            for slot in block.slots {
                match fits.get_mut(slot) {
                    Some(fit) => *fit = raised(*fit, block.part, block.fit),
                    None if full => {}
                    None => {
                        fits.insert(*slot, raised(0, block.part, block.fit));
                    }
                }
            }
        }
        let mut met: Vec<(u64, &Held)> = fits
            .into_iter()
            .filter_map(|(slot, fit)| Some((total(fit), self.held(slot)?)))
            .collect();
        let order =
            |a: &(u64, &Held), b: &(u64, &Held)| b.0.cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id));
        if met.len() > MOST_COMPARED {
            met.select_nth_unstable_by(MOST_COMPARED, order);
            met.truncate(MOST_COMPARED);
        }
        met.into_iter().map(|(_, held)| held).collect()
    }

    /// The filed people under every key of everything asked for, rarest key first.
    fn blocks(&self, asked: &Prepared) -> Vec<Block<'_>> {
        let mut words: Vec<&Word> = asked.words().filter(|word| !word.is_initial()).collect();
        words.sort_unstable_by(|a, b| a.text.cmp(&b.text));
        words.dedup_by(|a, b| a.text == b.text);
        let named = words.into_iter().map(|word| self.word_keys(word));
        let others = asked_keys(asked).into_iter().map(|key| vec![(key, EXACT)]);
        let mut out: Vec<Block<'_>> = Vec::new();
        for (part, keys) in others.chain(named).take(MOST_PARTS).enumerate() {
            out.extend(keys.into_iter().map(|(key, fit)| Block {
                slots: self.postings.get(key),
                key,
                part,
                fit,
            }));
        }
        out.sort_unstable_by_key(|block| (block.slots.len(), block.key, block.part));
        out
    }

    /// The key of an asked word and of the words in use that it may stand for.
    fn word_keys(&self, asked: &Word) -> Vec<(u64, u64)> {
        let mut alike: Vec<(u64, &Word)> = self
            .words
            .all()
            .filter_map(|held| Some((likeness(asked, held)?, held)))
            .collect();
        alike.sort_unstable_by(|(l, a), (r, b)| {
            let shorter = a.text.len().cmp(&b.text.len());
            r.cmp(l).then(shorter).then_with(|| a.text.cmp(&b.text))
        });
        let others = alike.into_iter().take(MOST_ALIKE);
        std::iter::once((word_key(&asked.text), EXACT))
            .chain(others.map(|(fit, word)| (word_key(&word.text), fit)))
            .collect()
    }
}

/// A search box has no places for first name and surname, so each name is read
/// both ways round.
fn either_way(asked: &Record) -> Record {
    let turned = asked.names.iter().map(|name| Name {
        given: name.family.clone(),
        middle: String::new(),
        family: name.given.clone(),
    });
    Record {
        names: asked.names.iter().cloned().chain(turned).collect(),
        ..asked.clone()
    }
}

/// How an asked word fits another word in use; `None` when it does not.
fn likeness(asked: &Word, held: &Word) -> Option<u64> {
    if asked.text == held.text {
        return None;
    }
    let alike = nickname::share(asked.given_classes, held.given_classes)
        || nickname::share(asked.family_classes, held.family_classes)
        || (asked.sound == held.sound && !asked.sound.is_empty())
        || text::near(&asked.text, &held.text);
    if alike {
        Some(ALIKE)
    } else {
        begun(asked, held).then_some(BEGINS)
    }
}

/// Whether a word goes on from the letters asked for.
fn begun(asked: &Word, held: &Word) -> bool {
    held.text.len() > asked.text.len()
        && held.text.starts_with(&*asked.text)
        && asked.text.chars().count() >= SHORTEST_START
}

/// The fits with one part raised to `fit`, if it is better.
fn raised(fits: u64, part: usize, fit: u64) -> u64 {
    let place = part * 4;
    let held = (fits >> place) & 0xf;
    if fit > held {
        fits - (held << place) + (fit << place)
    } else {
        fits
    }
}

fn total(fits: u64) -> u64 {
    (0..MOST_PARTS).map(|part| (fits >> (part * 4)) & 0xf).sum()
}

/// A comparison in which a name that was only begun counts as near.
fn searched(asked: &Prepared, held: &Prepared, scales: Scales<'_>) -> Comparison {
    use Level::{
        FamilyCustom, FamilyDifferent, FamilyNotKnown, FamilyStart, GivenDifferent, GivenNotKnown,
        GivenStart,
    };
    let mut found = compare(asked, held, scales);
    let starts = |word: &Word| asked.words().any(|half| begun(half, word));
    let given = held.names.iter().any(|n| n.given.iter().any(|w| starts(w)));
    let family = held
        .names
        .iter()
        .any(|n| n.family.iter().any(|w| starts(w)));
    // One word was read as either name; where it begins the one, it says nothing of the other.
    let one = asked
        .names
        .iter()
        .all(|n| n.given.len() + n.family.len() == 1);
    let mut changed = false;
    for row in &mut found.rows {
        let level = match row.level {
            GivenDifferent | GivenNotKnown if given => GivenStart,
            GivenDifferent if family && one => GivenNotKnown,
            FamilyDifferent | FamilyCustom | FamilyNotKnown if family => FamilyStart,
            FamilyDifferent | FamilyCustom if given && one => FamilyNotKnown,
            _ => continue,
        };
        *row = scales.row(level);
        changed = true;
    }
    if changed {
        // What the fields said together rested on the names as they were before.
        found
            .rows
            .retain(|row| row.level.field() != Field::Together);
    }
    found
}

/// How many fields agree.
fn agreeing(found: &Comparison) -> usize {
    let agrees = |level: Level| {
        level.field() != Field::Together
            && matches!(level.verdict(), Verdict::Same | Verdict::Close)
    };
    found.rows.iter().filter(|row| agrees(row.level)).count()
}

/// The evidence of the fields alone. What they say together is about being one
/// person, and somebody who shares a home with the person asked for still fits.
fn of_fields(found: &Comparison) -> f64 {
    let fields = found
        .rows
        .iter()
        .filter(|row| row.level.field() != Field::Together);
    fields.map(|row| row.bits).sum()
}
