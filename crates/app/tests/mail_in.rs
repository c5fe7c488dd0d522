//! Answers by mail, on both databases, by a real SMTP and a real IMAP server: out, back with files, filed, told, and thirty megabytes (R137–R140).
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_app::Refusal;
use hawthorn_app::platform::home::home;
use hawthorn_app::platform::mail::collect::collect;
use hawthorn_app::platform::mail::letterbox::{open_letterbox, open_mail, take_file};
use hawthorn_domain::platform::mail::incoming::{
    AttachmentKind, IncomingMail, IncomingState, QuarantineReason,
};
use hawthorn_testkit::by_mail::{NOW, by_mail, request, sent};
use hawthorn_testkit::draft::{ADDRESS, Draft, mail};
use hawthorn_testkit::mail::{MailServers, Security, Wire};
use hawthorn_testkit::test_app::Still;
use hawthorn_testkit::{Cast, TestApp};

const ARRIVED: &str = "2026-03-25T16:00:00Z";
const PDF: &[u8] = b"%PDF-1.4\n% invented\n";
const SHEET: &[u8] = b"PK\x03\x04 xl/workbook.xml invented";

#[tokio::test(flavor = "multi_thread")]
async fn a_request_goes_out_and_its_answer_comes_back_with_two_files_and_is_filed() {
    let Some(mut servers) = MailServers::place("an answer comes back") else {
        return;
    };
    let outside = servers.smtp("outside", Wire::Encrypted);
    let inside = servers.smtp("hub", Wire::Stripped);
    let reader = servers.imap("hub");
    let reader = servers.reader(reader);
    let mailer = servers.mailer(outside, Security::StartTls);
    for app in TestApp::each_database_with(by_mail(ADDRESS, true)).await {
        let id = sent(&app, &mailer).await;
        let left = servers.mails("outside").pop().unwrap();
        let title = left.lines().find(|line| line.starts_with("Subject:"));
        assert!(title.unwrap().contains(&id.short()), "{left}");
        let draft = Draft::answer(id)
            .file("summary.pdf", PDF)
            .file("../list.xlsx", SHEET);
        servers.post(inside, &draft.source());
        let lying = servers.mails("hub").remove(0);
        let around = Still(ARRIVED.parse().unwrap());
        for expected in [1, 0] {
            let taken = collect(&app.app, &around, &app.book.code, &reader).await;
            assert_eq!(taken.unwrap(), expected);
            assert!(servers.mails("hub").is_empty(), "it is out of the way");
        }
        let reply = request(&app, id).await.reply.unwrap();
        assert_eq!(reply.by.name, "District and borough housing, by mail");
        assert!(reply.summary.contains("Known since 2024"));
        let filed = mail(&app, reply.mail.unwrap()).await;
        assert_eq!(filed.state, IncomingState::Filed);
        assert!(!filed.late && !filed.further);
        files_are_kept_as_they_came(&app, &filed, &lying).await;
        those_who_lead_are_told(&app, &filed).await;
    }
}

async fn files_are_kept_as_they_came(app: &TestApp, filed: &IncomingMail, lying: &str) {
    let found: Vec<_> = filed
        .attachments
        .iter()
        .map(|file| (file.name.as_str(), file.kind))
        .collect();
    let expected = [
        ("summary.pdf", AttachmentKind::Pdf),
        ("list.xlsx", AttachmentKind::Sheet),
    ];
    assert_eq!(found, expected);
    let mut officer = app.ask(Cast::SupportOfficer, NOW);
    for (place, bytes) in [(0, PDF), (1, SHEET)] {
        let file = take_file(&app.app, &mut officer, filed.id, Some(place)).await;
        assert_eq!(file.unwrap().bytes, bytes);
    }
    let source = take_file(&app.app, &mut officer, filed.id, None).await;
    let source = String::from_utf8(source.unwrap().bytes).unwrap();
    let plain = |text: &str| text.replace("\r\n", "\n").trim_end().to_owned();
    assert_eq!(
        plain(&source),
        plain(lying),
        "the source is kept as it came"
    );
    let mut spoc = app.ask(Cast::HousingSpoc, NOW);
    let refused = take_file(&app.app, &mut spoc, filed.id, None).await;
    assert!(matches!(refused, Err(Refusal::NotFound)), "{refused:?}");
}

/// Until one of those who lead the referral has read the answer (R139).
async fn those_who_lead_are_told(app: &TestApp, filed: &IncomingMail) {
    let mut officer = app.ask(Cast::SupportOfficer, NOW);
    let mut manager = app.ask(Cast::MashManager, NOW);
    open_mail(&app.app, &mut manager, filed.id).await.unwrap();
    for expected in [1, 0] {
        let waiting = home(&app.app, &mut officer).await.unwrap().mail.unwrap();
        assert_eq!(waiting.answers.number, expected);
        open_mail(&app.app, &mut officer, filed.id).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_of_thirty_megabytes_leaves_its_files_in_the_mailbox_and_waits_for_a_person() {
    let Some(mut servers) = MailServers::place("thirty megabytes") else {
        return;
    };
    let outside = servers.smtp("outside", Wire::Encrypted);
    let inside = servers.smtp("hub", Wire::Stripped);
    let imap = servers.imap("hub");
    let (mailer, reader) = (
        servers.mailer(outside, Security::StartTls),
        servers.reader(imap),
    );
    let app = TestApp::each_database_with(by_mail(ADDRESS, true))
        .await
        .remove(0);
    let id = sent(&app, &mailer).await;
    let draft = Draft::answer(id).file("film.bin", vec![0; 30 * 1024 * 1024]);
    servers.post(inside, &draft.source());
    let around = Still(ARRIVED.parse().unwrap());
    let taken = collect(&app.app, &around, &app.book.code, &reader).await;
    assert_eq!(taken.unwrap(), 1);
    let mut worker = app.ask(Cast::SocialWorker, NOW);
    let letterbox = open_letterbox(&app.app, &mut worker).await.unwrap();
    let [waiting] = letterbox.to_place.as_slice() else {
        panic!("{letterbox:?}");
    };
    assert_eq!(waiting.reason, Some(QuarantineReason::TooLarge));
    assert!(waiting.bytes > 30 * 1024 * 1024);
    assert_eq!(waiting.request, Some(id), "what it seems to answer");
    assert!(waiting.text.contains("Known since 2024"));
    let kept = app.store.mail_source(waiting.id).await.unwrap();
    assert!(kept.len() <= 64 * 1024);
    assert!(request(&app, id).await.reply.is_none());
}
