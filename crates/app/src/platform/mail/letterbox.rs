//! The mail that came in: what waits to be placed, what was filed, and one mail with its files (R138–R140).

use hawthorn_connect::platform::mail::receive::attachment;
use hawthorn_domain::mash::request::InformationRequest;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::audit::{Deed, Entry};
use hawthorn_domain::platform::ids::{IncomingMailId, RequestId};
use hawthorn_domain::platform::mail::incoming::{Handled, IncomingMail, IncomingState};
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::{Document, Stored};

use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// The most mails of one part of the letterbox.
const MOST: u64 = 200;

/// The mail that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letterbox {
    /// Waiting for a person: newest first.
    pub to_place: Vec<IncomingMail>,
    /// Filed with a request.
    pub filed: Vec<IncomingMail>,
    /// Written by machines, or discarded.
    pub rest: Vec<IncomingMail>,
}

/// One mail and what the reader may do with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailPage {
    /// The mail.
    pub mail: IncomingMail,
    /// Whether it waits and the reader may place or discard it.
    pub may_place: bool,
}

/// A file that somebody took out of a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenFile {
    /// The name to keep it under.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Opens the letterbox. Mail about a request that the reader is not handed is not in it (R218).
///
/// # Errors
/// When the role may not see mail.
pub async fn open_letterbox(app: &App, ask: &mut Ask) -> Told<Letterbox> {
    // Load
    let scope = ask.scope(app)?;
    // Allow
    ask.allow(app, Verb::ViewMessages, &Thing::of_area(ask.area()))
        .await?;
    // Decide
    let rest = [
        IncomingState::SetAside,
        IncomingState::Bounce,
        IncomingState::Discarded,
    ];
    let letterbox = Letterbox {
        to_place: listed(app, &scope, &[IncomingState::Quarantined]).await?,
        filed: listed(app, &scope, &[IncomingState::Filed]).await?,
        rest: listed(app, &scope, &rest).await?,
    };
    // Keep
    let mut tx = app.store.begin().await?;
    tx.note(Entry {
        kind: IncomingMail::TABLE.to_owned(),
        ..ask.entry(
            Deed::Listed,
            Verb::ViewMessages,
            "Looked through the mail that came in",
        )
    })
    .await?;
    tx.finish().await?;
    // Tell
    Ok(letterbox)
}

async fn listed(app: &App, scope: &Scope, states: &[IncomingState]) -> Told<Vec<IncomingMail>> {
    let found = app.store.incoming(scope, states, MOST).await?;
    let mut ids: Vec<String> = found
        .iter()
        .filter_map(|mail| mail.request.map(|id| id.to_string()))
        .collect();
    ids.sort();
    ids.dedup();
    let handed = app
        .store
        .get_many::<InformationRequest>(scope, &ids)
        .await?;
    let open = |id: RequestId| handed.iter().any(|request| request.id == id);
    Ok(found
        .into_iter()
        .map(|mail| mail.value)
        .filter(|mail| mail.request.is_none_or(open))
        .collect())
}

/// A mail that the reader is handed, together with the request that it names.
pub(super) async fn handed(
    app: &App,
    scope: &Scope,
    id: IncomingMailId,
) -> Told<(Stored<IncomingMail>, Thing)> {
    let mail = app
        .store
        .get::<IncomingMail>(scope, &id.to_string())
        .await?
        .ok_or(Refusal::NotFound)?;
    let mut restriction = mail.restriction.clone();
    if let Some(request) = mail.request {
        let request = app
            .store
            .get::<InformationRequest>(scope, &request.to_string())
            .await?
            .ok_or(Refusal::NotFound)?;
        restriction = restriction.cautious(&request.restriction);
    }
    let thing = Thing::record(&mail.area, &restriction);
    Ok((mail, thing))
}

/// Opens one mail. The first look by somebody of the agency that leads the
/// referral is kept on the mail: until then they are told that it waits (R139).
///
/// # Errors
/// When the mail is not there for the reader, or the role may not see mail.
pub async fn open_mail(app: &App, ask: &mut Ask, id: IncomingMailId) -> Told<MailPage> {
    // Load
    let scope = ask.scope(app)?;
    let (read, thing) = handed(app, &scope, id).await?;
    // Allow
    ask.allow(app, Verb::ViewMessages, &thing).await?;
    // Decide
    let unread = read.state == IncomingState::Filed && read.read_by.is_none();
    let first = unread && read.lead.as_ref() == Some(&ask.actor.agency);
    // Keep
    let line = "Read a mail that came in";
    ask.looked(
        app,
        Verb::ViewMessages,
        IncomingMail::TABLE,
        &id.to_string(),
        line,
    )
    .await?;
    let mut mail = read.value.clone();
    if first {
        mail.read_by = Some(Handled {
            by: ask.doer(),
            at: ask.now,
            words: String::new(),
        });
        let mut tx = app.store.begin().await?;
        let line = "The lead agency has read the answer";
        tx.update(
            &read,
            &mail,
            ask.entry(Deed::Changed, Verb::ViewMessages, line),
        )
        .await?;
        tx.finish().await?;
    }
    // Tell
    Ok(MailPage {
        may_place: mail.state == IncomingState::Quarantined
            && ask.may(app, Verb::PlaceMail, &thing),
        mail,
    })
}

/// Takes one file out of a mail, to be saved and never shown by us: by its place
/// among the files, or the mail itself as it came.
///
/// # Errors
/// When the mail or the file is not there for the reader, or the role may not see mail.
pub async fn take_file(
    app: &App,
    ask: &mut Ask,
    id: IncomingMailId,
    place: Option<usize>,
) -> Told<TakenFile> {
    // Load
    let scope = ask.scope(app)?;
    let (mail, thing) = handed(app, &scope, id).await?;
    // Allow
    ask.allow(app, Verb::ViewMessages, &thing).await?;
    // Decide
    let source = app.store.mail_source(id).await?;
    let (taken, line) = match place {
        None => (
            TakenFile {
                name: format!("{}.eml", id.short()),
                bytes: source,
            },
            "Saved a mail as it came".to_owned(),
        ),
        Some(place) => {
            let named = mail.attachments.get(place).ok_or(Refusal::NotFound)?;
            let bytes = attachment(&source, place).ok_or(Refusal::NotFound)?;
            (
                TakenFile {
                    name: named.name.clone(),
                    bytes,
                },
                format!("Saved file {} of a mail", place + 1),
            )
        }
    };
    // Keep
    let mut tx = app.store.begin().await?;
    tx.note(Entry {
        kind: IncomingMail::TABLE.to_owned(),
        record: id.to_string(),
        ..ask.entry(Deed::Exported, Verb::ViewMessages, line)
    })
    .await?;
    tx.finish().await?;
    // Tell
    Ok(taken)
}
