//! Holds a referral's clock, lets it go on, or gives it more time, always with a reason (R119, C14).

use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::deadline::{Clock, ClockError, Length};
use hawthorn_domain::platform::ids::ReferralId;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;

use super::reading;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text;

/// What is done to the clock.
#[derive(Debug, Clone)]
pub enum ClockChange {
    /// It stands still from now; fields `reason`.
    Hold(String),
    /// It goes on from now.
    GoOn,
    /// More time, as people write it: `4 hours`, `1 working day`; fields `length` and `reason`.
    Extend(String, String),
}

/// Changes the clock of the rating in force. Whether it may be held at all is a
/// setting of the area; more time can always be given with a reason.
///
/// # Errors
/// When the referral is not there for the reader, the role may not change its
/// time, there is no rating, it is decided, or the clock refuses.
pub async fn change_clock(
    app: &App,
    ask: &mut Ask,
    id: ReferralId,
    change: ClockChange,
) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let read = reading::referral(app, &scope, id).await?;
    // Allow
    ask.allow(app, Verb::HoldClock, &reading::referral_thing(&read))
        .await?;
    // Decide
    let mut changed = read.value.clone();
    let rated = changed.rating().is_some();
    let clock = changed.clock.as_mut().filter(|_| rated).ok_or_else(|| {
        Refusal::Rule("Set the RAG rating first: it says how long the referral has.".to_owned())
    })?;
    let line = changed_line(app, ask, clock, change)?;
    // Keep
    let mut tx = app.store.begin().await?;
    tx.update(
        &read,
        &changed,
        ask.entry(Deed::Changed, Verb::HoldClock, line),
    )
    .await?;
    tx.finish().await?;
    // Tell
    Ok(())
}

fn changed_line(app: &App, ask: &Ask, clock: &mut Clock, change: ClockChange) -> Told<String> {
    match change {
        ClockChange::Hold(reason) => {
            let reason = text::short("reason", &reason)?;
            clock.pause(ask.now, &reason).map_err(refused)?;
            Ok("Held the clock, with a reason".to_owned())
        }
        ClockChange::GoOn => {
            clock.resume(ask.now, app.holidays()).map_err(refused)?;
            let due = words::moment(clock.due_at());
            Ok(format!("Let the clock go on; it is due {due}"))
        }
        ClockChange::Extend(length, reason) => {
            let reason = text::short("reason", &reason)?;
            let by = Length::from_words(length.trim()).ok_or_else(|| {
                Refusal::field(
                    "length",
                    "Write how much time, for example 4 hours or 1 working day.",
                )
            })?;
            clock
                .extend(ask.now, by, &reason, app.holidays())
                .map_err(refused)?;
            let due = words::moment(clock.due_at());
            Ok(format!("Gave it {by} more, with a reason; it is due {due}"))
        }
    }
}

/// The clock's own words, as a sentence, at the field where they can be mended.
fn refused(error: ClockError) -> Refusal {
    let words = error.to_string();
    let mut letters = words.chars();
    let sentence: String = letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).chain(['.']).collect())
        .unwrap_or_default();
    match error {
        ClockError::NoReason => Refusal::field("reason", sentence),
        _ => Refusal::Rule(sentence),
    }
}
