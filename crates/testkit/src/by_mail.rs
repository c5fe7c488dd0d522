//! What the tests of mail share: an area that asks housing by mail, a request to it, and sending until nothing is due.

use hawthorn_app::mash::refer::make_referral;
use hawthorn_app::mash::request_information::{Question, request_information};
use hawthorn_app::mash::set_rating::{NewRating, set_rating};
use hawthorn_app::platform::mail::outbox::{Turn, send_next};
use hawthorn_connect::platform::mail::send::{Mailer, Security, Smtp};
use hawthorn_domain::mash::Rag;
use hawthorn_domain::mash::request::InformationRequest;
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::ids::{ReferralId, RequestId};
use hawthorn_domain::platform::mail::{About, Message, MessageKind};
use hawthorn_domain::platform::settings::AreaBook;
use hawthorn_domain::platform::settings::mail::{Contact, Route};

use crate::test_app::Still;
use crate::{Cast, IncidentSketch, TestApp};

/// The moment at which requests are made.
pub const NOW: &str = "2026-03-25T15:00:00Z";
/// Two minutes later.
pub const LATER: &str = "2026-03-25T15:02:00Z";

/// Warwickshire with housing asked by mail at this address.
pub fn by_mail(address: &'static str, confirmed: bool) -> impl Fn(&mut AreaBook) {
    agency_by_mail("housing", address, confirmed)
}

/// Warwickshire with this agency reached by mail at this address.
pub fn agency_by_mail(
    code: &'static str,
    address: &'static str,
    confirmed: bool,
) -> impl Fn(&mut AreaBook) {
    move |book| {
        let editions = std::iter::once(&mut book.first).chain(&mut book.later);
        for edition in editions {
            edition.settings.mail.authentication_server = Some("mx.hub.example".to_owned());
            for agency in &mut edition.settings.agencies {
                if agency.code.as_str() == code {
                    agency.contact = Contact::Mail;
                    agency.route = Some(Route {
                        address: address.to_owned(),
                        confirmed,
                        needs_tls: true,
                    });
                }
            }
        }
    }
}

/// A referral with a rating, from an incident of this sketch.
pub async fn rated(app: &TestApp, sketch: IncidentSketch) -> ReferralId {
    let incident = app.incident(sketch).await;
    let id = make_referral(
        &app.app,
        &mut app.ask(Cast::SupportOfficer, NOW),
        incident,
        "Reason.",
    )
    .await
    .unwrap()
    .id;
    rate(app, id, Rag::Amber).await;
    id
}

/// Rates a referral.
pub async fn rate(app: &TestApp, id: ReferralId, rag: Rag) {
    let new = NewRating {
        rag,
        reason: "A reason.".to_owned(),
    };
    set_rating(
        &app.app,
        &mut app.ask(Cast::SocialCareManager, NOW),
        id,
        new,
    )
    .await
    .unwrap();
}

/// Asks housing, in words that nobody else writes.
pub async fn asked(app: &TestApp, id: ReferralId) -> RequestId {
    let question = Question {
        agencies: vec![AgencyCode::new("housing")],
        why: "Canarywords about the risk.".to_owned(),
        people: Vec::new(),
    };
    request_information(
        &app.app,
        &mut app.ask(Cast::SocialWorker, NOW),
        id,
        question,
    )
    .await
    .unwrap()[0]
}

/// The messages of one kind about a request.
pub async fn messages(app: &TestApp, id: RequestId, kind: MessageKind) -> Vec<Message> {
    let found = app
        .store
        .messages_about(About::Request(id), kind)
        .await
        .unwrap();
    found.into_iter().map(|found| found.value).collect()
}

/// Sends whatever is due until nothing is, and gives how often something was dealt with.
pub async fn send_all(app: &TestApp, mailer: &Mailer, at: &str) -> usize {
    let around = Still(at.parse().unwrap());
    for turn in 0..20 {
        if send_next(&app.app, &around, mailer).await.unwrap() == Turn::Nothing {
            return turn;
        }
    }
    panic!("the outbox does not come to an end")
}

/// A mailer whose server is not there.
pub fn nobody() -> Mailer {
    Mailer::new(&Smtp {
        server: "127.0.0.1:1".to_owned(),
        security: Security::None,
        user: None,
        password_file: None,
        ca_file: None,
        from: crate::mail::HUB.to_owned(),
    })
    .unwrap()
}

/// A request as it is kept.
pub async fn request(app: &TestApp, id: RequestId) -> InformationRequest {
    let found = app
        .store
        .get_unscoped::<InformationRequest>(&id.to_string())
        .await;
    found.unwrap().unwrap().value
}

/// A request that a mail server has taken.
pub async fn sent(app: &TestApp, mailer: &Mailer) -> RequestId {
    let referral = rated(app, IncidentSketch::default()).await;
    let id = asked(app, referral).await;
    send_all(app, mailer, NOW).await;
    id
}
