//! The questions of the doors, one group a page: their words, what each may be answered with, and which few cannot be left out (REF-1 to REF-5, VIC-8 of ux.md).

use super::Answers;
use super::{About, AgeBand, Agreed, Connection, FirstMove, RiskSign};
use crate::directory::Need;
use crate::incidents::Flag;
use crate::people::contact::ContactSafety;

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

const fn ask(name: &'static str, label: &'static str, kind: Kind) -> Question {
    Question {
        name,
        label,
        hint: "",
        kind,
        needed: "",
    }
}

impl Question {
    const fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }
    const fn needed(self, needed: &'static str) -> Self {
        Self { needed, ..self }
    }
}

macro_rules! listed {
    ($name:ident, $all:expr) => {
        fn $name() -> Vec<(&'static str, &'static str)> {
            $all.iter().map(|one| (one.code(), one.label())).collect()
        }
    };
}

const NOT_KNOWN: (&str, &str) = ("not_known", "I do not know");

fn whom() -> Vec<(&'static str, &'static str)> {
    let known = [About::Somebody, About::ChildOnly, About::OwnBehaviour];
    known
        .iter()
        .map(|one| (one.code(), one.label()))
        .chain([NOT_KNOWN])
        .collect()
}
listed!(ages, AgeBand::ALL);
listed!(connections, Connection::ALL);
listed!(agreements, Agreed::ALL);
listed!(first_moves, FirstMove::ALL);
listed!(signs, RiskSign::ALL);

/// The needs that are offered, in plain words; the rest are for the directory.
const NEEDS: [Need; 9] = [
    Need::DomesticAbuse,
    Need::SafeHousing,
    Need::HomeSecurity,
    Need::Counselling,
    Need::Legal,
    Need::Money,
    Need::Children,
    Need::PartnersPast,
    Need::OwnBehaviour,
];
listed!(needs, NEEDS);

/// What makes it more dangerous or hides it (R45, R46).
const FLAGS: [Flag; 17] = [
    Flag::Pregnancy,
    Flag::Separation,
    Flag::Disability,
    Flag::LongTermIllness,
    Flag::CareNeeds,
    Flag::Carer,
    Flag::OlderPerson,
    Flag::Language,
    Flag::NoRecourse,
    Flag::MinorityCommunity,
    Flag::Rural,
    Flag::MentalHealth,
    Flag::HonourBased,
    Flag::ForcedMarriage,
    Flag::Fgm,
    Flag::SexualViolence,
    Flag::Stalking,
];
listed!(flags, FLAGS);

fn yes_no() -> Vec<(&'static str, &'static str)> {
    vec![("yes", "Yes"), ("no", "No"), NOT_KNOWN]
}

fn safeties() -> Vec<(&'static str, &'static str)> {
    let all = [
        ContactSafety::Safe,
        ContactSafety::Unsafe,
        ContactSafety::NotKnown,
    ];
    all.iter()
        .map(|one| match one {
            ContactSafety::Safe => (one.code(), "It is safe to use"),
            ContactSafety::Unsafe => (one.code(), "Never use it"),
            ContactSafety::NotKnown => (one.code(), "I do not know"),
        })
        .collect()
}

fn lately() -> Vec<(&'static str, &'static str)> {
    vec![
        ("lately", "Within the last few weeks"),
        ("before", "Longer ago, but since October 2021"),
        ("before_2021", "Before October 2021"),
        NOT_KNOWN,
    ]
}

const IF_UNKNOWN: &str = "If you do not know, leave this empty.";

