//! The ledger of messages that leave by mail: what waits for a person, what is under way, what was sent (R139).

use std::collections::BTreeSet;

use hawthorn_domain::incidents::Incident;
use hawthorn_domain::marac::{AgreedAction, Meeting};
use hawthorn_domain::mash::notice::Notice;
use hawthorn_domain::mash::request::InformationRequest;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::audit::{Deed, Entry};
use hawthorn_domain::platform::mail::{About, Message, MessageState};
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::referrals::Referral;
use hawthorn_store::{Document, Stored};

use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::{App, there};

/// The most messages of one part of the ledger.
const MOST: u64 = 200;

/// Where a message waits for a person.
pub const FOR_A_PERSON: &[MessageState] = &[
    MessageState::Held,
    MessageState::Failed,
    MessageState::Bounced,
];
const UNDER_WAY: &[MessageState] = &[MessageState::Queued, MessageState::Sending];
const DONE: &[MessageState] = &[MessageState::Sent, MessageState::Dropped];

/// A message as the ledger shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerRow {
    /// The message.
    pub message: Message,
    /// The agency's name.
    pub agency: String,
}

/// The ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ledger {
    /// Held, given up or come back: newest first.
    pub for_a_person: Vec<LedgerRow>,
    /// Waiting to leave.
    pub under_way: Vec<LedgerRow>,
    /// Sent, or no longer needed.
    pub done: Vec<LedgerRow>,
    /// Whether the reader may let a message go.
    pub may_release: bool,
}

/// Opens the ledger. A message about a record that the reader is not handed is
/// not in it, however open the record was when the message was queued (R218).
///
/// # Errors
/// When the role may not see messages.
pub async fn open_ledger(app: &App, ask: &mut Ask) -> Told<Ledger> {
    // Load
    let scope = ask.scope(app)?;
    // Allow
    ask.allow(app, Verb::ViewMessages, &Thing::of_area(ask.area()))
        .await?;
    // Decide
    let ledger = Ledger {
        for_a_person: rows(app, ask, &scope, FOR_A_PERSON).await?,
        under_way: rows(app, ask, &scope, UNDER_WAY).await?,
        done: rows(app, ask, &scope, DONE).await?,
        may_release: ask.may_in_area(app, Verb::ReleaseMessage),
    };
    // Keep
    let mut tx = app.store.begin().await?;
    tx.note(Entry {
        kind: Message::TABLE.to_owned(),
        ..ask.entry(
            Deed::Listed,
            Verb::ViewMessages,
            "Looked through the messages by mail",
        )
    })
    .await?;
    tx.finish().await?;
    // Tell
    Ok(ledger)
}

async fn rows(
    app: &App,
    ask: &Ask,
    scope: &Scope,
    states: &[MessageState],
) -> Told<Vec<LedgerRow>> {
    let found = app.store.messages(scope, states, MOST).await?;
    let handed = handed(app, scope, &found).await?;
    let settings = ask.settings(app)?;
    Ok(found
        .into_iter()
        .filter(|message| handed.contains(&message.about.record()))
        .map(|message| LedgerRow {
            agency: settings
                .agency(message.agency.as_str())
                .map_or_else(|| message.agency.to_string(), |agency| agency.name.clone()),
            message: message.value,
        })
        .collect())
}

/// The records that the messages are about, those that the reader is handed now.
async fn handed(app: &App, scope: &Scope, messages: &[Stored<Message>]) -> Told<BTreeSet<String>> {
    let of = |wanted: fn(&About) -> bool| -> Vec<String> {
        let about = messages.iter().map(|message| message.about);
        let mut ids: Vec<String> = about.filter(wanted).map(About::record).collect();
        ids.dedup();
        ids
    };
    let mut found = BTreeSet::new();
    let requests = of(|about| matches!(about, About::Request(_)));
    found.extend(there::<InformationRequest>(app, scope, &requests).await?);
    let referrals = of(|about| matches!(about, About::Referral(_)));
    found.extend(there::<Referral>(app, scope, &referrals).await?);
    let actions = of(|about| matches!(about, About::Action(_)));
    found.extend(there::<AgreedAction>(app, scope, &actions).await?);
    let meetings = of(|about| matches!(about, About::Meeting(_)));
    found.extend(there::<Meeting>(app, scope, &meetings).await?);
    let notices = of(|about| matches!(about, About::Notice(_)));
    found.extend(notices_there(app, scope, &notices).await?);
    Ok(found)
}

/// A notice is there for the hub as long as its incident is.
async fn notices_there(app: &App, scope: &Scope, ids: &[String]) -> Told<Vec<String>> {
    let notices = app.store.get_many::<Notice>(scope, ids).await?;
    let incidents: Vec<String> = notices
        .iter()
        .map(|notice| notice.incident.to_string())
        .collect();
    let open = there::<Incident>(app, scope, &incidents).await?;
    Ok(notices
        .iter()
        .filter(|notice| open.contains(&notice.incident.to_string()))
        .map(|notice| notice.id.to_string())
        .collect())
}
