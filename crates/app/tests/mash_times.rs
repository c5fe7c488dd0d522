//! The rating's times by the area's settings: over Easter, over the clock change, and again from the start when it changes (R115–R119).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_app::Refusal;
use hawthorn_app::mash::answer_request::answer_nothing_known;
use hawthorn_app::mash::open_referral::open_referral;
use hawthorn_app::mash::refer::make_referral;
use hawthorn_app::mash::request_information::{Question, request_information};
use hawthorn_app::mash::set_rating::{NewRating, set_rating};
use hawthorn_domain::mash::Rag;
use hawthorn_domain::mash::request::InformationRequest;
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::ids::{ReferralId, RequestId};
use hawthorn_domain::platform::words::moment;
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};

fn rating(rag: Rag) -> NewRating {
    NewRating {
        rag,
        reason: "A reason.".to_owned(),
    }
}

async fn referred(app: &TestApp, at: &str) -> ReferralId {
    let incident = app.incident(IncidentSketch::default()).await;
    make_referral(
        &app.app,
        &mut app.ask(Cast::SupportOfficer, at),
        incident,
        "Reason.",
    )
    .await
    .unwrap()
    .id
}

async fn kept(app: &TestApp, id: RequestId) -> InformationRequest {
    app.store
        .get_unscoped::<InformationRequest>(&id.to_string())
        .await
        .unwrap()
        .unwrap()
        .value
}

#[tokio::test]
async fn each_rating_is_due_by_the_settings_over_easter_and_the_clock_change() {
    let app = TestApp::sqlite().await;
    for (received, rag, due) in [
        // Maundy Thursday, 3pm; Good Friday is 3 April and Easter Monday 6 April 2026.
        ("2026-04-02T14:00:00Z", Rag::Red, "2 April 2026, 7:00pm"),
        ("2026-04-02T14:00:00Z", Rag::Amber, "7 April 2026, 3:00pm"),
        ("2026-04-02T14:00:00Z", Rag::Green, "9 April 2026, 3:00pm"),
        // The night of 29 March 2026 has no hour between one and two.
        ("2026-03-29T00:30:00Z", Rag::Red, "29 March 2026, 5:30am"),
        // Friday 27 March, 4pm, is winter time; Monday is summer time.
        ("2026-03-27T16:00:00Z", Rag::Amber, "30 March 2026, 4:00pm"),
        ("2026-03-27T16:00:00Z", Rag::Green, "1 April 2026, 4:00pm"),
    ] {
        let id = referred(&app, received).await;
        let set = set_rating(
            &app.app,
            &mut app.ask(Cast::SocialCareManager, received),
            id,
            rating(rag),
        )
        .await
        .unwrap();
        assert_eq!(moment(set.due_at), due, "{rag} received {received}");
    }
}

#[tokio::test]
async fn another_rating_counts_from_the_receipt_keeps_the_old_and_moves_open_requests() {
    for app in TestApp::each_database().await {
        let id = referred(&app, "2026-03-24T10:00:00Z").await;
        let manager = |at| app.ask(Cast::SocialCareManager, at);
        set_rating(
            &app.app,
            &mut manager("2026-03-24T11:00:00Z"),
            id,
            rating(Rag::Amber),
        )
        .await
        .unwrap();
        let question = Question {
            agencies: ["housing", "probation"].map(AgencyCode::new).to_vec(),
            why: "To judge the risk.".to_owned(),
            people: Vec::new(),
        };
        let requests = request_information(
            &app.app,
            &mut app.ask(Cast::SocialWorker, "2026-03-24T11:30:00Z"),
            id,
            question,
        )
        .await
        .unwrap();
        assert_eq!(
            moment(kept(&app, requests[0]).await.clock.due_at()),
            "25 March 2026, 10:00am",
            "as the referral itself"
        );
        answer_nothing_known(
            &app.app,
            &mut app.ask(Cast::Probation, "2026-03-24T12:00:00Z"),
            requests[1],
        )
        .await
        .unwrap();

        let red = set_rating(
            &app.app,
            &mut manager("2026-03-24T12:30:00Z"),
            id,
            rating(Rag::Red),
        )
        .await
        .unwrap();
        assert_eq!(
            moment(red.due_at),
            "24 March 2026, 2:00pm",
            "four hours from the receipt, not from the change"
        );
        let open = kept(&app, requests[0]).await;
        assert_eq!(
            (open.rag, moment(open.clock.due_at())),
            (Rag::Red, "24 March 2026, 2:00pm".to_owned())
        );
        let answered = kept(&app, requests[1]).await;
        assert_eq!(
            (answered.rag, moment(answered.clock.due_at())),
            (Rag::Amber, "25 March 2026, 10:00am".to_owned()),
            "what is answered stands"
        );

        let page = open_referral(&app.app, &mut manager("2026-03-24T12:45:00Z"), id)
            .await
            .unwrap();
        let history: Vec<_> = page
            .referral
            .ratings
            .iter()
            .map(|rating| (rating.rag, moment(rating.due_at)))
            .collect();
        assert_eq!(
            history,
            [
                (Rag::Amber, "25 March 2026, 10:00am".to_owned()),
                (Rag::Red, "24 March 2026, 2:00pm".to_owned())
            ]
        );
        let same = set_rating(
            &app.app,
            &mut manager("2026-03-24T13:00:00Z"),
            id,
            rating(Rag::Red),
        )
        .await
        .unwrap_err();
        assert!(matches!(same, Refusal::Fields(_)), "{same}");
    }
}
