//! The small county makes what it promises, twice the same; the year has the published proportions.

use hawthorn_app::incidents::worklist::{Filter, worklist};
use hawthorn_app::marac::actions::{all_actions, my_actions};
use hawthorn_app::marac::lists::{meetings, to_list};
use hawthorn_app::marac::open_agenda::open_agenda;
use hawthorn_app::mash::list_referrals::list_referrals;
use hawthorn_app::mash::list_requests::list_requests;
use hawthorn_app::people::review_suggestion::{PairQueue, review_queue};
use hawthorn_app::platform::sign_in;
use hawthorn_domain::incidents::screening::Queue;
use hawthorn_domain::platform::deadline::ClockState;
use hawthorn_domain::platform::holidays::{BankHoliday, BankHolidays};
use hawthorn_domain::referrals::ReferralState;
use hawthorn_simulate::{County, Plan, invent, make_county};
use hawthorn_testkit::{Cast, TestApp};
use jiff::Timestamp;

const NOW: &str = "2026-03-25T14:10:00Z";

fn now() -> Timestamp {
    NOW.parse().unwrap()
}

async fn small() -> (TestApp, County) {
    let app = TestApp::sqlite().await;
    let county = make_county(&app.app, Plan::small(), now(), &|_: &str| {})
        .await
        .unwrap();
    (app, county)
}

