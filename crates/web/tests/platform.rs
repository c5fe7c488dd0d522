//! Signing in, one's own work and account, the service's lists, help, and addresses that lead nowhere.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "test code stops at the first thing that is not as it should be"
)]

mod common;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use common::{PASSWORD, Site};
use hawthorn_app::platform::second_factor::code_now;
use hawthorn_testkit::{Cast, IncidentSketch};

const AT: &str = "2026-03-25T15:00:00Z";

#[tokio::test]
async fn signing_in_gives_a_guarded_cookie_and_leads_on_within_the_site() {
    let site = Site::at(AT).await;
    site.add(Cast::SupportOfficer).await;
    let stranger = site.stranger();
    let sent = stranger.get("/incidents?queue=to_screen").await;
    assert_eq!(
        sent.location(),
        "/sign-in?next=/incidents%3Fqueue%3Dto_screen"
    );
    let page = stranger.get(sent.location()).await;
    page.is_whole().shows(&[
        "Sign-in name",
        "Code from your app",
        "value=\"/incidents?queue=to_screen\"",
    ]);
    assert_eq!(page.title(), "Sign in – Hawthorn");

    for (next, leads) in [
        ("/incidents", "/incidents"),
        ("//elsewhere.example", "/"),
        ("https://elsewhere.example", "/"),
        ("", "/"),
    ] {
        let done = stranger
            .post(
                "/sign-in",
                &[
                    ("name", "SupportOfficer"),
                    ("password", PASSWORD),
                    ("next", next),
                ],
            )
            .await;
        assert_eq!(
            (done.status, done.location()),
            (StatusCode::SEE_OTHER, leads)
        );
        let cookie = done.cookie().unwrap();
        for part in [
            "hawthorn_session=",
            "HttpOnly",
            "SameSite=Lax",
            "Secure",
            "Path=/",
        ] {
            assert!(cookie.contains(part), "{cookie}");
        }
    }
}

#[tokio::test]
async fn a_wrong_password_is_said_beside_the_field_and_never_sent_back() {
    let site = Site::at(AT).await;
    site.add(Cast::SupportOfficer).await;
    let page = site
        .stranger()
        .post(
            "/sign-in",
            &[
                ("name", "supportofficer"),
                ("password", "hunter-two-wrong"),
                ("next", "/people/P-1"),
            ],
        )
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.is_whole()
        .shows(&[
            "href=\"#password\"",
            "value=\"supportofficer\"",
            "value=\"/people/P-1\"",
        ])
        .hides(&["hunter-two-wrong"]);
    assert!(page.title().starts_with("Error: "), "{}", page.title());
    assert_eq!(page.cookie(), None);
    let foreign = Request::post("/sign-in")
        .header("sec-fetch-site", "cross-site")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let refused = site
        .stranger()
        .ask(foreign, Body::from("name=supportofficer"))
        .await;
    assert_eq!(
        refused.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "a form from another site"
    );
    refused.shows(&["This form was not sent from this site"]);
}

