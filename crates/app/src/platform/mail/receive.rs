//! Takes one mail in: known again if it came before, read without being opened, judged, and filed, quarantined or set aside (R137–R140).

use std::collections::BTreeSet;

use hawthorn_connect::platform::mail::imap::Arrived;
use hawthorn_connect::platform::mail::receive::{ReadMail, read_mail};
use hawthorn_domain::mash::request::InformationRequest;
use hawthorn_domain::platform::actor::{Actor, AgencyCode, Role};
use hawthorn_domain::platform::audit::{Deed, Doer, Entry};
use hawthorn_domain::platform::ids::{AccountId, IncomingMailId, MessageId, RequestId};
use hawthorn_domain::platform::mail::incoming::{
    Bounce, IncomingMail, IncomingState, MailFacts, Named, Verdict, judge, references,
};
use hawthorn_domain::platform::mail::sender::proof;
use hawthorn_domain::platform::mail::{About, AttemptResult, Message, MessageState};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::settings::{AreaCode, AreaSettings};
use hawthorn_domain::referrals::Referral;
use hawthorn_store::{Stored, Tx};
use jiff::Timestamp;

use crate::jobs::run::Surroundings;
use crate::mash::answer_request::answer_by_mail;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// What became of a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Received {
    /// The mail in the service.
    pub id: IncomingMailId,
    /// Where it stands.
    pub state: IncomingState,
    /// Whether it had been taken in before.
    pub again: bool,
}

/// The most bytes that a mail of this area may have.
///
/// # Errors
/// When the area is not served here.
pub fn most_bytes(app: &App, around: &dyn Surroundings, home: &AreaCode) -> Told<u64> {
    let megabytes = app.settings(home, around.now())?.mail.most_megabytes;
    Ok(u64::from(megabytes) * 1024 * 1024)
}

/// Takes one mail in. `home` is the area of mail that names no request. The same
/// source twice is one mail.
///
/// # Errors
/// When the area is not served here or the store does not answer; the mail is
/// then not taken in, and can be offered again.
pub async fn receive_mail(
    app: &App,
    around: &dyn Surroundings,
    home: &AreaCode,
    arrived: Arrived,
) -> Told<Received> {
    let digest = blake3::hash(&arrived.source).to_hex().to_string();
    if let Some(known) = app.store.incoming_with_digest(&digest).await? {
        return Ok(Received {
            id: known.id,
            state: known.state,
            again: true,
        });
    }
    let read = read_apart(&arrived).await;
    let found = Found::of(app, &read).await?;
    let area = found.area().unwrap_or(home).clone();
    let settings = app.settings(&area, around.now())?;
    let facts = facts(&read, &found, settings, &arrived, around);
    let tag = &settings.triage.reply_subject;
    let verdict = judge(&facts, found.named(settings).as_ref(), &settings.mail, tag);
    let mut mail = IncomingMail {
        id: IncomingMailId::new(around.now(), around.dice().as_mut()),
        area,
        request: found.about(),
        lead: found.lead.clone(),
        from: read.from.join(", "),
        subject: read.subject,
        text: read.text,
        attachments: read.attachments,
        received_at: facts.received_at,
        bytes: arrived.bytes,
        digest,
        restriction: found.restriction(),
        state: IncomingState::SetAside,
        reason: None,
        late: false,
        further: false,
        read_by: None,
        placed: None,
    };
    stands(&mut mail, verdict);
    keep(app, around, &mail, &arrived.source, found, verdict).await?;
    Ok(Received {
        id: mail.id,
        state: mail.state,
        again: false,
    })
}

/// Reads a mail on a thread of its own, so that one that breaks its reader breaks nothing else.
async fn read_apart(arrived: &Arrived) -> ReadMail {
    let (source, whole) = (arrived.source.clone(), arrived.is_whole());
    let read = tokio::task::spawn_blocking(move || read_mail(&source, whole)).await;
    read.unwrap_or_default()
}

