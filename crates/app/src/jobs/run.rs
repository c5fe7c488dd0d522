//! The runner: takes the next job, does it step by step, and writes down how it went.

use hawthorn_domain::platform::ids::{AgreedActionId, ImportId, MeetingId};
use hawthorn_store::platform::imports::ImportRun;
use hawthorn_store::platform::jobs::Job;
use jiff::{SignedDuration, Timestamp};

use crate::incidents::run_import;
use crate::marac::{chase_action, chase_research};
use crate::platform::ask::{Ask, Dice};
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// The kind of job that runs an import.
pub const IMPORT: &str = "import";

/// The kind of job that reminds of an agreed action.
pub const CHASE_ACTION: &str = "chase_action";

/// The kind of job that reminds of research for a MARAC meeting.
pub const CHASE_RESEARCH: &str = "chase_research";

/// How long a runner holds a job between two steps.
const HOLD: SignedDuration = SignedDuration::from_mins(5);
/// A job that keeps failing is given up after this many tries, for a person to see.
const TRIES: i64 = 5;

/// Where moments and chance come from while a job runs, since it outlives any one moment.
pub trait Surroundings: Send + Sync {
    /// The moment now.
    fn now(&self) -> Timestamp;
    /// A fresh source of chance.
    fn dice(&self) -> Dice;
}

/// Hands back what an earlier process left half done. Call once at the start.
///
/// # Errors
/// When the store does not answer.
pub async fn recover(app: &App, now: Timestamp) -> Told<()> {
    Ok(app.store.release_jobs(now).await?)
}

/// Does the next job that is due, to its end; `false` when there is none.
///
/// # Errors
/// When the store does not answer. A job's own failure is written on the job.
pub async fn run_next(app: &App, around: &dyn Surroundings) -> Told<bool> {
    let Some(job) = app.store.next_job(around.now()).await? else {
        return Ok(false);
    };
    let running = Job {
        state: "running".to_owned(),
        tries: job.tries + 1,
        locked_until: around.now().checked_add(HOLD).ok(),
        ..job
    };
    save(app, &running).await?;
    let ended = match do_job(app, around, &running).await {
        Ok(()) => Job {
            state: "done".to_owned(),
            locked_until: None,
            problem: String::new(),
            ..running
        },
        Err(refusal) => {
            tracing::error!(job = %running.id, kind = %running.kind, tries = running.tries, "a job failed");
            let given_up = running.tries >= TRIES;
            let later = around
                .now()
                .checked_add(SignedDuration::from_secs(10 * running.tries))
                .unwrap_or(running.run_at);
            Job {
                state: if given_up { "failed" } else { "waiting" }.to_owned(),
                run_at: later,
                locked_until: None,
                problem: problem(&refusal),
                ..running
            }
        }
    };
    save(app, &ended).await?;
    Ok(true)
}

async fn do_job(app: &App, around: &dyn Surroundings, job: &Job) -> Told<()> {
    match job.kind.as_str() {
        IMPORT => {
            let id: ImportId = job.subject.parse().map_err(Refusal::rule)?;
            let run = app
                .store
                .get_unscoped::<ImportRun>(&id.to_string())
                .await?
                .ok_or(Refusal::NotFound)?;
            loop {
                let mut ask =
                    Ask::new(run_import::on_behalf_of(&run)?, around.now(), around.dice());
                if run_import::run_batch(app, &mut ask, id).await? {
                    return Ok(());
                }
                save(
                    app,
                    &Job {
                        locked_until: around.now().checked_add(HOLD).ok(),
                        ..job.clone()
                    },
                )
                .await?;
            }
        }
        CHASE_ACTION => {
            let id: AgreedActionId = job.subject.parse().map_err(Refusal::rule)?;
            let mut dice = around.dice();
            chase_action::chase_action(app, around.now(), dice.as_mut(), id).await
        }
        CHASE_RESEARCH => {
            let id: MeetingId = job.subject.parse().map_err(Refusal::rule)?;
            let mut dice = around.dice();
            chase_research::chase_research(app, around.now(), dice.as_mut(), id).await
        }
        other => Err(Refusal::Broken(format!(
            "no one knows how to do a job of kind {other}"
        ))),
    }
}

async fn save(app: &App, job: &Job) -> Told<()> {
    let mut tx = app.store.begin().await?;
    tx.put_job(job).await?;
    Ok(tx.finish().await?)
}

/// What is written on a failed job: the kind of failure, without anything of the record.
fn problem(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Broken(why) => why.chars().take(500).collect(),
        other => other.to_string().chars().take(500).collect(),
    }
}
