//! What became of it, for whoever holds the code; and taking it back (VIC-8, R129, C38).

use hawthorn_domain::doors::desk::end;
use hawthorn_domain::doors::report::{EndKind, ReportState};
use hawthorn_domain::doors::{Door, DoorReport};
use hawthorn_domain::mash::feedback::FeedbackLevel;
use hawthorn_domain::platform::audit::{Deed, Doer, Entry};
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_store::Stored;
use jiff::Timestamp;
use subtle::ConstantTimeEq;

use super::refused;
use super::send_report::{code_digest, word_digest};
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// One answer for a wrong code, a wrong word and a code of elsewhere.
const WRONG: &str = "We cannot find this. Check the code, and the word if you chose one.";

/// What whoever holds the code may read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tracked {
    /// When it came in.
    pub received_at: Timestamp,
    /// By which door.
    pub door: Door,
    /// How far it has got, in words that tell nothing of the person.
    pub progress: &'static str,
    /// How it ended, as far as the area lets the referrer be told.
    pub outcome: Option<&'static str>,
    /// Whether it can still be taken back by those who asked for themselves.
    pub may_withdraw: bool,
}

/// Reads how far it has got, as far as the area lets whoever sent it be told.
///
/// # Errors
/// One and the same (field `code`) for a wrong code and a wrong word; or when the store does not answer.
pub async fn track(
    app: &App,
    area: &AreaCode,
    door: Door,
    (code, word): (&str, &str),
    now: Timestamp,
) -> Told<Tracked> {
    let read = found(app, area, door, code, word).await?;
    let level = app.settings(area, now)?.triage.feedback_level;
    let ended = read.ended.as_ref();
    Ok(Tracked {
        received_at: read.received_at,
        door: read.door,
        progress: read.progress(),
        outcome: ended
            .filter(|_| level >= FeedbackLevel::Outcomes)
            .map(|ended| ended.how.told()),
        may_withdraw: ended.is_none(),
    })
}

/// Takes back what somebody asked for themself: nobody makes contact any more.
///
/// # Errors
/// As [`track`]; and when it is finished already.
pub async fn withdraw(
    app: &App,
    area: &AreaCode,
    (code, word): (&str, &str),
    now: Timestamp,
) -> Told<()> {
    // Load, and allow: whoever holds the code and the word.
    let read = found(app, area, Door::Own, code, word).await?;
    // Decide
    let by = Doer::system("The person who asked");
    let mut changed = end(&read.value, EndKind::Withdrawn, "", by.clone(), now).map_err(refused)?;
    changed.reach.card.do_not_contact = true;
    changed.flood.clear();
    // Keep
    let mut tx = app.store.begin().await?;
    let entry = Entry {
        at: now,
        by,
        area: Some(area.clone()),
        deed: Deed::Changed,
        verb: None,
        kind: String::new(),
        record: String::new(),
        words: "Taken back by whoever holds the code".to_owned(),
    };
    tx.update(&read, &changed, entry).await?;
    Ok(tx.finish().await?)
}

async fn found(
    app: &App,
    area: &AreaCode,
    door: Door,
    code: &str,
    word: &str,
) -> Told<Stored<DoorReport>> {
    let wrong = || Refusal::field("code", WRONG);
    let read = app
        .store
        .door_report_of_code(&code_digest(code))
        .await?
        .filter(|read| read.area == *area && read.door == door)
        .ok_or_else(wrong)?;
    let typed = word_digest(code, word);
    // Where no word was chosen the code alone opens it, whatever else is typed.
    let fits = read.word.is_empty() || bool::from(read.word.as_bytes().ct_eq(typed.as_bytes()));
    if fits { Ok(read) } else { Err(wrong()) }
}

/// Whether a report may still be taken back.
#[must_use]
pub fn is_open(report: &DoorReport) -> bool {
    report.state() != ReportState::Ended
}
