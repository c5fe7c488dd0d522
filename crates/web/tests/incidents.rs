//! The screening desk's pages with the cast: the list, one incident, its level, its decision.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

mod common;
mod played;

use common::Page;
use hawthorn_app::incidents::open_incident::open_incident;
use hawthorn_app::people::answer_suggestion::{PairAnswer, answer_suggestion};
use hawthorn_domain::incidents::screening::ScreeningCheck;
use hawthorn_domain::platform::ids::IncidentId;
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};
use played::Played;

/// A day after receipt.
const NEXT_DAY: &str = "2026-03-26T15:00:00Z";

fn has(page: &Page, words: &[&str]) {
    page.shows(words);
}

fn lacks(page: &Page, words: &[&str]) {
    page.hides(words);
}

/// Buttons in the one main colour: those of no other style (ux.md rule 2).
fn green_buttons(body: &str) -> usize {
    body.split("class=\"govuk-button")
        .skip(1)
        .filter(|rest| !rest.starts_with(" govuk-button--secondary") && !rest.starts_with("-group"))
        .count()
}

fn sketch() -> IncidentSketch {
    IncidentSketch {
        reference: "T/1".into(),
        ..IncidentSketch::default()
    }
}

/// The form that records every check of an incident without a note.
fn every_check() -> Vec<(&'static str, &'static str)> {
    ScreeningCheck::ALL
        .iter()
        .map(|check| ("check", check.code()))
        .collect()
}

async fn screened(site: &Played, id: IncidentId) {
    let done = site
        .post(
            Cast::SupportOfficer,
            &format!("/incidents/{id}/check"),
            &every_check(),
        )
        .await;
    assert_eq!(done.status, 303, "{}", done.body);
}

#[tokio::test]
async fn the_list_says_how_many_how_old_and_both_measures() {
    let app = TestApp::sqlite().await;
    let id = app
        .incident(IncidentSketch {
            children: "Ola Ellwood 01/02/2019".into(),
            flags: "Alcohol".into(),
            ..sketch()
        })
        .await;
    app.incident(IncidentSketch {
        level: "High".into(),
        victim_surname: "Abara".into(),
        ..IncidentSketch::default()
    })
    .await;
    let site = Played::new(app, NEXT_DAY);
    let page = site.get(Cast::SupportOfficer, "/incidents").await;
    assert_eq!(page.status, 200);
    has(
        &page,
        &[
            "2 of 2 still to screen, oldest 25 hours",
            &format!("href=\"/incidents/{id}\""),
            "Katarzyna Ellwood",
            "1, youngest 7",
            "Alcohol",
            "Nobody",
            "Take the next incident",
        ],
    );
    // C15: the 72 hours from 2pm on Wednesday, and the end of that working week.
    has(&page, &["28 March 2026, 2:00pm", "Week ends 27 March 2026"]);
    assert_eq!(green_buttons(&page.body), 1);
    let high = site
        .get(Cast::SupportOfficer, "/incidents?level=high")
        .await;
    has(
        &high,
        &["Katarzyna Abara", "Remove", "oldest shown 25 hours"],
    );
    lacks(&high, &["Katarzyna Ellwood"]);
    let none = site
        .get(Cast::SupportOfficer, "/incidents?level=medium")
        .await;
    has(
        &none,
        &["No incident of level medium here. Choose all levels to see the others."],
    );
    let reader = site.get(Cast::SocialWorker, "/incidents").await;
    lacks(&reader, &["Take the next incident"]);
}

