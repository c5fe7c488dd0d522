//! Safe contact: the card is written down, told on every page, holds for its time, and nothing is shown in full without the check (R25–R32).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_app::Refusal;
use hawthorn_app::incidents::open_incident::open_incident;
use hawthorn_app::people::answer_suggestion::{PairAnswer, answer_suggestion};
use hawthorn_app::people::history::{RecordKind, history};
use hawthorn_app::people::open_person::open_person;
use hawthorn_app::people::record_safe_contact::{ContactSaid, record_safe_contact};
use hawthorn_app::people::review_suggestion::{PairQueue, review_queue};
use hawthorn_app::people::safe_contact::{open_contact, reach};
use hawthorn_domain::incidents::PartyRole;
use hawthorn_domain::people::contact::{ContactSafety, Standing, Way, Whose};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{IncidentId, PersonId};
use hawthorn_domain::platform::verb::Verb;
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};

const AT: &str = "2026-03-25T15:00:00Z";
const OFFICER: Cast = Cast::SupportOfficer;
const MOBILE: &str = "07700 900123";

fn card() -> ContactSaid {
    ContactSaid {
        new_phone: (MOBILE.to_owned(), ContactSafety::Safe),
        new_email: ("Kate@Example.org".to_owned(), ContactSafety::Unsafe),
        safe_times: "weekdays 10am to 2pm".to_owned(),
        never: "Never come to the door".to_owned(),
        code_word: "marmalade".to_owned(),
        whose: Some(Whose::Person),
        asked: Some("2026-03-25".parse().unwrap()),
        ..ContactSaid::default()
    }
}

async fn victim(app: &TestApp, id: IncidentId) -> PersonId {
    app.kept(id).await.party(PartyRole::Victim).unwrap().person
}

async fn keep(app: &TestApp, id: PersonId, said: ContactSaid) -> Result<(), Refusal> {
    record_safe_contact(&app.app, &mut app.ask(OFFICER, AT), id, said).await
}

async fn number(app: &TestApp, id: PersonId, at: &str) -> Result<String, Refusal> {
    let opened = reach(&app.app, &mut app.ask(OFFICER, at), id, Way::Phone, 0).await?;
    Ok(opened.cleared.to().to_owned())
}

fn fields(refused: Result<(), Refusal>) -> Vec<String> {
    match refused {
        Err(Refusal::Fields(problems)) => problems.into_iter().map(|one| one.field).collect(),
        other => panic!("fields to mend were expected: {other:?}"),
    }
}

#[tokio::test]
async fn a_card_is_kept_told_and_lapses_and_each_look_is_kept() {
    for app in TestApp::each_database().await {
        let incident = app.incident(IncidentSketch::default()).await;
        let id = victim(&app, incident).await;
        assert!(
            number(&app, id, AT).await.is_err(),
            "nothing is recorded yet"
        );
        keep(&app, id, card()).await.unwrap();

        let page = open_contact(&app.app, &mut app.ask(OFFICER, AT), id)
            .await
            .unwrap();
        assert!(
            page.ways.iter().all(|way| !way.shown.contains("900")),
            "{page:?}"
        );
        assert!(
            page.has_code_word && page.card.code_word.is_empty(),
            "the code word waits"
        );
        let told = Standing::Safe {
            ways: vec![Way::Phone],
            times: "weekdays 10am to 2pm".to_owned(),
        };
        assert_eq!(page.standing, told);
        let workspace = open_incident(&app.app, &mut app.ask(OFFICER, AT), incident)
            .await
            .unwrap();
        assert_eq!(
            workspace.parties[0].safe_contact, told,
            "the strip tells the truth"
        );

        let opened = reach(&app.app, &mut app.ask(OFFICER, AT), id, Way::Phone, 0)
            .await
            .unwrap();
        assert_eq!(opened.cleared.to(), "+447700900123");
        assert_eq!(opened.card.code_word, "marmalade");
        for (way, index) in [(Way::Email, 0), (Way::Letter, 0)] {
            let refused = reach(&app.app, &mut app.ask(OFFICER, AT), id, way, index).await;
            assert!(matches!(refused, Err(Refusal::Rule(_))), "{way:?}");
        }
        let nothing = reach(&app.app, &mut app.ask(OFFICER, AT), id, Way::Phone, 7).await;
        assert!(matches!(nothing, Err(Refusal::NotFound)));

        lapses(&app, id).await;
        every_look_is_kept(&app, id).await;
    }
}

/// Ninety days after the day on which she was asked, the answer holds no more.
async fn lapses(app: &TestApp, id: PersonId) {
    let later = "2026-06-24T09:00:00Z";
    let refused = number(app, id, later).await.unwrap_err();
    assert!(refused.to_string().contains("too long ago"), "{refused}");
    let person = open_person(&app.app, &mut app.ask(OFFICER, later), id)
        .await
        .unwrap();
    let asked = "2026-03-25".parse().unwrap();
    assert_eq!(person.standing, Standing::Lapsed { asked });
}

