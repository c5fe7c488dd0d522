//! A referral before its meeting: accepted, asked about, added to, joined, called urgently, and the pack of each reader (R173–R177, F22, F28).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

mod meeting;

use hawthorn_app::Refusal;
use hawthorn_app::marac::accept_referral::accept_referral;
use hawthorn_app::marac::add_research::{Brought, bring_research};
use hawthorn_app::marac::add_to_referral::{AddToReferral, add_to_referral};
use hawthorn_app::marac::answer_question::{answer_question, open_question, own_questions};
use hawthorn_app::marac::ask_referrer::ask_referrer;
use hawthorn_app::marac::call_urgent_meeting::call_urgent_meeting;
use hawthorn_app::marac::conflicts::{Whose, declare_conflict};
use hawthorn_app::marac::lists::to_list;
use hawthorn_app::marac::open_agenda::open_agenda;
use hawthorn_app::marac::open_marac_referral::open_marac_referral;
use hawthorn_app::marac::plan_meeting::plan_meeting;
use hawthorn_app::marac::print_pack::print_pack;
use hawthorn_app::marac::put_on_agenda::put_on_agenda;
use hawthorn_domain::marac::MaracReferral;
use hawthorn_domain::marac::referral::MaracState;
use hawthorn_testkit::{Cast, TestApp};
use meeting::{BEFORE, STARTS, pair};

const LATER: &str = "2026-03-27T10:00:00Z";

async fn kept(app: &TestApp, id: &str) -> MaracReferral {
    app.store
        .get_unscoped::<MaracReferral>(id)
        .await
        .unwrap()
        .unwrap()
        .value
}

#[tokio::test]
async fn a_question_goes_to_the_agency_that_referred_and_holds_nothing_up() {
    let app = TestApp::sqlite().await;
    let id = pair(&app, "Ellwood").await;
    let mut coordinator = app.ask(Cast::Coordinator, BEFORE);
    accept_referral(&app.app, &mut coordinator, id)
        .await
        .unwrap();
    let twice = accept_referral(&app.app, &mut coordinator, id).await;
    assert!(matches!(twice, Err(Refusal::Rule(_))), "{twice:?}");
    ask_referrer(&app.app, &mut coordinator, id, "Which school?")
        .await
        .unwrap();
    let case = open_marac_referral(&app.app, &mut coordinator, id)
        .await
        .unwrap();
    assert_eq!(case.state, MaracState::Returned);
    let waiting = to_list(&app.app, &mut coordinator).await.unwrap();
    assert_eq!(waiting.len(), 1, "it can be put on an agenda all the same");

    let mut housing = app.ask(Cast::HousingSpoc, BEFORE);
    assert!(
        own_questions(&app.app, &mut housing)
            .await
            .unwrap()
            .is_empty()
    );
    let theirs = open_question(&app.app, &mut housing, id).await;
    assert!(matches!(theirs, Err(Refusal::NotFound)), "{theirs:?}");
    assert!(
        answer_question(&app.app, &mut housing, id, "No idea.")
            .await
            .is_err()
    );

    let mut officer = app.ask(Cast::SupportOfficer, LATER);
    let asked = own_questions(&app.app, &mut officer).await.unwrap();
    assert_eq!(asked[0].question.text, "Which school?");
    assert_eq!(asked[0].pair, "KE and SD");
    answer_question(&app.app, &mut officer, id, "The junior school.")
        .await
        .unwrap();
    let case = open_marac_referral(&app.app, &mut coordinator, id)
        .await
        .unwrap();
    assert_eq!(case.state, MaracState::ToList);
    let answer = case.around.intake.questions[0].answer.as_ref().unwrap();
    assert_eq!(answer.text, "The junior school.");
}

#[tokio::test]
async fn nobody_but_the_coordinator_settles_a_referral() {
    let app = TestApp::sqlite().await;
    let id = pair(&app, "Ellwood").await;
    for who in [
        Cast::Chair,
        Cast::Idva,
        Cast::SupportOfficer,
        Cast::BoardMember,
    ] {
        let refused = accept_referral(&app.app, &mut app.ask(who, BEFORE), id).await;
        assert!(refused.is_err(), "{who:?}");
    }
}

#[tokio::test]
async fn a_further_referral_of_the_pair_is_added_to_the_one_that_waits() {
    let app = TestApp::sqlite().await;
    let id = pair(&app, "Ellwood").await;
    let first = kept(&app, &id.to_string()).await;
    let mut worker = app.ask(Cast::SocialWorker, BEFORE);
    let input = AddToReferral {
        victim: first.victim,
        perpetrator: first.perpetrator,
        reason: "The school rang.".into(),
        judgement: String::new(),
        victim_voice: "Wants to stay at home.".into(),
    };
    let added = add_to_referral(&app.app, &mut worker, input.clone())
        .await
        .unwrap();
    assert_eq!(added, id);
    let empty = AddToReferral {
        reason: " ".into(),
        ..input
    };
    assert!(add_to_referral(&app.app, &mut worker, empty).await.is_err());
    let case = open_marac_referral(&app.app, &mut app.ask(Cast::Coordinator, LATER), id)
        .await
        .unwrap();
    assert_eq!(case.around.intake.additions.len(), 1);
    assert_eq!(case.around.intake.additions[0].reason, "The school rang.");
    assert!(case.around.intake.additions[0].judgement.is_none());
}

