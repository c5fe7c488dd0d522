//! Papers on their way out: stopped by a secret place however it is spelled, let through with a reason, locked with a password.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_app::Refusal;
use hawthorn_app::marac::add_research::add_research;
use hawthorn_app::marac::gateways::gateways_of_incident;
use hawthorn_app::marac::papers::{PaperKind, let_paper_through, locked_paper};
use hawthorn_app::marac::plan_meeting::plan_meeting;
use hawthorn_app::marac::print_agenda::print_agenda;
use hawthorn_app::marac::print_minutes::print_minutes;
use hawthorn_app::marac::put_on_agenda::put_on_agenda;
use hawthorn_app::marac::refer_to_marac::{ReferToMarac, refer_to_marac};
use hawthorn_app::people::secret_places::{add_secret_place, remove_secret_place, secret_places};
use hawthorn_connect::sheets::locked::unlock;
use hawthorn_domain::people::leak::SecretKind;
use hawthorn_domain::platform::ids::{MeetingId, PersonId};
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};

const NOW: &str = "2026-03-26T10:00:00Z";

/// A meeting with one pair, on which housing has shared what it knows.
async fn meeting(app: &TestApp, research: &str) -> (MeetingId, PersonId) {
    let sketch = IncidentSketch {
        level: "High".into(),
        ..IncidentSketch::default()
    };
    let id = app.incident(sketch).await;
    let mut police = app.ask(Cast::PoliceSupervisor, NOW);
    let pair = gateways_of_incident(&app.app, &mut police, id)
        .await
        .unwrap();
    let victim = pair.victim.person.unwrap();
    let input = ReferToMarac {
        victim,
        perpetrator: pair.perpetrator.person.unwrap(),
        incident: Some(id),
        mash_referral: None,
        reason: "He has a key.".into(),
        judgement: None,
        moved_from: None,
        victim_voice: String::new(),
    };
    let referral = refer_to_marac(&app.app, &mut police, input)
        .await
        .unwrap()
        .id;
    let mut coordinator = app.ask(Cast::Coordinator, NOW);
    let at = "2026-04-07T08:30:00Z".parse().unwrap();
    let meeting = plan_meeting(&app.app, &mut coordinator, "north", at)
        .await
        .unwrap();
    put_on_agenda(&app.app, &mut coordinator, meeting, referral)
        .await
        .unwrap();
    let mut housing = app.ask(Cast::HousingSpoc, NOW);
    add_research(&app.app, &mut housing, referral, true, research, true)
        .await
        .unwrap();
    (meeting, victim)
}

#[tokio::test]
async fn a_paper_with_a_secret_place_is_stopped_and_names_where_and_not_what() {
    for app in TestApp::each_database().await {
        let (meeting, victim) = meeting(&app, "She is at 14 kestrel rd now, since May.").await;
        let mut coordinator = app.ask(Cast::Coordinator, NOW);
        // Nobody knows yet that it is secret.
        print_minutes(&app.app, &mut coordinator, meeting)
            .await
            .unwrap();
        let mut idva = app.ask(Cast::Idva, NOW);
        let (line, postcode) = ("Flat 3, 14 Kestrel Road, Rugby", "CV12 6BF");
        add_secret_place(
            &app.app,
            &mut idva,
            victim,
            SecretKind::NewAddress,
            line,
            postcode,
        )
        .await
        .unwrap();
        let stopped = print_minutes(&app.app, &mut coordinator, meeting)
            .await
            .unwrap_err();
        let words = stopped.to_string();
        assert!(
            words.contains("item 1, research of District and borough housing (new address)"),
            "{words}"
        );
        assert!(
            !words.to_lowercase().contains("kestrel") && !words.contains("CV12"),
            "{words}"
        );
        assert!(
            locked_paper(
                &app.app,
                &mut coordinator,
                meeting,
                PaperKind::Minutes,
                "quiet lantern orchard"
            )
            .await
            .is_err()
        );
        // The agenda goes by initials and holds nothing of it.
        print_agenda(&app.app, &mut coordinator, meeting)
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn a_stopped_paper_is_let_through_by_a_named_person_with_a_reason() {
    for app in TestApp::each_database().await {
        let (meeting, victim) = meeting(&app, "She is at 14 kestrel rd now, since May.").await;
        let mut idva = app.ask(Cast::Idva, NOW);
        let (kind, line) = (SecretKind::Refuge, "14 Kestrel Road");
        add_secret_place(&app.app, &mut idva, victim, kind, line, "")
            .await
            .unwrap();
        let mut coordinator = app.ask(Cast::Coordinator, NOW);
        let stopped = print_minutes(&app.app, &mut coordinator, meeting).await;
        assert!(stopped.unwrap_err().to_string().contains("(refuge)"));
        let mut housing = app.ask(Cast::HousingSpoc, NOW);
        assert!(
            let_paper_through(
                &app.app,
                &mut housing,
                meeting,
                PaperKind::Minutes,
                "Other road."
            )
            .await
            .is_err()
        );
        let blank =
            let_paper_through(&app.app, &mut coordinator, meeting, PaperKind::Minutes, " ").await;
        assert!(matches!(blank, Err(Refusal::Fields(problems)) if problems[0].field == "reason"));
        let reason = "It is the road of the same name in another town.";
        let paper = let_paper_through(
            &app.app,
            &mut coordinator,
            meeting,
            PaperKind::Minutes,
            reason,
        )
        .await
        .unwrap();
        assert!(paper.bytes.starts_with(b"%PDF"));

        remove_secret_place(&app.app, &mut idva, victim, 0)
            .await
            .unwrap();
        assert!(
            secret_places(&app.app, &mut idva, victim)
                .await
                .unwrap()
                .places
                .is_empty()
        );
        print_minutes(&app.app, &mut coordinator, meeting)
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn a_paper_is_downloaded_as_a_locked_file() {
    let app = TestApp::sqlite().await;
    let (meeting, _) = meeting(&app, "Arrears are cleared.").await;
    let mut coordinator = app.ask(Cast::Coordinator, NOW);
    let short = locked_paper(
        &app.app,
        &mut coordinator,
        meeting,
        PaperKind::Agenda,
        "short",
    )
    .await;
    assert!(matches!(short, Err(Refusal::Fields(problems)) if problems[0].field == "password"));
    let password = "quiet lantern orchard";
    let paper = locked_paper(
        &app.app,
        &mut coordinator,
        meeting,
        PaperKind::Agenda,
        password,
    )
    .await
    .unwrap();
    assert_eq!(paper.file_name, "agenda-2026-04-07.zip");
    let inside = unlock(&paper.bytes, password).unwrap();
    assert_eq!(inside[0].name, "agenda-2026-04-07.pdf");
    assert!(inside[0].bytes.starts_with(b"%PDF"));
}
