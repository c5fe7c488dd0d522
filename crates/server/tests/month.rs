//! A month in which much goes wrong: 600 incidents, twelve agencies, three of them slow, two reached by mail alone, one with nobody at work for a day, and a day without a mail server. Nothing is lost, everything late was chased and passed on, and the same seed makes the same database (R117, R134–R140).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "test code stops at the first thing that is not as it should be"
)]

use std::collections::{BTreeMap, BTreeSet};

use hawthorn_app::App;
use hawthorn_app::jobs::run::Surroundings;
use hawthorn_app::platform::mail::outbox::{Turn, send_next};
use hawthorn_app::platform::mail::receive::receive_mail;
use hawthorn_connect::platform::mail::imap::Arrived;
use hawthorn_connect::platform::mail::send::{Mailer, Security};
use hawthorn_domain::incidents::Incident;
use hawthorn_domain::mash::request::InformationRequest;
use hawthorn_domain::platform::actor::{AgencyCode, Scope};
use hawthorn_domain::platform::chase::{ChaseKind, Chaser, Promised, chases};
use hawthorn_domain::platform::deadline::Clock;
use hawthorn_domain::platform::mail::incoming::IncomingState;
use hawthorn_domain::platform::mail::{About, Message, MessageKind, MessageState};
use hawthorn_domain::platform::settings::mail::{Contact, Route};
use hawthorn_domain::platform::settings::{AreaBook, AreaCode};
use hawthorn_domain::referrals::{Referral, ReferralState};
use hawthorn_simulate::{EVERY, Plan, Post, Posted, Trouble, play_county};
use hawthorn_store::governance::verify::verify;
use hawthorn_testkit::by_mail::nobody;
use hawthorn_testkit::mail::{MailServers, Wire};
use hawthorn_testkit::{Cast, TestApp};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};

const NOW: &str = "2026-03-25T14:10:00Z";
/// Those that work by mail alone.
const BY_MAIL: [&str; 2] = ["housing", "primary_care"];

fn now() -> Timestamp {
    NOW.parse().unwrap()
}

fn by_mail(book: &mut AreaBook) {
    for edition in std::iter::once(&mut book.first).chain(&mut book.later) {
        edition.settings.mail.authentication_server = Some("mx.hub.example".to_owned());
        for agency in &mut edition.settings.agencies {
            if BY_MAIL.contains(&agency.code.as_str()) {
                agency.contact = Contact::Mail;
                agency.route = Some(Route {
                    address: format!(
                        "requests@{}.example",
                        agency.code.as_str().replace('_', "-")
                    ),
                    confirmed: true,
                    needs_tls: false,
                });
            }
        }
    }
}

fn trouble() -> Trouble {
    Trouble {
        slow: ["adult_social_care", "probation", "mental_health"]
            .map(AgencyCode::new)
            .to_vec(),
        down: Some((AgencyCode::new("child_health"), date(2026, 3, 11))),
        no_mail_on: Some(date(2026, 3, 17)),
    }
}

/// Everything of a kind, whoever may see it.
struct Kept {
    requests: Vec<InformationRequest>,
    referrals: Vec<Referral>,
    incidents: Vec<Incident>,
    chasers: Vec<Chaser>,
    messages: Vec<Message>,
}

async fn kept(app: &TestApp) -> Kept {
    async fn all<T: hawthorn_store::Document>(app: &TestApp, scope: &Scope) -> Vec<T> {
        let found = app.store.everything::<T>(scope).await.unwrap();
        found.into_iter().map(|read| read.value).collect()
    }
    let ask = app.ask(Cast::MashManager, NOW);
    let scope = ask.scope(&app.app).unwrap();
    assert!(
        scope.hub && scope.restricted,
        "the manager is told of everything"
    );
    Kept {
        requests: all(app, &scope).await,
        referrals: all(app, &scope).await,
        incidents: all(app, &scope).await,
        chasers: all(app, &scope).await,
        messages: all(app, &scope).await,
    }
}

/// A real mail server, and on a day without one an address where none is.
struct Servers {
    mailer: Mailer,
    broken: Mailer,
}

impl Post for Servers {
    fn leave<'a>(
        &'a self,
        app: &'a App,
        around: &'a dyn Surroundings,
        works: bool,
    ) -> Posted<'a, ()> {
        let mailer = if works { &self.mailer } else { &self.broken };
        Box::pin(async move {
            while send_next(app, around, mailer).await? == Turn::Done {}
            Ok(())
        })
    }

    fn arrive<'a>(
        &'a self,
        app: &'a App,
        around: &'a dyn Surroundings,
        area: &'a AreaCode,
        mail: String,
    ) -> Posted<'a, bool> {
        Box::pin(async move {
            let arrived = Arrived {
                bytes: mail.len() as u64,
                source: mail.into_bytes(),
                received_at: around.now(),
            };
            let received = receive_mail(app, around, area, arrived).await?;
            Ok(received.state == IncomingState::Filed)
        })
    }
}

