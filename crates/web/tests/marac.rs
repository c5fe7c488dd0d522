//! The MARAC pages with the cast: the gateways, the agenda, a case under discussion, actions and papers.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

mod common;

use common::marac::{BEFORE, DURING, OPEN_FORM, incident, meeting, referred};
use common::{Reader, Site};
use hawthorn_app::marac::gateways::gateways_of_incident;
use hawthorn_domain::marac::criteria::Finding;
use hawthorn_domain::platform::ids::IncidentId;
use hawthorn_testkit::{Cast, TestApp};

const LATER: &str = "2026-04-20T09:00:00Z";

/// The address of the referring page for an incident's pair, and what the criteria say there.
async fn refer_path(app: &TestApp, id: IncidentId) -> (String, Vec<Finding>) {
    let mut ask = app.ask(Cast::PoliceSupervisor, BEFORE);
    let pair = gateways_of_incident(&app.app, &mut ask, id).await.unwrap();
    let (victim, other) = (
        pair.victim.person.unwrap(),
        pair.perpetrator.person.unwrap(),
    );
    (format!("/marac/refer/{victim}/{other}"), pair.findings)
}

#[tokio::test]
async fn the_gateways_are_shown_with_their_reasons_and_a_judgement_is_asked_for() {
    let app = TestApp::sqlite().await;
    let id = incident(&app, "Abara", "Standard", "", "").await;
    let (path, findings) = refer_path(&app, id).await;
    let site = Site::over(app, BEFORE);
    let officer = site.sign_in(Cast::SupportOfficer).await;
    let from = format!("{path}?incident={id}");
    let page = officer.get(&from).await;
    assert_eq!(page.status, 200);
    page.shows(&[
        "Katarzyna Abara",
        "Sunil Davies",
        "Not met",
        "Multi-agency risk assessment conference",
    ]);
    for finding in &findings {
        page.shows(&[finding.criterion.label()]);
    }
    assert!(
        !page.is_whole().title().contains("Abara"),
        "titles hold no names"
    );

    let incident = id.to_string();
    let typed = [
        ("incident", incident.as_str()),
        ("reason", "He has said that he will come back."),
        ("victim_voice", "She wants the locks changed."),
    ];
    let refused = officer.post(&from, &typed).await;
    assert_eq!(refused.status, 422);
    refused.shows(&[
        "Error: ",
        "href=\"#judgement\"",
        "id=\"judgement-error\"",
        "He has said that he will come back.",
        "She wants the locks changed.",
    ]);

    let mut typed = typed.to_vec();
    typed.push(("judgement", "She believes that he will kill her."));
    let done = officer.post(&from, &typed).await;
    assert_eq!(done.status, 303);
    let made = officer.get(done.location()).await;
    made.shows(&[
        "The pair is referred",
        "She believes that he will kill her.",
        "Then and now",
        "She wants the locks changed.",
        &id.short(),
    ]);

    let again = officer.get(&from).await;
    again.shows(&["already waiting for a meeting"]);
    again.hides(&["Send referral to MARAC"]);
}

#[tokio::test]
async fn who_may_not_refer_or_open_is_told_no_and_a_hidden_case_is_not_there() {
    let app = TestApp::sqlite().await;
    let held = referred(&app, "Brand", "", "HBA").await;
    let open = referred(&app, "Abara", "", "").await;
    let meeting = meeting(&app, &[open]).await;
    let site = Site::over(app, BEFORE);
    let (board, housing) = (
        site.sign_in(Cast::BoardMember).await,
        site.sign_in(Cast::HousingSpoc).await,
    );
    let (chair, supervisor) = (
        site.sign_in(Cast::Chair).await,
        site.sign_in(Cast::PoliceSupervisor).await,
    );
    let coordinator = site.sign_in(Cast::Coordinator).await;
    for (who, path, status) in [
        (&board, "/meetings".to_owned(), 403),
        (&board, "/actions".to_owned(), 403),
        (&housing, format!("/meetings/{meeting}/agenda.pdf"), 403),
        (&chair, format!("/marac/{held}"), 404),
        (&chair, format!("/meetings/{meeting}/item/{held}"), 404),
        (&chair, "/marac/C-nothing".to_owned(), 404),
        (&supervisor, format!("/marac/{held}"), 200),
        (&chair, format!("/meetings/{meeting}/item/{open}"), 200),
    ] {
        assert_eq!(who.get(&path).await.status, status, "{path}");
    }
    // No row for what chair and coordinator may not know.
    chair
        .get(&format!("/meetings/{meeting}"))
        .await
        .hides(&[&held.short(), "Restricted item"]);
    coordinator
        .get(&format!("/meetings/{meeting}"))
        .await
        .hides(&[&held.short(), "Restricted item", "Brand", "KB"]);
    let refused = chair
        .post(
            &format!("/meetings/{meeting}/agenda"),
            &[("referral", &open.to_string())],
        )
        .await;
    assert_eq!(refused.status, 403);
}

