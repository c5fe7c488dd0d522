//! Every endpoint for every role: what the committed table says is what happens, and a case held closely is there for nobody else (R213–R218, R328).
#![recursion_limit = "256"]
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

#[path = "../../web/tests/every_role/world.rs"]
mod world;

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use hawthorn_api::endpoints::{How, Who, table};
use hawthorn_domain::platform::actor::Role;
use hawthorn_testkit::test_app::Still;
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;
use world::{
    ASKED, Expected, Ids, NOT_ASKED, NOW, TELLING, committed, is_of_the_case, is_put_to_an_agency,
    rank, restricted_case, sessions,
};

struct Told {
    status: StatusCode,
    body: String,
}

fn service(app: &TestApp) -> Router {
    hawthorn_api::router(Arc::clone(&app.app), Arc::new(Still(NOW.parse().unwrap())))
}

async fn send(service: &Router, request: Request<Body>) -> Told {
    let answer = service.clone().oneshot(request).await.unwrap();
    let status = answer.status();
    let bytes = answer.into_body().collect().await.unwrap().to_bytes();
    Told {
        status,
        body: String::from_utf8_lossy(&bytes).into_owned(),
    }
}

async fn call(service: &Router, token: Option<&str>, how: &str, path: &str, body: &Value) -> Told {
    let path = path.trim_start_matches("/api");
    let mut request = Request::builder()
        .method(how)
        .uri(path)
        .header(header::CONTENT_TYPE, "application/json");
    if let Some(token) = token {
        request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    }
    let body = if how == "GET" {
        Body::empty()
    } else {
        Body::from(body.to_string())
    };
    send(service, request.body(body).unwrap()).await
}

/// One body with every name that an endpoint takes, so that each reaches the record it is about.
fn body(ids: &Ids) -> Value {
    json!({
        "agencies": ["police"], "agency": "police", "agreed": true, "answer": "different", "attendance": [],
        "chair": "Una Example", "check": "same_pair", "discussion": "Words.", "due": "2026-04-20", "holdings": [],
        "holds": true, "name": "nobody", "note": "A note.", "outcome": "close", "outcomes": ["no_further_action"],
        "owner": "Duty officer", "password": "not a password", "perpetrator": ids.of("other"), "rag": "red",
        "rationale": "Words.", "result": "spoke", "reason": "A reason.", "referral": ids.of("marac_referral"), "incident": ids.of("incident"),
        "risks": ["A risk."], "shared": true, "starts_at": "2026-05-05T08:30:00Z", "state": "done", "text": "04/05/1991",
        "to_area": "Elsewhere", "parts": ["facts"], "there": "Gwen Example", "kind": "non_molestation", "court": "A court",
        "made": "2026-03-01", "starts": "2026-03-01", "terms": "Not near.", "on": "2026-03-27", "police_know": true,
        "take_on": true, "way": "support", "whom": "partner", "done": true, "partner": ids.of("person"), "door": "right_to_ask",
        "body": "probation", "harm": "low", "mappa": "no", "stage": "before_sentence", "person": ids.of("person"), "who": "victim", "work": ["victim"],
        "to": "medium", "venue": "north", "victim": ids.of("person"), "what": "Words.", "why": "To judge the risk.", "words": "Words.",
    })
}

/// Reading before changing, and ending the session last of all.
fn in_order() -> Vec<Expected> {
    let mut routes = committed("API");
    routes.sort_by_key(rank);
    routes
}

/// What an answer is in the words of the table.
fn class(told: &Told) -> &'static str {
    match told.status.as_u16() {
        401 => "sign in",
        403 => "no",
        200..=204 | 404 | 409 | 422 => "yes",
        _ => "nothing that is expected",
    }
}

#[tokio::test]
async fn the_committed_table_is_made_of_the_endpoints_and_the_policies() {
    let app = TestApp::sqlite().await;
    let may = world::may(&app);
    let answer = |open: bool| if open { "yes" } else { "no" }.to_owned();
    let made: BTreeSet<_> = table()
        .into_iter()
        .map(|endpoint| {
            let how = match endpoint.how {
                How::Get => "GET",
                How::Post => "POST",
            };
            let verb = match endpoint.who {
                Who::Anybody => None,
                Who::May(verb) => Some(verb),
            };
            let roles: Vec<_> = Role::ALL
                .iter()
                .map(|role| (*role, answer(verb.is_none_or(|verb| may(verb, *role)))))
                .collect();
            let stranger = if verb.is_some() { "sign in" } else { "yes" };
            (
                how.to_owned(),
                format!("/api{}", endpoint.path),
                verb.map(|verb| verb.code().to_owned()),
                stranger.to_owned(),
                roles,
            )
        })
        .collect();
    let read: BTreeSet<_> = committed("API")
        .into_iter()
        .map(|route| {
            (
                route.how,
                route.path,
                route.act,
                route.stranger,
                route.roles.into_iter().collect::<Vec<_>>(),
            )
        })
        .collect();
    let differing: Vec<_> = made
        .symmetric_difference(&read)
        .map(|line| (&line.0, &line.1))
        .collect();
    assert!(
        differing.is_empty(),
        "docs/generated/routes-by-role.md is out of date: run ./dev gen and read what changed: {differing:?}"
    );
}

