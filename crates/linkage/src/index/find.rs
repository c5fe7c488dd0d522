//! The search box: everybody whom a few typed things bring up, best first, with no band to cut off at.

use std::collections::HashMap;

use ahash::RandomState;

use super::Index;
use super::fit::Fit;
use crate::band::Band;
use crate::bulk::faces::{value_keys, word_key, words};
use crate::bulk::guest::{self, Guest};
use crate::bulk::level::{At, Levels, family, given};
use crate::bulk::lexicon::Info;
use crate::bulk::likeness::near;
use crate::bulk::pool::Id;
use crate::bulk::view::View;
use crate::candidate::{Candidate, Caution};
use crate::field::{Field, Verdict};
use crate::normal::nickname;
use crate::record::Record;
use crate::tell::{is_shown, shown};

/// Once this many people are met, further keys only raise those met already.
const MOST_MET: usize = 20_000;

/// Filed places walked through for one search at most, after the rarest key.
const MOST_WALKED: usize = 400_000;

/// People compared in full for one search at most.
const MOST_COMPARED: usize = 1_000;

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

/// A key of one thing asked for, with how well it fits and how many are filed under it.
struct Asked {
    key: u64,
    part: usize,
    fit: u64,
    size: usize,
}

/// One word of a name that was asked for.
struct Word<'a> {
    text: &'a str,
    info: &'a Info,
    classes: [&'static [u16]; 2],
}

impl Index {
    /// Who comes up in a search box: everybody who agrees with something asked
    /// for, most evidence first, equal ones by id, no more than `limit`, and beside them as many who are quiet. A
    /// surname, a first name, a postcode, a phone or a date of birth is enough
    /// alone; names may be misspelt, begun only, or in either order.
    ///
    /// The bits of a reason say here how well one thing fits what was asked,
    /// each by itself; how likely it is the same person is the score and band.
    ///
    /// The work is bounded: the rarest of what was asked decides whom a search
    /// meets, and of those who fit equally the first by id are kept. People
    /// whom the fields rather speak against are left out as soon as somebody
    /// fits better. A result below every band, or with one field that agrees, has
    /// no cautions, since it claims nothing that a caution would qualify.
    pub fn find(&self, asked: &Record, limit: usize) -> Vec<Candidate> {
        let people = self.search.people();
        let guest = guest::of_record(people, asked);
        let view = guest.view(people);
        let words = asked_words(&view, &guest);
        let weighed = |slot| Some((self.weighed(&guest, &words, slot)?, slot));
        let mut found: Vec<(f64, u32)> = self.met(&guest).into_iter().filter_map(weighed).collect();
        // Who is quiet must not be felt by their effect on whom else a search shows.
        let fits = |(bits, slot): &(f64, u32)| *bits >= 0.0 && !self.search.is_quiet(*slot);
        if found.iter().any(fits) {
            found.retain(|(bits, _)| *bits >= 0.0);
        }
        let best = |a: &(f64, u32), b: &(f64, u32)| {
            let by_id = || people.id(a.1).cmp(people.id(b.1));
            b.0.total_cmp(&a.0).then_with(by_id)
        };
        found.sort_unstable_by(best);
        // Who is quiet takes nobody else's place.
        let (mut heard, mut quiet) = (limit, limit);
        found.retain(|(_, slot)| {
            let room = if self.search.is_quiet(*slot) {
                &mut quiet
            } else {
                &mut heard
            };
            let fits = *room > 0;
            *room = room.saturating_sub(1);
            fits
        });
        let shown = found.into_iter();
        // Only those who are shown are put into words.
        shown
            .filter_map(|(_, slot)| self.came_up(&guest, &words, slot))
            .collect()
    }

    /// How one held person comes up for what was asked; `None` when the id is
    /// not held or nothing agrees. For a caller who has to ask again with less,
    /// because something that agreed is not for the reader.
    pub fn find_held(&self, asked: &Record, id: &str) -> Option<Candidate> {
        let people = self.search.people();
        let guest = guest::of_record(people, asked);
        let view = guest.view(people);
        let words = asked_words(&view, &guest);
        self.came_up(&guest, &words, self.search.place(id)?)
    }

