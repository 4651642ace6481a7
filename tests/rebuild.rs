//! The read side over the real log: live feeding while commands come in, a log carried to the other
//! database, rebuilds beside writers.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use futures_util::StreamExt;
use heirloom::events::values::RecipeId;
use heirloom::projections::Engine;
use heirloom::projections::rebuild::Options;
use heirloom::projections::rebuild::progress::Stop;
use heirloom::store::EventLog;
use heirloom::testing::{ThrowawayLog, create_recipe, household, rename_recipe};

async fn rebuild(engine: &Engine) {
    engine
        .rebuild(&Options::default(), &(), &Stop::default())
        .await
        .expect("a rebuild ends well");
}

async fn wrong(engine: &Engine) -> Vec<String> {
    let report = engine.verify(&[], &(), &Stop::default()).await.unwrap();
    let failed = report.checks.into_iter().filter(|check| !check.ok);
    failed
        .map(|check| format!("{} {}: {:?}", check.id, check.name, check.details))
        .collect()
}

/// Writes recipes and renames them until told to stop.
async fn write(log: Arc<dyn EventLog>, number: u32, done: Arc<AtomicBool>) {
    let household = household(number);
    while !done.load(Ordering::Relaxed) {
        let recipe = RecipeId::new();
        log.append(create_recipe(household, recipe, "Leek tart"))
            .await
            .unwrap();
        log.append(rename_recipe(household, recipe, 1, "Plum tart"))
            .await
            .unwrap();
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

async fn rebuilds_beside_writers_and_a_feeder_end_equal_to_the_log(log: ThrowawayLog) {
    let engine = log.database().engine();
    engine.init(&(), &Stop::default()).await.unwrap();
    let done = Arc::new(AtomicBool::new(false));
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let feeder = engine.feeder();
    let feeding = tokio::spawn(async move { feeder.run(stopped).await });
    let writers: Vec<_> = (0..3)
        .map(|n| tokio::spawn(write(log.log(), n, done.clone())))
        .collect();
    for _ in 0..4 {
        rebuild(&engine).await;
        assert_eq!(wrong(&engine).await, Vec::<String>::new());
    }
    done.store(true, Ordering::Relaxed);
    for writer in writers {
        writer.await.unwrap();
    }
    for head in log.log().heads().await.unwrap() {
        let feeder = engine.feeder();
        feeder
            .wait_for(head.household, head.head, &[], Duration::from_secs(20))
            .await
            .unwrap();
    }
    assert_eq!(wrong(&engine).await, Vec::<String>::new());
    let live = engine.digests(&[]).await.unwrap();
    rebuild(&engine).await;
    assert_eq!(engine.digests(&[]).await.unwrap(), live);
    stop.send_replace(true);
    feeding.await.unwrap().unwrap();
}

heirloom::on_each_database!(rebuilds_beside_writers_and_a_feeder_end_equal_to_the_log);

#[tokio::test(flavor = "multi_thread")]
async fn a_log_carried_from_sqlite_to_postgres_gives_equal_digests() {
    let from = ThrowawayLog::sqlite().await;
    let Some(to) = ThrowawayLog::postgres().await else {
        return;
    };
    for number in 0..5 {
        for title in ["Leek tart", "Crème brûlée", "ʻUlu stew"] {
            let recipe = RecipeId::new();
            let append = create_recipe(household(number), recipe, title);
            from.log().append(append).await.unwrap();
            let append = rename_recipe(household(number), recipe, 1, &format!("{title} again"));
            from.log().append(append).await.unwrap();
        }
    }
    let replay = from.log().replay().await.unwrap();
    let events = replay
        .batches
        .flat_map(|batch| futures_util::stream::iter(batch.unwrap()).map(Ok));
    let names = std::collections::BTreeMap::new();
    to.log().import(&names, events.boxed()).await.unwrap();
    for log in [&from, &to] {
        rebuild(&log.database().engine()).await;
    }
    let here = from.database().engine().digests(&[]).await.unwrap();
    let there = to.database().engine().digests(&[]).await.unwrap();
    assert_eq!(here, there);
}
