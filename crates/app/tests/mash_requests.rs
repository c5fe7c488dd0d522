//! Requests for information: who is asked, who may see and answer, and what a withdrawn or restricted one opens.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_app::mash::RESTRICTED_RECORD;
use hawthorn_app::mash::answer_request::{Answer, answer_nothing_known, answer_request};
use hawthorn_app::mash::list_referrals::list_referrals;
use hawthorn_app::mash::list_requests::list_requests;
use hawthorn_app::mash::open_referral::open_referral;
use hawthorn_app::mash::open_request::open_request;
use hawthorn_app::mash::refer::make_referral;
use hawthorn_app::mash::request_information::{Question, request_information};
use hawthorn_app::mash::set_rating::{NewRating, set_rating};
use hawthorn_app::mash::withdraw_request::withdraw_request;
use hawthorn_app::{Ask, Refusal};
use hawthorn_domain::mash::Rag;
use hawthorn_domain::mash::request::{Holding, InformationRequest};
use hawthorn_domain::platform::actor::{AgencyCode, Role};
use hawthorn_domain::platform::ids::{PersonId, ReferralId, RequestId};
use hawthorn_domain::referrals::ReferralState;
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};

const NOW: &str = "2026-03-25T15:00:00Z";
const STRANGER: &str = "P-00000000000000000000000000";

fn question(agencies: &[&str]) -> Question {
    Question {
        agencies: agencies.iter().copied().map(AgencyCode::new).collect(),
        why: "To judge the risk.".to_owned(),
        people: Vec::new(),
    }
}

fn rating(rag: Rag) -> NewRating {
    NewRating {
        rag,
        reason: "A reason.".to_owned(),
    }
}

fn field(refusal: Refusal) -> String {
    match refusal {
        Refusal::Fields(problems) => problems[0].field.clone(),
        other => panic!("no field: {other}"),
    }
}

async fn referred(app: &TestApp) -> ReferralId {
    let incident = app.incident(IncidentSketch::default()).await;
    make_referral(
        &app.app,
        &mut app.ask(Cast::SupportOfficer, NOW),
        incident,
        "Reason.",
    )
    .await
    .unwrap()
    .id
}

async fn rated(app: &TestApp) -> ReferralId {
    let id = referred(app).await;
    set_rating(
        &app.app,
        &mut app.ask(Cast::SocialCareManager, NOW),
        id,
        rating(Rag::Amber),
    )
    .await
    .unwrap();
    id
}

async fn asked(app: &TestApp, id: ReferralId, agency: &str) -> RequestId {
    request_information(
        &app.app,
        &mut app.ask(Cast::SocialWorker, NOW),
        id,
        question(&[agency]),
    )
    .await
    .unwrap()[0]
}

async fn kept(app: &TestApp, id: RequestId) -> InformationRequest {
    app.store
        .get_unscoped::<InformationRequest>(&id.to_string())
        .await
        .unwrap()
        .unwrap()
        .value
}

async fn open_in_inbox(app: &TestApp, who: Cast) -> usize {
    list_requests(&app.app, &mut app.ask(who, NOW))
        .await
        .unwrap()
        .open
        .len()
}

#[tokio::test]
async fn asking_needs_a_rating_a_reason_a_known_agency_and_happens_once() {
    let app = TestApp::sqlite().await;
    let id = referred(&app).await;
    let early = request_information(
        &app.app,
        &mut app.ask(Cast::SocialWorker, NOW),
        id,
        question(&["housing"]),
    )
    .await
    .unwrap_err();
    assert!(matches!(early, Refusal::Rule(_)), "{early}");
    set_rating(
        &app.app,
        &mut app.ask(Cast::SocialCareManager, NOW),
        id,
        rating(Rag::Amber),
    )
    .await
    .unwrap();
    asked(&app, id, "housing").await;
    for (wrong, named) in [
        (
            Question {
                why: " ".to_owned(),
                ..question(&["probation"])
            },
            "why",
        ),
        (question(&["moon"]), "agencies"),
        (question(&["housing"]), "agencies"),
        (
            Question {
                people: vec![STRANGER.parse().unwrap()],
                ..question(&["probation"])
            },
            "people",
        ),
    ] {
        assert_eq!(
            field(
                request_information(&app.app, &mut app.ask(Cast::SocialWorker, NOW), id, wrong)
                    .await
                    .unwrap_err()
            ),
            named
        );
    }
    let refused = request_information(
        &app.app,
        &mut app.ask(Cast::HousingSpoc, NOW),
        id,
        question(&["probation"]),
    )
    .await
    .unwrap_err();
    assert!(
        matches!(refused, Refusal::NotFound),
        "the referral is not there for housing: {refused}"
    );
}

