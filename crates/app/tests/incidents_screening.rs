//! The screening desk from worklist to decision, with every refusal, on each database the tests were given.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "test code stops at the first thing that is not as it should be"
)]

use std::sync::Arc;

use hawthorn_app::incidents::change_level::{answer_level, propose_level};
use hawthorn_app::incidents::claim::{claim_incident, release_claim, take_next};
use hawthorn_app::incidents::decide::decide;
use hawthorn_app::incidents::open_incident::{Workspace, open_incident};
use hawthorn_app::incidents::record_check::record_check;
use hawthorn_app::incidents::worklist::{Filter, Place, WorklistPage, worklist};
use hawthorn_app::people::history::{RecordKind, history};
use hawthorn_app::{App, Refusal};
use hawthorn_domain::incidents::screening::{Queue, ScreeningCheck, ScreeningOutcome};
use hawthorn_domain::platform::deadline::ClockState;
use hawthorn_domain::platform::ids::IncidentId;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::risk::RiskLevel;
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};
use proptest::prelude::*;

const AT: &str = "2026-03-25T15:00:00Z";
const LATER: &str = "2026-03-25T15:40:00Z";

fn restricted() -> IncidentSketch {
    IncidentSketch {
        flags: "HBA".to_owned(),
        victim_surname: "Okafor".to_owned(),
        victim_forename: "Amara".to_owned(),
        victim_born: "04/05/1991".to_owned(),
        other_surname: "Lindqvist".to_owned(),
        other_forename: "Per".to_owned(),
        other_born: "01/02/1988".to_owned(),
        ..IncidentSketch::default()
    }
}

async fn list(app: &TestApp, who: Cast, at: &str, filter: Filter) -> WorklistPage {
    worklist(&app.app, &mut app.ask(who, at), filter, None, 50)
        .await
        .unwrap()
}

async fn open(app: &TestApp, who: Cast, id: IncidentId) -> Workspace {
    open_incident(&app.app, &mut app.ask(who, AT), id)
        .await
        .unwrap()
}

async fn all_checks(app: &TestApp, who: Cast, id: IncidentId) {
    for check in ScreeningCheck::ALL {
        record_check(&app.app, &mut app.ask(who, AT), id, *check, "Looked.")
            .await
            .unwrap();
    }
}

fn fields(refusal: Refusal) -> Vec<String> {
    match refusal {
        Refusal::Fields(fields) => fields.into_iter().map(|field| field.field).collect(),
        other => panic!("not about a field: {other:?}"),
    }
}

