//! Answers what came in by a door: takes it, keeps each try to reach the person, decides, passes on, tells of a service and finishes it (R3, R20, R22, R112, C5).

use hawthorn_domain::directory::DirectoryEntry;
use hawthorn_domain::doors::desk::{
    DeskRefusal, TryTold, agreed_now, decide_contact, end, keep_try, pass_on, take,
};
use hawthorn_domain::doors::report::{EndKind, Signposted};
use hawthorn_domain::doors::routing::agency_of;
use hawthorn_domain::doors::{Desk, DoorReport};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{DoorReportId, EntryId};
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;

use super::{refused, report, thing};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text;

/// What is done with a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DoorAnswer {
    /// Takes it.
    Take,
    /// Keeps a try to reach the person.
    Tried(TryTold),
    /// The person agrees now.
    Agreed,
    /// Makes contact without agreement, for this reason.
    Decide(String),
    /// Passes it on to another desk, for this reason.
    PassOn(Desk, String),
    /// Tells the person of a service of the directory.
    Signpost(EntryId),
    /// Finishes it.
    End(EndKind, String),
}

/// Answers a report that was read at this version.
///
/// # Errors
/// When it is not there for the reader, they may not answer it, somebody saved in between, or a
/// rule of the desk says no.
pub async fn answer_door(
    app: &App,
    ask: &mut Ask,
    id: DoorReportId,
    version: Option<i64>,
    answer: DoorAnswer,
) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let read = report(app, &scope, id).await?;
    // Allow
    ask.allow(app, Verb::AnswerDoor, &thing(&read)).await?;
    // Decide
    if version.is_some_and(|version| version != read.version) {
        return Err(hawthorn_store::StoreError::Conflict.into());
    }
    let (changed, line) = decided(app, ask, &read.value, answer).await?;
    // Keep
    let mut tx = app.store.begin().await?;
    let entry = ask.entry(Deed::Changed, Verb::AnswerDoor, line);
    tx.update(&read, &changed, entry).await?;
    tx.finish().await?;
    // Tell
    Ok(())
}

async fn decided(
    app: &App,
    ask: &Ask,
    report: &DoorReport,
    answer: DoorAnswer,
) -> Told<(DoorReport, String)> {
    let settings = ask.settings(app)?;
    let (by, at) = (ask.doer(), ask.now);
    let (changed, line) = match answer {
        DoorAnswer::Take => (take(report, by, at), "Took it".to_owned()),
        DoorAnswer::Tried(told) => {
            let words = text::long("words", &told.words)?;
            let line = format!("Tried to reach the person: {}", inside(told.result.label()));
            let needs = settings.support.contact_needs_consent;
            let told = TryTold { words, ..told };
            (
                keep_try(report, told, needs, (by, at), app.holidays()),
                line,
            )
        }
        DoorAnswer::Agreed => (
            agreed_now(report, at, app.holidays()),
            "Wrote down that the person agrees".to_owned(),
        ),
        DoorAnswer::Decide(why) => (
            decide_contact(
                report,
                &text::long("words", &why)?,
                (by, at),
                app.holidays(),
            ),
            "Decided to make contact without agreement".to_owned(),
        ),
        DoorAnswer::PassOn(desk, why) => {
            let agency = agency_of(desk, settings, &report.concern).ok_or_else(|| {
                Refusal::field("desk", "This area has named nobody for that desk.")
            })?;
            let why = text::long("words", &why)?;
            let line = format!("Passed on to the desk: {}", desk.label());
            (pass_on(report, (desk, agency), &why, by, at), line)
        }
        DoorAnswer::Signpost(service) => return signposted(app, ask, report, service).await,
        DoorAnswer::End(how, words) => {
            // A referral is finished by the verb that makes it, so that none is finished without one.
            if matches!(how, EndKind::Referred | EndKind::Withdrawn) {
                return Err(Refusal::field("how", "Choose how it ended."));
            }
            let words = text::long("words", &words)?;
            let line = format!("Finished it: {}", inside(how.label()));
            (end(report, how, &words, by, at), line)
        }
    };
    Ok((changed.map_err(refused)?, line))
}

fn inside(label: &str) -> String {
    hawthorn_domain::platform::words::inside(label)
}

/// One click keeps that the person was told of a service (R51, R112).
async fn signposted(
    app: &App,
    ask: &Ask,
    report: &DoorReport,
    service: EntryId,
) -> Told<(DoorReport, String)> {
    if report.ended.is_some() {
        return Err(refused(DeskRefusal::Ended));
    }
    let scope = ask.scope(app)?;
    let entry = app
        .store
        .get::<DirectoryEntry>(&scope, &service.to_string())
        .await?
        .ok_or_else(|| Refusal::field("service", "Choose a service of the directory."))?;
    let mut changed = report.clone();
    changed.signposted.push(Signposted {
        service: entry.name().to_owned(),
        by: ask.doer(),
        at: ask.now,
    });
    Ok((changed, "Told the person of a service".to_owned()))
}

/// Ends every report of one flood at the reader's desk at once; how many there were.
///
/// # Errors
/// When the reader answers no desk, or the store does not answer.
pub async fn end_flood(app: &App, ask: &mut Ask, mark: &str) -> Told<usize> {
    /// As many as one transaction takes at a time.
    const AT_ONCE: u64 = 500;
    // Load
    let scope = ask.scope(app)?;
    // Allow
    let desk = Thing::of_area(ask.area()).addressed_to(&ask.actor.agency);
    ask.allow(app, Verb::AnswerDoor, &desk).await?;
    if mark.is_empty() {
        return Err(Refusal::NotFound);
    }
    let mut ended = 0;
    loop {
        let found = app.store.door_flood(&scope, mark, AT_ONCE).await?;
        let open: Vec<_> = found.iter().filter(|read| read.ended.is_none()).collect();
        if open.is_empty() {
            return Ok(ended);
        }
        // Keep
        let mut tx = app.store.begin().await?;
        for read in open {
            // Decide
            let words = "Part of a flood";
            let mut changed =
                end(&read.value, EndKind::Junk, words, ask.doer(), ask.now).map_err(refused)?;
            changed.flood.clear();
            let entry = ask.entry(
                Deed::Changed,
                Verb::AnswerDoor,
                "Finished it with its whole flood",
            );
            tx.update(read, &changed, entry).await?;
            ended += 1;
        }
        tx.finish().await?;
    }
}
