//! Keeps answers of an assessment; what was answered before and is not sent again stays (R60, F1).

use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::AssessmentId;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words::count;
use hawthorn_domain::risk::instrument::answer::{AnswerRefusal, Given, answered};

use super::found;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::long;

/// Keeps the answers.
///
/// # Errors
/// When it is not there for this reader, is finished, an answer is not the
/// instrument's, or a comment is too long (the field is `comment-` and the question's code).
pub async fn answer_assessment(
    app: &App,
    ask: &mut Ask,
    id: AssessmentId,
    new: Vec<Given>,
) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let read = found::assessment(app, &scope, id).await?;
    let instrument = found::instrument_of(app, &scope, &read).await?;
    // Allow
    ask.allow(app, Verb::AssessRisk, &found::thing(&read))
        .await?;
    // Decide
    let mut clean = Vec::new();
    for given in new {
        clean.push(Given {
            comment: long(&format!("comment-{}", given.item), &given.comment)?,
            ..given
        });
    }
    let answers = answered(&instrument, &read, clean).map_err(refused)?;
    // Keep
    if answers == read.answers {
        return Ok(());
    }
    let mut changed = read.value.clone();
    changed.answers = answers;
    changed.saved_at = ask.now;
    let answered = changed
        .answers
        .iter()
        .filter(|given| !given.answer.is_empty());
    let number = i64::try_from(answered.count()).unwrap_or(i64::MAX);
    let words = format!(
        "Saved the assessment: {} answered",
        count(number, "question", "questions")
    );
    let mut tx = app.store.begin().await?;
    let entry = ask.entry(Deed::Changed, Verb::AssessRisk, words);
    tx.update(&read, &changed, entry).await?;
    Ok(tx.finish().await?)
}

fn refused(error: AnswerRefusal) -> Refusal {
    match &error {
        AnswerRefusal::NoSuchItem(item) => {
            Refusal::field(&format!("answer-{item}"), error.to_string())
        }
        AnswerRefusal::NoSuchAnswer(_) | AnswerRefusal::Finished => Refusal::rule(error),
    }
}
