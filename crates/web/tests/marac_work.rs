//! The pages around the meeting: figures, what becomes of a referral, transfers, protective orders (R173–R195, F53).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

mod common;

use common::Site;
use common::marac::referred;
use hawthorn_domain::marac::MaracReferral;
use hawthorn_testkit::{Cast, TestApp};

const NOW: &str = "2026-03-27T10:00:00Z";

#[tokio::test]
async fn figures_are_shown_and_leave_as_a_file() {
    let site = Site::at(NOW).await;
    let coordinator = site.sign_in(Cast::Coordinator).await;
    let page = coordinator.get("/insight/marac?quarter=2026-q1").await;
    page.is_whole().shows(&[
        "January to March 2026",
        "No meeting of this quarter is over yet.",
        "10,000 adult women",
        "Who refers, in twelve months",
    ]);
    coordinator
        .get("/insight/marac/rows?quarter=2026-q1&measure=children")
        .await
        .is_whole()
        .shows(&["There is nothing behind this number."]);
    let later = coordinator.get("/insight/marac?quarter=2031-q1").await;
    assert_eq!(later.status, 404, "no figures of a time to come");
    let file = coordinator.get("/insight/marac.csv").await;
    assert_eq!(file.status, 200);
    assert!(file.body.contains("Meeting date"), "{}", file.body);
    let board = site.sign_in(Cast::BoardMember).await;
    board
        .get("/insight/marac")
        .await
        .is_whole()
        .shows(&["Numbers below five are not shown"]);
    assert_eq!(board.get("/insight/marac/rows").await.status, 403);
    let housing = site.sign_in(Cast::HousingSpoc).await;
    assert_eq!(housing.get("/insight/marac").await.status, 403);
}

async fn people(app: &TestApp, id: &str) -> (String, String) {
    let kept = app.store.get_unscoped::<MaracReferral>(id).await.unwrap();
    let kept = kept.unwrap().value;
    (kept.victim.to_string(), kept.perpetrator.to_string())
}

#[tokio::test]
async fn a_referral_is_accepted_asked_about_and_called_urgently() {
    let app = TestApp::sqlite().await;
    let referral = referred(&app, "Ellwood", "", "").await.to_string();
    let site = Site::over(app, NOW);
    let coordinator = site.sign_in(Cast::Coordinator).await;
    let path = format!("/marac/{referral}");
    coordinator
        .get(&path)
        .await
        .is_whole()
        .shows(&["Accept the referral", "Send it back with a question"]);
    let done = coordinator.post(&format!("{path}/accept"), &[]).await;
    assert_eq!(done.status, 303);
    let refused = coordinator.post(&format!("{path}/ask"), &[]).await;
    assert_eq!(refused.status, 422);
    refused.shows(&["Write the question"]);
    coordinator
        .post(&format!("{path}/ask"), &[("question", "Which <school>?")])
        .await;
    coordinator.get(&path).await.is_whole().shows(&[
        "Waits for an answer",
        "Which &lt;school&gt;?",
        "Accepted",
    ]);
    let officer = site.sign_in(Cast::SupportOfficer).await;
    officer
        .get("/")
        .await
        .shows(&["About your MARAC referrals"]);
    officer
        .get("/marac/questions")
        .await
        .is_whole()
        .shows(&["KE and SD"]);
    let answer = format!("{path}/answer");
    officer
        .get(&answer)
        .await
        .is_whole()
        .shows(&["Which &lt;school&gt;?"]);
    assert_eq!(officer.post(&answer, &[]).await.status, 422);
    let done = officer
        .post(&answer, &[("answer", "The junior school.")])
        .await;
    assert_eq!(done.location(), "/marac/questions");
    let urgent = format!("{path}/urgent");
    coordinator.get(&urgent).await.is_whole();
    let typed = [
        ("why", "He is out on Friday."),
        ("venue", "north"),
        ("day-day", "28"),
        ("day-month", "3"),
        ("day-year", "2026"),
        ("time", "11am"),
    ];
    let refused = coordinator.post(&urgent, &typed[1..]).await;
    assert_eq!(refused.status, 422);
    let done = coordinator.post(&urgent, &typed).await;
    assert_eq!(done.status, 303);
    coordinator
        .get(done.location())
        .await
        .is_whole()
        .shows(&["He is out on Friday.", "/pack"]);
    let pack = coordinator.get(&format!("{}/pack", done.location())).await;
    assert_eq!(pack.status, 200);
    assert_eq!(officer.get(&urgent).await.status, 403);
}

#[tokio::test]
async fn a_further_referral_is_added_on_the_page_of_the_pair() {
    let app = TestApp::sqlite().await;
    let referral = referred(&app, "Ellwood", "", "").await.to_string();
    let (victim, other) = people(&app, &referral).await;
    let site = Site::over(app, NOW);
    let worker = site.sign_in(Cast::SocialWorker).await;
    let path = format!("/marac/refer/{victim}/{other}");
    worker
        .get(&path)
        .await
        .is_whole()
        .shows(&["Add your referral to the one that waits"]);
    let add = format!("{path}/add");
    assert_eq!(worker.post(&add, &[]).await.status, 422);
    let done = worker.post(&add, &[("reason", "The school rang.")]).await;
    assert_eq!(done.status, 303);
    let coordinator = site.sign_in(Cast::Coordinator).await;
    coordinator
        .get(&format!("/marac/{referral}"))
        .await
        .shows(&["Also referred by", "The school rang."]);
}

