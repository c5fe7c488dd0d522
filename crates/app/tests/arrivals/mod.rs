//! What the tests of the doors share: a referral, sending it, and the desk that has it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_app::doors::answer_door::{DoorAnswer, answer_door};
use hawthorn_app::doors::list_doors::{DoorList, list_doors};
use hawthorn_app::doors::send_report::{Receipt, Sending, Sent, send_report};
use hawthorn_app::jobs::run::Surroundings;
use hawthorn_app::{Ask, Refusal};
use hawthorn_domain::doors::desk::TryTold;
use hawthorn_domain::doors::report::{ReportState, TryResult};
use hawthorn_domain::doors::{Answers, Door};
use hawthorn_domain::platform::ids::DoorReportId;
use hawthorn_domain::platform::settings::AreaBook;
use hawthorn_store::governance::verify::verify;
use hawthorn_testkit::test_app::Still;
use hawthorn_testkit::{Cast, TestApp};
use jiff::Timestamp;

/// A Tuesday, 10am in London.
pub const TUESDAY: &str = "2026-03-24T10:00:00Z";
pub const LATER: &str = "2026-03-24T11:30:00Z";

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// Both databases, with the door for those who ask themselves open.
pub async fn apps() -> Vec<TestApp> {
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

pub fn referral() -> Answers {
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

pub async fn sent_from(
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

pub async fn sent(app: &TestApp, door: Door, answers: &Answers, once: &str) -> Receipt {
    match sent_from(app, door, answers, (once, once), None)
        .await
        .unwrap()
    {
        Sent::Kept(receipt) => receipt,
        other => panic!("{other:?}"),
    }
}

pub async fn listed(app: &TestApp, who: Cast, show: Option<ReportState>) -> DoorList {
    list_doors(&app.app, &mut app.ask(who, LATER), show)
        .await
        .unwrap()
}

pub async fn only(app: &TestApp) -> DoorReportId {
    let list = listed(app, Cast::Idva, None).await;
    assert_eq!(list.rows.len(), 1);
    list.rows[0].id
}

pub fn idva(app: &TestApp) -> Ask {
    app.ask(Cast::Idva, LATER)
}

pub async fn does(app: &TestApp, id: DoorReportId, answer: DoorAnswer) -> Result<(), Refusal> {
    answer_door(&app.app, &mut idva(app), id, None, answer).await
}

pub fn tried(result: TryResult) -> DoorAnswer {
    DoorAnswer::Tried(TryTold {
        result,
        words: String::new(),
        next_at: None,
    })
}

pub async fn sound(app: &TestApp) {
    let report = verify(&app.store, None).await.unwrap();
    assert!(report.problems.is_empty(), "{:?}", report.problems);
}