#[tokio::test]
async fn a_long_list_goes_on_where_the_page_before_ended() {
    let app = TestApp::sqlite().await;
    for number in 0..51 {
        app.incident(IncidentSketch {
            victim_surname: format!("Family{number}"),
            received: format!("25/03/2026 10:{number:02}"),
            ..IncidentSketch::default()
        })
        .await;
    }
    let site = Played::new(app, NEXT_DAY);
    let first = site.get(Cast::SupportOfficer, "/incidents").await;
    has(
        &first,
        &[
            "51 of 51 still to screen, oldest shown",
            "50 incidents on this page",
        ],
    );
    let (_, rest) = first.body.split_once("&amp;after=").unwrap();
    let after = rest.split('"').next().unwrap();
    let second = site
        .get(
            Cast::SupportOfficer,
            &format!("/incidents?queue=to_screen&after={after}"),
        )
        .await;
    has(
        &second,
        &[
            "Katarzyna Family50",
            "1 incident on this page",
            "First page",
        ],
    );
    lacks(&second, &["Katarzyna Family49"]);
}

#[tokio::test]
async fn what_is_due_first_is_taken_and_colleagues_see_by_whom() {
    let app = TestApp::sqlite().await;
    let id = app.incident(sketch()).await;
    let site = Played::new(app, NEXT_DAY);
    let taken = site
        .post(Cast::SupportOfficer, "/incidents/next", &[])
        .await;
    assert_eq!(
        (taken.status.as_u16(), taken.location()),
        (303, format!("/incidents/{id}?done=claimed").as_str())
    );
    let mine = site.get(Cast::SupportOfficer, taken.location()).await;
    has(
        &mine,
        &[
            "You have this incident until 3:30pm",
            "Give the incident back",
        ],
    );
    assert_eq!(
        green_buttons(&mine.body),
        1,
        "the next check is the one thing to do"
    );
    let theirs = site
        .get(Cast::OtherSupportOfficer, &format!("/incidents/{id}"))
        .await;
    has(&theirs, &["SupportOfficer Example has this incident"]);
    lacks(&theirs, &["Take this incident", ">Done<"]);
    let late = site
        .post(
            Cast::OtherSupportOfficer,
            &format!("/incidents/{id}/check"),
            &[("check", "level"), ("note", "Kept while refused")],
        )
        .await;
    assert_eq!(late.status, 422);
    has(&late, &["SupportOfficer Example has this incident until"]);
    let nothing = site
        .post(Cast::OtherSupportOfficer, "/incidents/next", &[])
        .await;
    assert_eq!(nothing.location(), "/incidents?done=none");
    has(
        &site
            .get(Cast::OtherSupportOfficer, nothing.location())
            .await,
        &["Nothing waits to be taken"],
    );
    site.post(
        Cast::SupportOfficer,
        &format!("/incidents/{id}/release"),
        &[],
    )
    .await;
    has(
        &site
            .get(Cast::OtherSupportOfficer, &format!("/incidents/{id}"))
            .await,
        &["Take this incident"],
    );
}

#[tokio::test]
async fn the_incident_shows_what_was_reported_and_the_history_as_picture_and_table() {
    let app = TestApp::sqlite().await;
    let earlier = app
        .incident(IncidentSketch {
            reference: "T/0".into(),
            received: "10/01/2026 09:00".into(),
            ..IncidentSketch::default()
        })
        .await;
    let id = app
        .incident(IncidentSketch {
            summary: "He said <b>he will come back</b>.".into(),
            flags: "MH".into(),
            children: "Ola Ellwood 01/02/2019".into(),
            ..sketch()
        })
        .await;
    let mut ask = app.ask(Cast::SupportOfficer, NEXT_DAY);
    let site = Played::new(app, NEXT_DAY);
    let path = format!("/incidents/{id}");
    let before = site.get(Cast::SupportOfficer, &path).await;
    has(
        &before,
        &[
            "He said &lt;b&gt;he will come back&lt;/b&gt;.",
            "Mental health",
            "1 Test Avenue, Bedworth, CV12 6BF",
            "2 November 1976 (49)",
            "Ex-partner",
            "1 child, youngest 7",
            "ask before any contact",
        ],
    );
    has(
        &before,
        &[
            "2 records may be the same people",
            "Compare record 2",
            "No other incident of these people is on record.",
        ],
    );
    assert!(
        !before.is_whole().title().contains("Ellwood"),
        "titles hold no names"
    );
    let service = &site.site.app.app;
    for suggestion in open_incident(service, &mut ask, id)
        .await
        .unwrap()
        .open_suggestions
    {
        answer_suggestion(
            service,
            &mut ask,
            suggestion,
            PairAnswer::Same,
            "The same date of birth and address.",
        )
        .await
        .unwrap();
    }
    let page = site.get(Cast::SupportOfficer, &path).await;
    has(
        &page,
        &[
            "2 in 12 months",
            "The same two people",
            &format!("href=\"/incidents/{earlier}\""),
            "10 January 2026",
            "1 other incident of these people, newest first",
        ],
    );
    lacks(&page, &["may be the same people"]);
}

