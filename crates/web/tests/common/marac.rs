//! Pairs, referrals and meetings for the tests of the MARAC pages.

use hawthorn_app::marac::gateways::gateways_of_incident;
use hawthorn_app::marac::plan_meeting::plan_meeting;
use hawthorn_app::marac::put_on_agenda::put_on_agenda;
use hawthorn_app::marac::refer_to_marac::{ReferToMarac, refer_to_marac};
use hawthorn_domain::platform::ids::{IncidentId, MaracReferralId, MeetingId};
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};

/// A day before the meeting.
pub const BEFORE: &str = "2026-03-26T10:00:00Z";
/// A quarter of an hour after it was to start.
pub const DURING: &str = "2026-04-07T08:45:00Z";

/// An incident of a new pair.
pub async fn incident(
    app: &TestApp,
    surname: &str,
    level: &str,
    children: &str,
    flags: &str,
) -> IncidentId {
    let sketch = IncidentSketch {
        level: level.into(),
        victim_surname: surname.into(),
        children: children.into(),
        flags: flags.into(),
        ..IncidentSketch::default()
    };
    app.incident(sketch).await
}

/// A referral of a new pair at high risk.
pub async fn referred(
    app: &TestApp,
    surname: &str,
    children: &str,
    flags: &str,
) -> MaracReferralId {
    let id = incident(app, surname, "High", children, flags).await;
    let mut ask = app.ask(Cast::PoliceSupervisor, "2026-03-25T15:00:00Z");
    let pair = gateways_of_incident(&app.app, &mut ask, id).await.unwrap();
    let input = ReferToMarac {
        victim: pair.victim.person.unwrap(),
        perpetrator: pair.perpetrator.person.unwrap(),
        incident: Some(id),
        mash_referral: None,
        reason: "He has a key and says <b>he will come back</b>.".into(),
        judgement: None,
        moved_from: None,
        victim_voice: "She wants the locks changed.".into(),
    };
    refer_to_marac(&app.app, &mut ask, input).await.unwrap().id
}

/// A meeting with these referrals on its agenda, in this order unless children change it.
pub async fn meeting(app: &TestApp, items: &[MaracReferralId]) -> MeetingId {
    let mut ask = app.ask(Cast::Coordinator, BEFORE);
    let meeting = plan_meeting(
        &app.app,
        &mut ask,
        "north",
        "2026-04-07T08:30:00Z".parse().unwrap(),
    )
    .await
    .unwrap();
    for item in items {
        put_on_agenda(&app.app, &mut ask, meeting, *item)
            .await
            .unwrap();
    }
    meeting
}

/// The form that opens it.
pub const OPEN_FORM: &[(&str, &str)] = &[
    ("chair", "Una Example"),
    ("name-police", "Gwen Example"),
    ("present-police", "yes"),
    ("name-housing", "Owain Example"),
];
