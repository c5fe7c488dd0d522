//! The outbox: takes the message whose turn it is, reads everything again, checks again, and hands it to the mail server once.

use hawthorn_connect::platform::mail::send::{Delivery, Mailer, Outgoing};
use hawthorn_domain::mash::request::AskedPerson;
use hawthorn_domain::platform::audit::{Deed, Doer, Entry};
use hawthorn_domain::platform::mail::letter::{Facts, Letter, letter};
use hawthorn_domain::platform::mail::{
    Attempt, AttemptResult, Contents, Hold, HoldReason, Message, MessageState, contents, holds,
    next_try,
};
use hawthorn_domain::platform::settings::mail::Route;
use hawthorn_domain::platform::settings::{AreaCode, AreaSettings};
use hawthorn_domain::platform::words;
use hawthorn_store::Stored;
use jiff::Timestamp;

use super::answer_link::{WayIn, way_in};
use super::subject::{Subject, subject};
use crate::jobs::run::Surroundings;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// What came of looking into the outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Nothing is due.
    Nothing,
    /// One message was dealt with.
    Done,
    /// The mail server cannot be reached or takes nothing: wait before the next.
    Wait,
}

/// Hands back what an earlier process was sending when it ended. Nobody knows
/// whether it left, so a person decides whether it goes again. Call once at the start.
///
/// # Errors
/// When the store does not answer.
pub async fn recover(app: &App, now: Timestamp) -> Told<()> {
    for read in app.store.messages_leaving().await? {
        let mut changed = read.value.clone();
        finish(&mut changed, AttemptResult::Unclear, String::new());
        hold(&mut changed, HoldReason::Unclear, now);
        keep(
            app,
            now,
            &read,
            &changed,
            "Held: the service ended while this message was leaving",
        )
        .await?;
    }
    Ok(())
}

/// Deals with the message whose turn it is.
///
/// # Errors
/// When the store does not answer.
pub async fn send_next(app: &App, around: &dyn Surroundings, mailer: &Mailer) -> Told<Turn> {
    let now = around.now();
    let Some(read) = app.store.next_message(now).await? else {
        return Ok(Turn::Nothing);
    };
    let settings = app.settings(&read.area, now)?;
    let Some(subject) = subject(app, &read, now).await? else {
        let mut changed = read.value.clone();
        (changed.state, changed.next_at) = (MessageState::Dropped, None);
        keep(
            app,
            now,
            &read,
            &changed,
            "Set aside: what the message was to say is no longer so",
        )
        .await?;
        return Ok(Turn::Done);
    };
    let route = settings
        .agency(read.agency.as_str())
        .and_then(|agency| agency.route.clone());
    let mut changed = read.value.clone();
    changed.restriction = changed.restriction.cautious(subject.restriction());
    let route = match (holds(&changed, route.as_ref()), route) {
        (None, Some(route)) => route,
        (reason, _) => {
            let reason = reason.unwrap_or(HoldReason::NoAddress);
            hold(&mut changed, reason, now);
            let line = format!("Held for a person: {}", words::inside(reason.label()));
            keep(app, now, &read, &changed, &line).await?;
            return Ok(Turn::Done);
        }
    };
    send(app, around, mailer, read, changed, &route, &subject).await
}

/// Notes the try, sends, and notes how it came out. The try is kept first, so
/// that a message that may have left is never sent again by itself.
async fn send(
    app: &App,
    around: &dyn Surroundings,
    mailer: &Mailer,
    read: Stored<Message>,
    mut changed: Message,
    route: &Route,
    subject: &Subject,
) -> Told<Turn> {
    let settings = app.settings(&read.area, around.now())?;
    let says = contents(&changed, &route.address, &settings.mail);
    changed.state = MessageState::Sending;
    changed.next_at = None;
    changed.attempts.push(Attempt {
        at: around.now(),
        to: route.address.clone(),
        contents: says,
        result: AttemptResult::Begun,
        code: String::new(),
    });
    let line = "Began to send the message by mail";
    let mut tx = app.store.begin().await?;
    let way_in = way_in(app, around, &mut tx, &changed, subject.request()).await?;
    let entry = system_entry(around.now(), &changed.area, Deed::Changed, line);
    let version = tx.update(&read, &changed, entry).await?;
    tx.finish().await?;
    let begun = Stored {
        value: changed,
        version,
    };
    let words = written(app, settings, &begun, says, subject, way_in)?;
    let delivery = mailer
        .deliver(&Outgoing {
            id: begun.id.to_string(),
            to: route.address.clone(),
            subject: words.subject,
            text: words.text,
            at: around.now(),
            needs_tls: route.needs_tls,
        })
        .await;
    let (after, line) = outcome(&begun, settings, &delivery, around.now());
    keep(app, around.now(), &begun, &after, line).await?;
    Ok(match delivery {
        Delivery::Later(_) | Delivery::NotEncrypted | Delivery::Unclear => Turn::Wait,
        Delivery::Accepted(_) | Delivery::Refused(_) => Turn::Done,
    })
}

