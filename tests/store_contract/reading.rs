//! Streams, households, replays; versions and times.

use std::time::Duration;

use chrono::{DateTime, Utc};
use futures_util::TryStreamExt;
use heirloom::events::values::RecipeId;
use heirloom::store::{StoredEvent, Upto};
use heirloom::testing::{ThrowawayLog, create_recipe, household, recipe_stream, rename_recipe};
use sqlx::{Connection as _, SqliteConnection};

heirloom::on_each_database!(
    a_household_is_read_from_any_position_on,
    several_streams_are_read_in_order_of_position_up_to_one,
    a_stream_reads_as_of_a_version,
    a_stream_reads_as_of_when_it_happened,
    a_stream_reads_as_of_when_it_was_recorded,
    a_replay_gives_every_event_of_every_household_in_order,
    a_replay_of_an_empty_log_ends,
    a_replay_that_is_dropped_leaves_the_log_usable,
    news_wake_who_waits,
    names_of_actors_can_be_set_and_forgotten,
);

async fn five_versions(log: &ThrowawayLog, recipe: RecipeId) {
    let log = log.log();
    log.append(create_recipe(household(1), recipe, "Soup"))
        .await
        .unwrap();
    for version in 1..5 {
        log.append(rename_recipe(household(1), recipe, version, "Broth"))
            .await
            .unwrap();
    }
}

async fn a_household_is_read_from_any_position_on(log: ThrowawayLog) {
    five_versions(&log, RecipeId::new()).await;
    let log = log.log();
    for (after, limit, positions) in [
        (0, 10, 1..6),
        (0, 2, 1..3),
        (3, 10, 4..6),
        (5, 10, 6..6),
        (9, 10, 6..6),
    ] {
        let events = log.read_household(household(1), after, limit).await.unwrap();
        let read: Vec<_> = events.iter().map(|event| event.position).collect();
        assert_eq!(
            read,
            positions.collect::<Vec<_>>(),
            "after {after}, at most {limit}"
        );
    }
    assert_eq!(log.read_household(household(2), 0, 10).await.unwrap(), []);
}

async fn several_streams_are_read_in_order_of_position_up_to_one(place: ThrowawayLog) {
    let log = place.log();
    let (soup, bread, other) = (RecipeId::new(), RecipeId::new(), RecipeId::new());
    for append in [
        create_recipe(household(1), soup, "Soup"),
        create_recipe(household(1), other, "Cake"),
        create_recipe(household(1), bread, "Bread"),
        rename_recipe(household(1), soup, 1, "Broth"),
        create_recipe(household(2), soup, "Soup"),
    ] {
        log.append(append).await.unwrap();
    }
    let streams = [recipe_stream(soup), recipe_stream(bread), recipe_stream(soup)];
    let positions = async |upto| -> Vec<u64> {
        let events = log.read_streams(household(1), &streams, upto).await.unwrap();
        events.iter().map(|event| event.position).collect()
    };
    assert_eq!(positions(100).await, [1, 3, 4]);
    assert_eq!(positions(3).await, [1, 3]);
    assert!(positions(0).await.is_empty());
    assert_eq!(log.read_streams(household(1), &[], 100).await.unwrap(), []);
}

async fn a_stream_reads_as_of_a_version(log: ThrowawayLog) {
    let recipe = RecipeId::new();
    five_versions(&log, recipe).await;
    for (version, read) in [(0, 0), (1, 1), (3, 3), (5, 5), (9, 5)] {
        let events = log
            .log()
            .read_stream(household(1), &recipe_stream(recipe), Upto::Version(version))
            .await
            .unwrap();
        assert_eq!(events.len(), read);
    }
    let unknown = log
        .log()
        .read_stream(household(1), &recipe_stream(RecipeId::new()), Upto::Latest)
        .await;
    assert_eq!(unknown.unwrap(), []);
}

async fn a_stream_reads_as_of_when_it_happened(place: ThrowawayLog) {
    let (log, recipe) = (place.log(), RecipeId::new());
    let day = |day: u32| -> DateTime<Utc> { format!("2019-03-{day:02}T12:00:00Z").parse().unwrap() };
    for (version, happened) in [(0, 1), (1, 1), (2, 7)] {
        let mut append = rename_recipe(household(1), recipe, version, "Soup");
        append.streams[0].metadata.occurred_at = Some(day(happened));
        log.append(append).await.unwrap();
    }
    log.append(rename_recipe(household(1), recipe, 3, "Now"))
        .await
        .unwrap();
    let versions = async |time| {
        let read = log
            .read_stream(household(1), &recipe_stream(recipe), Upto::OccurredAt(time))
            .await;
        read.unwrap().len()
    };
    assert_eq!(versions(day(1) - Duration::from_micros(1)).await, 0);
    assert_eq!(versions(day(1)).await, 2);
    assert_eq!(versions(day(6)).await, 2);
    assert_eq!(versions(day(7)).await, 3);
    assert_eq!(versions(Utc::now()).await, 4);
}