#[tokio::test]
async fn a_routine_incident_goes_from_worklist_to_closed_with_its_facts_kept() {
    for app in TestApp::each_database().await {
        let id = app.incident(IncidentSketch::default()).await;
        let page = list(&app, Cast::SupportOfficer, AT, Filter::default()).await;
        let [row] = &page.rows[..] else {
            panic!("{page:?}")
        };
        assert_eq!(
            (
                row.id,
                row.victim.as_deref(),
                row.person_causing_harm.as_deref()
            ),
            (id, Some("Katarzyna Ellwood"), Some("Sunil Davies"))
        );
        assert!(
            matches!(row.clock, ClockState::OnTime { .. }),
            "{:?}",
            row.clock
        );
        assert_eq!(
            row.due_at.to_string(),
            "2026-03-28T14:00:00Z",
            "72 hours (R79)"
        );
        let week_end = row.week_end.unwrap();
        assert_eq!(
            (week_end.at.to_string().get(..10), week_end.missed),
            (Some("2026-03-27"), false),
            "the Friday of that week (C15)"
        );
        assert_eq!(
            (
                page.tabs.to_screen.number,
                page.tabs.mine.number,
                page.tabs.done_today.number
            ),
            (1, 0, 0)
        );

        let taken = take_next(&app.app, &mut app.ask(Cast::SupportOfficer, AT))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(taken.id, id);
        assert_eq!(
            list(
                &app,
                Cast::SupportOfficer,
                AT,
                Filter {
                    mine: true,
                    ..Filter::default()
                }
            )
            .await
            .rows
            .len(),
            1
        );
        all_checks(&app, Cast::SupportOfficer, id).await;
        let seen = open(&app, Cast::SupportOfficer, id).await;
        assert_eq!(
            seen.proposal.as_ref().map(|proposal| proposal.outcome),
            Some(ScreeningOutcome::Close),
            "{:?}",
            seen.proposal
        );
        assert!(seen.allowed.decide && seen.allowed.refer && !seen.allowed.answer_level);
        assert_eq!(
            decide(
                &app.app,
                &mut app.ask(Cast::SupportOfficer, AT),
                id,
                Some(seen.version),
                ScreeningOutcome::Close,
                "Nothing found."
            )
            .await
            .unwrap(),
            None
        );

        let kept = app.kept(id).await;
        let decision = kept.screening.decision.unwrap();
        assert_eq!(
            (
                decision.outcome,
                decision.proposed,
                decision.reason.as_str()
            ),
            (
                ScreeningOutcome::Close,
                ScreeningOutcome::Close,
                "Nothing found."
            )
        );
        assert!(!decision.because.is_empty());
        assert!(matches!(
            kept.screening.clock.state(AT.parse().unwrap()),
            ClockState::Done { on_time: true }
        ));
        let done = list(
            &app,
            Cast::SupportOfficer,
            AT,
            Filter {
                queue: Some(Queue::Done),
                ..Filter::default()
            },
        )
        .await;
        assert_eq!(
            (
                done.rows.len(),
                done.tabs.done_today.number,
                done.tabs.to_screen.number,
                done.tabs.mine.number
            ),
            (1, 1, 0, 0)
        );
        let tomorrow = list(
            &app,
            Cast::SupportOfficer,
            "2026-03-26T09:00:00Z",
            Filter {
                queue: Some(Queue::Done),
                ..Filter::default()
            },
        )
        .await;
        assert_eq!(
            (tomorrow.rows.len(), tomorrow.tabs.done_today.number),
            (0, 0),
            "done today is today's"
        );
        let lines = history(
            &app.app,
            &mut app.ask(Cast::SupportOfficer, AT),
            RecordKind::Incident,
            &id.to_string(),
        )
        .await
        .unwrap();
        assert!(
            lines
                .iter()
                .any(|line| line.words == "Decided: record and close")
                && lines.iter().all(|line| !line.words.contains("Ellwood")),
            "{lines:?}"
        );
    }
}

#[tokio::test]
async fn an_old_incident_decided_today_is_among_what_was_done_today() {
    let app = TestApp::sqlite().await;
    let id = app
        .incident(IncidentSketch {
            received: "02/01/2026 10:00".to_owned(),
            ..IncidentSketch::default()
        })
        .await;
    all_checks(&app, Cast::SupportOfficer, id).await;
    decide(
        &app.app,
        &mut app.ask(Cast::SupportOfficer, AT),
        id,
        None,
        ScreeningOutcome::Close,
        "Nothing found.",
    )
    .await
    .unwrap();
    let done = list(
        &app,
        Cast::SupportOfficer,
        AT,
        Filter {
            queue: Some(Queue::Done),
            ..Filter::default()
        },
    )
    .await;
    assert_eq!(done.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [id]);
    assert!(
        done.rows[0].week_end.unwrap().missed
            && matches!(done.rows[0].clock, ClockState::Done { on_time: false })
    );
}

