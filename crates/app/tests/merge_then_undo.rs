//! Joining records and taking it back: whatever happens in between, undoing every join gives the state that would have been without it (R68, R218).
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "test code stops at the first thing that is not as it should be"
)]

mod merge_then_undo {
    pub mod acts;
    pub mod shown;
}

use hawthorn_testkit::TestApp;
use hawthorn_testkit::test_app::{alone, chance_from};
use merge_then_undo::acts::{Act, World};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

fn act() -> impl Strategy<Value = Act> {
    let which = || 0..64usize;
    prop_oneof![
        4 => which().prop_map(Act::Arrive),
        5 => which().prop_map(Act::Join),
        3 => (which(), any::<bool>()).prop_map(|(which, unsure)| Act::Undo { which, unsure }),
        1 => which().prop_map(Act::TellApart),
        2 => which().prop_map(Act::WriteContact),
        2 => which().prop_map(Act::RestrictPerson),
        1 => which().prop_map(Act::ReleasePerson),
        1 => which().prop_map(Act::RestrictIncident),
        1 => which().prop_map(Act::ReleaseIncident),
        1 => which().prop_map(Act::NameOnPerson),
        1 => which().prop_map(Act::NameOnIncident),
        1 => which().prop_map(Act::Assess),
        1 => which().prop_map(Act::Decide),
    ]
}

/// Two reports of people who may be the same, and then anything.
fn acts() -> impl Strategy<Value = Vec<Act>> {
    vec(act(), 4..18).prop_map(|mut acts| {
        acts.splice(0..0, [Act::Arrive(0), Act::Arrive(1)]);
        acts
    })
}

/// The state at the end of one world, line by line.
async fn lived(app: TestApp, acts: &[Act], joins: bool) -> (Vec<String>, usize) {
    let mut world = World::new(app, joins);
    world.hire().await;
    for (place, act) in acts.iter().enumerate() {
        chance_from(place as u64 * 1_000 + 1);
        world.act(place, act).await;
    }
    world.undo_all(acts.len()).await;
    (world.shown().await, world.joined)
}

/// Plays the acts in a world that joins records and in one that never does.
async fn same_in_the_end(
    (joining, apart): (TestApp, TestApp),
    acts: &[Act],
) -> Result<usize, TestCaseError> {
    let (with, joined) = lived(joining, acts, true).await;
    let (without, never) = lived(apart, acts, false).await;
    assert_eq!(never, 0);
    let differ = with.iter().zip(&without).find(|(one, other)| one != other);
    if let Some((one, other)) = differ {
        return Err(TestCaseError::fail(format!(
            "after every join was undone:\n{one}\nwithout any join:\n{other}"
        )));
    }
    prop_assert_eq!(with.len(), without.len());
    Ok(joined)
}

fn runs(cases: u32) -> TestRunner {
    TestRunner::new(Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    })
}

#[test]
fn undoing_every_join_gives_back_the_state_that_would_have_been_without_it() {
    let tokio = tokio::runtime::Runtime::new().unwrap();
    let _alone = tokio.block_on(alone());
    let joined = std::cell::Cell::new(0);
    let on_sqlite = |acts: Vec<Act>| {
        let pair = async { (TestApp::sqlite().await, TestApp::sqlite().await) };
        let ended = tokio.block_on(async { same_in_the_end(pair.await, &acts).await });
        joined.set(joined.get() + ended?);
        Ok(())
    };
    runs(12).run(&acts(), on_sqlite).unwrap();
    assert!(joined.get() > 0, "some records were joined");
    let on_postgres = |acts: Vec<Act>| {
        tokio.block_on(async {
            let (mut one, mut other) = (
                TestApp::each_database().await,
                TestApp::each_database().await,
            );
            // Without a server there is nothing left to compare: SQLite has had its turn.
            match (one.len(), one.pop(), other.pop()) {
                (2, Some(one), Some(other)) => same_in_the_end((one, other), &acts).await.map(drop),
                _ => Ok(()),
            }
        })
    };
    runs(3).run(&acts(), on_postgres).unwrap();
}

/// The one sequence that a review of the code found wanting first, kept by name.
#[tokio::test]
async fn a_record_that_was_closed_by_a_join_alone_is_open_again_after_it() {
    let _alone = alone().await;
    let acts = [
        Act::Arrive(0),
        Act::Arrive(2),
        Act::Join(0),
        Act::Arrive(1),
        Act::Decide(0),
        Act::RestrictPerson(0),
        Act::Join(1),
        Act::ReleasePerson(0),
        Act::Undo {
            which: 0,
            unsure: true,
        },
    ];
    for (one, other) in TestApp::each_database()
        .await
        .into_iter()
        .zip(TestApp::each_database().await)
    {
        let joined = same_in_the_end((one, other), &acts).await.unwrap();
        assert!(joined > 0);
    }
}
