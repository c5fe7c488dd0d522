//! Who is at a meeting, and who is not told of a case.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

mod meeting;

use hawthorn_app::marac::answer_offer::answer_offer;
use hawthorn_app::marac::attend::{Arrival, join_meeting, record_arrival};
use hawthorn_app::marac::conflicts::{Whose, declare_conflict, lift_conflict};
use hawthorn_app::marac::offer_action::offer_action;
use hawthorn_app::marac::open_agenda::open_agenda;
use hawthorn_app::marac::open_live::{must_join_first, open_live};
use hawthorn_app::marac::open_marac_referral::open_marac_referral;
use hawthorn_app::marac::watch_meeting::watch_meeting;
use hawthorn_app::{Ask, Refusal};
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_domain::platform::ids::{MaracReferralId, MeetingId};
use hawthorn_testkit::{Cast, TestApp};
use meeting::{DURING, in_session, joined, offer};

#[tokio::test]
async fn nobody_looks_in_before_they_have_accepted_and_latecomers_are_told_apart() {
    for app in TestApp::each_database().await {
        let (meeting, items) = in_session(&app, &["Abara"]).await;
        let mut idva = app.ask(Cast::Idva, DURING);
        assert!(must_join_first(&app.app, &mut idva, meeting).await.unwrap());
        assert!(matches!(
            open_live(&app.app, &mut idva, meeting, items[0]).await,
            Err(Refusal::Rule(_))
        ));
        assert!(watch_meeting(&app.app, &mut idva, meeting).await.is_err());
        assert!(
            offer_action(&app.app, &mut idva, offer(items[0], ""))
                .await
                .is_err()
        );
        assert!(matches!(
            join_meeting(&app.app, &mut idva, meeting, false).await,
            Err(Refusal::Fields(_))
        ));
        join_meeting(&app.app, &mut idva, meeting, true)
            .await
            .unwrap();
        join_meeting(&app.app, &mut idva, meeting, true)
            .await
            .unwrap();
        let live = open_live(&app.app, &mut idva, meeting, items[0])
            .await
            .unwrap();
        assert!(live.joined && live.may_offer && !live.may_run);

        let mut minutes = app.ask(Cast::Coordinator, DURING);
        let arrival = Arrival {
            agency: AgencyCode::new("housing"),
            name: "Sam Example".into(),
            accepted: true,
            chairs: true,
        };
        record_arrival(&app.app, &mut minutes, meeting, arrival)
            .await
            .unwrap();
        let agenda = open_agenda(&app.app, &mut minutes, meeting).await.unwrap();
        let told: Vec<(&str, &str)> = agenda
            .attendance
            .iter()
            .map(|line| (line.row.name.as_str(), line.words.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                ("Una Example", "Present"),
                (Cast::Coordinator.name().as_str(), "Present"),
                (Cast::Idva.name().as_str(), "Present from 9:45am"),
                ("Sam Example", "Present from 9:45am, in the chair"),
            ]
        );
    }
}

/// The first case is not there for this person, by any way.
async fn is_hidden_from(
    app: &TestApp,
    daro: &mut Ask,
    meeting: MeetingId,
    items: &[MaracReferralId],
) {
    assert!(matches!(
        open_live(&app.app, daro, meeting, items[0]).await,
        Err(Refusal::NotFound)
    ));
    assert!(matches!(
        open_marac_referral(&app.app, daro, items[0]).await,
        Err(Refusal::NotFound)
    ));
    let agenda = open_agenda(&app.app, daro, meeting).await.unwrap();
    assert_eq!(
        agenda.items.iter().map(|line| line.id).collect::<Vec<_>>(),
        [items[1]]
    );
    let pulse = watch_meeting(&app.app, daro, meeting).await.unwrap();
    assert!(!pulse.cases.contains_key(&items[0]));
    assert_eq!(
        pulse.floor.unwrap().item,
        None,
        "its place is taken, but not by name"
    );
    let mine = hawthorn_app::marac::actions::my_actions(&app.app, daro)
        .await
        .unwrap();
    assert!(mine.is_empty(), "not even their own agency's action");
}

#[tokio::test]
async fn a_conflict_takes_the_case_and_all_that_was_made_of_it_away_from_one_person() {
    for app in TestApp::each_database().await {
        let (meeting, items) = in_session(&app, &["Abara", "Brand"]).await;
        let mut minutes = app.ask(Cast::Coordinator, DURING);
        let mut daro = joined(&app, Cast::Daro, DURING, meeting).await;
        let mut idva = joined(&app, Cast::Idva, DURING, meeting).await;
        let made = offer_action(&app.app, &mut daro, offer(items[0], ""))
            .await
            .unwrap();
        let action = answer_offer(&app.app, &mut minutes, made, true, "")
            .await
            .unwrap();
        assert!(action.is_some());

        assert!(
            declare_conflict(&app.app, &mut daro, items[0], Whose::Own, " ")
                .await
                .is_err()
        );
        declare_conflict(&app.app, &mut daro, items[0], Whose::Own, "a relative")
            .await
            .unwrap();
        is_hidden_from(&app, &mut daro, meeting, &items).await;
        // Everybody else goes on.
        assert_eq!(
            open_live(&app.app, &mut idva, meeting, items[0])
                .await
                .unwrap()
                .actions
                .len(),
            1
        );
        // Whoever has the conflict cannot lift it; somebody else can, and it stays on the record.
        assert!(
            lift_conflict(&app.app, &mut daro, items[0], 0, "a mistake")
                .await
                .is_err()
        );
        assert!(
            lift_conflict(&app.app, &mut minutes, items[0], 0, "")
                .await
                .is_err()
        );
        lift_conflict(&app.app, &mut minutes, items[0], 0, "a mistake")
            .await
            .unwrap();
        let case = open_marac_referral(&app.app, &mut minutes, items[0])
            .await
            .unwrap();
        assert_eq!(case.conflicts.len(), 1);
        assert!(
            open_live(&app.app, &mut daro, meeting, items[0])
                .await
                .is_ok()
        );
    }
}
