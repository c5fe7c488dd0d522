//! Supervision by probation: which body manages somebody and how grave the risk is, what was given to report writers, and who was told how it goes (R208–R210).

use jiff::Timestamp;

use super::call_outs::CallOuts;
use crate::people::contact::Standing;
use crate::platform::audit::Doer;
use crate::platform::ids::{PersonId, SupervisionId};
use crate::platform::restriction::Restriction;
use crate::platform::settings::AreaCode;

codes! {
    /// How grave probation holds the risk of serious harm to be (R210).
    pub enum HarmRisk {
        NotAssessed = "not_assessed", "Not assessed yet";
        Low = "low", "Low";
        Medium = "medium", "Medium";
        High = "high", "High";
        VeryHigh = "very_high", "Very high";
    }
}

codes! {
    /// Whether the person is managed under the public protection arrangements, and at which level (R210).
    pub enum Mappa {
        No = "no", "Not under MAPPA";
        One = "1", "MAPPA level 1";
        Two = "2", "MAPPA level 2";
        Three = "3", "MAPPA level 3";
    }
}

/// Which body manages the person, from when on.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Managed {
    /// The body's short code, as the area's settings have it.
    pub body: String,
    /// The risk of serious harm.
    pub harm: HarmRisk,
    /// Whether under MAPPA.
    pub mappa: Mappa,
    /// Who wrote it down.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

codes! {
    /// For which report a summary was taken (R209).
    pub enum ReportStage {
        BeforeSentence = "before_sentence", "A report before sentence";
        AfterSentence = "after_sentence", "Supervision after sentence";
    }
}

/// A summary that was given out, as it was given.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SummaryGiven {
    /// For what.
    pub stage: ReportStage,
    /// What it said.
    pub summary: CallOuts,
    /// To whom.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

codes! {
    /// Who was told how the work with the person causing harm goes (R208).
    pub enum ToldWho {
        Victim = "victim", "Victim";
        NewPartner = "new_partner", "New partner";
    }
}

/// That somebody was told how it goes.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ProgressTold {
    /// Which person.
    pub person: PersonId,
    /// As what.
    pub who: ToldWho,
    /// What they were told.
    pub words: String,
    /// Who told them.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// The end of a supervision.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SupervisionEnd {
    /// Why.
    pub why: String,
    /// Who.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// One supervision of one person.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Supervision {
    /// Its identifier.
    pub id: SupervisionId,
    /// The area.
    pub area: AreaCode,
    /// The person who is supervised.
    pub person: PersonId,
    /// Who manages them, oldest first; never empty.
    pub managed: Vec<Managed>,
    /// Summaries given to report writers, oldest first.
    pub summaries: Vec<SummaryGiven>,
    /// Who was told of progress, oldest first.
    pub told: Vec<ProgressTold>,
    /// The end.
    pub ended: Option<SupervisionEnd>,
    /// How closely it is held: as closely as the person.
    pub restriction: Restriction,
}

impl Supervision {
    /// Whether it goes on.
    pub fn is_open(&self) -> bool {
        self.ended.is_none()
    }
    /// Who manages the person now.
    pub fn now_managed(&self) -> Option<&Managed> {
        self.managed.last()
    }
}

/// Why a step was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SupervisionRefusal {
    /// Over.
    #[error("This supervision has ended.")]
    Ended,
    /// No such body.
    #[error("Choose which body manages the person, from the area’s list.")]
    UnknownBody,
    /// Nothing is new.
    #[error("Nothing has changed: the body, the risk and MAPPA are as they were.")]
    NothingNew,
    /// Somebody who has no part in it.
    #[error("Choose somebody whom the record names as harmed by this person.")]
    NotConcerned,
    /// No safe way to reach them.
    #[error(
        "No way to reach this person is known to be safe now. Ask their worker first, and record the answer on the person’s own page."
    )]
    NotSafe,
    /// No words.
    #[error("Write what the person was told.")]
    NoWords,
    /// No reason.
    #[error("Say why the supervision ends.")]
    NoReason,
}

/// Checks the beginning of a supervision, and every change of who manages the person or of how grave the risk is.
///
/// # Errors
/// When it has ended, the area has no such body, or nothing has changed.
pub fn may_change(is_open: bool, known_body: bool, is_new: bool) -> Result<(), SupervisionRefusal> {
    if !is_open {
        return Err(SupervisionRefusal::Ended);
    }
    if !known_body {
        return Err(SupervisionRefusal::UnknownBody);
    }
    if !is_new {
        return Err(SupervisionRefusal::NothingNew);
    }
    Ok(())
}

/// Checks that somebody was told: the safe-contact lock holds for this as for any call or letter (R32).
///
/// # Errors
/// When it has ended, the person is not named as harmed, no way to reach them is safe, or nothing is written.
pub fn may_tell(
    is_open: bool,
    concerned: bool,
    standing: &Standing,
    words: &str,
) -> Result<(), SupervisionRefusal> {
    if !is_open {
        return Err(SupervisionRefusal::Ended);
    }
    if !concerned {
        return Err(SupervisionRefusal::NotConcerned);
    }
    if !matches!(standing, Standing::Safe { .. }) {
        return Err(SupervisionRefusal::NotSafe);
    }
    if words.trim().is_empty() {
        return Err(SupervisionRefusal::NoWords);
    }
    Ok(())
}

/// Checks the end.
///
/// # Errors
/// When it has ended before, or no reason is given.
pub fn may_end(is_open: bool, why: &str) -> Result<(), SupervisionRefusal> {
    if !is_open {
        return Err(SupervisionRefusal::Ended);
    }
    if why.trim().is_empty() {
        return Err(SupervisionRefusal::NoReason);
    }
    Ok(())
}
