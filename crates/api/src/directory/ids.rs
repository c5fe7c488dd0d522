//! Identifiers of the feed: UUIDs made from our own identifiers and codes, the same at every reading.

use hawthorn_domain::platform::ids::{EntryId, decode};

/// A UUID of version 8 (made by a rule of our own) from 128 bits.
fn uuid(bits: u128) -> String {
    let bits = (bits & !(0xF << 76) & !(0b11 << 62)) | (8 << 76) | (0b10 << 62);
    let hex = format!("{bits:032x}");
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!(
        "{}-{}-{}-{}-{}",
        part(0, 8),
        part(8, 12),
        part(12, 16),
        part(16, 20),
        part(20, 32)
    )
}

/// The UUID of an entry of the directory.
pub(super) fn of_entry(id: EntryId) -> String {
    let text = id.to_string();
    uuid(text.get(2..).and_then(decode).unwrap_or_default())
}

/// The UUID of anything that has a name of its own, such as `need:stalking`. It spreads names
/// evenly (FNV-1a); nothing secret rests on it.
pub(super) fn of_name(name: &str) -> String {
    uuid(name.bytes().fold(
        0x6c62_272e_07bb_0142_62b8_2175_6295_c58d,
        |sum: u128, byte| {
            (sum ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b)
        },
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uuid_has_the_form_of_version_eight_and_differs_by_name() {
        let one = of_name("need:stalking");
        assert_eq!(one.len(), 36);
        assert_eq!(one.chars().nth(14), Some('8'));
        assert!(matches!(one.chars().nth(19), Some('8' | '9' | 'a' | 'b')));
        assert_ne!(one, of_name("need:legal"));
        assert_eq!(one, of_name("need:stalking"));
    }
}
