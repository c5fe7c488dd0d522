//! The directory: loaded once, searched by everybody, changed by its keepers, approved by somebody else, told to the public without any secret (R30, R243–R249).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_app::Ask;
use hawthorn_app::Refusal;
use hawthorn_app::directory::answer_change::{ChangeAnswer, answer_change};
use hawthorn_app::directory::check_entry::check_entry;
use hawthorn_app::directory::edit_entry::{add_entry, edit_entry};
use hawthorn_app::directory::open_entry::{OpenedEntry, open_entry};
use hawthorn_app::directory::public::{public_service, public_services};
use hawthorn_app::directory::search_directory::{FoundService, search_directory};
use hawthorn_app::platform::refusal::Told;
use hawthorn_connect::directory::parse_directory;
use hawthorn_domain::directory::search::{Show, Wanted};
use hawthorn_domain::directory::{Need, OpenState, ServiceDetails, ServiceKind};
use hawthorn_domain::platform::actor::Role;
use hawthorn_domain::platform::ids::EntryId;
use hawthorn_domain::platform::settings::AreaCode;
use hawthorn_store::governance::verify::verify;
use hawthorn_testkit::{Cast, TestApp};

/// A Tuesday, 10am in London.
const TUESDAY: &str = "2026-03-24T10:00:00Z";
/// The night before, 3am.
const NIGHT: &str = "2026-03-23T03:00:00Z";

async fn loaded() -> Vec<TestApp> {
    let apps = TestApp::each_database().await;
    for app in &apps {
        app.load_directory().await;
    }
    apps
}

async fn named(app: &TestApp, name: &str) -> EntryId {
    let wanted = Wanted {
        words: name.to_owned(),
        ..Wanted::default()
    };
    let found = search_directory(
        &app.app,
        &mut app.ask(Cast::Coordinator, TUESDAY),
        &wanted,
        Show::All,
    )
    .await
    .unwrap();
    let exact = |line: &&FoundService| line.details.name.to_lowercase().starts_with(name);
    found.found.iter().find(exact).expect(name).id
}

async fn opened(app: &TestApp, who: Cast, id: EntryId) -> OpenedEntry {
    open_entry(&app.app, &mut app.ask(who, TUESDAY), id)
        .await
        .unwrap()
}

async fn approved(app: &TestApp, ask: &mut Ask, id: EntryId, version: i64) -> Told<()> {
    answer_change(&app.app, ask, id, version, ChangeAnswer::Approve).await
}

#[tokio::test]
async fn services_of_a_file_are_loaded_once_and_what_people_changed_stays() {
    for app in loaded().await {
        let again = app.load_directory().await;
        assert_eq!(again.added, 0);
        assert!(again.known > 30, "{again:?}");
        let report = verify(&app.store, None).await.unwrap();
        assert!(report.problems.is_empty(), "{:?}", report.problems);
    }
}

#[tokio::test]
async fn the_bundled_services_fit_their_areas() {
    for area in ["warwickshire", "wolverhampton", "kent-medway"] {
        let app = TestApp::sqlite_in(area).await;
        let added = app.load_directory().await.added;
        assert!(added >= 15, "{area}: {added}");
    }
}

#[test]
fn a_file_with_a_fault_names_its_place() {
    let entry = |details: &str| {
        format!(
            "[[service]]\ncode = \"one\"\n[service.details]\nname = \"One\"\norganisation = \"One\"\nkind = \"refuge\"\n{details}"
        )
    };
    for (text, told) in [
        (entry("opening = [\"Mondays at nine\"]"), "Mondays at nine"),
        (entry("colour = \"red\""), "unknown field"),
        (
            entry(
                "location = { kind = \"open\", street = \"1 A\", town = \"B\", postcode = \"ZZ99 9ZZ\" }",
            ),
            "stays secret",
        ),
        (format!("{}\n{}", entry(""), entry("")), "twice"),
    ] {
        let problem = parse_directory("x.toml", &text).unwrap_err().to_string();
        assert!(
            problem.starts_with("x.toml") && problem.contains(told),
            "{problem}"
        );
    }
}

