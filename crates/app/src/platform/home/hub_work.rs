//! The hub's referrals on the first page: each place with its number, its worst clock and what is due first (R115, R119).

use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::referrals::ReferralState;

use super::{HubPlace, HubWork, MOST, counted};
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

pub(super) async fn hub(app: &App, ask: &Ask, scope: &Scope) -> Told<Option<HubWork>> {
    if !ask.may_ever(app, Verb::ListReferrals) {
        return Ok(None);
    }
    let mut waiting = Vec::new();
    if ask.may_ever(app, Verb::SetRating) {
        waiting.push(hub_place(app, ask, scope, ReferralState::ToRate).await?);
    }
    if ask.may_ever(app, Verb::RecordTriage) {
        waiting.push(ready_for_triage(app, ask, scope).await?);
    }
    for (verb, state) in [
        (Verb::AuthoriseOutcome, ReferralState::AwaitingAuthorisation),
        (Verb::RunHubMeeting, ReferralState::MeetingToRecord),
        (Verb::FollowUpOutcome, ReferralState::FollowingUp),
    ] {
        if ask.may_ever(app, verb) {
            waiting.push(hub_place(app, ask, scope, state).await?);
        }
    }
    Ok((!waiting.is_empty()).then_some(HubWork { waiting }))
}

async fn hub_place(app: &App, ask: &Ask, scope: &Scope, state: ReferralState) -> Told<HubPlace> {
    let found = app.store.referral_count(scope, &[state], MOST).await?;
    let first = app.store.referrals(scope, &[state], 1).await?;
    Ok(HubPlace {
        state,
        number: counted(found, MOST),
        late: app
            .store
            .late_referrals(scope, state, ask.now, MOST)
            .await?,
        first_due: first
            .first()
            .and_then(|referral| referral.next_clock())
            .map(|clock| clock.due_at()),
    })
}

/// Whether answers are still to come stands on the requests, not on the referral.
async fn ready_for_triage(app: &App, ask: &Ask, scope: &Scope) -> Told<HubPlace> {
    let mut due = Vec::new();
    let stored = &[ReferralState::ReadyForTriage];
    for referral in app.store.referrals(scope, stored, MOST).await? {
        let asked = app.store.requests_of(scope, referral.id).await?;
        let open = asked
            .iter()
            .filter(|request| request.reply.is_none() && request.withdrawn_at.is_none())
            .count();
        if referral.state(open) == ReferralState::ReadyForTriage {
            due.extend(referral.next_clock().map(|clock| clock.due_at()));
        }
    }
    Ok(HubPlace {
        state: ReferralState::ReadyForTriage,
        number: counted(due.len() as u64, MOST),
        late: due.iter().filter(|due| **due < ask.now).count() as u64,
        first_due: due.into_iter().min(),
    })
}
