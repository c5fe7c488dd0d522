//! Risk assessments: begin, answer, finish, read (R53–R63).

use axum::Json;
use axum::extract::Path;
use axum::routing::{get, post};
use hawthorn_app::risk::answer_assessment::answer_assessment;
use hawthorn_app::risk::begin_assessment::{BeginAssessment, begin_assessment};
use hawthorn_app::risk::finish_assessment::finish_assessment;
use hawthorn_app::risk::open_assessment::open_assessment;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::risk::RiskLevel;
use hawthorn_domain::risk::instrument::answer::{AnswerSource, Given};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::platform::Done;
use super::{Answer, coded, id};
use crate::desk::{Body, Desk};
use crate::document::Shape;
use crate::endpoints::Endpoint;

/// Risk assessments.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    use Verb::{AssessRisk, ViewAssessment};
    vec![
        Endpoint::act(
            "/v1/assessments",
            AssessRisk,
            "Begin a risk assessment of a pair",
            Some(Shape::of::<Begin>()),
            Shape::of::<Begun>(),
            post(begin),
        ),
        Endpoint::see(
            "/v1/assessments/{id}",
            ViewAssessment,
            "One risk assessment",
            Shape::of::<AssessmentOut>(),
            get(one),
        ),
        Endpoint::act(
            "/v1/assessments/{id}/answers",
            AssessRisk,
            "Keep answers of a risk assessment",
            Some(Shape::of::<Answers>()),
            Shape::of::<Done>(),
            post(answers),
        ),
        Endpoint::act(
            "/v1/assessments/{id}/finish",
            AssessRisk,
            "Finish a risk assessment",
            Some(Shape::of::<Finish>()),
            Shape::of::<Grade>(),
            post(finish),
        ),
    ]
}

/// An assessment to begin.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Begin {
    /// The victim.
    pub victim: String,
    /// The person causing harm.
    pub perpetrator: String,
    /// The incident after which it is made.
    pub incident: Option<String>,
    /// The instrument’s code.
    pub instrument: String,
}

/// The assessment that was begun.
#[derive(Debug, Serialize, ToSchema)]
pub struct Begun {
    /// Its identifier.
    pub id: String,
}

/// Begins an assessment.
pub async fn begin(mut desk: Desk, Body(body): Body<Begin>) -> Answer<Begun> {
    let input = BeginAssessment {
        victim: id(&body.victim)?,
        perpetrator: id(&body.perpetrator)?,
        incident: body.incident.as_deref().map(id).transpose()?,
        instrument: body.instrument,
    };
    let made = begin_assessment(&desk.app, &mut desk.ask, input).await?;
    Ok(Json(Begun {
        id: made.to_string(),
    }))
}

/// One answer.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerShape {
    /// The question’s code.
    pub item: String,
    /// The answer’s code; empty for a comment alone.
    #[serde(default)]
    pub answer: String,
    /// victim, observed, records or other_person.
    pub source: String,
    /// What was said about it.
    #[serde(default)]
    pub comment: String,
}

/// Answers to keep. Questions that are not among them keep what they have.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    /// The answers.
    pub answers: Vec<AnswerShape>,
}

/// Keeps answers.
pub async fn answers(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<Answers>,
) -> Answer<Done> {
    let sources: Vec<&str> = AnswerSource::ALL.iter().map(|one| one.code()).collect();
    let mut new = Vec::new();
    for given in body.answers {
        new.push(Given {
            source: coded("source", &given.source, AnswerSource::from_code, &sources)?,
            item: given.item,
            answer: given.answer,
            comment: given.comment,
        });
    }
    answer_assessment(&desk.app, &mut desk.ask, id(&text)?, new).await?;
    Ok(Done::ok())
}

/// How to finish.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Finish {
    /// The level that a professional judges, when one does.
    pub judgement: Option<String>,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

/// Score, judgement and grade.
#[derive(Debug, Serialize, ToSchema)]
pub struct Grade {
    /// Answers that are yes.
    pub yes: u16,
    /// Answers that leave the question open, and questions not answered.
    pub open: u16,
    /// The level by the score, where it gives one.
    pub scored: Option<String>,
    /// The level judged.
    pub judgement: Option<String>,
    /// The grade: the higher of the two.
    pub level: String,
}

/// Finishes an assessment.
pub async fn finish(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<Finish>,
) -> Answer<Grade> {
    let levels: Vec<&str> = RiskLevel::ALL.iter().map(|level| level.code()).collect();
    let judged = body
        .judgement
        .as_deref()
        .map(|code| coded("judgement", code, RiskLevel::from_code, &levels))
        .transpose()?;
    let done =
        finish_assessment(&desk.app, &mut desk.ask, id(&text)?, judged, &body.reason).await?;
    Ok(Json(Grade {
        yes: done.score.yes,
        open: done.score.open + done.score.blank,
        scored: done.scored.map(|level| level.code().to_owned()),
        judgement: done.judged.map(|judged| judged.level.code().to_owned()),
        level: done.level.code().to_owned(),
    }))
}

/// One assessment.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Assessment)]
pub struct AssessmentOut {
    /// Its identifier.
    pub id: String,
    /// The instrument’s code.
    pub instrument: String,
    /// The instrument’s version.
    pub version: String,
    /// When it was begun.
    pub begun_at: String,
    /// Whether whoever began it was on record as trained.
    pub trained: bool,
    /// The answers.
    pub answers: Vec<AnswerShape>,
    /// Answers that are yes.
    pub yes: u16,
    /// The grade, once finished.
    pub level: Option<String>,
}

/// One assessment.
pub async fn one(mut desk: Desk, Path(text): Path<String>) -> Answer<AssessmentOut> {
    let view = open_assessment(&desk.app, &mut desk.ask, id(&text)?).await?;
    let assessment = view.assessment;
    Ok(Json(AssessmentOut {
        id: assessment.id.to_string(),
        instrument: assessment.instrument,
        version: assessment.version,
        begun_at: assessment.begun_at.to_string(),
        trained: assessment.trained,
        answers: assessment
            .answers
            .into_iter()
            .map(|given| AnswerShape {
                item: given.item,
                answer: given.answer,
                source: given.source.code().to_owned(),
                comment: given.comment,
            })
            .collect(),
        yes: view.score.yes,
        level: assessment
            .finished
            .map(|graded| graded.level.code().to_owned()),
    }))
}
