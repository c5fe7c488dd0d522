//! The MASH meeting on both databases: set, opened with its basis, recorded in its 24 hours, its copies handed on (R151–R164).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_app::Refusal;
use hawthorn_app::mash::authorise_outcome::authorise_outcome;
use hawthorn_app::mash::complete_record::{MeetingNotes, complete_record};
use hawthorn_app::mash::hand_on_record::hand_on_record;
use hawthorn_app::mash::list_referrals::list_referrals;
use hawthorn_app::mash::meeting_papers::{meeting_invitation, print_record};
use hawthorn_app::mash::open_hub_meeting::{Beginning, open_hub_meeting};
use hawthorn_app::mash::open_referral::open_referral;
use hawthorn_app::mash::propose_outcome::{Proposed, propose_outcome};
use hawthorn_app::mash::record_triage::{Discussion, record_triage};
use hawthorn_app::mash::refer::make_referral;
use hawthorn_app::mash::set_meeting::{NewMeeting, set_meeting};
use hawthorn_app::mash::set_rating::{NewRating, set_rating};
use hawthorn_domain::mash::Rag;
use hawthorn_domain::mash::meeting::{CopyFor, Pathway, Seat, copies_owed};
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::deadline::ClockState;
use hawthorn_domain::platform::ids::ReferralId;
use hawthorn_domain::platform::verb::Verb;
use hawthorn_domain::referrals::ReferralState;
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};

const RECEIVED: &str = "2026-03-25T15:00:00Z";
const AGREED: &str = "2026-03-25T17:00:00Z";
const HELD: &str = "2026-03-26T09:30:00Z";
const IN_TIME: &str = "2026-03-26T14:59:00Z";
const CORE: [&str; 4] = [
    "police",
    "childrens_social_care",
    "child_health",
    "early_help",
];

fn text(words: &str) -> String {
    words.to_owned()
}

/// A high-risk referral with a child whose authorised outcome is a meeting.
async fn agreed(app: &TestApp) -> ReferralId {
    let sketch = IncidentSketch {
        level: text("High"),
        children: text("Ola Ellwood 01/02/2019"),
        ..IncidentSketch::default()
    };
    let incident = app.incident(sketch).await;
    let mut police = app.ask(Cast::SupportOfficer, RECEIVED);
    let id = make_referral(&app.app, &mut police, incident, "A child was in the room.")
        .await
        .unwrap()
        .id;
    let rating = NewRating {
        rag: Rag::Red,
        reason: text("Threats today."),
    };
    let mut manager = app.ask(Cast::SocialCareManager, AGREED);
    set_rating(&app.app, &mut manager, id, rating)
        .await
        .unwrap();
    let mut worker = app.ask(Cast::SocialWorker, AGREED);
    let notes = Discussion {
        absent: Vec::new(),
        agencies: CORE.map(AgencyCode::new).to_vec(),
        discussion: text("A shared view of the risk."),
        without: String::new(),
    };
    record_triage(&app.app, &mut worker, id, notes)
        .await
        .unwrap();
    let proposed = Proposed {
        rag: None,
        outcomes: vec![text("strategy_discussion")],
        rationale: text("A child may be harmed."),
        legal_basis: text("Children Act 1989, section 47"),
    };
    propose_outcome(&app.app, &mut worker, id, proposed)
        .await
        .unwrap();
    authorise_outcome(&app.app, &mut manager, id, "")
        .await
        .unwrap();
    id
}

async fn set(app: &TestApp, id: ReferralId, place: &str) -> Result<(), Refusal> {
    let new = NewMeeting {
        set_for: HELD.parse().unwrap(),
        place: text(place),
    };
    set_meeting(&app.app, &mut app.ask(Cast::SocialWorker, AGREED), id, new).await
}

fn beginning() -> Beginning {
    Beginning {
        legal_basis: text("Children Act 1989, section 47"),
        chair: text("Una Thatcham"),
        seats: CORE
            .map(|code| Seat {
                agency: AgencyCode::new(code),
                name: String::new(),
                present: true,
                why_not: String::new(),
            })
            .to_vec(),
    }
}

fn plan() -> MeetingNotes {
    MeetingNotes {
        plan_child: text("Each child is seen this week."),
        plan_adult: text("A safe call at noon."),
        pathways: vec![Pathway::Child],
        outcomes: vec![text("early_help")],
        decision: text("An enquiry begins today."),
        reasons: text("What the school saw."),
    }
}

async fn state(app: &TestApp, id: ReferralId) -> ReferralState {
    let mut worker = app.ask(Cast::SocialWorker, IN_TIME);
    open_referral(&app.app, &mut worker, id)
        .await
        .unwrap()
        .state
}

