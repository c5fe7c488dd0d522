//! What came in by a door: who told it, about whom, how they can be reached safely, where it went and what became of it.

use jiff::{SignedDuration, Timestamp};

pub use super::described::Described;
use super::routing::{Concern, Routing};
use super::{Agreed, Desk, Door, FirstMove, RiskSign};
use crate::people::SafeContact;
use crate::people::contact::{Cleared, Email, NotSafe, Phone, Way, may_use};
use crate::platform::actor::AgencyCode;
use crate::platform::audit::Doer;
use crate::platform::deadline::Clock;
use crate::platform::ids::{DoorReportId, ReferralId};
use crate::platform::restriction::Restriction;
use crate::platform::settings::AreaCode;

codes! {
    /// How far a report has got.
    pub enum ReportState {
        /// Nobody has taken it yet.
        New = "new", "To take";
        /// Somebody has taken it and has not reached the person yet.
        Taken = "taken", "To reach";
        /// The first contact was made, or there is nobody to reach.
        InTouch = "in_touch", "Under way";
        /// It is finished.
        Ended = "ended", "Finished";
        /// It looked like part of a flood, and waits for a look (D4 of issue 6).
        SetAside = "set_aside", "Set aside";
    }
}

codes! {
    /// How a try to reach somebody came out. Each is a fact, and none blames (ux.md 2, 13).
    pub enum TryResult {
        Spoke = "spoke", "Spoke with them";
        NoAnswer = "no_answer", "No answer";
        NotSafe = "not_safe", "It was not safe to speak";
        Message = "message", "Left a message, as agreed";
    }
}

codes! {
    /// How a report ended.
    pub enum EndKind {
        Supported = "supported", "The support service goes on with them";
        Referred = "referred", "Referred into the MASH";
        ToMarac = "to_marac", "Put forward to MARAC";
        Elsewhere = "elsewhere", "Told of a service that helps";
        AdviceOnly = "advice_only", "Advice was given";
        NotReached = "not_reached", "We have not reached them";
        Declined = "declined", "They do not want help now";
        Withdrawn = "withdrawn", "They took it back";
        Junk = "junk", "Not a real report";
    }
}

impl EndKind {
    /// What the referrer may be told of it in the fewest words: nothing of the person (C38).
    #[must_use]
    pub const fn told(self) -> &'static str {
        match self {
            EndKind::Supported => "A service is working with the person.",
            EndKind::Referred | EndKind::ToMarac => {
                "It was passed on to the agencies that decide together."
            }
            EndKind::Elsewhere | EndKind::AdviceOnly => "The person was told of help that fits.",
            EndKind::NotReached => {
                "We tried and have not reached the person. Tell us if you know of a safer way."
            }
            EndKind::Declined | EndKind::Withdrawn => {
                "The person does not want help now. The door stays open."
            }
            EndKind::Junk => "It was dealt with.",
        }
    }
}

/// Somebody who referred, as they said it of themself.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Referrer {
    /// Their name.
    pub name: String,
    /// What they do.
    pub job: String,
    /// Where they work.
    pub organisation: String,
    /// Their work e-mail address.
    pub email: String,
    /// Their telephone number.
    pub phone: String,
    /// When a one-time code proved that they read the mail of that address; none where nothing did.
    #[serde(default)]
    pub email_proved_at: Option<Timestamp>,
}

/// How somebody can be reached, in their own or their referrer's words (R2, R25).
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Reach {
    /// Who gets in touch first.
    pub first_move: FirstMove,
    /// Telephone numbers, each with what was said of it.
    pub phones: Vec<Phone>,
    /// E-mail addresses, each with what was said of it.
    pub emails: Vec<Email>,
    /// When, what never, who must not know.
    pub card: SafeContact,
}

/// A try to reach the person (R3: the try is kept, not only the success).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ContactTry {
    /// How it came out.
    pub result: TryResult,
    /// More about it.
    pub words: String,
    /// Who tried.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
    /// When to try again, if so.
    pub next_at: Option<Timestamp>,
}

/// Who took a report, and when.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Taken {
    /// Who.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// How it ended.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Ended {
    /// How.
    pub how: EndKind,
    /// Why, in words.
    pub words: String,
    /// Who says so; the system where the person took it back themself.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// That a report was handed from one desk to another.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PassedOn {
    /// From which desk.
    pub from: Desk,
    /// To which.
    pub to: Desk,
    /// Why.
    pub why: String,
    /// Who.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// A decision to make contact without agreement, in writing (C5, R20).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Decided {
    /// Why it is right.
    pub why: String,
    /// Who decided.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// A service that the person was told of (R51, R112).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Signposted {
    /// Its name, as the directory had it.
    pub service: String,
    /// Who told them.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// A file that came with a report. It is kept and handed out as it came, and never shown as a page.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Attached {
    /// Its name, as it was sent, without any path.
    pub name: String,
    /// What its first bytes say that it is.
    pub kind: super::flood::FileKind,
    /// How many bytes it has.
    pub bytes: u64,
}

