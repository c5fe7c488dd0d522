//! Folding of any text to plain lower-case words.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// How many characters of a value are read. Longer text is cut, so that the
/// time a comparison takes does not grow with what somebody pasted.
pub const LONGEST: usize = 160;

/// Lower case, accents taken off, apostrophes dropped, every other mark a
/// space, one space between words. Letters of other scripts are kept.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(LONGEST));
    fold_into(text, &mut out);
    out
}

/// As [`fold`], into room that is used again and again.
pub fn fold_into(text: &str, out: &mut String) {
    out.clear();
    if text.is_ascii() {
        for byte in text.bytes().take(LONGEST) {
            match byte {
                b'\'' | b'`' => {}
                _ if byte.is_ascii_alphanumeric() => out.push(byte.to_ascii_lowercase() as char),
                _ => {
                    if !out.is_empty() && !out.ends_with(' ') {
                        out.push(' ');
                    }
                }
            }
        }
        out.truncate(out.trim_end().len());
        return;
    }
    for letter in text.chars().take(LONGEST).nfkd() {
        match letter {
            // Apostrophes inside a name join it: O'Neill and ONeill are one.
            '\'' | '\u{2018}' | '\u{2019}' | '`' | '\u{b4}' | '\u{2bc}' => {}
            _ if is_combining_mark(letter) => {}
            _ if letter.is_alphanumeric() => push_plain(out, letter),
            _ => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
        }
    }
    // One sign of some scripts unfolds into a whole phrase, so the cut is made twice.
    if let Some((end, _)) = out.char_indices().nth(LONGEST) {
        out.truncate(end);
    }
    out.truncate(out.trim_end().len());
}

/// Adds a letter in lower case, spelling out the Latin letters that have no
/// accent to take off.
fn push_plain(out: &mut String, letter: char) {
    for low in letter.to_lowercase() {
        match low {
            'ł' => out.push('l'),
            'ø' => out.push('o'),
            'đ' | 'ð' => out.push('d'),
            'ı' => out.push('i'),
            'ħ' => out.push('h'),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            _ if is_combining_mark(low) => {}
            _ => out.push(low),
        }
    }
}

/// How alike two words are, from 0 to 1.
pub fn likeness(left: &str, right: &str) -> f64 {
    strsim::jaro_winkler(left, right)
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn folds_case_accents_marks_and_spaces() {
        for (written, want) in [
            ("  Siân ", "sian"),
            ("BŁAŻEJ", "blazej"),
            ("O\u{2019}Rourke", "orourke"),
            ("Castell-Jones", "castell jones"),
            ("Straße", "strasse"),
            ("Wójcik", "wojcik"),
            ("--- ", ""),
            ("Ægir  Þór", "aegir thor"),
            ("Иван", "иван"),
            ("王 芳", "王 芳"),
        ] {
            assert_eq!(fold(written), want, "{written}");
        }
    }

    #[test]
    fn long_text_is_cut() {
        for long in [
            "a".repeat(9_000),
            "\u{fdfa}".repeat(900),
            "e\u{301}".repeat(900),
        ] {
            assert!(fold(&long).chars().count() <= super::LONGEST);
        }
    }
}