#[tokio::test]
async fn a_meeting_is_set_opened_recorded_in_time_and_its_copies_are_handed_on() {
    for app in TestApp::each_database().await {
        let id = agreed(&app).await;
        assert_eq!(state(&app, id).await, ReferralState::MeetingToRecord);
        set(&app, id, "Hub, room 2").await.unwrap();
        let mut worker = app.ask(Cast::SocialWorker, HELD);
        let early = complete_record(&app.app, &mut worker, id, plan())
            .await
            .unwrap_err();
        assert!(early.to_string().contains("statutory basis"), "{early}");
        open_hub_meeting(&app.app, &mut worker, id, beginning())
            .await
            .unwrap();
        let mut worker = app.ask(Cast::SocialWorker, IN_TIME);
        complete_record(&app.app, &mut worker, id, plan())
            .await
            .unwrap();
        let page = open_referral(&app.app, &mut worker, id).await.unwrap();
        assert_eq!(page.meeting_clock, Some(ClockState::Done { on_time: true }));
        // The plan sends the family to early help, which now has its own time (R162).
        assert_eq!(page.state, ReferralState::FollowingUp);
        let mut daro = app.ask(Cast::Daro, IN_TIME);
        for to in [CopyFor::PoliceRecord, CopyFor::RiskOfficer] {
            hand_on_record(&app.app, &mut daro, id, to, "Crime report 23/1")
                .await
                .unwrap();
        }
        let page = open_referral(&app.app, &mut worker, id).await.unwrap();
        let meeting = page.referral.meeting.as_ref();
        assert_eq!(copies_owed(meeting, page.referral.level), []);
        let paper = print_record(&app.app, &mut daro, id).await.unwrap();
        assert!(paper.bytes.starts_with(b"%PDF"));
        assert!(!paper.file_name.contains("Ellwood"), "{}", paper.file_name);
    }
}

#[tokio::test]
async fn a_meeting_that_is_still_to_be_recorded_stays_on_the_list_by_its_own_clock() {
    let app = TestApp::sqlite().await;
    let id = agreed(&app).await;
    let mut manager = app.ask(Cast::SocialCareManager, "2026-03-26T15:01:00Z");
    let list = list_referrals(&app.app, &mut manager, ReferralState::MeetingToRecord)
        .await
        .unwrap();
    let row = list.rows.first().unwrap();
    assert_eq!(row.id, id);
    assert!(
        matches!(row.clock, Some(ClockState::Late { .. })),
        "{row:?}"
    );
    assert_eq!(row.due_at, Some("2026-03-26T15:00:00Z".parse().unwrap()));
}

#[tokio::test]
async fn a_record_that_comes_late_is_kept_and_told_as_late() {
    let app = TestApp::sqlite().await;
    let id = agreed(&app).await;
    set(&app, id, "Hub, room 2").await.unwrap();
    let mut worker = app.ask(Cast::SocialWorker, "2026-03-26T15:01:00Z");
    open_hub_meeting(&app.app, &mut worker, id, beginning())
        .await
        .unwrap();
    complete_record(&app.app, &mut worker, id, plan())
        .await
        .unwrap();
    let page = open_referral(&app.app, &mut worker, id).await.unwrap();
    assert_eq!(
        page.meeting_clock,
        Some(ClockState::Done { on_time: false })
    );
    let again = complete_record(&app.app, &mut worker, id, plan())
        .await
        .unwrap_err();
    assert!(
        again.to_string().contains("can no longer change"),
        "{again}"
    );
}

#[tokio::test]
async fn the_invitation_names_nobody_and_neither_does_the_place() {
    let app = TestApp::sqlite().await;
    let id = agreed(&app).await;
    let named = set(&app, id, "At the Ellwood’s school").await.unwrap_err();
    assert!(matches!(named, Refusal::Fields(_)), "{named}");
    set(&app, id, "Hub, room 2").await.unwrap();
    let mut health = app.ask(Cast::HealthSpoc, AGREED);
    let text = meeting_invitation(&app.app, &mut health, id).await.unwrap();
    assert!(text.contains(&format!("SUMMARY:Meeting {}", id.short())));
    assert!(text.contains("DTSTART:20260326T093000Z\r\nDTEND:20260326T103000Z"));
    for word in ["Ellwood", "Katarzyna", "Davies", "Ola", "abuse", "child"] {
        assert!(!text.contains(word), "{word}: {text}");
    }
}

#[tokio::test]
async fn an_absent_core_agency_is_explained_and_only_those_who_hold_meetings_may() {
    let app = TestApp::sqlite().await;
    let id = agreed(&app).await;
    set(&app, id, "Hub, room 2").await.unwrap();
    let mut without = beginning();
    without
        .seats
        .retain(|seat| seat.agency.as_str() != "early_help");
    let mut worker = app.ask(Cast::SocialWorker, HELD);
    let refused = open_hub_meeting(&app.app, &mut worker, id, without)
        .await
        .unwrap_err();
    assert!(
        refused.to_string().ends_with("why: Early help."),
        "{refused}"
    );
    for who in [Cast::SupportOfficer, Cast::HealthSpoc, Cast::Daro] {
        let mut ask = app.ask(who, HELD);
        let refused = open_hub_meeting(&app.app, &mut ask, id, beginning())
            .await
            .unwrap_err();
        assert!(
            matches!(refused, Refusal::NotAllowed(Verb::RunHubMeeting)),
            "{who:?}: {refused}"
        );
    }
}
