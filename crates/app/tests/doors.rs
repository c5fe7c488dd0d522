//! The doors from end to end: what is sent reaches its desk once, nobody is contacted against their word, and what goes on to the MASH is not typed twice (R1–R20, R25, C5, C17).
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
use hawthorn_app::doors::answer_door::{DoorAnswer, answer_door};
use hawthorn_app::doors::list_doors::list_doors;
use hawthorn_app::doors::log_contact::{Contact, Then, log_contact};
use hawthorn_app::doors::open_door::{open_door, open_way};
use hawthorn_app::doors::refer_on::refer_on;
use hawthorn_app::doors::send_report::Sent;
use hawthorn_app::doors::track::{track, withdraw};
use hawthorn_app::mash::open_referral::open_referral;
use hawthorn_domain::doors::report::{EndKind, ReportState, TryResult};
use hawthorn_domain::doors::{Answers, Desk, Door};
use hawthorn_domain::people::Person;
use hawthorn_domain::people::contact::Way;
use hawthorn_testkit::Cast;

#[tokio::test]
async fn what_is_sent_is_on_its_desk_at_once_with_its_clock_and_once_only() {
    for app in apps().await {
        let receipt = sent(&app, Door::Form, &referral(), "one").await;
        assert_eq!(receipt.routing.desk, Some(Desk::Support));
        assert_eq!(receipt.due_at, Some(at("2026-03-25T10:00:00Z")), "C17");
        let twice = sent_from(&app, Door::Form, &referral(), ("one", "one"), None).await;
        assert_eq!(twice.unwrap(), Sent::AlreadySent);
        let id = only(&app).await;
        let opened = open_door(&app.app, &mut idva(&app), id).await.unwrap();
        assert!(opened.may_contact && opened.may_answer && opened.may_refer);
        // Nobody else is told of it: not the police, not the hub, not even the desk beside.
        for who in [Cast::PoliceSupervisor, Cast::MashManager, Cast::BoardMember] {
            let listed = list_doors(&app.app, &mut app.ask(who, LATER), None).await;
            assert!(matches!(listed, Err(Refusal::NotAllowed(_))), "{who:?}");
        }
        assert!(listed(&app, Cast::SocialWorker, None).await.rows.is_empty());
        let other = open_door(&app.app, &mut app.ask(Cast::SocialWorker, LATER), id).await;
        assert!(matches!(other, Err(Refusal::NotFound)));
        sound(&app).await;
    }
}

#[tokio::test]
async fn a_try_is_kept_and_speaking_ends_the_promise() {
    for app in apps().await {
        sent(&app, Door::Form, &referral(), "one").await;
        let id = only(&app).await;
        assert!(
            does(&app, id, tried(TryResult::NoAnswer)).await.is_err(),
            "take it first"
        );
        does(&app, id, DoorAnswer::Take).await.unwrap();
        let again = does(&app, id, DoorAnswer::Take).await;
        assert!(matches!(again, Err(Refusal::Conflict(_))));
        let way = open_way(&app.app, &mut idva(&app), id, (Way::Phone, 0))
            .await
            .unwrap();
        assert_eq!(way.cleared.to(), "+447700900123");
        assert_eq!(way.card.never, "Never ring after six");
        does(&app, id, tried(TryResult::NoAnswer)).await.unwrap();
        assert_eq!(
            listed(&app, Cast::Idva, None).await.rows[0].state,
            ReportState::Taken,
            "R3"
        );
        does(&app, id, tried(TryResult::Spoke)).await.unwrap();
        let row = &listed(&app, Cast::Idva, None).await.rows[0];
        assert_eq!(
            (row.state, row.due_at, row.tries),
            (ReportState::InTouch, None, 2)
        );
        does(
            &app,
            id,
            DoorAnswer::End(EndKind::Supported, "Weekly calls agreed.".to_owned()),
        )
        .await
        .unwrap();
        assert!(listed(&app, Cast::Idva, None).await.rows.is_empty());
        sound(&app).await;
    }
}