async fn references(app: &TestApp) -> Vec<String> {
    let mut found = Vec::new();
    for queue in [Queue::ToScreen, Queue::AwaitingSupervisor, Queue::Done] {
        let mut ask = app.ask(Cast::PoliceSupervisor, NOW);
        let page = worklist(
            &app.app,
            &mut ask,
            Filter {
                queue: Some(queue),
                ..Filter::default()
            },
            None,
            50,
        )
        .await
        .unwrap();
        found.extend(
            page.rows
                .into_iter()
                .map(|row| format!("{} {} {:?}", row.id, row.reference, row.victim)),
        );
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn every_list_of_the_small_county_has_work_in_it() {
    let (app, county) = small().await;
    let mut ask = app.ask(Cast::PoliceSupervisor, NOW);
    let desk = worklist(&app.app, &mut ask, Filter::default(), None, 50)
        .await
        .unwrap();
    assert!(desk.tabs.to_screen.number >= 6, "{:?}", county.summary);
    assert!(desk.tabs.awaiting_supervisor.number >= 1);
    assert!(
        desk.rows
            .iter()
            .any(|row| matches!(row.clock, ClockState::Late { .. })),
        "one is late"
    );
    assert!(
        desk.rows
            .iter()
            .any(|row| matches!(row.clock, ClockState::DueSoon { .. })),
        "one is nearly due"
    );
    assert!(
        desk.rows.iter().any(|row| row.restricted),
        "one is held closely"
    );

    let mut ask = app.ask(Cast::SupportOfficer, NOW);
    let officers = worklist(&app.app, &mut ask, Filter::default(), None, 50)
        .await
        .unwrap();
    assert!(
        officers.rows.iter().all(|row| !row.restricted),
        "and an officer is not told of it"
    );
    assert!(
        !review_queue(&app.app, &mut ask, PairQueue::Open, None)
            .await
            .unwrap()
            .pairs
            .is_empty(),
        "possible duplicates wait"
    );

    let mut ask = app.ask(Cast::SocialCareManager, NOW);
    let counts = list_referrals(&app.app, &mut ask, ReferralState::ToRate)
        .await
        .unwrap()
        .counts;
    for (state, count) in counts {
        assert!(
            count > 0,
            "no referral stands at {state}: {:?}",
            county.summary
        );
    }
    let mut ask = app.ask(Cast::HealthSpoc, NOW);
    let inbox = list_requests(&app.app, &mut ask).await.unwrap();
    assert!(
        !inbox.open.is_empty(),
        "child health has requests to answer"
    );
    assert!(!inbox.answered.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn marac_has_pairs_to_list_meetings_and_actions() {
    let (app, county) = small().await;
    let mut ask = app.ask(Cast::Coordinator, NOW);
    assert!(
        to_list(&app.app, &mut ask).await.unwrap().len() >= 2,
        "{:?}",
        county.summary
    );
    let held = meetings(&app.app, &mut ask).await.unwrap();
    assert!(!held.past.is_empty(), "one has been held");
    let next = held
        .planned
        .iter()
        .find(|meeting| meeting.cases > 0)
        .expect("a planned meeting has an agenda");
    assert!(next.starts_at > now());
    let agenda = open_agenda(&app.app, &mut ask, next.id).await.unwrap();
    let cells = agenda
        .research
        .iter()
        .flat_map(|row| &row.cells)
        .map(|(_, state)| format!("{state:?}"));
    let kinds: std::collections::BTreeSet<String> = cells.collect();
    assert!(
        kinds.len() >= 2,
        "some research is there and some is missing: {kinds:?}"
    );
    let actions = all_actions(&app.app, &mut ask).await.unwrap();
    assert!(
        !actions.is_empty(),
        "actions are open: {:?}",
        county.summary
    );
    let owners: std::collections::BTreeSet<&str> = actions
        .iter()
        .map(|row| row.action.agency.as_str())
        .collect();
    assert!(!owners.is_empty());
    let mut ask = app.ask(Cast::Idva, NOW);
    my_actions(&app.app, &mut ask).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_seed_and_moment_make_the_same_county() {
    let (one, first) = small().await;
    let (two, second) = small().await;
    assert_eq!(first, second);
    assert_eq!(references(&one).await, references(&two).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_seed_makes_another_county_with_work_even_in_the_night_of_a_bank_holiday() {
    const NIGHT: &str = "2026-04-06T01:30:00Z";
    let app = TestApp::sqlite().await;
    let county = make_county(
        &app.app,
        Plan::small().with_seed(9),
        NIGHT.parse().unwrap(),
        &|_: &str| {},
    )
    .await
    .unwrap();
    let (_, first) = small().await;
    assert_ne!(county.sign_ins, first.sign_ins);
    let mut ask = app.ask(Cast::PoliceSupervisor, NIGHT);
    let desk = worklist(&app.app, &mut ask, Filter::default(), None, 50)
        .await
        .unwrap();
    assert!(desk.tabs.to_screen.number >= 6 && desk.tabs.awaiting_supervisor.number >= 1);
    let mut ask = app.ask(Cast::SocialCareManager, NIGHT);
    for (state, count) in list_referrals(&app.app, &mut ask, ReferralState::ToRate)
        .await
        .unwrap()
        .counts
    {
        assert!(
            count > 0,
            "no referral stands at {state}: {:?}",
            county.summary
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_passwords_open_the_accounts_and_the_administrator_is_nothing_else() {
    let (app, county) = small().await;
    assert!(county.sign_ins.len() >= 25);
    for line in county
        .sign_ins
        .iter()
        .filter(|line| line.role.contains("System administrator"))
    {
        assert!(!line.role.contains(','), "{}", line.role);
    }
    let alex = county
        .sign_ins
        .iter()
        .find(|line| line.name == "Alex Example")
        .unwrap();
    assert!(alex.password.len() >= 12);
    let mut dice = hawthorn_testkit::CountingDice::new(1);
    let typed = sign_in::Credentials {
        name: alex.sign_in_name.clone(),
        password: alex.password.clone(),
        ..sign_in::Credentials::default()
    };
    sign_in::sign_in(&app.app, &typed, now(), &mut dice)
        .await
        .unwrap();
}

#[test]
fn the_year_has_the_published_proportions() {
    let plan = Plan::year();
    let numbers = (
        plan.incidents,
        plan.marac_cases,
        plan.repeats,
        plan.children,
        plan.minority_ethnic,
        plan.male_victims,
    );
    assert_eq!(numbers, (7_253, 538, 85, 710, 62, 31), "R192, R332");
    let holidays = BankHolidays::new(vec![
        BankHoliday {
            date: jiff::civil::date(2025, 12, 25),
            title: "Christmas Day".to_owned(),
        },
        BankHoliday {
            date: jiff::civil::date(2026, 4, 3),
            title: "Good Friday".to_owned(),
        },
    ])
    .unwrap();
    let story = invent(&plan, now(), &holidays);
    assert_eq!(story.reports(), 7_253);
    assert_eq!(story.marac_cases(), 538);
    assert_eq!(story.repeats(), 85, "15.8 per cent of 538");
    assert_eq!(story.minority_ethnic(), 62);
    assert!(
        story.children().abs_diff(710) <= 8,
        "{} children",
        story.children()
    );
    assert!(
        story.male_victims().abs_diff(31) <= 1,
        "{} male victims",
        story.male_victims()
    );
}
