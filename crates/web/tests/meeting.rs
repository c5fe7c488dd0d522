//! The MASH meeting on its pages: each form shows only when its turn has come, and nothing typed is lost (R151–R156).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

mod common;
mod played;

use common::Page;
use hawthorn_app::mash::refer::make_referral;
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};
use played::Played;

const RECEIVED: &str = "2026-03-25T15:00:00Z";
const NOW: &str = "2026-03-25T16:00:00Z";
const CORE: [&str; 4] = [
    "police",
    "childrens_social_care",
    "child_health",
    "early_help",
];

async fn sent(site: &Played, who: Cast, path: &str, form: &[(&str, &str)]) -> Page {
    let done = site.post(who, path, form).await;
    assert_eq!(done.status, 303, "{path}: {}", done.body);
    site.get(who, done.location()).await
}

/// A referral whose authorised outcome is a meeting, and its address.
async fn agreed() -> (Played, String) {
    let app = TestApp::sqlite().await;
    let sketch = IncidentSketch {
        level: "High".into(),
        children: "Ola Ellwood 01/02/2019".into(),
        ..IncidentSketch::default()
    };
    let incident = app.incident(sketch).await;
    let mut police = app.ask(Cast::SupportOfficer, RECEIVED);
    let id = make_referral(&app.app, &mut police, incident, "A child was in the room.")
        .await
        .unwrap()
        .id;
    let site = Played::new(app, NOW);
    let base = format!("/referrals/{id}");
    let (manager, worker) = (Cast::SocialCareManager, Cast::SocialWorker);
    let path = |rest: &str| format!("{base}{rest}");
    let rating = [("rag", "red"), ("reason", "Threats today.")];
    sent(&site, manager, &path("/rating"), &rating).await;
    let mut triage: Vec<(&str, &str)> = CORE.map(|code| ("agencies", code)).to_vec();
    triage.push(("discussion", "A shared view."));
    sent(&site, worker, &path("/triage"), &triage).await;
    let proposed = [
        ("outcomes", "strategy_discussion"),
        ("rationale", "A child may be harmed."),
        ("legal_basis", "Children Act 1989, section 47"),
    ];
    sent(&site, worker, &path("/outcome"), &proposed).await;
    sent(&site, manager, &path("/outcome/authorise"), &[]).await;
    (site, base)
}

#[tokio::test]
async fn plan_and_decision_open_only_after_the_statutory_basis_is_stated() {
    let (site, base) = agreed().await;
    let worker = Cast::SocialWorker;
    let meeting = format!("{base}/meeting");
    let page = site.get(worker, &base).await;
    page.shows(&["Next: the meeting is held and its record completed."]);
    let page = site.get(worker, &meeting).await;
    page.shows(&["Set the time", "Record of the meeting:"]);
    page.hides(&["Statutory basis", "Plan for the adult"]);

    let wrong = [("when-day", "31"), ("when-month", "2"), ("place", "Room 2")];
    let page = site.post(worker, &meeting, &wrong).await;
    assert_eq!(page.status, 422);
    page.shows(&["Enter a real date", "Enter a time of day", "Room 2"]);
    let time = [
        ("when-day", "26"),
        ("when-month", "3"),
        ("when-year", "2026"),
        ("time", "9:30am"),
        ("place", "Hub, room 2"),
    ];
    let page = sent(&site, worker, &meeting, &time).await;
    page.shows(&[
        "26 March 2026, 9:30am",
        "Hub, room 2",
        "Download the invitation for a calendar",
        "Children Act 1989, section 47",
        "Or move it",
    ]);
    page.hides(&["Plan for the adult", "Decision of the lead agency"]);
    let invitation = site.get(worker, &format!("{meeting}/invitation.ics")).await;
    assert!(invitation.body.starts_with("BEGIN:VCALENDAR"));
    invitation.hides(&["Ellwood", "Davies"]);

    let open = format!("{meeting}/open");
    let page = site
        .post(worker, &open, &[("chair", "Una <i>Thatcham</i>")])
        .await;
    assert_eq!(page.status, 422);
    page.shows(&["State the statutory basis first.", "Una &lt;i&gt;Thatcham"]);
    let present: Vec<String> = CORE.map(|code| format!("seat-present-{code}")).to_vec();
    let mut form = vec![("legal_basis", "Section 47"), ("chair", "Una Thatcham")];
    form.extend(present.iter().map(|name| (name.as_str(), "yes")));
    form.push(("seat-why-adult_social_care", "Children’s side is there"));
    let page = sent(&site, worker, &open, &form).await;
    page.shows(&[
        "The meeting is open.",
        "Plan for the children",
        "Plan for the adult",
        "Adult social care: Children’s side is there",
        "Decision of the lead agency: Warwickshire Police",
    ]);
}

async fn recorded(site: &Played, base: &str) -> Page {
    let worker = Cast::SocialWorker;
    let time = [
        ("when-day", "25"),
        ("when-month", "3"),
        ("when-year", "2026"),
        ("time", "16:30"),
        ("place", "Hub, room 2"),
    ];
    sent(site, worker, &format!("{base}/meeting"), &time).await;
    let present: Vec<String> = CORE.map(|code| format!("seat-present-{code}")).to_vec();
    let mut form = vec![("legal_basis", "Section 47"), ("chair", "Una Thatcham")];
    form.extend(present.iter().map(|name| (name.as_str(), "yes")));
    sent(site, worker, &format!("{base}/meeting/open"), &form).await;
    let plan = [
        ("plan_child", "Each child is seen this week."),
        ("plan_adult", "A safe call at noon."),
        ("pathways", "child"),
        ("outcomes", "early_help"),
        ("decision", "An enquiry begins today."),
        ("reasons", "What the school saw."),
    ];
    sent(site, worker, &format!("{base}/meeting/record"), &plan).await
}

#[tokio::test]
async fn a_complete_record_owes_its_copies_until_each_is_handed_on() {
    let (site, base) = agreed().await;
    let page = recorded(&site, &base).await;
    page.shows(&[
        "Done in time",
        "An enquiry begins today.",
        "Goes on: child safeguarding",
        "Early help told or asked",
        "Record the copy for the police record of the incident",
        "Record the copy for the officer for high-risk victims",
    ]);
    let copy = format!("{base}/meeting/copy");
    let page = site
        .post(Cast::Daro, &copy, &[("to", "risk_officer")])
        .await;
    assert_eq!(page.status, 422);
    page.shows(&["Give the reference under which the copy is kept"]);
    for to in ["risk_officer", "police_record"] {
        let form = [("to", to), ("reference", "Crime report 23/1")];
        sent(&site, Cast::Daro, &copy, &form).await;
    }
    let page = site.get(Cast::Daro, &format!("{base}/meeting")).await;
    page.hides(&["Record the copy for"]);
    page.shows(&["Police record of the incident: Crime report 23/1"]);
    let page = site
        .get(Cast::Daro, &format!("{base}/meeting/record.pdf"))
        .await;
    assert_eq!(page.status, 200);
    let list = site
        .get(
            Cast::SocialCareManager,
            "/referrals?state=meeting_to_record",
        )
        .await;
    list.shows(&["No meeting is still to be held or recorded."]);
}
