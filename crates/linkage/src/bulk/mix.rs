//! Small fast hashes with fixed seeds: one process gives one answer, and no hash is ever stored.

const ONE: u64 = 0x9e37_79b9_7f4a_7c15;
const TWO: u64 = 0xd1b5_4a32_d192_ed03;

/// Two numbers to one, every bit of both spread over all of it.
pub(crate) fn mix(one: u64, other: u64) -> u64 {
    let wide = u128::from(one ^ ONE) * u128::from(other ^ TWO);
    // The low half and the high half of a product depend on all bits together.
    (wide as u64) ^ (wide >> 64) as u64
}

/// A run of bytes to a number.
pub(crate) fn text(bytes: &[u8]) -> u64 {
    let mut chunks = bytes.chunks_exact(8);
    let mut sum = bytes.len() as u64;
    for chunk in &mut chunks {
        let mut eight = [0; 8];
        eight.copy_from_slice(chunk);
        sum = mix(sum, u64::from_le_bytes(eight));
    }
    let mut eight = [0; 8];
    let rest = chunks.remainder();
    for (cell, byte) in eight.iter_mut().zip(rest) {
        *cell = *byte;
    }
    mix(mix(sum, u64::from_le_bytes(eight)), 1)
}

/// Passes a key that is already a hash through unchanged.
#[derive(Default)]
pub(crate) struct Hashed(u64);

impl std::hash::Hasher for Hashed {
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
pub(crate) type ByHash<V> =
    std::collections::HashMap<u64, V, std::hash::BuildHasherDefault<Hashed>>;

#[cfg(test)]
mod tests {
    use super::{mix, text};

    #[test]
    fn near_texts_and_numbers_get_hashes_of_their_own() {
        let mut seen = std::collections::HashSet::new();
        for n in 0u64..20_000 {
            assert!(seen.insert(mix(7, n) >> 32 << 8 | 1), "{n}");
            assert!(seen.insert(text(format!("name{n}").as_bytes())), "{n}");
        }
        assert_ne!(text(b""), text(b"\0"));
        assert_ne!(text(b"abcdefgh"), text(b"abcdefgh\0"));
    }
}
