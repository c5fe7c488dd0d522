//! A person's story: every record that stands for them, both sides of every tie, one victim counted once, and nobody restricted named (R44, R67–R70, R218, R259).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_app::Refusal;
use hawthorn_app::governance::named_access::restrict_record;
use hawthorn_app::people::answer_suggestion::{PairAnswer, answer_suggestion};
use hawthorn_app::people::history::{RecordKind, history};
use hawthorn_app::people::open_person::open_person;
use hawthorn_app::people::review_suggestion::{PairQueue, open_pair, review_queue};
use hawthorn_app::people::story::{Part, open_pair_story, open_story};
use hawthorn_app::risk::record_order::{RecordOrder, record_order};
use hawthorn_domain::incidents::PartyRole;
use hawthorn_domain::people::tie::Tie;
use hawthorn_domain::platform::ids::{PersonId, SuggestionId};
use hawthorn_domain::risk::order::OrderKind;
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};

const AT: &str = "2026-03-26T09:00:00Z";
const OFFICER: Cast = Cast::SupportOfficer;
const LEAD: Cast = Cast::PoliceSupervisor;

fn report(reference: &str, victim: &str, relationship: &str) -> IncidentSketch {
    IncidentSketch {
        reference: reference.to_owned(),
        victim_surname: "Rehman".to_owned(),
        victim_forename: victim.to_owned(),
        victim_born: "05/05/1990".to_owned(),
        other_surname: "Brandreth".to_owned(),
        other_forename: "Col".to_owned(),
        other_born: "01/02/1985".to_owned(),
        relationship: relationship.to_owned(),
        children: "Leo Rehman 03/03/2018".to_owned(),
        ..IncidentSketch::default()
    }
}

async fn party(app: &TestApp, sketch: IncidentSketch, role: PartyRole) -> PersonId {
    let id = app.incident(sketch).await;
    let kept = app.kept(id).await;
    kept.party(role).unwrap().person
}

/// Says of every open pair that it is one person, as an officer does.
async fn join_all(app: &TestApp) -> Vec<SuggestionId> {
    let pairs = review_queue(&app.app, &mut app.ask(OFFICER, AT), PairQueue::Open, None)
        .await
        .unwrap()
        .pairs;
    let mut joined = Vec::new();
    for pair in pairs
        .iter()
        .filter(|pair| pair.newer.name == pair.older.name)
    {
        let ask = &mut app.ask(OFFICER, AT);
        answer_suggestion(&app.app, ask, pair.id, PairAnswer::Same, "")
            .await
            .unwrap();
        joined.push(pair.id);
    }
    joined
}

/// An order that protects the one from the other.
async fn ordered(app: &TestApp, victim: PersonId, perpetrator: PersonId) {
    let order = RecordOrder {
        victim,
        perpetrator,
        kind: OrderKind::NonMolestation,
        court: "Family court".into(),
        made: "2026-03-01".parse().unwrap(),
        given_at: None,
        served: Some("2026-03-02".parse().unwrap()),
        starts: "2026-03-01".parse().unwrap(),
        ends: None,
        terms: "No contact of any kind.".into(),
        excluded: String::new(),
    };
    let mut coordinator = app.ask(Cast::Coordinator, AT);
    record_order(&app.app, &mut coordinator, order)
        .await
        .unwrap();
}

/// A second victim makes it a series.
async fn series(app: &TestApp, causing_harm: PersonId) {
    let sketch = IncidentSketch {
        victim_surname: "Okafor".to_owned(),
        ..report("23/3/26", "Ruth", "partner")
    };
    app.incident(sketch).await;
    join_all(app).await;
    let ask = &mut app.ask(OFFICER, AT);
    let other = open_story(&app.app, ask, causing_harm).await.unwrap();
    let pattern = other.pattern.unwrap();
    assert_eq!((pattern.victims, pattern.serial), (2, true));
}

/// Joining and parting stand in the history of the person.
async fn in_the_history(app: &TestApp, person: PersonId) {
    let mut lead = app.ask(LEAD, AT);
    let id = person.to_string();
    let lines = history(&app.app, &mut lead, RecordKind::Person, &id)
        .await
        .unwrap();
    assert!(
        lines
            .iter()
            .any(|line| line.words.contains("Answered: the same person")),
        "{lines:?}"
    );
}

