//! The clocks of what the referrer is owed: that the referral is acknowledged, and what became of it (R150, F42).

use hawthorn_domain::platform::deadline::{Clock, PromiseCode};
use hawthorn_domain::platform::settings::AreaSettings;
use hawthorn_domain::referrals::Referral;

use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// Counted from the authority and ended by the feedback; nothing of it needs to be kept.
pub(crate) fn feedback_clock(
    app: &App,
    settings: &AreaSettings,
    referral: &Referral,
) -> Told<Option<Clock>> {
    let Some(authority) = referral
        .outcome
        .as_ref()
        .and_then(|outcome| outcome.authorised.as_ref())
    else {
        return Ok(None);
    };
    let mut clock = Clock::start(
        settings.promise(PromiseCode::ReferrerFeedback),
        authority.at,
        app.holidays(),
    )
    .map_err(Refusal::rule)?;
    if let Some(feedback) = &referral.feedback {
        clock
            .finish(feedback.at, app.holidays())
            .map_err(Refusal::rule)?;
    }
    Ok(Some(clock))
}

/// A referral about a child is acknowledged within the area's time (F42); nothing of it needs to be kept.
pub(crate) fn acknowledge_clock(
    app: &App,
    settings: &AreaSettings,
    referral: &Referral,
) -> Told<Option<Clock>> {
    if !referral.has_child() {
        return Ok(None);
    }
    let promise = settings.promise(PromiseCode::ChildAcknowledgement);
    let mut clock =
        Clock::start(promise, referral.received_at, app.holidays()).map_err(Refusal::rule)?;
    if let Some(told) = &referral.acknowledged {
        clock
            .finish(told.at, app.holidays())
            .map_err(Refusal::rule)?;
    }
    Ok(Some(clock))
}
