//! Withdraws a request that has no answer yet: from then on the agency can no longer open it.

use hawthorn_domain::mash::request::InformationRequest;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::RequestId;
use hawthorn_domain::platform::mail::MessageKind;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;

use super::{by_mail, reading};
use crate::people::disclosures;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// Withdraws a request. An answer that has come stays with the referral (R335),
/// so an answered request cannot be withdrawn.
///
/// # Errors
/// When the request is not there for the reader, the role may not ask or
/// withdraw, or the request is answered or withdrawn already.
pub async fn withdraw_request(app: &App, ask: &mut Ask, id: RequestId) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let read = reading::request(app, &scope, id).await?;
    // Allow
    ask.allow(
        app,
        Verb::RequestInformation,
        &Thing::record(&read.area, &read.restriction),
    )
    .await?;
    // Decide
    if read.withdrawn_at.is_some() {
        return Err(Refusal::Rule(
            "This request has been withdrawn already.".to_owned(),
        ));
    }
    if read.reply.is_some() {
        return Err(Refusal::Rule("This request has been answered, and the answer belongs to the referral. It can no longer be withdrawn.".to_owned()));
    }
    // Keep
    let changed = InformationRequest {
        withdrawn_at: Some(ask.now),
        ..read.value.clone()
    };
    let mut tx = app.store.begin().await?;
    tx.update(
        &read,
        &changed,
        ask.entry(
            Deed::Changed,
            Verb::RequestInformation,
            "Withdrew the request for information",
        ),
    )
    .await?;
    by_mail::tell(
        app,
        ask,
        &mut tx,
        Verb::RequestInformation,
        MessageKind::Withdrawn,
        &changed,
    )
    .await?;
    let source = id.to_string();
    disclosures::end(app, ask, &mut tx, Verb::RequestInformation, &source).await?;
    tx.finish().await?;
    // Tell
    Ok(())
}
