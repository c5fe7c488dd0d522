//! Whoever referred answers the question with which a referral came back (F22).

use hawthorn_domain::marac::MaracReferral;
use hawthorn_domain::marac::intake::{Question, QuestionAnswer, may_answer};
use hawthorn_domain::marac::referral::MaracState;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::MaracReferralId;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::Stored;

use super::found::{self, intake_refused, listed};
use super::shown;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::long;

/// The most questions of one agency's list.
const MOST: u64 = 200;

/// A question as the referrer is shown it: the pair by initials, and nothing else of the case.
#[derive(Debug, Clone)]
pub struct QuestionShown {
    /// The referral.
    pub referral: MaracReferralId,
    /// The pair by initials.
    pub pair: String,
    /// The question.
    pub question: Question,
}

/// The questions that wait for an answer of the reader's agency, oldest first.
///
/// # Errors
/// When the reader may not refer.
pub async fn own_questions(app: &App, ask: &mut Ask) -> Told<Vec<QuestionShown>> {
    // Allow
    ask.allow(app, Verb::ReferToMarac, &Thing::of_area(ask.area()))
        .await?;
    // Decide
    let shown = waiting(app, ask).await?;
    // Keep
    let words = "Looked through the questions about MARAC referrals";
    listed(app, ask, Verb::ReferToMarac, words).await?;
    // Tell
    Ok(shown)
}

/// The same without a trace, for the reader's own work list.
pub(crate) async fn waiting(app: &App, ask: &Ask) -> Told<Vec<QuestionShown>> {
    let scope = ask.scope(app)?;
    let mut returned = app
        .store
        .marac_referrals(&scope, MaracState::Returned, MOST)
        .await?;
    returned.retain(|one| one.referred_by.agency.as_ref() == Some(&ask.actor.agency));
    let mut all = Vec::new();
    for referral in &returned {
        all.extend(question(app, ask, referral).await?);
    }
    Ok(all)
}

async fn question(
    app: &App,
    ask: &Ask,
    referral: &Stored<MaracReferral>,
) -> Told<Option<QuestionShown>> {
    let Some(question) = referral.intake.open_question().cloned() else {
        return Ok(None);
    };
    let scope = ask.scope(app)?;
    let ids = [referral.victim, referral.perpetrator];
    let names = shown::people(app, &scope, &ids).await?;
    let initials = |id| shown::name_of(&names, id).initials;
    Ok(Some(QuestionShown {
        referral: referral.id,
        pair: format!(
            "{} and {}",
            initials(referral.victim),
            initials(referral.perpetrator)
        ),
        question,
    }))
}

/// Opens the question of one referral.
///
/// # Errors
/// When it is not there for this reader, no question waits, or it is another agency's.
pub async fn open_question(app: &App, ask: &mut Ask, id: MaracReferralId) -> Told<QuestionShown> {
    // Load
    let read = load(app, ask, id).await?;
    // Decide
    let ours = read.referred_by.agency.as_ref() == Some(&ask.actor.agency);
    let shown = question(app, ask, &read).await?;
    let shown = shown.filter(|_| ours).ok_or(Refusal::NotFound)?;
    // Keep
    let words = "Opened the question about the referral";
    ask.looked(
        app,
        Verb::ReferToMarac,
        "marac_referral",
        &id.to_string(),
        words,
    )
    .await?;
    // Tell
    Ok(shown)
}

/// Answers the question that waits.
///
/// # Errors
/// When it is not there for this reader, none waits, nothing is written, or it is another agency's.
pub async fn answer_question(
    app: &App,
    ask: &mut Ask,
    id: MaracReferralId,
    answer: &str,
) -> Told<()> {
    // Load
    let read = load(app, ask, id).await?;
    // Decide
    let text = long("answer", answer)?;
    may_answer(&read, &text, &ask.actor.agency).map_err(intake_refused)?;
    // Keep
    let mut answered = read.value.clone();
    let open = answered
        .intake
        .questions
        .iter_mut()
        .find(|one| one.answer.is_none());
    if let Some(question) = open {
        question.answer = Some(QuestionAnswer {
            text,
            by: ask.doer(),
            at: ask.now,
        });
    }
    let words = "Answered the question about the referral";
    let mut tx = app.store.begin().await?;
    tx.update(
        &read,
        &answered,
        ask.entry(Deed::Changed, Verb::ReferToMarac, words),
    )
    .await?;
    tx.finish().await?;
    app.live.ring_for(read.meeting);
    Ok(())
}

async fn load(app: &App, ask: &Ask, id: MaracReferralId) -> Told<Stored<MaracReferral>> {
    let scope = ask.scope(app)?;
    let read = found::referral(app, &scope, id).await?;
    // Allow
    ask.allow(app, Verb::ReferToMarac, &found::thing(&read))
        .await?;
    Ok(read)
}
