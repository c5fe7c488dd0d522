//! A record held closely leaves no trace where others bring records in: neither in what a sheet is answered, nor in how two open records are weighed (R218).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

use hawthorn_app::governance::named_access::restrict_record;
use hawthorn_app::incidents::receipt::{Receipt, look, problems_file, receipt};
use hawthorn_app::incidents::run_import::start_import;
use hawthorn_app::incidents::upload::{Sheet, upload_sheet};
use hawthorn_app::jobs::run::run_next;
use hawthorn_app::people::history::RecordKind;
use hawthorn_app::people::review_suggestion::{PairQueue, review_queue};
use hawthorn_domain::platform::ids::ImportId;
use hawthorn_store::governance::verify::verify;
use hawthorn_testkit::test_app::Still;
use hawthorn_testkit::{Cast, IncidentSketch, TestApp, sketch};

const AT: &str = "2026-03-26T09:00:00Z";
const OFFICER: Cast = Cast::SupportOfficer;
const LEAD: Cast = Cast::PoliceSupervisor;
const WHY: &str = "A relative works in one of the agencies.";
const REFERENCE: &str = "23/70004/26";

fn report(reference: &str, summary: &str) -> IncidentSketch {
    IncidentSketch {
        reference: reference.to_owned(),
        victim_surname: "Quillfeather".to_owned(),
        victim_forename: "Zahra".to_owned(),
        victim_born: "05/05/1990".to_owned(),
        summary: summary.to_owned(),
        ..IncidentSketch::default()
    }
}

async fn sealed(app: &TestApp) {
    let id = app
        .incident(report(REFERENCE, "She was followed home."))
        .await;
    let mut lead = app.ask(LEAD, AT);
    restrict_record(
        &app.app,
        &mut lead,
        RecordKind::Incident,
        &id.to_string(),
        WHY,
    )
    .await
    .unwrap();
}

/// Looks through a sheet as a page does before it is started.
async fn uploaded(app: &TestApp, summary: &str) -> ImportId {
    let row = report(REFERENCE, summary).row(REFERENCE);
    let text = format!("{}\r\n{row}\r\n", sketch::HEADINGS);
    let sheet = Sheet::Bytes(text.as_bytes());
    let run = upload_sheet(
        &app.app,
        &mut app.ask(OFFICER, AT),
        "test",
        "sheet.csv",
        sheet,
    )
    .await
    .unwrap();
    run.id
}

async fn read(app: &TestApp, who: Cast, id: ImportId) -> Receipt {
    receipt(&app.app, &mut app.ask(who, AT), id).await.unwrap()
}

#[tokio::test]
async fn a_sheet_is_no_way_to_ask_whether_a_restricted_record_is_there() {
    for app in TestApp::each_database().await {
        sealed(&app).await;
        for (summary, state) in [("She was followed home.", 0), ("An invented row.", 1)] {
            let id = uploaded(&app, summary).await;
            let before = look(&app.app, &mut app.ask(OFFICER, AT), id).await.unwrap();
            assert_eq!((before.readable, before.known), (1, 0));
            start_import(&app.app, &mut app.ask(OFFICER, AT), id)
                .await
                .unwrap();
            while run_next(&app.app, &Still(AT.parse().unwrap()))
                .await
                .unwrap()
            {}
            let told = read(&app, OFFICER, id).await;
            assert_eq!(told.counts.made, 1);
            assert_eq!(told.counts.all(), 1);
            assert!(told.needs_look.is_empty() && told.refused.is_empty());
            let file = problems_file(&app.app, &mut app.ask(OFFICER, AT), id)
                .await
                .unwrap();
            assert!(!String::from_utf8(file).unwrap().contains(REFERENCE));
            // Its keepers see what it was, and were told at once.
            let kept = read(&app, LEAD, id).await;
            assert_eq!((kept.counts.made, kept.counts.needs_look), (0, state));
            assert_eq!(kept.needs_look.len() as u64, state);
            let scope = app.ask(LEAD, AT).scope(&app.app).unwrap();
            let told = app.store.open_keeper_notices(&scope, 9).await.unwrap();
            let line = format!("Line 2 of import {} has its reference", id.short());
            assert!(
                told.iter().any(|one| one.words.starts_with(&line)),
                "{told:?}"
            );
        }
        let report = verify(&app.store, None).await.unwrap();
        assert!(report.problems.is_empty(), "{:?}", report.problems);
    }
}

/// How the one open pair of a world is weighed, as its page says it.
async fn weighed(app: &TestApp) -> Vec<String> {
    let mut pairs = review_queue(&app.app, &mut app.ask(OFFICER, AT), PairQueue::Open, None)
        .await
        .unwrap()
        .pairs;
    pairs.retain(|pair| pair.newer.name.contains("Zahra") && pair.older.name.contains("Zahra"));
    let said = |pair: &hawthorn_app::people::review_suggestion::Pair| {
        format!("{} {:?} {:?}", pair.band, pair.fields, pair.cautions)
    };
    // They came at one moment, so that their order says nothing.
    let mut all: Vec<String> = pairs.iter().map(said).collect();
    all.sort();
    all
}

#[tokio::test]
async fn two_open_records_are_weighed_alike_whatever_is_held_closely() {
    let mut said = Vec::new();
    for with in [false, true] {
        for app in TestApp::each_database().await {
            if with {
                sealed(&app).await;
            }
            app.incident(report("23/70005/26", "She was shouted at."))
                .await;
            app.incident(report("23/70008/26", "She was shoved.")).await;
            said.push(weighed(&app).await);
            // The same after a restart, when everybody is read from the database again.
            let app = app.started_again().await;
            app.incident(report("23/70009/26", "She was shoved again."))
                .await;
            said.push(weighed(&app).await);
        }
    }
    let (without, with) = said.split_at(said.len() / 2);
    assert_eq!(without, with);
    assert_eq!(without[0].len(), 1);
    assert_eq!(without[1].len(), 3);
}