/// What of ours a mail speaks of.
struct Found {
    /// The references it names, known or not.
    references: BTreeSet<String>,
    /// The one request it names.
    request: Option<Stored<InformationRequest>>,
    /// The agency that leads that request's referral.
    lead: Option<AgencyCode>,
    /// The message that it reports on.
    returned: Option<Stored<Message>>,
    /// Whether it bears the name of one of our own messages.
    own: bool,
}

impl Found {
    async fn of(app: &App, read: &ReadMail) -> Told<Self> {
        let mut names: BTreeSet<String> = references(&read.subject).into_iter().collect();
        let mut requests: BTreeSet<RequestId> = BTreeSet::new();
        for reference in names.clone() {
            if let Some(message) = app.store.message_with_reference(&reference).await? {
                requests.extend(request_of(&message));
            }
        }
        for id in read.thread.iter().take(50) {
            if let Some(message) = ours(app, id).await? {
                names.insert(message.about.reference());
                requests.extend(request_of(&message));
            }
        }
        let original = read
            .bounce
            .as_ref()
            .and_then(|bounce| bounce.original.as_deref());
        let returned = match original {
            Some(original) => ours(app, original).await?,
            None => None,
        };
        let one = requests
            .first()
            .filter(|_| requests.len() == 1 && names.len() == 1);
        let (mut request, mut lead) = (None, None);
        if let Some(id) = one {
            request = app
                .store
                .get_unscoped::<InformationRequest>(&id.to_string())
                .await?;
        }
        if let Some(request) = &request {
            let referral = request.referral.to_string();
            let referral = app.store.get_unscoped::<Referral>(&referral).await?;
            lead = referral.map(|referral| referral.lead_agency.clone());
        }
        Ok(Self {
            references: names,
            request,
            lead,
            returned,
            own: ours(app, &read.message_id).await?.is_some(),
        })
    }

    fn area(&self) -> Option<&AreaCode> {
        let request = self.request.as_ref().map(|request| &request.area);
        request.or_else(|| self.returned.as_ref().map(|message| &message.area))
    }

    fn about(&self) -> Option<RequestId> {
        let request = self.request.as_ref().map(|request| request.id);
        request.or_else(|| {
            self.returned
                .as_ref()
                .and_then(|message| request_of(message))
        })
    }

    fn restriction(&self) -> Restriction {
        let request = self.request.as_ref().map(|request| &request.restriction);
        let message = self.returned.as_ref().map(|message| &message.restriction);
        request.or(message).cloned().unwrap_or_default()
    }

    fn named(&self, settings: &AreaSettings) -> Option<Named> {
        let request = self.request.as_ref()?;
        let agency = settings.agency(request.agency.as_str());
        Some(Named {
            address: agency
                .and_then(|agency| agency.route.as_ref())
                .map(|route| route.address.clone()),
            withdrawn: request.withdrawn_at.is_some(),
            answered: request.reply.is_some(),
            due_at: request.clock.due_at(),
        })
    }
}

fn request_of(message: &Message) -> Option<RequestId> {
    match message.about {
        About::Request(id) => Some(id),
        About::Referral(_) | About::Action(_) | About::Meeting(_) | About::Notice(_) => None,
    }
}

/// The message of ours that a Message-ID names.
async fn ours(app: &App, message_id: &str) -> Told<Option<Stored<Message>>> {
    let local = message_id.split('@').next().unwrap_or_default();
    match local.parse::<MessageId>() {
        Ok(id) => Ok(app.store.get_unscoped::<Message>(&id.to_string()).await?),
        Err(_) => Ok(None),
    }
}

fn facts(
    read: &ReadMail,
    found: &Found,
    settings: &AreaSettings,
    arrived: &Arrived,
    around: &dyn Surroundings,
) -> MailFacts {
    let server = settings.mail.authentication_server.as_deref();
    let most = u64::from(settings.mail.most_megabytes) * 1024 * 1024;
    MailFacts {
        subject: read.subject.clone(),
        from: read.from.clone(),
        own: found.own,
        automatic: read.automatic,
        bounce: read.bounce.as_ref().map(|bounce| Bounce {
            known: found.returned.is_some(),
            failed: bounce.failed,
        }),
        too_large: !arrived.is_whole() || arrived.bytes > most,
        readable: read.readable,
        proof: proof(&read.findings, server, &read.from),
        references: found.references.len(),
        // A mail server's clock may be wrong, but no mail comes from the future.
        received_at: arrived.received_at.min(around.now()),
    }
}

