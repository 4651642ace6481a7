//! Answers that are cut short and logs with holes are errors, never short successes.

use futures_util::TryStreamExt;
use heirloom::events::values::{CommandId, RecipeId};
use heirloom::store::{Append, AppendError, Database, LogError, OpenOptions, Upto, open};
use heirloom::testing::{
    ThrowawayLog, create_recipe, household, recipe_stream, rename_recipe, renamed, stream_append,
};
use sqlx::{ConnectOptions, Connection, Executor};

heirloom::on_each_database!(
    a_hole_in_the_log_is_an_error_of_every_read,
    a_head_beyond_the_events_is_an_error_of_a_replay,
);

/// Goes round the guards, as a damaged disk would.
async fn delete_position(place: &ThrowawayLog, position: u64) {
    let delete = format!(
        "DELETE FROM {} WHERE position = {position}",
        place.table("events")
    );
    let sql = match place.database() {
        Database::Postgres(_) => format!(
            "ALTER TABLE heirloom.events DISABLE TRIGGER ALL; {delete}; ALTER TABLE heirloom.events ENABLE TRIGGER ALL"
        ),
        Database::Sqlite(_) => format!("DROP TRIGGER events_are_never_deleted; {delete}"),
    };
    place.execute(&sql).await.unwrap();
}

fn is_truncated<T: std::fmt::Debug>(result: Result<T, LogError>) -> bool {
    matches!(result, Err(LogError::Truncated { .. }))
}

async fn replayed(place: &ThrowawayLog) -> Result<usize, LogError> {
    let batches: Vec<_> = place.log().replay().await?.batches.try_collect().await?;
    Ok(batches.iter().map(Vec::len).sum())
}

async fn a_hole_in_the_log_is_an_error_of_every_read(place: ThrowawayLog) {
    let (log, soup) = (place.log(), RecipeId::new());
    for version in 0..5 {
        log.append(rename_recipe(household(1), soup, version, "Soup"))
            .await
            .unwrap();
    }
    delete_position(&place, 3).await;
    let stream = recipe_stream(soup);
    assert!(is_truncated(
        log.read_stream(household(1), &stream, Upto::Latest).await
    ));
    assert!(is_truncated(log.read_streams(household(1), &[stream], 99).await));
    assert!(is_truncated(log.read_household(household(1), 0, 99).await));
    assert!(is_truncated(log.read_household(household(1), 2, 1).await));
    assert!(is_truncated(replayed(&place).await));
    // what lies before the hole can be read
    assert_eq!(log.read_household(household(1), 0, 2).await.unwrap().len(), 2);
}

async fn a_head_beyond_the_events_is_an_error_of_a_replay(place: ThrowawayLog) {
    let log = place.log();
    for number in [1, 2] {
        let soup = RecipeId::new();
        log.append(create_recipe(household(number), soup, "Soup"))
            .await
            .unwrap();
        log.append(rename_recipe(household(number), soup, 1, "Broth"))
            .await
            .unwrap();
    }
    assert_eq!(replayed(&place).await.unwrap(), 4);
    delete_position(&place, 2).await;
    assert!(is_truncated(replayed(&place).await));
    assert!(is_truncated(log.read_household(household(1), 0, 99).await));
}

/// A log larger than every buffer between the server and us.
async fn large_log(place: &ThrowawayLog) -> u64 {
    let log = place.log();
    let title = "a long title ".repeat(19);
    for number in 0..30 {
        let append = Append {
            household: household(number),
            command_id: CommandId::new(),
            streams: vec![stream_append(
                recipe_stream(RecipeId::new()),
                0,
                (0..1000).map(|_| renamed(&title)).collect(),
            )],
        };
        log.append(append).await.unwrap();
    }
    30_000
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_killed_in_the_middle_of_a_replay_is_an_error_and_never_a_short_success() {
    let Some(place) = ThrowawayLog::postgres().await else {
        return;
    };
    let events = large_log(&place).await;
    for batches_before in [0, 1, 20] {
        let mut replay = place.log().replay().await.unwrap();
        let mut read = 0;
        for _ in 0..batches_before {
            read += replay.batches.try_next().await.unwrap().unwrap().len() as u64;
        }
        let kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'COPY (%' \
                    AND datname = current_database() AND pid <> pg_backend_pid()";
        // the COPY may not have started yet
        while place.execute(kill).await.unwrap() == 0 {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        let error = loop {
            match replay.batches.try_next().await {
                Ok(Some(batch)) => read += batch.len() as u64,
                Ok(None) => panic!("a short success with {read} of {events} events"),
                Err(error) => break error,
            }
        };
        assert!(read < events);
        assert!(matches!(error, LogError::Unavailable { .. }), "{error:?}");
        assert!(replay.batches.try_next().await.unwrap().is_none());
    }
    assert_eq!(replayed(&place).await.unwrap() as u64, events);
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_gone_during_an_append_is_unavailable_and_the_same_command_repeats_safely() {
    let Some(place) = ThrowawayLog::postgres().await else {
        return;
    };
    let Database::Postgres(log) = place.database() else {
        unreachable!("this one is PostgreSQL")
    };
    // holds the household's head, so that the append waits with its statement sent
    let soup = RecipeId::new();
    place
        .log()
        .append(create_recipe(household(1), soup, "Soup"))
        .await
        .unwrap();
    let mut blocker = log.pool().connect_options().connect().await.unwrap();
    blocker
        .execute("BEGIN; SELECT * FROM heirloom.heads FOR UPDATE")
        .await
        .unwrap();
    let append = rename_recipe(household(1), soup, 1, "Broth");
    let sent = tokio::spawn({
        let (log, append) = (place.log(), append.clone());
        async move { log.append(append).await }
    });
    let kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                WHERE wait_event_type = 'Lock' AND datname = current_database()";
    while blocker.execute(kill).await.unwrap().rows_affected() == 0 {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    let lost = sent.await.unwrap();
    assert!(
        matches!(lost, Err(AppendError::Log(LogError::Unavailable { .. }))),
        "{lost:?}"
    );
    blocker.close().await.unwrap();
    let repeated = place.log().append(append.clone()).await.unwrap();
    assert_eq!((repeated.position, repeated.repeated), (2, false));
    let repeated = place.log().append(append).await.unwrap();
    assert_eq!((repeated.position, repeated.repeated), (2, true));
}

#[tokio::test]
async fn postgres_that_does_not_answer_is_unavailable() {
    let opened = open(
        "postgres://cook:secret@127.0.0.1:1/kitchen",
        OpenOptions::default(),
    )
    .await;
    let error = opened.err().unwrap();
    assert!(matches!(error, LogError::Unavailable { .. }), "{error:?}");
    assert!(!format!("{error} {error:?}").contains("secret"));
}
