//! Prints the pack before a meeting: a case a page, contents, the number of the copy and what changed since the last one (MAR-5, R182).

use hawthorn_connect::print::{CopyPrint, MinutesPrint};
use hawthorn_domain::marac::pack::{Changes, Held, PackCopy, changes};
use hawthorn_domain::marac::{MaracReferral, Meeting};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{MaracReferralId, MeetingId, PackCopyId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use hawthorn_store::{Document, Stored};

use super::found;
use super::papers::{must_be_clean, texts_of_minutes};
use super::print_agenda::{CONFIDENTIALITY, MARKING, Paper, file_name, heading, laid_out, stamp};
use super::print_minutes::item;
use super::shown;
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// Prints the pack for this reader. What a conflict or a restriction keeps from them is not in it,
/// and no gap shows.
///
/// # Errors
/// When the reader may not print, a secret place stands in the paper, or it cannot be made.
pub async fn print_pack(app: &App, ask: &mut Ask, id: MeetingId) -> Told<Paper> {
    // Load
    let scope = ask.scope(app)?;
    let read = found::meeting(app, &scope, id).await?;
    // Allow
    ask.allow(app, Verb::PrintMeeting, &Thing::of_area(&read.area))
        .await?;
    // Decide
    let mut items = found::on_agenda(app, &scope, &read).await?;
    items.retain(|item| item.seen_by(&scope));
    let now: Vec<Held> = items.iter().map(|item| (item.id, item.version)).collect();
    let copy = app.store.pack_copy(&scope, id, ask.actor.account).await?;
    let since = copy.as_ref().map(|copy| changes(&copy.cases, &now));
    let number = match (&copy, &since) {
        (Some(copy), Some(since)) => copy.number + u32::from(!since.none()),
        _ => 1,
    };
    let told = copy.as_ref().zip(since.as_ref());
    let words = told.map(|(copy, since)| change_words(copy, since, &items));
    let front = CopyPrint {
        number: number.to_string(),
        changes: words.unwrap_or_default(),
    };
    let paper = paper(app, ask, &scope, &read, &items, front).await?;
    must_be_clean(app, &scope, &items, &texts_of_minutes(&paper)).await?;
    // Keep, before anything leaves.
    let stamp = stamp(ask);
    let bytes = laid_out(move || hawthorn_connect::print::print_minutes(&paper, &stamp)).await?;
    keep(app, ask, id, copy, number, now).await?;
    // Tell
    Ok(Paper {
        file_name: file_name("pack", &read),
        bytes,
    })
}

async fn paper(
    app: &App,
    ask: &Ask,
    scope: &Scope,
    read: &Meeting,
    items: &[Stored<MaracReferral>],
    front: CopyPrint,
) -> Told<MinutesPrint> {
    let settings = app.settings(&read.area, read.starts_at)?;
    let lines = shown::lines(app, scope, settings, items).await?;
    let mut printed = Vec::new();
    for (number, (line, referral)) in (1u32..).zip(lines.iter().zip(items)) {
        printed.push(item(app, ask, scope, settings, number, line, referral).await?);
    }
    let head = heading(settings, read, "Pack");
    Ok(MinutesPrint {
        title: head.title,
        meeting: head.meeting,
        date_words: head.date_words,
        venue: head.venue,
        marking: MARKING.to_owned(),
        confidentiality: CONFIDENTIALITY.to_owned(),
        chair: String::new(),
        attendance: Vec::new(),
        open_actions: Vec::new(),
        items: printed,
        copy: Some(front),
    })
}

fn change_words(copy: &PackCopy, since: &Changes, items: &[Stored<MaracReferral>]) -> Vec<String> {
    let place = |id: &MaracReferralId| {
        let at = items.iter().position(|item| item.id == *id);
        at.map_or_else(|| id.short(), |at| format!("{}: {}", at + 1, id.short()))
    };
    let line = |what: &str, ids: &[MaracReferralId]| {
        let all: Vec<String> = ids.iter().map(place).collect();
        (!all.is_empty()).then(|| format!("{what} {}.", all.join(", ")))
    };
    let mut lines: Vec<String> = [
        line("New: case", &since.new),
        line("Something was written since: case", &since.changed),
        line("No longer in the pack:", &since.gone),
    ]
    .into_iter()
    .flatten()
    .collect();
    if since.order {
        lines.push("The order of the cases is another.".to_owned());
    }
    if lines.is_empty() {
        lines.push(format!(
            "Nothing has changed since your copy of {}.",
            words::moment(copy.at)
        ));
    }
    lines
}

async fn keep(
    app: &App,
    ask: &mut Ask,
    meeting: MeetingId,
    copy: Option<Stored<PackCopy>>,
    number: u32,
    cases: Vec<Held>,
) -> Told<()> {
    let id = match &copy {
        Some(copy) => copy.id,
        None => PackCopyId::new(ask.now, ask.dice.as_mut()),
    };
    let taken = PackCopy {
        id,
        area: ask.area().clone(),
        meeting,
        account: ask.actor.account,
        number,
        at: ask.now,
        cases,
        restriction: Restriction::default(),
    };
    app.store
        .note(found::exported(ask, meeting, "Printed the pack"))
        .await?;
    let words = format!("Took copy {number} of a pack");
    let entry = |deed| ask.entry(deed, Verb::PrintMeeting, words.clone());
    let mut tx = app.store.begin().await?;
    match copy {
        Some(read) => {
            tx.update(&read, &taken, entry(Deed::Changed)).await?;
        }
        None => tx.create(&taken, entry(Deed::Created)).await?,
    }
    Ok(tx.finish().await?)
}
