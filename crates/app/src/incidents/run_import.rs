//! The import itself, as a job: batch by batch, each batch whole, so that a crash resumes where it stopped.

use std::collections::HashMap;

use hawthorn_connect::incidents::{DateOrder, ReadContext, ReadOutcome, ToolName, read_rows};
use hawthorn_domain::incidents::Incident;
use hawthorn_domain::people::Person;
use hawthorn_domain::platform::actor::{Actor, AgencyCode};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{ImportId, JobId};
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::governance::keeper_notices::NoticeKind;
use hawthorn_store::platform::imports::{ImportRow, ImportRun, ImportState, RowState};
use hawthorn_store::platform::jobs::Job;
use hawthorn_store::{Stored, Tx};

use super::make::make;
use super::met_restricted::tell_keepers;
use super::{columns, receipt};
use crate::governance::keepers::{About, notice, tell};
use crate::jobs::run::IMPORT;
use crate::mash::notices;
use crate::people::arrive;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// Rows that are saved together. A crash loses at most one unfinished batch, which is then done again.
const BATCH: u64 = 200;

/// Starts the import in the background.
///
/// # Errors
/// When the reader may not, it has run already, or a needed column is not chosen.
pub async fn start_import(app: &App, ask: &mut Ask, id: ImportId) -> Told<ImportRun> {
    let read = columns::load(app, ask, Verb::RunImport, id).await?;
    if read.state != ImportState::Uploaded {
        return Err(Refusal::Rule(
            "This import has been started already. Its page shows how far it is.".to_owned(),
        ));
    }
    if let Some(field) = columns::map_of(&read).missing_required().first() {
        return Err(Refusal::field(
            field.code(),
            format!(
                "Choose the column that holds “{}”: without it no row can be read.",
                field.label()
            ),
        ));
    }
    let changed = ImportRun {
        state: ImportState::Running,
        ..read.value.clone()
    };
    let job = Job {
        id: JobId::new(ask.now, ask.dice.as_mut()),
        kind: IMPORT.to_owned(),
        subject: id.to_string(),
        state: "waiting".to_owned(),
        run_at: ask.now,
        tries: 0,
        locked_until: None,
        problem: String::new(),
    };
    let mut tx = app.store.begin().await?;
    tx.update(
        &read,
        &changed,
        ask.entry(Deed::Changed, Verb::RunImport, "Started the import"),
    )
    .await?;
    tx.put_job(&job).await?;
    tx.finish().await?;
    app.work.notify_one();
    Ok(changed)
}

/// Whoever uploaded the sheet, as the job acts on their behalf. It holds no role:
/// what it may do was decided when the import was started.
pub(crate) fn on_behalf_of(run: &ImportRun) -> Told<Actor> {
    let account = run
        .made_by
        .account
        .ok_or_else(|| Refusal::Broken("an import without an uploader".to_owned()))?;
    Ok(Actor {
        account,
        name: run.made_by.name.clone(),
        area: run.area.clone(),
        agency: run
            .made_by
            .agency
            .clone()
            .unwrap_or_else(|| AgencyCode::new("")),
        roles: std::collections::BTreeSet::new(),
    })
}

/// Does the next batch; `true` when there is none left and the import is finished.
///
/// # Errors
/// When the store refuses; the batch is then not kept at all.
pub(crate) async fn run_batch(app: &App, ask: &mut Ask, id: ImportId) -> Told<bool> {
    let run = app
        .store
        .get_unscoped::<ImportRun>(&id.to_string())
        .await?
        .ok_or(Refusal::NotFound)?;
    if run.state != ImportState::Running {
        return Ok(true);
    }
    let rows = app
        .store
        .import_rows(id, Some(RowState::Waiting), 0, BATCH)
        .await?;
    if rows.is_empty() {
        finish(app, ask, &run).await?;
        return Ok(true);
    }
    let outcome = read_batch(app, ask, &run, &rows)?;
    let references: Vec<String> = outcome
        .reports
        .iter()
        .map(|report| report.reference.clone())
        .collect();
    let mut known = app.store.known_references(&run.area, &references).await?;
    let mut people: Vec<Person> = Vec::new();
    let mut tx = app.store.begin().await?;
    tell_keepers(app, ask, &mut tx, (&run, &outcome), &known).await?;
    let kept = keep_batch(
        app,
        ask,
        &run,
        rows,
        outcome,
        &mut known,
        &mut people,
        &mut tx,
    )
    .await;
    let kept = match kept {
        Ok(()) => tx.finish().await.map_err(Refusal::from),
        Err(refusal) => Err(refusal),
    };
    if kept.is_err() {
        // What was not kept must not stay in the matching index either.
        people.iter().for_each(|person| arrive::forget(app, person));
    }
    kept.map(|()| false)
}

/// Reads a batch of kept rows with the columns chosen and the area's tools.
pub(super) fn read_batch(
    app: &App,
    ask: &Ask,
    run: &ImportRun,
    rows: &[ImportRow],
) -> Told<ReadOutcome> {
    let settings = app.settings(&run.area, ask.now)?;
    let names: Vec<Vec<&str>> = settings
        .risk_tools
        .iter()
        .map(|tool| {
            std::iter::once(tool.name.as_str())
                .chain(tool.aliases.iter().map(String::as_str))
                .collect()
        })
        .collect();
    let tools: Vec<ToolName<'_>> = settings
        .risk_tools
        .iter()
        .zip(&names)
        .map(|(tool, names)| ToolName {
            code: &tool.code,
            names,
            questions: u16::from(tool.questions),
        })
        .collect();
    let digest = |text: &str| blake3::hash(text.as_bytes()).to_hex().to_string();
    let context = ReadContext {
        today: ask.today(),
        received_default: run.made_at,
        tools: &tools,
        date_order: DateOrder::Auto,
        digest: &digest,
    };
    Ok(read_rows(
        &columns::table_of(run, rows),
        &columns::map_of(run),
        &context,
    ))
}

