//! Reading streams, households and heads, and the names of actors.

use std::collections::BTreeMap;

use heirloom_events::StreamKey;
use heirloom_events::values::HouseholdId;
use sqlx::sqlite::SqliteRow;
use sqlx::{Executor, Row, Sqlite, SqlitePool};

use super::super::{Head, LogError, StoredEvent, Upto, as_of, contiguous};
use super::errors::failed;
use super::row::{self, COLUMNS, text};

const STREAMS: &str = include_str!("read_streams.sql");
const HOUSEHOLD: &str = include_str!("read_household.sql");

fn events(rows: &[SqliteRow]) -> Result<Vec<StoredEvent>, sqlx::Error> {
    rows.iter().map(row::event).collect()
}

/// One stream, up to some point.
pub(super) async fn stream(
    readers: &SqlitePool,
    household: HouseholdId,
    stream: &StreamKey,
    upto: Upto,
) -> Result<Vec<StoredEvent>, LogError> {
    let all = streams(readers, household, std::slice::from_ref(stream), u64::MAX).await?;
    as_of::cut(all, upto)
}

/// Several streams, in order of position.
pub(super) async fn streams(
    readers: &SqlitePool,
    household: HouseholdId,
    streams: &[StreamKey],
    upto_position: u64,
) -> Result<Vec<StoredEvent>, LogError> {
    let keys: Vec<_> = contiguous::once_each(streams)
        .into_iter()
        .map(|stream| (stream.aggregate_type.as_str(), &stream.aggregate_id))
        .collect();
    let rows = sqlx::query(STREAMS)
        .bind(text(household.0))
        .bind(serde_json::json!(keys).to_string())
        .bind(i64::try_from(upto_position).unwrap_or(i64::MAX))
        .fetch_all(readers)
        .await
        .map_err(failed("read streams"))?;
    let events = events(&rows).map_err(failed("read streams"))?;
    contiguous::streams_from_one(&events)?;
    Ok(events)
}

/// A household's events after a position.
pub(super) async fn household(
    readers: &SqlitePool,
    household: HouseholdId,
    after: u64,
    limit: u64,
) -> Result<Vec<StoredEvent>, LogError> {
    let rows = sqlx::query(HOUSEHOLD)
        .bind(text(household.0))
        .bind(i64::try_from(after).unwrap_or(i64::MAX))
        .bind(i64::try_from(limit).unwrap_or(i64::MAX))
        .fetch_all(readers)
        .await
        .map_err(failed("read a household"))?;
    let (head, events) = read_household(&rows).map_err(failed("read a household"))?;
    contiguous::positions_after(household, after, limit, head, &events)?;
    Ok(events)
}

/// The head comes with each row, and once without an event where there is none.
fn read_household(rows: &[SqliteRow]) -> Result<(u64, Vec<StoredEvent>), sqlx::Error> {
    let head = rows.first().map_or(Ok(0), |first| row::number(first, 10))?;
    let with_event = rows
        .iter()
        .filter(|row| !matches!(row.try_get::<Option<i64>, _>(1), Ok(None)));
    let events = with_event.map(row::event).collect::<Result<_, _>>()?;
    Ok((head, events))
}

/// Every household and its head, by household.
pub(super) async fn heads(executor: impl Executor<'_, Database = Sqlite>) -> Result<Vec<Head>, LogError> {
    let rows = sqlx::query("SELECT household_id, head FROM heads ORDER BY household_id")
        .fetch_all(executor)
        .await
        .map_err(failed("read the heads"))?;
    let head = |row: &SqliteRow| {
        Ok(Head {
            household: row::household(row, 0)?,
            head: row::number(row, 1)?,
        })
    };
    rows.iter()
        .map(head)
        .collect::<Result<_, _>>()
        .map_err(failed("read the heads"))
}

/// One household's head.
pub(super) async fn head(readers: &SqlitePool, household: HouseholdId) -> Result<u64, LogError> {
    let row = sqlx::query("SELECT coalesce(max(head), 0) FROM heads WHERE household_id = ?1")
        .bind(text(household.0))
        .fetch_one(readers)
        .await
        .map_err(failed("read a head"))?;
    row::number(&row, 0).map_err(failed("read a head"))
}

/// Sets or forgets a name.
pub(super) async fn name_actor(
    writer: impl Executor<'_, Database = Sqlite>,
    actor: &str,
    name: Option<&str>,
) -> Result<(), LogError> {
    let query = match name {
        Some(name) => sqlx::query("INSERT OR REPLACE INTO actors VALUES (?1, ?2)")
            .bind(actor)
            .bind(name),
        None => sqlx::query("DELETE FROM actors WHERE actor = ?1").bind(actor),
    };
    query.execute(writer).await.map_err(failed("name an actor"))?;
    Ok(())
}

/// All names.
pub(super) async fn actor_names(readers: &SqlitePool) -> Result<BTreeMap<String, String>, LogError> {
    let names: Vec<(String, String)> = sqlx::query_as("SELECT actor, display_name FROM actors")
        .fetch_all(readers)
        .await
        .map_err(failed("read the names of actors"))?;
    Ok(names.into_iter().collect())
}

/// The whole log, in the order of a replay.
pub(super) fn all_events() -> String {
    format!("SELECT {COLUMNS} FROM events ORDER BY household_id, position")
}
