//! Undoing a whole import within the hours that the area allows, as long as nobody has worked on what it made.

use hawthorn_domain::incidents::Incident;
use hawthorn_domain::incidents::child_screen::ChildScreen;
use hawthorn_domain::incidents::form_feedback::FormFeedback;
use hawthorn_domain::incidents::sheet::SheetAnswer;
use hawthorn_domain::mash::notice::Notice;
use hawthorn_domain::people::Person;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{ImportId, IncidentId};
use hawthorn_domain::platform::mail::{About, MessageKind};
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::Stored;
use hawthorn_store::people::{Suggestion, SuggestionState};
use hawthorn_store::platform::imports::{ImportRun, ImportState, RowState};
use jiff::SignedDuration;

use super::columns;
use crate::people::{arrive, disclosures};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// Takes back everything that an import made: all of it, or nothing.
///
/// # Errors
/// When it is too late, it has not finished, or somebody has worked on what it made.
pub async fn undo_import(app: &App, ask: &mut Ask, id: ImportId) -> Told<ImportRun> {
    let run = columns::load(app, ask, Verb::UndoImport, id).await?;
    let hours = app.settings(&run.area, run.made_at)?.imports.undo_hours;
    let finished = run
        .finished_at
        .filter(|_| run.state == ImportState::Done)
        .ok_or_else(|| Refusal::Rule("Only a finished import can be undone.".to_owned()))?;
    if ask.now.duration_since(finished) > SignedDuration::from_hours(i64::from(hours)) {
        return Err(Refusal::Rule(format!(
            "An import can be undone for {hours} hours after it finished. Correct the records one by one instead."
        )));
    }
    let incidents = app.store.made_by_import(id).await?;
    let worked_on = incidents
        .iter()
        .filter(|incident| incident.version > 1)
        .count();
    if worked_on > 0 {
        return Err(Refusal::Rule(format!(
            "{} of this import have been worked on since. Nothing was undone. Correct the records one by one instead.",
            hawthorn_domain::platform::words::count(worked_on as i64, "incident", "incidents")
        )));
    }
    let notices = app.store.notices_of(&incidents_ids(&incidents)).await?;
    nothing_added(app, ask, &incidents, &notices).await?;
    let people = made_people(app, &incidents).await?;
    let suggestions = suggestions_about(app, ask, &people).await?;
    let made = MadeByImport {
        incidents,
        people,
        suggestions,
        notices,
    };
    keep(app, ask, &run, &made).await?;
    let people = made.people;
    people.iter().for_each(|person| arrive::forget(app, person));
    Ok(ImportRun {
        state: ImportState::Undone,
        undone_at: Some(ask.now),
        ..run.value
    })
}

/// Everything that an import made.
struct MadeByImport {
    incidents: Vec<Stored<Incident>>,
    people: Vec<Stored<Person>>,
    suggestions: Vec<Stored<Suggestion>>,
    notices: Vec<Stored<Notice>>,
}

fn incidents_ids(incidents: &[Stored<Incident>]) -> Vec<IncidentId> {
    incidents.iter().map(|incident| incident.id).collect()
}

/// Refuses when somebody has added to what the import made: social care's answers, a
/// screen, word about a form, or a notice that somebody has read or answered.
async fn nothing_added(
    app: &App,
    ask: &Ask,
    incidents: &[Stored<Incident>],
    notices: &[Stored<Notice>],
) -> Told<()> {
    let whole = hawthorn_domain::platform::actor::Scope {
        restricted: true,
        hub: true,
        ..ask.scope(app)?
    };
    let ids = incidents_ids(incidents);
    let answers: Vec<Stored<SheetAnswer>> = app.store.of_incidents(&whole, &ids).await?;
    let screens: Vec<Stored<ChildScreen>> = app.store.of_incidents(&whole, &ids).await?;
    let written: Vec<Stored<FormFeedback>> = app.store.of_incidents(&whole, &ids).await?;
    let read = notices.iter().any(|notice| notice.version > 1);
    if read || !(answers.is_empty() && screens.is_empty() && written.is_empty()) {
        return Err(Refusal::Rule("Somebody has answered on, screened or been told of incidents of this import since. Nothing was undone. Correct the records one by one instead.".to_owned()));
    }
    Ok(())
}