#[allow(
    clippy::too_many_arguments,
    reason = "one batch's whole state, used in this one place"
)]
async fn keep_batch(
    app: &App,
    ask: &mut Ask,
    run: &Stored<ImportRun>,
    rows: Vec<ImportRow>,
    outcome: ReadOutcome,
    known: &mut HashMap<String, (String, String)>,
    people: &mut Vec<Person>,
    tx: &mut Tx,
) -> Told<()> {
    for mut row in rows {
        if let Some(problem) = outcome
            .problems
            .iter()
            .find(|problem| problem.line == row.line)
        {
            row.state = RowState::Refused;
            row.reference = problem.reference.clone();
            row.reason = problem.reason.clone();
        } else if let Some(report) = outcome
            .reports
            .iter()
            .find(|report| report.line == row.line)
        {
            row.reference = report.reference.clone();
            match known.get(&report.reference) {
                Some((content, incident)) if *content == report.content_digest => {
                    row.state = RowState::Same;
                    row.reason = "This incident is here already, with the same content.".to_owned();
                    row.incident = Some(incident.clone());
                }
                Some((_, incident)) => {
                    row.state = RowState::NeedsLook;
                    row.reason = "An incident with this reference is here already with other content. Compare the two and decide which is right.".to_owned();
                    row.incident = Some(incident.clone());
                }
                None => {
                    let made = make(
                        app,
                        ask,
                        &report.report,
                        &report.content_digest,
                        Some(run.id),
                    )?;
                    known.insert(
                        report.reference.clone(),
                        (report.content_digest.clone(), made.incident.id.to_string()),
                    );
                    row.state = RowState::Made;
                    row.reason = report.remarks.join(" ");
                    row.incident = Some(made.incident.id.to_string());
                    keep_people(app, ask, made.people, people, tx, SHEET).await?;
                    keep_incident(app, ask, &made.incident, tx, SHEET).await?;
                }
            }
        } else {
            row.state = RowState::Refused;
            row.reason = "The row could not be read. Check it against the headings.".to_owned();
        }
        tx.put_import_row(run.id, &row).await?;
    }
    Ok(())
}

/// What brought a report, for the log: by which act, and from what.
#[derive(Clone, Copy)]
pub(crate) struct Arrival {
    /// The act.
    pub verb: Verb,
    /// From what, for example `a police sheet`.
    pub from: &'static str,
}

/// A row of a police sheet.
const SHEET: Arrival = Arrival {
    verb: Verb::RunImport,
    from: "a police sheet",
};

/// Saves the people of a report and the suggestions about them.
pub(crate) async fn keep_people(
    app: &App,
    ask: &mut Ask,
    made: Vec<Person>,
    people: &mut Vec<Person>,
    tx: &mut Tx,
    arrival: Arrival,
) -> Told<()> {
    for person in made {
        // In the list before it is in the index, so that it is forgotten if it is not kept.
        people.push(person.clone());
        let suggestions = arrive::proposals(app, ask, &person, people).await?;
        let words = format!("Made from {}", arrival.from);
        tx.create(&person, ask.entry(Deed::Created, arrival.verb, words))
            .await?;
        for suggestion in &suggestions {
            let words = "Suggested that two records may be one person";
            tx.create(suggestion, ask.entry(Deed::Created, arrival.verb, words))
                .await?;
        }
    }
    Ok(())
}

/// Saves an incident, tells its keepers where it is held closely from arrival, and
/// makes the notices that its facts call for (R214, R223–R225).
pub(crate) async fn keep_incident(
    app: &App,
    ask: &mut Ask,
    incident: &Incident,
    tx: &mut Tx,
    arrival: Arrival,
) -> Told<()> {
    let mut words = format!(
        "Received from {} at level {}",
        arrival.from,
        incident.level().label().to_lowercase()
    );
    if incident.restriction.is_restricted() {
        words.push_str("; held closely from arrival");
    }
    tx.create(incident, ask.entry(Deed::Created, arrival.verb, words))
        .await?;
    if incident.restriction.is_restricted() {
        let words = "An incident was held closely from its arrival";
        let about = About::incident(incident);
        let told = notice(ask, NoticeKind::Restricted, &about, words);
        tell(tx, ask, arrival.verb, &told).await?;
    }
    notices::raise(app, ask, tx, incident, arrival.verb).await
}

async fn finish(app: &App, ask: &mut Ask, run: &Stored<ImportRun>) -> Told<()> {
    let counts = app.store.import_counts(run.id).await?;
    let changed = ImportRun {
        state: ImportState::Done,
        finished_at: Some(ask.now),
        ..run.value.clone()
    };
    let mut tx = app.store.begin().await?;
    tx.update(
        run,
        &changed,
        ask.entry(Deed::Ran, Verb::RunImport, receipt::sentence(&counts)),
    )
    .await?;
    Ok(tx.finish().await?)
}
