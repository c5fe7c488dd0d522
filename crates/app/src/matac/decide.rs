//! The meeting takes a person on, or not, and closes what it took on; each with the score of that day (F46).

use hawthorn_domain::matac::Nomination;
use hawthorn_domain::matac::nomination::{Decision, may_close, may_decide};
use hawthorn_domain::matac::score::score;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::NominationId;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::Stored;

use super::found::{self, refused};
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;
use crate::platform::text::long;

/// Takes the person on, or not.
///
/// # Errors
/// When the nomination is not there for this reader, was decided before, or no reason is given.
pub async fn decide_nomination(
    app: &App,
    ask: &mut Ask,
    id: NominationId,
    take_on: bool,
    why: &str,
) -> Told<()> {
    let (read, _) = found::nomination(app, ask, id, Verb::RunMatac).await?;
    let why = long("why", why)?;
    may_decide(read.state(), &why).map_err(refused)?;
    let decision = decision(app, ask, &read, why).await?;
    let mut decided = read.value.clone();
    let words = if take_on {
        decided.taken_on = Some(decision);
        "Took the person on"
    } else {
        decided.not_taken_on = Some(decision);
        "Did not take the person on"
    };
    keep(app, ask, &read, &decided, words).await
}

/// Closes what was taken on.
///
/// # Errors
/// When the nomination is not there for this reader, is not taken on, a step of the plan is open,
/// or no reason is given.
pub async fn close_nomination(app: &App, ask: &mut Ask, id: NominationId, why: &str) -> Told<()> {
    let (read, _) = found::nomination(app, ask, id, Verb::RunMatac).await?;
    let why = long("why", why)?;
    let open = read
        .plan
        .iter()
        .filter(|step| step.result.is_none())
        .count();
    may_close(read.state(), open, &why).map_err(refused)?;
    let mut closed = read.value.clone();
    closed.closed = Some(decision(app, ask, &read, why).await?);
    keep(app, ask, &read, &closed, "Closed with the score on exit").await
}

async fn decision(app: &App, ask: &Ask, read: &Stored<Nomination>, why: String) -> Told<Decision> {
    let scope = ask.scope(app)?;
    let incidents = found::harm(app, &scope, read.person).await?;
    Ok(Decision {
        why,
        by: ask.doer(),
        at: ask.now,
        score: score(&incidents, &ask.settings(app)?.matac, ask.today()),
    })
}

async fn keep(
    app: &App,
    ask: &Ask,
    read: &Stored<Nomination>,
    changed: &Nomination,
    words: &str,
) -> Told<()> {
    let mut tx = app.store.begin().await?;
    tx.update(
        read,
        changed,
        ask.entry(Deed::Changed, Verb::RunMatac, words),
    )
    .await?;
    Ok(tx.finish().await?)
}
