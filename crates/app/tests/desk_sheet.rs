//! The daily sheet with social care's side, frozen at its cut-off, and the notices that an incident calls for (R92–R97, R101, R223–R225, F63).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_app::Refusal;
use hawthorn_app::incidents::freeze_sheet::freeze_due;
use hawthorn_app::incidents::sheet::{RowAnswer, answer_sheet, export_sheet, open_sheet};
use hawthorn_app::mash::notices::{list_notices, open_notice, release_notice};
use hawthorn_domain::incidents::sheet::{CareHolds, CareSystem};
use hawthorn_domain::mash::notice::NoticeState;
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_testkit::{Cast, CountingDice, IncidentSketch, TestApp};
use jiff::civil::date;

const NOW: &str = "2026-03-25T15:00:00Z";
const NEXT_NOON: &str = "2026-03-26T12:30:00Z";

fn with_children(received: &str, flags: &str) -> IncidentSketch {
    IncidentSketch {
        received: received.to_owned(),
        children: "Mia Ellwood 01/02/2023; Leo Ellwood 01/02/2017".to_owned(),
        flags: flags.to_owned(),
        ..IncidentSketch::default()
    }
}

/// Social care's answer on one person, with another risk.
fn answer(
    person: PersonId,
    system: CareSystem,
    holds: CareHolds,
    worker: &str,
    risk: &str,
) -> RowAnswer {
    let team = if worker.is_empty() { "" } else { "North" };
    RowAnswer {
        people: vec![(person, system, holds, worker.to_owned(), team.to_owned())],
        risk: risk.to_owned(),
    }
}

#[tokio::test]
async fn the_sheet_is_answered_frozen_once_and_later_answers_stand_beside_it() {
    for app in TestApp::each_database().await {
        let incident = app.incident(with_children("25/03/2026 14:00", "")).await;
        let kept = app.kept(incident).await;
        let child = kept.children().next().unwrap().person;
        let victim = kept.victim().unwrap().person;
        let day = date(2026, 3, 25);
        let mut worker = app.ask(Cast::SocialWorker, NOW);
        let unnamed = answer(child, CareSystem::Child, CareHolds::Allocated, "", "");
        let refused = answer_sheet(&app.app, &mut worker, incident, unnamed).await;
        assert!(matches!(refused, Err(Refusal::Fields(_))));
        let plan = "An earlier child protection plan.";
        let told = answer(
            child,
            CareSystem::Child,
            CareHolds::Allocated,
            "Ann Example",
            plan,
        );
        answer_sheet(&app.app, &mut worker, incident, told)
            .await
            .unwrap();
        let mut dice = CountingDice::new(0x5EE7);
        let before = "2026-03-26T11:59:00Z".parse().unwrap();
        let noon = NEXT_NOON.parse().unwrap();
        for (at, frozen) in [(before, 0), (noon, 1), (noon, 0)] {
            let now = freeze_due(&app.app, at, &mut dice).await.unwrap();
            assert_eq!(now, frozen, "at noon and once: {at}");
        }
        let mut later = app.ask(Cast::SocialWorker, NEXT_NOON);
        let bytes = export_sheet(&app.app, &mut later, day).await.unwrap();
        let told = answer(victim, CareSystem::Adult, CareHolds::KnownBefore, "", "");
        answer_sheet(&app.app, &mut later, incident, told)
            .await
            .unwrap();
        let sheet = open_sheet(&app.app, &mut later, Some(day)).await.unwrap();
        let row = &sheet.rows[0];
        let of = |person| {
            let mut people = row.row.people.iter();
            people.find(|found| found.person == person).unwrap()
        };
        assert_eq!(of(child).child_system, "Allocated: Ann Example, North");
        assert_eq!(
            of(victim).adult_system,
            "",
            "the frozen sheet keeps what it said"
        );
        assert!(row.later[0].contains("Known before, not allocated now"));
        let again = export_sheet(&app.app, &mut later, day).await.unwrap();
        assert!(bytes == again, "the same sheet has the same bytes");
    }
}

