//! Writing that is kept before it is sent (ux.md 5.6): offered back, closed by sending, thrown away in two steps, and nobody else's (MASH-4, MASH-5, SPOC-5).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "test code stops at the first thing that is not as it should be"
)]

mod common;
mod played;

use common::Page;
use hawthorn_app::Refusal;
use hawthorn_app::platform::drafts::{Keeping, Written, forget_old, keep_lapsed, own_drafts};
use hawthorn_app::platform::sessions;
use hawthorn_domain::platform::ids::DraftId;
use hawthorn_testkit::{Cast, CountingDice, TestApp};
use jiff::{SignedDuration, Timestamp};
use played::Played;

const NOW: &str = "2026-03-25T15:00:00Z";
const PATH: &str = "/consultations/new";
const WHO: Cast = Cast::SocialWorker;
const WORRY: &str = "She has stopped answering her phone.";

/// Where the form of this page goes to, and the reference of its draft.
fn form_of(page: &Page) -> (String, String) {
    let (_, rest) = page
        .body
        .split_once(&format!("action=\"{PATH}?draft="))
        .unwrap();
    let draft = rest.split('"').next().unwrap();
    (format!("{PATH}?draft={draft}"), draft.to_owned())
}

async fn keep(site: &Played, who: Cast, draft: &str, worry: &str) -> Page {
    let fields = [
        ("kept-form", PATH),
        ("kept-page", PATH),
        ("worry", worry),
        ("referrer_name", "Gale Surgery"),
    ];
    site.post(who, &format!("/drafts/{draft}"), &fields).await
}

/// A save by script.
async fn late_save(site: &Played, draft: &str) -> Page {
    let fields = [("kept-form", PATH), ("kept-page", PATH), ("worry", WORRY)];
    let reader = site.reader(WHO).await;
    reader.script(&format!("/drafts/{draft}"), &fields).await
}

/// Opens the form and keeps a worry under its draft.
async fn begun(site: &Played) -> (String, String) {
    let (action, draft) = form_of(&site.get(WHO, PATH).await);
    let kept = keep(site, WHO, &draft, WORRY).await;
    assert_eq!(kept.location(), action);
    (action, draft)
}

#[tokio::test]
async fn what_was_written_is_offered_back_and_stands_in_the_form_when_asked_for() {
    for app in TestApp::each_database().await {
        let site = Played::new(app, NOW);
        let first = site.get(WHO, PATH).await;
        first.shows(&["Save for now"]).hides(&["did not send it"]);
        let (action, draft) = begun(&site).await;
        let again = site.get(WHO, PATH).await;
        again
            .shows(&[
                "did not send it",
                "25 March 2026, 3:00pm",
                &format!("href=\"{action}\""),
                &format!("href=\"/drafts/{draft}/discard\""),
            ])
            .hides(&[WORRY]);
        assert_ne!(form_of(&again).1, draft, "begun anew");
        let back = site.get(WHO, &action).await;
        back.shows(&[WORRY, "Gale Surgery", "It is not sent yet."]);
        assert_eq!(form_of(&back).1, draft);
        site.get(WHO, "/")
            .await
            .shows(&[
                "Not sent yet",
                "Consultation",
                &format!("href=\"/drafts/{draft}\""),
            ])
            .hides(&[WORRY]);
    }
}

#[tokio::test]
async fn sending_the_form_closes_its_draft_and_a_late_save_brings_nothing_back() {
    for app in TestApp::each_database().await {
        let site = Played::new(app, NOW);
        let (action, draft) = begun(&site).await;
        let sent = [
            ("kept-form", PATH),
            ("kept-page", PATH),
            ("worry", WORRY),
            ("advice", "Refer it today."),
        ];
        // With something missing the form comes back under the same draft, and it stays open.
        let missing = site.post(WHO, &action, &sent[..2]).await;
        assert_eq!(form_of(&missing).1, draft);
        site.get(WHO, PATH).await.shows(&["did not send it"]);
        let whole: Vec<(&str, &str)> = sent
            .into_iter()
            .chain([
                ("referrer_name", "Gale Surgery"),
                ("referrer_role", "Practice nurse"),
                ("referrer_organisation", "Gale Surgery"),
            ])
            .collect();
        let taken = site.post(WHO, &action, &whole).await;
        assert_eq!(taken.status, 303, "{}", taken.body);
        late_save(&site, &draft).await.shows(&["\"closed\":true"]);
        site.get(WHO, PATH).await.hides(&["did not send it"]);
        site.get(WHO, "/").await.hides(&["Not sent yet"]);
    }
}

#[tokio::test]
async fn a_form_that_was_never_kept_is_closed_by_sending_too() {
    let site = Played::new(TestApp::sqlite().await, NOW);
    let (action, draft) = form_of(&site.get(WHO, PATH).await);
    let whole = [
        ("worry", WORRY),
        ("advice", "Refer it today."),
        ("referrer_name", "Gale Surgery"),
        ("referrer_role", "Practice nurse"),
        ("referrer_organisation", "Gale Surgery"),
    ];
    assert_eq!(site.post(WHO, &action, &whole).await.status, 303);
    late_save(&site, &draft).await.shows(&["\"closed\":true"]);
    // Somebody without script who asks for it to be kept has new writing, and it is not lost.
    let plain = keep(&site, WHO, &draft, "A second call.").await;
    let fresh = plain.location().to_owned();
    assert_ne!(fresh, action);
    site.get(WHO, &fresh).await.shows(&["A second call."]);
}

