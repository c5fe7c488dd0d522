//! A client: allocated to a service, tried within the promised time, heard before and told after the meeting (R3, R196–R202).

use jiff::{Timestamp, civil::Date};

use crate::platform::actor::AgencyCode;
use crate::platform::audit::Doer;
use crate::platform::deadline::Clock;
use crate::platform::ids::{AccountId, MaracReferralId, PersonId, SupportCaseId};
use crate::platform::restriction::Restriction;
use crate::platform::settings::AreaCode;
use crate::platform::settings::choices::TeamWork;

/// From which age an IDVA serves somebody (R196).
pub const FROM_AGE: i16 = 16;

codes! {
    /// What came of a try to reach the client.
    pub enum TryResult {
        Spoke = "spoke", "Spoke";
        NoAnswer = "no_answer", "No answer";
        UnsafeToSpeak = "unsafe_to_speak", "Unsafe to speak";
        MessageLeft = "message_left", "Message left as agreed";
    }
}

/// A try to reach the client: the try counts, not only its success (R3).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ContactTry {
    /// What came of it.
    pub result: TryResult,
    /// The day of the next try; none when none is planned.
    pub next: Option<Date>,
    /// A note, if there is one.
    pub note: String,
    /// Who tried.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

codes! {
    /// When the client's voice was heard, or the client was told (R202).
    pub enum VoiceTime {
        Before = "before", "Before the meeting";
        After = "after", "After the meeting";
    }
}

/// What the client said and wants, or what the client was told of the plan.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct VoiceNote {
    /// Before or after.
    pub time: VoiceTime,
    /// The words; where it was not safe to speak, that it was not.
    pub text: String,
    /// Who heard or told.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// Who works with the client.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Worker {
    /// The account.
    pub account: AccountId,
    /// The name.
    pub name: String,
    /// Since when.
    pub since: Timestamp,
}

/// The end of the work.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct CaseEnd {
    /// Why.
    pub why: String,
    /// Who.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// A client of a support service.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SupportCase {
    /// Its identifier.
    pub id: SupportCaseId,
    /// The area.
    pub area: AreaCode,
    /// The client.
    pub client: PersonId,
    /// The MARAC referral that it goes with, if one.
    pub referral: Option<MaracReferralId>,
    /// The service.
    pub agency: AgencyCode,
    /// The team of that agency, by its code, where the case is a team's and not the agency's own (R206, R211).
    #[serde(default)]
    pub team: Option<String>,
    /// What the team does with the case, as far as it has said.
    #[serde(default)]
    pub work: Vec<TeamWork>,
    /// Who works with the client; nobody yet when none.
    pub worker: Option<Worker>,
    /// Who allocated it: a person, or the area's setting (C21).
    pub opened_by: Doer,
    /// When.
    pub opened_at: Timestamp,
    /// The promise of a first try (R3, C17).
    pub first_contact: Clock,
    /// Tries to reach the client, oldest first.
    pub tries: Vec<ContactTry>,
    /// The client's voice, oldest first.
    pub voice: Vec<VoiceNote>,
    /// The end of the work.
    pub ended: Option<CaseEnd>,
    /// How closely it is held: as closely as the client.
    pub restriction: Restriction,
}

impl SupportCase {
    /// Whether somebody still works with the client, or should.
    pub fn is_open(&self) -> bool {
        self.ended.is_none()
    }

    /// By when somebody has to try to reach the client; none once it was tried or the work has ended (R3).
    pub fn owed_at(&self) -> Option<Timestamp> {
        let open = self.is_open() && self.first_contact.done_at().is_none();
        open.then(|| self.first_contact.due_at())
    }

    /// Whether somebody has spoken with the client.
    pub fn has_spoken(&self) -> bool {
        self.tries.iter().any(|one| one.result == TryResult::Spoke)
    }

    /// The day of the next try that is planned.
    pub fn next_try(&self) -> Option<Date> {
        self.tries.last().and_then(|one| one.next)
    }

