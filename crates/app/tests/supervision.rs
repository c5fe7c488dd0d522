//! Probation's part, and the teams of other agencies: who manages somebody, the summary for a report, who is told, and the cases of a team (R32, R206–R212).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

mod meeting;

use hawthorn_app::Refusal;
use hawthorn_app::incidents::open_incident::open_incident;
use hawthorn_app::matac::supervise::{
    Manage, end_supervision, give_summary, open_supervision, record_managing_body, tell_progress,
};
use hawthorn_app::people::disclosures::disclosures;
use hawthorn_app::people::record_safe_contact::{ContactSaid, record_safe_contact};
use hawthorn_app::support::allocate::allocate_idva;
use hawthorn_app::support::caseload::caseload;
use hawthorn_app::support::client::{open_client, set_work};
use hawthorn_domain::marac::MaracReferral;
use hawthorn_domain::matac::supervision::{HarmRisk, Mappa, ReportStage, ToldWho};
use hawthorn_domain::people::contact::{ContactSafety, Whose};
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::settings::choices::TeamWork;
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};
use meeting::{BEFORE, pair};

async fn referred(app: &TestApp) -> MaracReferral {
    let id = pair(app, "Ellwood").await.to_string();
    let kept = app.store.get_unscoped::<MaracReferral>(&id).await.unwrap();
    kept.unwrap().value
}

fn manage(body: &str, harm: HarmRisk) -> Manage {
    Manage {
        body: body.to_owned(),
        harm,
        mappa: Mappa::No,
    }
}

fn field(refused: Result<(), Refusal>) -> String {
    match refused {
        Err(Refusal::Fields(problems)) => problems[0].field.clone(),
        other => panic!("a field to mend was expected: {other:?}"),
    }
}

#[tokio::test]
async fn probation_records_who_manages_somebody_and_each_change_is_kept() {
    for app in TestApp::each_database().await {
        let him = referred(&app).await.perpetrator;
        let mut probation = app.ask(Cast::Probation, BEFORE);
        let page = open_supervision(&app.app, &mut probation, him)
            .await
            .unwrap();
        assert!(page.open.is_none() && page.may_supervise);
        assert_eq!(page.bodies[0].0, "probation", "one body since 2021 (R210)");
        let old = manage("rehabilitation_company", HarmRisk::Low);
        let refused = record_managing_body(&app.app, &mut probation, him, old).await;
        assert_eq!(field(refused.map(drop)), "body");
        let first = manage("probation", HarmRisk::Medium);
        record_managing_body(&app.app, &mut probation, him, first.clone())
            .await
            .unwrap();
        let again = record_managing_body(&app.app, &mut probation, him, first).await;
        assert!(matches!(again, Err(Refusal::Rule(_))), "{again:?}");
        let graver = manage("probation", HarmRisk::High);
        record_managing_body(&app.app, &mut probation, him, graver)
            .await
            .unwrap();
        let mut police = app.ask(Cast::PoliceSupervisor, BEFORE);
        let page = open_supervision(&app.app, &mut police, him).await.unwrap();
        let open = page.open.unwrap();
        assert_eq!(open.managed.len(), 2, "what was before is kept");
        assert_eq!(open.now_managed().unwrap().harm, HarmRisk::High);
        assert!(!page.may_supervise, "the police read it");
        let theirs = end_supervision(&app.app, &mut police, him, "Over.").await;
        assert!(theirs.is_err(), "and do not write it");
        let mut board = app.ask(Cast::BoardMember, BEFORE);
        assert!(open_supervision(&app.app, &mut board, him).await.is_err());
        end_supervision(&app.app, &mut probation, him, "The order is served.")
            .await
            .unwrap();
        let page = open_supervision(&app.app, &mut probation, him)
            .await
            .unwrap();
        assert!(page.open.is_none() && page.ended.len() == 1);
    }
}

#[tokio::test]
async fn a_summary_is_kept_as_given_names_nobody_and_stands_in_the_ledger() {
    let app = TestApp::sqlite().await;
    let referral = referred(&app).await;
    let him = referral.perpetrator;
    let mut probation = app.ask(Cast::Probation, BEFORE);
    let stage = Some(ReportStage::BeforeSentence);
    let early = give_summary(&app.app, &mut probation, him, stage).await;
    assert!(early.is_err(), "nobody supervises him yet");
    record_managing_body(
        &app.app,
        &mut probation,
        him,
        manage("probation", HarmRisk::Medium),
    )
    .await
    .unwrap();
    let unsaid = give_summary(&app.app, &mut probation, him, None).await;
    assert_eq!(field(unsaid), "stage");
    give_summary(&app.app, &mut probation, him, stage)
        .await
        .unwrap();
    let page = open_supervision(&app.app, &mut probation, him)
        .await
        .unwrap();
    let given = page.open.unwrap().summaries.remove(0);
    assert_eq!(given.summary.total(), 1);
    assert_eq!(given.summary.lines[0].victim.as_deref(), Some("A"));
    let words = format!("{:?}", given.summary);
    assert!(!words.contains("Ellwood"), "{words}");
    let mut officer = app.ask(Cast::SupportOfficer, BEFORE);
    let ledger = disclosures(&app.app, &mut officer, him).await.unwrap();
    let line = &ledger.lines[0];
    assert_eq!(
        line.what,
        "A summary of domestic abuse reported to the police"
    );
    assert_eq!(line.until, "the agency keeps the papers");
    assert_eq!(line.href, format!("/matac/person/{him}/supervision"));
}

