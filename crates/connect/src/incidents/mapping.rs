//! Recognises columns by their headings, whatever the force calls them.

use super::fields::Field;

/// A guess at what one column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guess {
    /// Column counted from 0.
    pub column: usize,
    /// What it seems to hold.
    pub field: Field,
    /// 0 to 100; below 70 a person should look twice.
    pub confidence: u8,
}

/// The words of each field and party; a file of its own so that people who know
/// sheets can read and lengthen it.
const WORDS: &str = include_str!("headings.txt");

/// The words of one line of the file: everything after `key:` up to the next key.
fn words_of(key: &str) -> impl Iterator<Item = &'static str> {
    entries()
        .filter(move |(own, _)| *own == key)
        .map(|(_, word)| word)
}

/// Every word with the key of its line. An indented line goes on with the key before it.
fn entries() -> impl Iterator<Item = (&'static str, &'static str)> {
    WORDS
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .scan("", |key, line| {
            let words = match line.split_once(':') {
                Some((own, words)) => {
                    *key = own;
                    words
                }
                None => line,
            };
            Some((*key, words))
        })
        .flat_map(|(key, words)| words.split('|').map(move |word| (key, word.trim())))
        .filter(|(_, word)| !word.is_empty())
}

/// The parts of a person's columns with the victim's and the suspect's field.
const PERSON: &[(&str, Field, Field)] = &[
    (
        "person surname",
        Field::VictimSurname,
        Field::SuspectSurname,
    ),
    (
        "person forenames",
        Field::VictimForenames,
        Field::SuspectForenames,
    ),
    ("person name", Field::VictimName, Field::SuspectName),
    ("person dob", Field::VictimDob, Field::SuspectDob),
    ("person age", Field::VictimAge, Field::SuspectAge),
    ("person sex", Field::VictimSex, Field::SuspectSex),
    ("person phone", Field::VictimPhone, Field::SuspectPhone),
];

/// Guesses columns from their headings. Each column and each field comes up at
/// most once; the surest guess wins, the leftmost of equals.
#[must_use]
pub fn guess_mapping(headings: &[String]) -> Vec<Guess> {
    let mut guesses: Vec<Guess> = headings
        .iter()
        .enumerate()
        .filter_map(|(column, heading)| {
            let (field, confidence) = recognise(heading)?;
            Some(Guess {
                column,
                field,
                confidence,
            })
        })
        .collect();
    guesses.sort_by_key(|guess| (std::cmp::Reverse(guess.confidence), guess.column));
    let mut taken: Vec<Guess> = Vec::new();
    for guess in guesses {
        if !taken.iter().any(|other| other.field == guess.field) {
            taken.push(guess);
        }
    }
    taken.sort_by_key(|guess| guess.column);
    taken
}

/// Tries the whole heading, then without what stands in brackets, then a
/// party's word with a person's word, then a known heading inside a longer one.
fn recognise(heading: &str) -> Option<(Field, u8)> {
    let whole = plain(heading);
    let outside = plain(&without_brackets(heading));
    if let Some(field) = synonym(&whole) {
        return Some((field, 100));
    }
    if let Some(field) = person_field(&whole) {
        return Some((field, 95));
    }
    if let Some(field) = synonym(&outside) {
        return Some((field, 90));
    }
    if let Some(field) = person_field(&outside) {
        return Some((field, 85));
    }
    contained(&outside)
}

fn synonym(plain: &str) -> Option<Field> {
    entries()
        .filter(|(_, word)| *word == plain)
        .find_map(|(key, _)| Field::from_code(key))
}

/// A party's word at the start or the end, and a person's word in the rest.
fn person_field(plain: &str) -> Option<Field> {
    let (rest, is_victim) = party(plain)?;
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit()).trim();
    let rest = rest.strip_prefix("s ").unwrap_or(rest);
    // A party's word alone heads a column of whole names.
    let rest = if rest.is_empty() { "name" } else { rest };
    PERSON
        .iter()
        .find(|(key, _, _)| words_of(key).any(|word| word == rest))
        .map(|(_, victim, suspect)| if is_victim { *victim } else { *suspect })
}

