//! The daily sheet as it stands beside the sheet as it was frozen, social care's side of its rows, and the frozen sheet as a workbook (R92–R97, R101).

use std::collections::BTreeSet;

use hawthorn_connect::sheets::write::{OutCell, OutTable, write_xlsx_dated};
use hawthorn_domain::incidents::Incident;
use hawthorn_domain::incidents::sheet::{
    self, CareHolds, CareSystem, DaySheet, OtherRisk, PersonHeld, SheetAnswer, SheetRefusal,
    SheetRow,
};
use hawthorn_domain::people::Born;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::calendar::london;
use hawthorn_domain::platform::ids::{IncidentId, PersonId, SheetAnswerId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::risk::RiskLevel;
use hawthorn_store::{Document, Stored};
use jiff::Timestamp;
use jiff::civil::Date;

use super::claim::load;
use super::worklist::{RESTRICTED, listed};
use crate::people::open_person::people_by_id;
use crate::platform::ask::Ask;
use crate::platform::refusal::{FieldProblem, Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::{long, short};

/// The most rows of one sheet.
pub(super) const MOST_ROWS: u64 = 2_000;
/// The most frozen sheets in the list.
const MOST_SHEETS: u64 = 60;

/// One row as it stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveRow {
    /// The row.
    pub row: SheetRow,
    /// How many answers are still to give.
    pub missing: usize,
    /// What has changed since the sheet was frozen.
    pub later: Vec<String>,
    /// What each system holds, so that the form can show it.
    pub held: Vec<PersonHeld>,
}

/// The page of one day's sheet.
#[derive(Debug, Clone)]
pub struct SheetPage {
    /// The day.
    pub day: Date,
    /// When the sheet was frozen, if it was.
    pub frozen_at: Option<Timestamp>,
    /// When it will be frozen.
    pub to_freeze: Timestamp,
    /// The rows: as frozen, or as they stand while it is not.
    pub rows: Vec<LiveRow>,
    /// The days whose sheets are frozen, the newest first.
    pub days: Vec<Date>,
    /// Whether the reader answers for social care.
    pub may_answer: bool,
    /// Whether the area works with a sheet.
    pub enabled: bool,
}

/// Opens the sheet of a day; of yesterday when none is named. Whatever is held closely
/// and not open to this reader has no row, in the frozen sheet too (R218).
///
/// # Errors
/// When the role may not see the sheet.
pub async fn open_sheet(app: &App, ask: &mut Ask, day: Option<Date>) -> Told<SheetPage> {
    let scope = ask.scope(app)?;
    let thing = Thing::of_area(ask.area());
    ask.allow(app, Verb::ViewSheet, &thing).await?;
    let rules = ask.settings(app)?.sheet;
    let day = day.unwrap_or_else(|| ask.today().yesterday().unwrap_or(ask.today()));
    let frozen = app.store.day_sheet(&scope, day).await?;
    let rows = match &frozen {
        Some(sheet) => frozen_rows(app, &scope, sheet).await?,
        None => standing_rows(app, &scope, day).await?,
    };
    let sheets = app.store.day_sheets(&scope, MOST_SHEETS).await?;
    listed(app, ask, Verb::ViewSheet, "Looked through a daily sheet").await?;
    Ok(SheetPage {
        day,
        frozen_at: frozen.map(|sheet| sheet.frozen_at),
        to_freeze: sheet::frozen_at(day, rules.cut_off),
        rows,
        days: sheets.iter().map(|sheet| sheet.day).collect(),
        may_answer: ask.may(app, Verb::AnswerSheet, &thing),
        enabled: rules.enabled,
    })
}

/// The rows of a day as they stand, within a scope.
async fn standing_rows(app: &App, scope: &Scope, day: Date) -> Told<Vec<LiveRow>> {
    let (from, to) = sheet::bounds(day);
    let standard = RiskLevel::Standard;
    let found = app
        .store
        .received_between(scope, standard, from, to, MOST_ROWS)
        .await?;
    let answers = answers_of(app, scope, &found).await?;
    let known = known(app, scope, &found).await?;
    Ok(found
        .iter()
        .map(|incident| live(incident, answer_to(&answers, incident.id), None, &known))
        .collect())
}

/// Which people of these incidents this scope may know.
pub(super) async fn known(
    app: &App,
    scope: &Scope,
    incidents: &[Stored<Incident>],
) -> Told<BTreeSet<PersonId>> {
    let parties = incidents.iter().flat_map(|incident| &incident.parties);
    let people = people_by_id(app, scope, parties.map(|party| party.person)).await?;
    Ok(people.into_keys().collect())
}

/// The row as somebody may read it who knows these people and no others: whoever is
/// held closely in an open incident is there without a name, as on the worklist (R218).
pub(super) fn masked(mut row: SheetRow, known: &BTreeSet<PersonId>) -> SheetRow {
    let hidden = row.people.iter_mut();
    for person in hidden.filter(|person| !known.contains(&person.person)) {
        RESTRICTED.clone_into(&mut person.name);
        Born::Unknown.words().clone_into(&mut person.born);
        person.child_system.clear();
        person.adult_system.clear();
        person.known_before = false;
    }
    row
}

async fn answers_of(
    app: &App,
    scope: &Scope,
    incidents: &[Stored<Incident>],
) -> Told<Vec<Stored<SheetAnswer>>> {
    let ids: Vec<IncidentId> = incidents.iter().map(|incident| incident.id).collect();
    Ok(app.store.of_incidents(scope, &ids).await?)
}

fn answer_to(answers: &[Stored<SheetAnswer>], id: IncidentId) -> Option<&SheetAnswer> {
    answers
        .iter()
        .find(|answer| answer.incident == id)
        .map(|answer| &answer.value)
}

fn live(
    incident: &Incident,
    answer: Option<&SheetAnswer>,
    frozen: Option<&SheetRow>,
    known: &BTreeSet<PersonId>,
) -> LiveRow {
    let now = masked(sheet::row(incident, answer), known);
    let frozen = frozen.map(|frozen| masked(frozen.clone(), known));
    let later = frozen
        .as_ref()
        .map_or_else(Vec::new, |frozen| sheet::later_changes(frozen, &now));
    let held = answer.map_or(&[][..], |answer| &answer.people);
    LiveRow {
        missing: sheet::still_to_answer(incident, answer),
        later,
        held: held
            .iter()
            .filter(|held| known.contains(&held.person))
            .cloned()
            .collect(),
        row: frozen.unwrap_or(now),
    }
}

/// The rows of a frozen sheet whose incidents are still there for this reader.
async fn frozen_rows(app: &App, scope: &Scope, sheet: &DaySheet) -> Told<Vec<LiveRow>> {
    let ids: Vec<String> = sheet
        .rows
        .iter()
        .map(|row| row.incident.to_string())
        .collect();
    let there = app.store.get_many::<Incident>(scope, &ids).await?;
    let answers = answers_of(app, scope, &there).await?;
    let known = known(app, scope, &there).await?;
    Ok(sheet
        .rows
        .iter()
        .filter_map(|frozen| {
            let incident = there.iter().find(|found| found.id == frozen.incident)?;
            Some(live(
                incident,
                answer_to(&answers, incident.id),
                Some(frozen),
                &known,
            ))
        })
        .collect())
}

/// Social care's side of one row as it is typed.
#[derive(Debug, Clone, Default)]
pub struct RowAnswer {
    /// Each person, system and what it holds, with worker and team. Fields
    /// `held-{system}-{person}`, `worker-…`, `team-…`.
    pub people: Vec<(PersonId, CareSystem, CareHolds, String, String)>,
    /// Field `risk`: another risk; empty for none.
    pub risk: String,
}

/// Keeps what social care holds on the people of one row (R93–R96). What a frozen
/// sheet says stays as it is; the answer stands beside it.
///
/// # Errors
/// When the incident is not there for the reader, the role may not answer, a person is
/// not of it, or somebody is allocated without a worker and a team.
pub async fn answer_sheet(
    app: &App,
    ask: &mut Ask,
    incident: IncidentId,
    answer: RowAnswer,
) -> Told<()> {
    // Load
    let read = load(app, ask, incident).await?;
    let scope = ask.scope(app)?;
    let before: Vec<Stored<SheetAnswer>> = app.store.of_incidents(&scope, &[incident]).await?;
    // Allow
    let thing = Thing::record(&read.area, &read.restriction);
    ask.allow(app, Verb::AnswerSheet, &thing).await?;
    // Decide
    let mut changed = match before.first() {
        Some(before) => before.value.clone(),
        None => SheetAnswer {
            id: SheetAnswerId::new(ask.now, ask.dice.as_mut()),
            area: read.area.clone(),
            incident,
            people: Vec::new(),
            risks: Vec::new(),
            restriction: Restriction::default(),
        },
    };
    apply(ask, &read, &mut changed, answer)?;
    // Keep
    let words = "Said what social care holds on the people of the sheet";
    let mut tx = app.store.begin().await?;
    match before.first() {
        Some(before) => {
            let entry = ask.entry(Deed::Changed, Verb::AnswerSheet, words);
            tx.update(before, &changed, entry).await?;
        }
        None => {
            let entry = ask.entry(Deed::Created, Verb::AnswerSheet, words);
            tx.create(&changed, entry).await?;
        }
    }
    tx.finish().await?;
    // Tell
    Ok(())
}

fn apply(ask: &Ask, incident: &Incident, changed: &mut SheetAnswer, answer: RowAnswer) -> Told<()> {
    let risk = long("risk", &answer.risk)?;
    if answer.people.is_empty() && risk.is_empty() {
        let words = "Say what is held on at least one person, or name another risk.";
        return Err(Refusal::field("risk", words));
    }
    let mut problems = Vec::new();
    for (person, system, holds, worker, team) in answer.people {
        let field = format!("worker-{}-{person}", system.code());
        let (worker, team) = (short(&field, &worker)?, short(&field, &team)?);
        match sheet::may_answer(incident, person, holds, &worker, &team) {
            Ok(()) => {}
            Err(SheetRefusal::NotThere) => return Err(Refusal::NotFound),
            Err(refusal) => problems.push(FieldProblem {
                field,
                message: refusal.to_string(),
            }),
        }
        let same = |held: &PersonHeld| held.person == person && held.system == system;
        let unchanged = changed.people.iter().any(|held| {
            same(held) && held.holds == holds && held.worker == worker && held.team == team
        });
        if !unchanged {
            changed.people.retain(|held| !same(held));
            let allocated = holds == CareHolds::Allocated;
            changed.people.push(PersonHeld {
                person,
                system,
                holds,
                worker: if allocated { worker } else { String::new() },
                team: if allocated { team } else { String::new() },
                by: ask.doer(),
                at: ask.now,
            });
        }
    }
    if !problems.is_empty() {
        return Err(Refusal::Fields(problems));
    }
    if !risk.is_empty() {
        changed.risks.push(OtherRisk {
            words: risk,
            by: ask.doer(),
            at: ask.now,
        });
    }
    Ok(())
}

/// The frozen sheet of a day as a workbook: the same bytes every time for the same
/// reader's rows, and no cell that a spreadsheet program would run.
///
/// # Errors
/// When the role may not see the sheet, the sheet is not frozen yet, or it does not
/// fit a workbook.
pub async fn export_sheet(app: &App, ask: &mut Ask, day: Date) -> Told<Vec<u8>> {
    let scope = ask.scope(app)?;
    ask.allow(app, Verb::ViewSheet, &Thing::of_area(ask.area()))
        .await?;
    let sheet = app
        .store
        .day_sheet(&scope, day)
        .await?
        .ok_or(Refusal::NotFound)?;
    let rows = frozen_rows(app, &scope, &sheet).await?;
    let rows: Vec<&SheetRow> = rows.iter().map(|live| &live.row).collect();
    let at = london().to_datetime(sheet.frozen_at);
    let bytes = write_xlsx_dated(&table(day, &rows), at).map_err(Refusal::rule)?;
    let entry = ask.entry(Deed::Exported, Verb::ViewSheet, "Downloaded a daily sheet");
    app.store
        .note(hawthorn_domain::platform::audit::Entry {
            kind: DaySheet::TABLE.to_owned(),
            record: sheet.id.to_string(),
            ..entry
        })
        .await?;
    Ok(bytes)
}

const HEADINGS: [&str; 11] = [
    "Incident",
    "Received",
    "Part",
    "Name",
    "Date of birth",
    "Children’s system",
    "Adults’ system",
    "Known before",
    "Flags",
    "Other risks",
    "Decided",
];

/// One line for each person of each row.
fn table(day: Date, rows: &[&SheetRow]) -> OutTable {
    let text = |words: &str| OutCell::Text(words.to_owned());
    let mut lines = Vec::new();
    for row in rows {
        for person in &row.people {
            lines.push(vec![
                text(&row.reference),
                OutCell::DateTime(london().to_datetime(row.received_at)),
                text(person.role.label()),
                text(&person.name),
                text(&person.born),
                text(&person.child_system),
                text(&person.adult_system),
                text(if person.known_before { "Yes" } else { "" }),
                text(&row.flags.join("; ")),
                text(&row.risks.join("; ")),
                text(&row.decided),
            ]);
        }
    }
    OutTable {
        sheet_name: format!("Standard {day}"),
        headings: HEADINGS.map(str::to_owned).to_vec(),
        rows: lines,
    }
}
