//! Gives the floor to a case and keeps its clock: begin, stop, go on (ux.md 4.4, MAR-4).

use hawthorn_domain::marac::Meeting;
use hawthorn_domain::marac::meeting::{begin_turn, pause_turn, resume_turn};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{MaracReferralId, MeetingId};
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::StoreError;

use super::found::{self, meeting_refused};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// When attendance is saved at the same moment, the meeting is read and tried again.
const TRIES: usize = 12;

/// What is done with the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// This case has the floor now.
    Begin(MaracReferralId),
    /// The clock stands.
    Pause,
    /// The clock goes on.
    Resume,
}

/// Moves the floor or the clock.
///
/// # Errors
/// When the meeting is not in session, or the case is not on its agenda.
pub async fn take_turn(app: &App, ask: &mut Ask, id: MeetingId, step: Step) -> Told<()> {
    let scope = ask.scope(app)?;
    for _ in 0..TRIES {
        // Load
        let read = found::meeting(app, &scope, id).await?;
        // Allow
        let case = match step {
            Step::Begin(item) => Some(found::referral(app, &scope, item).await?),
            Step::Pause | Step::Resume => None,
        };
        let thing = case
            .as_ref()
            .map_or_else(|| Thing::of_area(&read.area), |case| found::thing(case));
        ask.allow(app, Verb::RunMeeting, &thing).await?;
        // Decide
        let turns = match step {
            Step::Begin(item) => {
                begin_turn(&read, item, case.and_then(|case| case.meeting), ask.now)
            }
            Step::Pause => pause_turn(&read, ask.now),
            Step::Resume => resume_turn(&read, ask.now),
        };
        let changed = Meeting {
            turns: turns.map_err(meeting_refused)?,
            ..read.value.clone()
        };
        if changed == read.value {
            return Ok(());
        }
        // Keep
        let entry = ask.entry(Deed::Changed, Verb::RunMeeting, words(step));
        let mut tx = app.store.begin().await?;
        match tx.update(&read, &changed, entry).await {
            Err(StoreError::Conflict) => continue,
            done => done?,
        };
        tx.finish().await?;
        app.live.ring(id);
        return Ok(());
    }
    let words = "Others are saving this meeting at this moment. Try again.";
    Err(Refusal::Conflict(words.to_owned()))
}

fn words(step: Step) -> &'static str {
    match step {
        Step::Begin(_) => "Gave the floor to a case",
        Step::Pause => "Stopped the clock of the case",
        Step::Resume => "Let the clock of the case go on",
    }
}
