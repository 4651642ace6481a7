//! Laws: whatever happens in whatever order, rebuilt tables equal live ones, on either database.

mod support;

use std::collections::BTreeMap;

use futures_util::future::join_all;
use heirloom_events::Recorded;
use heirloom_projections::evolve::BuildOptions;
use heirloom_projections::models;
use heirloom_projections::rebuild::progress::Stop;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use support::House;
use support::databases::Database;
use support::events::{happenings, recorded};
use support::pots::{FIRST, WAY};
use support::shopping::{of_lists, shopped};

/// Live feeding in batches of this size while events come in, in three portions.
async fn fed_live(database: Database, events: &[Recorded], batch: u64) -> (House, BTreeMap<String, String>) {
    let house = House::new(database).await;
    house.engine.init(&(), &Stop::default()).await.unwrap();
    for portion in events.chunks(events.len() / 3 + 1) {
        house.log.append(portion.iter().cloned());
        // Several at once, the last of whom begin with nothing in memory.
        let others = (1..=batch % 4).map(|_| house.elsewhere(models::all()));
        let workers = others.chain([house.engine.clone()]).map(async |engine| {
            let feeder = engine.feeder().with_batch_events(batch);
            feeder.feed_all_until_caught_up().await
        });
        join_all(workers).await.into_iter().for_each(|fed| fed.unwrap());
    }
    let digests = house.digests().await;
    (house, digests)
}

async fn rebuilt_equals_live(
    database: Database,
    events: &[Recorded],
    batch: u64,
) -> BTreeMap<String, String> {
    let (house, live) = fed_live(database, events, batch).await;
    assert_eq!(
        house.verified().await,
        Vec::<String>::new(),
        "live tables do not equal the log"
    );
    let feeder = house.engine.feeder();
    feeder.feed_all_until_caught_up().await.unwrap();
    feeder.retry_parked().await.unwrap();
    assert_eq!(house.digests().await, live, "feeding twice is not feeding once");
    house.rebuild().await.unwrap();
    assert_eq!(
        house.digests().await,
        live,
        "rebuilt tables do not equal live ones"
    );
    house.rebuild().await.unwrap();
    assert_eq!(house.digests().await, live, "a second rebuild gives other tables");
    house.database.close().await;
    live
}

/// Every version that is fed equals a fresh fold of the log, in batches of any size.
async fn all_versions_equal_the_log(database: Database, events: &[Recorded], batch: u64) {
    let house = House::of_pots(database).await;
    let stop = Stop::default();
    let (before, after) = events.split_at(events.len() / 2);
    house.log.append(before.iter().cloned());
    house.engine.at(FIRST).init(&(), &stop).await.unwrap();
    let options = BuildOptions::default();
    house
        .engine
        .build_versions(WAY, &options, &(), &stop)
        .await
        .unwrap();
    for portion in after.chunks(after.len() / 2 + 1) {
        house.log.append(portion.iter().cloned());
        let feeder = house.engine.feeder().with_batch_events(batch);
        feeder.feed_all_until_caught_up().await.unwrap();
    }
    let all = [FIRST, WAY].concat();
    let report = house.engine.verify_versions(&all, &(), &stop).await.unwrap();
    assert!(report.ok(), "{report:?}");
    let differences = house
        .engine
        .compare_versions("pots", 1, 2, &[], &stop)
        .await
        .unwrap();
    assert!(differences.iter().all(|one| one.declared), "{differences:?}");
    house.database.close().await;
}

/// Anything that may happen, and plans and lists in a world so small that their events meet.
fn anything() -> impl Strategy<Value = Vec<Recorded>> {
    (happenings(50), shopped(50), any::<bool>()).prop_map(|(happened, shopped, lists_first)| {
        let (happened, lists) = (recorded(&happened), of_lists(&shopped));
        match lists_first {
            true => [lists, happened].concat(),
            false => [happened, lists].concat(),
        }
    })
}

fn check(cases: u32, law: impl AsyncFn(Vec<Recorded>, u64)) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    let mut runner = TestRunner::new(Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 40,
        ..Config::default()
    });
    runner
        .run(&(anything(), 1_u64..20), |(events, batch)| {
            runtime.block_on(law(events, batch));
            Ok(())
        })
        .unwrap();
}

#[test]
fn rebuilt_equals_live_at_any_batch_size_on_sqlite() {
    check(24, async |events, batch| {
        rebuilt_equals_live(Database::sqlite().await, &events, batch).await;
    });
}

#[test]
fn rebuilt_equals_live_at_any_batch_size_on_postgres_and_both_give_equal_digests() {
    check(6, async |events, batch| {
        let Some(postgres) = Database::postgres().await else {
            return;
        };
        let here = rebuilt_equals_live(postgres, &events, batch).await;
        let there = rebuilt_equals_live(Database::sqlite().await, &events, batch + 3).await;
        assert_eq!(here, there);
    });
}

#[test]
fn every_version_equals_the_log_at_any_batch_size_on_sqlite() {
    check(24, async |events, batch| {
        all_versions_equal_the_log(Database::sqlite().await, &events, batch).await;
    });
}

#[test]
fn every_version_equals_the_log_at_any_batch_size_on_postgres() {
    check(6, async |events, batch| {
        if let Some(database) = Database::postgres().await {
            all_versions_equal_the_log(database, &events, batch).await;
        }
    });
}