#[tokio::test]
async fn an_urgent_case_gets_a_meeting_of_its_own_at_once() {
    let app = TestApp::sqlite().await;
    let id = pair(&app, "Ellwood").await;
    let mut coordinator = app.ask(Cast::Coordinator, LATER);
    let now = LATER.parse().unwrap();
    let without = call_urgent_meeting(&app.app, &mut coordinator, id, "north", now, " ").await;
    assert!(matches!(without, Err(Refusal::Fields(_))), "{without:?}");
    let past = BEFORE.parse().unwrap();
    assert!(
        call_urgent_meeting(&app.app, &mut coordinator, id, "north", past, "He is out.")
            .await
            .is_err()
    );
    let meeting = call_urgent_meeting(&app.app, &mut coordinator, id, "north", now, "He is out.")
        .await
        .unwrap();
    let agenda = open_agenda(&app.app, &mut coordinator, meeting)
        .await
        .unwrap();
    assert_eq!(agenda.urgent.as_deref(), Some("He is out."));
    assert_eq!(agenda.items.len(), 1);
    let again =
        call_urgent_meeting(&app.app, &mut coordinator, id, "north", now, "He is out.").await;
    assert!(matches!(again, Err(Refusal::Rule(_))), "{again:?}");
}

#[tokio::test]
async fn an_agency_says_what_it_holds_back_and_who_is_missing() {
    let app = TestApp::sqlite().await;
    let id = pair(&app, "Ellwood").await;
    let mut probation = app.ask(Cast::Probation, BEFORE);
    let nothing = Brought {
        holds: true,
        ..Brought::default()
    };
    assert!(
        bring_research(&app.app, &mut probation, id, nothing)
            .await
            .is_err()
    );
    let brought = Brought {
        holds: true,
        shared: true,
        withheld: "Another person’s safety.".into(),
        missing: "A new partner.".into(),
        ..Brought::default()
    };
    bring_research(&app.app, &mut probation, id, brought)
        .await
        .unwrap();
    let case = open_marac_referral(&app.app, &mut app.ask(Cast::Coordinator, LATER), id)
        .await
        .unwrap();
    assert_eq!(case.research[0].research.missing, "A new partner.");
    assert_eq!(
        case.research[0].research.withheld,
        "Another person’s safety."
    );
}

#[tokio::test]
async fn each_reader_has_their_own_copy_of_the_pack() {
    let app = TestApp::sqlite().await;
    let (first, second) = (pair(&app, "Ellwood").await, pair(&app, "Thatcham").await);
    let mut coordinator = app.ask(Cast::Coordinator, BEFORE);
    let meeting = plan_meeting(&app.app, &mut coordinator, "north", STARTS.parse().unwrap())
        .await
        .unwrap();
    put_on_agenda(&app.app, &mut coordinator, meeting, first)
        .await
        .unwrap();
    let mut idva = app.ask(Cast::Idva, BEFORE);
    let paper = print_pack(&app.app, &mut idva, meeting).await.unwrap();
    assert!(paper.bytes.starts_with(b"%PDF"));
    let scope = idva.scope(&app.app).unwrap();
    let copy = |app: &TestApp| {
        let (store, account) = (app.store.clone(), idva.actor.account);
        let scope = scope.clone();
        async move {
            store
                .pack_copy(&scope, meeting, account)
                .await
                .unwrap()
                .unwrap()
        }
    };
    assert_eq!(copy(&app).await.number, 1);
    assert_eq!(copy(&app).await.cases.len(), 1);
    print_pack(&app.app, &mut app.ask(Cast::Idva, LATER), meeting)
        .await
        .unwrap();
    assert_eq!(copy(&app).await.number, 1, "nothing had changed");
    put_on_agenda(&app.app, &mut coordinator, meeting, second)
        .await
        .unwrap();
    print_pack(&app.app, &mut app.ask(Cast::Idva, LATER), meeting)
        .await
        .unwrap();
    let now = copy(&app).await;
    assert_eq!((now.number, now.cases.len()), (2, 2));
    // A conflict takes the case out of her next copy (MAR-6).
    let mut idva = app.ask(Cast::Idva, LATER);
    declare_conflict(
        &app.app,
        &mut idva,
        second,
        Whose::Own,
        "She lives next door.",
    )
    .await
    .unwrap();
    print_pack(&app.app, &mut idva, meeting).await.unwrap();
    let now = copy(&app).await;
    assert_eq!(
        now.cases.iter().map(|(id, _)| *id).collect::<Vec<_>>(),
        [first]
    );
}