#[tokio::test]
async fn two_officers_do_not_work_on_one_incident() {
    let app = TestApp::sqlite().await;
    let id = app.incident(IncidentSketch::default()).await;
    let (first, second) = (Cast::SupportOfficer, Cast::OtherSupportOfficer);
    claim_incident(&app.app, &mut app.ask(first, AT), id)
        .await
        .unwrap();
    let told = claim_incident(&app.app, &mut app.ask(second, AT), id)
        .await
        .unwrap_err();
    assert!(
        matches!(&told, Refusal::Conflict(words) if words.contains("SupportOfficer Example") && words.contains("3:30pm")),
        "{told}"
    );
    assert!(
        take_next(&app.app, &mut app.ask(second, AT))
            .await
            .unwrap()
            .is_none(),
        "what is held is not handed out"
    );
    assert!(matches!(
        record_check(
            &app.app,
            &mut app.ask(second, AT),
            id,
            ScreeningCheck::Level,
            ""
        )
        .await,
        Err(Refusal::Conflict(_))
    ));
    assert!(matches!(
        release_claim(&app.app, &mut app.ask(second, AT), id).await,
        Err(Refusal::Conflict(_))
    ));
    let seen = open(&app, second, id).await;
    assert!(
        seen.held.is_some_and(|held| !held.mine) && !seen.allowed.claim && !seen.allowed.decide
    );
    // The hold lapses by itself, and can be given back before.
    claim_incident(&app.app, &mut app.ask(second, LATER), id)
        .await
        .unwrap();
    release_claim(&app.app, &mut app.ask(second, LATER), id)
        .await
        .unwrap();
    assert!(matches!(
        release_claim(&app.app, &mut app.ask(second, LATER), id).await,
        Err(Refusal::Rule(_))
    ));
    claim_incident(&app.app, &mut app.ask(first, LATER), id)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_decision_needs_its_checks_its_reason_and_the_version_that_was_read() {
    let app = TestApp::sqlite().await;
    let id = app.incident(IncidentSketch::default()).await;
    let officer = Cast::SupportOfficer;
    let close = ScreeningOutcome::Close;
    let early = decide(
        &app.app,
        &mut app.ask(officer, AT),
        id,
        None,
        close,
        "Too early.",
    )
    .await
    .unwrap_err();
    assert!(
        matches!(&early, Refusal::Rule(words) if words.contains(ScreeningCheck::FormQuality.label())),
        "{early}"
    );
    let seen = open(&app, officer, id).await.version;
    all_checks(&app, officer, id).await;
    assert!(matches!(
        decide(
            &app.app,
            &mut app.ask(officer, AT),
            id,
            Some(seen),
            close,
            "Late save."
        )
        .await,
        Err(Refusal::Conflict(_))
    ));
    assert_eq!(
        fields(
            decide(&app.app, &mut app.ask(officer, AT), id, None, close, " \n ")
                .await
                .unwrap_err()
        ),
        ["reason"]
    );
    assert_eq!(
        fields(
            decide(
                &app.app,
                &mut app.ask(officer, AT),
                id,
                None,
                close,
                &"x".repeat(20_001)
            )
            .await
            .unwrap_err()
        ),
        ["reason"]
    );
    assert!(matches!(
        decide(
            &app.app,
            &mut app.ask(Cast::SocialWorker, AT),
            id,
            None,
            close,
            "Not mine."
        )
        .await,
        Err(Refusal::NotAllowed(Verb::DecideScreening))
    ));
    assert!(app.kept(id).await.screening.decision.is_none());
    decide(
        &app.app,
        &mut app.ask(officer, AT),
        id,
        None,
        close,
        "Nothing found.",
    )
    .await
    .unwrap();
    assert!(matches!(
        decide(
            &app.app,
            &mut app.ask(officer, AT),
            id,
            None,
            ScreeningOutcome::Share,
            "Again."
        )
        .await,
        Err(Refusal::Conflict(_))
    ));
    assert!(matches!(
        record_check(
            &app.app,
            &mut app.ask(officer, AT),
            id,
            ScreeningCheck::Level,
            ""
        )
        .await,
        Err(Refusal::Conflict(_))
    ));
    assert!(matches!(
        propose_level(
            &app.app,
            &mut app.ask(officer, AT),
            id,
            RiskLevel::High,
            "Late."
        )
        .await,
        Err(Refusal::Conflict(_))
    ));
}

#[tokio::test]
async fn referring_makes_the_mash_referral_in_the_same_breath() {
    for app in TestApp::each_database().await {
        let id = app
            .incident(IncidentSketch {
                children: "Robin Ellwood 04/05/2019".to_owned(),
                ..IncidentSketch::default()
            })
            .await;
        all_checks(&app, Cast::SupportOfficer, id).await;
        let seen = open(&app, Cast::SupportOfficer, id).await;
        assert_eq!(
            seen.proposal.map(|proposal| proposal.outcome),
            Some(ScreeningOutcome::Refer),
            "a child (R66)"
        );
        let page = list(&app, Cast::SupportOfficer, AT, Filter::default()).await;
        assert_eq!(
            page.rows
                .iter()
                .map(|row| (row.children, row.youngest))
                .collect::<Vec<_>>(),
            [(1, Some(6))]
        );
        let referral = decide(
            &app.app,
            &mut app.ask(Cast::SupportOfficer, AT),
            id,
            None,
            ScreeningOutcome::Refer,
            "A child at the address.",
        )
        .await
        .unwrap()
        .unwrap();
        let made = app
            .store
            .get_unscoped::<hawthorn_domain::referrals::Referral>(&referral.to_string())
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (made.incident, made.subjects.len(), made.reason.as_str()),
            (Some(id), 3, "A child at the address.")
        );
        assert_eq!(
            open(&app, Cast::SupportOfficer, id).await.referral,
            Some(referral)
        );
    }
}