/// What came in by a door.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DoorReport {
    /// Its identifier.
    pub id: DoorReportId,
    /// The area.
    pub area: AreaCode,
    /// By which door.
    pub door: Door,
    /// The desk that has it.
    pub desk: Desk,
    /// The agency that answers the desk.
    pub agency: AgencyCode,
    /// The report that this is a copy of for another desk, when it is one.
    #[serde(default)]
    pub copy_of: Option<DoorReportId>,
    /// When it was received on the system: the start of its clock (R337).
    pub received_at: Timestamp,
    /// Who referred, when somebody did.
    #[serde(default)]
    pub referrer: Option<Referrer>,
    /// The person who is harmed.
    pub person: Described,
    /// The person who causes harm.
    pub other: Described,
    /// Children, in words.
    #[serde(default)]
    pub children: String,
    /// What is happening, in their words.
    pub happening: String,
    /// What would help, and whatever else was said.
    #[serde(default)]
    pub wish: String,
    /// What the rules went by.
    pub concern: Concern,
    /// Signs of risk that were said to be so; a guide (R50).
    #[serde(default)]
    pub signs: Vec<RiskSign>,
    /// Why it is shared without agreement.
    #[serde(default)]
    pub why_share: String,
    /// How to reach them.
    pub reach: Reach,
    /// Where it went, and why.
    pub routing: Routing,
    /// The promise to make contact; none where there is nobody to reach (R3, C17).
    #[serde(default)]
    pub first_contact: Option<Clock>,
    /// The digest of the code that was given out, and of the word that was chosen.
    #[serde(default)]
    pub code: String,
    /// The digest of the word; empty where none was chosen.
    #[serde(default)]
    pub word: String,
    /// Who took it.
    #[serde(default)]
    pub taken: Option<Taken>,
    /// Tries to reach the person, oldest first.
    #[serde(default)]
    pub tries: Vec<ContactTry>,
    /// The written decision to make contact without agreement.
    #[serde(default)]
    pub decided: Option<Decided>,
    /// The desks that it went through.
    #[serde(default)]
    pub passed_on: Vec<PassedOn>,
    /// Services that the person was told of.
    #[serde(default)]
    pub signposted: Vec<Signposted>,
    /// Files that came with it.
    #[serde(default)]
    pub files: Vec<Attached>,
    /// The referral into the MASH that was made of it.
    #[serde(default)]
    pub referral: Option<ReferralId>,
    /// How it ended.
    #[serde(default)]
    pub ended: Option<Ended>,
    /// The mark that all reports of one flood share; empty when it is part of none.
    #[serde(default)]
    pub flood: String,
    /// How closely it is held.
    pub restriction: Restriction,
}

impl DoorReport {
    /// How far it has got.
    #[must_use]
    pub fn state(&self) -> ReportState {
        let reached = self.tries.iter().any(|one| one.result == TryResult::Spoke);
        match (&self.ended, &self.taken) {
            (Some(_), _) => ReportState::Ended,
            (None, _) if !self.flood.is_empty() => ReportState::SetAside,
            (None, None) => ReportState::New,
            (None, Some(_)) if reached || self.first_contact.is_none() => ReportState::InTouch,
            (None, Some(_)) => ReportState::Taken,
        }
    }

    /// Whether the service may make contact now: with agreement, with a written decision, or where
    /// the area asks for neither (R20, C5). A person who said that they would ring is not rung.
    #[must_use]
    pub fn may_contact(&self, needs_consent: bool) -> bool {
        let agreed = match self.door {
            Door::Form => self.concern.agreed == Some(Agreed::Yes),
            Door::Own | Door::Call | Door::Visit => true,
        };
        agreed || self.decided.is_some() || !needs_consent
    }

    /// The one check before the person is reached by a way that stands in the report: the same as
    /// for any record (R25, R32).
    ///
    /// # Errors
    /// When they must not be reached, or nobody said that this way is safe.
    pub fn may_reach(
        &self,
        (way, index): (Way, usize),
        now: Timestamp,
        lapse_days: u16,
    ) -> Result<Cleared, NotSafe> {
        let found = match way {
            Way::Phone => self
                .reach
                .phones
                .get(index)
                .map(|one| (one.number.clone(), one.safety)),
            Way::Email => self
                .reach
                .emails
                .get(index)
                .map(|one| (one.address.clone(), one.safety)),
            Way::Letter => None,
        };
        let (to, safety) = found.ok_or(NotSafe::NotThere(way))?;
        may_use(&self.reach.card, (way, to, safety), now, lapse_days)
    }

    /// When somebody is to be rung next: the time set at the last try, or the promise.
    #[must_use]
    pub fn due_at(&self) -> Option<Timestamp> {
        if matches!(self.state(), ReportState::Ended | ReportState::SetAside) {
            return None;
        }
        let again = self.tries.last().and_then(|one| one.next_at);
        again.or_else(|| {
            self.first_contact
                .as_ref()
                .filter(|clock| clock.done_at().is_none())
                .map(Clock::due_at)
        })
    }

    /// What the referrer may read of it by its code, in the fewest words (C38).
    #[must_use]
    pub fn progress(&self) -> &'static str {
        match self.state() {
            ReportState::New | ReportState::SetAside => {
                "It has come in and waits for somebody to take it."
            }
            ReportState::Taken => "Somebody has taken it and is trying to make contact.",
            ReportState::InTouch => "Somebody is in touch about it.",
            ReportState::Ended => "It has been dealt with.",
        }
    }
}

/// Whether a time to try again can be kept: later than now, and within three months.
#[must_use]
pub fn may_try_again(next_at: Timestamp, now: Timestamp) -> bool {
    let last = now.checked_add(SignedDuration::from_hours(24 * 92));
    next_at > now && last.is_ok_and(|last| next_at <= last)
}
