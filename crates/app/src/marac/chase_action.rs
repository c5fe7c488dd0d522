//! Reminds of an agreed action when its time comes, by mail where the agency is reached by mail, and passes it on when it stays late (R183).

use hawthorn_domain::marac::AgreedAction;
use hawthorn_domain::marac::chase::to_come;
use hawthorn_domain::platform::audit::{Deed, Doer, Entry};
use hawthorn_domain::platform::deadline::{Promise, PromiseCode};
use hawthorn_domain::platform::ids::{AgreedActionId, Chance, JobId};
use hawthorn_domain::platform::mail::{About, MessageKind};
use hawthorn_store::platform::jobs::Job;
use hawthorn_store::tx::Tx;
use jiff::Timestamp;

use crate::jobs::run::CHASE_ACTION;
use crate::platform::mail::queue::{NewMessage, queue_by_the_clock};
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// The area's promise on actions, as it stood when the action was agreed.
pub(super) fn promise(app: &App, action: &AgreedAction) -> Told<Promise> {
    let settings = app.settings(&action.area, action.agreed_at)?;
    Ok(settings.promise(PromiseCode::ActionChase))
}

/// Queues the next reminder of an action, if one is to come.
pub(super) async fn queue(
    tx: &mut Tx,
    action: &AgreedAction,
    promise: &Promise,
    now: Timestamp,
    dice: &mut dyn Chance,
) -> Told<()> {
    let Some(next) = to_come(action, promise).first().copied() else {
        return Ok(());
    };
    let job = Job {
        id: JobId::new(now, dice),
        kind: CHASE_ACTION.to_owned(),
        subject: action.id.to_string(),
        state: "waiting".to_owned(),
        run_at: next.at,
        tries: 0,
        locked_until: None,
        problem: String::new(),
    };
    Ok(tx.put_job(&job).await?)
}

/// Keeps the reminders whose time has come, and queues the next. An action that was answered
/// meanwhile is left alone.
///
/// # Errors
/// When the action is not there, or the store does not answer.
pub async fn chase_action(
    app: &App,
    now: Timestamp,
    dice: &mut dyn Chance,
    id: AgreedActionId,
) -> Told<()> {
    let read = app
        .store
        .get_unscoped::<AgreedAction>(&id.to_string())
        .await?
        .ok_or(Refusal::NotFound)?;
    let promise = promise(app, &read)?;
    let mut chased = read.value.clone();
    let due = to_come(&read, &promise).into_iter();
    chased.chases.extend(due.filter(|chase| chase.at <= now));
    let told = chased.chases.last().filter(|_| chased != read.value);
    let writes = told.is_some_and(|chase| chase.kind.is_for_the_agency());
    let mut tx = app.store.begin().await?;
    if let Some(last) = chased.chases.last().filter(|_| chased != read.value) {
        let entry = Entry {
            at: now,
            by: Doer::system("clock"),
            area: Some(read.area.clone()),
            deed: Deed::Ran,
            verb: None,
            kind: String::new(),
            record: String::new(),
            words: last.kind.label().to_owned(),
        };
        tx.update(&read, &chased, entry).await?;
    }
    if writes {
        let reminder = NewMessage {
            kind: MessageKind::ActionReminder,
            about: About::Action(read.id),
            agency: read.agency.clone(),
            restriction: read.restriction.clone(),
        };
        queue_by_the_clock(app, &mut tx, &read.area, now, dice, reminder).await?;
    }
    queue(&mut tx, &chased, &promise, now, dice).await?;
    tx.finish().await?;
    app.work.notify_one();
    Ok(())
}
