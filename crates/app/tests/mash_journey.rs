//! A referral's whole way through the MASH, from an incident to the words for the referrer, played by the cast.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_app::Refusal;
use hawthorn_app::mash::answer_request::{Answer, answer_nothing_known, answer_request};
use hawthorn_app::mash::authorise_outcome::authorise_outcome;
use hawthorn_app::mash::list_referrals::list_referrals;
use hawthorn_app::mash::list_requests::list_requests;
use hawthorn_app::mash::open_referral::open_referral;
use hawthorn_app::mash::open_request::open_request;
use hawthorn_app::mash::propose_outcome::{Proposed, propose_outcome};
use hawthorn_app::mash::record_triage::{Discussion, record_triage};
use hawthorn_app::mash::refer::make_referral;
use hawthorn_app::mash::request_information::{Question, request_information};
use hawthorn_app::mash::send_feedback::send_feedback;
use hawthorn_app::mash::set_rating::{NewRating, set_rating};
use hawthorn_domain::mash::Rag;
use hawthorn_domain::mash::request::{ChronologyLine, Holding, InformationRequest};
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::deadline::ClockState;
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

async fn kept(app: &TestApp, id: RequestId) -> InformationRequest {
    app.store
        .get_unscoped::<InformationRequest>(&id.to_string())
        .await
        .unwrap()
        .unwrap()
        .value
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

async fn tab(app: &TestApp, state: ReferralState) -> usize {
    list_referrals(
        &app.app,
        &mut app.ask(Cast::SocialCareManager, LATER),
        state,
    )
    .await
    .unwrap()
    .rows
    .len()
}

/// Health knows the first person asked about; the other agencies know nobody.
async fn everybody_answers(app: &TestApp, requests: &[RequestId]) {
    let inbox = list_requests(&app.app, &mut app.ask(Cast::HealthSpoc, LATER))
        .await
        .unwrap();
    let page = open_request(
        &app.app,
        &mut app.ask(Cast::HealthSpoc, LATER),
        inbox.open[0].id,
    )
    .await
    .unwrap();
    assert!(page.may_answer && !page.may_withdraw);
    assert_eq!(page.request.people.len(), 3);
    let mut holdings: Vec<_> = page
        .request
        .people
        .iter()
        .map(|asked| (asked.person, Holding::NotKnown))
        .collect();
    holdings[0].1 = Holding::Known;
    let chronology = vec![
        ChronologyLine {
            on: Some(jiff::civil::date(2026, 2, 3)),
            what: text("Missed an appointment."),
        },
        ChronologyLine {
            on: None,
            what: text("  "),
        },
    ];
    let answer = Answer {
        holdings,
        chronology,
        summary: text("Fear at home."),
        ..Answer::default()
    };
    let reply = answer_request(
        &app.app,
        &mut app.ask(Cast::HealthSpoc, LATER),
        inbox.open[0].id,
        answer,
    )
    .await
    .unwrap();
    assert_eq!(reply.chronology.len(), 1, "an empty line is left out");
    for (request, who) in [
        (requests[0], Cast::SocialWorker),
        (requests[2], Cast::EarlyHelp),
    ] {
        answer_nothing_known(&app.app, &mut app.ask(who, LATER), request)
            .await
            .unwrap();
    }
    assert_eq!(
        tab(app, ReferralState::Gathering).await,
        1,
        "adult social care is still to come"
    );
    let mut adult = app.ask(Cast::SocialWorker, LATER);
    adult.actor.agency = AgencyCode::new("adult_social_care");
    answer_nothing_known(&app.app, &mut adult, requests[1])
        .await
        .unwrap();
    assert_eq!(
        (
            tab(app, ReferralState::Gathering).await,
            tab(app, ReferralState::ReadyForTriage).await
        ),
        (0, 1)
    );
    // The log says which answer was the last, and names nobody (R140).
    let adult = app.ask(Cast::SocialCareManager, LATER);
    let scope = adult.scope(&app.app).unwrap();
    let kind = "information_request";
    let history = app
        .store
        .history(&scope, kind, &requests[1].to_string(), 10)
        .await
        .unwrap();
    let last = "Answered the request for information; every agency asked has now answered";
    assert!(history.iter().any(|line| line.words == last), "{history:?}");
}

/// Triage, outcome, authority and feedback once every answer is in.
async fn decided_and_told(app: &TestApp, id: ReferralId) {
    discussed(app, id).await;
    propose_outcome(
        &app.app,
        &mut app.ask(Cast::SocialWorker, LATER),
        id,
        meeting(),
    )
    .await
    .unwrap();
    assert_eq!(tab(app, ReferralState::AwaitingAuthorisation).await, 1);
    let early = send_feedback(
        &app.app,
        &mut app.ask(Cast::SocialWorker, LATER),
        id,
        "Thank you.",
    )
    .await
    .unwrap_err();
    assert!(matches!(early, Refusal::Rule(_)), "{early}");
    let page = open_referral(&app.app, &mut app.ask(Cast::SocialCareManager, LATER), id)
        .await
        .unwrap();
    assert!(page.allowed.contains(&Verb::AuthoriseOutcome));
    authorise_outcome(
        &app.app,
        &mut app.ask(Cast::SocialCareManager, LATER),
        id,
        "",
    )
    .await
    .unwrap();

    let page = open_referral(&app.app, &mut app.ask(Cast::SocialWorker, LATER), id)
        .await
        .unwrap();
    assert_eq!(page.state, ReferralState::MeetingToRecord);
    assert_eq!(page.clock, Some(ClockState::Done { on_time: true }));
    // The meeting's record is due 24 hours after the referral was received, not after the authority (R154).
    assert_eq!(
        page.referral
            .meeting_clock
            .as_ref()
            .unwrap()
            .due_at()
            .to_string(),
        "2026-03-26T15:00:00Z"
    );
    assert_eq!(
        page.chosen()
            .map(|outcome| outcome.label.as_str())
            .collect::<Vec<_>>(),
        [
            "Strategy discussion or MASH meeting",
            "Early help told or asked"
        ]
    );
    assert!(page.feedback_clock.is_some());
    assert!(
        page.requests
            .iter()
            .all(|request| request.state == "answered" && request.whole.is_some())
    );
    send_feedback(
        &app.app,
        &mut app.ask(Cast::SupportOfficer, LATER),
        id,
        "The hub will meet about this family.",
    )
    .await
    .unwrap();
    assert!(
        send_feedback(
            &app.app,
            &mut app.ask(Cast::SupportOfficer, LATER),
            id,
            "Again."
        )
        .await
        .is_err(),
        "once"
    );
}

#[tokio::test]
async fn from_an_incident_to_the_words_for_the_referrer() {
    for app in TestApp::each_database().await {
        let id = referred(&app).await;
        assert_eq!(tab(&app, ReferralState::ToRate).await, 1);
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
        // The lead agency is the police, so the rest of the core is asked (R121, R124, R329).
        let requests = asked_of(&app, id, &[]).await;
        let mut agencies = Vec::new();
        for request in &requests {
            agencies.push(kept(&app, *request).await.agency.to_string());
        }
        assert_eq!(
            agencies,
            [
                "childrens_social_care",
                "adult_social_care",
                "early_help",
                "child_health"
            ]
        );
        let list = list_referrals(
            &app.app,
            &mut app.ask(Cast::SocialCareManager, LATER),
            ReferralState::Gathering,
        )
        .await
        .unwrap();
        let row = list.rows.first().unwrap();
        assert_eq!(
            (row.answers.answered, row.answers.asked, row.rag),
            (0, 4, Some(Rag::Amber))
        );
        assert!(
            row.people.contains(&text("Katarzyna Ellwood")),
            "{:?}",
            row.people
        );
        assert_eq!(row.lead_agency, "Warwickshire Police");
        everybody_answers(&app, &requests).await;

        decided_and_told(&app, id).await;
    }
}

#[tokio::test]
async fn an_incident_is_referred_once_and_with_a_reason() {
    let app = TestApp::sqlite().await;
    let incident = app.incident(IncidentSketch::default()).await;
    let refused = make_referral(
        &app.app,
        &mut app.ask(Cast::SupportOfficer, MORNING),
        incident,
        "  ",
    )
    .await
    .unwrap_err();
    assert_eq!(fields(&refused), ["reason"]);
    make_referral(
        &app.app,
        &mut app.ask(Cast::SupportOfficer, MORNING),
        incident,
        "Reason.",
    )
    .await
    .unwrap();
    let again = make_referral(
        &app.app,
        &mut app.ask(Cast::SocialWorker, MORNING),
        incident,
        "Reason.",
    )
    .await
    .unwrap_err();
    assert!(matches!(again, Refusal::Conflict(_)), "{again}");
}