    /// Whether the client's voice has been heard before the meeting, or the client told after it.
    pub fn has_voice(&self, time: VoiceTime) -> bool {
        self.voice.iter().any(|note| note.time == time)
    }
}

/// Why a step was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SupportRefusal {
    /// Open already.
    #[error("This service has the client already.")]
    AlreadyOpen,
    /// Too young.
    #[error(
        "IDVAs serve people of 16 and over. Ask children’s social care which service is right."
    )]
    TooYoung,
    /// No service.
    #[error("Choose a domestic abuse service of this area, or one of its teams.")]
    NoService,
    /// Ended.
    #[error("The work with this client has ended.")]
    Ended,
    /// The next try is in the past.
    #[error("Choose a day for the next try that is today or later.")]
    NextInThePast,
    /// Nothing was written.
    #[error("Write what the client says and wants, or that it was not safe to ask.")]
    NoVoice,
    /// No reason.
    #[error("Say why the work ends.")]
    NoReason,
    /// The case is no team's, or the team does not do this.
    #[error("Choose what the team does, from the area’s list of its work.")]
    NotItsWork,
}

/// Checks an allocation.
///
/// # Errors
/// When the service has the client already, the client is known to be younger than 16, or the
/// agency is no domestic abuse service.
pub fn may_allocate(
    open: bool,
    lowest_age: Option<i16>,
    is_service: bool,
) -> Result<(), SupportRefusal> {
    if !is_service {
        return Err(SupportRefusal::NoService);
    }
    if open {
        return Err(SupportRefusal::AlreadyOpen);
    }
    if lowest_age.is_some_and(|age| age < FROM_AGE) {
        return Err(SupportRefusal::TooYoung);
    }
    Ok(())
}

/// Whether a MARAC referral brings an IDVA by itself: where the area says so and nothing speaks
/// against it (C21, R200).
pub fn comes_with_referral(
    auto: bool,
    open: bool,
    lowest_age: Option<i16>,
    is_service: bool,
) -> bool {
    auto && may_allocate(open, lowest_age, is_service).is_ok()
}

/// Checks a try.
///
/// # Errors
/// When the work has ended, or the next try lies in the past.
pub fn may_try(is_open: bool, next: Option<Date>, today: Date) -> Result<(), SupportRefusal> {
    if !is_open {
        return Err(SupportRefusal::Ended);
    }
    if next.is_some_and(|next| next < today) {
        return Err(SupportRefusal::NextInThePast);
    }
    Ok(())
}

/// Checks words of the client's voice.
///
/// # Errors
/// When the work has ended, or nothing is written.
pub fn may_give_voice(is_open: bool, text: &str) -> Result<(), SupportRefusal> {
    if !is_open {
        return Err(SupportRefusal::Ended);
    }
    if text.trim().is_empty() {
        return Err(SupportRefusal::NoVoice);
    }
    Ok(())
}

/// Checks what a team says it does with a case: nothing that it does not do. Nothing else is asked, and
/// nothing about a charge (R207, R211).
///
/// # Errors
/// When the work has ended, or the team does not do what was chosen.
pub fn may_set_work(
    is_open: bool,
    of_team: &[TeamWork],
    chosen: &[TeamWork],
) -> Result<(), SupportRefusal> {
    if !is_open {
        return Err(SupportRefusal::Ended);
    }
    if of_team.is_empty() || !chosen.iter().all(|work| of_team.contains(work)) {
        return Err(SupportRefusal::NotItsWork);
    }
    Ok(())
}

/// Checks the end of the work.
///
/// # Errors
/// When it has ended before, or no reason is given.
pub fn may_end_work(is_open: bool, why: &str) -> Result<(), SupportRefusal> {
    if !is_open {
        return Err(SupportRefusal::Ended);
    }
    if why.trim().is_empty() {
        return Err(SupportRefusal::NoReason);
    }
    Ok(())
}
