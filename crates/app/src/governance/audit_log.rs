//! Reading the area's audit log, newest first.

use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
pub use hawthorn_store::governance::log::{LogPage, LogPlace};

use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// Entries on one page.
const PAGE: usize = 100;

/// One page of the log from a place on. Reading it is an entry too. What is about a
/// record held closely from the reader is not in it (R218).
///
/// # Errors
/// When the reader may not.
pub async fn read_log(app: &App, ask: &mut Ask, from: Option<LogPlace>) -> Told<LogPage> {
    ask.allow(app, Verb::ViewAuditLog, &Thing::of_area(ask.area()))
        .await?;
    let scope = ask.scope(app)?;
    let page = app.store.log_from(&scope, from, PAGE).await?;
    ask.looked(app, Verb::ViewAuditLog, "audit", "", "Read the audit log")
        .await?;
    Ok(page)
}