#[tokio::test]
async fn only_the_people_named_are_disclosed() {
    let app = TestApp::sqlite().await;
    let id = rated(&app).await;
    let page = open_referral(&app.app, &mut app.ask(Cast::SocialWorker, NOW), id)
        .await
        .unwrap();
    let victim = page.subjects[0].clone();
    let one = Question {
        people: vec![victim.person],
        ..question(&["housing"])
    };
    let request = request_information(&app.app, &mut app.ask(Cast::SocialWorker, NOW), id, one)
        .await
        .unwrap()[0];
    let page = open_request(&app.app, &mut app.ask(Cast::HousingSpoc, NOW), request)
        .await
        .unwrap();
    assert_eq!(
        page.request
            .people
            .iter()
            .map(|asked| asked.name.clone())
            .collect::<Vec<_>>(),
        [victim.name]
    );
    assert!(!page.may_open_referral);
    assert!(matches!(
        open_referral(&app.app, &mut app.ask(Cast::HousingSpoc, NOW), id).await,
        Err(Refusal::NotFound)
    ));
}

#[tokio::test]
async fn another_agencys_contact_neither_sees_nor_answers() {
    for app in TestApp::each_database().await {
        let id = rated(&app).await;
        let request = asked(&app, id, "probation").await;
        for who in [
            Cast::HealthSpoc,
            Cast::HousingSpoc,
            Cast::EarlyHelp,
            Cast::Idva,
            Cast::Administrator,
        ] {
            assert!(
                open_request(&app.app, &mut app.ask(who, NOW), request)
                    .await
                    .is_err(),
                "{who:?} opens it"
            );
            assert!(
                answer_nothing_known(&app.app, &mut app.ask(who, NOW), request)
                    .await
                    .is_err(),
                "{who:?} answers it"
            );
        }
        assert_eq!(
            (
                open_in_inbox(&app, Cast::HealthSpoc).await,
                open_in_inbox(&app, Cast::Probation).await
            ),
            (0, 1)
        );
        // The hub reads it (R122), but only the agency asked answers it.
        assert!(
            !open_request(&app.app, &mut app.ask(Cast::SocialWorker, NOW), request)
                .await
                .unwrap()
                .may_answer
        );
        assert!(
            answer_nothing_known(&app.app, &mut app.ask(Cast::SocialWorker, NOW), request)
                .await
                .is_err()
        );
        // A health reader of the referral sees that probation was asked, and not what it says.
        let page = open_referral(&app.app, &mut app.ask(Cast::HealthSpoc, NOW), id)
            .await
            .unwrap();
        assert!(page.requests[0].whole.is_none());
    }
}

#[tokio::test]
async fn nothing_known_is_an_answer_and_it_stands() {
    let app = TestApp::sqlite().await;
    let id = rated(&app).await;
    let request = asked(&app, id, "housing").await;
    let reply = answer_nothing_known(&app.app, &mut app.ask(Cast::HousingSpoc, NOW), request)
        .await
        .unwrap();
    assert_eq!(reply.holdings.len(), 2);
    assert!(
        reply
            .holdings
            .iter()
            .all(|(_, held)| *held == Holding::NotKnown)
    );
    let kept = kept(&app, request).await;
    assert_eq!(kept.reply.as_ref(), Some(&reply));
    assert!(kept.clock.done_at().is_some());
    assert!(matches!(
        answer_nothing_known(&app.app, &mut app.ask(Cast::HousingSpoc, NOW), request).await,
        Err(Refusal::Rule(_))
    ));
    let inbox = list_requests(&app.app, &mut app.ask(Cast::HousingSpoc, NOW))
        .await
        .unwrap();
    assert_eq!((inbox.open.len(), inbox.answered.len()), (0, 1));
    assert!(
        withdraw_request(&app.app, &mut app.ask(Cast::SocialWorker, NOW), request)
            .await
            .is_err(),
        "an answer is not withdrawn"
    );
}

#[tokio::test]
async fn a_person_left_out_or_never_asked_about_is_refused() {
    let app = TestApp::sqlite().await;
    let id = rated(&app).await;
    let request = asked(&app, id, "housing").await;
    let people: Vec<PersonId> = kept(&app, request)
        .await
        .people
        .iter()
        .map(|asked| asked.person)
        .collect();
    let held = |holdings: &[(PersonId, Holding)]| Answer {
        holdings: holdings.to_vec(),
        ..Answer::default()
    };
    let none = Holding::NotKnown;
    for (wrong, named) in [
        (held(&[(people[0], none)]), "holdings"),
        (
            held(&[
                (people[0], none),
                (people[1], none),
                (STRANGER.parse().unwrap(), none),
            ]),
            "holdings",
        ),
        (
            held(&[
                (people[0], none),
                (people[1], none),
                (people[1], Holding::Known),
            ]),
            "holdings",
        ),
        (
            held(&[(people[0], Holding::KnownBefore), (people[1], none)]),
            "summary",
        ),
    ] {
        assert_eq!(
            field(
                answer_request(
                    &app.app,
                    &mut app.ask(Cast::HousingSpoc, NOW),
                    request,
                    wrong
                )
                .await
                .unwrap_err()
            ),
            named
        );
    }
    assert!(kept(&app, request).await.reply.is_none());
}

