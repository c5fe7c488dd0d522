//! The figures of MARAC: each number has as many rows behind it as it says, and no small number leaves (R190–R195, MGR-1, MGR-3).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

mod meeting;

use hawthorn_app::Refusal;
use hawthorn_app::marac::agree_action::{AgreeAction, agree_action};
use hawthorn_app::marac::close_meeting::close_meeting;
use hawthorn_app::marac::export_figures::export_figures;
use hawthorn_app::marac::figure_rows::{ActionsAsked, Behind, figure_rows};
use hawthorn_app::marac::figures::figures;
use hawthorn_app::marac::hear_item::hear_item;
use hawthorn_app::marac::open_marac_referral::open_marac_referral;
use hawthorn_app::marac::print_minutes::print_minutes;
use hawthorn_app::people::record_diversity::{RecordDiversity, open_diversity, record_diversity};
use hawthorn_domain::marac::figures::Measure;
use hawthorn_domain::marac::figures::period::Quarter;
use hawthorn_domain::marac::figures::publish::Shown;
use hawthorn_domain::people::diversity::{EthnicGroup, OwnAnswer};
use hawthorn_domain::platform::actor::AgencyCode;
use hawthorn_testkit::{Cast, TestApp};
use meeting::{DURING, in_session};

const AFTER: &str = "2026-04-09T09:00:00Z";
const NEXT: &str = "2026-07-02T09:00:00Z";

/// Seven pairs heard at one meeting, of which one victim said that she is from a minority ethnic group.
async fn heard() -> TestApp {
    let app = TestApp::sqlite().await;
    let names = ["Ashby", "Brook", "Calder", "Dale", "Ellis", "Frost", "Gale"];
    let (meeting, items) = in_session(&app, &names).await;
    let mut coordinator = app.ask(Cast::Coordinator, DURING);
    let case = open_marac_referral(&app.app, &mut coordinator, items[0])
        .await
        .unwrap();
    let answers = RecordDiversity {
        ethnic_group: Some(EthnicGroup::Asian),
        disabled: Some(OwnAnswer::No),
        ..RecordDiversity::default()
    };
    record_diversity(
        &app.app,
        &mut coordinator,
        case.victim.person.unwrap(),
        answers,
    )
    .await
    .unwrap();
    for item in &items {
        let action = AgreeAction {
            referral: *item,
            agency: AgencyCode::new("police"),
            owner: "Duty officer".into(),
            what: "Mark the address.".into(),
            lowers: String::new(),
            due: "2026-04-14".parse().unwrap(),
            victim_facing: false,
            key: String::new(),
        };
        agree_action(&app.app, &mut coordinator, action)
            .await
            .unwrap();
        hear_item(&app.app, &mut coordinator, *item).await.unwrap();
    }
    close_meeting(&app.app, &mut coordinator, meeting)
        .await
        .unwrap();
    print_minutes(&app.app, &mut app.ask(Cast::Coordinator, AFTER), meeting)
        .await
        .unwrap();
    app
}

fn quarter() -> Option<Quarter> {
    Quarter::from_code("2026-q2")
}

#[tokio::test]
async fn each_number_has_as_many_rows_behind_it_as_it_says() {
    let app = heard().await;
    let mut coordinator = app.ask(Cast::Coordinator, NEXT);
    // The quarter that is over is shown when none is asked for.
    let made = figures(&app.app, &mut coordinator, None).await.unwrap();
    assert_eq!(Some(made.quarter), quarter());
    assert!(made.exact);
    assert_eq!(made.quarter_total[&Measure::Cases], Shown::Exact(7));
    assert_eq!(
        made.quarter_total[&Measure::MinorityEthnic],
        Shown::Exact(1)
    );
    assert_eq!(made.not_known[&Measure::MinorityEthnic], 6);
    assert_eq!(made.actions.unwrap().agreed, 7);
    assert!(made.meetings[0].minutes_seconds.unwrap() > 0);
    for measure in Measure::ALL {
        for (year, total) in [(false, &made.quarter_total), (true, &made.year_total)] {
            let asked = Behind {
                quarter: quarter(),
                year,
                measure: Some(*measure),
                ..Behind::default()
            };
            let list = figure_rows(&app.app, &mut coordinator, &asked)
                .await
                .unwrap();
            assert_eq!(Shown::Exact(list.rows.len()), total[measure], "{measure}");
        }
        let asked = Behind {
            quarter: quarter(),
            measure: Some(*measure),
            meeting: Some(made.meetings[0].meeting.id),
            ..Behind::default()
        };
        let list = figure_rows(&app.app, &mut coordinator, &asked)
            .await
            .unwrap();
        assert_eq!(
            Shown::Exact(list.rows.len()),
            made.meetings[0].numbers[measure]
        );
    }
    for referrer in &made.referrers {
        let asked = Behind {
            quarter: quarter(),
            year: true,
            agency: Some(referrer.code.clone()),
            ..Behind::default()
        };
        let list = figure_rows(&app.app, &mut coordinator, &asked)
            .await
            .unwrap();
        assert_eq!(
            Shown::Exact(list.rows.len()),
            referrer.cases,
            "{}",
            referrer.name
        );
    }
    let actions = Behind {
        quarter: quarter(),
        actions: Some(ActionsAsked::All),
        ..Behind::default()
    };
    let list = figure_rows(&app.app, &mut coordinator, &actions)
        .await
        .unwrap();
    assert_eq!(list.rows.len(), 7);
}

