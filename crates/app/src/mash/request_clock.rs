//! When an agency's answer is due: by the rating's time, and never after the referral itself (R117, R137).

use hawthorn_domain::mash::Rag;
use hawthorn_domain::platform::deadline::{Clock, PromiseCode, StartEvent};
use hawthorn_domain::platform::holidays::BankHolidays;
use hawthorn_domain::platform::settings::AreaSettings;
use jiff::Timestamp;

use crate::platform::refusal::{Refusal, Told};

/// The clock of a new request. The area says whether it counts from the receipt
/// of the referral or from the moment of asking.
pub(super) fn started(
    settings: &AreaSettings,
    rag: Rag,
    referral: &Clock,
    asked_at: Timestamp,
    holidays: &BankHolidays,
) -> Told<Clock> {
    let promise = settings.promise_rated(PromiseCode::SpocRequest, rag);
    let start = if promise.starts == StartEvent::RequestSent {
        asked_at
    } else {
        referral.started_at()
    };
    within(
        Clock::start(promise, start, holidays).map_err(Refusal::rule)?,
        referral,
        holidays,
    )
}

/// The clock of a request that is still open when the rating changes: counted
/// again from its own start, with the new rating's time (R117, R119).
pub(super) fn rated_again(
    clock: &Clock,
    settings: &AreaSettings,
    rag: Rag,
    referral: &Clock,
    holidays: &BankHolidays,
) -> Told<Clock> {
    let mut again = clock.clone();
    again
        .rebase(
            settings.promise_rated(PromiseCode::SpocRequest, rag),
            holidays,
        )
        .map_err(Refusal::rule)?;
    within(again, referral, holidays)
}

/// An answer that would come after the referral is due helps nobody, so such a
/// clock counts from the referral's own start instead (R137).
fn within(clock: Clock, referral: &Clock, holidays: &BankHolidays) -> Told<Clock> {
    if clock.due_at() <= referral.due_at() {
        return Ok(clock);
    }
    Clock::start(clock.promise().clone(), referral.started_at(), holidays).map_err(Refusal::rule)
}