#[tokio::test]
async fn a_check_keeps_its_note_and_a_note_that_is_too_long_is_given_back() {
    let app = TestApp::sqlite().await;
    let id = app.incident(sketch()).await;
    let site = Played::new(app, NEXT_DAY);
    let path = format!("/incidents/{id}/check");
    let long = format!("begin {}", "x".repeat(20_000));
    let refused = site
        .post(
            Cast::SupportOfficer,
            &path,
            &[("check", "other_risks"), ("note", &long)],
        )
        .await;
    assert_eq!(refused.status, 422);
    has(
        &refused,
        &[
            "id=\"note-error\"",
            "href=\"#note\"",
            ">begin xxx",
            "Shorten it to 20000 or fewer",
        ],
    );
    let done = site
        .post(
            Cast::SupportOfficer,
            &path,
            &[("check", "other_risks"), ("note", "Spoke to the officer.")],
        )
        .await;
    has(
        &site.get(Cast::SupportOfficer, done.location()).await,
        &[
            "The check is recorded.",
            "Done by SupportOfficer Example",
            "Spoke to the officer.",
            "1 check of 6 done",
        ],
    );
    let unknown = site
        .post(Cast::SupportOfficer, &path, &[("check", "luck")])
        .await;
    assert_eq!(unknown.status, 422);
}

#[tokio::test]
async fn a_routine_incident_is_closed_in_three_pages() {
    let app = TestApp::sqlite().await;
    let id = app.incident(sketch()).await;
    let site = Played::new(app, NEXT_DAY);
    let early = site
        .get(Cast::SupportOfficer, &format!("/incidents/{id}/decision"))
        .await;
    has(
        &early,
        &[
            "6 checks still to do before a decision",
            "Record and close",
            &format!("/incidents/{id}#check-level"),
        ],
    );
    lacks(&early, &["Record the decision"]);
    let refused = site
        .post(
            Cast::SupportOfficer,
            &format!("/incidents/{id}/decision"),
            &[("outcome", "close"), ("reason", "Too early")],
        )
        .await;
    assert_eq!(refused.status, 422);
    has(
        &refused,
        &["These checks are still to do before a decision"],
    );
    screened(&site, id).await;
    let workspace = site
        .get(Cast::SupportOfficer, &format!("/incidents/{id}"))
        .await;
    has(
        &workspace,
        &["6 checks of 6 done", "Decide what becomes of it"],
    );
    assert_eq!(green_buttons(&workspace.body), 1);
    let path = format!("/incidents/{id}/decision");
    let page = site.get(Cast::SupportOfficer, &path).await;
    let version = page
        .body
        .split_once("name=\"version\" value=\"")
        .unwrap()
        .1
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let empty = site
        .post(
            Cast::SupportOfficer,
            &path,
            &[("outcome", "share"), ("reason", ""), ("version", &version)],
        )
        .await;
    assert_eq!(empty.status, 422);
    has(&empty, &["id=\"reason-error\"", "Say why, in a sentence"]);
    assert!(
        empty.body.contains("value=\"share\" checked"),
        "the choice is kept"
    );
    let unchosen = site
        .post(
            Cast::SupportOfficer,
            &path,
            &[("reason", "Typed before choosing")],
        )
        .await;
    has(
        &unchosen,
        &[
            "Choose what becomes of the incident.",
            "Typed before choosing",
        ],
    );
    let stale = site
        .post(
            Cast::SupportOfficer,
            &path,
            &[
                ("outcome", "close"),
                ("reason", "Written on an old page"),
                ("version", "1"),
            ],
        )
        .await;
    assert_eq!(stale.status, 422);
    has(&stale, &["Written on an old page"]);
    let done = site
        .post(
            Cast::SupportOfficer,
            &path,
            &[
                ("outcome", "close"),
                ("reason", "Nothing more is needed."),
                ("version", &version),
            ],
        )
        .await;
    assert_eq!(
        (done.status.as_u16(), done.location()),
        (303, format!("/incidents/{id}?done=decided").as_str())
    );
    let after = site.get(Cast::SupportOfficer, done.location()).await;
    has(
        &after,
        &["Nothing more is needed.", "Take the next incident"],
    );
    has(
        &site
            .get(Cast::SupportOfficer, "/incidents?queue=done")
            .await,
        &["1 incident decided today", "Record and close"],
    );
}

