//! Every page for every role: what the committed table says is what happens, and a case held closely is there for nobody else (R213–R218, R328).
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

mod common;
#[path = "every_role/world.rs"]
mod world;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use common::{Page, Reader, Site};
use hawthorn_domain::platform::actor::Role;
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};
use world::{
    ASKED, COMMITTED, Expected, Ids, NOT_ASKED, NOW, TELLING, committed, is_of_the_case,
    is_put_to_an_agency, rank, restricted_case, sessions,
};

/// Values under every name that a form of a page has, so that a form reaches the record it is about.
const FORM: &[(&str, &str)] = &[
    ("reason", "A reason."),
    ("note", "A note."),
    ("check", "same_pair"),
    ("level", "medium"),
    ("to", "medium"),
    ("agreed", "yes"),
    ("answer", "different"),
    ("outcome", "close"),
    ("q", "04/05/1991"),
    ("index", "0"),
    ("rag", "red"),
    ("why", "To judge the risk."),
    ("text", "Words."),
    ("words", "Words."),
    ("discussion", "Words."),
    ("state", "done"),
    ("holds", "yes"),
    ("way", "up"),
    ("whose", "person"),
    ("never", "Words."),
    ("asked-day", "1"),
    ("asked-month", "4"),
    ("asked-year", "2026"),
];

fn somebody<'site>(site: &'site Site, token: &str) -> Reader<'site> {
    let mut reader = site.stranger();
    reader.token = Some(token.to_owned());
    reader
}

async fn call(reader: &Reader<'_>, how: &str, path: &str, form: &[(&str, &str)]) -> Page {
    match how {
        "GET" => reader.get(path).await,
        _ => reader.post(path, form).await,
    }
}

/// Reading before changing, and signing out last of all.
fn in_order() -> Vec<Expected> {
    let mut routes = committed("Pages");
    routes.sort_by_key(rank);
    routes
}

/// What an answer is in the words of the table.
fn class(route: &Expected, page: &Page) -> &'static str {
    let to_sign_in = || route.act.is_some() && page.location().starts_with("/sign-in");
    match page.status.as_u16() {
        403 => "no",
        303 if to_sign_in() => "sign in",
        200 | 303 | 404 | 409 | 422 => "yes",
        _ => "nothing that is expected",
    }
}

#[tokio::test]
async fn the_committed_table_is_made_of_the_routes_and_the_policies() {
    let app = TestApp::sqlite().await;
    let made = hawthorn_web::routes_by_role(&[], world::may(&app));
    let of_pages = |text: &str| text.split("\n## API\n").next().unwrap().to_owned();
    assert!(
        of_pages(&made) == of_pages(COMMITTED),
        "docs/generated/routes-by-role.md is out of date: run ./dev gen and read what changed"
    );
}

#[tokio::test]
async fn every_route_answers_every_role_as_the_table_says() {
    let app = TestApp::sqlite().await;
    let nothing = Ids::of_nothing(&restricted_case(&app).await);
    app.incident(IncidentSketch::default()).await;
    let tokens = sessions(&app, ASKED).await;
    let site = Site::over(app, NOW);
    let mut wrong = Vec::new();
    for route in in_order() {
        let path = nothing.fill(&route.path).remove(0);
        let page = call(&site.stranger(), &route.how, &path, &[]).await;
        if class(&route, &page) != route.stranger {
            wrong.push(format!(
                "{} {path} not signed in: {}",
                route.how, page.status
            ));
        }
        for (role, token) in &tokens {
            let page = call(&somebody(&site, token), &route.how, &path, &[]).await;
            if class(&route, &page) != route.roles[role] {
                wrong.push(format!(
                    "{} {path} as {}: {}, not {}",
                    route.how,
                    role.code(),
                    page.status,
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
async fn a_form_that_comes_from_elsewhere_is_refused_on_every_route() {
    let app = TestApp::sqlite().await;
    let nothing = Ids::of_nothing(&restricted_case(&app).await);
    let tokens = sessions(&app, ASKED).await;
    let site = Site::over(app, NOW);
    let (_, token) = tokens
        .iter()
        .find(|(role, _)| *role == Role::PoliceSupervisor)
        .unwrap();
    let sent: &[&[(&str, &str)]] = &[
        &[],
        &[("host", "hawthorn.example")],
        &[
            ("host", "hawthorn.example"),
            ("origin", "https://elsewhere.example"),
        ],
        &[("host", "hawthorn.example"), ("origin", "null")],
        &[
            ("host", "hawthorn.example"),
            ("origin", "https://hawthorn.example"),
            ("sec-fetch-site", "cross-site"),
        ],
        &[("sec-fetch-site", "same-site")],
    ];
    let routes = committed("Pages");
    let sends: Vec<&Expected> = routes.iter().filter(|route| route.how == "POST").collect();
    assert!(sends.len() > 30, "the table has the forms");
    for route in sends {
        let path = nothing.fill(&route.path).remove(0);
        for headers in sent {
            for reader in [site.stranger(), somebody(&site, token)] {
                let plain = Request::post(&path)
                    .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
                let request = headers.iter().fold(plain, |request, (name, value)| {
                    request.header(*name, *value)
                });
                let page = reader.ask(request, Body::from("reason=A+reason.")).await;
                assert_eq!(
                    page.status,
                    StatusCode::UNPROCESSABLE_ENTITY,
                    "{path} {headers:?}"
                );
                page.shows(&["This form was not sent from this site"]);
            }
        }
    }
    let still = somebody(&site, token).get("/account").await;
    assert_eq!(
        still.status,
        StatusCode::OK,
        "no refused form ended the session"
    );
}

/// Everything that is wrong when every role of one agency calls every route with the case's own
/// identifiers, and how often the two roles that are told of the case were shown it.
async fn called_with_the_case(colleague: Cast) -> (Vec<String>, usize) {
    let app = TestApp::sqlite().await;
    let case = restricted_case(&app).await;
    let nothing = Ids::of_nothing(&case);
    let tokens = sessions(&app, colleague).await;
    let site = Site::over(app, NOW);
    let told = [Role::PoliceSupervisor, Role::MashServiceManager];
    let records = [
        ("referral", case.of("marac_referral")),
        ("incident", case.of("incident")),
    ];
    let form: Vec<(&str, &str)> = FORM.iter().copied().chain(records).collect();
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
                let reader = somebody(&site, token);
                if told.contains(role) {
                    if route.how == "GET" && is_of_the_case(&route.path) {
                        let page = reader.get(&path).await;
                        shown += usize::from(TELLING.iter().any(|word| page.has(word)));
                    }
                    continue;
                }
                let page = call(&reader, &route.how, &path, &form).await;
                let who = format!("{} {path} as {}", route.how, role.code());
                let telling = TELLING.iter().filter(|word| page.has(word));
                wrong.extend(telling.map(|word| format!("{who}: {} tells “{word}”", page.status)));
                let hidden = if route.roles[role] == "no" { 403 } else { 404 };
                let expected = page.status.as_u16() == hidden
                    || !is_of_the_case(&route.path)
                    || path.contains("/history/meeting/");
                if expected {
                    continue;
                }
                // Where a form is refused before any record is read, one that is there and one
                // that is not must be answered alike.
                let alike = call(&reader, &route.how, &like, &form).await;
                if (page.status, &page.body) != (alike.status, &alike.body) {
                    wrong.push(format!(
                        "{who}: {}, and {} where nothing is",
                        page.status, alike.status
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
            shown > 10,
            "the two roles that are told of it see the case, or nothing is proved: {shown}"
        );
    }
}
