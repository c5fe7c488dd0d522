//! Searching, opening a person, phone numbers, and answering whether two records are one person.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_app::Refusal;
use hawthorn_app::incidents::open_incident::open_incident;
use hawthorn_app::people::answer_suggestion::{PairAnswer, answer_suggestion};
use hawthorn_app::people::history::{RecordKind, history};
use hawthorn_app::people::open_person::open_person;
use hawthorn_app::people::review_suggestion::{Pair, PairQueue, open_pair, review_queue};
use hawthorn_app::people::safe_contact::reach;
use hawthorn_app::people::search::{SearchResults, search};
use hawthorn_domain::incidents::PartyRole;
use hawthorn_domain::incidents::screening::ScreeningCheck;
use hawthorn_domain::people::Person;
use hawthorn_domain::people::contact::Way;
use hawthorn_domain::platform::actor::Role;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::{IncidentId, PersonId};
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};

const AT: &str = "2026-03-25T15:00:00Z";
const OFFICER: Cast = Cast::SupportOfficer;

fn hidden() -> IncidentSketch {
    IncidentSketch {
        reference: "H/1".to_owned(),
        flags: "HBA".to_owned(),
        victim_surname: "Okafor".to_owned(),
        victim_forename: "Amara".to_owned(),
        victim_born: "04/05/1991".to_owned(),
        other_surname: "Lindqvist".to_owned(),
        other_forename: "Per".to_owned(),
        other_born: "01/02/1988".to_owned(),
        ..IncidentSketch::default()
    }
}

async fn person(app: &TestApp, id: IncidentId, role: PartyRole) -> PersonId {
    app.kept(id).await.party(role).unwrap().person
}

async fn find(app: &TestApp, who: Cast, text: &str) -> SearchResults {
    search(&app.app, &mut app.ask(who, AT), text).await.unwrap()
}

/// Changes a person behind the service, as other rooms' verbs do.
async fn change(app: &TestApp, id: PersonId, how: impl FnOnce(&mut Person)) {
    let read = app
        .store
        .get_unscoped::<Person>(&id.to_string())
        .await
        .unwrap()
        .unwrap();
    let mut changed = read.value.clone();
    how(&mut changed);
    let mut tx = app.store.begin().await.unwrap();
    tx.update(
        &read,
        &changed,
        app.ask(OFFICER, AT)
            .entry(Deed::Changed, Verb::EditPerson, "Changed for a test"),
    )
    .await
    .unwrap();
    tx.finish().await.unwrap();
}

async fn queue(app: &TestApp, who: Cast) -> Vec<Pair> {
    review_queue(&app.app, &mut app.ask(who, AT), PairQueue::Open, None)
        .await
        .unwrap()
        .pairs
}

/// The open pair of these two records.
async fn pair_of(app: &TestApp, who: Cast, left: PersonId, right: PersonId) -> Pair {
    queue(app, who)
        .await
        .into_iter()
        .find(|pair| pair.newer.id == left && pair.older.id == right)
        .expect("a suggestion for the two records")
}

async fn answer(
    app: &TestApp,
    who: Cast,
    pair: &Pair,
    said: PairAnswer,
    note: &str,
) -> Result<(), Refusal> {
    answer_suggestion(&app.app, &mut app.ask(who, AT), pair.id, said, note).await
}

#[tokio::test]
async fn a_search_says_why_each_row_came_up_and_keeps_no_names() {
    let app = TestApp::sqlite().await;
    let id = app
        .incident(IncidentSketch {
            reference: "23/1/26".to_owned(),
            ..IncidentSketch::default()
        })
        .await;
    let victim = person(&app, id, PartyRole::Victim).await;
    for text in [
        "Katarzyna Ellwood 02/11/1976",
        "ellwood katarzyna 1976-11-02",
        "Katarzyna Ellwood",
    ] {
        let found = find(&app, OFFICER, text).await;
        assert!(
            found
                .people
                .iter()
                .any(|row| row.id == victim && !row.why.is_empty()),
            "{text}: {found:?}"
        );
    }
    assert_eq!(
        find(&app, OFFICER, &victim.to_string()).await.people[0].why,
        ["this is its reference"]
    );
    assert_eq!(
        find(&app, OFFICER, "23/1/26")
            .await
            .incident
            .map(|incident| incident.id),
        Some(id)
    );
    assert_eq!(
        find(&app, OFFICER, "nobody of that sort").await,
        SearchResults::default()
    );
    assert!(matches!(
        search(&app.app, &mut app.ask(OFFICER, AT), "  ").await,
        Err(Refusal::Fields(_))
    ));
    assert!(matches!(
        search(&app.app, &mut app.ask(Cast::Chair, AT), "Ellwood").await,
        Err(Refusal::NotAllowed(Verb::SearchPeople))
    ));
    let scope = app.ask(OFFICER, AT).scope(&app.app).unwrap();
    let lines = app.store.log_from(&scope, None, 500).await.unwrap().lines;
    let searches: Vec<&str> = lines
        .iter()
        .filter(|line| line.deed == Deed::Listed)
        .map(|line| line.words.as_str())
        .collect();
    assert_eq!(searches, ["Searched for people"; 6]);
}

