//! Messages that leave by mail: what each is about, how far it has got, and when it waits for a person (R134–R140).

pub mod answer_link;
pub mod incoming;
pub mod letter;
pub mod one_time;
pub mod sender;

use jiff::{SignedDuration, Timestamp};

use super::actor::AgencyCode;
use super::audit::Doer;
use super::ids::{
    AgreedActionId, AnswerLinkId, MeetingId, MessageId, NoticeId, ReferralId, RequestId,
};
use super::restriction::Restriction;
use super::settings::AreaCode;
use super::settings::mail::{MailRules, Route};

codes! {
    /// What a message is for. Its words are in [`letter`].
    pub enum MessageKind {
        /// A request for information has been made to the agency (R136).
        Request = "request", "Request for information";
        /// The rating changed, and with it the time by which the answer is due (R117).
        Changed = "changed", "Change of a request";
        /// The answer is due soon or late (R140).
        Reminder = "reminder", "Reminder of a request";
        /// The request no longer stands.
        Withdrawn = "withdrawn", "Withdrawal of a request";
        /// The code that opens one request for somebody without an account.
        Code = "code", "One-time code";
        /// A referral that the agency made has been decided (R150).
        Decided = "decided", "Decision on a referral";
        /// An action that the agency agreed at MARAC is due soon or late (R183).
        ActionReminder = "action_reminder", "Reminder of an action";
        /// A MARAC meeting waits for the agency's research (R182).
        ResearchReminder = "research_reminder", "Reminder of research";
        /// A fact of an incident that the agency has to know (R223, R224, F63).
        Notice = "notice", "Notice";
    }
}

codes! {
    /// How far a message has got.
    pub enum MessageState {
        /// Waits for its turn, or for the next try.
        Queued = "queued", "Waiting to leave";
        /// Is being handed to the mail server now.
        Sending = "sending", "Leaving";
        /// The mail server took it.
        Sent = "sent", "Sent";
        /// Every try failed, or the mail server refused it for good.
        Failed = "failed", "Not sent";
        /// It left, and came back.
        Bounced = "bounced", "Came back";
        /// Waits for a person.
        Held = "held", "Held for a person";
        /// What it was to say is no longer so.
        Dropped = "dropped", "No longer needed";
    }
}

codes! {
    /// Why a message waits for a person.
    pub enum HoldReason {
        NoAddress = "no_address", "The area’s settings have no mail address for this agency";
        Unconfirmed = "unconfirmed", "Nobody has confirmed the agency’s mail address yet";
        Restricted = "restricted", "It is about a restricted record";
        NotEncrypted = "not_encrypted", "The agency’s mail must be encrypted on its way, and the mail server offers no encryption";
        Unclear = "unclear", "The connection broke while it was leaving, so it may have left already";
    }
}

codes! {
    /// How one try to send came out.
    pub enum AttemptResult {
        Begun = "begun", "Begun";
        Accepted = "accepted", "Taken by the mail server";
        Later = "later", "Not taken yet";
        Refused = "refused", "Refused";
        NotEncrypted = "not_encrypted", "No encryption offered";
        Unclear = "unclear", "Unclear";
        CameBack = "came_back", "Came back";
    }
}

codes! {
    /// How much a message may say.
    pub enum Contents {
        /// Reference, rating, due time and link: nothing of any person.
        Reference = "reference", "Reference only";
        /// Also what the grant names: why the agency is asked, and about whom (R136).
        Granted = "granted", "What the request or notice names";
    }
}

/// What a message is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// A request for information.
    Request(RequestId),
    /// A referral into the MASH.
    Referral(ReferralId),
    /// An action agreed at MARAC.
    Action(AgreedActionId),
    /// A MARAC meeting.
    Meeting(MeetingId),
    /// A notice.
    Notice(NoticeId),
}

impl About {
    /// The identifier as text.
    pub fn record(self) -> String {
        match self {
            Self::Request(id) => id.to_string(),
            Self::Referral(id) => id.to_string(),
            Self::Action(id) => id.to_string(),
            Self::Meeting(id) => id.to_string(),
            Self::Notice(id) => id.to_string(),
        }
    }
    /// The reference that people read.
    pub fn reference(self) -> String {
        match self {
            Self::Request(id) => id.short(),
            Self::Referral(id) => id.short(),
            Self::Action(id) => id.short(),
            Self::Meeting(id) => id.short(),
            Self::Notice(id) => id.short(),
        }
    }
}

