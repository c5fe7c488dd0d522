//! Finding people, their record, possible duplicates and histories, as pages.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "test code stops at the first thing that is not as it should be"
)]

mod common;

use axum::http::StatusCode;
use common::{Page, Site};
use hawthorn_domain::incidents::PartyRole;
use hawthorn_domain::people::contact::ContactSafety;
use hawthorn_domain::people::{Address, Person, Source};
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};

const AT: &str = "2026-03-25T15:00:00Z";

fn named(reference: &str) -> IncidentSketch {
    IncidentSketch {
        reference: reference.to_owned(),
        ..IncidentSketch::default()
    }
}

fn hidden() -> IncidentSketch {
    IncidentSketch {
        flags: "HBA".to_owned(),
        victim_surname: "Okafor".to_owned(),
        victim_forename: "Amara".to_owned(),
        victim_born: "04/05/1991".to_owned(),
        other_surname: "Lindqvist".to_owned(),
        other_forename: "Per".to_owned(),
        other_born: "01/02/1988".to_owned(),
        ..named("H/1")
    }
}

async fn victim(app: &TestApp, sketch: IncidentSketch) -> PersonId {
    let id = app.incident(sketch).await;
    app.kept(id).await.party(PartyRole::Victim).unwrap().person
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
        app.ask(Cast::SupportOfficer, AT).entry(
            Deed::Changed,
            Verb::EditPerson,
            "Changed for a test",
        ),
    )
    .await
    .unwrap();
    tx.finish().await.unwrap();
}

fn typed(at: jiff::Timestamp) -> Source {
    Source {
        what: "typed by a worker".to_owned(),
        at,
    }
}

