//! How SQLite means to run the lists that people wait for: the very statements are caught as the store sends them, then explained.

use std::path::Path;
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use hawthorn_domain::incidents::screening::Queue;
use hawthorn_domain::platform::actor::{AgencyCode, Scope};
use hawthorn_domain::platform::ids::{AccountId, PersonId};
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_domain::referrals::ReferralState;
use hawthorn_domain::risk::RiskLevel;
use hawthorn_store::Store;
use hawthorn_store::governance::log::LogPlace;
use hawthorn_store::incidents::WorklistFilter;
use hawthorn_store::people::SuggestionState;
use hawthorn_store::platform::read::After;
use hawthorn_testkit::CountingDice;
use jiff::Timestamp;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Row};
use tracing::field::{Field, Visit};
use tracing::{Event, Metadata, Subscriber};
use tracing_subscriber::layer::{Context as LayerContext, Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

use super::running::county::AREA;

/// Tables that grow with the years. Reading one of them from end to end is never right.
pub const BIG: &[&str] = &[
    "incident",
    "incident_party",
    "person",
    "audit",
    "mash_referral",
    "information_request",
    "marac_referral",
    "agreed_action",
    "assessment",
    "protective_order",
    "support_case",
    "nomination",
    "message",
    "job",
    "suggestion",
    "directory_entry",
    "import_row",
];
/// Lists whose length is that of one family or one record, however large the area
/// grows. Those of several records are merged, so they are sorted; they may not scan.
const SHORT: &[&str] = &[
    "the incidents of a person",
    "the suggestions about a person",
];
/// Rows of a page; the plan does not depend on it.
const PAGE: u64 = 51;

/// The statements that were heard and not yet looked at.
pub static CAUGHT: Mutex<Vec<String>> = Mutex::new(Vec::new());
static LISTENING: OnceLock<()> = OnceLock::new();

/// Hears what the driver tells of each statement that it has run.
struct Ear;

struct Words(Option<String>);

impl Visit for Words {
    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "db.statement" {
            self.0 = Some(value.trim().to_owned());
        }
    }
}

impl<S: Subscriber> Layer<S> for Ear {
    fn enabled(&self, about: &Metadata<'_>, _: LayerContext<'_, S>) -> bool {
        about.target() == "sqlx::query"
    }
    fn on_event(&self, event: &Event<'_>, _: LayerContext<'_, S>) {
        let mut words = Words(None);
        event.record(&mut words);
        if let (Some(statement), Ok(mut caught)) = (words.0, CAUGHT.lock())
            && statement.starts_with("SELECT")
        {
            caught.push(statement);
        }
    }
}