fn stands(mail: &mut IncomingMail, verdict: Verdict) {
    match verdict {
        Verdict::File { late, further } => {
            mail.state = IncomingState::Filed;
            (mail.late, mail.further) = (late, further);
        }
        Verdict::Quarantine(why) => {
            mail.state = IncomingState::Quarantined;
            mail.reason = Some(why);
        }
        Verdict::SetAside => mail.state = IncomingState::SetAside,
        Verdict::Bounce { .. } => mail.state = IncomingState::Bounce,
    }
}

/// Keeps the mail, its source and what it causes in one transaction.
async fn keep(
    app: &App,
    around: &dyn Surroundings,
    mail: &IncomingMail,
    source: &[u8],
    found: Found,
    verdict: Verdict,
) -> Told<()> {
    let line = match verdict {
        Verdict::File { further: true, .. } => "Filed a further mail with the request it answers",
        Verdict::File { late: true, .. } => "Filed a mail as the agency’s answer, after it was due",
        Verdict::File { .. } => "Filed a mail as the agency’s answer",
        Verdict::Quarantine(_) => "Quarantined a mail for a person to place",
        Verdict::SetAside => "Set a mail aside that a machine wrote",
        Verdict::Bounce { failed: true } => "Took note that a message came back",
        Verdict::Bounce { failed: false } => "Took note of news about a message on its way",
    };
    let mut tx = app.store.begin().await?;
    tx.create(mail, entry(around, &mail.area, Deed::Created, line))
        .await?;
    tx.put_mail_source(mail.id, source).await?;
    match (verdict, found.request, found.returned) {
        (Verdict::File { further: false, .. }, Some(request), _) => {
            let mut ask = on_behalf_of(app, around.now(), &request, mail.id)?;
            answer_by_mail(app, &mut ask, &mut tx, &request, mail).await?;
        }
        (Verdict::Bounce { failed: true }, _, Some(message)) => {
            came_back(around, &mut tx, &message).await?;
        }
        _ => {}
    }
    Ok(tx.finish().await?)
}

/// The agency's single point of contact, who answers by mail and has no account:
/// the mail itself is who they are, so its identifier stands for the account's.
pub(super) fn on_behalf_of(
    app: &App,
    now: Timestamp,
    request: &InformationRequest,
    mail: IncomingMailId,
) -> Told<Ask> {
    let settings = app.settings(&request.area, now)?;
    let account: AccountId = mail
        .to_string()
        .replacen(IncomingMailId::LETTER, AccountId::LETTER, 1)
        .parse()
        .map_err(Refusal::rule)?;
    let agency = settings
        .agency(request.agency.as_str())
        .map_or_else(|| request.agency.to_string(), |agency| agency.name.clone());
    let actor = Actor {
        account,
        name: format!("{agency}, by mail"),
        area: request.area.clone(),
        agency: request.agency.clone(),
        roles: BTreeSet::from([Role::Spoc]),
    };
    Ok(Ask::without_chance(actor, now))
}

async fn came_back(around: &dyn Surroundings, tx: &mut Tx, message: &Stored<Message>) -> Told<()> {
    let mut changed = message.value.clone();
    changed.state = MessageState::Bounced;
    changed.hold = None;
    changed.next_at = None;
    if let Some(attempt) = changed.attempts.last_mut() {
        attempt.result = AttemptResult::CameBack;
    }
    let line = "The message came back as undeliverable";
    let entry = entry(around, &message.area, Deed::Changed, line);
    tx.update(message, &changed, entry).await?;
    Ok(())
}

fn entry(around: &dyn Surroundings, area: &AreaCode, deed: Deed, words: &str) -> Entry {
    Entry {
        at: around.now(),
        by: Doer::system("Incoming mail"),
        area: Some(area.clone()),
        deed,
        verb: None,
        kind: String::new(),
        record: String::new(),
        words: words.to_owned(),
    }
}