#[tokio::test]
async fn without_agreement_nobody_makes_contact_until_it_is_decided_in_writing() {
    for app in apps().await {
        let answers = referral()
            .with("agreed", "no")
            .with("why_share", "Her ribs are broken.");
        let receipt = sent(&app, Door::Form, &answers, "one").await;
        assert_eq!(receipt.routing.desk, Some(Desk::Mash), "R20, R21");
        assert_eq!(receipt.due_at, None, "the clock waits");
        let list = listed(&app, Cast::SocialWorker, None).await;
        assert!(list.rows[0].waits_for_consent);
        let id = list.rows[0].id;
        let mut worker = app.ask(Cast::SocialWorker, LATER);
        let refused = open_way(&app.app, &mut worker, id, (Way::Phone, 0)).await;
        assert!(matches!(refused, Err(Refusal::Rule(_))));
        let decide = |why: &str| DoorAnswer::Decide(why.to_owned());
        for (answer, kept) in [
            (DoorAnswer::Take, true),
            (tried(TryResult::NoAnswer), false),
            (decide(" "), false),
            (decide("The risk of serious harm outweighs it."), true),
            (tried(TryResult::NoAnswer), true),
        ] {
            let told = answer_door(&app.app, &mut worker, id, None, answer.clone()).await;
            assert_eq!(told.is_ok(), kept, "{answer:?}: {told:?}");
        }
        open_way(&app.app, &mut worker, id, (Way::Phone, 0))
            .await
            .unwrap();
        let due = listed(&app, Cast::SocialWorker, None).await.rows[0].due_at;
        assert_eq!(
            due,
            Some(at("2026-03-25T11:30:00Z")),
            "the clock stood still as long (C5)"
        );
        sound(&app).await;
    }
}

#[tokio::test]
async fn a_referral_into_the_mash_takes_every_word_and_every_safe_way_with_it() {
    for app in apps().await {
        let mut answers = referral();
        answers.set("flags", &["honour_based".to_owned()]);
        sent(&app, Door::Form, &answers, "one").await;
        let id = only(&app).await;
        assert!(
            refer_on(&app.app, &mut idva(&app), id, "").await.is_err(),
            "say why"
        );
        let made = refer_on(&app.app, &mut idva(&app), id, "A child may be harmed.")
            .await
            .unwrap();
        assert!(made.restriction.is_restricted(), "R213");
        assert!(
            made.reason.contains("checks her telephone") && made.reason.contains("A child may")
        );
        let twice = refer_on(&app.app, &mut idva(&app), id, "Again.").await;
        assert!(matches!(twice, Err(Refusal::Conflict(_))));
        let victim = app
            .store
            .get_unscoped::<Person>(&made.subjects[0].person.to_string())
            .await
            .unwrap()
            .unwrap();
        assert_eq!(victim.shown_name(), "Wren Hollowell");
        assert_eq!(victim.phones[0].number, "+447700900123");
        assert_eq!(victim.safe_contact.never, "Never ring after six");
        assert!(victim.restriction.is_restricted());
        assert_eq!(made.subjects.len(), 2);
        let mut keeper = app.ask(Cast::MashManager, LATER);
        open_referral(&app.app, &mut keeper, made.id).await.unwrap();
        let open = listed(&app, Cast::Idva, None).await;
        assert_eq!(open.rows.len(), 1, "the support service goes on with her");
        sound(&app).await;
    }
}

