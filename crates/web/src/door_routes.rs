//! The routes of what comes in by the doors and from partners: reports, calls, partners' referrals, advice, notices, mail.

use axum::routing::{get, post};
use hawthorn_domain::platform::verb::Verb;

use super::{How, Route, Who};
use crate::pages::{doors, mash, people, platform, referrals};

// One path, one line: the table is read down its columns.
#[rustfmt::skip]
pub(super) fn door_routes() -> Vec<Route> {
    use Verb::{AnswerDoor, ListDoors, LogContact, MakeReferral, ViewDoor};
    use Who::May;
    vec![
        see!("/doors", May(ListDoors), doors::list::page),
        see!("/doors/new", May(LogContact), doors::new::page),
        send!("/doors/new", May(LogContact), doors::new::send),
        send!("/doors/flood", May(AnswerDoor), doors::list::flood),
        see!("/doors/{id}", May(ViewDoor), doors::report::page),
        send!("/doors/{id}/answer", May(AnswerDoor), doors::report::answer),
        send!("/doors/{id}/refer", May(MakeReferral), doors::report::refer),
        send!("/doors/{id}/reach", May(AnswerDoor), doors::report::reach),
        see!("/doors/{id}/file/{place}", May(ViewDoor), doors::report::file),
    ]
}

// One path, one line: the table is read down its columns.
#[rustfmt::skip]
pub(super) fn partner_routes() -> Vec<Route> {
    use Verb::{ReceivePartner, RecordConsultation, RecordSignpost, ReleaseNotice, ScreenPartner, SeePassedOn, TakeUpLate, ViewDisclosures, ViewNotice, ViewPartner};
    use Who::May;
    vec![
        see!("/partner-referrals", May(ViewPartner), referrals::partners::list),
        see!("/partner-referrals/new", May(ReceivePartner), referrals::receive::page),
        send!("/partner-referrals/new", May(ReceivePartner), referrals::receive::send),
        see!("/partner-referrals/{id}", May(ViewPartner), referrals::partners::one),
        send!("/partner-referrals/{id}/check", May(ScreenPartner), referrals::partners::check),
        send!("/partner-referrals/{id}/decision", May(ScreenPartner), referrals::partners::decision),
        // The desk takes up what is flagged to our own police; social care tells another force.
        send!("/partner-referrals/{id}/police", May(ViewPartner), referrals::partners::police),
        see!("/consultations", May(RecordConsultation), referrals::consultations::list),
        see!("/consultations/new", May(RecordConsultation), referrals::consultations::new),
        send!("/consultations/new", May(RecordConsultation), referrals::consultations::send),
        see!("/consultations/{id}", May(RecordConsultation), referrals::consultations::one),
        send!("/consultations/{id}/end", May(RecordConsultation), referrals::consultations::end),
        send!("/consultations/{id}/refer", May(ReceivePartner), referrals::consultations::refer),
        see!("/signposts/{kind}/{id}", May(RecordSignpost), referrals::signposts::page),
        send!("/signposts", May(RecordSignpost), referrals::signposts::send),
        see!("/notices", May(ViewNotice), mash::notices::list),
        see!("/notices/{id}", May(ViewNotice), mash::notices::one),
        send!("/notices/{id}/release", May(ReleaseNotice), mash::notices::release),
        see!("/late", May(SeePassedOn), platform::late::list),
        send!("/late/{id}/take-up", May(TakeUpLate), platform::late::take_up),
        see!("/people/{id}/shared", May(ViewDisclosures), people::shared::page),
        see!("/people/{id}/shared/print", May(ViewDisclosures), people::shared::print),
    ]
}

// One path, one line: the table is read down its columns.
#[rustfmt::skip]
pub(super) fn mail_routes() -> Vec<Route> {
    use Verb::{PlaceMail, ReleaseMessage, ViewMessages};
    use Who::{Anybody, May};
    vec![
        see!("/messages", May(ViewMessages), mash::messages::page),
        send!("/messages/{id}/release", May(ReleaseMessage), mash::messages::release),
        see!("/answer", Anybody, mash::answer::request),
        send!("/answer", Anybody, mash::answer::answer),
        send!("/answer/nothing", Anybody, mash::answer::nothing_known),
        see!("/answer/{token}", Anybody, mash::answer::first),
        send!("/answer/{token}", Anybody, mash::answer::enter),
        send!("/answer/{token}/code", Anybody, mash::answer::send_code),
        see!("/mail", May(ViewMessages), mash::mail::list),
        see!("/mail/{id}", May(ViewMessages), mash::mail::one),
        see!("/mail/{id}/source", May(ViewMessages), mash::mail::source),
        see!("/mail/{id}/file/{place}", May(ViewMessages), mash::mail::file),
        send!("/mail/{id}/place", May(PlaceMail), mash::mail::place),
        send!("/mail/{id}/discard", May(PlaceMail), mash::mail::discard),
    ]
}
