//! Sends what somebody wrote on the public pages: to its desk at once, acknowledged with a code, its clock begun (R1, R2, R9, R12, R17, R19).

use hawthorn_domain::directory::ServiceKind;
use hawthorn_domain::doors::flood::{FileKind, MOST_BYTES, Passage, kind_of, passage, safe_name};
use hawthorn_domain::doors::report::Attached;
use hawthorn_domain::doors::routing::{Routing, Why};
use hawthorn_domain::doors::said::read;
use hawthorn_domain::doors::{Answers, Desk, Door, DoorReport};
use hawthorn_domain::platform::audit::Entry;
use hawthorn_domain::platform::ids::{Chance, encode};
use hawthorn_domain::platform::settings::AreaCode;
use jiff::Timestamp;

use super::gate::Marks;
use super::make::{Making, mailbox, reports, routing};
use super::on_the_public_pages;
use crate::platform::ask::Dice;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::sessions::token_digest;

/// Everything that is sent.
pub struct Sending<'a> {
    /// The area whose pages they are.
    pub area: &'a AreaCode,
    /// Which form.
    pub door: Door,
    /// The answers.
    pub answers: &'a Answers,
    /// From which place, such as a network address; it is never kept.
    pub place: &'a str,
    /// Whether the sender has shown patience or work.
    pub shown: bool,
    /// A file, with its name.
    pub file: Option<(String, Vec<u8>)>,
    /// A mark of this one form, so that what is sent twice is kept once.
    pub once: String,
}

/// What the sender is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent {
    /// It was kept.
    Kept(Receipt),
    /// This very form was sent before.
    AlreadySent,
    /// The sender is asked to wait or to work first; nothing was kept.
    AskFirst,
    /// It is for somebody else, and nothing was kept (R40, R253).
    Elsewhere(Routing),
}

/// What the sender takes away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The code, as it is read out: two groups of five.
    pub code: String,
    /// The name of the agency that answers, as the area names it.
    pub agency: String,
    /// When the first contact is due, where one was promised and nothing holds it up.
    pub due_at: Option<Timestamp>,
    /// Where it went, and why.
    pub routing: Routing,
}

/// Sends it. Whatever comes is acknowledged in the same words, so that nobody learns from the
/// answer whether a name or an address is known here.
///
/// # Errors
/// When the area is not served here or takes nothing by this door, a number, an address or a file
/// cannot be used (field named), or the store does not answer.
pub async fn send_report(
    app: &App,
    mut sending: Sending<'_>,
    (now, mut dice): (Timestamp, Dice),
) -> Told<Sent> {
    // Load
    let settings = app.settings(sending.area, now)?;
    // Allow: anybody may, at a door that is open.
    let open = match sending.door {
        Door::Form => settings.doors.refer,
        _ => settings.doors.own_service.is_some(),
    };
    if !open {
        return Err(Refusal::NotFound);
    }
    // Decide
    let said = read(sending.door, sending.answers, now);
    let routing = routing(app, sending.area, &said, now)?;
    if routing.desk.is_none() {
        return Ok(Sent::Elsewhere(routing));
    }
    let marks = Marks::of(sending.place, &said.happening);
    let mut lately = app.gate.lately(&marks, sending.shown, now);
    if said.happening.is_empty() {
        // Nothing was written, as somebody in a hurry may do: no words, no same words.
        lately.same_words = 0;
    }
    let passes = passage(lately, settings.doors.from_one_place);
    if passes == Passage::Ask {
        return Ok(Sent::AskFirst);
    }
    let making = Making {
        area: sending.area,
        door: sending.door,
        said,
        routing,
        own_desk: None,
    };
    let mut made = reports(app, &making, now, dice.as_mut())?;
    let Some(first) = made.first() else {
        return Err(Refusal::Rule(
            "Nobody answers here yet. Ring instead: the numbers are under “Contact”.".to_owned(),
        ));
    };
    let code = new_code(dice.as_mut());
    let receipt = receipt(app, first, &made, &code, now)?;
    let file = file(sending.file.take())?;
    finish_first(
        &mut made,
        &sending,
        &code,
        file.as_ref(),
        passes,
        &marks,
        lately.same_words,
    )?;
    // Keep
    if !kept(app, &sending.once, &made, file.as_ref(), now).await? {
        return Ok(Sent::AlreadySent);
    }
    app.gate.count(&marks, now);
    // Tell
    Ok(Sent::Kept(receipt))
}

/// Saves the reports with the file; `false` when this very form was sent before.
async fn kept(
    app: &App,
    once: &str,
    made: &[DoorReport],
    file: Option<&(Attached, Vec<u8>)>,
    now: Timestamp,
) -> Told<bool> {
    let mut tx = app.store.begin().await?;
    if tx.done_before(once).await?.is_some() {
        return Ok(false);
    }
    tx.keep_answer(once, "sent", now).await?;
    for report in made {
        tx.create(report, entry(report, now)).await?;
    }
    if let (Some(first), Some((_, bytes))) = (made.first(), file) {
        tx.put_door_file(first.id, 0, bytes).await?;
    }
    tx.finish().await?;
    Ok(true)
}

