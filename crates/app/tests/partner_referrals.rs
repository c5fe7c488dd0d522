//! Partners' referrals from receipt to triage, consultations and signposting: what is kept, who may, and what cannot be left out (R47–R52, R102–R112, C18).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_app::Refusal;
use hawthorn_app::mash::open_referral::open_referral;
use hawthorn_app::referrals::consultations::{
    NewConsultation, end_consultation, open_consultation, record_consultation, refer_consultation,
};
use hawthorn_app::referrals::partners::{list_partners, open_partner};
use hawthorn_app::referrals::police_flag::{TakenUp, take_police_flag};
use hawthorn_app::referrals::receive_partner::{
    NewPartnerReferral, NewPerson, receive_from_visitor, receive_partner_referral,
};
use hawthorn_app::referrals::screen_partner::{decide_partner, record_partner_check};
use hawthorn_app::referrals::signposts::{open_signposts, record_signpost, services};
use hawthorn_domain::incidents::Flag;
use hawthorn_domain::platform::ids::PartnerReferralId;
use hawthorn_domain::referrals::consultation::{ConsultationEnd, NamedPerson, SignpostFrom};
use hawthorn_domain::referrals::partner::{Door, PartnerCheck, PartnerOutcome, Referrer};
use hawthorn_domain::risk::RiskLevel;
use hawthorn_testkit::{Cast, CountingDice, TestApp};

const NOW: &str = "2026-03-25T15:00:00Z";

fn referrer() -> Referrer {
    Referrer {
        name: "Gwen Example".to_owned(),
        role: "Health visitor".to_owned(),
        organisation: "Example Surgery".to_owned(),
        agency: None,
        contact: "01632 960111".to_owned(),
    }
}

fn named(given: &str, family: &str, born: &str) -> NewPerson {
    NewPerson {
        given: given.to_owned(),
        family: family.to_owned(),
        born: born.to_owned(),
        ..NewPerson::default()
    }
}

fn told() -> NewPartnerReferral {
    NewPartnerReferral {
        referrer: referrer(),
        worry: "She flinched when he came in.".to_owned(),
        victim: named("Katarzyna", "Ellwood", "2 11 1976"),
        person_causing_harm: named("Sunil", "Davies", "1974"),
        children: vec![named("Mia", "Ellwood", "4")],
        ..NewPartnerReferral::default()
    }
}

async fn received(app: &TestApp, new: NewPartnerReferral) -> PartnerReferralId {
    let mut ask = app.ask(Cast::SocialWorker, NOW);
    receive_partner_referral(&app.app, &mut ask, new)
        .await
        .unwrap()
        .id
}