#[tokio::test]
async fn a_board_sees_no_small_number_and_no_row() {
    let app = heard().await;
    let mut board = app.ask(Cast::BoardMember, NEXT);
    let made = figures(&app.app, &mut board, quarter()).await.unwrap();
    assert!(!made.exact && made.actions.is_none() && made.not_known.is_empty());
    let line = &made.meetings[0];
    assert_eq!(line.numbers[&Measure::Cases].words(), "5");
    assert_eq!(
        line.numbers[&Measure::MinorityEthnic].words(),
        "fewer than 5"
    );
    let refused = figure_rows(&app.app, &mut board, &Behind::default()).await;
    assert!(
        matches!(refused, Err(Refusal::NotAllowed(_))),
        "{refused:?}"
    );
    let refused = figures(&app.app, &mut app.ask(Cast::HousingSpoc, NEXT), None).await;
    assert!(refused.is_err());
}

#[tokio::test]
async fn the_file_is_the_same_for_everybody_and_holds_no_small_number() {
    let app = heard().await;
    let mut files = Vec::new();
    for who in [Cast::Coordinator, Cast::BoardMember] {
        let file = export_figures(&app.app, &mut app.ask(who, NEXT), quarter())
            .await
            .unwrap();
        assert_eq!(file.file_name, "marac-2026-q2.csv");
        files.push(String::from_utf8(file.bytes).unwrap());
    }
    assert_eq!(files[0], files[1]);
    let cells = files[0].lines().skip(1).flat_map(|line| line.split(','));
    for number in cells.filter_map(|cell| cell.trim().parse::<u32>().ok()) {
        assert!(number >= 5, "{number} left:\n{}", files[0]);
    }
    assert!(files[0].contains("fewer than 5"));
}

#[tokio::test]
async fn what_somebody_says_of_themselves_is_kept_and_two_writers_are_told() {
    let app = heard().await;
    let mut coordinator = app.ask(Cast::Coordinator, NEXT);
    let rows = figure_rows(
        &app.app,
        &mut coordinator,
        &Behind {
            quarter: quarter(),
            ..Behind::default()
        },
    )
    .await
    .unwrap();
    let case = open_marac_referral(&app.app, &mut coordinator, rows.rows[0].referral)
        .await
        .unwrap();
    let victim = case.victim.person.unwrap();
    let page = open_diversity(&app.app, &mut coordinator, victim)
        .await
        .unwrap();
    let answers = RecordDiversity {
        lgbt: Some(OwnAnswer::NotSaid),
        gender: "Woman".into(),
        version: Some(page.version),
        ..RecordDiversity::default()
    };
    record_diversity(&app.app, &mut coordinator, victim, answers.clone())
        .await
        .unwrap();
    let late = record_diversity(&app.app, &mut coordinator, victim, answers).await;
    assert!(matches!(late, Err(Refusal::Conflict(_))), "{late:?}");
    let page = open_diversity(&app.app, &mut coordinator, victim)
        .await
        .unwrap();
    assert_eq!(page.about.lgbt, Some(OwnAnswer::NotSaid));
    assert!(page.about.source.is_some());
    let refused = open_diversity(&app.app, &mut app.ask(Cast::HousingSpoc, NEXT), victim).await;
    assert!(refused.is_err());
}