#[tokio::test]
async fn every_endpoint_answers_every_role_as_the_table_says() {
    let app = TestApp::sqlite().await;
    let nothing = Ids::of_nothing(&restricted_case(&app).await);
    app.incident(IncidentSketch::default()).await;
    let tokens = sessions(&app, ASKED).await;
    let service = service(&app);
    let mut wrong = Vec::new();
    for route in in_order() {
        let path = nothing.fill(&route.path).remove(0);
        let told = call(&service, None, &route.how, &path, &json!({})).await;
        if class(&told) != route.stranger {
            wrong.push(format!(
                "{} {path} without a token: {}",
                route.how, told.status
            ));
        }
        for (role, token) in &tokens {
            let told = call(&service, Some(token), &route.how, &path, &json!({})).await;
            if class(&told) != route.roles[role] {
                wrong.push(format!(
                    "{} {path} as {}: {}, not {}",
                    route.how,
                    role.code(),
                    told.status,
                    route.roles[role]
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} answers differ from the table:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[tokio::test]
async fn a_session_cookie_alone_opens_no_endpoint() {
    let app = TestApp::sqlite().await;
    let nothing = Ids::of_nothing(&restricted_case(&app).await);
    let tokens = sessions(&app, ASKED).await;
    let service = service(&app);
    let (_, token) = tokens
        .iter()
        .find(|(role, _)| *role == Role::PoliceSupervisor)
        .unwrap();
    for route in committed("API").iter().filter(|route| route.act.is_some()) {
        let path = nothing.fill(&route.path).remove(0);
        for name in ["hawthorn_session", "token"] {
            let request = Request::builder()
                .method(route.how.as_str())
                .uri(path.trim_start_matches("/api"))
                .header(header::COOKIE, format!("{name}={token}"))
                .body(Body::empty());
            let told = send(&service, request.unwrap()).await;
            assert_eq!(
                told.status,
                StatusCode::UNAUTHORIZED,
                "{} {path}",
                route.how
            );
        }
    }
}

/// Everything that is wrong when every role of one agency calls every endpoint with the case's own
/// identifiers, and how often the two roles that are told of the case were shown it.
async fn called_with_the_case(colleague: Cast) -> (Vec<String>, usize) {
    let app = TestApp::sqlite().await;
    let case = restricted_case(&app).await;
    let nothing = Ids::of_nothing(&case);
    let tokens = sessions(&app, colleague).await;
    let service = service(&app);
    let told_of_it = [Role::PoliceSupervisor, Role::MashServiceManager];
    let (sent, sent_like) = (body(&case), body(&nothing));
    let (mut wrong, mut shown) = (Vec::new(), 0);
    let mut routes = in_order();
    routes.retain(|route| colleague != ASKED || !is_put_to_an_agency(&route.path));
    for route in routes {
        for (path, like) in case
            .fill(&route.path)
            .into_iter()
            .zip(nothing.fill(&route.path))
        {
            for (role, token) in &tokens {
                if told_of_it.contains(role) {
                    if route.how == "GET" && is_of_the_case(&route.path) {
                        let told = call(&service, Some(token), "GET", &path, &json!({})).await;
                        shown += usize::from(TELLING.iter().any(|word| told.body.contains(word)));
                    }
                    continue;
                }
                let told = call(&service, Some(token), &route.how, &path, &sent).await;
                let who = format!("{} {path} as {}", route.how, role.code());
                let telling = TELLING.iter().filter(|word| told.body.contains(**word));
                wrong.extend(telling.map(|word| format!("{who}: {} tells “{word}”", told.status)));
                let hidden = if route.roles[role] == "no" { 403 } else { 404 };
                let expected = told.status.as_u16() == hidden
                    || !is_of_the_case(&route.path)
                    || path.contains("/history/meeting/");
                if expected {
                    continue;
                }
                // Where a body is refused before any record is read, one that is there and one
                // that is not must be answered alike.
                let alike = call(&service, Some(token), &route.how, &like, &sent_like).await;
                if (told.status, &told.body) != (alike.status, &alike.body) {
                    wrong.push(format!(
                        "{who}: {}, and {} where nothing is",
                        told.status, alike.status
                    ));
                }
            }
        }
    }
    (wrong, shown)
}

#[tokio::test]
async fn a_case_held_closely_is_there_for_no_role_that_is_not_told_of_it() {
    for colleague in [NOT_ASKED, ASKED] {
        let (wrong, shown) = called_with_the_case(colleague).await;
        assert!(
            wrong.is_empty(),
            "{} answers tell of the case:\n{}",
            wrong.len(),
            wrong.join("\n")
        );
        assert!(
            shown > 5,
            "the two roles that are told of it see the case, or nothing is proved: {shown}"
        );
    }
}