#[tokio::test]
async fn a_withdrawn_request_is_closed_to_the_agency_at_once_and_may_be_made_again() {
    let app = TestApp::sqlite().await;
    let id = rated(&app).await;
    let request = asked(&app, id, "housing").await;
    open_request(&app.app, &mut app.ask(Cast::HousingSpoc, NOW), request)
        .await
        .unwrap();
    assert!(
        withdraw_request(&app.app, &mut app.ask(Cast::HousingSpoc, NOW), request)
            .await
            .is_err(),
        "not the agency's to withdraw"
    );
    withdraw_request(&app.app, &mut app.ask(Cast::SocialWorker, NOW), request)
        .await
        .unwrap();
    assert!(
        open_request(&app.app, &mut app.ask(Cast::HousingSpoc, NOW), request)
            .await
            .is_err()
    );
    assert!(
        answer_nothing_known(&app.app, &mut app.ask(Cast::HousingSpoc, NOW), request)
            .await
            .is_err()
    );
    assert_eq!(open_in_inbox(&app, Cast::HousingSpoc).await, 0);
    assert_eq!(
        open_referral(&app.app, &mut app.ask(Cast::SocialWorker, NOW), id)
            .await
            .unwrap()
            .answers
            .asked,
        0
    );
    assert_eq!(
        asked(&app, id, "housing").await,
        request,
        "the same request is opened again"
    );
    assert_eq!(open_in_inbox(&app, Cast::HousingSpoc).await, 1);
}

/// The social care manager who is also told of every restricted record (R214, R330).
fn told(app: &TestApp) -> Ask {
    let mut ask = app.ask(Cast::SocialCareManager, NOW);
    ask.actor.roles.insert(Role::MashServiceManager);
    ask
}

#[tokio::test]
async fn a_restricted_referral_is_hidden_from_the_hub_but_open_to_the_agency_asked() {
    for app in TestApp::each_database().await {
        let incident = app
            .incident(IncidentSketch {
                flags: "HBA".to_owned(),
                ..IncidentSketch::default()
            })
            .await;
        assert!(
            app.kept(incident).await.restriction.is_restricted(),
            "the sketch's flag restricts in this area"
        );
        let id = make_referral(
            &app.app,
            &mut app.ask(Cast::PoliceSupervisor, NOW),
            incident,
            "Reason.",
        )
        .await
        .unwrap()
        .id;
        set_rating(&app.app, &mut told(&app), id, rating(Rag::Red))
            .await
            .unwrap();
        let request = request_information(&app.app, &mut told(&app), id, question(&["housing"]))
            .await
            .unwrap()[0];

        for who in [
            Cast::SocialWorker,
            Cast::SupportOfficer,
            Cast::SocialCareManager,
            Cast::HealthSpoc,
        ] {
            assert!(
                matches!(
                    open_referral(&app.app, &mut app.ask(who, NOW), id).await,
                    Err(Refusal::NotFound)
                ),
                "{who:?}"
            );
            assert!(
                matches!(
                    open_request(&app.app, &mut app.ask(who, NOW), request).await,
                    Err(Refusal::NotFound)
                ),
                "{who:?}"
            );
            for state in ReferralState::ALL {
                let list = list_referrals(&app.app, &mut app.ask(who, NOW), *state)
                    .await
                    .unwrap();
                assert!(
                    list.rows.is_empty() && list.counts.iter().all(|(_, count)| *count == 0),
                    "{who:?} sees a trace"
                );
            }
        }
        let list = list_referrals(&app.app, &mut told(&app), ReferralState::Gathering)
            .await
            .unwrap();
        assert_eq!(list.rows[0].people, [RESTRICTED_RECORD]);
        let inbox = list_requests(&app.app, &mut app.ask(Cast::HousingSpoc, NOW))
            .await
            .unwrap();
        assert_eq!(inbox.open[0].people, [RESTRICTED_RECORD]);
        assert_eq!(
            open_request(&app.app, &mut app.ask(Cast::HousingSpoc, NOW), request)
                .await
                .unwrap()
                .request
                .people
                .len(),
            2
        );
        answer_nothing_known(&app.app, &mut app.ask(Cast::HousingSpoc, NOW), request)
            .await
            .unwrap();
    }
}
