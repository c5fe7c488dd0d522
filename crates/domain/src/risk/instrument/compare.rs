//! Two assessments of one pair side by side, question by question, whatever the instruments (F6, F10).

use super::answer::Given;
use super::{Instrument, Item};

/// What changed between two answers to the same question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The same answer.
    Same,
    /// Yes now, and not before.
    NewlyYes,
    /// Yes before, and not now.
    NoLongerYes,
    /// Another answer, and yes in neither.
    Other,
    /// The question stands in one of the two instruments only.
    OneOnly,
}

impl Change {
    /// The words shown to people.
    pub const fn label(self) -> &'static str {
        match self {
            Change::Same => "Same",
            Change::NewlyYes => "New",
            Change::NoLongerYes => "No longer",
            Change::Other => "Different",
            Change::OneOnly => "Asked once",
        }
    }
}

/// One question in both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// The words of the question.
    pub label: String,
    /// Its number in the first and in the second instrument.
    pub numbers: [Option<String>; 2],
    /// The answers in words; none where it was not answered.
    pub answers: [Option<String>; 2],
    /// The comments.
    pub comments: [String; 2],
    /// What changed.
    pub change: Change,
}

/// One side of a comparison.
pub type Side<'a> = (&'a Instrument, &'a [Given]);

/// Compares by what a question asks about, never by its number: the later numbers
/// of two forms of the same family are shifted (F10). The second side's order leads.
pub fn compare(first: Side<'_>, second: Side<'_>) -> Vec<Compared> {
    let mut rows: Vec<Compared> = second
        .0
        .items()
        .map(|item| row(first, second, first.0.item(&item.code), Some(item)))
        .collect();
    let gone = first
        .0
        .items()
        .filter(|item| second.0.item(&item.code).is_none());
    rows.extend(gone.map(|item| row(first, second, Some(item), None)));
    rows
}

fn row(first: Side<'_>, second: Side<'_>, before: Option<&Item>, after: Option<&Item>) -> Compared {
    let (old, new) = (
        before.map(|item| said(first, item)),
        after.map(|item| said(second, item)),
    );
    let yes = |said: &Option<Said>| said.as_ref().is_some_and(|said| said.yes);
    let words = |said: &Option<Said>| said.as_ref().and_then(|said| said.words.clone());
    let change = match (&old, &new) {
        (Some(_), Some(_)) if yes(&new) && !yes(&old) => Change::NewlyYes,
        (Some(_), Some(_)) if yes(&old) && !yes(&new) => Change::NoLongerYes,
        (Some(_), Some(_)) if words(&old) == words(&new) => Change::Same,
        (Some(_), Some(_)) => Change::Other,
        _ => Change::OneOnly,
    };
    let comment = |said: &Option<Said>| {
        let said = said.as_ref();
        said.map(|said| said.comment.clone()).unwrap_or_default()
    };
    Compared {
        label: after
            .or(before)
            .map(|item| item.label.clone())
            .unwrap_or_default(),
        numbers: [before, after].map(|item| item.map(|item| item.number.clone())),
        answers: [words(&old), words(&new)],
        comments: [comment(&old), comment(&new)],
        change,
    }
}

struct Said {
    yes: bool,
    words: Option<String>,
    comment: String,
}

fn said((instrument, answers): Side<'_>, item: &Item) -> Said {
    let given = answers.iter().find(|given| given.item == item.code);
    let answer = given.and_then(|given| instrument.answer_of(item, &given.answer));
    Said {
        yes: answer.is_some_and(|answer| answer.yes),
        words: answer.map(|answer| answer.label.clone()),
        comment: given.map(|given| given.comment.clone()).unwrap_or_default(),
    }
}
