//! What hands, ears and forms do to a value.

use crate::chance::Chance;

const NEAR_KEYS: [&str; 26] = [
    "qwsz", "vghn", "xdfv", "serfcx", "wsdr", "drtgvc", "ftyhbv", "gyujnb", "ujko", "huikmn",
    "jiolm", "kop", "njk", "bhjm", "iklp", "ol", "wa", "edft", "awedxz", "rfgy", "yhji", "cfgb",
    "qase", "zsdc", "tghu", "asx",
];

/// One slip of the hand in a text: a letter lost, doubled, changed or changed with its neighbour.
pub fn slip(text: &str, chance: &mut Chance) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let places: Vec<usize> = (0..letters.len())
        .filter(|at| letters[*at].is_alphanumeric())
        .collect();
    if places.len() < 2 {
        return text.to_owned();
    }
    let at = *chance.one(&places);
    match chance.between(0, 4) {
        0 => {
            letters.remove(at);
        }
        1 => {
            let letter = if chance.happens(0.5) {
                letters[at]
            } else {
                any_like(letters[at], chance)
            };
            letters.insert(at, letter);
        }
        2 => letters[at] = near_key(letters[at], chance),
        3 => letters[at] = any_like(letters[at], chance),
        _ => {
            let other = if at + 1 < letters.len() {
                at + 1
            } else {
                at - 1
            };
            letters.swap(at, other);
        }
    }
    letters.into_iter().collect()
}

fn any_like(letter: char, chance: &mut Chance) -> char {
    if letter.is_ascii_digit() {
        return char::from(b'0' + chance.between(0, 9) as u8);
    }
    let new = char::from(b'a' + chance.between(0, 25) as u8);
    if letter.is_uppercase() {
        new.to_ascii_uppercase()
    } else {
        new
    }
}

fn near_key(letter: char, chance: &mut Chance) -> char {
    let low = letter.to_ascii_lowercase();
    if !low.is_ascii_lowercase() {
        return any_like(letter, chance);
    }
    let keys = NEAR_KEYS[(low as u8 - b'a') as usize].as_bytes();
    let new = char::from(*chance.one(keys));
    if letter.is_uppercase() {
        new.to_ascii_uppercase()
    } else {
        new
    }
}

/// Spellings that sound alike.
const SOUNDS: &[(&str, &str)] = &[
    ("ph", "f"),
    ("ck", "k"),
    ("ie", "y"),
    ("ee", "ea"),
    ("i", "y"),
    ("y", "i"),
    ("c", "k"),
    ("k", "c"),
    ("s", "z"),
    ("z", "s"),
    ("ll", "l"),
    ("l", "ll"),
    ("tt", "t"),
    ("n", "nn"),
    ("nn", "n"),
    ("ou", "u"),
    ("oo", "u"),
    ("ei", "ai"),
    ("ai", "ay"),
    ("ei", "ie"),
    ("son", "sen"),
    ("er", "ar"),
    ("e", "a"),
    ("a", "e"),
    ("sh", "sch"),
    ("th", "t"),
    ("v", "w"),
    ("w", "v"),
    ("kh", "k"),
    ("q", "k"),
    ("ou", "o"),
    ("u", "o"),
    ("iy", "i"),
    ("aa", "a"),
    ("h", ""),
    ("gh", "g"),
    ("cz", "ch"),
    ("sz", "sh"),
    ("ks", "x"),
    ("x", "ks"),
];

/// Another spelling that sounds much the same.
pub fn respelt(text: &str, chance: &mut Chance) -> String {
    let low = text.to_lowercase();
    let fitting: Vec<&(&str, &str)> = SOUNDS
        .iter()
        .filter(|(from, _)| low.get(1..).is_some_and(|rest| rest.contains(from)))
        .collect();
    if fitting.is_empty() {
        return slip(text, chance);
    }
    let (from, to) = *chance.one(&fitting);
    let places: Vec<usize> = low
        .match_indices(from)
        .map(|(at, _)| at)
        .filter(|at| *at > 0)
        .collect();
    if places.is_empty() || low.len() != text.len() {
        return slip(text, chance);
    }
    let at = *chance.one(&places);
    match (text.get(..at), text.get(at + from.len()..)) {
        (Some(before), Some(after)) => format!("{before}{to}{after}"),
        _ => slip(text, chance),
    }
}

/// A short or other form of a first name, from the crate's public lists.
pub fn nickname(given: &str, chance: &mut Chance) -> Option<String> {
    let word = hawthorn_linkage::normal::text::fold(given);
    let forms = hawthorn_linkage::normal::nickname::forms(&word);
    (!forms.is_empty()).then(|| crate::names::capital(chance.one::<&str>(&forms)))
}

/// One digit of a number changed, or two neighbours.
pub fn digits(text: &str, chance: &mut Chance) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let places: Vec<usize> = (0..letters.len())
        .filter(|at| letters[*at].is_ascii_digit())
        .collect();
    if places.len() < 2 {
        return text.to_owned();
    }
    let at = places[chance.between(0, places.len() as i64 - 2) as usize];
    if chance.happens(0.4) && letters[at + 1].is_ascii_digit() {
        letters.swap(at, at + 1);
    } else {
        letters[at] = char::from(b'0' + chance.between(0, 9) as u8);
    }
    letters.into_iter().collect()
}

/// Without accents.
pub fn plain(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'ł' => 'l',
            'Ł' => 'L',
            'ń' => 'n',
            'ó' => 'o',
            'ś' => 's',
            'Ś' => 'S',
            'ź' | 'ż' => 'z',
            'Ż' => 'Z',
            'ę' => 'e',
            'ą' | 'ă' | 'â' => 'a',
            'ć' => 'c',
            'ș' => 's',
            'Ș' | 'Ş' => 'S',
            'ț' => 't',
            'Ț' => 'T',
            other => other,
        })
        .collect()
}
