//! Two assessments of one pair side by side (F6, F10).

use hawthorn_domain::platform::ids::AssessmentId;
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::risk::instrument::answer::Assessment;
use hawthorn_domain::risk::instrument::compare::{Compared, compare};
use hawthorn_store::Stored;

use super::found::{self, instrument_of};
use crate::marac::shown::{self, Named};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// Both assessments and their questions.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The victim.
    pub victim: Named,
    /// The person causing harm.
    pub perpetrator: Named,
    /// The earlier one, then the later one.
    pub both: [Assessment; 2],
    /// Question by question, in the order of the later one.
    pub rows: Vec<Compared>,
}

/// Compares two assessments, the earlier one first.
///
/// # Errors
/// When one is not there for this reader, or they are of different pairs.
pub async fn compare_assessments(
    app: &App,
    ask: &mut Ask,
    one: AssessmentId,
    other: AssessmentId,
) -> Told<Comparison> {
    // Load
    let scope = ask.scope(app)?;
    let mut both = [
        found::assessment(app, &scope, one).await?,
        found::assessment(app, &scope, other).await?,
    ];
    both.sort_by_key(|assessment| (assessment.begun_at, assessment.id));
    let [first, second] = both;
    // Allow
    for read in [&first, &second] {
        ask.allow(app, Verb::ViewAssessment, &found::thing(read))
            .await?;
    }
    // Decide
    if !same_pair(app, &first, &second).await? {
        let words = "These two assessments are of different pairs. Choose two of the same pair.";
        return Err(Refusal::Rule(words.to_owned()));
    }
    let before = instrument_of(app, &scope, &first).await?;
    let after = instrument_of(app, &scope, &second).await?;
    let rows = compare((&before, &first.answers), (&after, &second.answers));
    // Keep
    for read in [&first, &second] {
        let words = "Compared the risk assessment with another";
        ask.looked(
            app,
            Verb::ViewAssessment,
            "assessment",
            &read.id.to_string(),
            words,
        )
        .await?;
    }
    // Tell
    let names = shown::people(app, &scope, &[second.victim, second.perpetrator]).await?;
    Ok(Comparison {
        victim: shown::name_of(&names, second.victim),
        perpetrator: shown::name_of(&names, second.perpetrator),
        both: [first.value, second.value],
        rows,
    })
}

async fn same_pair(app: &App, one: &Stored<Assessment>, other: &Stored<Assessment>) -> Told<bool> {
    let is = async |person: PersonId, same: PersonId| -> Told<bool> {
        Ok(app.store.same_person(person).await?.contains(&same))
    };
    Ok(is(one.victim, other.victim).await? && is(one.perpetrator, other.perpetrator).await?)
}
