//! The one seam by which any part of the service lets a message leave by mail.

use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::audit::{Deed, Doer, Entry};
use hawthorn_domain::platform::ids::{Chance, MessageId};
use hawthorn_domain::platform::mail::{About, Message, MessageKind, MessageState};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::mail::Contact;
use hawthorn_domain::platform::settings::{AreaCode, AreaSettings};
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use hawthorn_store::Tx;
use jiff::Timestamp;

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
    if !by_mail(ask.settings(app)?, &new) {
        return Ok(None);
    }
    let id = MessageId::new(ask.now, ask.dice.as_mut());
    let message = message(id, ask.area(), ask.doer(), ask.now, new);
    tx.create(&message, ask.entry(Deed::Created, verb, line(&message)))
        .await?;
    Ok(Some(message.id))
}

/// The same for what the clock causes, where nobody asks.
///
/// # Errors
/// As [`queue_message`].
pub async fn queue_by_the_clock(
    app: &App,
    tx: &mut Tx,
    area: &AreaCode,
    now: Timestamp,
    dice: &mut dyn Chance,
    new: NewMessage,
) -> Told<Option<MessageId>> {
    if !by_mail(app.settings(area, now)?, &new) {
        return Ok(None);
    }
    let clock = Doer::system("clock");
    let message = message(MessageId::new(now, dice), area, clock.clone(), now, new);
    let entry = Entry {
        at: now,
        by: clock,
        area: Some(area.clone()),
        deed: Deed::Created,
        verb: None,
        kind: String::new(),
        record: String::new(),
        words: line(&message),
    };
    tx.create(&message, entry).await?;
    Ok(Some(message.id))
}

fn by_mail(settings: &AreaSettings, new: &NewMessage) -> bool {
    settings
        .agency(new.agency.as_str())
        .is_some_and(|agency| agency.contact == Contact::Mail)
}

fn line(message: &Message) -> String {
    format!(
        "Queued a message by mail: {} {}",
        words::inside(message.kind.label()),
        message.about.reference()
    )
}

fn message(id: MessageId, area: &AreaCode, by: Doer, now: Timestamp, new: NewMessage) -> Message {
    Message {
        id,
        area: area.clone(),
        kind: new.kind,
        agency: new.agency,
        about: new.about,
        state: MessageState::Queued,
        hold: None,
        releases: Vec::new(),
        attempts: Vec::new(),
        next_at: Some(now),
        queued_by: by,
        queued_at: now,
        code_for: None,
        restriction: new.restriction,
    }
}