#[tokio::test]
async fn a_sheet_holds_no_restricted_row_and_no_formula() {
    let app = TestApp::sqlite().await;
    let sketch = IncidentSketch {
        victim_forename: "=cmd".to_owned(),
        ..with_children("25/03/2026 14:00", "")
    };
    app.incident(sketch).await;
    let closed = app.incident(with_children("25/03/2026 15:00", "HBV")).await;
    let mut dice = CountingDice::new(0x5EE7);
    freeze_due(&app.app, NEXT_NOON.parse().unwrap(), &mut dice)
        .await
        .unwrap();
    let day = date(2026, 3, 25);
    for who in [Cast::SocialWorker, Cast::MashManager] {
        let mut reader = app.ask(who, NEXT_NOON);
        let sheet = open_sheet(&app.app, &mut reader, Some(day)).await.unwrap();
        assert_eq!(
            sheet.rows.len(),
            1,
            "a frozen sheet has no row of it for anybody"
        );
        assert_ne!(sheet.rows[0].row.incident, closed);
    }
    let mut reader = app.ask(Cast::SocialWorker, NEXT_NOON);
    let bytes = export_sheet(&app.app, &mut reader, day).await.unwrap();
    let text = String::from_utf8_lossy(&bytes);
    assert!(!text.contains("<f>"));
}

#[tokio::test]
async fn notices_go_once_and_are_read_by_the_agency_that_got_them() {
    for app in TestApp::each_database().await {
        app.incident(with_children("25/03/2026 14:00", "")).await;
        let mut desk = app.ask(Cast::SupportOfficer, NOW);
        let notices = list_notices(&app.app, &mut desk).await.unwrap();
        let mut made: Vec<String> = notices
            .ledger
            .iter()
            .map(|line| {
                format!(
                    "{} {}",
                    line.notice.trigger.code(),
                    line.notice.state.code()
                )
            })
            .collect();
        made.sort();
        assert_eq!(made, ["school_child sent", "young_child sent"]);
        let mut health = app.ask(Cast::HealthSpoc, NOW);
        let theirs = list_notices(&app.app, &mut health).await.unwrap();
        assert_eq!(theirs.ours.len(), 1);
        let id = theirs.ours[0].notice.id;
        let opened = open_notice(&app.app, &mut health, id).await.unwrap();
        let named: Vec<&str> = opened
            .notice
            .people
            .iter()
            .map(|person| person.name.as_str())
            .collect();
        assert_eq!(named, ["Mia Ellwood", "Katarzyna Ellwood"]);
        assert_eq!(opened.notice.state, NoticeState::Read);
        let mut housing = app.ask(Cast::HousingSpoc, NOW);
        assert!(open_notice(&app.app, &mut housing, id).await.is_err());
        assert!(
            list_notices(&app.app, &mut housing)
                .await
                .unwrap()
                .ours
                .is_empty()
        );
    }
}

#[tokio::test]
async fn a_notice_on_a_restricted_record_waits_for_a_person() {
    let app = TestApp::sqlite().await;
    app.incident(with_children("25/03/2026 14:00", "HBV")).await;
    let mut desk = app.ask(Cast::SupportOfficer, NOW);
    let unseen = list_notices(&app.app, &mut desk).await.unwrap();
    assert!(unseen.held.is_empty() && unseen.ledger.is_empty());
    let mut health = app.ask(Cast::HealthSpoc, NOW);
    assert!(
        list_notices(&app.app, &mut health)
            .await
            .unwrap()
            .ours
            .is_empty()
    );
    let mut lead = app.ask(Cast::PoliceSupervisor, NOW);
    let waiting = list_notices(&app.app, &mut lead).await.unwrap().held;
    let to_health = waiting
        .iter()
        .find(|line| line.notice.trigger.code() == "young_child")
        .unwrap();
    let id = to_health.notice.id;
    assert!(matches!(
        release_notice(&app.app, &mut desk, id, Some(true), "Why.").await,
        Err(Refusal::NotFound)
    ));
    assert!(
        release_notice(&app.app, &mut lead, id, Some(true), " ")
            .await
            .is_err()
    );
    release_notice(
        &app.app,
        &mut lead,
        id,
        Some(true),
        "The health visitor is trusted.",
    )
    .await
    .unwrap();
    assert_eq!(
        list_notices(&app.app, &mut health).await.unwrap().ours[0]
            .notice
            .id,
        id
    );
    assert!(
        release_notice(&app.app, &mut lead, id, Some(true), "Again.")
            .await
            .is_err()
    );
}
