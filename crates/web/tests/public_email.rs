//! Somebody who refers proves a work address by a one-time code, or goes on without (ux.md 4.6).
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
use visitor::browser;

#[tokio::test]
async fn a_work_address_can_be_proved_by_a_code_and_need_not_be() {
    let browser = browser(false).await;
    browser.refer().await;
    let check = browser.get("/refer/check").await;
    assert!(
        !check.text.contains("Your work e-mail"),
        "no address, no code"
    );
    // A page of codes without an address goes back to the check.
    assert_eq!(browser.get("/refer/email").await.to, "/refer/check");
    let private = [("your_email", "asha@mail.example"), ("to", "check")];
    browser.post("/refer/9", &private).await;
    let check = browser.get("/refer/check").await;
    check.shows(&["yours is another. You can send all the same."]);
    let asked = browser.post("/refer/email", &[("do", "ask")]).await;
    assert_eq!(asked.to, "/refer/check", "nothing is sent to strangers");
    let work = [("your_email", "asha@surgery.nhs.uk"), ("to", "check")];
    browser.post("/refer/9", &work).await;
    browser.get("/refer/check").await.shows(&["Send me a code"]);
    let asked = browser.post("/refer/email", &[("do", "ask")]).await;
    assert_eq!(asked.to, "/refer/email");
    let page = browser.get("/refer/email").await;
    page.shows(&["Type the code from the e-mail", "Go on without a code"]);
    assert!(!page.text.contains("asha@"), "the page names no address");
    let wrong = browser
        .post("/refer/email", &[("code_sent", "1234 5678")])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong.shows(&["The code is not right, or it no longer works."]);
    for _ in 0..3 {
        browser.post("/refer/email", &[("do", "ask")]).await;
    }
    let refused = browser.post("/refer/email", &[("do", "ask")]).await;
    refused.shows(&["No more codes can go out just now."]);
    // Without a code it is sent all the same.
    let sent = browser.send_file("letter.pdf", "%PDF-1.7").await;
    assert_eq!(sent.to, "/refer/done");
    assert_eq!(browser.get("/refer/email").await.status, StatusCode::OK);
    browser
        .get("/refer/email")
        .await
        .shows(&["No form is open"]);
}
