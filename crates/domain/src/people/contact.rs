//! Safe contact: no number may be dialled, no letter and no message sent without the check here (R25, R26, R32).

use jiff::{Timestamp, civil::Date};

use super::Person;
use crate::platform::audit::Doer;
use crate::platform::calendar::london_date;
use crate::platform::words;

codes! {
    /// What is known of a way to reach someone. Nothing is safe until somebody has said so (R32).
    #[derive(Default)]
    pub enum ContactSafety {
        Safe = "safe", "Safe to use";
        Unsafe = "unsafe", "Never use";
        /// Nobody has said.
        #[default]
        NotKnown = "not_known", "Not known to be safe";
    }
}

codes! {
    /// A way to reach someone.
    pub enum Way {
        Phone = "phone", "Phone";
        Letter = "letter", "Letter";
        Email = "email", "E-mail";
    }
}

/// Whether a text has the form of a mailbox: one part before and one after the sign, with a point within
/// the second, and no space.
#[must_use]
pub fn is_mailbox(text: &str) -> bool {
    let whole = text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
    });
    whole && text.matches('@').count() == 1 && !text.contains(char::is_whitespace)
}

/// How many digits a telephone number has as it is written; none when something else stands in it.
#[must_use]
pub fn digits_written(text: &str) -> Option<usize> {
    let written = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '+' | '(' | ')' | '-');
    let digits = text.chars().filter(char::is_ascii_digit).count();
    text.chars().all(written).then_some(digits)
}

impl Way {
    /// The thing that is used, inside a sentence: `number`, `address`, `e-mail address`.
    pub const fn thing(self) -> &'static str {
        match self {
            Way::Phone => "number",
            Way::Letter => "address",
            Way::Email => "e-mail address",
        }
    }
}

codes! {
    /// A plain answer that may be missing.
    #[derive(Default)]
    pub enum Told {
        Yes = "yes", "Yes";
        No = "no", "No";
        /// Nobody has asked yet.
        #[default]
        NotAsked = "not_asked", "Not asked";
    }
}

codes! {
    /// Whose words an answer about safe contact is in (R25).
    pub enum Whose {
        Person = "person", "The person themself";
        Worker = "worker", "A worker who supports them";
        Referrer = "referrer", "Whoever referred them, after asking them";
        Other = "other", "Somebody else";
    }
}

/// A phone number, and what is known of its safety.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Phone {
    /// International form, for example `+447700900123`.
    pub number: String,
    /// Whether it is safe to use.
    pub safety: ContactSafety,
    /// Where the number came from.
    pub source: super::Source,
}

/// An e-mail address, and what is known of its safety.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Email {
    /// The address.
    pub address: String,
    /// Whether it is safe to use.
    pub safety: ContactSafety,
    /// Where it came from.
    pub source: super::Source,
}

/// What the person, or someone who knows, has said about reaching them: one
/// card, asked and answered as a whole (R25).
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SafeContact {
    /// The person asked not to be contacted at all.
    pub do_not_contact: bool,
    /// When it is safe, in words.
    pub safe_times: String,
    /// What to say if somebody else answers.
    pub if_someone_else_answers: String,
    /// People who must not learn of any contact.
    pub unsafe_people: String,
    /// What must never be done, in words.
    #[serde(default)]
    pub never: String,
    /// A word by which caller and person know each other. Shown only with a cleared number.
    #[serde(default)]
    pub code_word: String,
    /// Whether a message may be left.
    #[serde(default)]
    pub may_leave_message: Told,
    /// Whether the caller may say where the call comes from.
    #[serde(default)]
    pub may_say_who: Told,
    /// Whose words these are.
    #[serde(default)]
    pub whose: Option<Whose>,
    /// When this was last asked.
    pub checked_at: Option<Timestamp>,
    /// Who wrote it down.
    #[serde(default)]
    pub recorded_by: Option<Doer>,
}

/// Proof that the safe-contact check was made for this way at this moment. It has
/// no public constructor: only [`may_reach`] and [`may_use`] make one, and whatever calls, writes
/// or exports takes one (R32).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleared {
    way: Way,
    to: String,
    at: Timestamp,
}

