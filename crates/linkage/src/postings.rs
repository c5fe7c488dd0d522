//! Keys to the slots filed under them.

use std::collections::HashMap;

/// Most keys are held by one person, so one slot is kept without a list.
#[derive(Debug)]
enum Block {
    One(u32),
    Many(Vec<u32>),
}

/// An inverted index in memory.
#[derive(Debug, Default)]
pub(crate) struct Postings {
    blocks: HashMap<u64, Block>,
}

impl Postings {
    /// Files a slot under a key. A slot is filed under a key once.
    pub fn add(&mut self, key: u64, slot: u32) {
        match self.blocks.get_mut(&key) {
            None => {
                self.blocks.insert(key, Block::One(slot));
            }
            Some(Block::Many(slots)) => slots.push(slot),
            Some(block) => {
                if let Block::One(first) = block {
                    *block = Block::Many(vec![*first, slot]);
                }
            }
        }
    }

    /// Takes a slot away from a key; the key goes when nobody is left.
    pub fn remove(&mut self, key: u64, slot: u32) {
        let empty = match self.blocks.get_mut(&key) {
            None => false,
            Some(Block::One(only)) => *only == slot,
            Some(Block::Many(slots)) => {
                slots.retain(|other| *other != slot);
                slots.is_empty()
            }
        };
        if empty {
            self.blocks.remove(&key);
        }
    }

    /// The slots filed under a key, in no particular order.
    pub fn get(&self, key: u64) -> &[u32] {
        match self.blocks.get(&key) {
            None => &[],
            Some(Block::One(slot)) => std::slice::from_ref(slot),
            Some(Block::Many(slots)) => slots,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Postings;

    #[test]
    fn slots_come_and_go_and_leave_nothing_behind() {
        let mut postings = Postings::default();
        for slot in [4, 7, 9] {
            postings.add(1, slot);
        }
        assert_eq!(postings.get(1), [4, 7, 9]);
        assert!(postings.get(2).is_empty());
        postings.remove(1, 7);
        assert_eq!(postings.get(1), [4, 9]);
        postings.remove(1, 4);
        postings.remove(1, 9);
        postings.remove(2, 9);
        assert!(postings.blocks.is_empty());
    }
}
