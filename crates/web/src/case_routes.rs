//! The routes of MATAC and of support services: scores and plans, the disclosure scheme, caseload and clients.

use axum::routing::{get, post};
use hawthorn_domain::platform::verb::Verb;

use super::{How, Route, Who};
use crate::pages::{matac, support};

// One path, one line: the table is read down its columns.
#[rustfmt::skip]
pub(super) fn matac_routes() -> Vec<Route> {
    use Verb::{NominateToMatac, RecordDisclosure, RunMatac, Supervise, ViewMatac};
    use Who::May;
    vec![
        see!("/matac", May(ViewMatac), matac::lists::page),
        see!("/matac/person/{id}", May(ViewMatac), matac::score::page),
        send!("/matac/person/{id}", May(NominateToMatac), matac::score::send),
        send!("/matac/person/{id}/disclosure", May(RecordDisclosure), matac::score::disclosure),
        send!("/disclosure/{id}", May(RecordDisclosure), matac::score::moved),
        see!("/matac/person/{id}/supervision", May(ViewMatac), matac::supervision::page),
        send!("/matac/person/{id}/supervision", May(Supervise), matac::supervision::managed),
        send!("/matac/person/{id}/supervision/summary", May(Supervise), matac::supervision::summary),
        send!("/matac/person/{id}/supervision/told", May(Supervise), matac::supervision::told),
        send!("/matac/person/{id}/supervision/end", May(Supervise), matac::supervision::end),
        see!("/matac/{id}", May(ViewMatac), matac::nomination::page),
        send!("/matac/{id}/decision", May(RunMatac), matac::nomination::decision),
        send!("/matac/{id}/step", May(RunMatac), matac::nomination::step),
        send!("/matac/{id}/step/{place}", May(RunMatac), matac::nomination::answer),
        send!("/matac/{id}/close", May(RunMatac), matac::nomination::close),
    ]
}

// One path, one line: the table is read down its columns.
#[rustfmt::skip]
pub(super) fn support_routes() -> Vec<Route> {
    use Verb::{AllocateIdva, ViewCaseload, WorkWithClient};
    use Who::May;
    vec![
        send!("/marac/{id}/idva", May(AllocateIdva), support::allocate::send),
        see!("/caseload", May(ViewCaseload), support::caseload::page),
        see!("/clients/{id}", May(WorkWithClient), support::client::page),
        send!("/clients/{id}/take-on", May(WorkWithClient), support::client::take_on),
        send!("/clients/{id}/try", May(WorkWithClient), support::client::tried),
        send!("/clients/{id}/voice", May(WorkWithClient), support::client::heard),
        send!("/clients/{id}/work", May(WorkWithClient), support::client::work),
        send!("/clients/{id}/end", May(WorkWithClient), support::client::end),
    ]
}