/// What becomes of a message after a try, and the words for the log.
fn outcome(
    begun: &Message,
    settings: &AreaSettings,
    delivery: &Delivery,
    now: Timestamp,
) -> (Message, &'static str) {
    let mut after = begun.clone();
    match delivery {
        Delivery::Accepted(code) => {
            finish(&mut after, AttemptResult::Accepted, code.clone());
            after.state = MessageState::Sent;
            (after, "The mail server took the message")
        }
        Delivery::Later(code) => {
            finish(&mut after, AttemptResult::Later, code.clone());
            match next_try(&settings.mail, after.attempts.len(), now) {
                Some(at) => {
                    (after.state, after.next_at) = (MessageState::Queued, Some(at));
                    (
                        after,
                        "The mail server did not take the message yet; it is tried again",
                    )
                }
                None => {
                    after.state = MessageState::Failed;
                    (
                        after,
                        "Given up: the mail server took the message at none of its tries",
                    )
                }
            }
        }
        Delivery::Refused(code) => {
            finish(&mut after, AttemptResult::Refused, code.clone());
            after.state = MessageState::Failed;
            (after, "The mail server refused the message")
        }
        Delivery::NotEncrypted => {
            finish(&mut after, AttemptResult::NotEncrypted, String::new());
            hold(&mut after, HoldReason::NotEncrypted, now);
            (
                after,
                "Held: the mail server offers no encryption, and this agency’s mail needs it",
            )
        }
        Delivery::Unclear => {
            finish(&mut after, AttemptResult::Unclear, String::new());
            hold(&mut after, HoldReason::Unclear, now);
            (
                after,
                "Held: the connection broke while the message was leaving",
            )
        }
    }
}

fn finish(message: &mut Message, result: AttemptResult, code: String) {
    if let Some(attempt) = message.attempts.last_mut() {
        (attempt.result, attempt.code) = (result, code);
    }
}

fn hold(message: &mut Message, reason: HoldReason, since: Timestamp) {
    message.state = MessageState::Held;
    message.hold = Some(Hold { reason, since });
    message.next_at = None;
}

/// The message in words, from what stands in the records now.
fn written(
    app: &App,
    settings: &AreaSettings,
    message: &Message,
    says: Contents,
    subject: &Subject,
    way_in: WayIn,
) -> Told<Letter> {
    let area = app
        .area(&message.area)
        .map(|book| book.name.clone())
        .ok_or_else(|| Refusal::Broken("the area of a message is not served here".to_owned()))?;
    let mut facts = Facts {
        reference: message.about.reference(),
        area,
        reply_subject: settings.triage.reply_subject.clone(),
        link: way_in.link,
        code: way_in.code,
        ..Facts::default()
    };
    facts.due_at = subject.due_at();
    if let Subject::Request(request) = subject
        && request.withdrawn_at.is_none()
    {
        facts.rag = Some(request.rag);
        if says == Contents::Granted {
            let people = request.people.iter().map(person).collect();
            facts.granted = Some((request.why.clone(), people));
        }
    }
    if let (Subject::Notice(notice, _), Contents::Granted) = (subject, says) {
        let people = notice.people.iter().map(person).collect();
        let why = format!(
            "{}. It happened on {}.",
            notice.trigger.label(),
            words::moment(notice.happened_at)
        );
        facts.granted = Some((why, people));
    }
    Ok(letter(message.kind, &facts))
}

/// A person as the grant names them.
fn person(asked: &AskedPerson) -> String {
    format!(
        "{}, {}, {}",
        asked.name,
        words::inside(asked.role.label()),
        asked.born.after_a_name()
    )
}

/// Keeps a message as the system itself, with one line in the log.
pub(super) async fn keep(
    app: &App,
    now: Timestamp,
    read: &Stored<Message>,
    changed: &Message,
    line: &str,
) -> Told<i64> {
    let mut tx = app.store.begin().await?;
    let entry = system_entry(now, &changed.area, Deed::Changed, line);
    let version = tx.update(read, changed, entry).await?;
    tx.finish().await?;
    Ok(version)
}

/// An entry of the outbox itself.
pub(super) fn system_entry(now: Timestamp, area: &AreaCode, deed: Deed, words: &str) -> Entry {
    Entry {
        at: now,
        by: Doer::system("Outgoing mail"),
        area: Some(area.clone()),
        deed,
        verb: None,
        kind: String::new(),
        record: String::new(),
        words: words.to_owned(),
    }
}
