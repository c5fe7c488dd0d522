//! An action that a representative offers while the case is heard; the minute-taker agrees it or says why not (F26, ux.md 4.4).

use jiff::{Timestamp, civil::Date};

use crate::platform::actor::AgencyCode;
use crate::platform::audit::Doer;
use crate::platform::ids::{AccountId, ActionOfferId, AgreedActionId, MaracReferralId, MeetingId};
use crate::platform::restriction::Restriction;
use crate::platform::settings::AreaCode;

codes! {
    /// Where an offer stands.
    pub enum OfferState {
        Open = "open", "Offered";
        Agreed = "agreed", "Agreed";
        Declined = "declined", "Not agreed";
        Withdrawn = "withdrawn", "Taken back";
    }
}

/// What became of an offer.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct OfferAnswer {
    /// The state.
    pub state: OfferState,
    /// The action that came of it.
    pub action: Option<AgreedActionId>,
    /// Why it was not agreed.
    pub note: String,
    /// Who answered.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// An offer of an action.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ActionOffer {
    /// Its identifier.
    pub id: ActionOfferId,
    /// The area.
    pub area: AreaCode,
    /// The meeting.
    pub meeting: MeetingId,
    /// The referral it is for.
    pub referral: MaracReferralId,
    /// The agency that offers.
    pub agency: AgencyCode,
    /// The person or role in that agency.
    pub owner: String,
    /// What is to be done.
    pub what: String,
    /// The risk it lowers, if named.
    pub lowers: String,
    /// By when, the day included.
    pub due: Date,
    /// Whether the victim sees it or is told.
    pub victim_facing: bool,
    /// Who offered.
    pub offered_by: Doer,
    /// When.
    pub offered_at: Timestamp,
    /// What became of it.
    pub answer: Option<OfferAnswer>,
    /// The accounts for which the case is not there, because of a conflict.
    #[serde(default)]
    pub kept_from: Vec<AccountId>,
    /// How closely it is held: as closely as its referral.
    pub restriction: Restriction,
}

impl ActionOffer {
    /// Where it stands.
    pub fn state(&self) -> OfferState {
        self.answer
            .as_ref()
            .map_or(OfferState::Open, |answer| answer.state)
    }
}

/// Why an answer to an offer was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OfferRefusal {
    /// Answered before.
    #[error("This offer has been answered already.")]
    AlreadyAnswered,
    /// No needs a reason.
    #[error("Say in a few words why it is not agreed.")]
    NoReason,
}

/// Checks an answer to an offer.
///
/// # Errors
/// When it was answered before, or it is declined without a reason.
pub fn may_answer(offer: &ActionOffer, state: OfferState, note: &str) -> Result<(), OfferRefusal> {
    if offer.answer.is_some() {
        return Err(OfferRefusal::AlreadyAnswered);
    }
    if state == OfferState::Declined && note.trim().is_empty() {
        return Err(OfferRefusal::NoReason);
    }
    Ok(())
}
