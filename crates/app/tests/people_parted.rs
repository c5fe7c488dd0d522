//! After two records were parted again: the way to the answer, and what was decided on the history of both (R68, R73).
#![allow(
    clippy::unwrap_used,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_app::incidents::claim::claim_incident;
use hawthorn_app::incidents::decide::decide;
use hawthorn_app::incidents::record_check::record_check;
use hawthorn_app::people::answer_suggestion::{PairAnswer, answer_suggestion};
use hawthorn_app::people::open_person::open_person;
use hawthorn_app::people::review_suggestion::{PairQueue, open_pair, review_queue};
use hawthorn_domain::incidents::PartyRole;
use hawthorn_domain::incidents::screening::{ScreeningCheck, ScreeningOutcome};
use hawthorn_domain::platform::ids::{IncidentId, SuggestionId};
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};

const OFFICER: Cast = Cast::SupportOfficer;

async fn report(app: &TestApp, number: u8) -> IncidentId {
    app.incident(IncidentSketch {
        reference: format!("P/{number}"),
        received: format!("0{number}/03/2026 10:00"),
        ..IncidentSketch::default()
    })
    .await
}

async fn closed(app: &TestApp, id: IncidentId, at: &str) {
    let mut ask = app.ask(OFFICER, at);
    claim_incident(&app.app, &mut ask, id).await.unwrap();
    for check in ScreeningCheck::ALL {
        record_check(&app.app, &mut ask, id, *check, "Looked.")
            .await
            .unwrap();
    }
    let (close, reason) = (ScreeningOutcome::Close, "Nothing found.");
    decide(&app.app, &mut ask, id, None, close, reason)
        .await
        .unwrap();
}

async fn answered(app: &TestApp, id: SuggestionId, answer: PairAnswer, at: &str) {
    answered_by(OFFICER, app, id, answer, at).await;
}

async fn answered_by(who: Cast, app: &TestApp, id: SuggestionId, answer: PairAnswer, at: &str) {
    let mut ask = app.ask(who, at);
    answer_suggestion(&app.app, &mut ask, id, answer, "Looked at both.")
        .await
        .unwrap();
}

async fn to_look_at_again(app: &TestApp, id: SuggestionId) -> Vec<String> {
    let mut ask = app.ask(OFFICER, "2026-03-25T15:00:00Z");
    let pair = open_pair(&app.app, &mut ask, id).await.unwrap();
    let named = pair.to_look_at_again.into_iter();
    named.map(|(_, reference)| reference).collect()
}

#[tokio::test]
async fn what_was_decided_on_the_history_of_both_is_named_once_they_are_parted() {
    for app in TestApp::each_database().await {
        let (first, second, third) = (
            report(&app, 1).await,
            report(&app, 2).await,
            report(&app, 3).await,
        );
        let person = |incident: &hawthorn_domain::incidents::Incident| {
            incident.party(PartyRole::Victim).unwrap().person
        };
        let (one, two) = (
            person(&app.kept(first).await),
            person(&app.kept(second).await),
        );
        let mut ask = app.ask(OFFICER, "2026-03-04T09:00:00Z");
        let waiting = review_queue(&app.app, &mut ask, PairQueue::Open, None)
            .await
            .unwrap();
        let of_both = |pair: &&hawthorn_app::people::review_suggestion::Pair| {
            pair.newer.id == two && pair.older.id == one
        };
        let id = waiting.pairs.iter().find(of_both).unwrap().id;

        closed(&app, first, "2026-03-04T10:00:00Z").await;
        answered(&app, id, PairAnswer::Same, "2026-03-05T10:00:00Z").await;
        closed(&app, second, "2026-03-06T10:00:00Z").await;
        closed(&app, third, "2026-03-06T11:00:00Z").await;
        for (who, may) in [(OFFICER, true), (Cast::SocialCareManager, false)] {
            let mut ask = app.ask(who, "2026-03-06T12:00:00Z");
            let page = open_person(&app.app, &mut ask, one).await.unwrap();
            let linked = page.linked.first().unwrap();
            assert_eq!(linked.id, two);
            assert_eq!(linked.joined_by, may.then_some(id), "{who:?}");
        }
        assert_eq!(to_look_at_again(&app, id).await, [""; 0], "they are one");

        answered(&app, id, PairAnswer::Unsure, "2026-03-12T10:00:00Z").await;
        assert_eq!(
            to_look_at_again(&app, id).await,
            ["P/2"],
            "not what was decided before, nor of other records"
        );
        // Whoever was not sure has asked a supervisor, and the supervisor's answer is the supervisor's to change.
        let lead = Cast::PoliceSupervisor;
        let (different, same) = (PairAnswer::Different, PairAnswer::Same);
        answered_by(lead, &app, id, different, "2026-03-13T10:00:00Z").await;
        assert_eq!(to_look_at_again(&app, id).await, ["P/2"]);
        answered_by(lead, &app, id, same, "2026-03-14T10:00:00Z").await;
        assert_eq!(to_look_at_again(&app, id).await, [""; 0]);
    }
}
