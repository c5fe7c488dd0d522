//! Answering without an account: a link in the message, a code to the registered address, and a short look at that one request (R134, R137).

use std::collections::BTreeSet;

use hawthorn_domain::mash::request::InformationRequest;
use hawthorn_domain::platform::actor::{Actor, Role};
use hawthorn_domain::platform::audit::{Deed, Doer, Entry};
use hawthorn_domain::platform::ids::{AccountId, AnswerLinkId, Chance, MessageId, RequestId};
use hawthorn_domain::platform::mail::answer_link::{AnswerLink, stands};
use hawthorn_domain::platform::mail::{About, Message, MessageKind, MessageState};
use hawthorn_store::{Stored, Tx};
use jiff::Timestamp;
use subtle::ConstantTimeEq;

use super::outbox::system_entry;
use crate::jobs::run::Surroundings;
use crate::platform::ask::{Ask, Dice};
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::sessions::{new_token, token_digest};

/// One answer for a wrong code, an old one, an old link and one that never was.
const WRONG: &str = "The code is not right, or it no longer works. Check it, or ask for another one. If none comes, the request may have been answered or withdrawn: ring the hub.";
/// A token is this long; anything else is nobody's and not worth looking up.
const TOKEN: usize = 64;

/// What a message brings besides its words.
#[derive(Debug, Default)]
pub(super) struct WayIn {
    /// The address that opens the request.
    pub link: Option<String>,
    /// The code, and until when it works.
    pub code: Option<(String, Timestamp)>,
}

/// Makes the link or the code that a message brings, in the transaction that
/// notes the try to send it: neither is ever kept but as a digest.
pub(super) async fn way_in(
    app: &App,
    around: &dyn Surroundings,
    tx: &mut Tx,
    message: &Message,
    request: Option<&InformationRequest>,
) -> Told<WayIn> {
    let (now, mut dice) = (around.now(), around.dice());
    if let Some(id) = message.code_for {
        let code = new_code(dice.as_mut());
        let until = put_code(app, tx, id, &code, now).await?;
        return Ok(WayIn {
            link: None,
            code: Some((code, until)),
        });
    }
    let bears = matches!(
        message.kind,
        MessageKind::Request | MessageKind::Changed | MessageKind::Reminder
    );
    let (Some(address), Some(request)) = (app.web_address().filter(|_| bears), request) else {
        return Ok(WayIn::default());
    };
    let token = new_token(dice.as_mut());
    put_link(app, tx, message, request, &token, now, dice.as_mut()).await?;
    Ok(WayIn {
        link: Some(format!("{address}/answer/{token}")),
        code: None,
    })
}

/// Eight digits, of which no guess is likelier than another.
pub(crate) fn new_code(dice: &mut dyn Chance) -> String {
    format!("{:08}", dice.bits() % 100_000_000)
}

async fn put_code(
    app: &App,
    tx: &mut Tx,
    id: AnswerLinkId,
    code: &str,
    now: Timestamp,
) -> Told<Timestamp> {
    let read = app
        .store
        .get_unscoped::<AnswerLink>(&id.to_string())
        .await?
        .ok_or_else(|| Refusal::Broken("a code is for a link that is not there".to_owned()))?;
    let mut changed = read.value.clone();
    let until = changed.send(code_digest(id, code), now);
    let entry = system_entry(now, &read.area, Deed::Changed, "Made a one-time code");
    tx.update(&read, &changed, entry).await?;
    Ok(until)
}

async fn put_link(
    app: &App,
    tx: &mut Tx,
    message: &Message,
    request: &InformationRequest,
    token: &str,
    now: Timestamp,
    dice: &mut dyn Chance,
) -> Told<()> {
    let line = "Made the link of a message";
    match app.store.answer_link_of(message.id).await? {
        // The try before did not leave, so nobody has the token that it bore.
        Some(read) => {
            let changed = AnswerLink {
                token: token_digest(token),
                ..read.value.clone()
            };
            let entry = system_entry(now, &read.area, Deed::Changed, line);
            tx.update(&read, &changed, entry).await?;
        }
        None => {
            let link = AnswerLink {
                id: AnswerLinkId::new(now, dice),
                area: message.area.clone(),
                message: message.id,
                request: request.id,
                account: AccountId::new(now, dice),
                token: token_digest(token),
                asked: Vec::new(),
                code: None,
                look: None,
                restriction: request.restriction.clone(),
            };
            let entry = system_entry(now, &message.area, Deed::Created, line);
            tx.create(&link, entry).await?;
        }
    }
    Ok(())
}

/// A code is kept under a digest that also holds its link, so that equal codes are not seen to be equal.
fn code_digest(link: AnswerLinkId, code: &str) -> String {
    token_digest(&format!("{link} {code}"))
}

/// The link of a token, when its request still stands.
async fn open_link(
    app: &App,
    token: &str,
) -> Told<Option<(Stored<AnswerLink>, Stored<InformationRequest>)>> {
    if token.len() != TOKEN {
        return Ok(None);
    }
    let Some(link) = app.store.answer_link(&token_digest(token)).await? else {
        return Ok(None);
    };
    let request = app
        .store
        .get_unscoped::<InformationRequest>(&link.request.to_string())
        .await?;
    Ok(request
        .filter(|request| stands(request))
        .map(|request| (link, request)))
}

