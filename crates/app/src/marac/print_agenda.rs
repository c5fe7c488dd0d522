//! Prints the agenda by initials, with the reader's name and the time on every page (MAR-5).

use hawthorn_connect::print::{AgendaItemPrint, AgendaPrint, PrintError, Stamp};
use hawthorn_domain::marac::Meeting;
use hawthorn_domain::platform::calendar::london;
use hawthorn_domain::platform::ids::MeetingId;
use hawthorn_domain::platform::settings::AreaSettings;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use hawthorn_store::Store;

use super::found;
use super::papers::{must_be_clean, texts_of_agenda};
use super::shown::{self, PairLine, RESTRICTED_ITEM, ReferralLine};
use crate::people::disclosures;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// Stands at the head of each page.
pub(super) const MARKING: &str = "OFFICIAL-SENSITIVE";
/// What everybody at the meeting has accepted (R187).
pub const CONFIDENTIALITY: &str = "What is said and handed out at this meeting is confidential. \
    It may be used only to make people safer, and passed on only with the agreement of the chair. \
    Keep this paper locked away and destroy it when it is no longer needed.";

/// A printed paper.
#[derive(Debug, Clone)]
pub struct Paper {
    /// A file name that says nothing of what is inside.
    pub file_name: String,
    /// The PDF.
    pub bytes: Vec<u8>,
}

/// Prints the agenda.
///
/// # Errors
/// When the reader may not print, or the paper cannot be made.
pub async fn print_agenda(app: &App, ask: &mut Ask, id: MeetingId) -> Told<Paper> {
    made(app, ask, id, true).await
}

/// Prints the agenda although the check stopped it; who lets it through is for the caller to have asked and kept.
pub(super) async fn print_agenda_through(app: &App, ask: &mut Ask, id: MeetingId) -> Told<Paper> {
    made(app, ask, id, false).await
}

async fn made(app: &App, ask: &mut Ask, id: MeetingId, checked: bool) -> Told<Paper> {
    // Load
    let scope = ask.scope(app)?;
    let read = found::meeting(app, &scope, id).await?;
    // Allow
    ask.allow(app, Verb::PrintMeeting, &Thing::of_area(&read.area))
        .await?;
    // Decide
    let settings = app.settings(&read.area, read.starts_at)?;
    let items = found::on_agenda(app, &scope, &read).await?;
    let lines = shown::lines(app, &scope, settings, &items).await?;
    let heard = heard_before(&app.store, &scope, &lines).await?;
    let heading = heading(settings, &read, "Agenda");
    let today = ask.today();
    let numbered = (1u32..).zip(lines.iter().zip(heard));
    let paper = AgendaPrint {
        title: heading.title,
        meeting: heading.meeting,
        date_words: heading.date_words,
        venue: heading.venue,
        marking: MARKING.to_owned(),
        confidentiality: CONFIDENTIALITY.to_owned(),
        items: numbered
            .map(|(number, (line, heard))| agenda_item(number, line, heard, today))
            .collect(),
    };
    if checked {
        must_be_clean(app, &scope, &items, &texts_of_agenda(&paper)).await?;
    }
    // Keep, before anything leaves: a paper that cannot be told of is not handed out.
    let stamp = stamp(ask);
    let bytes = laid_out(move || hawthorn_connect::print::print_agenda(&paper, &stamp)).await?;
    app.store
        .note(found::exported(ask, id, "Printed the agenda"))
        .await?;
    let named = items.iter().filter(|item| {
        let mut of_it = lines.iter().filter(|line| line.id == item.id);
        of_it.any(|line| line.pair.is_some())
    });
    disclosures::papers(app, ask, named).await?;
    // Tell
    Ok(Paper {
        file_name: file_name("agenda", &read),
        bytes,
    })
}

/// What stands at the head of both papers.
pub(super) struct Heading {
    pub(super) title: String,
    pub(super) meeting: String,
    pub(super) date_words: String,
    pub(super) venue: String,
}

pub(super) fn heading(settings: &AreaSettings, meeting: &Meeting, what: &str) -> Heading {
    let line = shown::meeting_line(settings, meeting, meeting.agenda.len());
    let date_words = words::moment(meeting.starts_at);
    Heading {
        title: format!("{what} for {date_words}"),
        meeting: line.venue.clone(),
        date_words,
        venue: line.venue,
    }
}

/// Who prints and when, in London time.
pub(crate) fn stamp(ask: &Ask) -> Stamp {
    Stamp {
        reader: ask.actor.name.clone(),
        at: ask.now.to_zoned_datetime(london()),
    }
}

/// Lays a paper out beside the runtime's own threads: it takes a core for a while.
pub(crate) async fn laid_out(
    print: impl FnOnce() -> Result<Vec<u8>, PrintError> + Send + 'static,
) -> Told<Vec<u8>> {
    let done = tokio::task::spawn_blocking(print).await;
    match done.map_err(|error| Refusal::Broken(error.to_string()))? {
        Ok(bytes) => Ok(bytes),
        Err(error @ PrintError::TooLong) => Err(Refusal::rule(error)),
        Err(other) => Err(Refusal::Broken(other.to_string())),
    }
}

/// A name that says when and nothing else: a list of downloads is seen by others.
pub(super) fn file_name(what: &str, meeting: &Meeting) -> String {
    let day = london().to_datetime(meeting.starts_at).date();
    format!("{what}-{day}.pdf")
}

fn agenda_item(
    number: u32,
    line: &ReferralLine,
    earlier: String,
    today: jiff::civil::Date,
) -> AgendaItemPrint {
    let Some(pair) = &line.pair else {
        return AgendaItemPrint {
            number,
            reference: line.id.short(),
            people: RESTRICTED_ITEM.to_owned(),
            children: String::new(),
            gateways: Vec::new(),
            referrer: String::new(),
            restricted: true,
            earlier: String::new(),
        };
    };
    AgendaItemPrint {
        number,
        reference: line.id.short(),
        people: format!("{} and {}", pair.victim.initials, pair.perpetrator.initials),
        children: shown::children_words(&pair.children, today),
        gateways: gateways(pair),
        referrer: pair.referrer.clone(),
        restricted: pair.restricted,
        earlier,
    }
}

/// Why it is heard, a line for each criterion met.
pub(super) fn gateways(pair: &PairLine) -> Vec<String> {
    pair.met
        .iter()
        .map(|(label, why)| format!("{label}: {why}"))
        .collect()
}

/// When this victim was heard before, as far as the reader may know, for each line.
async fn heard_before(
    store: &Store,
    scope: &hawthorn_domain::platform::actor::Scope,
    lines: &[ReferralLine],
) -> Told<Vec<String>> {
    use hawthorn_store::Document;
    let mut all = Vec::new();
    for line in lines {
        let Some(victim) = line.pair.as_ref().and_then(|pair| pair.victim.person) else {
            all.push(String::new());
            continue;
        };
        let group = store.same_person(victim).await?;
        let referrals = store.marac_referrals_of_victim(scope, &group).await?;
        let dates: Vec<String> = referrals
            .iter()
            .filter(|past| past.id != line.id && past.seen_by(scope))
            .filter_map(|past| past.heard_at)
            .map(|at| words::date(hawthorn_domain::platform::calendar::london_date(at)))
            .collect();
        all.push(dates.join(", "));
    }
    Ok(all)
}
