//! Authorises a proposed outcome; the person who proposed it cannot (R131, R141, R154).

use hawthorn_domain::mash::outcome::{Authority, Outcome, may_authorise};
use hawthorn_domain::mash::rag::Rating;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::deadline::{Clock, PromiseCode, StartEvent};
use hawthorn_domain::platform::ids::ReferralId;
use hawthorn_domain::platform::mail::{About, MessageKind};
use hawthorn_domain::platform::settings::AreaSettings;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::referrals::Referral;
use hawthorn_store::Tx;

use super::propose_outcome::labels;
use super::{follow_ups, reading};
use crate::platform::ask::Ask;
use crate::platform::mail::queue::{NewMessage, queue_message};
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text;

/// Authorises the outcome, which ends the rating's clock. Where a meeting is
/// among the outcomes, the clock of its record starts, counted from the receipt
/// of the referral (R154, C14).
///
/// # Errors
/// When the referral is not there for the reader, the reader is not the manager
/// or is the proposer, or nothing waits to be authorised.
pub async fn authorise_outcome(
    app: &App,
    ask: &mut Ask,
    id: ReferralId,
    note: &str,
) -> Told<Outcome> {
    // Load
    let scope = ask.scope(app)?;
    let read = reading::referral(app, &scope, id).await?;
    let settings = reading::settings(app, &read)?;
    // Allow
    let waiting = allowed(app, ask, &read).await?;
    // Decide
    let note = text::long("note", note)?;
    let outcome = Outcome {
        authorised: Some(Authority {
            note,
            by: ask.doer(),
            at: ask.now,
        }),
        ..waiting.clone()
    };
    let mut changed = read.value.clone();
    weighed_again(app, ask, settings, &mut changed, waiting)?;
    if let Some(clock) = &mut changed.clock {
        clock
            .finish(ask.now, app.holidays())
            .map_err(Refusal::rule)?;
    }
    if outcome.outcomes.iter().any(|code| {
        settings
            .triage
            .outcome(code)
            .is_some_and(|found| found.is_meeting)
    }) {
        let promise = settings.promise(PromiseCode::MashMeetingRecord);
        // The area says from which event its 24 hours are counted (C14).
        let start = match promise.starts {
            StartEvent::OutcomeRecorded => ask.now,
            _ => read.received_at,
        };
        changed.meeting_clock =
            Some(Clock::start(promise, start, app.holidays()).map_err(Refusal::rule)?);
    }
    follow_ups::start(app, ask, settings, &mut changed, &outcome.outcomes)?;
    changed.outcome = Some(outcome.clone());
    // Keep
    let line = format!(
        "Authorised the outcome: {}",
        labels(settings, &outcome).join("; ")
    );
    let mut tx = app.store.begin().await?;
    tx.update(
        &read,
        &changed,
        ask.entry(Deed::Changed, Verb::AuthoriseOutcome, line),
    )
    .await?;
    tell_referrer(app, ask, &mut tx, &read).await?;
    tx.finish().await?;
    // Tell
    Ok(outcome)
}

/// Word to the agency that referred, where one did, that the outcome is decided (R150).
async fn tell_referrer(app: &App, ask: &mut Ask, tx: &mut Tx, read: &Referral) -> Told<()> {
    let Some(agency) = &read.referred_by.agency else {
        return Ok(());
    };
    let new = NewMessage {
        kind: MessageKind::Decided,
        about: About::Referral(read.id),
        agency: agency.clone(),
        restriction: read.restriction.clone(),
    };
    queue_message(app, ask, tx, Verb::AuthoriseOutcome, new).await?;
    Ok(())
}

/// The rating as triage leaves it, kept beside those before it (R118, R119).
fn weighed_again(
    app: &App,
    ask: &Ask,
    settings: &AreaSettings,
    referral: &mut Referral,
    waiting: &Outcome,
) -> Told<()> {
    let before = referral.rating().map(|rating| rating.rag);
    let Some(rag) = waiting.rag.filter(|rag| Some(*rag) != before) else {
        return Ok(());
    };
    let Some(clock) = &mut referral.clock else {
        return Ok(());
    };
    clock
        .rebase(
            settings.promise_rated(PromiseCode::Rag, rag),
            app.holidays(),
        )
        .map_err(Refusal::rule)?;
    referral.ratings.push(Rating {
        rag,
        reason: "Weighed again at the end of triage.".to_owned(),
        by: ask.doer(),
        at: ask.now,
        due_at: clock.due_at(),
    });
    Ok(())
}

/// The outcome that waits, once the policies let this reader answer it. Whether
/// one waits is said first to those who may read the referral, because nobody
/// may authorise what nobody proposed and that refusal would not say why.
pub(super) async fn allowed<'a>(
    app: &App,
    ask: &mut Ask,
    referral: &'a Referral,
) -> Told<&'a Outcome> {
    ask.allow(app, Verb::ViewReferral, &reading::referral_thing(referral))
        .await?;
    let waiting = may_authorise(referral.outcome.as_ref()).map_err(Refusal::rule)?;
    ask.allow(
        app,
        Verb::AuthoriseOutcome,
        &waiting_thing(referral, waiting),
    )
    .await?;
    Ok(waiting)
}

/// The referral as the policies see it when its outcome is to be answered.
pub(super) fn waiting_thing(referral: &Referral, waiting: &Outcome) -> Thing {
    let thing = reading::referral_thing(referral);
    match waiting.proposed_by.account {
        Some(proposer) => thing.proposed_by(proposer),
        None => thing,
    }
}
