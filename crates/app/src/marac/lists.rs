//! Lists the pairs that wait for an agenda, and the meetings planned, in session and past.

use hawthorn_domain::marac::meeting::MeetingState;
use hawthorn_domain::marac::referral::MaracState;
use hawthorn_domain::marac::{MaracReferral, Meeting};
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::settings::AreaSettings;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::{Document, Stored};

use super::found::{listed, on_agenda};
use super::shown::{self, MeetingLine, ReferralLine};
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// The most rows of one list; a MARAC that has more waiting has another trouble.
const MOST: u64 = 500;
/// How many past meetings are shown.
const PAST: u64 = 24;

/// The meetings of an area.
#[derive(Debug, Clone)]
pub struct Meetings {
    /// In session.
    pub open: Vec<MeetingLine>,
    /// Planned, soonest first.
    pub planned: Vec<MeetingLine>,
    /// Closed, newest first.
    pub past: Vec<MeetingLine>,
    /// How many pairs wait for an agenda; for those who build one.
    pub to_list: Option<usize>,
}

/// The pairs that wait to be put on an agenda, oldest first. A restricted one is there
/// only for those who may open it; its keepers bring it to a meeting (R213, R218).
///
/// # Errors
/// When the reader may not see the meetings.
pub async fn to_list(app: &App, ask: &mut Ask) -> Told<Vec<ReferralLine>> {
    let scope = ask.scope(app)?;
    ask.allow(app, Verb::ListMeetings, &Thing::of_area(ask.area()))
        .await?;
    let waiting = waiting(app, &scope).await?;
    listed(
        app,
        ask,
        Verb::ListMeetings,
        "Looked through the pairs that wait for an agenda",
    )
    .await?;
    shown::lines(app, &scope, ask.settings(app)?, &waiting).await
}

/// The meetings of the area.
///
/// # Errors
/// When the reader may not see them.
pub async fn meetings(app: &App, ask: &mut Ask) -> Told<Meetings> {
    let scope = ask.scope(app)?;
    ask.allow(app, Verb::ListMeetings, &Thing::of_area(ask.area()))
        .await?;
    let plans = ask.may_in_area(app, Verb::ManageMeeting);
    let settings = ask.settings(app)?;
    let open = app
        .store
        .meetings(&scope, &[MeetingState::Open], None, MOST)
        .await?;
    let planned = app
        .store
        .meetings(&scope, &[MeetingState::Planned], None, MOST)
        .await?;
    let past = app.store.past_meetings(&scope, PAST).await?;
    let to_list = if plans {
        Some(waiting(app, &scope).await?.len())
    } else {
        None
    };
    Ok(Meetings {
        open: counted(app, &scope, settings, &open).await?,
        planned: counted(app, &scope, settings, &planned).await?,
        past: counted(app, &scope, settings, &past).await?,
        to_list,
    })
}

/// What waits for an agenda: a question to the referrer holds nothing up (R177).
async fn waiting(app: &App, scope: &Scope) -> Told<Vec<Stored<MaracReferral>>> {
    let mut all = Vec::new();
    for state in [MaracState::ToList, MaracState::Returned] {
        all.extend(app.store.marac_referrals(scope, state, MOST).await?);
    }
    all.sort_by_key(|one| (one.referred_at, one.id));
    Ok(all)
}

/// Counts only what the reader is shown, so that no number tells of a case that is not.
async fn counted(
    app: &App,
    scope: &Scope,
    settings: &AreaSettings,
    meetings: &[Stored<Meeting>],
) -> Told<Vec<MeetingLine>> {
    let mut lines = Vec::new();
    for meeting in meetings {
        let items = on_agenda(app, scope, meeting).await?;
        let cases = items.iter().filter(|item| item.seen_by(scope)).count();
        lines.push(shown::meeting_line(settings, meeting, cases));
    }
    Ok(lines)
}
