//! A contact without an account, from the message in the mailbox to the answer: without script, by link and code, for one request only (SPOC-2 to SPOC-5).
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

mod common;

use axum::body::Body;
use axum::http::request::Builder;
use axum::http::{Request, StatusCode, header};
use common::{Page, Reader, Site};
use hawthorn_app::mash::withdraw_request::withdraw_request;
use hawthorn_domain::mash::request::Holding;
use hawthorn_domain::platform::ids::RequestId;
use hawthorn_testkit::by_mail::{NOW, asked, by_mail, rated, request, send_all};
use hawthorn_testkit::mail::{MailServers, Mailer, Security, Wire};
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};

const LATER: &str = "2026-03-25T15:40:00Z";
const HIDDEN: &str = "Ellwood";

/// A request that has been sent, and the path of its link.
async fn linked(app: &TestApp, servers: &MailServers, mailer: &Mailer) -> (RequestId, String) {
    let referral = rated(app, IncidentSketch::default()).await;
    let id = asked(app, referral).await;
    send_all(app, mailer, NOW).await;
    let mail = plain(&servers.mails("outside").pop().unwrap());
    let link = mail
        .lines()
        .find_map(|line| line.trim().strip_prefix("https://hub.example"))
        .unwrap_or_else(|| panic!("no link in\n{mail}"));
    (id, link.to_owned())
}

/// The newest code in the mailbox.
async fn code(site: &Site, servers: &MailServers, mailer: &Mailer, at: &str) -> String {
    send_all(&site.app, mailer, at).await;
    let mail = plain(&servers.mails("outside").pop().unwrap());
    assert!(!mail.contains("https://"), "a code comes without its link");
    let line = mail
        .lines()
        .find_map(|line| line.trim().strip_prefix("Code: "));
    line.unwrap_or_else(|| panic!("no code in\n{mail}"))
        .to_owned()
}

/// A mail with its soft line ends taken out.
fn plain(mail: &str) -> String {
    mail.replace("\r\n", "\n").replace("=\n", "")
}

fn place() -> Option<(MailServers, Mailer)> {
    let mut servers = MailServers::place("answering by a link")?;
    let port = servers.smtp("outside", Wire::Encrypted);
    let mailer = servers.mailer(port, Security::StartTls);
    Some((servers, mailer))
}

async fn app() -> TestApp {
    TestApp::each_database_with(by_mail("requests@housing.example", true))
        .await
        .remove(0)
}

/// A browser that has no more than the cookie of these pages.
struct Browser<'site> {
    reader: Reader<'site>,
    cookie: Option<String>,
}

impl<'site> Browser<'site> {
    fn new(site: &'site Site) -> Self {
        Self {
            reader: site.stranger(),
            cookie: None,
        }
    }

    async fn get(&self, path: &str) -> Page {
        self.reader
            .ask(self.with(Request::get(path)), Body::empty())
            .await
    }

    async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Page {
        let pairs = form.iter().map(|(name, value)| {
            let value: String = value.bytes().map(|byte| format!("%{byte:02X}")).collect();
            format!("{name}={value}")
        });
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        let body = Body::from(pairs.collect::<Vec<_>>().join("&"));
        let page = self.reader.ask(self.with(request), body).await;
        if let Some(set) = page.cookie() {
            assert!(
                set.contains("HttpOnly")
                    && set.contains("SameSite=Strict")
                    && set.contains("Path=/answer"),
                "{set}"
            );
            self.cookie = set.split(';').next().map(str::to_owned);
        }
        page
    }

