//! Places a quarantined mail with the request it answers, or discards it: a person's decision with a reason (R140).

use hawthorn_domain::mash::request::InformationRequest;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{IncomingMailId, RequestId};
use hawthorn_domain::platform::mail::About;
use hawthorn_domain::platform::mail::incoming::{Handled, IncomingMail, IncomingState, references};
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::referrals::Referral;
use hawthorn_store::Stored;

use super::letterbox::handed;
use super::receive::on_behalf_of;
use crate::mash::answer_request::answer_by_mail;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text;

/// Places the mail with a request, as its answer or, where it has one or is
/// withdrawn, beside it.
///
/// # Errors
/// When the mail is not there for the reader, the role may not place mail, the
/// mail does not wait, no request has this reference for the reader (field
/// `request`), or no reason is given (field `words`).
pub async fn place_mail(
    app: &App,
    ask: &mut Ask,
    id: IncomingMailId,
    reference: &str,
    words: &str,
) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let (read, thing) = handed(app, &scope, id).await?;
    // Allow
    ask.allow(app, Verb::PlaceMail, &thing).await?;
    let request = request(app, ask, reference).await?;
    let of_request = Thing::record(&request.area, &request.restriction);
    ask.allow(app, Verb::PlaceMail, &of_request).await?;
    // Decide
    let placed = decided(ask, &read, words)?;
    let closed = request.reply.is_some() || request.withdrawn_at.is_some();
    let referral = app
        .store
        .get_unscoped::<Referral>(&request.referral.to_string())
        .await?;
    let changed = IncomingMail {
        state: IncomingState::Filed,
        request: Some(request.id),
        lead: referral.map(|referral| referral.lead_agency.clone()),
        late: !closed && read.received_at > request.clock.due_at(),
        further: closed,
        placed: Some(placed),
        restriction: read.restriction.cautious(&request.restriction),
        ..read.value.clone()
    };
    // Keep
    let mut tx = app.store.begin().await?;
    let line = "Placed a mail with the request it answers";
    tx.update(
        &read,
        &changed,
        ask.entry(Deed::Changed, Verb::PlaceMail, line),
    )
    .await?;
    if !closed {
        let mut agency = on_behalf_of(app, ask.now, &request, id)?;
        answer_by_mail(app, &mut agency, &mut tx, &request, &changed).await?;
    }
    Ok(tx.finish().await?)
}

/// Discards the mail. It stays in the letterbox with who discarded it and why.
///
/// # Errors
/// When the mail is not there for the reader, the role may not place mail, the
/// mail does not wait, or no reason is given (field `words`).
pub async fn discard_mail(app: &App, ask: &mut Ask, id: IncomingMailId, words: &str) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let (read, thing) = handed(app, &scope, id).await?;
    // Allow
    ask.allow(app, Verb::PlaceMail, &thing).await?;
    // Decide
    let changed = IncomingMail {
        state: IncomingState::Discarded,
        placed: Some(decided(ask, &read, words)?),
        ..read.value.clone()
    };
    // Keep
    let mut tx = app.store.begin().await?;
    tx.update(
        &read,
        &changed,
        ask.entry(Deed::Changed, Verb::PlaceMail, "Discarded a mail"),
    )
    .await?;
    Ok(tx.finish().await?)
}

fn decided(ask: &Ask, read: &IncomingMail, words: &str) -> Told<Handled> {
    if read.state != IncomingState::Quarantined {
        return Err(Refusal::Conflict(format!(
            "This mail does not wait for anybody now. It stands as: {}.",
            read.state.label().to_lowercase()
        )));
    }
    let unsaid = "Say why. The reason is kept with the mail.";
    Ok(Handled {
        by: ask.doer(),
        at: ask.now,
        words: text::needed("words", words, unsaid)?,
    })
}

/// The request that a person names, among those that the person is handed.
async fn request(app: &App, ask: &Ask, typed: &str) -> Told<Stored<InformationRequest>> {
    let unknown = || {
        Refusal::field(
            "request",
            "No request with this reference is open to you. It begins with Q and stands on the request’s page.",
        )
    };
    let typed = typed.trim().to_uppercase();
    let id = match typed.parse::<RequestId>() {
        Ok(id) => id,
        Err(_) => {
            let [reference] = references(&typed).try_into().map_err(|_| unknown())?;
            let message: String = reference;
            let sent = app.store.message_with_reference(&message).await?;
            match sent.map(|message| message.about) {
                Some(About::Request(id)) => id,
                _ => return Err(unknown()),
            }
        }
    };
    let scope = ask.scope(app)?;
    app.store
        .get::<InformationRequest>(&scope, &id.to_string())
        .await?
        .ok_or_else(unknown)
}
