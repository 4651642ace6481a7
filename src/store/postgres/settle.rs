//! Waiting for appends that were under way when the active revision changed.
//!
//! An append looks at `revisions` in its own statement, without a lock, so one whose snapshot is older than
//! an activation's commit may commit after it, in the versions of the revision before. Its transaction holds a
//! lock on `heirloom.events` since before that snapshot; when those transactions are gone, no such append can
//! come any more. `CREATE INDEX CONCURRENTLY` waits in the same way.

use std::time::Duration;

use sqlx::PgPool;
use tokio::time::Instant;

use super::super::LogError;
use super::errors::failed;

const APPENDING: &str = include_str!("appending.sql");
const PAUSE: Duration = Duration::from_millis(5);

/// Waits; gives how many of those transactions are still there when the time is up: 0 where all is settled.
pub(super) async fn settle(pool: &PgPool, at_most: Duration) -> Result<usize, LogError> {
    let until = Instant::now() + at_most;
    let mut left = appending(pool, None).await?;
    while !left.is_empty() && Instant::now() < until {
        tokio::time::sleep(PAUSE).await;
        left = appending(pool, Some(&left)).await?;
    }
    Ok(left.len())
}

/// The transactions that hold the lock now: of these, or all.
async fn appending(pool: &PgPool, of: Option<&[String]>) -> Result<Vec<String>, LogError> {
    sqlx::query_scalar(APPENDING)
        .bind(of)
        .fetch_all(pool)
        .await
        .map_err(failed("look for appends that are under way"))
}
