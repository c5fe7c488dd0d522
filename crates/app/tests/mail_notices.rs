//! Notices to agencies that work by mail, by a real mail server on both databases: by a secure route alone, and nothing of a restricted record (R223–R225, R218).
#![allow(
    clippy::unwrap_used,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_app::Refusal;
use hawthorn_app::governance::named_access::restrict_record;
use hawthorn_app::incidents::undo_import::undo_import;
use hawthorn_app::mash::notices::{NoticeLine, list_notices, release_notice};
use hawthorn_app::people::history::RecordKind;
use hawthorn_app::platform::mail::ledger::open_ledger;
use hawthorn_connect::platform::mail::send::Security;
use hawthorn_domain::mash::notice::{NoticeHold, NoticeState};
use hawthorn_domain::platform::mail::{About, Message, MessageKind, MessageState};
use hawthorn_testkit::by_mail::{LATER, NOW, agency_by_mail, send_all};
use hawthorn_testkit::mail::{MailServers, Wire};
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};

/// An incident that calls for a notice to the family doctor.
fn of_mental_health(flags: &str) -> IncidentSketch {
    IncidentSketch {
        flags: flags.to_owned(),
        ..IncidentSketch::default()
    }
}

async fn only(app: &TestApp, who: Cast) -> NoticeLine {
    let notices = list_notices(&app.app, &mut app.ask(who, NOW))
        .await
        .unwrap();
    let mut all = notices.held;
    all.extend(notices.ledger);
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

async fn mailed(app: &TestApp, about: About) -> Vec<Message> {
    let found = app.store.messages_about(about, MessageKind::Notice);
    found
        .await
        .unwrap()
        .into_iter()
        .map(|read| read.value)
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_practice_on_the_secure_list_gets_its_notice_by_mail_and_the_title_names_nobody() {
    let Some(mut servers) = MailServers::place("notices by mail") else {
        return;
    };
    let port = servers.smtp("outside", Wire::Encrypted);
    let mailer = servers.mailer(port, Security::StartTls);
    let change = agency_by_mail("primary_care", "duty@practice.cjsm.net", true);
    for app in TestApp::each_database_with(change).await {
        let before = servers.mails("outside").len();
        let incident = app.incident(of_mental_health("Mental health")).await;
        let line = only(&app, Cast::SocialCareManager).await;
        assert_eq!(line.notice.state, NoticeState::Sent);
        send_all(&app, &mailer, NOW).await;
        send_all(&app, &mailer, LATER).await;
        let mails = servers.mails("outside");
        assert_eq!(mails.len(), before + 1, "it leaves once");
        let (head, body) = mails.last().unwrap().split_once("\n\n").unwrap();
        assert!(body.contains("Ellwood"), "{body}");
        assert!(body.contains("Why you are told"), "{body}");
        assert!(head.contains(&line.notice.id.short()), "{head}");
        for name in ["Ellwood", "Davies", "ental"] {
            assert!(
                !head.contains(name),
                "{name} in the head of the mail: {head}"
            );
        }
        let import = app.kept(incident).await.import.unwrap();
        let mut lead = app.ask(Cast::PoliceSupervisor, LATER);
        let undone = undo_import(&app.app, &mut lead, import).await;
        let refused = matches!(&undone, Err(Refusal::Rule(why)) if why.contains("left by mail"));
        assert!(refused, "what a mail told cannot be taken back: {undone:?}");
        let about = About::Notice(line.notice.id);
        let sent = mailed(&app, about).await;
        assert_eq!(sent.len(), 1);
        assert_eq!(sent[0].state, MessageState::Sent);
        let mut manager = app.ask(Cast::SocialCareManager, LATER);
        let ledger = open_ledger(&app.app, &mut manager).await.unwrap();
        assert!(ledger.done.iter().any(|row| row.message.about == about));
    }
}

#[tokio::test]
async fn a_practice_that_is_not_on_the_list_is_told_by_a_person() {
    for address in ["duty@practice.example", "duty@practice.cjsm.net"] {
        let confirmed = address.ends_with("example");
        let change = agency_by_mail("primary_care", address, confirmed);
        for app in TestApp::each_database_with(change).await {
            app.incident(of_mental_health("Mental health")).await;
            let line = only(&app, Cast::SocialCareManager).await;
            assert_eq!(line.notice.hold, Some(NoticeHold::NoAccount), "{address}");
            let about = About::Notice(line.notice.id);
            assert!(mailed(&app, about).await.is_empty());
            let mut lead = app.ask(Cast::PoliceSupervisor, NOW);
            let id = line.notice.id;
            let refused = release_notice(&app.app, &mut lead, id, Some(true), "Sent.").await;
            assert!(matches!(refused, Err(Refusal::Rule(_))), "{refused:?}");
            release_notice(&app.app, &mut lead, id, Some(false), "Told by telephone.")
                .await
                .unwrap();
        }
    }
}

#[tokio::test]
async fn nothing_of_a_restricted_record_is_put_into_a_mail() {
    let change = agency_by_mail("primary_care", "duty@practice.cjsm.net", true);
    for app in TestApp::each_database_with(change).await {
        app.incident(of_mental_health("Mental health; HBA")).await;
        let line = only(&app, Cast::MashManager).await;
        assert_eq!(line.notice.hold, Some(NoticeHold::Restricted));
        let mut lead = app.ask(Cast::PoliceSupervisor, NOW);
        let id = line.notice.id;
        let refused = release_notice(&app.app, &mut lead, id, Some(true), "It may go.").await;
        assert!(matches!(refused, Err(Refusal::Rule(_))), "{refused:?}");
        let about = About::Notice(id);
        assert!(mailed(&app, about).await.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_held_closely_meanwhile_is_named_in_no_mail() {
    let Some(mut servers) = MailServers::place("a notice and its person") else {
        return;
    };
    let port = servers.smtp("outside", Wire::Encrypted);
    let mailer = servers.mailer(port, Security::StartTls);
    let change = agency_by_mail("primary_care", "duty@practice.cjsm.net", true);
    for app in TestApp::each_database_with(change).await {
        let before = servers.mails("outside").len();
        let incident = app.incident(of_mental_health("Mental health")).await;
        let line = only(&app, Cast::SocialCareManager).await;
        let victim = app
            .kept(incident)
            .await
            .victim()
            .unwrap()
            .person
            .to_string();
        let mut keeper = app.ask(Cast::PoliceSupervisor, NOW);
        let why = "Her brother works at the practice.";
        restrict_record(&app.app, &mut keeper, RecordKind::Person, &victim, why)
            .await
            .unwrap();
        send_all(&app, &mailer, NOW).await;
        assert_eq!(servers.mails("outside").len(), before, "nothing leaves");
        let held = mailed(&app, About::Notice(line.notice.id)).await;
        assert_eq!(held[0].state, MessageState::Held);
    }
}