#[tokio::test]
async fn a_decision_to_refer_leads_to_the_referral() {
    let app = TestApp::sqlite().await;
    let id = app
        .incident(IncidentSketch {
            level: "High".into(),
            ..sketch()
        })
        .await;
    let site = Played::new(app, NEXT_DAY);
    screened(&site, id).await;
    let done = site
        .post(
            Cast::SupportOfficer,
            &format!("/incidents/{id}/decision"),
            &[("outcome", "refer"), ("reason", "High risk.")],
        )
        .await;
    assert!(
        done.location().starts_with("/referrals/R-"),
        "{}",
        done.location()
    );
    has(
        &site.get(Cast::SupportOfficer, done.location()).await,
        &[
            "The incident is referred",
            "High risk.",
            "Waiting for a rating",
        ],
    );
}

#[tokio::test]
async fn a_change_of_level_waits_for_somebody_else() {
    let app = TestApp::sqlite().await;
    let id = app.incident(sketch()).await;
    let site = Played::new(app, NEXT_DAY);
    let path = format!("/incidents/{id}/level");
    let unchosen = site
        .post(Cast::PoliceSupervisor, &path, &[("reason", "Kept words")])
        .await;
    assert_eq!(unchosen.status, 422);
    has(
        &unchosen,
        &["Choose the level that you propose.", "Kept words"],
    );
    let done = site
        .post(
            Cast::PoliceSupervisor,
            &path,
            &[("to", "high"), ("reason", "A threat to life.")],
        )
        .await;
    assert_eq!(done.location(), format!("/incidents/{id}?done=proposed"));
    let waiting = site
        .get(Cast::SupportOfficer, &format!("/incidents/{id}/decision"))
        .await;
    has(
        &waiting,
        &["A change of level is waiting for a supervisor."],
    );
    has(
        &site
            .get(Cast::SupportOfficer, "/incidents?queue=awaiting_supervisor")
            .await,
        &["High proposed", "1 incident waiting for a supervisor"],
    );
    let own = site.get(Cast::PoliceSupervisor, &path).await;
    lacks(&own, &["Do you authorise the change?"]);
    let own = site
        .post(
            Cast::PoliceSupervisor,
            &format!("{path}/answer"),
            &[("agreed", "yes"), ("reason", "Mine")],
        )
        .await;
    assert_eq!(own.status, 422);
    has(
        &own,
        &["A different person has to authorise this change: you proposed it."],
    );
    let refused = site
        .post(
            Cast::SupportOfficer,
            &format!("{path}/answer"),
            &[("agreed", "yes"), ("reason", "Not mine to give")],
        )
        .await;
    assert_eq!(refused.status, 403);
}