/// The form for people who refer somebody and have no account: nine pages of questions between the
/// start and the check, so that the median way is twelve (REF-2).
pub const REFER: &[Step] = &[
    Step {
        slug: "1",
        title: "Question 1",
        heading: "Whom are you worried about?",
        lead: "",
        questions: &[ask("about", "It is about", Kind::One(whom)).needed(
            "Choose whom it is about. If you are not sure, choose that you do not know.",
        )],
    },
    Step {
        slug: "2",
        title: "Question 2",
        heading: "The two people",
        lead: "Living together is not needed.",
        questions: &[
            ask("age", "The person who is harmed is", Kind::One(ages)),
            ask("other_age", "The person who causes harm is", Kind::One(ages)),
            ask("connection", "How are they connected?", Kind::One(connections)),
            ask("place", "Where does the person live?", Kind::Place),
        ],
    },
    Step {
        slug: "3",
        title: "Question 3",
        heading: "What is happening?",
        lead: "Your worry is enough. You need no form filled in and no score.",
        questions: &[
            ask("happening", "Why you are worried", Kind::Lines)
                .hint("What you saw or were told, in a few sentences.")
                .needed("Say in a few words why you are worried."),
            ask("last", "When did it last happen?", Kind::One(lately)),
        ],
    },
    Step {
        slug: "4",
        title: "Question 4",
        heading: "The person who is harmed",
        lead: "One way to tell who it is will do.",
        questions: &[
            ask("name", "Name", Kind::Line),
            ask("born", "Date of birth, year or age", Kind::Line)
                .hint("For example 4 5 1991, or 1991, or 34."),
            ask("known_by", "Anything else that tells who it is", Kind::Lines)
                .hint("An address, a surgery, a school, a tenancy."),
        ],
    },
    Step {
        slug: "5",
        title: "Question 5",
        heading: "Others",
        lead: "",
        questions: &[
            ask("other_name", "Name of the person who causes harm", Kind::Line).hint(IF_UNKNOWN),
            ask("other_born", "Their date of birth, year or age", Kind::Line).hint(IF_UNKNOWN),
            ask("children", "Children: names and ages", Kind::Lines).hint(IF_UNKNOWN),
            ask("children_affected", "Do children see it, hear it or feel its effects?", Kind::One(yes_no)),
        ],
    },
    Step {
        slug: "6",
        title: "Question 6",
        heading: "Does the person agree?",
        lead: "It is best to talk with them and to tell them. Where the risk is great, a missing answer must not stop you.",
        questions: &[
            ask("agreed", "Does the person agree to this referral?", Kind::One(agreements))
                .needed("Choose the answer that is true."),
            ask("why_share", "If they do not agree or were not asked: why share it anyway?", Kind::Lines),
        ],
    },
    Step {
        slug: "7",
        title: "Question 7",
        heading: "How to reach the person safely",
        lead: "Nobody uses a number that is not said to be safe.",
        questions: &[
            ask("phone", "Telephone", Kind::Line).hint(IF_UNKNOWN),
            ask("phone_safety", "This number", Kind::One(safeties)),
            ask("email", "E-mail", Kind::Line).hint(IF_UNKNOWN),
            ask("email_safety", "This address", Kind::One(safeties)),
            ask("times", "When is it safe?", Kind::Line).hint(IF_UNKNOWN),
            ask("never", "What must never be done, and who must not know?", Kind::Lines)
                .hint(IF_UNKNOWN),
            ask("leave_message", "May a message be left?", Kind::One(yes_no)),
        ],
    },
    Step {
        slug: "8",
        title: "Question 8",
        heading: "Signs of danger",
        lead: "All of this can be skipped. A score is a guide; worry alone is enough.",
        questions: &[
            ask("serious", "Do you or the person fear serious harm?", Kind::One(yes_no)),
            ask("signs", "What do you know of?", Kind::Many(signs)),
            ask("flags", "What else should be thought of?", Kind::Many(flags)),
        ],
    },
    Step {
        slug: "9",
        title: "Question 9",
        heading: "About you",
        lead: "So that somebody can ask you, and tell you what became of it.",
        questions: &[
            ask("your_name", "Your name", Kind::Line),
            ask("your_job", "What you do", Kind::Line).hint("For example GP, teacher, neighbour."),
            ask("your_organisation", "Where you work", Kind::Line),
            ask("your_email", "Work e-mail", Kind::Line),
            ask("your_phone", "Telephone", Kind::Line),
        ],
    },
];

