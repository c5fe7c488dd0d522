//! What outcomes start, what the referrer is told, and what holds a clock, on both databases (R118, R119, R129, R141–R150, C38, F42).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_app::Refusal;
use hawthorn_app::mash::acknowledge_referral::acknowledge_referral;
use hawthorn_app::mash::authorise_outcome::authorise_outcome;
use hawthorn_app::mash::end_follow_up::end_follow_up;
use hawthorn_app::mash::hold_clock::{ClockChange, change_clock};
use hawthorn_app::mash::list_referrals::list_referrals;
use hawthorn_app::mash::open_referral::{ReferralPage, open_referral};
use hawthorn_app::mash::propose_outcome::{Proposed, propose_outcome};
use hawthorn_app::mash::record_triage::{Discussion, record_triage};
use hawthorn_app::mash::refer::make_referral;
use hawthorn_app::mash::send_feedback::send_feedback;
use hawthorn_app::mash::set_rating::{NewRating, set_rating};
use hawthorn_app::mash::speak_with_referrer::speak_with_referrer;
use hawthorn_app::platform::home::home;
use hawthorn_domain::mash::Rag;
use hawthorn_domain::mash::feedback::FeedbackLevel;
use hawthorn_domain::mash::follow_up::FollowUpEnd;
use hawthorn_domain::platform::deadline::ClockState;
use hawthorn_domain::platform::ids::ReferralId;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::referrals::ReferralState;
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};

const RECEIVED: &str = "2026-03-25T15:00:00Z";
const DECIDED: &str = "2026-03-25T17:00:00Z";

fn text(words: &str) -> String {
    words.to_owned()
}

async fn rated(app: &TestApp, rag: Rag) -> ReferralId {
    let sketch = IncidentSketch {
        level: text("Medium"),
        children: text("Ola Ellwood 01/02/2019"),
        ..IncidentSketch::default()
    };
    let incident = app.incident(sketch).await;
    let mut police = app.ask(Cast::SupportOfficer, RECEIVED);
    let id = make_referral(&app.app, &mut police, incident, "A child was in the room.")
        .await
        .unwrap()
        .id;
    let rating = NewRating {
        rag,
        reason: text("A young child."),
    };
    let mut manager = app.ask(Cast::SocialCareManager, RECEIVED);
    set_rating(&app.app, &mut manager, id, rating)
        .await
        .unwrap();
    id
}

async fn decided(app: &TestApp, outcomes: &[&str], rag: Option<Rag>) -> ReferralId {
    let id = rated(app, Rag::Amber).await;
    let mut worker = app.ask(Cast::SocialWorker, DECIDED);
    let notes = Discussion {
        agencies: app
            .book
            .first
            .settings
            .agencies
            .iter()
            .map(|agency| agency.code.clone())
            .collect(),
        discussion: text("A shared view of the risk."),
        ..Discussion::default()
    };
    record_triage(&app.app, &mut worker, id, notes)
        .await
        .unwrap();
    let proposed = Proposed {
        outcomes: outcomes.iter().copied().map(text).collect(),
        rationale: text("Support now keeps it from growing."),
        legal_basis: text("Children Act 1989, section 47"),
        rag,
    };
    propose_outcome(&app.app, &mut worker, id, proposed)
        .await
        .unwrap();
    let mut manager = app.ask(Cast::SocialCareManager, DECIDED);
    authorise_outcome(&app.app, &mut manager, id, "")
        .await
        .unwrap();
    id
}

async fn opened(app: &TestApp, id: ReferralId, at: &str) -> ReferralPage {
    let mut worker = app.ask(Cast::SocialWorker, at);
    open_referral(&app.app, &mut worker, id).await.unwrap()
}

