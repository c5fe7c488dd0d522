//! The pages of risk assessment: choosing, answering in parts without script, the result, side by side (R50–R63).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

mod common;

use common::Site;
use hawthorn_app::marac::gateways::gateways_of_incident;
use hawthorn_domain::platform::ids::IncidentId;
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};

const NOW: &str = "2026-03-25T15:00:00Z";

/// The site with one incident, and the address from which its pair is assessed.
async fn set() -> (Site, IncidentId, String) {
    let app = TestApp::sqlite().await;
    let id = app.incident(IncidentSketch::default()).await;
    let mut police = app.ask(Cast::PoliceSupervisor, NOW);
    let pair = gateways_of_incident(&app.app, &mut police, id)
        .await
        .unwrap();
    let (victim, other) = (
        pair.victim.person.unwrap(),
        pair.perpetrator.person.unwrap(),
    );
    let path = format!("/risk/assess/{victim}/{other}");
    (Site::over(app, NOW), id, path)
}

#[tokio::test]
async fn an_assessment_is_chosen_answered_and_finished_without_script() {
    let (site, _, path) = set().await;
    let idva = site.sign_in(Cast::Idva).await;

    let page = idva.get(&path).await;
    page.is_whole().shows(&[
        "SafeLives DASH",
        "Police DASH 2009",
        "DARA",
        "Our own short labels",
        "From general knowledge only",
        "You are not on record as trained in DASH.",
        "No risk assessment of this pair is on record.",
    ]);
    assert!(!page.title().contains("Ellwood"));
    let refused = idva.post(&path, &[]).await;
    assert_eq!(refused.status, 422);
    refused.shows(&["href=\"#instrument\""]);

    let begun = idva
        .post(&path, &[("instrument", "police_dash_2009")])
        .await;
    assert_eq!(begun.status, 303);
    let risk = begun.location().to_owned();
    let form = idva.get(&risk).await;
    form.is_whole().shows(&[
        "8. Repeated contact, following or stalking",
        "Comment or source of 27",
        "Don’t know",
        "Not asked",
    ]);

    let typed = [
        ("source-stalking", "other_person"),
        ("answer-stalking", "yes"),
        ("comment-stalking", "Her sister saw <him> twice."),
        ("source-injury", "victim"),
        ("answer-injury", "not_asked"),
        ("then", "stay"),
    ];
    let saved = idva.post(&risk, &typed).await;
    assert_eq!(saved.location(), format!("{risk}?done=saved"));
    let again = idva.get(saved.location()).await;
    again.shows(&[
        "Saved. You can leave the page",
        "Her sister saw &lt;him&gt; twice.",
        "Begin the further questions",
    ]);
    let next = idva
        .post(&format!("{risk}/go-on"), &[("instrument", "stalking_set")])
        .await;
    assert_eq!(next.status, 303);
    idva.get(next.location())
        .await
        .shows(&["Stalking follow-up set", "11. Has been violent in the past"]);
}

#[tokio::test]
async fn the_result_is_judged_and_two_assessments_are_compared() {
    let (site, id, path) = set().await;
    let idva = site.sign_in(Cast::Idva).await;
    let mut begun = Vec::new();
    for code in ["police_dash_2009", "safelives_dash"] {
        let done = idva.post(&path, &[("instrument", code)]).await;
        begun.push(done.location().to_owned());
    }
    let risk = &begun[0];
    let typed = [
        ("source-stalking", "other_person"),
        ("answer-stalking", "yes"),
    ];
    assert_eq!(idva.post(risk, &typed).await.status, 303);
    let result = idva.get(&format!("{risk}/result")).await;
    result.is_whole().shows(&[
        "1 answer is yes, of 27",
        "graded by judgement",
        "Open is not no",
        "8. Repeated contact",
    ]);
    let finish = format!("{risk}/finish");
    let refused = idva.post(&finish, &[("level", "high")]).await;
    assert_eq!(refused.status, 422);
    refused.shows(&["href=\"#reason\""]);
    let done = idva
        .post(
            &finish,
            &[("level", "high"), ("reason", "He waits outside her work.")],
        )
        .await;
    assert_eq!(done.status, 303);
    idva.get(done.location()).await.shows(&[
        "Professional judgement",
        "He waits outside her work.",
        "the higher of the two",
    ]);
    let read_only = idva.get(risk).await;
    read_only
        .shows(&["See the result", "Somebody else told us"])
        .hides(&["Save and go on later"]);

    let compare = read_only.link(&format!("{risk}/compare/"));
    idva.get(&compare).await.is_whole().shows(&[
        "Two assessments side by side",
        "Not asked in this instrument",
    ]);
    let officer = site.sign_in(Cast::SupportOfficer).await;
    officer
        .get(&format!("/incidents/{id}"))
        .await
        .shows(&["Assess the risk of this pair"]);
    officer
        .get(&path)
        .await
        .shows(&["Assessments so far, newest first"]);
}
