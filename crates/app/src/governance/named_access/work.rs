//! What was made of people besides incidents and referrals: it opens and closes with them.

use std::collections::BTreeSet;

use hawthorn_domain::marac::MaracReferral;
use hawthorn_domain::people::Person;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_store::people::groups::Groups;

use super::record::{Kept, Loaded};
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// Risk assessments, protective orders, nominations to MATAC, requests under the disclosure scheme
/// and clients of support services in which any of these people has a part, under any of their records.
pub(super) async fn of_people(
    app: &App,
    scope: &Scope,
    people: &BTreeSet<PersonId>,
) -> Told<Vec<Kept>> {
    let groups = app.store.same_people(people.iter().copied()).await?;
    gathered(app, scope, &groups, people).await
}

/// The same of a pair: what speaks of both, the victim as a client, and the other's nominations.
pub(super) async fn of_pair(app: &App, scope: &Scope, referral: &MaracReferral) -> Told<Vec<Kept>> {
    let both = BTreeSet::from([referral.victim, referral.perpetrator]);
    let groups = app.store.same_people(both.iter().copied()).await?;
    let mut all = gathered(app, scope, &groups, &both).await?;
    let (victim, other) = (groups.of(referral.victim), groups.of(referral.perpetrator));
    let pair = BTreeSet::from([victim, other]);
    all.retain(|kept| match kept {
        Kept::Client(client) => groups.of(client.client) == victim,
        Kept::Nomination(one) => groups.of(one.person) == other,
        _ => {
            let of: BTreeSet<PersonId> = kept.people().iter().map(|id| groups.of(*id)).collect();
            of == pair
        }
    });
    Ok(all)
}

async fn gathered(
    app: &App,
    scope: &Scope,
    groups: &Groups,
    people: &BTreeSet<PersonId>,
) -> Told<Vec<Kept>> {
    let everyone = groups.members(people.iter().copied());
    let store = &app.store;
    let mut all = Vec::new();
    for one in store.assessments_of(scope, &everyone).await? {
        all.push(Kept::Assessment(Box::new(one)));
    }
    for one in store.orders_of(scope, &everyone).await? {
        all.push(Kept::Order(Box::new(one)));
    }
    for one in store.nominations_of(scope, &everyone).await? {
        all.push(Kept::Nomination(Box::new(one)));
    }
    for one in store.scheme_requests_of(scope, &everyone).await? {
        all.push(Kept::SchemeRequest(Box::new(one)));
    }
    for one in store.supervisions_of(scope, &everyone).await? {
        all.push(Kept::Supervision(Box::new(one)));
    }
    for one in store.support_cases_of(scope, &everyone).await? {
        all.push(Kept::Client(Box::new(one)));
    }
    Ok(all)
}

/// People of the records that go along who are held closely and do not go along themselves.
pub(super) async fn others_closed(
    app: &App,
    scope: &Scope,
    loaded: &Loaded,
) -> Told<BTreeSet<PersonId>> {
    let of_work = loaded.along.iter().flat_map(Kept::people);
    let mut others: BTreeSet<PersonId> = of_work.collect();
    for kept in std::iter::once(&loaded.chosen).chain(&loaded.along) {
        if let Kept::Person(person) = kept {
            others.remove(&person.id);
        }
    }
    let ids: Vec<String> = others.iter().map(ToString::to_string).collect();
    let found = app.store.get_many::<Person>(scope, &ids).await?;
    let held = found
        .iter()
        .filter(|person| person.restriction.is_restricted());
    Ok(held.map(|person| person.id).collect())
}
