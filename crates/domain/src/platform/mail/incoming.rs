//! What becomes of a mail that comes in: filed as an agency's answer, set aside, or quarantined for a person to place (R137–R140).

use jiff::Timestamp;

use super::sender::{Proof, domain};
use crate::platform::actor::AgencyCode;
use crate::platform::audit::Doer;
use crate::platform::ids::{IncomingMailId, RequestId};
use crate::platform::restriction::Restriction;
use crate::platform::settings::AreaCode;
use crate::platform::settings::mail::{Authentication, MailRules, SenderMatch};

codes! {
    /// Where a mail that came in stands.
    pub enum IncomingState {
        /// With the request that it answers.
        Filed = "filed", "Filed";
        /// Waits for a person to place or discard it.
        Quarantined = "quarantined", "Waiting to be placed";
        /// Written by a machine, so that nobody need read it.
        SetAside = "set_aside", "Set aside";
        /// News of a message of ours that came back or is late.
        Bounce = "bounce", "News of a message";
        /// A person found that it belongs nowhere.
        Discarded = "discarded", "Discarded";
    }
}

codes! {
    /// Why a mail waits for a person.
    pub enum QuarantineReason {
        TooLarge = "too_large", "It is larger than the area takes, so only its beginning is here";
        Unreadable = "unreadable", "It is not built as a mail should be";
        Unproved = "unproved", "Nothing proves that it comes from the sender it names";
        Forwarded = "forwarded", "It is a forwarded thread, which may hold more than the answer";
        NoTag = "no_tag", "Its title does not have the words of an answer";
        NoReference = "no_reference", "Its title names no request";
        SeveralReferences = "several_references", "It names more than one request";
        UnknownReference = "unknown_reference", "No request with this reference was sent by mail";
        OtherSender = "other_sender", "It does not come from the address registered for the agency";
        Withdrawn = "withdrawn", "The request it answers has been withdrawn";
        UnknownBounce = "unknown_bounce", "It says that a message came back, but not which";
    }
}

codes! {
    /// What an attachment is, told by its content and never by its name.
    pub enum AttachmentKind {
        Pdf = "pdf", "PDF document";
        Word = "word", "Word document";
        Sheet = "sheet", "Spreadsheet";
        Slides = "slides", "Presentation";
        OldOffice = "old_office", "Office document that can hold programs";
        Picture = "picture", "Picture";
        Text = "text", "Plain text";
        WebPage = "web_page", "Web page, which can hold programs";
        Archive = "archive", "Archive of files";
        Mail = "mail", "Mail";
        Program = "program", "Program";
        Unknown = "unknown", "Of an unknown kind";
    }
}

impl AttachmentKind {
    /// Whether opening it needs care.
    #[must_use]
    pub const fn is_risky(self) -> bool {
        matches!(
            self,
            Self::OldOffice | Self::WebPage | Self::Archive | Self::Program | Self::Unknown
        )
    }
}

/// A file that came with a mail. Its bytes stand in the mail's source alone.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Attachment {
    /// Its name as the sender gave it, without anything that could lead out of a folder.
    pub name: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// What it is.
    pub kind: AttachmentKind,
}

/// A person read, placed or discarded a mail.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Handled {
    /// Who.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
    /// Why, in the person's words; empty where none are wanted.
    pub words: String,
}

/// A mail that came in. Its source is kept beside it, unchanged.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct IncomingMail {
    /// Its identifier.
    pub id: IncomingMailId,
    /// The area: that of the request it is about, or the one that the mailbox belongs to.
    pub area: AreaCode,
    /// Where it stands.
    pub state: IncomingState,
    /// Why it waits, or waited, for a person.
    pub reason: Option<QuarantineReason>,
    /// The request that it is filed with, or seems to be about.
    pub request: Option<RequestId>,
    /// The agency that leads the referral, whose professionals are told (R139).
    pub lead: Option<AgencyCode>,
    /// The sender that it names.
    pub from: String,
    /// Its title.
    pub subject: String,
    /// Its text, without markup, shortened where it is very long.
    pub text: String,
    /// The files that came with it.
    pub attachments: Vec<Attachment>,
    /// When it reached the hub.
    pub received_at: Timestamp,
    /// Whether that was after the answer was due.
    pub late: bool,
    /// Whether the request had its answer already.
    pub further: bool,
    /// How many bytes its source has, of which all are kept unless it is too large.
    pub bytes: u64,
    /// The digest of the source as it was kept.
    pub digest: String,
    /// Who of the lead agency read it first.
    pub read_by: Option<Handled>,
    /// Who placed or discarded it.
    pub placed: Option<Handled>,
    /// How closely it is held: as closely as the request it seems to be about.
    pub restriction: Restriction,
}

/// What is known of a mail before anything is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailFacts {
    /// Its title.
    pub subject: String,
    /// The senders that it names; an honest mail names one.
    pub from: Vec<String>,
    /// Whether it is one of our own messages, back in our own mailbox.
    pub own: bool,
    /// Whether a machine wrote it.
    pub automatic: bool,
    /// What it says of a message of ours, when it is a report of one.
    pub bounce: Option<Bounce>,
    /// Whether it is larger than the area takes.
    pub too_large: bool,
    /// Whether it could be read as a mail.
    pub readable: bool,
    /// What our own mail server found out about the sender.
    pub proof: Proof,
    /// How many requests its title and its thread name.
    pub references: usize,
    /// When it reached the hub.
    pub received_at: Timestamp,
}

