//! Need to know: holding a case closely, naming who may open it, releasing it, and the roles that an area chooses.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use std::collections::BTreeSet;

use hawthorn_app::governance::named_access::{
    name_on_record, named_on_record, release_record, remove_from_record, restrict_record,
};
use hawthorn_app::incidents::change_level::{answer_level, propose_level};
use hawthorn_app::incidents::claim::claim_incident;
use hawthorn_app::incidents::decide::decide;
use hawthorn_app::incidents::open_incident::open_incident;
use hawthorn_app::incidents::record_check::record_check;
use hawthorn_app::incidents::worklist::{Filter, Place, worklist};
use hawthorn_app::mash::open_referral::open_referral;
use hawthorn_app::mash::refer::make_referral;
use hawthorn_app::mash::request_information::{Question, request_information};
use hawthorn_app::mash::set_rating::{NewRating, set_rating};
use hawthorn_app::people::history::{RecordKind, history};
use hawthorn_app::people::open_person::open_person;
use hawthorn_app::people::search::{SearchResults, search};
use hawthorn_app::platform::refusal::Told;
use hawthorn_app::{App, Refusal};
use hawthorn_domain::incidents::PartyRole;
use hawthorn_domain::incidents::screening::{Queue, ScreeningCheck, ScreeningOutcome};
use hawthorn_domain::mash::Rag;
use hawthorn_domain::mash::request::InformationRequest;
use hawthorn_domain::platform::actor::Role;
use hawthorn_domain::platform::audit::{Deed, Doer, Entry};
use hawthorn_domain::platform::ids::{IncidentId, PersonId, ReferralId, RequestId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::risk::RiskLevel;
use hawthorn_store::platform::accounts::{Account, Membership};
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};
const AT: &str = "2026-03-25T15:00:00Z";
const OFFICER: Cast = Cast::SupportOfficer;
const MANAGER: Cast = Cast::MashManager;
const LEAD: Cast = Cast::PoliceSupervisor;
const WHY: &str = "A relative works in one of the agencies.";

/// Gives one of the cast a sign-in of their own.
async fn sign_in_for(app: &TestApp, who: Cast, disabled: bool) {
    let actor = who.actor(&app.book);
    let account = Account {
        id: actor.account,
        sign_in_name: who.sign_in_name(),
        name: actor.name,
        password: None,
        second_factor: None,
        memberships: vec![Membership {
            area: actor.area.clone(),
            agency: actor.agency,
            team: "Desk".to_owned(),
            roles: actor.roles,
        }],
        training: Vec::new(),
        disabled,
        created_at: AT.parse().unwrap(),
        restriction: Restriction::default(),
    };
    let entry = Entry {
        at: AT.parse().unwrap(),
        by: Doer::system("test"),
        area: Some(actor.area),
        deed: Deed::Created,
        verb: Some(Verb::ManageAccounts),
        kind: String::new(),
        record: String::new(),
        words: "Added".to_owned(),
    };
    let mut tx = app.store.begin().await.unwrap();
    tx.create(&account, entry).await.unwrap();
    tx.finish().await.unwrap()
}

/// An open incident that was referred, rated and asked about.
struct Case {
    incident: IncidentId,
    victim: PersonId,
    referral: ReferralId,
    request: RequestId,
}

async fn case(app: &TestApp) -> Case {
    let incident = app.incident(IncidentSketch::default()).await;
    let referral = make_referral(&app.app, &mut app.ask(OFFICER, AT), incident, "Reason.").await;
    let referral = referral.unwrap().id;
    let rating = NewRating {
        rag: Rag::Amber,
        reason: "A reason.".to_owned(),
    };
    let mut rates = app.ask(Cast::SocialCareManager, AT);
    set_rating(&app.app, &mut rates, referral, rating)
        .await
        .unwrap();
    let question = Question {
        agencies: vec![Cast::HealthSpoc.agency(&app.book)],
        why: "To judge the risk.".to_owned(),
        people: Vec::new(),
    };
    let mut asks = app.ask(Cast::SocialWorker, AT);
    let requests = request_information(&app.app, &mut asks, referral, question).await;
    let kept = app.kept(incident).await;
    Case {
        incident,
        victim: kept.party(PartyRole::Victim).unwrap().person,
        referral,
        request: requests.unwrap()[0],
    }
}

