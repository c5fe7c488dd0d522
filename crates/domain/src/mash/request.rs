//! A question to one agency, and its answer: known, not known or known before, for its own people (R124–R140).

use jiff::{Timestamp, civil::Date};

use super::Rag;
use crate::incidents::PartyRole;
use crate::people::Born;
use crate::platform::actor::AgencyCode;
use crate::platform::audit::Doer;
use crate::platform::deadline::Clock;
use crate::platform::ids::{IncomingMailId, PersonId, ReferralId, RequestId};
use crate::platform::restriction::Restriction;
use crate::platform::settings::AreaCode;

codes! {
    /// What an agency holds on one person (R95).
    pub enum Holding {
        Known = "known", "Known now";
        KnownBefore = "known_before", "Known before";
        NotKnown = "not_known", "Not known";
    }
}

/// One person the agency is asked about: exactly what the request lets it see.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct AskedPerson {
    /// The person.
    pub person: PersonId,
    /// The name as disclosed to the agency.
    pub name: String,
    /// The date of birth as disclosed.
    pub born: Born,
    /// Their part.
    pub role: PartyRole,
}

/// A request to one agency: a living grant that names what the agency may see.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct InformationRequest {
    /// Its identifier.
    pub id: RequestId,
    /// The referral it belongs to.
    pub referral: ReferralId,
    /// The area.
    pub area: AreaCode,
    /// The agency asked.
    pub agency: AgencyCode,
    /// Why it asks, in words the agency may read.
    pub why: String,
    /// The people asked about.
    pub people: Vec<AskedPerson>,
    /// The rating that travels with it (R117).
    pub rag: Rag,
    /// Who asked.
    pub asked_by: Doer,
    /// When.
    pub asked_at: Timestamp,
    /// Its clock.
    pub clock: Clock,
    /// The answer, once sent.
    pub reply: Option<Reply>,
    /// When the grant was withdrawn, if it was.
    pub withdrawn_at: Option<Timestamp>,
    /// How closely it is held: as closely as its referral.
    pub restriction: Restriction,
}

codes! {
    /// How early help stands with a family, beside what it holds on each person (R222).
    pub enum EarlyHelpFact {
        AssessmentOpen = "assessment_open", "An early help single assessment is open";
        InformationService = "information_service", "The Family Information Service is involved";
        NewAssessment = "new_assessment", "A new early help assessment is recommended";
    }
}

/// One line of an agency's short chronology (R126).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ChronologyLine {
    /// The day, if known.
    pub on: Option<Date>,
    /// What happened or was done.
    pub what: String,
}

/// An agency's answer: analysis, not a dump (R126).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Reply {
    /// What is held on each person asked about.
    pub holdings: Vec<(PersonId, Holding)>,
    /// A short chronology.
    pub chronology: Vec<ChronologyLine>,
    /// What it means for risk.
    pub summary: String,
    /// What may be told to the person.
    pub may_tell: String,
    /// What is withheld, and why.
    pub withheld: String,
    /// People or facts missing from the family as the request shows it (R127).
    pub missing_people: String,
    /// How early help stands with the family, where early help answers (R222).
    #[serde(default)]
    pub early_help: Vec<EarlyHelpFact>,
    /// Who answered.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
    /// The mail that holds the answer, when it came by mail; `holdings` are then
    /// empty unless the mail says that nothing is held (R138, R140).
    #[serde(default)]
    pub mail: Option<IncomingMailId>,
}

/// Why an answer was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReplyRefusal {
    /// A person was left out.
    #[error(
        "Say for each person whether they are known, known before or not known. {0} still to answer."
    )]
    PersonMissing(usize),
    /// Somebody is known but nothing is said of it.
    #[error(
        "Somebody is known to your agency. Write what it means for risk, even in one sentence."
    )]
    NoSummary,
    /// It was answered before.
    #[error("This request has been answered already. The answer stands on the page.")]
    Answered,
    /// The grant has ended.
    #[error("This request has been withdrawn, so it can no longer be answered.")]
    Withdrawn,
}

/// Checks an answer against its request (R125–R127, R140).
///
/// # Errors
/// When a person is left out, somebody is known and nothing is said, or the
/// request has been answered or withdrawn.
pub fn may_reply(request: &InformationRequest, reply: &Reply) -> Result<(), ReplyRefusal> {
    if request.withdrawn_at.is_some() {
        return Err(ReplyRefusal::Withdrawn);
    }
    if request.reply.is_some() {
        return Err(ReplyRefusal::Answered);
    }
    let missing = request
        .people
        .iter()
        .filter(|asked| {
            !reply
                .holdings
                .iter()
                .any(|(person, _)| *person == asked.person)
        })
        .count();
    if missing > 0 {
        return Err(ReplyRefusal::PersonMissing(missing));
    }
    let known = reply
        .holdings
        .iter()
        .any(|(_, holding)| *holding != Holding::NotKnown);
    if known && reply.summary.trim().is_empty() {
        return Err(ReplyRefusal::NoSummary);
    }
    Ok(())
}
