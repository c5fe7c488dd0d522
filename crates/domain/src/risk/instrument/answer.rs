//! One assessment of a pair: who began it, with which version, what was answered and where the answers come from (R60, F1, F10).

use jiff::Timestamp;

use super::Instrument;
use super::grade::Graded;
use crate::platform::actor::AgencyCode;
use crate::platform::audit::Doer;
use crate::platform::ids::{AssessmentId, IncidentId, PersonId};
use crate::platform::restriction::Restriction;
use crate::platform::settings::AreaCode;

codes! {
    /// Where an answer comes from when it is not the person's own (F1).
    pub enum AnswerSource {
        Victim = "victim", "The person told us";
        Observed = "observed", "Seen by whoever asked";
        Records = "records", "An agency’s records";
        OtherPerson = "other_person", "Somebody else told us";
    }
}

/// What was answered to one question.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Given {
    /// The question's code.
    pub item: String,
    /// The answer's code; empty when only a comment was written.
    pub answer: String,
    /// Where it comes from.
    pub source: AnswerSource,
    /// What was said about it.
    pub comment: String,
}

/// An assessment, begun and perhaps finished. A finished one never changes: when
/// something happens, another is made (F6).
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Assessment {
    /// Its identifier.
    pub id: AssessmentId,
    /// The area.
    pub area: AreaCode,
    /// The victim, whose risk it is.
    pub victim: PersonId,
    /// The person causing harm.
    pub perpetrator: PersonId,
    /// The incident after which it was made, if one.
    pub incident: Option<IncidentId>,
    /// The instrument's code.
    pub instrument: String,
    /// The instrument's version.
    pub version: String,
    /// The instrument's name, for lists.
    pub name: String,
    /// The agency that makes it.
    pub agency: AgencyCode,
    /// Who began it.
    pub begun_by: Doer,
    /// When.
    pub begun_at: Timestamp,
    /// Whether that person was on record as trained in it on that day (R50, R308).
    pub trained: bool,
    /// What was answered so far.
    pub answers: Vec<Given>,
    /// When it was last saved.
    pub saved_at: Timestamp,
    /// Score, judgement and grade, once finished.
    pub finished: Option<Graded>,
    /// How closely it is held: as closely as the closer of the two people.
    pub restriction: Restriction,
}

impl Assessment {
    /// What was answered to a question.
    pub fn given(&self, item: &str) -> Option<&Given> {
        self.answers.iter().find(|given| given.item == item)
    }
}

/// Why answers were refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnswerRefusal {
    /// Finished ones stay as they are.
    #[error(
        "This assessment is finished and stays as it is. Begin another when something has changed."
    )]
    Finished,
    /// An unknown question.
    #[error("“{0}” is not a question of this instrument.")]
    NoSuchItem(String),
    /// An unknown answer.
    #[error("Question {0} has no such answer. Choose one of those shown.")]
    NoSuchAnswer(String),
}

/// Puts new answers over those given before; a question that is not among them
/// keeps what it had, so that two people who save one after the other lose nothing.
/// An answer without a code and without a comment takes back what was there.
///
/// # Errors
/// When it is finished, or a question or answer is not the instrument's.
pub fn answered(
    instrument: &Instrument,
    assessment: &Assessment,
    new: Vec<Given>,
) -> Result<Vec<Given>, AnswerRefusal> {
    if assessment.finished.is_some() {
        return Err(AnswerRefusal::Finished);
    }
    let mut kept = assessment.answers.clone();
    for given in new {
        let item = instrument
            .item(&given.item)
            .ok_or_else(|| AnswerRefusal::NoSuchItem(given.item.clone()))?;
        if !given.answer.is_empty() && instrument.answer_of(item, &given.answer).is_none() {
            return Err(AnswerRefusal::NoSuchAnswer(item.number.clone()));
        }
        kept.retain(|old| old.item != given.item);
        if !given.answer.is_empty() || !given.comment.is_empty() {
            kept.push(given);
        }
    }
    let place = |given: &Given| instrument.items().position(|item| item.code == given.item);
    kept.sort_by_key(place);
    Ok(kept)
}

/// Whether an instrument may be used for someone of this age.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fit {
    /// It is meant for them.
    Fits,
    /// It may be used, and this is to be said.
    Warn(String),
    /// It may not.
    Never(String),
}

/// No instrument is used under 16 (R56); at 16 and 17 the young person's comes
/// first, and an adult's is used with a warning (C4, F7).
pub fn fit(instrument: &Instrument, age: Option<i16>) -> Fit {
    let Some(age) = age else {
        return Fit::Warn(
            "The person’s age is not known. Make sure that they are 16 or over before you ask anything."
                .to_owned(),
        );
    };
    if age < 16 {
        return Fit::Never(
            "This person is under 16. No risk checklist for adults is used with a child: follow child safeguarding.".to_owned(),
        );
    }
    if age < i16::from(instrument.ages.from) {
        return Fit::Warn(format!(
            "This instrument is meant for people of {} and over, and this person is {age}. Use the one for young people if you can, and refer to children’s social care as well.",
            instrument.ages.from
        ));
    }
    if instrument.ages.to.is_some_and(|to| age > i16::from(to)) {
        return Fit::Warn(format!(
            "This instrument is meant for young people, and this person is {age}."
        ));
    }
    Fit::Fits
}