async fn a_stream_reads_as_of_when_it_was_recorded(log: ThrowawayLog) {
    let recipe = RecipeId::new();
    five_versions(&log, recipe).await;
    let log = log.log();
    let all = log
        .read_stream(household(1), &recipe_stream(recipe), Upto::Latest)
        .await
        .unwrap();
    assert!(
        all.is_sorted_by_key(|event| event.recorded_at),
        "recorded_at never goes back"
    );
    let third = all[2].recorded_at;
    let read = log
        .read_stream(household(1), &recipe_stream(recipe), Upto::RecordedAt(third))
        .await
        .unwrap();
    let expected = all.iter().filter(|event| event.recorded_at <= third).count();
    assert_eq!(read, all[..expected]);
    assert!(expected >= 3);
}

async fn all(place: &ThrowawayLog) -> Vec<StoredEvent> {
    let replay = place.log().replay().await.unwrap();
    let batches: Vec<_> = replay.batches.try_collect().await.unwrap();
    batches.into_iter().flatten().collect()
}

async fn a_replay_gives_every_event_of_every_household_in_order(place: ThrowawayLog) {
    let log = place.log();
    for number in 1..=3 {
        for _ in 0..number {
            log.append(create_recipe(household(number), RecipeId::new(), "Soup"))
                .await
                .unwrap();
        }
    }
    let mut expected = Vec::new();
    for head in log.heads().await.unwrap() {
        expected.extend(log.read_household(head.household, 0, 100).await.unwrap());
    }
    assert_eq!(expected.len(), 6);
    assert_eq!(all(&place).await, expected);
}

async fn a_replay_of_an_empty_log_ends(place: ThrowawayLog) {
    assert_eq!(all(&place).await, []);
}

async fn a_replay_that_is_dropped_leaves_the_log_usable(place: ThrowawayLog) {
    five_versions(&place, RecipeId::new()).await;
    for _ in 0..30 {
        drop(place.log().replay().await.unwrap());
    }
    assert_eq!(all(&place).await.len(), 5);
    five_versions(&place, RecipeId::new()).await;
}

async fn news_wake_who_waits(place: ThrowawayLog) {
    let waits = async |log: std::sync::Arc<dyn heirloom::store::EventLog>| {
        // what has come so far, and the start of listening
        log.wait_for_news(Duration::from_millis(300)).await;
        log.wait_for_news(Duration::from_millis(300)).await;
        let waiting = tokio::spawn(async move {
            let start = std::time::Instant::now();
            log.wait_for_news(Duration::from_secs(20)).await;
            start.elapsed()
        });
        tokio::time::sleep(Duration::from_millis(200)).await;
        let soup = create_recipe(household(1), RecipeId::new(), "Soup");
        place.log().append(soup).await.unwrap();
        assert!(waiting.await.unwrap() < Duration::from_secs(10));
    };
    waits(place.log()).await;
    // another process
    let other = place.reopened().await;
    waits(other.log()).await;
}

async fn names_of_actors_can_be_set_and_forgotten(place: ThrowawayLog) {
    let log = place.log();
    log.name_actor("a1", Some("Anna")).await.unwrap();
    log.name_actor("b2", Some("Bert")).await.unwrap();
    log.name_actor("a1", Some("Anne")).await.unwrap();
    log.name_actor("b2", None).await.unwrap();
    log.name_actor("c3", None).await.unwrap();
    let names: Vec<_> = log.actor_names().await.unwrap().into_iter().collect();
    assert_eq!(names, [("a1".to_owned(), "Anne".to_owned())]);
}

/// The log's own statement: SQLite would rather look through the whole household.
#[tokio::test]
async fn on_sqlite_a_stream_is_read_by_its_index_however_long_the_household() {
    let log = ThrowawayLog::sqlite().await;
    let sql = include_str!("../../src/store/sqlite/read_streams.sql");
    let mut connection = SqliteConnection::connect(log.url()).await.unwrap();
    let plan: Vec<(i64, i64, i64, String)> = sqlx::query_as(&format!("EXPLAIN QUERY PLAN {sql}"))
        .bind(household(1).to_string())
        .bind(r#"[["recipe", "r"]]"#)
        .bind(i64::MAX)
        .fetch_all(&mut connection)
        .await
        .unwrap();
    let way = plan.iter().map(|step| step.3.as_str());
    let way = way.filter(|step| step.starts_with("SEARCH")).collect::<Vec<_>>();
    let by = "(household_id=? AND aggregate_type=? AND aggregate_id=?)";
    assert!(way.len() == 1 && way[0].ends_with(by), "{plan:?}");
}
