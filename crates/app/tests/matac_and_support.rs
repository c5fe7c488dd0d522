//! MATAC from nomination to exit, the disclosure scheme without a word of content, and an IDVA's work from the allocation on (R196–R203, R250–R260).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

mod meeting;

use hawthorn_app::marac::open_marac_referral::open_marac_referral;
use hawthorn_app::matac::decide::{close_nomination, decide_nomination};
use hawthorn_app::matac::lists::matac_lists;
use hawthorn_app::matac::nominate::nominate;
use hawthorn_app::matac::open_nomination::open_nomination;
use hawthorn_app::matac::open_score::open_score;
use hawthorn_app::matac::plan::{AddStep, add_step, answer_step};
use hawthorn_app::matac::record_disclosure::{move_disclosure, request_disclosure};
use hawthorn_app::support::allocate::allocate_idva;
use hawthorn_app::support::caseload::caseload;
use hawthorn_app::support::client::{
    end_work, open_client, record_try, record_voice, take_on_client,
};
use hawthorn_app::{Ask, Refusal};
use hawthorn_domain::marac::MaracReferral;
use hawthorn_domain::matac::disclosure::{DisclosureDoor, DisclosureState};
use hawthorn_domain::matac::nomination::{PlanWay, StepFor};
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::ids::{MaracReferralId, NominationId};
use hawthorn_domain::support::client::{TryResult, VoiceTime};
use hawthorn_testkit::{Cast, TestApp};
use meeting::{BEFORE, pair};

const LATER: &str = "2026-03-27T10:00:00Z";

async fn kept(app: &TestApp, id: MaracReferralId) -> MaracReferral {
    app.store
        .get_unscoped::<MaracReferral>(&id.to_string())
        .await
        .unwrap()
        .unwrap()
        .value
}

fn step(way: PlanWay, whom: StepFor) -> AddStep {
    AddStep {
        way,
        whom,
        what: "Visit him at home.".into(),
        agency: AgencyCode::new("police"),
        due: "2026-04-10".parse().unwrap(),
    }
}

#[tokio::test]
async fn somebody_is_nominated_taken_on_planned_for_and_closed() {
    let app = TestApp::sqlite().await;
    let referral = kept(&app, pair(&app, "Ellwood").await).await;
    let person = referral.perpetrator;
    let mut idva = app.ask(Cast::Idva, BEFORE);
    let page = open_score(&app.app, &mut idva, person).await.unwrap();
    assert!(page.score.total() > 0 && page.score.total() < page.look_from);
    let without = nominate(&app.app, &mut idva, person, " ").await;
    assert!(matches!(without, Err(Refusal::Fields(_))), "{without:?}");
    let id = nominate(
        &app.app,
        &mut idva,
        person,
        "He moves from one to the next.",
    )
    .await
    .unwrap();
    let twice = nominate(&app.app, &mut idva, person, "Again.").await;
    assert!(matches!(twice, Err(Refusal::Rule(_))), "{twice:?}");
    let refused = decide_nomination(&app.app, &mut idva, id, true, "Grave.").await;
    assert!(
        matches!(refused, Err(Refusal::NotAllowed(_))),
        "{refused:?}"
    );

    let mut police = app.ask(Cast::PoliceSupervisor, LATER);
    decide_nomination(&app.app, &mut police, id, true, "The harm is grave.")
        .await
        .unwrap();
    add_step(
        &app.app,
        &mut police,
        id,
        step(PlanWay::Disruption, StepFor::Harming),
    )
    .await
    .unwrap();
    let unknown = AddStep {
        agency: AgencyCode::new("nobody"),
        ..step(PlanWay::Support, StepFor::Partner)
    };
    assert!(add_step(&app.app, &mut police, id, unknown).await.is_err());
    let lists = matac_lists(&app.app, &mut police).await.unwrap();
    assert!(
        lists.taken_on[0].lacks_support,
        "nothing for the partner yet (R257)"
    );
    add_step(
        &app.app,
        &mut police,
        id,
        step(PlanWay::Support, StepFor::Partner),
    )
    .await
    .unwrap();
    answered(&app, &mut police, id).await;
    let mut much_later = app.ask(Cast::PoliceSupervisor, "2027-03-25T10:00:00Z");
    close_nomination(&app.app, &mut much_later, id, "The harm has stopped.")
        .await
        .unwrap();
    let page = open_nomination(&app.app, &mut much_later, id)
        .await
        .unwrap();
    assert!(
        page.nomination.fall().unwrap() > 0,
        "a year without harm lowers the score"
    );
    let mut board = app.ask(Cast::BoardMember, LATER);
    assert!(open_score(&app.app, &mut board, person).await.is_err());
}

/// Nothing is closed before each step of the plan is answered, and a step not done says why.
async fn answered(app: &TestApp, police: &mut Ask, id: NominationId) {
    let early = close_nomination(&app.app, police, id, "The harm has stopped.").await;
    assert!(matches!(early, Err(Refusal::Rule(_))), "{early:?}");
    answer_step(&app.app, police, id, 0, true, "He opened.")
        .await
        .unwrap();
    let bare = answer_step(&app.app, police, id, 1, false, " ").await;
    assert!(matches!(bare, Err(Refusal::Fields(_))), "{bare:?}");
    answer_step(&app.app, police, id, 1, false, "She did not want it.")
        .await
        .unwrap();
    let none = answer_step(&app.app, police, id, 7, true, "").await;
    assert!(matches!(none, Err(Refusal::NotFound)), "{none:?}");
}

