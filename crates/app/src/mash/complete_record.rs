//! Completes the record of the MASH meeting, which ends its 24-hour clock (R152, R154, R158–R164).

use hawthorn_domain::incidents::PartyRole;
use hawthorn_domain::mash::meeting::{MeetingRecord, Pathway, RecordRule, may_complete};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::ReferralId;
use hawthorn_domain::platform::verb::Verb;

use super::{follow_ups, reading, set_meeting};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text;

/// What the meeting made.
#[derive(Debug, Clone, Default)]
pub struct MeetingNotes {
    /// Field `plan_child`.
    pub plan_child: String,
    /// Field `plan_adult`.
    pub plan_adult: String,
    /// Field `pathways`: none, one or both.
    pub pathways: Vec<Pathway>,
    /// Field `outcomes`: further outcomes by the area's codes.
    pub outcomes: Vec<String>,
    /// Field `decision`: the lead agency's.
    pub decision: String,
    /// Field `reasons`.
    pub reasons: String,
}

/// Completes the record. It can no longer change, and a copy is owed to the
/// police record and, where the level is high, to the risk officer (R155, R156).
///
/// # Errors
/// When the referral is not there for the reader, the role may not hold
/// meetings, the meeting has not begun, the record is complete, or a plan, the
/// decision or its reasons are missing.
pub async fn complete_record(
    app: &App,
    ask: &mut Ask,
    id: ReferralId,
    record: MeetingNotes,
) -> Told<MeetingRecord> {
    // Load
    let scope = ask.scope(app)?;
    let read = reading::referral(app, &scope, id).await?;
    let settings = reading::settings(app, &read)?;
    // Allow
    ask.allow(app, Verb::RunHubMeeting, &reading::referral_thing(&read))
        .await?;
    // Decide
    let mut outcomes: Vec<String> = Vec::new();
    for code in record.outcomes {
        if !outcomes.contains(&code) {
            outcomes.push(code);
        }
    }
    let kept = MeetingRecord {
        plan_child: text::long("plan_child", &record.plan_child)?,
        plan_adult: text::long("plan_adult", &record.plan_adult)?,
        pathways: record.pathways,
        outcomes,
        decision: text::long("decision", &record.decision)?,
        reasons: text::long("reasons", &record.reasons)?,
        by: ask.doer(),
        at: ask.now,
    };
    let offered: Vec<&str> = settings
        .triage
        .outcomes
        .iter()
        .filter(|outcome| !outcome.is_meeting)
        .map(|outcome| outcome.code.as_str())
        .collect();
    let rule = RecordRule {
        has_child: read
            .subjects
            .iter()
            .any(|subject| subject.role == PartyRole::Child),
        outcomes: &offered,
    };
    may_complete(read.meeting.as_ref(), &kept, rule).map_err(set_meeting::refused)?;
    let mut changed = read.value.clone();
    let mut in_time = true;
    if let Some(clock) = &mut changed.meeting_clock {
        in_time = ask.now <= clock.due_at();
        clock
            .finish(ask.now, app.holidays())
            .map_err(Refusal::rule)?;
    }
    if let Some(meeting) = &mut changed.meeting {
        meeting.record = Some(kept.clone());
    }
    follow_ups::start(app, ask, settings, &mut changed, &kept.outcomes)?;
    // Keep
    let line = if in_time {
        "Completed the record of the meeting in time"
    } else {
        "Completed the record of the meeting after its time"
    };
    let mut tx = app.store.begin().await?;
    let entry = ask.entry(Deed::Changed, Verb::RunHubMeeting, line);
    tx.update(&read, &changed, entry).await?;
    tx.finish().await?;
    // Tell
    Ok(kept)
}
