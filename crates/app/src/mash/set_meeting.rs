//! Sets the time and place of the MASH meeting that an outcome agreed (R133, R151).

use hawthorn_domain::mash::meeting::{HubMeeting, MeetingRefusal, may_set};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::ReferralId;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use jiff::Timestamp;

use super::reading;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text;

/// A time and a place.
#[derive(Debug, Clone)]
pub struct NewMeeting {
    /// Field `when`.
    pub set_for: Timestamp,
    /// Field `place`: a room, or how to join. An invitation carries it, so it names nobody.
    pub place: String,
}

/// Sets the meeting, or sets it again until it begins.
///
/// # Errors
/// When the referral is not there for the reader, the role may not hold
/// meetings, none was agreed, it has begun, or a field is wrong.
pub async fn set_meeting(app: &App, ask: &mut Ask, id: ReferralId, new: NewMeeting) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let read = reading::referral(app, &scope, id).await?;
    // Allow
    ask.allow(app, Verb::RunHubMeeting, &reading::referral_thing(&read))
        .await?;
    // Decide
    let place = text::short("place", &new.place)?;
    may_set(
        read.meeting.as_ref(),
        read.meeting_clock.is_some(),
        new.set_for,
        &place,
        ask.now,
    )
    .map_err(refused)?;
    if let Some(name) = reading::name_in(app, &scope, &read, &place).await? {
        return Err(Refusal::field(
            "place",
            format!(
                "Leave out “{name}”. The invitation carries these words and names nobody of the case."
            ),
        ));
    }
    let again = read.meeting.is_some();
    let mut changed = read.value.clone();
    changed.meeting = Some(HubMeeting {
        set_for: new.set_for,
        place,
        times_set: read.meeting.as_ref().map_or(0, |meeting| meeting.times_set) + 1,
        set_by: ask.doer(),
        set_at: ask.now,
        opening: None,
        record: None,
        copies: Vec::new(),
    });
    // Keep
    let line = format!(
        "{} the meeting for {}",
        if again { "Moved" } else { "Set" },
        words::moment(new.set_for)
    );
    let mut tx = app.store.begin().await?;
    let entry = ask.entry(Deed::Changed, Verb::RunHubMeeting, line);
    tx.update(&read, &changed, entry).await?;
    tx.finish().await?;
    // Tell
    Ok(())
}

/// The refusal at its field.
pub(super) fn refused(refusal: MeetingRefusal) -> Refusal {
    let field = match &refusal {
        MeetingRefusal::InThePast => "when",
        MeetingRefusal::NoPlace => "place",
        MeetingRefusal::NoLegalBasis => "legal_basis",
        MeetingRefusal::NoChair => "chair",
        MeetingRefusal::NobodyThere | MeetingRefusal::Unexplained(_) => "seats",
        MeetingRefusal::NoChildPlan => "plan_child",
        MeetingRefusal::NoAdultPlan => "plan_adult",
        MeetingRefusal::NotAnOutcome(_) => "outcomes",
        MeetingRefusal::NoDecision => "decision",
        MeetingRefusal::NoReasons => "reasons",
        MeetingRefusal::NoReference => "reference",
        _ => return Refusal::rule(refusal),
    };
    Refusal::field(field, refusal.to_string())
}