#[tokio::test]
async fn a_meeting_is_planned_and_an_agenda_is_built_with_its_order_announced() {
    let app = TestApp::sqlite().await;
    let alone = referred(&app, "Abara", "", "").await;
    let family = referred(&app, "Brand", "Ada Brand 04/05/2019", "").await;
    let site = Site::over(app, BEFORE);
    let (coordinator, chair) = (
        site.sign_in(Cast::Coordinator).await,
        site.sign_in(Cast::Chair).await,
    );
    let page = coordinator.get("/meetings").await;
    page.shows(&[
        "2 referrals wait",
        "KA and SD",
        "1 child, aged 6",
        "High risk by assessment",
        "No meeting is planned",
        "North Warwickshire MARAC: 7 April 2026",
    ]);

    let typed = [
        ("venue", "north"),
        ("starts_at-day", "31"),
        ("starts_at-month", "2"),
        ("starts_at-year", "2026"),
    ];
    let refused = coordinator.post("/meetings", &typed).await;
    assert_eq!(refused.status, 422);
    refused.shows(&["href=\"#starts_at\"", "value=\"31\"", "Enter a real date"]);
    let typed = [
        ("venue", "north"),
        ("starts_at-day", "7"),
        ("starts_at-month", "4"),
        ("starts_at-year", "2026"),
    ];
    let planned = coordinator.post("/meetings", &typed).await;
    assert_eq!(planned.status, 303, "{}", planned.body);
    let agenda = planned.location().split('?').next().unwrap().to_owned();
    coordinator.get(planned.location()).await.shows(&[
        "The meeting is planned",
        "7 April 2026, 9:30am",
        "No case is on this agenda yet",
        "27 March 2026",
    ]);

    let put = coordinator
        .post(
            &format!("/marac/{alone}/agenda"),
            &[("meeting", agenda.trim_start_matches("/meetings/"))],
        )
        .await;
    coordinator
        .get(put.location())
        .await
        .shows(&["is now number 1 of 1"]);
    let put = coordinator
        .post(
            &format!("{agenda}/agenda"),
            &[("referral", &family.to_string())],
        )
        .await;
    let page = coordinator.get(put.location()).await;
    page.shows(&[
        &format!("{} (KB and SD) is now number 1 of 2", family.short()),
        "0 in, 11 missing",
        "9:54am (2 cases)",
        "agenda.pdf",
    ]);
    assert_eq!(
        page.body.matches(">Up<").count(),
        1,
        "the first item cannot go up"
    );

    let moved = coordinator
        .post(&format!("{agenda}/agenda/{alone}/move"), &[("way", "up")])
        .await;
    assert_eq!(moved.status, 303);
    coordinator.get(moved.location()).await.shows(&[&format!(
        "{} (KA and SD) is now number 1 of 2",
        alone.short()
    )]);
    let removed = coordinator
        .post(&format!("{agenda}/agenda/{alone}/remove"), &[])
        .await;
    let page = coordinator.get(removed.location()).await;
    page.shows(&["Taken off the agenda", "Agenda: 1 case"]);

    let papers = coordinator.get(&format!("{agenda}/agenda.pdf")).await;
    assert_eq!(papers.headers["content-type"], "application/pdf");
    assert_eq!(
        papers.headers["content-disposition"],
        "inline; filename=\"agenda.pdf\""
    );
    let papers = chair.get(&format!("{agenda}/minutes.pdf")).await;
    assert_eq!(
        papers.headers["content-disposition"],
        "inline; filename=\"minutes.pdf\""
    );
}

