//! Finds a secret address in free text, however it is spelled, before the text leaves (refuge, new address, school).
//!
//! The address itself is never part of what is found: only which text holds it, and
//! what kind of place it is.

use std::collections::BTreeSet;

mod text;

use self::text::{Folded, fold};

codes! {
    /// What kind of place has to stay secret.
    pub enum SecretKind {
        Refuge = "refuge", "Refuge";
        NewAddress = "new_address", "New address";
        School = "school", "School";
        Work = "work", "Place of work";
        Other = "other", "Other place";
    }
}

/// A place that has to stay secret.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SecretPlace {
    /// What kind of place it is.
    pub kind: SecretKind,
    /// Its name or first line, as it would be written on a letter.
    pub line: String,
    /// Its postcode, or empty.
    pub postcode: String,
}

/// Words that end the name of a street, each with its short forms; the first is
/// the form that texts are folded to.
const STREETS: &[&[&str]] = &[
    &["road", "rd"],
    &["street", "st", "str"],
    &["avenue", "ave", "av"],
    &["close", "cl"],
    &["drive", "dr", "drv"],
    &["lane", "ln"],
    &["court", "ct", "crt"],
    &["crescent", "cres", "cresc"],
    &["gardens", "gdns", "gdn", "garden"],
    &["place", "pl"],
    &["square", "sq"],
    &["terrace", "terr", "ter"],
    &["grove", "gro", "grv"],
    &["park", "pk"],
    &["green", "grn"],
    &["walk", "wlk"],
    &["way", "wy"],
    &["mews"],
    &["hill"],
    &["rise"],
    &["view"],
    &["row"],
];

/// Streets that every other town has: named without a number they give nothing away.
const COMMON: &[&str] = &[
    "high", "station", "church", "main", "london", "park", "victoria", "green", "mill", "school",
    "kings", "queens", "new", "manor", "grange", "york", "north", "south", "west", "east",
    "bridge", "market", "mill", "king", "queen", "albert", "windsor", "chapel", "the",
];

/// Words of names that say what a place is, and not which.
const GENERIC: &[&str] = &[
    "school",
    "primary",
    "secondary",
    "junior",
    "infant",
    "infants",
    "academy",
    "college",
    "nursery",
    "refuge",
    "house",
    "centre",
    "the",
    "of",
    "c",
    "e",
    "ce",
    "rc",
    "church",
    "england",
    "community",
    "hostel",
    "flat",
];

/// One way in which a secret place may be written, folded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Pattern(String);

/// A secret place made ready for looking.
#[derive(Debug)]
struct Looked {
    kind: SecretKind,
    /// The postcode run together, found even where it is run into other words.
    postcode: Option<String>,
    patterns: BTreeSet<Pattern>,
    /// The number and the first word of the street, for a misspelt street.
    number_and_name: Option<(String, String)>,
}

/// Looks for secret places in texts.
#[derive(Debug)]
pub struct Checker {
    looked: Vec<Looked>,
}

impl Checker {
    /// A checker for these places. `open` are addresses that may be written: a
    /// street that one of them shares with a secret place gives nothing away
    /// without its number.
    pub fn new(places: &[SecretPlace], open: &[String]) -> Self {
        let open: BTreeSet<String> = open
            .iter()
            .filter_map(|line| Street::of(&fold(line)).map(|street| street.whole()))
            .collect();
        let looked = places.iter().map(|place| looked(place, &open)).collect();
        Self { looked }
    }

