//! Opens a nomination: the score then and now, the decision, the plan (F45, F46).

use hawthorn_domain::matac::Nomination;
use hawthorn_domain::matac::score::{Score, score};
use hawthorn_domain::platform::ids::NominationId;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;

use super::found;
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// A nomination's page.
#[derive(Debug, Clone)]
pub struct NominationPage {
    /// The nomination.
    pub nomination: Nomination,
    /// The person's name.
    pub name: String,
    /// The score today.
    pub score_now: Score,
    /// The agencies that can do a step: code and name.
    pub agencies: Vec<(String, String)>,
    /// Whether the reader runs MATAC.
    pub may_run: bool,
}

/// Opens it.
///
/// # Errors
/// When it is not there for this reader, or they do not sit at MATAC.
pub async fn open_nomination(app: &App, ask: &mut Ask, id: NominationId) -> Told<NominationPage> {
    // Load
    let scope = ask.scope(app)?;
    // Allow
    let (read, person) = found::nomination(app, ask, id, Verb::ViewMatac).await?;
    // Decide
    let settings = ask.settings(app)?;
    let incidents = found::harm(app, &scope, read.person).await?;
    let thing = Thing::record(&person.area, &person.restriction);
    // Keep
    let words = "Opened the nomination to MATAC";
    ask.looked(app, Verb::ViewMatac, "nomination", &id.to_string(), words)
        .await?;
    // Tell
    Ok(NominationPage {
        name: person.shown_name(),
        score_now: score(&incidents, &settings.matac, ask.today()),
        agencies: settings
            .agencies
            .iter()
            .map(|agency| (agency.code.to_string(), agency.name.clone()))
            .collect(),
        may_run: ask.may(app, Verb::RunMatac, &thing),
        nomination: read.value,
    })
}
