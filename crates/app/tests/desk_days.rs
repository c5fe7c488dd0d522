//! The desk's days: word about forms, the daily sheet and its freezing, the week's report, notices, the child screen and the ledger of sharing (R72, R92–R101, R114, R223–R225, R322, C15, C23).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use std::collections::BTreeSet;

use hawthorn_app::incidents::child_screen::{Joint, open_child_screen, pre_screen, screen_jointly};
use hawthorn_app::incidents::form_feedback::{
    answer_form_feedback, give_form_feedback, list_form_feedback, open_form_feedback,
};
use hawthorn_app::incidents::freeze_sheet::freeze_due;
use hawthorn_app::incidents::sheet::{RowAnswer, answer_sheet, export_sheet, open_sheet};
use hawthorn_app::incidents::weekly::{behind, open_desk_span, sign_report};
use hawthorn_app::mash::notices::{list_notices, open_notice, release_notice};
use hawthorn_app::mash::refer::make_referral;
use hawthorn_app::mash::request_information::{Question, request_information};
use hawthorn_app::mash::set_rating::{NewRating, set_rating};
use hawthorn_app::mash::withdraw_request::withdraw_request;
use hawthorn_app::people::disclosures::disclosures;
use hawthorn_app::{Ask, Refusal};
use hawthorn_domain::incidents::child_screen::{JointOutcome, PreScreen, ScreenStep};
use hawthorn_domain::incidents::form_feedback::{FeedbackReply, FormFault};
use hawthorn_domain::incidents::sheet::{CareHolds, CareSystem};
use hawthorn_domain::incidents::weekly::Measure;
use hawthorn_domain::mash::Rag;
use hawthorn_domain::mash::notice::NoticeState;
use hawthorn_domain::platform::actor::{AgencyCode, Role};
use hawthorn_testkit::{Cast, CountingDice, IncidentSketch, TestApp};
use jiff::civil::date;

const NOW: &str = "2026-03-25T15:00:00Z";
const NEXT_NOON: &str = "2026-03-26T12:30:00Z";

fn officer_supervisor(app: &TestApp) -> Ask {
    let mut ask = app.ask(Cast::PoliceSupervisor, NOW);
    ask.actor.roles = BTreeSet::from([Role::OfficerSupervisor]);
    ask
}

#[tokio::test]
async fn the_supervisor_reads_of_the_form_answers_and_sees_nothing_of_the_case() {
    for app in TestApp::each_database().await {
        let incident = app.incident(IncidentSketch::default()).await;
        let mut desk = app.ask(Cast::SupportOfficer, NOW);
        let faults = vec![FormFault::Unclear];
        let id = give_form_feedback(&app.app, &mut desk, incident, faults.clone(), "")
            .await
            .unwrap();
        let twice = give_form_feedback(&app.app, &mut desk, incident, faults, "").await;
        assert!(
            matches!(twice, Err(Refusal::Rule(_))),
            "one word waits at a time"
        );
        let mut supervisor = officer_supervisor(&app);
        let waiting = list_form_feedback(&app.app, &mut supervisor).await.unwrap();
        assert_eq!(
            (waiting[0].id, waiting[0].officer.as_str()),
            (id, "PC 1000")
        );
        let reply = FeedbackReply::Spoken;
        answer_form_feedback(&app.app, &mut supervisor, id, reply, "Shown how.")
            .await
            .unwrap();
        let page = open_form_feedback(&app.app, &mut desk, incident)
            .await
            .unwrap();
        assert_eq!(page.written[0].reply.as_ref().unwrap().words, "Shown how.");
        assert!(page.may_give, "an answered word lets the next be written");
        let mut worker = app.ask(Cast::SocialWorker, NOW);
        assert!(
            open_form_feedback(&app.app, &mut worker, incident)
                .await
                .is_err()
        );
    }
}

#[tokio::test]
async fn word_about_a_restricted_incident_is_not_there_for_the_supervisor() {
    let app = TestApp::sqlite().await;
    let sketch = IncidentSketch {
        flags: "HBV".to_owned(),
        ..IncidentSketch::default()
    };
    let incident = app.incident(sketch).await;
    assert!(app.kept(incident).await.restriction.is_restricted());
    let mut lead = app.ask(Cast::PoliceSupervisor, NOW);
    give_form_feedback(&app.app, &mut lead, incident, vec![FormFault::NotDone], "")
        .await
        .unwrap();
    let mut supervisor = officer_supervisor(&app);
    // The same account would be told as the area's lead; in this role alone it is not.
    let seen = list_form_feedback(&app.app, &mut supervisor).await.unwrap();
    assert!(seen.is_empty());
}

