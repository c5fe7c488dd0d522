//! A caller of the API who signs in for real and whose clock is set by the test.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use hawthorn_app::jobs::run::{Surroundings, run_next};
use hawthorn_app::platform::accounts::{NewAccount, add_account};
use hawthorn_app::platform::ask::Dice;
use hawthorn_domain::platform::audit::Doer;
use hawthorn_testkit::{Cast, CountingDice, TestApp};
use http_body_util::BodyExt;
use jiff::Timestamp;
use serde_json::{Value, json};
use tower::ServiceExt;

const PASSWORD: &str = "four invented words here";

/// A clock that the test sets, and dice that repeat.
struct SetClock(Mutex<(Timestamp, u64)>);

impl Surroundings for SetClock {
    fn now(&self) -> Timestamp {
        self.0.lock().expect("the clock").0
    }
    fn dice(&self) -> Dice {
        let mut state = self.0.lock().expect("the clock");
        state.1 += 1;
        Box::new(CountingDice::new(0xA000_0000 + (state.1 << 8)))
    }
}

/// Somebody of the cast with a token.
pub struct Caller<'a> {
    app: &'a TestApp,
    router: Router,
    clock: Arc<SetClock>,
    who: Option<Cast>,
    /// The token and when it was given; a session does not last for months.
    token: Mutex<Option<(String, Timestamp)>>,
}

impl<'a> Caller<'a> {
    /// The first caller; the clock begins at `at`.
    pub async fn sign_in(app: &'a TestApp, who: Cast, at: &str) -> Self {
        let clock = Arc::new(SetClock(Mutex::new((at.parse().expect("a moment"), 0))));
        let router = hawthorn_api::router(Arc::clone(&app.app), clock.clone());
        let nobody = Caller {
            app,
            router,
            clock,
            who: None,
            token: Mutex::new(None),
        };
        nobody.other(who).await
    }

    /// Another caller beside this one, on the same clock.
    pub async fn other(&self, who: Cast) -> Caller<'a> {
        let new = NewAccount {
            sign_in_name: who.sign_in_name(),
            name: who.name(),
            area: self.app.book.code.clone(),
            agency: who.agency(&self.app.book).as_str().to_owned(),
            team: "Test".to_owned(),
            roles: who.roles(),
            password: PASSWORD.to_owned(),
            second_factor: false,
        };
        // Whoever was added before keeps their account.
        let _ = add_account(
            &self.app.app,
            new,
            Doer::system("test"),
            self.clock.now(),
            self.clock.dice().as_mut(),
        )
        .await;
        Caller {
            app: self.app,
            router: self.router.clone(),
            clock: Arc::clone(&self.clock),
            who: Some(who),
            token: Mutex::new(None),
        }
    }

    /// A token that still counts, signing in again when it does not.
    async fn token(&self) -> String {
        let Some(who) = self.who else {
            return String::new();
        };
        let now = self.clock.now();
        let known = self.token.lock().expect("the token").clone();
        if let Some((token, _)) =
            known.filter(|(_, at)| now.duration_since(*at).as_secs().abs() < 20 * 60)
        {
            return token;
        }
        let body = json!({"name": who.sign_in_name(), "password": PASSWORD}).to_string();
        let request = Request::builder()
            .method("POST")
            .uri("/v1/sessions")
            .body(Body::from(body))
            .expect("a request");
        let (status, bytes) = self.call(request).await;
        assert!(
            status.is_success(),
            "signing in: {}",
            String::from_utf8_lossy(&bytes)
        );
        let told: Value = serde_json::from_slice(&bytes).expect("JSON");
        let token = told["token"].as_str().expect("a token").to_owned();
        *self.token.lock().expect("the token") = Some((token.clone(), now));
        token
    }

    /// Sets the clock for everybody.
    pub fn at(&self, moment: &str) {
        self.clock.0.lock().expect("the clock").0 = moment.parse().expect("a moment");
    }

    /// Does what waits in the background.
    pub async fn work(&self) {
        while run_next(&self.app.app, self.clock.as_ref())
            .await
            .expect("the job runs")
        {}
    }

    /// The first venue of the area.
    pub fn venue(&self) -> String {
        self.app
            .book
            .first
            .settings
            .marac
            .venues
            .first()
            .expect("a venue")
            .code
            .clone()
    }

    /// The MARAC referral that waits for a meeting.
    pub async fn marac_waiting(&self) -> String {
        let mut ask = self
            .app
            .ask(Cast::Coordinator, &self.clock.now().to_string());
        let waiting = hawthorn_app::marac::lists::to_list(&self.app.app, &mut ask)
            .await
            .expect("the list");
        waiting.first().expect("a referral waits").id.to_string()
    }

    async fn call(&self, request: Request<Body>) -> (StatusCode, Vec<u8>) {
        let answer = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("an answer");
        let status = answer.status();
        let bytes = answer
            .into_body()
            .collect()
            .await
            .expect("a body")
            .to_bytes()
            .to_vec();
        (status, bytes)
    }

    async fn request(&self, method: &str, path: &str, body: Vec<u8>) -> Request<Body> {
        Request::builder()
            .method(method)
            .uri(path)
            .header("authorization", format!("Bearer {}", self.token().await))
            .header("content-type", "application/json")
            .body(Body::from(body))
            .expect("a request")
    }

    async fn ok(&self, method: &str, path: &str, body: Vec<u8>) -> Vec<u8> {
        let (status, bytes) = self.call(self.request(method, path, body).await).await;
        assert!(
            status.is_success(),
            "{method} {path}: {status} {}",
            String::from_utf8_lossy(&bytes)
        );
        bytes
    }

    /// Reads JSON.
    pub async fn get(&self, path: &str) -> Value {
        serde_json::from_slice(&self.ok("GET", path, Vec::new()).await).expect("JSON")
    }

    /// Reads bytes.
    pub async fn bytes(&self, path: &str) -> Vec<u8> {
        self.ok("GET", path, Vec::new()).await
    }

    /// Sends JSON and reads JSON.
    pub async fn post(&self, path: &str, body: Value) -> Value {
        serde_json::from_slice(&self.ok("POST", path, body.to_string().into_bytes()).await)
            .expect("JSON")
    }

    /// Sends a file and reads JSON.
    pub async fn send_raw(&self, path: &str, body: Vec<u8>) -> Value {
        serde_json::from_slice(&self.ok("POST", path, body).await).expect("JSON")
    }

    /// Sends JSON that must be refused: the status and the problem.
    pub async fn refused(&self, path: &str, body: Value) -> (u16, Value) {
        let (status, bytes) = self
            .call(
                self.request("POST", path, body.to_string().into_bytes())
                    .await,
            )
            .await;
        assert!(!status.is_success(), "{path} was accepted");
        (
            status.as_u16(),
            serde_json::from_slice(&bytes).expect("a problem"),
        )
    }
}
