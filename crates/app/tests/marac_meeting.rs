//! The meeting: its agenda, the minutes, agreed actions, the papers, and what no longer changes once it is closed.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_app::marac::actions::{all_actions, my_actions};
use hawthorn_app::marac::agree_action::{AgreeAction, agree_action};
use hawthorn_app::marac::close_meeting::close_meeting;
use hawthorn_app::marac::gateways::gateways_of_incident;
use hawthorn_app::marac::hear_item::hear_item;
use hawthorn_app::marac::lists::meetings;
use hawthorn_app::marac::move_item::{Way, move_item};
use hawthorn_app::marac::open_agenda::{ResearchState, open_agenda};
use hawthorn_app::marac::open_marac_referral::open_marac_referral;
use hawthorn_app::marac::open_meeting::open_meeting;
use hawthorn_app::marac::plan_meeting::plan_meeting;
use hawthorn_app::marac::print_agenda::print_agenda;
use hawthorn_app::marac::print_minutes::print_minutes;
use hawthorn_app::marac::put_on_agenda::put_on_agenda;
use hawthorn_app::marac::record_item::{RecordItem, record_item};
use hawthorn_app::marac::refer_to_marac::{ReferToMarac, refer_to_marac};
use hawthorn_app::marac::take_off_agenda::take_off_agenda;
use hawthorn_app::marac::update_action::update_action;
use hawthorn_app::{Ask, Refusal};
use hawthorn_domain::marac::action::ActionState;
use hawthorn_domain::marac::meeting::{Attendance, MeetingState};
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::ids::{MaracReferralId, MeetingId};
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};

const BEFORE: &str = "2026-03-26T10:00:00Z";
const STARTS: &str = "2026-04-07T08:30:00Z";
const DURING: &str = "2026-04-07T08:45:00Z";
const AFTER: &str = "2026-04-09T09:00:00Z";

