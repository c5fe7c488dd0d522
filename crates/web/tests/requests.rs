//! The requests for information as an agency's contact meets them: the inbox, the reply on one page, the copy.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

mod common;
mod played;

use common::Page;
use hawthorn_app::mash::refer::make_referral;
use hawthorn_app::mash::request_information::{Question, request_information};
use hawthorn_app::mash::set_rating::{NewRating, set_rating};
use hawthorn_app::mash::withdraw_request::withdraw_request;
use hawthorn_domain::mash::Rag;
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::ids::RequestId;
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};
use played::Played;

const MORNING: &str = "2026-03-25T15:00:00Z";
const LATER: &str = "2026-03-25T16:00:00Z";

fn has(page: &Page, words: &[&str]) {
    page.shows(words);
}

fn lacks(page: &Page, words: &[&str]) {
    page.hides(words);
}

/// A request to child health on three people.
async fn asked(app: &TestApp) -> RequestId {
    let incident = app
        .incident(IncidentSketch {
            children: "Ola Ellwood 01/02/2019".into(),
            ..IncidentSketch::default()
        })
        .await;
    let referral = make_referral(
        &app.app,
        &mut app.ask(Cast::SupportOfficer, MORNING),
        incident,
        "A child was in the room.",
    )
    .await
    .unwrap();
    let rating = NewRating {
        rag: Rag::Amber,
        reason: "No immediate harm.".into(),
    };
    set_rating(
        &app.app,
        &mut app.ask(Cast::SocialCareManager, MORNING),
        referral.id,
        rating,
    )
    .await
    .unwrap();
    let question = Question {
        agencies: vec![AgencyCode::new("child_health")],
        why: "To judge the risk <b>to the child</b>.".into(),
        people: Vec::new(),
    };
    request_information(
        &app.app,
        &mut app.ask(Cast::SocialWorker, MORNING),
        referral.id,
        question,
    )
    .await
    .unwrap()[0]
}

/// The names of the radios, one for each person.
fn holdings(reply: &Page) -> Vec<String> {
    let mut names: Vec<String> = reply
        .body
        .split("name=\"holding-")
        .skip(1)
        .map(|rest| format!("holding-{}", rest.split('"').next().unwrap()))
        .collect();
    names.dedup();
    names
}

#[tokio::test]
async fn the_inbox_says_what_waits_and_the_page_who_asks_and_why() {
    let app = TestApp::sqlite().await;
    let id = asked(&app).await;
    let site = Played::new(app, LATER);
    let inbox = site.get(Cast::HealthSpoc, "/requests").await;
    has(
        &inbox,
        &[
            "1 request waits for your agency’s answer.",
            &format!("href=\"/requests/{id}\""),
            "Amber",
            "Katarzyna Ellwood",
            "Your agency has not answered a request yet.",
        ],
    );
    let page = site.get(Cast::HealthSpoc, &format!("/requests/{id}")).await;
    has(
        &page,
        &[
            "To judge the risk &lt;b&gt;to the child&lt;/b&gt;.",
            "Katarzyna Ellwood, victim, born 2 November 1976 (49)",
            "SocialWorker Example",
            "Send the answer",
            "Answer: nothing held on any of the 3 people",
        ],
    );
    assert_eq!(holdings(&page).len(), 3);
    has(&page, &["Known now", "Known before", "Not known"]);
    assert!(
        !page.is_whole().title().contains("Ellwood"),
        "titles hold no names"
    );
}

#[tokio::test]
async fn nothing_held_is_one_press() {
    let app = TestApp::sqlite().await;
    let id = asked(&app).await;
    let site = Played::new(app, LATER);
    let done = site
        .post(Cast::HealthSpoc, &format!("/requests/{id}/nothing"), &[])
        .await;
    assert_eq!(
        (done.status.as_u16(), done.location()),
        (303, format!("/requests/{id}?done=answered").as_str())
    );
    let copy = site.get(Cast::HealthSpoc, done.location()).await;
    has(
        &copy,
        &[
            "Your answer is sent.",
            "The answer as it was sent",
            "Not known",
            "HealthSpoc Example",
        ],
    );
    lacks(&copy, &["Send the answer"]);
    has(
        &site.get(Cast::HealthSpoc, "/requests").await,
        &[
            "0 requests wait",
            "Nothing waits for your answer.",
            "Answered 25 March 2026",
        ],
    );
    let again = site
        .post(Cast::HealthSpoc, &format!("/requests/{id}/nothing"), &[])
        .await;
    assert_eq!(again.status, 422);
    has(&again, &["This request has been answered already."]);
}

