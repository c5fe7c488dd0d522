//! The reasons of a suggestion weigh what they weighed in the matching engine, and their sum is its score (ux.md 5.7).
#![allow(
    clippy::unwrap_used,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_app::people::matching::record_of;
use hawthorn_app::people::review_suggestion::{PairQueue, open_pair, review_queue};
use hawthorn_domain::incidents::PartyRole;
use hawthorn_domain::people::Person;
use hawthorn_linkage::{Field, Index};
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};

const AT: &str = "2026-03-25T15:00:00Z";

async fn two_reports(app: &TestApp) -> Vec<(Person, Person)> {
    let mut people = Vec::new();
    for (number, name, day) in [(1, "Katarzyna", "02/11/1976"), (2, "Kasia", "11/02/1976")] {
        let id = app
            .incident(IncidentSketch {
                reference: format!("F/{number}"),
                received: format!("0{number}/03/2026 10:00"),
                victim_forename: name.to_owned(),
                victim_born: day.to_owned(),
                ..IncidentSketch::default()
            })
            .await;
        let kept = app.kept(id).await;
        let mut both = Vec::new();
        for role in [PartyRole::Victim, PartyRole::PersonCausingHarm] {
            let id = kept.party(role).unwrap().person.to_string();
            let read = app.store.get_unscoped::<Person>(&id).await.unwrap();
            both.push(read.unwrap().value);
        }
        people.push((both.remove(0), both.remove(0)));
    }
    people
}

#[tokio::test]
async fn the_steps_are_the_engine_s_own_and_add_up_to_its_score() {
    for app in TestApp::each_database().await {
        let people = two_reports(&app).await;
        let (victim, other) = people.first().unwrap();
        let (newer, _) = people.get(1).unwrap();
        let mut index = Index::new();
        for person in [victim, other] {
            index.insert(&person.id.to_string(), &record_of(person));
        }
        let engine = index.candidates(&record_of(newer), 5);
        let engine = engine
            .iter()
            .find(|found| found.id == victim.id.to_string())
            .unwrap();

        let mut supervisor = app.ask(Cast::PoliceSupervisor, AT);
        let waiting = review_queue(&app.app, &mut supervisor, PairQueue::Open, None)
            .await
            .unwrap();
        let pair = waiting
            .pairs
            .iter()
            .find(|pair| pair.newer.id == newer.id && pair.older.id == victim.id)
            .unwrap();
        let weights = pair.weights.as_ref().unwrap();
        assert_eq!(
            weights.steps.len(),
            engine.reasons.len(),
            "one step a reason"
        );
        for reason in &engine.reasons {
            let what = reason.field.words();
            let bits = (reason.bits * 1_000.0).round();
            let is_it = |step: &&hawthorn_app::people::weights::Weight| {
                step.what.starts_with(what)
                    && f64::from(step.weight) == bits
                    && (reason.field == Field::Beforehand || step.words == reason.words)
            };
            assert!(
                weights.steps.iter().any(|step| is_it(&step)),
                "{what} {bits} {weights:?}"
            );
        }
        let sum: i32 = weights.steps.iter().map(|step| step.weight).sum();
        assert_eq!(sum, weights.total());
        // Each step was rounded to a thousandth of a bit.
        let rounding = weights.steps.len() as f64 / 2_000.0;
        let total = f64::from(weights.total()) / 1_000.0;
        assert!(
            (total - engine.bits).abs() <= rounding,
            "{total} {engine:?}"
        );
        let chance = f64::from(weights.per_thousand()) / 1_000.0;
        assert!(
            chance <= engine.score + 0.001 && engine.score - chance <= 0.002,
            "{chance} {engine:?}"
        );
        let mut officer = app.ask(Cast::SupportOfficer, AT);
        let seen = open_pair(&app.app, &mut officer, pair.id).await.unwrap();
        assert_eq!(seen.weights, None, "the numbers are for supervisors");
        assert!(seen.fields.iter().all(|field| field.weight.is_some()));
    }
}