#[tokio::test]
async fn a_supervisor_answers_a_proposal_of_an_officer() {
    let app = TestApp::sqlite().await;
    let id = app.incident(sketch()).await;
    let site = Played::new(app, NEXT_DAY);
    let path = format!("/incidents/{id}/level");
    site.post(
        Cast::SupportOfficer,
        &path,
        &[("to", "medium"), ("reason", "Third call this month.")],
    )
    .await;
    let page = site.get(Cast::PoliceSupervisor, &path).await;
    has(
        &page,
        &[
            "Third call this month.",
            "Yes, change the level to medium",
            "SupportOfficer Example",
        ],
    );
    let version = page
        .body
        .split_once("name=\"version\" value=\"")
        .unwrap()
        .1
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let silent = site
        .post(
            Cast::PoliceSupervisor,
            &format!("{path}/answer"),
            &[("agreed", "yes"), ("reason", ""), ("version", &version)],
        )
        .await;
    assert_eq!(silent.status, 422);
    has(&silent, &["id=\"reason-error\""]);
    let done = site
        .post(
            Cast::PoliceSupervisor,
            &format!("{path}/answer"),
            &[
                ("agreed", "yes"),
                ("reason", "I agree."),
                ("version", &version),
            ],
        )
        .await;
    assert_eq!(done.location(), format!("/incidents/{id}?done=answered"));
    has(
        &site.get(Cast::SupportOfficer, &path).await,
        &[
            "The level in force is medium. It was reported as standard.",
            "Authorised: ",
            "I agree.",
        ],
    );
}

#[tokio::test]
async fn who_may_not_is_told_so_and_what_is_hidden_is_not_there() {
    let app = TestApp::sqlite().await;
    let open = app.incident(sketch()).await;
    let hidden = app
        .incident(IncidentSketch {
            flags: "HBA".into(),
            victim_surname: "Abara".into(),
            ..IncidentSketch::default()
        })
        .await;
    let site = Played::new(app, NEXT_DAY);
    for (who, path, status) in [
        (Cast::HealthSpoc, "/incidents".to_owned(), 403),
        (Cast::Idva, format!("/incidents/{open}"), 403),
        (Cast::SupportOfficer, format!("/incidents/{hidden}"), 404),
        (
            Cast::SupportOfficer,
            format!("/incidents/{hidden}/decision"),
            404,
        ),
        (Cast::PoliceSupervisor, format!("/incidents/{hidden}"), 200),
        (Cast::SupportOfficer, "/incidents/nonsense".to_owned(), 404),
    ] {
        assert_eq!(site.get(who, &path).await.status, status, "{who:?} {path}");
    }
    let list = site.get(Cast::SupportOfficer, "/incidents").await;
    has(&list, &["1 of 1 still to screen"]);
    lacks(&list, &["Abara"]);
    let post = site
        .post(
            Cast::SocialWorker,
            &format!("/incidents/{open}/check"),
            &every_check(),
        )
        .await;
    assert_eq!(post.status, 403);
}

#[tokio::test]
async fn somebody_of_the_hub_refers_an_incident_without_screening_it() {
    let app = TestApp::sqlite().await;
    let id = app.incident(sketch()).await;
    let site = Played::new(app, NEXT_DAY);
    has(
        &site
            .get(Cast::SocialWorker, &format!("/incidents/{id}"))
            .await,
        &["Refer into the MASH", "multi-agency safeguarding hub"],
    );
    let refused = site
        .post(
            Cast::SocialWorker,
            &format!("/incidents/{id}/refer"),
            &[("reason", " ")],
        )
        .await;
    assert_eq!(refused.status, 422);
    has(
        &refused,
        &[
            "id=\"reason-error\"",
            "Say why the MASH should look at this.",
        ],
    );
    let done = site
        .post(
            Cast::SocialWorker,
            &format!("/incidents/{id}/refer"),
            &[("reason", "The school has rung us.")],
        )
        .await;
    has(
        &site.get(Cast::SocialWorker, done.location()).await,
        &["The school has rung us."],
    );
    lacks(
        &site
            .get(Cast::SocialWorker, &format!("/incidents/{id}"))
            .await,
        &["Refer this incident"],
    );
}
