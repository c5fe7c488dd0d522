//! One way through the hub in three areas: the same steps by the same endpoints, with each area's own names, screening, times and outcomes read from what it says itself (C23, R340).

#[allow(dead_code, reason = "the other journey uses the rest of it")]
mod common;

use common::Caller;
use hawthorn_domain::mash::feedback::FeedbackLevel;
use hawthorn_domain::platform::deadline::PromiseCode;
use hawthorn_domain::platform::settings::AreaSettings;
use hawthorn_testkit::{Cast, TestApp};
use serde_json::{Value, json};

const HEADINGS: &str = "Incident Ref,Date/Time Reported,HAU Received,DASH Level,DASH Score,DASH Form,Victim Surname,Victim Forename(s),Victim DOB,Victim Sex,Suspect Surname,Suspect Forename(s),Suspect DOB,Suspect Sex,Relationship (suspect is victim's…),Children at address (name dob; …),Consent to share,Summary";
/// A Wednesday in March, within everybody's hours.
const NOW: &str = "2026-03-25T10:00:00Z";

fn text(value: &Value, name: &str) -> String {
    value[name]
        .as_str()
        .unwrap_or_else(|| panic!("{name} in {value}"))
        .to_owned()
}

fn settings(app: &TestApp) -> &AreaSettings {
    app.app
        .settings(&app.book.code, NOW.parse().unwrap())
        .unwrap()
}

async fn imported(officer: &Caller<'_>) -> String {
    let sheet = format!(
        "{HEADINGS}\r\n31/1/26,25/03/2026 09:00,25/03/2026 09:30,Standard,9,Police DASH 2009,Ellwood,Katarzyna,02/11/1976,F,Davies,Sunil,02/10/1974,M,Ex-partner,Mei Ellwood 09/01/2019,Y,Invented for a test.\r\n"
    );
    let run = officer
        .send_raw("/v1/imports?source=test&file=sheet.csv", sheet.into_bytes())
        .await;
    let id = text(&run, "id");
    officer
        .post(&format!("/v1/imports/{id}/start"), json!({}))
        .await;
    officer.work().await;
    let list = officer.get("/v1/incidents?queue=to_screen").await;
    text(&list["rows"][0], "id")
}

/// The way to a referral that the area's own screening takes: by the desk's checks and decision, or
/// by the screen for child protection and what several agencies find together.
async fn referred(app: &TestApp, officer: &Caller<'_>, incident: &str) -> String {
    let worker = officer.other(Cast::SocialWorker).await;
    let screen = worker
        .get(&format!("/v1/incidents/{incident}/child-screen"))
        .await;
    if text(&screen, "step") == "pre_screen" {
        let path = format!("/v1/incidents/{incident}/child-screen");
        let early = worker
            .refused(
                &format!("{path}/joint"),
                json!({"outcome": "refer", "reason": "Too early.", "grade": "2"}),
            )
            .await;
        assert_eq!(early.0, 422, "{early:?}");
        let below = worker
            .post(
                &path,
                json!({"found": "below", "reason": "No sign of harm to the child yet."}),
            )
            .await;
        assert_eq!(below["referral"], Value::Null);
        let agencies: Vec<&str> = settings(app)
            .agencies
            .iter()
            .map(|agency| agency.code.as_str())
            .take(3)
            .collect();
        let joint = worker.post(&format!("{path}/joint"), json!({"agencies": agencies, "grade": "3", "outcome": "refer", "reason": "Together it is more than each of us knew."})).await;
        return text(&joint, "referral");
    }
    officer
        .post(&format!("/v1/incidents/{incident}/claim"), json!({}))
        .await;
    for check in &settings(app).screening.checks {
        officer
            .post(
                &format!("/v1/incidents/{incident}/checks"),
                json!({"check": check.code(), "note": "Looked."}),
            )
            .await;
    }
    let decided = officer
        .post(
            &format!("/v1/incidents/{incident}/decision"),
            json!({"outcome": "refer", "reason": "A child lives there."}),
        )
        .await;
    text(&decided, "referral")
}

/// Everybody who is asked answers; the agencies are the area's own.
async fn answered(officer: &Caller<'_>, referral: &str) {
    for who in [
        Cast::HealthSpoc,
        Cast::EarlyHelp,
        Cast::SocialWorker,
        Cast::HousingSpoc,
        Cast::Probation,
    ] {
        let caller = officer.other(who).await;
        let inbox = caller.get("/v1/requests").await;
        for request in inbox["open"].as_array().expect("open") {
            caller
                .post(
                    &format!("/v1/requests/{}/nothing-held", text(request, "id")),
                    json!({}),
                )
                .await;
        }
    }
    let worker = officer.other(Cast::SocialWorker).await;
    let view = worker.get(&format!("/v1/referrals/{referral}")).await;
    assert!(
        view["requests"]
            .as_array()
            .expect("requests")
            .iter()
            .any(|request| request["state"] == "answered"),
        "{view}"
    );
}

