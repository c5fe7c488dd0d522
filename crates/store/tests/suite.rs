//! The store's promises, each tried on SQLite and, when the tests were given a server, on PostgreSQL.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test stops at the first thing that is not as it should be"
)]

use hawthorn_domain::incidents::Incident;
use hawthorn_domain::people::Person;
use hawthorn_domain::platform::actor::{AgencyCode, Scope};
use hawthorn_domain::platform::audit::{Deed, Doer, Entry};
use hawthorn_domain::platform::restriction::Restriction;
use hawthorn_store::governance::checkpoint::Checkpoint;
use hawthorn_store::governance::verify::verify;
use hawthorn_store::{Store, StoreError};
use hawthorn_testkit::{Cast, IncidentSketch, TestApp};
use jiff::Timestamp;

fn scope(app: &TestApp, who: Cast, restricted: bool) -> Scope {
    Scope {
        account: who.account(),
        area: app.book.code.clone(),
        agency: AgencyCode::new("police"),
        hub: true,
        restricted,
        at: Timestamp::UNIX_EPOCH,
    }
}

fn entry(app: &TestApp, words: &str) -> Entry {
    Entry {
        at: Timestamp::constant(1_774_450_000, 0),
        by: Doer::system("test"),
        area: Some(app.book.code.clone()),
        deed: Deed::Changed,
        verb: None,
        kind: String::new(),
        record: String::new(),
        words: words.to_owned(),
    }
}

async fn rename(app: &TestApp, store: &Store, id: &str, name: &str) -> Result<i64, StoreError> {
    let read = store.get_unscoped::<Person>(id).await?.expect("the person");
    let mut changed = read.value.clone();
    changed.names[0].given = name.to_owned();
    let mut tx = store.begin().await?;
    let version = tx.update(&read, &changed, entry(app, "Renamed")).await?;
    tx.finish().await?;
    Ok(version)
}

#[tokio::test]
async fn a_record_reads_back_as_it_was_saved_and_the_log_verifies() {
    for app in TestApp::each_database().await {
        let id = app.incident(IncidentSketch::default()).await;
        let kept = app.kept(id).await;
        let person = kept.victim().expect("a victim").person.to_string();
        assert_eq!(rename(&app, &app.store, &person, "Kasia").await.unwrap(), 2);
        let read = app
            .store
            .get_unscoped::<Person>(&person)
            .await
            .unwrap()
            .unwrap();
        assert_eq!((read.version, read.names[0].given.as_str()), (2, "Kasia"));
        let report = verify(&app.store, None).await.unwrap();
        assert_eq!(report.problems, Vec::<String>::new());
        assert!(report.entries > 3 && report.rows > 5);
    }
}

#[tokio::test]
async fn a_save_over_somebody_elses_is_refused_and_leaves_nothing() {
    for app in TestApp::each_database().await {
        let id = app.incident(IncidentSketch::default()).await;
        let person = app
            .kept(id)
            .await
            .victim()
            .expect("a victim")
            .person
            .to_string();
        let stale = app
            .store
            .get_unscoped::<Person>(&person)
            .await
            .unwrap()
            .unwrap();
        rename(&app, &app.store, &person, "First").await.unwrap();
        let before = app.store.chain_end().await.unwrap();
        let mut tx = app.store.begin().await.unwrap();
        let refused = tx
            .update(&stale, &stale.value, entry(&app, "Too late"))
            .await;
        assert!(matches!(refused, Err(StoreError::Conflict)));
        drop(tx);
        assert_eq!(
            app.store.chain_end().await.unwrap(),
            before,
            "no entry without its save"
        );
    }
}

#[tokio::test]
async fn a_change_that_is_not_finished_leaves_nothing_behind() {
    for app in TestApp::each_database().await {
        let id = app.incident(IncidentSketch::default()).await;
        let person = app
            .kept(id)
            .await
            .victim()
            .expect("a victim")
            .person
            .to_string();
        let read = app
            .store
            .get_unscoped::<Person>(&person)
            .await
            .unwrap()
            .unwrap();
        let before = app.store.chain_end().await.unwrap();
        let mut tx = app.store.begin().await.unwrap();
        tx.update(&read, &read.value, entry(&app, "Given up"))
            .await
            .unwrap();
        drop(tx);
        assert_eq!(app.store.chain_end().await.unwrap(), before);
        assert_eq!(
            app.store
                .get_unscoped::<Person>(&person)
                .await
                .unwrap()
                .unwrap()
                .version,
            1
        );
        assert!(verify(&app.store, None).await.unwrap().problems.is_empty());
    }
}

