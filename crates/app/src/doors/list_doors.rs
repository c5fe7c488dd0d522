//! The desk's list: what came in by the doors, what is due, and each flood as one line (R1, R3, R4).

use hawthorn_domain::doors::desk::order;
use hawthorn_domain::doors::report::ReportState;
use hawthorn_domain::doors::{Desk, Door, DoorReport};
use hawthorn_domain::platform::ids::DoorReportId;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::Document;
use hawthorn_store::cell::moment;
use jiff::Timestamp;

use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// The most rows that one state is read with.
const MOST: u64 = 200;

/// One row of the list. It names nobody: a list stands open on a screen for hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoorRow {
    /// Its identifier.
    pub id: DoorReportId,
    /// By which door it came.
    pub door: Door,
    /// The desk.
    pub desk: Desk,
    /// When it came.
    pub received_at: Timestamp,
    /// When somebody is to be reached.
    pub due_at: Option<Timestamp>,
    /// Whether somebody fears serious harm.
    pub serious: bool,
    /// Whether children are harmed or it takes the child route too.
    pub child: bool,
    /// Who has it.
    pub taken_by: Option<String>,
    /// Whether it waits for the person's agreement.
    pub waits_for_consent: bool,
    /// How often somebody tried to reach the person.
    pub tries: usize,
    /// How it stands.
    pub state: ReportState,
}

/// A flood, as one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FloodRow {
    /// Its mark.
    pub mark: String,
    /// How many wait under it.
    pub number: i64,
    /// When the first came.
    pub first_at: Timestamp,
    /// When the last came.
    pub last_at: Timestamp,
}

/// The whole list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoorList {
    /// What is to be done, in order.
    pub rows: Vec<DoorRow>,
    /// Floods.
    pub floods: Vec<FloodRow>,
    /// How many stand in each state that is shown, counted no further than the list is long.
    pub counts: Vec<(ReportState, u64)>,
    /// The oldest that nobody has taken.
    pub oldest: Option<Timestamp>,
}

/// Lists what came in for the reader's own desk: what is open, or in one other state.
///
/// # Errors
/// When the reader answers no desk, or the store does not answer.
pub async fn list_doors(app: &App, ask: &mut Ask, show: Option<ReportState>) -> Told<DoorList> {
    // Load
    let scope = ask.scope(app)?;
    // Allow
    let desk = Thing::of_area(ask.area()).addressed_to(&ask.actor.agency);
    ask.allow(app, Verb::ListDoors, &desk).await?;
    let states: &[ReportState] = match show {
        Some(ReportState::Ended) => &[ReportState::Ended],
        Some(ReportState::SetAside) => &[ReportState::SetAside],
        _ => &[ReportState::New, ReportState::Taken, ReportState::InTouch],
    };
    let mut found = Vec::new();
    for state in states {
        found.extend(app.store.door_reports(&scope, *state, MOST).await?);
    }
    // Decide
    let needs_consent = ask.settings(app)?.support.contact_needs_consent;
    if show != Some(ReportState::Ended) {
        found.sort_by_cached_key(|read| order(&read.value));
    }
    let rows: Vec<DoorRow> = found
        .iter()
        .map(|read| row(&read.value, needs_consent))
        .collect();
    let mut counts = Vec::new();
    for state in ReportState::ALL {
        counts.push((
            *state,
            app.store.count_door_reports(&scope, *state, MOST).await?,
        ));
    }
    let new = rows.iter().filter(|row| row.state == ReportState::New);
    let oldest = new.map(|row| row.received_at).min();
    // Keep
    let words = "Looked through what came in by the doors";
    ask.looked(app, Verb::ListDoors, DoorReport::TABLE, "", words)
        .await?;
    // Tell
    Ok(DoorList {
        rows,
        floods: floods(app, ask).await?,
        counts,
        oldest,
    })
}

fn row(report: &DoorReport, needs_consent: bool) -> DoorRow {
    use hawthorn_domain::doors::routing::Why;
    let child = [Why::ChildHarmed, Why::Young, Why::Under16];
    DoorRow {
        id: report.id,
        door: report.door,
        desk: report.desk,
        received_at: report.received_at,
        due_at: report.due_at(),
        serious: report.concern.serious == hawthorn_domain::people::contact::Told::Yes,
        child: report.routing.why.iter().any(|why| child.contains(why)),
        taken_by: report.taken.as_ref().map(|taken| taken.by.name.clone()),
        waits_for_consent: !report.may_contact(needs_consent),
        tries: report.tries.len(),
        state: report.state(),
    }
}

async fn floods(app: &App, ask: &Ask) -> Told<Vec<FloodRow>> {
    let found = app.store.door_floods(&ask.scope(app)?).await?;
    found
        .into_iter()
        .map(|flood| {
            let (first, last) = flood.between;
            Ok(FloodRow {
                mark: flood.mark,
                number: flood.number,
                first_at: moment(first).map_err(Refusal::from)?,
                last_at: moment(last).map_err(Refusal::from)?,
            })
        })
        .collect()
}