#[tokio::test]
async fn each_outcome_starts_a_task_for_its_agency_with_a_clock_of_its_own() {
    for app in TestApp::each_database().await {
        let id = decided(
            &app,
            &["early_help", "support_service", "no_further_action"],
            None,
        )
        .await;
        let page = opened(&app, id, DECIDED).await;
        assert_eq!(page.state, ReferralState::FollowingUp);
        let started: Vec<(&str, String)> = page
            .referral
            .follow_ups
            .iter()
            .map(|follow_up| {
                (
                    follow_up.agency.as_str(),
                    follow_up.clock.due_at().to_string(),
                )
            })
            .collect();
        // Five working days from Wednesday; the clocks went forward in between.
        let due = "2026-04-01T22:59:59Z".to_owned();
        let day = |at: &String| at.get(..10).map(str::to_owned);
        assert_eq!(
            started
                .iter()
                .map(|(agency, _)| *agency)
                .collect::<Vec<_>>(),
            ["early_help", "refuge"]
        );
        assert!(
            started.iter().all(|(_, at)| day(at) == day(&due)),
            "{started:?}"
        );
        let mut health = app.ask(Cast::HealthSpoc, DECIDED);
        let silent = end_follow_up(
            &app.app,
            &mut health,
            id,
            "early_help",
            FollowUpEnd::Declined,
            "",
        )
        .await
        .unwrap_err();
        assert!(matches!(silent, Refusal::Fields(_)), "{silent}");
        for outcome in ["early_help", "support_service"] {
            let end = FollowUpEnd::Taken;
            end_follow_up(&app.app, &mut health, id, outcome, end, "")
                .await
                .unwrap();
        }
        assert_eq!(
            opened(&app, id, DECIDED).await.state,
            ReferralState::Finished
        );
    }
}

#[tokio::test]
async fn the_list_and_the_first_page_show_the_follow_up_that_is_due_first() {
    let app = TestApp::sqlite().await;
    decided(&app, &["early_help"], None).await;
    let mut worker = app.ask(Cast::SocialWorker, "2026-04-20T09:00:00Z");
    let list = list_referrals(&app.app, &mut worker, ReferralState::FollowingUp)
        .await
        .unwrap();
    let row = list.rows.first().unwrap();
    assert!(
        matches!(row.clock, Some(ClockState::Late { .. })),
        "{row:?}"
    );
    let view = home(&app.app, &mut worker).await.unwrap();
    let place = view
        .hub
        .iter()
        .flat_map(|hub| &hub.waiting)
        .find(|place| place.state == ReferralState::FollowingUp)
        .unwrap();
    assert_eq!((place.number.number, place.late), (1, 1));
    assert_eq!(place.first_due, row.due_at);
}

#[tokio::test]
async fn a_child_case_is_acknowledged_in_a_working_day_and_a_conversation_fits_any_time() {
    let app = TestApp::sqlite().await;
    let id = rated(&app, Rag::Green).await;
    let page = opened(&app, id, "2026-03-27T09:00:00Z").await;
    let clock = page.acknowledge_clock.unwrap();
    let late = clock.state("2026-03-27T09:00:00Z".parse().unwrap());
    assert!(matches!(late, ClockState::Late { .. }), "{late:?}");
    let mut worker = app.ask(Cast::SocialWorker, "2026-03-26T09:00:00Z");
    let told = acknowledge_referral(&app.app, &mut worker, id)
        .await
        .unwrap();
    for name in ["Ellwood", "Davies", "Ola"] {
        assert!(!told.words.contains(name), "{}", told.words);
    }
    assert!(
        acknowledge_referral(&app.app, &mut worker, id)
            .await
            .is_err()
    );
    speak_with_referrer(&app.app, &mut worker, id, "What did the child say?")
        .await
        .unwrap();
    let page = opened(&app, id, "2026-03-27T09:00:00Z").await;
    assert_eq!(page.referral.contacts.len(), 1);
    let done = page
        .acknowledge_clock
        .unwrap()
        .state(page.referral.received_at);
    assert_eq!(done, ClockState::Done { on_time: true });
}

