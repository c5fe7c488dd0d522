//! What came in by the doors and from partners, on the first page: each number leads to its list (R92–R114, R223).

use hawthorn_domain::doors::report::ReportState;
use hawthorn_domain::mash::notice::NoticeState;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::incidents::desk::FeedbackOf;
use hawthorn_store::referrals::partner::PartnerList;

use super::{MOST, counted};
use crate::incidents::worklist::Counted;
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;

/// What waits at the front of the house. A part is there only when it belongs to the reader's role.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FrontWork {
    /// Reports and calls of the reader's own desk that nobody has taken.
    pub to_take: Option<Counted>,
    /// Partners' referrals that wait for their checks (R102).
    pub to_screen: Option<Counted>,
    /// Partners' referrals whose word to police is not taken up (R107).
    pub for_police: Option<Counted>,
    /// Notices that wait for a person (R225).
    pub held_notices: Option<Counted>,
    /// Notices to the reader's agency that nobody there has read (R223).
    pub unread_notices: Option<Counted>,
    /// Words on risk forms that wait for the reader's force (R72).
    pub form_feedback: Option<Counted>,
}

impl FrontWork {
    /// Every part that is there.
    pub fn parts(&self) -> impl Iterator<Item = &Counted> {
        [
            &self.to_take,
            &self.to_screen,
            &self.for_police,
            &self.held_notices,
            &self.unread_notices,
            &self.form_feedback,
        ]
        .into_iter()
        .flatten()
    }
}

fn number(found: usize) -> Option<Counted> {
    Some(counted(found as u64, MOST.saturating_sub(1)))
}

pub(super) async fn front(app: &App, ask: &Ask, scope: &Scope) -> Told<FrontWork> {
    let mut work = FrontWork::default();
    let store = &app.store;
    let agency = &ask.actor.agency;
    let ours = Thing::of_area(ask.area()).addressed_to(agency);
    if ask.may(app, Verb::ListDoors, &ours) {
        let found = store.count_door_reports(scope, ReportState::New, MOST);
        work.to_take = Some(counted(found.await?, MOST));
    }
    if ask.may_in_area(app, Verb::ScreenPartner) {
        let found = store.partner_referrals(scope, PartnerList::ToScreen, MOST);
        work.to_screen = number(found.await?.len());
    }
    if ask.may_in_area(app, Verb::TakePoliceFlag) {
        let found = store.partner_referrals(scope, PartnerList::ForPolice, MOST);
        work.for_police = number(found.await?.len());
    }
    if ask.may_in_area(app, Verb::ReleaseNotice) {
        let found = store.notice_ledger(scope, &[NoticeState::Held], MOST);
        work.held_notices = number(found.await?.len());
    }
    if ask.may(app, Verb::ViewNotice, &ours) && !ask.may_in_area(app, Verb::ViewNotice) {
        let found = store.notices_to(scope, agency, MOST).await?;
        let unread = found
            .iter()
            .filter(|notice| notice.state == NoticeState::Sent);
        work.unread_notices = number(unread.count());
    }
    if ask.may(app, Verb::AnswerFormFeedback, &ours) {
        let found = store
            .form_feedback(scope, FeedbackOf::Agency(agency), MOST)
            .await?;
        let waiting = found.iter().filter(|feedback| feedback.reply.is_none());
        work.form_feedback = number(waiting.count());
    }
    Ok(work)
}
