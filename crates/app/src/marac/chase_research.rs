//! Reminds members of the research that a meeting waits for, by mail where they are reached by mail, and passes on who still owes some (R182).

use hawthorn_domain::marac::Meeting;
use hawthorn_domain::marac::chase::{
    Chase, ResearchChase, agenda_day, owes_research, research_chases, research_due,
};
use hawthorn_domain::marac::meeting::MeetingState;
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::audit::{Deed, Doer, Entry};
use hawthorn_domain::platform::deadline::PromiseCode;
use hawthorn_domain::platform::ids::{Chance, JobId, MeetingId};
use hawthorn_domain::platform::mail::{About, MessageKind};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::words;
use hawthorn_store::platform::jobs::Job;
use hawthorn_store::tx::Tx;
use jiff::Timestamp;

use crate::jobs::run::CHASE_RESEARCH;
use crate::platform::mail::queue::{NewMessage, queue_by_the_clock};
use crate::platform::mail::subject::items_of;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// The reminders of a meeting that are still to come; none once it has begun.
fn to_come(app: &App, meeting: &Meeting, planned_at: Timestamp) -> Told<Vec<Chase>> {
    if meeting.state() != MeetingState::Planned {
        return Ok(Vec::new());
    }
    let settings = app.settings(&meeting.area, meeting.starts_at)?;
    let promise = settings.promise(PromiseCode::MaracResearch);
    let starts_at = meeting.starts_at;
    let day = agenda_day(starts_at, settings.marac.agenda_days, app.holidays());
    let due = day.and_then(|day| research_due(day, starts_at, &promise, app.holidays()));
    let mut all = due.map_or_else(Vec::new, |due| {
        research_chases(due, planned_at, starts_at, &promise)
    });
    let done = meeting.research_chases.last().map(|one| one.chase.at);
    all.retain(|chase| done.is_none_or(|done| chase.at > done));
    Ok(all)
}

/// Queues the next reminder of a meeting, if one is to come after `from`.
pub(super) async fn queue(
    app: &App,
    tx: &mut Tx,
    meeting: &Meeting,
    from: Timestamp,
    dice: &mut dyn Chance,
) -> Told<()> {
    let Some(next) = to_come(app, meeting, from)?.first().copied() else {
        return Ok(());
    };
    let job = Job {
        id: JobId::new(from, dice),
        kind: CHASE_RESEARCH.to_owned(),
        subject: meeting.id.to_string(),
        state: "waiting".to_owned(),
        run_at: next.at,
        tries: 0,
        locked_until: None,
        problem: String::new(),
    };
    Ok(tx.put_job(&job).await?)
}

/// Keeps the reminder whose time has come with the agencies that still owe research, writes to
/// those that are reached by mail, and queues the next. A meeting that has begun is left alone.
///
/// # Errors
/// When the meeting is not there, or the store does not answer.
pub async fn chase_research(
    app: &App,
    now: Timestamp,
    dice: &mut dyn Chance,
    id: MeetingId,
) -> Told<()> {
    // Load
    let read = app.store.get_unscoped::<Meeting>(&id.to_string()).await?;
    let read = read.ok_or(Refusal::NotFound)?;
    // Decide
    let due = to_come(app, &read, Timestamp::MIN)?;
    let Some(chase) = due.into_iter().rfind(|chase| chase.at <= now) else {
        return Ok(());
    };
    let items = items_of(app, &read, now).await?;
    let settings = app.settings(&read.area, read.starts_at)?;
    let members = settings.agencies.iter().filter(|one| one.marac_member);
    let agencies: Vec<AgencyCode> = members
        .filter(|agency| owes_research(&agency.code, &items))
        .map(|agency| agency.code.clone())
        .collect();
    let mut chased = read.value.clone();
    let number = agencies.len() as i64;
    chased.research_chases.push(ResearchChase {
        chase,
        agencies: agencies.clone(),
    });
    // Keep
    let mut tx = app.store.begin().await?;
    let entry = Entry {
        at: now,
        by: Doer::system("clock"),
        area: Some(read.area.clone()),
        deed: Deed::Ran,
        verb: None,
        kind: String::new(),
        record: String::new(),
        words: format!(
            "{}: {} research",
            chase.kind.label(),
            words::count(number, "agency owes", "agencies owe")
        ),
    };
    tx.update(&read, &chased, entry).await?;
    if chase.kind.is_for_the_agency() {
        for agency in agencies {
            let reminder = NewMessage {
                kind: MessageKind::ResearchReminder,
                about: About::Meeting(id),
                agency,
                restriction: Restriction::default(),
            };
            queue_by_the_clock(app, &mut tx, &read.area, now, dice, reminder).await?;
        }
    }
    queue(app, &mut tx, &chased, now, dice).await?;
    tx.finish().await?;
    // Tell
    app.live.ring(id);
    app.work.notify_one();
    Ok(())
}