/// Plays the month on a database and gives the end of its log, which holds the digest of every change.
async fn play(app: &TestApp, servers: &mut MailServers, mailbox: &str) -> String {
    let port = servers.smtp(mailbox, Wire::Stripped);
    let post = Servers {
        mailer: servers.mailer(port, Security::None),
        broken: nobody(),
    };
    play_county(&app.app, Plan::month(), now(), trouble(), &post, &|_| {})
        .await
        .unwrap();
    app.store.chain_end().await.unwrap().digest
}

#[tokio::test(flavor = "multi_thread")]
async fn a_month_in_which_much_goes_wrong_loses_nothing() {
    let Some(mut servers) = MailServers::place("the month") else {
        return;
    };
    // Played twice on the first engine, whose two ends are compared, and once on each other one.
    let mut apps = TestApp::each_database_with(by_mail).await;
    let again = TestApp::each_database_with(by_mail)
        .await
        .into_iter()
        .next();
    apps.splice(1..1, again);
    let mut ends = BTreeSet::new();
    for (place, app) in apps.iter().enumerate() {
        let mailbox = format!("sent{place}");
        let end = play(app, &mut servers, &mailbox).await;
        if place < 2 {
            ends.insert(end);
        }
        let kept = kept(app).await;
        it_was_a_month(&kept);
        everything_has_an_owner_and_a_time(&kept);
        everything_late_was_chased(&kept);
        everything_sent_is_in_the_ledger(&kept, &servers.mails(&mailbox));
        let checked = verify(&app.store, None).await.unwrap();
        assert!(checked.problems.is_empty(), "{:?}", checked.problems);
    }
    assert_eq!(ends.len(), 1, "the same seed makes the same database");
}

/// It is what it says: much came in, twelve agencies took part, and much was late.
fn it_was_a_month(kept: &Kept) {
    // Partners' referrals bring a few more to the desk.
    assert!(kept.incidents.len() >= 600, "{}", kept.incidents.len());
    let mut agencies: BTreeSet<&str> = kept
        .requests
        .iter()
        .map(|request| request.agency.as_str())
        .collect();
    agencies.insert("police");
    assert!(agencies.len() >= 12, "{agencies:?}");
    assert!(kept.referrals.len() >= 100, "{}", kept.referrals.len());
    for agency in BY_MAIL {
        let answered = kept
            .requests
            .iter()
            .filter(|request| request.agency.as_str() == agency && request.reply.is_some());
        assert!(answered.count() >= 5, "{agency} answers by mail");
    }
    for kind in ChaseKind::ALL {
        let many = kept.chasers.iter().filter(|chaser| chaser.kind == *kind);
        assert!(many.count() >= 10, "{kind} is rare");
    }
}

/// What is not finished has an agency that leads it and a time by which something is due.
fn everything_has_an_owner_and_a_time(kept: &Kept) {
    for referral in &kept.referrals {
        assert!(!referral.lead_agency.as_str().is_empty());
        if referral.state(0) != ReferralState::Finished {
            assert!(
                referral.next_clock().is_some(),
                "{} stands at {} without a time",
                referral.id,
                referral.state(0)
            );
        }
    }
    for incident in &kept.incidents {
        assert!(
            incident.screening.decision.is_some() || incident.screening.clock.done_at().is_none()
        );
    }
}

/// The first round at or after a moment.
fn round_after(at: Timestamp, start: Timestamp) -> Timestamp {
    let minutes = at.duration_since(start).as_secs().div_euclid(60);
    let exact = at == start + SignedDuration::from_mins(minutes);
    let rounds = minutes.div_euclid(EVERY) + i64::from(!(exact && minutes.rem_euclid(EVERY) == 0));
    start + SignedDuration::from_mins(rounds * EVERY)
}

/// What a promise should have been chased for by its own settings, worked out again from its clock as
/// it ended: every moment whose round came before it was done.
fn expected(
    clock: &Clock,
    asked_at: Timestamp,
    ended: Option<Timestamp>,
    start: Timestamp,
) -> Vec<(Timestamp, ChaseKind, bool)> {
    chases(clock)
        .into_iter()
        .filter_map(|chase| {
            let round = round_after(chase.at.max(asked_at), start);
            let end = ended.unwrap_or(now());
            (round <= end).then_some((chase.at, chase.kind, round == end))
        })
        .collect()
}

