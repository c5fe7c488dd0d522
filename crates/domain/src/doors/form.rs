//! The questions of the doors, one group a page: their words, what each may be answered with, and which few cannot be left out (REF-1 to REF-5, VIC-8 of ux.md).

use super::{Answers, FirstMove};

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
    found
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