async fn restrict(app: &TestApp, who: Cast, id: IncidentId, why: &str) -> Told<usize> {
    let mut ask = app.ask(who, AT);
    restrict_record(
        &app.app,
        &mut ask,
        RecordKind::Incident,
        &id.to_string(),
        why,
    )
    .await
}

async fn release(app: &TestApp, who: Cast, kind: RecordKind, id: &str) -> Told<usize> {
    release_record(
        &app.app,
        &mut app.ask(who, AT),
        kind,
        id,
        "The danger is over.",
    )
    .await
}

async fn name(app: &TestApp, by: Cast, id: IncidentId, account: &str) -> Told<()> {
    let mut ask = app.ask(by, AT);
    let kind = RecordKind::Incident;
    let named = name_on_record(&app.app, &mut ask, kind, &id.to_string(), account, WHY).await;
    named.map(|_| ())
}

async fn remove(app: &TestApp, by: Cast, id: IncidentId, account: &str) -> Told<()> {
    let mut ask = app.ask(by, AT);
    let kind = RecordKind::Incident;
    let gone = remove_from_record(&app.app, &mut ask, kind, &id.to_string(), account, WHY).await;
    gone.map(|_| ())
}

/// Whether the incident, its victim and its referral open, in this order.
async fn opens(app: &TestApp, who: Cast, case: &Case) -> [bool; 3] {
    let told = |refusal: Option<Refusal>| match refusal {
        None => true,
        Some(Refusal::NotFound) => false,
        Some(other) => panic!("{other:?}"),
    };
    let ask = || app.ask(who, AT);
    [
        told(
            open_incident(&app.app, &mut ask(), case.incident)
                .await
                .err(),
        ),
        told(open_person(&app.app, &mut ask(), case.victim).await.err()),
        told(
            open_referral(&app.app, &mut ask(), case.referral)
                .await
                .err(),
        ),
    ]
}

fn field(refusal: Refusal) -> String {
    match refusal {
        Refusal::Fields(problems) => problems[0].field.clone(),
        other => panic!("a field to mend was expected: {other:?}"),
    }
}

#[tokio::test]
async fn restricting_an_incident_takes_everything_about_it_out_of_sight() {
    for app in TestApp::each_database().await {
        let case = case(&app).await;
        assert_eq!(opens(&app, OFFICER, &case).await, [true; 3]);
        for who in [OFFICER, Cast::Daro, Cast::SocialCareManager] {
            let refused = restrict(&app, who, case.incident, WHY).await;
            assert!(
                matches!(refused, Err(Refusal::NotAllowed(Verb::NameOnRecord))),
                "{who:?}"
            );
        }
        for why in ["", "Asked for by Ms Ellwood."] {
            let refused = restrict(&app, MANAGER, case.incident, why).await;
            assert_eq!(field(refused.unwrap_err()), "why", "{why:?}");
        }
        assert_eq!(
            restrict(&app, MANAGER, case.incident, WHY).await.unwrap(),
            5,
            "the incident, two people, the referral and its request"
        );
        let again = restrict(&app, LEAD, case.incident, WHY).await;
        assert!(matches!(again, Err(Refusal::Conflict(_))));
        for who in [OFFICER, Cast::SocialWorker] {
            assert_eq!(opens(&app, who, &case).await, [false; 3], "{who:?}");
            let found = search(&app.app, &mut app.ask(who, AT), "Ellwood")
                .await
                .unwrap();
            assert_eq!(found, SearchResults::default(), "{who:?}");
            let rows = worklist(&app.app, &mut app.ask(who, AT), Filter::default(), None, 50).await;
            assert!(rows.unwrap().rows.is_empty(), "{who:?}");
        }
        assert_eq!(opens(&app, LEAD, &case).await, [true; 3]);
        assert_eq!(opens(&app, MANAGER, &case).await, [true; 3]);
        assert_eq!(
            restrict(&app, OFFICER, case.incident, WHY)
                .await
                .unwrap_err()
                .to_string(),
            Refusal::NotFound.to_string(),
            "what is restricted is not there"
        );
    }
}

