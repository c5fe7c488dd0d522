//! The hub's pages with the cast: a referral from its rating to the words for the referrer.
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
use hawthorn_domain::platform::ids::ReferralId;
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};
use played::Played;

const MORNING: &str = "2026-03-25T15:00:00Z";
const LATER: &str = "2026-03-25T16:00:00Z";

fn has(page: &Page, words: &[&str]) {
    page.shows(words);
}

fn lacks(page: &Page, words: &[&str]) {
    page.hides(words);
}

async fn referred(app: &TestApp, flags: &str) -> ReferralId {
    let sketch = IncidentSketch {
        level: "Medium".into(),
        children: "Ola Ellwood 01/02/2019".into(),
        flags: flags.into(),
        ..IncidentSketch::default()
    };
    let incident = app.incident(sketch).await;
    let who = if flags.is_empty() {
        Cast::SupportOfficer
    } else {
        Cast::PoliceSupervisor
    };
    make_referral(
        &app.app,
        &mut app.ask(who, MORNING),
        incident,
        "A child <i>was</i> in the room.",
    )
    .await
    .unwrap()
    .id
}

async fn sent(site: &Played, who: Cast, path: &str, form: &[(&str, &str)]) -> Page {
    let done = site.post(who, path, form).await;
    assert_eq!(done.status, 303, "{path}: {}", done.body);
    site.get(who, done.location()).await
}

async fn rated(site: &Played, id: ReferralId) -> Page {
    sent(
        site,
        Cast::SocialCareManager,
        &format!("/referrals/{id}/rating"),
        &[("rag", "amber"), ("reason", "No immediate harm.")],
    )
    .await
}