#[tokio::test]
async fn restricted_people_leave_no_trace_in_a_search() {
    for app in TestApp::each_database().await {
        let id = app.incident(hidden()).await;
        let victim = person(&app, id, PartyRole::Victim).await;
        for text in [
            "Amara Okafor 04/05/1991",
            &victim.to_string(),
            "H/1",
            &id.to_string(),
        ] {
            assert_eq!(
                find(&app, OFFICER, text).await,
                SearchResults::default(),
                "{text}"
            );
        }
        assert_eq!(
            find(&app, Cast::MashManager, "Amara Okafor 04/05/1991")
                .await
                .people[0]
                .id,
            victim
        );
        assert_eq!(
            find(&app, Cast::MashManager, "H/1")
                .await
                .incident
                .map(|incident| incident.id),
            Some(id)
        );
        assert!(matches!(
            open_person(&app.app, &mut app.ask(OFFICER, AT), victim).await,
            Err(Refusal::NotFound)
        ));
        assert!(matches!(
            reach(&app.app, &mut app.ask(OFFICER, AT), victim, Way::Phone, 0).await,
            Err(Refusal::NotFound)
        ));
        assert!(matches!(
            history(
                &app.app,
                &mut app.ask(OFFICER, AT),
                RecordKind::Person,
                &victim.to_string()
            )
            .await,
            Err(Refusal::NotFound)
        ));
    }
}

#[tokio::test]
async fn a_confidential_address_is_never_the_reason_for_a_search_result() {
    let app = TestApp::sqlite().await;
    let id = app.incident(IncidentSketch::default()).await;
    let victim = person(&app, id, PartyRole::Victim).await;
    let shown = |found: &SearchResults| found.people.iter().any(|row| row.id == victim);
    let home = "Katarzyna Ellwood CV12 6BF";
    let before = find(&app, OFFICER, home).await;
    assert!(shown(&before) && before.people.iter().any(|row| row.id == victim && row.why.iter().any(|why| why.starts_with("address"))), "{before:?}");
    change(&app, victim, |person| {
        person.addresses[0].confidential = true
    })
    .await;
    let after = find(&app, OFFICER, home).await;
    assert!(shown(&after), "her name still brings her up");
    assert!(
        after
            .people
            .iter()
            .filter(|row| row.id == victim)
            .all(|row| row
                .why
                .iter()
                .all(|why| !why.contains("address") && !why.contains("postcode"))),
        "{after:?}"
    );
    let page = open_person(&app.app, &mut app.ask(OFFICER, AT), victim)
        .await
        .unwrap();
    assert_eq!(
        (
            page.addresses[0].line.as_str(),
            page.addresses[0].postcode.as_str()
        ),
        ("Confidential address", "")
    );
}

