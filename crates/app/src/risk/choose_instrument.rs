//! Which instruments fit a pair, with what is to be said of each before it is used (C4, R50, R308).

use hawthorn_domain::platform::ids::PersonId;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::risk::instrument::answer::{Fit, fit};
use hawthorn_domain::risk::instrument::{Confidence, Instrument, Wording};
use jiff::civil::Date;

use super::found::{self, every_instrument, newest, trained_on};
use super::open_assessment::{AssessmentLine, lines};
use crate::marac::shown::{self, Named};
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// One instrument on offer.
#[derive(Debug, Clone)]
pub struct Offered {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub about: String,
    /// Its version.
    pub version: String,
    /// How many questions it has.
    pub questions: usize,
    /// How sure it is that this is the published tool.
    pub confidence: Confidence,
    /// Whose words it is in.
    pub wording: Wording,
    /// What it rests on.
    pub note: String,
    /// Whether it fits the person's age.
    pub fit: Fit,
    /// The training that it asks for, with the day on which the reader had it.
    pub training: Option<(String, Option<Date>)>,
}

/// What the page shows before an assessment begins.
#[derive(Debug, Clone)]
pub struct Choosing {
    /// The victim.
    pub victim: Named,
    /// The person causing harm.
    pub perpetrator: Named,
    /// The instruments of the area.
    pub offered: Vec<Offered>,
    /// Assessments of the pair so far, newest first.
    pub before: Vec<AssessmentLine>,
}

/// The instruments that the area accepts, for this pair and this reader.
///
/// # Errors
/// When a person is not there for this reader, or the reader may not assess.
pub async fn choose_instrument(
    app: &App,
    ask: &mut Ask,
    victim: PersonId,
    perpetrator: PersonId,
) -> Told<Choosing> {
    // Load
    let scope = ask.scope(app)?;
    let both = found::both(app, &scope, victim, perpetrator).await?;
    let held = both
        .victim
        .restriction
        .cautious(&both.perpetrator.restriction);
    // Allow
    let thing = Thing::record(ask.area(), &held);
    ask.allow(app, Verb::AssessRisk, &thing).await?;
    // Decide
    let age = both.victim.born().lowest_age_on(ask.today());
    let all = every_instrument(app, &scope).await?;
    let mut offered = Vec::new();
    for tool in &ask.settings(app)?.risk_tools {
        if let Some(instrument) = newest(&all, &tool.code) {
            offered.push(offer(app, ask, instrument, age).await?);
        }
    }
    let before = lines(app, &scope, victim, perpetrator).await?;
    // Keep
    let words = "Looked at the risk assessments of the pair";
    ask.looked(app, Verb::AssessRisk, "person", &victim.to_string(), words)
        .await?;
    // Tell
    let names = shown::people(app, &scope, &[victim, perpetrator]).await?;
    Ok(Choosing {
        victim: shown::name_of(&names, victim),
        perpetrator: shown::name_of(&names, perpetrator),
        offered,
        before,
    })
}

async fn offer(app: &App, ask: &Ask, instrument: &Instrument, age: Option<i16>) -> Told<Offered> {
    let had = trained_on(app, ask, instrument).await?;
    Ok(Offered {
        code: instrument.code.clone(),
        name: instrument.name.clone(),
        about: instrument.about.clone(),
        version: instrument.version.clone(),
        questions: instrument.items().count(),
        confidence: instrument.confidence,
        wording: instrument.wording,
        note: instrument.confidence_note.clone(),
        fit: fit(instrument, age),
        training: instrument.training.clone().map(|wanted| (wanted, had)),
    })
}