fn with_children(received: &str, flags: &str) -> IncidentSketch {
    IncidentSketch {
        received: received.to_owned(),
        children: "Mia Ellwood 01/02/2023; Leo Ellwood 01/02/2017".to_owned(),
        flags: flags.to_owned(),
        ..IncidentSketch::default()
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
        let unnamed = RowAnswer {
            people: vec![(
                child,
                CareSystem::Child,
                CareHolds::Allocated,
                String::new(),
                String::new(),
            )],
            risk: String::new(),
        };
        assert!(
            answer_sheet(&app.app, &mut worker, incident, unnamed)
                .await
                .is_err()
        );
        let answer = RowAnswer {
            people: vec![(
                child,
                CareSystem::Child,
                CareHolds::Allocated,
                "Ann Example".to_owned(),
                "North".to_owned(),
            )],
            risk: "An earlier child protection plan.".to_owned(),
        };
        answer_sheet(&app.app, &mut worker, incident, answer)
            .await
            .unwrap();
        let mut dice = CountingDice::new(0x5EE7);
        let before: jiff::Timestamp = "2026-03-26T11:59:00Z".parse().unwrap();
        assert_eq!(
            freeze_due(&app.app, before, &mut dice).await.unwrap(),
            0,
            "the cut-off is noon"
        );
        let noon = NEXT_NOON.parse().unwrap();
        assert_eq!(freeze_due(&app.app, noon, &mut dice).await.unwrap(), 1);
        assert_eq!(
            freeze_due(&app.app, noon, &mut dice).await.unwrap(),
            0,
            "once is enough"
        );
        let mut later = app.ask(Cast::SocialWorker, NEXT_NOON);
        let bytes = export_sheet(&app.app, &mut later, day).await.unwrap();
        let answer = RowAnswer {
            people: vec![(
                victim,
                CareSystem::Adult,
                CareHolds::KnownBefore,
                String::new(),
                String::new(),
            )],
            risk: String::new(),
        };
        answer_sheet(&app.app, &mut later, incident, answer)
            .await
            .unwrap();
        let sheet = open_sheet(&app.app, &mut later, Some(day)).await.unwrap();
        let row = &sheet.rows[0];
        assert!(sheet.frozen_at.is_some());
        let mia = row
            .row
            .people
            .iter()
            .find(|person| person.person == child)
            .unwrap();
        assert_eq!(mia.child_system, "Allocated: Ann Example, North");
        let frozen = row
            .row
            .people
            .iter()
            .find(|person| person.person == victim)
            .unwrap();
        assert_eq!(
            frozen.adult_system, "",
            "the frozen sheet keeps what it said"
        );
        assert!(
            row.later[0].contains("Known before, not allocated now"),
            "{:?}",
            row.later
        );
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
async fn every_figure_opens_its_incidents_and_a_report_is_signed_once() {
    let app = TestApp::sqlite().await;
    app.incident(with_children("24/03/2026 09:00", "")).await;
    app.incident(IncidentSketch {
        received: "25/03/2026 09:00".to_owned(),
        ..IncidentSketch::default()
    })
    .await;
    app.incident(with_children("25/03/2026 10:00", "HBV")).await;
    let week = date(2026, 3, 23);
    let monday = "2026-03-30T08:00:00Z";
    let mut officer = app.ask(Cast::SupportOfficer, monday);
    let span = open_desk_span(&app.app, &mut officer, week, 7)
        .await
        .unwrap();
    for measure in Measure::ALL {
        let rows = behind(&app.app, &mut officer, week, 7, *measure)
            .await
            .unwrap();
        assert_eq!(rows.len() as u64, span.figures.of(*measure), "{measure}");
    }
    assert_eq!(
        span.figures.of(Measure::Received),
        2,
        "what is held closely is not counted"
    );
    assert_eq!(span.figures.of(Measure::PastFriday), 2);
    assert!(!span.may_sign, "an officer does not sign");
    let mut supervisor = app.ask(Cast::PoliceSupervisor, monday);
    let unsaid = sign_report(&app.app, &mut supervisor, week, " ", "").await;
    assert!(matches!(unsaid, Err(Refusal::Fields(_))));
    let report = sign_report(
        &app.app,
        &mut supervisor,
        week,
        "Two officers are away.",
        "",
    )
    .await
    .unwrap();
    assert_eq!(
        report.sentences[0],
        "2 incidents came in and 0 were finished."
    );
    let again = sign_report(&app.app, &mut supervisor, week, "More.", "").await;
    assert!(matches!(again, Err(Refusal::Rule(_))));
    let span = open_desk_span(&app.app, &mut officer, week, 7)
        .await
        .unwrap();
    assert_eq!(span.report.unwrap().slowing, "Two officers are away.");
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
        true,
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

#[tokio::test]
async fn every_share_stands_in_the_ledger_until_its_access_ends() {
    let app = TestApp::sqlite().await;
    let incident = app.incident(with_children("25/03/2026 14:00", "")).await;
    let victim = app.kept(incident).await.victim().unwrap().person;
    let mut desk = app.ask(Cast::SupportOfficer, NOW);
    let referral = make_referral(&app.app, &mut desk, incident, "Reason.")
        .await
        .unwrap()
        .id;
    let rating = NewRating {
        rag: Rag::Amber,
        reason: "A reason.".to_owned(),
    };
    set_rating(
        &app.app,
        &mut app.ask(Cast::SocialCareManager, NOW),
        referral,
        rating,
    )
    .await
    .unwrap();
    let question = Question {
        agencies: vec![AgencyCode::new("housing")],
        why: "Because of her brother.".to_owned(),
        people: Vec::new(),
    };
    let mut worker = app.ask(Cast::SocialWorker, NOW);
    let request = request_information(&app.app, &mut worker, referral, question)
        .await
        .unwrap()[0];
    let ledger = disclosures(&app.app, &mut worker, victim).await.unwrap();
    let to: Vec<&str> = ledger
        .lines
        .iter()
        .map(|line| line.agency.as_str())
        .collect();
    assert_eq!(
        to.len(),
        2,
        "the request and the notice to child health: {to:?}"
    );
    let asked = ledger
        .lines
        .iter()
        .find(|line| line.href.starts_with("/requests/"))
        .unwrap();
    assert_eq!(asked.until, "the agency can still open it");
    assert!(
        !asked.purpose.contains("brother"),
        "what is printed names nobody"
    );
    withdraw_request(&app.app, &mut worker, request)
        .await
        .unwrap();
    let ledger = disclosures(&app.app, &mut worker, victim).await.unwrap();
    let asked = ledger
        .lines
        .iter()
        .find(|line| line.href.starts_with("/requests/"))
        .unwrap();
    assert!(
        asked.until.starts_with("until 25 March 2026"),
        "{}",
        asked.until
    );
    let mut housing = app.ask(Cast::HousingSpoc, NOW);
    assert!(disclosures(&app.app, &mut housing, victim).await.is_err());
}

#[tokio::test]
async fn where_children_are_screened_first_the_desk_waits_for_it() {
    let app = TestApp::sqlite_in("wolverhampton").await;
    let incident = app.incident(with_children("25/03/2026 14:00", "")).await;
    let mut desk = app.ask(Cast::SupportOfficer, NOW);
    use hawthorn_app::incidents::decide::decide;
    use hawthorn_domain::incidents::screening::ScreeningOutcome;
    let early = decide(
        &app.app,
        &mut desk,
        incident,
        None,
        ScreeningOutcome::Close,
        "A reason.",
    )
    .await;
    assert!(
        early
            .unwrap_err()
            .to_string()
            .contains("screened for child protection")
    );
    let mut worker = app.ask(Cast::SocialWorker, NOW);
    assert_eq!(
        pre_screen(
            &app.app,
            &mut worker,
            incident,
            PreScreen::Below,
            "A reason."
        )
        .await
        .unwrap(),
        None
    );
    let page = open_child_screen(&app.app, &mut worker, incident)
        .await
        .unwrap();
    assert_eq!(page.step, ScreenStep::Joint);
    let joint = |agencies: &[&str]| Joint {
        agencies: agencies.iter().copied().map(AgencyCode::new).collect(),
        grade: "2".to_owned(),
        outcome: JointOutcome::EarlyHelp,
        reason: "A reason.".to_owned(),
    };
    assert!(
        screen_jointly(&app.app, &mut worker, incident, joint(&["police"]))
            .await
            .is_err()
    );
    screen_jointly(
        &app.app,
        &mut worker,
        incident,
        joint(&["police", "early_help"]),
    )
    .await
    .unwrap();
    let page = open_child_screen(&app.app, &mut worker, incident)
        .await
        .unwrap();
    assert_eq!(page.step, ScreenStep::Desk);
    let other = app.incident(with_children("25/03/2026 14:30", "")).await;
    let made = pre_screen(
        &app.app,
        &mut worker,
        other,
        PreScreen::Protection,
        "A reason.",
    )
    .await
    .unwrap();
    assert!(made.is_some(), "it goes into the MASH at once");
}
