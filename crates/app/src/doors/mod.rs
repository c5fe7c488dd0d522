//! The doors: what people send, ask and ring about, and the desks that answer it (R1–R19, R33–R46).

pub mod answer_door;
pub mod drafts;
pub mod for_police;
pub mod gate;
pub mod list_doors;
pub mod log_contact;
pub mod make;
pub mod open_door;
pub mod prove_email;
pub mod puzzle;
pub mod refer_on;
pub mod send_report;
pub mod track;
pub mod who_answers;

use hawthorn_domain::doors::DoorReport;
use hawthorn_domain::doors::desk::DeskRefusal;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_domain::platform::audit::{Deed, Doer, Entry};
use hawthorn_domain::platform::ids::DoorReportId;
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_domain::platform::thing::Thing;
use hawthorn_store::Stored;
use jiff::Timestamp;

use crate::platform::refusal::{Refusal, Told};
use crate::platform::service::App;

/// A line of the log for what somebody did on the public pages: nobody knows who they are.
pub(crate) fn on_the_public_pages(area: &AreaCode, now: Timestamp, words: String) -> Entry {
    Entry {
        at: now,
        by: Doer::system("Public pages"),
        area: Some(area.clone()),
        deed: Deed::Created,
        verb: None,
        kind: String::new(),
        record: String::new(),
        words,
    }
}

/// A report at the reader's own desk.
pub(crate) async fn report(app: &App, scope: &Scope, id: DoorReportId) -> Told<Stored<DoorReport>> {
    app.store
        .get::<DoorReport>(scope, &id.to_string())
        .await?
        .ok_or(Refusal::NotFound)
}

/// The report as the policies see it: addressed to the agency that answers its desk.
pub(crate) fn thing(report: &DoorReport) -> Thing {
    Thing::record(&report.area, &report.restriction).addressed_to(&report.agency)
}

/// A rule of the desk that says no, beside the field that can mend it.
pub(crate) fn refused(refusal: DeskRefusal) -> Refusal {
    match refusal {
        DeskRefusal::NoReason => Refusal::field("words", refusal.to_string()),
        DeskRefusal::BadTime => Refusal::field("again", refusal.to_string()),
        DeskRefusal::SameDesk => Refusal::field("desk", refusal.to_string()),
        DeskRefusal::AlreadyTaken(_) | DeskRefusal::Ended => Refusal::Conflict(refusal.to_string()),
        other => Refusal::rule(other),
    }
}
