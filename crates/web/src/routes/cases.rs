//! The routes of MATAC: who is nominated, scores, plans, and the disclosure scheme.

use axum::routing::{get, post};
use hawthorn_domain::platform::verb::Verb;

use super::{How, Route, Who};
use crate::pages::matac;

// One path, one line: the table is read down its columns.
#[rustfmt::skip]
pub(super) fn matac_routes() -> Vec<Route> {
    use Verb::{NominateToMatac, RecordDisclosure, RunMatac, ViewMatac};
    use Who::May;
    vec![
        see!("/matac", May(ViewMatac), matac::lists::page),
        see!("/matac/person/{id}", May(ViewMatac), matac::score::page),
        send!("/matac/person/{id}", May(NominateToMatac), matac::score::send),
        send!("/matac/person/{id}/disclosure", May(RecordDisclosure), matac::score::disclosure),
        send!("/disclosure/{id}", May(RecordDisclosure), matac::score::moved),
        see!("/matac/{id}", May(ViewMatac), matac::nomination::page),
        send!("/matac/{id}/decision", May(RunMatac), matac::nomination::decision),
        send!("/matac/{id}/step", May(RunMatac), matac::nomination::step),
        send!("/matac/{id}/step/{place}", May(RunMatac), matac::nomination::answer),
        send!("/matac/{id}/close", May(RunMatac), matac::nomination::close),
    ]
}