#[tokio::test]
async fn one_story_is_told_whichever_record_is_opened_and_one_victim_counts_once() {
    for app in TestApp::each_database().await {
        let first = party(
            &app,
            report("23/1/26", "Nadia", "ex-partner"),
            PartyRole::Victim,
        )
        .await;
        let again = report("23/2/26", "Nadia", "ex-partner");
        let second = party(&app, again, PartyRole::PersonCausingHarm).await;
        let joined = join_all(&app).await;
        assert!(joined.len() >= 2, "{joined:?}");
        let ask = &mut app.ask(OFFICER, AT);
        let story = open_story(&app.app, ask, first).await.unwrap();
        assert_eq!((story.records, story.reports.len()), (2, 2));
        assert!(
            story
                .reports
                .iter()
                .all(|report| report.part == Part::Harmed)
        );
        let harm = story
            .links
            .iter()
            .find(|link| link.name == "Col Brandreth")
            .unwrap();
        assert_eq!(harm.ties, [Tie::HarmsThem, Tie::FormerPartner]);
        assert_eq!(harm.reports, 2);
        assert!(
            story
                .links
                .iter()
                .any(|link| link.ties.contains(&Tie::Child))
        );
        // From the other side the same two people, and one victim in two reports is no series.
        let other = open_story(&app.app, ask, second).await.unwrap();
        let pattern = other.pattern.unwrap();
        assert_eq!(
            (pattern.victims, pattern.reports, pattern.serial),
            (1, 2, false)
        );
        let back = other
            .links
            .iter()
            .find(|link| link.name == "Nadia Rehman")
            .unwrap();
        assert!(back.ties.contains(&Tie::HarmedByThem));
        let pair = open_pair_story(&app.app, ask, first, second).await.unwrap();
        assert_eq!(pair.reports.len(), 2);
        assert_eq!(pair.orders, [""; 0]);
        ordered(&app, first, second).await;
        let pair = open_pair_story(&app.app, ask, second, first).await.unwrap();
        assert_eq!(
            pair.orders.len(),
            1,
            "an order between the two, from either side"
        );
        assert!(
            pair.both_know
                .iter()
                .any(|link| link.ties.contains(&Tie::Child))
        );
        let page = open_person(&app.app, ask, second).await.unwrap();
        assert!(page.ties.iter().any(|tie| tie.name == "Nadia Rehman"));
        series(&app, second).await;
        in_the_history(&app, first).await;
    }
}

#[tokio::test]
async fn whoever_is_restricted_is_a_dot_without_a_name() {
    for app in TestApp::each_database().await {
        let victim = party(
            &app,
            report("23/1/26", "Nadia", "ex-partner"),
            PartyRole::Victim,
        )
        .await;
        let page = open_person(&app.app, &mut app.ask(OFFICER, AT), victim)
            .await
            .unwrap();
        let harm = page
            .ties
            .iter()
            .find(|tie| tie.name == "Col Brandreth")
            .unwrap();
        let id = harm.other.unwrap().to_string();
        let why = "A relative works in one of the agencies.";
        let lead = &mut app.ask(LEAD, AT);
        restrict_record(&app.app, lead, RecordKind::Person, &id, why)
            .await
            .unwrap();
        let story = open_story(&app.app, &mut app.ask(OFFICER, AT), victim)
            .await
            .unwrap();
        assert!(
            story
                .links
                .iter()
                .all(|link| !link.name.contains("Brandreth"))
        );
        let other: PersonId = id.parse().unwrap();
        let refused = open_pair_story(&app.app, &mut app.ask(OFFICER, AT), victim, other).await;
        assert!(matches!(refused, Err(Refusal::NotFound)));
    }
}

#[tokio::test]
async fn what_a_supervisor_has_answered_an_officer_does_not_overturn() {
    let app = TestApp::each_database().await.remove(0);
    app.incident(report("23/1/26", "Nadia", "ex-partner")).await;
    app.incident(report("23/2/26", "Nadia", "ex-partner")).await;
    let mut officer = app.ask(OFFICER, AT);
    let open = review_queue(&app.app, &mut officer, PairQueue::Open, None)
        .await
        .unwrap();
    let pair = open.pairs[0].id;
    let said = |who, answer| {
        let mut ask = app.ask(who, AT);
        let app = &app;
        async move { answer_suggestion(&app.app, &mut ask, pair, answer, "I looked again.").await }
    };
    said(OFFICER, PairAnswer::Unsure).await.unwrap();
    let waits = open_pair(&app.app, &mut app.ask(OFFICER, AT), pair)
        .await
        .unwrap();
    assert!(!waits.may_answer);
    let refused = said(OFFICER, PairAnswer::Same).await;
    assert!(matches!(refused, Err(Refusal::Rule(_))), "{refused:?}");
    said(LEAD, PairAnswer::Different).await.unwrap();
    let refused = said(OFFICER, PairAnswer::Same).await;
    assert!(matches!(refused, Err(Refusal::Rule(_))), "{refused:?}");
    said(LEAD, PairAnswer::Same).await.unwrap();
}