/// The questions to somebody who asks for themself: six, short, and each can be skipped (ux.md 4.7).
pub const OWN: &[Step] = &[
    Step {
        slug: "1",
        title: "Question 1",
        heading: "Are you safe to do this now?",
        lead: "If somebody could come in, you can ring later instead. Nothing is kept until you go on.",
        questions: &[ask("safe_now", "Right now", Kind::One(safe_now))],
    },
    Step {
        slug: "2",
        title: "Question 2",
        heading: "What would help?",
        lead: "",
        questions: &[
            ask("needs", "Choose any", Kind::Many(needs)),
            ask("place", "Where do you live?", Kind::Place),
        ],
    },
    Step {
        slug: "3",
        title: "Question 3",
        heading: "What may we call you?",
        lead: "Any name will do. It need not be yours.",
        questions: &[ask("name", "Name", Kind::Line)],
    },
    Step {
        slug: "4",
        title: "Question 4",
        heading: "Who gets in touch first?",
        lead: "You can ring us and quote a code, or we ring you.",
        questions: &[
            ask("first_move", "Choose one", Kind::One(first_moves)),
            ask("phone", "If we ring: which number is safe?", Kind::Line),
            ask("times", "When is it safe?", Kind::Line),
        ],
    },
    Step {
        slug: "5",
        title: "Question 5",
        heading: "What must we not do?",
        lead: "",
        questions: &[
            ask("never", "Never do this", Kind::Lines),
            ask("someone_else", "If somebody else answers, say", Kind::Line),
            ask("leave_message", "May we leave a message?", Kind::One(yes_no)),
        ],
    },
    Step {
        slug: "6",
        title: "Question 6",
        heading: "Anything else?",
        lead: "",
        questions: &[
            ask("happening", "Whatever you want to say", Kind::Lines),
            ask("word", "A word that only you would know", Kind::Line).hint(
                "With this word and a code you can see that we have it, or take it back. It is not kept as you write it.",
            ),
        ],
    },
];

fn safe_now() -> Vec<(&'static str, &'static str)> {
    vec![
        ("yes", "I can go on"),
        ("not_sure", "I am not sure"),
        ("no", "No"),
    ]
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
    if named("known_by") && ["name", "known_by"].iter().all(|name| answers.one(name).is_empty()) {
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
pub fn problems(steps: &'static [Step], answers: &Answers) -> Option<(&'static Step, Vec<Problem>)> {
    steps
        .iter()
        .map(|step| (step, problems_of(step, answers)))
        .find(|(_, found)| !found.is_empty())
}

/// The words of an answer as its question shows them, for the check; empty when it was left out.
#[must_use]
pub fn shown(question: &Question, answers: &Answers) -> String {
    let labels = |all: Vec<(&'static str, &'static str)>| {
        answers
            .all(question.name)
            .iter()
            .filter_map(|value| all.iter().find(|(code, _)| code == value))
            .map(|(_, label)| *label)
            .collect::<Vec<_>>()
            .join("; ")
    };
    match question.kind {
        Kind::One(all) | Kind::Many(all) => labels(all()),
        Kind::Place | Kind::Line | Kind::Lines => answers.one(question.name).to_owned(),
    }
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
                let knows = all().iter().any(|(code, _)| matches!(*code, "not_known" | "not_safe_to_ask"));
                assert!(knows, "{}: REF-3", question.name);
            }
        }
    }

    #[test]
    fn sharing_without_agreement_asks_why_and_ringing_asks_for_a_number() {
        let answers = Answers::default().with("agreed", "not_safe_to_ask");
        let agreed = step(REFER, "6").map(|step| problems_of(step, &answers));
        assert_eq!(agreed.unwrap_or_default().first().map(|found| found.0), Some("why_share"));
        let answers = Answers::default().with("first_move", "we");
        let ring = step(OWN, "4").map(|step| problems_of(step, &answers));
        assert_eq!(ring.unwrap_or_default().first().map(|found| found.0), Some("phone"));
    }
}
