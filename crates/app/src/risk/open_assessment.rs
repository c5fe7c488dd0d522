//! Opens an assessment: its questions with what was answered, what they add up to, and the others of the pair (R60, F2, F5).

use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::{AssessmentId, PersonId};
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::risk::RiskLevel;
use hawthorn_domain::risk::instrument::Instrument;
use hawthorn_domain::risk::instrument::answer::{Assessment, Fit, fit};
use hawthorn_domain::risk::instrument::grade::{self, Score};
use jiff::Timestamp;

use super::found::{self, area_threshold, instrument_of};
use crate::marac::shown::{self, Named, agency_name};
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// An assessment in a list.
#[derive(Debug, Clone)]
pub struct AssessmentLine {
    /// Which.
    pub id: AssessmentId,
    /// The instrument's name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Who began it.
    pub by: String,
    /// When.
    pub begun_at: Timestamp,
    /// The grade and the number of yes answers, once finished.
    pub finished: Option<(Timestamp, RiskLevel, u16)>,
}

/// A question answered yes that calls for a second look, or leads on to another instrument.
#[derive(Debug, Clone)]
pub struct LookAgain {
    /// The question's number.
    pub number: String,
    /// Its words.
    pub label: String,
}

/// Another instrument to go on with.
#[derive(Debug, Clone)]
pub struct GoOn {
    /// The instrument's code.
    pub code: String,
    /// The question that leads there.
    pub because: String,
}

/// An assessment as its page shows it.
#[derive(Debug, Clone)]
pub struct AssessmentPage {
    /// The assessment.
    pub assessment: Assessment,
    /// The instrument in the version that it was made with.
    pub instrument: Instrument,
    /// The name of the agency that makes it.
    pub agency: String,
    /// The victim.
    pub victim: Named,
    /// The person causing harm.
    pub perpetrator: Named,
    /// What the answers add up to now.
    pub score: Score,
    /// The number from which it is high, where the instrument counts.
    pub needed: Option<u16>,
    /// The level that the score gives, where it gives one.
    pub scored: Option<RiskLevel>,
    /// Below high, and yet answered yes (F5).
    pub look_again: Vec<LookAgain>,
    /// Instruments to go on with (F12).
    pub go_on: Vec<GoOn>,
    /// Whether the instrument fits the person's age.
    pub fit: Fit,
    /// Other assessments of the pair, newest first.
    pub others: Vec<AssessmentLine>,
    /// Whether this reader may answer and finish it.
    pub may_answer: bool,
}

/// Opens an assessment.
///
/// # Errors
/// When it is not there for this reader.
pub async fn open_assessment(app: &App, ask: &mut Ask, id: AssessmentId) -> Told<AssessmentPage> {
    // Load
    let scope = ask.scope(app)?;
    let read = found::assessment(app, &scope, id).await?;
    let instrument = instrument_of(app, &scope, &read).await?;
    // Allow
    let thing = found::thing(&read);
    ask.allow(app, Verb::ViewAssessment, &thing).await?;
    // Decide
    let area = area_threshold(app, ask, &instrument.code)?;
    let score = grade::score(&instrument, &read.answers);
    let again = grade::look_again(&instrument, &read.answers, area);
    let look_again = again.into_iter().map(|item| LookAgain {
        number: item.number.clone(),
        label: item.label.clone(),
    });
    let look_again: Vec<LookAgain> = look_again.collect();
    let names = shown::people(app, &scope, &[read.victim, read.perpetrator]).await?;
    let victim = shown::name_of(&names, read.victim);
    let mut others = lines(app, &scope, read.victim, read.perpetrator).await?;
    others.retain(|other| other.id != id);
    // Keep
    let words = "Opened the risk assessment";
    ask.looked(
        app,
        Verb::ViewAssessment,
        "assessment",
        &id.to_string(),
        words,
    )
    .await?;
    // Tell
    Ok(AssessmentPage {
        agency: agency_name(ask.settings(app)?, &read.agency),
        needed: grade::needed(&instrument, area),
        scored: grade::scored(&instrument, score, area),
        fit: fit(&instrument, victim.born.lowest_age_on(ask.today())),
        go_on: go_on(&instrument, &read),
        may_answer: read.finished.is_none() && ask.may(app, Verb::AssessRisk, &thing),
        perpetrator: shown::name_of(&names, read.perpetrator),
        victim,
        score,
        look_again,
        others,
        instrument,
        assessment: read.value,
    })
}

fn go_on(instrument: &Instrument, assessment: &Assessment) -> Vec<GoOn> {
    instrument
        .items()
        .filter(|item| grade::is_yes(instrument, &assessment.answers, item))
        .filter_map(|item| {
            Some(GoOn {
                code: item.follow_up.clone()?,
                because: item.label.clone(),
            })
        })
        .collect()
}

/// The assessments of a pair that are there for this reader, newest first.
pub(super) async fn lines(
    app: &App,
    scope: &Scope,
    victim: PersonId,
    perpetrator: PersonId,
) -> Told<Vec<AssessmentLine>> {
    let victims = app.store.same_person(victim).await?;
    let others = app.store.same_person(perpetrator).await?;
    let all = app.store.assessments_of(scope, &victims).await?;
    Ok(all
        .into_iter()
        .filter(|one| others.contains(&one.perpetrator))
        .map(|one| AssessmentLine {
            id: one.id,
            name: one.name.clone(),
            version: one.value.version.clone(),
            by: one.begun_by.name.clone(),
            begun_at: one.begun_at,
            finished: one
                .finished
                .as_ref()
                .map(|graded| (graded.at, graded.level, graded.score.yes)),
        })
        .collect())
}