/// Lets a code go to the registered address, when the link is good and not too
/// many were asked for. What it gives back says nothing of either.
///
/// # Errors
/// When the store does not answer.
pub async fn ask_for_code(
    app: &App,
    token: &str,
    now: Timestamp,
    dice: &mut dyn Chance,
) -> Told<()> {
    let Some((link, request)) = open_link(app, token).await? else {
        return Ok(());
    };
    if !link.may_ask(now) {
        return Ok(());
    }
    let contact = doer(app, &link, &request, now)?;
    let mut changed = link.value.clone();
    changed.ask(now);
    let message = Message {
        id: MessageId::new(now, dice),
        area: link.area.clone(),
        kind: MessageKind::Code,
        agency: request.agency.clone(),
        about: About::Request(request.id),
        state: MessageState::Queued,
        hold: None,
        releases: Vec::new(),
        attempts: Vec::new(),
        next_at: Some(now),
        queued_by: contact.clone(),
        queued_at: now,
        code_for: Some(link.id),
        restriction: request.restriction.clone(),
    };
    let entry = |deed, words: &str| Entry {
        by: contact.clone(),
        ..system_entry(now, &link.area, deed, words)
    };
    let mut tx = app.store.begin().await?;
    tx.update(
        &link,
        &changed,
        entry(Deed::Changed, "Asked for a one-time code"),
    )
    .await?;
    tx.create(
        &message,
        entry(Deed::Created, "Queued a message by mail: one-time code"),
    )
    .await?;
    Ok(tx.finish().await?)
}

/// Tries a code, and gives the token of the look that it opens.
///
/// # Errors
/// One and the same (field `code`) for a wrong code, an old one, an old link and
/// one that never was; or when the store does not answer.
pub async fn enter_code(
    app: &App,
    token: &str,
    code: &str,
    now: Timestamp,
    dice: &mut dyn Chance,
) -> Told<String> {
    let wrong = || Refusal::field("code", WRONG);
    let digits: String = code.chars().filter(char::is_ascii_digit).collect();
    let (link, request) = open_link(app, token).await?.ok_or_else(wrong)?;
    let look = new_token(dice);
    let typed = code_digest(link.id, &digits);
    let mut changed = link.value.clone();
    let entered = changed.enter(
        |kept| bool::from(kept.as_bytes().ct_eq(typed.as_bytes())),
        token_digest(&look),
        now,
    );
    let (deed, words) = match entered {
        Ok(()) => (Deed::SignedIn, "Opened the request with a one-time code"),
        Err(_) => (Deed::Refused, "Typed a one-time code that does not work"),
    };
    let by = doer(app, &link, &request, now)?;
    let mut tx = app.store.begin().await?;
    let entry = Entry {
        by,
        ..system_entry(now, &link.area, deed, words)
    };
    tx.update(&link, &changed, entry).await?;
    tx.finish().await?;
    entered.map(|()| look).map_err(|_| wrong())
}

/// Somebody who looks at one request by a link.
pub struct Visitor {
    /// A request to the service as the agency's contact, who may open and answer what is addressed to it.
    pub ask: Ask,
    /// The one request that they may open here.
    pub request: RequestId,
    /// When the look ends.
    pub until: Timestamp,
}

/// Who looks, by the token of the look. After the answer the look goes on to its
/// end, so that the copy of what was sent can be read; a withdrawal ends it at once.
///
/// # Errors
/// [`Refusal::SignedOut`] when the look is over or never was.
pub async fn visitor(app: &App, look: &str, now: Timestamp, dice: Dice) -> Told<Visitor> {
    if look.len() != TOKEN {
        return Err(Refusal::SignedOut);
    }
    let link = app.store.answer_link_looked_by(&token_digest(look)).await?;
    let link = link.ok_or(Refusal::SignedOut)?;
    let until = link.looks_until(now).ok_or(Refusal::SignedOut)?;
    let request = app
        .store
        .get_unscoped::<InformationRequest>(&link.request.to_string())
        .await?
        .filter(|request| request.withdrawn_at.is_none())
        .ok_or(Refusal::SignedOut)?;
    let actor = Actor {
        account: link.account,
        name: doer(app, &link, &request, now)?.name,
        area: link.area.clone(),
        agency: request.agency.clone(),
        roles: BTreeSet::from([Role::Spoc]),
    };
    Ok(Visitor {
        ask: Ask::new(actor, now, dice),
        request: request.id,
        until,
    })
}

/// The agency's contact as the log and the records name them.
fn doer(app: &App, link: &AnswerLink, request: &InformationRequest, now: Timestamp) -> Told<Doer> {
    let settings = app.settings(&link.area, now)?;
    let agency = settings
        .agency(request.agency.as_str())
        .map_or_else(|| request.agency.to_string(), |agency| agency.name.clone());
    Ok(Doer {
        account: Some(link.account),
        name: format!("{agency}, by one-time code"),
        agency: Some(request.agency.clone()),
    })
}