    fn with(&self, request: Builder) -> Builder {
        match &self.cookie {
            Some(cookie) => request.header(header::COOKIE, cookie),
            None => request,
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_to_the_mailbox_opens_one_request_and_the_answer_is_the_agencys() {
    let Some((servers, mailer)) = place() else {
        return;
    };
    let app = app().await;
    let (id, link) = linked(&app, &servers, &mailer).await;
    let (_, other) = linked(&app, &servers, &mailer).await;
    let site = Site::over(app, NOW);
    let mut reader = Browser::new(&site);
    let first = reader.get(&link).await;
    first.hides(&[HIDDEN]);
    // A link that never was looks the same, and so does everything that follows.
    let nothing = link[..link.len() - 1].to_owned() + "x";
    let unknown = reader.get(&nothing).await;
    assert_eq!(
        first.body.replace(&link, ""),
        unknown.body.replace(&nothing, "")
    );
    let sent = reader.post(&format!("{link}/code"), &[]).await;
    let unsent = reader.post(&format!("{nothing}/code"), &[]).await;
    assert_eq!(
        sent.body.replace(&link, ""),
        unsent.body.replace(&nothing, "")
    );
    let code = code(&site, &servers, &mailer, NOW).await;
    for (path, typed) in [
        (&link, "00000000"),
        (&nothing, code.as_str()),
        (&other, code.as_str()),
    ] {
        let wrong = reader.post(path, &[("code", typed)]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        wrong.shows(&["The code is not right, or it no longer works."]);
    }
    let inside = reader.post(&link, &[("code", &code)]).await;
    assert_eq!(inside.location(), "/answer");
    let page = reader.get("/answer").await;
    page.shows(&[HIDDEN, "Answer: nothing held on"]);
    let used = Browser::new(&site).post(&link, &[("code", &code)]).await;
    assert_eq!(
        used.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "a code works once"
    );
    for elsewhere in ["/", "/requests", "/referrals", "/search"] {
        let page = reader.get(elsewhere).await;
        assert!(page.location().starts_with("/sign-in"), "{elsewhere}");
    }
    let done = reader.post("/answer/nothing", &[]).await;
    assert_eq!(done.location(), "/answer");
    reader
        .get("/answer")
        .await
        .shows(&["Your answer is sent", "Not known"]);
    let reply = request(&site.app, id).await.reply.unwrap();
    assert_eq!(
        reply.by.name,
        "District and borough housing, by one-time code"
    );
    assert_eq!(reply.holdings[0].1, Holding::NotKnown);
    // The grant has ended with the answer: no other code is sent.
    let before = servers.mails("outside").len();
    reader.post(&format!("{link}/code"), &[]).await;
    send_all(&site.app, &mailer, NOW).await;
    assert_eq!(servers.mails("outside").len(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_when_the_time_ran_out_is_there_after_a_new_code() {
    let Some((servers, mailer)) = place() else {
        return;
    };
    let app = app().await;
    let (id, link) = linked(&app, &servers, &mailer).await;
    let site = Site::over(app, NOW);
    let mut reader = Browser::new(&site);
    reader.post(&format!("{link}/code"), &[]).await;
    let first = code(&site, &servers, &mailer, NOW).await;
    reader.post(&link, &[("code", &first)]).await;
    let cookie = reader.cookie.take();
    let site = Site::over(site.app, LATER);
    let mut reader = Browser::new(&site);
    reader.cookie = cookie;
    let words = "Two visits in May, <b>no</b> arrears.";
    let over = reader
        .post("/answer", &[("summary", words), ("lines", "3")])
        .await;
    over.shows(&["Your time on this page is over"]);
    assert!(
        !over.body.contains(HIDDEN),
        "nothing of the request is shown"
    );
    let carried = [("kept-summary", words), ("kept-lines", "3")];
    let asked = reader.post(&format!("{link}/code"), &carried).await;
    assert!(asked.body.contains("name=\"kept-summary\""));
    let second = code(&site, &servers, &mailer, LATER).await;
    let form = [("code", second.as_str()), carried[0], carried[1]];
    let back = reader.post(&link, &form).await;
    back.shows(&["Two visits in May", HIDDEN]);
    // A withdrawal ends the look at once.
    withdraw_request(
        &site.app.app,
        &mut site.app.ask(Cast::SocialWorker, LATER),
        id,
    )
    .await
    .unwrap();
    let ended = reader.get("/answer").await;
    assert!(!ended.body.contains(HIDDEN));
}
