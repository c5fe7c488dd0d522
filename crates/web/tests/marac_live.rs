//! A case as it is heard, from its pages: offers, what script sends and is answered, conflicts, the room, who was there.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

mod common;

use common::marac::{DURING, OPEN_FORM, meeting, referred};
use common::{Reader, Site};
use hawthorn_domain::platform::ids::MaracReferralId;
use hawthorn_testkit::{Cast, TestApp};

/// A meeting in session with two cases; the coordinator has opened it and the IDVA has joined.
async fn in_session() -> (Site, String, [MaracReferralId; 2]) {
    let app = TestApp::sqlite().await;
    let items = [
        referred(&app, "Abara", "", "").await,
        referred(&app, "Brand", "", "").await,
    ];
    let agenda = format!("/meetings/{}", meeting(&app, &items).await);
    (Site::over(app, DURING), agenda, items)
}

async fn both<'site>(site: &'site Site, agenda: &str) -> (Reader<'site>, Reader<'site>) {
    let coordinator = site.sign_in(Cast::Coordinator).await;
    let idva = site.sign_in(Cast::Idva).await;
    coordinator.post(&format!("{agenda}/open"), OPEN_FORM).await;
    idva.post(&format!("{agenda}/join"), &[("accepted", "yes")])
        .await;
    (coordinator, idva)
}

#[tokio::test]
async fn a_representative_offers_and_the_minute_taker_agrees() {
    let (site, agenda, [first, _]) = in_session().await;
    let (coordinator, idva) = both(&site, &agenda).await;
    let item = format!("{agenda}/item/{first}");
    let page = idva.get(&item).await;
    page.shows(&[
        "Offer an action for your agency",
        "Case 1 of 2 has the floor",
    ]);
    page.hides(&["Agree an action", "Stop the clock"]);
    let offer = [
        ("what", "Call her on the safe number."),
        ("owner", "Her IDVA"),
        ("due_in", "2"),
        ("victim_facing", "yes"),
        ("key", "k1"),
    ];
    let refused = idva.post(&format!("{item}/offer"), &offer[..2]).await;
    assert_eq!(refused.status, 422);
    refused.shows(&["href=\"#due\"", "Call her on the safe number."]);
    for _ in 0..2 {
        let made = idva.post(&format!("{item}/offer"), &offer).await;
        assert_eq!(made.status, 303);
    }
    let page = coordinator.get(&item).await;
    page.shows(&["1 action is offered", "The victim sees it or is told"]);
    let id = page
        .body
        .split_once("name=\"offer\" value=\"")
        .unwrap()
        .1
        .split_once('"')
        .unwrap()
        .0
        .to_owned();
    let answer = [("offer", id.as_str()), ("answer", "agree")];
    let agreed = coordinator
        .post(&format!("{item}/offer/answer"), &answer)
        .await;
    assert_eq!(agreed.status, 303);
    idva.get(&item)
        .await
        .shows(&["1 agreed action", "Her IDVA"]);
}

#[tokio::test]
async fn script_gets_short_answers_and_the_parts_that_change() {
    let (site, agenda, [first, _]) = in_session().await;
    let (coordinator, idva) = both(&site, &agenda).await;
    let item = format!("{agenda}/item/{first}");
    coordinator
        .get(&item)
        .await
        .shows(&["data-stream=\"/meetings/", "live."]);
    let written = coordinator
        .script(
            &format!("{item}/box"),
            &[
                ("field", "risks"),
                ("base", ""),
                ("text", "He has a key\n"),
                ("writer", "w"),
                ("number", "1"),
            ],
        )
        .await;
    assert_eq!(
        written.body,
        "{\"version\":1,\"text\":\"He has a key\\n\",\"both\":false}"
    );
    let refused = coordinator
        .script(&format!("{item}/action"), &[("what", "Call her")])
        .await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("\"field\":\"agency\""),
        "{}",
        refused.body
    );
    idva.get(&format!("{item}/parts"))
        .await
        .shows(&["He has a key", "data-box=\"risks\" data-version=\"1\""]);
}

#[tokio::test]
async fn a_conflict_hides_the_case_on_every_page_and_the_room_sees_initials() {
    let (site, agenda, [first, _]) = in_session().await;
    let (coordinator, idva) = both(&site, &agenda).await;
    let item = format!("{agenda}/item/{first}");
    let asked = idva.get(&format!("{item}/conflict")).await;
    asked.shows(&["KA and SD"]);
    let refused = idva.post(&format!("{item}/conflict"), &[("why", "")]).await;
    assert_eq!(refused.status, 422);
    let done = idva
        .post(&format!("{item}/conflict"), &[("why", "a relative")])
        .await;
    let page = idva.get(done.location()).await;
    page.shows(&["Your conflict is recorded"]);
    page.hides(&["KA and SD"]);
    for path in ["", "/parts", "/conflict"] {
        assert_eq!(
            idva.get(&format!("{item}{path}")).await.status,
            404,
            "{path}"
        );
    }
    assert_eq!(idva.get(&format!("/marac/{first}")).await.status, 404);
    let room = idva.get(&format!("{agenda}/room")).await;
    room.shows(&["A case is heard"]);
    room.hides(&["KA and SD", "Abara"]);
    let room = coordinator.get(&format!("{agenda}/room")).await;
    room.shows(&["Case 1 of 2", "KA and SD", "Next: KB and SD"]);
    room.hides(&["Abara", "Katarzyna"]);
    coordinator
        .get(&format!("{item}/conflict"))
        .await
        .shows(&["a relative", "Lift this conflict"]);
    let lifted = coordinator
        .post(
            &format!("{item}/conflict/lift"),
            &[("place", "0"), ("why", "a mistake")],
        )
        .await;
    assert_eq!(lifted.status, 303);
    assert_eq!(idva.get(&item).await.status, 200);
}

#[tokio::test]
async fn the_attendance_says_who_is_there_and_takes_in_who_comes_late() {
    let (site, agenda, _) = in_session().await;
    let (coordinator, idva) = both(&site, &agenda).await;
    let path = format!("{agenda}/attendance");
    coordinator.get(&path).await.shows(&[
        "Gwen Example",
        "Owain Example",
        "Apologies",
        "Accepted at 9:45am",
    ]);
    let late = [("name", "Sam Example"), ("agency", "housing")];
    let refused = coordinator.post(&path, &late).await;
    assert_eq!(refused.status, 422);
    refused.shows(&["href=\"#accepted\"", "Sam Example"]);
    let late = [late[0], late[1], ("accepted", "yes"), ("chairs", "yes")];
    let added = coordinator.post(&path, &late).await;
    coordinator
        .get(added.location())
        .await
        .shows(&["Sam Example", "in the chair"]);
    assert_eq!(idva.post(&path, &late).await.status, 403);
}
