//! The inbox of an agency: the requests that wait for its answer, and those it has answered (R134, R137).

use hawthorn_domain::mash::Rag;
use hawthorn_domain::mash::request::InformationRequest;
use hawthorn_domain::platform::deadline::ClockState;
use hawthorn_domain::platform::ids::RequestId;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use jiff::Timestamp;

use super::reading::{self, RESTRICTED_RECORD};
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// The most rows of each part of the inbox.
const MOST: u64 = 200;

/// One request in the inbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxRow {
    /// Its identifier.
    pub id: RequestId,
    /// The rating that travels with it (R117).
    pub rag: Rag,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// When the answer is due.
    pub due_at: Timestamp,
    /// How its clock stands.
    pub clock: ClockState,
    /// The people asked about, as named to the agency, or “Restricted record” alone.
    pub people: Vec<String>,
    /// When it was answered.
    pub answered_at: Option<Timestamp>,
}

/// The requests addressed to the reader's own agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inbox {
    /// Waiting for an answer, due first.
    pub open: Vec<InboxRow>,
    /// Answered, the latest answer first.
    pub answered: Vec<InboxRow>,
}

/// Lists what the reader's agency is asked.
///
/// # Errors
/// When the reader is not one of the agency's contacts.
pub async fn list_requests(app: &App, ask: &mut Ask) -> Told<Inbox> {
    let scope = ask.scope(app)?;
    let agency = ask.actor.agency.clone();
    ask.allow(
        app,
        Verb::ListRequests,
        &Thing::of_area(ask.area()).addressed_to(&agency),
    )
    .await?;
    let row = |request: &InformationRequest| InboxRow {
        id: request.id,
        rag: request.rag,
        asked_at: request.asked_at,
        due_at: request.clock.due_at(),
        clock: request.clock.state(ask.now),
        people: if request.restriction.is_restricted() {
            vec![RESTRICTED_RECORD.to_owned()]
        } else {
            request
                .people
                .iter()
                .map(|person| person.name.clone())
                .collect()
        },
        answered_at: request.reply.as_ref().map(|reply| reply.at),
    };
    let open = app
        .store
        .requests_to(&scope, &agency, "open", MOST)
        .await?
        .iter()
        .map(|request| row(request))
        .collect();
    let mut answered: Vec<InboxRow> = app
        .store
        .requests_to(&scope, &agency, "answered", MOST)
        .await?
        .iter()
        .map(|request| row(request))
        .collect();
    answered.sort_by_key(|row| std::cmp::Reverse(row.answered_at));
    reading::listed::<InformationRequest>(
        app,
        ask,
        Verb::ListRequests,
        "Looked through the agency’s requests",
    )
    .await?;
    Ok(Inbox { open, answered })
}
