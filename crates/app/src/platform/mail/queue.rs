//! The one seam by which any part of the service lets a message leave by mail.

use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::MessageId;
use hawthorn_domain::platform::mail::{About, Message, MessageKind, MessageState};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::mail::Contact;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use hawthorn_store::Tx;

use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// A message that some change causes.
#[derive(Debug, Clone)]
pub struct NewMessage {
    /// What it is for, which decides its words.
    pub kind: MessageKind,
    /// What it is about.
    pub about: About,
    /// Who it goes to.
    pub agency: AgencyCode,
    /// How closely what it is about is held.
    pub restriction: Restriction,
}

/// Queues a message in the transaction of the change that causes it, so that
/// neither is kept without the other. Callers call it for every agency; there is
/// nothing to queue when the agency's contacts sign in. It leaves once the
/// transaction is finished; ring [`App::work`] then.
///
/// # Errors
/// When the area is not served here or the database refuses.
pub async fn queue_message(
    app: &App,
    ask: &mut Ask,
    tx: &mut Tx,
    verb: Verb,
    new: NewMessage,
) -> Told<Option<MessageId>> {
    let by_mail = ask
        .settings(app)?
        .agency(new.agency.as_str())
        .is_some_and(|agency| agency.contact == Contact::Mail);
    if !by_mail {
        return Ok(None);
    }
    let message = Message {
        id: MessageId::new(ask.now, ask.dice.as_mut()),
        area: ask.area().clone(),
        kind: new.kind,
        agency: new.agency,
        about: new.about,
        state: MessageState::Queued,
        hold: None,
        releases: Vec::new(),
        attempts: Vec::new(),
        next_at: Some(ask.now),
        queued_by: ask.doer(),
        queued_at: ask.now,
        code_for: None,
        restriction: new.restriction,
    };
    let line = format!(
        "Queued a message by mail: {} {}",
        words::inside(message.kind.label()),
        message.about.reference()
    );
    tx.create(&message, ask.entry(Deed::Created, verb, line))
        .await?;
    Ok(Some(message.id))
}
