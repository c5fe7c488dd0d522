//! Keeps that a copy of the meeting's record was handed on: to the police record, and to the risk officer (R155, R156).

use hawthorn_domain::mash::meeting::{CopyFor, RecordCopy, may_copy};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::ReferralId;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;

use super::{reading, set_meeting};
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;
use crate::platform::text;

/// Keeps where a copy went and under which reference it is found there.
///
/// # Errors
/// When the referral is not there for the reader, the role may not hand copies
/// on, the record is not complete, this copy was handed on before, the level is
/// not high for the risk officer, or no reference is given.
pub async fn hand_on_record(
    app: &App,
    ask: &mut Ask,
    id: ReferralId,
    to: CopyFor,
    reference: &str,
) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let read = reading::referral(app, &scope, id).await?;
    // Allow
    ask.allow(app, Verb::CopyHubRecord, &reading::referral_thing(&read))
        .await?;
    // Decide
    let reference = text::short("reference", reference)?;
    may_copy(read.meeting.as_ref(), to, &reference, read.level).map_err(set_meeting::refused)?;
    let mut changed = read.value.clone();
    if let Some(meeting) = &mut changed.meeting {
        meeting.copies.push(RecordCopy {
            to,
            reference,
            by: ask.doer(),
            at: ask.now,
        });
    }
    // Keep
    let line = format!(
        "Handed the record of the meeting on: {}",
        words::inside(to.label())
    );
    let mut tx = app.store.begin().await?;
    let entry = ask.entry(Deed::Changed, Verb::CopyHubRecord, line);
    tx.update(&read, &changed, entry).await?;
    tx.finish().await?;
    // Tell
    Ok(())
}