#[tokio::test]
async fn the_same_steps_lead_through_the_hub_of_each_area() {
    for area in ["warwickshire", "wolverhampton", "kent-medway"] {
        let app = TestApp::sqlite_in(area).await;
        let settings = settings(&app).clone();
        let officer = Caller::sign_in(&app, Cast::SupportOfficer, NOW).await;
        let incident = imported(&officer).await;
        let view = officer.get(&format!("/v1/incidents/{incident}")).await;
        let desk = settings.promise(PromiseCode::HauStandard);
        let received = "2026-03-25T09:30:00Z".parse().unwrap();
        let due = desk.due(received, app.app.holidays()).unwrap();
        assert_eq!(text(&view, "due_at"), due.to_string(), "{area}");

        let referral = referred(&app, &officer, &incident).await;
        let manager = officer.other(Cast::SocialCareManager).await;
        let rated = manager
            .post(
                &format!("/v1/referrals/{referral}/rating"),
                json!({"rag": "amber", "reason": "A child saw it."}),
            )
            .await;
        let promise = settings.promise_rated(PromiseCode::Rag, hawthorn_domain::mash::Rag::Amber);
        let due = promise
            .due(NOW.parse().unwrap(), app.app.holidays())
            .unwrap();
        assert_eq!(text(&rated, "due_at"), due.to_string(), "{area}");
        manager
            .post(
                &format!("/v1/referrals/{referral}/requests"),
                json!({"why": "Is the child known to you?"}),
            )
            .await;
        answered(&officer, &referral).await;
        decided(&officer, &settings, &referral).await;
        heard(&app, &officer, &incident, area).await;
    }
}

/// Triage with whoever the area's core is, and the area's own outcome that asks for a basis in law.
async fn decided(officer: &Caller<'_>, settings: &AreaSettings, referral: &str) {
    let worker = officer.other(Cast::SocialWorker).await;
    let core: Vec<&str> = settings
        .agencies
        .iter()
        .filter(|agency| agency.core_triage)
        .map(|agency| agency.code.as_str())
        .collect();
    worker
        .post(
            &format!("/v1/referrals/{referral}/triage"),
            json!({"agencies": core, "discussion": "Weighed together.", "without": "What is missing changes nothing tonight."}),
        )
        .await;
    let outcome = settings
        .triage
        .outcomes
        .iter()
        .find(|outcome| outcome.needs_legal_basis)
        .expect("an outcome that needs its basis in law");
    let unfounded = worker
        .refused(
            &format!("/v1/referrals/{referral}/outcome"),
            json!({"outcomes": [outcome.code], "rationale": "Significant harm is likely."}),
        )
        .await;
    assert_eq!(unfounded.0, 422, "{unfounded:?}");
    worker.post(&format!("/v1/referrals/{referral}/outcome"), json!({"outcomes": [outcome.code], "rationale": "Significant harm is likely.", "legal_basis": "Children Act 1989, section 47"})).await;
    // How much the referrer may be told is the area's own (C38).
    let own = settings.triage.feedback_level == FeedbackLevel::Words && outcome.tell_referrer;
    let words = if own {
        "Thank you; it is being looked after."
    } else {
        ""
    };
    let manager = officer.other(Cast::SocialCareManager).await;
    manager
        .post(
            &format!("/v1/referrals/{referral}/outcome/authorise"),
            json!({"note": "Agreed."}),
        )
        .await;
    manager
        .post(
            &format!("/v1/referrals/{referral}/feedback"),
            json!({"words": words}),
        )
        .await;
    let view = manager.get(&format!("/v1/referrals/{referral}")).await;
    let wanted = if outcome.is_meeting {
        "meeting_to_record"
    } else {
        "following_up"
    };
    assert_eq!(view["state"], wanted, "{view}");
}

/// The pair goes to the area's own MARAC by opinion, and stands on an agenda of one of its venues.
async fn heard(app: &TestApp, officer: &Caller<'_>, incident: &str, area: &str) {
    let view = officer.get(&format!("/v1/incidents/{incident}")).await;
    let person = |role: &str| {
        let parties = view["parties"].as_array().expect("parties");
        let party = parties.iter().find(|party| party["role"] == role);
        text(party.expect("the party"), "person")
    };
    let (victim, other) = (person("victim"), person("person_causing_harm"));
    officer
        .post("/v1/marac", json!({"victim": victim, "perpetrator": other, "incident": incident, "reason": "Fear is rising.", "judgement": "She fears for her life."}))
        .await;
    let coordinator = officer.other(Cast::Coordinator).await;
    let venue = &settings(app).marac.venues[0].code;
    let planned = coordinator
        .post(
            "/v1/meetings",
            json!({"venue": venue, "starts_at": "2026-04-09T09:30:00+01:00"}),
        )
        .await;
    let waiting = coordinator.marac_waiting().await;
    let placed = coordinator
        .post(
            &format!("/v1/meetings/{}/agenda", text(&planned, "id")),
            json!({"referral": waiting}),
        )
        .await;
    assert_eq!(placed["number"], 1, "{area}");
}
