//! The plan of somebody taken on: steps by its five ways, and what became of each (F45, R253, R257).

use hawthorn_domain::matac::Nomination;
use hawthorn_domain::matac::nomination::{
    MatacRefusal, PlanStep, PlanWay, StepFor, StepResult, may_plan,
};
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::NominationId;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::Stored;
use jiff::civil::Date;

use super::found::{self, refused};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::long;

/// A step to agree.
#[derive(Debug, Clone)]
pub struct AddStep {
    /// Its way.
    pub way: PlanWay,
    /// Whom it is for.
    pub whom: StepFor,
    /// What is to be done.
    pub what: String,
    /// The agency that does it.
    pub agency: AgencyCode,
    /// By when.
    pub due: Date,
}

/// Adds a step.
///
/// # Errors
/// When the nomination is not there for this reader, is not taken on, or something is missing.
pub async fn add_step(app: &App, ask: &mut Ask, id: NominationId, input: AddStep) -> Told<()> {
    let (read, _) = found::nomination(app, ask, id, Verb::RunMatac).await?;
    let what = long("what", &input.what)?;
    may_plan(read.state(), &what, input.due, ask.today()).map_err(refused)?;
    if ask.settings(app)?.agency(input.agency.as_str()).is_none() {
        return Err(refused(MatacRefusal::UnknownAgency));
    }
    let mut changed = read.value.clone();
    changed.plan.push(PlanStep {
        way: input.way,
        whom: input.whom,
        what,
        agency: input.agency,
        due: input.due,
        by: ask.doer(),
        at: ask.now,
        result: None,
    });
    keep(app, ask, &read, &changed, "Added a step to the plan").await
}

/// Says what became of a step.
///
/// # Errors
/// When the nomination or the step is not there, it was answered before, or a step that was not done
/// has no reason.
pub async fn answer_step(
    app: &App,
    ask: &mut Ask,
    id: NominationId,
    place: usize,
    done: bool,
    note: &str,
) -> Told<()> {
    let (read, _) = found::nomination(app, ask, id, Verb::RunMatac).await?;
    let note = long("note", note)?;
    let mut changed = read.value.clone();
    let step = changed.plan.get_mut(place).ok_or(Refusal::NotFound)?;
    if step.result.is_some() {
        return Err(refused(MatacRefusal::StepAnswered));
    }
    if !done && note.is_empty() {
        return Err(Refusal::field("note", "Say why it was not done."));
    }
    step.result = Some(StepResult {
        done,
        note,
        by: ask.doer(),
        at: ask.now,
    });
    keep(
        app,
        ask,
        &read,
        &changed,
        "Said what became of a step of the plan",
    )
    .await
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
