//! Answers a request for information: known, not known or known before for each person, and what it means (R125–R127, R140).

use hawthorn_domain::mash::request::{
    ChronologyLine, EarlyHelpFact, Holding, InformationRequest, Reply, ReplyRefusal, may_reply,
};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{PersonId, RequestId};
use hawthorn_domain::platform::mail::incoming::{IncomingMail, says_nothing_held};
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use hawthorn_store::{Stored, Tx};
use jiff::civil::Date;

use super::reading::{self, Answers};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text;

/// The most lines of a chronology: a short account, not a dump (R126).
const MOST_LINES: usize = 200;

/// An answer as the agency's contact gives it.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// Field `holdings`: one for each person asked about.
    pub holdings: Vec<(PersonId, Holding)>,
    /// Field `chronology`; empty lines are left out.
    pub chronology: Vec<ChronologyLine>,
    /// Field `summary`: what it means for risk.
    pub summary: String,
    /// Field `may_tell`: what the person may be told.
    pub may_tell: String,
    /// Field `withheld`: what is withheld, and why.
    pub withheld: String,
    /// Field `missing_people`: people or facts that the request does not have (R127).
    pub missing_people: String,
    /// Field `early_help`: how early help stands with the family, where early help answers (R222).
    pub early_help: Vec<EarlyHelpFact>,
}

/// Answers a request. The answer stands from then on, for the hub and for the agency.
///
/// # Errors
/// When the request is not there for the reader, the reader is not a contact of
/// the agency asked, a person is left out or was not asked about, somebody is
/// known and nothing is said of it, or it is answered or withdrawn.
pub async fn answer_request(
    app: &App,
    ask: &mut Ask,
    id: RequestId,
    answer: Answer,
) -> Told<Reply> {
    let (scope, read) = load(app, ask, id).await?;
    keep(app, ask, &scope, read, answer).await
}

/// Answers that the agency knows none of the people: one decision, no form to fill (SPOC-1).
///
/// # Errors
/// When the request is not there for the reader, the reader is not a contact of
/// the agency asked, or it is answered or withdrawn.
pub async fn answer_nothing_known(app: &App, ask: &mut Ask, id: RequestId) -> Told<Reply> {
    let (scope, read) = load(app, ask, id).await?;
    let holdings = read
        .people
        .iter()
        .map(|asked| (asked.person, Holding::NotKnown))
        .collect();
    keep(
        app,
        ask,
        &scope,
        read,
        Answer {
            holdings,
            ..Answer::default()
        },
    )
    .await
}

/// Load and allow.
async fn load(
    app: &App,
    ask: &mut Ask,
    id: RequestId,
) -> Told<(Scope, Stored<InformationRequest>)> {
    let scope = ask.scope(app)?;
    let read = reading::request(app, &scope, id).await?;
    if read.withdrawn_at.is_some() && read.agency == ask.actor.agency {
        return Err(Refusal::rule(ReplyRefusal::Withdrawn));
    }
    ask.allow(
        app,
        Verb::AnswerRequest,
        &reading::request_thing(app, ask, &read),
    )
    .await?;
    Ok((scope, read))
}

/// Decide, keep and tell.
async fn keep(
    app: &App,
    ask: &mut Ask,
    scope: &Scope,
    read: Stored<InformationRequest>,
    answer: Answer,
) -> Told<Reply> {
    let reply = checked(ask, &read, answer)?;
    may_reply(&read, &reply).map_err(refused)?;
    let mut tx = app.store.begin().await?;
    save(app, ask, &mut tx, scope, &read, &reply).await?;
    tx.finish().await?;
    Ok(reply)
}

/// Answers by the mail in which the answer came, in the transaction that keeps
/// the mail. It has the time at which the mail reached the hub.
///
/// # Errors
/// When the request is answered or withdrawn already, or the sender's agency may not answer.
pub(crate) async fn answer_by_mail(
    app: &App,
    ask: &mut Ask,
    tx: &mut Tx,
    read: &Stored<InformationRequest>,
    mail: &IncomingMail,
) -> Told<()> {
    let thing = reading::request_thing(app, ask, read);
    if !ask.may(app, Verb::AnswerRequest, &thing) {
        return Err(Refusal::NotAllowed(Verb::AnswerRequest));
    }
    if read.withdrawn_at.is_some() {
        return Err(Refusal::rule(ReplyRefusal::Withdrawn));
    }
    if read.reply.is_some() {
        return Err(Refusal::rule(ReplyRefusal::Answered));
    }
    let nothing = says_nothing_held(&mail.text);
    let people = read.people.iter().filter(|_| nothing);
    let reply = Reply {
        holdings: people
            .map(|asked| (asked.person, Holding::NotKnown))
            .collect(),
        chronology: Vec::new(),
        summary: mail.text.clone(),
        may_tell: String::new(),
        withheld: String::new(),
        missing_people: String::new(),
        early_help: Vec::new(),
        by: ask.doer(),
        at: mail.received_at.max(read.asked_at),
        mail: Some(mail.id),
    };
    let scope = ask.scope(app)?;
    save(app, ask, tx, &scope, read, &reply).await
}

