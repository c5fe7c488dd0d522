//! The queue of work that goes on after the answer: each job holds an identifier only and reads the rest again.

use hawthorn_domain::platform::ids::JobId;
use jiff::Timestamp;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Cond, Expr, ExprTrait, Order, Query};

use crate::cell::Row;
use crate::engine::Store;
use crate::error::StoreError;
use crate::tx::Tx;

/// A piece of work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Its identifier.
    pub id: JobId,
    /// What kind of work.
    pub kind: String,
    /// The record it is about.
    pub subject: String,
    /// `waiting`, `running`, `done` or `failed`.
    pub state: String,
    /// Not before.
    pub run_at: Timestamp,
    /// How often it was begun.
    pub tries: i64,
    /// Until when a runner holds it; after that another may take it up.
    pub locked_until: Option<Timestamp>,
    /// What went wrong last; holds no personal data.
    pub problem: String,
}

const COLUMNS: &[&str] = &[
    "id",
    "kind",
    "subject",
    "state",
    "run_at",
    "tries",
    "locked_until",
    "problem",
];

impl Store {
    /// The next job that is due, one whose runner died included.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn next_job(&self, now: Timestamp) -> Result<Option<Job>, StoreError> {
        let free = Cond::any()
            .add(Expr::col(Alias::new("state")).eq("waiting"))
            .add(
                Cond::all()
                    .add(Expr::col(Alias::new("state")).eq("running"))
                    .add(Expr::col(Alias::new("locked_until")).lt(now.as_microsecond())),
            );
        let asked = Query::select()
            .columns(COLUMNS.iter().map(|name| Alias::new(*name)))
            .from(Alias::new("job"))
            .and_where(Expr::col(Alias::new("state")).is_in(["waiting", "running"]))
            .and_where(Expr::col(Alias::new("run_at")).lte(now.as_microsecond()))
            .cond_where(free)
            .order_by(Alias::new("run_at"), Order::Asc)
            .limit(1)
            .to_owned();
        self.reader
            .query_one(&asked)
            .await?
            .map(|found| {
                let row = Row(&found);
                let id = row.text("id")?;
                Ok(Job {
                    id: id.parse().map_err(|_| StoreError::Unreadable {
                        kind: "job".to_owned(),
                        id,
                        why: "its reference is damaged".to_owned(),
                    })?,
                    kind: row.text("kind")?,
                    subject: row.text("subject")?,
                    state: row.text("state")?,
                    run_at: row.moment("run_at")?,
                    tries: row.int("tries")?,
                    locked_until: row.moment_or("locked_until")?,
                    problem: row.text("problem")?,
                })
            })
            .transpose()
    }

    /// Hands every running job back, for a start after a crash: no other runner lives then.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn release_jobs(&self, now: Timestamp) -> Result<(), StoreError> {
        loop {
            let asked = Query::select()
                .columns(COLUMNS.iter().map(|name| Alias::new(*name)))
                .from(Alias::new("job"))
                .and_where(Expr::col(Alias::new("state")).eq("running"))
                .limit(1)
                .to_owned();
            let Some(found) = self.reader.query_one(&asked).await? else {
                return Ok(());
            };
            let row = Row(&found);
            let id = row.text("id")?;
            let job = Job {
                id: id.parse().map_err(|_| StoreError::Unreadable {
                    kind: "job".to_owned(),
                    id,
                    why: "its reference is damaged".to_owned(),
                })?,
                kind: row.text("kind")?,
                subject: row.text("subject")?,
                state: "waiting".to_owned(),
                run_at: now,
                tries: row.int("tries")?,
                locked_until: None,
                problem: row.text("problem")?,
            };
            let mut tx = self.begin().await?;
            tx.put_job(&job).await?;
            tx.finish().await?;
        }
    }
}

impl Tx {
    /// Queues a job, or saves where it stands.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_job(&mut self, job: &Job) -> Result<(), StoreError> {
        let cells = [
            ("id", job.id.to_string().into()),
            ("kind", job.kind.as_str().into()),
            ("subject", job.subject.as_str().into()),
            ("state", job.state.as_str().into()),
            ("run_at", job.run_at.into()),
            ("tries", job.tries.into()),
            ("locked_until", job.locked_until.into()),
            ("problem", job.problem.as_str().into()),
        ];
        self.put_plain("job", &["id"], &cells).await
    }
}
