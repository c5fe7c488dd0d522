//! The desk's days: word about forms, the week's report, the child screen and the ledger of sharing (R72, R80, R98, R100, R114, R322, C15, C23).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use std::collections::BTreeSet;

use hawthorn_app::incidents::child_screen::{Joint, open_child_screen, pre_screen, screen_jointly};
use hawthorn_app::incidents::decide::decide;
use hawthorn_app::incidents::form_feedback::{
    answer_form_feedback, give_form_feedback, list_form_feedback, open_form_feedback,
};
use hawthorn_app::incidents::weekly::{behind, open_desk_span, sign_report};
use hawthorn_app::mash::refer::make_referral;
use hawthorn_app::mash::request_information::{Question, request_information};
use hawthorn_app::mash::set_rating::{NewRating, set_rating};
use hawthorn_app::mash::withdraw_request::withdraw_request;
use hawthorn_app::people::disclosures::disclosures;
use hawthorn_app::{Ask, Refusal};
use hawthorn_domain::incidents::child_screen::{JointOutcome, PreScreen, ScreenStep};
use hawthorn_domain::incidents::form_feedback::{FeedbackReply, FormFault};
use hawthorn_domain::incidents::screening::ScreeningOutcome;
use hawthorn_domain::incidents::weekly::Measure;
use hawthorn_domain::mash::Rag;
use hawthorn_domain::platform::actor::{AgencyCode, Role};
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};
use jiff::civil::date;

const NOW: &str = "2026-03-25T15:00:00Z";

fn officer_supervisor(app: &TestApp) -> Ask {
    let mut ask = app.ask(Cast::PoliceSupervisor, NOW);
    ask.actor.roles = BTreeSet::from([Role::OfficerSupervisor]);
    ask
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
    let both = joint(&["police", "early_help"]);
    let kept = screen_jointly(&app.app, &mut worker, incident, both).await;
    assert!(kept.is_ok());
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
