//! Says what became of an action: done, no longer possible, or not done and why (F24).

use hawthorn_domain::marac::action::{ActionResult, ActionState, may_close};
use hawthorn_domain::marac::{AgreedAction, MaracReferral};
use hawthorn_domain::platform::audit::{Deed, Entry};
use hawthorn_domain::platform::ids::AgreedActionId;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::Document;

use super::actions::thing;
use super::found::action_refused;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::long;

/// Says what became of an action. The owning agency or the coordinator may.
///
/// # Errors
/// When it is another agency's, was answered before, or an unhappy end has no reason.
pub async fn update_action(
    app: &App,
    ask: &mut Ask,
    id: AgreedActionId,
    state: ActionState,
    note: &str,
) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let read = app
        .store
        .get::<AgreedAction>(&scope, &id.to_string())
        .await?
        .ok_or(Refusal::NotFound)?;
    // Allow
    ask.allow(app, Verb::UpdateAction, &thing(&read, ask))
        .await?;
    // Decide
    if state == ActionState::Open {
        return Err(Refusal::field("state", "Choose what became of the action."));
    }
    let note = long("note", note)?;
    may_close(&read, state, &note).map_err(action_refused)?;
    // Keep
    let mut changed = read.value.clone();
    changed.result = Some(ActionResult {
        state,
        note,
        by: ask.doer(),
        at: ask.now,
    });
    let words = format!(
        "Answered an action: {}",
        hawthorn_domain::platform::words::inside(state.label())
    );
    let told = words.clone();
    let mut tx = app.store.begin().await?;
    tx.update(
        &read,
        &changed,
        ask.entry(Deed::Changed, Verb::UpdateAction, words),
    )
    .await?;
    tx.note(Entry {
        kind: MaracReferral::TABLE.to_owned(),
        record: read.referral.to_string(),
        ..ask.entry(Deed::Changed, Verb::UpdateAction, told)
    })
    .await?;
    tx.finish().await?;
    app.live.ring(read.meeting);
    Ok(())
}