async fn every_look_is_kept(app: &TestApp, id: PersonId) {
    let lines = history(
        &app.app,
        &mut app.ask(OFFICER, AT),
        RecordKind::Person,
        &id.to_string(),
    )
    .await
    .unwrap();
    let count = |deed: Deed, words: &str| {
        let these = lines
            .iter()
            .filter(|line| line.deed == deed && line.words.contains(words));
        these.count()
    };
    assert_eq!(count(Deed::Changed, "Wrote down how to reach"), 1);
    assert_eq!(count(Deed::Looked, "in full: phone"), 1);
    assert_eq!(count(Deed::Refused, "not cleared"), 3);
    assert!(
        lines
            .iter()
            .all(|line| !line.words.contains("900") && !line.words.contains("marmalade")),
        "the log holds no number and no code word"
    );
}

#[tokio::test]
async fn a_new_card_keeps_the_one_before_and_confirms_nothing_in_silence() {
    let app = TestApp::sqlite().await;
    let id = victim(&app, app.incident(IncidentSketch::default()).await).await;
    keep(&app, id, card()).await.unwrap();
    let again = ContactSaid {
        new_phone: (String::new(), ContactSafety::NotKnown),
        new_email: (String::new(), ContactSafety::NotKnown),
        code_word: String::new(),
        never: "Never leave a message".to_owned(),
        ..card()
    };
    keep(&app, id, again.clone()).await.unwrap();
    let page = open_contact(&app.app, &mut app.ask(OFFICER, AT), id)
        .await
        .unwrap();
    assert_eq!(
        page.ways[0].safety,
        ContactSafety::NotKnown,
        "she was not asked about it again"
    );
    let email = page.ways.iter().find(|way| way.way == Way::Email).unwrap();
    assert_eq!(email.safety, ContactSafety::Unsafe, "never stays never");
    assert!(page.has_code_word, "an empty box keeps the code word");
    assert_eq!(page.earlier.len(), 1);
    assert_eq!(page.earlier[0].never, "Never come to the door");

    let late = ContactSaid {
        version: Some(1),
        ..again
    };
    assert!(matches!(
        keep(&app, id, late).await,
        Err(Refusal::Conflict(_))
    ));
}

#[tokio::test]
async fn answers_that_cannot_be_kept_name_their_fields() {
    let app = TestApp::sqlite().await;
    let id = victim(&app, app.incident(IncidentSketch::default()).await).await;
    let nothing = fields(keep(&app, id, ContactSaid::default()).await);
    assert_eq!(nothing, ["ways", "whose", "asked"]);
    for (field, said) in [
        (
            "new_phone",
            ContactSaid {
                new_phone: ("ring her".to_owned(), ContactSafety::Safe),
                ..card()
            },
        ),
        (
            "new_email",
            ContactSaid {
                new_email: ("nowhere".to_owned(), ContactSafety::Safe),
                ..card()
            },
        ),
        (
            "do_not_contact",
            ContactSaid {
                do_not_contact: true,
                ..card()
            },
        ),
        (
            "ways",
            ContactSaid {
                whose: Some(Whose::Other),
                ..card()
            },
        ),
        (
            "ways",
            ContactSaid {
                ways: vec![(Way::Phone, 9, ContactSafety::Unsafe)],
                ..card()
            },
        ),
        (
            "asked",
            ContactSaid {
                asked: Some("2026-03-26".parse().unwrap()),
                ..card()
            },
        ),
    ] {
        assert_eq!(fields(keep(&app, id, said).await), [field]);
    }
    let health =
        record_safe_contact(&app.app, &mut app.ask(Cast::HealthSpoc, AT), id, card()).await;
    assert!(
        matches!(
            health,
            Err(Refusal::NotAllowed(Verb::EditPerson) | Refusal::NotFound)
        ),
        "{health:?}"
    );
}

#[tokio::test]
async fn what_one_record_of_a_person_forbids_the_other_forbids_too() {
    let app = TestApp::sqlite().await;
    let first = victim(&app, app.incident(IncidentSketch::default()).await).await;
    let second = IncidentSketch {
        reference: "2/26".to_owned(),
        ..IncidentSketch::default()
    };
    let second = victim(&app, app.incident(second).await).await;
    keep(&app, first, card()).await.unwrap();
    assert!(number(&app, first, AT).await.is_ok());
    let forbids = ContactSaid {
        new_phone: (MOBILE.to_owned(), ContactSafety::Unsafe),
        ..card()
    };
    keep(&app, second, forbids).await.unwrap();
    assert!(
        number(&app, first, AT).await.is_ok(),
        "nobody has said that they are one person"
    );
    let pairs = review_queue(&app.app, &mut app.ask(OFFICER, AT), PairQueue::Open, None)
        .await
        .unwrap()
        .pairs;
    let both = |pair: &&_| {
        let pair: &&hawthorn_app::people::review_suggestion::Pair = pair;
        [pair.newer.id, pair.older.id] == [second, first]
    };
    let pair = pairs.iter().find(both).unwrap();
    let mut ask = app.ask(OFFICER, AT);
    answer_suggestion(
        &app.app,
        &mut ask,
        pair.id,
        PairAnswer::Same,
        "Same birth certificate.",
    )
    .await
    .unwrap();
    let refused = number(&app, first, AT).await.unwrap_err();
    assert!(
        refused.to_string().contains("never to be used"),
        "{refused}"
    );
}
