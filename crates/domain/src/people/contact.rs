//! Safe contact: no number may be dialled and no letter sent without the check here (R25, R26, R32).

use jiff::Timestamp;

codes! {
    /// What is known of a way to reach someone.
    pub enum ContactSafety {
        Safe = "safe", "Safe to use";
        Unsafe = "unsafe", "Never use";
        NotKnown = "not_known", "Not known to be safe";
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

/// What the person, or someone who knows, has said about reaching them.
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
    /// When this was last asked.
    pub checked_at: Option<Timestamp>,
}

/// Proof that the safe-contact check was made for this number at this moment.
/// It has no public constructor: only [`may_call`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClearedToCall {
    number: String,
    at: Timestamp,
}

impl ClearedToCall {
    /// The number that may be called.
    pub fn number(&self) -> &str {
        &self.number
    }
    /// When the check was made.
    pub fn at(&self) -> Timestamp {
        self.at
    }
}

/// Why a person must not be called on this number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSafe {
    /// They asked not to be contacted.
    #[error("This person asked not to be contacted. Speak to the worker who knows them.")]
    DoNotContact,
    /// The number is marked as unsafe.
    #[error("This number is marked never to be used.")]
    UnsafeNumber,
    /// Nobody has said that the number is safe.
    #[error(
        "Nobody has recorded that this number is safe. Ask the person or their worker first, and record the answer."
    )]
    NotKnown,
}

/// The one check before any call: a hard stop, not advice (R32).
///
/// # Errors
/// When the person must not be contacted, or the number is not known to be safe.
pub fn may_call(
    contact: &SafeContact,
    phone: &Phone,
    now: Timestamp,
) -> Result<ClearedToCall, NotSafe> {
    if contact.do_not_contact {
        return Err(NotSafe::DoNotContact);
    }
    match phone.safety {
        ContactSafety::Safe => Ok(ClearedToCall {
            number: phone.number.clone(),
            at: now,
        }),
        ContactSafety::Unsafe => Err(NotSafe::UnsafeNumber),
        ContactSafety::NotKnown => Err(NotSafe::NotKnown),
    }
}
