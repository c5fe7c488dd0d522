//! Whoever comes in by a door and is known already is proposed as on the police sheet, and a restricted record stays a secret (R68, R218).
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

#[allow(dead_code, reason = "this file uses its own part of it")]
mod arrivals;

use arrivals::*;
use hawthorn_app::doors::refer_on::refer_on;
use hawthorn_domain::doors::Door;
use hawthorn_domain::incidents::PartyRole;
use hawthorn_domain::platform::actor::Scope;
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};

/// Reports of somebody of the same name and day of birth as the door's referral.
async fn reported(app: &TestApp, count: usize, flags: &str) -> Vec<String> {
    let mut people = Vec::new();
    for number in 0..count {
        let id = app
            .incident(IncidentSketch {
                reference: format!("D/{flags}{number}"),
                received: format!("0{}/03/2026 10:00", number + 1),
                victim_forename: "Wren".to_owned(),
                victim_surname: "Hollowell".to_owned(),
                victim_born: "04/05/1991".to_owned(),
                other_forename: String::new(),
                other_surname: String::new(),
                other_born: String::new(),
                flags: flags.to_owned(),
                ..IncidentSketch::default()
            })
            .await;
        let kept = app.kept(id).await;
        people.push(kept.party(PartyRole::Victim).unwrap().person.to_string());
    }
    people
}

#[tokio::test]
async fn what_is_proposed_of_a_restricted_record_is_restricted_and_takes_no_place() {
    for app in apps().await {
        let open = reported(&app, 7, "").await;
        let closed = reported(&app, 2, "HBA").await;
        let officer = |app: &TestApp| app.ask(Cast::SupportOfficer, LATER);
        sent(&app, Door::Form, &referral(), "one").await;
        let id = only(&app).await;
        let made = refer_on(&app.app, &mut idva(&app), id, "A child may be harmed.")
            .await
            .unwrap();
        let scope = officer(&app).scope(&app.app).unwrap();
        let whole = Scope {
            restricted: true,
            ..scope.clone()
        };
        let newer = [made.subjects[0].person];
        let seen = app.store.suggestions_about(&scope, &newer).await.unwrap();
        let all = app.store.suggestions_about(&whole, &newer).await.unwrap();
        let older = |id: &str| open.iter().any(|person| person == id);
        assert!(seen.iter().all(|one| older(&one.right.to_string())));
        assert_eq!(seen.len(), 5, "as many as the police sheet brings");
        assert_eq!(all.len(), 5 + closed.len());
        for one in &all {
            let secret = closed.contains(&one.right.to_string());
            assert_eq!(one.restriction.is_restricted(), secret);
        }
    }
}