async fn checked(app: &TestApp, id: PartnerReferralId) {
    for check in PartnerCheck::ALL {
        let mut ask = app.ask(Cast::SocialWorker, NOW);
        record_partner_check(&app.app, &mut ask, id, *check, "Nothing held.")
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn police_are_flagged_in_the_same_breath_as_a_referral_is_received() {
    for app in TestApp::each_database().await {
        let id = received(&app, told()).await;
        let mut desk = app.ask(Cast::SupportOfficer, NOW);
        let view = open_partner(&app.app, &mut desk, id).await.unwrap();
        let incident = app.kept(view.referral.incident.unwrap()).await;
        assert_eq!(incident.summary, "She flinched when he came in.");
        assert_eq!(
            incident.level(),
            RiskLevel::Medium,
            "nobody has assessed it"
        );
        assert_eq!(incident.parties.len(), 3);
        let lists = list_partners(&app.app, &mut desk).await.unwrap();
        assert_eq!(lists.for_police[0].id, id);
        let taken = TakenUp {
            reference: "23/7001".to_owned(),
            victim_reached: true,
            form_done: true,
            words: String::new(),
        };
        let mut worker = app.ask(Cast::SocialWorker, NOW);
        let refused = take_police_flag(&app.app, &mut worker, id, taken.clone()).await;
        assert!(
            matches!(refused, Err(Refusal::NotAllowed(_))),
            "it is for the police desk"
        );
        take_police_flag(&app.app, &mut desk, id, taken)
            .await
            .unwrap();
        let lists = list_partners(&app.app, &mut desk).await.unwrap();
        assert!(lists.for_police.is_empty());
    }
}

#[tokio::test]
async fn onwards_to_triage_the_checks_go_with_the_referral() {
    let app = TestApp::sqlite().await;
    let id = received(&app, told()).await;
    let mut worker = app.ask(Cast::SocialWorker, NOW);
    let early = decide_partner(
        &app.app,
        &mut worker,
        id,
        PartnerOutcome::Triage,
        "A reason.",
    )
    .await;
    assert!(
        early
            .unwrap_err()
            .to_string()
            .contains("checks are still to do")
    );
    checked(&app, id).await;
    let made = decide_partner(
        &app.app,
        &mut worker,
        id,
        PartnerOutcome::Triage,
        "A reason.",
    )
    .await
    .unwrap()
    .unwrap();
    let page = open_referral(&app.app, &mut worker, made).await.unwrap();
    assert!(page.referral.reason.contains("She flinched"));
    assert!(page.referral.reason.contains("Nothing held."));
    assert_eq!(page.referral.subjects.len(), 3);
    let again = decide_partner(
        &app.app,
        &mut worker,
        id,
        PartnerOutcome::Triage,
        "A reason.",
    )
    .await;
    assert!(
        again
            .unwrap_err()
            .to_string()
            .contains("already been decided")
    );
}

#[tokio::test]
async fn another_force_is_told_straight_and_before_the_decision() {
    let app = TestApp::sqlite().await;
    let other = NewPartnerReferral {
        other_force: "West Midlands".to_owned(),
        ..told()
    };
    let id = received(&app, other).await;
    checked(&app, id).await;
    let mut worker = app.ask(Cast::SocialWorker, NOW);
    let view = open_partner(&app.app, &mut worker, id).await.unwrap();
    assert_eq!(view.referral.incident, None, "it is not for our own desk");
    let outcome = PartnerOutcome::Signpost;
    let early = decide_partner(&app.app, &mut worker, id, outcome, "A reason.").await;
    assert!(
        early
            .unwrap_err()
            .to_string()
            .contains("has not been told yet")
    );
    let told = TakenUp {
        reference: "WM 12".to_owned(),
        ..TakenUp::default()
    };
    take_police_flag(&app.app, &mut worker, id, told)
        .await
        .unwrap();
    decide_partner(&app.app, &mut worker, id, outcome, "A reason.")
        .await
        .unwrap();
}

#[tokio::test]
async fn a_referral_in_the_name_of_honour_is_not_there_for_others() {
    let app = TestApp::sqlite().await;
    let closed = NewPartnerReferral {
        flags: vec![Flag::HonourBased],
        ..told()
    };
    let id = received(&app, closed).await;
    let mut worker = app.ask(Cast::SocialWorker, NOW);
    let missing = open_partner(&app.app, &mut worker, id).await;
    assert!(matches!(missing, Err(Refusal::NotFound)));
    let lists = list_partners(&app.app, &mut worker).await.unwrap();
    assert!(lists.to_screen.is_empty() && lists.for_police.is_empty());
    let mut keeper = app.ask(Cast::MashManager, NOW);
    assert!(open_partner(&app.app, &mut keeper, id).await.is_ok());
}

#[tokio::test]
async fn the_public_form_makes_the_same_without_an_account() {
    let app = TestApp::sqlite().await;
    let now = NOW.parse().unwrap();
    let dice = Box::new(CountingDice::new(0xD00));
    let made = receive_from_visitor(&app.app, &app.book.code, now, dice, told())
        .await
        .unwrap();
    assert_eq!(made.door, Door::PublicForm);
    assert_eq!(made.received_by.account, None);
    let urgent = NewPartnerReferral {
        urgent: true,
        ..told()
    };
    let dice = Box::new(CountingDice::new(0xE00));
    let made = receive_from_visitor(&app.app, &app.book.code, now, dice, urgent)
        .await
        .unwrap();
    assert_eq!(made.level, RiskLevel::High);
    let nothing = NewPartnerReferral::default();
    let dice = Box::new(CountingDice::new(0xF00));
    let refused = receive_from_visitor(&app.app, &app.book.code, now, dice, nothing).await;
    assert!(matches!(refused, Err(Refusal::Fields(_))));
}

#[tokio::test]
async fn what_is_wrong_is_told_by_its_field() {
    let app = TestApp::sqlite().await;
    let mut ask = app.ask(Cast::SocialWorker, NOW);
    let wrong = NewPartnerReferral {
        victim: named("Katarzyna", "Ellwood", "31 2 1990"),
        ..told()
    };
    let refused = receive_partner_referral(&app.app, &mut ask, wrong).await;
    let Err(Refusal::Fields(problems)) = refused else {
        panic!("fields");
    };
    assert_eq!(problems[0].field, "victim_born");
}

fn asked() -> NewConsultation {
    NewConsultation {
        asked_by: referrer(),
        worry: "She flinched when he came in.".to_owned(),
        victim: NamedPerson {
            given: "Katarzyna".to_owned(),
            family: "Ellwood".to_owned(),
            born: "2 11 1976".to_owned(),
        },
        advice: "Ask her alone, and do the risk form.".to_owned(),
        ..NewConsultation::default()
    }
}

#[tokio::test]
async fn a_consultation_becomes_a_referral_with_nothing_typed_again() {
    let app = TestApp::sqlite().await;
    let mut worker = app.ask(Cast::SocialWorker, NOW);
    let id = record_consultation(&app.app, &mut worker, asked())
        .await
        .unwrap();
    let made = refer_consultation(&app.app, &mut worker, id).await.unwrap();
    let view = open_partner(&app.app, &mut worker, made).await.unwrap();
    assert_eq!(view.referral.worry, "She flinched when he came in.");
    assert_eq!(view.referral.referrer, referrer());
    assert_eq!(view.people[0].name, "Katarzyna Ellwood");
    let (kept, _) = open_consultation(&app.app, &mut worker, id).await.unwrap();
    assert_eq!(kept.end, Some(ConsultationEnd::Referred(made)));
    let again = refer_consultation(&app.app, &mut worker, id).await;
    assert!(again.is_err(), "it became one already");
}

#[tokio::test]
async fn a_consultation_ends_with_a_reason_or_names_a_victim() {
    let app = TestApp::sqlite().await;
    let mut adviser = app.ask(Cast::EarlyHelp, NOW);
    let nobody = NewConsultation {
        victim: NamedPerson::default(),
        ..asked()
    };
    let id = record_consultation(&app.app, &mut adviser, nobody)
        .await
        .unwrap();
    let mut worker = app.ask(Cast::SocialWorker, NOW);
    assert!(refer_consultation(&app.app, &mut worker, id).await.is_err());
    assert!(
        end_consultation(&app.app, &mut adviser, id, " ")
            .await
            .is_err()
    );
    end_consultation(
        &app.app,
        &mut adviser,
        id,
        "The surgery will see her again.",
    )
    .await
    .unwrap();
}

#[tokio::test]
async fn pointing_to_a_service_is_one_press_and_stays_with_its_record() {
    let app = TestApp::sqlite().await;
    app.load_directory().await;
    let id = received(&app, told()).await;
    let mut worker = app.ask(Cast::SocialWorker, NOW);
    let (code, name) = services(&app.app, &worker).await.unwrap().remove(0);
    let from = SignpostFrom::Partner(id);
    record_signpost(&app.app, &mut worker, from, &code)
        .await
        .unwrap();
    let kept = open_signposts(&app.app, &mut worker, from).await.unwrap();
    assert_eq!(kept[0].service_name, name);
    assert!(
        record_signpost(&app.app, &mut worker, from, "no-such")
            .await
            .is_err()
    );
}