#[tokio::test]
async fn a_change_of_level_waits_for_another_person() {
    let app = TestApp::sqlite().await;
    let id = app
        .incident(IncidentSketch {
            level: "High".to_owned(),
            ..IncidentSketch::default()
        })
        .await;
    let (officer, supervisor) = (Cast::SupportOfficer, Cast::PoliceSupervisor);
    assert_eq!(
        fields(
            propose_level(
                &app.app,
                &mut app.ask(officer, AT),
                id,
                RiskLevel::Medium,
                " "
            )
            .await
            .unwrap_err()
        ),
        ["reason"]
    );
    assert_eq!(
        fields(
            propose_level(
                &app.app,
                &mut app.ask(officer, AT),
                id,
                RiskLevel::High,
                "Same."
            )
            .await
            .unwrap_err()
        ),
        ["to"]
    );
    assert!(
        matches!(
            answer_level(
                &app.app,
                &mut app.ask(supervisor, AT),
                id,
                None,
                true,
                "Yes."
            )
            .await,
            Err(Refusal::Conflict(_))
        ),
        "nothing waits"
    );
    all_checks(&app, officer, id).await;
    release_claim(&app.app, &mut app.ask(officer, AT), id)
        .await
        .unwrap();
    propose_level(
        &app.app,
        &mut app.ask(supervisor, AT),
        id,
        RiskLevel::Medium,
        "Read the form again.",
    )
    .await
    .unwrap();
    assert!(
        matches!(
            propose_level(
                &app.app,
                &mut app.ask(officer, AT),
                id,
                RiskLevel::Standard,
                "Lower."
            )
            .await,
            Err(Refusal::Conflict(_))
        ),
        "one at a time"
    );
    // HAU-6: the level stands, the request is visible.
    let page = list(
        &app,
        officer,
        AT,
        Filter {
            queue: Some(Queue::AwaitingSupervisor),
            ..Filter::default()
        },
    )
    .await;
    assert_eq!(
        (
            page.rows[0].level,
            page.rows[0].level_waiting,
            page.tabs.awaiting_supervisor.number
        ),
        (RiskLevel::High, Some(RiskLevel::Medium), 1)
    );
    assert!(matches!(
        decide(
            &app.app,
            &mut app.ask(officer, AT),
            id,
            None,
            ScreeningOutcome::Share,
            "Wait?"
        )
        .await,
        Err(Refusal::Rule(_))
    ));
    assert!(matches!(
        answer_level(&app.app, &mut app.ask(officer, AT), id, None, true, "Yes.").await,
        Err(Refusal::NotAllowed(Verb::AuthoriseLevel))
    ));
    let own = answer_level(
        &app.app,
        &mut app.ask(supervisor, AT),
        id,
        None,
        true,
        "I agree with me.",
    )
    .await
    .unwrap_err();
    assert!(
        matches!(&own, Refusal::Rule(words) if words.contains("you proposed it")),
        "{own}"
    );
    assert!(!open(&app, supervisor, id).await.allowed.answer_level);
    assert_eq!(app.kept(id).await.level(), RiskLevel::High);

    // Another supervisor: the account differs, the role is the same.
    let mut other = app.ask(supervisor, AT);
    other.actor.account = Cast::Daro.account();
    assert!(
        open_incident(&app.app, &mut other, id)
            .await
            .unwrap()
            .allowed
            .answer_level
    );
    assert_eq!(
        fields(
            answer_level(&app.app, &mut other, id, None, true, "")
                .await
                .unwrap_err()
        ),
        ["reason"]
    );
    answer_level(
        &app.app,
        &mut other,
        id,
        None,
        true,
        "Agreed after reading both.",
    )
    .await
    .unwrap();
    let kept = app.kept(id).await;
    assert_eq!(
        (kept.level(), kept.reported_level, kept.level_changes.len()),
        (RiskLevel::Medium, RiskLevel::High, 1),
        "the old level is kept (R87)"
    );
    decide(
        &app.app,
        &mut app.ask(officer, AT),
        id,
        None,
        ScreeningOutcome::Share,
        "Support is needed.",
    )
    .await
    .unwrap();
}

