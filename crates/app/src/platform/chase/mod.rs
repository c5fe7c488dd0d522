//! Chasing: looks through what is open, says what is to be said, tells agencies by mail, and keeps it (R117, R140).

mod open;
pub mod passed_on;

use std::collections::BTreeSet;

use hawthorn_domain::platform::actor::{Actor, AgencyCode};
use hawthorn_domain::platform::audit::{Deed, Entry};
use hawthorn_domain::platform::chase::{self, Chase, Chaser, ChaserState, Ground, Open, Promised};
use hawthorn_domain::platform::ids::ChaserId;
use hawthorn_domain::platform::mail::{About, MessageKind};
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::Tx;

use super::ask::{Ask, nobody};
use super::mail::queue::{NewMessage, queue_message};
use super::refusal::Told;
use super::service::App;
use crate::jobs::run::Surroundings;

/// How much is looked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sweep {
    /// Everything that is open: once when the service starts, for what fell due while it did not run.
    Everything,
    /// What may have come up since the last time.
    Usual,
}

/// Chases whatever is to be chased now, in every area, and ends what was passed on and is done
/// meanwhile; how many chasers were said. It may be called as often as one likes.
///
/// # Errors
/// When the store refuses.
pub async fn chase_due(app: &App, around: &dyn Surroundings, sweep: Sweep) -> Told<usize> {
    let mut said = 0;
    let areas: Vec<AreaCode> = app.areas().map(|book| book.code.clone()).collect();
    for area in areas {
        let mut ask = Ask::new(the_clock(&area), around.now(), around.dice());
        let open = open::open_promises(app, &area, ask.now, sweep).await?;
        let mut keys: BTreeSet<String> = open.iter().map(|open| open.promised.key()).collect();
        for some in open.chunks(open::PAGE) {
            said += chase_all(app, &mut ask, &area, some).await?;
        }
        for queue in open::WAITING {
            let mut after = None;
            loop {
                let when = (ask.now, sweep);
                let (page, next) =
                    open::open_screenings(app, &area, when, queue, after.as_ref()).await?;
                keys.extend(page.iter().map(|open| open.promised.key()));
                said += chase_all(app, &mut ask, &area, &page).await?;
                if next.is_none() {
                    break;
                }
                after = next;
            }
        }
        end_what_is_done(app, &ask, &area, &keys).await?;
    }
    Ok(said)
}

/// Nobody's account, with a name for the log.
fn the_clock(area: &AreaCode) -> Actor {
    Actor {
        account: nobody(),
        name: "The clock".to_owned(),
        area: area.clone(),
        agency: AgencyCode::new(""),
        roles: BTreeSet::new(),
    }
}

/// Chases what is to be chased of these promises, in one transaction where that can be.
async fn chase_all(app: &App, ask: &mut Ask, area: &AreaCode, open: &[Open]) -> Told<usize> {
    let keys: Vec<String> = open.iter().map(|open| open.promised.key()).collect();
    let last = app.store.last_chased(&keys).await?;
    let due: Vec<(&Open, Vec<Chase>)> = open
        .iter()
        .zip(&keys)
        .map(|(open, key)| {
            let last = last.get(key).copied();
            (open, chase::due(&open.clock, open.asked_at, last, ask.now))
        })
        .filter(|(_, chases)| !chases.is_empty())
        .collect();
    if due.is_empty() || together(app, ask, area, &due).await.is_ok() {
        return Ok(due.iter().map(|(_, chases)| chases.len()).sum());
    }
    // One that cannot be kept must not hold up the others: each is tried alone, and the trouble is told
    // once all were.
    let (mut said, mut trouble) = (0, None);
    for one in due {
        let number = one.1.len();
        match together(app, ask, area, &[one]).await {
            Ok(()) => said += number,
            Err(refusal) => trouble = Some(refusal),
        }
    }
    trouble.map_or(Ok(said), Err)
}

/// Keeps what is said of these promises, all or none.
async fn together(
    app: &App,
    ask: &mut Ask,
    area: &AreaCode,
    due: &[(&Open, Vec<Chase>)],
) -> Told<()> {
    let mut tx = app.store.begin().await?;
    for (open, chases) in due {
        keep(app, ask, &mut tx, area, open, chases).await?;
    }
    Ok(tx.finish().await?)
}

/// What is said of one promise is kept on the chasers and on the record's own history.
async fn keep(
    app: &App,
    ask: &mut Ask,
    tx: &mut Tx,
    area: &AreaCode,
    open: &Open,
    chases: &[Chase],
) -> Told<()> {
    for chase in chases {
        let id = ChaserId::new(ask.now, ask.dice.as_mut());
        let chaser = Chaser::of(id, area, open, *chase, ask.now);
        let line = words_of(&chaser);
        tx.note(Entry {
            kind: table(&open.promised).to_owned(),
            record: open.promised.record(),
            ..ask.entry(Deed::Ran, Verb::SeePassedOn, line.clone())
        })
        .await?;
        tx.create(&chaser, ask.entry(Deed::Ran, Verb::SeePassedOn, line))
            .await?;
    }
    // However many were missed while the service did not run, an agency gets one message.
    tell(app, ask, tx, open).await
}

fn words_of(chaser: &Chaser) -> String {
    let what = chaser.promise.label();
    match chaser.role {
        Some(role) => format!("{}, to the {}: {what}", chaser.kind.label(), role.label()),
        None => format!("{}: {what}", chaser.kind.label()),
    }
}

/// The kind of record in the log.
fn table(promised: &Promised) -> &'static str {
    use hawthorn_domain::doors::DoorReport;
    use hawthorn_domain::incidents::Incident;
    use hawthorn_domain::mash::request::InformationRequest;
    use hawthorn_domain::referrals::Referral;
    use hawthorn_domain::support::SupportCase;
    use hawthorn_store::Document;
    match promised.ground() {
        Ground::Incident => Incident::TABLE,
        Ground::Request => InformationRequest::TABLE,
        Ground::Referral => Referral::TABLE,
        Ground::DoorReport => DoorReport::TABLE,
        Ground::Client => SupportCase::TABLE,
    }
}

/// An agency that works by mail is reminded by mail (R140); the others see it on their list.
async fn tell(app: &App, ask: &mut Ask, tx: &mut Tx, open: &Open) -> Told<()> {
    let Promised::Answer(request) = open.promised else {
        return Ok(());
    };
    let new = NewMessage {
        kind: MessageKind::Reminder,
        about: About::Request(request),
        agency: open.owes.clone(),
        restriction: open.restriction.clone(),
    };
    queue_message(app, ask, tx, Verb::SeePassedOn, new)
        .await
        .map(drop)
}

/// What was passed on and is no longer open waits for nobody.
async fn end_what_is_done(
    app: &App,
    ask: &Ask,
    area: &AreaCode,
    open: &BTreeSet<String>,
) -> Told<()> {
    let waiting = app.store.all_waiting(area).await?;
    if waiting.is_empty() {
        return Ok(());
    }
    for read in waiting {
        if open.contains(&read.promised.key()) || open::is_open(app, ask.now, &read).await? {
            continue;
        }
        let over = Chaser {
            state: ChaserState::Over,
            ..read.value.clone()
        };
        let mut tx = app.store.begin().await?;
        let line = format!("Done meanwhile: {}", over.promise.label());
        tx.update(&read, &over, ask.entry(Deed::Ran, Verb::SeePassedOn, line))
            .await?;
        tx.finish().await?;
    }
    Ok(())
}
