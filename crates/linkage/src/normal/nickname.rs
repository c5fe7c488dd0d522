//! Short, pet and other-language forms of names that stand for one another.
//!
//! The lists are common knowledge about names in use in the UK, written down
//! for this crate, and kept in two text files. Each line is one class: any two words of a line may be the
//! same person's name. A word may be in several classes ("sam").

use std::collections::HashMap;
use std::sync::LazyLock;

/// Classes of given names: short forms, and spellings of one name.
const GIVEN: &str = include_str!("given-names.txt");

/// Classes of surnames: spellings of one name in Latin letters.
const FAMILY: &str = include_str!("family-names.txt");

type Classes = HashMap<&'static str, Vec<u16>>;

static GIVEN_CLASSES: LazyLock<Classes> = LazyLock::new(|| classes(GIVEN));
static FAMILY_CLASSES: LazyLock<Classes> = LazyLock::new(|| classes(FAMILY));

fn classes(lines: &'static str) -> Classes {
    let mut out: Classes = HashMap::new();
    for (class, line) in (0u16..).zip(lines.lines().filter(|l| !l.starts_with('#'))) {
        for word in line.split(' ') {
            let held = out.entry(word).or_default();
            if !held.contains(&class) {
                held.push(class);
            }
        }
    }
    out
}

/// The classes of a folded given name; empty for a name in no class.
pub fn given_classes(word: &str) -> &'static [u16] {
    GIVEN_CLASSES.get(word).map_or(&[], Vec::as_slice)
}

/// The classes of a folded surname; empty for a surname in no class.
pub fn family_classes(word: &str) -> &'static [u16] {
    FAMILY_CLASSES.get(word).map_or(&[], Vec::as_slice)
}

/// Other forms of a folded given name, as the lists have them.
pub fn forms(word: &str) -> Vec<&'static str> {
    GIVEN
        .lines()
        .filter(|line| !line.starts_with('#') && line.split(' ').any(|w| w == word))
        .flat_map(|line| line.split(' '))
        .filter(|w| *w != word)
        .collect()
}

/// Whether two folded given names are forms of one name.
pub fn same_person_name(left: &str, right: &str) -> bool {
    left == right || share(given_classes(left), given_classes(right))
}

/// Whether two lists of classes have one in common.
pub fn share(left: &[u16], right: &[u16]) -> bool {
    left.iter().any(|class| right.contains(class))
}

#[cfg(test)]
mod tests {
    use super::{family_classes, same_person_name, share};

    #[test]
    fn forms_of_one_name_are_known_and_others_are_not() {
        for (left, right, want) in [
            ("katarzyna", "kasia", true),
            ("mandy", "amanda", true),
            ("sam", "samantha", true),
            ("sam", "samuel", true),
            ("samantha", "samuel", false),
            ("mohd", "mohammed", true),
            ("bob", "robert", true),
            ("james", "john", false),
            ("zzyzx", "zzyzx", true),
            ("zzyzx", "qwert", false),
        ] {
            assert_eq!(same_person_name(left, right), want, "{left} {right}");
        }
        assert!(share(family_classes("hussain"), family_classes("hossain")));
        assert!(!share(family_classes("khan"), family_classes("patel")));
    }
}