#[tokio::test]
async fn one_thing_typed_is_enough_and_a_confidential_postcode_alone_brings_nobody_up() {
    let app = TestApp::sqlite().await;
    let id = app.incident(IncidentSketch::default()).await;
    let victim = person(&app, id, PartyRole::Victim).await;
    let other = person(&app, id, PartyRole::PersonCausingHarm).await;
    let ids = |found: &SearchResults| found.people.iter().map(|row| row.id).collect::<Vec<_>>();
    for (text, field) in [
        ("Ellwood", "surname: same surname"),
        ("Elwood", "surname: surname differs by one letter"),
        ("Ellw", "surname: surname begins with the letters asked for"),
        ("Katarzyna", "first name: same first name"),
        (
            "Kasia",
            "first name: a short or other form of the same first name",
        ),
        ("02/11/1976", "date of birth: same date of birth"),
        ("Ellw 02/11/1976", "date of birth: same date of birth"),
    ] {
        let found = find(&app, OFFICER, text).await;
        assert_eq!(ids(&found), [victim], "{text}");
        let row = &found.people[0];
        assert!(
            row.why.iter().any(|why| why == field),
            "{text}: {:?}",
            row.why
        );
        let alone = !text.contains(' ');
        assert_eq!(row.cautions.is_empty(), alone, "{text}: {:?}", row.cautions);
    }
    let home = "CV12 6BF";
    let found = find(&app, OFFICER, home).await;
    assert!(ids(&found).contains(&victim), "a postcode alone: {found:?}");
    let both = find(&app, OFFICER, "Ellwood CV12 6BF").await;
    change(&app, victim, |person| {
        person.addresses[0].confidential = true;
    })
    .await;
    let found = find(&app, OFFICER, home).await;
    assert!(!ids(&found).contains(&victim), "{found:?}");
    assert!(ids(&found).iter().all(|id| *id == other), "{found:?}");
    let by_name = find(&app, OFFICER, "Ellwood").await;
    let with_home = find(&app, OFFICER, "Ellwood CV12 6BF").await;
    let row = |found: &SearchResults| found.people.iter().find(|row| row.id == victim).cloned();
    assert!(row(&both).is_some_and(|row| row.why.len() > 1));
    assert_eq!(
        row(&with_home),
        row(&by_name),
        "her postcode changes nothing of what is told"
    );
}

#[tokio::test]
async fn who_may_not_open_people_or_histories_is_refused() {
    let app = TestApp::sqlite().await;
    let id = app.incident(IncidentSketch::default()).await;
    let victim = person(&app, id, PartyRole::Victim).await;
    for who in [
        Cast::Chair,
        Cast::BoardMember,
        Cast::HousingSpoc,
        Cast::Administrator,
    ] {
        assert!(
            matches!(
                open_person(&app.app, &mut app.ask(who, AT), victim).await,
                Err(Refusal::NotFound)
            ),
            "{who:?}"
        );
    }
    open_person(&app.app, &mut app.ask(Cast::Idva, AT), victim)
        .await
        .unwrap();
    assert!(matches!(
        history(
            &app.app,
            &mut app.ask(Cast::Idva, AT),
            RecordKind::Person,
            &victim.to_string()
        )
        .await,
        Err(Refusal::NotAllowed(Verb::ViewHistory))
    ));
    assert!(
        matches!(
            history(
                &app.app,
                &mut app.ask(OFFICER, AT),
                RecordKind::Meeting,
                &victim.to_string()
            )
            .await,
            Err(Refusal::NotFound)
        ),
        "an identifier of another kind"
    );
    let page = open_person(&app.app, &mut app.ask(Cast::Idva, AT), victim)
        .await
        .unwrap();
    assert!(
        page.incidents.is_empty() && !page.may_review && !page.may_view_history,
        "the IDVA opens people, not incidents"
    );
}

#[tokio::test]
async fn an_auditor_reads_who_did_what_to_open_records_and_opens_none() {
    for app in TestApp::each_database().await {
        let open = app.incident(IncidentSketch::default()).await;
        let closely = app.incident(hidden()).await;
        let victim = person(&app, open, PartyRole::Victim).await;
        let secret = person(&app, closely, PartyRole::Victim).await;
        let mut officer = app.ask(Cast::Auditor, AT);
        officer.actor.roles = [Role::DataProtectionOfficer].into();
        for mut ask in [app.ask(Cast::Auditor, AT), officer] {
            for (kind, shown, hidden) in [
                (RecordKind::Person, victim.to_string(), secret.to_string()),
                (RecordKind::Incident, open.to_string(), closely.to_string()),
            ] {
                let lines = history(&app.app, &mut ask, kind, &shown).await.unwrap();
                assert!(
                    lines.iter().any(|line| line.deed == Deed::Created),
                    "{kind:?}"
                );
                let lines = history(&app.app, &mut ask, kind, &hidden).await;
                assert!(matches!(lines, Err(Refusal::NotFound)), "{kind:?}");
            }
            assert!(open_person(&app.app, &mut ask, victim).await.is_err());
            ask.actor.area = AreaCode::new("kent-medway").unwrap();
            let abroad = history(&app.app, &mut ask, RecordKind::Person, &victim.to_string()).await;
            assert!(matches!(abroad, Err(Refusal::NotFound)), "another area");
        }
        let mut board = app.ask(Cast::BoardMember, AT);
        let lines = history(
            &app.app,
            &mut board,
            RecordKind::Person,
            &victim.to_string(),
        )
        .await;
        assert!(matches!(lines, Err(Refusal::NotFound)));
    }
}

