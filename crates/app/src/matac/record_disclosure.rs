//! Records that a disclosure was asked for or given, by whom and when; never what was said (R252, F52).

use hawthorn_domain::matac::disclosure::{
    DisclosureDoor, DisclosureRefusal, DisclosureState, DisclosureStep, SchemeRequest, may_go_on,
};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{PersonId, SchemeRequestId};
use hawthorn_domain::platform::verb::Verb;

use super::found::{self, disclosure_refused};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// Records a request.
///
/// # Errors
/// When a person is not there for this reader, both are one, or a request about the two is open.
pub async fn request_disclosure(
    app: &App,
    ask: &mut Ask,
    person: PersonId,
    partner: PersonId,
    door: DisclosureDoor,
) -> Told<SchemeRequestId> {
    // Load
    let scope = ask.scope(app)?;
    // Allow
    let about = found::person(app, ask, person, Verb::RecordDisclosure).await?;
    let protects = found::person(app, ask, partner, Verb::RecordDisclosure).await?;
    // Decide
    let group = app.store.same_person(person).await?;
    let partners = app.store.same_person(partner).await?;
    if group.contains(&partner) {
        return Err(disclosure_refused(DisclosureRefusal::SamePerson));
    }
    let all = app.store.scheme_requests_about(&scope, &group).await?;
    let open = |one: &SchemeRequest| partners.contains(&one.partner) && !one.state().is_over();
    if all.iter().any(|one| open(one)) {
        return Err(disclosure_refused(DisclosureRefusal::AlreadyOpen));
    }
    // Keep
    let disclosure = SchemeRequest {
        id: SchemeRequestId::new(ask.now, ask.dice.as_mut()),
        area: ask.area().clone(),
        person,
        partner,
        door,
        steps: vec![DisclosureStep {
            state: DisclosureState::Requested,
            by: ask.doer(),
            at: ask.now,
        }],
        restriction: about.restriction.cautious(&protects.restriction),
    };
    let words = "Recorded a request under the disclosure scheme";
    let mut tx = app.store.begin().await?;
    tx.create(
        &disclosure,
        ask.entry(Deed::Created, Verb::RecordDisclosure, words),
    )
    .await?;
    tx.finish().await?;
    // Tell
    Ok(disclosure.id)
}

/// Records where a request now stands; gives the person whom it is about.
///
/// # Errors
/// When it is not there for this reader, or has come to an end.
pub async fn move_disclosure(
    app: &App,
    ask: &mut Ask,
    id: SchemeRequestId,
    next: DisclosureState,
) -> Told<PersonId> {
    // Load
    let scope = ask.scope(app)?;
    let read = app
        .store
        .get::<SchemeRequest>(&scope, &id.to_string())
        .await?;
    let read = read.ok_or(Refusal::NotFound)?;
    // Allow
    for person in [read.person, read.partner] {
        found::person(app, ask, person, Verb::RecordDisclosure).await?;
    }
    // Decide
    may_go_on(read.state(), next).map_err(disclosure_refused)?;
    // Keep
    let mut moved = read.value.clone();
    moved.steps.push(DisclosureStep {
        state: next,
        by: ask.doer(),
        at: ask.now,
    });
    let words = format!(
        "Recorded where the request stands: {}",
        next.label().to_lowercase()
    );
    let mut tx = app.store.begin().await?;
    tx.update(
        &read,
        &moved,
        ask.entry(Deed::Changed, Verb::RecordDisclosure, words),
    )
    .await?;
    tx.finish().await?;
    // Tell
    Ok(read.person)
}
