//! Two acts on the same people in the same moment: how closely somebody is held is never missed (R68, R218).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
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

/// Two reports of one victim; the newer record first.
async fn two(app: &TestApp) -> (PersonId, PersonId) {
    let sketch = |number: usize| IncidentSketch {
        reference: format!("AO/{number}"),
        ..IncidentSketch::default()
    };
    let mut ids = Vec::new();
    for number in 0..2 {
        let incident = app.incident(sketch(number)).await;
        let kept = app.kept(incident).await;
        ids.push(kept.party(PartyRole::Victim).unwrap().person);
    }
    (ids.pop().unwrap(), ids.pop().unwrap())
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

#[tokio::test(flavor = "multi_thread")]
async fn a_join_and_holding_closely_at_once_never_miss_one_another() {
    for round in 0..4 {
        for app in TestApp::each_database().await {
            let (newer, older) = two(&app).await;
            let pair = suggested(&app, newer, older).await;
            let (mut officer, mut keeper) = (app.ask(WHO, AT), app.ask(WHO, AT));
            let name = older.to_string();
            let why = "Her brother works at the front desk.";
            let (joined, held) = tokio::join!(
                answer_suggestion(&app.app, &mut officer, pair, PairAnswer::Same, ""),
                restrict_record(&app.app, &mut keeper, RecordKind::Person, &name, why),
            );
            match (joined, held) {
                (Ok(()), Ok(_)) => {
                    assert!(is_closed(&app, older).await, "round {round}");
                    assert!(is_closed(&app, newer).await, "round {round}: as closely");
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
}