#[tokio::test]
async fn a_case_is_sent_and_taken_in() {
    let app = TestApp::sqlite().await;
    let referral = referred(&app, "Ellwood", "", "").await.to_string();
    let site = Site::over(app, NOW);
    let coordinator = site.sign_in(Cast::Coordinator).await;
    let path = format!("/marac/{referral}/transfer");
    coordinator
        .get(&path)
        .await
        .is_whole()
        .shows(&["What is sent?"]);
    let refused = coordinator
        .post(&path, &[("to_area", "Wolverhampton")])
        .await;
    assert_eq!(refused.status, 422);
    let typed = [
        ("to_area", "Wolverhampton"),
        ("why", "She moves on Friday."),
        ("parts", "facts"),
        ("parts", "voice"),
    ];
    assert_eq!(coordinator.post(&path, &typed).await.status, 303);
    let file = coordinator.get(&format!("{path}/0/paper.json")).await;
    assert!(
        file.body.contains("hawthorn-marac-transfer/1"),
        "{}",
        file.body
    );
    assert_eq!(
        coordinator.get(&format!("{path}/0/paper.pdf")).await.status,
        200
    );
    assert_eq!(
        coordinator.get(&format!("{path}/7/paper.pdf")).await.status,
        404
    );
    let arrived = format!("{path}/0/arrived");
    assert_eq!(
        coordinator.post(&arrived, &[("place", "0")]).await.status,
        422
    );
    let there = [("place", "0"), ("there", "Una Example")];
    assert_eq!(coordinator.post(&arrived, &there).await.status, 303);
    coordinator
        .get(&format!("/marac/{referral}"))
        .await
        .is_whole()
        .shows(&["Una Example", "Assess it anew"]);
    coordinator
        .get("/meetings")
        .await
        .shows(&["Moved to Wolverhampton"]);

    taken_in(file.body.as_bytes()).await;
}

/// The other area takes the file in.
async fn taken_in(file: &[u8]) {
    let other = Site::over(TestApp::sqlite_in("wolverhampton").await, NOW);
    let receiving = other.sign_in(Cast::Coordinator).await;
    receiving.get("/marac/transfers").await.is_whole();
    let done = receiving
        .upload("/marac/transfers", "transfer.json", file, &[])
        .await;
    assert_eq!(done.status, 303, "{}", done.body);
    receiving
        .get(done.location())
        .await
        .is_whole()
        .shows(&["Came from the MARAC of", "Warwickshire"]);
}

#[tokio::test]
async fn an_order_is_recorded_served_and_breached_and_its_places_stay_on_one_page() {
    let app = TestApp::sqlite().await;
    let referral = referred(&app, "Ellwood", "", "").await.to_string();
    let (victim, other) = people(&app, &referral).await;
    let site = Site::over(app, NOW);
    let idva = site.sign_in(Cast::Idva).await;
    let path = format!("/orders/{victim}/{other}");
    idva.get(&path)
        .await
        .is_whole()
        .shows(&["No order is on record."]);
    let typed = [
        ("kind", "non_molestation"),
        ("protects", victim.as_str()),
        ("court", "Family court"),
        ("made-day", "1"),
        ("made-month", "3"),
        ("made-year", "2026"),
        ("terms", "No contact of any kind."),
        ("excluded", "12 Quiet Mews, CV12 6BF"),
    ];
    assert_eq!(idva.post(&path, &typed[..6]).await.status, 422);
    let done = idva.post(&path, &typed).await;
    assert_eq!(done.status, 303);
    let order = done.location().to_owned();
    let page = idva.get(&order).await;
    page.is_whole()
        .shows(&["Made, not served yet", "1 place"])
        .hides(&["Quiet Mews"]);
    idva.get(&format!("{order}/places"))
        .await
        .shows(&["12 Quiet Mews, CV12 6BF"]);
    let day = |day| [("on-day", day), ("on-month", "3"), ("on-year", "2026")];
    assert_eq!(
        idva.post(&format!("{order}/served"), &day("2"))
            .await
            .status,
        303
    );
    assert_eq!(
        idva.post(&format!("{order}/breach"), &day("20"))
            .await
            .status,
        422
    );
    let mut breach = day("20").to_vec();
    breach.extend([("what", "He rang her."), ("which", "breach")]);
    assert_eq!(
        idva.post(&format!("{order}/breach"), &breach).await.status,
        303
    );
    idva.get(&order)
        .await
        .is_whole()
        .shows(&["In force", "He rang her.", "A breach is a crime"]);
    let person = idva.get(&format!("/people/{victim}")).await;
    person
        .shows(&["Non-molestation order: in force, until further order, protects this person"])
        .hides(&["Quiet Mews"]);
    let mut end = day("26").to_vec();
    end.extend([("why", "Another took its place."), ("which", "end")]);
    assert_eq!(idva.post(&format!("{order}/end"), &end).await.status, 303);
    idva.get(&format!("/people/{victim}"))
        .await
        .hides(&["Non-molestation order"]);
    let board = site.sign_in(Cast::BoardMember).await;
    assert_eq!(board.get(&path).await.status, 403);
}

#[tokio::test]
async fn what_somebody_says_of_themselves_is_asked_on_a_page_of_its_own() {
    let app = TestApp::sqlite().await;
    let referral = referred(&app, "Ellwood", "", "").await.to_string();
    let (victim, _) = people(&app, &referral).await;
    let site = Site::over(app, NOW);
    let idva = site.sign_in(Cast::Idva).await;
    let path = format!("/people/{victim}/about");
    idva.get(&path).await.is_whole().shows(&["Not asked yet"]);
    let typed = [
        ("ethnic_group", "asian"),
        ("disabled", "no"),
        ("lgbt", "not_said"),
    ];
    assert_eq!(idva.post(&path, &typed).await.status, 303);
    idva.get(&path).await.is_whole().shows(&["asked by"]);
}
