//! The pages of MATAC and of support services (R196–R203, R250–R260).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

mod common;

use common::marac::referred;
use common::{Reader, Site};
use hawthorn_domain::marac::MaracReferral;
use hawthorn_testkit::{Cast, TestApp};

const NOW: &str = "2026-03-27T10:00:00Z";

async fn case() -> (TestApp, String, MaracReferral) {
    let app = TestApp::sqlite().await;
    let id = referred(&app, "Ellwood", "", "").await.to_string();
    let kept = app.store.get_unscoped::<MaracReferral>(&id).await.unwrap();
    (app, id, kept.unwrap().value)
}

#[tokio::test]
async fn a_score_is_shown_with_its_parts_and_a_plan_is_made() {
    let (app, _, referral) = case().await;
    let site = Site::over(app, NOW);
    let police = site.sign_in(Cast::PoliceSupervisor).await;
    let path = format!("/matac/person/{}", referral.perpetrator);
    police.get(&path).await.is_whole().shows(&[
        "Recency: how lately",
        "Gravity: how grave",
        "it decides nothing",
    ]);
    assert_eq!(police.post(&path, &[]).await.status, 422);
    let done = police.post(&path, &[("reason", "He moves <on>.")]).await;
    assert_eq!(done.status, 303);
    let nomination = done.location().to_owned();
    police
        .get(&nomination)
        .await
        .is_whole()
        .shows(&["He moves &lt;on&gt;.", "Is the person taken on?"]);
    let decision = format!("{nomination}/decision");
    assert_eq!(
        police.post(&decision, &[("why", "Grave.")]).await.status,
        422
    );
    let typed = [("take_on", "yes"), ("why", "Grave.")];
    assert_eq!(police.post(&decision, &typed).await.status, 303);
    planned_and_closed(&police, &nomination).await;
    let idva = site.sign_in(Cast::Idva).await;
    idva.get(&nomination)
        .await
        .is_whole()
        .hides(&["Add a step"]);
    let step = format!("{nomination}/step");
    assert_eq!(idva.post(&step, &[]).await.status, 403);
}

/// A step by one of the five ways, what became of it, and the end.
async fn planned_and_closed(police: &Reader<'_>, nomination: &str) {
    let plan = [
        ("way", "enforcement"),
        ("whom", "harming"),
        ("what", "Visit him at home."),
        ("agency", "police"),
        ("due-day", "10"),
        ("due-month", "4"),
        ("due-year", "2026"),
    ];
    let step = format!("{nomination}/step");
    assert_eq!(police.post(&step, &plan[..4]).await.status, 422);
    assert_eq!(police.post(&step, &plan).await.status, 303);
    police.get(nomination).await.is_whole().shows(&[
        "Enforcement",
        "Visit him at home.",
        "safe only beside support",
    ]);
    let answer = format!("{step}/0");
    assert_eq!(
        police
            .post(&answer, &[("done", "no"), ("place", "0")])
            .await
            .status,
        422
    );
    assert_eq!(
        police
            .post(&answer, &[("done", "yes"), ("place", "0")])
            .await
            .status,
        303
    );
    assert_eq!(
        police
            .post(&format!("{nomination}/close"), &[("why", "Over.")])
            .await
            .status,
        303
    );
    police
        .get("/matac")
        .await
        .is_whole()
        .shows(&["Closed, newest first"]);
}

#[tokio::test]
async fn a_disclosure_moves_on_its_page() {
    let (app, _, referral) = case().await;
    let site = Site::over(app, NOW);
    let police = site.sign_in(Cast::PoliceSupervisor).await;
    let path = format!("/matac/person/{}", referral.perpetrator);
    let partner = referral.victim.to_string();
    let typed = [("partner", partner.as_str()), ("door", "right_to_know")];
    let done = police.post(&format!("{path}/disclosure"), &typed).await;
    assert_eq!(done.status, 303);
    let page = police.get(&path).await;
    page.is_whole().shows(&["Requested", "24 April 2026"]);
    let at = page.body.find("/disclosure/DV-").unwrap();
    let address: String = page.body[at..]
        .chars()
        .take_while(|sign| *sign != '"')
        .collect();
    assert_eq!(
        police
            .post(&address, &[("state", "disclosed")])
            .await
            .status,
        303
    );
    police.get(&path).await.shows(&["Disclosed"]);
}

/// Taken on, tried, and heard before the meeting.
async fn tried_and_heard(idva: &Reader<'_>, client: &str) {
    idva.get(client)
        .await
        .is_whole()
        .shows(&["How to reach this person safely"])
        .hides(&["07700"]);
    assert_eq!(
        idva.post(&format!("{client}/take-on"), &[]).await.status,
        303
    );
    assert_eq!(idva.post(&format!("{client}/try"), &[]).await.status, 422);
    assert_eq!(
        idva.post(&format!("{client}/try"), &[("result", "no_answer")])
            .await
            .status,
        303
    );
    assert_eq!(
        idva.post(&format!("{client}/voice"), &[("text", "Locks.")])
            .await
            .status,
        422
    );
    let voice = [("time", "before"), ("text", "Wants the locks <changed>.")];
    assert_eq!(
        idva.post(&format!("{client}/voice"), &voice).await.status,
        303
    );
    idva.get(client)
        .await
        .is_whole()
        .shows(&["No answer", "Done in time", "&lt;changed&gt;"]);
}

