//! Appending: one `BEGIN IMMEDIATE` transaction on the one writing connection.
//!
//! [`in_transaction`] knows nothing of the commit, so that several appends could share one (group commit).

use heirloom_events::StreamKey;
use sqlx::{Executor, Row, Sqlite, SqliteConnection, SqlitePool};
use uuid::Uuid;

use super::super::encode::Encoded;
use super::super::writing::Sent;
use super::super::{AppendError, Appended};
use super::errors::failed;
use super::revisions;
use super::row::{number, text, time_text};

const BUMP_HEAD: &str = include_str!("bump_head.sql");
const INSERT_EVENT: &str = "INSERT INTO events VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
const STREAM_VERSION: &str = include_str!("stream_version.sql");

/// Appends all of it or nothing; nothing where another revision is active by now.
pub(super) async fn append(writer: &SqlitePool, encoded: &Encoded) -> Result<Sent, AppendError> {
    let mut transaction = writer
        .begin_with("BEGIN IMMEDIATE")
        .await
        .map_err(failed("append"))?;
    let sent = in_transaction(&mut transaction, encoded).await?;
    if matches!(sent, Sent::Done(appended) if !appended.repeated) {
        transaction.commit().await.map_err(failed("append"))?;
    }
    Ok(sent)
}

async fn in_transaction(connection: &mut SqliteConnection, encoded: &Encoded) -> Result<Sent, AppendError> {
    let refused = || failed("append");
    if let Some(first) = find_command(&mut *connection, encoded.household, encoded.command)
        .await
        .map_err(refused())?
    {
        return Ok(Sent::Done(first));
    }
    if revisions::newest(&mut *connection).await?.0 != encoded.revision_no {
        return Ok(Sent::Moved);
    }
    check_versions(connection, encoded).await?;
    let position = insert_events(connection, encoded).await.map_err(refused())?;
    let appended = Appended {
        position,
        events: encoded.events.len() as u64,
        repeated: false,
    };
    remember(connection, encoded, appended).await.map_err(refused())?;
    Ok(Sent::Done(appended))
}

/// What a command did, as a repeat is told.
pub(super) async fn find_command(
    executor: impl Executor<'_, Database = Sqlite>,
    household: Uuid,
    command: Uuid,
) -> Result<Option<Appended>, sqlx::Error> {
    let row =
        sqlx::query("SELECT position, events FROM commands WHERE household_id = ?1 AND command_id = ?2")
            .bind(text(household))
            .bind(text(command))
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

async fn check_versions(connection: &mut SqliteConnection, encoded: &Encoded) -> Result<(), AppendError> {
    for stream in &encoded.streams {
        let actual = version(connection, encoded.household, &stream.key)
            .await
            .map_err(failed("append"))?;
        if actual != stream.expected.unsigned_abs() {
            return Err(AppendError::WrongExpectedVersion {
                stream: stream.key.clone(),
                expected: stream.expected.unsigned_abs(),
                actual,
            });
        }
    }
    Ok(())
}

async fn version(
    connection: &mut SqliteConnection,
    household: Uuid,
    stream: &StreamKey,
) -> Result<u64, sqlx::Error> {
    let row = sqlx::query(STREAM_VERSION)
        .bind(text(household))
        .bind(stream.aggregate_type.as_str())
        .bind(&stream.aggregate_id)
        .fetch_one(connection)
        .await?;
    number(&row, 0)
}

/// Takes positions as late as can be and fills them; gives the household's newest position.
async fn insert_events(connection: &mut SqliteConnection, encoded: &Encoded) -> Result<u64, sqlx::Error> {
    let household = text(encoded.household);
    if encoded.events.is_empty() {
        return head(connection, &household).await;
    }
    let added = i64::try_from(encoded.events.len()).unwrap_or(i64::MAX);
    let row = sqlx::query(BUMP_HEAD)
        .bind(&household)
        .bind(added)
        .bind(time_text(chrono::Utc::now()))
        .fetch_one(&mut *connection)
        .await?;
    let head: i64 = row.try_get(0)?;
    let recorded_at: String = row.try_get(1)?;
    for (position, event) in (head - added + 1..).zip(&encoded.events) {
        let stream = &encoded.streams[event.stream];
        sqlx::query(INSERT_EVENT)
            .bind(&household)
            .bind(position)
            .bind(stream.key.aggregate_type.as_str())
            .bind(&stream.key.aggregate_id)
            .bind(event.sequence)
            .bind(event.event_type)
            .bind(&event.event_version)
            .bind(&event.payload)
            .bind(event.metadata.as_ref().unwrap_or(&stream.metadata))
            .bind(&recorded_at)
            .execute(&mut *connection)
            .await?;
    }
    Ok(head.unsigned_abs())
}

async fn head(connection: &mut SqliteConnection, household: &str) -> Result<u64, sqlx::Error> {
    let row = sqlx::query("SELECT coalesce(max(head), 0) FROM heads WHERE household_id = ?1")
        .bind(household)
        .fetch_one(connection)
        .await?;
    number(&row, 0)
}

async fn remember(
    connection: &mut SqliteConnection,
    encoded: &Encoded,
    appended: Appended,
) -> Result<(), sqlx::Error> {
    sqlx::query("INSERT INTO commands VALUES (?1, ?2, ?3, ?4, ?5)")
        .bind(text(encoded.household))
        .bind(text(encoded.command))
        .bind(signed(appended.position)?)
        .bind(signed(appended.events)?)
        .bind(time_text(chrono::Utc::now()))
        .execute(connection)
        .await?;
    Ok(())
}

/// A count as SQLite keeps it.
pub(super) fn signed(number: u64) -> Result<i64, sqlx::Error> {
    i64::try_from(number).map_err(|error| sqlx::Error::Encode(Box::new(error)))
}
