//! The public host: dull outside, light, quick to leave, and silent about every secret (VIC-1 to VIC-9, D3).
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use hawthorn_domain::directory::change::holds_postcode;
use hawthorn_domain::platform::settings::doors::telling_word;
use hawthorn_testkit::TestApp;
use hawthorn_testkit::test_app::Still;
use hawthorn_web::public::{PublicState, paths, router};
use http_body_util::BodyExt;
use tower::ServiceExt;

/// A Tuesday, 3pm in London.
const NOW: &str = "2026-03-24T15:00:00Z";

struct Door {
    app: TestApp,
    router: Router,
}

struct Page {
    status: StatusCode,
    headers: HeaderMap,
    bytes: Vec<u8>,
}

impl Page {
    fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).unwrap()
    }
    fn title(&self) -> String {
        let text = self.text();
        let (_, rest) = text.split_once("<title>").unwrap();
        rest.split_once("</title>").unwrap().0.to_owned()
    }
    fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
    /// Every address that the page names in a link, a form, a style sheet, a script or an icon.
    fn addresses(&self) -> Vec<String> {
        let text = self.text();
        ["href=\"", "src=\"", "action=\""]
            .into_iter()
            .flat_map(|start| {
                text.split(start)
                    .skip(1)
                    .map(|rest| rest.split('"').next().unwrap().to_owned())
                    .collect::<Vec<_>>()
            })
            .collect()
    }
}

async fn door(area: &str) -> Door {
    let app = TestApp::sqlite_in(area).await;
    app.load_directory().await;
    let state = PublicState {
        app: Arc::clone(&app.app),
        around: Arc::new(Still(NOW.parse().unwrap())),
        area: app.book.code.clone(),
        cookie_secure: true,
    };
    Door {
        router: router(state),
        app,
    }
}

impl Door {
    async fn ask(&self, request: Request<Body>) -> Page {
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (answer.status(), answer.headers().clone());
        let bytes = answer
            .into_body()
            .collect()
            .await
            .unwrap()
            .to_bytes()
            .to_vec();
        Page {
            status,
            headers,
            bytes,
        }
    }
    async fn get(&self, path: &str) -> Page {
        self.ask(Request::get(path).body(Body::empty()).unwrap())
            .await
    }
    async fn post(&self, path: &str, form: &'static str) -> Page {
        let request =
            Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request.body(Body::from(form)).unwrap()).await
    }
    /// Every page that a visitor can read by following links and sending the empty form.
    async fn every_page(&self) -> Vec<(String, Page)> {
        let mut pages = Vec::new();
        for path in paths()
            .into_iter()
            .filter(|path| !path.contains('{') && *path != "/leave")
        {
            pages.push((path.to_owned(), self.get(path).await));
        }
        let list = self.post("/find", "need=&whom=&place=").await;
        let services: Vec<String> = list
            .addresses()
            .into_iter()
            .filter(|path| path.starts_with("/find/"))
            .collect();
        assert!(services.len() >= 8, "{}", services.len());
        pages.push(("/find".to_owned(), list));
        for path in services {
            let page = self.get(&path).await;
            pages.push((path, page));
        }
        pages
    }
}

#[tokio::test]
async fn no_title_address_icon_or_file_name_tells_what_the_pages_are_about() {
    for area in ["warwickshire", "wolverhampton", "kent-medway"] {
        for (path, page) in door(area).await.every_page().await {
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert_eq!(
                telling_word(&page.title()),
                None,
                "{path}: {}",
                page.title()
            );
            assert_eq!(telling_word(&path), None);
            for address in page
                .addresses()
                .iter()
                .filter(|address| address.starts_with('/'))
            {
                assert_eq!(telling_word(address), None, "{path}: {address}");
            }
        }
    }
}