fn party(plain: &str) -> Option<(String, bool)> {
    let mut best: Option<(usize, String, bool)> = None;
    for (key, is_victim) in [("victim", true), ("suspect", false)] {
        for word in words_of(key) {
            let Some(rest) = cut(plain, word) else {
                continue;
            };
            if best
                .as_ref()
                .is_none_or(|(length, _, _)| word.len() > *length)
            {
                best = Some((word.len(), rest, is_victim));
            }
        }
    }
    best.map(|(_, rest, is_victim)| (rest, is_victim))
}

/// Takes a party's word off the start or the end ("dob of victim").
fn cut(plain: &str, word: &str) -> Option<String> {
    if plain == word {
        return Some(String::new());
    }
    if let Some(rest) = plain.strip_prefix(word) {
        return rest.strip_prefix(' ').map(str::to_owned);
    }
    let rest = plain.strip_suffix(word)?.strip_suffix(' ')?;
    let rest = rest.strip_suffix(" of").unwrap_or(rest);
    Some(rest.to_owned())
}

/// The longest known heading of two words or more inside a longer heading.
fn contained(plain: &str) -> Option<(Field, u8)> {
    let padded = format!(" {plain} ");
    entries()
        .filter(|(_, word)| word.contains(' ') && padded.contains(&format!(" {word} ")))
        .filter_map(|(key, word)| Some((Field::from_code(key)?, word)))
        .max_by_key(|(_, word)| word.len())
        .map(|(field, _)| (field, 60))
}

