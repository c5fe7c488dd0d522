//! The pages of the hub's front door and of the desk's days, as people walk them: partners' referrals, consultations, signposting, the sheet, the figures, notices, risk forms and the ledger of sharing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

mod common;

use axum::http::StatusCode;
use common::{Page, Site};
use hawthorn_app::incidents::freeze_sheet::freeze_due;
use hawthorn_testkit::{Cast, CountingDice, IncidentSketch, TestApp};

const NOW: &str = "2026-03-26T13:00:00Z";

/// The path of a redirect without what it asks for.
fn path(page: &Page) -> String {
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    let location = page.location();
    location.split('?').next().unwrap_or_default().to_owned()
}

const TOLD: &[(&str, &str)] = &[
    ("door", "telephone"),
    ("referrer_name", "Gwen Example"),
    ("referrer_organisation", "Example Surgery"),
    ("referrer_contact", "01632 960111"),
    ("worry", "She flinched when he came in."),
    ("victim_given", "Katarzyna"),
    ("victim_family", "Ellwood"),
    ("victim_born", "2 11 1976"),
    ("other_given", "Sunil"),
    ("other_family", "Davies"),
    ("child-0_given", "Mia"),
    ("child-0_born", "4"),
];

#[tokio::test]
async fn a_partners_referral_goes_from_the_telephone_to_triage() {
    let app = TestApp::sqlite().await;
    app.load_directory().await;
    let site = Site::over(app, NOW);
    let worker = site.sign_in(Cast::SocialWorker).await;
    let empty = worker.get("/partner-referrals").await;
    empty
        .shows(&["No partner’s referral waits for its checks."])
        .is_whole();
    worker.get("/partner-referrals/new").await.is_whole();
    let wrong = worker.post("/partner-referrals/new", &TOLD[1..5]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong
        .shows(&[
            "There is a problem",
            "Enter a name for the victim",
            "Gwen Example",
        ])
        .is_whole();
    let here = path(&worker.post("/partner-referrals/new", TOLD).await);
    let page = worker.get(&here).await;
    page.shows(&["Flagged to police 26 March 2026", "Katarzyna Ellwood"])
        .is_whole();
    let decision = [("outcome", "triage"), ("reason", "A child is there.")];
    let early = worker.post(&format!("{here}/decision"), &decision).await;
    early.shows(&["These checks are still to do"]);
    for check in ["holdings", "earlier", "other_risk", "dash"] {
        let field = format!("found-{check}");
        let form = [("check", check), (field.as_str(), "Nothing is held.")];
        path(&worker.post(&format!("{here}/check"), &form).await);
    }
    path(&worker.post(&format!("{here}/decision"), &decision).await);
    let decided = worker.get(&here).await;
    decided.shows(&["Open the referral into the MASH", "Nothing is held."]);
    let desk = site.sign_in(Cast::SupportOfficer).await;
    desk.get(&here).await.shows(&["Keep that police have it"]);
    let taken = [
        ("reference", "23/7001"),
        ("victim_reached", "yes"),
        ("form_done", "no"),
    ];
    path(&desk.post(&format!("{here}/police"), &taken).await);
    desk.get(&here).await.shows(&["23/7001", "Victim reached"]);
}

#[tokio::test]
async fn a_consultation_is_kept_signposted_and_referred() {
    let app = TestApp::sqlite().await;
    app.load_directory().await;
    let site = Site::over(app, NOW);
    let worker = site.sign_in(Cast::SocialWorker).await;
    worker
        .get("/consultations")
        .await
        .shows(&["No consultation has been kept yet."])
        .is_whole();
    worker.get("/consultations/new").await.is_whole();
    let wrong = worker
        .post("/consultations/new", &[("worry", "A worry.")])
        .await;
    wrong.shows(&["Enter the name of whoever asked.", "A worry."]);
    let told: Vec<(&str, &str)> = TOLD
        .iter()
        .copied()
        .chain([("advice", "Ask her alone.")])
        .collect();
    let here = path(&worker.post("/consultations/new", &told).await);
    let page = worker.get(&here).await;
    page.shows(&["Ask her alone.", "Make it a referral", "Choose a service"])
        .is_whole();
    let id = here.rsplit('/').next().unwrap();
    let none = worker
        .post("/signposts", &[("kind", "consultation"), ("record", id)])
        .await;
    none.shows(&["Choose a service from the list."]).is_whole();
    let partner = path(&worker.post(&format!("{here}/refer"), &[]).await);
    worker
        .get(&partner)
        .await
        .shows(&["from a consultation", "Katarzyna Ellwood"]);
    worker.get(&here).await.shows(&["It became"]);
}

fn sketch() -> IncidentSketch {
    IncidentSketch {
        reference: "T/77".to_owned(),
        received: "25/03/2026 14:00".to_owned(),
        children: "Mia Ellwood 01/02/2023; Leo Ellwood 01/02/2017".to_owned(),
        ..IncidentSketch::default()
    }
}

#[tokio::test]
async fn the_sheet_is_answered_and_downloaded_once_it_is_frozen() {
    let app = TestApp::sqlite().await;
    let incident = app.incident(sketch()).await;
    let victim = app.kept(incident).await.victim().unwrap().person;
    let site = Site::over(app, NOW);
    let worker = site.sign_in(Cast::SocialWorker).await;
    let page = worker.get("/incidents/sheet?day=2026-03-25").await;
    page.shows(&["It is frozen 26 March 2026", "T/77", "1 still to answer"])
        .is_whole();
    let held = format!("held-adult-{victim}");
    let send = format!("/incidents/{incident}/sheet");
    let allocated = [("day", "2026-03-25"), (held.as_str(), "allocated")];
    let wrong = worker.post(&send, &allocated).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong
        .shows(&["Name the worker and the team that have this person."])
        .is_whole();
    let before = [("day", "2026-03-25"), (held.as_str(), "known_before")];
    path(&worker.post(&send, &before).await);
    let none = worker.get("/incidents/sheet/workbook?day=2026-03-25").await;
    assert_eq!(none.status, StatusCode::NOT_FOUND, "it is not frozen yet");
    let mut dice = CountingDice::new(7);
    freeze_due(&site.app.app, site.now, &mut dice)
        .await
        .unwrap();
    let frozen = worker.get("/incidents/sheet?day=2026-03-25").await;
    frozen.shows(&["Download the sheet (XLSX)", "Known before"]);
    let book = worker.get("/incidents/sheet/workbook?day=2026-03-25").await;
    assert!(book.body.starts_with("PK"), "a workbook");
    path(
        &worker
            .post(
                &send,
                &[("day", "2026-03-25"), ("risk", "An earlier plan.")],
            )
            .await,
    );
    let later = worker.get("/incidents/sheet?day=2026-03-25").await;
    later.shows(&["Since it was frozen:", "Other risk: An earlier plan."]);
}

#[tokio::test]
async fn every_figure_is_a_link_and_the_report_is_signed_in_words() {
    let app = TestApp::sqlite().await;
    app.incident(sketch()).await;
    let site = Site::over(app, "2026-03-30T08:00:00Z");
    let supervisor = site.sign_in(Cast::PoliceSupervisor).await;
    supervisor
        .get("/insight/day?day=2026-03-25")
        .await
        .shows(&["1 incident came in"])
        .is_whole();
    let week = supervisor.get("/insight/weekly").await;
    week.shows(&["week of 23 March 2026", "Sign the report of this week"])
        .is_whole();
    let link = "/insight/behind?week=2026-03-23&which=received";
    week.shows(&[&link.replace('&', "&amp;")]);
    supervisor.get(link).await.shows(&["T/77"]).is_whole();
    let unsaid = supervisor
        .post("/insight/weekly", &[("week", "2026-03-23")])
        .await;
    unsaid.shows(&["Say what is slowing the work"]);
    let words = [
        ("week", "2026-03-23"),
        ("slowing", "Two officers are away."),
    ];
    supervisor.post("/insight/weekly", &words).await;
    let signed = supervisor.get("/insight/weekly?week=2026-03-23").await;
    signed.shows(&["The report as it was signed", "Two officers are away."]);
    signed.hides(&["Sign the report of this week"]);
}

#[tokio::test]
async fn health_reads_its_notice_and_the_hub_sees_that_it_did() {
    let app = TestApp::sqlite().await;
    app.incident(sketch()).await;
    let site = Site::over(app, NOW);
    let health = site.sign_in(Cast::HealthSpoc).await;
    let list = health.get("/notices").await;
    list.shows(&["Notices to your agency", "Young child in the household"])
        .is_whole();
    list.hides(&["Mia", "Ellwood"]);
    let href = list.body.split("href=\"/notices/").nth(1).unwrap();
    let id = href.split('"').next().unwrap().to_owned();
    let opened = health.get(&format!("/notices/{id}")).await;
    opened
        .shows(&["Mia Ellwood", "Do not write to the family’s address"])
        .is_whole();
    let desk = site.sign_in(Cast::SupportOfficer).await;
    desk.get("/notices")
        .await
        .shows(&["HealthSpoc Example", "No notice waits for a person."])
        .is_whole();
}

#[tokio::test]
async fn the_desk_writes_of_a_form_and_the_supervisor_answers() {
    let app = TestApp::sqlite().await;
    let incident = app.incident(sketch()).await;
    let site = Site::over(app, NOW);
    let desk = site.sign_in(Cast::SupportOfficer).await;
    let here = format!("/incidents/{incident}/feedback");
    desk.get(&here)
        .await
        .shows(&["The attending officer was PC 1000."])
        .is_whole();
    desk.post(&here, &[])
        .await
        .shows(&["Choose what was wanting in the form."]);
    path(&desk.post(&here, &[("faults", "unclear")]).await);
    let supervisor = site.sign_in(Cast::PoliceSupervisor).await;
    let list = supervisor.get("/form-feedback").await;
    list.shows(&["T/77, PC 1000"]).is_whole();
    list.hides(&["Ellwood"]);
    let action = list.body.split("action=\"/form-feedback/").nth(1).unwrap();
    let send = format!("/form-feedback/{}", action.split('"').next().unwrap());
    supervisor
        .post(&send, &[])
        .await
        .shows(&["Choose what you did."]);
    path(
        &supervisor
            .post(&send, &[("reply", "spoken"), ("words", "Shown how.")])
            .await,
    );
    desk.get(&here).await.shows(&["Shown how."]);
}

#[tokio::test]
async fn who_was_given_what_is_printed_without_anybody_else() {
    let app = TestApp::sqlite().await;
    let incident = app.incident(sketch()).await;
    let victim = app.kept(incident).await.victim().unwrap().person;
    let site = Site::over(app, NOW);
    let worker = site.sign_in(Cast::SocialWorker).await;
    let page = worker.get(&format!("/people/{victim}/shared")).await;
    page.shows(&["Young child in the household", "What brought it about"])
        .is_whole();
    let printed = worker.get(&format!("/people/{victim}/shared/print")).await;
    printed
        .shows(&[
            "What was shared about you",
            "so that it can help and protect",
        ])
        .is_whole();
    printed.hides(&["Davies", "Mia", "SocialWorker Example, "]);
}
