//! Who decides on a referral: the manager rates and authorises, triage and outcomes need what the area asks for.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_app::Refusal;
use hawthorn_app::mash::authorise_outcome::authorise_outcome;
use hawthorn_app::mash::open_referral::open_referral;
use hawthorn_app::mash::propose_outcome::{Proposed, propose_outcome};
use hawthorn_app::mash::record_triage::{Discussion, record_triage};
use hawthorn_app::mash::refer::make_referral;
use hawthorn_app::mash::request_information::{Question, request_information};
use hawthorn_app::mash::send_back_outcome::send_back_outcome;
use hawthorn_app::mash::set_rating::{NewRating, set_rating};
use hawthorn_domain::mash::Rag;
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::ids::{ReferralId, RequestId};
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::referrals::ReferralState;
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};

const MORNING: &str = "2026-03-25T15:00:00Z";
const LATER: &str = "2026-03-25T16:00:00Z";

fn text(words: &str) -> String {
    words.to_owned()
}

fn fields(refusal: &Refusal) -> Vec<&str> {
    match refusal {
        Refusal::Fields(problems) => problems
            .iter()
            .map(|problem| problem.field.as_str())
            .collect(),
        other => panic!("no field: {other}"),
    }
}

async fn referred(app: &TestApp) -> ReferralId {
    let incident = app
        .incident(IncidentSketch {
            level: text("Medium"),
            children: text("Ola Ellwood 01/02/2019"),
            ..IncidentSketch::default()
        })
        .await;
    make_referral(
        &app.app,
        &mut app.ask(Cast::SupportOfficer, MORNING),
        incident,
        "A child was in the room.",
    )
    .await
    .unwrap()
    .id
}

async fn rated(app: &TestApp) -> ReferralId {
    let id = referred(app).await;
    set_rating(
        &app.app,
        &mut app.ask(Cast::SocialCareManager, MORNING),
        id,
        NewRating {
            rag: Rag::Amber,
            reason: text("A young child."),
        },
    )
    .await
    .unwrap();
    id
}

async fn asked_of(app: &TestApp, id: ReferralId, agencies: &[&str]) -> Vec<RequestId> {
    let question = Question {
        agencies: agencies.iter().copied().map(AgencyCode::new).collect(),
        why: text("To judge the risk to the child."),
        people: Vec::new(),
    };
    request_information(
        &app.app,
        &mut app.ask(Cast::SocialWorker, MORNING),
        id,
        question,
    )
    .await
    .unwrap()
}

fn everybody() -> Vec<AgencyCode> {
    [
        "police",
        "childrens_social_care",
        "child_health",
        "early_help",
    ]
    .map(AgencyCode::new)
    .to_vec()
}

async fn discussed(app: &TestApp, id: ReferralId) {
    let notes = Discussion {
        absent: Vec::new(),
        agencies: everybody(),
        discussion: text("A shared view of the risk."),
        without: String::new(),
    };
    record_triage(&app.app, &mut app.ask(Cast::SocialWorker, LATER), id, notes)
        .await
        .unwrap();
}

fn meeting() -> Proposed {
    Proposed {
        rag: None,
        outcomes: vec![text("strategy_discussion"), text("early_help")],
        rationale: text("A child may be harmed."),
        legal_basis: text("Section 47 of the Children Act 1989."),
    }
}

#[tokio::test]
async fn only_the_manager_rates_and_authorises_and_never_a_proposal_of_their_own() {
    let app = TestApp::sqlite().await;
    let id = referred(&app).await;
    for who in [
        Cast::SocialWorker,
        Cast::PoliceSupervisor,
        Cast::MashManager,
        Cast::HealthSpoc,
    ] {
        let refused = set_rating(
            &app.app,
            &mut app.ask(who, MORNING),
            id,
            NewRating {
                rag: Rag::Red,
                reason: text("Reason."),
            },
        )
        .await
        .unwrap_err();
        assert!(
            matches!(refused, Refusal::NotAllowed(Verb::SetRating)),
            "{who:?}: {refused}"
        );
    }
    set_rating(
        &app.app,
        &mut app.ask(Cast::SocialCareManager, MORNING),
        id,
        NewRating {
            rag: Rag::Green,
            reason: text("Reason."),
        },
    )
    .await
    .unwrap();
    discussed(&app, id).await;
    propose_outcome(
        &app.app,
        &mut app.ask(Cast::SocialCareManager, LATER),
        id,
        meeting(),
    )
    .await
    .unwrap();
    for who in [
        Cast::SocialCareManager,
        Cast::SocialWorker,
        Cast::PoliceSupervisor,
    ] {
        let refused = authorise_outcome(&app.app, &mut app.ask(who, LATER), id, "")
            .await
            .unwrap_err();
        assert!(
            matches!(refused, Refusal::NotAllowed(Verb::AuthoriseOutcome)),
            "{who:?}: {refused}"
        );
        assert!(
            send_back_outcome(&app.app, &mut app.ask(who, LATER), id, "Too little.")
                .await
                .is_err()
        );
    }
}

