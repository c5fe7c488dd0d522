//! A restricted pair at MARAC: brought by its keepers, heard by those named, and not there for anybody else (R213–R218).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_app::Refusal;
use hawthorn_app::marac::gateways::gateways_of_incident;
use hawthorn_app::marac::hear_item::hear_item;
use hawthorn_app::marac::lists::{meetings, to_list};
use hawthorn_app::marac::open_agenda::open_agenda;
use hawthorn_app::marac::open_marac_referral::open_marac_referral;
use hawthorn_app::marac::open_meeting::open_meeting;
use hawthorn_app::marac::place_restricted::place_restricted;
use hawthorn_app::marac::plan_meeting::plan_meeting;
use hawthorn_app::marac::put_on_agenda::put_on_agenda;
use hawthorn_app::marac::refer_to_marac::{ReferToMarac, refer_to_marac};
use hawthorn_domain::marac::Meeting;
use hawthorn_domain::marac::meeting::Attendance;
use hawthorn_domain::platform::audit::{Deed, Doer, Entry};
use hawthorn_domain::platform::ids::{MaracReferralId, MeetingId};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_store::platform::accounts::{Account, Membership};
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};

const AT: &str = "2026-03-25T15:00:00Z";
const OFFICER: Cast = Cast::SupportOfficer;
const LEAD: Cast = Cast::PoliceSupervisor;
const DURING: &str = "2026-04-07T08:45:00Z";

/// Gives one of the cast a sign-in of their own.
async fn sign_in_for(app: &TestApp, who: Cast) {
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
        disabled: false,
        created_at: AT.parse().unwrap(),
        training: Vec::new(),
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
        words: "Added the account".to_owned(),
    };
    let mut tx = app.store.begin().await.unwrap();
    tx.create(&account, entry).await.unwrap();
    tx.finish().await.unwrap();
}

async fn referred(app: &TestApp, sketch: IncidentSketch) -> MaracReferralId {
    let incident = app.incident(sketch).await;
    let mut ask = app.ask(LEAD, AT);
    let pair = gateways_of_incident(&app.app, &mut ask, incident)
        .await
        .unwrap();
    let input = ReferToMarac {
        victim: pair.victim.person.unwrap(),
        perpetrator: pair.perpetrator.person.unwrap(),
        incident: Some(incident),
        mash_referral: None,
        reason: "High risk by assessment.".into(),
        judgement: None,
        moved_from: None,
        victim_voice: String::new(),
    };
    refer_to_marac(&app.app, &mut ask, input).await.unwrap().id
}

async fn version(app: &TestApp, meeting: MeetingId) -> i64 {
    let read = app
        .store
        .get_unscoped::<Meeting>(&meeting.to_string())
        .await;
    read.unwrap().unwrap().version
}

#[tokio::test]
async fn a_restricted_pair_is_heard_by_those_named_when_it_is_brought_to_the_meeting() {
    for app in TestApp::each_database().await {
        sign_in_for(&app, Cast::Coordinator).await;
        sign_in_for(&app, Cast::HousingSpoc).await;
        let sketch = IncidentSketch {
            flags: "HBA".to_owned(),
            level: "High".to_owned(),
            ..IncidentSketch::default()
        };
        let held = referred(&app, sketch).await;
        let mut coordinator = app.ask(Cast::Coordinator, "2026-03-26T10:00:00Z");
        let starts = "2026-04-07T08:30:00Z".parse().unwrap();
        let meeting = plan_meeting(&app.app, &mut coordinator, "north", starts).await;
        let meeting = meeting.unwrap();
        let waiting = to_list(&app.app, &mut coordinator).await.unwrap();
        assert!(waiting.is_empty(), "it is not there for the coordinator");
        let counted = meetings(&app.app, &mut coordinator).await.unwrap();
        assert_eq!(counted.to_list, Some(0));
        let refused = put_on_agenda(&app.app, &mut coordinator, meeting, held).await;
        assert!(matches!(refused, Err(Refusal::NotFound)), "{refused:?}");
        is_brought_to(&app, meeting, held).await;
        is_heard_at(&app, meeting, held).await;
    }
}

async fn is_brought_to(app: &TestApp, meeting: MeetingId, held: MaracReferralId) {
    let mut lead = app.ask(LEAD, AT);
    let before = version(app, meeting).await;
    let housing = Cast::HousingSpoc.sign_in_name();
    for nobody in [vec![], vec!["nobody.here".to_owned()], vec![housing]] {
        let refused = place_restricted(&app.app, &mut lead, meeting, held, &nobody).await;
        let field =
            matches!(&refused, Err(Refusal::Fields(problems)) if problems[0].field == "hears");
        assert!(field, "{nobody:?}: {refused:?}");
    }
    let hears = [Cast::Coordinator.sign_in_name()];
    let mut officer = app.ask(OFFICER, AT);
    let refused = place_restricted(&app.app, &mut officer, meeting, held, &hears).await;
    assert!(matches!(refused, Err(Refusal::NotFound)), "{refused:?}");
    place_restricted(&app.app, &mut lead, meeting, held, &hears)
        .await
        .unwrap();
    assert_eq!(
        version(app, meeting).await,
        before,
        "the meeting's own record tells nobody"
    );
}

async fn is_heard_at(app: &TestApp, meeting: MeetingId, held: MaracReferralId) {
    let mut chair = app.ask(Cast::Chair, DURING);
    let seen = open_agenda(&app.app, &mut chair, meeting).await.unwrap();
    assert!(seen.items.is_empty() && seen.meeting.cases == 0);
    let mut minutes = app.ask(Cast::Coordinator, DURING);
    let page = open_agenda(&app.app, &mut minutes, meeting).await.unwrap();
    assert_eq!(page.items[0].id, held);
    let there = vec![Attendance {
        agency: Cast::HousingSpoc.agency(&app.book),
        name: "Gwen Example".to_owned(),
        present: true,
        account: None,
        accepted_at: None,
    }];
    open_meeting(&app.app, &mut minutes, meeting, "Una Example", there)
        .await
        .unwrap();
    let case = open_marac_referral(&app.app, &mut minutes, held).await;
    assert_eq!(
        case.unwrap().victim.name,
        "Katarzyna Ellwood",
        "who hears it knows whom it is about"
    );
    hear_item(&app.app, &mut minutes, held).await.unwrap();
}