#[tokio::test]
async fn a_disclosure_is_recorded_without_what_was_said() {
    let app = TestApp::sqlite().await;
    let first = kept(&app, pair(&app, "Ellwood").await).await;
    let (person, partner) = (first.perpetrator, first.victim);
    let mut police = app.ask(Cast::SupportOfficer, BEFORE);
    let door = DisclosureDoor::RightToKnow;
    let id = request_disclosure(&app.app, &mut police, person, partner, door)
        .await
        .unwrap();
    let again = request_disclosure(&app.app, &mut police, person, partner, door).await;
    assert!(matches!(again, Err(Refusal::Rule(_))), "{again:?}");
    let page = open_score(&app.app, &mut police, person).await.unwrap();
    assert_eq!(page.disclosures[0].due, Some("2026-04-23".parse().unwrap()));
    move_disclosure(&app.app, &mut police, id, DisclosureState::Disclosed)
        .await
        .unwrap();
    let back = move_disclosure(&app.app, &mut police, id, DisclosureState::InProgress).await;
    assert!(back.is_err());
    let mut idva = app.ask(Cast::Idva, LATER);
    let theirs = move_disclosure(&app.app, &mut idva, id, DisclosureState::Unknown).await;
    assert!(theirs.is_err(), "the police record it");
}

#[tokio::test]
async fn an_idva_tries_in_time_hears_the_client_and_tells_her_afterwards() {
    let app = TestApp::sqlite().await;
    let referral = pair(&app, "Ellwood").await;
    let victim = kept(&app, referral).await.victim;
    let mut idva = app.ask(Cast::Idva, BEFORE);
    let agency = idva.actor.agency.clone();
    let no_service = AgencyCode::new("police");
    let refused = allocate_idva(&app.app, &mut idva, victim, Some(referral), &no_service).await;
    assert!(matches!(refused, Err(Refusal::Fields(_))), "{refused:?}");
    let mut police = app.ask(Cast::PoliceSupervisor, BEFORE);
    let id = allocate_idva(&app.app, &mut police, victim, Some(referral), &agency)
        .await
        .unwrap();
    let twice = allocate_idva(&app.app, &mut police, victim, None, &agency).await;
    assert!(matches!(twice, Err(Refusal::Rule(_))), "{twice:?}");

    let list = caseload(&app.app, &mut idva).await.unwrap();
    assert_eq!(list.nobodys.len(), 1);
    assert!(list.nobodys[0].voice_missing);
    take_on_client(&app.app, &mut idva, id).await.unwrap();
    let past = Some("2026-03-20".parse().unwrap());
    assert!(
        record_try(&app.app, &mut idva, id, TryResult::NoAnswer, past, "")
            .await
            .is_err()
    );
    let next = Some("2026-03-27".parse().unwrap());
    record_try(&app.app, &mut idva, id, TryResult::NoAnswer, next, "")
        .await
        .unwrap();
    let list = caseload(&app.app, &mut idva).await.unwrap();
    let line = &list.own[0];
    assert!(
        line.first_contact.done_at().is_some(),
        "the try counts, not its success"
    );
    assert_eq!(line.next_try, next);
    record_voice(
        &app.app,
        &mut idva,
        id,
        VoiceTime::Before,
        "Wants the locks changed.",
    )
    .await
    .unwrap();
    let case = open_marac_referral(&app.app, &mut app.ask(Cast::Chair, LATER), referral)
        .await
        .unwrap();
    assert!(case.victim_voice.contains("Wants the locks changed."));
    let list = caseload(&app.app, &mut idva).await.unwrap();
    assert!(!list.own[0].voice_missing);
    // Another agency's worker, and somebody without a caseload, see nothing of the client.
    for who in [Cast::HousingSpoc, Cast::Coordinator, Cast::SupportOfficer] {
        let refused = open_client(&app.app, &mut app.ask(who, LATER), id).await;
        assert!(refused.is_err(), "{who:?}");
    }
    end_work(&app.app, &mut idva, id, "She has moved.")
        .await
        .unwrap();
    let page = open_client(&app.app, &mut idva, id).await.unwrap();
    assert!(page.case.ended.is_some());
    assert!(caseload(&app.app, &mut idva).await.unwrap().own.is_empty());
    let late = record_voice(&app.app, &mut idva, id, VoiceTime::After, "Told.").await;
    assert!(matches!(late, Err(Refusal::Rule(_))), "{late:?}");
}

#[tokio::test]
async fn a_referral_brings_an_idva_where_the_area_says_so() {
    let by_itself = TestApp::sqlite_in("wolverhampton").await;
    pair(&by_itself, "Ellwood").await;
    let list = caseload(&by_itself.app, &mut by_itself.ask(Cast::Idva, BEFORE))
        .await
        .unwrap();
    assert_eq!(list.nobodys.len(), 1, "R200");
    let by_hand = TestApp::sqlite().await;
    pair(&by_hand, "Ellwood").await;
    let list = caseload(&by_hand.app, &mut by_hand.ask(Cast::Idva, BEFORE))
        .await
        .unwrap();
    assert!(list.nobodys.is_empty(), "R199");
}