/// News of a message of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounce {
    /// Whether the ledger has the message.
    pub known: bool,
    /// Whether it will not be delivered; otherwise it is only late, or was delivered.
    pub failed: bool,
}

/// The request that a mail names, as far as the decision needs to know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The agency's registered address; none when the settings have none any more.
    pub address: Option<String>,
    /// Whether the request is withdrawn.
    pub withdrawn: bool,
    /// Whether it has its answer.
    pub answered: bool,
    /// When the answer is due.
    pub due_at: Timestamp,
}

/// What becomes of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is the agency's answer, or more to it.
    File {
        /// After the answer was due.
        late: bool,
        /// The request had its answer already.
        further: bool,
    },
    /// A person places it.
    Quarantine(QuarantineReason),
    /// A machine wrote it.
    SetAside,
    /// It is a report of a message of ours.
    Bounce {
        /// Whether that will not be delivered.
        failed: bool,
    },
}

/// Decides what becomes of a mail. It is filed only when everything fits: the
/// title, one reference, the request, the sender, and the proof of the sender.
#[must_use]
pub fn judge(facts: &MailFacts, named: Option<&Named>, rules: &MailRules, tag: &str) -> Verdict {
    use QuarantineReason as Why;
    if facts.own {
        return Verdict::SetAside;
    }
    match facts.bounce {
        Some(Bounce {
            known: true,
            failed,
        }) => return Verdict::Bounce { failed },
        Some(_) => return Verdict::Quarantine(Why::UnknownBounce),
        None => {}
    }
    if facts.automatic {
        return Verdict::SetAside;
    }
    let sender = named.is_some_and(|named| is_sender(&facts.from, named, rules));
    let against = [
        (facts.too_large, Why::TooLarge),
        (!facts.readable, Why::Unreadable),
        (!is_proved(facts.proof, rules), Why::Unproved),
        (is_forwarded(&facts.subject), Why::Forwarded),
        (!has_tag(&facts.subject, tag), Why::NoTag),
        (facts.references == 0, Why::NoReference),
        (facts.references > 1, Why::SeveralReferences),
        (named.is_none(), Why::UnknownReference),
        (!sender, Why::OtherSender),
        (named.is_some_and(|named| named.withdrawn), Why::Withdrawn),
    ];
    match (against.iter().find(|(is, _)| *is), named) {
        (Some((_, why)), _) => Verdict::Quarantine(*why),
        (None, Some(named)) => Verdict::File {
            late: !named.answered && facts.received_at > named.due_at,
            further: named.answered,
        },
        (None, None) => Verdict::Quarantine(Why::UnknownReference),
    }
}

fn is_proved(proof: Proof, rules: &MailRules) -> bool {
    match rules.authentication {
        Authentication::Required => proof == Proof::Good,
        Authentication::IfPresent => proof != Proof::Bad,
        Authentication::Off => true,
    }
}

/// Whether a title has the words that the area wants of an answer, whatever their case and spacing (R138).
#[must_use]
pub fn has_tag(subject: &str, tag: &str) -> bool {
    let plain = |text: &str| {
        text.split_whitespace()
            .map(str::to_uppercase)
            .collect::<Vec<_>>()
            .join(" ")
    };
    plain(subject).contains(&plain(tag))
}

/// Whether a title says that the mail was forwarded.
#[must_use]
pub fn is_forwarded(subject: &str) -> bool {
    subject.split(':').rev().skip(1).any(|prefix| {
        let word = prefix.split_whitespace().next_back().unwrap_or_default();
        word.eq_ignore_ascii_case("fw") || word.eq_ignore_ascii_case("fwd")
    })
}

/// Whether a title is that of an answering machine that does not say so anywhere else.
#[must_use]
pub fn is_answering_machine(subject: &str) -> bool {
    let subject = subject.trim_start().to_lowercase();
    [
        "automatic reply",
        "auto-reply",
        "autoreply",
        "auto reply",
        "out of office",
    ]
    .iter()
    .any(|words| subject.starts_with(words))
}

fn is_sender(from: &[String], named: &Named, rules: &MailRules) -> bool {
    let ([from], Some(address)) = (from, &named.address) else {
        return false;
    };
    match rules.sender_match {
        SenderMatch::Address => from.eq_ignore_ascii_case(address),
        SenderMatch::Domain => domain(from)
            .zip(domain(address))
            .is_some_and(|(one, other)| one.eq_ignore_ascii_case(other)),
    }
}

/// The references of requests in a text, each once: `Q-` and six or twenty-six letters and digits.
#[must_use]
pub fn references(text: &str) -> Vec<String> {
    let upper = text.to_uppercase();
    let mut found: Vec<String> = Vec::new();
    for word in upper.split(|c: char| !c.is_ascii_alphanumeric() && c != '-') {
        let short = match word.strip_prefix("Q-") {
            Some(rest) if rest.len() == 6 => Some(rest),
            Some(rest) if rest.len() == 26 => rest.get(20..),
            _ => None,
        };
        let reference = short.map(|short| format!("Q-{short}"));
        found.extend(reference.filter(|reference| !found.contains(reference)));
    }
    found
}

/// Whether a text says that the agency holds nothing: its first line, and nothing else on that line (R140).
#[must_use]
pub fn says_nothing_held(text: &str) -> bool {
    let first = text
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty())
        .unwrap_or_default();
    let plain: Vec<String> = first
        .trim_end_matches(['.', '!'])
        .split_whitespace()
        .map(str::to_lowercase)
        .collect();
    plain == ["nothing", "held"]
}
