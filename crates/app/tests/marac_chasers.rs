//! Reminders that leave before a meeting and after it: of research and of actions, by mail where an agency is reached by mail, with nobody in them (R182, R183).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

mod meeting;

use hawthorn_app::jobs::run::run_next;
use hawthorn_app::marac::add_research::add_research;
use hawthorn_app::marac::agree_action::{AgreeAction, agree_action};
use hawthorn_app::marac::open_agenda::open_agenda;
use hawthorn_app::marac::plan_meeting::plan_meeting;
use hawthorn_app::marac::put_on_agenda::put_on_agenda;
use hawthorn_app::marac::update_action::update_action;
use hawthorn_domain::marac::Meeting;
use hawthorn_domain::marac::action::ActionState;
use hawthorn_domain::marac::chase::ChaseKind;
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::ids::{MaracReferralId, MeetingId};
use hawthorn_domain::platform::mail::{About, Message, MessageKind, MessageState};
use hawthorn_testkit::by_mail::by_mail;
use hawthorn_testkit::test_app::Still;
use hawthorn_testkit::{Cast, TestApp};
use meeting::{BEFORE, DURING, STARTS, in_session, pair};

/// Research for the meeting of 7 April is due on 2 April; Good Friday and Easter Monday do not count.
const FIRST: &str = "2026-04-01T08:00:00Z";
const SECOND: &str = "2026-04-02T08:00:00Z";
const AFTER: &str = "2026-04-03T08:00:00Z";

async fn at(app: &TestApp, moment: &str) {
    let around = Still(moment.parse().unwrap());
    while run_next(&app.app, &around).await.unwrap() {}
}

async fn housing_by_mail() -> TestApp {
    let mut all = TestApp::each_database_with(by_mail("requests@housing.example", true)).await;
    all.remove(0)
}

async fn kept(app: &TestApp, id: MeetingId) -> Meeting {
    let read = app.store.get_unscoped::<Meeting>(&id.to_string()).await;
    read.unwrap().unwrap().value
}

async fn messages(app: &TestApp, about: About, kind: MessageKind) -> Vec<Message> {
    let found = app.store.messages_about(about, kind).await.unwrap();
    found.into_iter().map(|found| found.value).collect()
}

async fn planned(app: &TestApp) -> (MeetingId, MaracReferralId) {
    let item = pair(app, "Ellwood").await;
    let mut ask = app.ask(Cast::Coordinator, BEFORE);
    let id = plan_meeting(&app.app, &mut ask, "north", STARTS.parse().unwrap())
        .await
        .unwrap();
    put_on_agenda(&app.app, &mut ask, id, item).await.unwrap();
    (id, item)
}

#[tokio::test]
async fn members_who_owe_research_are_reminded_and_the_rest_is_passed_on() {
    let app = housing_by_mail().await;
    let (id, item) = planned(&app).await;
    let housing = AgencyCode::new("housing");
    at(&app, "2026-04-01T07:00:00Z").await;
    assert!(kept(&app, id).await.research_chases.is_empty(), "too early");

    at(&app, FIRST).await;
    at(&app, FIRST).await;
    let chases = kept(&app, id).await.research_chases;
    assert_eq!(chases.len(), 1, "once, however often the clock looks");
    assert_eq!(chases[0].chase.kind, ChaseKind::Reminder);
    assert!(chases[0].agencies.contains(&housing));
    let written = messages(&app, About::Meeting(id), MessageKind::ResearchReminder).await;
    assert_eq!(written.len(), 1, "the others sign in");
    assert_eq!(
        (&written[0].agency, written[0].state),
        (&housing, MessageState::Queued)
    );
    let told = format!("{:?}", written[0]);
    assert!(!told.contains("Ellwood"), "nobody stands in it: {told}");

    let mut brings = app.ask(Cast::HousingSpoc, SECOND);
    add_research(&app.app, &mut brings, item, false, "", true)
        .await
        .unwrap();
    at(&app, SECOND).await;
    let chases = kept(&app, id).await.research_chases;
    assert!(!chases[1].agencies.contains(&housing), "it has answered");
    let written = messages(&app, About::Meeting(id), MessageKind::ResearchReminder).await;
    assert_eq!(written.len(), 1);

    at(&app, AFTER).await;
    let chases = kept(&app, id).await.research_chases;
    assert_eq!(chases.len(), 3);
    assert_eq!(chases[2].chase.kind, ChaseKind::Escalated);
    let mut coordinator = app.ask(Cast::Coordinator, AFTER);
    let page = open_agenda(&app.app, &mut coordinator, id).await.unwrap();
    assert!(
        page.reminders[2].starts_with("Passed on because it is late"),
        "{:?}",
        page.reminders
    );
    let mut member = app.ask(Cast::HousingSpoc, AFTER);
    let page = open_agenda(&app.app, &mut member, id).await;
    assert!(page.is_err() || page.unwrap().reminders.is_empty());
}

