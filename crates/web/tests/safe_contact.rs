//! The safe-contact card: written down by a person, told on every page, and a number shown once after the check (R25–R32).
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

mod common;

use axum::http::StatusCode;
use common::{Reader, Site};
use hawthorn_domain::incidents::PartyRole;
use hawthorn_domain::platform::ids::PersonId;
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};

const AT: &str = "2026-03-25T15:00:00Z";
const MOBILE: &str = "+447700900123";

async fn victim(app: &TestApp) -> PersonId {
    let id = app.incident(IncidentSketch::default()).await;
    app.kept(id).await.party(PartyRole::Victim).unwrap().person
}

#[tokio::test]
async fn a_card_is_written_down_and_a_number_is_shown_once_after_the_check() {
    let site = Site::at(AT).await;
    let id = victim(&site.app).await;
    let officer = site.sign_in(Cast::SupportOfficer).await;
    let path = format!("/people/{id}/contact");
    officer
        .get(&path)
        .await
        .is_whole()
        .shows(&["Not known, ask before any contact", "Not asked yet"]);
    let form = officer.get(&format!("{path}/change")).await;
    form.is_whole().shows(&[
        "Is each way safe?",
        "name=\"version\"",
        "name=\"way-letter-0\"",
    ]);
    let wrong = officer
        .post(
            &path,
            &[("new_phone", "07700 900123"), ("new_phone_safety", "safe")],
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong
        .is_whole()
        .shows(&["Say whose words these are", "value=\"07700 900123\""]);
    let card = [
        ("way-letter-0", "unsafe"),
        ("new_phone", "07700 900123"),
        ("new_phone_safety", "safe"),
        ("safe_times", "school hours"),
        ("never", "Never leave a <b>message</b>"),
        ("code_word", "marmalade"),
        ("whose", "worker"),
        ("asked-day", "25"),
        ("asked-month", "3"),
        ("asked-year", "2026"),
    ];
    let kept = officer.post(&path, &card).await;
    assert_eq!(kept.location(), format!("{path}?done=kept"));
    let page = officer.get(&path).await;
    page.is_whole()
        .shows(&[
            "Safe: by phone, school hours",
            "Use this number",
            "A worker who supports them",
            "Never leave a &lt;b&gt;",
        ])
        .hides(&[MOBILE, "7700900", "marmalade"]);
    officer
        .get(&format!("/people/{id}"))
        .await
        .is_whole()
        .shows(&["Safe: by phone, school hours"]);
    let incident = officer
        .get(&format!("/people/{id}"))
        .await
        .link("/incidents/I-");
    officer
        .get(&incident)
        .await
        .shows(&["Safe: by phone, school hours"]);
    one_way_at_a_time(&officer, id).await;
}

async fn one_way_at_a_time(officer: &Reader<'_>, id: PersonId) {
    let path = format!("/people/{id}/contact");
    let reach = format!("{path}/reach");
    let shown = officer
        .post(&reach, &[("way", "phone"), ("index", "0")])
        .await;
    assert_eq!(shown.status, StatusCode::OK);
    shown
        .is_whole()
        .shows(&[MOBILE, "marmalade", "Kept that you saw it"]);
    let refused = officer
        .post(&reach, &[("way", "letter"), ("index", "0")])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused
        .is_whole()
        .shows(&["Not shown. This address is marked never to be used."])
        .hides(&[MOBILE]);
    for (way, index) in [
        ("phone", "2"),
        ("phone", "x"),
        ("pigeon", "0"),
        ("phone", "-1"),
    ] {
        let missing = officer
            .post(&reach, &[("way", way), ("index", index)])
            .await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND, "{way} {index}");
    }
    officer
        .get(&format!("/history/person/{id}"))
        .await
        .is_whole()
        .shows(&[
            "Wrote down how to reach the person safely",
            "Saw a way to reach the person in full: phone",
            "Asked for a way to reach the person that is not cleared: letter",
            "SupportOfficer Example",
            &format!("href=\"/people/{id}\""),
        ])
        .hides(&["Ellwood", "900123", "marmalade"]);
}
