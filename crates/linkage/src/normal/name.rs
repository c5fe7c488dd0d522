//! Personal names: titles, particles, double names, placeholders.

use super::text::fold;
use crate::record::Name;

/// A name cut into folded words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// First names, in order.
    pub given: Vec<String>,
    /// Middle names and initials, in order.
    pub middle: Vec<String>,
    /// Surname words without particles: two for a double name.
    pub family: Vec<String>,
}

/// Words of a name that are kept, for each part.
const MOST_WORDS: usize = 6;

const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "rev",
    "revd",
    "sir",
    "dame",
    "mstr",
    "jnr",
    "jr",
    "junior",
    "snr",
    "esq",
    "mister",
    "madam",
];

const PLACEHOLDERS: &[&str] = &[
    "unknown",
    "unk",
    "unkown",
    "uknown",
    "not known",
    "notknown",
    "u k",
    "uk",
    "n k",
    "nk",
    "n a",
    "na",
    "none",
    "not given",
    "not stated",
    "not recorded",
    "not provided",
    "no name",
    "noname",
    "no surname",
    "nosurname",
    "nfn",
    "nln",
    "fnu",
    "lnu",
    "refused",
    "withheld",
    "anon",
    "anonymous",
    "tbc",
    "xx",
    "xxx",
    "xxxx",
    "unidentified",
    "unborn",
    "baby",
    "null",
    "nil",
    "see notes",
    "male",
    "female",
    "infant",
    "newborn",
];

/// Small words inside surnames that sources add or leave out.
const PARTICLES: &[&str] = &[
    "al", "el", "de", "da", "do", "dos", "di", "del", "della", "der", "den", "la", "le", "van",
    "von", "bin", "bint", "ibn", "ben", "binti", "ap", "ab", "y",
];

/// Names that custom gives beside or in place of a surname, and that one source
/// writes where another leaves them out.
const CUSTOM: &[&str] = &[
    "kaur", "singh", "begum", "begom", "bibi", "khatun", "khatoon", "khanom", "khanam", "sultana",
    "bano", "devi", "kumari", "kumar",
];

/// Whether a folded surname is one that custom adds or leaves out.
pub fn is_custom(family: &str) -> bool {
    CUSTOM.contains(&family)
}

/// Prefixes that are written with or without a space before the rest.
const JOINED: &[&str] = &["mc", "mac", "o", "fitz", "st", "abdul", "abd"];

/// Cleans one name. A part that only holds a placeholder comes back empty.
pub fn parts(name: &Name) -> Parts {
    let mut out = Parts {
        given: given_words(&name.given),
        middle: given_words(&name.middle),
        family: family_words(&name.family),
    };
    // "YingSze" is two names written without the space.
    if let [only] = out.given.as_slice()
        && let Some(halves) = camel_halves(&name.given, only)
    {
        out.given = halves;
    }
    out
}

/// Whether the text says that the name is not known. A lone "U" or "X" is
/// taken as one, as in a box for one letter.
pub fn is_placeholder(text: &str) -> bool {
    let folded = fold(text);
    folded.is_empty()
        || PLACEHOLDERS.contains(&folded.as_str())
        || folded.bytes().all(|b| b.is_ascii_digit() || b == b' ')
}

fn given_words(text: &str) -> Vec<String> {
    if is_placeholder(text) {
        return Vec::new();
    }
    let folded = fold(text);
    folded
        .split(' ')
        .filter(|w| !TITLES.contains(w) && !PLACEHOLDERS.contains(w))
        .take(MOST_WORDS)
        .map(letters_for_digits)
        .collect()
}

fn family_words(text: &str) -> Vec<String> {
    let folded = fold(text);
    if is_placeholder(text) || folded == "u" || folded == "x" {
        return Vec::new();
    }
    let mut joined: Vec<String> = Vec::new();
    let mut held = String::new();
    for word in folded.split(' ').take(MOST_WORDS * 2) {
        if TITLES.contains(&word) {
            continue;
        }
        if held.is_empty() && JOINED.contains(&word) {
            held = word.to_owned();
            continue;
        }
        joined.push(letters_for_digits(&format!("{held}{word}")));
        held.clear();
    }
    if !held.is_empty() {
        joined.push(held);
    }
    let without: Vec<String> = joined
        .iter()
        .filter(|w| !PARTICLES.contains(&w.as_str()))
        .cloned()
        .collect();
    // A surname that is nothing but a particle ("Le", "Van") is a real surname.
    let mut kept = if without.is_empty() { joined } else { without };
    kept.truncate(MOST_WORDS);
    kept
}

/// A digit among letters is a slip of the hand or of a scanner: "B0b".
fn letters_for_digits(word: &str) -> String {
    let mixed = word.chars().any(|c| c.is_ascii_digit()) && word.chars().any(char::is_alphabetic);
    if !mixed {
        return word.to_owned();
    }
    word.chars()
        .map(|c| match c {
            '0' => 'o',
            '1' => 'l',
            '3' => 'e',
            '4' => 'a',
            '5' => 's',
            other => other,
        })
        .collect()
}

/// Cuts "YingSze" in two; a name with Mc or Mac, or one capital, stays whole.
fn camel_halves(written: &str, folded: &str) -> Option<Vec<String>> {
    let written = written.trim();
    let inner: Vec<usize> = written
        .char_indices()
        .skip(1)
        .filter(|(_, c)| c.is_uppercase())
        .map(|(at, _)| at)
        .collect();
    let [at] = inner.as_slice() else { return None };
    let (first, second) = written.split_at_checked(*at)?;
    let (first, second) = (fold(first), fold(second));
    (first.len() >= 3
        && second.len() >= 2
        && first != "mac"
        && format!("{first}{second}") == folded)
        .then(|| vec![first, second])
}

#[cfg(test)]
mod tests {
    use super::{is_placeholder, parts};
    use crate::record::Name;

    fn words(given: &str, family: &str) -> (String, String) {
        let p = parts(&Name::new(given, family));
        (p.given.join(" "), p.family.join(" "))
    }

    #[test]
    fn cleans_names_as_sources_write_them() {
        for (given, family, want_given, want_family) in [
            ("  Katarzyna ", "ELLWOOD", "katarzyna", "ellwood"),
            ("Mrs Siân", "Davies", "sian", "davies"),
            ("Ann", "Castell-Jones", "ann", "castell jones"),
            ("Ann", "O'Rourke", "ann", "orourke"),
            ("Ann", "O Rourke", "ann", "orourke"),
            ("David", "MC PHILLIPS", "david", "mcphillips"),
            ("Omar", "Al-Hassan", "omar", "hassan"),
            ("Minh", "Le", "minh", "le"),
            ("Joanna", "", "joanna", ""),
            ("U/K", "Unknown", "", ""),
            ("N/K", "U", "", ""),
            ("B0b", "Watkins", "bob", "watkins"),
            ("YingSze", "Liu", "ying sze", "liu"),
            ("Mary-Jane", "Owen Jnr", "mary jane", "owen"),
            ("Błażej", "Wójcik", "blazej", "wojcik"),
        ] {
            assert_eq!(
                words(given, family),
                (want_given.to_owned(), want_family.to_owned()),
                "{given} {family}"
            );
        }
    }

    #[test]
    fn placeholders_are_known_in_any_dress() {
        for text in [
            "Unknown",
            "U/K",
            "n/k",
            "UK",
            " NOT KNOWN ",
            "",
            "???",
            "123",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in ["Una", "Ng", "Li", "O"] {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