#[tokio::test]
async fn naming_opens_the_whole_case_to_one_account_and_is_kept_on_every_record() {
    for app in TestApp::each_database().await {
        sign_in_for(&app, OFFICER, false).await;
        sign_in_for(&app, Cast::Daro, true).await;
        let case = case(&app).await;
        let officer = OFFICER.sign_in_name();
        let open = name(&app, LEAD, case.incident, &officer).await;
        assert!(
            matches!(open, Err(Refusal::Rule(_))),
            "an open record has no list"
        );
        restrict(&app, MANAGER, case.incident, WHY).await.unwrap();

        for account in ["nobody", &Cast::Daro.sign_in_name()] {
            let refused = name(&app, LEAD, case.incident, account).await;
            assert_eq!(field(refused.unwrap_err()), "account", "{account}");
        }
        name(&app, LEAD, case.incident, &officer.to_uppercase())
            .await
            .unwrap();
        let twice = name(&app, MANAGER, case.incident, &officer).await;
        assert!(matches!(twice, Err(Refusal::Conflict(_))));
        assert_eq!(opens(&app, OFFICER, &case).await, [true; 3]);
        assert_eq!(
            opens(&app, Cast::OtherSupportOfficer, &case).await,
            [false; 3]
        );
        let request = app
            .store
            .get_unscoped::<InformationRequest>(&case.request.to_string())
            .await;
        assert_eq!(
            request.unwrap().unwrap().restriction.named,
            [OFFICER.account()]
        );

        let kind = RecordKind::Incident;
        let id = case.incident.to_string();
        let list = named_on_record(&app.app, &mut app.ask(MANAGER, AT), kind, &id)
            .await
            .unwrap();
        assert_eq!(
            list.iter()
                .map(|one| one.sign_in_name.as_str())
                .collect::<Vec<_>>(),
            [officer.as_str()]
        );
        assert!(
            matches!(
                named_on_record(&app.app, &mut app.ask(OFFICER, AT), kind, &id).await,
                Err(Refusal::NotAllowed(Verb::NameOnRecord))
            ),
            "being named does not let one name others"
        );
        for (kind, id) in [
            (RecordKind::Incident, id.clone()),
            (RecordKind::Person, case.victim.to_string()),
            (RecordKind::MashReferral, case.referral.to_string()),
            (RecordKind::InformationRequest, case.request.to_string()),
        ] {
            let lines = history(&app.app, &mut app.ask(LEAD, AT), kind, &id)
                .await
                .unwrap();
            let wanted = format!("Named the account {officer} on the record: {WHY}");
            assert_eq!(
                lines.iter().filter(|line| line.words == wanted).count(),
                1,
                "{kind:?}"
            );
        }

        remove(&app, MANAGER, case.incident, &officer)
            .await
            .unwrap();
        assert_eq!(opens(&app, OFFICER, &case).await, [false; 3]);
        let gone = remove(&app, MANAGER, case.incident, &officer).await;
        assert_eq!(field(gone.unwrap_err()), "account");
    }
}

#[tokio::test]
async fn a_release_opens_the_case_but_nothing_that_another_restriction_protects() {
    let app = TestApp::sqlite().await;
    sign_in_for(&app, OFFICER, false).await;
    let case = case(&app).await;
    let by_itself = app
        .kept(case.incident)
        .await
        .party(PartyRole::PersonCausingHarm)
        .unwrap()
        .person;
    let mut ask = app.ask(LEAD, AT);
    let alone = "Known to a member of staff.";
    restrict_record(
        &app.app,
        &mut ask,
        RecordKind::Person,
        &by_itself.to_string(),
        alone,
    )
    .await
    .unwrap();
    restrict(&app, MANAGER, case.incident, WHY).await.unwrap();
    name(&app, LEAD, case.incident, &OFFICER.sign_in_name())
        .await
        .unwrap();

    for (kind, id) in [
        (RecordKind::Person, case.victim.to_string()),
        (RecordKind::MashReferral, case.referral.to_string()),
    ] {
        let refused = release(&app, MANAGER, kind, &id).await;
        assert!(
            matches!(refused, Err(Refusal::Rule(_))),
            "{kind:?}: {refused:?}"
        );
    }
    let incident = case.incident.to_string();
    let named = release(&app, OFFICER, RecordKind::Incident, &incident).await;
    assert!(matches!(
        named,
        Err(Refusal::NotAllowed(Verb::NameOnRecord))
    ));
    let kind = RecordKind::InformationRequest;
    let request = release(&app, MANAGER, kind, &case.request.to_string()).await;
    assert_eq!(field(request.unwrap_err()), "kind");

    assert_eq!(
        release(&app, MANAGER, RecordKind::Incident, &incident)
            .await
            .unwrap(),
        4,
        "all but the person who is restricted for a reason of their own"
    );
    assert_eq!(
        opens(&app, Cast::OtherSupportOfficer, &case).await,
        [true; 3]
    );
    assert!(app.kept(case.incident).await.restriction.named.is_empty());
    let other = open_person(
        &app.app,
        &mut app.ask(Cast::OtherSupportOfficer, AT),
        by_itself,
    )
    .await;
    assert!(matches!(other, Err(Refusal::NotFound)));
    assert_eq!(
        release(&app, LEAD, RecordKind::Person, &by_itself.to_string())
            .await
            .unwrap(),
        1
    );
    open_person(
        &app.app,
        &mut app.ask(Cast::OtherSupportOfficer, AT),
        by_itself,
    )
    .await
    .unwrap();
    let open = release(&app, LEAD, RecordKind::Incident, &incident).await;
    assert!(matches!(open, Err(Refusal::Rule(_))));
}

