//! The pages of the directory: found by need and time, doubts shown, changed and approved (R243–R247, C28).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

mod common;

use axum::http::StatusCode;
use common::Site;
use hawthorn_testkit::Cast;

/// A site in Warwickshire whose directory is loaded; a Tuesday, 3pm.
async fn site() -> Site {
    let site = Site::at("2026-03-24T15:00:00Z").await;
    site.app.load_directory().await;
    site
}

#[tokio::test]
async fn an_empty_directory_says_how_to_fill_it() {
    let site = Site::at("2026-03-24T15:00:00Z").await;
    let reader = site.sign_in(Cast::HousingSpoc).await;
    let page = reader.get("/directory").await;
    page.is_whole().shows(&["hawthorn directory load"]);
}

#[tokio::test]
async fn a_worker_finds_who_is_open_now_and_reads_how_to_refer() {
    let site = site().await;
    let reader = site.sign_in(Cast::HousingSpoc).await;
    let page = reader.get("/directory?need=sexual_violence&open=now").await;
    page.is_whole()
        .shows(&[
            "Coventry and Warwickshire sexual assault referral centre",
            "Open now",
        ])
        .hides(&["Safeline"]);
    let none = reader
        .get("/directory?need=lgbt&whom=people_causing_harm")
        .await;
    none.shows(&["No service fits"]);
    let entry = reader.get(&page.link("/directory/D-")).await;
    entry
        .is_whole()
        .shows(&["Never checked", "Ages"])
        .hides(&["Change this entry", "Approve"]);
    assert!(!entry.title().contains("assault"), "{}", entry.title());
}

#[tokio::test]
async fn a_doubtful_mailbox_is_shown_as_one_not_to_write_to() {
    let site = site().await;
    let reader = site.sign_in(Cast::HousingSpoc).await;
    let list = reader.get("/directory?q=marac").await;
    let page = reader.get(&list.link("/directory/D-")).await;
    page.shows(&[
        "refuge.cjism.net",
        "Do not write to it yet",
        "What is in doubt",
    ])
    .hides(&["mailto:"]);
}

/// The whole form of an entry with these opening times.
fn filled(opening: &'static str) -> Vec<(&'static str, &'static str)> {
    vec![
        ("version", "1"),
        ("name", "Sanctuary scheme in Warwickshire"),
        ("organisation", "Refuge"),
        ("kind", "sanctuary"),
        ("opening", opening),
        ("phones", "0800 408 1552"),
        ("needs", "home_security"),
        ("for_whom", "victims"),
        ("location", "none"),
        ("audience", "everybody"),
        ("state", "active"),
        ("cost", "free"),
        ("min_age", "16"),
    ]
}

#[tokio::test]
async fn the_owner_changes_hours_and_a_steward_approves_what_changed() {
    let site = site().await;
    let owner = site.sign_in(Cast::Idva).await;
    let list = owner.get("/directory?q=sanctuary").await;
    let entry = list.link("/directory/D-");
    let form = owner.get(&format!("{entry}/edit")).await;
    form.is_whole()
        .shows(&["Monday to Friday 08:30-20:30", "value=\"1\""]);
    let wrong = owner
        .post(&format!("{entry}/edit"), &filled("Mondays at nine"))
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong.is_whole().shows(&[
        "could not be read as opening times",
        "Mondays at nine",
        "0800 408 1552",
    ]);
    let sent = owner
        .post(
            &format!("{entry}/edit"),
            &filled("Monday to Saturday 09:00-17:00"),
        )
        .await;
    assert_eq!(sent.location(), format!("{entry}?done=proposed"));
    owner
        .get(&entry)
        .await
        .shows(&["Somebody else, who is a steward, approves it"])
        .hides(&["Approve this change"]);

    let steward = site.sign_in(Cast::Coordinator).await;
    steward
        .get("/directory?show=waiting")
        .await
        .is_whole()
        .shows(&["Change waits", "Sanctuary"]);
    let page = steward.get(&entry).await;
    page.is_whole().shows(&[
        "What would change",
        "Monday to Saturday 09:00-17:00",
        "Approve this change",
    ]);
    let silent = steward
        .post(
            &format!("{entry}/answer"),
            &[("version", "2"), ("answer", "return")],
        )
        .await;
    silent.shows(&["Say why the change is sent back"]);
    let done = steward
        .post(
            &format!("{entry}/answer"),
            &[("version", "2"), ("answer", "approve")],
        )
        .await;
    assert_eq!(done.location(), format!("{entry}?done=approved"));
    let shown = steward.get(&entry).await;
    shown.shows(&["Monday to Saturday, 9am to 5pm", "Checked on 24 March 2026"]);
}

#[tokio::test]
async fn a_new_service_is_proposed_with_every_fault_named_at_once() {
    let site = site().await;
    let reader = site.sign_in(Cast::EarlyHelp).await;
    reader
        .get("/directory/new")
        .await
        .is_whole()
        .shows(&["Add a service"]);
    let wrong = reader
        .post(
            "/directory/new",
            &[("kind", "drop_in"), ("min_age", "x"), ("web", "ftp://x")],
        )
        .await;
    wrong.shows(&["Enter an age in whole years"]);
    let wrong = reader
        .post(
            "/directory/new",
            &[
                ("kind", "refuge"),
                ("web", "ftp://x"),
                ("location", "open"),
                ("postcode", "ZZ99 9ZZ"),
            ],
        )
        .await;
    wrong.shows(&[
        "Enter the name of the service",
        "beginning with https://",
        "Where a refuge is stays secret",
    ]);
    let good = reader
        .post(
            "/directory/new",
            &[
                ("kind", "drop_in"),
                ("name", "Evening drop-in"),
                ("organisation", "Example trust"),
            ],
        )
        .await;
    assert_eq!(good.status, StatusCode::SEE_OTHER);
    reader
        .get(good.location())
        .await
        .is_whole()
        .shows(&["This is a new entry"]);
}
