//! The keepers of restricted records: emergency openings that end by themselves, and quiet notices (R213–R218).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_app::Refusal;
use hawthorn_app::governance::break_glass::{BrokenGlass, break_glass};
use hawthorn_app::governance::keepers::{Keeping, keeping, review_notice};
use hawthorn_app::governance::turned_away::turned_away;
use hawthorn_app::incidents::open_incident::open_incident;
use hawthorn_app::incidents::worklist::{Filter, worklist};
use hawthorn_app::people::history::{RecordKind, history};
use hawthorn_app::people::open_person::open_person;
use hawthorn_app::people::search::{SearchResults, search};
use hawthorn_app::platform::home::home;
use hawthorn_app::platform::refusal::Told;
use hawthorn_domain::incidents::PartyRole;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{IncidentId, PersonId};
use hawthorn_domain::platform::restriction::Emergency;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::governance::keeper_notices::NoticeKind;
use hawthorn_store::governance::verify::verify;
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};

const AT: &str = "2026-03-25T15:00:00Z";
const LAST_MINUTE: &str = "2026-03-25T15:59:59Z";
const OVER: &str = "2026-03-25T16:00:00Z";
const OFFICER: Cast = Cast::SupportOfficer;
const LEAD: Cast = Cast::PoliceSupervisor;
const MANAGER: Cast = Cast::MashManager;
const WHY: &str = "She rang and the line went dead.";

fn sealed(reference: &str) -> IncidentSketch {
    IncidentSketch {
        reference: reference.to_owned(),
        flags: "HBA".to_owned(),
        level: "High".to_owned(),
        victim_surname: "Okafor".to_owned(),
        victim_forename: "Amara".to_owned(),
        victim_born: "04/05/1991".to_owned(),
        other_surname: "Lindqvist".to_owned(),
        other_forename: "Per".to_owned(),
        other_born: "01/02/1988".to_owned(),
        ..IncidentSketch::default()
    }
}

async fn victim(app: &TestApp, id: IncidentId) -> PersonId {
    app.kept(id).await.party(PartyRole::Victim).unwrap().person
}

async fn emergency(app: &TestApp, who: Cast, reference: &str, why: &str) -> Told<BrokenGlass> {
    let mut ask = app.ask(who, AT);
    break_glass(&app.app, &mut ask, reference, Some(Emergency::Danger), why).await
}

fn field(refused: Told<BrokenGlass>) -> (String, String) {
    match refused {
        Err(Refusal::Fields(problems)) => (problems[0].field.clone(), problems[0].message.clone()),
        other => panic!("a field to mend was expected: {other:?}"),
    }
}

/// Whether the incident and its victim open, and whether the worklist has the incident.
async fn there(app: &TestApp, who: Cast, at: &str, id: IncidentId) -> [bool; 3] {
    let person = victim(app, id).await;
    let list = worklist(&app.app, &mut app.ask(who, at), Filter::default(), None, 50).await;
    [
        open_incident(&app.app, &mut app.ask(who, at), id)
            .await
            .is_ok(),
        open_person(&app.app, &mut app.ask(who, at), person)
            .await
            .is_ok(),
        list.unwrap().rows.iter().any(|row| row.id == id),
    ]
}

async fn kept(app: &TestApp, who: Cast) -> Keeping {
    keeping(&app.app, &mut app.ask(who, AT)).await.unwrap()
}

#[tokio::test]
async fn an_emergency_opens_the_record_for_its_minutes_and_tells_the_keepers() {
    for app in TestApp::each_database().await {
        let id = app.incident(sealed("H/1")).await;
        assert_eq!(there(&app, OFFICER, AT, id).await, [false; 3]);
        let opened = emergency(&app, OFFICER, "h/1", WHY).await.unwrap();
        assert_eq!(
            (opened.kind, opened.id.as_str()),
            (RecordKind::Incident, &*id.to_string())
        );
        assert_eq!(opened.until.to_string(), OVER);
        assert_eq!(there(&app, OFFICER, LAST_MINUTE, id).await, [true; 3]);
        assert_eq!(
            there(&app, OFFICER, OVER, id).await,
            [false; 3],
            "it ends by itself"
        );
        assert_eq!(
            there(&app, Cast::OtherSupportOfficer, AT, id).await,
            [false; 3]
        );
        let report = verify(&app.store, None).await.unwrap();
        assert!(report.problems.is_empty(), "{:?}", report.problems);
        the_keepers_are_told(&app, id).await;
    }
}

