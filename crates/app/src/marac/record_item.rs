//! Keeps the risks heard and the discussion of one item while the meeting sits (R182, R194).

use hawthorn_domain::marac::meeting::must_be_open;
use hawthorn_domain::marac::minutes::MinuteBox;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::MaracReferralId;
use hawthorn_domain::platform::verb::Verb;

use hawthorn_store::marac::live::Draft;

use super::found::{self, meeting_refused};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::{long, short};

/// What the minutes say of an item.
#[derive(Debug, Clone)]
pub struct RecordItem {
    /// The referral.
    pub referral: MaracReferralId,
    /// The version that the page was made from, when the page had one: a clash
    /// is then told, so that two writers never lose text (MAR-2).
    pub version: Option<i64>,
    /// Risks, one line each; empty lines are dropped.
    pub risks: Vec<String>,
    /// The discussion in short.
    pub discussion: String,
}

/// Records an item. The answer is its new version.
///
/// # Errors
/// When the meeting is not in session or somebody saved in between.
pub async fn record_item(app: &App, ask: &mut Ask, input: RecordItem) -> Told<i64> {
    // Load
    let scope = ask.scope(app)?;
    let read = found::referral(app, &scope, input.referral).await?;
    // Allow
    ask.allow(app, Verb::RunMeeting, &found::thing(&read))
        .await?;
    let meeting = found::meeting_of(app, &scope, &read).await?;
    // Decide
    must_be_open(&meeting).map_err(meeting_refused)?;
    if input.version.is_some_and(|version| version != read.version) {
        let words = "Somebody else saved this item while you wrote. Open it again, and add your words to theirs.";
        return Err(Refusal::Conflict(words.to_owned()));
    }
    let mut changed = read.value.clone();
    changed.risks.clear();
    for risk in &input.risks {
        let risk = short("risks", risk)?;
        if !risk.is_empty() {
            changed.risks.push(risk);
        }
    }
    changed.discussion = long("discussion", &input.discussion)?;
    // Keep
    let mut tx = app.store.begin().await?;
    let entry = ask.entry(
        Deed::Changed,
        Verb::RunMeeting,
        "Recorded risks and discussion",
    );
    let version = tx.update(&read, &changed, entry).await?;
    for field in [MinuteBox::Risks, MinuteBox::Discussion] {
        // A box that is being written holds what is recorded now; otherwise older words came back.
        if let Some(mut words) = tx.draft(read.id, field).await? {
            words.version += 1;
            words.text = field.kept(&changed);
            let draft = Draft {
                referral: read.id,
                field,
                words,
            };
            tx.put_draft(meeting.id, &draft, ask.now).await?;
        }
    }
    tx.finish().await?;
    app.live.ring(meeting.id);
    // Tell
    Ok(version)
}