#[tokio::test]
async fn what_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost() {
    let app = TestApp::sqlite().await;
    let id = asked(&app).await;
    let site = Played::new(app, LATER);
    let path = format!("/requests/{id}");
    let people = holdings(&site.get(Cast::HealthSpoc, &path).await);
    let one = [
        (people[0].as_str(), "known"),
        ("lines", "3"),
        ("line-0-what", "A line kept"),
        ("may_tell", "All of it kept"),
    ];
    let refused = site.post(Cast::HealthSpoc, &path, &one).await;
    assert_eq!(refused.status, 422);
    has(
        &refused,
        &[
            "2 still to answer",
            "href=\"#holdings\"",
            "A line kept",
            "All of it kept",
            "value=\"known\" checked",
        ],
    );
    let all = [
        (people[0].as_str(), "known"),
        (people[1].as_str(), "not_known"),
        (people[2].as_str(), "not_known"),
    ];
    let refused = site.post(Cast::HealthSpoc, &path, &all).await;
    has(
        &refused,
        &["id=\"summary-error\"", "Somebody is known to your agency."],
    );
    let dated = [
        &all[..],
        &[
            ("summary", "Known well."),
            ("lines", "3"),
            ("line-1-day", "31"),
            ("line-1-month", "2"),
            ("line-1-year", "2026"),
            ("line-1-what", "Impossible day"),
        ],
    ]
    .concat();
    let refused = site.post(Cast::HealthSpoc, &path, &dated).await;
    assert_eq!(refused.status, 422);
    has(
        &refused,
        &[
            "Line 2: Enter a real date",
            "href=\"#line-1-day\"",
            "id=\"line-1-day\"",
            "Impossible day",
            "value=\"31\"",
        ],
    );
}

#[tokio::test]
async fn more_lines_keep_what_was_typed_and_the_copy_has_all_of_it() {
    let app = TestApp::sqlite().await;
    let id = asked(&app).await;
    let site = Played::new(app, LATER);
    let path = format!("/requests/{id}");
    let page = site.get(Cast::HealthSpoc, &path).await;
    has(&page, &["id=\"line-2-day\"", "name=\"lines\" value=\"3\""]);
    lacks(&page, &["id=\"line-3-day\""]);
    let people = holdings(&page);
    let typed = [
        (people[0].as_str(), "known_before"),
        (people[1].as_str(), "not_known"),
        (people[2].as_str(), "known"),
        ("lines", "3"),
        ("line-0-day", "5"),
        ("line-0-month", "1"),
        ("line-0-year", "2026"),
        ("line-0-what", "First visit\r\nat home"),
        ("summary", "What it means"),
    ];
    let more = site
        .post(
            Cast::HealthSpoc,
            &path,
            &[&typed[..], &[("act", "more")]].concat(),
        )
        .await;
    assert_eq!(more.status, 200);
    has(
        &more,
        &[
            "id=\"line-5-day\"",
            "name=\"lines\" value=\"6\"",
            "First visit",
            "value=\"known_before\" checked",
            "What it means",
        ],
    );
    let last = [
        ("lines", "6"),
        ("line-5-what", "Sixth line"),
        ("missing_people", "A brother, 4."),
        ("may_tell", "Yes, all."),
        ("withheld", "Nothing."),
    ];
    let typed: Vec<(&str, &str)> = typed
        .iter()
        .filter(|(name, _)| *name != "lines")
        .chain(&last)
        .copied()
        .collect();
    let done = site.post(Cast::HealthSpoc, &path, &typed).await;
    assert_eq!(done.status, 303, "{}", done.body);
    has(
        &site.get(Cast::HealthSpoc, done.location()).await,
        &[
            "5 January 2026",
            "First visit",
            "Date not known",
            "Sixth line",
            "A brother, 4.",
            "Known before",
            "What the person may be told",
        ],
    );
}

#[tokio::test]
async fn only_the_agency_asked_and_the_hub_open_a_request() {
    let app = TestApp::sqlite().await;
    let id = asked(&app).await;
    let site = Played::new(app, LATER);
    let path = format!("/requests/{id}");
    assert_eq!(site.get(Cast::Auditor, "/requests").await.status, 403);
    assert_eq!(site.get(Cast::Idva, &path).await.status, 403);
    let other = site.get(Cast::HousingSpoc, &path).await;
    assert!(
        matches!(other.status.as_u16(), 403 | 404),
        "{}",
        other.status
    );
    lacks(&other, &["Ellwood"]);
    assert_eq!(
        site.get(Cast::HealthSpoc, "/requests/Q-nonsense")
            .await
            .status,
        404
    );
    let hub = site.get(Cast::SocialWorker, &path).await;
    has(
        &hub,
        &["No answer has come yet.", "Open the referral it belongs to"],
    );
    lacks(&hub, &["Send the answer"]);
    let refused = site
        .post(Cast::SocialWorker, &format!("{path}/nothing"), &[])
        .await;
    assert_eq!(refused.status, 403);
    withdraw_request(
        &site.site.app.app,
        &mut site.site.app.ask(Cast::SocialWorker, LATER),
        id,
    )
    .await
    .unwrap();
    let gone = site.get(Cast::HealthSpoc, &path).await;
    assert_ne!(gone.status, 200);
    lacks(&gone, &["Ellwood"]);
}
