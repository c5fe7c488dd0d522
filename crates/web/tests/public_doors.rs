//! The two forms of the public host as a browser without script fills them in: kept while it is open, sent once, gone on leaving (REF-1 to REF-5, VIC-1 to VIC-10).
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

mod visitor;

use axum::http::StatusCode;
use hawthorn_app::doors::puzzle::is_solved;
use hawthorn_domain::doors::form::{Kind, OWN, REFER};
use hawthorn_domain::platform::settings::doors::telling_word;
use visitor::browser;

#[tokio::test]
async fn somebody_is_referred_in_twelve_pages_without_an_account_and_once() {
    let browser = browser(false).await;
    browser.get("/refer").await.shows(&["ring 999", "Begin"]);
    browser.refer().await;
    // Back loses nothing, and a change goes back to the check.
    browser
        .get("/refer/4")
        .await
        .shows(&["value=\"Wren Hollowell\""]);
    let changed = browser
        .post(
            "/refer/4",
            &[("name", "Wren Hollowell"), ("born", "35"), ("to", "check")],
        )
        .await;
    assert_eq!(changed.to, "/refer/check");
    let check = browser.get("/refer/check").await;
    check.shows(&[
        "35",
        "Col Brandreth",
        "The support service that answers for this place takes it.",
    ]);
    let refused = browser.send_file("letter.pdf", "<html>").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.shows(&["Send a PDF", "Col Brandreth"]);
    let sent = browser.send_file("letter.pdf", "%PDF-1.7").await;
    assert_eq!(
        (sent.status, sent.to.as_str()),
        (StatusCode::SEE_OTHER, "/refer/done")
    );
    let again = browser.send_file("letter.pdf", "%PDF-1.7").await;
    assert_eq!(again.to, "/refer/done", "refreshing sends nothing twice");
    let done = browser.get("/refer/done").await;
    done.shows(&["Your code is", "The first contact is due"]);
    assert!(
        !done.text.contains("Wren"),
        "the last page tells nothing of what was sent"
    );
    let code = done
        .text
        .split("<strong>")
        .nth(1)
        .unwrap()
        .split('<')
        .next()
        .unwrap()
        .to_owned();
    let seen = browser.post("/refer/track", &[("code", &code)]).await;
    seen.shows(&["It has come in and waits"]);
    assert!(!seen.text.contains("Wren"));
    let wrong = browser
        .post("/refer/track", &[("code", "12345 12345")])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let kept = browser.app.store.count_door_drafts(5).await.unwrap();
    assert_eq!(kept, 1, "the receipt alone");
}

#[tokio::test]
async fn a_worry_about_a_child_alone_is_sent_on_before_anything_personal_and_keeps_nothing() {
    let browser = browser(false).await;
    let page = browser.post("/refer/1", &[("about", "child_only")]).await;
    assert_eq!(page.status, StatusCode::OK);
    page.shows(&["children’s front door", "Nothing that you chose was kept"]);
    assert_eq!(browser.app.store.count_door_drafts(5).await.unwrap(), 0);
    let page = browser
        .post("/refer/1", &[("about", "own_behaviour")])
        .await;
    page.shows(&["Respect"]);
}

