//! Laws: whatever happens in whatever order, rebuilt tables equal live ones, on either database.

mod support;

use std::collections::BTreeMap;

use proptest::test_runner::{Config, TestRunner};
use support::House;
use support::databases::Database;
use support::events::{Happening, happenings, recorded};

/// Live feeding in batches of this size while events come in, in three portions.
async fn fed_live(
    database: Database,
    happened: &[Happening],
    batch: u64,
) -> (House, BTreeMap<String, String>) {
    let house = House::new(database).await;
    house
        .engine
        .init(&(), &heirloom_projections::rebuild::progress::Stop::default())
        .await
        .unwrap();
    let events = recorded(happened);
    for portion in events.chunks(events.len() / 3 + 1) {
        house.log.append(portion.iter().cloned());
        let feeder = house.engine.feeder().with_batch_events(batch);
        feeder.feed_all_until_caught_up().await.unwrap();
    }
    let digests = house.digests().await;
    (house, digests)
}

async fn rebuilt_equals_live(
    database: Database,
    happened: &[Happening],
    batch: u64,
) -> BTreeMap<String, String> {
    let (house, live) = fed_live(database, happened, batch).await;
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

fn check(cases: u32, law: impl AsyncFn(Vec<Happening>, u64)) {
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
        .run(&(happenings(60), 1_u64..20), |(happened, batch)| {
            runtime.block_on(law(happened, batch));
            Ok(())
        })
        .unwrap();
}

#[test]
fn rebuilt_equals_live_at_any_batch_size_on_sqlite() {
    check(24, async |happened, batch| {
        rebuilt_equals_live(Database::sqlite().await, &happened, batch).await;
    });
}

#[test]
fn rebuilt_equals_live_at_any_batch_size_on_postgres_and_both_give_equal_digests() {
    check(6, async |happened, batch| {
        let Some(postgres) = Database::postgres().await else {
            return;
        };
        let here = rebuilt_equals_live(postgres, &happened, batch).await;
        let there = rebuilt_equals_live(Database::sqlite().await, &happened, batch + 3).await;
        assert_eq!(here, there);
    });
}
