//! Nominates a person to MATAC: the police, or any partner; a low score asks for a reason and shuts no door (F46, R258).

use hawthorn_domain::matac::Nomination;
use hawthorn_domain::matac::nomination::may_nominate;
use hawthorn_domain::matac::score::score;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{NominationId, PersonId};
use hawthorn_domain::platform::verb::Verb;

use super::found::{self, refused};
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;
use crate::platform::text::long;

/// Nominates.
///
/// # Errors
/// When the person is not there for this reader, is nominated already, or the score is low and no
/// reason is given.
pub async fn nominate(app: &App, ask: &mut Ask, id: PersonId, reason: &str) -> Told<NominationId> {
    // Load
    let scope = ask.scope(app)?;
    // Allow
    let person = found::person(app, ask, id, Verb::NominateToMatac).await?;
    // Decide
    let weights = ask.settings(app)?.matac;
    let incidents = found::harm(app, &scope, id).await?;
    let score = score(&incidents, &weights, ask.today());
    let group = app.store.same_person(id).await?;
    let earlier = app.store.nominations_of(&scope, &group).await?;
    let open = earlier.iter().any(|one| one.is_open());
    let reason = long("reason", reason)?;
    may_nominate(&score, u32::from(weights.look_from), &reason, open).map_err(refused)?;
    // Keep
    let nomination = Nomination {
        id: NominationId::new(ask.now, ask.dice.as_mut()),
        area: ask.area().clone(),
        person: id,
        reason,
        by: ask.doer(),
        at: ask.now,
        score,
        taken_on: None,
        not_taken_on: None,
        plan: Vec::new(),
        closed: None,
        restriction: person.restriction.clone(),
    };
    let mut tx = app.store.begin().await?;
    tx.create(
        &nomination,
        ask.entry(Deed::Created, Verb::NominateToMatac, "Nominated to MATAC"),
    )
    .await?;
    tx.finish().await?;
    // Tell
    Ok(nomination.id)
}
