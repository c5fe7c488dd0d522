//! Sends a proposed outcome back to be proposed again; the manager's reason stays in the history (R131, R335).

use hawthorn_domain::people::Person;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::ReferralId;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::referrals::Referral;

use super::authorise_outcome::allowed;
use super::reading;
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text;

/// Takes the proposal off the referral. The reason, in at most 200 characters,
/// stands in the record's history, which names no person of the case.
///
/// # Errors
/// When the referral is not there for the reader, the reader is not the manager
/// or is the proposer, nothing waits, or the reason is missing, too long or
/// names somebody of the case.
pub async fn send_back_outcome(app: &App, ask: &mut Ask, id: ReferralId, reason: &str) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let read = reading::referral(app, &scope, id).await?;
    // Allow
    allowed(app, ask, &read).await?;
    // Decide
    let reason = text::short("reason", reason)?;
    if reason.is_empty() {
        return Err(Refusal::field(
            "reason",
            "Say what is missing, so that it can be proposed again.",
        ));
    }
    if let Some(name) = name_in(app, &scope, &read, &reason).await? {
        return Err(Refusal::field(
            "reason",
            format!(
                "Leave out “{name}”. The reason stands in the history, which names nobody of the case."
            ),
        ));
    }
    // Keep
    let mut changed = read.value.clone();
    changed.outcome = None;
    let mut tx = app.store.begin().await?;
    tx.update(
        &read,
        &changed,
        ask.entry(
            Deed::Changed,
            Verb::AuthoriseOutcome,
            format!("Sent the outcome back: {reason}"),
        ),
    )
    .await?;
    tx.finish().await?;
    // Tell
    Ok(())
}

/// The first word of the text that is part of the name of somebody of the case.
async fn name_in(
    app: &App,
    scope: &Scope,
    referral: &Referral,
    text: &str,
) -> Told<Option<String>> {
    let ids: Vec<String> = referral
        .subjects
        .iter()
        .map(|subject| subject.person.to_string())
        .collect();
    let people = app.store.get_many::<Person>(scope, &ids).await?;
    let names: Vec<&str> = people
        .iter()
        .flat_map(|person| &person.names)
        .flat_map(|name| {
            name.given
                .split_whitespace()
                .chain(name.family.split_whitespace())
        })
        .collect();
    // A possessive “Ellwood’s” and a hyphenated “Ellwood-led” are the name too.
    let mut words = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| word.chars().count() > 1);
    Ok(words
        .find(|word| {
            names
                .iter()
                .any(|name| name.split('-').any(|part| part == *word))
        })
        .map(str::to_owned))
}
