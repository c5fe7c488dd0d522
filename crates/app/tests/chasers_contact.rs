//! The first contact of a service is chased and passed on to its own people alone, at its door and with a client (R3, C17, R200).
#![allow(
    clippy::unwrap_used,
    reason = "test code stops at the first thing that is not as it should be"
)]

#[allow(dead_code, reason = "this file uses its own part of it")]
mod arrivals;
mod meeting;

use std::collections::BTreeSet;

use arrivals::{apps, does, only, referral, sent, tried};
use hawthorn_app::Ask;
use hawthorn_app::doors::answer_door::DoorAnswer;
use hawthorn_app::platform::chase::passed_on::{PassedOn, list_passed_on};
use hawthorn_app::platform::chase::{Sweep, chase_due};
use hawthorn_app::support::allocate::allocate_idva;
use hawthorn_app::support::client::record_try;
use hawthorn_domain::doors::Door;
use hawthorn_domain::doors::report::TryResult as DoorTry;
use hawthorn_domain::marac::MaracReferral;
use hawthorn_domain::platform::actor::{AgencyCode, Role};
use hawthorn_domain::platform::chase::{ChaseKind, Promised};
use hawthorn_domain::support::client::TryResult;
use hawthorn_testkit::test_app::Still;
use hawthorn_testkit::{Cast, TestApp};
use jiff::{SignedDuration, Timestamp};
use meeting::{BEFORE, pair};

async fn sweep(app: &TestApp, at: Timestamp) -> usize {
    chase_due(&app.app, &Still(at), Sweep::Usual).await.unwrap()
}

/// An outreach worker, the role that Warwickshire names: of the service itself, or of another.
fn outreach(app: &TestApp, agency: Option<&str>, at: Timestamp) -> Ask {
    let mut ask = app.ask(Cast::Idva, &at.to_string());
    ask.actor.roles = BTreeSet::from([Role::OutreachWorker]);
    if let Some(agency) = agency {
        ask.actor.agency = AgencyCode::new(agency);
    }
    ask
}

async fn late(app: &TestApp, agency: Option<&str>, at: Timestamp) -> Vec<PassedOn> {
    list_passed_on(&app.app, &mut outreach(app, agency, at))
        .await
        .unwrap()
}

fn hours(number: i64) -> SignedDuration {
    SignedDuration::from_hours(number)
}

#[tokio::test]
async fn somebody_at_the_door_whom_nobody_tries_to_reach_is_passed_on_until_they_are_spoken_with() {
    for app in apps().await {
        sent(&app, Door::Form, &referral(), "one").await;
        let id = only(&app).await;
        let received: Timestamp = arrivals::at(arrivals::TUESDAY);
        let due = received + hours(24);
        assert_eq!(sweep(&app, due - hours(5)).await, 0);
        assert_eq!(
            sweep(&app, due - hours(4)).await,
            1,
            "reminded four hours before"
        );
        assert!(late(&app, None, due - hours(3)).await.is_empty());
        assert_eq!(sweep(&app, due + hours(1)).await, 1);
        let after = due + hours(2);
        let waits = late(&app, None, after).await;
        assert_eq!(waits.len(), 1);
        assert_eq!(waits[0].chaser.promised, Promised::DoorContact(id));
        assert_eq!(waits[0].chaser.kind, ChaseKind::PassedOn);
        assert!(late(&app, Some("police"), after).await.is_empty());
        does(&app, id, DoorAnswer::Take).await.unwrap();
        does(&app, id, tried(DoorTry::NoAnswer)).await.unwrap();
        sweep(&app, after).await;
        assert_eq!(
            late(&app, None, after).await.len(),
            1,
            "they were not reached"
        );
        does(&app, id, tried(DoorTry::Spoke)).await.unwrap();
        sweep(&app, after).await;
        assert!(late(&app, None, after).await.is_empty(), "speaking ends it");
    }
}

#[tokio::test]
async fn a_client_whom_nobody_tries_to_reach_is_passed_on_within_the_service_alone() {
    for app in TestApp::each_database().await {
        let referral = pair(&app, "Ellwood").await;
        let victim = app
            .store
            .get_unscoped::<MaracReferral>(&referral.to_string())
            .await
            .unwrap()
            .unwrap()
            .victim;
        let mut idva = app.ask(Cast::Idva, BEFORE);
        let agency = idva.actor.agency.clone();
        let mut police = app.ask(Cast::PoliceSupervisor, BEFORE);
        let id = allocate_idva(&app.app, &mut police, victim, Some(referral), &agency)
            .await
            .unwrap();
        let due = BEFORE.parse::<Timestamp>().unwrap() + hours(24);
        let of_client = |line: &PassedOn| line.chaser.promised == Promised::FirstContact(id);
        sweep(&app, due - hours(1)).await;
        assert!(!late(&app, None, due).await.iter().any(of_client));
        sweep(&app, due + hours(1)).await;
        let after = due + hours(2);
        assert!(late(&app, None, after).await.iter().any(of_client));
        for other in ["police", "childrens_social_care"] {
            assert!(
                !late(&app, Some(other), after).await.iter().any(of_client),
                "{other}"
            );
        }
        let again = sweep(&app, after).await;
        assert_eq!(again, 0, "it is passed on once");
        idva.now = after;
        record_try(&app.app, &mut idva, id, TryResult::NoAnswer, None, "")
            .await
            .unwrap();
        sweep(&app, after).await;
        assert!(
            !late(&app, None, after).await.iter().any(of_client),
            "a try ends it"
        );
    }
}

/// R206, R211: a team's own role hears that its client waits, and the services do not.
#[tokio::test]
async fn a_client_of_a_team_is_passed_on_to_the_role_that_its_area_names() {
    let app = TestApp::sqlite().await;
    let referral = pair(&app, "Ellwood").await.to_string();
    let kept = app.store.get_unscoped::<MaracReferral>(&referral).await;
    let victim = kept.unwrap().unwrap().victim;
    let unit = AgencyCode::new("domestic_abuse_unit");
    let mut police = app.ask(Cast::PoliceSupervisor, BEFORE);
    let id = allocate_idva(&app.app, &mut police, victim, None, &unit)
        .await
        .unwrap();
    let after = BEFORE.parse::<Timestamp>().unwrap() + hours(25);
    sweep(&app, after).await;
    let of_client = |line: &PassedOn| line.chaser.promised == Promised::FirstContact(id);
    let mut daro = app.ask(Cast::Daro, &after.to_string());
    let heard = list_passed_on(&app.app, &mut daro).await.unwrap();
    assert!(heard.iter().any(of_client));
    for other in [None, Some("police")] {
        assert!(!late(&app, other, after).await.iter().any(of_client));
    }
}
