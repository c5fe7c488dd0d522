//! What is late is chased and passed on, on both databases: by mail to agencies that work by mail, to the role that the area names, once (R117, R140).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "test code stops at the first thing that is not as it should be"
)]

use std::collections::BTreeSet;

use hawthorn_app::governance::named_access::restrict_record;
use hawthorn_app::mash::answer_request::answer_nothing_known;
use hawthorn_app::people::history::RecordKind;
use hawthorn_app::people::history::history;
use hawthorn_app::platform::chase::passed_on::{PassedOn, list_passed_on, take_up_late};
use hawthorn_app::platform::chase::{Sweep, chase_due};
use hawthorn_app::platform::home::home;
use hawthorn_app::{Ask, Refusal};
use hawthorn_domain::platform::actor::Role;
use hawthorn_domain::platform::chase::{ChaseKind, Chaser, ChaserState, Promised};
use hawthorn_domain::platform::deadline::PromiseCode;
use hawthorn_domain::platform::mail::MessageKind;
use hawthorn_testkit::by_mail::{asked, by_mail, messages, rated, request};
use hawthorn_testkit::test_app::Still;
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};
use jiff::{SignedDuration, Timestamp};

async fn sweep(app: &TestApp, at: Timestamp) -> usize {
    chase_due(&app.app, &Still(at), Sweep::Usual).await.unwrap()
}

async fn waiting(app: &TestApp, who: Cast, at: Timestamp) -> Vec<PassedOn> {
    list_passed_on(&app.app, &mut app.ask(who, &at.to_string()))
        .await
        .unwrap()
}

/// Somebody of the hub who holds the role that Warwickshire names for late answers.
fn supervisor(app: &TestApp, at: Timestamp) -> Ask {
    let mut ask = app.ask(Cast::SocialCareManager, &at.to_string());
    ask.actor.roles = BTreeSet::from([Role::MashSupervisor]);
    ask
}

async fn with_supervisor(app: &TestApp, at: Timestamp) -> Vec<PassedOn> {
    list_passed_on(&app.app, &mut supervisor(app, at))
        .await
        .unwrap()
}

fn minutes(number: i64) -> SignedDuration {
    SignedDuration::from_mins(number)
}

#[tokio::test]
async fn an_agency_by_mail_is_reminded_before_and_after_and_the_supervisor_hears_of_it() {
    for app in TestApp::each_database_with(by_mail("spoc@housing.example", true)).await {
        let referral = rated(&app, IncidentSketch::default()).await;
        let id = asked(&app, referral).await;
        let due = request(&app, id).await.clock.due_at();
        sweep(&app, due - minutes(61)).await;
        let reminders = messages(&app, id, MessageKind::Reminder).await;
        assert!(reminders.is_empty(), "nothing is due for a reminder yet");

        // Warwickshire: an hour before, an hour after, and four hours after to the hub's supervisor.
        sweep(&app, due - minutes(60)).await;
        sweep(&app, due - minutes(30)).await;
        assert_eq!(messages(&app, id, MessageKind::Reminder).await.len(), 1);
        sweep(&app, due + minutes(60)).await;
        assert_eq!(messages(&app, id, MessageKind::Reminder).await.len(), 2);
        let of_request = |line: &PassedOn| line.chaser.promised == Promised::Answer(id);
        let soon = with_supervisor(&app, due + minutes(61)).await;
        assert!(!soon.iter().any(of_request), "not passed on yet");

        sweep(&app, due + minutes(240)).await;
        sweep(&app, due + minutes(241)).await;
        let late = with_supervisor(&app, due + minutes(242)).await;
        let mine: Vec<&PassedOn> = late.iter().filter(|line| of_request(line)).collect();
        assert_eq!(mine.len(), 1, "passed on once");
        assert_eq!(mine[0].chaser.kind, ChaseKind::PassedOn);
        assert_eq!(mine[0].chaser.promise, PromiseCode::SpocRequest);
        let others = waiting(&app, Cast::SocialWorker, due + minutes(242)).await;
        assert!(!others.iter().any(of_request), "a role that is not named");

        let mut ask = supervisor(&app, due + minutes(242));
        let page = home(&app.app, &mut ask).await.unwrap();
        assert_eq!(page.late.unwrap().number, late.len() as u64);
        let told = history(
            &app.app,
            &mut ask,
            RecordKind::MashReferral,
            &referral.to_string(),
        )
        .await
        .unwrap();
        assert!(
            format!("{told:?}").contains("Passed on because it is late"),
            "the referral itself was late by then, and its history says so"
        );
    }
}

