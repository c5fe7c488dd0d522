//! Cases on the first page: questions about the reader's referrals, and clients nobody has tried to reach (F22, R3).

use hawthorn_domain::platform::verb::Verb;

use crate::marac::answer_question;
use crate::platform::ask::Ask;
use crate::platform::refusal::Told;
use crate::platform::service::App;
use crate::support::caseload;

/// What waits in cases that the reader carries or is asked about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseWork {
    /// Questions about referrals of the reader's agency.
    pub questions: usize,
    /// Clients of the reader's service or team.
    pub clients: usize,
    /// Those of them whom nobody has tried to reach yet (R3).
    pub not_tried: usize,
}

pub(super) async fn cases(app: &App, ask: &Ask) -> Told<CaseWork> {
    let mut work = CaseWork::default();
    if ask.may_in_area(app, Verb::ReferToMarac) {
        work.questions = answer_question::waiting(app, ask).await?.len();
    }
    if ask.may_ever(app, Verb::ViewCaseload) {
        (work.clients, work.not_tried) = caseload::counts(app, ask).await?;
    }
    Ok(work)
}
