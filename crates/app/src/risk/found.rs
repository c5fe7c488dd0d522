//! What the verbs of this room load: an assessment with its instrument and its two people, and what an area offers.

use hawthorn_domain::people::Person;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::{AssessmentId, PersonId};
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::risk::instrument::Instrument;
use hawthorn_domain::risk::instrument::answer::Assessment;
use hawthorn_store::Stored;
use hawthorn_store::platform::accounts::Account;
use jiff::civil::Date;

use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// The two people of a pair, both open to the reader.
pub(super) struct Both {
    pub(super) victim: Stored<Person>,
    pub(super) perpetrator: Stored<Person>,
}

/// The pair, when both records are there for this reader.
pub(super) async fn both(
    app: &App,
    scope: &Scope,
    victim: PersonId,
    perpetrator: PersonId,
) -> Told<Both> {
    let read = async |id: PersonId| -> Told<Stored<Person>> {
        let found = app.store.get::<Person>(scope, &id.to_string()).await?;
        found.ok_or(Refusal::NotFound)
    };
    Ok(Both {
        victim: read(victim).await?,
        perpetrator: read(perpetrator).await?,
    })
}

/// An assessment, when it and both people are there for this reader: one that was made
/// before a person’s record was closed closes with it (R213).
pub(super) async fn assessment(
    app: &App,
    scope: &Scope,
    id: AssessmentId,
) -> Told<Stored<Assessment>> {
    let found = app.store.get::<Assessment>(scope, &id.to_string()).await?;
    let found = found.ok_or(Refusal::NotFound)?;
    both(app, scope, found.victim, found.perpetrator).await?;
    Ok(found)
}

/// The assessment as the policies see it.
pub(super) fn thing(assessment: &Assessment) -> Thing {
    Thing::record(&assessment.area, &assessment.restriction).addressed_to(&assessment.agency)
}

/// Every version of every instrument that the area can read: loaded ones newest
/// first, then those that ship with Hawthorn.
pub(super) async fn every_instrument(app: &App, scope: &Scope) -> Told<Vec<Instrument>> {
    let loaded = app.store.instruments(scope).await?;
    let loaded = loaded.into_iter().map(|one| one.value.instrument);
    Ok(loaded.chain(app.instruments.iter().cloned()).collect())
}

/// The version that an assessment was made with.
pub(super) async fn instrument_of(
    app: &App,
    scope: &Scope,
    assessment: &Assessment,
) -> Told<Instrument> {
    let all = every_instrument(app, scope).await?;
    let found = all
        .into_iter()
        .find(|one| one.code == assessment.instrument && one.version == assessment.version);
    found.ok_or_else(|| {
        Refusal::Rule(format!(
            "This assessment was made with {} version {}, which is not loaded here. Ask your administrator to load it.",
            assessment.name, assessment.version
        ))
    })
}

/// The newest version of an instrument: the area's own before the one that ships.
pub(super) fn newest<'a>(all: &'a [Instrument], code: &str) -> Option<&'a Instrument> {
    all.iter().find(|one| one.code == code)
}

/// The number from which the area counts a tool as high, where it names one.
pub(super) fn area_threshold(app: &App, ask: &Ask, code: &str) -> Told<Option<u8>> {
    let settings = ask.settings(app)?;
    Ok(settings
        .risk_tool(code)
        .and_then(|tool| tool.high_threshold))
}

/// The day of the reader's training that an instrument asks for, where one is on record.
pub(super) async fn trained_on(
    app: &App,
    ask: &Ask,
    instrument: &Instrument,
) -> Told<Option<Date>> {
    let Some(wanted) = &instrument.training else {
        return Ok(None);
    };
    let key = ask.actor.account.to_string();
    let account = app.store.get_unscoped::<Account>(&key).await?;
    Ok(account.and_then(|account| {
        let held = account.value.training.iter();
        held.filter(|one| one.code == *wanted)
            .map(|one| one.on)
            .max()
    }))
}
