//! Begins a risk assessment of a pair with one instrument; never of a child (R50, R56, C4).

use hawthorn_domain::incidents::Incident;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{AssessmentId, IncidentId, PersonId};
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::risk::instrument::Instrument;
use hawthorn_domain::risk::instrument::answer::{Assessment, Fit, fit};

use super::found::{self, every_instrument, newest, trained_on};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// What is begun.
#[derive(Debug, Clone)]
pub struct BeginAssessment {
    /// The victim.
    pub victim: PersonId,
    /// The person causing harm.
    pub perpetrator: PersonId,
    /// The incident after which it is made, if one.
    pub incident: Option<IncidentId>,
    /// The instrument's code.
    pub instrument: String,
}

/// Begins an assessment. Whoever is not on record as trained may begin one all the
/// same: it is kept with it, and a missing training never blocks (R50, R308).
///
/// # Errors
/// When a record is not there for this reader, the area has no such instrument,
/// the pair is one person, or the victim is under 16.
pub async fn begin_assessment(
    app: &App,
    ask: &mut Ask,
    input: BeginAssessment,
) -> Told<AssessmentId> {
    // Load
    let scope = ask.scope(app)?;
    let both = found::both(app, &scope, input.victim, input.perpetrator).await?;
    let mut held = both
        .victim
        .restriction
        .cautious(&both.perpetrator.restriction);
    if let Some(incident) = input.incident {
        let read = app
            .store
            .get::<Incident>(&scope, &incident.to_string())
            .await?;
        held = held.cautious(&read.ok_or(Refusal::NotFound)?.restriction);
    }
    // Allow
    let thing = Thing::record(ask.area(), &held);
    ask.allow(app, Verb::AssessRisk, &thing).await?;
    // Decide
    if input.victim == input.perpetrator {
        let words = "The victim and the person causing harm cannot be the same person.";
        return Err(Refusal::field("perpetrator", words));
    }
    let all = every_instrument(app, &scope).await?;
    let instrument = offered(app, ask, &all, &input.instrument)?;
    let age = both.victim.born().lowest_age_on(ask.today());
    if let Fit::Never(words) = fit(instrument, age) {
        return Err(Refusal::field("instrument", words));
    }
    let trained =
        instrument.training.is_none() || trained_on(app, ask, instrument).await?.is_some();
    // Keep
    let assessment = Assessment {
        id: AssessmentId::new(ask.now, ask.dice.as_mut()),
        area: ask.area().clone(),
        victim: input.victim,
        perpetrator: input.perpetrator,
        incident: input.incident,
        instrument: instrument.code.clone(),
        version: instrument.version.clone(),
        name: instrument.name.clone(),
        agency: ask.actor.agency.clone(),
        begun_by: ask.doer(),
        begun_at: ask.now,
        trained,
        answers: Vec::new(),
        saved_at: ask.now,
        finished: None,
        restriction: held,
    };
    let words = format!("Began a risk assessment: {}", assessment.name);
    let mut tx = app.store.begin().await?;
    let entry = ask.entry(Deed::Created, Verb::AssessRisk, words);
    tx.create(&assessment, entry).await?;
    tx.finish().await?;
    // Tell
    Ok(assessment.id)
}

/// The instrument, when the area accepts it, or when one of those it accepts leads on to it.
fn offered<'a>(app: &App, ask: &Ask, all: &'a [Instrument], code: &str) -> Told<&'a Instrument> {
    let settings = ask.settings(app)?;
    let accepted = settings.risk_tool(code).is_some()
        || settings
            .risk_tools
            .iter()
            .filter_map(|tool| newest(all, &tool.code))
            .any(|one| {
                one.items()
                    .any(|item| item.follow_up.as_deref() == Some(code))
            });
    newest(all, code).filter(|_| accepted).ok_or_else(|| {
        Refusal::field(
            "instrument",
            "Choose one of the instruments that your area uses.",
        )
    })
}
