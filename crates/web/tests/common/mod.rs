//! The staff host on a fresh database, driven as a browser drives it: with a cookie, forms and answers.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "test code stops at the first thing that is not as it should be"
)]
#![allow(dead_code, reason = "each test file uses its own part of this")]

pub mod marac;

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use hawthorn_app::platform::accounts::{NewAccount, add_account};
use hawthorn_app::platform::sessions;
use hawthorn_domain::platform::audit::Doer;
use hawthorn_testkit::test_app::Still;
use hawthorn_testkit::{Cast, CountingDice, TestApp};
use hawthorn_web::Options;
use hawthorn_web::seat::COOKIE;
use http_body_util::BodyExt;
use jiff::Timestamp;
use tower::ServiceExt;

/// The password of everybody in the cast.
pub const PASSWORD: &str = "quiet lantern orchard seven";

/// The pages over a service of their own. The clock stands still at one moment.
pub struct Site {
    /// The service, its store and the cast.
    pub app: TestApp,
    /// The moment of every request.
    pub now: Timestamp,
    router: Router,
}

impl Site {
    /// A site whose clock stands at a moment such as `2026-03-25T15:00:00Z`.
    pub async fn at(now: &str) -> Self {
        Self::over(TestApp::sqlite().await, now)
    }

    /// A site over a service that is there already; for going on at a later moment, too.
    pub fn over(app: TestApp, now: &str) -> Self {
        let now: Timestamp = now.parse().expect("a moment");
        let router = hawthorn_web::router(
            Arc::clone(&app.app),
            Arc::new(Still(now)),
            Options {
                cookie_secure: true,
            },
        );
        Self { app, now, router }
    }

    /// Adds an account for one of the cast, with [`PASSWORD`], and signs it in.
    /// The account is a new one: what [`TestApp::ask`] does is done by somebody else.
    pub async fn sign_in(&self, who: Cast) -> Reader<'_> {
        let mut dice = CountingDice::new(0xC0FFEE + who as u64);
        self.add(who).await;
        let account = self
            .app
            .store
            .account_named(&who.sign_in_name())
            .await
            .expect("the store answers")
            .expect("the account just added");
        let area = who.actor(&self.app.book).area;
        let token = sessions::begin(
            &self.app.app,
            &account,
            &area,
            self.now,
            &mut dice,
            "Signed in for a test",
        )
        .await
        .expect("a session");
        Reader {
            site: self,
            token: Some(token),
        }
    }

    /// Adds the account alone.
    pub async fn add(&self, who: Cast) {
        let actor = who.actor(&self.app.book);
        let new = NewAccount {
            sign_in_name: who.sign_in_name(),
            name: who.name(),
            area: actor.area,
            agency: actor.agency.to_string(),
            team: String::new(),
            roles: who.roles(),
            password: PASSWORD.to_owned(),
            second_factor: false,
        };
        let mut dice = CountingDice::new(0xACC0 + who as u64);
        add_account(
            &self.app.app,
            new,
            Doer::system("test"),
            self.now,
            &mut dice,
        )
        .await
        .expect("the account is added");
    }

    /// Somebody who is not signed in.
    pub fn stranger(&self) -> Reader<'_> {
        Reader {
            site: self,
            token: None,
        }
    }

    /// Somebody whose browser has the cookie that an answer set.
    pub fn with_cookie_of(&self, answer: &Page) -> Reader<'_> {
        let cookie = answer.cookie().expect("a cookie");
        let value = cookie
            .split_once('=')
            .map(|(_, rest)| rest.split(';').next().unwrap_or_default());
        Reader {
            site: self,
            token: value.map(str::to_owned),
        }
    }
}

/// Somebody with a browser.
pub struct Reader<'site> {
    site: &'site Site,
    /// The token in the cookie.
    pub token: Option<String>,
}