#[tokio::test]
async fn every_page_is_kept_nowhere_and_tells_no_other_site() {
    let door = door("warwickshire").await;
    for (path, page) in door.every_page().await {
        assert_eq!(page.header("cache-control"), "no-store", "{path}");
        assert_eq!(page.header("referrer-policy"), "no-referrer", "{path}");
        assert!(
            !page.header("content-security-policy").contains("unsafe"),
            "{path}"
        );
        assert_eq!(page.header("set-cookie"), "", "{path}");
        let text = page.text();
        assert!(
            text.contains("content=\"no-referrer\"") && text.matches("<h1").count() == 1,
            "{path}"
        );
        for inline in [" style=", "<style", "onclick=", "<script>"] {
            assert!(!text.contains(inline), "{path}: {inline}");
        }
        for form in text.split("<form").skip(1) {
            let tag = form.split('>').next().unwrap();
            assert!(
                tag.contains("autocomplete=\"off\"") && tag.contains("method=\"post\""),
                "{path}: {tag}"
            );
        }
        let leaves = text.contains("href=\"/leave\"");
        assert_eq!(
            leaves,
            path != "/",
            "the exit is on every page after the start: {path}"
        );
    }
    assert_eq!(door.get("/nothing").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn leaving_clears_what_is_stored_and_opens_the_dull_page() {
    let door = door("warwickshire").await;
    for page in [door.get("/leave").await, door.post("/leave", "").await] {
        assert_eq!(page.status, StatusCode::SEE_OTHER);
        assert_eq!(page.header("location"), "https://www.bbc.co.uk/weather");
        assert_eq!(page.header("clear-site-data"), "\"cookies\", \"storage\"");
        assert_eq!(page.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn the_first_page_is_light() {
    let door = door("warwickshire").await;
    let packed = |path: String| {
        let door = &door;
        async move {
            let request = Request::get(&path).header(header::ACCEPT_ENCODING, "gzip");
            door.ask(request.body(Body::empty()).unwrap())
                .await
                .bytes
                .len()
        }
    };
    let page = door.get("/").await;
    let mut files: Vec<String> = page
        .addresses()
        .into_iter()
        .filter(|path| path.starts_with("/assets/"))
        .collect();
    files.dedup();
    assert!(
        files.len() <= 3,
        "four requests with the page itself: {files:?}"
    );
    let mut sum = packed("/".to_owned()).await;
    for file in files {
        sum += packed(file).await;
    }
    assert!(sum <= 30_000, "{sum} bytes");
    assert!(
        page.addresses()
            .iter()
            .all(|address| address.starts_with(['/', '#'])),
        "nothing from elsewhere"
    );
}

#[tokio::test]
async fn help_is_found_by_need_place_and_time() {
    let door = door("kent-medway").await;
    let found = door
        .post("/find", "need=domestic_abuse&place=Medway&open=")
        .await
        .text();
    assert!(found.contains("Medway Domestic Abuse Service") && !found.contains("KIDAS"));
    // R14: at 3pm on a Tuesday the Medway line is closed until the morning.
    assert!(found.contains("Closed now, opens tomorrow, 9:30am"));
    let open = door
        .post("/find", "need=domestic_abuse&place=Medway&open=now")
        .await
        .text();
    assert!(
        !open.contains("Medway Domestic Abuse Service")
            && open.contains("National Domestic Abuse Helpline")
    );
    let changing = door.post("/find", "need=own_behaviour").await.text();
    assert!(changing.contains("Respect Phoneline"), "R245");
    let none = door
        .post("/find", "need=honour_based&whom=people_causing_harm")
        .await
        .text();
    assert!(none.contains("Take one thing out"));
    let contact = door.get("/contact").await.text();
    assert!(contact.contains("0808 168 9111") && contact.contains("ring 999"));
}

#[tokio::test]
async fn no_public_page_tells_where_a_refuge_is_or_what_is_for_professionals() {
    let door = door("warwickshire").await;
    let mut told = String::new();
    for (_, page) in door.every_page().await {
        told.push_str(&page.text());
    }
    assert!(
        told.contains("Safe housing in Warwickshire") && told.contains("The address is secret")
    );
    for secret in [
        "07584 233 473",
        "cjsm",
        "cjism",
        "gcsx",
        "fco.gov.uk",
        "Nuneaton",
        "Leamington",
    ] {
        assert!(!told.contains(secret), "{secret}");
    }
    let postcodes: Vec<&str> = told
        .split(['<', '>'])
        .filter(|text| holds_postcode(text) && !text.contains("assets"))
        .collect();
    assert!(postcodes.is_empty(), "{postcodes:?}");
    assert!(
        !door
            .app
            .app
            .areas()
            .any(|book| book.first.settings.public.host.is_some()),
        "off until an area gives it a name"
    );
}
