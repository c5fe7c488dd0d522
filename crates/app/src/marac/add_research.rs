//! Writes what the reader's agency knows about a pair; it stays the agency's own until shared (R182).

use hawthorn_domain::marac::referral::{MaracRefusal, Research};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::MaracReferralId;
use hawthorn_domain::platform::verb::Verb;

use super::found::{self, referral_refused};
use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;
use crate::platform::text::long;

/// What an agency brings.
#[derive(Debug, Clone, Default)]
pub struct Brought {
    /// Whether anything is held.
    pub holds: bool,
    /// What is relevant to risk.
    pub text: String,
    /// Whether the other members may read it.
    pub shared: bool,
    /// Why something that is held is not brought.
    pub withheld: String,
    /// Who is missing from the case.
    pub missing: String,
}

/// Adds the agency's research. It takes the place of what the agency wrote
/// before, which stays on the record behind it.
///
/// # Errors
/// When the agency does not sit at MARAC, nothing is written though something is
/// held, or the pair has been heard.
pub async fn add_research(
    app: &App,
    ask: &mut Ask,
    id: MaracReferralId,
    holds: bool,
    text: &str,
    shared: bool,
) -> Told<()> {
    let brought = Brought {
        holds,
        text: text.to_owned(),
        shared,
        ..Brought::default()
    };
    bring_research(app, ask, id, brought).await
}

/// The same, with what is held back and who is missing.
///
/// # Errors
/// As [`add_research`].
pub async fn bring_research(
    app: &App,
    ask: &mut Ask,
    id: MaracReferralId,
    brought: Brought,
) -> Told<()> {
    // Load
    let scope = ask.scope(app)?;
    let read = found::referral(app, &scope, id).await?;
    // Allow
    let thing = found::thing(&read).addressed_to(&ask.actor.agency);
    ask.allow(app, Verb::AddResearch, &thing).await?;
    // Decide
    let agency = ask.settings(app)?.agency(ask.actor.agency.as_str());
    if !agency.is_some_and(|agency| agency.marac_member) {
        let words = "Your agency is not a member of this MARAC. Ask the coordinator to add it in the area’s settings.";
        return Err(Refusal::Rule(words.to_owned()));
    }
    let (holds, shared) = (brought.holds, brought.shared);
    let text = long("text", &brought.text)?;
    let withheld = long("withheld", &brought.withheld)?;
    let missing = long("missing", &brought.missing)?;
    // Holding something and saying why it is not brought is an answer.
    if holds && text.is_empty() && withheld.is_empty() {
        return Err(referral_refused(MaracRefusal::NoResearch));
    }
    if read.heard_at.is_some() {
        return Err(referral_refused(MaracRefusal::AlreadyHeard));
    }
    // Keep
    let mut changed = read.value.clone();
    let agency = ask.actor.agency.clone();
    changed.research.push(Research {
        agency,
        holds,
        text,
        shared,
        withheld,
        missing,
        by: ask.doer(),
        at: ask.now,
    });
    let words = match (holds, shared) {
        (false, _) => "Said that the agency holds nothing",
        (true, true) => "Wrote research and shared it with the members",
        (true, false) => "Wrote research, not shared yet",
    };
    let mut tx = app.store.begin().await?;
    tx.update(
        &read,
        &changed,
        ask.entry(Deed::Changed, Verb::AddResearch, words),
    )
    .await?;
    tx.finish().await?;
    app.live.ring_for(read.meeting);
    Ok(())
}
