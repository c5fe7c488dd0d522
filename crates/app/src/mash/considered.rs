//! What must not be overlooked on a referral, from what its reader may know of the case (R221, R264–R268).

use hawthorn_domain::incidents::{Incident, PartyRole};
use hawthorn_domain::mash::considerations::{Consideration, Weighed, considerations};
use hawthorn_domain::mash::request::InformationRequest;
use hawthorn_domain::platform::actor::{AgencyCode, Scope};
use hawthorn_domain::platform::settings::choices::AgencyKind;
use hawthorn_domain::referrals::Referral;
use hawthorn_store::Stored;

use super::open_referral::SubjectLine;
use super::reading;
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// What must not be overlooked, from what this reader may know of the case (R264–R268).
pub(super) async fn considered(
    app: &App,
    ask: &Ask,
    scope: &Scope,
    (referral, subjects): (&Referral, &[SubjectLine]),
    requests: &[Stored<InformationRequest>],
) -> Told<Vec<Consideration>> {
    let settings = reading::settings(app, referral)?;
    let incident = match referral.incident {
        Some(id) => app.store.get::<Incident>(scope, &id.to_string()).await?,
        None => None,
    };
    let of = |role: PartyRole| subjects.iter().filter(move |subject| subject.role == role);
    let is_early_help = |agency: &AgencyCode| {
        settings
            .agency(agency.as_str())
            .is_some_and(|agency| agency.kind == AgencyKind::EarlyHelp)
    };
    let followed_up_by: Option<Vec<AgencyKind>> = referral.outcome.as_ref().map(|outcome| {
        outcome
            .outcomes
            .iter()
            .filter_map(|code| settings.triage.outcome(code))
            .filter_map(|outcome| outcome.follow_up)
            .collect()
    });
    let facts = Weighed {
        children: of(PartyRole::Child).count(),
        pregnant: incident
            .as_ref()
            .is_some_and(|incident| incident.pregnant == Some(true)),
        flags: incident
            .as_ref()
            .map_or(&[], |incident| incident.flags.as_slice()),
        victim_age: of(PartyRole::Victim)
            .next()
            .and_then(|victim| victim.born.lowest_age_on(ask.today())),
        followed_up_by: followed_up_by.as_deref(),
        early_help: requests
            .iter()
            .any(|request| request.withdrawn_at.is_none() && is_early_help(&request.agency)),
    };
    Ok(considerations(&facts))
}
