//! Papers on their way out: stopped when a secret place stands in one, let through by a named person, locked for sending (R175).

use hawthorn_connect::print::{AgendaPrint, MinutesPrint};
use hawthorn_connect::sheets::locked::{Inside, lock};
use hawthorn_domain::marac::MaracReferral;
use hawthorn_domain::people::Person;
use hawthorn_domain::people::leak::{Checker, SecretKind, SecretPlace};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::{MeetingId, PersonId};
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::Stored;

use super::found::{exported, whole};
use super::print_agenda::{Paper, print_agenda_through};
use super::print_minutes::print_minutes_through;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::needed;

/// The fewest characters of a password that locks a paper.
const SHORTEST: usize = 12;

/// Which paper of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperKind {
    /// The agenda, by initials.
    Agenda,
    /// The minutes, or the papers before the meeting, by names.
    Minutes,
}

impl PaperKind {
    /// The kind with this code, if there is one.
    pub fn from_code(code: &str) -> Option<PaperKind> {
        match code {
            "agenda" => Some(PaperKind::Agenda),
            "minutes" => Some(PaperKind::Minutes),
            _ => None,
        }
    }
}

/// A text of a paper with where it stands, in words for whoever has to mend it.
pub(super) type Placed = (String, String);

/// Refuses a paper that gives a secret place away. The words name where and what
/// kind of place, never the place.
pub(super) async fn must_be_clean(
    app: &App,
    scope: &Scope,
    items: &[Stored<MaracReferral>],
    texts: &[Placed],
) -> Told<()> {
    let checker = checker(app, scope, items).await?;
    let mut found: Vec<String> = Vec::new();
    for (place, text) in texts {
        let kinds: Vec<&str> = checker
            .find(text)
            .into_iter()
            .map(SecretKind::label)
            .collect();
        if !kinds.is_empty() {
            found.push(format!("{place} ({})", kinds.join(", ").to_lowercase()));
        }
    }
    if found.is_empty() {
        return Ok(());
    }
    Err(Refusal::Rule(format!(
        "The paper was not made: a place that has to stay secret stands in it. Where: {}. Take it out there and print again. If it is another place after all, the coordinator or the chair can let the paper through with a reason on the meeting’s page of papers.",
        found.join("; ")
    )))
}

/// Everything secret of everybody on the agenda, whoever prints.
async fn checker(app: &App, scope: &Scope, items: &[Stored<MaracReferral>]) -> Told<Checker> {
    let people = items.iter().flat_map(|item| {
        let both = [item.victim, item.perpetrator];
        item.children.iter().copied().chain(both)
    });
    let people: Vec<PersonId> = people.collect();
    let groups = app.store.same_people(people.iter().copied()).await?;
    let ids: Vec<String> = groups
        .members(people)
        .iter()
        .map(ToString::to_string)
        .collect();
    let records = app.store.get_many::<Person>(&whole(scope), &ids).await?;
    let members: Vec<PersonId> = records.iter().map(|record| record.id).collect();
    // Where an order keeps somebody away from is where somebody else can be found (F53).
    let mut secret: Vec<SecretPlace> =
        crate::risk::orders::secret_places(app, &whole(scope), &members).await?;
    let mut open: Vec<String> = Vec::new();
    for record in &records {
        secret.extend(record.secret_places.iter().cloned());
        let closed = record
            .addresses
            .iter()
            .filter(|address| address.confidential);
        secret.extend(closed.map(|address| SecretPlace {
            kind: SecretKind::NewAddress,
            line: address.line.clone(),
            postcode: address.postcode.clone(),
        }));
        open.extend(record.open_addresses().map(|address| address.line.clone()));
    }
    Ok(Checker::new(&secret, &open))
}

/// The texts of an agenda.
pub(super) fn texts_of_agenda(paper: &AgendaPrint) -> Vec<Placed> {
    let mut texts = Vec::new();
    for item in &paper.items {
        let at = |what: &str| format!("item {}, {what}", item.number);
        texts.push((at("people"), item.people.clone()));
        texts.push((at("why it is heard"), item.gateways.join(" \n")));
    }
    texts
}

/// The texts of minutes.
pub(super) fn texts_of_minutes(paper: &MinutesPrint) -> Vec<Placed> {
    let action = |action: &hawthorn_connect::print::ActionPrint| {
        format!("{} \n{} \n{}", action.who, action.what, action.status)
    };
    let mut texts: Vec<Placed> = paper
        .open_actions
        .iter()
        .map(|open| ("actions of earlier meetings".to_owned(), action(open)))
        .collect();
    for item in &paper.items {
        let at = |what: &str| format!("item {}, {what}", item.number);
        texts.push((at("people"), item.people.clone()));
        texts.push((at("why it is heard"), item.why.join(" \n")));
        for part in &item.research {
            texts.push((
                at(&format!("research of {}", part.agency)),
                part.summary.clone(),
            ));
        }
        texts.push((at("risks"), item.risks.join(" \n")));
        texts.push((at("discussion"), item.discussion.clone()));
        texts.extend(item.actions.iter().map(|one| (at("actions"), action(one))));
    }
    texts
}

/// Makes a paper although the check stopped it: by the coordinator or the chair,
/// with a reason, both of which are kept.
///
/// # Errors
/// When the reader neither plans nor runs the meeting, or gives no reason.
pub async fn let_paper_through(
    app: &App,
    ask: &mut Ask,
    id: MeetingId,
    kind: PaperKind,
    reason: &str,
) -> Told<Paper> {
    // Allow
    let area = Thing::of_area(ask.area());
    if !ask.may(app, Verb::RunMeeting, &area) {
        ask.allow(app, Verb::ManageMeeting, &area).await?;
    }
    // Decide
    let reason = needed("reason", reason, "Say why the paper may leave as it is.")?;
    if reason.chars().count() > 300 {
        return Err(Refusal::field(
            "reason",
            "Say it in 300 characters or fewer, without names or addresses.",
        ));
    }
    // Keep, before anything is made.
    let words =
        format!("Let a paper through that the check for secret places had stopped: {reason}");
    app.store.note(exported(ask, id, &words)).await?;
    // Tell
    match kind {
        PaperKind::Agenda => print_agenda_through(app, ask, id).await,
        PaperKind::Minutes => print_minutes_through(app, ask, id).await,
    }
}

/// A paper as a locked file: a zip in AES-256 that opens with a password told by phone.
///
/// # Errors
/// As for printing; also when the password is too short.
pub async fn locked_paper(
    app: &App,
    ask: &mut Ask,
    id: MeetingId,
    kind: PaperKind,
    password: &str,
) -> Told<Paper> {
    if password.chars().count() < SHORTEST {
        return Err(Refusal::field(
            "password",
            format!(
                "Choose a password of {SHORTEST} characters or more, and tell it by phone only."
            ),
        ));
    }
    let paper = match kind {
        PaperKind::Agenda => super::print_agenda::print_agenda(app, ask, id).await?,
        PaperKind::Minutes => super::print_minutes::print_minutes(app, ask, id).await?,
    };
    let inside = Inside {
        name: paper.file_name.clone(),
        bytes: paper.bytes,
    };
    let password = password.to_owned();
    let made = tokio::task::spawn_blocking(move || lock(&[inside], &password)).await;
    let bytes = made
        .map_err(|error| Refusal::Broken(error.to_string()))?
        .map_err(|error| Refusal::Broken(error.to_string()))?;
    app.store
        .note(exported(ask, id, "Made a locked file of a paper"))
        .await?;
    Ok(Paper {
        file_name: paper.file_name.replace(".pdf", ".zip"),
        bytes,
    })
}