#[tokio::test]
async fn an_area_may_let_a_level_rise_at_once() {
    let test = TestApp::sqlite().await;
    let id = test.incident(IncidentSketch::default()).await;
    let mut book = test.book.clone();
    book.first.settings.risk_change.up_needs_authoriser = false;
    for edition in &mut book.later {
        edition.settings.risk_change.up_needs_authoriser = false;
    }
    let app: Arc<App> = Arc::new(
        App::start(test.store.clone(), vec![book], test.app.holidays().clone())
            .await
            .unwrap(),
    );
    let up = propose_level(
        &app,
        &mut test.ask(Cast::SupportOfficer, AT),
        id,
        RiskLevel::High,
        "She fears for her life.",
    )
    .await
    .unwrap();
    assert!(up.answer.is_some_and(|answer| answer.agreed
        && answer.reason.contains("area’s setting")
        && answer.by.account == Some(Cast::SupportOfficer.account())));
    assert_eq!(test.kept(id).await.level(), RiskLevel::High);
    let down = propose_level(
        &app,
        &mut test.ask(Cast::SupportOfficer, AT),
        id,
        RiskLevel::Standard,
        "Lower again.",
    )
    .await
    .unwrap();
    assert!(
        down.answer.is_none() && test.kept(id).await.level() == RiskLevel::High,
        "lowering still waits (C36)"
    );
}