#[tokio::test]
async fn what_is_needed_is_asked_for_on_its_own_page_and_nothing_else_is() {
    let browser = browser(false).await;
    let page = browser.post("/refer/3", &[]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.shows(&["Say in a few words why you are worried.", "<title>Error: "]);
    for (slug, form) in [
        ("2", vec![]),
        ("5", vec![]),
        ("7", vec![]),
        ("8", vec![]),
        ("9", vec![]),
    ] {
        let page = browser.post(&format!("/refer/{slug}"), &form).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{slug} can be left out");
    }
    // Sending with a page left out leads back to it.
    browser.post("/refer/1", &[("about", "somebody")]).await;
    let sent = browser.post("/refer/check", &[]).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    sent.shows(&["What is happening?"]);
}

#[tokio::test]
async fn for_me_stays_shut_until_an_area_says_who_answers() {
    let browser = browser(false).await;
    for path in ["/q", "/q/1", "/q/4"] {
        browser
            .get(path)
            .await
            .shows(&["This way is not open yet", "Whom to ring"]);
    }
    assert!(!browser.get("/before").await.text.contains("/q/1"));
    assert_eq!(
        browser.post("/q/3", &[("name", "Robin")]).await.set_cookie,
        ""
    );
}

#[tokio::test]
async fn for_me_can_be_skipped_left_with_a_number_sent_and_taken_back() {
    let browser = browser(true).await;
    browser.get("/before").await.shows(&["href=\"/q/1\""]);
    let first = browser.get("/q/1").await;
    // Who answers, with real hours and a number, and nothing kept (R4, VIC-8).
    first.shows(&["0800 408 1552", "Monday to Friday", "Skip this"]);
    assert_eq!(first.set_cookie, "");
    for step in OWN {
        let page = browser.post(&format!("/q/{}", step.slug), &[]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", step.slug);
        assert_eq!(page.set_cookie, "", "an empty answer keeps nothing");
    }
    assert_eq!(browser.app.store.count_door_drafts(5).await.unwrap(), 0);
    let nothing = browser.get("/q/check").await;
    nothing.shows(&["Nothing is written yet", "0800 408 1552"]);
    let not_now = browser.post("/q/1", &[("safe_now", "no")]).await;
    not_now.shows(&[
        "It can wait until you are safe",
        "Leave these pages",
        "Go on all the same",
    ]);
    assert_eq!(not_now.set_cookie, "", "nothing is kept of it");
    let ring = browser.post("/q/4", &[("first_move", "we")]).await;
    ring.shows(&["Give a number that is safe to ring"]);
    let kept = browser
        .post("/q/4", &[("first_move", "we"), ("phone", "07700 900555")])
        .await;
    for part in ["form2=", "HttpOnly", "SameSite=Strict", "Secure"] {
        assert!(kept.set_cookie.contains(part), "{}", kept.set_cookie);
    }
    browser.post("/q/6", &[("word", "kettle")]).await;
    browser
        .get("/q/check")
        .await
        .shows(&["Refuge reads it, and nobody else", "07700 900555"]);
    assert_eq!(browser.post("/q/check", &[]).await.to, "/q/done");
    let done = browser.get("/q/done").await;
    done.shows(&["tries to reach you", "They try by"]);
    let code = done
        .text
        .split("<strong>")
        .nth(1)
        .unwrap()
        .split('<')
        .next()
        .unwrap()
        .to_owned();
    let wrong = browser
        .post("/back", &[("code", &code), ("word", "spoon")])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let found = browser
        .post("/back", &[("code", &code), ("word", "kettle")])
        .await;
    found.shows(&["Take it back"]);
    let back = browser
        .post(
            "/back",
            &[("code", &code), ("word", "kettle"), ("do", "withdraw")],
        )
        .await;
    back.shows(&["It is taken back"]);
}

#[tokio::test]
async fn leaving_drops_the_draft_and_the_cookie() {
    let browser = browser(true).await;
    browser.post("/q/3", &[("name", "Robin")]).await;
    assert_eq!(browser.app.store.count_door_drafts(5).await.unwrap(), 1);
    let left = browser.get("/leave").await;
    assert_eq!(left.to, "https://www.bbc.co.uk/weather");
    assert!(left.set_cookie.contains("Max-Age=0"), "{}", left.set_cookie);
    assert_eq!(browser.app.store.count_door_drafts(5).await.unwrap(), 0);
    browser
        .get("/q/check")
        .await
        .shows(&["Nothing is written yet"]);
}

#[tokio::test]
async fn no_page_of_a_form_tells_what_it_is_about_and_no_box_offers_what_was_typed() {
    let browser = browser(true).await;
    browser.refer().await;
    let steps = REFER
        .iter()
        .map(|step| ("/refer", step))
        .chain(OWN.iter().map(|step| ("/q", step)));
    for (base, step) in steps {
        let path = format!("{base}/{}", step.slug);
        let page = browser.get(&path).await;
        assert_eq!(telling_word(page.title()), None, "{path}: {}", page.title());
        assert_eq!(page.text.matches("<h1").count(), 1, "{path}");
        assert!(page.text.contains("href=\"/leave\""), "{path}");
        let size = page.text.len();
        assert!(size < 40_000, "{path}: {size} bytes before packing");
        for question in step.questions {
            if matches!(question.kind, Kind::Line | Kind::Lines) {
                let tag = page.between(&format!("name=\"{}\"", question.name), ">");
                assert!(
                    tag.contains("autocomplete=\"off\""),
                    "{path}: {}",
                    question.name
                );
            }
        }
    }
}

/// Where many reports come from one place, a sum that the browser does takes the place of a minute's wait.
#[tokio::test]
async fn a_sum_takes_the_place_of_a_wait_at_a_busy_door() {
    let browser = browser(true).await;
    let mut asked = browser.get("/q/1").await;
    for number in 0..=browser.app.book.first.settings.doors.from_one_place {
        *browser.cookie.borrow_mut() = None;
        let worry = format!("Invented worry {number}");
        browser.post("/q/6", &[("happening", &worry)]).await;
        asked = browser.post("/q/check", &[]).await;
    }
    asked.shows(&["Wait one minute", "your browser is doing a sum"]);
    let wrong = browser.post("/q/check", &[("solved", "1")]).await;
    wrong.shows(&["Wait one minute"]);
    let puzzle = asked.between("data-puzzle=\"", "\"");
    let mut numbers = (0..u32::MAX).map(|number| number.to_string());
    let number = numbers.find(|number| is_solved(puzzle, number)).unwrap();
    let sent = browser.post("/q/check", &[("solved", &number)]).await;
    assert_eq!(sent.to, "/q/done", "{}", sent.text);
}