#[tokio::test]
async fn nobody_is_reminded_of_a_meeting_that_has_begun_or_waits_for_nothing() {
    let app = housing_by_mail().await;
    let (id, _) = in_session(&app, &["Ellwood"]).await;
    at(&app, DURING).await;
    let written = messages(&app, About::Meeting(id), MessageKind::ResearchReminder).await;
    assert!(written.is_empty(), "it has begun");
    assert!(kept(&app, id).await.research_chases.is_empty());

    let mut ask = app.ask(Cast::Coordinator, BEFORE);
    let empty = plan_meeting(&app.app, &mut ask, "north", STARTS.parse().unwrap())
        .await
        .unwrap();
    at(&app, FIRST).await;
    let chases = kept(&app, empty).await.research_chases;
    assert!(chases[0].agencies.is_empty(), "its agenda is empty");
    let written = messages(&app, About::Meeting(empty), MessageKind::ResearchReminder).await;
    assert!(written.is_empty());
}

#[tokio::test]
async fn an_agency_that_is_reached_by_mail_is_written_to_of_its_open_action() {
    let app = housing_by_mail().await;
    let (_, items) = in_session(&app, &["Ellwood"]).await;
    let mut minutes = app.ask(Cast::Coordinator, DURING);
    let mut agree = async |agency: &str| {
        let action = AgreeAction {
            referral: items[0],
            agency: AgencyCode::new(agency),
            owner: "Duty officer".into(),
            what: "Change the locks at Ellwood's.".into(),
            lowers: String::new(),
            due: "2026-04-14".parse().unwrap(),
            victim_facing: false,
            key: String::new(),
        };
        agree_action(&app.app, &mut minutes, action).await.unwrap()
    };
    let late = agree("housing").await;
    let answered = agree("housing").await;
    let signs_in = agree("police").await;
    let kind = MessageKind::ActionReminder;
    at(&app, "2026-04-13T00:00:00Z").await;
    for (id, number) in [(late, 1), (answered, 1), (signs_in, 0)] {
        let written = messages(&app, About::Action(id), kind).await;
        assert_eq!(written.len(), number, "{id}");
        let told = format!("{written:?}");
        assert!(!told.contains("Ellwood"), "nobody stands in it: {told}");
    }
    let mut housing = app.ask(Cast::HousingSpoc, "2026-04-13T09:00:00Z");
    update_action(&app.app, &mut housing, answered, ActionState::Done, "")
        .await
        .unwrap();
    at(&app, "2026-04-16T00:00:00Z").await;
    assert_eq!(messages(&app, About::Action(late), kind).await.len(), 2);
    assert_eq!(messages(&app, About::Action(answered), kind).await.len(), 1);
    at(&app, "2026-04-23T00:00:00Z").await;
    let written = messages(&app, About::Action(late), kind).await;
    assert_eq!(written.len(), 2, "what is passed on is not written of");
}