#[tokio::test]
async fn a_meeting_runs_from_its_pages_and_nothing_typed_is_lost() {
    let app = TestApp::sqlite().await;
    let first = referred(&app, "Abara", "", "").await;
    let second = referred(&app, "Brand", "", "").await;
    let agenda = format!("/meetings/{}", meeting(&app, &[first, second]).await);
    let site = Site::over(app, DURING);
    let (coordinator, chair) = (
        site.sign_in(Cast::Coordinator).await,
        site.sign_in(Cast::Chair).await,
    );
    let refused = coordinator
        .post(
            &format!("{agenda}/open"),
            &[("name-police", "Gwen Example"), ("present-police", "yes")],
        )
        .await;
    assert_eq!(refused.status, 422);
    refused.shows(&[
        "Name the chair.",
        "href=\"#chair\"",
        "value=\"Gwen Example\"",
        "checked",
    ]);
    let nameless = coordinator
        .post(
            &format!("{agenda}/open"),
            &[("chair", "Una Example"), ("present-housing", "yes")],
        )
        .await;
    nameless.shows(&["href=\"#name-housing\"", "value=\"Una Example\""]);
    assert_eq!(
        coordinator
            .post(&format!("{agenda}/open"), OPEN_FORM)
            .await
            .status,
        303
    );
    chair.get(&agenda).await.shows(&[
        "In session",
        "Una Example",
        "Owain Example",
        "2 items are not yet heard",
    ]);

    let item = format!("{agenda}/item/{first}");
    let page = coordinator.get(&item).await;
    page.shows(&[
        "Case 1 of 2",
        "Katarzyna Abara",
        "Next case",
        "go to the next case",
        "&lt;b&gt;",
    ]);
    joins_at(&chair, &agenda, &item).await;

    let typed = [
        ("risks", "He has a key\r\nHe drinks"),
        ("risks-was", ""),
        ("discussion", "Act today."),
        ("discussion-was", ""),
        ("what", "Change the locks."),
    ];
    let refused = coordinator.post(&format!("{item}/action"), &typed).await;
    assert_eq!(refused.status, 422);
    refused.shows(&[
        "href=\"#agency\"",
        "Change the locks.",
        "He drinks",
        "Act today.",
    ]);

    // The chair's page was made before these words were saved; hers go beside them.
    let stale = [
        ("risks", "Another risk"),
        ("risks-was", ""),
        ("discussion", ""),
        ("discussion-was", ""),
    ];
    let both = chair.post(&item, &stale).await;
    assert_eq!(both.status, 303);
    chair.get(both.location()).await.shows(&[
        "Somebody else wrote at the same place",
        "He has a key\nHe drinks\nAnother risk",
        "Act today.",
    ]);
    let kept = "He has a key\nHe drinks\nAnother risk";

    let action = [
        ("what", "Change the locks."),
        ("agency", "housing"),
        ("owner", "Duty officer"),
        ("lowers", "He has a key"),
        ("due_in", "7"),
    ];
    let with_minutes: Vec<(&str, &str)> = [
        ("risks", kept),
        ("risks-was", kept),
        ("discussion", "Act today."),
        ("discussion-was", "Act today."),
    ]
    .into_iter()
    .chain(action)
    .collect();
    let unheard = coordinator
        .post(&format!("{item}/heard"), &with_minutes)
        .await;
    unheard.shows(&["written but not agreed", "Duty officer"]);
    let agreed = coordinator
        .post(&format!("{item}/action"), &with_minutes)
        .await;
    assert_eq!(agreed.status, 303, "{}", agreed.body);
    coordinator.get(agreed.location()).await.shows(&[
        "The action is agreed",
        "14 April 2026",
        "Duty officer",
        "1 agreed action",
    ]);

    let heard = coordinator
        .post(&format!("{item}/heard"), &with_minutes[..4])
        .await;
    assert!(
        heard.location().contains(&second.to_string()),
        "{}",
        heard.location()
    );
    coordinator
        .post(&format!("{agenda}/close"), &[])
        .await
        .shows(&["1 item is on the agenda not yet heard"]);
    let heard = coordinator
        .post(&format!("{agenda}/item/{second}/heard"), &[("risks", "")])
        .await;
    coordinator.get(heard.location()).await.shows(&[
        "The last item is heard",
        "record of this meeting can no longer change",
    ]);
    assert_eq!(
        coordinator
            .post(&format!("{agenda}/close"), &[])
            .await
            .status,
        303
    );
    let closed = coordinator.get(&item).await;
    closed.shows(&["The meeting is closed", "He drinks", "Act today."]);
    closed.hides(&["<textarea"]);

    drop((coordinator, chair));
    actions_are_answered(&Site::over(site.app, LATER)).await;
}

