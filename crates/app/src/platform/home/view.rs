//! What the first page shows: every part of it, and whether there is nothing at all.

use hawthorn_store::platform::drafts::FormDraft;

use super::{
    AgencyActions, AgencyRequests, CaseWork, DeskWork, FrontWork, HubWork, MaracWork, PairsWaiting,
};
use crate::incidents::worklist::Counted;
use crate::platform::mail::waiting::MailWaiting;

/// What waits for the reader. A part is there only when it belongs to their role.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HomeView {
    /// The screening desk.
    pub desk: Option<DeskWork>,
    /// Changes of level that wait for a supervisor (R85).
    pub levels: Option<Counted>,
    /// What came in by the doors and from partners.
    pub front: FrontWork,
    /// The hub's referrals.
    pub hub: Option<HubWork>,
    /// Requests to the reader's agency.
    pub requests: Option<AgencyRequests>,
    /// MARAC.
    pub marac: Option<MaracWork>,
    /// Cases that the reader carries or is asked about.
    pub cases: CaseWork,
    /// Actions of the reader's agency.
    pub actions: Option<AgencyActions>,
    /// Possible duplicates.
    pub pairs: Option<PairsWaiting>,
    /// The mail (R139, R140).
    pub mail: Option<MailWaiting>,
    /// What was passed on to the reader's roles because it is late (R117, R140).
    pub late: Option<Counted>,
    /// What the keepers of restricted records have to look into (R214, R218).
    pub keeping: Option<Counted>,
    /// What the reader wrote and did not send, the newest first.
    pub drafts: Vec<FormDraft>,
}

impl HomeView {
    /// Whether nothing at all waits.
    pub fn is_empty(&self) -> bool {
        let none = |counted: &Counted| counted.number == 0;
        self.desk
            .as_ref()
            .is_none_or(|desk| none(&desk.to_screen) && none(&desk.mine))
            && self.levels.as_ref().is_none_or(none)
            && self.front.parts().all(none)
            && self
                .hub
                .as_ref()
                .is_none_or(|hub| hub.waiting.iter().all(|place| none(&place.number)))
            && self
                .requests
                .as_ref()
                .is_none_or(|requests| none(&requests.open))
            && self.marac.as_ref().is_none_or(|marac| {
                marac.to_list.unwrap_or(0) == 0
                    && marac.again.unwrap_or(0) == 0
                    && marac.next.is_none()
            })
            && self.cases == CaseWork::default()
            && self
                .actions
                .as_ref()
                .is_none_or(|actions| none(&actions.open))
            && self
                .pairs
                .as_ref()
                .is_none_or(|pairs| none(&pairs.open) && none(&pairs.unsure))
            && self.mail.as_ref().is_none_or(MailWaiting::is_empty)
            && self.late.as_ref().is_none_or(none)
            && self.keeping.as_ref().is_none_or(none)
            && self.drafts.is_empty()
    }
}
