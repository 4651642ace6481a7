//! Reading streams, households and heads, and the names of actors.

use std::collections::BTreeMap;

use heirloom_events::StreamKey;
use heirloom_events::values::HouseholdId;
use sqlx::postgres::PgRow;
use sqlx::{Executor, PgPool, Postgres, Row};

use super::super::{Head, LogError, StoredEvent, Upto, as_of, contiguous};
use super::errors::failed;
use super::row::{self, number};

const STREAMS: &str = include_str!("read_streams.sql");
const HOUSEHOLD: &str = include_str!("read_household.sql");
const NAME_ACTOR: &str = include_str!("name_actor.sql");

/// One stream, up to some point.
pub(super) async fn stream(
    pool: &PgPool,
    household: HouseholdId,
    stream: &StreamKey,
    upto: Upto,
) -> Result<Vec<StoredEvent>, LogError> {
    let all = streams(pool, household, std::slice::from_ref(stream), u64::MAX).await?;
    as_of::cut(all, upto)
}

/// Several streams, in order of position.
pub(super) async fn streams(
    pool: &PgPool,
    household: HouseholdId,
    streams: &[StreamKey],
    upto_position: u64,
) -> Result<Vec<StoredEvent>, LogError> {
    let (types, ids): (Vec<_>, Vec<_>) = contiguous::once_each(streams)
        .into_iter()
        .map(|stream| (stream.aggregate_type.as_str(), stream.aggregate_id.as_str()))
        .unzip();
    let rows = sqlx::query(STREAMS)
        .bind(household.0)
        .bind(types)
        .bind(ids)
        .bind(i64::try_from(upto_position).unwrap_or(i64::MAX))
        .fetch_all(pool)
        .await
        .map_err(failed("read streams"))?;
    let events = rows.iter().map(row::event).collect::<Result<Vec<_>, _>>();
    let events = events.map_err(failed("read streams"))?;
    contiguous::streams_from_one(&events)?;
    Ok(events)
}

/// A household's events after a position.
pub(super) async fn household(
    pool: &PgPool,
    household: HouseholdId,
    after: u64,
    limit: u64,
) -> Result<Vec<StoredEvent>, LogError> {
    let rows = sqlx::query(HOUSEHOLD)
        .bind(household.0)
        .bind(i64::try_from(after).unwrap_or(i64::MAX))
        .bind(i64::try_from(limit).unwrap_or(i64::MAX))
        .fetch_all(pool)
        .await
        .map_err(failed("read a household"))?;
    let (head, events) = read_household(&rows).map_err(failed("read a household"))?;
    contiguous::positions_after(household, after, limit, head, &events)?;
    Ok(events)
}

/// The head comes with each row, and once without an event where there is none.
fn read_household(rows: &[PgRow]) -> Result<(u64, Vec<StoredEvent>), sqlx::Error> {
    let head = rows.first().map_or(Ok(0), |first| number(first, 10))?;
    let with_event = rows
        .iter()
        .filter(|row| !matches!(row.try_get::<Option<i64>, _>(1), Ok(None)));
    let events = with_event.map(row::event).collect::<Result<_, _>>()?;
    Ok((head, events))
}

/// Every household and its head, by household.
pub(super) async fn heads(executor: impl Executor<'_, Database = Postgres>) -> Result<Vec<Head>, LogError> {
    let rows = sqlx::query("SELECT household_id, head FROM heirloom.heads ORDER BY household_id")
        .fetch_all(executor)
        .await
        .map_err(failed("read the heads"))?;
    let head = |row: &PgRow| {
        Ok(Head {
            household: HouseholdId(row.try_get(0)?),
            head: number(row, 1)?,
        })
    };
    rows.iter()
        .map(head)
        .collect::<Result<_, _>>()
        .map_err(failed("read the heads"))
}

/// One household's head.
pub(super) async fn head(pool: &PgPool, household: HouseholdId) -> Result<u64, LogError> {
    let row = sqlx::query("SELECT coalesce(max(head), 0) FROM heirloom.heads WHERE household_id = $1")
        .bind(household.0)
        .fetch_one(pool)
        .await
        .map_err(failed("read a head"))?;
    number(&row, 0).map_err(failed("read a head"))
}

/// Sets or forgets a name.
pub(super) async fn name_actor(
    executor: impl Executor<'_, Database = Postgres>,
    actor: &str,
    name: Option<&str>,
) -> Result<(), LogError> {
    let query = match name {
        Some(name) => sqlx::query(NAME_ACTOR).bind(actor).bind(name),
        None => sqlx::query("DELETE FROM heirloom.actors WHERE actor = $1").bind(actor),
    };
    query.execute(executor).await.map_err(failed("name an actor"))?;
    Ok(())
}

/// All names.
pub(super) async fn actor_names(pool: &PgPool) -> Result<BTreeMap<String, String>, LogError> {
    let names: Vec<(String, String)> = sqlx::query_as("SELECT actor, display_name FROM heirloom.actors")
        .fetch_all(pool)
        .await
        .map_err(failed("read the names of actors"))?;
    Ok(names.into_iter().collect())
}
