//! The desk's day and week with the incidents behind every figure, and the week's report, signed once and then filed (R80, R98, R100, C15).

use hawthorn_domain::incidents::Incident;
use hawthorn_domain::incidents::weekly::{
    self, DeskItem, Figures, Measure, Span, WeeklyRefusal, WeeklyReport,
};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::WeeklyReportId;
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::freeze_sheet::open_to_the_hub;
use super::standing::week_end;
use super::worklist::listed;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::long;

/// The most incidents that a span is counted over.
const MOST: u64 = 20_000;
/// The most incidents behind a figure that are shown.
pub const MOST_SHOWN: usize = 500;
/// The most reports in the list.
const MOST_REPORTS: u64 = 60;

/// A day or a week of the desk.
#[derive(Debug, Clone)]
pub struct DeskSpan {
    /// Its first day.
    pub first: Date,
    /// How many days: one or seven.
    pub days: i64,
    /// From when to when.
    pub span: Span,
    /// Its figures.
    pub figures: Figures,
    /// In sentences.
    pub sentences: Vec<String>,
    /// Each day of a week with its figures; empty for a day.
    pub each_day: Vec<(Date, Figures)>,
    /// The signed report of the week, if it is signed.
    pub report: Option<WeeklyReport>,
    /// The weeks whose reports are signed, the newest first.
    pub signed: Vec<Date>,
    /// Whether the reader may sign it now.
    pub may_sign: bool,
}

/// Everything that a span touches. Nothing that is held closely is counted, whoever
/// reads, so that the figures are the same for everybody and tell nobody of it (R218).
async fn items(app: &App, ask: &Ask, span: Span) -> Told<Vec<(DeskItem, String)>> {
    let scope = open_to_the_hub(ask.area(), ask.now);
    let found = app
        .store
        .at_the_desk_between(&scope, span.from, span.to, MOST)
        .await?;
    found
        .iter()
        .map(|incident| Ok((item(app, ask, incident)?, incident.reference.clone())))
        .collect()
}

fn item(app: &App, ask: &Ask, incident: &Incident) -> Told<DeskItem> {
    let decision = incident.screening.decision.as_ref();
    Ok(DeskItem {
        incident: incident.id,
        received_at: incident.received_at,
        decided_at: decision.map(|decision| decision.at),
        due_at: incident.screening.clock.due_at(),
        week_end: week_end(app, ask, incident)?.map(|week_end| week_end.at),
        level: incident.level(),
    })
}

/// Opens a day of the desk (one day) or a week (seven, from its Monday).
///
/// # Errors
/// When the role may not see the figures.
pub async fn open_desk_span(app: &App, ask: &mut Ask, first: Date, days: i64) -> Told<DeskSpan> {
    let scope = ask.scope(app)?;
    let thing = Thing::of_area(ask.area());
    ask.allow(app, Verb::ViewWeekly, &thing).await?;
    let span = Span::of(first, days, ask.now);
    let items: Vec<DeskItem> = items(app, ask, span)
        .await?
        .into_iter()
        .map(|(item, _)| item)
        .collect();
    let figures = weekly::figures(&items, span);
    let each_day = (0..days)
        .filter(|_| days > 1)
        .filter_map(|place| first.checked_add(place.days()).ok())
        .filter(|day| *day <= ask.today())
        .map(|day| (day, weekly::figures(&items, Span::of(day, 1, ask.now))))
        .collect();
    let report = app.store.weekly_report(&scope, first).await?;
    let signed = app.store.weekly_reports(&scope, MOST_REPORTS).await?;
    let over = days == 7 && weekly::may_sign(first, ask.now, report.is_some(), "x").is_ok();
    listed(app, ask, Verb::ViewWeekly, "Looked at the desk’s figures").await?;
    Ok(DeskSpan {
        first,
        days,
        span,
        sentences: weekly::sentences(&figures, span),
        figures,
        each_day,
        report: report.filter(|_| days == 7).map(|read| read.value),
        signed: signed.iter().map(|report| report.week).collect(),
        may_sign: over && ask.may(app, Verb::SignWeekly, &thing),
    })
}

/// One incident behind a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behind {
    /// The incident and its moments.
    pub item: DeskItem,
    /// The force's reference.
    pub reference: String,
}

/// The incidents behind one figure of a span, in the order of receipt.
///
/// # Errors
/// When the role may not see the figures.
pub async fn behind(
    app: &App,
    ask: &mut Ask,
    first: Date,
    days: i64,
    measure: Measure,
) -> Told<Vec<Behind>> {
    ask.allow(app, Verb::ViewWeekly, &Thing::of_area(ask.area()))
        .await?;
    let span = Span::of(first, days, ask.now);
    let mut items = items(app, ask, span).await?;
    items.retain(|(item, _)| weekly::counts(item, measure, span));
    items.truncate(MOST_SHOWN);
    listed(
        app,
        ask,
        Verb::ViewWeekly,
        "Looked at what stands behind a figure",
    )
    .await?;
    Ok(items
        .into_iter()
        .map(|(item, reference)| Behind { item, reference })
        .collect())
}

/// Signs the report of a week: its figures and sentences are kept as they stand and
/// are not changed again.
///
/// # Errors
/// When the role may not sign, the week is not over, its report is signed already, or
/// nothing says what slows the work (field `slowing`).
pub async fn sign_report(
    app: &App,
    ask: &mut Ask,
    week: Date,
    slowing: &str,
    quality: &str,
) -> Told<WeeklyReport> {
    // Load
    let week = weekly::monday_of(week);
    let scope = ask.scope(app)?;
    let there = app.store.weekly_report(&scope, week).await?.is_some();
    let over = week.checked_add(7.days()).unwrap_or(week);
    let end: Timestamp = hawthorn_domain::incidents::sheet::day_begins(over);
    let span = Span::of(week, 7, end.min(ask.now));
    // Allow
    ask.allow(app, Verb::SignWeekly, &Thing::of_area(ask.area()))
        .await?;
    // Decide
    let slowing = long("slowing", slowing)?;
    weekly::may_sign(week, ask.now, there, &slowing).map_err(|refusal| match refusal {
        WeeklyRefusal::NoWords => Refusal::field("slowing", refusal.to_string()),
        other => Refusal::rule(other),
    })?;
    let items: Vec<DeskItem> = items(app, ask, span)
        .await?
        .into_iter()
        .map(|(item, _)| item)
        .collect();
    let figures = weekly::figures(&items, span);
    let report = WeeklyReport {
        id: WeeklyReportId::new(ask.now, ask.dice.as_mut()),
        area: ask.area().clone(),
        week,
        sentences: weekly::sentences(&figures, span),
        figures,
        slowing,
        quality: long("quality", quality)?,
        signed_by: ask.doer(),
        signed_at: ask.now,
        restriction: Restriction::default(),
    };
    // Keep
    let mut tx = app.store.begin().await?;
    let words = format!("Signed the report of the week of {week}");
    let entry = ask.entry(Deed::Created, Verb::SignWeekly, words);
    tx.create(&report, entry).await?;
    tx.finish().await?;
    // Tell
    Ok(report)
}
