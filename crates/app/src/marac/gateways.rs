//! Says which gateways to MARAC a pair meets, why, and what nearly holds (R177).

use hawthorn_domain::incidents::Incident;
use hawthorn_domain::marac::criteria::Finding;
use hawthorn_domain::people::Person;
use hawthorn_domain::platform::ids::{IncidentId, PersonId};
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;

use super::pair::{self, Pair};
use super::shown::{self, Named};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// What the page shows before somebody refers.
#[derive(Debug, Clone)]
pub struct Gateways {
    /// The victim.
    pub victim: Named,
    /// The person causing harm.
    pub perpetrator: Named,
    /// What each criterion says.
    pub findings: Vec<Finding>,
    /// Whether a referral of the pair waits to be heard.
    pub already_open: bool,
}

/// What each criterion that the area uses says of a pair.
///
/// # Errors
/// When a person is not there for this reader, or the reader may neither refer nor read referrals.
pub async fn gateways(
    app: &App,
    ask: &mut Ask,
    victim: PersonId,
    perpetrator: PersonId,
) -> Told<Gateways> {
    // Load
    let scope = ask.scope(app)?;
    let ids = [victim.to_string(), perpetrator.to_string()];
    let people = app.store.get_many::<Person>(&scope, &ids).await?;
    let held = |id: PersonId| {
        let found = people.iter().find(|person| person.id == id);
        found
            .map(|person| &person.restriction)
            .ok_or(Refusal::NotFound)
    };
    let thing = Thing::record(ask.area(), &held(victim)?.cautious(held(perpetrator)?));
    // Allow
    if !ask.may(app, Verb::ViewMaracReferral, &thing) {
        ask.allow(app, Verb::ReferToMarac, &thing).await?;
    }
    // Decide
    let criteria = &ask.settings(app)?.marac.criteria;
    let asked = Pair {
        victim,
        perpetrator,
        judgement: None,
        moved_from: None,
        besides: None,
    };
    let (findings, known) = pair::findings(app, &scope, &asked, criteria, ask.now).await?;
    // Keep
    let words = "Looked at the gateways to MARAC";
    ask.looked(
        app,
        Verb::ReferToMarac,
        "person",
        &victim.to_string(),
        words,
    )
    .await?;
    // Tell
    let names = shown::people_of_case(app, ask, &scope, &[victim, perpetrator]).await?;
    Ok(Gateways {
        victim: shown::name_of(&names, victim),
        perpetrator: shown::name_of(&names, perpetrator),
        findings,
        already_open: known.open.is_some(),
    })
}

/// The same, for the pair of one incident: the page from which most referrals start.
///
/// # Errors
/// As [`gateways`]; also when the incident names no victim or no person causing harm.
pub async fn gateways_of_incident(app: &App, ask: &mut Ask, id: IncidentId) -> Told<Gateways> {
    let scope = ask.scope(app)?;
    let read = app.store.get::<Incident>(&scope, &id.to_string()).await?;
    let incident = read.ok_or(Refusal::NotFound)?;
    let thing = Thing::record(&incident.area, &incident.restriction);
    ask.allow(app, Verb::ReferToMarac, &thing).await?;
    let pair = incident.victim().zip(incident.person_causing_harm());
    let (victim, other) = pair.ok_or_else(|| {
        Refusal::Rule(
            "This incident does not name both people. Add the missing person first.".into(),
        )
    })?;
    gateways(app, ask, victim.person, other.person).await
}
