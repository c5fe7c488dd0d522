//! The referrer, the clock and the follow-ups of a referral: what moves beside its way from rating to outcome.

use axum::extract::Path;
use axum::routing::post;
use hawthorn_app::mash::hold_clock::ClockChange;
use hawthorn_app::mash::{acknowledge_referral, end_follow_up, hold_clock, speak_with_referrer};
use hawthorn_domain::mash::follow_up::FollowUpEnd;
use hawthorn_domain::platform::verb::Verb;
use serde::Deserialize;
use utoipa::ToSchema;

use super::platform::{Done, Reason};
use super::{Answer, coded, id};
use crate::desk::{Body, Desk};
use crate::document::Shape;
use crate::endpoints::Endpoint;

/// Telling the referrer, the clock and the follow-ups.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    use Verb::{FollowUpOutcome, HoldClock, SendFeedback};
    let done = || Shape::of::<Done>();
    vec![
        Endpoint::act(
            "/v1/referrals/{id}/acknowledge",
            SendFeedback,
            "Acknowledge a referral to its referrer",
            None,
            done(),
            post(acknowledge),
        ),
        Endpoint::act(
            "/v1/referrals/{id}/contacts",
            SendFeedback,
            "Keep a conversation with the referrer",
            Some(Shape::of::<Conversation>()),
            done(),
            post(contact),
        ),
        Endpoint::act(
            "/v1/referrals/{id}/clock/hold",
            HoldClock,
            "Hold the referral’s clock",
            Some(Shape::of::<Reason>()),
            done(),
            post(hold),
        ),
        Endpoint::act(
            "/v1/referrals/{id}/clock/go-on",
            HoldClock,
            "Let the referral’s clock go on",
            None,
            done(),
            post(go_on),
        ),
        Endpoint::act(
            "/v1/referrals/{id}/clock/extend",
            HoldClock,
            "Give the referral more time",
            Some(Shape::of::<MoreTime>()),
            done(),
            post(extend),
        ),
        Endpoint::act(
            "/v1/referrals/{id}/follow-up",
            FollowUpOutcome,
            "Say what became of an outcome",
            Some(Shape::of::<OutcomeEnd>()),
            done(),
            post(follow_up),
        ),
    ]
}

/// Acknowledges the referral.
pub async fn acknowledge(mut desk: Desk, Path(text): Path<String>) -> Answer<Done> {
    acknowledge_referral::acknowledge_referral(&desk.app, &mut desk.ask, id(&text)?).await?;
    Ok(Done::ok())
}

/// A conversation with the referrer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Conversation {
    /// What was asked and said.
    pub said: String,
}

/// Keeps a conversation.
pub async fn contact(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<Conversation>,
) -> Answer<Done> {
    speak_with_referrer::speak_with_referrer(&desk.app, &mut desk.ask, id(&text)?, &body.said)
        .await?;
    Ok(Done::ok())
}

/// Holds the clock.
pub async fn hold(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<Reason>,
) -> Answer<Done> {
    let change = ClockChange::Hold(body.reason);
    hold_clock::change_clock(&desk.app, &mut desk.ask, id(&text)?, change).await?;
    Ok(Done::ok())
}

/// Lets it go on.
pub async fn go_on(mut desk: Desk, Path(text): Path<String>) -> Answer<Done> {
    hold_clock::change_clock(&desk.app, &mut desk.ask, id(&text)?, ClockChange::GoOn).await?;
    Ok(Done::ok())
}

/// More time, with its reason.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoreTime {
    /// How much, such as `4 hours` or `1 working day`.
    pub length: String,
    /// Why.
    pub reason: String,
}

/// Gives it more time.
pub async fn extend(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<MoreTime>,
) -> Answer<Done> {
    let change = ClockChange::Extend(body.length, body.reason);
    hold_clock::change_clock(&desk.app, &mut desk.ask, id(&text)?, change).await?;
    Ok(Done::ok())
}

/// What became of an outcome.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OutcomeEnd {
    /// The outcome’s code.
    pub outcome: String,
    /// taken or declined.
    pub end: String,
    /// How, or why not.
    #[serde(default)]
    pub words: String,
}

/// Says what became of it.
pub async fn follow_up(
    mut desk: Desk,
    Path(text): Path<String>,
    Body(body): Body<OutcomeEnd>,
) -> Answer<Done> {
    let end = coded(
        "end",
        &body.end,
        FollowUpEnd::from_code,
        &["taken", "declined"],
    )?;
    end_follow_up::end_follow_up(
        &desk.app,
        &mut desk.ask,
        id(&text)?,
        &body.outcome,
        end,
        &body.words,
    )
    .await?;
    Ok(Done::ok())
}
