//! Messages that leave by mail, on both databases and by a real mail server: queued with their cause, checked again, sent once (R134–R140, SPOC-2).
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_app::Refusal;
use hawthorn_app::governance::named_access::restrict_record;
use hawthorn_app::mash::answer_request::answer_nothing_known;
use hawthorn_app::mash::refer::make_referral;
use hawthorn_app::mash::withdraw_request::withdraw_request;
use hawthorn_app::people::history::RecordKind;
use hawthorn_app::platform::mail::ledger::open_ledger;
use hawthorn_app::platform::mail::outbox;
use hawthorn_app::platform::mail::release::release_message;
use hawthorn_connect::platform::mail::send::Security;
use hawthorn_domain::mash::Rag;
use hawthorn_domain::platform::audit::Deed;
use hawthorn_domain::platform::mail::{
    About, AttemptResult, HoldReason, Message, MessageKind, MessageState,
};
use hawthorn_domain::platform::verb::Verb;
use hawthorn_testkit::by_mail::{
    LATER, NOW, asked, by_mail, messages, nobody, rate, rated, send_all,
};
use hawthorn_testkit::mail::{MailServers, Wire};
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};

#[tokio::test(flavor = "multi_thread")]
async fn a_request_goes_out_once_by_an_encrypted_wire_and_says_no_more_than_it_must() {
    let Some(mut servers) = MailServers::place("a request goes out") else {
        return;
    };
    let port = servers.smtp("outside", Wire::Encrypted);
    let mailer = servers.mailer(port, Security::StartTls);
    let mut expected = 0;
    for app in TestApp::each_database_with(by_mail("requests@housing.example", true)).await {
        let id = rated(&app, IncidentSketch::default()).await;
        let request = asked(&app, id).await;
        let queued = &messages(&app, request, MessageKind::Request).await[0];
        assert_eq!(queued.state, MessageState::Queued);
        assert_eq!(send_all(&app, &mailer, NOW).await, 1);
        assert_eq!(
            send_all(&app, &mailer, LATER).await,
            0,
            "nothing goes twice"
        );
        let sent = &messages(&app, request, MessageKind::Request).await[0];
        assert_eq!(sent.state, MessageState::Sent);
        assert_eq!(sent.attempts.last().unwrap().code, "250");
        expected += 1;
        let mails = servers.mails("outside");
        assert_eq!(mails.len(), expected);
        let mail = mails.last().unwrap();
        let kept = hawthorn_testkit::by_mail::request(&app, request).await;
        for held in [
            request.short().as_str(),
            "(amber)",
            "TRIAGE RESPONSE",
            "Auto-Submitted: auto-generated",
            &format!("<{}@hub.example>", sent.id),
        ] {
            assert!(mail.contains(held), "{held} is missing in\n{mail}");
        }
        let people = kept.people.iter().flat_map(|person| {
            person
                .name
                .split(' ')
                .map(str::to_owned)
                .chain([person.born.words()])
        });
        for secret in people.chain(["Canarywords".to_owned()]) {
            assert!(!mail.contains(&secret), "{secret} stands in\n{mail}");
        }
        // A change of the rating follows, and so does the end of the request.
        rate(&app, id, Rag::Red).await;
        withdraw_request(&app.app, &mut app.ask(Cast::SocialWorker, LATER), request)
            .await
            .unwrap();
        assert_eq!(send_all(&app, &mailer, LATER).await, 2);
        expected += 1;
        let changed = &messages(&app, request, MessageKind::Changed).await[0];
        assert_eq!(
            changed.state,
            MessageState::Dropped,
            "what is withdrawn already needs no new time"
        );
        assert!(
            servers
                .mails("outside")
                .iter()
                .any(|mail| mail.contains("is withdrawn"))
        );
        assert_eq!(servers.mails("outside").len(), expected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secure_route_carries_what_the_grant_names_and_no_restricted_record() {
    let Some(mut servers) = MailServers::place("a secure route") else {
        return;
    };
    let port = servers.smtp("outside", Wire::Encrypted);
    let mailer = servers.mailer(port, Security::StartTls);
    for app in TestApp::each_database_with(by_mail("spoc@housing.cjsm.net", true)).await {
        let before = servers.mails("outside").len();
        let open = rated(&app, IncidentSketch::default()).await;
        asked(&app, open).await;
        send_all(&app, &mailer, NOW).await;
        let mails = servers.mails("outside");
        assert!(mails.last().unwrap().contains("Canarywords"));
        assert_eq!(mails.len(), before + 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wire_that_somebody_stripped_takes_nothing() {
    let Some(mut servers) = MailServers::place("a stripped wire") else {
        return;
    };
    let port = servers.smtp("outside", Wire::Stripped);
    for app in TestApp::each_database_with(by_mail("requests@housing.example", true)).await {
        let id = rated(&app, IncidentSketch::default()).await;
        let request = asked(&app, id).await;
        for security in [Security::StartTls, Security::None] {
            let mailer = servers.mailer(port, security);
            send_all(&app, &mailer, LATER).await;
            let held = messages(&app, request, MessageKind::Request)
                .await
                .remove(0);
            assert_eq!(held.hold.unwrap().reason, HoldReason::NotEncrypted);
            assert!(servers.mails("outside").is_empty());
            let words = "The relay has been mended.";
            let mut worker = app.ask(Cast::SocialWorker, LATER);
            release_message(&app.app, &mut worker, held.id, words)
                .await
                .unwrap();
        }
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_is_tried_again_and_then_a_person_is_told() {
    for app in TestApp::each_database_with(by_mail("requests@housing.example", true)).await {
        let id = rated(&app, IncidentSketch::default()).await;
        let request = asked(&app, id).await;
        let mailer = nobody();
        let tries = app.book.first.settings.mail.retry_minutes.len() + 1;
        for hour in 0..tries {
            let at = format!("2026-03-26T{:02}:00:00Z", hour * 4);
            send_all(&app, &mailer, &at).await;
            let message = messages(&app, request, MessageKind::Request)
                .await
                .remove(0);
            assert_eq!(message.attempts.len(), hour + 1);
            assert_eq!(message.attempts[hour].result, AttemptResult::Later);
            let given_up = hour + 1 == tries;
            assert_eq!(message.needs_a_person(), given_up, "{hour}");
        }
        let ledger = open_ledger(&app.app, &mut app.ask(Cast::MashManager, LATER))
            .await
            .unwrap();
        assert_eq!(ledger.for_a_person[0].message.state, MessageState::Failed);
        assert_eq!(
            ledger.for_a_person[0].agency,
            "District and borough housing"
        );
    }
}

#[tokio::test]
async fn an_address_that_nobody_confirmed_and_a_restricted_record_wait_for_a_person() {
    for app in TestApp::each_database_with(by_mail("requests@housing.example", false)).await {
        let id = rated(&app, IncidentSketch::default()).await;
        let request = asked(&app, id).await;
        send_all(&app, &nobody(), NOW).await;
        let held = messages(&app, request, MessageKind::Request)
            .await
            .remove(0);
        assert_eq!(held.hold.unwrap().reason, HoldReason::Unconfirmed);
        assert!(held.attempts.is_empty());
        // A release does not make an address right.
        let mut worker = app.ask(Cast::SocialWorker, LATER);
        release_message(&app.app, &mut worker, held.id, "Try.")
            .await
            .unwrap();
        send_all(&app, &nobody(), LATER).await;
        let again = messages(&app, request, MessageKind::Request)
            .await
            .remove(0);
        assert_eq!(again.hold.unwrap().reason, HoldReason::Unconfirmed);
        assert!(again.attempts.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_restricted_meanwhile_waits_is_in_no_other_ledger_and_never_names_anybody() {
    let Some(mut servers) = MailServers::place("a restricted record") else {
        return;
    };
    let port = servers.smtp("outside", Wire::Encrypted);
    let mailer = servers.mailer(port, Security::StartTls);
    for app in TestApp::each_database_with(by_mail("spoc@housing.cjsm.net", true)).await {
        let before = servers.mails("outside").len();
        let incident = app.incident(IncidentSketch::default()).await;
        let mut officer = app.ask(Cast::SupportOfficer, NOW);
        let referral = make_referral(&app.app, &mut officer, incident, "Reason.")
            .await
            .unwrap();
        rate(&app, referral.id, Rag::Amber).await;
        let request = asked(&app, referral.id).await;
        let mut manager = app.ask(Cast::MashManager, NOW);
        let kind = RecordKind::Incident;
        restrict_record(
            &app.app,
            &mut manager,
            kind,
            &incident.to_string(),
            "Held closely.",
        )
        .await
        .unwrap();
        send_all(&app, &mailer, NOW).await;
        let held = messages(&app, request, MessageKind::Request)
            .await
            .remove(0);
        assert_eq!(held.hold.unwrap().reason, HoldReason::Restricted);
        let worker = open_ledger(&app.app, &mut app.ask(Cast::SocialWorker, NOW))
            .await
            .unwrap();
        assert!(
            worker.for_a_person.is_empty(),
            "an outsider’s ledger is empty"
        );
        let refused = release_message(
            &app.app,
            &mut app.ask(Cast::SocialWorker, NOW),
            held.id,
            "Go.",
        )
        .await;
        assert!(matches!(refused, Err(Refusal::NotFound)), "{refused:?}");
        let told = open_ledger(&app.app, &mut app.ask(Cast::MashManager, NOW))
            .await
            .unwrap();
        assert_eq!(told.for_a_person.len(), 1);
        let mut manager = app.ask(Cast::MashManager, NOW);
        release_message(&app.app, &mut manager, held.id, "Spoken to by telephone.")
            .await
            .unwrap();
        send_all(&app, &mailer, NOW).await;
        let mails = servers.mails("outside");
        assert_eq!(mails.len(), before + 1);
        assert!(!mails.last().unwrap().contains("Canarywords"));
    }
}

#[tokio::test]
async fn what_has_been_answered_or_was_leaving_at_a_crash_is_not_sent_by_itself() {
    for app in TestApp::each_database_with(by_mail("requests@housing.example", true)).await {
        let id = rated(&app, IncidentSketch::default()).await;
        let request = asked(&app, id).await;
        answer_nothing_known(&app.app, &mut app.ask(Cast::HousingSpoc, LATER), request)
            .await
            .unwrap();
        send_all(&app, &nobody(), LATER).await;
        let dropped = messages(&app, request, MessageKind::Request)
            .await
            .remove(0);
        assert_eq!(dropped.state, MessageState::Dropped);
        assert!(dropped.attempts.is_empty());
        // A second request was leaving when the service ended.
        let id = rated(&app, IncidentSketch::default()).await;
        let request = asked(&app, id).await;
        let read = app
            .store
            .messages_about(About::Request(request), MessageKind::Request)
            .await
            .unwrap()
            .remove(0);
        let leaving = Message {
            state: MessageState::Sending,
            next_at: None,
            ..read.value.clone()
        };
        let entry = app.ask(Cast::SocialWorker, NOW).entry(
            Deed::Changed,
            Verb::RequestInformation,
            "Began to send the message by mail",
        );
        let mut tx = app.store.begin().await.unwrap();
        tx.update(&read, &leaving, entry).await.unwrap();
        tx.finish().await.unwrap();
        outbox::recover(&app.app, LATER.parse().unwrap())
            .await
            .unwrap();
        assert_eq!(send_all(&app, &nobody(), LATER).await, 0);
        let held = messages(&app, request, MessageKind::Request)
            .await
            .remove(0);
        assert_eq!(held.hold.unwrap().reason, HoldReason::Unclear);
    }
}
