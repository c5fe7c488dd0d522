//! Two acts on the same people in the same moment: how closely somebody is held is never missed (R68, R218).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_app::Refusal;
use hawthorn_app::governance::named_access::restrict_record;
use hawthorn_app::people::answer_suggestion::{PairAnswer, answer_suggestion};
use hawthorn_app::people::history::RecordKind;
use hawthorn_app::people::review_suggestion::{PairQueue, review_queue};
use hawthorn_domain::incidents::PartyRole;
use hawthorn_domain::people::Person;
use hawthorn_domain::platform::ids::{PersonId, SuggestionId};
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};

const AT: &str = "2026-03-25T15:00:00Z";
const WHO: Cast = Cast::PoliceSupervisor;

/// So many reports of one victim; the oldest record first.
async fn reports(app: &TestApp, number: usize) -> Vec<PersonId> {
    let mut ids = Vec::new();
    for number in 0..number {
        let sketch = IncidentSketch {
            reference: format!("AO/{number}"),
            ..IncidentSketch::default()
        };
        let incident = app.incident(sketch).await;
        let kept = app.kept(incident).await;
        ids.push(kept.party(PartyRole::Victim).unwrap().person);
    }
    ids
}

async fn suggested(app: &TestApp, newer: PersonId, older: PersonId) -> SuggestionId {
    let queue = review_queue(&app.app, &mut app.ask(WHO, AT), PairQueue::Open, None)
        .await
        .unwrap();
    let pairs = queue.pairs.into_iter();
    let mut found = pairs.filter(|pair| pair.newer.id == newer && pair.older.id == older);
    found.next().expect("a suggestion for the two").id
}

async fn is_closed(app: &TestApp, id: PersonId) -> bool {
    let read = app.store.get_unscoped::<Person>(&id.to_string()).await;
    read.unwrap().unwrap().restriction.is_restricted()
}

/// Lets others go on for a good while: both acts read what they need and wait for the writer.
async fn a_while() {
    for _ in 0..300_000 {
        tokio::task::yield_now().await;
    }
}

/// Two joins of one chain, of which one end is held closely: were each to look before the other has
/// written, the far end would stand with a closed record and be open.
#[tokio::test]
async fn two_joins_of_one_chain_at_once_leave_nobody_open_beside_a_closed_record() {
    for app in TestApp::each_database().await {
        let ids = reports(&app, 3).await;
        let (first, middle, last) = (ids[0], ids[1], ids[2]);
        let why = "Her brother works at the front desk.";
        let (mut one, mut other) = (app.ask(WHO, AT), app.ask(WHO, AT));
        let near = suggested(&app, middle, first).await;
        let far = suggested(&app, last, middle).await;
        let name = first.to_string();
        restrict_record(&app.app, &mut one, RecordKind::Person, &name, why)
            .await
            .unwrap();
        assert!(is_closed(&app, first).await && !is_closed(&app, last).await);
        let writer = app.store.begin().await.unwrap();
        let (joined_near, joined_far, ()) = tokio::join!(
            answer_suggestion(&app.app, &mut one, near, PairAnswer::Same, ""),
            answer_suggestion(&app.app, &mut other, far, PairAnswer::Same, ""),
            async {
                a_while().await;
                drop(writer);
            },
        );
        // Whoever came second may be told to look again; nobody stands open beside a closed record.
        let told = [joined_near, joined_far];
        assert!(told.iter().any(Result::is_ok), "{told:?}");
        for one in told {
            assert!(matches!(one, Ok(()) | Err(Refusal::Conflict(_))), "{one:?}");
        }
        for id in app.store.same_person(first).await.unwrap() {
            assert!(is_closed(&app, id).await, "{id} is held as closely");
        }
    }
}

/// A join and holding one of the two closely: both are held in the end, or whoever came second is told
/// that something has changed and nothing is half done.
#[tokio::test]
async fn a_join_and_holding_closely_at_once_never_miss_one_another() {
    for app in TestApp::each_database().await {
        let ids = reports(&app, 2).await;
        let (older, newer) = (ids[0], ids[1]);
        let pair = suggested(&app, newer, older).await;
        let (mut officer, mut keeper) = (app.ask(WHO, AT), app.ask(WHO, AT));
        let name = older.to_string();
        let why = "Her brother works at the front desk.";
        let writer = app.store.begin().await.unwrap();
        let (joined, held, ()) = tokio::join!(
            answer_suggestion(&app.app, &mut officer, pair, PairAnswer::Same, ""),
            restrict_record(&app.app, &mut keeper, RecordKind::Person, &name, why),
            async {
                a_while().await;
                drop(writer);
            },
        );
        match (joined, held) {
            (Ok(()), Ok(_)) => {
                assert!(is_closed(&app, older).await);
                assert!(is_closed(&app, newer).await, "as closely");
            }
            // Whoever came second is told that something has changed, and nothing is half done.
            (Err(Refusal::Conflict(_) | Refusal::NotFound), Ok(_)) => {
                assert!(is_closed(&app, older).await && !is_closed(&app, newer).await);
            }
            (Ok(()), Err(Refusal::Conflict(_))) => {
                assert!(!is_closed(&app, older).await && !is_closed(&app, newer).await);
            }
            other => panic!("{other:?}"),
        }
    }
}