#[tokio::test]
async fn somebody_harmed_is_told_only_by_a_way_that_is_safe() {
    let app = TestApp::sqlite().await;
    let referral = referred(&app).await;
    let (him, her) = (referral.perpetrator, referral.victim);
    let mut probation = app.ask(Cast::Probation, BEFORE);
    record_managing_body(
        &app.app,
        &mut probation,
        him,
        manage("probation", HarmRisk::Medium),
    )
    .await
    .unwrap();
    let words = "He has begun the programme.";
    let tell = async |ask: &mut hawthorn_app::Ask, whom| {
        tell_progress(&app.app, ask, him, whom, ToldWho::Victim, words).await
    };
    assert_eq!(
        field(tell(&mut probation, Some(her)).await),
        "whom",
        "not safe"
    );
    assert_eq!(field(tell(&mut probation, Some(him)).await), "whom");
    assert_eq!(field(tell(&mut probation, None).await), "whom");
    let said = ContactSaid {
        new_phone: ("07700 900123".to_owned(), ContactSafety::Safe),
        whose: Some(Whose::Person),
        asked: Some("2026-03-25".parse().unwrap()),
        ..ContactSaid::default()
    };
    let mut officer = app.ask(Cast::SupportOfficer, BEFORE);
    record_safe_contact(&app.app, &mut officer, her, said)
        .await
        .unwrap();
    tell(&mut probation, Some(her)).await.unwrap();
    let page = open_supervision(&app.app, &mut probation, him)
        .await
        .unwrap();
    assert!(page.concerned[0].safe);
    assert_eq!(page.open.unwrap().told[0].words, words);
}

#[tokio::test]
async fn a_team_has_cases_of_its_own_and_says_what_it_does() {
    for app in TestApp::each_database().await {
        let her = referred(&app).await.victim;
        let mut police = app.ask(Cast::PoliceSupervisor, BEFORE);
        let unit = AgencyCode::new("domestic_abuse_unit");
        let id = allocate_idva(&app.app, &mut police, her, None, &unit)
            .await
            .unwrap();
        let twice = allocate_idva(&app.app, &mut police, her, None, &unit).await;
        assert!(matches!(twice, Err(Refusal::Rule(_))), "{twice:?}");
        let social_work = AgencyCode::new("da_social_work");
        allocate_idva(&app.app, &mut police, her, None, &social_work)
            .await
            .unwrap();
        // A charge is asked of nobody (R207); the unit has the case, and nobody else's caseload shows it.
        let mut daro = app.ask(Cast::Daro, BEFORE);
        let list = caseload(&app.app, &mut daro).await.unwrap();
        assert_eq!(list.nobodys.len(), 1);
        assert_eq!(list.nobodys[0].team.as_deref(), Some("Domestic Abuse Unit"));
        let mut idva = app.ask(Cast::Idva, BEFORE);
        assert!(
            caseload(&app.app, &mut idva)
                .await
                .unwrap()
                .nobodys
                .is_empty()
        );
        assert!(open_client(&app.app, &mut idva, id).await.is_err());
        let wrong = set_work(&app.app, &mut daro, id, vec![TeamWork::CourtReport]).await;
        assert_eq!(field(wrong), "work");
        set_work(&app.app, &mut daro, id, vec![TeamWork::Victim])
            .await
            .unwrap();
        let page = open_client(&app.app, &mut daro, id).await.unwrap();
        assert_eq!(page.case.work, [TeamWork::Victim]);
        let mut worker = app.ask(Cast::SocialWorker, BEFORE);
        let list = caseload(&app.app, &mut worker).await.unwrap();
        let team = list.nobodys[0].team.as_deref();
        assert_eq!(team, Some("Domestic Abuse Social Work Team"), "R211");
    }
}

/// R212: with children at the address the page says whom to ask and what goes by itself.
#[tokio::test]
async fn an_incident_with_children_says_what_the_area_has_settled() {
    let app = TestApp::sqlite().await;
    let without = app.incident(IncidentSketch::default()).await;
    let with = IncidentSketch {
        reference: "2/26".to_owned(),
        children: "Robin Ellwood 04/05/2019".to_owned(),
        ..IncidentSketch::default()
    };
    let with = app.incident(with).await;
    let mut officer = app.ask(Cast::SupportOfficer, BEFORE);
    let page = open_incident(&app.app, &mut officer, without)
        .await
        .unwrap();
    assert!(page.child_protocol.is_none());
    let page = open_incident(&app.app, &mut officer, with).await.unwrap();
    let protocol = page.child_protocol.unwrap();
    let liaison = protocol.liaison.unwrap();
    assert_eq!(liaison.post, "Children's services liaison manager");
    assert_eq!(liaison.with, "Warwickshire Police");
    assert!(protocol.on_sheet && !protocol.told.is_empty());
}