impl Reader<'_> {
    /// Opens a page.
    pub async fn get(&self, path: &str) -> Page {
        self.ask(Request::get(path), Body::empty()).await
    }

    /// Sends a form from a page of ours.
    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Page {
        let body: Vec<String> = form
            .iter()
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
            .collect();
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.ask(request, Body::from(body.join("&"))).await
    }

    /// Sends a form as our own script does, which reads JSON.
    pub async fn script(&self, path: &str, form: &[(&str, &str)]) -> Page {
        let body: Vec<String> = form
            .iter()
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
            .collect();
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ACCEPT, "application/json")
            .header("sec-fetch-site", "same-origin");
        self.ask(request, Body::from(body.join("&"))).await
    }

    /// Sends a file with its form from a page of ours.
    pub async fn upload(
        &self,
        path: &str,
        file_name: &str,
        content: &[u8],
        form: &[(&str, &str)],
    ) -> Page {
        const EDGE: &str = "edge-of-a-part";
        let mut body = Vec::new();
        for (name, value) in form {
            body.extend_from_slice(
                format!(
                    "--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
                )
                .as_bytes(),
            );
        }
        body.extend_from_slice(format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{file_name}\"\r\nContent-Type: application/octet-stream\r\n\r\n").as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(format!("\r\n--{EDGE}--\r\n").as_bytes());
        let request = Request::post(path)
            .header(
                header::CONTENT_TYPE,
                format!("multipart/form-data; boundary={EDGE}"),
            )
            .header("sec-fetch-site", "same-origin");
        self.ask(request, Body::from(body)).await
    }

    /// Sends any request, with the cookie.
    pub async fn ask(&self, mut request: axum::http::request::Builder, body: Body) -> Page {
        if let Some(token) = &self.token {
            request = request.header(header::COOKIE, format!("{COOKIE}={token}"));
        }
        let answer = self
            .site
            .router
            .clone()
            .oneshot(request.body(body).expect("a request"))
            .await
            .expect("an answer");
        let (status, headers) = (answer.status(), answer.headers().clone());
        let bytes = answer
            .into_body()
            .collect()
            .await
            .expect("a body")
            .to_bytes();
        let page = Page {
            status,
            headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        };
        page.leaves_no_heading_out();
        page
    }
}

/// What came back.
#[derive(Debug)]
pub struct Page {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as text.
    pub body: String,
}

impl Page {
    /// Whether the body holds this text.
    pub fn has(&self, text: &str) -> bool {
        self.body.contains(text)
    }

    /// Stops the test unless the body holds every one of these texts.
    pub fn shows(&self, texts: &[&str]) -> &Self {
        for text in texts {
            assert!(
                self.has(text),
                "“{text}” is not on the page ({}):\n{}",
                self.status,
                self.words()
            );
        }
        self
    }

    /// Stops the test when the body holds one of these texts.
    pub fn hides(&self, texts: &[&str]) -> &Self {
        for text in texts {
            assert!(
                !self.has(text),
                "“{text}” is on the page ({}):\n{}",
                self.status,
                self.words()
            );
        }
        self
    }

    /// Stops the test unless the page is a whole one: one heading, a title with the
    /// product's name and nothing inline that the content policy forbids.
    pub fn is_whole(&self) -> &Self {
        assert_eq!(
            self.body.matches("<h1").count(),
            1,
            "one heading:\n{}",
            self.words()
        );
        assert!(self.title().ends_with("Hawthorn"), "{}", self.title());
        for forbidden in [" style=", "<style", "onclick=", "<script>"] {
            assert!(!self.has(forbidden), "{forbidden} is inline");
        }
        self
    }

    /// Stops the test when a heading is more than one level below the one before it, which
    /// a page may do in a state that the county of the browser journeys has only at some hours.
    fn leaves_no_heading_out(&self) {
        let levels = self.body.match_indices("<h").filter_map(|(at, _)| {
            let mut after = self.body[at + 2..].chars();
            let level = after.next()?.to_digit(10)?;
            matches!(after.next()?, ' ' | '>').then_some(level)
        });
        let mut before = 1;
        for level in levels {
            assert!(
                level <= before + 1,
                "a heading of level {level} follows one of level {before}:\n{}",
                self.words()
            );
            before = level;
        }
    }

    /// The title of the document.
    pub fn title(&self) -> String {
        let (_, rest) = self.body.split_once("<title>").expect("a title");
        rest.split_once("</title>")
            .expect("the end of the title")
            .0
            .to_owned()
    }

    /// Where the answer sends the browser.
    pub fn location(&self) -> &str {
        self.headers
            .get(header::LOCATION)
            .expect("a redirect")
            .to_str()
            .expect("a plain address")
    }

    /// The cookie that the answer sets.
    pub fn cookie(&self) -> Option<&str> {
        self.headers
            .get(header::SET_COOKIE)
            .map(|value| value.to_str().expect("a plain cookie"))
    }

    /// The first address in the page that begins with this.
    pub fn link(&self, begins: &str) -> String {
        let at = self
            .body
            .find(&format!("=\"{begins}"))
            .unwrap_or_else(|| panic!("no link to {begins} on the page:\n{}", self.words()));
        let rest = &self.body[at + 2..];
        rest[..rest.find('"').expect("the end of the address")].replace("&amp;", "&")
    }

    /// The words of the main part, for the message of a failed test.
    fn words(&self) -> String {
        let main = self
            .body
            .split_once("<main")
            .map_or(self.body.as_str(), |(_, main)| main);
        let mut words = String::new();
        let mut inside = false;
        for c in main.chars() {
            match c {
                '<' => inside = true,
                '>' => {
                    inside = false;
                    words.push(' ');
                }
                c if !inside => words.push(c),
                _ => {}
            }
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() {
                (byte as char).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}
