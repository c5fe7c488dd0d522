//! The words of every message: the same for everybody, with nothing of any person unless the grant and the route allow it (SPOC-2).

use jiff::Timestamp;

use super::MessageKind;
use crate::mash::Rag;
use crate::platform::words;

/// What a message can speak of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The reference of the request or referral, for example `Q-4F7K2M`.
    pub reference: String,
    /// The hub's area, in words.
    pub area: String,
    /// The rating, for what has one.
    pub rag: Option<Rag>,
    /// When the answer is due.
    pub due_at: Option<Timestamp>,
    /// The address that opens it; none where the installation has no address of its own.
    pub link: Option<String>,
    /// Words that the title of a mailed answer must hold (R138).
    pub reply_subject: String,
    /// The one-time code, and until when it works.
    pub code: Option<(String, Timestamp)>,
    /// What the grant names, where the route may carry it: why, then one line for each person.
    pub granted: Option<(String, Vec<String>)>,
}

/// A message in words, ready to be put in a mail. It is plain text alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The title. It never holds personal data.
    pub subject: String,
    /// The text, lines ended by a single newline.
    pub text: String,
}

/// Writes the message of this kind.
pub fn letter(kind: MessageKind, facts: &Facts) -> Letter {
    let reference = &facts.reference;
    let due = facts
        .due_at
        .map(|at| format!(", answer due {}", words::moment(at)))
        .unwrap_or_default();
    let subject = match kind {
        MessageKind::Request => format!("Information request {reference}{}{due}", rating(facts)),
        MessageKind::Changed => {
            format!(
                "Information request {reference}: new time{}{due}",
                rating(facts)
            )
        }
        MessageKind::Reminder => {
            format!(
                "Reminder: information request {reference}{}{due}",
                rating(facts)
            )
        }
        MessageKind::Withdrawn => format!("Information request {reference} is withdrawn"),
        MessageKind::Code => format!("Your code for request {reference}"),
        MessageKind::Decided => format!("Referral {reference}: a decision has been made"),
        MessageKind::Notice => format!("Notice {reference} from the safeguarding hub"),
        MessageKind::ActionReminder => {
            format!("Reminder: MARAC action {reference}{}", by(", due", facts))
        }
        MessageKind::ResearchReminder => {
            format!(
                "Reminder: research for MARAC {reference}{}",
                by(", due", facts)
            )
        }
    };
    let mut lines = opening(kind, facts);
    if let Some((why, people)) = &facts.granted {
        lines.push(String::new());
        let (because, about) = match kind {
            MessageKind::Notice => ("Why you are told:", "Whom it is about:"),
            _ => ("Why we ask:", "People we ask about:"),
        };
        lines.push(because.to_owned());
        lines.push(why.clone());
        lines.push(String::new());
        lines.push(about.to_owned());
        lines.extend(people.iter().map(|person| format!("- {person}")));
    }
    lines.extend(how_to_answer(kind, facts));
    lines.push(String::new());
    lines.push(format!("The safeguarding hub, {}", facts.area));
    Letter {
        subject,
        text: lines.join("\n"),
    }
}

/// The due time after some words, where there is one.
fn by(words_before: &str, facts: &Facts) -> String {
    facts
        .due_at
        .map(|at| format!("{words_before} {}", words::due(at)))
        .unwrap_or_default()
}

fn rating(facts: &Facts) -> String {
    facts
        .rag
        .map(|rag| format!(" ({})", rag.label().to_lowercase()))
        .unwrap_or_default()
}

fn opening(kind: MessageKind, facts: &Facts) -> Vec<String> {
    let first = match kind {
        MessageKind::Request => {
            "The hub asks what your agency holds. This message says no more than it must."
        }
        MessageKind::Changed => {
            "The rating of this request has changed, and with it the time by which the hub needs your answer."
        }
        MessageKind::Reminder => "The hub still needs your answer to this request.",
        MessageKind::Withdrawn => {
            "This request has been withdrawn. Please do not answer it, and stop any search that you have begun. The link in the earlier message no longer opens it."
        }
        MessageKind::Code => {
            "This code opens one request for information. Type it on the page that asked for it, and give it to nobody."
        }
        MessageKind::Decided => {
            "The hub has decided on a referral that your agency made. Sign in, or speak to the hub, to hear what was decided."
        }
        MessageKind::ActionReminder => {
            "Your agency agreed an action at MARAC, and nobody has said yet what became of it. Sign in and say so, or speak to the MARAC coordinator: done, no longer possible, or not done and why."
        }
        MessageKind::Notice if facts.granted.is_some() => {
            "The hub tells your agency what it has to know of an incident. Act on it as your own rules say, and speak to the hub if you hold anything that bears on somebody’s safety."
        }
        MessageKind::Notice => {
            "The hub has a notice for your agency that it may not put into this mail. Please speak to the hub to receive it."
        }
        MessageKind::ResearchReminder => {
            "A MARAC meeting waits for what your agency holds on the cases of its agenda. Sign in and write it down, or say that nothing is held."
        }
    };
    let mut lines = vec![first.to_owned(), String::new()];
    lines.push(format!("Reference: {}", facts.reference));
    if let Some(rag) = facts.rag {
        lines.push(format!("Rating: {}", rag.label().to_lowercase()));
    }
    if let Some(due) = facts.due_at {
        lines.push(match kind {
            MessageKind::ActionReminder => format!("Action due: {}", words::due(due)),
            MessageKind::ResearchReminder => format!("Research due: {}", words::due(due)),
            MessageKind::Notice => format!("To be known by: {}", words::moment(due)),
            _ => format!("Answer due: {}", words::moment(due)),
        });
    }
    if let Some((code, until)) = &facts.code {
        lines.push(format!("Code: {code}"));
        lines.push(format!(
            "It works until {}, once.",
            words::clock_time(*until)
        ));
        lines.push(String::new());
        lines.push(
            "If you did not ask for a code, tell the hub: somebody else may have your message."
                .to_owned(),
        );
    }
    lines
}

fn how_to_answer(kind: MessageKind, facts: &Facts) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(link) = &facts.link {
        lines.push(String::new());
        lines.push("Open it here:".to_owned());
        lines.push(link.clone());
    }
    if matches!(
        kind,
        MessageKind::Request | MessageKind::Changed | MessageKind::Reminder
    ) {
        lines.push(String::new());
        lines.push(
            "To answer by secure mail instead, write from this address with the title:".to_owned(),
        );
        lines.push(format!("{} {}", facts.reply_subject, facts.reference));
        lines.push(
            "If your agency holds nothing on anyone, write NOTHING HELD as the first line."
                .to_owned(),
        );
    }
    lines
}