impl Cleared {
    /// How the person may be reached.
    pub fn way(&self) -> Way {
        self.way
    }
    /// The number, the e-mail address, or the lines for an envelope.
    pub fn to(&self) -> &str {
        &self.to
    }
    /// When the check was made.
    pub fn at(&self) -> Timestamp {
        self.at
    }
}

/// Why a person must not be reached in this way.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSafe {
    /// There is no such number or address on the record.
    #[error("The record has no such {}.", .0.thing())]
    NotThere(Way),
    /// They asked not to be contacted.
    #[error("This person asked not to be contacted. Speak to the worker who knows them.")]
    DoNotContact,
    /// It is marked as unsafe.
    #[error("This {} is marked never to be used.", .0.thing())]
    Unsafe(Way),
    /// Nobody has said that it is safe.
    #[error("Nobody has recorded that this {} is safe. Ask the person or their worker first, and record the answer.", .0.thing())]
    NotKnown(Way),
    /// It was said to be safe too long ago.
    #[error("This {} was said to be safe on {}, which is too long ago. Ask again first, and record the answer.", .0.thing(), words::date(*.1))]
    Lapsed(Way, Date),
    /// The address is kept from general view (R30).
    #[error(
        "This address is confidential. Ask the worker who knows this person; they send what has to be sent."
    )]
    Confidential,
}

/// The one check before any call, letter or message: a hard stop, not advice (R32).
///
/// `linked` are the other records that people have confirmed to be the same
/// person: what any of them forbids is forbidden. `lapse_days` is how many days
/// an answer holds after the day on which it was asked.
///
/// # Errors
/// When the person must not be contacted, or this way is not known to be safe now.
pub fn may_reach(
    person: &Person,
    linked: &[&Person],
    (way, index): (Way, usize),
    now: Timestamp,
    lapse_days: u16,
) -> Result<Cleared, NotSafe> {
    let (to, safety) = person.way(way, index).ok_or(NotSafe::NotThere(way))?;
    let everyone = || std::iter::once(&person).chain(linked);
    if everyone().any(|record| record.safe_contact.do_not_contact) {
        return Err(NotSafe::DoNotContact);
    }
    let forbidden = |record: &&Person| {
        record
            .ways(way)
            .any(|(other, safety)| safety == ContactSafety::Unsafe && other == to)
    };
    if everyone().any(forbidden) {
        return Err(NotSafe::Unsafe(way));
    }
    let cleared = may_use(&person.safe_contact, (way, to, safety), now, lapse_days)?;
    if way == Way::Letter && person.addresses.get(index).is_none_or(|it| it.confidential) {
        return Err(NotSafe::Confidential);
    }
    Ok(cleared)
}

/// The part of the check that one card and one way decide: also for somebody who has no record
/// yet, who wrote or rang and said how they can be reached (R2, R25).
///
/// # Errors
/// When the person must not be contacted, or this way is not known to be safe now.
pub fn may_use(
    card: &SafeContact,
    (way, to, safety): (Way, String, ContactSafety),
    now: Timestamp,
    lapse_days: u16,
) -> Result<Cleared, NotSafe> {
    if card.do_not_contact {
        return Err(NotSafe::DoNotContact);
    }
    let asked = match (safety, card.checked_at) {
        (ContactSafety::Safe, Some(at)) => london_date(at),
        (ContactSafety::Unsafe, _) => return Err(NotSafe::Unsafe(way)),
        _ => return Err(NotSafe::NotKnown(way)),
    };
    if lapsed(asked, london_date(now), lapse_days) {
        return Err(NotSafe::Lapsed(way, asked));
    }
    Ok(Cleared { way, to, at: now })
}

/// Whether an answer given on `asked` no longer holds on `today`.
fn lapsed(asked: Date, today: Date, lapse_days: u16) -> bool {
    let days = jiff::Span::new().days(i64::from(lapse_days));
    asked.checked_add(days).is_ok_and(|last| today > last)
}

/// How it stands with reaching a person, for the strip on every page (ux.md 5.1).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Standing {
    /// At least one way is cleared now.
    Safe {
        /// The ways, in the order phone, letter, e-mail.
        ways: Vec<Way>,
        /// When, in the person's words.
        times: String,
    },
    /// They asked not to be contacted.
    DoNotContact,
    /// Some way is never to be used and none is known to be safe.
    Unsafe,
    /// The answer is too old.
    Lapsed {
        /// When it was asked.
        asked: Date,
    },
    /// Nobody has asked yet.
    #[default]
    NotKnown,
}

