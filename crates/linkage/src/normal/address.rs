//! UK address lines: flat, house number or name, and street.

use super::text::fold_into;

/// The parts of an address line that tell homes apart, folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Home {
    /// House number with its letter ("72a"), or a house name when there is no number.
    pub number: String,
    /// Flat, apartment or room.
    pub unit: String,
    /// Street with its kind spelt out ("high street").
    pub street: String,
}

/// Words before a flat number.
const UNIT_WORDS: &[&str] = &[
    "flat",
    "apt",
    "apartment",
    "unit",
    "room",
    "rm",
    "studio",
    "maisonette",
];

/// Lines that say there is no address.
const NO_PLACE: &[&str] = &[
    "nfa",
    "n f a",
    "no fixed abode",
    "no fixed address",
    "homeless",
    "unknown",
    "not known",
    "not given",
    "u k",
    "n k",
    "n a",
    "none",
    "withheld",
    "confidential",
    "refused",
];

/// Short forms of street kinds, as the Post Office and hurried people write them.
const STREET_KINDS: &[(&str, &str)] = &[
    ("rd", "road"),
    ("st", "street"),
    ("str", "street"),
    ("ave", "avenue"),
    ("av", "avenue"),
    ("cl", "close"),
    ("dr", "drive"),
    ("drv", "drive"),
    ("ln", "lane"),
    ("la", "lane"),
    ("gr", "grove"),
    ("grv", "grove"),
    ("gro", "grove"),
    ("gdns", "gardens"),
    ("gdn", "gardens"),
    ("gds", "gardens"),
    ("garden", "gardens"),
    ("cres", "crescent"),
    ("cresc", "crescent"),
    ("cr", "crescent"),
    ("terr", "terrace"),
    ("ter", "terrace"),
    ("tce", "terrace"),
    ("pl", "place"),
    ("ct", "court"),
    ("crt", "court"),
    ("sq", "square"),
    ("pk", "park"),
    ("wy", "way"),
    ("bldgs", "buildings"),
    ("mt", "mount"),
    ("hl", "hill"),
];

/// Further kinds of streets, which nobody writes short.
const WHOLE_KINDS: &[&str] = &[
    "mews", "parade", "row", "walk", "rise", "green", "view", "wharf", "quay",
];

/// Whether a folded word is a kind of street, in full or as it is written short: "road", "rd".
pub fn is_street_kind(word: &str) -> bool {
    let either = |(short, long): &(&str, &str)| word == *short || word == *long;
    STREET_KINDS.iter().any(either) || WHOLE_KINDS.contains(&word)
}

/// Reads an address line; `None` when it names no place.
pub fn parse(line: &str) -> Option<Home> {
    let mut room = Room::default();
    let parts = read(line, &mut room)?;
    Some(Home {
        number: parts.number.to_owned(),
        unit: parts.unit.to_owned(),
        street: parts.street.to_owned(),
    })
}

/// Room that reading uses again and again.
#[derive(Clone, Debug, Default)]
pub struct Room {
    folded: String,
    name: String,
    street: String,
}

/// As [`Home`], lent from a [`Room`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts<'a> {
    /// House number with its letter, or a house name.
    pub number: &'a str,
    /// Flat, apartment or room.
    pub unit: &'a str,
    /// Street with its kind spelt out.
    pub street: &'a str,
}