#[tokio::test]
async fn a_restricted_incident_is_not_there_for_others() {
    for app in TestApp::each_database().await {
        let hidden = app.incident(restricted()).await;
        let plain = app.incident(IncidentSketch::default()).await;
        let officer = Cast::SupportOfficer;
        let page = list(&app, officer, AT, Filter::default()).await;
        assert_eq!(
            (
                page.rows.iter().map(|row| row.id).collect::<Vec<_>>(),
                page.tabs.to_screen.number
            ),
            (vec![plain], 1)
        );
        assert!(matches!(
            open_incident(&app.app, &mut app.ask(officer, AT), hidden).await,
            Err(Refusal::NotFound)
        ));
        assert!(matches!(
            claim_incident(&app.app, &mut app.ask(officer, AT), hidden).await,
            Err(Refusal::NotFound)
        ));
        assert!(matches!(
            record_check(
                &app.app,
                &mut app.ask(officer, AT),
                hidden,
                ScreeningCheck::Level,
                ""
            )
            .await,
            Err(Refusal::NotFound)
        ));
        assert!(matches!(
            decide(
                &app.app,
                &mut app.ask(officer, AT),
                hidden,
                None,
                ScreeningOutcome::Close,
                "x"
            )
            .await,
            Err(Refusal::NotFound)
        ));
        assert!(matches!(
            propose_level(
                &app.app,
                &mut app.ask(officer, AT),
                hidden,
                RiskLevel::High,
                "x"
            )
            .await,
            Err(Refusal::NotFound)
        ));
        assert!(matches!(
            answer_level(&app.app, &mut app.ask(officer, AT), hidden, None, true, "x").await,
            Err(Refusal::NotFound)
        ));
        assert!(matches!(
            history(
                &app.app,
                &mut app.ask(officer, AT),
                RecordKind::Incident,
                &hidden.to_string()
            )
            .await,
            Err(Refusal::NotFound)
        ));
        assert_eq!(
            take_next(&app.app, &mut app.ask(officer, AT))
                .await
                .unwrap()
                .map(|taken| taken.id),
            Some(plain)
        );
        let told = list(&app, Cast::MashManager, AT, Filter::default()).await;
        assert_eq!(
            (told.rows.len(), told.tabs.to_screen.number),
            (2, 2),
            "the manager is told of every restricted case (R214)"
        );
        assert_eq!(
            open(&app, Cast::MashManager, hidden).await.parties[0].name,
            "Amara Okafor"
        );
    }
}

#[tokio::test]
async fn who_may_not_list_or_screen_is_refused_and_the_refusal_is_kept() {
    let app = TestApp::sqlite().await;
    let id = app.incident(IncidentSketch::default()).await;
    for who in [
        Cast::Administrator,
        Cast::BoardMember,
        Cast::HousingSpoc,
        Cast::Chair,
    ] {
        let told = worklist(&app.app, &mut app.ask(who, AT), Filter::default(), None, 50).await;
        assert!(
            matches!(told, Err(Refusal::NotAllowed(Verb::ListIncidents))),
            "{who:?}"
        );
        assert!(
            matches!(
                open_incident(&app.app, &mut app.ask(who, AT), id).await,
                Err(Refusal::NotFound)
            ),
            "{who:?}"
        );
    }
    assert!(matches!(
        claim_incident(&app.app, &mut app.ask(Cast::SocialWorker, AT), id).await,
        Err(Refusal::NotAllowed(Verb::ClaimIncident))
    ));
    assert!(matches!(
        take_next(&app.app, &mut app.ask(Cast::SocialCareManager, AT)).await,
        Err(Refusal::NotAllowed(Verb::ClaimIncident))
    ));
    let lines = log(&app).await;
    assert!(
        lines
            .iter()
            .any(|words| words == "Was refused: see the list of incidents"),
        "{lines:?}"
    );
}

/// The words of the area's log, newest first.
async fn log(app: &TestApp) -> Vec<String> {
    let scope = app.ask(Cast::SupportOfficer, AT).scope(&app.app).unwrap();
    let page = app.store.log_from(&scope, None, 500).await.unwrap();
    page.lines.into_iter().map(|line| line.words).collect()
}

#[tokio::test]
async fn a_look_and_a_list_are_each_kept_once() {
    let app = TestApp::sqlite().await;
    let id = app.incident(IncidentSketch::default()).await;
    list(&app, Cast::SupportOfficer, AT, Filter::default()).await;
    open(&app, Cast::SocialWorker, id).await;
    let lines = log(&app).await;
    for words in ["Looked through the worklist", "Opened the incident"] {
        assert_eq!(
            lines.iter().filter(|line| *line == words).count(),
            1,
            "{words}: {lines:?}"
        );
    }
}

