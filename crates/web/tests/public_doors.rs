//! The two forms of the public host as a browser without script fills them in: kept while it is open, sent once, gone on leaving (REF-1 to REF-5, VIC-1 to VIC-10).
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use std::cell::RefCell;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use hawthorn_app::doors::puzzle::is_solved;
use hawthorn_domain::doors::form::{Kind, OWN, REFER};
use hawthorn_domain::platform::settings::AreaBook;
use hawthorn_domain::platform::settings::doors::telling_word;
use hawthorn_testkit::TestApp;
use hawthorn_testkit::test_app::Still;
use hawthorn_web::public::{PublicState, router};
use http_body_util::BodyExt;
use tower::ServiceExt;

/// A Tuesday, 3pm in London.
const NOW: &str = "2026-03-24T15:00:00Z";

/// A browser on the public host, with its one cookie.
struct Browser {
    app: TestApp,
    router: Router,
    cookie: RefCell<Option<String>>,
}

struct Page {
    status: StatusCode,
    to: String,
    set_cookie: String,
    text: String,
}

impl Page {
    fn between(&self, from: &str, to: &str) -> &str {
        let (_, rest) = self.text.split_once(from).unwrap();
        rest.split_once(to).unwrap().0
    }
    fn title(&self) -> &str {
        self.between("<title>", "</title>")
    }
    fn shows(&self, words: &[&str]) -> &Self {
        for word in words {
            assert!(
                self.text.contains(word),
                "“{word}” is not in:\n{}",
                self.text
            );
        }
        self
    }
}

async fn browser(own: bool) -> Browser {
    let open = |book: &mut AreaBook| {
        let service = own.then(|| "dvsw_helpline".to_owned());
        book.first.settings.doors.own_service.clone_from(&service);
        for edition in &mut book.later {
            edition.settings.doors.own_service.clone_from(&service);
        }
    };
    let app = TestApp::each_database_with(open).await.remove(0);
    app.load_directory().await;
    let router = router(PublicState {
        app: Arc::clone(&app.app),
        around: Arc::new(Still(NOW.parse().unwrap())),
        area: app.book.code.clone(),
        cookie_secure: true,
    });
    Browser {
        app,
        router,
        cookie: RefCell::new(None),
    }
}

impl Browser {
    async fn ask(&self, mut request: axum::http::request::Builder, body: Body) -> Page {
        if let Some(cookie) = self.cookie.borrow().as_ref() {
            request = request.header(header::COOKIE, cookie);
        }
        // Everybody here comes from one place.
        request = request.extension(ConnectInfo(SocketAddr::from(([192, 0, 2, 1], 4_000))));
        let asked = request.body(body).unwrap();
        let answer = self.router.clone().oneshot(asked).await.unwrap();
        let one = |name| {
            let value = answer.headers().get(name);
            value.map_or(String::new(), |value| value.to_str().unwrap().to_owned())
        };
        let (status, to, set_cookie) = (
            answer.status(),
            one(header::LOCATION),
            one(header::SET_COOKIE),
        );
        if let Some((pair, rest)) = set_cookie.split_once(';') {
            let gone = rest.contains("Max-Age=0");
            *self.cookie.borrow_mut() = (!gone).then(|| pair.to_owned());
        }
        let bytes = answer.into_body().collect().await.unwrap().to_bytes();
        Page {
            status,
            to,
            set_cookie,
            text: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }
    async fn get(&self, path: &str) -> Page {
        self.ask(Request::get(path), Body::empty()).await
    }
    async fn post(&self, path: &str, form: &[(&str, &str)]) -> Page {
        let body: Vec<String> = form
            .iter()
            .map(|(name, value)| format!("{name}={}", value.replace(' ', "+")))
            .collect();
        let request =
            Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request, Body::from(body.join("&"))).await
    }
    async fn send_file(&self, name: &str, bytes: &str) -> Page {
        let edge = "edge-of-a-part";
        let body = format!(
            "--{edge}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/pdf\r\n\r\n{bytes}\r\n--{edge}--\r\n"
        );
        let request = Request::post("/refer/check").header(
            header::CONTENT_TYPE,
            format!("multipart/form-data; boundary={edge}"),
        );
        self.ask(request, Body::from(body)).await
    }
    /// Fills in the form for somebody else as far as the check.
    async fn refer(&self) {
        let answers: [&[(&str, &str)]; 9] = [
            &[("about", "somebody")],
            &[
                ("age", "18_over"),
                ("other_age", "18_over"),
                ("connection", "partner"),
            ],
            &[
                ("happening", "She is afraid to go home."),
                ("last", "lately"),
            ],
            &[("name", "Wren Hollowell"), ("born", "34")],
            &[("other_name", "Col Brandreth")],
            &[("agreed", "yes")],
            &[("phone", "07700 900123"), ("phone_safety", "safe")],
            &[("signs", "afraid"), ("signs", "worse")],
            &[("your_name", "Asha Example")],
        ];
        for (step, form) in REFER.iter().zip(answers) {
            let page = self.post(&format!("/refer/{}", step.slug), form).await;
            let (found, wanted) = (page.status, StatusCode::SEE_OTHER);
            assert_eq!(found, wanted, "{}: {}", step.slug, page.text);
        }
    }
}

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
    let ring = browser.post("/q/4", &[("first_move", "we")]).await;
    ring.shows(&["Give a number that is safe to ring"]);
    let kept = browser
        .post("/q/4", &[("first_move", "we"), ("phone", "07700 900555")])
        .await;
    for part in ["form=", "HttpOnly", "SameSite=Strict", "Secure"] {
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
    browser.get("/q/check").await.shows(&["No form is open"]);
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