async fn made_people(app: &App, incidents: &[Stored<Incident>]) -> Told<Vec<Stored<Person>>> {
    let mut people = Vec::new();
    for party in incidents.iter().flat_map(|incident| &incident.parties) {
        if let Some(person) = app
            .store
            .get_unscoped::<Person>(&party.person.to_string())
            .await?
        {
            if person.version > 1 {
                return Err(Refusal::Rule("A person’s record from this import has been changed since. Nothing was undone. Correct the records one by one instead.".to_owned()));
            }
            people.push(person);
        }
    }
    Ok(people)
}

async fn suggestions_about(
    app: &App,
    ask: &Ask,
    people: &[Stored<Person>],
) -> Told<Vec<Stored<Suggestion>>> {
    // Every suggestion about these people goes, the restricted ones too; none is shown.
    let whole = hawthorn_domain::platform::actor::Scope {
        restricted: true,
        hub: true,
        ..ask.scope(app)?
    };
    let mut found: Vec<Stored<Suggestion>> = Vec::new();
    for person in people {
        for suggestion in app.store.suggestions_about(&whole, &[person.id]).await? {
            if suggestion.state != SuggestionState::Open {
                return Err(Refusal::Rule("Somebody has already answered whether people of this import are known. Nothing was undone. Correct the records one by one instead.".to_owned()));
            }
            if found.iter().all(|known| known.id != suggestion.id) {
                found.push(suggestion);
            }
        }
    }
    Ok(found)
}

/// Refuses when a notice has left by mail, or may have: what a mail told cannot be taken back here.
/// One that still waits to leave finds its notice gone, and is set aside.
async fn none_left(app: &App, notices: &[Stored<Notice>]) -> Told<()> {
    for notice in notices {
        let about = About::Notice(notice.id);
        let messages = app.store.messages_about(about, MessageKind::Notice).await?;
        if messages.iter().any(|message| !message.attempts.is_empty()) {
            return Err(Refusal::Rule("A notice about an incident of this import has left by mail. Nothing was undone. Correct the records one by one, and tell the agency that had the notice.".to_owned()));
        }
    }
    Ok(())
}

async fn keep(app: &App, ask: &mut Ask, run: &Stored<ImportRun>, made: &MadeByImport) -> Told<()> {
    let (incidents, people) = (&made.incidents, &made.people);
    let words = "Taken back: its import was undone";
    let mut tx = app.store.begin().await?;
    // Asked with the writer taken, so that nothing leaves between the answer and the end.
    none_left(app, &made.notices).await?;
    for notice in &made.notices {
        let source = notice.id.to_string();
        disclosures::end(app, ask, &mut tx, Verb::UndoImport, &source).await?;
        tx.take_back(notice, ask.entry(Deed::Changed, Verb::UndoImport, words))
            .await?;
    }
    for suggestion in &made.suggestions {
        tx.take_back(
            suggestion,
            ask.entry(Deed::Changed, Verb::UndoImport, words),
        )
        .await?;
    }
    for incident in incidents {
        tx.take_back(incident, ask.entry(Deed::Changed, Verb::UndoImport, words))
            .await?;
    }
    for person in people {
        tx.take_back(person, ask.entry(Deed::Changed, Verb::UndoImport, words))
            .await?;
    }
    let mut after = 0;
    loop {
        let rows = app.store.import_rows(run.id, None, after, 1_000).await?;
        let Some(last) = rows.last() else { break };
        after = last.line;
        for mut row in rows.into_iter().filter(|row| row.state == RowState::Made) {
            row.state = RowState::Undone;
            row.incident = None;
            tx.put_import_row(run.id, &row).await?;
        }
    }
    let changed = ImportRun {
        state: ImportState::Undone,
        undone_at: Some(ask.now),
        ..run.value.clone()
    };
    tx.update(
        run,
        &changed,
        ask.entry(
            Deed::Changed,
            Verb::UndoImport,
            format!("Undone: {} incidents taken back", incidents.len()),
        ),
    )
    .await?;
    Ok(tx.finish().await?)
}
