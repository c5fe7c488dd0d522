//! What each outcome starts: who follows it up and by when, from the area's settings (R141–R148, C6, C22).

use hawthorn_domain::mash::follow_up::FollowUp;
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::deadline::{Clock, PromiseCode};
use hawthorn_domain::platform::settings::AreaSettings;
use hawthorn_domain::platform::settings::choices::AgencyKind;
use hawthorn_domain::referrals::Referral;

use crate::platform::ask::Ask;
use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// Starts what these outcomes promise, each with its own clock; one that is
/// followed up already is not started twice. A meeting has its own clock.
pub(super) fn start(
    app: &App,
    ask: &Ask,
    settings: &AreaSettings,
    referral: &mut Referral,
    outcomes: &[String],
) -> Told<()> {
    for code in outcomes {
        let Some(rule) = settings.triage.outcome(code) else {
            continue;
        };
        let Some(kind) = rule.follow_up.filter(|_| !rule.is_meeting) else {
            continue;
        };
        if referral
            .follow_ups
            .iter()
            .any(|follow_up| follow_up.outcome == *code)
        {
            continue;
        }
        let mut promise = settings.promise(PromiseCode::OutcomeFollowUp);
        if let Some(within) = rule.within {
            promise.length = within;
        }
        referral.follow_ups.push(FollowUp {
            outcome: code.clone(),
            agency: agency_for(settings, referral, kind),
            clock: Clock::start(promise, ask.now, app.holidays()).map_err(Refusal::rule)?,
            ended: None,
        });
    }
    Ok(())
}

/// The agency of the kind that the outcome names: of several support services
/// the front door for the level (C22), otherwise the first.
fn agency_for(settings: &AreaSettings, referral: &Referral, kind: AgencyKind) -> AgencyCode {
    let is_kind = |code: &AgencyCode| {
        settings
            .agency(code.as_str())
            .is_some_and(|agency| agency.kind == kind)
    };
    settings
        .support
        .front_door(referral.level, None)
        .filter(|code| is_kind(code))
        .cloned()
        .or_else(|| {
            let mut agencies = settings.agencies.iter();
            agencies
                .find(|agency| agency.kind == kind)
                .map(|agency| agency.code.clone())
        })
        .unwrap_or_else(|| referral.lead_agency.clone())
}

/// The area's words for an outcome.
pub(super) fn label(settings: &AreaSettings, code: &str) -> String {
    settings
        .triage
        .outcome(code)
        .map_or_else(|| code.to_owned(), |outcome| outcome.label.clone())
}
