//! Names: the best pairing of any name of one record with any name of the other.

use std::sync::Arc;

use super::{Row, Scales};
use crate::level::Level;
use crate::normal::{name, nickname, text};
use crate::population::Counted;
use crate::prepared::{Prepared, PreparedName};
use crate::words::Word;

/// First name, surname and perhaps "swapped" of one pairing.
struct Pairing {
    given: Row,
    family: Row,
    swapped: Option<Row>,
}

impl Pairing {
    fn bits(&self) -> f64 {
        self.given.bits + self.family.bits + self.swapped.map_or(0.0, |row| row.bits)
    }
}

/// Adds the rows for first name, surname, middle name and swapped names.
pub(super) fn compare(left: &Prepared, right: &Prepared, scales: Scales<'_>, rows: &mut Vec<Row>) {
    let mut best: Option<Pairing> = None;
    for l in &left.names {
        for r in &right.names {
            for pairing in [Some(straight(l, r, scales)), swapped(l, r, scales)]
                .into_iter()
                .flatten()
            {
                let ahead = best.as_ref().is_none_or(|held| {
                    let key = |p: &Pairing| (p.given.level, p.family.level);
                    pairing.bits() > held.bits()
                        || (pairing.bits() == held.bits() && key(&pairing) < key(held))
                });
                if ahead {
                    best = Some(pairing);
                }
            }
        }
    }
    let best = best.unwrap_or_else(|| Pairing {
        given: scales.row(Level::GivenNotKnown),
        family: scales.row(Level::FamilyNotKnown),
        swapped: None,
    });
    rows.push(best.given);
    rows.push(best.family);
    rows.extend(middle(left, right).map(|level| scales.row(level)));
    rows.extend(best.swapped);
}

fn straight(left: &PreparedName, right: &PreparedName, scales: Scales<'_>) -> Pairing {
    Pairing {
        given: given(left, right, scales),
        family: family(left, right, scales),
        swapped: None,
    }
}

/// The words that may stand for a whole first name: the first, and all joined.
fn heads(name: &PreparedName) -> impl Iterator<Item = &Word> {
    let joined = name.given.get(1..).and_then(|rest| rest.last());
    name.given.first().into_iter().chain(joined).map(|w| &**w)
}

fn given(left: &PreparedName, right: &PreparedName, scales: Scales<'_>) -> Row {
    let (Some(l), Some(r)) = (left.given.first(), right.given.first()) else {
        return scales.row(Level::GivenNotKnown);
    };
    let mut best = Level::GivenDifferent;
    for a in heads(left) {
        for b in heads(right) {
            if a.text == b.text && !a.is_initial() {
                return scales.rare(Level::GivenSame, Counted::Given, &a.text);
            }
            best = best.min(given_words(a, b));
        }
    }
    // A person may go by a middle name: "Ella Lisa" and "Lisa".
    let later = |name: &PreparedName, head: &Word| {
        let rest = name.given.iter().skip(1).chain(&name.middle);
        !head.is_initial() && rest.into_iter().any(|w| w.text == head.text)
    };
    if best > Level::GivenMiddle && (later(left, r) || later(right, l)) {
        best = Level::GivenMiddle;
    }
    scales.row(best)
}

/// The level of two first names that are not equal.
fn given_words(a: &Word, b: &Word) -> Level {
    if a.is_initial() || b.is_initial() {
        return if a.initial() == b.initial() {
            Level::GivenInitial
        } else {
            Level::GivenDifferent
        };
    }
    if nickname::share(a.given_classes, b.given_classes) {
        Level::GivenNickname
    } else if text::near(&a.text, &b.text) {
        Level::GivenClose
    } else if a.sound == b.sound {
        Level::GivenSound
    } else if text::likeness(&a.text, &b.text) >= 0.84 {
        Level::GivenAlike
    } else {
        Level::GivenDifferent
    }
}

fn family(left: &PreparedName, right: &PreparedName, scales: Scales<'_>) -> Row {
    let (Some(l), Some(r)) = (left.family.first(), right.family.first()) else {
        return scales.row(Level::FamilyNotKnown);
    };
    if l.text == r.text {
        return scales.rare(Level::FamilySame, Counted::Family, &l.text);
    }
    let mut best: Option<Row> = None;
    for a in &left.family {
        for b in &right.family {
            if a.text == b.text {
                let row = scales.rare(Level::FamilyPart, Counted::Family, &a.text);
                best = super::better(best, row);
            }
        }
    }
    best.unwrap_or_else(|| scales.row(family_words(l, r)))
}