/// Nobody looks in before they accept the statement; then they are where the floor is.
async fn joins_at(chair: &Reader<'_>, agenda: &str, item: &str) {
    let follower = chair.get(item).await;
    assert_eq!(follower.location(), format!("{agenda}/join"));
    let refused = chair.post(&format!("{agenda}/join"), &[]).await;
    assert_eq!(refused.status, 422);
    refused.shows(&["href=\"#accepted\"", "confidential"]);
    let joined = chair
        .post(&format!("{agenda}/join"), &[("accepted", "yes")])
        .await;
    assert_eq!(joined.location(), format!("{agenda}/live"));
    let live = chair.get(joined.location()).await;
    assert_eq!(live.location(), item, "the case that has the floor");
}

async fn actions_are_answered(site: &Site) {
    let (housing, probation) = (
        site.sign_in(Cast::HousingSpoc).await,
        site.sign_in(Cast::Probation).await,
    );
    let risk_officer = site.sign_in(Cast::Daro).await;
    let mine = housing.get("/actions").await;
    mine.shows(&["1 open action, 1 late", "Change the locks.", "KA and SD"]);
    mine.hides(&["Every agency"]);
    let path = mine
        .body
        .split_once("action=\"/actions/")
        .unwrap()
        .1
        .split_once('"')
        .unwrap()
        .0
        .to_owned();
    let typed = [("show", "mine"), ("state", "not_done"), ("note", " ")];
    let refused = housing.post(&format!("/actions/{path}"), &typed).await;
    assert_eq!(refused.status, 422);
    refused.shows(&[
        &format!("href=\"#note-{path}\""),
        &format!("id=\"note-{path}-error\""),
        "<details",
        " open",
    ]);
    assert_eq!(
        probation
            .post(&format!("/actions/{path}"), &typed)
            .await
            .status,
        403
    );
    risk_officer
        .get("/actions?show=all")
        .await
        .shows(&["Every agency", "KA and SD", "1 late"]);
    let typed = [("show", "mine"), ("state", "done"), ("note", "")];
    let done = housing.post(&format!("/actions/{path}"), &typed).await;
    housing
        .get(done.location())
        .await
        .shows(&["Your agency has no open action", "is recorded"]);
}

#[tokio::test]
async fn research_is_the_agencys_own_until_it_is_shared() {
    let app = TestApp::sqlite().await;
    let referral = referred(&app, "Abara", "", "").await;
    let path = format!("/marac/{referral}");
    let site = Site::over(app, BEFORE);
    let (probation, coordinator) = (
        site.sign_in(Cast::Probation).await,
        site.sign_in(Cast::Coordinator).await,
    );
    let refused = probation
        .post(&format!("{path}/research"), &[("text", "Breached twice.")])
        .await;
    assert_eq!(refused.status, 422);
    refused.shows(&["href=\"#holds\"", "Breached twice."]);
    let own = [("holds", "yes"), ("text", "Breached twice.")];
    assert_eq!(
        probation
            .post(&format!("{path}/research"), &own)
            .await
            .status,
        303
    );
    probation.get(&path).await.shows(&[
        "Only your agency can read this",
        "Breached twice.",
        "Change your agency",
    ]);
    let others = coordinator.get(&path).await;
    others
        .shows(&["10 agencies have", "not answered yet"])
        .hides(&["Breached twice."]);
    let shared = [
        ("holds", "yes"),
        ("text", "Breached twice."),
        ("shared", "yes"),
    ];
    probation.post(&format!("{path}/research"), &shared).await;
    coordinator.get(&path).await.shows(&["Breached twice."]);
}
