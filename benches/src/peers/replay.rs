//! `QueryReplay::replay_all` of cqrs-es: one view row read and written for every event.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use anyhow::{Result, ensure};
use cqrs_es::persist::{GenericQuery, QueryReplay};
use postgres_es::{PostgresEventRepository, PostgresViewRepository};
use sqlx::PgPool;

use super::{EVENTS, PeerRecipe, SNAPSHOTS, TABLES, VIEWS};

/// What a peer did.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Replayed {
    /// Events that it replayed.
    pub(crate) events: u64,
    /// Seconds that it took.
    pub(crate) seconds: f64,
}

/// Replays the recipes of whole households, with at most about `events` events, out of the log at `url`. The
/// peer is linear in events and slow, so a sample does.
pub(crate) async fn replay_all(url: &str, events: u64) -> Result<Replayed> {
    let pool = postgres_es::default_postgress_pool(url).await;
    let events = sample(&pool, events).await?;
    let failures = Arc::new(AtomicU64::new(0));
    let mut query = GenericQuery::<_, PeerRecipe, PeerRecipe>::new(Arc::new(PostgresViewRepository::new(
        VIEWS,
        pool.clone(),
    )));
    let counted = failures.clone();
    query.use_error_handler(Box::new(move |_| {
        counted.fetch_add(1, Ordering::Relaxed);
    }));
    let repository = PostgresEventRepository::new(pool.clone()).with_tables(EVENTS, SNAPSHOTS);
    let started = Instant::now();
    QueryReplay::new(repository, query).replay_all().await?;
    let seconds = started.elapsed().as_secs_f64();
    // It says Ok whatever happens, so count.
    let applied: i64 = sqlx::query_scalar(&format!("SELECT coalesce(sum(version), 0)::bigint FROM {VIEWS}"))
        .fetch_one(&pool)
        .await?;
    let failures = failures.load(Ordering::Relaxed);
    ensure!(
        failures == 0 && u64::try_from(applied) == Ok(events),
        "cqrs-es replayed {applied} of {events} events, with {failures} errors"
    );
    pool.close().await;
    Ok(Replayed { events, seconds })
}

/// Copies the recipes of the first households into the peer's table; how many events these are.
async fn sample(pool: &PgPool, events: u64) -> Result<u64> {
    sqlx::raw_sql(TABLES).execute(pool).await?;
    let copied = sqlx::query(&format!(
        "INSERT INTO {EVENTS} \
         SELECT aggregate_type, aggregate_id, sequence, event_type, event_version, \
                json_build_object(event_type, payload), metadata \
         FROM heirloom.events JOIN ( \
           SELECT household_id, sum(head) OVER (ORDER BY household_id) AS total FROM heirloom.heads \
         ) AS first USING (household_id) \
         WHERE first.total <= $1 AND aggregate_type = 'recipe' \
         ORDER BY recorded_at, household_id, position"
    ))
    .bind(i64::try_from(events)?)
    .execute(pool)
    .await?
    .rows_affected();
    ensure!(
        copied > 0,
        "no household has as few as {events} events; give the peers more"
    );
    sqlx::raw_sql(&format!("ANALYZE {EVENTS}; CHECKPOINT"))
        .execute(pool)
        .await?;
    Ok(copied)
}
