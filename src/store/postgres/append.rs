//! Appending: one statement, one round trip.

use heirloom_events::StreamKey;
use sqlx::postgres::PgRow;
use sqlx::{Executor, PgPool, Postgres, Row};
use uuid::Uuid;

use super::super::encode::{Encoded, EncodedStream};
use super::super::writing::Sent;
use super::super::{AppendError, Appended, LogError};
use super::errors::{Key, failed, violated};
use super::row::{number, signed};

const APPEND: &str = include_str!("append.sql");
const STREAM_VERSION: &str = include_str!("stream_version.sql");

/// Appends all of it or nothing; nothing where another revision is active by now.
///
/// Where the connection dies after the statement was sent, nobody knows whether it was carried out:
/// [`LogError::Unavailable`]. The same command given again finds out.
pub(super) async fn append(pool: &PgPool, encoded: &Encoded) -> Result<Sent, AppendError> {
    let refused = || failed("append");
    match send(pool, encoded).await {
        Ok(row) => outcome(&row, encoded),
        Err(error) => match violated(&error) {
            None => Err(refused()(error).into()),
            Some(key) => lost_race(pool, encoded, key, error).await.map(Sent::Done),
        },
    }
}

async fn send(pool: &PgPool, encoded: &Encoded) -> Result<PgRow, sqlx::Error> {
    let streams = &encoded.streams;
    let events = &encoded.events;
    let types: Vec<&str> = streams.iter().map(|s| s.key.aggregate_type.as_str()).collect();
    let ids: Vec<&str> = streams.iter().map(|s| s.key.aggregate_id.as_str()).collect();
    let expected: Vec<i64> = streams.iter().map(|s| s.expected).collect();
    let metadata: Vec<&str> = streams.iter().map(|s| s.metadata.as_str()).collect();
    // SQL counts from 1
    let numbers: Vec<i64> = events.iter().map(|e| e.stream as i64 + 1).collect();
    let sequences: Vec<i64> = events.iter().map(|e| e.sequence).collect();
    let event_types: Vec<&str> = events.iter().map(|e| e.event_type).collect();
    let event_versions: Vec<&str> = events.iter().map(|e| e.event_version.as_str()).collect();
    let payloads: Vec<&str> = events.iter().map(|e| e.payload.as_str()).collect();
    let own: Vec<Option<&str>> = events.iter().map(|e| e.metadata.as_deref()).collect();
    sqlx::query(APPEND)
        .bind(encoded.household)
        .bind(encoded.command)
        .bind(types)
        .bind(ids)
        .bind(expected)
        .bind(metadata)
        .bind(numbers)
        .bind(sequences)
        .bind(event_types)
        .bind(event_versions)
        .bind(payloads)
        .bind(signed(events.len() as u64)?)
        .bind(own)
        .bind(signed(encoded.revision_no)?)
        .fetch_one(pool)
        .await
}

fn outcome(row: &PgRow, encoded: &Encoded) -> Result<Sent, AppendError> {
    let read = |column| row.try_get::<Option<i64>, _>(column).map_err(failed("append"));
    if let (Some(position), Some(events)) = (read(0)?, read(1)?) {
        return Ok(Sent::Done(Appended {
            position: position.unsigned_abs(),
            events: events.unsigned_abs(),
            repeated: true,
        }));
    }
    if read(5)?.map(i64::unsigned_abs) != Some(encoded.revision_no) {
        return Ok(Sent::Moved);
    }
    if let (Some(no), Some(actual)) = (read(2)?, read(3)?) {
        let stream = &encoded.streams[usize::try_from(no - 1).unwrap_or(0)];
        return Err(wrong_version(stream, actual.unsigned_abs()));
    }
    Ok(Sent::Done(Appended {
        position: number(row, 4).map_err(failed("append"))?,
        events: encoded.events.len() as u64,
        repeated: false,
    }))
}

fn wrong_version(stream: &EncodedStream, actual: u64) -> AppendError {
    AppendError::WrongExpectedVersion {
        stream: stream.key.clone(),
        expected: stream.expected.unsigned_abs(),
        actual,
    }
}

/// Somebody committed between our snapshot and our lock: the same command, or another one.
async fn lost_race(
    pool: &PgPool,
    encoded: &Encoded,
    key: Key,
    error: sqlx::Error,
) -> Result<Appended, AppendError> {
    let refused = || failed("append");
    if let Some(first) = find_command(pool, encoded.household, encoded.command)
        .await
        .map_err(refused())?
    {
        return Ok(first);
    }
    if key == Key::Stream {
        for stream in &encoded.streams {
            let actual = version(pool, encoded.household, &stream.key)
                .await
                .map_err(refused())?;
            if actual != stream.expected.unsigned_abs() {
                return Err(wrong_version(stream, actual));
            }
        }
    }
    // the key says that there is a row which is not there: never a reason to try again
    let log: LogError = refused()(error);
    Err(log.into())
}

/// What a command did, as a repeat is told.
pub(super) async fn find_command(
    executor: impl Executor<'_, Database = Postgres>,
    household: Uuid,
    command: Uuid,
) -> Result<Option<Appended>, sqlx::Error> {
    let row = sqlx::query(
        "SELECT position, events FROM heirloom.commands WHERE household_id = $1 AND command_id = $2",
    )
    .bind(household)
    .bind(command)
    .fetch_optional(executor)
    .await?;
    let read = |row| {
        Ok(Appended {
            position: number(&row, 0)?,
            events: number(&row, 1)?,
            repeated: true,
        })
    };
    row.map(read).transpose()
}

async fn version(pool: &PgPool, household: Uuid, stream: &StreamKey) -> Result<u64, sqlx::Error> {
    let row = sqlx::query(STREAM_VERSION)
        .bind(household)
        .bind(stream.aggregate_type.as_str())
        .bind(&stream.aggregate_id)
        .fetch_one(pool)
        .await?;
    number(&row, 0)
}