#[tokio::test]
async fn a_search_finds_what_is_open_now_for_a_need() {
    for app in loaded().await {
        let wanted = Wanted {
            need: Some(Need::DomesticAbuse),
            open_now: true,
            ..Wanted::default()
        };
        let names = |at: &'static str| {
            let (app, wanted) = (&app, wanted.clone());
            async move {
                let mut ask = app.ask(Cast::HousingSpoc, at);
                let found = search_directory(&app.app, &mut ask, &wanted, Show::All)
                    .await
                    .unwrap();
                found
                    .found
                    .into_iter()
                    .map(|line| line.details.name)
                    .collect::<Vec<_>>()
            }
        };
        let (day, night) = (names(TUESDAY).await, names(NIGHT).await);
        let line =
            "Domestic Violence and Abuse Service Warwickshire: helpline and referrals".to_owned();
        assert!(day.contains(&line) && !night.contains(&line), "R4");
        assert!(
            night.contains(&"National Domestic Abuse Helpline".to_owned()),
            "R244"
        );
    }
}

#[tokio::test]
async fn every_role_searches_but_the_administrator() {
    let app = TestApp::sqlite().await;
    for role in Role::ALL {
        let mut ask = app.ask(Cast::SocialWorker, TUESDAY);
        ask.actor.roles = [*role].into();
        let found = search_directory(&app.app, &mut ask, &Wanted::default(), Show::All).await;
        assert_eq!(found.is_ok(), *role != Role::Administrator, "{role}");
    }
}

#[tokio::test]
async fn the_owner_changes_an_entry_and_a_steward_who_is_somebody_else_approves() {
    for app in loaded().await {
        let id = named(&app, "outreach support in").await;
        let read = opened(&app, Cast::Idva, id).await;
        assert!(
            read.may_edit && read.stale && read.entry.details.as_ref().unwrap().checked.is_none()
        );
        assert!(
            !opened(&app, Cast::HousingSpoc, id).await.may_edit,
            "not theirs"
        );

        let details = ServiceDetails {
            about: "Changed.".to_owned(),
            ..read.entry.details.clone().unwrap()
        };
        let mut other = app.ask(Cast::HousingSpoc, TUESDAY);
        let refused = edit_entry(&app.app, &mut other, id, read.version, details.clone()).await;
        assert!(
            matches!(refused, Err(Refusal::NotAllowed(_))),
            "{refused:?}"
        );
        let mut owner = app.ask(Cast::Idva, TUESDAY);
        edit_entry(&app.app, &mut owner, id, read.version, details.clone())
            .await
            .unwrap();
        let again = edit_entry(&app.app, &mut owner, id, read.version, details.clone()).await;
        assert!(
            matches!(again, Err(Refusal::Conflict(_))),
            "an old version: {again:?}"
        );

        let waiting = opened(&app, Cast::Coordinator, id).await;
        assert_ne!(
            waiting.entry.details.as_ref().unwrap().about,
            "Changed.",
            "readers see the old words"
        );
        let mut steward = app.ask(Cast::Coordinator, TUESDAY);
        let mut also_owner = app.ask(Cast::Idva, TUESDAY);
        also_owner.actor.roles = [Role::Champion].into();
        let own = approved(&app, &mut also_owner, id, waiting.version).await;
        assert!(
            matches!(own, Err(Refusal::NotAllowed(_))),
            "two people: {own:?}"
        );
        approved(&app, &mut steward, id, waiting.version)
            .await
            .unwrap();

        let now = opened(&app, Cast::HousingSpoc, id).await;
        let details = now.entry.details.unwrap();
        assert_eq!((details.about.as_str(), now.stale), ("Changed.", false));
        assert_eq!(details.checked.unwrap().on.to_string(), "2026-03-24");
        let twice = approved(&app, &mut steward, id, now.version).await;
        assert!(twice.is_err(), "nothing waits any more");
    }
}

#[tokio::test]
async fn a_change_is_sent_back_with_a_reason_that_its_owner_reads() {
    for app in loaded().await {
        let id = named(&app, "outreach support in").await;
        let read = opened(&app, Cast::Idva, id).await;
        let details = read.entry.details.clone().unwrap();
        edit_entry(
            &app.app,
            &mut app.ask(Cast::Idva, TUESDAY),
            id,
            read.version,
            details,
        )
        .await
        .unwrap();
        let mut steward = app.ask(Cast::Coordinator, TUESDAY);
        let back = |why: &str| ChangeAnswer::SendBack(why.to_owned());
        let silent = answer_change(&app.app, &mut steward, id, read.version + 1, back(" ")).await;
        assert!(matches!(silent, Err(Refusal::Fields(_))), "{silent:?}");
        answer_change(
            &app.app,
            &mut steward,
            id,
            read.version + 1,
            back("Which day?"),
        )
        .await
        .unwrap();
        let told = opened(&app, Cast::Idva, id).await.entry;
        assert!(told.proposal.is_none());
        assert_eq!(told.sent_back.unwrap().why, "Which day?");
    }
}