#[tokio::test]
async fn confirming_a_pair_joins_the_histories_and_taking_it_back_parts_them() {
    for app in TestApp::each_database().await {
        let first = app
            .incident(IncidentSketch {
                reference: "F/1".to_owned(),
                received: "02/01/2026 10:00".to_owned(),
                ..IncidentSketch::default()
            })
            .await;
        let second = app
            .incident(IncidentSketch {
                reference: "F/2".to_owned(),
                ..IncidentSketch::default()
            })
            .await;
        let before = open_incident(&app.app, &mut app.ask(OFFICER, AT), second)
            .await
            .unwrap();
        assert!(
            before.others.is_empty() && before.open_suggestions.len() == 2,
            "nobody is joined without a person (R68)"
        );
        for role in [PartyRole::Victim, PartyRole::PersonCausingHarm] {
            let pair = pair_of(
                &app,
                OFFICER,
                person(&app, second, role).await,
                person(&app, first, role).await,
            )
            .await;
            assert_eq!(pair.newer.incidents, [(second, "F/2".to_owned())]);
            assert_eq!(pair.older.incidents, [(first, "F/1".to_owned())]);
            assert!(!pair.fields.is_empty());
            answer(&app, OFFICER, &pair, PairAnswer::Same, "")
                .await
                .unwrap();
            assert!(matches!(
                answer(&app, OFFICER, &pair, PairAnswer::Same, "again").await,
                Err(Refusal::Conflict(_))
            ));
        }
        let joined = open_incident(&app.app, &mut app.ask(OFFICER, AT), second)
            .await
            .unwrap();
        assert!(joined.open_suggestions.is_empty());
        assert_eq!(
            joined
                .others
                .iter()
                .map(|other| (other.id, other.of_pair, other.earlier))
                .collect::<Vec<_>>(),
            [(first, true, true)]
        );
        let found = &joined
            .checks
            .iter()
            .find(|view| view.check == ScreeningCheck::EarlierIncidents)
            .unwrap()
            .found;
        assert_eq!(
            found,
            "1 earlier incident of this pair since 2 January 2026: F/1."
        );
        let older = open_incident(&app.app, &mut app.ask(OFFICER, AT), first)
            .await
            .unwrap();
        assert!(
            !older.others[0].earlier
                && older
                    .checks
                    .iter()
                    .find(|view| view.check == ScreeningCheck::EarlierIncidents)
                    .unwrap()
                    .found
                    .starts_with("No earlier"),
            "what came later is no earlier incident"
        );
        let victim = person(&app, second, PartyRole::Victim).await;
        let page = open_person(&app.app, &mut app.ask(OFFICER, AT), victim)
            .await
            .unwrap();
        assert_eq!((page.incidents.len(), page.linked.len()), (2, 1));

        // Taken back with a note; the first answer stays in the history.
        let scope = app.ask(OFFICER, AT).scope(&app.app).unwrap();
        let about = app
            .store
            .suggestions_about(&scope, &[victim])
            .await
            .unwrap();
        let pair = open_pair(&app.app, &mut app.ask(OFFICER, AT), about[0].id)
            .await
            .unwrap();
        assert!(matches!(
            answer(&app, OFFICER, &pair, PairAnswer::Different, " ").await,
            Err(Refusal::Fields(_))
        ));
        answer(
            &app,
            OFFICER,
            &pair,
            PairAnswer::Different,
            "A sister of hers.",
        )
        .await
        .unwrap();
        assert!(
            open_person(&app.app, &mut app.ask(OFFICER, AT), victim)
                .await
                .unwrap()
                .linked
                .is_empty()
        );
        let log = app
            .store
            .history(&scope, "suggestion", &pair.id.to_string(), 50)
            .await
            .unwrap();
        assert!(
            log.iter()
                .any(|line| line.words == "Answered: the same person")
                && log
                    .iter()
                    .any(|line| line.words.starts_with("Changed the answer from")),
            "{log:?}"
        );
    }
}

