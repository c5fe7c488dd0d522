//! Records one of the six checks: by whom, when, with what found (R67–R73).

use hawthorn_domain::incidents::screening::{CheckDone, ScreeningCheck};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::IncidentId;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;

use super::claim::{held, load};
use super::findings;
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;
use crate::platform::text::long;

/// Records a check as done. An incident that nobody holds is taken at the same
/// time. What the system has found at this moment is kept beside the note; a
/// check done again replaces the one before, which stays in the history.
///
/// # Errors
/// When it is decided, another officer holds it, or the note is too long.
pub async fn record_check(
    app: &App,
    ask: &mut Ask,
    id: IncidentId,
    check: ScreeningCheck,
    note: &str,
) -> Told<CheckDone> {
    // Load
    let read = load(app, ask, id).await?;
    let scope = ask.scope(app)?;
    // Allow
    ask.allow(
        app,
        Verb::RecordCheck,
        &Thing::record(&read.area, &read.restriction),
    )
    .await?;
    // Decide
    let claim = held(app, ask, &read)?;
    let note = long("note", note)?;
    let settings = app.settings(&read.area, read.received_at)?;
    let past = findings::past(app, &scope, &read).await?.kept_with(&read);
    let system_found = findings::checks::found(check, &read, settings, &past).words;
    let done = CheckDone {
        system_found,
        note,
        by: ask.doer(),
        at: ask.now,
    };
    // Keep
    let mut changed = read.value.clone();
    changed.screening.claim = Some(claim);
    let again = changed
        .screening
        .checks
        .insert(check, done.clone())
        .is_some();
    let words = format!(
        "{}: {}",
        if again {
            "Did a check again"
        } else {
            "Did a check"
        },
        check.label()
    );
    let mut tx = app.store.begin().await?;
    tx.update(
        &read,
        &changed,
        ask.entry(Deed::Changed, Verb::RecordCheck, words),
    )
    .await?;
    tx.finish().await?;
    // Tell
    Ok(done)
}