    /// The kinds of place that a text gives away, each once.
    pub fn find(&self, text: &str) -> Vec<SecretKind> {
        if self.looked.is_empty() {
            return Vec::new();
        }
        let folded = fold(text);
        let mut found: Vec<SecretKind> = self
            .looked
            .iter()
            .filter(|place| place.is_in(&folded))
            .map(|place| place.kind)
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

impl Looked {
    fn is_in(&self, text: &Folded) -> bool {
        self.postcode
            .as_ref()
            .is_some_and(|postcode| text.holds_anywhere(postcode))
            || self.patterns.iter().any(|pattern| text.holds(&pattern.0))
            || self
                .number_and_name
                .as_ref()
                .is_some_and(|(number, name)| text.holds_nearly(number, name))
    }
}

fn looked(place: &SecretPlace, open: &BTreeSet<String>) -> Looked {
    let mut patterns = BTreeSet::new();
    // A whole postcode names a dozen homes, and that is enough.
    let postcode = Some(compact(&place.postcode)).filter(|postcode| postcode.len() >= 5);
    let folded = fold(&place.line);
    let street = Street::of(&folded);
    match &street {
        Some(street) => street.patterns(open, &mut patterns),
        None => name(&folded, &mut patterns),
    }
    let number_and_name = street.and_then(|street| {
        let name = street.name.first()?.clone();
        Some((street.number?, name)).filter(|(_, name)| name.len() >= 6)
    });
    Looked {
        kind: place.kind,
        postcode,
        patterns,
        number_and_name,
    }
}

/// A place without a street in its line, such as a school or a refuge by its name.
fn name(folded: &Folded, patterns: &mut BTreeSet<Pattern>) {
    let words: Vec<&String> = folded.words.iter().collect();
    let whole: String = words.iter().map(|word| word.as_str()).collect();
    let own: Vec<&&String> = words
        .iter()
        .filter(|word| !GENERIC.contains(&word.as_str()))
        .collect();
    let letters: usize = own.iter().map(|word| word.len()).sum();
    if own.is_empty() || letters < 4 {
        if whole.len() >= 8 {
            patterns.insert(Pattern(whole));
        }
        return;
    }
    let distinctive: String = own.iter().map(|word| word.as_str()).collect();
    // Two words of its own, or one long one, name a place by themselves.
    if own.len() >= 2 || letters >= 8 {
        patterns.insert(Pattern(distinctive.clone()));
    }
    patterns.insert(Pattern(whole));
    // A short name is one with the word for what it is beside it.
    for generic in [
        "school", "primary", "academy", "college", "refuge", "house", "centre", "nursery",
    ] {
        patterns.insert(Pattern(format!("{distinctive}{generic}")));
    }
}

/// The street of an address line: its number, the words of its name, and its kind.
#[derive(Debug)]
struct Street {
    number: Option<String>,
    name: Vec<String>,
    kind: &'static [&'static str],
}

impl Street {
    fn of(folded: &Folded) -> Option<Self> {
        let words = &folded.words;
        let kind_at = |word: &String| STREETS.iter().find(|forms| forms.contains(&word.as_str()));
        // The last word that is a kind of street, with a name before it.
        let end = (1..words.len()).rev().find(|place| {
            let before = words.get(place - 1);
            words
                .get(*place)
                .is_some_and(|word| kind_at(word).is_some())
                && before.is_some_and(|before| !is_number(before))
        })?;
        let kind = words.get(end).and_then(kind_at)?;
        let start = words
            .iter()
            .take(end)
            .rposition(|word| is_number(word))
            .map_or(0, |place| place + 1);
        let number = start
            .checked_sub(1)
            .and_then(|place| words.get(place))
            .cloned();
        let name: Vec<String> = words.get(start..end)?.to_vec();
        Some(Self {
            number,
            name: name.into_iter().filter(|word| word != "flat").collect(),
            kind,
        })
        .filter(|street| !street.name.is_empty())
    }

    /// Name and kind in one, folded.
    fn whole(&self) -> String {
        format!(
            "{}{}",
            self.name.concat(),
            self.kind.first().copied().unwrap_or_default()
        )
    }

    fn patterns(&self, open: &BTreeSet<String>, patterns: &mut BTreeSet<Pattern>) {
        let whole = self.name.concat();
        let common = self.name.len() == 1 && COMMON.contains(&whole.as_str());
        let alone = !common && !open.contains(&self.whole());
        // Run together with the next word, “Saint” is not folded to “St”.
        let saint = |word: &String| {
            if word == "st" {
                "saint".to_owned()
            } else {
                word.clone()
            }
        };
        let spelled: String = self.name.iter().map(saint).collect();
        for name in BTreeSet::from([whole, spelled]) {
            for form in self.kind {
                if let Some(number) = &self.number {
                    patterns.insert(Pattern(format!("{number}{name}{form}")));
                }
                if alone {
                    patterns.insert(Pattern(format!("{name}{form}")));
                }
            }
            if let Some(number) = &self.number {
                // The kind left out: “she is at 14 Kestrel now”.
                patterns.insert(Pattern(format!("{number}{name}")));
            }
        }
    }
}

/// A house number, with its letter if it has one.
fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

fn compact(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