    /// The evidence that one held person fits; `None` when nothing agrees.
    fn weighed(&self, guest: &Guest, words: &[Word<'_>], slot: u32) -> Option<f64> {
        let fits = self.fits(guest, words, slot, &self.asked_levels(guest, slot)?);
        let agrees = fits.iter().any(Fit::agrees);
        agrees.then(|| fits.iter().map(|fit| fit.bits).sum())
    }

    fn came_up(&self, guest: &Guest, words: &[Word<'_>], slot: u32) -> Option<Candidate> {
        let levels = self.asked_levels(guest, slot)?;
        let fits = self.fits(guest, words, slot, &levels);
        let agreeing = fits.iter().filter(|fit| fit.agrees()).count();
        if agreeing == 0 {
            return None;
        }
        let mut candidate = self.told(self.search.people().id(slot), &levels);
        if agreeing < 2 {
            // One thing that agrees is a place to look, however rare it is.
            candidate.band = candidate.band.map(|_| Band::Possible);
        }
        if candidate.band.is_none() || agreeing < 2 {
            candidate.cautions.clear();
        }
        if !guest.person.born.is_full() {
            // Nobody asked by a date, so that none agrees.
            let with_date = |caution: &Caution| *caution == Caution::NameAndDateOnly;
            candidate.cautions.retain(|caution| !with_date(caution));
        }
        candidate.bits = fits.iter().map(|fit| fit.bits).sum();
        let table = &self.search.model().alone;
        let told = fits.iter().map(|fit| fit.told(table, &levels));
        candidate.reasons = told.collect();
        Some(candidate)
    }

    /// How well each field fits what was asked. A name that was only begun counts as near.
    fn fits(&self, guest: &Guest, asked: &[Word<'_>], slot: u32, levels: &Levels) -> Vec<Fit> {
        let people = self.search.people();
        let view = guest.view(people);
        let Some(held) = people.persons.get(slot as usize) else {
            return Vec::new();
        };
        let names = |kind: usize| -> bool {
            names_of(&view, held, kind)
                .iter()
                .any(|word| asked.iter().any(|half| begun(half.text, view.word(*word))))
        };
        let one = asked.len() == 1;
        let table = &self.search.model().alone;
        let mut out: Vec<Fit> = shown()
            .iter()
            .filter(|(at, _)| is_shown(table, levels, *at))
            .map(|(at, field)| Fit::of(table, levels, *at, *field))
            .collect();
        for row in &mut out {
            let level = match row.field {
                Field::GivenName => levels[At::given as usize],
                Field::FamilyName => levels[At::family as usize],
                _ => continue,
            };
            let first = row.field == Field::GivenName;
            let (own_kind, other_kind) = if first { (0, 1) } else { (1, 0) };
            let either = |one, other| Some(if first { one } else { other });
            if row.verdict == Verdict::Same {
                // How rare a name is counts here; a searcher need not be told.
                row.words = either("same first name", "same surname");
            }
            let poor = if first {
                level == given::NONE || level >= given::SLIPS
            } else {
                level == family::NONE || level >= family::SLIPS
            };
            // Whether a name only begins so is asked where it counts: most names agree or say nothing.
            if poor && names(own_kind) {
                row.verdict = Verdict::Close;
                row.bits = 3.0 + f64::from(u8::from(!first)) / 2.0;
                row.words = either(
                    "first name begins with the letters asked for",
                    "surname begins with the letters asked for",
                );
            } else if row.verdict == Verdict::Different && one && names(other_kind) {
                // One word was read as either name; where it begins the one, it says nothing of the other.
                row.verdict = Verdict::NotKnown;
                row.bits = 0.0;
                row.words = either("first name not known", "surname not known");
            }
        }
        out
    }

    /// The people worth comparing in full, best first as far as their keys tell.
    fn met(&self, guest: &Guest) -> Vec<u32> {
        // Four bits for each thing asked for: the best fit among its keys.
        let mut fits: HashMap<u32, u64, RandomState> = HashMap::default();
        let (mut walked, mut heard) = (0usize, 0usize);
        for asked in self.keys(guest) {
            walked = walked.saturating_add(asked.size);
            if walked > MOST_WALKED && !fits.is_empty() {
                break;
            }
            let full = heard >= MOST_MET;
            for slot in self.search.alive(self.search.block(asked.key)) {
                match fits.get_mut(&slot) {
                    Some(fit) => *fit = raised(*fit, asked.part, asked.fit),
                    None if full => {}
                    None => {
                        heard += usize::from(!self.search.is_quiet(slot));
                        fits.insert(slot, raised(0, asked.part, asked.fit));
                    }
                }
            }
        }
        let people = self.search.people();
        let met = fits.into_iter().map(|(slot, fit)| (total(fit), slot));
        // Limits are for those who are heard: who is quiet must take nobody's place.
        let (mut quiet, mut met): (Vec<_>, Vec<_>) =
            met.partition(|(_, slot): &(u64, u32)| self.search.is_quiet(*slot));
        quiet.sort_unstable_by(|a, b| b.cmp(a));
        quiet.truncate(MOST_COMPARED);
        if met.len() > MOST_COMPARED {
            // Those who fit better than the last that has room are in whatever their ids. Among those who
            // fit just as well as it the ids decide; each is slow to reach, so its beginning is kept beside
            // it, and the rest is looked at only where that is the same.
            let (_, (least, _), _) =
                met.select_nth_unstable_by(MOST_COMPARED, |a, b| b.0.cmp(&a.0));
            let least = *least;
            let mut equal: Vec<(u128, u32)> = Vec::new();
            met.retain(|(fit, slot)| {
                if *fit == least {
                    equal.push((beginning(people.id(*slot)), *slot));
                }
                *fit > least
            });
            let room = MOST_COMPARED.saturating_sub(met.len());
            if equal.len() > room {
                let by_id = |a: &(u128, u32), b: &(u128, u32)| {
                    let whole = || people.id(a.1).cmp(people.id(b.1));
                    a.0.cmp(&b.0).then_with(whole)
                };
                equal.select_nth_unstable_by(room, by_id);
                equal.truncate(room);
            }
            met.extend(equal.into_iter().map(|(_, slot)| (least, slot)));
        }
        met.into_iter().chain(quiet).map(|(_, slot)| slot).collect()
    }

    /// Every key of everything asked for, rarest key first.
    fn keys(&self, guest: &Guest) -> Vec<Asked> {
        let view = guest.view(self.search.people());
        let named = asked_words(&view, guest);
        let named = named.iter().map(|word| self.word_keys(word));
        let others = value_keys(&view, &guest.person);
        let others = others.into_iter().map(|key| vec![(key, EXACT)]);
        let mut out: Vec<Asked> = Vec::new();
        for (part, keys) in others.chain(named).take(MOST_PARTS).enumerate() {
            out.extend(keys.into_iter().map(|(key, fit)| Asked {
                key,
                part,
                fit,
                size: self.search.block(key).len(),
            }));
        }
        out.sort_unstable_by_key(|asked| (asked.size, asked.key, asked.part));
        out
    }

    /// The key of an asked word and of the words in use that it may stand for.
    fn word_keys(&self, asked: &Word<'_>) -> Vec<(u64, u64)> {
        let lexicon = &self.search.people().texts.words;
        let mut alike: Vec<(u64, &str)> = lexicon
            .all()
            .filter_map(|(id, info)| {
                let held = Word {
                    text: lexicon.text(id),
                    info,
                    classes: lexicon.classes(info),
                };
                Some((likeness(asked, &held)?, held.text))
            })
            .collect();
        alike.sort_unstable_by(|(l, a), (r, b)| {
            let shorter = a.len().cmp(&b.len());
            r.cmp(l).then(shorter).then_with(|| a.cmp(b))
        });
        let others = alike.into_iter().take(MOST_ALIKE);
        std::iter::once((word_key(asked.text), EXACT))
            .chain(others.map(|(fit, text)| (word_key(text), fit)))
            .collect()
    }
}

/// The first sixteen bytes of an id as one number, which is in the same order as the ids are.
fn beginning(id: &str) -> u128 {
    let mut bytes = [0; 16];
    for (place, byte) in bytes.iter_mut().zip(id.bytes()) {
        *place = byte;
    }
    u128::from_be_bytes(bytes)
}

/// The words of all names asked for, initials left out, in order and each once.
fn asked_words<'a>(view: &View<'a>, guest: &Guest) -> Vec<Word<'a>> {
    let whole = |id: &Id| view.info(*id).length > 1;
    let mut out: Vec<Word<'a>> = words(view, &guest.person)
        .iter()
        .filter(|id| whole(id))
        .map(|id| Word {
            text: view.word(*id),
            info: view.info(*id),
            classes: view.classes(*id),
        })
        .collect();
    out.sort_unstable_by(|a, b| a.text.cmp(b.text));
    out.dedup_by(|a, b| a.text == b.text);
    out
}

/// The words of all first names (0) or surnames (1) of somebody held.
fn names_of(view: &View<'_>, person: &crate::bulk::person::Person, kind: usize) -> Vec<Id> {
    let also = view.more(person).and_then(|more| more.also.as_deref());
    let more = also.map_or(&[][..], |also| &also.names);
    let own = if kind == 0 {
        person.given
    } else {
        person.family
    };
    let others = more
        .iter()
        .map(|name| if kind == 0 { name.given } else { name.family });
    std::iter::once(own)
        .chain(others)
        .flat_map(|id| view.parts(id))
        .filter(|id| *id != 0)
        .collect()
}

/// How an asked word fits another word in use; `None` when it does not.
fn likeness(asked: &Word<'_>, held: &Word<'_>) -> Option<u64> {
    let (a, h) = (asked.info, held.info);
    let begins = h.length > a.length && a.letters & !h.letters == 0;
    let classed = |kind: usize| nickname::share(asked.classes[kind], held.classes[kind]);
    let alike = a.sound == h.sound
        || (a.is_classed() && h.is_classed() && (classed(0) || classed(1)))
        || near(a, h, asked.text, held.text);
    if asked.text == held.text {
        None
    } else if alike {
        Some(ALIKE)
    } else {
        (begins && begun(asked.text, held.text)).then_some(BEGINS)
    }
}

/// Whether a word goes on from the letters asked for.
fn begun(asked: &str, held: &str) -> bool {
    held.len() > asked.len() && held.starts_with(asked) && asked.chars().count() >= SHORTEST_START
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
