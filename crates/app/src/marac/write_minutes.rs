//! Writes a box of the minutes while a case is heard, and makes what was written the minutes (R182, R194, R202, MAR-2).

use hawthorn_domain::marac::MaracReferral;
use hawthorn_domain::marac::meeting::must_be_open;
use hawthorn_domain::marac::minutes::{BoxText, MinuteBox, Sent, take_in};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{MaracReferralId, MeetingId};
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::marac::live::Draft;
use hawthorn_store::{StoreError, Stored};

use super::found::{self, meeting_refused};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::{LONG, SHORT};

/// When somebody else saves the case at the same moment, it is read and tried again.
const TRIES: usize = 8;

/// The box after a text was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its version.
    pub version: i64,
    /// The text that it holds now, everybody's words in it.
    pub text: String,
    /// Whether somebody else wrote at the same place, so that it should be read over.
    pub both: bool,
}

/// Takes a text in. Words that somebody else wrote meanwhile stay; nothing is overwritten. What is
/// answered is safe: it is on the disk, and becomes the minutes by [`keep_minutes`].
///
/// # Errors
/// When the meeting is not in session, the case is not there for the reader, or the text is too long.
pub async fn write_minutes(
    app: &App,
    ask: &mut Ask,
    id: MaracReferralId,
    field: MinuteBox,
    sent: Sent,
) -> Told<Written> {
    // Load
    let scope = ask.scope(app)?;
    let read = found::referral(app, &scope, id).await?;
    // Allow
    ask.allow(app, Verb::RunMeeting, &found::thing(&read))
        .await?;
    // Decide
    let meeting = found::meeting_of(app, &scope, &read).await?;
    must_be_open(&meeting).map_err(meeting_refused)?;
    let sent = Sent {
        base: clean(&sent.base),
        text: clean(&sent.text),
        ..sent
    };
    fits(field, &sent.text)?;
    // Keep: read and written in one change, so that nobody's words fall in between.
    let mut tx = app.store.begin().await?;
    let now = match tx.draft(id, field).await? {
        Some(words) => words,
        None => BoxText {
            text: field.kept(&read),
            ..BoxText::default()
        },
    };
    let (next, both) = take_in(&now, &sent);
    fits(field, &next.text)?;
    let changed = next.version != now.version;
    if next != now {
        let draft = Draft {
            referral: id,
            field,
            words: next.clone(),
        };
        tx.put_draft(meeting.id, &draft, ask.now).await?;
        tx.finish().await?;
    }
    if changed {
        app.live.ring(meeting.id);
    }
    // Tell
    Ok(Written {
        version: next.version,
        text: next.text,
        both,
    })
}

/// Makes what was written the minutes of the case, with its line in the log.
///
/// # Errors
/// When the meeting is not in session or the case is not there for the reader.
pub async fn keep_minutes(app: &App, ask: &mut Ask, id: MaracReferralId) -> Told<()> {
    let scope = ask.scope(app)?;
    for _ in 0..TRIES {
        let read = found::referral(app, &scope, id).await?;
        ask.allow(app, Verb::RunMeeting, &found::thing(&read))
            .await?;
        let meeting = found::meeting_of(app, &scope, &read).await?;
        must_be_open(&meeting).map_err(meeting_refused)?;
        let drafts = app.store.drafts_at(meeting.id).await?;
        match keep(app, ask, &read, &drafts).await {
            Err(StoreError::Conflict) => continue,
            done => done?,
        }
        app.live.ring(meeting.id);
        return Ok(());
    }
    let words = "Others are saving this case at this moment. Try again.";
    Err(Refusal::Conflict(words.to_owned()))
}

async fn keep(
    app: &App,
    ask: &Ask,
    read: &Stored<MaracReferral>,
    drafts: &[Draft],
) -> Result<(), StoreError> {
    let changed = with_drafts(read, drafts);
    if changed == read.value {
        return Ok(());
    }
    let mut tx = app.store.begin().await?;
    tx.update(read, &changed, entry(ask)).await?;
    tx.finish().await
}

pub(super) fn entry(ask: &Ask) -> hawthorn_domain::platform::audit::Entry {
    ask.entry(
        Deed::Changed,
        Verb::RunMeeting,
        "Recorded risks and discussion",
    )
}

/// The case with everything that is written in its boxes.
pub(super) fn with_drafts(read: &MaracReferral, drafts: &[Draft]) -> MaracReferral {
    let mut changed = read.clone();
    for draft in drafts.iter().filter(|draft| draft.referral == read.id) {
        draft.field.keep(&mut changed, &draft.words.text);
    }
    changed
}

/// The boxes of a case as they stand: what is being written, or what the minutes hold.
pub(super) async fn boxes(
    app: &App,
    meeting: MeetingId,
    read: &MaracReferral,
) -> Told<Vec<(MinuteBox, BoxText)>> {
    let drafts = app.store.drafts_at(meeting).await?;
    let written = |field: MinuteBox| {
        let mut own = drafts.iter().filter(|draft| draft.referral == read.id);
        own.find(|draft| draft.field == field)
            .map(|draft| draft.words.clone())
    };
    let boxes = MinuteBox::ALL.iter().map(|field| {
        let kept = || BoxText {
            text: field.kept(read),
            ..BoxText::default()
        };
        (*field, written(*field).unwrap_or_else(kept))
    });
    Ok(boxes.collect())
}

/// Without control characters, and with line ends of one kind. Nothing is trimmed: somebody is still typing.
fn clean(text: &str) -> String {
    let plain = text.replace("\r\n", "\n");
    plain
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect()
}

fn fits(field: MinuteBox, text: &str) -> Told<()> {
    let long_line = |line: &str| line.chars().count() > SHORT;
    if field == MinuteBox::Risks && text.lines().any(long_line) {
        let words = format!(
            "One of the risks has more than {SHORT} characters. Put the detail into the discussion."
        );
        return Err(Refusal::field(field.code(), words));
    }
    let length = text.chars().count();
    if length > LONG {
        let words = format!("This text has {length} characters. Shorten it to {LONG} or fewer.");
        return Err(Refusal::field(field.code(), words));
    }
    Ok(())
}
