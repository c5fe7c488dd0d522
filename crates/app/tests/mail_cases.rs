//! Every case of docs/rules/mail.md as a mail that comes in, on both databases: what waits, what is set aside, what is late, what is hostile (R138, R140).
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_app::mash::withdraw_request::withdraw_request;
use hawthorn_app::platform::mail::letterbox::open_letterbox;
use hawthorn_domain::mash::request::Holding;
use hawthorn_domain::platform::ids::{MessageId, RequestId};
use hawthorn_domain::platform::mail::MessageKind;
use hawthorn_domain::platform::mail::incoming::{IncomingState, QuarantineReason};
use hawthorn_testkit::by_mail::{
    NOW, asked, by_mail, messages, nobody, rated, request, send_all, sent,
};
use hawthorn_testkit::draft::{ADDRESS, Draft, mail, take};
use hawthorn_testkit::mail::{MailServers, Security, Wire};
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};
use jiff::SignedDuration;

/// Mail that does not fit in one point, and in which.
fn unfit(id: RequestId, message: MessageId) -> Vec<(Draft, QuarantineReason)> {
    use QuarantineReason as Why;
    let (answer, short) = (|| Draft::answer(id), id.short());
    let thread = format!("In-Reply-To: <{message}@hub.example>");
    let re = format!("Re: Information request {short}");
    let two = format!("TRIAGE RESPONSE {short} Q-000000");
    let failed = "mx.hub.example; dmarc=fail header.from=housing.example";
    let another = "mx.elsewhere.example; dmarc=pass header.from=housing.example";
    vec![
        (answer().titled(re).header(&thread), Why::NoTag),
        (answer().titled("TRIAGE RESPONSE"), Why::NoReference),
        (
            answer().titled("TRIAGE RESPONSE Q-000000"),
            Why::UnknownReference,
        ),
        (answer().titled(two), Why::SeveralReferences),
        (answer().from("other@housing.example"), Why::OtherSender),
        (answer().proved(failed), Why::Unproved),
        (answer().proved(another), Why::Unproved),
        (
            answer().titled(format!("Fwd: TRIAGE RESPONSE {short}")),
            Why::Forwarded,
        ),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_fit_waits_and_what_machines_write_is_set_aside() {
    let Some(mut servers) = MailServers::place("what does not fit") else {
        return;
    };
    let outside = servers.smtp("outside", Wire::Encrypted);
    let mailer = servers.mailer(outside, Security::StartTls);
    for app in TestApp::each_database_with(by_mail(ADDRESS, true)).await {
        let id = sent(&app, &mailer).await;
        let message = messages(&app, id, MessageKind::Request).await[0].id;
        for (draft, why) in unfit(id, message) {
            let taken = take(&app, NOW, draft.source()).await;
            let kept = mail(&app, taken.id).await;
            assert_eq!(kept.state, IncomingState::Quarantined, "{}", kept.subject);
            assert_eq!(kept.reason, Some(why), "{}", kept.subject);
            let again = take(&app, NOW, draft.source()).await;
            assert!(
                again.again && again.id == taken.id,
                "the same mail is one mail"
            );
        }
        let own = format!("Message-ID: <{message}@hub.example>");
        for draft in [
            Draft::answer(id).header(&own),
            Draft::answer(id).header("Auto-Submitted: auto-replied"),
            Draft::answer(id).titled(format!("Out of office: TRIAGE RESPONSE {}", id.short())),
        ] {
            let taken = take(&app, NOW, draft.source()).await;
            assert_eq!(taken.state, IncomingState::SetAside);
        }
        assert!(request(&app, id).await.reply.is_none(), "none is an answer");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_after_the_deadline_is_filed_late_and_a_further_one_changes_nothing() {
    let Some(mut servers) = MailServers::place("a late answer") else {
        return;
    };
    let outside = servers.smtp("outside", Wire::Encrypted);
    let mailer = servers.mailer(outside, Security::StartTls);
    for app in TestApp::each_database_with(by_mail(ADDRESS, true)).await {
        let id = sent(&app, &mailer).await;
        let asked = request(&app, id).await;
        let due = asked.clock.due_at();
        let after = due.checked_add(SignedDuration::from_mins(5)).unwrap();
        let after = after.to_string();
        let nothing = Draft::answer(id).saying("NOTHING HELD");
        let late = take(&app, &after, nothing.source()).await;
        assert!(mail(&app, late.id).await.late);
        let reply = request(&app, id).await.reply.unwrap();
        assert_eq!(reply.holdings.len(), asked.people.len());
        assert!(
            reply
                .holdings
                .iter()
                .all(|(_, held)| *held == Holding::NotKnown)
        );
        let more = Draft::answer(id).saying("One thing more.");
        let more = take(&app, &after, more.source()).await;
        let more = mail(&app, more.id).await;
        assert!(more.state == IncomingState::Filed && more.further);
        assert_eq!(request(&app, id).await.reply.unwrap(), reply);
    }
}

/// Mail made to break whoever reads it.
fn hostile(id: RequestId) -> Vec<Vec<u8>> {
    let sound = String::from_utf8(Draft::answer(id).source()).unwrap();
    let deep: String = (0..900)
        .map(|at| {
            format!(
                "--b{at}\nContent-Type: multipart/mixed; boundary=\"b{}\"\n\n",
                at + 1
            )
        })
        .collect();
    let inner = "--part\nContent-Type: message/rfc822\n\nSubject: in\n\n";
    let script = "<script>alert(1)</script><img src=x onerror=y>Known";
    let mails = [
        sound.replace("boundary=\"part\"", "boundary=\"b0\"") + &deep,
        sound.replace("--part--", &inner.repeat(400)),
        sound.replace("--part--", &"--part\n\n".repeat(400_000)),
        "X-A: b\n".repeat(300_000) + &sound,
        sound.replace("charset=utf-8", "charset=\"utf-7\0\u{202e}x\""),
        sound.replace("Subject: ", "Subject: =?utf-8?B?////?= =?x?Q?=?= FW: "),
        sound
            .replace("text/plain", "text/html")
            .replace("Known", script),
    ];
    let mut mails: Vec<Vec<u8>> = mails.map(String::into_bytes).into();
    mails.extend([
        Vec::new(),
        vec![0; 100_000],
        b"\xff\xfe\xfd: \xff\n\n\xff".to_vec(),
    ]);
    mails
}

#[tokio::test]
async fn a_withdrawn_request_takes_no_answer_and_hostile_mail_breaks_nothing() {
    for app in TestApp::each_database_with(by_mail(ADDRESS, true)).await {
        let referral = rated(&app, IncidentSketch::default()).await;
        let id = asked(&app, referral).await;
        send_all(&app, &nobody(), NOW).await;
        let mut worker = app.ask(Cast::SocialWorker, NOW);
        withdraw_request(&app.app, &mut worker, id).await.unwrap();
        let taken = take(&app, NOW, Draft::answer(id).source()).await;
        let kept = mail(&app, taken.id).await;
        assert_eq!(kept.reason, Some(QuarantineReason::Withdrawn));
        for source in hostile(id) {
            let taken = take(&app, NOW, source).await;
            assert_ne!(taken.state, IncomingState::Filed);
        }
        let letterbox = open_letterbox(&app.app, &mut worker).await.unwrap();
        for mail in &letterbox.to_place {
            assert!(!mail.text.contains("<script"), "{}", mail.text);
        }
    }
}
