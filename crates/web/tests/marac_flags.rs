//! The flag on a pair as pages show it, the list of flagged pairs, and telling of something new (F19, F21).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

mod common;

use common::Site;
use hawthorn_app::marac::gateways::gateways_of_incident;
use hawthorn_app::marac::refer_to_marac::{ReferToMarac, refer_to_marac};
use hawthorn_domain::platform::ids::{IncidentId, MaracReferralId};
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};

async fn referred(app: &TestApp) -> (IncidentId, MaracReferralId) {
    let id = app
        .incident(IncidentSketch {
            level: "High".into(),
            children: "Ada Ellwood 04/05/2019".into(),
            ..IncidentSketch::default()
        })
        .await;
    let mut ask = app.ask(Cast::PoliceSupervisor, "2026-03-25T15:00:00Z");
    let pair = gateways_of_incident(&app.app, &mut ask, id).await.unwrap();
    let input = ReferToMarac {
        victim: pair.victim.person.unwrap(),
        perpetrator: pair.perpetrator.person.unwrap(),
        incident: Some(id),
        mash_referral: None,
        reason: "He has a key.".into(),
        judgement: None,
        moved_from: None,
        victim_voice: String::new(),
    };
    let made = refer_to_marac(&app.app, &mut ask, input).await.unwrap();
    (id, made.id)
}

#[tokio::test]
async fn something_new_is_told_and_shown_with_its_flag() {
    let app = TestApp::sqlite().await;
    let (first, referral) = referred(&app).await;
    let site = Site::over(app, "2026-03-27T10:00:00Z");
    let housing = site.sign_in(Cast::HousingSpoc).await;
    let path = format!("/marac/{referral}/event");
    let form = housing.get(&path).await;
    form.is_whole()
        .shows(&["Which kinds of abuse?", "When did it happen?", "KE and SD"]);
    let typed = [
        ("happened-day", "26"),
        ("happened-month", "3"),
        ("happened-year", "2026"),
        ("what", "He waited outside <the school>."),
        ("level", "medium"),
    ];
    let refused = housing.post(&path, &typed).await;
    assert_eq!(refused.status, 422);
    refused.shows(&[
        "href=\"#kinds\"",
        "He waited outside &lt;the school&gt;.",
        "value=\"26\"",
    ]);
    let mut typed = typed.to_vec();
    typed.extend([("kinds", "stalking"), ("kinds", "dispute")]);
    let done = housing.post(&path, &typed).await;
    assert_eq!(done.status, 303);
    housing
        .get(done.location())
        .await
        .shows(&["What you told is with the police desk"]);

    let officer = site.sign_in(Cast::SupportOfficer).await;
    let list = officer.get("/incidents").await;
    list.shows(&["Flagged for MARAC", "until 25 March 2027"]);
    let page = officer.get(&format!("/incidents/{first}")).await;
    page.is_whole().shows(&[
        "Flagged for MARAC",
        "waits to be heard",
        "1 incident",
        "told to another agency than the police",
    ]);
    let coordinator = site.sign_in(Cast::Coordinator).await;
    let flags = coordinator.get("/marac/flags").await;
    flags.is_whole().shows(&[
        "Flagged pairs",
        "Flagged now, first to lapse first: 1 pair",
        "Waits to be heard",
    ]);
    coordinator.get("/").await.shows(&["To refer again"]);
}

#[tokio::test]
async fn the_kinds_of_abuse_are_said_on_the_incident() {
    let app = TestApp::sqlite().await;
    let id = app.incident(IncidentSketch::default()).await;
    let site = Site::over(app, "2026-03-25T15:00:00Z");
    let officer = site.sign_in(Cast::SupportOfficer).await;
    let (page, kinds) = (format!("/incidents/{id}"), format!("/incidents/{id}/kinds"));
    officer.get(&page).await.shows(&["Nobody has said yet"]);
    let refused = officer.post(&kinds, &[]).await;
    assert_eq!(refused.status, 422);
    refused.shows(&["Choose at least one kind of abuse."]);
    let done = officer
        .post(&kinds, &[("kinds", "violence"), ("kinds", "nonsense")])
        .await;
    assert_eq!(done.status, 303);
    officer
        .get(&page)
        .await
        .shows(&["Violence"])
        .hides(&["Nobody has said yet"]);
}
