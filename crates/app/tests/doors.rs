//! The doors from end to end: what is sent reaches its desk once, nobody is contacted against their word, a flood hides nobody, and what goes on to the MASH is not typed twice (R1–R20, R25, C5, C17).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_app::doors::answer_door::{DoorAnswer, answer_door, end_flood};
use hawthorn_app::doors::drafts::{drop_draft, keep_draft, open_draft};
use hawthorn_app::doors::list_doors::{DoorList, list_doors};
use hawthorn_app::doors::log_contact::{Contact, Then, log_contact};
use hawthorn_app::doors::open_door::{open_door, open_file, open_way};
use hawthorn_app::doors::refer_on::refer_on;
use hawthorn_app::doors::send_report::{Receipt, Sending, Sent, send_report};
use hawthorn_app::doors::track::{track, withdraw};
use hawthorn_app::jobs::run::Surroundings;
use hawthorn_app::mash::open_referral::open_referral;
use hawthorn_app::{Ask, Refusal};
use hawthorn_domain::doors::desk::TryTold;
use hawthorn_domain::doors::report::{EndKind, ReportState, TryResult};
use hawthorn_domain::doors::{Answers, Desk, Door};
use hawthorn_domain::people::Person;
use hawthorn_domain::people::contact::Way;
use hawthorn_domain::platform::ids::DoorReportId;
use hawthorn_domain::platform::settings::AreaBook;
use hawthorn_store::governance::verify::verify;
use hawthorn_testkit::test_app::Still;
use hawthorn_testkit::{Cast, TestApp};
use jiff::{SignedDuration, Timestamp};

/// A Tuesday, 10am in London.
const TUESDAY: &str = "2026-03-24T10:00:00Z";
const LATER: &str = "2026-03-24T11:30:00Z";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// Both databases, with the door for those who ask themselves open.
async fn apps() -> Vec<TestApp> {
    let open = |book: &mut AreaBook| {
        let own = || Some("dvsw_helpline".to_owned());
        book.first.settings.doors.own_service = own();
        for edition in &mut book.later {
            edition.settings.doors.own_service = own();
        }
    };
    let apps = TestApp::each_database_with(open).await;
    for app in &apps {
        app.load_directory().await;
    }
    apps
}

fn referral() -> Answers {
    Answers::of([
        ("about", "somebody"),
        ("age", "18_over"),
        ("other_age", "18_over"),
        ("connection", "partner"),
        (
            "happening",
            "She says that he checks her telephone and shoves her.",
        ),
        ("name", "Wren Hollowell"),
        ("born", "4 5 1991"),
        ("other_name", "Col Brandreth"),
        ("agreed", "yes"),
        ("phone", "07700 900123"),
        ("phone_safety", "safe"),
        ("never", "Never ring after six"),
        ("your_name", "Dr Asha Example"),
        ("your_email", "asha@surgery.example"),
    ])
}

async fn sent_from(
    app: &TestApp,
    door: Door,
    answers: &Answers,
    (place, once): (&str, &str),
    file: Option<(String, Vec<u8>)>,
) -> Result<Sent, Refusal> {
    let sending = Sending {
        area: &app.book.code,
        door,
        answers,
        place,
        shown: false,
        file,
        once: once.to_owned(),
    };
    send_report(&app.app, sending, (at(TUESDAY), Still(at(TUESDAY)).dice())).await
}

async fn sent(app: &TestApp, door: Door, answers: &Answers, once: &str) -> Receipt {
    match sent_from(app, door, answers, (once, once), None)
        .await
        .unwrap()
    {
        Sent::Kept(receipt) => receipt,
        other => panic!("{other:?}"),
    }
}

async fn listed(app: &TestApp, who: Cast, show: Option<ReportState>) -> DoorList {
    list_doors(&app.app, &mut app.ask(who, LATER), show)
        .await
        .unwrap()
}

async fn only(app: &TestApp) -> DoorReportId {
    let list = listed(app, Cast::Idva, None).await;
    assert_eq!(list.rows.len(), 1);
    list.rows[0].id
}

fn idva(app: &TestApp) -> Ask {
    app.ask(Cast::Idva, LATER)
}

async fn does(app: &TestApp, id: DoorReportId, answer: DoorAnswer) -> Result<(), Refusal> {
    answer_door(&app.app, &mut idva(app), id, None, answer).await
}

fn tried(result: TryResult) -> DoorAnswer {
    DoorAnswer::Tried(TryTold {
        result,
        words: String::new(),
        next_at: None,
    })
}

async fn sound(app: &TestApp) {
    let report = verify(&app.store, None).await.unwrap();
    assert!(report.problems.is_empty(), "{:?}", report.problems);
}

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
