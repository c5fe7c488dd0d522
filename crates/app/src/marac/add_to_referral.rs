//! A further referral of a pair that waits already becomes a part of the one that waits; nothing of it is lost (F22).

use hawthorn_domain::marac::intake::{Addition, may_add};
use hawthorn_domain::people::Person;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{MaracReferralId, PersonId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;

use super::found::{self, intake_refused, opened};
use super::pair::{self, Pair};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::long;

/// What a further referrer says.
#[derive(Debug, Clone)]
pub struct AddToReferral {
    /// The victim.
    pub victim: PersonId,
    /// The person causing harm.
    pub perpetrator: PersonId,
    /// Why.
    pub reason: String,
    /// The professional judgement, if one is given.
    pub judgement: String,
    /// What the victim says and wants (R202).
    pub victim_voice: String,
}

/// Adds to the referral of this pair that waits.
///
/// # Errors
/// When a person is not there for this reader, no referral of the pair waits, or nothing is said.
pub async fn add_to_referral(
    app: &App,
    ask: &mut Ask,
    input: AddToReferral,
) -> Told<MaracReferralId> {
    // Load
    let scope = ask.scope(app)?;
    let mut held = Restriction::default();
    for id in [input.victim, input.perpetrator] {
        let read = app.store.get::<Person>(&scope, &id.to_string()).await?;
        held = held.cautious(&read.ok_or(Refusal::NotFound)?.restriction);
    }
    // Allow
    ask.allow(app, Verb::ReferToMarac, &Thing::record(ask.area(), &held))
        .await?;
    // Decide
    let asked = Pair {
        victim: input.victim,
        perpetrator: input.perpetrator,
        judgement: None,
        moved_from: None,
        besides: None,
    };
    let known = pair::facts(app, &opened(&scope), &asked, ask.now).await?;
    let id = known.open.ok_or_else(|| {
        Refusal::Rule("No referral of this pair waits any more. Refer the pair anew.".to_owned())
    })?;
    let read = found::referral(app, &opened(&scope), id).await?;
    let reason = long("reason", &input.reason)?;
    may_add(&read, &reason).map_err(intake_refused)?;
    let judgement = long("judgement", &input.judgement)?;
    // Keep
    let mut added = read.value.clone();
    added.intake.additions.push(Addition {
        by: ask.doer(),
        at: ask.now,
        reason,
        judgement: Some(judgement).filter(|text| !text.is_empty()),
        victim_voice: long("victim_voice", &input.victim_voice)?,
        from: None,
    });
    let words = "Added a further referral of the pair";
    let mut tx = app.store.begin().await?;
    tx.update(
        &read,
        &added,
        ask.entry(Deed::Changed, Verb::ReferToMarac, words),
    )
    .await?;
    tx.finish().await?;
    app.live.ring_for(read.meeting);
    // Tell
    Ok(id)
}
