//! Advice that a professional asked for, kept whether or not it became a referral, and pointing people to services (R47–R52, R112).

use jiff::Timestamp;

use super::partner::Referrer;
use crate::platform::audit::Doer;
use crate::platform::ids::{ConsultationId, IncidentId, PartnerReferralId, ReferralId, SignpostId};
use crate::platform::restriction::Restriction;
use crate::platform::settings::AreaCode;

/// Somebody as the professional named them; a consultation need not name anybody.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct NamedPerson {
    /// Given names.
    pub given: String,
    /// Family name.
    pub family: String,
    /// Date of birth as typed: day, month and year.
    pub born: String,
}

impl NamedPerson {
    /// Whether nothing is said of them.
    pub fn is_nobody(&self) -> bool {
        [&self.given, &self.family, &self.born]
            .iter()
            .all(|part| part.trim().is_empty())
    }
}

/// What became of a consultation.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsultationEnd {
    /// It became a referral, received at once with what was typed.
    Referred(PartnerReferralId),
    /// It did not, for this reason (R52).
    NotReferred(String),
}

/// A consultation.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Consultation {
    /// Its identifier.
    pub id: ConsultationId,
    /// The area.
    pub area: AreaCode,
    /// Who asked.
    pub asked_by: Referrer,
    /// What worries them, in their words.
    pub worry: String,
    /// The victim, as far as named.
    pub victim: NamedPerson,
    /// The person causing harm, as far as named.
    pub person_causing_harm: NamedPerson,
    /// The children, as far as named.
    pub children: Vec<NamedPerson>,
    /// The advice given.
    pub advice: String,
    /// Who advised.
    pub advised_by: Doer,
    /// When.
    pub at: Timestamp,
    /// What became of it; none while the professional thinks it over.
    pub end: Option<ConsultationEnd>,
    /// How closely it is held.
    pub restriction: Restriction,
}

/// Why an act on a consultation was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConsultationRefusal {
    /// It has ended.
    #[error("It has been recorded already what became of this consultation.")]
    Ended,
    /// It was not referred, and nothing says why.
    #[error("Say why it was not referred (R52), for example what the other agency will do.")]
    NoReason,
    /// A referral is about somebody.
    #[error("A referral needs the name of the victim. Ask the professional and add it here.")]
    NoVictim,
}

/// Checks that a consultation may end without a referral.
///
/// # Errors
/// When it has ended, or no reason is given.
pub fn may_end(consultation: &Consultation, reason: &str) -> Result<(), ConsultationRefusal> {
    if consultation.end.is_some() {
        return Err(ConsultationRefusal::Ended);
    }
    if reason.trim().is_empty() {
        return Err(ConsultationRefusal::NoReason);
    }
    Ok(())
}

/// Checks that a consultation may become a referral.
///
/// # Errors
/// When it has ended, or nobody is named as the victim.
pub fn may_refer(consultation: &Consultation) -> Result<(), ConsultationRefusal> {
    if consultation.end.is_some() {
        return Err(ConsultationRefusal::Ended);
    }
    if consultation.victim.is_nobody() {
        return Err(ConsultationRefusal::NoVictim);
    }
    Ok(())
}

/// What somebody was pointed to a service from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignpostFrom {
    /// An incident at the desk.
    Incident(IncidentId),
    /// A referral into the MASH.
    Referral(ReferralId),
    /// A partner's referral.
    Partner(PartnerReferralId),
    /// A consultation.
    Consultation(ConsultationId),
}

impl SignpostFrom {
    /// The record's identifier as text.
    pub fn record(self) -> String {
        match self {
            Self::Incident(id) => id.to_string(),
            Self::Referral(id) => id.to_string(),
            Self::Partner(id) => id.to_string(),
            Self::Consultation(id) => id.to_string(),
        }
    }
}

/// Somebody was pointed to a service (R51, R112).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Signpost {
    /// Its identifier.
    pub id: SignpostId,
    /// The area.
    pub area: AreaCode,
    /// From which record.
    pub from: SignpostFrom,
    /// The service's code in the directory.
    pub service: String,
    /// The service's name on that day.
    pub service_name: String,
    /// Who pointed.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
    /// It is held as closely as its record, which is asked each time; this is the record's own.
    pub restriction: Restriction,
}