/// The code, the word, the file and the proof belong to the first report; a flood marks them all.
fn finish_first(
    made: &mut Vec<DoorReport>,
    sending: &Sending<'_>,
    code: &str,
    file: Option<&(Attached, Vec<u8>)>,
    passes: Passage,
    marks: &Marks,
    same_words: u32,
) -> Told<()> {
    if passes == Passage::SetAside {
        // A flood reaches one desk, not several.
        made.truncate(1);
    }
    let Some(first) = made.first_mut() else {
        return Ok(());
    };
    first.code = code_digest(code);
    first.word = word_digest(code, sending.answers.one("word"));
    if let Some((attached, _)) = file {
        first.files = vec![attached.clone()];
    }
    if passes == Passage::SetAside {
        first.flood = marks.folded(same_words > 0);
    }
    for report in made {
        if let Some(referrer) = report.referrer.as_mut().filter(|one| !one.email.is_empty()) {
            referrer.email = mailbox("your_email", &referrer.email)?;
        }
    }
    Ok(())
}

fn file(sent: Option<(String, Vec<u8>)>) -> Told<Option<(Attached, Vec<u8>)>> {
    let Some((name, bytes)) = sent.filter(|(_, bytes)| !bytes.is_empty()) else {
        return Ok(None);
    };
    if bytes.len() > MOST_BYTES {
        return Err(Refusal::field(
            "file",
            "The file is larger than 5 MB. Send a smaller one, or leave it out.",
        ));
    }
    let kind: FileKind = kind_of(&bytes).ok_or_else(|| {
        Refusal::field(
            "file",
            "Send a PDF, a Word document (.docx), a JPEG or a PNG, or leave it out.",
        )
    })?;
    let attached = Attached {
        name: safe_name(&name, kind),
        kind,
        bytes: bytes.len() as u64,
    };
    Ok(Some((attached, bytes)))
}

fn receipt(
    app: &App,
    first: &DoorReport,
    made: &[DoorReport],
    code: &str,
    now: Timestamp,
) -> Told<Receipt> {
    let settings = app.settings(&first.area, now)?;
    // Somebody who sends a worry is told of the desk that takes it, and of the promise wherever it runs.
    let clock = made.iter().find_map(|report| report.first_contact.as_ref());
    let held = clock.is_some_and(|clock| clock.pauses().iter().any(|pause| pause.to.is_none()));
    Ok(Receipt {
        code: spoken(code),
        agency: settings
            .agency(first.agency.as_str())
            .map_or_else(|| first.agency.to_string(), |agency| agency.name.clone()),
        due_at: clock.filter(|_| !held).map(|clock| clock.due_at()),
        routing: first.routing.clone(),
    })
}

/// Ten characters that can be read out over a telephone.
fn new_code(dice: &mut dyn Chance) -> String {
    let whole = encode(dice.bits());
    whole.chars().skip(16).collect()
}

/// A code in two groups of five.
#[must_use]
pub fn spoken(code: &str) -> String {
    let (first, second) = code.split_at_checked(5).unwrap_or((code, ""));
    format!("{first} {second}")
}

/// The digest of a code as somebody typed it: spaces, dashes and capitals do not matter, and
/// letters that look like figures are read as the figures.
#[must_use]
pub fn code_digest(typed: &str) -> String {
    token_digest(&format!("door code {}", plain(typed)))
}

/// The digest of the word that goes with a code; empty for none.
#[must_use]
pub fn word_digest(code: &str, word: &str) -> String {
    let word = hawthorn_domain::doors::flood::bare(word);
    if word.is_empty() {
        return String::new();
    }
    token_digest(&format!("door word {} {word}", plain(code)))
}

fn plain(typed: &str) -> String {
    typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect()
}

fn entry(report: &DoorReport, now: Timestamp) -> Entry {
    let desk = report.desk.label();
    let words = format!("Came in by the public pages, for the desk: {desk}");
    on_the_public_pages(&report.area, now, words)
}

/// What a referrer who is about to send is told of where it will go; it asks for nothing of the person.
///
/// # Errors
/// When the area is not served here.
pub fn preview(
    app: &App,
    area: &AreaCode,
    door: Door,
    answers: &Answers,
    now: Timestamp,
) -> Told<Routing> {
    routing(app, area, &read(door, answers, now), now)
}

/// Whether a route sends somebody elsewhere before anything personal is asked (REF-5).
#[must_use]
pub fn is_elsewhere(routing: &Routing) -> bool {
    routing.desk.is_none()
        && (routing.why.contains(&Why::ChildOnly)
            || routing.services.contains(&ServiceKind::BehaviourChange))
}

/// The desk in the words of the page.
#[must_use]
pub fn desk_words(desk: Desk) -> &'static str {
    desk.label()
}
