//! Reading the area's audit log, newest first.

use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::governance::log::Line;

use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// One page of the log before an entry number. Reading it is an entry too.
///
/// # Errors
/// When the reader may not.
pub async fn read_log(app: &App, ask: &mut Ask, before: Option<i64>) -> Told<Vec<Line>> {
    ask.allow(app, Verb::ViewAuditLog, &Thing::of_area(ask.area()))
        .await?;
    let scope = ask.scope(app)?;
    let lines = app.store.log_before(&scope, before, 100).await?;
    ask.looked(app, Verb::ViewAuditLog, "audit", "", "Read the audit log")
        .await?;
    Ok(lines)
}