#[tokio::test]
async fn an_unsure_answer_waits_for_a_supervisor() {
    let app = TestApp::sqlite().await;
    let first = app
        .incident(IncidentSketch {
            received: "02/01/2026 10:00".to_owned(),
            ..IncidentSketch::default()
        })
        .await;
    let second = app.incident(IncidentSketch::default()).await;
    let pair = pair_of(
        &app,
        OFFICER,
        person(&app, second, PartyRole::Victim).await,
        person(&app, first, PartyRole::Victim).await,
    )
    .await;
    answer(&app, OFFICER, &pair, PairAnswer::Unsure, "")
        .await
        .unwrap();
    let waiting = review_queue(
        &app.app,
        &mut app.ask(Cast::PoliceSupervisor, AT),
        PairQueue::Unsure,
        None,
    )
    .await
    .unwrap();
    assert_eq!(
        waiting
            .pairs
            .iter()
            .map(|waits| waits.id)
            .collect::<Vec<_>>(),
        [pair.id]
    );
    for who in [Cast::Idva, Cast::MashManager] {
        assert!(
            matches!(
                answer(&app, who, &pair, PairAnswer::Same, "x").await,
                Err(Refusal::NotAllowed(Verb::ReviewSuggestion))
            ),
            "{who:?}"
        );
        assert!(
            matches!(
                review_queue(&app.app, &mut app.ask(who, AT), PairQueue::Open, None).await,
                Err(Refusal::NotAllowed(Verb::ReviewSuggestion))
            ),
            "{who:?}"
        );
    }
}

#[tokio::test]
async fn joining_with_a_restricted_record_restricts_the_other_and_betrays_nothing_before() {
    let app = TestApp::sqlite().await;
    let open = app
        .incident(IncidentSketch {
            flags: String::new(),
            reference: "O/1".to_owned(),
            ..hidden()
        })
        .await;
    let closely = app.incident(hidden()).await;
    let victim = person(&app, open, PartyRole::Victim).await;
    let held = person(&app, closely, PartyRole::Victim).await;
    assert!(
        queue(&app, OFFICER).await.is_empty(),
        "a pair with a restricted side is not listed"
    );
    let seen = open_incident(&app.app, &mut app.ask(OFFICER, AT), open)
        .await
        .unwrap();
    assert!(seen.open_suggestions.is_empty() && seen.others.is_empty());
    assert!(
        seen.checks.iter().all(|view| !view.found.contains("H/1")),
        "{:?}",
        seen.checks
    );

    // Somebody who is told of every restricted record and may also answer pairs.
    let mut both = app.ask(OFFICER, AT);
    both.actor.roles.extend(Cast::MashManager.roles());
    let pairs = review_queue(&app.app, &mut both, PairQueue::Open, None)
        .await
        .unwrap()
        .pairs;
    let pair = pairs
        .iter()
        .find(|pair| pair.newer.id == held && pair.older.id == victim)
        .unwrap();
    assert!(matches!(
        answer(&app, OFFICER, pair, PairAnswer::Same, "").await,
        Err(Refusal::NotFound)
    ));
    answer_suggestion(&app.app, &mut both, pair.id, PairAnswer::Same, "")
        .await
        .unwrap();
    let kept = app
        .store
        .get_unscoped::<Person>(&victim.to_string())
        .await
        .unwrap()
        .unwrap();
    assert!(kept.restriction.is_restricted(), "the closer side wins");
    assert!(matches!(
        open_person(&app.app, &mut app.ask(OFFICER, AT), victim).await,
        Err(Refusal::NotFound)
    ));
    let masked = open_incident(&app.app, &mut app.ask(OFFICER, AT), open)
        .await
        .unwrap();
    assert_eq!(
        (
            masked.parties[0].name.as_str(),
            masked.parties[0].name_as_reported.as_str(),
            masked.parties[0].person
        ),
        ("Restricted person", "", None)
    );
    let told = history(&app.app, &mut both, RecordKind::Person, &victim.to_string())
        .await
        .unwrap();
    assert!(
        told.iter()
            .any(|line| line.words.starts_with("Restricted the record")),
        "{told:?}"
    );
}
