//! What goes on beside the requests: jobs, and a signed checkpoint every minute in which the log grew.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use hawthorn_app::App;
use hawthorn_app::doors::prove_email::send_code;
use hawthorn_app::incidents::freeze_sheet::freeze_due;
use hawthorn_app::jobs::run::{Surroundings, recover, run_next};
use hawthorn_app::platform::chase::{Sweep, chase_due};
use hawthorn_app::platform::drafts::forget_old;
use hawthorn_app::platform::mail::collect::collect;
use hawthorn_app::platform::mail::outbox::{self, Turn};
use hawthorn_connect::platform::mail::imap::MailboxReader;
use hawthorn_connect::platform::mail::send::Mailer;
use hawthorn_domain::platform::settings::AreaCode;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch::Receiver;
use tokio::time::sleep;

use crate::open::{self, Opened};
use crate::world::RealWorld;

/// A job that another process queued rings no bell, so the queue is looked at this often.
const LOOK: Duration = Duration::from_secs(1);
/// After a failure of the store itself there is no use in asking again at once.
const PAUSE: Duration = Duration::from_secs(5);
/// The mailbox is looked into this often (R139).
const MAILBOX: Duration = Duration::from_secs(30);
/// Whether a daily sheet is to be frozen, and what is to be chased, is asked this often.
const SHEETS: SignedDuration = SignedDuration::from_secs(60);
/// Writing that nobody sent is forgotten this often, once its days are over.
const FORGET: SignedDuration = SignedDuration::from_hours(1);
/// At most this much of the log is without a checkpoint when the machine is lost.
const MINUTE: Duration = Duration::from_secs(60);

/// Does jobs until told to stop.
pub async fn jobs(app: Arc<App>, world: RealWorld, mut stopped: Receiver<bool>) {
    if let Err(refusal) = recover(&app, world.now()).await {
        tracing::error!(error = %open::said(refusal), "unfinished jobs could not be taken up");
    }
    let (mut looked, mut forgot) = (Timestamp::UNIX_EPOCH, Timestamp::UNIX_EPOCH);
    let mut sweep = Sweep::Everything;
    while !*stopped.borrow() {
        if world.now().duration_since(looked) >= SHEETS {
            looked = world.now();
            sheets(&app, &world).await;
            sweep = chasers(&app, &world, sweep).await;
            if world.now().duration_since(forgot) >= FORGET {
                forgot = world.now();
                drafts(&app, &world).await;
            }
        }
        let pause = match run_next(&app, &world).await {
            Ok(true) => continue,
            Ok(false) => LOOK,
            Err(refusal) => {
                tracing::error!(error = %open::said(refusal), "the queue could not be read");
                PAUSE
            }
        };
        tokio::select! {
            () = app.work.notified() => {}
            () = sleep(pause) => {}
            _ = stopped.changed() => {}
        }
    }
}

/// Freezes the daily sheets whose cut-off is past (R97, R101).
async fn sheets(app: &App, world: &RealWorld) {
    let mut dice = world.dice();
    match freeze_due(app, world.now(), dice.as_mut()).await {
        Ok(0) => {}
        Ok(frozen) => tracing::info!(frozen, "daily sheets were frozen"),
        Err(refusal) => {
            tracing::error!(error = %open::said(refusal), "a daily sheet could not be frozen");
        }
    }
}

/// Forgets writing that nobody sent in its days.
async fn drafts(app: &App, world: &RealWorld) {
    if let Err(refusal) = forget_old(app, world.now()).await {
        tracing::error!(error = %open::said(refusal), "old drafts could not be forgotten");
    }
}

/// Chases what is due or late (R117, R140); what the next sweep has to look through.
async fn chasers(app: &App, world: &RealWorld, sweep: Sweep) -> Sweep {
    match chase_due(app, world, sweep).await {
        Ok(0) => Sweep::Usual,
        Ok(said) => {
            tracing::info!(said, "promises were chased");
            Sweep::Usual
        }
        Err(refusal) => {
            tracing::error!(error = %open::said(refusal), "what is late could not be chased");
            sweep
        }
    }
}

/// Sends queued messages until told to stop. Beside the jobs, so that a mail
/// server that does not answer keeps nothing else waiting.
pub async fn outbox(app: Arc<App>, world: RealWorld, mailer: Mailer, mut stopped: Receiver<bool>) {
    if let Err(refusal) = outbox::recover(&app, world.now()).await {
        tracing::error!(error = %open::said(refusal), "messages that were leaving could not be taken up");
    }
    while !*stopped.borrow() {
        // Somebody stands at a page and waits for a code, so that goes first.
        let code = send_code(&app, &world, &mailer).await;
        let pause = match outbox::send_next(&app, &world, &mailer).await {
            Ok(Turn::Done) => continue,
            Ok(Turn::Nothing) if code == Turn::Done => continue,
            Ok(Turn::Nothing) => LOOK,
            Ok(Turn::Wait) => PAUSE,
            Err(refusal) => {
                tracing::error!(error = %open::said(refusal), "the outbox could not be read");
                PAUSE
            }
        };
        tokio::select! {
            () = sleep(pause) => {}
            _ = stopped.changed() => {}
        }
    }
}

/// Takes in what waits in the hub's mailbox until told to stop.
pub async fn mailbox(
    app: Arc<App>,
    world: RealWorld,
    reader: MailboxReader,
    home: AreaCode,
    mut stopped: Receiver<bool>,
) {
    while !*stopped.borrow() {
        match collect(&app, &world, &home, &reader).await {
            Ok(0) => {}
            Ok(taken) => tracing::info!(taken, "mail was taken in"),
            Err(refusal) => {
                tracing::error!(error = %open::said(refusal), "the mailbox could not be read");
            }
        }
        tokio::select! {
            () = sleep(MAILBOX) => {}
            _ = stopped.changed() => {}
        }
    }
}

/// Signs the log's end into the data directory whenever a minute has passed and it grew.
pub async fn checkpoints(data: PathBuf, opened: Arc<Opened>, mut stopped: Receiver<bool>) {
    let mut signed = 0;
    while !*stopped.borrow() {
        match grown(&data, &opened, signed).await {
            Ok(end) => signed = end,
            Err(error) => tracing::error!(
                error = format!("{error:#}"),
                "no checkpoint could be signed"
            ),
        }
        tokio::select! {
            () = sleep(MINUTE) => {}
            _ = stopped.changed() => {}
        }
    }
}

async fn grown(data: &std::path::Path, opened: &Opened, signed: i64) -> anyhow::Result<i64> {
    if opened.store.chain_end().await?.seq == signed {
        return Ok(signed);
    }
    open::keep_checkpoint(data, opened).await
}
