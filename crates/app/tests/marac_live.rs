//! The meeting as it sits: two writers, offers, the clock, and what is sent twice.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

mod meeting;

use hawthorn_app::Refusal;
use hawthorn_app::marac::agree_action::{AgreeAction, agree_action};
use hawthorn_app::marac::answer_offer::answer_offer;
use hawthorn_app::marac::close_meeting::close_meeting;
use hawthorn_app::marac::hear_item::hear_item;
use hawthorn_app::marac::offer_action::offer_action;
use hawthorn_app::marac::open_live::open_live;
use hawthorn_app::marac::open_marac_referral::open_marac_referral;
use hawthorn_app::marac::turn::{Step, take_turn};
use hawthorn_app::marac::watch_meeting::watch_meeting;
use hawthorn_app::marac::write_minutes::{keep_minutes, write_minutes};
use hawthorn_domain::marac::minutes::MinuteBox;
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::ids::MaracReferralId;
use hawthorn_testkit::{Cast, TestApp};
use meeting::{DURING, in_session, joined, offer, sent};

#[tokio::test]
async fn two_writers_keep_all_their_words_and_the_log_tells_when_they_become_the_minutes() {
    for app in TestApp::each_database().await {
        let (_, items) = in_session(&app, &["Abara"]).await;
        let mut minutes = app.ask(Cast::Coordinator, DURING);
        let mut chair = app.ask(Cast::Chair, DURING);
        let field = MinuteBox::Risks;
        let first = sent("", "he has a key", "a", 1);
        let one = write_minutes(&app.app, &mut minutes, items[0], field, first.clone())
            .await
            .unwrap();
        assert_eq!((one.version, one.both), (1, false));
        // The answer was lost, so the page sends it again.
        let again = write_minutes(&app.app, &mut minutes, items[0], field, first)
            .await
            .unwrap();
        assert_eq!((again.version, again.text.as_str()), (1, "he has a key"));
        let other = sent("", "she is moving", "b", 1);
        let two = write_minutes(&app.app, &mut chair, items[0], field, other)
            .await
            .unwrap();
        assert_eq!(
            (two.text.as_str(), two.both),
            ("he has a key\nshe is moving", true)
        );
        let case = open_marac_referral(&app.app, &mut minutes, items[0])
            .await
            .unwrap();
        assert!(case.risks.is_empty(), "not the minutes yet");
        let logged = |entries: Vec<String>| {
            entries
                .iter()
                .filter(|words| words.contains("Recorded risks"))
                .count()
        };
        assert_eq!(logged(log(&app, items[0]).await), 0);
        keep_minutes(&app.app, &mut minutes, items[0])
            .await
            .unwrap();
        let case = open_marac_referral(&app.app, &mut minutes, items[0])
            .await
            .unwrap();
        assert_eq!(case.risks, ["he has a key", "she is moving"]);
        assert_eq!(logged(log(&app, items[0]).await), 1);
        let mut idva = app.ask(Cast::Idva, DURING);
        let refused =
            write_minutes(&app.app, &mut idva, items[0], field, sent("", "x", "c", 1)).await;
        assert!(matches!(refused, Err(Refusal::NotAllowed(_))));
    }
}

async fn log(app: &TestApp, item: MaracReferralId) -> Vec<String> {
    let scope = app.ask(Cast::Coordinator, DURING).scope(&app.app).unwrap();
    let entries = app
        .store
        .history(&scope, "marac_referral", &item.to_string(), 100)
        .await
        .unwrap();
    entries.into_iter().map(|entry| entry.words).collect()
}

