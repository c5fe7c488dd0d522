//! Keys and the places filed under them: most in sorted arrays of six bytes an
//! entry, the newest in a map until they are settled.

use crate::postings::Postings;

/// Bits of a hash that tell keys of one bucket apart.
const TAG: u32 = 16;

/// Entries in a bucket of the directory, about.
const BUCKET: usize = 4;

/// Sorted entries: a directory by the first bits of the hash, then the next
/// bits of each entry beside its place.
#[derive(Debug, Default)]
pub(crate) struct Filed {
    bits: u32,
    starts: Vec<u32>,
    tags: Vec<u16>,
    slots: Vec<u32>,
}

impl Filed {
    /// From entries of a hash and a place, packed by [`Packing`] and sorted.
    pub fn new(packing: &Packing, sorted: &[u64]) -> Filed {
        let most = 64 - TAG - packing.slot_bits.max(TAG);
        let bits = (sorted.len() / BUCKET).max(2).ilog2().clamp(1, most);
        let mut starts = vec![0u32; (1 << bits) + 1];
        for entry in sorted {
            starts[(entry >> (64 - bits)) as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Filed {
            bits,
            starts,
            tags: sorted
                .iter()
                .map(|entry| (entry << bits >> (64 - TAG)) as u16)
                .collect(),
            slots: sorted.iter().map(|entry| packing.slot(*entry)).collect(),
        }
    }

    /// The places filed under a key.
    pub fn get(&self, key: u64) -> &[u32] {
        if self.slots.is_empty() {
            return &[];
        }
        let bucket = (key >> (64 - self.bits)) as usize;
        let (from, to) = (
            self.starts[bucket] as usize,
            self.starts[bucket + 1] as usize,
        );
        let tag = (key << self.bits >> (64 - TAG)) as u16;
        let near = self.tags.get(from..to).unwrap_or_default();
        let start = near.partition_point(|held| *held < tag);
        let end = start + near[start..].partition_point(|held| *held == tag);
        &self.slots[from + start..from + end]
    }

    /// Bytes in use.
    pub fn bytes(&self) -> usize {
        self.starts.capacity() * 4 + self.tags.capacity() * 2 + self.slots.capacity() * 4
    }
}

/// How a hash and a place are packed into one number that sorts as keys do.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Packing {
    slot_bits: u32,
}

impl Packing {
    /// For places below `size`.
    pub fn new(size: usize) -> Packing {
        Packing {
            slot_bits: (usize::BITS - size.leading_zeros()).clamp(1, 32),
        }
    }

    /// One entry.
    pub fn pack(&self, key: u64, slot: u32) -> u64 {
        key >> self.slot_bits << self.slot_bits | u64::from(slot)
    }

    fn slot(&self, entry: u64) -> u32 {
        (entry & ((1 << self.slot_bits) - 1)) as u32
    }
}

/// The settled entries and the newest.
#[derive(Debug, Default)]
pub(crate) struct Shelves {
    pub settled: Filed,
    pub fresh: Postings,
}

/// The places under one key, settled and fresh.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Block<'a> {
    pub settled: &'a [u32],
    pub fresh: &'a [u32],
}

impl Block<'_> {
    /// How many places there are, those that were taken away since included.
    pub fn len(&self) -> usize {
        self.settled.len() + self.fresh.len()
    }
}

impl Shelves {
    /// The places under a key.
    pub fn get(&self, key: u64) -> Block<'_> {
        Block {
            settled: self.settled.get(key),
            fresh: self.fresh.get(key),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Filed, Packing};
    use crate::bulk::mix::mix;

    #[test]
    fn what_is_filed_is_found_and_nothing_else() {
        for size in [1u32, 10, 3_000, 70_000] {
            let key = |n: u32| mix(u64::from(n / 3), 1);
            let packing = Packing::new(size as usize);
            let mut entries: Vec<u64> = (0..size).map(|n| packing.pack(key(n), n)).collect();
            entries.sort_unstable();
            let filed = Filed::new(&packing, &entries);
            for n in 0..size {
                let found = filed.get(key(n));
                assert!(found.contains(&n), "{n} of {size}");
            }
            let strangers = (0..10_000).filter(|n| !filed.get(mix(*n, 2)).is_empty());
            assert!(strangers.count() <= 10, "{size}");
        }
        assert!(Filed::default().get(7).is_empty());
    }
}
