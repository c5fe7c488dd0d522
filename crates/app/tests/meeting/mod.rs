//! A meeting in session, for the tests of the meeting as it sits.
#![allow(dead_code, reason = "each test file uses its own part of this")]

use hawthorn_app::Ask;
use hawthorn_app::marac::attend::join_meeting;
use hawthorn_app::marac::gateways::gateways_of_incident;
use hawthorn_app::marac::offer_action::OfferAction;
use hawthorn_app::marac::open_meeting::open_meeting;
use hawthorn_app::marac::plan_meeting::plan_meeting;
use hawthorn_app::marac::put_on_agenda::put_on_agenda;
use hawthorn_app::marac::refer_to_marac::{ReferToMarac, refer_to_marac};
use hawthorn_domain::marac::meeting::Attendance;
use hawthorn_domain::marac::minutes::Sent;
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::ids::{MaracReferralId, MeetingId};
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};

/// Before the meeting.
pub const BEFORE: &str = "2026-03-26T10:00:00Z";
/// When it starts.
pub const STARTS: &str = "2026-04-07T08:30:00Z";
/// A quarter of an hour later.
pub const DURING: &str = "2026-04-07T08:45:00Z";

pub async fn pair(app: &TestApp, surname: &str) -> MaracReferralId {
    let sketch = IncidentSketch {
        level: "High".into(),
        victim_surname: surname.into(),
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

/// A meeting in session with these surnames on its agenda; the coordinator has opened it.
pub async fn in_session(app: &TestApp, surnames: &[&str]) -> (MeetingId, Vec<MaracReferralId>) {
    let mut items = Vec::new();
    for surname in surnames {
        items.push(pair(app, surname).await);
    }
    let mut ask = app.ask(Cast::Coordinator, BEFORE);
    let meeting = plan_meeting(&app.app, &mut ask, "north", STARTS.parse().unwrap())
        .await
        .unwrap();
    for item in &items {
        put_on_agenda(&app.app, &mut ask, meeting, *item)
            .await
            .unwrap();
    }
    let mut ask = app.ask(Cast::Coordinator, STARTS);
    let there = vec![Attendance::named(
        AgencyCode::new("police"),
        "Una Example",
        true,
    )];
    open_meeting(&app.app, &mut ask, meeting, "Una Example", there)
        .await
        .unwrap();
    (meeting, items)
}

pub fn sent(base: &str, text: &str, writer: &str, number: i64) -> Sent {
    Sent {
        base: base.to_owned(),
        text: text.to_owned(),
        writer: writer.to_owned(),
        number,
    }
}

pub fn offer(referral: MaracReferralId, key: &str) -> OfferAction {
    OfferAction {
        referral,
        owner: "Duty officer".into(),
        what: "Call her on the safe number.".into(),
        lowers: String::new(),
        due: "2026-04-14".parse().unwrap(),
        victim_facing: true,
        key: key.to_owned(),
    }
}

pub async fn joined(app: &TestApp, who: Cast, at: &str, meeting: MeetingId) -> Ask {
    let mut ask = app.ask(who, at);
    join_meeting(&app.app, &mut ask, meeting, true)
        .await
        .unwrap();
    ask
}