#[tokio::test]
async fn too_many_wrong_tries_are_told_to_wait() {
    let site = Site::at(AT).await;
    let mut last = StatusCode::OK;
    for _ in 0..30 {
        last = site
            .stranger()
            .post(
                "/sign-in",
                &[("name", "nobody"), ("password", "a wrong one")],
            )
            .await
            .status;
        if last == StatusCode::TOO_MANY_REQUESTS {
            break;
        }
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_new_sign_in_ends_the_old_session_and_signing_out_ends_the_new_one() {
    let site = Site::at(AT).await;
    let old = site.sign_in(Cast::SupportOfficer).await;
    old.get("/sign-in").await.is_whole().shows(&["Password"]);
    let done = old
        .post(
            "/sign-in",
            &[("name", "supportofficer"), ("password", PASSWORD)],
        )
        .await;
    let new = site.with_cookie_of(&done);
    assert_ne!(new.token, old.token);
    assert_eq!(
        old.get("/").await.location(),
        "/sign-in",
        "the old token stands for nobody"
    );
    assert_eq!(new.get("/").await.status, StatusCode::OK);
    let out = new.post("/sign-out", &[]).await;
    assert_eq!(out.location(), "/sign-in?done=signed-out");
    assert!(
        out.cookie().unwrap().contains("Max-Age=0"),
        "{:?}",
        out.cookie()
    );
    assert_eq!(new.get("/").await.location(), "/sign-in");
    new.get("/sign-in?done=signed-out")
        .await
        .shows(&["You have signed out"]);
}

#[tokio::test]
async fn a_second_factor_is_set_up_with_a_code_and_asked_for_at_the_next_sign_in() {
    let site = Site::at(AT).await;
    let reader = site.sign_in(Cast::Idva).await;
    reader
        .get("/account")
        .await
        .is_whole()
        .shows(&["Not set up", "You are signed in nowhere else"]);
    let offer = reader.get("/account/second-factor").await;
    offer.is_whole();
    let address = offer.link("otpauth://totp/Hawthorn:idva");
    let secret = address
        .split_once("secret=")
        .unwrap()
        .1
        .split('&')
        .next()
        .unwrap();
    offer.shows(&[&format!("value=\"{secret}\""), &secret[..4]]);

    let wrong = reader
        .post(
            "/account/second-factor",
            &[("secret", secret), ("code", "12345")],
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong
        .is_whole()
        .shows(&["This code does not fit", &format!("value=\"{secret}\"")]);
    let code = code_now(secret, site.now).unwrap();
    let enrolled = reader
        .post(
            "/account/second-factor",
            &[("secret", secret), ("code", &code)],
        )
        .await;
    enrolled
        .is_whole()
        .shows(&["These codes are shown only now"]);
    assert_eq!(enrolled.body.matches("<li><code>").count(), 8);
    let recovery = enrolled
        .body
        .split("<li><code>")
        .nth(1)
        .unwrap()
        .split('<')
        .next()
        .unwrap();
    reader
        .get("/account")
        .await
        .shows(&["Unused recovery codes: 8"])
        .hides(&[recovery]);
    assert_eq!(
        reader.get("/account/second-factor").await.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "one is set up already"
    );

    let asked = site
        .stranger()
        .post("/sign-in", &[("name", "idva"), ("password", PASSWORD)])
        .await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    asked
        .shows(&["href=\"#code\"", "Your account has a second factor"])
        .hides(&[PASSWORD]);
    let done = site
        .stranger()
        .post(
            "/sign-in",
            &[("name", "idva"), ("password", PASSWORD), ("code", recovery)],
        )
        .await;
    assert_eq!(done.location(), "/");
}

#[tokio::test]
async fn a_password_is_changed_and_other_sessions_end() {
    let site = Site::at(AT).await;
    let here = site.sign_in(Cast::Daro).await;
    let elsewhere = site
        .stranger()
        .post("/sign-in", &[("name", "daro"), ("password", PASSWORD)])
        .await;
    let there = site.with_cookie_of(&elsewhere);
    here.get("/account")
        .await
        .shows(&["Sign out everywhere else", "This one"]);

    let refused = here
        .post(
            "/account/password",
            &[
                ("present", "not this one"),
                ("new", "seven brass kettles sing"),
            ],
        )
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused
        .is_whole()
        .shows(&["Your present password is not right", "href=\"#present\""])
        .hides(&["seven brass kettles sing"]);
    let done = here
        .post(
            "/account/password",
            &[("present", PASSWORD), ("new", "seven brass kettles sing")],
        )
        .await;
    assert_eq!(done.location(), "/account?done=password");
    here.get(done.location())
        .await
        .shows(&["Your password is changed"]);
    assert_eq!(there.get("/").await.location(), "/sign-in");
}

#[tokio::test]
async fn my_work_shows_each_role_its_own_numbers_as_links() {
    let site = Site::at("2026-03-30T15:00:00Z").await;
    site.app.incident(IncidentSketch::default()).await;
    site.app
        .incident(IncidentSketch {
            received: "30/03/2026 09:00".to_owned(),
            ..IncidentSketch::default()
        })
        .await;
    let desk = site.sign_in(Cast::SupportOfficer).await.get("/").await;
    desk.is_whole().shows(&[
        "2 incidents",
        "href=\"/incidents?queue=to_screen\"",
        "1 late",
        "Held by you",
        "/people/review?queue=open",
        "href=\"/search\"",
        "href=\"/imports\"",
    ]);
    desk.hides(&["Nothing is waiting", "Ellwood", "MARAC, "]);
    let supervisor = site.sign_in(Cast::PoliceSupervisor).await.get("/").await;
    supervisor.shows(&["Waiting for a supervisor", "0 changes of level"]);
    let manager = site.sign_in(Cast::SocialCareManager).await.get("/").await;
    manager
        .shows(&[
            "Waiting for a rating",
            "Outcome to authorise",
            "href=\"/referrals?state=to_rate\"",
        ])
        .hides(&["Held by you"]);
    let coordinator = site.sign_in(Cast::Coordinator).await.get("/").await;
    coordinator.shows(&[
        "To put on an agenda",
        "multi-agency risk assessment conference",
        "0 pairs",
    ]);
    let board = site.sign_in(Cast::BoardMember).await.get("/").await;
    board
        .is_whole()
        .shows(&["Nothing is waiting for you"])
        .hides(&["Incidents</h2>"]);
}

#[tokio::test]
async fn lists_of_the_service_are_for_those_who_look_after_it() {
    let site = Site::at(AT).await;
    let administrator = site.sign_in(Cast::Administrator).await;
    let officer = site.sign_in(Cast::SupportOfficer).await;
    let accounts = administrator.get("/admin/accounts").await;
    accounts
        .is_whole()
        .shows(&["supportofficer", "2 accounts in this area", "Not set up"]);
    for (reader, path) in [
        (&officer, "/admin/accounts"),
        (&officer, "/audit/log"),
        (&administrator, "/audit/log"),
    ] {
        let refused = reader.get(path).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
        refused.is_whole().shows(&["Your role does not allow this"]);
    }
    for _ in 0..110 {
        officer.get("/incidents").await;
    }
    let auditor = site.sign_in(Cast::Auditor).await;
    let log = auditor.get("/audit/log").await;
    log.is_whole()
        .shows(&[
            "Looked through the worklist",
            "SupportOfficer Example, Warwickshire Police",
            "Older",
        ])
        .hides(&["Newest"]);
    let older = auditor.get(&log.link("/audit/log?from=")).await;
    older.shows(&[
        "Newest",
        "Added the account",
        "Was refused: manage accounts",
    ]);
    assert_ne!(older.body, log.body);
}

#[tokio::test]
async fn help_is_for_everybody_and_an_unknown_address_says_so() {
    let site = Site::at(AT).await;
    let stranger = site.stranger();
    for (path, says) in [
        ("/words", "Multi-agency risk assessment conference"),
        ("/help", "call 999"),
        ("/accessibility", "Web Content Accessibility Guidelines"),
        ("/privacy", "One cookie"),
        ("/licences", "GOV.UK Frontend"),
    ] {
        let page = stranger.get(path).await;
        assert_eq!(page.status, StatusCode::OK);
        page.is_whole().shows(&[says]);
    }
    let missing = stranger.get("/no/such/page").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    missing.is_whole().shows(&["Page not found"]);
    assert_eq!(missing.headers[header::CACHE_CONTROL], "no-store");
}