/// The level of two surnames that are not equal.
fn family_words(a: &Word, b: &Word) -> Level {
    if nickname::share(a.family_classes, b.family_classes) {
        Level::FamilyVariant
    } else if text::near(&a.text, &b.text) {
        Level::FamilyClose
    } else if a.sound == b.sound {
        Level::FamilySound
    } else if name::is_custom(&a.text) || name::is_custom(&b.text) {
        Level::FamilyCustom
    } else {
        Level::FamilyDifferent
    }
}

/// First name of one against surname of the other, both ways; `None` unless
/// one of the two crossings agrees. A person with one name may have it in
/// either place. Which side is in the wrong order is not known, so both ways
/// to read the pair are weighed and the better is told.
fn swapped(left: &PreparedName, right: &PreparedName, scales: Scales<'_>) -> Option<Pairing> {
    let head = |words: &[Arc<Word>]| words.first().cloned();
    let (lg, lf) = (head(&left.given), head(&left.family));
    let (rg, rf) = (head(&right.given), head(&right.family));
    let one = cross(lg.as_deref(), rf.as_deref());
    let two = cross(rg.as_deref(), lf.as_deref());
    let level = match (one, two) {
        (Crossing::Same | Crossing::Close, Crossing::Other)
        | (Crossing::Other, Crossing::Same | Crossing::Close) => Level::NamesHalfSwapped,
        (Crossing::Missing | Crossing::Other, Crossing::Missing | Crossing::Other) => return None,
        _ => Level::NamesSwapped,
    };
    let read = |given: Crossing, g: Option<&Word>, family: Crossing, f: Option<&Word>| Pairing {
        given: crossed_given(given, g, scales),
        family: crossed_family(family, f, scales),
        swapped: Some(scales.row(level)),
    };
    let first = read(one, lg.as_deref(), two, rg.as_deref());
    let second = read(two, rg.as_deref(), one, lg.as_deref());
    let key = |p: &Pairing| (p.given.level, p.family.level);
    let ahead = first.bits() > second.bits()
        || (first.bits() == second.bits() && key(&first) <= key(&second));
    Some(if ahead { first } else { second })
}

/// How a first name stands to the other record's surname.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Crossing {
    Same,
    Close,
    Other,
    Missing,
}

fn cross(given: Option<&Word>, family: Option<&Word>) -> Crossing {
    let (Some(g), Some(f)) = (given, family) else {
        return Crossing::Missing;
    };
    if g.is_initial() || f.is_initial() {
        Crossing::Other
    } else if g.text == f.text {
        Crossing::Same
    } else if text::near(&g.text, &f.text)
        || nickname::share(g.given_classes, f.given_classes)
        || nickname::share(g.family_classes, f.family_classes)
    {
        Crossing::Close
    } else {
        Crossing::Other
    }
}

fn crossed_given(crossing: Crossing, word: Option<&Word>, scales: Scales<'_>) -> Row {
    match (crossing, word) {
        (Crossing::Same, Some(w)) => commoner(Level::GivenSame, w, scales),
        (Crossing::Close, _) => scales.row(Level::GivenClose),
        (Crossing::Other, _) => scales.row(Level::GivenDifferent),
        _ => scales.row(Level::GivenNotKnown),
    }
}

fn crossed_family(crossing: Crossing, word: Option<&Word>, scales: Scales<'_>) -> Row {
    match (crossing, word) {
        (Crossing::Same, Some(w)) => commoner(Level::FamilySame, w, scales),
        (Crossing::Close, _) => scales.row(Level::FamilyClose),
        (Crossing::Other, Some(w)) if name::is_custom(&w.text) => scales.row(Level::FamilyCustom),
        (Crossing::Other, _) => scales.row(Level::FamilyDifferent),
        _ => scales.row(Level::FamilyNotKnown),
    }
}

/// The weight of a word by the commoner of its two uses, as first name or surname.
fn commoner(level: Level, word: &Word, scales: Scales<'_>) -> Row {
    let given = scales.rare(level, Counted::Given, &word.text);
    let family = scales.rare(level, Counted::Family, &word.text);
    if given.bits < family.bits {
        given
    } else {
        family
    }
}

/// Middle names and second first names; `None` when one side has none.
fn middle(left: &Prepared, right: &Prepared) -> Option<Level> {
    let mut best: Option<Level> = None;
    for l in &left.names {
        for r in &right.names {
            for a in extras(l) {
                for b in extras(r) {
                    let level = middle_words(a, b);
                    best = Some(best.map_or(level, |held| held.min(level)));
                }
            }
        }
    }
    best
}

