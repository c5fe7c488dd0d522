//! Prints the minutes by names: attendance, research shared, risks, discussion and what was agreed (F24).

use hawthorn_connect::print::{
    ActionPrint, AttendancePrint, MinutesItemPrint, MinutesPrint, ResearchPrint,
};
use hawthorn_domain::marac::{AgreedAction, MaracReferral, Meeting};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::ids::MeetingId;
use hawthorn_domain::platform::settings::AreaSettings;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use hawthorn_store::Stored;
use jiff::civil::Date;

use super::attend::presence_words;
use super::found;
use super::papers::{must_be_clean, texts_of_minutes};
use super::print_agenda::{
    CONFIDENTIALITY, MARKING, Paper, file_name, gateways, heading, laid_out, stamp,
};
use super::shown::{self, RESTRICTED_ITEM, ReferralLine, agency_name, current_research};
use crate::people::disclosures;
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// The most actions of earlier meetings that the minutes repeat.
const MOST: u64 = 300;

/// Prints the minutes; before the meeting the same paper is its pack.
///
/// # Errors
/// When the reader may not print, or the paper cannot be made.
pub async fn print_minutes(app: &App, ask: &mut Ask, id: MeetingId) -> Told<Paper> {
    made(app, ask, id, true).await
}

/// Prints the minutes although the check stopped them; who lets them through is for the caller to have asked and kept.
pub(super) async fn print_minutes_through(app: &App, ask: &mut Ask, id: MeetingId) -> Told<Paper> {
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
    let today = ask.today();
    let mut printed = Vec::new();
    for (number, line) in (1u32..).zip(&lines) {
        let referral = items.iter().find(|item| item.id == line.id);
        printed.push(match referral.filter(|_| line.pair.is_some()) {
            Some(referral) => item(app, ask, &scope, settings, number, line, referral).await?,
            None => closed_item(number, line),
        });
    }
    let open = app.store.open_actions(&scope, None, MOST).await?;
    let earlier = open.iter().filter(|action| action.meeting != id);
    let head = heading(
        settings,
        &read,
        if read.opened_at.is_some() {
            "Minutes"
        } else {
            "Papers"
        },
    );
    let paper = MinutesPrint {
        title: head.title,
        meeting: head.meeting,
        date_words: head.date_words,
        venue: head.venue,
        marking: MARKING.to_owned(),
        confidentiality: CONFIDENTIALITY.to_owned(),
        chair: read.chair.clone(),
        attendance: attendance(settings, &read),
        open_actions: earlier
            .map(|action| action_print(settings, action, today))
            .collect(),
        items: printed,
        copy: None,
    };
    if checked {
        must_be_clean(app, &scope, &items, &texts_of_minutes(&paper)).await?;
    }
    // Keep
    let stamp = stamp(ask);
    let bytes = laid_out(move || hawthorn_connect::print::print_minutes(&paper, &stamp)).await?;
    kept(app, ask, &read).await?;
    let named = items.iter().filter(|item| {
        let mut of_it = lines.iter().filter(|line| line.id == item.id);
        of_it.any(|line| line.pair.is_some())
    });
    disclosures::papers(app, ask, named).await?;
    // Tell
    Ok(Paper {
        file_name: file_name("papers", &read),
        bytes,
    })
}

/// Keeps that the minutes were printed. The first time after the meeting closed is the time by
/// which they were handed on (F26).
async fn kept(app: &App, ask: &Ask, read: &Stored<Meeting>) -> Told<()> {
    let entry = found::exported(ask, read.id, "Printed the minutes");
    if read.closed_at.is_none() || read.minutes_at.is_some() {
        return Ok(app.store.note(entry).await?);
    }
    let mut handed_on = read.value.clone();
    handed_on.minutes_at = Some(ask.now);
    let mut tx = app.store.begin().await?;
    tx.update(read, &handed_on, entry).await?;
    Ok(tx.finish().await?)
}

