//! What people do about mail: placing or discarding what waits, and hearing of a message that came back (R139, R140).
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_app::Refusal;
use hawthorn_app::platform::home::home;
use hawthorn_app::platform::mail::place::{discard_mail, place_mail};
use hawthorn_domain::platform::ids::MessageId;
use hawthorn_domain::platform::mail::incoming::{IncomingState, QuarantineReason};
use hawthorn_domain::platform::mail::{AttemptResult, MessageKind, MessageState};
use hawthorn_store::governance::verify::verify;
use hawthorn_testkit::by_mail::{NOW, by_mail, messages, request, sent};
use hawthorn_testkit::draft::{ADDRESS, Draft, mail, take};
use hawthorn_testkit::mail::{MailServers, Security, Wire};
use hawthorn_testkit::{Cast, TestApp};

/// What a mail server writes about a message that it could not deliver, or not yet.
fn report(action: &str, message: &str) -> Vec<u8> {
    format!("Return-Path: <>\nFrom: mailer-daemon@mx.example\nSubject: Undelivered mail\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n--b\nContent-Type: text/plain\n\nIt did not arrive.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; {ADDRESS}\nAction: {action}\nStatus: 5.1.1\n\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <{message}@hub.example>\nSubject: x\n\n--b--\n").into_bytes()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_comes_back_is_told_in_the_ledger() {
    let Some(mut servers) = MailServers::place("a message comes back") else {
        return;
    };
    let outside = servers.smtp("outside", Wire::Encrypted);
    let mailer = servers.mailer(outside, Security::StartTls);
    for app in TestApp::each_database_with(by_mail(ADDRESS, true)).await {
        let id = sent(&app, &mailer).await;
        let message: MessageId = messages(&app, id, MessageKind::Request).await[0].id;
        let message = message.to_string();
        for (action, state) in [
            ("delayed", MessageState::Sent),
            ("failed", MessageState::Bounced),
        ] {
            let news = take(&app, NOW, report(action, &message)).await;
            assert_eq!(news.state, IncomingState::Bounce);
            let now = messages(&app, id, MessageKind::Request).await.remove(0);
            assert_eq!(now.state, state, "{action}");
        }
        let back = messages(&app, id, MessageKind::Request).await.remove(0);
        let last = back.attempts.last().unwrap();
        assert_eq!(last.result, AttemptResult::CameBack);
        let mut manager = app.ask(Cast::MashManager, NOW);
        let waiting = home(&app.app, &mut manager).await.unwrap().mail.unwrap();
        assert_eq!(waiting.messages.number, 1);
        let nobodys = report("failed", "E-00000000000000000000000000");
        let unknown = take(&app, NOW, nobodys).await;
        let unknown = mail(&app, unknown.id).await;
        assert_eq!(unknown.reason, Some(QuarantineReason::UnknownBounce));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_places_or_discards_what_waits_with_a_reason() {
    let Some(mut servers) = MailServers::place("a person places") else {
        return;
    };
    let outside = servers.smtp("outside", Wire::Encrypted);
    let mailer = servers.mailer(outside, Security::StartTls);
    for app in TestApp::each_database_with(by_mail(ADDRESS, true)).await {
        let id = sent(&app, &mailer).await;
        let short = id.short();
        let draft = Draft::answer(id).titled("About your request");
        let first = take(&app, NOW, draft.source()).await.id;
        let other = draft.saying("Buy now.");
        let second = take(&app, NOW, other.source()).await.id;
        let mut worker = app.ask(Cast::SocialWorker, NOW);
        for (reference, words, field) in [
            ("Q-999999", "Spoken to them.", "request"),
            (short.as_str(), " ", "words"),
        ] {
            let refused = place_mail(&app.app, &mut worker, first, reference, words).await;
            let Err(Refusal::Fields(problems)) = refused else {
                panic!("{refused:?}");
            };
            assert_eq!(problems[0].field, field);
        }
        let mut spoc = app.ask(Cast::HousingSpoc, NOW);
        let refused = place_mail(&app.app, &mut spoc, first, &short, "Mine.").await;
        assert!(matches!(refused, Err(Refusal::NotFound)), "{refused:?}");
        let words = "Spoken to them.";
        place_mail(&app.app, &mut worker, first, &short, words)
            .await
            .unwrap();
        let reply = request(&app, id).await.reply.unwrap();
        assert_eq!(reply.mail, Some(first));
        assert_eq!(reply.by.name, "District and borough housing, by mail");
        assert_eq!(mail(&app, first).await.placed.unwrap().words, words);
        discard_mail(&app.app, &mut worker, second, "Advertising.")
            .await
            .unwrap();
        assert_eq!(mail(&app, second).await.state, IncomingState::Discarded);
        let twice = discard_mail(&app.app, &mut worker, second, "Again.").await;
        assert!(matches!(twice, Err(Refusal::Conflict(_))), "{twice:?}");
        let report = verify(&app.store, None).await.unwrap();
        assert!(report.problems.is_empty(), "{:?}", report.problems);
    }
}
