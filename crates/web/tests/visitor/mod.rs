//! A browser without script on the public host, for the tests of its forms.
#![allow(
    dead_code,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "each test file uses its own part, and test code stops at the first thing that is not as it should be"
)]

use std::cell::RefCell;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use hawthorn_domain::doors::form::REFER;
use hawthorn_domain::platform::settings::AreaBook;
use hawthorn_testkit::TestApp;
use hawthorn_testkit::test_app::Still;
use hawthorn_web::public::{PublicState, router};
use http_body_util::BodyExt;
use tower::ServiceExt;

/// A Tuesday, 3pm in London.
pub const NOW: &str = "2026-03-24T15:00:00Z";

/// A browser on the public host, with its one cookie.
pub struct Browser {
    pub app: TestApp,
    pub router: Router,
    pub cookie: RefCell<Option<String>>,
}

pub struct Page {
    pub status: StatusCode,
    pub to: String,
    pub set_cookie: String,
    pub text: String,
}

impl Page {
    pub fn between(&self, from: &str, to: &str) -> &str {
        let (_, rest) = self.text.split_once(from).unwrap();
        rest.split_once(to).unwrap().0
    }
    pub fn title(&self) -> &str {
        self.between("<title>", "</title>")
    }
    pub fn shows(&self, words: &[&str]) -> &Self {
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

pub async fn browser(own: bool) -> Browser {
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
    pub async fn ask(&self, mut request: axum::http::request::Builder, body: Body) -> Page {
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
    pub async fn get(&self, path: &str) -> Page {
        self.ask(Request::get(path), Body::empty()).await
    }
    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Page {
        let body: Vec<String> = form
            .iter()
            .map(|(name, value)| format!("{name}={}", value.replace(' ', "+")))
            .collect();
        let request =
            Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request, Body::from(body.join("&"))).await
    }
    pub async fn send_file(&self, name: &str, bytes: &str) -> Page {
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
    pub async fn refer(&self) {
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
