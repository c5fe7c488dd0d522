//! Texts kept once each and told apart by a number, so that a person is a handful of numbers.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::population::hash;

/// The number of a text in its [`Pool`]; nought stands for "no text".
pub(crate) type Id = u32;

/// Passes a key that is already a hash through unchanged.
#[derive(Default)]
pub(crate) struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// A map whose keys are hashes.
pub(crate) type ByHash<V> = HashMap<u64, V, BuildHasherDefault<Hashed>>;

/// Distinct texts, end to end in one string.
///
/// Texts are found again by a 64-bit hash alone: among a hundred million texts
/// the chance that two share one is below one in a thousand, and the worst it
/// could do is to take two rare words for one.
#[derive(Debug)]
pub(crate) struct Pool {
    text: String,
    ends: Vec<u32>,
    ids: ByHash<Id>,
}

impl Default for Pool {
    fn default() -> Pool {
        Pool {
            text: String::new(),
            ends: vec![0],
            ids: ByHash::default(),
        }
    }
}

impl Pool {
    /// The number of a text, kept from now on; nought for an empty one.
    pub fn id(&mut self, text: &str) -> Id {
        if text.is_empty() {
            return 0;
        }
        let next = self.ends.len() as Id;
        let id = *self.ids.entry(hash(text)).or_insert(next);
        if id == next {
            self.text.push_str(text);
            self.ends.push(self.text.len() as u32);
        }
        id
    }

    /// The text of a number; empty for nought and for numbers not given out.
    pub fn text(&self, id: Id) -> &str {
        let at = id as usize;
        match (
            at.checked_sub(1).and_then(|b| self.ends.get(b)),
            self.ends.get(at),
        ) {
            (Some(from), Some(to)) => self
                .text
                .get(*from as usize..*to as usize)
                .unwrap_or_default(),
            _ => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Pool;

    #[test]
    fn a_text_keeps_its_number_and_a_number_its_text() {
        let mut pool = Pool::default();
        let (ann, bea) = (pool.id("ann"), pool.id("bea"));
        assert_eq!(pool.id("ann"), ann);
        assert_ne!(ann, bea);
        assert_eq!((pool.text(ann), pool.text(bea)), ("ann", "bea"));
        assert_eq!((pool.id(""), pool.text(0), pool.text(99)), (0, "", ""));
    }
}
