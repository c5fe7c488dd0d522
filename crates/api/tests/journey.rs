//! The whole way of one report through the JSON API alone, on every database, over a bank holiday and a clock change.

mod common;

use common::Caller;
use hawthorn_testkit::{Cast, TestApp};
use serde_json::{Value, json};

const HEADINGS: &str = "Incident Ref,Date/Time Reported,HAU Received,DASH Level,DASH Score,DASH Form,Victim Surname,Victim Forename(s),Victim DOB,Victim Sex,Suspect Surname,Suspect Forename(s),Suspect DOB,Suspect Sex,Relationship (suspect is victim's…),Children at address (name dob; …),Consent to share,Summary";

fn sheet(reference: &str, received: &str) -> String {
    format!(
        "{HEADINGS}\r\n{reference},{received},{received},Standard,9,Police DASH 2009,Ellwood,Katarzyna,02/11/1976,F,Davies,Sunil,02/10/1974,M,Ex-partner,Mei Ellwood 09/01/2019,Y,Invented for a test.\r\n"
    )
}

fn text(value: &Value, name: &str) -> String {
    value[name]
        .as_str()
        .unwrap_or_else(|| panic!("{name} in {value}"))
        .to_owned()
}

/// Imports one sheet and gives the identifier of its incident.
async fn import(officer: &Caller<'_>, reference: &str, received: &str) -> String {
    let run = officer
        .send_raw(
            "/v1/imports?source=test&file=sheet.csv",
            sheet(reference, received).into_bytes(),
        )
        .await;
    officer
        .post(
            &format!("/v1/imports/{}/start", text(&run, "id")),
            json!({}),
        )
        .await;
    officer.work().await;
    let done = officer
        .get(&format!("/v1/imports/{}", text(&run, "id")))
        .await;
    assert_eq!(done["state"], "done");
    assert_eq!(done["incidents"], 1, "{done}");
    let list = officer.get("/v1/incidents?queue=to_screen").await;
    let rows = list["rows"].as_array().expect("rows");
    text(
        rows.iter()
            .find(|row| row["reference"] == reference)
            .expect("the new incident waits"),
        "id",
    )
}