fn attendance(settings: &AreaSettings, meeting: &Meeting) -> Vec<AttendancePrint> {
    let rows = meeting.attendance.iter();
    rows.map(|row| AttendancePrint {
        agency: agency_name(settings, &row.agency),
        name: row.name.clone(),
        presence: presence_words(meeting, row),
    })
    .collect()
}

fn closed_item(number: u32, line: &ReferralLine) -> MinutesItemPrint {
    MinutesItemPrint {
        number,
        reference: line.id.short(),
        people: RESTRICTED_ITEM.to_owned(),
        children: String::new(),
        restricted: true,
        why: Vec::new(),
        research: Vec::new(),
        risks: Vec::new(),
        discussion: String::new(),
        actions: Vec::new(),
        outcome: String::new(),
    }
}

/// One case as minutes and packs print it.
pub(super) async fn item(
    app: &App,
    ask: &Ask,
    scope: &Scope,
    settings: &AreaSettings,
    number: u32,
    line: &ReferralLine,
    referral: &MaracReferral,
) -> Told<MinutesItemPrint> {
    let actions = app.store.actions_of(scope, referral.id).await?;
    let pair = line.pair.as_ref();
    let people = pair.map(|pair| format!("{} and {}", pair.victim.name, pair.perpetrator.name));
    let outcome = outcome(settings, referral);
    Ok(MinutesItemPrint {
        number,
        reference: line.id.short(),
        people: people.unwrap_or_default(),
        children: pair
            .map(|pair| children_named(pair, ask.today()))
            .unwrap_or_default(),
        restricted: referral.restriction.is_restricted(),
        why: pair.map(gateways).unwrap_or_default(),
        research: research(settings, referral, ask),
        risks: referral.risks.clone(),
        discussion: referral.discussion.clone(),
        actions: actions
            .iter()
            .map(|action| action_print(settings, action, ask.today()))
            .collect(),
        outcome,
    })
}

/// When it was heard, who left the room for it, and what the victim is told (R187, R202).
fn outcome(settings: &AreaSettings, referral: &MaracReferral) -> String {
    let mut parts = Vec::new();
    if let Some(at) = referral.heard_at {
        parts.push(format!("Heard on {}.", words::moment(at)));
    }
    for conflict in referral.conflicts.iter().filter(|one| one.stands()) {
        let agency = agency_name(settings, &conflict.agency);
        parts.push(format!(
            "{} ({agency}) declared a conflict and took no part.",
            conflict.name
        ));
    }
    if !referral.victim_told.is_empty() {
        parts.push(format!("What the victim is told: {}", referral.victim_told));
    }
    parts.join("\n")
}

fn children_named(pair: &shown::PairLine, today: Date) -> String {
    let names: Vec<&str> = pair
        .children
        .iter()
        .map(|child| child.name.as_str())
        .collect();
    match names.as_slice() {
        [] => String::new(),
        names => format!(
            "{} ({})",
            names.join(", "),
            shown::children_words(&pair.children, today)
        ),
    }
}

/// What was shared, and the reader's own agency's part, as on the page.
fn research(settings: &AreaSettings, referral: &MaracReferral, ask: &Ask) -> Vec<ResearchPrint> {
    let parts = settings
        .agencies
        .iter()
        .filter_map(|agency| current_research(referral, &agency.code));
    parts
        .filter(|part| part.shared || part.agency == ask.actor.agency)
        .map(|part| ResearchPrint {
            agency: agency_name(settings, &part.agency),
            summary: if part.holds {
                part.text.clone()
            } else {
                "Nothing held.".to_owned()
            },
        })
        .collect()
}

fn action_print(
    settings: &AreaSettings,
    action: &Stored<AgreedAction>,
    today: Date,
) -> ActionPrint {
    let state = action.state().label();
    let status = match &action.result {
        Some(result) if !result.note.is_empty() => format!("{state}: {}", result.note),
        None if action.is_late(today) => format!("{state}, late"),
        _ => state.to_owned(),
    };
    ActionPrint {
        agency: agency_name(settings, &action.agency),
        who: action.owner.clone(),
        what: action.what.clone(),
        due: words::date(action.due),
        status,
    }
}
