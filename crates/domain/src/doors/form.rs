//! The questions of the doors, one group a page: their words, what each may be answered with, and which few cannot be left out (REF-1 to REF-5, VIC-8 of ux.md).

use jiff::civil::Date;

use super::answers::LONGEST;
use super::said::read_born;
use super::{Answers, FirstMove};
use crate::people::Born;
use crate::people::contact::{digits_written, is_mailbox};

pub use super::questions::{OWN, REFER};

/// What a question may be answered with.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// One of several.
    One(fn() -> Vec<(&'static str, &'static str)>),
    /// Any of several.
    Many(fn() -> Vec<(&'static str, &'static str)>),
    /// A part of the area, as the directory names it.
    Place,
    /// One line.
    Line,
    /// Several lines.
    Lines,
}

/// One question.
#[derive(Debug, Clone, Copy)]
pub struct Question {
    /// The name of its answer.
    pub name: &'static str,
    /// The question.
    pub label: &'static str,
    /// What is said below it; empty for nothing.
    pub hint: &'static str,
    /// What it may be answered with.
    pub kind: Kind,
    /// What is said when it is left out; empty where it can be left out.
    pub needed: &'static str,
}

/// One page of questions.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// Its place in an address: it tells nothing of the topic (VIC-3).
    pub slug: &'static str,
    /// Its title, which tells nothing either.
    pub title: &'static str,
    /// Its heading.
    pub heading: &'static str,
    /// What is said before the questions; empty for nothing.
    pub lead: &'static str,
    /// The questions.
    pub questions: &'static [Question],
}

pub(super) const fn ask(name: &'static str, label: &'static str, kind: Kind) -> Question {
    Question {
        name,
        label,
        hint: "",
        kind,
        needed: "",
    }
}

impl Question {
    pub(super) const fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }
    pub(super) const fn needed(self, needed: &'static str) -> Self {
        Self { needed, ..self }
    }
}