/// The statement that was run last. The driver tells of it a moment after its answer.
fn caught() -> Result<String> {
    let began = Instant::now();
    while began.elapsed() < Duration::from_secs(2) {
        if let Ok(mut caught) = CAUGHT.lock()
            && let Some(statement) = caught.pop()
        {
            caught.clear();
            return Ok(statement);
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    anyhow::bail!("the driver did not tell of the statement that it ran")
}

/// Begins to hear the statements that the driver runs.
///
/// # Errors
/// When somebody else hears them already.
pub fn listen() -> Result<()> {
    if LISTENING.set(()).is_ok() {
        tracing_subscriber::registry()
            .with(Ear)
            .try_init()
            .context("the driver's statements cannot be heard")?;
    }
    if let Ok(mut caught) = CAUGHT.lock() {
        caught.clear();
    }
    Ok(())
}

/// Asks for each list as the service does, and says which plans read or sort more than they show.
///
/// # Errors
/// When the database cannot be read.
pub async fn bad_plans(store: &Store, file: &Path) -> Result<Vec<String>> {
    listen()?;
    let mut connection = SqliteConnectOptions::new()
        .filename(file)
        .read_only(true)
        .connect()
        .await?;
    let mut problems = Vec::new();
    for restricted in [false, true] {
        for (name, statement) in statements(store, restricted).await? {
            let plan = explain(&mut connection, &statement).await?;
            ensure!(!plan.is_empty(), "there is no plan for {statement}");
            let sorts = plan.iter().any(|step| is_sort(step));
            let reader = if restricted {
                "reader of restricted records"
            } else {
                "ordinary reader"
            };
            problems.extend(
                plan.iter()
                    .filter(|step| is_bad(name, step, sorts))
                    .map(|step| format!("{name}, {reader}: {step}\n    {statement}")),
            );
        }
    }
    Ok(problems)
}

/// Whether a step of a plan reads a big table from end to end, or sorts rows that an
/// index should give in order. `sorts` says whether the plan sorts at all: a search by
/// the area alone then reads every row that the area has.
fn is_bad(list: &str, step: &str, sorts: bool) -> bool {
    let table = |how: &str| step.strip_prefix(how)?.split_whitespace().next();
    let big = |table: Option<&str>| table.is_some_and(|table| BIG.contains(&table));
    let whole_area = sorts && step.ends_with("(area=?)");
    big(table("SCAN "))
        || (big(table("SEARCH ")) && whole_area)
        || (is_sort(step) && !SHORT.contains(&list))
}

/// Whether a step sorts a list by hand.
pub fn is_sort(step: &str) -> bool {
    step.starts_with("USE TEMP B-TREE") && step.contains("ORDER BY")
}

/// How SQLite means to run a statement.
///
/// # Errors
/// When the database cannot be read.
pub async fn explain(connection: &mut SqliteConnection, statement: &str) -> Result<Vec<String>> {
    // The statement is the store's own, with places for values; none are needed for a plan.
    let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
        "EXPLAIN QUERY PLAN {statement}"
    )))
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| Ok(row.try_get::<String, _>("detail")?))
        .collect()
}