#[tokio::test]
async fn discarding_takes_a_second_step() {
    let site = Played::new(TestApp::sqlite().await, NOW);
    let (action, draft) = begun(&site).await;
    let asked = format!("/drafts/{draft}/discard");
    site.get(WHO, &asked)
        .await
        .is_whole()
        .shows(&["Consultation", "cannot be brought back", &action])
        .hides(&[WORRY]);
    site.get(WHO, PATH).await.shows(&["did not send it"]);
    let gone = site.post(WHO, &asked, &[]).await;
    assert_eq!(gone.location(), PATH);
    site.get(WHO, PATH).await.hides(&["did not send it"]);
    site.get(WHO, &action).await.hides(&[WORRY]);
    assert_eq!(site.get(WHO, &asked).await.status, 404);
}

#[tokio::test]
async fn nobody_elses_writing_is_shown_changed_or_thrown_away() {
    let site = Played::new(TestApp::sqlite().await, NOW);
    let (action, draft) = begun(&site).await;
    let other = Cast::SocialCareManager;
    site.get(other, &action)
        .await
        .hides(&[WORRY, "did not send it"]);
    assert_eq!(keep(&site, other, &draft, "Mine").await.status, 404);
    let asked = format!("/drafts/{draft}/discard");
    assert_eq!(site.get(other, &asked).await.status, 404);
    assert_eq!(site.post(other, &asked, &[]).await.status, 404);
    site.get(WHO, &action).await.shows(&[WORRY]);
}

#[tokio::test]
async fn only_a_page_of_ours_is_led_back_to_and_only_so_much_is_kept() {
    let site = Played::new(TestApp::sqlite().await, NOW);
    let (_, draft) = form_of(&site.get(WHO, PATH).await);
    let path = format!("/drafts/{draft}");
    let long = "x".repeat(400_001);
    for (page, worry, said) in [
        ("https://example.test/", "a", "Open the page again"),
        ("//example.test", "a", "Open the page again"),
        (PATH, long.as_str(), "too long"),
    ] {
        let fields = [("kept-form", PATH), ("kept-page", page), ("worry", worry)];
        let refused = site.post(WHO, &path, &fields).await;
        assert!(refused.status.is_client_error(), "{}", refused.status);
        refused.shows(&[said]);
    }
}

#[tokio::test]
async fn what_is_sent_after_the_session_ran_out_is_kept_for_its_writer_alone() {
    let app = TestApp::sqlite().await;
    let site = Played::new(app, NOW);
    let reader = site.reader(WHO).await;
    let token = reader.token.clone().unwrap();
    let (app, now) = (&site.site.app.app, NOW.parse::<Timestamp>().unwrap());
    let later = now + SignedDuration::from_mins(40);
    let id = DraftId::new(now, &mut CountingDice::new(7));
    let written = Written {
        form: PATH.to_owned(),
        page: PATH.to_owned(),
        fields: vec![("worry".to_owned(), WORRY.to_owned())],
    };
    assert!(matches!(
        sessions::authenticate(app, &token, later).await,
        Err(Refusal::SignedOut)
    ));
    let kept = keep_lapsed(app, &token, id, written.clone(), later).await;
    assert_eq!(kept.unwrap(), Keeping::Kept(later));
    site.get(WHO, PATH).await.shows(&["did not send it"]);
    // A token of nobody, one that ran out a day ago and one that was ended by hand keep nothing.
    let day = now + SignedDuration::from_hours(25);
    for (token, when) in [("0".repeat(64), later), (token.clone(), day)] {
        let refused = keep_lapsed(app, &token, id, written.clone(), when).await;
        assert!(matches!(refused, Err(Refusal::SignedOut)));
    }
    sessions::sign_out(app, &token, now).await.unwrap();
    let refused = keep_lapsed(app, &token, id, written, later).await;
    assert!(matches!(refused, Err(Refusal::SignedOut)));
}

#[tokio::test]
async fn a_draft_is_forgotten_after_the_days_of_the_area() {
    let site = Played::new(TestApp::sqlite().await, NOW);
    let (_, _) = begun(&site).await;
    let actor = sessions::reader(
        &site.site.app.app,
        &site.reader(WHO).await.token.unwrap(),
        site.site.now,
    )
    .await
    .unwrap();
    let now = site.site.now;
    for (days, there) in [(27, true), (29, false)] {
        let later = site.site.now + SignedDuration::from_hours(24 * days);
        let ask = hawthorn_app::Ask::new(actor.clone(), later, Box::new(CountingDice::new(1)));
        let found = own_drafts(&site.site.app.app, &ask).await.unwrap();
        assert_eq!(!found.is_empty(), there, "after {days} days");
        // Nothing of it is left in the store either, whoever writes next.
        forget_old(&site.site.app.app, later).await.unwrap();
        let ask = hawthorn_app::Ask::new(actor.clone(), now, Box::new(CountingDice::new(1)));
        let found = own_drafts(&site.site.app.app, &ask).await.unwrap();
        assert_eq!(!found.is_empty(), there, "in the store after {days} days");
    }
}

#[tokio::test]
async fn of_two_drafts_of_one_form_each_can_be_put_back_and_read_without_its_form() {
    let site = Played::new(TestApp::sqlite().await, NOW);
    let (first, first_id) = begun(&site).await;
    let (second, second_id) = form_of(&site.get(WHO, PATH).await);
    keep(&site, WHO, &second_id, "Another call, about somebody else.").await;
    site.get(WHO, &first).await.shows(&[WORRY]);
    site.get(WHO, &second)
        .await
        .shows(&["Another call, about somebody else."]);
    site.get(WHO, &format!("/drafts/{first_id}"))
        .await
        .is_whole()
        .shows(&[WORRY, "Consultation", &format!("href=\"{first}\"")]);
    let path = format!("/drafts/{first_id}");
    let other = site.get(Cast::SocialCareManager, &path).await;
    assert_eq!(other.status, 404);
}