/// Saves an answer with its line in the log.
async fn save(
    app: &App,
    ask: &Ask,
    tx: &mut Tx,
    scope: &Scope,
    read: &Stored<InformationRequest>,
    reply: &Reply,
) -> Told<()> {
    let mut changed = read.value.clone();
    changed
        .clock
        .finish(reply.at, app.holidays())
        .map_err(Refusal::rule)?;
    changed.reply = Some(reply.clone());
    // The reader sees only this request; how many others are open is for the
    // log's words alone, so they are counted outside the reader's scope.
    let whole = Scope {
        hub: true,
        restricted: true,
        ..scope.clone()
    };
    let others = Answers::of(&app.store.requests_of(&whole, read.referral).await?)
        .open()
        .saturating_sub(1);
    let line = match others {
        0 => "Answered the request for information; every agency asked has now answered".to_owned(),
        others => format!(
            "Answered the request for information; {} still to come",
            words::count(others as i64, "answer is", "answers are")
        ),
    };
    let entry = ask.entry(Deed::Changed, Verb::AnswerRequest, line);
    tx.update(read, &changed, entry).await?;
    Ok(())
}

fn refused(refusal: ReplyRefusal) -> Refusal {
    match refusal {
        ReplyRefusal::PersonMissing(_) => Refusal::field("holdings", refusal.to_string()),
        ReplyRefusal::NoSummary => Refusal::field("summary", refusal.to_string()),
        ReplyRefusal::Answered | ReplyRefusal::Withdrawn => Refusal::rule(refusal),
    }
}

/// The answer with clean texts, about nobody but the people asked about.
fn checked(ask: &Ask, request: &InformationRequest, answer: Answer) -> Told<Reply> {
    for (place, (person, _)) in answer.holdings.iter().enumerate() {
        if !request.people.iter().any(|asked| asked.person == *person) {
            return Err(Refusal::field(
                "holdings",
                "The answer names somebody the request does not ask about. Write of other people under people missing from the family.",
            ));
        }
        if answer
            .holdings
            .iter()
            .take(place)
            .any(|(earlier, _)| earlier == person)
        {
            return Err(Refusal::field(
                "holdings",
                "Give one answer for each person.",
            ));
        }
    }
    Ok(Reply {
        chronology: chronology(answer.chronology, ask.today())?,
        summary: text::long("summary", &answer.summary)?,
        may_tell: text::long("may_tell", &answer.may_tell)?,
        withheld: text::long("withheld", &answer.withheld)?,
        missing_people: text::long("missing_people", &answer.missing_people)?,
        early_help: answer.early_help,
        holdings: answer.holdings,
        by: ask.doer(),
        at: ask.now,
        mail: None,
    })
}

fn chronology(lines: Vec<ChronologyLine>, today: Date) -> Told<Vec<ChronologyLine>> {
    let mut kept = Vec::new();
    for line in lines {
        let what = text::long("chronology", &line.what)?;
        if what.is_empty() && line.on.is_none() {
            continue;
        }
        if what.is_empty() {
            return Err(Refusal::field(
                "chronology",
                "A line has a date and no words. Say what happened, or leave the line out.",
            ));
        }
        if line.on.is_some_and(|day| day > today) {
            return Err(Refusal::field(
                "chronology",
                "A line has a date that is still to come. Correct the date.",
            ));
        }
        kept.push(ChronologyLine { on: line.on, what });
    }
    if kept.len() > MOST_LINES {
        return Err(Refusal::field(
            "chronology",
            format!(
                "The chronology has {} lines. Keep to the {MOST_LINES} that matter for risk.",
                kept.len()
            ),
        ));
    }
    Ok(kept)
}