/// A list's name and the statement that it sent.
type Sent = Vec<(&'static str, String)>;

/// Runs a list for the sake of its statement.
macro_rules! send {
    ($sent:ident, $name:literal, $asked:expr) => {{
        $asked.await?;
        $sent.push(($name, caught()?));
    }};
}

/// Runs each list once and gives the statement that it sent.
async fn statements(store: &Store, restricted: bool) -> Result<Sent> {
    let mut dice = CountingDice::new(1);
    let scope = Scope {
        account: AccountId::new(Timestamp::now(), &mut dice),
        area: AreaCode::new(AREA)?,
        agency: AgencyCode::new("police"),
        hub: true,
        restricted,
        at: Timestamp::now(),
    };
    let mut sent = worklists(store, &scope).await?;
    sent.extend(other_lists(store, &scope, PersonId::new(Timestamp::now(), &mut dice)).await?);
    Ok(sent)
}

async fn worklists(store: &Store, scope: &Scope) -> Result<Sent> {
    let now = Timestamp::now();
    let after = After {
        at: now.as_microsecond(),
        id: "I-0".to_owned(),
    };
    let of = |queue| WorklistFilter {
        queue: Some(queue),
        ..WorklistFilter::default()
    };
    let (queue, done) = (of(Queue::ToScreen), of(Queue::Done));
    let level = WorklistFilter {
        level: Some(RiskLevel::High),
        ..queue.clone()
    };
    let mut sent = Sent::new();
    send!(
        sent,
        "worklist by queue",
        store.worklist(scope, &queue, now, None, PAGE)
    );
    send!(
        sent,
        "worklist by queue, a later page",
        store.worklist(scope, &queue, now, Some(&after), PAGE)
    );
    send!(
        sent,
        "worklist by queue and level",
        store.worklist(scope, &level, now, None, PAGE)
    );
    send!(
        sent,
        "worklist by queue and level, a later page",
        store.worklist(scope, &level, now, Some(&after), PAGE)
    );
    send!(
        sent,
        "worklist of what is done",
        store.worklist(scope, &done, now, None, PAGE)
    );
    send!(
        sent,
        "count of a worklist",
        store.worklist_count(scope, &queue, now, 500)
    );
    send!(
        sent,
        "count of what was decided today",
        store.decided_since(scope, now, 500)
    );
    send!(
        sent,
        "the next incident to screen",
        store.next_to_screen(scope, now)
    );
    Ok(sent)
}

async fn other_lists(store: &Store, scope: &Scope, person: PersonId) -> Result<Sent> {
    let police = &scope.agency;
    let mut sent = Sent::new();
    send!(
        sent,
        "the incidents of a person",
        store.incidents_of(scope, &[person], 200)
    );
    send!(
        sent,
        "requests to an agency",
        store.requests_to(scope, police, "open", PAGE)
    );
    send!(
        sent,
        "open actions of an agency",
        store.open_actions(scope, Some(police), PAGE)
    );
    send!(
        sent,
        "open actions of the area",
        store.open_actions(scope, None, PAGE)
    );
    send!(
        sent,
        "history of a record",
        store.history(scope, "incident", "I-0", 500)
    );
    send!(sent, "the audit log", store.log_from(scope, None, 100));
    send!(
        sent,
        "the audit log, a later page",
        store.log_from(scope, Some(LogPlace { at: 1_000, skip: 0 }), 100)
    );
    send!(
        sent,
        "referrals to rate",
        store.referrals(scope, &[ReferralState::ToRate], PAGE)
    );
    send!(
        sent,
        "suggestions",
        store.suggestions(scope, SuggestionState::Open, None, PAGE)
    );
    send!(
        sent,
        "the suggestions about a person",
        store.suggestions_about(scope, &[person])
    );
    Ok(sent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reads_or_sorts_too_much_is_named() {
        for bad in [
            "SCAN incident",
            "SCAN audit USING INDEX ix",
            "USE TEMP B-TREE FOR ORDER BY",
            "USE TEMP B-TREE FOR LAST TERM OF ORDER BY",
        ] {
            assert!(is_bad("the audit log", bad, true), "{bad}");
        }
        for good in [
            "SEARCH incident USING INDEX ix (area=? AND queue=?)",
            "SCAN CONSTANT ROW",
            "LIST SUBQUERY 1",
            "SCAN meeting",
        ] {
            assert!(!is_bad("the audit log", good, true), "{good}");
        }
    }

    #[test]
    fn a_short_list_may_sort_but_not_read_the_area() {
        let list = "the incidents of a person";
        assert!(!is_bad(list, "USE TEMP B-TREE FOR ORDER BY", true));
        assert!(is_bad(list, "SCAN incident", true));
        assert!(is_bad(
            list,
            "SEARCH incident USING INDEX ix (area=?)",
            true
        ));
        assert!(
            !is_bad(
                "the audit log",
                "SEARCH audit USING INDEX ix (area=?)",
                false
            ),
            "in the index's own order, up to the end of the page"
        );
    }

    #[tokio::test]
    async fn a_list_without_its_index_is_caught() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = hawthorn_testkit::database::sqlite(folder.path()).await;
        let file = folder.path().join("hawthorn.db");
        let before = bad_plans(&store, &file).await.expect("plans");
        assert!(
            !before
                .iter()
                .any(|problem| problem.starts_with("worklist by queue,")),
            "{before:?}"
        );
        let mut connection = SqliteConnectOptions::new()
            .filename(&file)
            .connect()
            .await
            .expect("the file");
        sqlx::query("DROP INDEX ix_incident_area_queue_due_at_id_restricted")
            .execute(&mut connection)
            .await
            .expect("the index was there");
        let after = bad_plans(&store, &file).await.expect("plans");
        assert!(
            after
                .iter()
                .any(|problem| problem.starts_with("worklist by queue,")),
            "{after:?}"
        );
    }
}
