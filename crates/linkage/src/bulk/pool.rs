//! Texts kept once each and told apart by a number, so that a person is a handful of numbers.

use super::mix;

/// The number of a text in its [`Pool`]; nought stands for "no text".
pub(crate) type Id = u32;

/// Distinct texts, end to end in one string, found again through a table of
/// hashes and numbers that takes eight bytes a place.
#[derive(Debug)]
pub(crate) struct Pool {
    text: String,
    ends: Vec<u32>,
    /// The upper half of the hash above, the number below; nought for a free place.
    table: Vec<u64>,
}

impl Default for Pool {
    fn default() -> Pool {
        Pool {
            text: String::new(),
            ends: vec![0],
            table: vec![0; 16],
        }
    }
}

impl Pool {
    /// The number of a text, kept from now on; nought for an empty one.
    pub fn id(&mut self, text: &str) -> Id {
        if text.is_empty() {
            return 0;
        }
        let tag = mix::text(text.as_bytes()) >> 32;
        match self.place(tag, text) {
            Ok(id) => id,
            Err(_) if self.text.len() + text.len() > u32::MAX as usize => 0,
            Err(mut at) => {
                if self.ends.len() * 4 > self.table.len() * 3 {
                    self.grow();
                    at = self.place(tag, text).err().unwrap_or(0);
                }
                let id = self.ends.len() as Id;
                if let Some(place) = self.table.get_mut(at) {
                    *place = tag << 32 | u64::from(id);
                }
                self.text.push_str(text);
                self.ends.push(self.text.len() as u32);
                id
            }
        }
    }

    /// Keeps a text under the next number, not to be found again by it.
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len() as u32);
    }

    /// The number of a text that is kept already.
    pub fn find(&self, text: &str) -> Option<Id> {
        if text.is_empty() {
            return Some(0);
        }
        let tag = mix::text(text.as_bytes()) >> 32;
        self.place(tag, text).ok()
    }

    /// The number of a text, or the free place where it would go.
    fn place(&self, tag: u64, text: &str) -> Result<Id, usize> {
        let mask = self.table.len() - 1;
        let mut at = self.first(tag);
        loop {
            match self.table.get(at) {
                Some(0) | None => return Err(at),
                Some(held) if held >> 32 == tag && self.text(*held as Id) == text => {
                    return Ok(*held as Id);
                }
                Some(_) => at = (at + 1) & mask,
            }
        }
    }

    /// Where a hash is looked for first: its highest bits.
    fn first(&self, tag: u64) -> usize {
        (tag << 32 >> (64 - self.table.len().trailing_zeros().min(32))) as usize
    }

    fn grow(&mut self) {
        let old = std::mem::take(&mut self.table);
        self.table = vec![0; old.len() * 2];
        let mask = self.table.len() - 1;
        for held in old.into_iter().filter(|held| *held != 0) {
            let mut at = self.first(held >> 32);
            while self.table.get(at).is_some_and(|place| *place != 0) {
                at = (at + 1) & mask;
            }
            if let Some(place) = self.table.get_mut(at) {
                *place = held;
            }
        }
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

    /// Gives back the room that is kept for texts to come.
    pub fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// Bytes in use.
    pub fn bytes(&self) -> usize {
        self.text.capacity() + self.ends.capacity() * 4 + self.table.capacity() * 8
    }
}

#[cfg(test)]
mod tests {
    use super::Pool;

    #[test]
    fn a_text_keeps_its_number_and_a_number_its_text() {
        let mut pool = Pool::default();
        let texts: Vec<String> = (0..5_000).map(|n| format!("text {n}")).collect();
        let ids: Vec<u32> = texts.iter().map(|t| pool.id(t)).collect();
        for (text, id) in texts.iter().zip(&ids) {
            assert_eq!((pool.id(text), pool.find(text)), (*id, Some(*id)));
            assert_eq!(pool.text(*id), text);
        }
        assert_eq!((pool.id(""), pool.text(0), pool.text(99_999)), (0, "", ""));
        assert_eq!(pool.find("not kept"), None);
    }
}
