//! Protective orders, MATAC and transfers by the JSON API alone (R168, R188, R250–R260, R325–R327, F29, F45–F53).

#[allow(dead_code, reason = "this file uses its own part of it")]
mod common;

use common::Caller;
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};
use serde_json::{Value, json};

const AT: &str = "2026-03-27T10:00:00Z";

fn text(value: &Value, name: &str) -> String {
    value[name]
        .as_str()
        .unwrap_or_else(|| panic!("{name} in {value}"))
        .to_owned()
}

/// The victim and the person causing harm of one incident.
async fn pair(app: &TestApp) -> (String, String) {
    let incident = app.incident(IncidentSketch::default()).await;
    let kept = app.kept(incident).await;
    let victim = kept.victim().expect("a victim").person;
    let other = kept.person_causing_harm().expect("the other").person;
    (victim.to_string(), other.to_string())
}

fn order() -> Value {
    json!({
        "kind": "non_molestation", "court": "Family Court", "made": "2026-03-20", "starts": "2026-03-20",
        "ends": "2027-03-20", "terms": "Not to come near her.", "places": ["4 Example Mews, CV21 9ZZ"],
    })
}

#[tokio::test]
async fn an_order_is_recorded_served_broken_and_ended() {
    let app = TestApp::sqlite().await;
    let (victim, other) = pair(&app).await;
    let police = Caller::sign_in(&app, Cast::PoliceSupervisor, AT).await;
    let of_pair = format!("/v1/orders/{victim}/{other}");
    let wrong = json!({ "kind": "letter", "court": "A court", "made": "2026-03-20", "starts": "2026-03-20", "terms": "Words." });
    assert_eq!(police.refused(&of_pair, wrong).await.0, 422);
    let id = text(&police.post(&of_pair, order()).await, "id");
    let path = format!("/v1/order/{id}");
    let shown = police.get(&path).await;
    assert_eq!(shown["places"], 1, "counted and not told: {shown}");
    assert!(!shown.to_string().contains("Example Mews"), "{shown}");
    let places = police.get(&format!("{path}/places")).await;
    assert_eq!(places["places"][0], "4 Example Mews, CV21 9ZZ");

    police
        .post(&format!("{path}/served"), json!({ "on": "2026-03-23" }))
        .await;
    let breach =
        json!({ "on": "2026-03-25", "what": "He stood at the gate.", "police_know": true });
    police.post(&format!("{path}/breach"), breach).await;
    assert_eq!(police.get(&path).await["breaches"], 1);
    let end = json!({ "on": "2026-03-26", "why": "Replaced by another." });
    police.post(&format!("{path}/end"), end.clone()).await;
    assert_eq!(police.refused(&format!("{path}/end"), end).await.0, 422);
    let all = police.get(&of_pair).await;
    assert_eq!(all["orders"][0]["standing"], "ended", "{all}");

    let housing = police.other(Cast::HousingSpoc).await;
    assert_eq!(housing.refused(&of_pair, order()).await.0, 403);
}

#[tokio::test]
async fn somebody_is_nominated_planned_for_and_closed_and_a_disclosure_is_followed() {
    let app = TestApp::sqlite().await;
    let (victim, other) = pair(&app).await;
    let police = Caller::sign_in(&app, Cast::PoliceSupervisor, AT).await;
    let person = format!("/v1/matac/person/{other}");
    let score = police.get(&person).await;
    let parts = score["score"]["parts"].as_array().expect("parts");
    let total: u64 = parts
        .iter()
        .filter_map(|part| part["points"].as_u64())
        .sum();
    assert_eq!(score["score"]["total"], total, "the parts are the whole");
    let reason = json!({ "reason": "He moves from one to the next." });
    let id = text(&police.post(&person, reason).await, "id");
    let path = format!("/v1/matac/{id}");
    let decision = json!({ "take_on": true, "why": "The harm is grave." });
    police.post(&format!("{path}/decision"), decision).await;
    let step = json!({ "way": "support", "whom": "partner", "what": "Visit her.", "agency": "police", "due": "2026-04-10" });
    police.post(&format!("{path}/step"), step).await;
    let early = json!({ "why": "The harm has stopped." });
    let closes = format!("{path}/close");
    assert_eq!(
        police.refused(&closes, early.clone()).await.0,
        422,
        "a step is open"
    );
    let done = json!({ "done": true, "note": "She was visited." });
    police.post(&format!("{path}/step/0"), done).await;
    police.post(&closes, early).await;
    let closed = police.get(&path).await;
    assert_eq!(
        (
            closed["state"].as_str(),
            closed["plan"][0]["done"].as_bool()
        ),
        (Some("closed"), Some(true))
    );

    let asked = json!({ "partner": victim, "door": "right_to_know" });
    let request = police.post(&format!("{person}/disclosure"), asked).await;
    let moved = format!("/v1/disclosure/{}", text(&request, "id"));
    police.post(&moved, json!({ "state": "disclosed" })).await;
    let page = police.get(&person).await;
    assert_eq!(page["disclosures"][0]["state"], "disclosed", "{page}");
    assert_eq!(
        police
            .refused(&moved, json!({ "state": "requested" }))
            .await
            .0,
        422
    );
}

#[tokio::test]
async fn a_transfer_is_made_acknowledged_and_not_taken_in_at_home() {
    let app = TestApp::sqlite().await;
    let (victim, other) = pair(&app).await;
    let police = Caller::sign_in(&app, Cast::PoliceSupervisor, AT).await;
    let coordinator = police.other(Cast::Coordinator).await;
    let refer = json!({ "victim": victim, "perpetrator": other, "reason": "Fear is rising.", "judgement": "She fears for her life." });
    let referral = text(&police.post("/v1/marac", refer).await, "id");
    let transfers = format!("/v1/marac/{referral}/transfers");
    let unknown = json!({ "to_area": "Elsewhere", "why": "She moves.", "parts": ["everything"] });
    assert_eq!(coordinator.refused(&transfers, unknown).await.0, 422);
    let moves =
        json!({ "to_area": "Elsewhere", "why": "She moves on Friday.", "parts": ["facts"] });
    let made = coordinator.post(&transfers, moves).await;
    assert_eq!(made["place"], 0, "{made}");
    let there = json!({ "there": "Gwen Example" });
    coordinator
        .post(&format!("{transfers}/0/acknowledge"), there)
        .await;
    let file = coordinator.get(&format!("{transfers}/0/paper.json")).await;
    assert_eq!(file["to_area"], "Elsewhere");
    assert!(
        !file.to_string().contains("07700"),
        "no number leaves: {file}"
    );
    let home = coordinator.refused("/v1/transfers", file).await;
    assert_eq!(home.0, 422, "the area's own: {home:?}");
}
