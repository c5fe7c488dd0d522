//! Doors under load and doors that are shut: a flood hides nobody, a busy place waits, files and drafts are kept as they came (R1–R20).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

#[allow(dead_code, reason = "this file uses its own part of it")]
mod arrivals;

use arrivals::*;
use hawthorn_app::Refusal;
use hawthorn_app::doors::answer_door::{DoorAnswer, end_flood};
use hawthorn_app::doors::drafts::{drop_draft, keep_draft, open_draft};
use hawthorn_app::doors::open_door::open_file;
use hawthorn_app::doors::send_report::{Sending, Sent, send_report};
use hawthorn_app::jobs::run::Surroundings;
use hawthorn_domain::doors::{Answers, Desk, Door};
use hawthorn_testkit::test_app::Still;
use hawthorn_testkit::{Cast, TestApp};
use jiff::SignedDuration;

#[tokio::test]
async fn it_is_passed_on_with_a_reason_and_leaves_the_desk() {
    for app in apps().await {
        sent(&app, Door::Form, &referral(), "one").await;
        let id = only(&app).await;
        let to_hub = |why: &str| DoorAnswer::PassOn(Desk::Mash, why.to_owned());
        assert!(does(&app, id, to_hub("")).await.is_err());
        does(&app, id, to_hub("A child lives there after all."))
            .await
            .unwrap();
        assert!(listed(&app, Cast::Idva, None).await.rows.is_empty());
        assert_eq!(listed(&app, Cast::SocialWorker, None).await.rows[0].id, id);
    }
}

#[tokio::test]
async fn a_flood_is_one_line_and_hides_nobody() {
    for app in apps().await {
        let limit = usize::from(app.book.first.settings.doors.from_one_place);
        let junk = referral().with("happening", "Cheap watches, buy now");
        let mut asked = 0;
        for number in 0..limit * 4 {
            let once = format!("junk {number}");
            match sent_from(&app, Door::Form, &junk, ("192.0.2.1", &once), None)
                .await
                .unwrap()
            {
                Sent::Kept(receipt) => assert_eq!(receipt.code.len(), 11, "each is acknowledged"),
                Sent::AskFirst => asked += 1,
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(asked, 0, "the same words are set aside, not argued with");
        for number in 0..5 {
            let real = referral().with("happening", &format!("Real worry number {number}"));
            let place = format!("198.51.100.{number}");
            let kept = sent_from(&app, Door::Form, &real, (&place, &place), None)
                .await
                .unwrap();
            assert!(matches!(kept, Sent::Kept(_)));
        }
        let list = listed(&app, Cast::Idva, None).await;
        assert_eq!(list.rows.len(), limit + 5);
        assert_eq!(list.floods.len(), 1);
        assert_eq!(list.floods[0].number as usize, limit * 3);
        let ended = end_flood(&app.app, &mut idva(&app), &list.floods[0].mark)
            .await
            .unwrap();
        assert_eq!(ended, limit * 3);
        assert!(listed(&app, Cast::Idva, None).await.floods.is_empty());
        sound(&app).await;
    }
}

#[tokio::test]
async fn one_busy_place_is_asked_to_wait_and_then_passes() {
    let app = TestApp::sqlite().await;
    let limit = usize::from(app.book.first.settings.doors.from_one_place);
    for number in 0..=limit {
        let answers = referral().with("happening", &format!("Worry number {number}"));
        let once = format!("{number}");
        let told = sent_from(&app, Door::Form, &answers, ("192.0.2.9", &once), None)
            .await
            .unwrap();
        let expected = number < limit;
        assert_eq!(
            matches!(told, Sent::Kept(_)),
            expected,
            "{number}: {told:?}"
        );
    }
    let answers = referral().with("happening", "Worry of somebody who waited");
    let sending = Sending {
        area: &app.book.code,
        door: Door::Form,
        answers: &answers,
        place: "192.0.2.9",
        shown: true,
        file: None,
        once: "waited".to_owned(),
    };
    let told = send_report(&app.app, sending, (at(TUESDAY), Still(at(TUESDAY)).dice())).await;
    assert!(matches!(told.unwrap(), Sent::Kept(_)));
}

#[tokio::test]
async fn a_file_is_kept_as_it_came_and_what_is_not_one_is_refused() {
    for app in apps().await {
        let file = |name: &str, bytes: &[u8]| Some((name.to_owned(), bytes.to_vec()));
        let page = file("letter.pdf", b"<html><script>");
        let refused = sent_from(&app, Door::Form, &referral(), ("a", "a"), page).await;
        assert!(matches!(refused, Err(Refusal::Fields(_))));
        let pdf = file("../../letter.exe", b"%PDF-1.7 of somebody");
        sent_from(&app, Door::Form, &referral(), ("a", "a"), pdf)
            .await
            .unwrap();
        let id = only(&app).await;
        let (name, bytes) = open_file(&app.app, &mut idva(&app), id, 0).await.unwrap();
        assert_eq!(
            (name.as_str(), bytes.as_slice()),
            ("letter.pdf", &b"%PDF-1.7 of somebody"[..])
        );
        assert!(
            open_file(&app.app, &mut app.ask(Cast::SocialWorker, LATER), id, 0)
                .await
                .is_err()
        );
        sound(&app).await;
    }
}

#[tokio::test]
async fn a_shut_door_takes_nothing_and_elsewhere_keeps_nothing() {
    let app = TestApp::sqlite().await;
    let own = sent_from(&app, Door::Own, &Answers::default(), ("a", "a"), None).await;
    assert!(
        matches!(own, Err(Refusal::NotFound)),
        "off until the area says who answers"
    );
    let child = referral().with("about", "child_only");
    let told = sent_from(&app, Door::Form, &child, ("a", "b"), None)
        .await
        .unwrap();
    assert!(matches!(told, Sent::Elsewhere(_)), "REF-5");
    assert!(listed(&app, Cast::SocialWorker, None).await.rows.is_empty());
}

#[tokio::test]
async fn a_draft_is_found_by_its_token_alone_and_ends_by_itself() {
    for app in apps().await {
        let area = app.book.code.clone();
        let (now, answers) = (at(TUESDAY), referral());
        let chance = || Still(now).dice();
        let token = keep_draft(
            &app.app,
            &area,
            Door::Form,
            "",
            answers.clone(),
            (now, chance()),
        )
        .await
        .unwrap();
        let open = |door, token: String, when| {
            let (app, area) = (&app, &area);
            async move {
                open_draft(&app.app, area, door, &token, when)
                    .await
                    .unwrap()
            }
        };
        assert_eq!(
            open(Door::Form, token.clone(), now).await,
            Some(answers.clone())
        );
        assert_eq!(open(Door::Own, token.clone(), now).await, None);
        assert_eq!(open(Door::Form, "0".repeat(64), now).await, None);
        let week = now + SignedDuration::from_hours(24 * 7 + 1);
        assert_eq!(open(Door::Form, token.clone(), week).await, None);
        // The next one who begins sweeps what is too old.
        keep_draft(
            &app.app,
            &area,
            Door::Own,
            "",
            Answers::default(),
            (week, chance()),
        )
        .await
        .unwrap();
        assert_eq!(app.store.count_door_drafts(10).await.unwrap(), 1);
        let kept = keep_draft(&app.app, &area, Door::Form, "", answers, (now, chance()))
            .await
            .unwrap();
        drop_draft(&app.app, &kept).await.unwrap();
        assert_eq!(open(Door::Form, kept, now).await, None, "leaving drops it");
        sound(&app).await;
    }
}