#[tokio::test]
async fn an_outcome_sent_back_stays_with_its_reason_and_is_proposed_again() {
    let app = TestApp::sqlite().await;
    let id = rated(&app).await;
    discussed(&app, id).await;
    let nothing = authorise_outcome(
        &app.app,
        &mut app.ask(Cast::SocialCareManager, LATER),
        id,
        "",
    )
    .await
    .unwrap_err();
    assert!(matches!(nothing, Refusal::Rule(_)), "{nothing}");
    propose_outcome(
        &app.app,
        &mut app.ask(Cast::SocialWorker, LATER),
        id,
        meeting(),
    )
    .await
    .unwrap();
    let silent = send_back_outcome(
        &app.app,
        &mut app.ask(Cast::SocialCareManager, LATER),
        id,
        " ",
    )
    .await
    .unwrap_err();
    assert_eq!(fields(&silent), ["reason"]);
    send_back_outcome(
        &app.app,
        &mut app.ask(Cast::SocialCareManager, LATER),
        id,
        "Say more of the risk.",
    )
    .await
    .unwrap();
    let page = open_referral(&app.app, &mut app.ask(Cast::SocialWorker, LATER), id)
        .await
        .unwrap();
    assert_eq!(
        (page.state, page.referral.outcome.is_none()),
        (ReferralState::ReadyForTriage, true)
    );
    let back = page.referral.sent_back.first().unwrap();
    assert_eq!(back.reason, "Say more of the risk.");
    assert_eq!(back.outcome.rationale, "A child may be harmed.");
    propose_outcome(
        &app.app,
        &mut app.ask(Cast::SocialWorker, LATER),
        id,
        meeting(),
    )
    .await
    .unwrap();
}

#[tokio::test]
async fn an_outcome_needs_what_the_area_asks_for() {
    let app = TestApp::sqlite().await;
    let id = rated(&app).await;
    let early = propose_outcome(
        &app.app,
        &mut app.ask(Cast::SocialWorker, LATER),
        id,
        meeting(),
    )
    .await
    .unwrap_err();
    assert!(matches!(early, Refusal::Rule(_)), "triage first: {early}");
    discussed(&app, id).await;
    for (field, proposed) in [
        (
            "outcomes",
            Proposed {
                rag: None,
                outcomes: Vec::new(),
                ..meeting()
            },
        ),
        (
            "outcomes",
            Proposed {
                rag: None,
                outcomes: vec![text("moon")],
                ..meeting()
            },
        ),
        (
            "rationale",
            Proposed {
                rag: None,
                rationale: String::new(),
                ..meeting()
            },
        ),
        (
            "legal_basis",
            Proposed {
                rag: None,
                legal_basis: String::new(),
                ..meeting()
            },
        ),
    ] {
        let refused = propose_outcome(
            &app.app,
            &mut app.ask(Cast::SocialWorker, LATER),
            id,
            proposed,
        )
        .await
        .unwrap_err();
        assert_eq!(fields(&refused), [field], "{refused}");
    }
}

#[tokio::test]
async fn triage_without_a_core_member_or_an_answer_needs_a_reason() {
    let app = TestApp::sqlite().await;
    let id = rated(&app).await;
    let without_health = Discussion {
        agencies: ["police", "adult_social_care", "early_help"]
            .map(AgencyCode::new)
            .to_vec(),
        discussion: text("Discussed."),
        ..Discussion::default()
    };
    let refused = record_triage(
        &app.app,
        &mut app.ask(Cast::SocialWorker, LATER),
        id,
        without_health.clone(),
    )
    .await
    .unwrap_err();
    assert_eq!(fields(&refused), ["agencies"]);
    // One side of social care is enough here, so children's social care is not missed (R121).
    assert!(
        refused
            .to_string()
            .contains("took part: Child health safeguarding team."),
        "{refused}"
    );
    record_triage(
        &app.app,
        &mut app.ask(Cast::SocialWorker, LATER),
        id,
        Discussion {
            absent: vec![(AgencyCode::new("child_health"), text("In writing."))],
            ..without_health
        },
    )
    .await
    .unwrap();
    asked_of(&app, id, &["housing"]).await;
    let whole = Discussion {
        agencies: everybody(),
        discussion: text("Discussed."),
        ..Discussion::default()
    };
    let refused = record_triage(
        &app.app,
        &mut app.ask(Cast::SocialWorker, LATER),
        id,
        whole.clone(),
    )
    .await
    .unwrap_err();
    assert!(
        refused.to_string().contains("1 answer is still to come"),
        "{refused}"
    );
    let unknown = Discussion {
        agencies: vec![AgencyCode::new("moon")],
        ..whole
    };
    assert_eq!(
        fields(
            &record_triage(
                &app.app,
                &mut app.ask(Cast::SocialWorker, LATER),
                id,
                unknown
            )
            .await
            .unwrap_err()
        ),
        ["agencies"]
    );
}