/// A pair at high risk, referred by the risk officer, or by the supervisor when it is restricted.
async fn pair(app: &TestApp, surname: &str, children: &str, flags: &str) -> MaracReferralId {
    let sketch = IncidentSketch {
        level: "High".into(),
        victim_surname: surname.into(),
        children: children.into(),
        flags: flags.into(),
        ..IncidentSketch::default()
    };
    let incident = app.incident(sketch).await;
    let mut ask = app.ask(Cast::PoliceSupervisor, "2026-03-25T15:00:00Z");
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

async fn planned(app: &TestApp, ask: &mut Ask) -> MeetingId {
    plan_meeting(&app.app, ask, "north", STARTS.parse().unwrap())
        .await
        .unwrap()
}

fn there() -> Vec<Attendance> {
    vec![
        Attendance::named(AgencyCode::new("police"), "Gwen Example", true),
        Attendance::named(AgencyCode::new("housing"), "Owain Example", false),
    ]
}

fn action(referral: MaracReferralId, agency: &str) -> AgreeAction {
    AgreeAction {
        referral,
        agency: AgencyCode::new(agency),
        owner: "Duty officer".into(),
        what: "Change the locks.".into(),
        lowers: "He has a key".into(),
        due: "2026-04-14".parse().unwrap(),
        victim_facing: false,
        key: String::new(),
    }
}

#[tokio::test]
async fn an_agenda_has_children_first_moves_and_forecasts_its_end() {
    let app = TestApp::sqlite().await;
    let alone = pair(&app, "Abara", "", "").await;
    let family = pair(&app, "Brand", "Ada Brand 04/05/2019", "").await;
    let second = pair(&app, "Corrie", "Bo Corrie 04/05/2020", "").await;
    let mut ask = app.ask(Cast::Coordinator, BEFORE);
    assert!(
        plan_meeting(&app.app, &mut ask, "nowhere", STARTS.parse().unwrap())
            .await
            .is_err()
    );
    assert!(
        plan_meeting(&app.app, &mut ask, "north", BEFORE.parse().unwrap())
            .await
            .is_err()
    );
    let meeting = planned(&app, &mut ask).await;
    assert_eq!(
        put_on_agenda(&app.app, &mut ask, meeting, alone)
            .await
            .unwrap()
            .number,
        1
    );
    assert_eq!(
        put_on_agenda(&app.app, &mut ask, meeting, family)
            .await
            .unwrap()
            .number,
        1
    );
    assert_eq!(
        put_on_agenda(&app.app, &mut ask, meeting, second)
            .await
            .unwrap()
            .number,
        2
    );
    assert!(
        put_on_agenda(&app.app, &mut ask, meeting, alone)
            .await
            .is_err(),
        "it stands there already"
    );

    let page = open_agenda(&app.app, &mut ask, meeting).await.unwrap();
    assert_eq!(
        page.items.iter().map(|item| item.id).collect::<Vec<_>>(),
        [family, second, alone]
    );
    assert_eq!(
        page.forecast_finish,
        "2026-04-07T09:06:00Z".parse().unwrap(),
        "three cases of twelve minutes"
    );
    assert_eq!(
        page.agenda_due,
        Some("2026-03-27".parse().unwrap()),
        "five working days before, Easter left out"
    );
    assert!(page.warning.is_none());
    assert!(page.research.iter().all(|row| {
        row.cells
            .iter()
            .all(|(_, state)| *state == ResearchState::Due)
    }));

    assert_eq!(
        move_item(&app.app, &mut ask, alone, Way::Up).await.unwrap(),
        2
    );
    assert_eq!(
        move_item(&app.app, &mut ask, alone, Way::Up).await.unwrap(),
        1
    );
    assert_eq!(
        move_item(&app.app, &mut ask, alone, Way::Up).await.unwrap(),
        1
    );
    take_off_agenda(&app.app, &mut ask, second).await.unwrap();
    let page = open_agenda(&app.app, &mut ask, meeting).await.unwrap();
    assert_eq!(
        page.items.iter().map(|item| item.id).collect::<Vec<_>>(),
        [alone, family]
    );
    let listed = meetings(&app.app, &mut ask).await.unwrap();
    assert_eq!((listed.planned[0].cases, listed.to_list), (2, Some(1)));

    let mut chair = app.ask(Cast::Chair, BEFORE);
    assert!(
        put_on_agenda(&app.app, &mut chair, meeting, second)
            .await
            .is_err(),
        "the coordinator builds the agenda"
    );
}

#[tokio::test]
async fn a_meeting_runs_from_chair_to_close_and_then_no_longer_changes() {
    for app in TestApp::each_database().await {
        let referral = pair(&app, "Abara", "", "").await;
        let mut ask = app.ask(Cast::Coordinator, BEFORE);
        let meeting = planned(&app, &mut ask).await;
        put_on_agenda(&app.app, &mut ask, meeting, referral)
            .await
            .unwrap();
        assert!(
            hear_item(&app.app, &mut ask, referral).await.is_err(),
            "not in session yet"
        );

        let mut ask = app.ask(Cast::Coordinator, DURING);
        assert!(
            open_meeting(&app.app, &mut ask, meeting, " ", there())
                .await
                .is_err()
        );
        assert!(
            open_meeting(&app.app, &mut ask, meeting, "Una Example", Vec::new())
                .await
                .is_err()
        );
        open_meeting(&app.app, &mut ask, meeting, "Una Example", there())
            .await
            .unwrap();
        let item = RecordItem {
            referral,
            version: None,
            risks: vec!["He has a key".into(), " ".into()],
            discussion: "Agreed to act.".into(),
        };
        let version = record_item(&app.app, &mut ask, item.clone()).await.unwrap();
        let late = RecordItem {
            version: Some(version - 1),
            ..item.clone()
        };
        assert!(
            matches!(
                record_item(&app.app, &mut ask, late).await,
                Err(Refusal::Conflict(_))
            ),
            "two writers never lose text"
        );
        agree_action(&app.app, &mut ask, action(referral, "housing"))
            .await
            .unwrap();
        assert!(
            agree_action(&app.app, &mut ask, action(referral, "nobody"))
                .await
                .is_err()
        );
        assert!(
            close_meeting(&app.app, &mut ask, meeting).await.is_err(),
            "an item is not heard"
        );
        hear_item(&app.app, &mut ask, referral).await.unwrap();
        assert!(hear_item(&app.app, &mut ask, referral).await.is_err());
        close_meeting(&app.app, &mut ask, meeting).await.unwrap();

        let page = open_agenda(&app.app, &mut ask, meeting).await.unwrap();
        assert_eq!(page.meeting.state, MeetingState::Closed);
        let kept = open_marac_referral(&app.app, &mut ask, referral)
            .await
            .unwrap();
        assert_eq!((kept.risks.len(), kept.actions.len()), (1, 1));
        let other = pair(&app, "Brand", "", "").await;
        let closed = "can no longer change";
        for refused in [
            record_item(&app.app, &mut ask, item).await.map(|_| ()),
            agree_action(&app.app, &mut ask, action(referral, "housing"))
                .await
                .map(|_| ()),
            take_off_agenda(&app.app, &mut ask, referral).await,
            move_item(&app.app, &mut ask, referral, Way::Up)
                .await
                .map(|_| ()),
            put_on_agenda(&app.app, &mut ask, meeting, other)
                .await
                .map(|_| ()),
            open_meeting(&app.app, &mut ask, meeting, "Una Example", there()).await,
            close_meeting(&app.app, &mut ask, meeting).await,
        ] {
            let words = refused.unwrap_err().to_string();
            assert!(words.contains(closed), "{words}");
        }
    }
}

#[tokio::test]
async fn an_action_is_answered_once_by_its_agency_or_the_coordinator() {
    let app = TestApp::sqlite().await;
    let referral = pair(&app, "Abara", "", "").await;
    let mut ask = app.ask(Cast::Coordinator, BEFORE);
    let meeting = planned(&app, &mut ask).await;
    put_on_agenda(&app.app, &mut ask, meeting, referral)
        .await
        .unwrap();
    let mut ask = app.ask(Cast::Coordinator, DURING);
    open_meeting(&app.app, &mut ask, meeting, "Una Example", there())
        .await
        .unwrap();
    let locks = agree_action(&app.app, &mut ask, action(referral, "housing"))
        .await
        .unwrap();
    let visit = agree_action(&app.app, &mut ask, action(referral, "housing"))
        .await
        .unwrap();
    let past = AgreeAction {
        due: "2026-04-06".parse().unwrap(),
        ..action(referral, "housing")
    };
    assert!(agree_action(&app.app, &mut ask, past).await.is_err());

    let mut probation = app.ask(Cast::Probation, AFTER);
    assert!(
        update_action(&app.app, &mut probation, locks, ActionState::Done, "")
            .await
            .is_err(),
        "another agency's"
    );
    let mut housing = app.ask(Cast::HousingSpoc, AFTER);
    let mine = my_actions(&app.app, &mut housing).await.unwrap();
    assert_eq!(mine.len(), 2);
    assert!(
        mine.iter()
            .all(|row| row.may_update && !row.action.late && row.pair == "KA and SD"),
        "{mine:?}"
    );
    assert!(
        update_action(&app.app, &mut housing, visit, ActionState::NotDone, " ")
            .await
            .is_err(),
        "an unhappy end has a reason"
    );
    assert!(
        update_action(&app.app, &mut housing, visit, ActionState::Open, "")
            .await
            .is_err()
    );
    update_action(&app.app, &mut housing, locks, ActionState::Done, "")
        .await
        .unwrap();
    assert!(
        update_action(
            &app.app,
            &mut housing,
            locks,
            ActionState::NotDone,
            "No key."
        )
        .await
        .is_err(),
        "answered once"
    );
    let mut coordinator = app.ask(Cast::Coordinator, "2026-04-15T09:00:00Z");
    let open = all_actions(&app.app, &mut coordinator).await.unwrap();
    assert!(open.len() == 1 && open[0].action.late);
    update_action(
        &app.app,
        &mut coordinator,
        visit,
        ActionState::NoLongerPossible,
        "She has moved.",
    )
    .await
    .unwrap();
    assert!(my_actions(&app.app, &mut housing).await.unwrap().is_empty());
}

#[tokio::test]
async fn papers_are_pdf_with_a_neutral_name_and_a_restricted_item_is_not_there_for_others() {
    let app = TestApp::sqlite().await;
    let open = pair(&app, "Abara", "", "").await;
    let held = pair(&app, "Brand", "", "HBA").await;
    let mut ask = app.ask(Cast::Coordinator, BEFORE);
    let meeting = planned(&app, &mut ask).await;
    put_on_agenda(&app.app, &mut ask, meeting, open)
        .await
        .unwrap();
    let refused = put_on_agenda(&app.app, &mut ask, meeting, held).await;
    assert!(matches!(refused, Err(Refusal::NotFound)), "{refused:?}");
    for who in [Cast::Coordinator, Cast::Chair] {
        let mut ask = app.ask(who, BEFORE);
        let page = open_agenda(&app.app, &mut ask, meeting).await.unwrap();
        let items: Vec<_> = page.items.iter().map(|item| item.id).collect();
        assert_eq!((items, page.meeting.cases), (vec![open], 1), "{who:?}");
    }
    let mut chair = app.ask(Cast::Chair, BEFORE);
    assert!(hear_item(&app.app, &mut ask, held).await.is_err());

    let agenda = print_agenda(&app.app, &mut ask, meeting).await.unwrap();
    assert!(agenda.bytes.starts_with(b"%PDF"));
    assert_eq!(agenda.file_name, "agenda-2026-04-07.pdf");
    let minutes = print_minutes(&app.app, &mut chair, meeting).await.unwrap();
    assert!(minutes.bytes.starts_with(b"%PDF"));
    assert_eq!(minutes.file_name, "papers-2026-04-07.pdf");
    let mut officer = app.ask(Cast::SupportOfficer, BEFORE);
    assert!(
        print_minutes(&app.app, &mut officer, meeting)
            .await
            .is_err()
    );
}

#[tokio::test]
async fn more_cases_than_planned_are_said_and_not_refused() {
    let app = TestApp::sqlite().await;
    let mut ask = app.ask(Cast::Coordinator, BEFORE);
    let meeting = planned(&app, &mut ask).await;
    for place in 1..=17 {
        let letter = char::from(b'a' + place);
        let referral = pair(&app, &format!("Exampleton{letter}"), "", "").await;
        let placed = put_on_agenda(&app.app, &mut ask, meeting, referral)
            .await
            .unwrap();
        assert_eq!(placed.warning.is_some(), place == 17, "place {place}");
    }
    let page = open_agenda(&app.app, &mut ask, meeting).await.unwrap();
    assert!(page.items.len() == 17 && page.warning.unwrap().contains("planned for 16"));
}