#[tokio::test]
async fn a_client_is_allocated_tried_and_heard() {
    let (app, referral, _) = case().await;
    let agency = Cast::Idva.agency(&app.book).to_string();
    let site = Site::over(app, NOW);
    let coordinator = site.sign_in(Cast::Coordinator).await;
    let path = format!("/marac/{referral}");
    coordinator
        .get(&path)
        .await
        .shows(&["Give the victim to this service"]);
    let refused = coordinator
        .post(&format!("{path}/idva"), &[("agency", "police")])
        .await;
    assert_eq!(refused.status, 422);
    let typed = [("agency", agency.as_str())];
    assert_eq!(
        coordinator
            .post(&format!("{path}/idva"), &typed)
            .await
            .status,
        303
    );
    let idva = site.sign_in(Cast::Idva).await;
    idva.get("/")
        .await
        .shows(&["Nobody has tried to reach them yet"]);
    let list = idva.get("/caseload").await;
    list.is_whole()
        .shows(&["Nobody works with them yet: 1 client", "Not heard yet"]);
    let at = list.body.find("/clients/SC-").unwrap();
    let client: String = list.body[at..]
        .chars()
        .take_while(|sign| *sign != '"')
        .collect();
    tried_and_heard(&idva, &client).await;
    coordinator.get(&path).await.shows(&["&lt;changed&gt;"]);
    assert_eq!(coordinator.get("/caseload").await.status, 403);
    assert_eq!(
        idva.post(&format!("{client}/end"), &[("why", "Moved.")])
            .await
            .status,
        303
    );
}

/// R208–R210, and the case of a team (R206, R207).
#[tokio::test]
async fn probation_and_a_team_work_on_their_pages() {
    let (app, _, referral) = case().await;
    let site = Site::over(app, NOW);
    let probation = site.sign_in(Cast::Probation).await;
    let path = format!("/matac/person/{}/supervision", referral.perpetrator);
    probation
        .get(&path)
        .await
        .is_whole()
        .shows(&["no supervision of", "Record a supervision"]);
    assert_eq!(probation.post(&path, &[("body", "none")]).await.status, 422);
    let typed = [("body", "probation"), ("harm", "high"), ("mappa", "2")];
    assert_eq!(probation.post(&path, &typed).await.status, 303);
    let summary = format!("{path}/summary");
    assert_eq!(probation.post(&summary, &[]).await.status, 422);
    let stage = [("stage", "before_sentence")];
    assert_eq!(probation.post(&summary, &stage).await.status, 303);
    let told = format!("{path}/told");
    let victim = referral.victim.to_string();
    let words = [
        ("whom", victim.as_str()),
        ("who", "victim"),
        ("words", "He goes."),
    ];
    let refused = probation.post(&told, &words).await;
    assert_eq!(refused.status, 422);
    refused.shows(&["No way to reach this person is known to be safe now"]);
    probation.get(&path).await.is_whole().shows(&[
        "The Probation Service. Risk of serious harm: high. MAPPA level 2.",
        "1 report in all, naming 1 person harmed",
        "Nobody who is harmed has been told yet",
        "Record a change",
    ]);
    let end = format!("{path}/end");
    assert_eq!(probation.post(&end, &[]).await.status, 422);
    assert_eq!(
        probation.post(&end, &[("why", "Served.")]).await.status,
        303
    );
    probation
        .get(&path)
        .await
        .is_whole()
        .shows(&["An earlier supervision", "Served."]);
    let police = site.sign_in(Cast::PoliceSupervisor).await;
    police.get(&path).await.is_whole().hides(&["Record a"]);
    assert_eq!(police.post(&path, &typed).await.status, 403);
}

#[tokio::test]
async fn a_team_s_case_is_given_taken_and_described_on_its_pages() {
    let (app, id, _) = case().await;
    let site = Site::over(app, NOW);
    let police = site.sign_in(Cast::PoliceSupervisor).await;
    let idva = format!("/marac/{id}/idva");
    let team = [("agency", "domestic_abuse_unit")];
    assert_eq!(police.post(&idva, &team).await.status, 303);
    let daro = site.sign_in(Cast::Daro).await;
    let list = daro.get("/caseload").await;
    list.is_whole().shows(&["Domestic Abuse Unit"]);
    let client = list.body.split("href=\"/clients/").nth(1).unwrap();
    let client = format!("/clients/{}", client.split('"').next().unwrap());
    daro.get(&client)
        .await
        .is_whole()
        .shows(&["What does the team do?", "charge or no charge"]);
    let work = format!("{client}/work");
    assert_eq!(daro.post(&work, &[("work", "wrong")]).await.status, 422);
    assert_eq!(daro.post(&work, &[("work", "group")]).await.status, 422);
    assert_eq!(daro.post(&work, &[("work", "victim")]).await.status, 303);
    daro.get(&client).await.is_whole().shows(&["checked"]);
}