/// As [`parse`], without asking for memory.
pub fn read<'a>(line: &str, room: &'a mut Room) -> Option<Parts<'a>> {
    let Room {
        folded,
        name,
        street,
    } = room;
    fold_into(line, folded);
    if folded.is_empty() || NO_PLACE.contains(&folded.as_str()) {
        return None;
    }
    let first = line.lines().next().unwrap_or_default();
    let mut list = [""; MOST_WORDS];
    let mut count = 0;
    for (cell, word) in list.iter_mut().zip(words(folded)) {
        (*cell, count) = (word, count + 1);
    }
    let mut rest = list.get(..count).unwrap_or_default();
    let mut out = Parts::default();
    if let [kind, unit, after @ ..] = rest
        && UNIT_WORDS.contains(kind)
    {
        (out.unit, rest) = (unit, after);
    } else if let ([unit, after @ ..], true) = (rest, slashed(first)) {
        (out.unit, rest) = (unit, after);
    }
    // What stands before the number is a house name: "Hope House, 45 High Street".
    match rest.iter().position(|w| is_number(w)) {
        Some(at) => {
            out.number = rest.get(at).copied().unwrap_or_default();
            rest = rest.get(at + 1..).unwrap_or_default();
        }
        None => {
            if let Some((house, road)) = first.split_once(',') {
                fold_into(road, name);
                if !name.is_empty() {
                    spell_out(words(name), street);
                    fold_into(house, name);
                    (out.number, out.street) = (name, street);
                    return Some(out);
                }
            }
        }
    }
    spell_out(rest.iter().copied(), street);
    out.street = street;
    Some(out)
}

/// Whether a line begins as "10/232 High St" does.
fn slashed(line: &str) -> bool {
    line.trim_start()
        .split_once('/')
        .is_some_and(|(before, after)| {
            let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
            digits(before.trim()) && after.trim_start().starts_with(|c: char| c.is_ascii_digit())
        })
}

/// Words of a line that are read.
const MOST_WORDS: usize = 18;

/// The words of a folded line, with "90high" cut into "90" and "high" and
/// "72 a" left as it is.
fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(' ')
        .filter(|w| !w.is_empty())
        .take(MOST_WORDS - 2)
        .flat_map(|word| {
            let digits = word.bytes().take_while(u8::is_ascii_digit).count();
            match word.split_at_checked(digits) {
                Some((number, name)) if digits > 0 && name.chars().nth(2).is_some() => {
                    [number, name]
                }
                _ => [word, ""],
            }
        })
        .filter(|w| !w.is_empty())
}

/// Digits, perhaps with one letter behind.
pub fn is_number(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    digits > 0 && word.len() <= digits + 1
}

/// Joins the words of a street, its kind spelt out.
fn spell_out<'a>(words: impl Iterator<Item = &'a str>, out: &mut String) {
    out.clear();
    for (at, word) in words.take(6).enumerate() {
        if at > 0 {
            out.push(' ');
        }
        // "St" in front is a saint, behind it is a street. Short forms have at most six letters.
        let full = STREET_KINDS
            .iter()
            .filter(|_| at > 0 && word.len() <= 6)
            .find(|(short, _)| *short == word);
        out.push_str(full.map_or(word, |(_, long)| long));
    }
}

#[cfg(test)]
mod tests {
    use super::{Home, parse};

    #[test]
    fn finds_flat_number_and_street() {
        for (written, unit, number, street) in [
            ("82 Vincent Grove", "", "82", "vincent grove"),
            ("82 VINCENT GR", "", "82", "vincent grove"),
            ("Flat 10 232 High Street", "10", "232", "high street"),
            ("Flat 16, 72 Carter Rise", "16", "72", "carter rise"),
            ("10/232 High St", "10", "232", "high street"),
            ("Apt 23, 209 Church Street", "23", "209", "church street"),
            ("72a Hopkins View", "", "72a", "hopkins view"),
            ("90High St", "", "90", "high street"),
            ("Hope House, 45 High Street", "", "45", "high street"),
            ("Rose Cottage, Mill Lane", "", "rose cottage", "mill lane"),
            ("Davies Ave", "", "", "davies avenue"),
            ("12 St Johns Rd", "", "12", "st johns road"),
        ] {
            let want = Home {
                number: number.to_owned(),
                unit: unit.to_owned(),
                street: street.to_owned(),
            };
            assert_eq!(parse(written), Some(want), "{written}");
        }
    }

    #[test]
    fn no_place_is_no_home() {
        for written in ["", "NFA", "N.F.A.", "No fixed abode", "Unknown", "U/K"] {
            assert_eq!(parse(written), None, "{written}");
        }
    }
}