/// The step with this place in an address.
#[must_use]
pub fn step(steps: &'static [Step], slug: &str) -> Option<&'static Step> {
    steps.iter().find(|step| step.slug == slug)
}

/// The step after this one; none after the last.
#[must_use]
pub fn after(steps: &'static [Step], slug: &str) -> Option<&'static Step> {
    let at = steps.iter().position(|step| step.slug == slug)?;
    steps.get(at + 1)
}

/// The step before this one; none before the first.
#[must_use]
pub fn before(steps: &'static [Step], slug: &str) -> Option<&'static Step> {
    let at = steps.iter().position(|step| step.slug == slug)?;
    steps.get(at.checked_sub(1)?)
}

/// A problem with an answer: the question's name and what to do.
pub type Problem = (&'static str, &'static str);

/// What is wrong with the answers of one step.
#[must_use]
pub fn problems_of(step: &Step, answers: &Answers) -> Vec<Problem> {
    let left_out = step
        .questions
        .iter()
        .filter(|question| !question.needed.is_empty() && answers.one(question.name).is_empty())
        .map(|question| (question.name, question.needed));
    let mut found: Vec<Problem> = left_out.collect();
    let named = |name: &str| step.questions.iter().any(|question| question.name == name);
    if named("known_by")
        && ["name", "known_by"]
            .iter()
            .all(|name| answers.one(name).is_empty())
    {
        found.push((
            "name",
            "Give a name, or anything else that tells who it is.",
        ));
    }
    let not_agreed = !matches!(answers.one("agreed"), "" | "yes");
    if named("why_share") && not_agreed && answers.one("why_share").is_empty() {
        found.push((
            "why_share",
            "Say why it should be shared although the person has not agreed.",
        ));
    }
    let we_ring = answers.one("first_move") == FirstMove::We.code();
    if named("first_move") && we_ring && answers.one("phone").is_empty() {
        found.push((
            "phone",
            "Give a number that is safe to ring, or choose that you contact us.",
        ));
    }
    found.extend(misshapen(step, answers));
    found
}

/// The most letters of an answer of one line.
pub const LONGEST_LINE: usize = 300;

/// Answers that are longer than fits. Asked of what was typed, before it is kept: nothing is cut off unsaid.
#[must_use]
pub fn too_long<'a>(step: &Step, typed: impl Fn(&str) -> &'a str) -> Vec<Problem> {
    let fits = |question: &&Question| {
        let length = typed(question.name).chars().count();
        match question.kind {
            Kind::Line => length <= LONGEST_LINE,
            Kind::Lines => length <= LONGEST,
            Kind::One(_) | Kind::Many(_) | Kind::Place => true,
        }
    };
    let words = |question: &Question| match question.kind {
        Kind::Lines => "Write less here: at most 8,000 letters fit.",
        _ => "Write less here: at most 300 letters fit.",
    };
    let questions = step.questions.iter().filter(|question| !fits(question));
    questions
        .map(|question| (question.name, words(question)))
        .collect()
}

/// Numbers, addresses and dates of birth that nobody could use: said on their own page, where they can be mended.
fn misshapen(step: &Step, answers: &Answers) -> Vec<Problem> {
    let sound = |name: &str, value: &str| match name {
        "phone" | "your_phone" => {
            digits_written(value).is_some_and(|many| (7..=15).contains(&many))
        }
        "email" | "your_email" => is_mailbox(value),
        "born" | "other_born" => read_born(value, Date::MAX) != Born::Unknown,
        _ => true,
    };
    let words = |name: &str| match name {
        "phone" | "your_phone" => "Enter a telephone number, for example 07700 900123.",
        "email" | "your_email" => "Enter an e-mail address, for example name@example.org.",
        _ => "Enter a date such as 27 3 1990, a year, or an age. Leave it out if you do not know.",
    };
    let typed = step.questions.iter().filter(|question| {
        let value = answers.one(question.name);
        !value.is_empty() && !sound(question.name, value)
    });
    typed
        .map(|question| (question.name, words(question.name)))
        .collect()
}

/// What is wrong with a whole form, with the first step that has a problem.
#[must_use]
pub fn problems(
    steps: &'static [Step],
    answers: &Answers,
) -> Option<(&'static Step, Vec<Problem>)> {
    steps
        .iter()
        .map(|step| (step, problems_of(step, answers)))
        .find(|(_, found)| !found.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::settings::doors::telling_word;

    #[test]
    fn the_ways_are_short_and_no_title_or_address_tells_the_topic() {
        assert!(REFER.len() + 3 <= 12, "REF-2");
        assert!(OWN.len() <= 6, "ux.md 4.7");
        for step in REFER.iter().chain(OWN) {
            assert_eq!(telling_word(step.slug), None);
            assert_eq!(telling_word(step.title), None);
        }
    }

    #[test]
    fn only_a_worry_a_way_to_tell_who_and_the_true_answer_on_consent_are_needed() {
        let answers = Answers::of([
            ("about", "not_known"),
            ("happening", "He shouts at her and she is afraid."),
            ("known_by", "Flat 2 above the bakery"),
            ("agreed", "yes"),
        ]);
        assert!(problems(REFER, &answers).is_none(), "REF-3");
        assert!(problems(OWN, &Answers::default()).is_none(), "VIC-8");
    }

    #[test]
    fn what_nobody_could_use_or_keep_is_said_on_its_own_page() {
        for (slug, name, value, sound) in [
            ("7", "phone", "07700 900123", true),
            ("7", "phone", "+44 (0)7700-900123", true),
            ("7", "phone", "abc", false),
            ("7", "phone", "12", false),
            ("7", "email", "a@b.example", true),
            ("7", "email", "a@", false),
            ("9", "your_email", "a b@c.example", false),
            ("4", "born", "34", true),
            ("4", "born", "4 5 1991", true),
            ("4", "born", "thirty", false),
            ("4", "born", "32 13 1999", false),
        ] {
            let answers = Answers::of([("name", "Wren"), (name, value)]);
            let found = step(REFER, slug).map(|step| problems_of(step, &answers));
            assert_eq!(
                found.is_some_and(|found| found.is_empty()),
                sound,
                "{value}"
            );
        }
        let happening = step(REFER, "3").map(|step| too_long(step, |_| "short"));
        assert!(happening.is_some_and(|found| found.is_empty()));
        let long = "x".repeat(LONGEST + 1);
        let happening = step(REFER, "3").map(|step| too_long(step, |_| &long));
        assert_eq!(happening.unwrap_or_default().len(), 1);
    }

    #[test]
    fn every_choice_can_be_answered_by_not_knowing() {
        let choices = REFER.iter().flat_map(|step| step.questions);
        for question in choices {
            if let Kind::One(all) = question.kind {
                let knows = all()
                    .iter()
                    .any(|(code, _)| matches!(*code, "not_known" | "not_safe_to_ask"));
                assert!(knows, "{}: REF-3", question.name);
            }
        }
    }

    #[test]
    fn sharing_without_agreement_asks_why_and_ringing_asks_for_a_number() {
        let answers = Answers::default().with("agreed", "not_safe_to_ask");
        let agreed = step(REFER, "6").map(|step| problems_of(step, &answers));
        assert_eq!(
            agreed.unwrap_or_default().first().map(|found| found.0),
            Some("why_share")
        );
        let answers = Answers::default().with("first_move", "we");
        let ring = step(OWN, "4").map(|step| problems_of(step, &answers));
        assert_eq!(
            ring.unwrap_or_default().first().map(|found| found.0),
            Some("phone")
        );
    }
}