#[tokio::test]
async fn taking_it_up_needs_words_and_ends_the_waiting_and_so_does_the_answer() {
    for app in TestApp::each_database_with(by_mail("spoc@housing.example", true)).await {
        let referral = rated(&app, IncidentSketch::default()).await;
        let id = asked(&app, referral).await;
        let due = request(&app, id).await.clock.due_at();
        let now = due + minutes(300);
        sweep(&app, now).await;
        let late = with_supervisor(&app, now).await;
        let line = late
            .iter()
            .find(|line| line.chaser.promised == Promised::Answer(id))
            .unwrap();
        let mut ask = supervisor(&app, now);
        let refused = take_up_late(&app.app, &mut ask, line.chaser.id, "  ").await;
        assert!(matches!(refused, Err(Refusal::Fields(_))), "{refused:?}");
        let mut other = app.ask(Cast::SocialWorker, &now.to_string());
        let hidden = take_up_late(&app.app, &mut other, line.chaser.id, "Mine.").await;
        assert!(matches!(hidden, Err(Refusal::NotFound)), "{hidden:?}");
        take_up_late(
            &app.app,
            &mut ask,
            line.chaser.id,
            "Rang housing; they answer by four.",
        )
        .await
        .unwrap();
        let again = take_up_late(&app.app, &mut ask, line.chaser.id, "Again.").await;
        assert!(matches!(again, Err(Refusal::Conflict(_))), "{again:?}");

        // A second request that is answered late waits for nobody afterwards.
        let sketch = IncidentSketch::default();
        let second = asked(&app, rated(&app, sketch).await).await;
        sweep(&app, now + minutes(1)).await;
        let both = with_supervisor(&app, now + minutes(1)).await;
        let chaser = both
            .iter()
            .find(|line| line.chaser.promised == Promised::Answer(second))
            .unwrap()
            .chaser
            .id;
        let mut spoc = app.ask(Cast::HousingSpoc, &(now + minutes(2)).to_string());
        answer_nothing_known(&app.app, &mut spoc, second)
            .await
            .unwrap();
        sweep(&app, now + minutes(3)).await;
        let kept = app
            .store
            .get_unscoped::<Chaser>(&chaser.to_string())
            .await
            .unwrap()
            .unwrap();
        assert_eq!(kept.state, ChaserState::Over);
        let left = with_supervisor(&app, now + minutes(4)).await;
        assert!(left.iter().all(|line| line.chaser.id != chaser));
    }
}

#[tokio::test]
async fn what_stands_on_a_restricted_record_is_passed_on_to_its_keepers_alone() {
    for app in TestApp::each_database().await {
        let incident = app.incident(IncidentSketch::default()).await;
        let due = app.kept(incident).await.screening.clock.due_at();
        sweep(&app, due + minutes(1)).await;
        let screening = |line: &PassedOn| line.chaser.promised == Promised::Screening(incident);
        let now = due + minutes(2);
        let seen = waiting(&app, Cast::PoliceSupervisor, now).await;
        assert!(
            seen.iter().any(screening),
            "the desk’s supervisor is told (R79)"
        );
        let mut manager = app.ask(Cast::MashManager, &now.to_string());
        let why = "A relative works in one of the agencies.";
        let id = incident.to_string();
        restrict_record(&app.app, &mut manager, RecordKind::Incident, &id, why)
            .await
            .unwrap();
        let kept = waiting(&app, Cast::MashManager, now).await;
        assert!(kept.iter().any(screening) || kept.is_empty());
        let officer = waiting(&app, Cast::SupportOfficer, now).await;
        assert!(!officer.iter().any(screening));
    }
}