#[tokio::test]
async fn what_was_decided_today_is_paged_once_each_and_hides_what_is_restricted() {
    for app in TestApp::each_database().await {
        let mut made = BTreeSet::new();
        for hour in [9, 9, 10, 11, 11] {
            let received = format!("25/03/2026 {hour:02}:00");
            let id = app
                .incident(IncidentSketch {
                    received,
                    ..IncidentSketch::default()
                })
                .await;
            claim_incident(&app.app, &mut app.ask(OFFICER, AT), id)
                .await
                .unwrap();
            for check in ScreeningCheck::ALL {
                record_check(&app.app, &mut app.ask(OFFICER, AT), id, *check, "Looked.")
                    .await
                    .unwrap();
            }
            let (close, reason) = (ScreeningOutcome::Close, "Nothing found.");
            decide(&app.app, &mut app.ask(OFFICER, AT), id, None, close, reason)
                .await
                .unwrap();
            made.insert(id);
        }
        let hidden = made.pop_first().unwrap();
        restrict(&app, MANAGER, hidden, WHY).await.unwrap();
        let done = |level| Filter {
            queue: Some(Queue::Done),
            level,
            mine: false,
        };
        let (mut seen, mut after): (Vec<IncidentId>, Option<Place>) = (Vec::new(), None);
        loop {
            let mut ask = app.ask(OFFICER, AT);
            let page = worklist(&app.app, &mut ask, done(None), after.as_ref(), 2)
                .await
                .unwrap();
            assert!(page.rows.len() <= 2 && page.tabs.done_today.number == 4);
            seen.extend(page.rows.iter().map(|row| row.id));
            match page.next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
        assert_eq!(seen.len(), 4, "each once");
        assert_eq!(seen.into_iter().collect::<BTreeSet<_>>(), made);
        let mut ask = app.ask(OFFICER, AT);
        let high = worklist(&app.app, &mut ask, done(Some(RiskLevel::High)), None, 50).await;
        assert!(high.unwrap().rows.is_empty(), "another level");
    }
}

#[tokio::test]
async fn the_role_that_authorises_a_level_is_the_area_s_choice() {
    let app = TestApp::sqlite().await;
    let id = app.incident(IncidentSketch::default()).await;
    let mut book = app.book.clone();
    for edition in std::iter::once(&mut book.first).chain(&mut book.later) {
        edition.settings.risk_change.authoriser_role = Role::Daro;
        edition.settings.risk_change.up_needs_authoriser = true;
    }
    let holidays = hawthorn_connect::platform::bundled_bank_holidays().unwrap();
    let other = App::start(app.store.clone(), vec![book], holidays)
        .await
        .unwrap();
    propose_level(
        &other,
        &mut app.ask(OFFICER, AT),
        id,
        RiskLevel::High,
        "Threats.",
    )
    .await
    .unwrap();
    let usual = answer_level(&other, &mut app.ask(LEAD, AT), id, None, true, "Agreed.").await;
    assert!(
        matches!(usual, Err(Refusal::NotAllowed(Verb::AuthoriseLevel))),
        "{usual:?}"
    );
    answer_level(
        &other,
        &mut app.ask(Cast::Daro, AT),
        id,
        None,
        true,
        "Agreed.",
    )
    .await
    .unwrap();
    assert_eq!(app.kept(id).await.level(), RiskLevel::High);
}