#[tokio::test]
async fn an_outcome_that_is_not_for_the_referrer_leaves_the_standard_words_alone() {
    let app = TestApp::sqlite().await;
    let id = decided(&app, &["early_help"], None).await;
    assert_eq!(
        opened(&app, id, DECIDED).await.feedback_level,
        FeedbackLevel::Words
    );
    // Where a meeting follows, this area tells the referrer no more than that (C38).
    let app = TestApp::sqlite_in("wolverhampton").await;
    let id = decided(&app, &["child_protection"], None).await;
    let page = opened(&app, id, DECIDED).await;
    assert_eq!(page.feedback_level, FeedbackLevel::Acknowledgement);
    let mut worker = app.ask(Cast::SocialWorker, DECIDED);
    let more = send_feedback(&app.app, &mut worker, id, "A meeting follows.")
        .await
        .unwrap_err();
    assert!(matches!(more, Refusal::Fields(_)), "{more}");
    let told = send_feedback(&app.app, &mut worker, id, "").await.unwrap();
    assert!(told.words.contains("has been dealt with"), "{}", told.words);
}

#[tokio::test]
async fn feedback_below_the_hubs_own_words_is_the_standard_sentence() {
    let app = TestApp::sqlite().await;
    let id = decided(&app, &["early_help"], None).await;
    let mut worker = app.ask(Cast::SocialWorker, DECIDED);
    let silent = send_feedback(&app.app, &mut worker, id, "")
        .await
        .unwrap_err();
    assert!(matches!(silent, Refusal::Fields(_)), "{silent}");
    let told = send_feedback(&app.app, &mut worker, id, "Early help will ring.")
        .await
        .unwrap();
    assert_eq!(told.words, "Early help will ring.");
}

#[tokio::test]
async fn the_rating_is_weighed_again_at_the_end_of_triage_and_the_old_one_kept() {
    let app = TestApp::sqlite().await;
    let id = decided(&app, &["early_help"], Some(Rag::Green)).await;
    let page = opened(&app, id, DECIDED).await;
    let rags: Vec<Rag> = page
        .referral
        .ratings
        .iter()
        .map(|rating| rating.rag)
        .collect();
    assert_eq!(rags, [Rag::Amber, Rag::Green]);
    assert_eq!(page.clock, Some(ClockState::Done { on_time: true }));
}

#[tokio::test]
async fn more_time_needs_a_manager_and_a_reason_and_is_counted_from_the_due_time() {
    for app in TestApp::each_database().await {
        let id = rated(&app, Rag::Red).await;
        let due = opened(&app, id, RECEIVED)
            .await
            .referral
            .clock
            .unwrap()
            .due_at();
        let more = |reason: &str| ClockChange::Extend(text("2 hours"), text(reason));
        let mut worker = app.ask(Cast::SocialWorker, RECEIVED);
        let refused = change_clock(&app.app, &mut worker, id, more("Hospital."))
            .await
            .unwrap_err();
        assert!(
            matches!(refused, Refusal::NotAllowed(Verb::HoldClock)),
            "{refused}"
        );
        let mut manager = app.ask(Cast::SocialCareManager, RECEIVED);
        let silent = change_clock(&app.app, &mut manager, id, more(" "))
            .await
            .unwrap_err();
        assert!(matches!(silent, Refusal::Fields(_)), "{silent}");
        change_clock(&app.app, &mut manager, id, more("She is in hospital."))
            .await
            .unwrap();
        let clock = opened(&app, id, RECEIVED).await.referral.clock.unwrap();
        assert_eq!(clock.due_at().duration_since(due).as_hours(), 2);
        assert_eq!(clock.extensions().len(), 1);
        // This area does not let its clocks be held, and says so.
        let held = change_clock(&app.app, &mut manager, id, ClockChange::Hold(text("Wait.")))
            .await
            .unwrap_err();
        assert!(
            held.to_string().contains("extend it with a reason instead"),
            "{held}"
        );
    }
}