#[tokio::test]
async fn what_is_sent_twice_is_done_once() {
    for app in TestApp::each_database().await {
        let (meeting, items) = in_session(&app, &["Abara"]).await;
        let mut minutes = app.ask(Cast::Coordinator, DURING);
        let mut idva = joined(&app, Cast::Idva, DURING, meeting).await;
        let one = offer_action(&app.app, &mut idva, offer(items[0], "k1"))
            .await
            .unwrap();
        let two = offer_action(&app.app, &mut idva, offer(items[0], "k1"))
            .await
            .unwrap();
        assert_eq!(one, two);
        let action = || AgreeAction {
            referral: items[0],
            agency: AgencyCode::new("housing"),
            owner: "Duty officer".into(),
            what: "Change the locks.".into(),
            lowers: "He has a key".into(),
            due: "2026-04-14".parse().unwrap(),
            victim_facing: false,
            key: "k1".into(),
        };
        let first = agree_action(&app.app, &mut minutes, action())
            .await
            .unwrap();
        assert_eq!(
            agree_action(&app.app, &mut minutes, action())
                .await
                .unwrap(),
            first
        );
        // Another person's mark is another mark.
        let mut chair = app.ask(Cast::Chair, DURING);
        assert_ne!(
            agree_action(&app.app, &mut chair, action()).await.unwrap(),
            first
        );
        let odd = AgreeAction {
            key: "a b".into(),
            ..action()
        };
        assert!(agree_action(&app.app, &mut minutes, odd).await.is_err());
        answer_offer(&app.app, &mut minutes, one, true, "")
            .await
            .unwrap();
        assert!(
            answer_offer(&app.app, &mut minutes, one, true, "")
                .await
                .is_err()
        );
        let live = open_live(&app.app, &mut idva, meeting, items[0])
            .await
            .unwrap();
        assert_eq!((live.actions.len(), live.offers.len()), (3, 1));
        assert!(live.actions.iter().any(|line| line.victim_facing));
    }
}

#[tokio::test]
async fn the_floor_moves_on_and_nothing_written_is_lost_when_the_meeting_closes() {
    for app in TestApp::each_database().await {
        let (meeting, items) = in_session(&app, &["Abara", "Brand"]).await;
        let mut minutes = app.ask(Cast::Coordinator, "2026-04-07T08:40:00Z");
        let floor = |pulse: hawthorn_app::marac::watch_meeting::Pulse| {
            pulse
                .floor
                .map(|floor| (floor.item, floor.spent.as_mins(), floor.paused))
        };
        let pulse = watch_meeting(&app.app, &mut minutes, meeting)
            .await
            .unwrap();
        assert_eq!(floor(pulse), Some((Some(items[0]), 10, false)));
        take_turn(&app.app, &mut minutes, meeting, Step::Pause)
            .await
            .unwrap();
        let told = MinuteBox::Told;
        write_minutes(
            &app.app,
            &mut minutes,
            items[0],
            told,
            sent("", "The IDVA calls.", "a", 1),
        )
        .await
        .unwrap();
        hear_item(&app.app, &mut minutes, items[0]).await.unwrap();
        let case = open_marac_referral(&app.app, &mut minutes, items[0])
            .await
            .unwrap();
        assert_eq!(case.victim_told, "The IDVA calls.");
        let mut later = app.ask(Cast::Coordinator, DURING);
        let pulse = watch_meeting(&app.app, &mut later, meeting).await.unwrap();
        assert_eq!(floor(pulse), Some((Some(items[1]), 5, false)));
        hear_item(&app.app, &mut later, items[1]).await.unwrap();
        let words = sent("", "Written after it was heard.", "a", 1);
        write_minutes(&app.app, &mut later, items[1], MinuteBox::Discussion, words)
            .await
            .unwrap();
        close_meeting(&app.app, &mut later, meeting).await.unwrap();
        let case = open_marac_referral(&app.app, &mut later, items[1])
            .await
            .unwrap();
        assert_eq!(case.discussion, "Written after it was heard.");
        assert!(app.store.drafts_at(meeting).await.unwrap().is_empty());
        let late = sent("", "too late", "a", 2);
        assert!(
            write_minutes(&app.app, &mut later, items[1], MinuteBox::Discussion, late)
                .await
                .is_err()
        );
    }
}
