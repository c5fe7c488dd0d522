//! A referral and everything decided on it.

use jiff::Timestamp;

use super::ReferralState;
use crate::incidents::PartyRole;
use crate::mash::feedback::ReferrerContact;
use crate::mash::follow_up::FollowUp;
use crate::mash::meeting::HubMeeting;
use crate::mash::outcome::{Outcome, SentBack};
use crate::mash::rag::Rating;
use crate::mash::triage::Triage;
use crate::platform::actor::AgencyCode;
use crate::platform::audit::Doer;
use crate::platform::deadline::Clock;
use crate::platform::ids::{IncidentId, PersonId, ReferralId};
use crate::platform::restriction::Restriction;
use crate::platform::settings::AreaCode;
use crate::risk::RiskLevel;

/// A person the referral is about.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Subject {
    /// The person.
    pub person: PersonId,
    /// Their part in what was reported.
    pub role: PartyRole,
}

/// What the referrer was told at the end (R150, C38).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Feedback {
    /// The words sent.
    pub words: String,
    /// Who sent them.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// A referral into the MASH.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Referral {
    /// Its identifier.
    pub id: ReferralId,
    /// The area.
    pub area: AreaCode,
    /// The incident it came from, when it came from one.
    pub incident: Option<IncidentId>,
    /// The agency that loaded it and leads until triage says otherwise (R329).
    pub lead_agency: AgencyCode,
    /// Who referred.
    pub referred_by: Doer,
    /// Why, in the referrer's words.
    pub reason: String,
    /// The risk level at the time.
    pub level: RiskLevel,
    /// The people it is about.
    pub subjects: Vec<Subject>,
    /// When it was received on the system: the start of every clock (R337).
    pub received_at: Timestamp,
    /// RAG ratings, the newest last; none is ever overwritten (R119).
    pub ratings: Vec<Rating>,
    /// The clock of the rating in force. Until the first rating it runs on the area's shortest time,
    /// because nobody can say yet that it is not the most pressing (R115, R337).
    pub clock: Option<Clock>,
    /// The triage discussion, once recorded.
    pub triage: Option<Triage>,
    /// The outcome proposed and, later, authorised.
    pub outcome: Option<Outcome>,
    /// The clock of the meeting's record, once a meeting is authorised (R154).
    pub meeting_clock: Option<Clock>,
    /// The meeting, once its time is set (R151).
    #[serde(default)]
    pub meeting: Option<HubMeeting>,
    /// Proposals that the manager sent back, the newest last (R131).
    #[serde(default)]
    pub sent_back: Vec<SentBack>,
    /// What the outcomes started, each with its own clock (R141–R148).
    #[serde(default)]
    pub follow_ups: Vec<FollowUp>,
    /// When and how the referrer was told that the referral came (C38, F42).
    #[serde(default)]
    pub acknowledged: Option<Feedback>,
    /// Conversations with the referrer (R129).
    #[serde(default)]
    pub contacts: Vec<ReferrerContact>,
    /// What the referrer was told.
    pub feedback: Option<Feedback>,
    /// How closely it is held.
    pub restriction: Restriction,
}

impl Referral {
    /// Where it stands, given how many requests are still unanswered.
    pub fn state(&self, unanswered: usize) -> ReferralState {
        match (&self.outcome, &self.triage) {
            _ if self.is_decided() && self.meeting_is_open() => ReferralState::MeetingToRecord,
            _ if self.is_decided() && self.open_follow_ups().next().is_some() => {
                ReferralState::FollowingUp
            }
            _ if self.is_decided() => ReferralState::Finished,
            (Some(_), _) => ReferralState::AwaitingAuthorisation,
            (None, Some(_)) => ReferralState::ReadyForTriage,
            (None, None) if self.ratings.is_empty() => ReferralState::ToRate,
            (None, None) if unanswered > 0 => ReferralState::Gathering,
            (None, None) => ReferralState::ReadyForTriage,
        }
    }
    /// Whether the manager has authorised the outcome: from then on nothing before it changes.
    pub fn is_decided(&self) -> bool {
        self.outcome
            .as_ref()
            .is_some_and(|outcome| outcome.authorised.is_some())
    }
    /// Whether a meeting was agreed whose record is not complete (R154).
    pub fn meeting_is_open(&self) -> bool {
        self.meeting_clock
            .as_ref()
            .is_some_and(|clock| clock.done_at().is_none())
    }
    /// What the outcomes started and has not ended.
    pub fn open_follow_ups(&self) -> impl Iterator<Item = &FollowUp> {
        self.follow_ups
            .iter()
            .filter(|follow_up| follow_up.ended.is_none())
    }
    /// Whether a child is among the people (F42).
    pub fn has_child(&self) -> bool {
        self.subjects
            .iter()
            .any(|subject| subject.role == PartyRole::Child)
    }
    /// What is due next: the rating's time until the outcome is authorised, then whatever of the
    /// meeting's record and the follow-ups is due first.
    pub fn next_clock(&self) -> Option<&Clock> {
        if self.is_decided() {
            self.meeting_clock
                .as_ref()
                .filter(|_| self.meeting_is_open())
                .into_iter()
                .chain(self.open_follow_ups().map(|follow_up| &follow_up.clock))
                .min_by_key(|clock| clock.due_at())
        } else {
            self.clock.as_ref()
        }
    }
    /// Whether the outcome stands and the referrer has not heard of it (R150).
    pub fn is_untold(&self) -> bool {
        self.is_decided() && self.feedback.is_none()
    }
    /// The rating in force.
    pub fn rating(&self) -> Option<&Rating> {
        self.ratings.last()
    }
}
