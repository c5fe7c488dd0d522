//! Loading a person with their record of harm, or a nomination, and turning the rules' refusals into answers.

use hawthorn_domain::incidents::{Incident, PartyRole};
use hawthorn_domain::matac::Nomination;
use hawthorn_domain::matac::disclosure::DisclosureRefusal;
use hawthorn_domain::matac::nomination::MatacRefusal;
use hawthorn_domain::matac::score::HarmIncident;
use hawthorn_domain::people::Person;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::{NominationId, PersonId};
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::Stored;

use crate::people::load;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// The most incidents of one person that are looked at; the newest come first.
const MOST: u64 = 1_000;

/// A reader's own scope over records that the policies open to those who sit at MATAC, who need not
/// sit in the hub.
pub(super) fn wide(scope: &Scope) -> Scope {
    Scope {
        hub: true,
        ..scope.clone()
    }
}

/// The person, when they are there for this reader and the act is allowed on them.
pub(super) async fn person(app: &App, ask: &Ask, id: PersonId, verb: Verb) -> Told<Stored<Person>> {
    let scope = wide(&ask.scope(app)?);
    let (read, _) = load::person(app, ask, &scope, id, verb).await?;
    Ok(read)
}

/// The nomination with its person, when both are there for this reader and the act is allowed.
pub(super) async fn nomination(
    app: &App,
    ask: &Ask,
    id: NominationId,
    verb: Verb,
) -> Told<(Stored<Nomination>, Stored<Person>)> {
    let scope = ask.scope(app)?;
    let read = app.store.get::<Nomination>(&scope, &id.to_string()).await?;
    let read = read.ok_or(Refusal::NotFound)?;
    let person = person(app, ask, read.person, verb).await?;
    Ok((read, person))
}

/// The incidents in which any record of this person is said to have caused harm, as far as the
/// reader may know.
pub(super) async fn harm(app: &App, scope: &Scope, id: PersonId) -> Told<Vec<HarmIncident>> {
    let group = app.store.same_person(id).await?;
    let all = app.store.incidents_of(&wide(scope), &group, MOST).await?;
    caused_by(app, &group, &all).await
}

/// Those of these incidents in which one of these records, which stand for one person, is said to have
/// caused harm. Records that stand for one victim count as one.
pub(crate) async fn caused_by(
    app: &App,
    group: &[PersonId],
    all: &[Stored<Incident>],
) -> Told<Vec<HarmIncident>> {
    let caused = all.iter().filter(|incident| {
        incident.parties.iter().any(|party| {
            party.role == PartyRole::PersonCausingHarm && group.contains(&party.person)
        })
    });
    let caused: Vec<_> = caused.collect();
    let victims = caused.iter().filter_map(|incident| incident.victim());
    let groups = app
        .store
        .same_people(victims.map(|party| party.person))
        .await?;
    Ok(caused
        .into_iter()
        .map(|incident| HarmIncident {
            incident: incident.id,
            reported_at: incident.reported_at,
            level: incident.level(),
            flags: incident.flags.clone(),
            victim: incident.victim().map(|party| groups.of(party.person)),
        })
        .collect())
}

/// A refusal, at the field that can be mended where there is one.
pub(super) fn refused(error: MatacRefusal) -> Refusal {
    let words = error.to_string();
    match error {
        MatacRefusal::NoReason => Refusal::field("why", words),
        MatacRefusal::SayWhy { .. } => Refusal::field("reason", words),
        MatacRefusal::NoWords => Refusal::field("what", words),
        MatacRefusal::DueInThePast => Refusal::field("due", words),
        MatacRefusal::UnknownAgency => Refusal::field("agency", words),
        MatacRefusal::NoStep => Refusal::NotFound,
        _ => Refusal::rule(words),
    }
}

/// The same for the disclosure scheme.
pub(super) fn disclosure_refused(error: DisclosureRefusal) -> Refusal {
    let words = error.to_string();
    match error {
        DisclosureRefusal::SamePerson => Refusal::field("partner", words),
        _ => Refusal::rule(words),
    }
}
