//! Opens one report at the reader's own desk, with what may be done with it; its numbers stay closed until one is asked for (IDV-1, R25, R32).

use hawthorn_domain::doors::desk::they_ring;
use hawthorn_domain::doors::report::{DoorReport, ReportState};
use hawthorn_domain::people::contact::{Cleared, SafeContact, Way};
use hawthorn_domain::platform::ids::DoorReportId;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::Document;

use super::{report, thing};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// What the page of a report shows.
#[derive(Debug, Clone)]
pub struct OpenedDoor {
    /// The report.
    pub report: DoorReport,
    /// The version it was read at.
    pub version: i64,
    /// How it stands.
    pub state: ReportState,
    /// Whether contact may be made now (R20).
    pub may_contact: bool,
    /// Whether the person chose to ring themself.
    pub they_ring: bool,
    /// Whether the reader may answer it.
    pub may_answer: bool,
    /// Whether the reader may refer into the MASH.
    pub may_refer: bool,
    /// Whether the reader may flag it to police (C18).
    pub may_flag_police: bool,
    /// The name of the agency that answers the desk.
    pub agency: String,
}

/// Opens a report.
///
/// # Errors
/// When it is not there for the reader: another desk's report is not.
pub async fn open_door(app: &App, ask: &mut Ask, id: DoorReportId) -> Told<OpenedDoor> {
    // Load
    let scope = ask.scope(app)?;
    let read = report(app, &scope, id).await?;
    // Allow
    ask.allow(app, Verb::ViewDoor, &thing(&read)).await?;
    // Decide
    let settings = ask.settings(app)?;
    let needs_consent = settings.support.contact_needs_consent;
    let agency = settings
        .agency(read.agency.as_str())
        .map_or_else(|| read.agency.to_string(), |agency| agency.name.clone());
    // Keep
    let words = "Opened what came in by a door";
    ask.looked(app, Verb::ViewDoor, DoorReport::TABLE, &read.key(), words)
        .await?;
    // Tell
    let open = read.ended.is_none();
    Ok(OpenedDoor {
        version: read.version,
        state: read.state(),
        may_contact: read.may_contact(needs_consent),
        they_ring: they_ring(&read),
        may_answer: ask.may(app, Verb::AnswerDoor, &thing(&read)),
        may_refer: open
            && read.referral.is_none()
            && !read.person.is_nobody()
            && ask.may_in_area(app, Verb::MakeReferral),
        may_flag_police: open && ask.may_in_area(app, Verb::ReceivePartner),
        agency,
        report: read.value,
    })
}

/// A way that may be used now, with what must be kept to while using it.
#[derive(Debug, Clone)]
pub struct WayOpened {
    /// The proof that the check was made.
    pub cleared: Cleared,
    /// What never to do, when, and what to say if somebody else answers.
    pub card: SafeContact,
}

/// Opens one number or address of a report, after the same check as for any record, and keeps that
/// it was opened.
///
/// # Errors
/// When the report is not there for the reader, contact may not be made now, or nobody said that
/// this way is safe.
pub async fn open_way(
    app: &App,
    ask: &mut Ask,
    id: DoorReportId,
    way: (Way, usize),
) -> Told<WayOpened> {
    // Load
    let scope = ask.scope(app)?;
    let read = report(app, &scope, id).await?;
    // Allow
    ask.allow(app, Verb::AnswerDoor, &thing(&read)).await?;
    // Decide
    let settings = ask.settings(app)?;
    if !read.may_contact(settings.support.contact_needs_consent) {
        return Err(Refusal::rule(
            hawthorn_domain::doors::desk::DeskRefusal::NotAgreed,
        ));
    }
    if they_ring(&read) {
        return Err(Refusal::rule(
            hawthorn_domain::doors::desk::DeskRefusal::TheyRing,
        ));
    }
    let cleared = read
        .may_reach(way, ask.now, settings.safe_contact.lapse_days)
        .map_err(Refusal::rule)?;
    // Keep
    let words = "Opened a way to reach the person";
    ask.looked(app, Verb::AnswerDoor, DoorReport::TABLE, &read.key(), words)
        .await?;
    // Tell
    Ok(WayOpened {
        cleared,
        card: read.value.reach.card,
    })
}

/// A file that came with a report, as it came: to be saved, never to be shown.
///
/// # Errors
/// When the report or the file is not there for the reader.
pub async fn open_file(
    app: &App,
    ask: &mut Ask,
    id: DoorReportId,
    place: usize,
) -> Told<(String, Vec<u8>)> {
    // Load
    let scope = ask.scope(app)?;
    let read = report(app, &scope, id).await?;
    // Allow
    ask.allow(app, Verb::ViewDoor, &thing(&read)).await?;
    // Decide
    let attached = read.files.get(place).ok_or(Refusal::NotFound)?;
    let at = i64::try_from(place).map_err(|_| Refusal::NotFound)?;
    let bytes = app
        .store
        .door_file(id, at)
        .await?
        .ok_or(Refusal::NotFound)?;
    // Keep
    let words = "Saved a file that came with it";
    ask.looked(app, Verb::ViewDoor, DoorReport::TABLE, &read.key(), words)
        .await?;
    // Tell
    Ok((attached.name.clone(), bytes))
}