/// Why and since when a message is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Hold {
    /// Why.
    pub reason: HoldReason,
    /// Since when.
    pub since: Timestamp,
}

/// One try to send.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Attempt {
    /// When it was made.
    pub at: Timestamp,
    /// The address it went to.
    pub to: String,
    /// How much it said.
    pub contents: Contents,
    /// How it came out.
    pub result: AttemptResult,
    /// The mail server's reply code, when it gave one.
    pub code: String,
}

/// A person let a message go, or set it aside.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Release {
    /// Who.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
    /// What held it; none when it had failed or come back.
    pub from: Option<HoldReason>,
    /// Why, in the person's words.
    pub words: String,
}

/// One message of the ledger: made with the change that causes it, never taken out again.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Message {
    /// Its identifier, from which the mail's own Message-ID is made: each try has the same.
    pub id: MessageId,
    /// The area.
    pub area: AreaCode,
    /// What it is for.
    pub kind: MessageKind,
    /// The agency it goes to; the address is the one registered when it leaves.
    pub agency: AgencyCode,
    /// What it is about.
    pub about: About,
    /// How far it has got.
    pub state: MessageState,
    /// What it waits for a person for.
    pub hold: Option<Hold>,
    /// Who let it go, the newest last.
    pub releases: Vec<Release>,
    /// Every try, the newest last.
    pub attempts: Vec<Attempt>,
    /// The next try, while it is queued.
    pub next_at: Option<Timestamp>,
    /// Whose act caused it.
    pub queued_by: Doer,
    /// When.
    pub queued_at: Timestamp,
    /// The link that a code is for, when the message brings one.
    #[serde(default)]
    pub code_for: Option<AnswerLinkId>,
    /// How closely it is held: as closely as what it is about.
    pub restriction: Restriction,
}

impl Message {
    /// Whether somebody said that it may go in spite of this.
    pub fn released_from(&self, reason: HoldReason) -> bool {
        self.releases
            .iter()
            .any(|release| release.from == Some(reason))
    }
    /// When the mail server took it.
    pub fn sent_at(&self) -> Option<Timestamp> {
        self.attempts
            .iter()
            .rev()
            .find(|attempt| attempt.result == AttemptResult::Accepted)
            .map(|attempt| attempt.at)
    }
    /// Whether a person has to look: held, given up or come back.
    pub fn needs_a_person(&self) -> bool {
        matches!(
            self.state,
            MessageState::Held | MessageState::Failed | MessageState::Bounced
        )
    }
}

/// What keeps a message from leaving by this route, if anything does (C28, R225).
/// A person's release counts only for what a person can answer for: a missing or
/// unconfirmed address is mended in the settings, not talked away.
pub fn holds(message: &Message, route: Option<&Route>) -> Option<HoldReason> {
    let Some(route) = route else {
        return Some(HoldReason::NoAddress);
    };
    if !route.confirmed {
        return Some(HoldReason::Unconfirmed);
    }
    let restricted = message.restriction.is_restricted() && message.kind != MessageKind::Code;
    if restricted && !message.released_from(HoldReason::Restricted) {
        return Some(HoldReason::Restricted);
    }
    None
}

/// How much a message may say on its way to this address: personal data only
/// in a request itself and in a notice, only by a route on the area's secure list, and never on
/// a restricted record.
pub fn contents(message: &Message, address: &str, rules: &MailRules) -> Contents {
    let may = matches!(message.kind, MessageKind::Request | MessageKind::Notice)
        && !message.restriction.is_restricted()
        && rules.is_secure(address);
    if may {
        Contents::Granted
    } else {
        Contents::Reference
    }
}

/// When to try again after so many tries; none when it is time to give up.
pub fn next_try(rules: &MailRules, tries: usize, now: Timestamp) -> Option<Timestamp> {
    let minutes = rules.retry_minutes.get(tries.checked_sub(1)?)?;
    now.checked_add(SignedDuration::from_mins(i64::from(*minutes)))
        .ok()
}
