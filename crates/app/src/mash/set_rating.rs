//! Sets the RAG rating, which says how long the referral has, and tells every open request of it (R115–R119).

use hawthorn_domain::mash::Rag;
use hawthorn_domain::mash::rag::{Rating, RatingRefusal, may_rate};
use hawthorn_domain::mash::request::InformationRequest;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::deadline::{Clock, PromiseCode};
use hawthorn_domain::platform::ids::ReferralId;
use hawthorn_domain::platform::mail::MessageKind;
use hawthorn_domain::platform::settings::AreaSettings;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::platform::words;
use hawthorn_domain::referrals::Referral;
use hawthorn_store::Stored;

use super::{by_mail, reading, request_clock};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text;

/// A rating as the manager gives it.
#[derive(Debug, Clone)]
pub struct NewRating {
    /// Field `rag`.
    pub rag: Rag,
    /// Field `reason`.
    pub reason: String,
}

/// Sets or changes the rating. The time is counted from the receipt of the
/// referral however often the rating changes, and every rating is kept (R119).
///
/// # Errors
/// When the referral is not there for the reader, the reader is not a manager,
/// no reason is given, the rating does not change or the referral is finished.
pub async fn set_rating(app: &App, ask: &mut Ask, id: ReferralId, new: NewRating) -> Told<Rating> {
    // Load
    let scope = ask.scope(app)?;
    let read = reading::referral(app, &scope, id).await?;
    let settings = reading::settings(app, &read)?;
    let requests = app.store.requests_of(&scope, id).await?;
    // Allow
    ask.allow(app, Verb::SetRating, &reading::referral_thing(&read))
        .await?;
    // Decide
    let reason = text::long("reason", &new.reason)?;
    may_rate(&read.ratings, read.is_decided(), new.rag, &reason).map_err(refused)?;
    let clock = clock_for(app, settings, &read, new.rag)?;
    let rating = Rating {
        rag: new.rag,
        reason,
        by: ask.doer(),
        at: ask.now,
        due_at: clock.due_at(),
    };
    let told = open_requests(app, settings, &requests, new.rag, &clock)?;
    // Keep
    let mut changed = read.value.clone();
    changed.clock = Some(clock);
    changed.ratings.push(rating.clone());
    let mut tx = app.store.begin().await?;
    tx.update(
        &read,
        &changed,
        ask.entry(Deed::Changed, Verb::SetRating, said(read.rating(), &rating)),
    )
    .await?;
    for (before, after) in &told {
        let line = format!(
            "The rating became {}; the answer is due {}",
            rating.rag,
            words::due(after.clock.due_at())
        );
        tx.update(
            before,
            after,
            ask.entry(Deed::Changed, Verb::SetRating, line),
        )
        .await?;
        by_mail::tell(
            app,
            ask,
            &mut tx,
            Verb::SetRating,
            MessageKind::Changed,
            after,
        )
        .await?;
    }
    tx.finish().await?;
    // Tell
    Ok(rating)
}

fn refused(refusal: RatingRefusal) -> Refusal {
    match refusal {
        RatingRefusal::NoReason => Refusal::field("reason", refusal.to_string()),
        RatingRefusal::NoChange => Refusal::field("rag", refusal.to_string()),
        RatingRefusal::Finished => Refusal::rule(refusal),
    }
}

fn clock_for(app: &App, settings: &AreaSettings, referral: &Referral, rag: Rag) -> Told<Clock> {
    let promise = settings.promise_rated(PromiseCode::Rag, rag);
    let Some(running) = &referral.clock else {
        return Clock::start(promise, referral.received_at, app.holidays()).map_err(Refusal::rule);
    };
    let mut again = running.clone();
    again
        .rebase(promise, app.holidays())
        .map_err(Refusal::rule)?;
    Ok(again)
}

/// Requests as they were read, each with what it becomes.
type Changes<'a> = Vec<(&'a Stored<InformationRequest>, InformationRequest)>;

fn open_requests<'a>(
    app: &App,
    settings: &AreaSettings,
    requests: &'a [Stored<InformationRequest>],
    rag: Rag,
    referral: &Clock,
) -> Told<Changes<'a>> {
    requests
        .iter()
        .filter(|request| request.reply.is_none() && request.withdrawn_at.is_none())
        .map(|request| {
            let clock = request_clock::rated_again(
                &request.clock,
                settings,
                rag,
                referral,
                app.holidays(),
            )?;
            Ok((
                request,
                InformationRequest {
                    rag,
                    clock,
                    ..request.value.clone()
                },
            ))
        })
        .collect()
}

fn said(before: Option<&Rating>, rating: &Rating) -> String {
    let due = words::due(rating.due_at);
    match before {
        None => format!("Set the rating to {}, due {due}", rating.rag),
        Some(before) => format!(
            "Changed the rating from {} to {}, due {due}",
            before.rag, rating.rag
        ),
    }
}