#[tokio::test]
async fn findings_say_what_was_found_and_what_was_searched() {
    let app = TestApp::sqlite().await;
    let id = app
        .incident(IncidentSketch {
            score: "14".to_owned(),
            level: "Medium".to_owned(),
            consent: "Not asked".to_owned(),
            flags: "Alcohol; NRPF".to_owned(),
            pregnant: "Y".to_owned(),
            ..IncidentSketch::default()
        })
        .await;
    let seen = open(&app, Cast::SupportOfficer, id).await;
    let found = |check: ScreeningCheck| {
        seen.checks
            .iter()
            .find(|view| view.check == check)
            .map(|view| view.found.clone())
            .unwrap()
    };
    assert_eq!(seen.checks.len(), 6);
    assert!(
        seen.checks
            .iter()
            .all(|check| check.required && check.done.is_none())
    );
    assert!(
        found(ScreeningCheck::Level).starts_with("Score 14 of 27"),
        "{}",
        found(ScreeningCheck::Level)
    );
    let none = found(ScreeningCheck::EarlierIncidents);
    assert!(
        none.starts_with(
            "No earlier incident of this pair found; searched everyone on record under 2 spellings"
        ),
        "{none}"
    );
    let risks = found(ScreeningCheck::OtherRisks);
    assert!(
        risks.contains("alcohol") && risks.contains("pregnancy") && risks.contains("no recourse"),
        "{risks}"
    );
    assert!(found(ScreeningCheck::FormQuality).contains("consent was not asked for"));
    let done = record_check(
        &app.app,
        &mut app.ask(Cast::SupportOfficer, AT),
        id,
        ScreeningCheck::EarlierIncidents,
        "",
    )
    .await
    .unwrap();
    assert_eq!(
        done.system_found, none,
        "the finding of that moment is kept"
    );
}

#[tokio::test]
async fn pages_of_the_worklist_follow_each_other_without_gap_or_repeat() {
    let app = TestApp::sqlite().await;
    let mut made = Vec::new();
    for hour in [9, 9, 10, 11, 11] {
        made.push(
            app.incident(IncidentSketch {
                received: format!("25/03/2026 {hour:02}:00"),
                ..IncidentSketch::default()
            })
            .await,
        );
    }
    let (mut seen, mut after): (Vec<IncidentId>, Option<Place>) = (Vec::new(), None);
    loop {
        let page = worklist(
            &app.app,
            &mut app.ask(Cast::SupportOfficer, AT),
            Filter::default(),
            after.as_ref(),
            2,
        )
        .await
        .unwrap();
        assert!(page.rows.len() <= 2);
        seen.extend(page.rows.iter().map(|row| row.id));
        match page.next {
            Some(next) => after = Some(next.to_string().parse().unwrap()),
            None => break,
        }
    }
    assert_eq!(seen.len(), made.len());
    seen.sort_unstable();
    made.sort_unstable();
    assert_eq!(seen, made);
    assert!("nonsense".parse::<Place>().is_err() && "x.I-1".parse::<Place>().is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]
    /// Whatever mix of restricted and open incidents there is, nobody's worklist or
    /// counts hold a row that is outside their scope, and nothing in it is left out.
    #[test]
    fn a_worklist_never_holds_a_row_out_of_scope(mix in proptest::collection::vec(any::<bool>(), 1..7), level in proptest::option::of(Just(RiskLevel::Standard))) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let app = TestApp::sqlite().await;
            let mut open_ones = Vec::new();
            for closely in &mix {
                let id = app.incident(if *closely { restricted() } else { IncidentSketch::default() }).await;
                if !closely {
                    open_ones.push(id);
                }
            }
            open_ones.sort_unstable();
            for who in [Cast::SupportOfficer, Cast::SocialWorker, Cast::Daro] {
                let page = list(&app, who, AT, Filter { level, ..Filter::default() }).await;
                let mut rows: Vec<IncidentId> = page.rows.iter().map(|row| row.id).collect();
                rows.sort_unstable();
                let lead = app.app.area_rule(&app.book.code, AT.parse().unwrap()).unwrap();
                let told = who.roles().contains(&lead.lead_role) || who.roles().contains(&lead.manager_role);
                if told {
                    assert_eq!(rows.len(), mix.len(), "{who:?}");
                } else {
                    assert_eq!(rows, open_ones, "{who:?}");
                    assert_eq!(page.tabs.to_screen.number as usize, open_ones.len(), "{who:?}");
                }
            }
        });
    }
}