#[tokio::test]
async fn a_restricted_record_is_found_by_those_on_its_list_alone() {
    for app in TestApp::each_database().await {
        let id = app
            .incident(IncidentSketch {
                flags: "HBV".to_owned(),
                ..IncidentSketch::default()
            })
            .await
            .to_string();
        let officer = scope(&app, Cast::SupportOfficer, false);
        let manager = scope(&app, Cast::MashManager, true);
        assert!(
            app.store
                .get::<Incident>(&officer, &id)
                .await
                .unwrap()
                .is_none()
        );
        assert!(
            app.store
                .get::<Incident>(&manager, &id)
                .await
                .unwrap()
                .is_some()
        );
        let read = app
            .store
            .get_unscoped::<Incident>(&id)
            .await
            .unwrap()
            .unwrap();
        let mut named = read.value.clone();
        named.restriction = Restriction {
            named: vec![Cast::SupportOfficer.account()],
            ..read.restriction.clone()
        };
        let mut tx = app.store.begin().await.unwrap();
        tx.update(&read, &named, entry(&app, "Named"))
            .await
            .unwrap();
        tx.finish().await.unwrap();
        assert!(
            app.store
                .get::<Incident>(&officer, &id)
                .await
                .unwrap()
                .is_some()
        );
        let other = scope(&app, Cast::OtherSupportOfficer, false);
        let filter = hawthorn_store::incidents::WorklistFilter::default();
        let now = Timestamp::constant(1_774_450_000, 0);
        assert_eq!(
            app.store
                .worklist(&officer, &filter, now, None, 50)
                .await
                .unwrap()
                .len(),
            1
        );
        assert_eq!(
            app.store
                .worklist(&other, &filter, now, None, 50)
                .await
                .unwrap()
                .len(),
            0
        );
        assert_eq!(
            app.store
                .worklist_count(&other, &filter, now, 500)
                .await
                .unwrap(),
            0
        );
        let elsewhere = Scope {
            area: hawthorn_domain::platform::settings::AreaCode::new("wolverhampton").unwrap(),
            ..manager
        };
        assert!(
            app.store
                .get::<Incident>(&elsewhere, &id)
                .await
                .unwrap()
                .is_none(),
            "another area's record"
        );
    }
}

#[tokio::test]
async fn a_checkpoint_tells_when_the_newest_entries_are_gone() {
    let app = TestApp::sqlite().await;
    app.incident(IncidentSketch::default()).await;
    let key = ed25519_dalek::SigningKey::from_bytes(&[9; 32]);
    let now = Timestamp::constant(1_774_450_000, 0);
    let head = app.store.chain_end().await.unwrap();
    let point = Checkpoint::sign("test", &head, now, &key);
    let text = serde_json::to_string(&point).unwrap();
    assert_eq!(Checkpoint::read(&text, None).unwrap(), point);
    assert!(
        Checkpoint::read(&text.replace("test", "best"), None).is_err(),
        "a changed checkpoint"
    );
    assert!(
        verify(&app.store, Some(&point))
            .await
            .unwrap()
            .problems
            .is_empty()
    );
    let further = Checkpoint::sign(
        "test",
        &hawthorn_store::governance::chain::Head {
            seq: head.seq + 10,
            digest: head.digest,
        },
        now,
        &key,
    );
    let report = verify(&app.store, Some(&further)).await.unwrap();
    assert!(
        report
            .problems
            .iter()
            .any(|problem| problem.contains("entries were removed")),
        "{report:?}"
    );
}

#[tokio::test]
async fn the_two_schemas_have_the_same_tables_and_columns() {
    let apps = TestApp::each_database().await;
    for app in &apps {
        let lines = app.store.schema_lines().await.unwrap().join("\n");
        for table in hawthorn_store::schema::TABLES {
            for column in table.columns {
                assert!(
                    lines.contains(column.name),
                    "{} of {}",
                    column.name,
                    table.name
                );
            }
        }
    }
}
