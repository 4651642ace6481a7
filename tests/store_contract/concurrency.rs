//! Many writers and readers at once: nothing skipped, nothing doubled, no order inverted.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use heirloom::events::values::{HouseholdId, RecipeId};
use heirloom::store::{AppendError, EventLog, StoredEvent, Upto};
use heirloom::testing::{ThrowawayLog, create_recipe, household, recipe_stream, rename_recipe};
use tokio::task::JoinSet;

heirloom::on_each_database!(
    sixteen_writers_leave_no_gap_and_a_polling_reader_skips_nothing,
    a_writers_own_last_event_is_in_what_it_reads_next,
    a_long_transaction_of_somebody_else_holds_no_reader_up,
);

const HOUSEHOLDS: u32 = 4;
const WRITERS: u32 = 16;
const COMMANDS: u32 = 40;

async fn sixteen_writers_leave_no_gap_and_a_polling_reader_skips_nothing(place: ThrowawayLog) {
    let done = Arc::new(AtomicBool::new(false));
    let readers: Vec<_> = (0..HOUSEHOLDS)
        .map(|number| tokio::spawn(poll(place.log(), household(number), done.clone())))
        .collect();
    let mut writers = JoinSet::new();
    for writer in 0..WRITERS {
        writers.spawn(write(place.log(), household(writer % HOUSEHOLDS)));
    }
    let acknowledged: u64 = writers.join_all().await.into_iter().sum();
    done.store(true, Ordering::SeqCst);
    let mut read = 0;
    for reader in readers {
        let events = reader.await.unwrap();
        read += events.len() as u64;
        let positions: Vec<_> = events.iter().map(|event| event.position).collect();
        assert_eq!(positions, (1..=events.len() as u64).collect::<Vec<_>>());
        assert_streams_are_in_order(&events);
    }
    assert_eq!(read, acknowledged);
    assert_eq!(acknowledged, u64::from(WRITERS * COMMANDS));
}

/// Half of the commands make recipes, half rename one that all writers of the household share; who loses
/// a race looks again.
async fn write(log: Arc<dyn EventLog>, household: HouseholdId) -> u64 {
    let shared = RecipeId::derived("shared");
    for command in 0..COMMANDS {
        if command % 2 == 0 {
            log.append(create_recipe(household, RecipeId::new(), "Soup"))
                .await
                .unwrap();
            continue;
        }
        loop {
            let stream = log
                .read_stream(household, &recipe_stream(shared), Upto::Latest)
                .await
                .unwrap();
            let append = rename_recipe(household, shared, stream.len() as u64, "Broth");
            match log.append(append).await {
                Ok(_) => break,
                Err(AppendError::WrongExpectedVersion { expected, actual, .. }) => assert!(actual > expected),
                Err(error) => panic!("{error:?}"),
            }
        }
    }
    u64::from(COMMANDS)
}

/// What a live projector does: asks for what comes after what it has.
async fn poll(log: Arc<dyn EventLog>, household: HouseholdId, done: Arc<AtomicBool>) -> Vec<StoredEvent> {
    let mut events: Vec<StoredEvent> = Vec::new();
    loop {
        // asked before reading: what comes after it is read once more
        let last = done.load(Ordering::SeqCst);
        let applied = events.len() as u64;
        let page = log.read_household(household, applied, 7).await.unwrap();
        let empty = page.is_empty();
        events.extend(page);
        if empty && last {
            return events;
        }
    }
}

fn assert_streams_are_in_order(events: &[StoredEvent]) {
    let mut versions: HashMap<&str, u64> = HashMap::new();
    let mut recorded: BTreeMap<HouseholdId, _> = BTreeMap::new();
    for event in events {
        let version = versions.entry(&event.aggregate_id).or_default();
        *version += 1;
        assert_eq!(event.sequence, *version, "order inverts inside a stream");
        let before = recorded.insert(event.household, event.recorded_at);
        assert!(
            before.is_none_or(|before| before <= event.recorded_at),
            "recorded_at goes back"
        );
    }
}

async fn a_writers_own_last_event_is_in_what_it_reads_next(place: ThrowawayLog) {
    let mut writers = JoinSet::new();
    for _ in 0..8 {
        let log = place.log();
        writers.spawn(async move {
            let recipe = RecipeId::new();
            for version in 0..25 {
                let appended = log
                    .append(rename_recipe(household(1), recipe, version, "Soup"))
                    .await
                    .unwrap();
                let stream = log
                    .read_stream(household(1), &recipe_stream(recipe), Upto::Latest)
                    .await
                    .unwrap();
                assert_eq!(stream.last().unwrap().position, appended.position);
                assert!(log.head(household(1)).await.unwrap() >= appended.position);
                let events = log
                    .read_household(household(1), appended.position - 1, 1)
                    .await
                    .unwrap();
                assert_eq!(events[0].aggregate_id, recipe.to_string());
            }
        });
    }
    writers.join_all().await;
    assert_eq!(place.log().head(household(1)).await.unwrap(), 200);
}

async fn a_long_transaction_of_somebody_else_holds_no_reader_up(place: ThrowawayLog) {
    let log = place.log();
    // a replay is such a transaction: it holds its snapshot until it has been read
    let replay = log.replay().await.unwrap();
    let soup = RecipeId::new();
    log.append(create_recipe(household(1), soup, "Soup"))
        .await
        .unwrap();
    assert_eq!(log.read_household(household(1), 0, 10).await.unwrap().len(), 1);
    assert!(replay.heads.is_empty(), "the snapshot is older");
}