async fn the_keepers_are_told(app: &TestApp, id: IncidentId) {
    let waiting = kept(app, MANAGER).await.waiting;
    let told = waiting
        .iter()
        .find(|one| one.kind == NoticeKind::Opened)
        .unwrap();
    assert_eq!(told.record, id.to_string());
    assert!(
        told.words.contains(WHY) && told.words.contains("4:00pm"),
        "{}",
        told.words
    );
    let work = home(&app.app, &mut app.ask(MANAGER, AT)).await.unwrap();
    assert_eq!(
        work.keeping.unwrap().number,
        2,
        "restricted on arrival, and opened"
    );
    assert!(
        home(&app.app, &mut app.ask(OFFICER, AT))
            .await
            .unwrap()
            .keeping
            .is_none()
    );
    let lines = history(
        &app.app,
        &mut app.ask(LEAD, AT),
        RecordKind::Incident,
        &id.to_string(),
    )
    .await
    .unwrap();
    assert!(lines.iter().any(|line| {
        line.words
            .starts_with("Opened the record in an emergency until 4:00pm")
    }));

    let mut own = app.ask(OFFICER, AT);
    let refused = review_notice(&app.app, &mut own, told.id, "I did it.").await;
    assert!(refused.is_err(), "nobody looks into their own act");
    let mut ask = app.ask(MANAGER, AT);
    assert!(
        review_notice(&app.app, &mut ask, told.id, " ")
            .await
            .is_err()
    );
    review_notice(&app.app, &mut ask, told.id, "Rang the desk: rightly done.")
        .await
        .unwrap();
    assert!(
        kept(app, LEAD)
            .await
            .waiting
            .iter()
            .all(|one| one.kind != NoticeKind::Opened)
    );
    let again = review_notice(&app.app, &mut ask, told.id, "Again.").await;
    assert!(matches!(again, Err(Refusal::Conflict(_))));
}

#[tokio::test]
async fn an_emergency_needs_a_reason_and_gives_one_answer_for_everything_it_does_not_open() {
    let app = TestApp::sqlite().await;
    let id = app.incident(sealed("H/1")).await;
    app.incident(IncidentSketch {
        reference: "O/1".to_owned(),
        ..IncidentSketch::default()
    })
    .await;
    let nothing = field(emergency(&app, OFFICER, "NO/SUCH", WHY).await);
    assert_eq!(nothing.0, "reference");
    assert_eq!(
        field(emergency(&app, OFFICER, "O/1", WHY).await),
        nothing,
        "what is open is opened in the usual way"
    );
    assert_eq!(
        field(emergency(&app, LEAD, "H/1", WHY).await),
        nothing,
        "who keeps it needs no emergency"
    );
    let mut ask = app.ask(OFFICER, AT);
    let none = break_glass(&app.app, &mut ask, "H/1", None, WHY).await;
    assert_eq!(field(none).0, "emergency");
    for why in ["", "Ms Okafor rang."] {
        assert_eq!(
            field(emergency(&app, OFFICER, "H/1", why).await).0,
            "why",
            "{why:?}"
        );
    }
    for who in [Cast::HousingSpoc, Cast::Chair] {
        let refused = emergency(&app, who, "H/1", WHY).await;
        assert!(
            matches!(refused, Err(Refusal::NotAllowed(Verb::BreakGlass))),
            "{who:?}"
        );
    }
    assert_eq!(
        there(&app, OFFICER, AT, id).await,
        [false; 3],
        "no refusal opens anything"
    );
}

#[tokio::test]
async fn who_searches_or_asks_for_it_learns_nothing_and_its_keepers_are_told() {
    let app = TestApp::sqlite().await;
    let id = app.incident(sealed("H/1")).await;
    let person = victim(&app, id).await;
    for text in ["Amara Okafor 04/05/1991", "H/1", &person.to_string()] {
        let found = search(&app.app, &mut app.ask(OFFICER, AT), text)
            .await
            .unwrap();
        assert_eq!(found, SearchResults::default(), "{text}");
    }
    let mut ask = app.ask(OFFICER, AT);
    let path = format!("/incidents/{id}/level");
    turned_away(&app.app, &mut ask, Verb::ViewIncident, &path)
        .await
        .unwrap();
    let waiting = kept(&app, MANAGER).await.waiting;
    let of = |kind: NoticeKind, record: &str| {
        let these = waiting
            .iter()
            .filter(|one| one.kind == kind && one.record == record);
        these.count()
    };
    assert_eq!(of(NoticeKind::Searched, &person.to_string()), 2);
    assert_eq!(of(NoticeKind::Searched, &id.to_string()), 1);
    assert_eq!(of(NoticeKind::Refused, &id.to_string()), 1);
    let lines = history(
        &app.app,
        &mut app.ask(LEAD, AT),
        RecordKind::Incident,
        &id.to_string(),
    )
    .await
    .unwrap();
    let refused: Vec<_> = lines
        .iter()
        .filter(|line| line.deed == Deed::Refused)
        .collect();
    assert_eq!(
        refused.len(),
        1,
        "the refusal names the record for those who keep it"
    );
    let scope = app.ask(Cast::Auditor, AT).scope(&app.app).unwrap();
    let log = app.store.log_from(&scope, None, 500).await.unwrap().lines;
    assert!(
        log.iter()
            .all(|line| line.record != id.to_string() && line.record != person.to_string())
    );
    let asked = log
        .iter()
        .filter(|line| line.words.contains("not there for them"));
    assert_eq!(
        asked.count(),
        1,
        "others read that something was asked for, as if nothing were there"
    );
    let knows = search(&app.app, &mut app.ask(LEAD, AT), "Amara Okafor")
        .await
        .unwrap();
    assert!(!knows.people.is_empty());
    assert_eq!(
        kept(&app, MANAGER).await.waiting.len(),
        waiting.len(),
        "who may know it is no news"
    );
}
