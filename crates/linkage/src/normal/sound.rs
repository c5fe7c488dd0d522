//! Sound keys: names that are said alike get the same key.

use rphonetic::{DoubleMetaphone, Encoder};

/// Letters of a sound key that are kept.
const KEY_LENGTH: usize = 6;

/// The sound key of one folded word. A word with letters outside a to z is
/// its own key, because the sound rules are made for Latin spelling.
pub fn key(word: &str) -> String {
    // The encoder cuts text by bytes, so only plain letters may reach it.
    if word.is_empty() || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return word.to_owned();
    }
    let heard = DoubleMetaphone::new(Some(KEY_LENGTH)).encode(word);
    if heard.is_empty() {
        word.to_owned()
    } else {
        heard
    }
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn names_said_alike_share_a_key() {
        for (left, right) in [
            ("smith", "smyth"),
            ("catherine", "katharine"),
            ("philip", "filip"),
            ("khadija", "khadeeja"),
            ("stephen", "stefan"),
        ] {
            assert_eq!(key(left), key(right), "{left} {right}");
        }
    }

    #[test]
    fn names_said_otherwise_do_not_and_odd_letters_are_safe() {
        assert_ne!(key("jones"), key("davies"));
        assert_eq!(key(""), "");
        assert_eq!(key("иван"), "иван");
        assert_eq!(key("h"), "h".to_owned().replace('h', &key("h")));
    }
}