#[tokio::test]
async fn a_search_is_a_form_whose_words_never_stand_in_an_address_or_a_title() {
    let site = Site::at(AT).await;
    let id = victim(&site.app, named("23/7/26")).await;
    let officer = site.sign_in(Cast::SupportOfficer).await;
    officer
        .get("/search")
        .await
        .is_whole()
        .shows(&["method=\"post\" action=\"/search\"", "autocomplete=\"off\""])
        .hides(&["came up"]);
    let found = officer.post("/search", &[("q", "Katarzina Elwood")]).await;
    assert_eq!(found.status, StatusCode::OK);
    found.is_whole().shows(&[
        &format!("href=\"/people/{id}\""),
        "Katarzyna Ellwood",
        "2 November 1976",
        "value=\"Katarzina Elwood\"",
        "came up",
    ]);
    assert!(!found.title().contains("Elwood"), "{}", found.title());
    officer
        .post("/search", &[("q", "23/7/26")])
        .await
        .shows(&["has exactly this reference", "href=\"/incidents/I-"]);
    officer
        .post("/search", &[("q", "nobody of that sort")])
        .await
        .shows(&["Nobody whom you may see came up"]);
    let empty = officer.post("/search", &[("q", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    empty
        .is_whole()
        .shows(&["href=\"#q\"", "Type a name, a date of birth"]);
    officer
        .post("/search", &[("q", "<img src=x onerror=alert(1)>")])
        .await
        .shows(&["&lt;img src=x"])
        .hides(&["<img"]);
    assert_eq!(
        site.sign_in(Cast::Chair).await.get("/search").await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn a_record_shows_its_facts_with_sources_and_masks_what_is_confidential() {
    let site = Site::at(AT).await;
    let id = victim(&site.app, named("23/7/26")).await;
    change(&site.app, id, |person| {
        person.addresses.push(Address {
            line: "9 Refuge Close".to_owned(),
            postcode: "CV1 1AA".to_owned(),
            confidential: true,
            from: None,
            to: None,
            letters: ContactSafety::NotKnown,
            source: typed(site.now),
        });
        person.language = Some("Polish".to_owned());
    })
    .await;
    let officer = site.sign_in(Cast::SupportOfficer).await;
    let page = officer.get(&format!("/people/{id}")).await;
    page.is_whole().shows(&[
        "Katarzyna Ellwood",
        "2 November 1976 (49)",
        "police sheet, incident 23/7/26",
        "Polish, interpreter needed",
        "Confidential address",
        "1 Test Avenue, Bedworth",
        "23/7/26",
        "Sunil Davies",
        "Ex-partner",
        "Not known, ask before any contact",
        &format!("/history/person/{id}"),
    ]);
    page.hides(&["9 Refuge Close", "CV1 1AA"]);
    assert!(
        page.title().contains(&id.to_string()) && !page.title().contains("Ellwood"),
        "{}",
        page.title()
    );
}

#[tokio::test]
async fn a_hidden_record_is_missing_everywhere() {
    let site = Site::at(AT).await;
    let id = victim(&site.app, hidden()).await;
    let officer = site.sign_in(Cast::SupportOfficer).await;
    for path in [
        format!("/people/{id}"),
        format!("/history/person/{id}"),
        "/people/P-nothing".to_owned(),
        format!("/history/colour/{id}"),
    ] {
        let page = officer.get(&path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        page.is_whole().hides(&["Okafor"]);
    }
    assert_eq!(
        officer
            .post(
                &format!("/people/{id}/contact/reach"),
                &[("way", "phone"), ("index", "0")]
            )
            .await
            .status,
        StatusCode::NOT_FOUND
    );
    officer
        .post("/search", &[("q", "Amara Okafor")])
        .await
        .shows(&["Nobody whom you may see came up"]);
    let manager = site.sign_in(Cast::MashManager).await;
    manager
        .get(&format!("/people/{id}"))
        .await
        .is_whole()
        .shows(&["Amara Okafor", "This record is restricted"]);
}

/// Everybody who compares is told how much a reason counts; supervisors see the numbers.
async fn weights_are_for_supervisors(site: &Site, pair: &Page, path: &str) {
    assert!(!pair.title().contains("Ellwood"), "{}", pair.title());
    pair.shows(&["How much it counts", "Clearly for"]);
    pair.hides(&["<svg class=\"hw-waterfall\"", "What each reason weighs"]);
    let supervisor = site.sign_in(Cast::PoliceSupervisor).await;
    supervisor.get(path).await.is_whole().shows(&[
        "<svg class=\"hw-waterfall\"",
        "What each reason weighs",
        "All together",
        " in 1,000",
    ]);
}

#[tokio::test]
async fn two_records_are_compared_field_by_field_and_answered_by_a_person() {
    let site = Site::at(AT).await;
    let older = victim(&site.app, named("23/7/26")).await;
    let newer = victim(
        &site.app,
        IncidentSketch {
            victim_forename: "Katarzina".to_owned(),
            ..named("23/8/26")
        },
    )
    .await;
    let officer = site.sign_in(Cast::SupportOfficer).await;
    officer
        .get(&format!("/people/{older}"))
        .await
        .shows(&["may be this person"]);
    let queue = officer.get("/people/review").await;
    queue.is_whole().shows(&[
        "Waiting for an answer",
        "Katarzina Ellwood",
        "Katarzyna Ellwood",
        "For a supervisor",
    ]);
    // Both parties of the two reports are alike; the victims' pair is the one with the two spellings.
    let links: Vec<String> = queue
        .body
        .split("href=\"")
        .filter_map(|rest| rest.split('"').next())
        .filter(|link| link.starts_with("/people/review/"))
        .map(str::to_owned)
        .collect();
    let mut path = String::new();
    for link in links {
        if officer.get(&link).await.has(&newer.to_string()) {
            path = link;
        }
    }
    let pair = officer.get(&path).await;
    pair.is_whole().shows(&[
        "Are these the same person?",
        &older.to_string(),
        &newer.to_string(),
        "How they compare",
        "Same",
        "Close",
        "23/7/26",
        "23/8/26",
        "What happens if they are the same person",
    ]);
    weights_are_for_supervisors(&site, &pair, &path).await;

    let silent = officer.post(&path, &[("note", "Two spellings")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    silent
        .is_whole()
        .shows(&["href=\"#answer\"", "Two spellings</textarea>"]);
    let done = officer
        .post(&path, &[("answer", "same"), ("note", "Two spellings")])
        .await;
    assert_eq!(done.location(), "/people/review?done=same");
    officer
        .get(done.location())
        .await
        .shows(&["The two records now stand in one history"]);
    officer
        .get(&format!("/people/{older}"))
        .await
        .shows(&["Also recorded as", "23/8/26"]);

    let answered = officer.get(&path).await;
    answered.shows(&[
        "The same person",
        "said SupportOfficer Example",
        "Two spellings",
        "Say why the answer changes",
    ]);
    let unexplained = officer.post(&path, &[("answer", "different")]).await;
    assert_eq!(unexplained.status, StatusCode::UNPROCESSABLE_ENTITY);
    unexplained.is_whole().shows(&["href=\"#note\""]);
    let changed = officer
        .post(
            &path,
            &[("answer", "different"), ("note", "Two sisters-in-law")],
        )
        .await;
    assert_eq!(changed.location(), "/people/review?done=different");
    officer
        .get(&format!("/people/{older}"))
        .await
        .hides(&["Also recorded as"]);
    assert_eq!(
        site.sign_in(Cast::SocialCareManager)
            .await
            .get("/people/review")
            .await
            .status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        officer.get("/people/review/G-nothing").await.status,
        StatusCode::NOT_FOUND
    );
}