#[tokio::test]
async fn whoever_asks_for_themself_can_see_that_it_came_and_take_it_back() {
    for app in apps().await {
        let area = app.book.code.clone();
        let answers = Answers::of([
            ("name", "Robin"),
            ("first_move", "we"),
            ("phone", "07700 900555"),
            ("word", "Blue kettle"),
        ]);
        let receipt = sent(&app, Door::Own, &answers, "one").await;
        assert_eq!(receipt.routing.desk, Some(Desk::Support));
        let by = (receipt.code.as_str(), "blue KETTLE");
        let seen = track(&app.app, &area, Door::Own, by, at(LATER))
            .await
            .unwrap();
        assert!(seen.may_withdraw);
        for (code, word) in [
            (receipt.code.as_str(), "red kettle"),
            (receipt.code.as_str(), ""),
            ("00000 00000", "blue kettle"),
            ("", ""),
        ] {
            let told = track(&app.app, &area, Door::Own, (code, word), at(LATER)).await;
            let words = told.unwrap_err().to_string();
            assert!(
                words.starts_with("We cannot find this."),
                "no oracle: {words}"
            );
        }
        // The form’s code is of another door, and opens nothing here.
        assert!(
            track(&app.app, &area, Door::Form, by, at(LATER))
                .await
                .is_err()
        );
        let id = only(&app).await;
        withdraw(&app.app, &area, by, at(LATER)).await.unwrap();
        assert!(listed(&app, Cast::Idva, None).await.rows.is_empty());
        let reached = open_way(&app.app, &mut idva(&app), id, (Way::Phone, 0)).await;
        assert!(reached.is_err(), "R32");
        assert!(
            withdraw(&app.app, &area, by, at(LATER)).await.is_err(),
            "once"
        );
        sound(&app).await;
    }
}

#[tokio::test]
async fn nobody_rings_a_person_who_chose_to_ring() {
    for app in apps().await {
        let answers = Answers::of([("phone", "07700 900555"), ("first_move", "they")]);
        let receipt = sent(&app, Door::Own, &answers, "one").await;
        assert_eq!(receipt.due_at, None);
        let id = only(&app).await;
        does(&app, id, DoorAnswer::Take).await.unwrap();
        assert!(
            open_way(&app.app, &mut idva(&app), id, (Way::Phone, 0))
                .await
                .is_err()
        );
        assert!(does(&app, id, tried(TryResult::NoAnswer)).await.is_err());
        does(&app, id, tried(TryResult::Spoke)).await.unwrap();
    }
}

#[tokio::test]
async fn a_call_is_kept_without_a_name_and_advice_alone_promises_nothing() {
    for app in apps().await {
        let call = |then: Then, answers: Answers| Contact {
            door: Door::Call,
            answers,
            then,
            advice: "Told how to keep documents with a friend.".to_owned(),
            service: None,
        };
        let answers = Answers::of([("about", "own"), ("happening", "Worried about her partner")]);
        let id = log_contact(
            &app.app,
            &mut idva(&app),
            call(Then::AdviceOnly, answers.clone()),
        )
        .await
        .unwrap();
        let opened = open_door(&app.app, &mut idva(&app), id).await.unwrap();
        assert_eq!(opened.state, ReportState::Ended);
        assert!(
            opened.report.first_contact.is_none() && opened.report.person.is_nobody(),
            "R17"
        );
        assert!(!opened.may_refer);
        let nothing = call(Then::Mine, Answers::of([("about", "own")]));
        let refused = log_contact(&app.app, &mut idva(&app), nothing).await;
        assert!(matches!(refused, Err(Refusal::Fields(_))));
        // Handed on, a child's part of it reaches the hub as well, typed once.
        let worried = Answers::of([
            ("about", "somebody"),
            ("happening", "Her sister hides the children from him"),
            ("name", "Wren Hollowell"),
            ("children_affected", "yes"),
            ("agreed", "yes"),
        ]);
        log_contact(&app.app, &mut idva(&app), call(Then::Hand, worried))
            .await
            .unwrap();
        assert_eq!(listed(&app, Cast::Idva, None).await.rows.len(), 1);
        let hub = listed(&app, Cast::SocialWorker, None).await;
        assert_eq!(hub.rows.len(), 1, "R37");
        assert!(hub.rows[0].child);
        let auditor = log_contact(
            &app.app,
            &mut app.ask(Cast::Auditor, LATER),
            call(Then::Mine, answers),
        )
        .await;
        assert!(matches!(auditor, Err(Refusal::NotAllowed(_))));
        sound(&app).await;
    }
}
