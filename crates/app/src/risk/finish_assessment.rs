//! Finishes an assessment: score, judgement and grade are kept apart, and judgement only raises (F3, C36).

use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::AssessmentId;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::risk::RiskLevel;
use hawthorn_domain::risk::instrument::answer::AnswerRefusal;
use hawthorn_domain::risk::instrument::grade::{GradeRefusal, Graded, Judged, finish};

use super::found;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::long;

/// Finishes it with a professional's judgement, where one is given.
///
/// # Errors
/// When it is not there for this reader, is finished already, the judgement has no
/// reason, or neither answers nor judgement give a level.
pub async fn finish_assessment(
    app: &App,
    ask: &mut Ask,
    id: AssessmentId,
    judged: Option<RiskLevel>,
    reason: &str,
) -> Told<Graded> {
    // Load
    let scope = ask.scope(app)?;
    let read = found::assessment(app, &scope, id).await?;
    let instrument = found::instrument_of(app, &scope, &read).await?;
    // Allow
    ask.allow(app, Verb::AssessRisk, &found::thing(&read))
        .await?;
    // Decide
    if read.finished.is_some() {
        return Err(Refusal::rule(AnswerRefusal::Finished));
    }
    let reason = long("reason", reason)?;
    if judged.is_none() && !reason.is_empty() {
        let words = "Say which level you judge it to be, or leave the reason empty.";
        return Err(Refusal::field("level", words));
    }
    let judged = judged.map(|level| Judged { level, reason });
    let area = found::area_threshold(app, ask, &instrument.code)?;
    let graded = finish(
        &instrument,
        &read.answers,
        judged,
        area,
        ask.doer(),
        ask.now,
    )
    .map_err(refused)?;
    // Keep
    let mut changed = read.value.clone();
    changed.finished = Some(graded.clone());
    changed.saved_at = ask.now;
    let words = format!(
        "Finished the assessment: {}",
        graded.level.label().to_lowercase()
    );
    let mut tx = app.store.begin().await?;
    let entry = ask.entry(Deed::Changed, Verb::AssessRisk, words);
    tx.update(&read, &changed, entry).await?;
    tx.finish().await?;
    // Tell
    Ok(graded)
}

fn refused(error: GradeRefusal) -> Refusal {
    let field = match error {
        GradeRefusal::NoLevel => "level",
        GradeRefusal::NoReason => "reason",
    };
    Refusal::field(field, error.to_string())
}
