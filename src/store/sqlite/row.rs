//! A row of `events`.

use chrono::{DateTime, SecondsFormat, Utc};
use heirloom_events::values::HouseholdId;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;

use super::super::StoredEvent;

/// The columns, in the order in which [`event`] takes them.
pub(super) const COLUMNS: &str = "household_id, position, aggregate_type, aggregate_id, sequence, event_type, \
     event_version, payload, metadata, recorded_at";

/// An id as SQLite keeps it.
pub(super) fn text(id: Uuid) -> String {
    id.hyphenated().to_string()
}

/// A time as SQLite keeps it: of one width, so that it sorts as it is.
pub(super) fn time_text(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Micros, true)
}

/// Reads the [`COLUMNS`].
pub(super) fn event(row: &SqliteRow) -> Result<StoredEvent, sqlx::Error> {
    Ok(StoredEvent {
        household: household(row, 0)?,
        position: number(row, 1)?,
        aggregate_type: row.try_get(2)?,
        aggregate_id: row.try_get(3)?,
        sequence: number(row, 4)?,
        event_type: row.try_get(5)?,
        event_version: row.try_get(6)?,
        payload: row.try_get(7)?,
        metadata: row.try_get(8)?,
        recorded_at: time(row, 9)?,
    })
}

/// Reads a household's id.
pub(super) fn household(row: &SqliteRow, column: usize) -> Result<HouseholdId, sqlx::Error> {
    let text: &str = row.try_get(column)?;
    text.parse().map_err(|error| undecodable(column, error))
}

/// Reads a number that is never negative.
pub(super) fn number(row: &SqliteRow, column: usize) -> Result<u64, sqlx::Error> {
    let number: i64 = row.try_get(column)?;
    u64::try_from(number).map_err(|error| undecodable(column, error))
}

/// Reads a time.
pub(super) fn time(row: &SqliteRow, column: usize) -> Result<DateTime<Utc>, sqlx::Error> {
    let text: &str = row.try_get(column)?;
    DateTime::parse_from_rfc3339(text)
        .map(|time| time.with_timezone(&Utc))
        .map_err(|error| undecodable(column, error))
}

fn undecodable(column: usize, error: impl std::error::Error + Send + Sync + 'static) -> sqlx::Error {
    sqlx::Error::ColumnDecode {
        index: column.to_string(),
        source: Box::new(error),
    }
}