/// Screens an incident and refers it.
async fn screen_and_refer(officer: &Caller<'_>, incident: &str) -> String {
    officer
        .post(&format!("/v1/incidents/{incident}/claim"), json!({}))
        .await;
    let too_early = officer
        .refused(
            &format!("/v1/incidents/{incident}/decision"),
            json!({"outcome": "refer", "reason": "A child lives there."}),
        )
        .await;
    assert_eq!(too_early.0, 422, "{too_early:?}");
    for check in [
        "level",
        "duplicates",
        "earlier_incidents",
        "former_partners",
        "other_risks",
        "form_quality",
    ] {
        officer
            .post(
                &format!("/v1/incidents/{incident}/checks"),
                json!({"check": check, "note": ""}),
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

async fn party(officer: &Caller<'_>, incident: &str, role: &str) -> String {
    let view = officer.get(&format!("/v1/incidents/{incident}")).await;
    let parties = view["parties"].as_array().expect("parties").clone();
    text(
        parties
            .iter()
            .find(|party| party["role"] == role)
            .expect("the party"),
        "person",
    )
}

#[tokio::test]
async fn one_report_goes_its_whole_way_by_the_api_alone() {
    for app in TestApp::each_database().await {
        // The pair was at MARAC in the autumn.
        let officer =
            Caller::sign_in(&app, Cast::SupportOfficer, "2025-10-24T09:00:00+01:00").await;
        let first = import(&officer, "23/1/25", "24/10/2025 08:00").await;
        let coordinator = officer.other(Cast::Coordinator).await;
        let (victim, perpetrator) = (
            party(&officer, &first, "victim").await,
            party(&officer, &first, "person_causing_harm").await,
        );
        officer.post("/v1/marac", json!({"victim": victim, "perpetrator": perpetrator, "incident": first, "reason": "Fear is rising.", "judgement": "The victim fears for her life."})).await;

        // A new report on the day before the Easter holidays begin, and before the clocks change.
        officer.at("2026-03-27T16:00:00Z");
        let second = import(&officer, "23/2/26", "27/03/2026 15:00").await;
        let due = officer.get(&format!("/v1/incidents/{second}")).await;
        assert_eq!(
            due["due_at"], "2026-03-30T15:00:00Z",
            "72 hours are 72 hours, over the night the clocks go forward"
        );
        let referral = screen_and_refer(&officer, &second).await;
        same_people(&officer, &second).await;

        let manager = officer.other(Cast::SocialCareManager).await;
        let rated = manager
            .post(
                &format!("/v1/referrals/{referral}/rating"),
                json!({"rag": "red", "reason": "A child saw it."}),
            )
            .await;
        assert_eq!(
            rated["due_at"], "2026-03-27T20:00:00Z",
            "red is four hours and runs on past closing"
        );
        let asked = manager
            .post(
                &format!("/v1/referrals/{referral}/requests"),
                json!({"why": "Is the child known to you?"}),
            )
            .await;
        assert!(!asked["requests"].as_array().expect("requests").is_empty());
        answer_all(&officer).await;
        officer.at("2026-03-27T18:00:00Z");
        triage_and_authorise(&officer, &referral).await;

        // The pair meets criterion 2 by the dates on record.
        let (victim, perpetrator) = (
            party(&officer, &second, "victim").await,
            party(&officer, &second, "person_causing_harm").await,
        );
        let found = officer
            .post(
                "/v1/marac/gateways",
                json!({"victim": victim, "perpetrator": perpetrator}),
            )
            .await;
        let repeat = found["findings"]
            .as_array()
            .expect("findings")
            .iter()
            .find(|finding| finding["criterion"] == "repeat")
            .expect("repeat")
            .clone();
        assert_eq!(repeat["met"], true, "{found}");
        assert!(text(&repeat, "why").contains("24 October 2025"), "{repeat}");
        hear(&officer, &coordinator, &second, &victim, &perpetrator).await;
        history(&officer, &second, &referral).await;
    }
}

/// A person says that the two records of each party are one person.
async fn same_people(officer: &Caller<'_>, incident: &str) {
    let mine = [
        party(officer, incident, "victim").await,
        party(officer, incident, "person_causing_harm").await,
    ];
    let waiting = officer.get("/v1/suggestions").await;
    let mut answered = 0;
    for suggestion in waiting["suggestions"].as_array().expect("suggestions") {
        if mine.contains(&text(suggestion, "newer")) {
            officer
                .post(
                    &format!("/v1/suggestions/{}", text(suggestion, "id")),
                    json!({"answer": "same", "note": "Same name, date of birth and address."}),
                )
                .await;
            answered += 1;
        }
    }
    assert_eq!(answered, 2, "{waiting}");
}

async fn answer_all(officer: &Caller<'_>) {
    for who in [Cast::HealthSpoc, Cast::EarlyHelp, Cast::SocialWorker] {
        let caller = officer.other(who).await;
        let inbox = caller.get("/v1/requests").await;
        for request in inbox["open"].as_array().expect("open") {
            let id = text(request, "id");
            if who == Cast::HealthSpoc {
                let page = caller.get(&format!("/v1/requests/{id}")).await;
                let holdings: Vec<Value> = page["people"]
                    .as_array()
                    .expect("people")
                    .iter()
                    .map(|asked| json!({"person": asked["person"], "holding": "known_before"}))
                    .collect();
                let nothing_said = caller
                    .refused(
                        &format!("/v1/requests/{id}/answer"),
                        json!({"holdings": holdings}),
                    )
                    .await;
                assert_eq!(nothing_said.0, 422);
                caller.post(&format!("/v1/requests/{id}/answer"), json!({"holdings": holdings, "chronology": [{"on": "2025-11-03", "what": "Health visitor noted bruising."}], "summary": "Missed appointments since the autumn."})).await;
            } else {
                caller
                    .post(&format!("/v1/requests/{id}/nothing-held"), json!({}))
                    .await;
            }
        }
    }
}

async fn triage_and_authorise(officer: &Caller<'_>, referral: &str) {
    let worker = officer.other(Cast::SocialWorker).await;
    let view = worker.get(&format!("/v1/referrals/{referral}")).await;
    let agencies: Vec<Value> = view["requests"]
        .as_array()
        .expect("requests")
        .iter()
        .map(|request| request["agency"].clone())
        .collect();
    worker.post(&format!("/v1/referrals/{referral}/triage"), json!({"agencies": agencies, "absent": [{"agency": "police", "why": "It brought its own account."}], "discussion": "Risk to the child is likely.", "without": "The police brought their own account."})).await;
    let unfounded = worker.refused(&format!("/v1/referrals/{referral}/outcome"), json!({"outcomes": ["strategy_discussion"], "rationale": "Significant harm is likely."})).await;
    assert_eq!(
        unfounded.0, 422,
        "a meeting needs its statutory basis: {unfounded:?}"
    );
    worker.post(&format!("/v1/referrals/{referral}/outcome"), json!({"outcomes": ["strategy_discussion"], "rationale": "Significant harm is likely.", "legal_basis": "Children Act 1989, section 47"})).await;
    let own = worker
        .refused(
            &format!("/v1/referrals/{referral}/outcome/authorise"),
            json!({}),
        )
        .await;
    assert_eq!(own.0, 403, "whoever proposed cannot authorise");
    let manager = officer.other(Cast::SocialCareManager).await;
    manager
        .post(
            &format!("/v1/referrals/{referral}/outcome/authorise"),
            json!({"note": "Agreed."}),
        )
        .await;
    let view = manager.get(&format!("/v1/referrals/{referral}")).await;
    assert_eq!(
        view["state"], "meeting_to_record",
        "it stays open until the meeting is recorded (R154)"
    );
    assert_eq!(
        view["meeting_record_due_at"], "2026-03-28T16:00:00Z",
        "24 hours from receipt (R154)"
    );
}

async fn hear(
    officer: &Caller<'_>,
    coordinator: &Caller<'_>,
    incident: &str,
    victim: &str,
    perpetrator: &str,
) {
    let referred = officer.refused("/v1/marac", json!({"victim": victim, "perpetrator": perpetrator, "incident": incident, "reason": "A repeat."})).await;
    assert_eq!(referred.0, 422, "the pair already waits: {referred:?}");
    let venue = officer.venue();
    let planned = coordinator
        .post(
            "/v1/meetings",
            json!({"venue": venue, "starts_at": "2026-04-08T09:30:00+01:00"}),
        )
        .await;
    let meeting = text(&planned, "id");
    let waiting = coordinator.marac_waiting().await;
    let placed = coordinator
        .post(
            &format!("/v1/meetings/{meeting}/agenda"),
            json!({"referral": waiting}),
        )
        .await;
    assert_eq!(placed["number"], 1);
    coordinator.at("2026-04-08T08:30:00Z");
    coordinator.post(&format!("/v1/meetings/{meeting}/open"), json!({"chair": "Chair Example", "attendance": [{"agency": "police", "name": "Daro Example", "present": true}]})).await;
    coordinator
        .post(
            &format!("/v1/marac/{waiting}/record"),
            json!({"risks": ["Repeat violence"], "discussion": "The locks are to be changed."}),
        )
        .await;
    for (what, due) in [
        ("Change the locks", "2026-04-10"),
        ("Visit weekly", "2026-04-15"),
    ] {
        coordinator.post(&format!("/v1/marac/{waiting}/actions"), json!({"agency": "police", "owner": "Neighbourhood team", "what": what, "due": due})).await;
    }
    coordinator
        .post(&format!("/v1/marac/{waiting}/heard"), json!({}))
        .await;
    coordinator
        .post(&format!("/v1/meetings/{meeting}/close"), json!({}))
        .await;
    let view = coordinator.get(&format!("/v1/marac/{waiting}")).await;
    assert_eq!(view["actions"].as_array().expect("actions").len(), 2);
    assert_eq!(view["state"], "heard");
    let paper = coordinator
        .bytes(&format!("/v1/meetings/{meeting}/minutes.pdf"))
        .await;
    assert!(paper.starts_with(b"%PDF"));
}

async fn history(officer: &Caller<'_>, incident: &str, referral: &str) {
    let supervisor = officer.other(Cast::PoliceSupervisor).await;
    for (kind, id, wanted) in [
        ("incident", incident, "Received from a police sheet"),
        ("mash_referral", referral, "Red"),
    ] {
        let lines = supervisor.get(&format!("/v1/history/{kind}/{id}")).await;
        let words: Vec<String> = lines["lines"]
            .as_array()
            .expect("lines")
            .iter()
            .map(|line| text(line, "words"))
            .collect();
        assert!(
            words.iter().any(|line| line.contains(wanted)),
            "{wanted} in {words:?}"
        );
    }
}