#[tokio::test]
async fn a_new_service_is_there_for_its_keepers_alone_until_it_is_approved() {
    for app in TestApp::each_database().await {
        let new = ServiceDetails::new("Evening drop-in", "Example trust", ServiceKind::DropIn);
        let id = add_entry(&app.app, &mut app.ask(Cast::Idva, TUESDAY), new)
            .await
            .unwrap();
        let stranger = open_entry(&app.app, &mut app.ask(Cast::HousingSpoc, TUESDAY), id).await;
        assert!(matches!(stranger, Err(Refusal::NotFound)), "{stranger:?}");
        let area = app.book.code.clone();
        assert_eq!(public_services(&app.app, &area).await.unwrap(), []);
        let mut steward = app.ask(Cast::Coordinator, TUESDAY);
        let listed = search_directory(&app.app, &mut steward, &Wanted::default(), Show::Waiting)
            .await
            .unwrap();
        assert_eq!((listed.found.len(), listed.all), (1, 0));
        let unchecked = check_entry(&app.app, &mut steward, id).await;
        assert!(matches!(unchecked, Err(Refusal::Rule(_))), "{unchecked:?}");
        answer_change(&app.app, &mut steward, id, 1, ChangeAnswer::Approve)
            .await
            .unwrap();
        assert_eq!(
            public_service(&app.app, &area, id).await.unwrap().name,
            "Evening drop-in"
        );
    }
}

#[tokio::test]
async fn checking_an_entry_takes_it_off_the_list_of_those_to_check() {
    for app in loaded().await {
        let id = named(&app, "galop").await;
        let mut steward = app.ask(Cast::Coordinator, TUESDAY);
        let before = search_directory(&app.app, &mut steward, &Wanted::default(), Show::Stale)
            .await
            .unwrap();
        check_entry(&app.app, &mut steward, id).await.unwrap();
        let after = search_directory(&app.app, &mut steward, &Wanted::default(), Show::Stale)
            .await
            .unwrap();
        assert_eq!(before.stale - 1, after.stale);
        let mut months_later = app.ask(Cast::Coordinator, "2026-10-01T10:00:00Z");
        let later = search_directory(&app.app, &mut months_later, &Wanted::default(), Show::Stale)
            .await
            .unwrap();
        assert_eq!(later.stale, before.stale, "six months are over");
    }
}

#[tokio::test]
async fn the_public_is_told_nothing_that_is_secret_doubted_or_for_professionals() {
    for app in loaded().await {
        let area = app.book.code.clone();
        let services = public_services(&app.app, &area).await.unwrap();
        let told = format!("{services:?}");
        for never in [
            "07584 233 473",
            "cjsm",
            "cjism",
            "gcsx",
            "fco.gov.uk",
            "Nuneaton",
            "Leamington",
            "Rugby",
            "MARAC",
        ] {
            assert!(!told.contains(never), "{never}");
        }
        let refuge = services
            .iter()
            .find(|service| service.kind == ServiceKind::Refuge)
            .unwrap();
        assert!(refuge.secret && refuge.address.is_none() && refuge.places.is_empty());
        assert_eq!(refuge.phones[0].0, "0800 408 1552");
        assert!(
            refuge
                .opening
                .state(TUESDAY.parse().unwrap(), app.app.holidays())
                .is_open()
        );
        assert_eq!(
            refuge
                .opening
                .state(NIGHT.parse().unwrap(), app.app.holidays()),
            OpenState::Closed("2026-03-23T08:30:00Z".parse().ok())
        );
        let elsewhere = AreaCode::new("nowhere").unwrap();
        assert!(matches!(
            public_services(&app.app, &elsewhere).await,
            Err(Refusal::NotFound)
        ));
        let marac = named(&app, "warwickshire marac co-ordination").await;
        assert!(matches!(
            public_service(&app.app, &area, marac).await,
            Err(Refusal::NotFound)
        ));
    }
}
