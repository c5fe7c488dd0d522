//! Another risk level: proposed with a reason, authorised by somebody else, the old one kept (R84–R87, C36).

use hawthorn_domain::incidents::screening::{self, ScreeningRefusal};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::IncidentId;
use hawthorn_domain::platform::settings::hub::RiskChange;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::risk::RiskLevel;
use hawthorn_domain::risk::grading::{self, LevelAnswer, LevelChange, LevelRefusal};

use super::claim::{load, refused, still_current};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::long;

/// The words kept where the area lets a change take effect at once.
pub const NO_AUTHORISER: &str = "No authoriser needed by the area’s setting";

/// Proposes another level. It takes effect when a supervisor authorises it, or at
/// once where the area's settings ask for no authoriser in that direction.
///
/// # Errors
/// When it is decided, another officer holds it, nothing would change, a proposal
/// already waits, or no reason is given.
pub async fn propose_level(
    app: &App,
    ask: &mut Ask,
    id: IncidentId,
    to: RiskLevel,
    reason: &str,
) -> Told<LevelChange> {
    // Load
    let read = load(app, ask, id).await?;
    // Allow
    ask.allow(
        app,
        Verb::ProposeLevel,
        &Thing::record(&read.area, &read.restriction),
    )
    .await?;
    // Decide
    if read.screening.decision.is_some() {
        return Err(refused(ScreeningRefusal::AlreadyDecided));
    }
    screening::held_by_other(&read.screening, Some(ask.actor.account), ask.now).map_err(refused)?;
    let reason = long("reason", reason)?;
    let mut change = grading::propose(
        &read.level_changes,
        read.level(),
        to,
        &reason,
        ask.doer(),
        ask.now,
    )
    .map_err(level_refused)?;
    let settings = app.settings(&read.area, read.received_at)?;
    let waits = needs_authoriser(&settings.risk_change, change.from, to);
    if !waits {
        change.answer = Some(LevelAnswer {
            agreed: true,
            reason: NO_AUTHORISER.to_owned(),
            by: ask.doer(),
            at: ask.now,
        });
    }
    // Keep
    let words = format!(
        "{} the level from {} to {}",
        if waits {
            "Proposed to change"
        } else {
            "Changed"
        },
        change.from.label().to_lowercase(),
        to.label().to_lowercase()
    );
    let mut changed = read.value.clone();
    changed.level_changes.push(change.clone());
    let mut tx = app.store.begin().await?;
    tx.update(
        &read,
        &changed,
        ask.entry(Deed::Changed, Verb::ProposeLevel, words),
    )
    .await?;
    tx.finish().await?;
    // Tell
    Ok(change)
}

/// Answers the change of level that waits. Never the person who proposed it (R87).
/// `seen` is the version the supervisor had before them, when the caller knows it.
///
/// # Errors
/// When nothing waits, the reader proposed it or may not authorise, or no reason is given.
pub async fn answer_level(
    app: &App,
    ask: &mut Ask,
    id: IncidentId,
    seen: Option<i64>,
    agreed: bool,
    reason: &str,
) -> Told<LevelChange> {
    // Load
    let read = load(app, ask, id).await?;
    let proposer = grading::waiting(&read.level_changes)
        .ok_or(LevelRefusal::NothingWaiting)
        .map_err(level_refused)?
        .proposed_by
        .account;
    // Allow
    let thing = Thing::record(&read.area, &read.restriction);
    let thing = match proposer {
        Some(account) => thing.proposed_by(account),
        None => thing,
    };
    match ask.allow(app, Verb::AuthoriseLevel, &thing).await {
        // The role may be right and only the person wrong; the page says which.
        Err(Refusal::NotAllowed(_)) if proposer == Some(ask.actor.account) => {
            return Err(level_refused(LevelRefusal::SamePerson));
        }
        other => other?,
    }
    still_current(&read, seen)?;
    // Decide
    let reason = long("reason", reason)?;
    let answered = grading::answer(&read.level_changes, agreed, &reason, ask.doer(), ask.now)
        .map_err(level_refused)?;
    // Keep
    let mut changed = read.value.clone();
    if let Some(waiting) = changed
        .level_changes
        .iter_mut()
        .find(|change| change.answer.is_none())
    {
        *waiting = answered.clone();
    }
    let words = format!(
        "{} the change of level from {} to {}",
        if agreed {
            "Authorised"
        } else {
            "Did not authorise"
        },
        answered.from.label().to_lowercase(),
        answered.to.label().to_lowercase()
    );
    let mut tx = app.store.begin().await?;
    tx.update(
        &read,
        &changed,
        ask.entry(Deed::Changed, Verb::AuthoriseLevel, words),
    )
    .await?;
    tx.finish().await?;
    // Tell
    Ok(answered)
}

/// Whether this change needs a second person by the area's settings (C36).
fn needs_authoriser(rule: &RiskChange, from: RiskLevel, to: RiskLevel) -> bool {
    if to > from {
        rule.up_needs_authoriser
    } else {
        rule.down_needs_authoriser
    }
}

fn level_refused(refusal: LevelRefusal) -> Refusal {
    match refusal {
        LevelRefusal::NoReason => Refusal::field("reason", refusal.to_string()),
        LevelRefusal::NoChange => Refusal::field("to", refusal.to_string()),
        LevelRefusal::AlreadyWaiting | LevelRefusal::NothingWaiting => {
            Refusal::Conflict(refusal.to_string())
        }
        LevelRefusal::SamePerson => Refusal::rule(refusal),
    }
}