/// Since when something is owed; it may be counted from long before.
fn asked_at(kept: &Kept, promised: &Promised) -> Option<Timestamp> {
    match promised {
        Promised::Answer(id) => {
            let request = kept.requests.iter().find(|request| request.id == *id);
            request.map(|request| request.asked_at)
        }
        Promised::MeetingRecord(id) | Promised::FollowUp(id, _) | Promised::Feedback(id) => {
            let referral = kept.referrals.iter().find(|referral| referral.id == *id)?;
            let authority = referral.outcome.as_ref()?.authorised.as_ref()?;
            Some(authority.at)
        }
        _ => None,
    }
}

fn everything_late_was_chased(kept: &Kept) {
    let mut said: BTreeMap<Promised, BTreeSet<(Timestamp, ChaseKind)>> = BTreeMap::new();
    let start = kept
        .chasers
        .iter()
        .map(|chaser| chaser.said_at)
        .min()
        .expect("something was chased");
    for chaser in &kept.chasers {
        let asked = asked_at(kept, &chaser.promised).unwrap_or(chaser.at);
        let late = chaser.said_at.duration_since(chaser.at.max(asked));
        let in_time = !late.is_negative() && late <= SignedDuration::from_mins(EVERY);
        assert!(
            in_time,
            "{:?} was chased for {} only at {}",
            chaser.promised, chaser.at, chaser.said_at
        );
        said.entry(chaser.promised.clone())
            .or_default()
            .insert((chaser.at, chaser.kind));
    }
    let nothing = BTreeSet::new();
    let mut compared = 0;
    let mut compare = |promised: Promised,
                       clock: &Clock,
                       ended: Option<Timestamp>,
                       asked_at: Timestamp| {
        let said = said.get(&promised).unwrap_or(&nothing);
        for (at, kind, on_the_edge) in expected(clock, asked_at, ended, start) {
            // What was due before it was even asked is said in the first round after that.
            let there = said.contains(&(at, kind));
            let before_asked = at < asked_at && kind != ChaseKind::PassedOn;
            assert!(
                there || on_the_edge || before_asked,
                "{promised:?}, owed since {asked_at} and ended {ended:?}, was not chased for {at} ({kind}); said: {said:?}"
            );
            compared += usize::from(there);
        }
    };
    for request in kept
        .requests
        .iter()
        .filter(|request| request.withdrawn_at.is_none())
    {
        let ended = request.reply.as_ref().map(|reply| reply.at);
        compare(
            Promised::Answer(request.id),
            &request.clock,
            ended,
            request.asked_at,
        );
    }
    for incident in &kept.incidents {
        let clock = &incident.screening.clock;
        compare(
            Promised::Screening(incident.id),
            clock,
            clock.done_at(),
            incident.received_at,
        );
    }
    assert!(compared >= 100, "only {compared} were compared");
}

/// Every reminder of an agency by mail is a message; every mail that the server took is one of ours.
fn everything_sent_is_in_the_ledger(kept: &Kept, mails: &[String]) {
    let about = |message: &Message| match message.about {
        About::Request(id) => Some(id),
        _ => None,
    };
    for request in &kept.requests {
        if !BY_MAIL.contains(&request.agency.as_str()) {
            continue;
        }
        let of = |kind: MessageKind| {
            kept.messages
                .iter()
                .filter(move |message| message.kind == kind && about(message) == Some(request.id))
        };
        assert_eq!(of(MessageKind::Request).count(), 1, "it was asked by mail");
        let rounds: BTreeSet<Timestamp> = kept
            .chasers
            .iter()
            .filter(|chaser| chaser.promised == Promised::Answer(request.id))
            .map(|chaser| chaser.said_at)
            .collect();
        assert_eq!(
            of(MessageKind::Reminder).count(),
            rounds.len(),
            "one message a round"
        );
    }
    let sent: Vec<&Message> = kept
        .messages
        .iter()
        .filter(|message| message.state == MessageState::Sent)
        .collect();
    assert!(sent.len() >= 30, "{} were sent", sent.len());
    assert!(
        sent.iter().any(|message| message.attempts.len() > 1),
        "the day without mail was felt"
    );
    assert_eq!(mails.len(), sent.len());
    for message in sent {
        let id = message.id.to_string();
        let found = mails.iter().filter(|mail| mail.contains(&id)).count();
        assert_eq!(found, 1, "{id} left once");
    }
}
