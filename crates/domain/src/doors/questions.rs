//! The questions themselves, in their order: for whoever refers somebody, and for whoever asks for themself.

use super::form::{Kind, Step, ask};
use super::{About, AgeBand, Agreed, Connection, FirstMove, RiskSign};
use crate::directory::Need;
use crate::incidents::Flag;
use crate::people::contact::ContactSafety;

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
        questions: &[ask("about", "It is about", Kind::One(whom))
            .needed("Choose whom it is about. If you are not sure, choose that you do not know.")],
    },
    Step {
        slug: "2",
        title: "Question 2",
        heading: "The two people",
        lead: "Living together is not needed.",
        questions: &[
            ask("age", "The person who is harmed is", Kind::One(ages)),
            ask(
                "other_age",
                "The person who causes harm is",
                Kind::One(ages),
            ),
            ask(
                "connection",
                "How are they connected?",
                Kind::One(connections),
            ),
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
            ask(
                "known_by",
                "Anything else that tells who it is",
                Kind::Lines,
            )
            .hint("An address, a surgery, a school, a tenancy."),
        ],
    },
    Step {
        slug: "5",
        title: "Question 5",
        heading: "Others",
        lead: "",
        questions: &[
            ask(
                "other_name",
                "Name of the person who causes harm",
                Kind::Line,
            )
            .hint(IF_UNKNOWN),
            ask("other_born", "Their date of birth, year or age", Kind::Line).hint(IF_UNKNOWN),
            ask("children", "Children: names and ages", Kind::Lines).hint(IF_UNKNOWN),
            ask(
                "children_affected",
                "Do children see it, hear it or feel its effects?",
                Kind::One(yes_no),
            ),
        ],
    },
    Step {
        slug: "6",
        title: "Question 6",
        heading: "Does the person agree?",
        lead: "It is best to talk with them and to tell them. Where the risk is great, a missing answer must not stop you.",
        questions: &[
            ask(
                "agreed",
                "Does the person agree to this referral?",
                Kind::One(agreements),
            )
            .needed("Choose the answer that is true."),
            ask(
                "why_share",
                "If they do not agree or were not asked: why share it anyway?",
                Kind::Lines,
            ),
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
            ask(
                "never",
                "What must never be done, and who must not know?",
                Kind::Lines,
            )
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
            ask(
                "serious",
                "Do you or the person fear serious harm?",
                Kind::One(yes_no),
            ),
            ask("signs", "What do you know of?", Kind::Many(signs)),
            ask(
                "flags",
                "What else should be thought of?",
                Kind::Many(flags),
            ),
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
