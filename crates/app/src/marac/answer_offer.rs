//! The minute-taker agrees an offered action, or says why not (F26, ux.md 4.4).

use hawthorn_domain::marac::ActionOffer;
use hawthorn_domain::marac::meeting::must_be_open;
use hawthorn_domain::marac::offer::{OfferAnswer, OfferState, may_answer};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{ActionOfferId, AgreedActionId};
use hawthorn_domain::platform::verb::Verb;

use super::agree_action::{AgreeAction, agreed};
use super::found::{self, meeting_refused};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::long;

/// Agrees an offer as it stands, or declines it with a reason. The answer is the action that came of it.
///
/// # Errors
/// When it is not there for the reader, the meeting is not in session, it was answered before, or
/// it is declined without a reason.
pub async fn answer_offer(
    app: &App,
    ask: &mut Ask,
    id: ActionOfferId,
    agree: bool,
    note: &str,
) -> Told<Option<AgreedActionId>> {
    // Load
    let scope = ask.scope(app)?;
    let read = app
        .store
        .get::<ActionOffer>(&scope, &id.to_string())
        .await?
        .ok_or(Refusal::NotFound)?;
    let case = found::referral(app, &scope, read.referral).await?;
    // Allow
    ask.allow(app, Verb::RunMeeting, &found::thing(&case))
        .await?;
    let meeting = found::meeting_of(app, &scope, &case).await?;
    // Decide
    must_be_open(&meeting).map_err(meeting_refused)?;
    let state = if agree {
        OfferState::Agreed
    } else {
        OfferState::Declined
    };
    let note = long("note", note)?;
    may_answer(&read, state, &note).map_err(Refusal::rule)?;
    // Keep
    let mut tx = app.store.begin().await?;
    let action = if agree {
        let input = AgreeAction {
            referral: read.referral,
            agency: read.agency.clone(),
            owner: read.owner.clone(),
            what: read.what.clone(),
            lowers: read.lowers.clone(),
            due: read.due,
            victim_facing: read.victim_facing,
            key: String::new(),
        };
        Some(agreed(app, ask, &mut tx, &case, &meeting, input).await?)
    } else {
        None
    };
    let mut changed = read.value.clone();
    changed.answer = Some(OfferAnswer {
        state,
        action,
        note,
        by: ask.doer(),
        at: ask.now,
    });
    let words = if agree {
        "Agreed an offered action"
    } else {
        "Declined an offered action"
    };
    let entry = ask.entry(Deed::Changed, Verb::RunMeeting, words);
    tx.update(&read, &changed, entry).await?;
    tx.finish().await?;
    // Tell
    app.live.ring(meeting.id);
    Ok(action)
}