fn without_brackets(heading: &str) -> String {
    let mut depth = 0_u32;
    heading
        .chars()
        .filter(|c| match c {
            '(' | '[' => {
                depth += 1;
                false
            }
            ')' | ']' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect()
}

/// Small letters and digits, single spaces for everything else. `DashScore` reads as two words.
fn plain(heading: &str) -> String {
    let mut out = String::with_capacity(heading.len() + 4);
    let mut before = ' ';
    for c in heading.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            out.push(' ');
        }
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else {
            out.push(' ');
        }
        before = c;
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Which column holds which field; remembered for each source as pairs of heading and code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnMap {
    columns: Vec<(usize, Field)>,
}

impl ColumnMap {
    /// A map from pairs of column (from 0) and field. Of two pairs for one field or one column the first counts.
    #[must_use]
    pub fn new(pairs: Vec<(usize, Field)>) -> Self {
        let mut columns: Vec<(usize, Field)> = Vec::with_capacity(pairs.len());
        for (column, field) in pairs {
            if !columns.iter().any(|(c, f)| *c == column || *f == field) {
                columns.push((column, field));
            }
        }
        Self { columns }
    }

    /// The map that the headings suggest.
    #[must_use]
    pub fn guess(headings: &[String]) -> Self {
        Self::new(
            guess_mapping(headings)
                .into_iter()
                .map(|guess| (guess.column, guess.field))
                .collect(),
        )
    }

    /// The column of a field.
    #[must_use]
    pub fn column(&self, field: Field) -> Option<usize> {
        self.columns
            .iter()
            .find(|(_, own)| *own == field)
            .map(|(column, _)| *column)
    }

    /// The field of a column.
    #[must_use]
    pub fn field(&self, column: usize) -> Option<Field> {
        self.columns
            .iter()
            .find(|(own, _)| *own == column)
            .map(|(_, field)| *field)
    }

    /// Fields without which no row can be read and that have no column yet.
    #[must_use]
    pub fn missing_required(&self) -> Vec<Field> {
        Field::all()
            .filter(|field| field.is_required() && self.column(*field).is_none())
            .collect()
    }

    /// Pairs of heading and field code, to keep.
    #[must_use]
    pub fn to_pairs(&self, headings: &[String]) -> Vec<(String, String)> {
        self.columns
            .iter()
            .filter_map(|(column, field)| {
                let heading = headings.get(*column)?;
                Some((heading.clone(), field.code().to_owned()))
            })
            .collect()
    }

    /// The kept map for the headings of a new file. A heading that is not
    /// there any more, or a code that is not ours, is left out. Capitals and
    /// signs do not matter.
    #[must_use]
    pub fn from_pairs(headings: &[String], pairs: &[(String, String)]) -> Self {
        let known: Vec<String> = headings.iter().map(|heading| plain(heading)).collect();
        Self::new(
            pairs
                .iter()
                .filter_map(|(heading, code)| {
                    let wanted = plain(heading);
                    let column = known.iter().position(|own| *own == wanted)?;
                    Some((column, Field::from_code(code)?))
                })
                .collect(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(heading: &str) -> Option<Field> {
        recognise(heading).map(|(field, _)| field)
    }

    #[test]
    fn other_forces_headings_are_known() {
        for (heading, field) in [
            ("Niche ref", Field::Reference),
            ("URN", Field::Reference),
            ("Occurrence No.", Field::Reference),
            ("GRADING", Field::Level),
            ("Risk", Field::Level),
            ("IP Surname", Field::VictimSurname),
            ("Injured Party - D.O.B.", Field::VictimDob),
            ("Offender Forename(s)", Field::SuspectForenames),
            ("Perpetrator name", Field::SuspectName),
            ("DOB of suspect", Field::SuspectDob),
            ("Suspect's date of birth", Field::SuspectDob),
            ("Person causing harm: mobile", Field::SuspectPhone),
            ("Nominal 1 Surname", Field::SuspectSurname),
            ("victim_phone", Field::VictimPhone),
            ("VictimSurname", Field::VictimSurname),
            ("Victim", Field::VictimName),
            ("Aggrieved Gender", Field::VictimSex),
            ("Date/Time Occurred (local)", Field::OccurredAt),
            ("Brief circumstances of the incident", Field::Summary),
        ] {
            assert_eq!(named(heading), Some(field), "{heading}");
        }
        assert_eq!(named("Ethnic appearance"), None);
        assert_eq!(named("Victim shoe size"), None);
        assert_eq!(named(""), None);
    }

    #[test]
    fn every_line_of_the_file_has_a_known_key_and_no_word_stands_twice() {
        let mut seen: Vec<&str> = Vec::new();
        for (key, word) in entries() {
            let known = Field::from_code(key).is_some()
                || PERSON.iter().any(|(own, _, _)| *own == key)
                || ["victim", "suspect"].contains(&key);
            assert!(known, "{key}");
            assert_eq!(plain(word), word, "{key}");
            assert!(!seen.contains(&word), "{word} stands twice");
            seen.push(word);
        }
        assert!(seen.len() > 250);
    }

    #[test]
    fn a_field_is_given_to_one_column_only() {
        let headings = ["Ref", "Incident date", "Date", "Niche ref"].map(str::to_owned);
        let fields: Vec<_> = guess_mapping(&headings)
            .iter()
            .map(|guess| (guess.column, guess.field))
            .collect();
        assert_eq!(fields, [(0, Field::Reference), (1, Field::OccurredAt)]);
    }

    #[test]
    fn a_kept_map_fits_moved_columns() {
        let old = ["URN", "Risk", "Colour"].map(str::to_owned);
        let map = ColumnMap::guess(&old);
        let pairs = map.to_pairs(&old);
        let new = ["Colour", "RISK ", "U.R.N", "urn"].map(str::to_owned);
        let again = ColumnMap::from_pairs(&new, &pairs);
        assert_eq!(again.column(Field::Level), Some(1));
        assert_eq!(again.column(Field::Reference), Some(3));
        assert_eq!(again.field(0), None);
        assert!(again.missing_required().is_empty());
        assert_eq!(
            ColumnMap::default().missing_required(),
            [Field::Reference, Field::Level]
        );
    }
}
