//! The worklist of the screening desk.

use axum::Json;
use axum::extract::Query;
use axum::routing::get;
use hawthorn_app::incidents::worklist::{self as list, Filter, Place, Row};
use hawthorn_domain::incidents::screening::Queue;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::risk::RiskLevel;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Answer, clock, coded};
use crate::desk::Desk;
use crate::document::Shape;
use crate::endpoints::Endpoint;
use crate::problem::ApiError;

/// The worklist.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    use Verb::ListIncidents;
    vec![
        Endpoint::see(
            "/v1/incidents",
            ListIncidents,
            "The worklist, due first",
            Shape::of::<Worklist>(),
            get(worklist),
        )
        .with_query(&[
            ("queue", "to_screen, awaiting_supervisor or done"),
            ("level", "standard, medium or high"),
            ("mine", "yes for what the reader holds"),
            ("after", "where the last page ended, as its `next` said"),
        ]),
    ]
}

/// One row of the worklist.
#[derive(Debug, Serialize, ToSchema)]
pub struct WorklistRow {
    /// The incident.
    pub id: String,
    /// The source’s reference.
    pub reference: String,
    /// When the desk received it.
    pub received_at: String,
    /// When it is due.
    pub due_at: String,
    /// on_time, due_soon, late, paused, done_on_time or done_late.
    pub clock: String,
    /// The victim’s name, when the reader may see it.
    pub victim: Option<String>,
    /// The name of the person causing harm, when known and the reader may see it.
    pub person_causing_harm: Option<String>,
    /// The level in force.
    pub level: String,
    /// How many children.
    pub children: usize,
    /// The flags’ codes.
    pub flags: Vec<String>,
    /// Who holds it.
    pub held_by: Option<String>,
    /// The queue it stands in.
    pub queue: String,
    /// The decision, once made.
    pub outcome: Option<String>,
    /// Whether it is held closely.
    pub restricted: bool,
}

/// The worklist.
#[derive(Debug, Serialize, ToSchema)]
pub struct Worklist {
    /// The rows, due first.
    pub rows: Vec<WorklistRow>,
    /// How many wait to be screened, up to a bound.
    pub to_screen: u64,
    /// How many wait for a supervisor, up to a bound.
    pub awaiting_supervisor: u64,
    /// How many were decided today, up to a bound.
    pub done_today: u64,
    /// Where the next page begins, when there is one.
    pub next: Option<String>,
}

/// What the worklist is asked.
#[derive(Debug, Deserialize)]
pub struct WorklistQuery {
    queue: Option<String>,
    level: Option<String>,
    mine: Option<String>,
    after: Option<String>,
}

/// The worklist.
pub async fn worklist(mut desk: Desk, Query(query): Query<WorklistQuery>) -> Answer<Worklist> {
    let queue = query
        .queue
        .as_deref()
        .map(|text| {
            coded(
                "queue",
                text,
                Queue::from_code,
                &["to_screen", "awaiting_supervisor", "done"],
            )
        })
        .transpose()?;
    let level = query
        .level
        .as_deref()
        .map(|text| {
            coded(
                "level",
                text,
                RiskLevel::from_code,
                &["standard", "medium", "high"],
            )
        })
        .transpose()?;
    let after = query
        .after
        .as_deref()
        .map(str::parse::<Place>)
        .transpose()
        .map_err(ApiError)?;
    let filter = Filter {
        queue: queue.or(Some(Queue::ToScreen)),
        level,
        mine: query.mine.as_deref() == Some("yes"),
    };
    let page = list::worklist(&desk.app, &mut desk.ask, filter, after.as_ref(), 50).await?;
    Ok(Json(Worklist {
        rows: page.rows.into_iter().map(row).collect(),
        to_screen: page.tabs.to_screen.number,
        awaiting_supervisor: page.tabs.awaiting_supervisor.number,
        done_today: page.tabs.done_today.number,
        next: page.next.map(|place| place.to_string()),
    }))
}

fn row(row: Row) -> WorklistRow {
    WorklistRow {
        id: row.id.to_string(),
        reference: row.reference,
        received_at: row.received_at.to_string(),
        due_at: row.due_at.to_string(),
        clock: clock(&row.clock).to_owned(),
        victim: row.victim,
        person_causing_harm: row.person_causing_harm,
        level: row.level.code().to_owned(),
        children: row.children,
        flags: row
            .flags
            .iter()
            .map(|flag| flag.code().to_owned())
            .collect(),
        held_by: row.held.map(|held| held.by),
        queue: row.queue.code().to_owned(),
        outcome: row.outcome.map(|outcome| outcome.code().to_owned()),
        restricted: row.restricted,
    }
}
