//! The work e-mail of somebody who refers, proved by a one-time code: sent by a real mail server, typed on the form, told to the desk; and nobody can make the service write to strangers (ux.md 4.6).
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

#[allow(dead_code, reason = "this file uses its own part of it")]
mod arrivals;

use arrivals::{TUESDAY, apps, at, only, referral, sent};
use hawthorn_app::Refusal;
use hawthorn_app::doors::open_door::open_door;
use hawthorn_app::doors::prove_email::{Standing, ask_code, enter_code, send_code, standing};
use hawthorn_app::jobs::run::Surroundings;
use hawthorn_app::platform::mail::outbox::Turn;
use hawthorn_connect::platform::mail::send::Security;
use hawthorn_domain::doors::{Answers, Door};
use hawthorn_testkit::TestApp;
use hawthorn_testkit::mail::{MailServers, Wire};
use hawthorn_testkit::test_app::Still;
use jiff::Timestamp;

const WORK: &str = "asha@surgery.nhs.uk";

fn from(address: &str) -> Answers {
    referral().with("your_email", address)
}

async fn asked(
    app: &TestApp,
    answers: &Answers,
    place: &str,
    now: Timestamp,
) -> Result<Answers, Refusal> {
    let with = (now, Still(now).dice());
    ask_code(&app.app, &app.book.code, answers, place, with).await
}

fn stands(app: &TestApp, answers: &Answers) -> Standing {
    standing(&app.app, &app.book.code, answers, at(TUESDAY)).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_code_in_the_mail_proves_the_address_and_the_desk_is_told() {
    let Some(mut servers) = MailServers::place("a code for a form") else {
        return;
    };
    let port = servers.smtp("outside", Wire::Encrypted);
    let mailer = servers.mailer(port, Security::StartTls);
    for app in apps().await {
        let before = servers.mails("outside").len();
        let form = from(WORK);
        assert_eq!(stands(&app, &form), Standing::CanBeProved);
        let form = asked(&app, &form, "here", at(TUESDAY)).await.unwrap();
        let around = Still(at(TUESDAY));
        assert_eq!(send_code(&app.app, &around, &mailer).await, Turn::Done);
        assert_eq!(send_code(&app.app, &around, &mailer).await, Turn::Nothing);
        let mails = servers.mails("outside");
        assert_eq!(mails.len(), before + 1);
        let mail = mails
            .iter()
            .rfind(|mail| mail.contains("To: asha@surgery.nhs.uk"))
            .unwrap();
        assert!(mail.contains("Subject: Your code"), "{mail}");
        for secret in ["Wren", "Hollowell", "Asha Example", "telephone"] {
            assert!(!mail.contains(secret), "{secret} stands in\n{mail}");
        }
        let (_, rest) = mail.split_once("Your code is ").unwrap();
        let code: String = rest.chars().take(8).collect();

        let (form, wrong) = enter_code(&form, "00 00 00 00", at(TUESDAY));
        assert!(matches!(wrong, Some(Refusal::Fields(_))));
        let spaced = format!("{} {}", &code[..4], &code[4..]);
        let (form, wrong) = enter_code(&form, &spaced, at(TUESDAY));
        assert!(wrong.is_none());
        assert_eq!(stands(&app, &form), Standing::Proved);
        sent(&app, Door::Form, &form, "proved").await;
        let id = only(&app).await;
        let view = open_door(&app.app, &mut arrivals::idva(&app), id)
            .await
            .unwrap();
        let referrer = view.report.referrer.as_ref().unwrap();
        assert_eq!(referrer.email_proved_at, Some(at(TUESDAY)));
        // Another address on the same form is not proved by it.
        assert_eq!(
            stands(&app, &form.with("your_email", "else@surgery.nhs.uk")),
            Standing::CanBeProved
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_can_make_the_service_write_to_strangers_or_without_end() {
    for app in apps().await {
        // Private mail, no mail address at all, and a domain that only looks like one.
        for address in ["asha@mail.example", "nhs.uk", "asha@nhs.uk.example", ""] {
            let refused = asked(&app, &from(address), "here", at(TUESDAY)).await;
            assert!(refused.is_err(), "{address}");
        }
        assert_eq!(stands(&app, &from("a@mail.example")), Standing::NotWorkMail);
        assert_eq!(stands(&app, &from("")), Standing::NotOffered);
        // One address gets a few within the hour, from however many forms and places.
        for place in 0..4 {
            let place = place.to_string();
            asked(&app, &from(WORK), &place, at(TUESDAY)).await.unwrap();
        }
        let refused = asked(&app, &from("ASHA@surgery.nhs.uk"), "elsewhere", at(TUESDAY)).await;
        assert!(matches!(refused, Err(Refusal::Later(_))), "{refused:?}");
        // One place asks as often as reports pass from it.
        let most = app.book.first.settings.doors.from_one_place;
        for number in 0..most {
            let address = format!("someone{number}@surgery.nhs.uk");
            asked(&app, &from(&address), "busy", at(TUESDAY))
                .await
                .unwrap();
        }
        let refused = asked(&app, &from("last@surgery.nhs.uk"), "busy", at(TUESDAY)).await;
        assert!(matches!(refused, Err(Refusal::Later(_))), "{refused:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_no_server_takes_is_given_up_and_nothing_else_is_held_up() {
    let Some(servers) = MailServers::place("no server for a code") else {
        return;
    };
    // Nobody listens at this port.
    let mailer = servers.mailer(9, Security::None);
    let app = apps().await.remove(0);
    let around = Still(at(TUESDAY));
    asked(&app, &from(WORK), "here", at(TUESDAY)).await.unwrap();
    for _ in 0..3 {
        assert_eq!(send_code(&app.app, &around, &mailer).await, Turn::Wait);
    }
    assert_eq!(send_code(&app.app, &around, &mailer).await, Turn::Done);
    assert_eq!(send_code(&app.app, &around, &mailer).await, Turn::Nothing);
}