/// How it stands with reaching a person, by the same check as [`may_reach`].
pub fn standing(person: &Person, linked: &[&Person], now: Timestamp, lapse_days: u16) -> Standing {
    let (mut ways, mut asked, mut never) = (Vec::new(), None, false);
    for way in Way::ALL {
        for index in 0..person.ways(*way).count() {
            match may_reach(person, linked, (*way, index), now, lapse_days) {
                Ok(_) if !ways.contains(way) => ways.push(*way),
                Err(NotSafe::Lapsed(_, on)) => asked = Some(on),
                Err(NotSafe::Unsafe(_)) => never = true,
                _ => {}
            }
        }
    }
    let everyone = || std::iter::once(&person).chain(linked);
    if everyone().any(|record| record.safe_contact.do_not_contact) {
        return Standing::DoNotContact;
    }
    match (ways.is_empty(), asked, never) {
        (false, _, _) => Standing::Safe {
            ways,
            times: person.safe_contact.safe_times.clone(),
        },
        (true, Some(asked), _) => Standing::Lapsed { asked },
        (true, None, true) => Standing::Unsafe,
        (true, None, false) => Standing::NotKnown,
    }
}

/// What somebody wants to write down about reaching a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    /// The person asked not to be contacted at all.
    pub do_not_contact: bool,
    /// What was said of each way, kept or new.
    pub safety: Vec<ContactSafety>,
    /// Whether anything was said in words: times, people, what never to do.
    pub words: bool,
    /// Whose words they are.
    pub whose: Option<Whose>,
    /// The day on which it was asked.
    pub asked: Option<Date>,
}

/// Why answers about safe contact cannot be kept as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAnAnswer {
    /// Nothing was answered.
    #[error(
        "Say of at least one way whether it is safe, or that the person is not to be contacted."
    )]
    Nothing,
    /// It is not said whose words they are.
    #[error("Say whose words these are.")]
    Whose,
    /// Somebody who cannot know says that a way is safe.
    #[error(
        "Only the person or someone who works with them can say that a way is safe. Record it as not known, or ask them."
    )]
    Hearsay,
    /// Not to be contacted, and yet safe.
    #[error(
        "The person asked not to be contacted, so no way can be marked as safe. Change one of the two answers."
    )]
    Both,
    /// No real day, or one to come.
    #[error("Enter the day on which this was asked: a real date, not one to come.")]
    Asked,
}

/// What is known of a way after the card was asked anew: an answer given now
/// holds, “never” stays until it is taken back, and what was safe and is not
/// confirmed this time is not known any more.
pub fn asked_anew(before: ContactSafety, said: Option<ContactSafety>) -> ContactSafety {
    match (before, said) {
        (_, Some(said)) => said,
        (ContactSafety::Unsafe, None) => ContactSafety::Unsafe,
        (_, None) => ContactSafety::NotKnown,
    }
}

/// Whether answers may be kept; every problem is told at once. Anybody may say
/// that a way is unsafe; only the person and those who work with them can say
/// that one is safe (R25, R32).
///
/// # Errors
/// Every reason why not.
pub fn may_keep(answers: &Answers, today: Date) -> Result<(), Vec<NotAnAnswer>> {
    let safe = answers.safety.contains(&ContactSafety::Safe);
    let said = answers
        .safety
        .iter()
        .any(|safety| *safety != ContactSafety::NotKnown);
    let mut problems = Vec::new();
    if !answers.do_not_contact && !said && !answers.words {
        problems.push(NotAnAnswer::Nothing);
    }
    match answers.whose {
        None => problems.push(NotAnAnswer::Whose),
        Some(Whose::Other) if safe => problems.push(NotAnAnswer::Hearsay),
        Some(_) => {}
    }
    if answers.do_not_contact && safe {
        problems.push(NotAnAnswer::Both);
    }
    if answers.asked.is_none_or(|asked| asked > today) {
        problems.push(NotAnAnswer::Asked);
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(problems)
    }
}
