//! Score, judgement and grade: three facts, and judgement can only raise (F2, F3, F5, C36).

use jiff::Timestamp;

use super::answer::Given;
use super::{Instrument, Item, Scoring};
use crate::platform::audit::Doer;
use crate::risk::RiskLevel;

/// What the answers add up to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Score {
    /// Answered yes.
    pub yes: u16,
    /// Answered no.
    pub no: u16,
    /// Answered, and left open: not known, not asked. They are not "no" (F2).
    pub open: u16,
    /// Not answered at all.
    pub blank: u16,
}

impl Score {
    /// How many questions count.
    pub fn of(self) -> u16 {
        self.yes + self.no + self.open + self.blank
    }
    /// Whether some answers are still missing or open, so that the score may be too low.
    pub fn may_be_low(self) -> bool {
        self.open + self.blank > 0
    }
}

/// A professional's judgement.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Judged {
    /// The level judged.
    pub level: RiskLevel,
    /// Why.
    pub reason: String,
}

/// A finished assessment: the three facts, who finished it and when.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Graded {
    /// What the answers added up to.
    pub score: Score,
    /// The number from which the score was high, where the instrument counts.
    pub needed: Option<u16>,
    /// The level that the score gives, where it gives one.
    pub scored: Option<RiskLevel>,
    /// The professional's judgement, where one was given.
    pub judged: Option<Judged>,
    /// The grade: the higher of the two.
    pub level: RiskLevel,
    /// Who finished it.
    pub by: Doer,
    /// When.
    pub at: Timestamp,
}

/// Why an assessment cannot be finished.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GradeRefusal {
    /// Neither score nor judgement gives a level.
    #[error("The answers alone give no level here. Say which level you judge it to be, and why.")]
    NoLevel,
    /// A judgement needs its reason.
    #[error("Say why you judge the risk to be at this level.")]
    NoReason,
}

/// Whether a question was answered yes.
pub fn is_yes(instrument: &Instrument, answers: &[Given], item: &Item) -> bool {
    given(answers, item)
        .and_then(|given| instrument.answer_of(item, &given.answer))
        .is_some_and(|answer| answer.yes)
}

fn given<'a>(answers: &'a [Given], item: &Item) -> Option<&'a Given> {
    answers.iter().find(|given| given.item == item.code)
}

/// Counts the answers of the questions that count.
pub fn score(instrument: &Instrument, answers: &[Given]) -> Score {
    let mut score = Score::default();
    for item in instrument.items().filter(|item| !item.uncounted) {
        let answer =
            given(answers, item).and_then(|given| instrument.answer_of(item, &given.answer));
        match answer {
            None => score.blank += 1,
            Some(answer) if answer.yes => score.yes += 1,
            Some(answer) if answer.open => score.open += 1,
            Some(_) => score.no += 1,
        }
    }
    score
}

/// The number from which the level is high: the area's own where it names one.
pub fn needed(instrument: &Instrument, area: Option<u8>) -> Option<u16> {
    match instrument.scoring {
        Scoring::CountYes { high, .. } => Some(area.map_or(high, u16::from)),
        Scoring::Judgement => None,
    }
}

/// The level that a score gives. Below high it gives one only where the
/// instrument has a number for medium: no owner publishes one (F4).
pub fn scored(instrument: &Instrument, score: Score, area: Option<u8>) -> Option<RiskLevel> {
    let high = needed(instrument, area)?;
    if score.yes >= high {
        return Some(RiskLevel::High);
    }
    match instrument.scoring {
        Scoring::CountYes {
            medium: Some(medium),
            ..
        } if score.yes >= medium => Some(RiskLevel::Medium),
        Scoring::CountYes {
            medium: Some(_), ..
        } => Some(RiskLevel::Standard),
        _ => None,
    }
}

/// Questions answered yes that call for a second look, when the score is not high (F5).
pub fn look_again<'a>(
    instrument: &'a Instrument,
    answers: &[Given],
    area: Option<u8>,
) -> Vec<&'a Item> {
    if scored(instrument, score(instrument, answers), area) == Some(RiskLevel::High) {
        return Vec::new();
    }
    instrument
        .items()
        .filter(|item| item.look && is_yes(instrument, answers, item))
        .collect()
}

/// Finishes an assessment. The grade is the higher of score and judgement: a
/// judgement below the score is kept beside it and lowers nothing (F3).
///
/// # Errors
/// When neither gives a level, or the judgement has no reason.
pub fn finish(
    instrument: &Instrument,
    answers: &[Given],
    judged: Option<Judged>,
    area: Option<u8>,
    by: Doer,
    now: Timestamp,
) -> Result<Graded, GradeRefusal> {
    if judged
        .as_ref()
        .is_some_and(|judged| judged.reason.trim().is_empty())
    {
        return Err(GradeRefusal::NoReason);
    }
    let score = score(instrument, answers);
    let scored = scored(instrument, score, area);
    let level = scored
        .max(judged.as_ref().map(|judged| judged.level))
        .ok_or(GradeRefusal::NoLevel)?;
    Ok(Graded {
        score,
        needed: needed(instrument, area),
        scored,
        judged,
        level,
        by,
        at: now,
    })
}