/// The people of the referral as the form for asking offers them.
async fn people(site: &Played, id: ReferralId) -> Vec<String> {
    let page = site
        .get(Cast::SocialWorker, &format!("/referrals/{id}/information"))
        .await;
    page.body
        .split("name=\"people\" type=\"checkbox\" value=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect()
}

const TRIAGE: &[(&str, &str)] = &[
    ("agencies", "police"),
    ("agencies", "childrens_social_care"),
    ("agencies", "child_health"),
    ("agencies", "early_help"),
    ("discussion", "A shared view of the risk."),
];

async fn triaged(site: &Played, id: ReferralId) {
    rated(site, id).await;
    sent(
        site,
        Cast::SocialWorker,
        &format!("/referrals/{id}/triage"),
        TRIAGE,
    )
    .await;
}

#[tokio::test]
async fn the_list_has_a_tab_for_each_place_where_a_referral_stands() {
    let app = TestApp::sqlite().await;
    let id = referred(&app, "").await;
    let site = Played::new(app, LATER);
    let page = site.get(Cast::SocialCareManager, "/referrals").await;
    has(
        &page,
        &[
            "1 referral: waiting for a rating, oldest 1 hour",
            "Katarzyna Ellwood",
            &format!("/referrals/{id}"),
            "None asked",
            "Multi-agency safeguarding hub (MASH)",
        ],
    );
    has(
        &site
            .get(Cast::SocialCareManager, "/referrals?state=finished")
            .await,
        &["No referral is finished yet."],
    );
    rated(&site, id).await;
    has(
        &site
            .get(Cast::SocialCareManager, "/referrals?state=ready_for_triage")
            .await,
        &["Katarzyna Ellwood", "Amber"],
    );
}

#[tokio::test]
async fn a_rating_is_kept_with_its_reason_and_the_one_before() {
    let app = TestApp::sqlite().await;
    let id = referred(&app, "").await;
    let site = Played::new(app, LATER);
    let page = site
        .get(Cast::SocialWorker, &format!("/referrals/{id}"))
        .await;
    has(
        &page,
        &[
            "A child &lt;i&gt;was&lt;/i&gt; in the room.",
            "The area has not confirmed how long each rating allows",
            "Invented for a test.",
            "1 child, youngest 7",
            "Next: the social care team manager sets the rating.",
        ],
    );
    lacks(&page, &["Set the rating<"]);
    assert!(
        !page.is_whole().title().contains("Ellwood"),
        "titles hold no names"
    );
    let path = format!("/referrals/{id}/rating");
    let refused = site
        .post(
            Cast::SocialCareManager,
            &path,
            &[("rag", "amber"), ("reason", "")],
        )
        .await;
    assert_eq!(refused.status, 422);
    has(
        &refused,
        &["id=\"reason-error\"", "Say why this rating fits."],
    );
    assert!(
        refused.body.contains("value=\"amber\" checked"),
        "the choice is kept"
    );
    has(
        &rated(&site, id).await,
        &["The rating is recorded.", "No immediate harm.", "1 rating"],
    );
    let raised = sent(
        &site,
        Cast::SocialCareManager,
        &path,
        &[("rag", "red"), ("reason", "A new threat.")],
    )
    .await;
    has(
        &raised,
        &[
            "A new threat.",
            "No immediate harm.",
            "2 ratings, newest first",
        ],
    );
    assert_eq!(
        site.post(
            Cast::SocialWorker,
            &path,
            &[("rag", "red"), ("reason", "x")]
        )
        .await
        .status,
        403
    );
}

#[tokio::test]
async fn agencies_are_asked_by_choice_and_their_answers_stand_in_full() {
    let app = TestApp::sqlite().await;
    let id = referred(&app, "").await;
    let site = Played::new(app, LATER);
    let path = format!("/referrals/{id}/information");
    has(
        &site.get(Cast::SocialWorker, &path).await,
        &["No agency has been asked yet.", "The rating comes first"],
    );
    rated(&site, id).await;
    let page = site.get(Cast::SocialWorker, &path).await;
    assert!(
        page.body.contains("value=\"child_health\" checked"),
        "the agencies of every triage are chosen at first"
    );
    assert!(
        !page.body.contains("value=\"housing\" checked")
            && !page.body.contains("value=\"police\" checked")
    );
    let people = people(&site, id).await;
    assert_eq!(people.len(), 3);
    let ask = format!("/referrals/{id}/requests");
    let refused = site
        .post(Cast::SocialWorker, &ask, &[("why", "Kept words")])
        .await;
    assert_eq!(refused.status, 422);
    has(
        &refused,
        &[
            "Choose at least one agency to ask.",
            "Choose at least one person to ask about.",
            "Kept words",
        ],
    );
    assert!(
        !refused.body.contains("value=\"child_health\" checked"),
        "what was not chosen stays so"
    );
    let form = [
        ("why", "To judge the risk."),
        ("agencies", "child_health"),
        ("agencies", "housing"),
        ("people", &people[0]),
        ("people", &people[1]),
    ];
    let asked = sent(&site, Cast::SocialWorker, &ask, &form).await;
    has(
        &asked,
        &["The requests are sent.", "Answers in: 0 of 2", "Waiting"],
    );
    let inbox = site.get(Cast::HealthSpoc, "/requests").await;
    let request = inbox
        .body
        .split_once("href=\"/requests/Q-")
        .unwrap()
        .1
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let name = format!("holding-{}", people[0]);
    let other = format!("holding-{}", people[1]);
    let answer = [
        (name.as_str(), "known"),
        (other.as_str(), "not_known"),
        ("lines", "1"),
        ("line-0-day", "2"),
        ("line-0-month", "3"),
        ("line-0-year", "2026"),
        ("line-0-what", "Seen in clinic."),
        ("summary", "She is afraid at home."),
        ("withheld", "A third party’s words."),
    ];
    sent(
        &site,
        Cast::HealthSpoc,
        &format!("/requests/Q-{request}"),
        &answer,
    )
    .await;
    let full = site.get(Cast::SocialWorker, &path).await;
    has(
        &full,
        &[
            "Answers in: 1 of 2",
            "She is afraid at home.",
            "2 March 2026",
            "Seen in clinic.",
            "A third party’s words.",
            "Known now",
        ],
    );
    let withdraw = full
        .body
        .split_once("/withdraw\"")
        .unwrap()
        .0
        .rsplit_once('"')
        .unwrap()
        .1
        .to_owned();
    has(
        &sent(
            &site,
            Cast::SocialWorker,
            &format!("{withdraw}/withdraw"),
            &[],
        )
        .await,
        &["The request is withdrawn.", "Withdrawn"],
    );
}

#[tokio::test]
async fn triage_says_why_it_went_on_without_a_core_member() {
    let app = TestApp::sqlite().await;
    let id = referred(&app, "").await;
    let site = Played::new(app, LATER);
    rated(&site, id).await;
    let path = format!("/referrals/{id}/triage");
    let refused = site
        .post(
            Cast::SocialWorker,
            &path,
            &[("agencies", "police"), ("discussion", "Written at length.")],
        )
        .await;
    assert_eq!(refused.status, 422);
    has(
        &refused,
        &[
            "id=\"agencies-error\"",
            "These core agencies are not among those who took part",
            "Written at length.",
        ],
    );
    assert!(
        refused.body.contains("value=\"police\" checked"),
        "the choice is kept"
    );
    let done = sent(&site, Cast::SocialWorker, &path, TRIAGE).await;
    has(
        &done,
        &[
            "The triage discussion is recorded.",
            "A shared view of the risk.",
            "Record the discussion again",
        ],
    );
    assert!(
        done.body.contains("value=\"early_help\" checked"),
        "what was recorded can be written again"
    );
    assert_eq!(site.post(Cast::HealthSpoc, &path, TRIAGE).await.status, 403);
}

#[tokio::test]
async fn an_outcome_needs_its_rationale_and_its_statutory_basis() {
    let app = TestApp::sqlite().await;
    let id = referred(&app, "").await;
    let site = Played::new(app, LATER);
    let path = format!("/referrals/{id}/outcome");
    has(
        &site.get(Cast::SocialWorker, &path).await,
        &["The triage discussion has to be recorded before an outcome is proposed."],
    );
    triaged(&site, id).await;
    let page = site.get(Cast::SocialWorker, &path).await;
    has(
        &page,
        &[
            "Propose the outcome",
            "value=\"strategy_discussion\"",
            "Needs its statutory basis",
        ],
    );
    let refused = site
        .post(
            Cast::SocialWorker,
            &path,
            &[
                ("outcomes", "strategy_discussion"),
                ("rationale", "A child may be harmed."),
            ],
        )
        .await;
    assert_eq!(refused.status, 422);
    has(
        &refused,
        &["id=\"legal_basis-error\"", "A child may be harmed."],
    );
    assert!(
        refused
            .body
            .contains("value=\"strategy_discussion\" checked"),
        "the choice is kept"
    );
    let empty = site
        .post(Cast::SocialWorker, &path, &[("rationale", "Words")])
        .await;
    has(&empty, &["Choose at least one outcome."]);
}

#[tokio::test]
async fn the_manager_sends_an_outcome_back_or_authorises_it_and_the_referrer_is_told() {
    let app = TestApp::sqlite().await;
    let id = referred(&app, "").await;
    let site = Played::new(app, LATER);
    triaged(&site, id).await;
    let path = format!("/referrals/{id}/outcome");
    let outcome = [
        ("outcomes", "early_help"),
        ("rationale", "Support now keeps it from growing."),
    ];
    let proposed = sent(&site, Cast::SocialWorker, &path, &outcome).await;
    has(
        &proposed,
        &[
            "The outcome waits for the social care team manager.",
            "Support now keeps it from growing.",
        ],
    );
    lacks(&proposed, &["Authorise this outcome"]);
    let named = site
        .post(
            Cast::SocialCareManager,
            &format!("{path}/return"),
            &[("reason", " ")],
        )
        .await;
    assert_eq!(named.status, 422);
    has(
        &named,
        &[
            "id=\"reason-error\"",
            "Say what is missing, so that it can be proposed again.",
        ],
    );
    sent(
        &site,
        Cast::SocialCareManager,
        &format!("{path}/return"),
        &[("reason", "Say who supports the child.")],
    )
    .await;
    sent(&site, Cast::SocialWorker, &path, &outcome).await;
    let waiting = site.get(Cast::SocialCareManager, &path).await;
    has(
        &waiting,
        &["Authorise this outcome", "Send the outcome back"],
    );
    assert_eq!(
        site.post(
            Cast::SocialWorker,
            &format!("{path}/authorise"),
            &[("note", "")]
        )
        .await
        .status,
        403
    );
    let done = sent(
        &site,
        Cast::SocialCareManager,
        &format!("{path}/authorise"),
        &[("note", "Agreed.")],
    )
    .await;
    has(
        &done,
        &["The outcome is authorised.", "Agreed.", "Tell the referrer"],
    );
    let silent = site
        .post(
            Cast::SocialWorker,
            &format!("/referrals/{id}/feedback"),
            &[("words", "")],
        )
        .await;
    assert_eq!(silent.status, 422);
    has(&silent, &["id=\"words-error\""]);
    let told = sent(
        &site,
        Cast::SocialWorker,
        &format!("/referrals/{id}/feedback"),
        &[("words", "Early help will ring the family.")],
    )
    .await;
    has(
        &told,
        &[
            "What the referrer was told",
            "Early help will ring the family.",
        ],
    );
    has(
        &site
            .get(Cast::SocialWorker, "/referrals?state=following_up")
            .await,
        &["1 referral: outcomes to follow up"],
    );
}

#[tokio::test]
async fn a_restricted_referral_is_not_there_for_others() {
    let app = TestApp::sqlite().await;
    let open = referred(&app, "").await;
    let hidden = referred(&app, "HBA").await;
    let site = Played::new(app, LATER);
    for page in ["", "/information", "/triage", "/outcome"] {
        assert_eq!(
            site.get(Cast::SocialWorker, &format!("/referrals/{hidden}{page}"))
                .await
                .status,
            404,
            "{page}"
        );
        assert_eq!(
            site.get(
                Cast::PoliceSupervisor,
                &format!("/referrals/{hidden}{page}")
            )
            .await
            .status,
            200,
            "{page}"
        );
        assert_eq!(
            site.get(Cast::HousingSpoc, &format!("/referrals/{open}{page}"))
                .await
                .status,
            403,
            "{page}"
        );
    }
    has(
        &site.get(Cast::SocialWorker, "/referrals").await,
        &["1 referral: waiting"],
    );
    let list = site.get(Cast::MashManager, "/referrals").await;
    has(&list, &["2 referrals: waiting", "Restricted record"]);
}
