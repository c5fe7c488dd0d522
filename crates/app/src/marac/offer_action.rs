//! A representative offers what their agency will do, while the case is heard (F26, ux.md 4.4).

use hawthorn_domain::marac::action::may_agree;
use hawthorn_domain::marac::meeting::must_be_open;
use hawthorn_domain::marac::offer::{OfferAnswer, OfferState, may_answer};
use hawthorn_domain::marac::{ActionOffer, MaracReferral};
use hawthorn_domain::platform::audit::{Deed, Entry};
use hawthorn_domain::platform::ids::{ActionOfferId, MaracReferralId};
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::Document;
use jiff::civil::Date;

use super::found::{self, action_refused, meeting_refused};
use super::once;
use super::open_live::must_have_joined;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::{long, short};

/// What is offered. The agency is the reader's own.
#[derive(Debug, Clone)]
pub struct OfferAction {
    /// The referral it is for.
    pub referral: MaracReferralId,
    /// The person or role in the agency.
    pub owner: String,
    /// What is to be done.
    pub what: String,
    /// The risk it lowers; may be empty.
    pub lowers: String,
    /// By when, the day included.
    pub due: Date,
    /// Whether the victim sees it or is told.
    pub victim_facing: bool,
    /// A mark that the page made, so that the offer is taken once though it is sent twice; may be empty.
    pub key: String,
}

/// Offers an action.
///
/// # Errors
/// When the meeting is not in session, the reader has not joined it, or words, owner or day are missing.
pub async fn offer_action(app: &App, ask: &mut Ask, input: OfferAction) -> Told<ActionOfferId> {
    // Load
    let scope = ask.scope(app)?;
    let read = found::referral(app, &scope, input.referral).await?;
    // Allow
    let agency = ask.actor.agency.clone();
    ask.allow(
        app,
        Verb::OfferAction,
        &found::thing(&read).addressed_to(&agency),
    )
    .await?;
    let meeting = found::meeting_of(app, &scope, &read).await?;
    // Decide
    must_be_open(&meeting).map_err(meeting_refused)?;
    must_have_joined(&meeting, ask)?;
    let key = once::key(ask, "offer", &input.key)?;
    let what = long("what", &input.what)?;
    let owner = short("owner", &input.owner)?;
    let lowers = short("lowers", &input.lowers)?;
    may_agree(&what, &owner, input.due, ask.today()).map_err(action_refused)?;
    let offer = ActionOffer {
        id: ActionOfferId::new(ask.now, ask.dice.as_mut()),
        area: read.area.clone(),
        meeting: meeting.id,
        referral: read.id,
        agency,
        owner,
        what,
        lowers,
        due: input.due,
        victim_facing: input.victim_facing,
        offered_by: ask.doer(),
        offered_at: ask.now,
        answer: None,
        kept_from: read.kept_from(),
        restriction: read.restriction.clone(),
    };
    // Keep
    let mut tx = app.store.begin().await?;
    if let Some(before) = once::before(&tx, key.as_deref()).await? {
        return Ok(before);
    }
    let words = "Offered an action for their agency";
    tx.create(&offer, ask.entry(Deed::Created, Verb::OfferAction, words))
        .await?;
    tx.note(Entry {
        kind: MaracReferral::TABLE.to_owned(),
        record: read.id.to_string(),
        ..ask.entry(Deed::Changed, Verb::OfferAction, words)
    })
    .await?;
    once::keep(&mut tx, ask, key.as_deref(), &offer.id).await?;
    tx.finish().await?;
    // Tell
    app.live.ring(meeting.id);
    Ok(offer.id)
}

/// Takes an own agency's offer back, before it is answered.
///
/// # Errors
/// When it is another agency's, is not there, or was answered.
pub async fn withdraw_offer(app: &App, ask: &mut Ask, id: ActionOfferId) -> Told<()> {
    let scope = ask.scope(app)?;
    let read = app
        .store
        .get::<ActionOffer>(&scope, &id.to_string())
        .await?
        .ok_or(Refusal::NotFound)?;
    let case = found::referral(app, &scope, read.referral).await?;
    ask.allow(
        app,
        Verb::OfferAction,
        &found::thing(&case).addressed_to(&read.agency),
    )
    .await?;
    may_answer(&read, OfferState::Withdrawn, "").map_err(Refusal::rule)?;
    let mut changed = read.value.clone();
    changed.answer = Some(OfferAnswer {
        state: OfferState::Withdrawn,
        action: None,
        note: String::new(),
        by: ask.doer(),
        at: ask.now,
    });
    let entry = ask.entry(Deed::Changed, Verb::OfferAction, "Took an offer back");
    let mut tx = app.store.begin().await?;
    tx.update(&read, &changed, entry).await?;
    tx.finish().await?;
    app.live.ring(read.meeting);
    Ok(())
}