/// Second first names (without the joined form) and middle names.
fn extras(name: &PreparedName) -> impl Iterator<Item = &Word> {
    let end = name.given.len().saturating_sub(1);
    let second = name.given.get(1..end).unwrap_or_default();
    second.iter().chain(&name.middle).map(|w| &**w)
}

fn middle_words(a: &Word, b: &Word) -> Level {
    if a.is_initial() || b.is_initial() {
        return if a.initial() == b.initial() {
            Level::MiddleInitial
        } else {
            Level::MiddleDifferent
        };
    }
    let same = a.text == b.text
        || nickname::share(a.given_classes, b.given_classes)
        || text::near(&a.text, &b.text);
    if same {
        Level::MiddleSame
    } else {
        Level::MiddleDifferent
    }
}

#[cfg(test)]
mod tests {
    use crate::compare::testing::compared;
    use crate::level::Level;
    use crate::record::{Name, Record};

    fn person(given: &str, middle: &str, family: &str) -> Record {
        let name = Name {
            given: given.into(),
            middle: middle.into(),
            family: family.into(),
        };
        Record {
            names: vec![name],
            ..Record::default()
        }
    }

    type Names = (&'static str, &'static str, &'static str);

    /// Two names, and levels that must be among what their comparison finds.
    const PAIRS: &[(Names, Names, &[Level])] = {
        use Level::*;
        &[
            (
                ("Ann", "", "Ellwood"),
                ("ANN", "", "ellwood"),
                &[GivenSame, FamilySame],
            ),
            (
                ("Katarzynh", "", "Ellwood"),
                ("Katarzyna", "", "Ellwood"),
                &[GivenClose, FamilySame],
            ),
            (
                ("Kasia", "", "Elwood"),
                ("Katarzyna", "", "Ellwood"),
                &[GivenNickname, FamilyClose],
            ),
            (
                ("Vikram", "", "Hossain"),
                ("V", "", "Hussein"),
                &[GivenInitial, FamilyVariant],
            ),
            (
                ("Omar", "", "Khan-Malik"),
                ("Omar", "", "Khan"),
                &[GivenSame, FamilyPart],
            ),
            (
                ("Ella Lisa", "", "Owen"),
                ("Lisa", "", "Owen"),
                &[GivenMiddle, FamilySame],
            ),
            (
                ("YingSze", "", "Liu"),
                ("Yingsze", "", "Liu"),
                &[GivenSame, FamilySame],
            ),
            (
                ("Susan", "L", "Smith"),
                ("Susan", "Louise", "Smith"),
                &[MiddleInitial],
            ),
            (
                ("Susan", "Ann", "Smith"),
                ("Susan", "Jane", "Smith"),
                &[MiddleDifferent],
            ),
            (
                ("Hira", "", "Anwar"),
                ("ANWAR", "", "HIRA"),
                &[GivenSame, FamilySame, NamesSwapped],
            ),
            (("", "", "Joanna"), ("Joanna", "", ""), &[NamesSwapped]),
            (
                ("Kaur", "", "Harpreet"),
                ("Harpreet", "", "Owen"),
                &[GivenSame, FamilyCustom, NamesHalfSwapped],
            ),
            (
                ("Harpreet", "", "Kaur"),
                ("Harpreet", "", "Owen"),
                &[GivenSame, FamilyCustom],
            ),
            (
                ("Unknown", "", "Shaw"),
                ("Lee", "", "Shaw"),
                &[GivenNotKnown, FamilySame],
            ),
            (
                ("Callum", "", "Hughes"),
                ("Sunil", "", "Davies"),
                &[GivenDifferent, FamilyDifferent],
            ),
        ]
    };

    #[test]
    fn names_come_to_the_right_levels_either_way_round() {
        for (left, right, want) in PAIRS {
            let (l, r) = (
                person(left.0, left.1, left.2),
                person(right.0, right.1, right.2),
            );
            for found in [compared(&l, &r), compared(&r, &l)] {
                for level in *want {
                    assert!(
                        found.has(*level),
                        "{left:?} {right:?}: no {level:?} in {found:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_best_of_several_names_counts() {
        let mut both = person("Sarah", "", "Jones");
        both.names.push(Name::new("Sarah", "Achebe"));
        let found = compared(&both, &person("Sarah", "", "Achebe"));
        assert!(found.has(Level::FamilySame));
    }
}
